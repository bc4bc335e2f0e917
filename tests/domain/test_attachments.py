"""Files that belong to records."""

from __future__ import annotations

import pytest

from visitplanner.domain.attachment import Attachment, MediaType, Use
from visitplanner.domain.attachments import (
    MOST,
    assign,
    attach,
    can_have,
    describe,
    detach,
    digests,
    picture_of,
)
from visitplanner.domain.office import Task
from visitplanner.domain.people import Delegate, Organisation
from visitplanner.domain.programme import Journey, Place
from visitplanner.domain.visit import Visit
from visitplanner.errors import PlanError

PLACE, RIDE, TASK = Place(name="Hall"), Journey(code="T1"), Task(title="Book")
PERSON, FIRM = Delegate(given_name="Ada"), Organisation(name="Firm")
VISIT = Visit(
    places=(PLACE,), journeys=(RIDE,), tasks=(TASK,), delegates=(PERSON,), organisations=(FIRM,)
)


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


def picture(number: int, width: int, height: int) -> Attachment:
    return Attachment(
        digest=f"{number:064x}", media=MediaType.JPEG, width=width, height=height, name="p.jpg"
    )


def test_the_first_upright_picture_of_a_person_is_their_photo() -> None:
    passport, portrait, another = picture(1, 400, 300), picture(2, 300, 400), picture(3, 300, 400)
    visit = attach(VISIT, PERSON.id, passport, portrait, another)
    assert [a.use for a in visit.delegates[0].attachments] == [Use.OTHER, Use.PHOTO, Use.OTHER]
    shown = picture_of(visit.delegates[0], Use.PHOTO)
    assert shown is not None
    assert shown.digest == portrait.digest
    assert picture_of(visit.delegates[0], Use.LOGO) is None


def test_a_logo_may_be_wide_and_a_pdf_of_a_journey_is_a_ticket() -> None:
    visit = attach(VISIT, FIRM.id, ticket(4), picture(5, 900, 100))
    assert [a.use for a in visit.organisations[0].attachments] == [Use.OTHER, Use.LOGO]
    visit = attach(visit, RIDE.id, ticket(6), picture(7, 9, 9))
    assert [a.use for a in visit.journeys[0].attachments] == [Use.TICKET, Use.OTHER]
    assert attach(visit, PLACE.id, picture(8, 9, 9)).places[0].attachments[0].use is Use.OTHER


def test_one_picture_takes_the_place_of_another() -> None:
    visit = attach(VISIT, PERSON.id, picture(1, 300, 400), picture(2, 300, 400))
    visit = assign(visit, PERSON.id, picture(2, 1, 1).digest, Use.PHOTO)
    assert [a.use for a in visit.delegates[0].attachments] == [Use.OTHER, Use.PHOTO]
    assert assign(visit, PERSON.id, picture(2, 1, 1).digest, Use.PHOTO) is visit
    visit = attach(visit, PLACE.id, ticket(3), ticket(4))
    for digest in (ticket(3).digest, ticket(4).digest):
        visit = assign(visit, PLACE.id, digest, Use.PLAN)
    assert [a.use for a in visit.places[0].attachments] == [Use.PLAN, Use.PLAN]
    with pytest.raises(PlanError, match="PDF"):
        assign(visit, PLACE.id, ticket(3).digest, Use.PHOTO)
