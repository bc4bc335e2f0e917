"""The lists of a visit."""

from __future__ import annotations

from tests.publishing.documents.chapters.papers import edition, plan, said, sample
from tests.publishing.documents.every import document
from visitplanner.domain import queries
from visitplanner.domain.privacy import Audience
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.papers import PAPERS


def _tables(made: m.Document) -> dict[str, m.Table]:
    return {
        part.key: block
        for part in made.parts
        for block in part.blocks
        if isinstance(block, m.Table)
    }


def _values(row: m.TableRow) -> list[int]:
    return [c[0].value for c in row.cells if c and isinstance(c[0], m.Value)
            and isinstance(c[0].value, int)]  # fmt: skip


def test_the_team_has_four_lists() -> None:
    found = _tables(document("workbook", Audience.STAFF))
    assert list(found) == ["participants", "needs", "rooming", "passengers"]
    active = [person for person in sample().delegates if person.active]
    assert len(found["participants"].rows) == len(active)


def test_nights_add_up() -> None:
    rooming = _tables(document("workbook", Audience.STAFF))["rooming"]
    nights = [
        sum(cell == (m.Symbol(m.Sign.NIGHT),) for cell in row.cells) == _values(row)[-1]
        for row in rooming.rows
    ]
    assert all(nights)
    (total,) = rooming.totals
    *each, every = _values(total)
    assert (
        sum(each)
        == every
        == sum(len(room.nights) for room in sample().rooms if queries.is_booked(sample(), room))
    )


def test_everybody_who_travels_has_a_row() -> None:
    passengers = _tables(document("workbook", Audience.STAFF))["passengers"]
    heads = [column.heading for column in passengers.columns]
    train = [row for row in passengers.rows if "Train, Renfe" in said(row)]
    assert len(train) == 13
    assert heads[0] == "Date"


def test_a_hotel_has_its_rooms_alone() -> None:
    made = document("workbook", Audience.HOTEL)
    assert [part.key for part in made.parts] == ["rooming"]
    text = said(made)
    hotels = {room.hotel for room in sample().rooms if room.hotel}
    assert len([hotel for hotel in hotels if hotel in text]) == 1
    for person in sample().delegates:
        assert not person.email or person.email not in text
        assert not person.passport_name or person.passport_name not in text


def test_an_empty_visit_has_an_empty_workbook() -> None:
    assert PAPERS["workbook"].build(edition(plan(), "staff")).parts == ()


def test_it_speaks_the_language_of_its_reader() -> None:
    made = document("workbook", Audience.STAFF, "es")
    assert made.language == "es-ES"
