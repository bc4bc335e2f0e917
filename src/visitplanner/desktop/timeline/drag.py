"""Moving, copying and resizing blocks by mouse, by one set of rules for one and for many.

A drag moves from grid line to grid line, shows where it would land and what that means, and ends
with one edit of the plan; Esc leaves everything as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from visitplanner.desktop import wording as w
from visitplanner.desktop.timeline import targets
from visitplanner.desktop.timeline.clocks import DayClock, clock_of
from visitplanner.desktop.timeline.facts import time_range, title_of
from visitplanner.desktop.timeline.layout import Columns, Scale, moved, snapped
from visitplanner.desktop.timeline.targets import LEAST_MINUTES, Target, Way
from visitplanner.desktop.wording import _, plural
from visitplanner.domain import rearranging
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import Entry, entry_day, entry_start

if TYPE_CHECKING:
    from visitplanner.desktop.document import Document
    from visitplanner.desktop.timeline.block import Block

_ALT, _CTRL, _SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
_ARROWS = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}


class Ground(Protocol):
    """What the dragger needs of the canvas it works on."""

    document: Document
    columns: Columns
    scale: Scale
    grid: int

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the columns."""

    @property
    def clocks(self) -> tuple[DayClock, ...]:
        """Their clocks."""

    def stretch_of(self, record_id: str) -> Target | None:
        """Where an entry stands, or None."""

    def show_ghosts(self, ghosts: Mapping[str, Target], label: str) -> None:
        """Show where entries would land; none of them ends it."""

    def show_host_of(self, entry: Entry | None) -> None:
        """Show when the host of an entry can receive people; None ends it."""

    def under_mouse(self, place: QPointF) -> QPointF:
        """A global position on the canvas, as it is scrolled now."""

    def scroll_near(self, place: QPointF, again: Callable[[], object]) -> None:
        """Go on scrolling while that global position is near the edge of what shows."""

    def announce(self, text: str) -> None:
        """Say the outcome to screen readers."""

    def tell(self, text: str) -> None:
        """Say the outcome of a drag to all."""

    def over_tray(self, place: QPoint) -> bool:
        """Whether a global position lies on the tray."""

    def focus_neighbour(self, block: Block, key: int) -> bool:
        """Move the focus to the next block in the direction of an arrow key."""

    def select_up_to(self, record_id: str) -> None:
        """Select everything from what was selected first up to that record."""

    def activate(self, record_id: str) -> None:
        """Take the user to where the record is edited."""

    def want_way(self, record_id: str) -> None:
        """Ask for the journey that is missing before that record."""

    def show_focus(self, block: Block, *, there: bool) -> None:
        """Put the ring of the focus around a block, or take it away."""

    def open_menu(self, record_id: str, place: QPoint) -> None:
        """Open the menu of a record."""


class Dragger:
    """The state of one drag; there is never more than one."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._block: Block | None = None
        self._from, self._at = QPointF(), QPointF()
        self._global = QPointF()
        self._resizing = self._moving = self._copying = False
        self._stretches: dict[str, Target] = {}
        self._targets: dict[str, Target] = {}

    @property
    def active(self) -> bool:
        """Whether something is being dragged."""
        return self._moving

    # --- mouse

    def press(self, block: Block, event: QMouseEvent) -> None:
        """Take hold of a block, and select it."""
        document, one = self._ground.document, block.record_id
        if event.modifiers() & _CTRL:
            kept = [other for other in document.selection if other != one]
            document.select([*kept, *([] if one in document.selection else [one])])
        elif event.modifiers() & _SHIFT:
            self._ground.select_up_to(one)
        elif one not in document.selection:
            document.select([one])
        self._block, self._global = block, event.globalPosition()
        self._from = self._ground.under_mouse(event.globalPosition())
        self._resizing = block.in_resize_zone(event.position().y()) and self.can_resize(block)
        self._moving, self._targets = False, {}

    def move(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        block = self._block
        if block is None:
            return
        self._copying = bool(event.modifiers() & _ALT) and not self._resizing
        way = event.globalPosition() - self._global
        if not self._moving:
            if way.manhattanLength() < QApplication.startDragDistance():
                return
            if not self._begin(block):
                return
        self._at = event.globalPosition()
        self._follow()
        self._ground.scroll_near(self._at, self._follow)

    def _begin(self, block: Block) -> bool:
        """Find out what is dragged along: everything selected, each from where it stands."""
        document = self._ground.document
        chosen = document.selection if block.record_id in document.selection else ()
        wanted = [block.record_id] if self._resizing else [block.record_id, *chosen]
        found = {one: self._ground.stretch_of(one) for one in dict.fromkeys(wanted)}
        self._stretches = {one: target for one, target in found.items() if target}
        if block.record_id not in self._stretches:
            return False
        self._moving = True
        if not self._resizing:
            self._ground.show_host_of(self._entry(block.record_id))
        return True

    def _follow(self) -> None:
        """Show where everything would land if the mouse were let go now."""
        block, ground = self._block, self._ground
        if block is None or not self._moving:
            return
        way = ground.under_mouse(self._at) - self._from
        old = self._stretches[block.record_id]
        if self._resizing:
            grown = ground.scale.minutes_by(old.end, way.y())
            end = max(old.start + min(ground.grid, 15), snapped(grown, ground.grid))
            self._targets = {block.record_id: Target(old.column, old.start, end)}
            ground.show_ghosts(self._targets, targets.resize_label(self._targets[block.record_id]))
            return
        if ground.over_tray(self._at.toPoint()) and self._items():
            self._targets = {}
            ground.show_ghosts(self._stretches, _("Put into the tray"))
            return
        step = self._way(old, way)
        self._targets = {
            one: target.moved(step.days, step.minutes) for one, target in self._stretches.items()
        }
        label = targets.move_label(
            old,
            self._targets[block.record_id],
            ground.days,
            copy=self._copying,
            count=len(self._targets),
        )
        ground.show_ghosts(self._targets, label)

    def _way(self, old: Target, way: QPointF) -> Way:
        ground = self._ground
        start = moved(
            old.start, ground.scale.minutes_by(old.start, way.y()) - old.start, ground.grid
        )
        middle = ground.columns.x(old.column) + ground.columns.width(old.column) / 2 + way.x()
        step = Way(ground.columns.at(middle) - old.column, start - old.start)
        return targets.within(step, self._stretches.values(), len(ground.days))

    def release(self, event: QMouseEvent) -> None:
        """Let go: the plan changes, once."""
        block, moving, found = self._block, self._moving, self._targets
        days, old = self._ground.days, self._stretches.get(block.record_id) if block else None
        if block is None:
            return
        items, resizing, copying = self._items(), self._resizing, self._copying
        to_tray = (
            moving and not resizing and self._ground.over_tray(event.globalPosition().toPoint())
        )
        self.cancel()
        if not moving:
            if not event.modifiers() & (_CTRL | _SHIFT):
                self._ground.document.select([block.record_id])
        elif to_tray and items:
            self._unschedule(items)
        elif resizing and found:
            self.resize(block.record_id, found[block.record_id])
        elif found and self.carry(found, block.record_id, copy=copying) and not copying:
            new = found[block.record_id]
            start = clock_of(new.start)
            if old and old.column != new.column:
                start = f"{w.day_short(days[new.column])}, {start}"
            text = _("Moved {name} to {time}").format(name=self._name(found), time=start)
            self._ground.tell(text)

    def cancel(self) -> bool:
        """Leave everything as it was; whether a drag was under way."""
        block, moving = self._block, self._moving
        self._block, self._moving = None, False
        if block is not None and moving:
            self._ground.show_ghosts({}, "")
            self._ground.show_host_of(None)
        self._stretches, self._targets = {}, {}
        return moving

    def can_resize(self, block: Block) -> bool:
        """Whether the record has a time that can be made longer."""
        entry = self._entry(block.record_id)
        return entry is not None and entry_start(entry) is not None

    def open(self, block: Block) -> None:
        """Take the user to the fields of what was double-clicked."""
        self.cancel()
        self._ground.activate(block.record_id)

    def focus(self, block: Block, *, there: bool) -> None:
        """A block has got the focus, or has lost it."""
        self._ground.show_focus(block, there=there)

    def pick(self, block: Block) -> None:
        """Select what a button stands for, and no more."""
        self._ground.document.select([block.record_id])

    def fill(self, block: Block) -> None:
        """Ask for the journey that is missing before what a button stands for."""
        self.pick(block)
        self._ground.want_way(block.record_id)

    def menu(self, block: Block, event: QContextMenuEvent) -> None:
        """Open the menu of a block; it is selected unless it is part of what is."""
        document = self._ground.document
        if block.record_id not in document.selection:
            document.select([block.record_id])
        self._ground.open_menu(block.record_id, event.globalPos())

    def _entry(self, record_id: str) -> Entry | None:
        record = self._ground.document.record(record_id)
        return record if isinstance(record, Item | Journey) else None

    def _items(self) -> list[str]:
        return [one for one in self._stretches if isinstance(self._entry(one), Item)]

    # --- keyboard

    def key(self, block: Block, event: QKeyEvent) -> bool:
        """Alt+arrows move, Alt+Shift+up and down resize, arrows go to the neighbour."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape:
            return self.cancel()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ground.document.select([block.record_id])
            self._ground.activate(block.record_id)
            return True
        if key == Qt.Key.Key_Space:
            self._ground.document.select([block.record_id])
            return True
        steps = _ARROWS.get(Qt.Key(key))
        if steps is None:
            return False
        if block.record_id not in self._ground.document.selection and modifiers & _ALT:
            self._ground.document.select([block.record_id])
        if modifiers == _ALT:
            return self.nudge(*steps)
        if modifiers == _ALT | _SHIFT and steps[1]:
            return self.stretch(steps[1])
        if modifiers == Qt.KeyboardModifier.NoModifier:
            return self._ground.focus_neighbour(block, key)
        return False

    def nudge(self, days: int, lines: int) -> bool:
        """Move everything selected by whole columns and by lines of the grid."""
        ground = self._ground
        found = {one: ground.stretch_of(one) for one in ground.document.selection}
        stretches = {one: target for one, target in found.items() if target}
        if not stretches:
            return False
        way = targets.within(Way(days, lines * ground.grid), stretches.values(), len(ground.days))
        if way and all(0 <= t.start + way.minutes < 24 * 60 for t in stretches.values()):
            new = {one: t.moved(way.days, way.minutes) for one, t in stretches.items()}
            self.carry(new, next(iter(new)), merge=True)
        return True

    def stretch(self, lines: int) -> bool:
        """Make everything selected longer or shorter by lines of the grid."""
        ground, found = self._ground, {}
        for one in ground.document.selection:
            target = ground.stretch_of(one)
            if target is not None:
                end = max(target.start + LEAST_MINUTES, target.end + lines * ground.grid)
                found[one] = Target(target.column, target.start, end)
        self._lengthen(found, merge=True)
        return bool(found)

    # --- the edits

    def carry(
        self, found: Mapping[str, Target], first: str, *, copy: bool = False, merge: bool = False
    ) -> bool:
        """Let entries, or copies of them, stand where they were taken to: one step of undo.

        Returns whether anything has moved.
        """
        ground, document = self._ground, self._ground.document
        entries = {one: entry for one in found if (entry := self._entry(one))}
        new = {one: target for one, target in found.items() if one in entries}
        starts = targets.starts(document.visit, entries, new, ground.days, ground.clocks)
        if copy:
            known = set(document.index.by_id)
            text = _("Duplicate {name}").format(name=self._name(starts))
            done = bool(starts) and document.try_edit(text, rearranging.put_copies, starts)
            if done:
                made = [one for one in document.index.by_id if one not in known]
                document.select(made)
                self._say(made[:1])
            return done
        text = _("Move {title}").format(title=self._name(starts))
        key = f"{'.'.join(starts)}.nudge" if merge else ""
        done = bool(starts)
        done = done and document.try_edit(text, rearranging.put_all, starts, merge_key=key)
        if done:
            self._say([first, *starts])
        return done

    def resize(self, record_id: str, target: Target) -> None:
        """Let an entry end where its target ends."""
        self._lengthen({record_id: target})

    def _lengthen(self, found: Mapping[str, Target], *, merge: bool = False) -> None:
        """Let entries end where their targets end: one step of undo."""
        ground, document = self._ground, self._ground.document
        minutes = {}
        for one, target in found.items():
            old = ground.stretch_of(one)
            if self._entry(one) is not None and old is not None and old.end != target.end:
                day, zone = ground.days[target.column], ground.clocks[target.column].zone
                minutes[one] = targets.minutes_between(day, zone, target.start, target.end)
        if not minutes:
            return
        text = _("Change the length of {title}").format(title=self._name(minutes))
        key = f"{'.'.join(minutes)}.length" if merge else ""
        if document.try_edit(text, rearranging.lengthen_all, minutes, merge_key=key):
            for one in minutes:
                self._say([one])

    def _unschedule(self, items: list[str]) -> None:
        text = _("Unschedule {title}").format(title=self._name(dict.fromkeys(items)))
        if self._ground.document.try_edit(text, rearranging.unschedule_all, items):
            self._ground.announce(text)
            self._ground.tell(text)

    def say_where(self, record_id: str) -> None:
        """Say where an entry is now."""
        self._say([record_id])

    def _name(self, found: Mapping[str, object]) -> str:
        one = self._entry(next(iter(found))) if len(found) == 1 else None
        if one is None:
            return plural("{count} entry", "{count} entries", len(found))
        return title_of(self._ground.document.visit, one)

    def _say(self, found: list[str]) -> None:
        """Say where the first of some entries is now, and how many have come with it."""
        entry = self._entry(found[0]) if found else None
        if entry is None:
            return
        day, visit = entry_day(entry), self._ground.document.visit
        when = " ".join((w.day_short(day) if day else "", time_range(entry))).strip()
        text = f"{title_of(visit, entry)}: {when.replace('–', _(' to '))}"
        more = len(set(found)) - 1
        if more:
            text += ", " + plural("{count} more moved", "{count} more moved", more)
        self._ground.announce(text)
