"""Which files a plan asks for."""

from __future__ import annotations

from datetime import date

from tests.publishing.documents.chapters.papers import item, person, plan, stop
from visitplanner.domain.privacy import Audience
from visitplanner.domain.vocabulary import Status
from visitplanner.publishing.kinds import paper_subjects


def test_a_day_has_a_sheet_for_those_who_may_know_of_it() -> None:
    people = person("P1"), person("P2"), person("P3")
    shared = item("Session")
    private = item("Dentist", day=date(2017, 11, 7), who="P1")
    idea = item("Dream", day=date(2017, 11, 8), status=Status.IDEA)
    cancelled = item("Gone", day=date(2017, 11, 9), status=Status.CANCELLED)
    visit = plan(stop(), *people, shared, private, idea, cancelled)

    def days(kind: str, audience: Audience) -> list[str | None]:
        return [subject.about for subject in paper_subjects(visit, kind, audience)]

    assert days("day-sheet", Audience.DELEGATE) == ["2017-11-06"]
    assert days("run-sheet", Audience.STAFF) == ["2017-11-06", "2017-11-07", "2017-11-08"]
