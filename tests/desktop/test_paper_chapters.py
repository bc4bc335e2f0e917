"""Choosing a paper and its chapters is an edit of the plan."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, by_code, settle
from tests.desktop.papers import PACK, paper_page, redraw, sheet
from visitplanner.desktop import theme
from visitplanner.desktop.paper.chapters import ChaptersModel, reason
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.paper import PaperPage
from visitplanner.domain import edits
from visitplanner.domain.arranging import arrange
from visitplanner.domain.privacy import Audience
from visitplanner.publishing.documents.chapters import pack
from visitplanner.publishing.preview import ChapterPages, Presence


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[PaperPage]:
    yield from paper_page(qtbot, context)


# --- chapters -----------------------------------------------------------------------------------


def ticks(page: PaperPage) -> dict[str, bool]:
    model, role = page.options.model, Qt.ItemDataRole.CheckStateRole
    on = [
        model.data(model.index(n), role) == Qt.CheckState.Checked for n in range(model.rowCount())
    ]
    return {chapter.key: state for chapter, state in zip(model.chapters, on, strict=True)}


def test_a_tick_is_an_edit_of_the_plan_that_can_be_undone(
    page: PaperPage, context: Context
) -> None:
    document, view = context.document, page.options.list
    view.setFocus()
    view.setCurrentIndex(page.options.model.index(page.options.model.row_of("glance")))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert [str(one) for one in document.visit.chapters] == [
        "briefing-pack for delegate: without glance"
    ]
    assert document.undo_stack.undoText() == "Leave out Programme at a glance"
    assert not ticks(page)["glance"]
    assert page.options.usual.isVisible()
    document.undo_stack.undo()
    assert document.visit.chapters == ()
    assert ticks(page)["glance"]
    assert not page.options.usual.isVisible()


def test_a_click_on_the_box_ticks_and_one_on_the_words_goes_there(
    page: PaperPage, context: Context, shelf: Shelf, qtbot: QtBot
) -> None:
    shelf.preview_answer = sheet(6)
    redraw(page, qtbot)
    view, model = page.options.list, page.options.model
    row = view.visualRect(model.index(model.row_of("days")))
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(view.viewport(), left, pos=row.topLeft() + QPoint(120, 12))
    assert page.view.page == model.chapters[model.row_of("days")].first == 6
    assert not context.document.visit.chapters
    QTest.mouseClick(view.viewport(), left, pos=row.topLeft() + QPoint(33, 13))
    assert [one.left_out for one in context.document.visit.chapters] == [("days",)]


def test_chapters_move_by_keys_and_by_dropping(page: PaperPage, context: Context) -> None:
    document, view = context.document, page.options.list
    view.setFocus()
    view.setCurrentIndex(page.options.model.index(page.options.model.row_of("days")))
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert page._keys()[3:6] == ["purpose", "days", "glance"]
    assert document.undo_stack.undoText() == "Move Day pages"
    assert view.currentIndex().row() == page.options.model.row_of("days")
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page._keys()[3:6] == ["purpose", "glance", "days"]
    page._drop("emergency", 0)
    assert page._keys()[:3] == ["cover", "emergency", "changes"]
    page._drop("contents", 99)
    assert page._keys()[-1] == "contents"
    page._drop("cover", 5)
    assert page._keys()[0] == "cover"
    page.options.usual_wanted.emit()
    assert document.visit.chapters == ()
    assert page._keys()[1] == "changes"


@pytest.mark.parametrize(
    ("key", "onto", "below", "place"),
    [("days", "contents", False, 2), ("days", "contents", True, 3), ("contents", "days", True, 5)],
)
def test_a_chapter_is_dropped_above_or_below_another(
    page: PaperPage, context: Context, key: str, onto: str, below: bool, place: int
) -> None:
    view, model = page.options.list, page.options.model
    carried = model.mimeData([model.index(model.row_of(key))])
    box = view.visualRect(model.index(model.row_of(onto)))
    point = QPointF(box.center().x(), box.bottom() - 3 if below else box.top() + 3)
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    view.dropEvent(QDropEvent(point, Qt.DropAction.MoveAction, carried, left, none))
    assert page._keys().index(key) == place
    assert sorted(page._keys()) == sorted(chapter.key for chapter in pack.CHAPTERS)
    assert len(context.document.visit.chapters) == 1


def test_a_chapter_is_carried_by_its_name_and_taken_by_the_list_alone(page: PaperPage) -> None:
    model = page.options.model
    cover, days = model.index(0), model.index(model.row_of("days"))
    assert not model.flags(cover) & Qt.ItemFlag.ItemIsDragEnabled
    assert model.flags(days) & Qt.ItemFlag.ItemIsDragEnabled
    carried = model.mimeData([days])
    move = Qt.DropAction.MoveAction
    assert not model.dropMimeData(carried, move, 0, 0, model.index(-1))
    assert model.rowCount() == len(pack.CHAPTERS)
    other = QMimeData()
    other.setText("days")
    point, none = QPointF(60, 40), Qt.KeyboardModifier.NoModifier
    event = QDropEvent(point, move, other, Qt.MouseButton.LeftButton, none)
    page.options.list.dropEvent(event)
    assert page._keys() == [chapter.key for chapter in pack.CHAPTERS]


def test_what_is_the_teams_cannot_be_ticked_for_others(page: PaperPage, context: Context) -> None:
    model = page.options.model
    for key in ("needs", "rooms", "open", "cover"):
        index = model.index(model.row_of(key))
        assert not model.may_tick(index)
        checked = Qt.CheckState.Checked
        assert not model.setData(index, checked, Qt.ItemDataRole.CheckStateRole)
    read = model.index(model.row_of("rooms")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert read == "Rooms, staff only"
    page.options.choose(PACK, Audience.STAFF)
    assert model.may_tick(model.index(model.row_of("rooms")))
    page.options.choose(PACK, Audience.PUBLIC)
    read = model.index(model.row_of("emergency")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert read == "Emergency and contacts, not public"
    assert context.document.visit.chapters == ()


def test_the_list_is_a_sound_model(
    page: PaperPage, context: Context, shelf: Shelf, qtbot: QtBot
) -> None:
    model = page.options.model
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode)
    page._tick("days", False)
    page._drop("days", 1)
    context.document.undo_stack.undo()
    redraw(page, qtbot)
    empty = ChaptersModel()
    QAbstractItemModelTester(empty, mode)
    empty.show(model.chapters)
    empty.show(())
    assert tester.model() is model
    assert model.data(model.index(0), Qt.ItemDataRole.DecorationRole) is None


def test_the_delegate_takes_only_its_box(page: PaperPage) -> None:
    view, model = page.options.list, page.options.model
    delegate = view.itemDelegate()
    other = QEvent(QEvent.Type.Enter)
    assert not delegate.editorEvent(other, model, QStyleOptionViewItem(), model.index(1))


def test_why_a_chapter_is_missing_leaves_its_title_the_room(page: PaperPage) -> None:
    empty = ChapterPages("background", "Background", Presence.EMPTY)
    staff = ChapterPages("diet", "Diet and access", Presence.NOT_FOR_READER, team_only=True)
    metrics = QFontMetrics(theme.font(12))
    needed = metrics.horizontalAdvance("staff only") + 20
    assert reason(empty, metrics, 0) == reason(empty, metrics, 500) == "–"
    assert reason(staff, metrics, needed) == "staff only"
    assert reason(staff, metrics, needed - 1) == ""
    page.options.model.show((empty, staff))
    roles = Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole
    for row, said in enumerate(("Background, nothing yet", "Diet and access, staff only")):
        assert {page.options.model.index(row).data(role) for role in roles} == {said}


def test_nothing_stands_below_the_chapters_where_nothing_is_said(page: PaperPage) -> None:
    options = page.options
    options.resize(options.width(), 700)
    assert options.foot.isVisible()
    page.resize(1300, 500)
    assert not options.hint.isVisible()
    assert not options.foot.isVisible()
    options.show_chapters(options.model.chapters, usual=False)
    assert options.foot.isVisible()
    options.show_chapters(options.model.chapters, usual=True)
    assert not options.foot.isVisible()


# --- which paper --------------------------------------------------------------------------------


def test_a_personal_programme_is_somebodys(
    page: PaperPage, context: Context, shelf: Shelf, qtbot: QtBot
) -> None:
    ben = by_code(context.document.visit, "P02")
    page.options.choose("personal-pack", Audience.DELEGATE, ben.id)
    settle(qtbot)
    asked = page.request()
    assert (asked.paper, asked.audience, asked.person) == (
        "personal-pack",
        Audience.DELEGATE,
        ben.id,
    )
    assert asked in [request for _dossier, request in shelf.previews]
    assert page.release.withheld_title.text() == "Not shown to Ben Secondo"
    names = [page.options.subject.itemText(n) for n in range(page.options.subject.count())]
    assert names == ["Ada Prima", "Ben Secondo", "Eva Terza"]
    context.document.edit("Remove", edits.remove, ben.id)
    qtbot.waitUntil(lambda: page.is_ready, timeout=3000)
    assert shelf.previews[-1][1].person == by_code(context.document.visit, "P01").id
    page.options.choose(PACK, Audience.PUBLIC)
    assert page.request().person is None


def test_languages_are_those_with_a_translation(page: PaperPage) -> None:
    box = page.options.language
    own, english, *others = [box.itemText(n) for n in range(box.count())]
    assert (own, english) == ("Own: English", "English")
    assert "Español" in others
    assert "Français" not in others
    box.setCurrentIndex(box.findText("Español"))
    assert page.request().language == "es"


def test_a_choice_of_chapters_is_in_the_request(page: PaperPage, context: Context) -> None:
    visit = arrange(context.document.visit, PACK, Audience.DELEGATE, left_out=["travel"])
    context.document.apply(visit, "Leave out")
    assert not ticks(page)["travel"]
