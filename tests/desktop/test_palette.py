"""The palette: what a few letters find, and what happens to what is chosen."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.bench import large_plan
from tests.desktop.conftest import by_code, settle
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.palette import contents
from visitplanner.desktop.palette.model import HitsModel
from visitplanner.desktop.palette.paint import key_parts
from visitplanner.desktop.palette.ranking import Book, Entry, Hit, fold
from visitplanner.domain import edits
from visitplanner.domain.visit import Visit

_SLOWEST_MS = 16.0


def entry(title: str, detail: str = "", group: str = "G", **more: object) -> Entry:
    return Entry(f"record:{title}", group, title, detail, **more)  # type: ignore[arg-type]


def found(book: Book, question: str, **more: object) -> list[Hit]:
    return [hit for group in book.find(question, **more) for hit in group.hits]  # type: ignore[arg-type]


def titles(book: Book, question: str, **more: object) -> list[str]:
    return [hit.entry.title for hit in found(book, question, **more)]


def test_the_beginning_counts_more_than_a_word_and_that_more_than_its_inside() -> None:
    book = Book([entry("Monorail"), entry("Visit by rail"), entry("Rail cluster")])
    assert titles(book, "rail") == ["Rail cluster", "Visit by rail", "Monorail"]


def test_the_title_counts_more_than_what_stands_beside_it() -> None:
    book = Book([entry("Amfitrió", "Railgrup"), entry("Rail"), entry("X", words="rail")])
    assert titles(book, "rail") == ["Rail", "Amfitrió", "X"]


def test_initials_are_enough() -> None:
    book = Book([entry("Lessons learnt and action list"), entry("Lunch")])
    (hit,) = found(book, "lla")
    assert hit.entry.title == "Lessons learnt and action list"
    assert hit.title_marks == ((0, 1), (8, 1), (15, 1))


@pytest.mark.parametrize("question", ["amfitrio", "AMFITRIÓ", "Amfitrio\u0301", "  amfi  "])
def test_accents_and_case_do_not_matter(question: str) -> None:
    assert titles(Book([entry("Amfitrió Prova")]), question) == ["Amfitrió Prova"]


@pytest.mark.parametrize(
    ("written", "typed"), [("Żółć", "zolc"), ("Ørsted", "orsted"), ("Straße", "strase")]
)
def test_letters_of_other_alphabets_have_plain_ones(written: str, typed: str) -> None:
    assert titles(Book([entry(written)]), typed) == [written]


def test_every_word_has_to_be_found() -> None:
    book = Book([entry("Coach to Valencia"), entry("Coach to Madrid"), entry("Valencia")])
    assert titles(book, "val coach") == ["Coach to Valencia"]
    assert titles(book, "coach nowhere") == []


def test_what_was_chosen_lately_comes_first() -> None:
    book = Book([entry("Ada Prima"), entry("Ada Quarta"), entry("Ada Terza")])
    recent = ["record:Ada Terza", "record:Ada Quarta"]
    assert titles(book, "ada", recent=recent) == ["Ada Terza", "Ada Quarta", "Ada Prima"]


def test_before_anything_is_typed_it_shows_what_was_used_lately() -> None:
    book = Book([entry("A"), entry("B"), entry("C")])
    (group,) = book.lately(["record:C", "record:gone", "record:A"], "Lately")
    assert [hit.title for hit in group.hits] == ["C", "A"]
    assert book.lately([], "Lately") == []
    assert titles(book, "") == ["A", "B", "C"]


def test_a_better_title_comes_before_a_recent_one_that_fits_less() -> None:
    book = Book([entry("Rail"), entry("Meeting", "by rail")])
    assert titles(book, "rail", recent=["record:Meeting"])[0] == "Rail"


def test_groups_come_with_their_best_first_and_are_counted() -> None:
    book = Book([*(entry(f"Far {n} rail", group="A") for n in range(9)), entry("Rail", group="B")])
    groups = book.find("rail", most=4)
    assert [(g.name, len(g.hits), g.count) for g in groups] == [("B", 1, 1), ("A", 4, 9)]
    assert [g.name for g in book.find("rail", groups=("A",))] == ["A"]


def test_what_was_found_is_marked_in_both_texts() -> None:
    (hit,) = found(Book([entry("Rail cluster", "Mon, Railgrup")]), "rail")
    assert (hit.title_marks, hit.detail_marks) == (((0, 4),), ((5, 4),))


def test_of_a_long_text_the_part_around_the_find_is_shown() -> None:
    text = "The host has written that on this day the doors " + "stay shut " * 9 + "until noon"
    (hit,) = found(Book([entry(text, long=True)]), "noon")
    first, length = hit.title_marks[0]
    assert hit.title.startswith("…")
    assert hit.title[first : first + length] == "noon"
    assert len(hit.title) < 60


@given(st.text(max_size=40))
def test_folding_keeps_every_letter_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.text(min_size=1, max_size=20), max_size=8), st.text(max_size=6))
def test_marks_lie_within_their_text(names: list[str], question: str) -> None:
    book = Book([Entry(str(n), "G", name, name[::-1]) for n, name in enumerate(names)])
    for hit in found(book, question, most=20):
        for text, marks in ((hit.title, hit.title_marks), (hit.entry.detail, hit.detail_marks)):
            ends = [(first, first + length) for first, length in marks]
            assert all(0 <= a < b <= len(text) for a, b in ends)
            assert all(left[1] < right[0] for left, right in pairwise(ends))


def test_a_large_plan_is_searched_between_two_frames() -> None:
    visit = large_plan.large(300, 400)
    notes = {"internal_notes": "The host prefers to be called before noon. " * 4}
    visit = edits.change_many(visit, [item.id for item in visit.items], **notes)
    book = Book(contents.of_visit(visit))
    assert len(book.entries) > 1300
    for question in ("", "e", "it", "item 3", "given fam", "noon", "zzz"):
        times = []
        for _round in range(5):
            start = time.perf_counter()
            book.find(question)
            times.append((time.perf_counter() - start) * 1000)
        assert min(times) < _SLOWEST_MS, question


def test_a_plan_is_found_whole(plan: Visit) -> None:
    plan = edits.change(plan, by_code(plan, "A1").id, prepare="Bring the slides")
    entries = contents.of_visit(plan)
    book = Book(entries)
    for words in ("Welcome", "Ada Prima", "Town hall", "Alpha", "Rosa Guida", "slides", "Milan"):
        assert found(book, words), words
    assert len({one.key for one in entries}) == len(entries)
    (note,) = found(book, "slides")
    assert note.entry.key == f"field:{by_code(plan, 'A1').id}:prepare"


@pytest.mark.parametrize(
    ("keys", "parts"),
    [("Ctrl+Shift+R", ["Ctrl", "Shift", "R"]), ("Ctrl++", ["Ctrl", "+"]), ("F8", ["F8"]), ("", [])],
)
def test_a_shortcut_falls_into_its_keys(keys: str, parts: list[str]) -> None:
    assert key_parts(keys) == parts


# --- in the window


def activate(desk: Desk, qtbot: QtBot) -> None:
    desk.shell.activateWindow()
    qtbot.waitUntil(desk.shell.isActiveWindow)


def type_(desk: Desk, text: str) -> HitsModel:
    palette = desk.finding.palette
    desk.actions.by_key["palette"].trigger()
    palette.line.clear()
    QTest.keyClicks(palette.line, text)
    return palette.model


def test_the_model_keeps_the_rules(open_desk: Desk, qtbot: QtBot) -> None:
    palette = open_desk.finding.palette
    QAbstractItemModelTester(palette.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for text in ("a", "welcome", ">zoom", "@ada", "#", "nothing at all like this"):
        type_(open_desk, text)
    assert palette.model.rowCount() == 0
    palette.dismiss()


def test_enter_goes_to_what_was_found(open_desk: Desk, plan: Visit, qtbot: QtBot) -> None:
    type_(open_desk, "ada")
    QTest.keyClick(open_desk.finding.palette.line, Qt.Key.Key_Return)
    assert not open_desk.finding.palette.isVisible()
    assert open_desk.document is not None
    assert open_desk.document.selection == (by_code(plan, "P01").id,)
    assert open_desk.workspace is not None
    assert open_desk.workspace.tab == "people"
    settle(qtbot)


def test_a_note_leads_to_its_field(open_desk: Desk, plan: Visit, qtbot: QtBot) -> None:
    document = open_desk.document
    assert document is not None
    item = by_code(plan, "A1")
    document.edit("t", edits.change, item.id, prepare="Bring the slides")
    type_(open_desk, "slides")
    QTest.keyClick(open_desk.finding.palette.line, Qt.Key.Key_Return)
    assert document.selection == (item.id,)
    settle(qtbot)


def test_a_problem_leads_to_its_record(open_desk: Desk, qtbot: QtBot) -> None:
    model = type_(open_desk, "#")
    assert model.found
    QTest.keyClick(open_desk.finding.palette.line, Qt.Key.Key_Return)
    assert open_desk.document is not None
    assert open_desk.document.selection
    settle(qtbot)


def test_the_focus_stays_inside_and_is_given_back(open_desk: Desk, qtbot: QtBot) -> None:
    palette, space = open_desk.finding.palette, open_desk.workspace
    assert space is not None
    activate(open_desk, qtbot)
    space.outline.tree.setFocus()
    type_(open_desk, "a")
    assert QApplication.focusWidget() is palette.line
    groups = palette.list.currentIndex().row()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
        QTest.keyClick(palette.line, key)
        assert QApplication.focusWidget() is palette.line
    assert palette.list.currentIndex().row() != groups
    QTest.keyClick(palette.line, Qt.Key.Key_Backtab)
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is space.outline.tree
    settle(qtbot)


def test_it_closes_when_a_shortcut_leads_elsewhere(open_desk: Desk, qtbot: QtBot) -> None:
    palette, space = open_desk.finding.palette, open_desk.workspace
    assert space is not None
    activate(open_desk, qtbot)
    type_(open_desk, "a")
    space.outline.tree.setFocus()
    assert not palette.isVisible()


def test_without_a_visit_it_finds_what_can_be_done(desk: Desk, qtbot: QtBot) -> None:
    model = type_(desk, "new visit")
    keys = [hit.entry.key for n in range(model.rowCount()) if (hit := model.hit(n))]
    assert keys[0] == "action:new"
    assert "action:save" not in keys
    desk.finding.palette.dismiss()
