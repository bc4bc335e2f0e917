"""The people page: the delegation with the figures that matter above it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from visitplanner.desktop.document import Document
from visitplanner.desktop.models.people import PeopleModel, uses_wheelchair
from visitplanner.desktop.views.page import TablePage
from visitplanner.desktop.widgets.controls import label
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.base import same_name
from visitplanner.domain.queries import active_people
from visitplanner.domain.visit import Visit


class PeoplePage(TablePage):
    """The delegates with their facts strip."""

    def __init__(self, document: Document, add: QPushButton) -> None:
        self._facts = label("", "small")
        empty = (
            _("No delegates yet. Add people one by one or import a workbook."),
            _("Add a person"),
        )
        super().__init__(document, PeopleModel(document), _("People"), empty, (add,))
        self.strip.setProperty("ground", "panel")
        row = QHBoxLayout(self.strip)
        row.setContentsMargins(14, 6, 12, 6)
        row.addWidget(self._facts)
        self.strip.show()

    def follow(self) -> None:
        """Count anew."""
        super().follow()
        self._facts.setText("     ".join(figures(self.document.visit)))


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
