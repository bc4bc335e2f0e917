"""The map page: the visit on a map, a day within a city, and the tables of cities and places."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtWidgets import QWidget

from visitplanner.desktop.checker import Found
from visitplanner.desktop.qt import override
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.map_part import MapPart
from visitplanner.desktop.views.parts import PartsPage
from visitplanner.desktop.views.table_pane import TablePane
from visitplanner.desktop.wording import _
from visitplanner.domain.visit import Visit, collection_of


class MapPage(PartsPage):
    """Where everything is."""

    def __init__(self, context: Context) -> None:
        self._map: MapPart | None = None
        self._found = Found()
        super().__init__(
            context,
            _("Map, cities and places"),
            (
                ("map", _("Map"), self._make_map),
                ("stops", _("Cities"), self._make_cities),
                ("places", _("Places"), self._make_places),
            ),
        )

    def _make_cities(self) -> TablePane:
        nothing = _("No cities yet. Add the first one and its nights.")
        return self.records("stops", _("Cities"), (nothing, _("Add a city")))

    def _make_places(self) -> TablePane:
        nothing = _("No places yet. Add the venues, hotels and stations that the plan names.")
        return self.records("places", _("Places"), (nothing, _("Add a place")))

    def _make_map(self) -> Generator[object, None, MapPart]:
        part = MapPart(self.context, whole=False)
        self.take(part)
        yield from part.build()
        self._map = part
        part.places_wanted.connect(lambda: self.show_part("places"))
        part.city_wanted.connect(lambda: self.action_wanted.emit("add_city"))
        part.show_problems(self._found)
        return part

    @override
    def part(self) -> QWidget:
        part = super().part()
        # The map has a pane of its own at the right; the tables have the usual one.
        panes: frozenset[str] = frozenset() if part is self._map else frozenset({"inspector"})
        if panes != self.panes:
            self.panes = panes
            self.panes_changed.emit()
        return part

    @override
    def follow(self, before: Visit, after: Visit) -> None:
        super().follow(before, after)
        if self._map is not None:
            self._map.follow()

    @override
    def show_problems(self, found: Found) -> None:
        super().show_problems(found)
        self._found = found
        if self._map is not None:
            self._map.show_problems(found)

    @override
    def reveal(self, record_id: str) -> None:
        part = self.part()
        if isinstance(part, MapPart) and part.reveal(record_id):
            return
        record = self.document.record(record_id)
        if record is not None:
            self.show_part(collection_of(record))
