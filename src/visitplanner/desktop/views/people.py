"""The people page: the delegation with the figures that matter above it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel

from visitplanner.desktop.models.people import PeopleModel, uses_wheelchair
from visitplanner.desktop.qt import override
from visitplanner.desktop.views.assign import PeopleVerbs
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.table_page import TablePage
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.base import same_name
from visitplanner.domain.index import unchanged
from visitplanner.domain.queries import active_people
from visitplanner.domain.visit import Visit


class PeoplePage(TablePage):
    """The delegates with their facts strip."""

    inspector_width = 400

    def __init__(self, context: Context) -> None:
        paste = push_button(
            _("Paste"), lambda: self.action_wanted.emit("paste_rows"), icon="clipboard"
        )
        paste.setToolTip(_("Paste rows from a spreadsheet (Ctrl+V)"))
        add = push_button(_("Person"), self.add, icon="plus", primary=True)
        empty = (
            _("No delegates yet. Paste rows from a spreadsheet or add people one by one."),
            _("Add a person"),
        )
        super().__init__(context, PeopleModel(context.document), _("People"), empty, (paste, add))
        self.table.nothing = _("No one matches {filter}.")
        self.table.count_text = _counted
        words = _("Paste rows from a spreadsheet here, or press Enter for a new person")
        self.table.hint.setText(words)
        self.verbs = PeopleVerbs(self.document, self.action_wanted.emit)
        self.table.add_to_foot(self.verbs.buttons)
        self._facts: list[tuple[QLabel, QLabel]] = []
        strip = self.table.strip
        strip.setProperty("ground", "panel")
        self._row = QHBoxLayout(strip)
        self._row.setContentsMargins(14, 6, 12, 6)
        self._row.setSpacing(4)
        self._row.addStretch(1)
        self._show_figures()
        self.table.follow()

    @override
    def add(self) -> None:
        self.action_wanted.emit("add_person")

    @override
    def follow(self, before: Visit, after: Visit) -> None:
        if not unchanged(before.delegates, after.delegates):
            self._show_figures()

    def _show_figures(self) -> None:
        texts = figures(self.document.visit)
        self.table.strip.setVisible(bool(self.document.visit.delegates))
        while len(self._facts) < len(texts):
            pair = label("", "strong"), label("", "small")
            place = 2 * len(self._facts)
            for which, widget in enumerate(pair):
                self._row.insertWidget(place + which, widget)
            pair[1].setContentsMargins(0, 0, 18, 0)
            self._facts.append(pair)
        for place, (amount, what) in enumerate(self._facts):
            number, _gap, rest = texts[place].partition(" ") if place < len(texts) else ("", "", "")
            amount.setText(number)
            what.setText(rest)
            amount.setVisible(bool(rest))
            what.setVisible(bool(rest))


def _counted(shown: int, everything: int) -> str:
    people = plural("{count} person", "{count} people", everything)
    if shown == everything:
        return people
    return _("{shown} of {people}").format(shown=shown, people=people)


def figures(visit: Visit) -> list[str]:
    """What a planner counts first, such as `14 taking part` and `2 serious allergies`."""
    people = active_people(visit)
    organisations = {same_name(p.organisation) for p in people if p.organisation}
    serious = sum(person.serious_allergy for person in people)
    wheelchairs = sum(map(uses_wheelchair, people))
    texts = [_("{count} taking part").format(count=len(people))]
    texts.append(plural("{count} organisation", "{count} organisations", len(organisations)))
    if serious:
        texts.append(plural("{count} serious allergy", "{count} serious allergies", serious))
    if wheelchairs:
        texts.append(plural("{count} wheelchair user", "{count} wheelchair users", wheelchairs))
    return texts
