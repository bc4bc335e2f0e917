"""A note of ten thousand characters in every field for prose: all is printed, over nothing."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from tests.publishing.documents.chapters.papers import item, leg, person, plan, said, stop
from tests.publishing.documents.pdf.watch import watching
from tests.publishing.documents.proof.papers import PAPERS, documents
from visitplanner.domain.base import clean_text
from visitplanner.domain.people import Contact, Organisation
from visitplanner.domain.programme import Place, Room
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ContactRole, DelegateRole, ItemKind, JourneyKind, Mode
from visitplanner.publishing.documents.pdf.engine import render_pdf

if TYPE_CHECKING:
    from visitplanner.domain.base import Entity
    from visitplanner.publishing.documents.model import Document

LENGTH = 10_000
NO_PROSE = frozenset({"address", "local_address", "who", "funding_statement"})
"""Fields of several lines that hold something else; what funders prescribe stands beside an emblem
on covers and certificates, where there is room for what any of them prescribes."""
FUNDING = " ".join(f"zz{word:04}" for word in range(57))
WORD = re.compile(r"\b[a-z]{2}\d{4}\b")


def note(number: int) -> str:
    """Words of which each is there once: which field, which word."""
    name = chr(97 + number // 26) + chr(97 + number % 26)
    words = (f"{name}{word:04}" for word in range(LENGTH))
    return " ".join(next(words) for _ in range((LENGTH + 1) // 7))


def fields(record: type[Entity]) -> list[str]:
    """The fields of a record for prose."""
    return [
        name
        for name, field in record.model_fields.items()
        if name not in NO_PROSE
        and any(getattr(one, "func", None) is clean_text for one in field.metadata)
    ]


def _records() -> list[Any]:
    first, last = date(2017, 11, 6), date(2017, 11, 7)
    return [
        stop(),
        person("P01", role=DelegateRole.HEAD, organisation="Us", photo_consent=True),
        person("P02", organisation="Us"),
        item("Visit", place="Lab", host_organisation="Them", host_contact="Ada", city="Barcelona"),
        item("Dinner", "20:00", "22:00", kind=ItemKind.MEAL, place="Lab", city="Barcelona"),
        leg("08:00", "10:00", mode=Mode.COACH, contact="Ada"),
        leg("11:00", "11:30", mode=Mode.TAXI, contact="Ada", kind=JourneyKind.TRANSFER),
        Place(name="Lab", address="Carrer 1", city="Barcelona", latitude=41.4, longitude=2.2),
        Place(name="Hotel", address="Carrer 2", city="Barcelona", latitude=41.3, longitude=2.2),
        Room(hotel="Hotel", occupants=("P01", "P02"), check_in=first, check_out=last),
        Contact(name="Ada", organisation="Them", role=ContactRole.HOST, phone="+34 931 000 001"),
        Organisation(name="Them"),
    ]


@cache
def wordy() -> dict[str, Document]:
    """The papers of a visit with a note in every field for prose."""
    count = 0
    records = []
    for record in [*_records(), None]:
        notes = {}
        for name in fields(type(record) if record else Visit):
            notes[name] = note(count)
            count += 1
        records.append(record.model_copy(update=notes) if record else notes)
    *rows, own = records
    own |= {"emergency_phone": "+34 600 000 000", "funding_statement": FUNDING}
    return dict(documents(plan(*rows, **own)))


def words_of(text: str) -> Counter[str]:
    return Counter(WORD.findall(text))


def test_fields_for_prose_are_those_that_hold_several_lines() -> None:
    assert {"purpose", "practical", "background"} <= set(fields(Visit))
    assert {"notes", "prepare", "plan_b"} <= set(fields(type(item())))
    assert len(note(0)) == LENGTH - 5


@pytest.mark.parametrize("kind", PAPERS)
def test_every_word_is_printed(kind: str) -> None:
    document = wordy()[kind]
    with watching() as watch:
        render_pdf(document)
    assert watch.outside() == []
    assert watch.collisions(mirrored=kind == "tent-cards") == []
    printed = words_of(" ".join(ink.text for ink in watch.inks))
    lost = words_of(said(document)) - printed
    assert sorted({word[:2] for word in lost}) == []


def test_notes_stand_on_most_papers() -> None:
    telling = [kind for kind, document in wordy().items() if words_of(said(document))]
    assert len(telling) >= 10
