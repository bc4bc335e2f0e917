"""What can be done to rooms in their grid, each as one undoable step that is also spoken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.models import rooms_facts as facts
from visitplanner.desktop.models.people import uses_wheelchair
from visitplanner.desktop.models.rooms import RoomsModel
from visitplanner.desktop.wording import _, plural
from visitplanner.domain import edits, rooming
from visitplanner.domain.index import index
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Room
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import RoomKind


class RoomEdits:
    """The edits of the grid of rooms."""

    def __init__(self, document: Document, model: RoomsModel, speaker: QWidget) -> None:
        self._document, self._model, self._speaker = document, model, speaker

    # --- words

    def names(self, room: Room) -> str:
        """Who sleeps in a room: `Ada Prima and 1 more`, or its hotel where nobody does."""
        people = self._model.lodging.sleepers(room)
        if not people:
            return room.hotel or facts.kind_word(room)
        if len(people) < 3:
            return _(" and ").join(person.name for person in people)
        return _("{name} and {count} more").format(name=people[0].name, count=len(people) - 1)

    def _say(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._speaker, text))

    def _do(self, text: str, verb: Callable[[Visit], Visit]) -> bool:
        done = self._document.try_edit(text, verb)
        if done:
            self._say(text)
        return done

    # --- people

    def share(self, person: Delegate, room: Room) -> bool:
        """Let somebody sleep in a room."""
        text = _("Room of {name}: with {others}").format(name=person.name, others=self.names(room))
        return self._do(text, lambda visit: rooming.assign(visit, room.id, [person.id]))

    def take_out(self, person: Delegate, room: Room) -> bool:
        """Take somebody out of a room, which stays."""
        text = _("Take {name} out of the room").format(name=person.name)
        return self._do(text, lambda visit: rooming.take_out(visit, room.id, [person.id]))

    def part(self, person: Delegate, room: Room) -> bool:
        """Give somebody who shares a room of their own."""
        text = _("Room of their own for {name}").format(name=person.name)
        return self._do(text, lambda visit: rooming.part_from(visit, room.id, person.id))

    def give(self, person: Delegate, night: date) -> bool:
        """Give somebody a room for the nights around one for which they have none."""
        first, last = self.stretch(person, night)
        hotel = rooming.hotel_for(self._document.visit, night)
        text = _("Room for {name}, {days}").format(name=person.name, days=w.day_range(first, last))
        known = set(self._document.index.by_id)
        done = self._do(text, lambda visit: rooming.give_room(visit, person.id, first, last, hotel))
        if done:
            self._document.select(set(self._document.index.by_id) - known)
        return done

    def give_all(self) -> bool:
        """Give a room to everybody for whom the check finds no bed."""
        lacking = self._model.lacking()
        people = self._model.lodging.people
        who = {one for one, _night in lacking}
        accessible = {one for one in who if uses_wheelchair(people[one])}
        text = plural("Rooms for {count} person", "Rooms for {count} people", len(who))
        return self._do(text, lambda visit: rooming.give_rooms(visit, lacking, accessible))

    def stretch(self, person: Delegate, night: date) -> tuple[date, date]:
        """From the first to after the last night without a bed around one, during one stop."""
        visit, lodging = self._document.visit, self._model.lodging
        stop_on, needed = index(visit).stop_on, lodging.needed[person.id]

        def free(day: date) -> bool:
            alike = stop_on(day) is stop_on(night)
            return day in needed and not lodging.on(person.id, day) and alike

        first, last, one = night, night + timedelta(1), timedelta(1)
        while free(first - one):
            first -= one
        while free(last):
            last += one
        return first, last

    # --- nights

    def lengthen(self, room: Room, nights: int, *, at_start: bool = False) -> bool:
        """Add nights at the end or before the start of a stay, or take some away."""
        verb = _("Lengthen the stay of {name}") if nights > 0 else _("Shorten the stay of {name}")
        return self._do(
            verb.format(name=self.names(room)),
            lambda visit: rooming.lengthen(visit, room.id, nights, at_start=at_start),
        )

    def move(self, room: Room, days: int) -> bool:
        """Move a stay by some days."""
        text = _("Move the stay of {name}").format(name=self.names(room))
        return self._do(text, lambda visit: rooming.move_stay(visit, room.id, days))

    def split(self, room: Room, night: date) -> bool:
        """Make two stays of one, the second from a night on."""
        text = _("Split the stay of {name}").format(name=self.names(room))
        return self._do(text, lambda visit: rooming.split_stay(visit, room.id, night))

    # --- the room itself

    def set_kind(self, room: Room, kind: RoomKind) -> bool:
        """Make it a room of another kind."""
        text = _("Room of {name}: {kind}").format(name=self.names(room), kind=_(facts.KINDS[kind]))
        return self._do(text, lambda visit: edits.change(visit, room.id, kind=kind))

    def set_accessible(self, room: Room, *, accessible: bool) -> bool:
        """Say whether it is an accessible room."""
        text = _("Accessible room for {name}") if accessible else _("Usual room for {name}")
        text = text.format(name=self.names(room))
        return self._do(text, lambda visit: edits.change(visit, room.id, accessible=accessible))
