"""What is remembered of a plan is that plan's, and readers get what they got without it."""

from __future__ import annotations

from tests.publishing.documents.chapters.papers import SECOND, sample
from visitplanner.domain.privacy import Audience
from visitplanner.domain.visit import Visit
from visitplanner.publishing.edition import make_edition
from visitplanner.publishing.readership import Reader
from visitplanner.publishing.remembering import PerVisit


def test_each_visit_has_an_answer_of_its_own_and_few_are_kept() -> None:
    asked: list[str] = []

    def make(visit: Visit) -> str:
        asked.append(visit.title)
        return visit.title

    title = PerVisit(make)
    visits = [Visit(title=f"V{n}") for n in range(5)]
    equal = visits[0].model_copy()
    assert [title(visit) for visit in (*visits, visits[4], equal)] == [
        "V0", "V1", "V2", "V3", "V4", "V4", "V0",
    ]  # fmt: skip
    assert asked == ["V0", "V1", "V2", "V3", "V4", "V0"]
    assert title(visits[0]) == "V0"
    assert asked[-1] == "V0"
    assert len(asked) == 7


def test_an_edition_is_the_same_whoever_read_before() -> None:
    visit = sample()
    readers = [Reader(Audience.DELEGATE, d.id) for d in visit.delegates]
    readers += [Reader(Audience.DELEGATE), Reader(Audience.DELEGATE, asked_for_identity=True)]
    for reader in readers:
        make_edition(visit, reader, "en", SECOND)
    for reader in reversed(readers):
        alone = visit.model_copy()  # nothing is known of this one
        assert make_edition(visit, reader, "en", SECOND) == make_edition(
            alone, reader, "en", SECOND
        )
