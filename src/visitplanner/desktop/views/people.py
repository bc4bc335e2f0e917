"""The people page: the delegation with the figures that matter above it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from visitplanner.desktop.models.people import PeopleModel, uses_wheelchair
from visitplanner.desktop.qt import override
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.table_page import TablePage
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.base import same_name
from visitplanner.domain.queries import active_people
from visitplanner.domain.visit import Visit


class PeoplePage(TablePage):
    """The delegates with their facts strip."""

    inspector_width = 400

    def __init__(self, context: Context) -> None:
        add = push_button(_("Person"), self.add, icon="plus", primary=True)
        empty = (
            _("No delegates yet. Add people one by one or import a workbook."),
            _("Add a person"),
        )
        super().__init__(context, PeopleModel(context.document), _("People"), empty, (add,))
        self._facts = label("", "small")
        strip = self.table.strip
        strip.setProperty("ground", "panel")
        row = QHBoxLayout(strip)
        row.setContentsMargins(14, 6, 12, 6)
        row.addWidget(self._facts)
        strip.show()
        self.follow(self.document.visit, self.document.visit)

    @override
    def add(self) -> None:
        self.action_wanted.emit("add_person")

    @override
    def follow(self, before: Visit, after: Visit) -> None:
        self._facts.setText("     ".join(figures(after)))


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
