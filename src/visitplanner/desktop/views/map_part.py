"""The map with its bar, the days below it and the day in words beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import theme
from visitplanner.desktop import wording as w
from visitplanner.desktop.checker import Found
from visitplanner.desktop.map.canvas import MapCanvas, leg_pen
from visitplanner.desktop.map.days import DaySlider
from visitplanner.desktop.map.route import MARGIN, ROW_ROLE, RouteList, RouteModel
from visitplanner.desktop.map.scene import DayRoute, Scene, day_route, scene_of, towns_around
from visitplanner.desktop.map.town import LOWEST, TownMap
from visitplanner.desktop.qt import override
from visitplanner.desktop.steps import at_once
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.widgets.controls import (
    icon_button,
    ignoring_state,
    label,
    menu_button,
    push_button,
    upright,
)
from visitplanner.desktop.widgets.empty import no_days
from visitplanner.desktop.widgets.holding import once_painted
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.index import index
from visitplanner.domain.programme import Place, Stop
from visitplanner.domain.queries import active_people
from visitplanner.domain.vocabulary import Mode

if TYPE_CHECKING:
    from visitplanner.desktop.map.scene import Position
    from visitplanner.domain.visit import Visit
    from visitplanner.planning.gazetteer import Gazetteer

_SIDE = 380
_NARROW = 820


class _Legend(QWidget):
    """What the lines mean."""

    _KINDS = ((Mode.TRAIN, "train"), (Mode.FLIGHT, "flight"), (Mode.COACH, "road"))

    def __init__(self) -> None:
        super().__init__()
        words = {"train": _("train"), "flight": _("flight"), "road": _("coach, taxi")}
        self._texts = [(mode, words[key]) for mode, key in self._KINDS]
        self.setAccessibleName(_("Trains are dashed, flights dotted, roads solid lines"))
        self.setFixedSize(270, 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font, x = theme.figures(12), 0
        for mode, text in self._texts:
            painter.setPen(leg_pen(mode))
            painter.drawLine(x, 10, x + 28, 10)
            setting.draw(painter, x + 34, 14, text, font, theme.color("muted"))
            x += 34 + setting.measured_by(font).horizontalAdvance(text) + 18


class MapPart(QWidget):
    """The visit on a map."""

    places_wanted = Signal()
    city_wanted = Signal()

    def __init__(self, context: Context, *, whole: bool = True) -> None:
        """What is in it is made at once, or else by `build`."""
        super().__init__()
        self._context, self._document = context, context.document
        self._severities: dict[str, str] = {}
        self._people: frozenset[str] | None = None
        self._city = ""
        self._arriving, self._awaited = True, False
        self._shown_day: tuple[Visit | None, tuple[object, ...]] = (None, ())
        """All that the day which shows follows from."""
        if whole:
            at_once(self.build())

    def build(self) -> Iterator[None]:
        """Make in steps what is in it."""
        self.canvas = MapCanvas(self._context, self._towns)
        self.slider = DaySlider()
        self.town = TownMap()
        self.model = RouteModel()
        self.list = RouteList(self.model)
        self._cities = QButtonGroup(self)
        self._city_row = QHBoxLayout()
        self._heading, self._subtitle = label("", "heading"), label("", "small")
        self._summary, self._unknown = label("", "small"), label("", "small", wrap=True)
        self._missing = label("", "small", wrap=True)
        self._build()
        self._connect()
        yield
        self.follow()
        yield
        self._arrive()

    # --- building

    def _build(self) -> None:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._bar())
        left.addWidget(self.canvas, 1)
        foot = QFrame()
        foot.setProperty("ground", "panel")
        foot.setProperty("edge", "top")
        below = QVBoxLayout(foot)
        below.setContentsMargins(8, 4, 8, 2)
        below.addWidget(self.slider)
        left.addWidget(foot)
        row.addLayout(left, 1)
        self._side = self._make_side()
        row.addWidget(self._side)
        self._empty = no_days()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(page)
        self._stack.addWidget(self._empty)
        self._zoom = self._zoom_buttons()

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("ground", "base")
        bar.setProperty("edge", "bottom")
        bar.setFixedHeight(48)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(6)
        self._city_row.setSpacing(4)
        row.addLayout(self._city_row)
        self.people_button = menu_button(_("Everyone"), "users", _("Whose journeys to show"))
        self.people_menu = QMenu(self.people_button)
        self.people_menu.aboutToShow.connect(self._fill_people)
        self.people_button.setMenu(self.people_menu)
        row.addWidget(self.people_button)
        row.addStretch(1)
        self._legend, self._edge = _Legend(), upright()
        row.addWidget(self._legend)
        row.addWidget(self._edge)
        save = push_button(_("Save picture…"), self._ask_save, icon="image", small=True)
        row.addWidget(save)
        return bar

    def _zoom_buttons(self) -> list[QToolButton]:
        canvas = self.canvas
        found = []
        buttons: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("plus", _("Larger"), partial(canvas.zoom_by, 1.5)),
            ("minus", _("Smaller"), partial(canvas.zoom_by, 1 / 1.5)),
            ("corners-out", _("All cities"), canvas.show_all),
        )
        for number, (icon, text, act) in enumerate(buttons):
            button = icon_button(icon, text, act)
            button.setParent(canvas)
            button.setProperty("raised", "true")
            button.setFixedSize(QSize(30, 30))
            button.move(12, 12 + 32 * number)
            found.append(button)
        return found

    def _make_side(self) -> QFrame:
        side = QFrame()
        side.setProperty("ground", "panel")
        side.setProperty("edge", "left")
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(14, 12, 14 - MARGIN, 10)
        column.setSpacing(6)
        above, below = QVBoxLayout(), QVBoxLayout()
        for part in (above, below):
            part.setContentsMargins(0, 0, MARGIN, 0)
            part.setSpacing(6)
        above.addWidget(self._heading)
        above.addWidget(self._subtitle)
        above.addWidget(self.town)
        head = QHBoxLayout()
        head.addWidget(label(_("In the order of the day"), "pane"))
        head.addStretch(1)
        head.addWidget(self._summary)
        above.addLayout(head)
        places = push_button(_("Show places"), self.places_wanted.emit, link=True, small=True)
        places.setProperty("flush", True)
        for text in (self._unknown, self._missing):
            below.addWidget(text)
        below.addWidget(places, 0, Qt.AlignmentFlag.AlignLeft)
        below.addWidget(label(_("Estimates go by distance, mode and hour."), "small", wrap=True))
        column.addLayout(above)
        column.addWidget(self.list, 1)
        column.addLayout(below)
        return side

    def _connect(self) -> None:
        self._empty.wanted.connect(self.city_wanted)
        self.slider.day_chosen.connect(lambda _day: self._show_day())
        self.town.place_chosen.connect(lambda one: self._document.select([one]))
        self.list.clicked.connect(self._choose_row)
        self.list.activated.connect(self._choose_row)

    # --- following

    def _gazetteer(self) -> Gazetteer:
        from visitplanner.planning.gazetteer import default

        return default()

    def _towns(
        self, box: tuple[float, float, float, float], most: int
    ) -> tuple[tuple[str, Position], ...]:
        return towns_around(self.canvas.scene, self._gazetteer(), box, most)

    def follow(self) -> None:
        """Show the plan as it is now."""
        visit = self._document.visit
        self._stack.setCurrentIndex(0 if visit.stops else 1)
        self._people = self._known_people()
        scene = scene_of(visit, self._gazetteer(), self._people)
        self._show_cities(scene)
        self.canvas.show_scene(scene)
        self.canvas.setAccessibleDescription(self.canvas.words())
        missing = _("Not on the map: {cities}. Nobody knows where they are.")
        self._missing.setText(missing.format(cities=", ".join(scene.missing)))
        self._missing.setVisible(bool(scene.missing))
        self.slider.show_days(visit.days)
        self._show_day()

    def show_problems(self, found: Found) -> None:
        """Mark ways and places by the worst problem of each."""
        severities = {one: pair[0] for one, pair in found.worst.items()}
        if severities != self._severities:
            self._severities = severities
            if self.isVisible():
                self._show_day()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._arriving = True
        if not self._awaited:
            self._awaited = True
            once_painted(self.canvas, self._arrive)
        super().showEvent(event)

    def _arrive(self) -> None:
        """Work out the day once the map is painted: together it would be a long turn."""
        self._arriving = self._awaited = False
        self._show_day()

    def _known_people(self) -> frozenset[str] | None:
        if self._people is None:
            return None
        there = self._people & {person.id for person in self._document.visit.delegates}
        if not there:
            self.people_button.setText(_("Everyone"))
        return there or None

    def _show_cities(self, scene: Scene) -> None:
        names = ["", *(stop.name for stop in scene.stops[:6])]
        if [button.property("city") for button in self._cities.buttons()] == names:
            return
        for button in self._cities.buttons():
            self._cities.removeButton(button)
            button.hide()
            button.deleteLater()
        for name in names:
            button = QPushButton(name.replace("&", "&&") or _("Whole visit"))
            button.setProperty("small", True)
            button.setProperty("city", name)
            button.setCheckable(True)
            button.setChecked(not name)
            button.clicked.connect(partial(self._look_at, name))
            self._cities.addButton(button)
            self._city_row.addWidget(button)

    def _look_at(self, name: str, _on: bool = False) -> None:
        stops = [stop for stop in self.canvas.scene.stops if stop.name == name]
        if not stops:
            self.canvas.show_all()
            return
        self.canvas.look_at(stops[0].at)
        first = index(self._document.visit).stop(name)
        if first and first.arrive and not self._is_here(name, self.slider.day):
            self.slider.choose(first.arrive)
        self._city = name
        self._show_day()

    def _is_here(self, city: str, day: date | None) -> bool:
        return any(
            stop.city == city and stop.arrive and day and stop.arrive <= day <= (stop.leave or day)
            for stop in self._document.visit.stops
        )

    # --- the day

    def _day_city(self, day: date) -> str:
        """The city that is looked at, where the delegation is in it that day; else where it is."""
        if self._city and self._is_here(self._city, day):
            return self._city
        stops = [s for s in self._document.visit.stops if self._is_here(s.city, day)]
        staying = [s for s in stops if s.leave != day]
        if len(stops) > 1 and day == stops[0].leave:
            return stops[0].city
        return next((stop.city for stop in staying or stops), "")

    def _show_day(self) -> None:
        if self._arriving:
            return
        day = self.slider.day
        city = self._day_city(day) if day else ""
        visit = self._document.visit
        wanted = (self._severities, day, city, self._people, self.people_button.text())
        if self._shown_day[0] is visit and self._shown_day[1] == wanted:
            return
        self._shown_day = visit, wanted
        route = DayRoute()
        if day is not None and city:
            route = day_route(visit, day, city, self._severities, self._people)
        self.town.show_route(route)
        self.town.setVisible(len(route.places) > 1)
        self.model.show_route(route)
        self._heading.setText(w.joined(city, w.day_short(day) if day else "", by=", "))
        self._subtitle.setText(self.people_button.text() if self._people else "")
        self._subtitle.setVisible(self._people is not None)
        hops = plural("{count} hop", "{count} hops", len(route.hops))
        far = _("{km} km as the crow flies").format(km=f"{route.km:.1f}")
        self._summary.setText(w.joined(hops, far, by=", ") if route.hops else "")
        words = _("Without a position: {places}.").format(places=", ".join(route.unknown))
        self._unknown.setText(words)
        self._unknown.setVisible(bool(route.unknown))

    def _choose_row(self, chosen: QModelIndex) -> None:
        row = chosen.data(ROW_ROLE)
        if row is not None and row.record:
            self._document.select([row.record])

    def reveal(self, record_id: str) -> bool:
        """Bring a city or a place into view; False where its position is not known."""
        record = self._document.record(record_id)
        if isinstance(record, Stop):
            marks = [stop for stop in self.canvas.scene.stops if record_id in stop.ids]
            if marks:
                self.canvas.look_at(marks[0].at)
            return bool(marks)
        if isinstance(record, Place) and record.city:
            day = next(
                (day for day in self._document.visit.days if self._is_here(record.city, day)), None
            )
            known = record.latitude is not None and record.longitude is not None
            if day is not None and known and not self._is_here(record.city, self.slider.day):
                self.slider.choose(day)
            return False
        return False

    # --- filters and pictures

    def _fill_people(self) -> None:
        menu, visit = self.people_menu, self._document.visit
        menu.clear()
        self._add_choice(menu, _("Everyone"), None)
        people = active_people(visit)
        for group in dict.fromkeys(group for person in people for group in person.groups):
            members = frozenset(person.id for person in people if group in person.groups)
            self._add_choice(menu, group, members)
        menu.addSeparator()
        for person in people:
            self._add_choice(menu, person.name, frozenset({person.id}))

    def _add_choice(self, menu: QMenu, name: str, people: frozenset[str] | None) -> None:
        action = menu.addAction(name.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(people == self._people)
        action.triggered.connect(ignoring_state(partial(self._show_people, name, people)))

    def _show_people(self, name: str, people: frozenset[str] | None) -> None:
        self._people = people
        self.people_button.setText(name)
        self.follow()

    def _ask_save(self) -> None:
        title = self._document.title.replace("/", "-")
        chosen, _kind = QFileDialog.getSaveFileName(
            self.window(), _("Save the map as"), f"{title}.png", _("Pictures (*.png)")
        )
        if chosen and not self.save_picture(chosen):
            words = _("“{name}” cannot be written: choose another place.")
            self._document.refused.emit(words.format(name=chosen))

    def save_picture(self, path: str) -> bool:
        """Write what the map shows as a picture; whether that could be done."""
        for button in self._zoom:
            button.hide()
        picture = self.canvas.grab()
        for button in self._zoom:
            button.show()
        return picture.save(path, "PNG")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setVisible(self.width() >= _NARROW)
        self.town.setMaximumHeight(max(LOWEST, self.height() // 3))  # the list wants room as well
        for part in (self._legend, self._edge):
            part.setVisible(self.width() >= _NARROW + 380)
