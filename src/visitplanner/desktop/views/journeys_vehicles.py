"""The vehicles of a day side by side, with their passengers; people are carried between them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import icons
from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.models.rooms_facts import people_alike
from visitplanner.desktop.models.vehicles import (
    DayOut,
    Way,
    load_of,
    vehicle_days,
    vehicle_times,
    ways_on,
)
from visitplanner.desktop.qt import override
from visitplanner.desktop.steps import ALONE, at_once
from visitplanner.desktop.timeline.facts import journey_title
from visitplanner.desktop.views.journeys_card import Face, VehicleCard
from visitplanner.desktop.views.journeys_moves import SeatMoves, on_menu
from visitplanner.desktop.views.journeys_way import WayBox
from visitplanner.desktop.views.parts import InSteps
from visitplanner.desktop.widgets.controls import (
    icon_button,
    label,
    push_button,
)
from visitplanner.desktop.widgets.empty import EmptyState, no_days
from visitplanner.desktop.widgets.lists import set_up_filter
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.index import unchanged
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Journey
from visitplanner.domain.queries import attendees, passengers
from visitplanner.domain.visit import Visit

_AT_ONCE, _THEN = 2, 1
"""How many cards are made at once when a day is shown, and then at a time."""
_SHORE, _SCROLL = 40, 14
"""How near to an edge people that are carried scroll, and by how many pixels at a time."""
_FOLLOWED = ("journeys", "places", "stops")


class VehiclesPart(InSteps):
    """Who rides in which vehicle, a day at a time."""

    add_wanted = Signal(str)

    def __init__(self, document: Document, *, whole: bool = True) -> None:
        """What is in it is made at once, or else by `build`."""
        super().__init__()
        self.document = document
        self._first = _AT_ONCE if whole else 0
        self.moves = SeatMoves(document, self)
        self.ways: list[Way] = []
        self.without: dict[str, list[Delegate]] = {}
        self.cards: dict[tuple[str, str], VehicleCard] = {}
        self._boxes: dict[str, WayBox] = {}
        self._days: list[date] = []
        self._day: date | None = None
        self._cut: tuple[str, tuple[str, ...]] = ("", ())
        self._following = False
        self._waiting: list[int] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._show_next)
        self._over = QPoint()
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(30)
        self._scrolling.timeout.connect(self._scroll_on)
        if whole:
            at_once(self.build())

    def build(self) -> Iterator[None]:
        """Make in steps what is in it."""
        self.filter, self.choice = QLineEdit(), QComboBox()
        self._facts = label("", "small")
        self._flag = QLabel(self)
        self._arrange()
        yield
        self.document.selection_changed.connect(self._on_selection)
        self.refresh()
        self._first = _AT_ONCE

    # --- the parts

    @override
    def prepare(self) -> Iterator[object]:
        while self._waiting:
            yield ALONE
            self._show_next()
            yield None

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._inside = QWidget()
        self._inside.setProperty("ground", "canvas")
        self._row = QHBoxLayout(self._inside)
        self._row.setContentsMargins(12, 10, 12, 10)
        self._row.setSpacing(24)
        self._row.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setProperty("ground", "canvas")
        self.area.setAccessibleName(_("Vehicles of the day"))
        self.area.setWidget(self._inside)
        self._empty = EmptyState(
            _("No vehicles yet. Add a journey or a transfer and say how many seats it has."),
            _("Add a transfer"),
        )
        self._empty.wanted.connect(lambda: self.add_wanted.emit("add_transfer"))
        self._stack.addWidget(self.area)
        self._no_days = no_days()
        self._no_days.wanted.connect(lambda: self.add_wanted.emit("add_city"))
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._no_days)
        column.addWidget(body, 1)
        self._flag.setProperty("tone", "pill")
        self._flag.setTextFormat(Qt.TextFormat.PlainText)
        self._flag.hide()

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("ground", "base")
        bar.setProperty("edge", "bottom")
        bar.setFixedHeight(48)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        self.choice.setAccessibleName(_("Day"))
        self.choice.setMinimumContentsLength(12)
        self.choice.activated.connect(lambda n: self.show_day(self._days[n]))
        self._back = icon_button("caret-left", _("The day before"), lambda: self._step(-1))
        self._on = icon_button("caret-right", _("The day after"), lambda: self._step(1))
        set_up_filter(self.filter, _("Filter {table}").format(table=_("Passengers")))
        self.filter.setMaximumWidth(260)
        self.filter.textChanged.connect(self._on_filter)
        for widget in (self._back, self.choice, self._on):
            row.addWidget(widget)
        row.addWidget(self.filter, 1)
        row.addWidget(self._facts)
        row.addStretch(1)
        add = push_button(
            _("Transfer"), lambda: self.add_wanted.emit("add_transfer"), icon="plus", primary=True
        )
        add.setToolTip(_("Add a transfer"))
        row.addWidget(add)
        return bar

    # --- the day

    @property
    def day(self) -> date | None:
        """The day that shows."""
        return self._day

    def show_day(self, day: date) -> None:
        """Show the vehicles of a day."""
        if day in self._days and day != self._day:
            self._day = day
            self.refresh()

    def _step(self, by: int) -> None:
        if self._day in self._days:
            number = self._days.index(self._day) + by
            if 0 <= number < len(self._days):
                self.show_day(self._days[number])

    def follow(self, before: Visit, after: Visit) -> None:
        """Bring the cards in line with the plan."""
        same = all(getattr(before, name) is getattr(after, name) for name in _FOLLOWED)
        if not same or not people_alike(before, after) or self._touched(before, after):
            self.refresh()

    def _touched(self, before: Visit, after: Visit) -> bool:
        """Whether an item of the day has changed, or a bed of the nights around it."""
        day = self._day
        if day is None:
            return False

        def items(visit: Visit) -> list[object]:
            return [item for item in visit.items if item.day == day]

        def rooms(visit: Visit) -> list[object]:
            ends = ((room, room.check_in, room.check_out) for room in visit.rooms)
            return [room for room, first, last in ends if first and last and first <= day <= last]

        return any(
            getattr(before, name) is not getattr(after, name)
            and not unchanged(rows(before), rows(after))
            for name, rows in (("items", items), ("rooms", rooms))
        )

    def refresh(self) -> None:
        """Show the day as the plan has it now."""
        visit = self.document.visit
        days = vehicle_days(visit)
        if days != self._days:
            self._days = days
            self.choice.clear()
            self.choice.addItems([w.day_short(day) for day in days])
        if self._day not in days:
            self._day = next(iter(days), None)
        empty = self._empty if visit.days else self._no_days
        self._stack.setCurrentWidget(self.area if days else empty)
        for widget in (self.choice, self._back, self._on, self.filter):
            widget.setEnabled(bool(days))
        self.ways = ways_on(visit, self._day) if self._day else []
        self.without = {}
        if self._day is not None:
            number = days.index(self._day)
            self.choice.setCurrentIndex(number)
            self._back.setEnabled(number > 0)
            self._on.setEnabled(number + 1 < len(days))
            out = DayOut(visit, self._day)
            self.without = {way.key: out.without_seat(way) for way in self.ways}
        self._show_cards()
        self._show_facts(visit)

    def _show_facts(self, visit: Visit) -> None:
        loads = [load_of(visit, j) for way in self.ways for j in way.vehicles]
        over = sum(1 for load in loads if load.over or load.over_spaces)
        lacking = sum(len(people) for people in self.without.values())
        texts = [plural("{count} vehicle", "{count} vehicles", len(loads)) if loads else ""]
        texts.append(_("{count} over-full").format(count=over) if over else "")
        texts.append(_("{count} without a seat").format(count=lacking) if lacking else "")
        self._facts.setText(w.joined(*texts))

    # --- cards

    def _show_cards(self) -> None:
        wanted: dict[tuple[str, str], None] = {}
        for way in self.ways:
            wanted |= {(journey.id, way.key): None for journey in way.vehicles}
            if self.without.get(way.key):
                wanted["", way.key] = None
        for key in [key for key in self.cards if key not in wanted]:
            self._drop_card(self.cards.pop(key))
        for old in self._boxes.keys() - {way.key for way in self.ways}:
            box = self._boxes.pop(old)
            box.hide()
            box.deleteLater()
        self._waiting = list(range(len(self.ways)))
        self._show_next(self._first)

    def _show_next(self, most: int = _THEN) -> None:
        """Show the ways that wait, until so many cards have been made; the others a moment later.

        A busy day has more cards than fit the window, and than can be made without a pause.
        """
        made = len(self.cards)
        while self._waiting and len(self.cards) - made < most:
            number = self._waiting.pop(0)
            self._show_way(self.document.visit, number, self.ways[number])
        if self._waiting:
            self._later.start()

    def _drop_card(self, card: VehicleCard) -> None:
        if card.list.hasFocus():
            self.area.setFocus()
        card.hide()
        card.deleteLater()

    def _show_way(self, visit: Visit, number: int, way: Way) -> None:
        box = self._boxes.get(way.key)
        if box is None:
            box = self._boxes[way.key] = WayBox()
        if self._row.indexOf(box) != number:
            self._row.insertWidget(number, box)
        cards = [self._card(journey.id, way.key) for journey in way.vehicles]
        for card, journey in zip(cards, way.vehicles, strict=True):
            self._show_journey(visit, card, journey)
        people = self.without.get(way.key, [])
        if people:
            cards.append(self._card("", way.key))
            cards[-1].show_face(
                Face(_("Without a seat"), _("They are due there next"), "warning"), people
            )
        ends = " → ".join(part for part in (way.first.origin, way.first.destination) if part)
        box.show_way(ends or journey_title(visit, way.first), cards)

    @staticmethod
    def _show_journey(visit: Visit, card: VehicleCard, journey: Journey) -> None:
        if card.shown[0] is journey and card.shown[1] is attendees(visit, journey):
            return
        title = journey_title(visit, journey)
        face = Face(title, vehicle_times(journey), icons.of_entry(journey), load_of(visit, journey))
        card.shown = (journey, attendees(visit, journey))
        card.show_face(face, passengers(visit, journey))

    def _card(self, journey_id: str, way_key: str) -> VehicleCard:
        card = self.cards.get((journey_id, way_key))
        if card is None:
            card = self.cards[journey_id, way_key] = VehicleCard(journey_id, way_key)
            card.passengers.set_filter(self.filter.text())
            self._connect(card)
        return card

    def _connect(self, card: VehicleCard) -> None:
        card.fields_wanted.connect(lambda: self.document.select([card.journey_id]))
        card.list.carried.connect(lambda point: self._carry(card, point))
        card.list.dropped.connect(lambda point: self._drop(card, point))
        card.list.given_up.connect(self._end_drag)
        card.list.key_wanted.connect(lambda key: self._on_key(card, key))
        card.list.chosen.connect(lambda: self._on_chosen(card))
        card.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        card.list.customContextMenuRequested.connect(lambda point: self._pop_up(card, point))
        card.move_button.setMenu(
            on_menu(QMenu(card), lambda: self._fill_targets(card.move_button.menu(), card))
        )
        card.add_button.setMenu(
            on_menu(QMenu(card), lambda: self._fill_people(card.add_button.menu(), card))
        )

    def _fill_targets(self, menu: QMenu, card: VehicleCard) -> None:
        self.moves.fill_targets(menu, card.list.chosen_ids(), card.journey_id, self.ways)

    def _fill_people(self, menu: QMenu, card: VehicleCard) -> None:
        self.moves.fill_people(menu, card.journey_id, self.without.get(card.way_key, []))

    def _pop_up(self, card: VehicleCard, point: QPoint) -> None:
        menu = QMenu(card)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_targets(menu, card)
        menu.popup(card.list.viewport().mapToGlobal(point))

    def _on_filter(self, text: str) -> None:
        for card in self.cards.values():
            card.passengers.set_filter(text)

    # --- selection, both ways

    def _on_chosen(self, card: VehicleCard) -> None:
        if self._following or not card.list.hasFocus():
            return
        self._following = True
        try:
            for other in self.cards.values():
                if other is not card:
                    other.list.clearSelection()
            self.document.select(card.list.chosen_ids())
        finally:
            self._following = False

    def _on_selection(self) -> None:
        if not self._following and self.isVisible():
            self._following = True
            try:
                for card in self.cards.values():
                    card.list.choose(
                        [i for i in card.list.chosen_ids() if i in self.document.selection]
                    )
            finally:
                self._following = False

    def reveal(self, record_id: str) -> None:
        """Bring a journey into view, on its day."""
        journey = self.document.record(record_id)
        if isinstance(journey, Journey) and journey.depart_day:
            self.show_day(journey.depart_day)
            self._show_next(len(self._waiting) * 100)
            for (one, _way), card in self.cards.items():
                if one == record_id:  # once it has its place
                    QTimer.singleShot(
                        0, card, lambda card=card: self.area.ensureWidgetVisible(card)
                    )

    # --- carrying people

    def card_at(self, point: QPoint) -> VehicleCard | None:
        """The card below a point of the screen."""
        for card in self.cards.values():
            if card.isVisible() and card.rect().contains(card.mapFromGlobal(point)):
                return card
        return None

    def _carry(self, source: VehicleCard, point: QPoint) -> None:
        target = self.card_at(point)
        for card in self.cards.values():
            card.mark_target(card is target and card is not source)
        ids = source.list.chosen_ids()
        people = plural("{count} person", "{count} people", len(ids))
        goal = target.face.title if target and target is not source and target.face else ""
        self._flag.setText(w.joined(people, goal, by=" → "))
        self._flag.adjustSize()
        at = self.mapFromGlobal(point) + QPoint(12, 12)
        self._flag.move(max(0, min(at.x(), self.width() - self._flag.width() - 4)), at.y())
        self._flag.show()
        self._flag.raise_()
        self._over = point
        self._scrolling.start()

    def _scroll_on(self) -> None:
        """Scroll while people are carried near an edge."""
        if not self._flag.isVisible():
            self._scrolling.stop()
            return
        at, bar = self.area.mapFromGlobal(self._over).x(), self.area.horizontalScrollBar()
        by = -_SCROLL if at < _SHORE else _SCROLL if at > self.area.width() - _SHORE else 0
        bar.setValue(bar.value() + by)

    def _end_drag(self) -> None:
        self._flag.hide()
        for card in self.cards.values():
            card.mark_target(False)

    def _drop(self, source: VehicleCard, point: QPoint) -> None:
        self._end_drag()
        target = self.card_at(point)
        if target is not None and target is not source:
            self.moves.move(source.list.chosen_ids(), source.journey_id, target.journey_id)

    # --- keys

    def _in_order(self) -> list[VehicleCard]:
        keys = [
            key
            for way in self.ways
            for key in (*((j.id, way.key) for j in way.vehicles), ("", way.key))
        ]
        return [self.cards[key] for key in keys if key in self.cards]

    def _on_key(self, card: VehicleCard, key: str) -> None:
        ids = card.list.chosen_ids()
        if key == "cut":
            self._set_cut(card.journey_id, ids)
        elif key == "paste":
            source, some = self._cut
            self._set_cut("", ())
            if some and self.moves.move(some, source, card.journey_id):
                card.list.choose(some)
        elif key == "off" and card.journey_id:
            self.moves.move(ids, card.journey_id, "")
        elif key in ("left", "right", "move_left", "move_right"):
            self._go(card, ids, key)

    def _set_cut(self, source: str, ids: tuple[str, ...]) -> None:
        self._cut = (source, ids)
        for card in self.cards.values():
            here = frozenset(ids) if card.journey_id == source else frozenset()
            card.passengers.mark_cut(here)

    def _go(self, card: VehicleCard, ids: tuple[str, ...], key: str) -> None:
        order = self._in_order()
        number = order.index(card) + (1 if key.endswith("right") else -1)
        if not 0 <= number < len(order):
            return
        other = order[number]
        if key.startswith("move"):
            if other.way_key == card.way_key:
                self.moves.move(ids, card.journey_id, other.journey_id)
            return
        other.list.setFocus(Qt.FocusReason.TabFocusReason)
        if not other.list.currentIndex().isValid() and other.passengers.rowCount():
            other.list.setCurrentIndex(other.passengers.index(0))
        self.area.ensureWidgetVisible(other)

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()
