"""Moving and resizing blocks, by mouse and by keyboard, with the same rules.

A drag moves from grid line to grid line, shows where it would land and what that means, and ends
with one edit of the plan; Esc leaves everything as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from visitplanner.desktop import wording as w
from visitplanner.desktop.timeline import facts
from visitplanner.desktop.timeline.layout import Columns, Scale, moved, snapped
from visitplanner.desktop.wording import _
from visitplanner.domain import edits, moves
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import Entry, entry_day, entry_end, entry_start
from visitplanner.domain.times import zone_info
from visitplanner.domain.visit import Visit

if TYPE_CHECKING:
    from visitplanner.desktop.document import Document
    from visitplanner.desktop.timeline.block import Block

LEAST_MINUTES = 5


class Ground(Protocol):
    """What the dragger needs of the canvas it works on."""

    document: Document
    columns: Columns
    scale: Scale
    days: tuple[date, ...]
    grid: int

    def show_target(self, block: Block, target: Target | None) -> None:
        """Show where the block would land, or nothing."""

    def announce(self, text: str) -> None:
        """Say the outcome to screen readers."""

    def over_tray(self, place: QPoint) -> bool:
        """Whether a global position lies on the tray."""

    def focus_neighbour(self, block: Block, key: int) -> bool:
        """Move the focus to the next block in the direction of an arrow key."""

    def activate(self, record_id: str) -> None:
        """Take the user to where the record is edited."""


@dataclass(frozen=True)
class Target:
    """Where a drag would land: column and minutes on that column's clock."""

    column: int
    start: int
    end: int
    label: str


def wall_in_zone(day: date, minute: int, column_zone: str, zone: str) -> datetime:
    """The wall clock in `zone` when that of `column_zone` shows `minute` of `day`."""
    wall = datetime.combine(day, time.min) + timedelta(minutes=minute)
    if column_zone == zone or not zone:
        return wall
    there = wall.replace(tzinfo=zone_info(column_zone)).astimezone(zone_info(zone))
    return there.replace(tzinfo=None, fold=0)


def put(visit: Visit, record_id: str, start: datetime) -> Visit:
    """Move an item or a journey so that it begins at that wall clock of its own zone."""
    if isinstance(next((i for i in visit.items if i.id == record_id), None), Item):
        return moves.move_item(visit, record_id, start.date(), start.time())
    return moves.move_journey(visit, record_id, start.date(), start.time())


def lengthened(visit: Visit, entry: Entry, minutes: int) -> Visit:
    """Give an entry a length in real minutes."""
    if isinstance(entry, Item):
        return moves.resize_item(visit, entry.id, minutes)
    departs = entry.departs
    if departs is None:
        return visit
    arrival = departs.plus(minutes).instant.astimezone(zone_info(entry.destination_zone))
    return edits.change(
        visit,
        entry.id,
        arrive_day=arrival.date(),
        arrive=arrival.time().replace(tzinfo=None),
        arrive_fold=None,
    )


class Dragger:
    """The state of one drag; there is never more than one."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._block: Block | None = None
        self._from = QPointF()
        self._resizing = self._moving = False
        self._target: Target | None = None

    # --- mouse

    def press(self, block: Block, event: QMouseEvent) -> None:
        """Take hold of a block, and select it."""
        additive = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        document = self._ground.document
        if additive:
            kept = [one for one in document.selection if one != block.record_id]
            new = [] if block.record_id in document.selection else [block.record_id]
            document.select([*kept, *new])
        elif block.record_id not in document.selection:
            document.select([block.record_id])
        self._block, self._from = block, event.globalPosition()
        self._resizing = block.in_resize_zone(event.position().y()) and self.can_resize(block)
        self._moving, self._target = False, None

    def move(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        block = self._block
        if block is None:
            return
        way = event.globalPosition() - self._from
        if not self._moving:
            if way.manhattanLength() < QApplication.startDragDistance():
                return
            self._moving = True
        self._target = self._target_after(block, way)
        self._ground.show_target(block, self._target)

    def release(self, event: QMouseEvent) -> None:
        """Let go: the plan changes, once."""
        block, target, moving = self._block, self._target, self._moving
        if block is None:
            return
        resizing = self._resizing
        self.cancel()
        if not moving:
            if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._ground.document.select([block.record_id])
            return
        entry = self._entry(block)
        place = event.globalPosition().toPoint()
        if not resizing and isinstance(entry, Item) and self._ground.over_tray(place):
            text = _("Unschedule {title}").format(title=entry.title)
            self._ground.document.try_edit(text, moves.unschedule, entry.id)
            return
        if target is not None:
            self._carry_out(block, target, resizing=resizing)

    def cancel(self) -> bool:
        """Leave everything as it was; whether a drag was under way."""
        block, moving = self._block, self._moving
        self._block, self._target, self._moving = None, None, False
        if block is not None and moving:
            self._ground.show_target(block, None)
        return moving

    def can_resize(self, block: Block) -> bool:
        """Whether the record has both times."""
        entry = self._entry(block)
        return entry is not None and entry_start(entry) is not None

    def _entry(self, block: Block) -> Entry | None:
        record = self._ground.document.record(block.record_id)
        return record if isinstance(record, Item | Journey) else None

    def _placed(self, entry: Entry) -> tuple[int, int, int] | None:
        visit, days = self._ground.document.visit, self._ground.days
        found = [p for p in facts.pieces(visit, days, cancelled=True) if p.record_id == entry.id]
        if not found:
            return None
        end = sum(piece.end - piece.start for piece in found)
        return found[0].column, found[0].start, found[0].start + end

    def _target_after(self, block: Block, way: QPointF) -> Target | None:
        entry = self._entry(block)
        placed = self._placed(entry) if entry else None
        if entry is None or placed is None:
            return None
        ground, (column, start, end) = self._ground, placed
        delta = way.y() * 60 / ground.scale.hour
        if self._resizing:
            least = min(ground.grid, LEAST_MINUTES * 3)
            end = max(start + least, snapped(end + delta, ground.grid))
            return Target(column, start, end, self._resize_label(start, end))
        new_start = moved(start, delta, ground.grid)
        middle = ground.columns.x(column) + ground.columns.width / 2 + way.x()
        target = ground.columns.at(middle)
        label = self._move_label(column, start, target, new_start)
        return Target(target, new_start, new_start + end - start, label)

    def _move_label(self, column: int, start: int, target: int, new_start: int) -> str:
        days = self._ground.days
        clock = f"{new_start // 60 % 24:02d}:{new_start % 60:02d}"
        if target != column:
            return f"{w.day_short(days[target])}, {clock}"
        sign = "+" if new_start >= start else "−"
        return f"{clock}, {sign}{w.length(abs(new_start - start))}"

    @staticmethod
    def _resize_label(start: int, end: int) -> str:
        return f"{end // 60 % 24:02d}:{end % 60:02d}, {w.length(end - start)}"

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
        if modifiers == Qt.KeyboardModifier.AltModifier:
            return self._nudge(block, *steps, resizing=False)
        both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
        if modifiers == both:
            return self._nudge(block, 0, steps[1], resizing=True)
        if modifiers == Qt.KeyboardModifier.NoModifier:
            return self._ground.focus_neighbour(block, key)
        return False

    def _nudge(self, block: Block, days: int, lines: int, *, resizing: bool) -> bool:
        entry = self._entry(block)
        placed = self._placed(entry) if entry else None
        if entry is None or placed is None:
            return True
        column, start, end = placed
        step = lines * self._ground.grid
        if resizing:
            end = max(start + LEAST_MINUTES, end + step)
            target = Target(column, start, end, "")
        else:
            goal = column + days
            if not 0 <= goal < len(self._ground.days) or not 0 <= start + step < 24 * 60:
                return True
            target = Target(goal, start + step, end + step, "")
        self._ground.document.select([entry.id])
        self._carry_out(block, target, resizing=resizing, merge=True)
        return True

    # --- the edit

    def _carry_out(
        self, block: Block, target: Target, *, resizing: bool, merge: bool = False
    ) -> None:
        entry, ground = self._entry(block), self._ground
        if entry is None:
            return
        document = ground.document
        title = facts.title_of(document.visit, entry)
        key = f"{entry.id}.nudge.{resizing}" if merge else ""
        if resizing:
            begins = entry_start(entry)
            placed = self._placed(entry)
            if begins is None or placed is None:
                return
            old = entry_end(entry)
            real = self._real_minutes(target)
            if old is not None and target.end == placed[2]:
                return
            text = _("Change the length of {title}").format(title=title)
            done = document.try_edit(text, lengthened, entry, real, merge_key=key)
        else:
            text = _("Move {title}").format(title=title)
            start = self._start_of(entry, target)
            if start == self._own_start(entry):
                return
            done = document.try_edit(text, put, entry.id, start, merge_key=key)
        if done:
            self._announce(entry.id)

    def _real_minutes(self, target: Target) -> int:
        day = self._ground.days[target.column]
        zone = zone_info(facts.zones(self._ground.document.visit, [day])[0])
        midnight = datetime.combine(day, time.min)
        first, last = (
            (midnight + timedelta(minutes=minute)).replace(tzinfo=zone).timestamp()
            for minute in (target.start, target.end)
        )
        return max(1, round((last - first) / 60))

    def _start_of(self, entry: Entry, target: Target) -> datetime:
        day = self._ground.days[target.column]
        column_zone = facts.zones(self._ground.document.visit, [day])[0]
        zone = entry.origin_zone if isinstance(entry, Journey) else entry.zone
        return wall_in_zone(day, target.start, column_zone, zone)

    @staticmethod
    def _own_start(entry: Entry) -> datetime | None:
        day = entry_day(entry)
        clock = entry.depart if isinstance(entry, Journey) else entry.start
        return datetime.combine(day, clock) if day and clock else None

    def _announce(self, record_id: str) -> None:
        record = self._ground.document.record(record_id)
        if isinstance(record, Item | Journey):
            day = entry_day(record)
            title = facts.title_of(self._ground.document.visit, record)
            when = f"{w.day_short(day)} " if day else ""
            self._ground.announce(f"{title}: {when}{facts.time_range(record)}")


_ARROWS = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}
