"""The menu of a cell of the grid of rooms: all that the mouse can do there, and more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from visitplanner.desktop import icons
from visitplanner.desktop import wording as w
from visitplanner.desktop.models import rooms_facts as facts
from visitplanner.desktop.wording import _
from visitplanner.domain.vocabulary import RoomKind

if TYPE_CHECKING:
    from visitplanner.desktop.views.rooms_grid import RoomsGrid
    from visitplanner.domain.people import Delegate
    from visitplanner.domain.programme import Room

_KINDS = (
    RoomKind.SINGLE,
    RoomKind.SINGLE_USE_DOUBLE,
    RoomKind.DOUBLE,
    RoomKind.TWIN,
    RoomKind.TRIPLE,
    RoomKind.APARTMENT,
    RoomKind.OWN,
)


def fill(menu: QMenu, grid: RoomsGrid) -> None:
    """Put in what can be done at the cell where the grid stands."""
    menu.clear()
    row, column = grid.currentIndex().row(), grid.currentIndex().column()
    if row < 0 or grid.rooms.is_heading(row):
        menu.addAction(_("Choose a night of somebody first")).setEnabled(False)
        return
    cell, person = grid.rooms.cell(row, column), grid.rooms.person_at(row)
    night = grid.rooms.nights[column]
    room = cell.room
    if person is not None:
        if room is None:
            _add(menu, _("Give a room"), lambda: grid.edits.give(person, night), "Enter", "bed")
        _fill_moves(menu.addMenu(_("Move to")), grid, person, night)
    if room is not None:
        _fill_nights(menu, grid, room, night)
        _fill_room(menu, grid, room, person)


def _add(menu: QMenu, text: str, act: Callable[[], object], keys: str = "", icon: str = "") -> None:
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    action = menu.addAction(f"{text}\t{native}" if keys else text)
    if icon:
        action.setIcon(icons.icon(icon))
    action.triggered.connect(lambda _on=False: act())


def _fill_moves(menu: QMenu, grid: RoomsGrid, person: Delegate, night: date) -> None:
    """The rooms of that night, those with a bed left first."""
    lodging = grid.rooms.lodging
    mine = {room.id for room in lodging.on(person.id, night)}
    others = [r for r in lodging.visit.rooms if night in r.nights and r.id not in mine]

    def beds_left(room: Room) -> int:
        beds = room.kind.beds
        return 1 if beds is None else beds - len(lodging.sleepers(room))

    free = [room for room in others if beds_left(room) > 0]
    full = [room for room in others if beds_left(room) <= 0]
    for some in (free, full):
        into = menu.addMenu(_("Full rooms")) if free and some is full and full else menu
        for room in some:
            title = grid.edits.names(room) if lodging.sleepers(room) else _("Nobody yet")
            left = beds_left(room)
            note = _("{count} free").format(count=left) if left > 0 else _("full")
            words = w.joined(title, w.capitalised(facts.kind_word(room)), room.hotel, note)
            _add(into, words.replace("&", "&&"), _sharing(grid, person, room))
    menu.setEnabled(bool(others))


def _sharing(grid: RoomsGrid, person: Delegate, room: Room) -> Callable[[], object]:
    return lambda: grid.edits.share(person, room)


def _fill_nights(menu: QMenu, grid: RoomsGrid, room: Room, night: date) -> None:
    edits = grid.edits
    menu.addSeparator()
    _add(menu, _("One night longer"), lambda: edits.lengthen(room, 1), "Alt+Right")
    if len(room.nights) > 1:
        _add(menu, _("One night shorter"), lambda: edits.lengthen(room, -1), "Alt+Left")
    _add(
        menu,
        _("Begin a night earlier"),
        lambda: edits.lengthen(room, 1, at_start=True),
        "Alt+Shift+Left",
    )
    if len(room.nights) > 1:
        _add(
            menu,
            _("Begin a night later"),
            lambda: edits.lengthen(room, -1, at_start=True),
            "Alt+Shift+Right",
        )
    if night in room.nights[1:]:
        text = _("Split the stay on {day}").format(day=w.day_short(night))
        _add(menu, text, lambda: edits.split(room, night), "", "scissors")


def _fill_room(menu: QMenu, grid: RoomsGrid, room: Room, person: Delegate | None) -> None:
    edits = grid.edits
    menu.addSeparator()
    kinds = menu.addMenu(_("Kind of room"))
    for kind in _KINDS:
        action = kinds.addAction(w.capitalised(_(facts.KINDS[kind])))
        action.setCheckable(True)
        action.setChecked(kind is room.kind)
        action.triggered.connect(lambda _on=False, k=kind: edits.set_kind(room, k))
    accessible = menu.addAction(_("Accessible room"))
    accessible.setCheckable(True)
    accessible.setChecked(room.accessible)
    accessible.triggered.connect(
        lambda _on=False: edits.set_accessible(room, accessible=not room.accessible)
    )
    if person is None:
        return
    if len(grid.rooms.lodging.sleepers(room)) > 1:
        _add(menu, _("A room of their own"), lambda: edits.part(person, room), "", "bed")
    _add(menu, _("Take out of the room"), lambda: edits.take_out(person, room), "Delete")
