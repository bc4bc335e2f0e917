"""A new visit: its title, and the cities with their days. Time zones are found by the city."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop.forms.editors import DayEditor
from visitplanner.desktop.forms.values import Refused, read_day
from visitplanner.desktop.qt import override
from visitplanner.desktop.widgets.controls import label, push_button, restyle
from visitplanner.desktop.wording import _
from visitplanner.domain.programme import Stop
from visitplanner.domain.visit import Visit


@dataclass(frozen=True)
class Found:
    """What is known of a city.

    Attributes:
        country: ISO code.
        zone: Its time zone.
        label: The city with country and region.
        choices: All cities that may be meant, this one first; empty where the name is clear.
    """

    country: str
    zone: str
    label: str = ""
    choices: tuple[Found, ...] = ()


Finder = Callable[[str, tuple[str, ...]], Found | None]


def find_city(name: str, countries: tuple[str, ...]) -> Found | None:
    """Look a city up in the gazetteer; of several that may be meant, the likeliest."""
    from visitplanner.planning import towns
    from visitplanner.planning.gazetteer import default

    codes = towns.country_codes(countries)
    several = tuple(
        Found(city.country, city.time_zone, towns.described(city))
        for city in towns.namesakes(name, codes)
    )
    if several:
        return replace(several[0], choices=several)
    city = default().find(name, codes)
    return Found(city.country, city.time_zone) if city else None


class CityRow:
    """One city of the form: name, first and last day, what was found of it."""

    def __init__(self, dialog: CitiesDialog, grid: QGridLayout, number: int) -> None:
        self._dialog = dialog
        self.city, self.arrive, self.leave = (
            QLineEdit(),
            DayEditor(dialog.near),
            DayEditor(dialog.near),
        )
        self.city.setPlaceholderText(_("City"))
        self.city.setMinimumWidth(170)
        self.arrive.setPlaceholderText(_("First day"))
        self.leave.setPlaceholderText(_("Last day"))
        self.found = label("", "small")
        self.found.setMinimumWidth(170)
        self.choice = QComboBox()
        self.choice.setMinimumWidth(170)
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.hide()
        self.message = label("", "error", wrap=True)
        self.message.hide()
        self.known: Found | None = None
        self._looked_up: tuple[str, tuple[str, ...]] | None = None
        names = (_("City {n}"), _("City {n}, from"), _("City {n}, to"))
        for column, (name, editor) in enumerate(
            zip(names, (self.city, self.arrive, self.leave), strict=True)
        ):
            editor.setAccessibleName(name.format(n=number + 1))
            grid.addWidget(editor, 2 * number + 1, column)
        self.choice.setAccessibleName(_("City {n}, which one").format(n=number + 1))
        self.choice.setPlaceholderText(_("Which one?"))
        grid.addWidget(self.found, 2 * number + 1, 3)
        grid.addWidget(self.choice, 2 * number + 1, 3)
        grid.addWidget(self.message, 2 * number + 2, 0, 1, 4)
        self.city.editingFinished.connect(self.look_up)
        self.choice.activated.connect(self._on_chosen)

    def look_up(self) -> None:
        """Find country and zone of the city, or let the user choose among several."""
        name = self.city.text().strip()
        question = (name, self._dialog.countries(self))
        same = self._looked_up is not None and self._looked_up[0] == name
        if question == self._looked_up or (same and self.known):
            return  # what was found or chosen stays
        self._looked_up = question
        found = self._dialog.finder(*question) if name else None
        several = found.choices if found else ()
        self.known = None if several else found
        self.choice.clear()
        for one in several:
            self.choice.addItem(one.label, one)
        self.choice.setCurrentIndex(-1)
        self.choice.setVisible(bool(several))
        self.found.setVisible(not several)
        if self.known:
            self.found.setText(f"{self.known.country}, {self.known.zone}")
        else:
            self.found.setText(_("Not in our list: set its time zone later") if name else "")

    def _on_chosen(self, position: int) -> None:
        self.known = self.choice.itemData(position)
        self.choice.setToolTip(self.known.zone if self.known else "")
        self.say("")

    def stop(self) -> Stop | None:
        """The stop that is typed, or None for an empty row.

        Raises:
            Refused: a day cannot be read, or the stay ends before it begins.
        """
        name = self.city.text().strip()
        if not name and not self.arrive.text().strip():
            return None
        if not name:
            raise Refused(_("Write the city."))
        first = read_day(self.arrive.text(), self._dialog.near())
        last = read_day(self.leave.text(), first) or first
        if first is None:
            raise Refused(_("Write the first day in {city}.").format(city=name))
        if last and last < first:
            raise Refused(_("The stay in {city} ends before it begins.").format(city=name))
        self.look_up()
        if self.known is None and self.choice.count():
            raise Refused(_("There is more than one {city}: choose which.").format(city=name))
        known = self.known or Found("", "")
        return Stop(city=name, country=known.country, zone=known.zone, arrive=first, leave=last)

    def say(self, text: str) -> None:
        """Show what is wrong with the row, or nothing."""
        self.message.setText(text)
        self.message.setVisible(bool(text))
        restyle(self.city, "bad", bool(text))


class CitiesDialog(QDialog):
    """Cities with their days; with a title for a new visit, without for more cities of one."""

    def __init__(
        self, parent: QWidget | None, *, visit: Visit | None = None, finder: Finder = find_city
    ) -> None:
        super().__init__(parent)
        self.finder = finder
        self._visit = visit
        self.stops: tuple[Stop, ...] = ()
        self.rows: list[CityRow] = []
        self.setWindowTitle(_("Add a city") if visit else _("New visit"))
        self.setMinimumWidth(680)
        self.steps = QStackedWidget()
        cities = QWidget()
        self.steps.addWidget(cities)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(12)
        self.heading = label(self.windowTitle(), "title")
        outer.addWidget(self.heading)
        outer.addWidget(self.steps, 1)
        column = QVBoxLayout(cities)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.title, self.code = QLineEdit(), QLineEdit()
        self.message = label("", "error", wrap=True)
        if visit is None:
            self._add_names(column)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        for place, text in enumerate((_("City"), _("From"), _("To"), _("Country and time zone"))):
            self._grid.addWidget(label(text, "small"), 0, place)
        column.addLayout(self._grid)
        column.addWidget(self.message)
        self.message.hide()
        for _n in range(1 if visit else 2):
            self.add_row()
        row = QHBoxLayout()
        row.addWidget(push_button(_("One more city"), self.add_row, icon="plus", small=True))
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self.buttons = QHBoxLayout()
        outer.addLayout(self.buttons)
        self._add_buttons(self.buttons)

    def _add_names(self, column: QVBoxLayout) -> None:
        form = QFormLayout()
        self.title.setPlaceholderText(_("Study visit to northern Italy"))
        self.title.setAccessibleName(_("Title"))
        self.code.setPlaceholderText(_("Short, for file names: ITALY-2026"))
        self.code.setAccessibleName(_("Code"))
        form.addRow(_("Title"), self.title)
        form.addRow(_("Code"), self.code)
        column.addLayout(form)

    def _add_buttons(self, row: QHBoxLayout) -> None:
        row.addStretch(1)
        row.addWidget(push_button(_("Cancel"), self.reject))
        text = _("Add") if self._visit else _("Create the visit")
        self.done_button = push_button(text, self.accept, primary=True)
        self.done_button.setDefault(True)
        row.addWidget(self.done_button)

    def add_row(self) -> None:
        """Make room for one more city; it begins when the one before ends."""
        self.rows.append(CityRow(self, self._grid, len(self.rows)))
        if len(self.rows) > 1:
            before, here = self.rows[-2], self.rows[-1]

            def follow() -> None:
                if not here.arrive.text():
                    here.arrive.setText(before.leave.text())

            before.leave.editingFinished.connect(follow)

    def near(self) -> date | None:
        """The day whose year is meant where none is typed."""
        for row in self.rows:
            try:
                day = read_day(row.arrive.text())
            except Refused:
                continue
            if day:
                return day
        return self._visit.last_day if self._visit else None

    def countries(self, asking: CityRow | None = None) -> tuple[str, ...]:
        """The countries of the other stops: a namesake there is the one that is meant."""
        known = [stop.country for stop in (self._visit.stops if self._visit else ())]
        known += [row.known.country for row in self.rows if row.known and row is not asking]
        return tuple(dict.fromkeys(filter(None, known)))

    def accept(self) -> None:
        """Take what was typed, if it can be read."""
        if self.take():
            super().accept()

    def take(self) -> bool:
        """Read the title and the cities; what cannot be read is said where it stands."""
        stops: list[Stop] = []
        fine = True
        for row in self.rows:
            row.say("")
            try:
                stop = row.stop()
            except (Refused, ValueError) as refused:
                row.say(str(refused))
                fine = False
                continue
            stops += [stop] if stop else []
        if not fine:
            return False
        if not stops and self._visit is not None:
            self.rows[0].say(_("Write the city and its first day."))
            return False
        if self._visit is None and not self.title.text().strip():
            self.message.setText(_("Give the visit a title."))
            self.message.show()
            self.title.setFocus()
            return False
        self.message.hide()
        self.stops = tuple(stops)
        return True

    def visit(self) -> Visit:
        """The new visit."""
        return Visit(title=self.title.text(), code=self.code.text(), stops=self.stops)


class NewVisitDialog(CitiesDialog):
    """A new visit in two steps: its title and cities, then its people, who may wait."""

    def __init__(self, parent: QWidget | None, *, finder: Finder = find_city) -> None:
        super().__init__(parent, finder=finder)
        self.people = QPlainTextEdit()
        self.people.setAccessibleName(_("People, one in each line"))
        self.people.setPlaceholderText(
            _("Ada Prima; Alpha Cluster; ada@example.org")
            + "\n"
            + _("Ben Secondo; Beta Industries")
        )
        self.people.setTabChangesFocus(True)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        words = _(
            "One person in each line: the name, and if you like the organisation and the address."
            " Rows pasted from a spreadsheet will do. You can also add people later."
        )
        column.addWidget(label(words, "muted", wrap=True))
        column.addWidget(self.people, 1)
        self.steps.addWidget(page)
        self._show_step(0)

    @override
    def _add_buttons(self, row: QHBoxLayout) -> None:
        self.back: QPushButton = push_button(_("Back"), lambda: self._show_step(0))
        self.without = push_button(_("Create without people"), self._finish_now)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(push_button(_("Cancel"), self.reject))
        row.addWidget(self.without)
        self.done_button = push_button("", self.accept, primary=True)
        self.done_button.setDefault(True)
        row.addWidget(self.done_button)

    def _show_step(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        headings = (_("New visit: where and when"), _("New visit: who comes"))
        self.heading.setText(headings[step])
        self.back.setVisible(step == 1)
        self.without.setVisible(step == 0)
        self.done_button.setText(_("Create the visit") if step else _("Next: people"))
        (self.people if step else self.title).setFocus()

    @override
    def accept(self) -> None:
        if self.steps.currentIndex() == 0:
            if self.take():
                self._show_step(1)
            return
        super().accept()

    def _finish_now(self) -> None:
        if self.take():
            self.people.clear()
            self.done(QDialog.DialogCode.Accepted)

    @override
    def visit(self) -> Visit:
        from visitplanner.desktop.newcomers import with_people

        return with_people(super().visit(), self.people.toPlainText())
