"""How people travel and where they sleep: journeys, vehicles, rooms, travel times."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from visitplanner.desktop.models.journeys import JourneysModel
from visitplanner.desktop.qt import override
from visitplanner.desktop.tasks import Task
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.journeys_vehicles import VehiclesPart
from visitplanner.desktop.views.parts import PartsPage
from visitplanner.desktop.views.rooms import RoomsPart
from visitplanner.desktop.views.table_pane import TablePane
from visitplanner.desktop.widgets.controls import push_button
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.programme import Journey
from visitplanner.domain.visit import Visit

if TYPE_CHECKING:
    from visitplanner.desktop.checker import Found
    from visitplanner.planning.checks.compiled import Plan
    from visitplanner.planning.way_times import WayTime


class JourneysPage(PartsPage):
    """How people travel and where they sleep."""

    def __init__(self, context: Context) -> None:
        self._missed_by: dict[str, Visit] = {}
        self._found: Found | None = None
        self._plan: Plan | None = None
        self._estimated: Visit | None = None
        self._running: Task | None = None
        super().__init__(
            context,
            _("Journeys and rooms"),
            (
                ("journeys", _("Journeys"), self._make_journeys),
                ("vehicles", _("Vehicles"), self._make_vehicles),
                ("rooms", _("Rooms"), self._make_rooms),
                ("travel_times", _("Travel times"), self._make_times),
            ),
        )

    # --- the parts

    def _make_journeys(self) -> TablePane:
        def ask(key: str) -> None:
            self.action_wanted.emit(key)

        buttons = (
            push_button(_("Insert the way there"), lambda: ask("insert_transfer")),
            push_button(_("Transfer"), lambda: ask("add_transfer"), icon="plus"),
            push_button(_("Leg"), lambda: ask("add_journey"), icon="plus", primary=True),
        )
        tips = (
            _("Put in the journey to the chosen one from where its people are before"),
            _("Add a transfer within a city"),
            _("Add a leg between cities"),
        )
        for button, tip in zip(buttons, tips, strict=True):
            button.setToolTip(tip)
        empty = (_("No journeys yet. Add the first leg between two cities."), _("Add a leg"))
        model = JourneysModel(self.document)
        pane = TablePane(self.document, model, _("Journeys"), empty, buttons, after_days=True)
        pane.count_text = _counted
        pane.follow()
        pane.remember(self.context.services, "journeys")
        pane.empty_wanted.connect(lambda: ask("add_journey"))
        pane.city_wanted.connect(lambda: ask("add_city"))
        return pane

    def _make_vehicles(self) -> Generator[object, None, VehiclesPart]:
        made = VehiclesPart(self.document, whole=False)
        self.take(made)
        yield from made.build()
        made.add_wanted.connect(self.action_wanted)
        return made

    def _make_times(self) -> TablePane:
        nothing = _(
            "No travel times of your own yet. Add one you have timed: it wins over the estimate."
        )
        return self.records("travel_times", _("Travel times"), (nothing, _("Add a travel time")))

    def _make_room_table(self) -> TablePane:
        nothing = _("No rooms yet. Add the first one, or give rooms in the table of nights.")
        return self.records("rooms", _("Rooms"), (nothing, _("Add a room")), beside=True)

    def _make_rooms(self) -> Generator[object, None, RoomsPart]:
        made = RoomsPart(
            self.document,
            self._make_room_table,
            whole=False,
        )
        self.take(made)
        yield from made.build()
        made.add_wanted.connect(self.action_wanted)
        return made

    # --- following, each part when it is seen

    @override
    def part(self) -> QWidget:
        part = super().part()
        self._catch_up(self._keys[self._tabs.currentIndex()])
        self._tell(part)
        return part

    def _catch_up(self, key: str) -> None:
        """Let a part take in what has changed since it was last seen."""
        part, missed = self._made.get(key), self._missed_by.pop(key, None)
        if missed is not None and isinstance(part, VehiclesPart | RoomsPart):
            part.follow(missed, self.document.visit)

    @override
    def follow(self, before: Visit, after: Visit) -> None:
        for key in self._made:
            self._missed_by.setdefault(key, before)
        self._catch_up(self._keys[self._tabs.currentIndex()])

    @override
    def show_problems(self, found: Found) -> None:
        self._found = found
        self.part()

    def _tell(self, part: QWidget) -> None:
        """Tell a part what the last check has found."""
        if self._found is None:
            return
        if isinstance(part, RoomsPart):
            part.show_problems(self._found)
        elif isinstance(part, TablePane):
            part.model.show_problems(self._found.counts)
            if isinstance(part.model, JourneysModel):
                self._estimate(part.model)

    def _estimate(self, model: JourneysModel) -> None:
        """Find out, in the background, how long each way takes."""
        dossier, services, before = self.document.dossier, self.context.services, self._plan
        if dossier.visit is self._estimated:
            return
        self._estimated = dossier.visit
        if self._running is not None:
            self._running.cancel()

        def work(_task: Task) -> tuple[Plan, Mapping[str, WayTime]]:
            from visitplanner.planning.checks.compiled import Plan
            from visitplanner.planning.way_times import way_times

            plan = Plan(dossier.visit, known=services.known(dossier), before=before)
            return plan, way_times(plan)

        def show(result: tuple[Plan, Mapping[str, WayTime]]) -> None:
            self._running = None
            self._plan = result[0]
            model.show_estimates(result[1])

        self._running = self.context.tasks.run(work, show, quiet=True)

    # --- going places

    @override
    def reveal(self, record_id: str) -> None:
        part = self.part()
        if isinstance(part, VehiclesPart) and isinstance(self.document.record(record_id), Journey):
            part.reveal(record_id)
            return
        super().reveal(record_id)
        part = self.part()
        if isinstance(part, RoomsPart):
            part.reveal(record_id)

    @override
    def focus_filter(self) -> bool:
        part = self.part()
        if isinstance(part, VehiclesPart | RoomsPart):
            part.focus_filter()
            return True
        return super().focus_filter()


def _counted(shown: int, everything: int) -> str:
    if shown != everything:
        return _("{shown} of {all} journeys").format(shown=shown, all=everything)
    return plural("{count} journey", "{count} journeys", everything)
