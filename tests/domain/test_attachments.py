"""Files that belong to records."""

from __future__ import annotations

import pytest

from visitplanner.domain.attachment import Attachment, MediaType
from visitplanner.domain.attachments import MOST, attach, can_have, describe, detach, digests
from visitplanner.domain.office import Task
from visitplanner.domain.programme import Journey, Place
from visitplanner.domain.visit import Visit
from visitplanner.errors import PlanError

PLACE, RIDE, TASK = Place(name="Hall"), Journey(code="T1"), Task(title="Book")
VISIT = Visit(places=(PLACE,), journeys=(RIDE,), tasks=(TASK,))


def ticket(number: int) -> Attachment:
    return Attachment(digest=f"{number:064x}", name=f"{number}.pdf", media=MediaType.PDF, size=9)


def test_files_are_attached_once_described_and_taken_off() -> None:
    visit = attach(VISIT, RIDE.id, ticket(1), ticket(2))
    assert attach(visit, RIDE.id, ticket(1)) is visit
    visit = describe(visit, RIDE.id, ticket(2).digest, "The way  back")
    assert [a.caption for a in visit.journeys[0].attachments] == ["", "The way back"]
    assert digests(visit) == {ticket(1).digest, ticket(2).digest}
    visit = detach(visit, RIDE.id, ticket(1).digest)
    assert digests(visit) == {ticket(2).digest}
    assert visit.places == VISIT.places


def test_not_every_record_has_files() -> None:
    assert can_have(PLACE)
    assert not can_have(TASK)
    with pytest.raises(PlanError, match="task"):
        attach(VISIT, TASK.id, ticket(1))


def test_a_record_has_only_so_many() -> None:
    with pytest.raises(PlanError, match=str(MOST)):
        attach(VISIT, PLACE.id, *map(ticket, range(MOST + 1)))
