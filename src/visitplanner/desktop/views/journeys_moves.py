"""What can be done to passengers, each as one undoable step that is also spoken."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QMenu, QWidget

from visitplanner.desktop.document import Document
from visitplanner.desktop.models.sorting import sort_key
from visitplanner.desktop.models.vehicles import Way, load_of, vehicle_name
from visitplanner.desktop.wording import _, joined, plural
from visitplanner.domain import seating
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Journey
from visitplanner.domain.queries import active_people, attendees, present, span
from visitplanner.domain.visit import Visit


class SeatMoves:
    """Moving people between the vehicles of one document."""

    def __init__(self, document: Document, speaker: QWidget) -> None:
        self._document, self._speaker = document, speaker

    def move(self, ids: Sequence[str], source_id: str, target_id: str) -> bool:
        """Move people from one vehicle to another; an empty id is no vehicle."""
        if not ids or source_id == target_id:
            return False
        names = self._names(ids)
        target = self._document.record(target_id) if target_id else None
        source = self._document.record(source_id) if source_id else None
        if isinstance(target, Journey):
            goal = vehicle_name(self._document.visit, target)
            text = _("Move {name} to {vehicle}").format(name=names, vehicle=goal)
        elif isinstance(source, Journey):
            origin = vehicle_name(self._document.visit, source)
            text = _("Take {name} off {vehicle}").format(name=names, vehicle=origin)
        else:
            return False

        def verb(visit: Visit) -> Visit:
            return seating.move_people(visit, ids, source_id or None, target_id or None)

        done = self._document.try_edit(text, verb)
        if done:
            self._say(text, target if isinstance(target, Journey) else None)
        return done

    def _say(self, text: str, target: Journey | None) -> None:
        now = self._document.record(target.id) if target else None
        load = load_of(self._document.visit, now) if isinstance(now, Journey) else None
        spoken = joined(text, load.seats_text() if load else "", by=". ")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._speaker, spoken))

    def _names(self, ids: Sequence[str]) -> str:
        record = self._document.record(ids[0]) if len(ids) == 1 else None
        if isinstance(record, Delegate):
            return record.name
        return plural("{count} person", "{count} people", len(ids))

    # --- menus

    def fill_targets(
        self, menu: QMenu, ids: Sequence[str], source_id: str, ways: Sequence[Way]
    ) -> None:
        """Put in where people can be moved: vehicles of the way first, then those of the day."""
        menu.clear()
        if not ids:
            menu.addAction(_("Choose somebody first")).setEnabled(False)
            return
        own = [way for way in ways if source_id in {j.id for j in way.vehicles}]
        others = [way for way in ways if way not in own]
        for some in (own, others):
            for journey in (j for way in some for j in way.vehicles if j.id != source_id):
                self._add(menu, self._label(journey), ids, source_id, journey.id)
            if some is own and menu.actions() and others:
                menu.addSeparator()
        if source_id:
            menu.addSeparator()
            self._add(menu, _("Without a seat"), ids, source_id, "")

    def _label(self, journey: Journey) -> str:
        visit = self._document.visit
        load = load_of(visit, journey).seats_text()
        return joined(vehicle_name(visit, journey), load).replace("&", "&&")

    def _add(
        self, menu: QMenu, text: str, ids: Sequence[str], source_id: str, target_id: str
    ) -> None:
        menu.addAction(text).triggered.connect(
            lambda _on=False: self.move(ids, source_id, target_id)
        )

    def fill_people(self, menu: QMenu, journey_id: str, without: Sequence[Delegate]) -> None:
        """Put in who may ride as well: those without a seat first, then everybody by group."""
        menu.clear()
        journey = self._document.record(journey_id)
        if not isinstance(journey, Journey):
            return
        visit, when = self._document.visit, span(journey)
        aboard = {person.id for person in attendees(visit, journey)}
        rest = [p for p in active_people(visit) if p.id not in aboard and present(p, when)]
        if not rest:
            menu.addAction(_("Everybody who is there rides already")).setEnabled(False)
            return
        first = [person for person in rest if person in without]
        if len(first) > 1:
            text = _("All without a seat ({count})").format(count=len(first))
            self._add(menu, text, [person.id for person in first], "", journey_id)
        self._fill_names(menu, first, journey_id)
        if first:
            menu.addSeparator()
        groups: dict[str, list[Delegate]] = {}
        for person in rest:
            groups.setdefault(person.groups[0] if person.groups else _("No group"), []).append(
                person
            )
        for name, people in sorted(groups.items(), key=lambda group: sort_key(group[0])):
            title = f"{name} ({len(people)})".replace("&", "&&")
            self._fill_names(menu.addMenu(title), people, journey_id)

    def _fill_names(self, menu: QMenu, people: Sequence[Delegate], journey_id: str) -> None:
        for person in people:
            self._add(menu, person.name.replace("&", "&&"), [person.id], "", journey_id)


def on_menu(menu: QMenu, fill: Callable[[], None]) -> QMenu:
    """A menu that is filled whenever it is about to show."""
    menu.aboutToShow.connect(fill)
    return menu
