"""Odd plans for the papers of single readers: every one of them is made and can be drawn."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publishing.documents.chapters.papers import (
    LANGUAGES,
    SECOND,
    item,
    leg,
    person,
    plan,
    said,
    sample,
    stop,
    texts,
)
from tests.strategies import visits
from visitplanner.domain.people import Contact, Organisation
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Place
from visitplanner.domain.visit import COLLECTIONS, Visit
from visitplanner.domain.vocabulary import DelegateRole
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.papers import PAPERS
from visitplanner.publishing.documents.pdf.engine import render_pdf
from visitplanner.publishing.edition import make_edition
from visitplanner.publishing.readership import Reader

_KINDS = {
    "head-brief": Audience.HEAD,
    "host-pack": Audience.HOST,
    "participants-booklet": Audience.DELEGATE,
    "contact-sheet": Audience.STAFF,
    "logistic-note": Audience.DELEGATE,
}
_CLUMSY = re.compile(
    r"\bNone\b|· ·|, ,|,  |^ ?[·,]|[·,] ?$|\(\)|\s:$|\{\w*\}|nan\b|  ", re.MULTILINE
)


def _documents(visit: Visit, language: str = "en") -> list[model.Document]:
    bodies = {i.host_organisation for i in visit.items if i.host_organisation}
    found = []
    for kind, audience in _KINDS.items():
        body = min(bodies) if bodies and audience is Audience.HOST else None
        reader = Reader(audience, body=body, asked_for_identity=True)
        found.append(PAPERS[kind].build(make_edition(visit, reader, language, SECOND)))
    return found


@pytest.mark.parametrize("collection", sorted(COLLECTIONS))
def test_a_collection_left_empty_leaves_no_trace(collection: str) -> None:
    visit = sample().model_copy(update={collection: ()})
    for document in _documents(visit):
        assert [text for text in texts(document) if _CLUMSY.search(text)] == []


def _blanked(collection: str) -> list[Visit]:
    """The sample with one field of a collection empty, for each of its fields."""
    kind = COLLECTIONS[collection]
    made = []
    for name, field in kind.model_fields.items():
        if name in ("id", "code"):
            continue
        value = field.get_default(call_default_factory=True)
        rows = (row.model_copy(update={name: value}) for row in getattr(sample(), collection))
        made.append(sample().model_copy(update={collection: tuple(rows)}))
    return made


@pytest.mark.parametrize(
    "collection", ["contacts", "delegates", "items", "organisations", "places"]
)
def test_a_field_left_empty_leaves_no_trace(collection: str) -> None:
    for visit in _blanked(collection):
        for document in _documents(visit):
            assert [text for text in texts(document) if _CLUMSY.search(text)] == []


@settings(max_examples=15)
@given(visits(), st.sampled_from(LANGUAGES))
def test_any_plan_makes_papers(visit: Visit, language: str) -> None:
    assert len(_documents(visit, language)) == len(_KINDS)


@settings(max_examples=5)
@given(visits())
def test_any_plan_can_be_drawn(visit: Visit) -> None:
    for document in _documents(visit):
        assert render_pdf(document).pages >= 1


def _stretched() -> Visit:
    long = "A long text that goes on. " * 400
    markup = "<font size=99>&amp;<br/>"
    name = "Maximiliane-Alexandrina von und zu Hohenlohe-Waldenburg-Schillingsfürst"
    people = [
        person(
            f"P{n:03d}",
            bio=markup,
            offers=long if n == 3 else markup,
            organisation=f"O{n % 9}",
            share_contact=True,
            family_name=name if n % 7 == 0 else f"F{n}",
            mobile="+34 1",
            access_needs=(markup, "step-free"),
            serious_allergy=n % 11 == 0,
            avoid=markup,
            emergency_contact=markup,
        )
        for n in range(60)
    ]
    values: dict[str, Any] = {"host_organisation": "Lab", "host_contact": markup}
    items = [
        item(
            f"{markup} {n}",
            f"{8 + n // 2:02d}:{n % 2 * 30:02d}",
            "",
            speaking_points=markup,
            **values,
        )
        for n in range(25)
    ]
    late = item("Dinner", "22:00", "00:30", end_day=1, place=markup, **values)
    return plan(
        stop(notes=long),
        stop("London", 7, 8, country="GB", zone="Europe/London"),
        person("H", role=DelegateRole.HEAD),
        *people,
        *items,
        late,
        item(
            long[:3000],
            "09:00",
            "10:00",
            speaking_points=long,
            internal_notes=long,
            plan_b=long,
            **values,
        ),
        leg("18:00", "02:00", notes=long, arrive_day=stop().leave),
        Place(name=markup, address=markup, city="Barcelona"),
        Contact(name=markup, organisation=long[:300], phone=long[:80]),
        Organisation(name="O1", profile=long, website="https://example.org/" + "x" * 200),
        purpose=long,
        background=long,
        practical=long,
        protocol=long,
        objectives=tuple(f"{markup} {n}" for n in range(30)),
        emergency_phone=long[:200],
        funding_statement=long[:400],
    )


def test_plans_that_stretch_the_pages_can_be_drawn() -> None:
    for document in _documents(_stretched()):
        drawn = render_pdf(document)
        assert drawn.pages > 2
        assert drawn.missing == ()
        assert "<font size=99>&amp;<br/>" in said(document)
