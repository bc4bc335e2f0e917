"""Odd plans: fields left empty, texts of any kind, plans that make no sense. Papers are made."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publishing.documents.chapters.papers import (
    LANGUAGES,
    PACKS,
    delegate,
    item,
    leg,
    pack,
    person,
    personal,
    plan,
    said,
    sample,
    stop,
    texts,
)
from tests.strategies import visits
from visitplanner.domain.base import Entity
from visitplanner.domain.programme import Place
from visitplanner.domain.visit import COLLECTIONS, Visit
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.pdf.engine import render_pdf

_KEPT = frozenset({"id", "code", "namespace"})
_CLUMSY = re.compile(
    r"\bNone\b|· ·|, ,|,  |^ ?[·,]|[·,] ?$|\(\)|\s:$|\{\w*\}|nan\b|  ", re.MULTILINE
)


def _documents(visit: Visit, code: str = "") -> list[model.Document]:
    found = [pack(visit, audience) for audience in ("staff", "public")]
    return [*found, personal(visit, code)] if code else found


def _fields() -> list[tuple[str, str]]:
    """Every field of every record that may be left empty."""
    rows: dict[str, type[Entity]] = {**COLLECTIONS, "": Visit}
    return [
        (name, field)
        for name, kind in rows.items()
        for field in kind.model_fields
        if field not in _KEPT | set(COLLECTIONS) and name not in ("tasks", "budget")
    ]


def _blanked(visit: Visit, collection: str, field: str) -> Visit:
    """The visit with a field at its default in all records."""

    def blank(record: Entity) -> Entity:
        default = type(record).model_fields[field].get_default(call_default_factory=True)
        return record.model_copy(update={field: default})

    if not collection:
        return visit.model_copy(update={field: Visit.model_fields[field].get_default()})
    rows = tuple(blank(row) for row in getattr(visit, collection))
    return visit.model_copy(update={collection: rows})


@pytest.mark.parametrize(("collection", "field"), _fields())
def test_a_field_left_empty_leaves_no_trace(collection: str, field: str) -> None:
    visit = _blanked(sample(), collection, field)
    for document in _documents(visit, "P04" if field != "status" else ""):
        clumsy = [text for text in texts(document) if _CLUMSY.search(_without_hotel_comma(text))]
        assert clumsy == []


def _without_hotel_comma(text: str) -> str:
    """What follows a hotel's name in its line begins with a comma."""
    return text.removeprefix(", ")


@pytest.mark.parametrize("collection", [name for name in COLLECTIONS if name != "delegates"])
def test_a_collection_left_empty_leaves_no_trace(collection: str) -> None:
    visit = sample().model_copy(update={collection: ()})
    for document in _documents(visit, "P04"):
        assert not [t for t in texts(document) if _CLUMSY.search(_without_hotel_comma(t))]


def test_labels_are_never_empty_and_never_alone() -> None:
    for document in _documents(sample(), "P09"):
        for pair in _found(document, model.Pair):
            assert pair.label
            assert model.plain(pair.text)
        for fact in _found(document, model.SideFact):
            assert fact.label
            assert fact.lines
        for stage in _found(document, model.Stage):
            assert bool(stage.label) == bool(stage.time or stage.place)


def _found(value: Any, kind: type[Any]) -> list[Any]:
    found = [value] if isinstance(value, kind) else []
    if isinstance(value, tuple):
        return found + [piece for row in value for piece in _found(row, kind)]
    for name in getattr(value, "__dataclass_fields__", {}):
        found += _found(getattr(value, name), kind)
    return found


@settings(max_examples=25)
@given(visits(), st.sampled_from(LANGUAGES))
def test_any_plan_makes_papers(visit: Visit, language: str) -> None:
    for audience in PACKS:
        pack(visit, audience, language)
    codes = [d.code for d in visit.delegates if d.active and d.code]
    for code in codes[:1]:
        if delegate(visit, code).active:
            personal(visit, code, language)


@settings(max_examples=8)
@given(visits())
def test_any_plan_can_be_drawn(visit: Visit) -> None:
    drawn = render_pdf(pack(visit, "staff"))
    assert drawn.pages >= 1


@pytest.mark.parametrize(
    ("audience", "pages"), [("delegate", (12, 20)), ("staff", (16, 26)), ("public", (9, 16))]
)
def test_the_sample_is_drawn(audience: str, pages: tuple[int, int]) -> None:
    drawn = render_pdf(pack(sample(), audience))
    assert drawn.missing == ()
    assert pages[0] <= drawn.pages <= pages[1]


def test_a_personal_pack_has_about_five_pages() -> None:
    for code in ("P04", "P09", "P13"):
        drawn = render_pdf(personal(sample(), code))
        assert drawn.missing == ()
        assert 3 <= drawn.pages <= 6


def test_plans_that_stretch_the_pages_can_be_drawn() -> None:
    long = "A long text that goes on. " * 400
    markup = "<font size=99>&amp;<br/>"
    people = [person(f"P{n:03d}", bio=markup, organisation=f"O{n % 9}") for n in range(120)]
    items = [item(f"{markup} {n}", f"{8 + n // 2:02d}:{n % 2 * 30:02d}", "") for n in range(25)]
    visit = plan(
        stop(notes=long),
        *people,
        *items,
        item(long[:3000], "09:00", "10:00", notes=long, prepare=long, place=markup),
        leg("18:00", "02:00", notes=long, arrive_day=stop().leave),
        Place(name=markup, address=markup, city="Barcelona"),
        purpose=long,
        emergency_phone=long[:200],
    )
    document = pack(visit, "staff")
    assert render_pdf(document).pages > 10
    assert said(document).count(markup) > 25
