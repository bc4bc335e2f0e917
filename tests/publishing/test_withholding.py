"""What is said to be withheld is laid beside what is really cut, mark by mark."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from tests.publishing.marked import BODIES, EVERYBODY_CODES, everything, marked_visit, marks_in
from tests.strategies import visits
from visitplanner.domain.base import Entity
from visitplanner.domain.office import BudgetLine
from visitplanner.domain.privacy import Audience
from visitplanner.domain.visit import COLLECTIONS, Visit
from visitplanner.publishing.readership import Reader
from visitplanner.publishing.redaction import redact
from visitplanner.publishing.withholding import Cut, Matter, Reason, cuts, matter_of, withheld

VISIT = marked_visit()
CLOSED = [a for a in Audience if a not in (Audience.HEAD, Audience.STAFF)]


def reader(audience: Audience, person: str = "") -> Reader:
    person_id = next((d.id for d in VISIT.delegates if d.code == person), None)
    return Reader(audience, person=person_id, body=BODIES.get(audience))


def said(cut: Cut, left: Visit) -> str:
    """What was withheld with one cut, as text; of files only those that are not left."""
    if cut.field == "attachments":
        kept = {record.id: record for record in left.records()}[cut.record.id]
        files = [
            one
            for one in _value(cut.record, "attachments")
            if one not in _value(kept, "attachments")
        ]
        return " ".join(one.name for one in files)
    if isinstance(cut.record, Visit):
        return Visit.model_construct(**{cut.field: getattr(cut.record, cut.field)}).model_dump_json(
            include={cut.field}
        )
    return cut.record.model_dump_json(include={cut.field} if cut.field else None)


READERS = [*((a, "") for a in CLOSED), *((Audience.DELEGATE, code) for code in EVERYBODY_CODES)]


@pytest.mark.parametrize(("audience", "person"), READERS)
def test_each_mark_is_either_read_or_named_as_withheld(audience: Audience, person: str) -> None:
    who = reader(audience, person)
    left = redact(VISIT, who).visit
    read = marks_in(left.model_dump_json())
    named = marks_in("".join(said(cut, left) for cut in cuts(VISIT, who)))
    assert everything() == read | named
    # Whoever is known by name alone may stand in two places, of which a reader gets one.
    assert {mark for mark in read & named if "xcontact" not in mark} == set()


@pytest.mark.parametrize("audience", [Audience.HEAD, Audience.STAFF])
def test_nothing_is_withheld_from_the_team(audience: Audience) -> None:
    assert cuts(VISIT, Reader(audience)) == ()
    assert withheld(VISIT, Reader(audience)) == ()


def test_a_delegate_lacks_what_is_others_and_is_told_why() -> None:
    lines = {(w.matter, w.reason): w for w in withheld(VISIT, reader(Audience.DELEGATE, "PB"))}
    assert lines[Matter.DIETS, Reason.OTHERS].count == 6, "seven travel, one is the reader"
    assert lines[Matter.ACCESS, Reason.OTHERS].count == 6
    assert lines[Matter.INTERNAL, Reason.NEVER].count == 2
    contact = lines[Matter.CONTACT, Reason.CONSENT]
    codes = {d.id: d.code for d in VISIT.delegates}
    assert {codes[one] for one in contact.people} == {"PH", "PS", "PY", "PW"}
    assert lines[Matter.IDEAS, Reason.UNPLANNED].count == 2
    assert (Matter.MONEY, Reason.NEVER) in lines


def test_money_counts_the_lines_of_the_budget() -> None:
    limited = Visit(currency="EUR", budget_limit=Decimal(9000))
    who = Reader(Audience.DELEGATE)
    assert [line.matter for line in withheld(limited, who)] == [Matter.OFFICE]
    lines = (BudgetLine(item="Coach", currency="EUR"), BudgetLine(item="Hall"))
    budgeted = limited.model_copy(update={"budget": lines})
    counts = {line.matter: line.count for line in withheld(budgeted, who)}
    assert counts == {Matter.MONEY: 2, Matter.OFFICE: 1}


def test_the_public_learns_of_nobody_who_has_not_agreed() -> None:
    lines = {(w.matter, w.reason): w for w in withheld(VISIT, Reader(Audience.PUBLIC))}
    codes = {d.id: d.code for d in VISIT.delegates}
    hidden = {codes[one] for one in lines[Matter.PEOPLE, Reason.CONSENT].people}
    assert hidden == set(EVERYBODY_CODES) - {"PA"}


def _value(record: Entity, field: str) -> Any:
    return getattr(record, field)


@given(visits(most=2))
@settings(max_examples=25, deadline=None)
def test_no_cut_is_made_up_and_none_is_forgotten(visit: Visit) -> None:
    for audience in (Audience.DELEGATE, Audience.PUBLIC, Audience.HOST):
        who = Reader(audience)
        left = redact(visit, who).visit
        kept = {record.id: record for record in (left, *left.records())}
        found = cuts(visit, who)
        whole = {cut.record.id for cut in found if not cut.field}
        assert whole == {r.id for r in visit.records()} - set(kept)
        lost = {(cut.record.id, cut.field) for cut in found if cut.field}
        for record in (visit, *(r for r in visit.records() if r.id in kept)):
            for name in set(type(record).model_fields) - set(COLLECTIONS):
                had, has = _value(record, name), _value(kept[record.id], name)
                gone = had not in (None, False, 0, "", ()) and has in (None, False, 0, "", ())
                if (record.id, name) in lost:
                    assert had != has
                elif gone:
                    assert (record.id, name) in lost, (type(record).__name__, name)
        assert all(matter_of(cut) in Matter for cut in found)
        counted = {(w.matter, w.reason): w.count for w in withheld(visit, who)}
        assert sum(counted.values()) >= len({cut.record.id for cut in found})
