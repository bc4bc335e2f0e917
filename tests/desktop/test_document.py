"""The document: every edit is one step that can be taken back, by name."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from tests.desktop.conftest import MONDAY, by_code
from visitplanner.desktop.document import Document
from visitplanner.domain import edits, moves
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.errors import PlanError
from visitplanner.storage.visitfile import Opened


def test_an_edit_is_undone_and_redone_by_name(document: Document, plan: Visit) -> None:
    seen: list[tuple[Visit, Visit]] = []
    document.changed.connect(lambda before, after: seen.append((before, after)))
    item = by_code(plan, "A1")
    assert document.edit("Move Welcome", moves.move_item, item.id, MONDAY, time(10))
    moved = document.visit
    assert document.undo_stack.undoText() == "Move Welcome"
    document.undo_stack.undo()
    assert document.visit is plan
    document.undo_stack.redo()
    assert document.visit is moved
    assert seen == [(plan, moved), (moved, plan), (plan, moved)]


def test_typing_into_one_field_is_one_step(document: Document, plan: Visit) -> None:
    item = by_code(plan, "A1")
    for title in ("W", "We", "Wel"):
        document.edit("Change title", edits.change, item.id, title=title, merge_key="title")
    assert document.undo_stack.count() == 1
    document.edit("Change title", edits.change, item.id, title="Well", merge_key="title again")
    assert document.undo_stack.count() == 2
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.visit is plan


def test_typing_back_to_the_beginning_leaves_no_step(document: Document, plan: Visit) -> None:
    item = by_code(plan, "A1")
    document.edit("t", edits.change, item.id, title="W", merge_key="title")
    document.edit("t", edits.change, item.id, title="Welcome", merge_key="title")
    assert document.undo_stack.count() == 0
    assert not document.modified


def test_a_save_ends_a_step(document: Document, plan: Visit, tmp_path: Path) -> None:
    item = by_code(plan, "A1")
    document.edit("t", edits.change, item.id, title="W", merge_key="title")
    document.mark_saved(Opened(document.dossier, tmp_path / "a.visit", "0" * 64))
    document.edit("t", edits.change, item.id, title="We", merge_key="title")
    assert document.undo_stack.count() == 2
    assert document.modified
    document.undo_stack.undo()
    assert not document.modified


def test_what_changes_nothing_is_no_step(document: Document, plan: Visit) -> None:
    assert not document.edit("t", edits.change, by_code(plan, "A1").id, title="Welcome")
    assert document.undo_stack.count() == 0


def test_a_refused_edit_leaves_the_plan_and_says_why(document: Document, plan: Visit) -> None:
    said: list[str] = []
    document.refused.connect(said.append)
    item = by_code(plan, "A1")
    with pytest.raises(PlanError):
        document.edit("t", edits.change, item.id, code="A2")
    assert not document.try_edit("t", edits.change, item.id, code="A2")
    assert document.visit is plan
    assert said == ["The ID A2 belongs to another item: choose another one."]


def test_the_selection_follows_the_plan(document: Document, plan: Visit) -> None:
    first, second = by_code(plan, "A1").id, by_code(plan, "A2").id
    document.select([first, second, "nothing"])
    assert list(document.selection) == [first, second]
    document.edit("Delete", edits.remove, first)
    assert list(document.selection) == [second]


def test_a_new_visit_with_content_is_unsaved(plan: Visit) -> None:
    imported, opened = Document(Dossier(visit=plan), unsaved=True), Document(Dossier(visit=plan))
    assert imported.modified
    assert not opened.modified
    imported.deleteLater()
    opened.deleteLater()
