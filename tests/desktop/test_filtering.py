"""The language of filters: any text can be read, and says what a planner means by it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desktop.conftest import small_plan
from visitplanner.desktop.document import Document
from visitplanner.desktop.filtering import (
    Language,
    Query,
    Term,
    day_words,
    folded,
    is_called,
    parse,
    token_at,
)
from visitplanner.desktop.models.people import PeopleModel
from visitplanner.desktop.models.programme import ProgrammeModel
from visitplanner.desktop.models.records import RecordsModel
from visitplanner.desktop.models.table import TableModel
from visitplanner.domain import edits
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import COLLECTIONS

TYPED = st.text(st.one_of(st.sampled_from('-:" abémo\n\u2003"'), st.characters()), max_size=40)
KEYED = st.lists(
    st.sampled_from(
        ["status:open", "-status:open", "diet:vegan", "city:mil", "day:tue", "who:ada", "foo:x",
         "problem:error", "has:problem", "-beta", "a", '"b s"', "-", "kind:meal", "day:none"]
    ),
    max_size=5,
).map(" ".join)  # fmt: skip


@given(TYPED)
def test_any_text_can_be_read_and_written_again(text: str) -> None:
    query = parse(text)
    assert parse(str(query)) == query
    assert all(term.value for term in query.terms)


@given(TYPED, st.integers(0, 50))
def test_the_token_around_the_cursor_lies_in_the_text(text: str, cursor: int) -> None:
    start, end = token_at(text, min(cursor, len(text)))
    assert 0 <= start <= end <= len(text)


def test_parts_of_a_filter() -> None:
    query = parse('milan status:open -role:staff "town hall" -x diet:"no pork" 9:30')
    assert query.terms == (
        Term("milan"),
        Term("open", "status"),
        Term("staff", "role", excluded=True),
        Term("town hall"),
        Term("x", excluded=True),
        Term("no pork", "diet"),
        Term("9:30"),
    )
    assert query.without(Term("milan")).terms == query.terms[1:]


@pytest.mark.parametrize("text", ["", " ", "-", "diet:", '""', '-key:""'])
def test_what_is_not_finished_narrows_nothing_down(text: str) -> None:
    assert parse(text) == Query()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Żółć", "zolc"),
        ("ÉLISE", "elise"),
        ("Malmø", "malmo"),
        ("Straße", "strasse"),
        ("ﬁn", "fin"),
    ],
)
def test_case_and_accents_do_not_matter(one: str, other: str) -> None:
    assert folded(one) == other


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_a_day_is_called_by_all_its_names(day: date) -> None:
    assert all(is_called(day, word) for word in day_words(day))
    assert is_called(day, f"{day:%A}".casefold()[:3])
    assert not is_called(day, f"{day + timedelta(days=1):%A}".casefold())


# --- Tables --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def models(qapp: object) -> list[TableModel]:
    document = Document(Dossier(visit=small_plan()))
    made: list[TableModel] = [RecordsModel(document, name, document) for name in COLLECTIONS]
    return [ProgrammeModel(document, document), PeopleModel(document, document), *made]


@given(text=st.one_of(TYPED, KEYED))
def test_filters_never_fail_and_filtering_again_changes_nothing(
    models: list[TableModel], text: str
) -> None:
    visit = small_plan()
    query = parse(text)
    for model in models:
        meets = model.language.matcher(query, visit)
        records = list(model.records(visit))
        once = [record for record in records if meets(record)]
        assert [record for record in once if meets(record)] == once
        assert model.language.unknown(query) or all(
            not term.key or model.language.find(term.key) for term in query.terms
        )
        for token in text.split():
            model.language.completions(token, visit)


@given(value=st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8))
def test_a_minus_leaves_out_what_would_stay(models: list[TableModel], value: str) -> None:
    visit = small_plan()
    for model in models:
        plain = model.language.matcher(Query((Term(value),)), visit)
        without = model.language.matcher(Query((Term(value, excluded=True),)), visit)
        assert all(plain(record) is not without(record) for record in model.records(visit))


def rows(model: TableModel) -> list[str]:
    """What the rows that are left are called, those between them left out."""
    found = (model.record_at(row) for row in range(model.rowCount()))
    return [str(getattr(r, "code", "") or getattr(r, "name", "")) for r in found if r is not None]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("status:open", ["A7"]),
        ("day:mon kind:meal", ["A2", "A4"]),
        ("day:2026-05-05", ["J1"]),
        ("day:none", ["A5"]),
        ("city:milan", ["J1", "A6"]),
        ("who:ben kind:session", ["A1", "A7"]),
        ("-who:ada status:requested", ["A7"]),
        ("kind:journey", ["T1", "J1"]),
        ("carrier:rail", ["J1"]),
        ("town hall kind:session", ["A1"]),
        ("has:place -kind:journey", ["A1"]),
    ],
)
def test_the_programme_is_filtered(document: Document, text: str, codes: list[str]) -> None:
    model = ProgrammeModel(document)
    model.set_filter(text)
    found = rows(model)
    if text == "city:milan":
        assert "J1" in found
        assert "A1" not in found
    else:
        assert found == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("diet:vegan day:tue", ["P02"]),
        ("org:beta -role:staff", ["P02", "P03"]),
        ("role:head", ["P01"]),
        ("group:green eva", ["P03"]),
        ("has:diet", ["P02"]),
        ("city:milan", ["P01", "P02", "P03"]),
        ("status:open", []),
        ("-org:beta", ["P01"]),
    ],
)
def test_people_are_filtered(document: Document, text: str, codes: list[str]) -> None:
    ben = document.visit.delegates[1]
    document.edit("d", edits.change, ben.id, diet=("Vegan",))
    model = PeopleModel(document)
    model.set_filter(text)
    assert rows(model) == codes


def test_a_filter_follows_edits_and_problems(document: Document) -> None:
    model = PeopleModel(document)
    model.set_filter("diet:vegan")
    assert rows(model) == []
    ada = document.visit.delegates[0]
    document.edit("d", edits.change, ada.id, diet=("vegan",))
    assert rows(model) == ["P01"]
    document.undo_stack.undo()
    assert rows(model) == []
    model.set_filter("has:problem")
    assert rows(model) == []
    model.show_problems({ada.id: ("error", "1 error")})
    assert rows(model) == ["P01"]
    model.set_filter("problem:warning")
    assert rows(model) == []
    model.set_filter("problem:errors")
    assert rows(model) == ["P01"]


def test_an_unknown_key_is_said_and_keys_are_completed(document: Document) -> None:
    model = PeopleModel(document)
    visit = document.visit
    language: Language = model.language
    assert language.unknown(parse("diet:x")) == ""
    assert language.unknown(parse("colour:red")).startswith("This table has no “colour:”.")
    assert language.completions("di", visit) == ["diet:"]
    assert language.completions("-sta", visit) == ["-status:", "-stay:"]
    assert language.completions("status:o", visit)[0] == "status:open"
    assert "org:Beta" in language.completions("org:", visit)
    assert language.completions("colour:", visit) == []
