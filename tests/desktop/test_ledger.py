"""Who has what: what is no longer right first, and what is noted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, by_code, noon, settle
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.dialogs.ledger import VERSIONS, LedgerDialog
from visitplanner.desktop.document import Document
from visitplanner.desktop.models import ledger as model
from visitplanner.desktop.models.ledger import READ, SENT, STATE, VERSION, WHO
from visitplanner.desktop.tasks import Tasks
from visitplanner.domain import edits
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Channel, Delivery, Dossier, Recipient, SentFile, Version
from visitplanner.domain.visit import Visit
from visitplanner.errors import FileProblem
from visitplanner.publishing.ledger import Standing


def recipient(plan: Visit, code: str) -> Recipient:
    return Recipient(audience=Audience.DELEGATE, name=code, person=by_code(plan, code).id)


def published(plan: Visit) -> Dossier:
    """Two of three people hold version 1; the talk of one of them has moved since."""
    who = [recipient(plan, code) for code in ("P01", "P02")]
    files = tuple(
        SentFile(
            recipient=one,
            kind="personal-pack",
            language="en",
            path=f"{one.name}.pdf",
            sha256="0" * 64,
            size=90_000,
        )
        for one in who
    )
    version = Version(
        number=1, at=noon(), author="Rosa", note="First\nissue", visit=plan, files=files
    )
    after = edits.change(plan, by_code(plan, "A7").id, start="17:30", end="18:30")
    return Dossier(visit=after, versions=(version,))


@pytest.fixture
def held(plan: Visit, shelf: Shelf, tmp_path: Path) -> Document:
    opened = shelf.save_visit(published(plan), tmp_path / "pie.visit", None)
    return Document(opened.dossier, opened)


@pytest.fixture
def dialog(qtbot: QtBot, shelf: Shelf, held: Document) -> Iterator[LedgerDialog]:
    tasks = Tasks()
    made = LedgerDialog(None, held, shelf, tasks)
    made.now = noon  # type: ignore[method-assign]
    made.show()
    made.refresh()
    settle(qtbot)
    yield made
    tasks.cancel_all()
    settle(qtbot)
    made.close()
    made.deleteLater()
    tasks.deleteLater()


def cells(dialog: LedgerDialog, row: int) -> list[str]:
    return [str(dialog.model.index(row, column).data()) for column in range(5)]


def row_of(dialog: LedgerDialog, who: str) -> int:
    return next(n for n, row in enumerate(dialog.model.rows) if row.who == who)


def test_what_is_no_longer_right_comes_first_with_sign_and_word(dialog: LedgerDialog) -> None:
    assert dialog.headline.text() == "Papers no longer right: 1 traveller"
    assert cells(dialog, 0)[:2] == ["Ben Secondo", "No longer right"]
    assert cells(dialog, 0)[VERSION].startswith("Version 1, 1 Apr 2026, ")
    assert not dialog.model.index(0, STATE).data(model.Role.DecorationRole).isNull()
    states = [cells(dialog, n)[STATE] for n in range(dialog.model.rowCount())]
    assert states.index("Right") > states.index("Nothing yet") > 0
    assert cells(dialog, row_of(dialog, "Ada Prima"))[STATE] == "Right"
    text = dialog.detail.toPlainText()
    assert text.startswith("Since version 1:\n• ")
    assert "17:30" in text


def test_papers_of_an_audience_without_anybody_are_with_nobody(
    qtbot: QtBot, shelf: Shelf, plan: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = Standing(Recipient(audience=Audience.HEAD), nobody=True)
    monkeypatch.setattr(shelf, "ledger", lambda *_: (nobody,))
    opened = shelf.save_visit(published(plan), tmp_path / "pie.visit", None)
    tasks = Tasks()
    dialog = LedgerDialog(None, Document(opened.dossier, opened), shelf, tasks)
    qtbot.addWidget(dialog)
    settle(qtbot)
    assert cells(dialog, 0) == ["Head of delegation", "Nobody yet", "", "", ""]
    assert "nobody holds" in dialog.detail.toPlainText()
    assert not dialog.handed.isEnabled()


def test_shared_papers_are_not_counted_as_readers(
    dialog: LedgerDialog, plan: Visit, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    ben = recipient(plan, "P02")
    stale = [
        Standing(one, 1, noon(), changes=("Moved.",))
        for one in (ben, Recipient(audience=Audience.DELEGATE), Recipient(audience=Audience.STAFF))
    ]
    monkeypatch.setattr(shelf, "ledger", lambda *_: tuple(stale))
    dialog.refresh()
    settle(qtbot)
    assert dialog.headline.text() == "Papers no longer right: 1 traveller, shared papers"


def test_the_filter_knows_names_states_and_kinds(dialog: LedgerDialog) -> None:
    for words, names in (("no longer", ["Ben Secondo"]), ("ada", ["Ada Prima"])):
        dialog.filter.setText(words)
        assert [row.who for row in dialog.model.rows] == names
    dialog.filter.setText("hotels")
    assert [row.who for row in dialog.model.rows] == ["Hotel Po"]
    dialog.filter.setText("xyz")
    assert not dialog.handed.isEnabled()


def test_handing_over_and_reading_are_noted_and_undo_is_kept(
    dialog: LedgerDialog, held: Document, qtbot: QtBot
) -> None:
    held.edit("Rename", edits.change, by_code(held.visit, "A1").id, title="Reception")
    unsaved = held.visit
    dialog.table.selectRow(0)
    dialog.handed.click()
    settle(qtbot)
    assert cells(dialog, 0)[SENT].endswith(", by hand")
    dialog.table.selectRow(0)
    dialog.remark.setText(" By telephone ")
    dialog.read.click()
    settle(qtbot)
    assert cells(dialog, 0)[READ].startswith("1 Apr 2026, ")
    assert dialog.remark.text() == ""
    version = held.dossier.latest
    assert version is not None
    found = version.deliveries
    assert [(one.channel, bool(one.read_at)) for one in found] == [
        (Channel.HAND, False),
        (Channel.HAND, True),
    ]
    assert found[1].remark == "By telephone"
    assert held.visit is unsaved
    assert held.modified
    assert held.opened is not None
    assert held.opened.dossier.visit != unsaved, "what was not saved stays so"
    held.undo_stack.undo()
    assert by_code(held.visit, "A1").title == "Welcome"


def test_reading_keeps_how_it_was_sent(
    plan: Visit, dialog: LedgerDialog, held: Document, qtbot: QtBot
) -> None:
    assert held.opened is not None
    mailed = Delivery(
        recipient=recipient(plan, "P02"), channel=Channel.MAIL, at=noon(), address="b@example.org"
    )
    held.take_versions(dialog._services.note(held.opened, 1, [mailed]))
    dialog.refresh()
    settle(qtbot)
    dialog.table.selectRow(0)
    dialog.read.click()
    settle(qtbot)
    assert cells(dialog, 0)[SENT].endswith(", by mail")
    assert "b@example.org" in dialog.detail.toPlainText()


def test_nothing_can_be_noted_for_those_who_hold_nothing(dialog: LedgerDialog) -> None:
    dialog.table.selectRow(row_of(dialog, "Eva Terza"))
    assert not dialog.handed.isEnabled()
    assert dialog.detail.toPlainText() == "Nothing was sent to them yet."


def test_a_refusal_is_a_sentence(
    dialog: LedgerDialog, shelf: Shelf, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any) -> None:
        raise FileProblem("Changed by somebody else.")

    monkeypatch.setattr(shelf, "note", refuse)
    dialog.table.selectRow(0)
    dialog.handed.click()
    settle(qtbot)
    assert dialog.message.text() == "Changed by somebody else."
    assert dialog.handed.isEnabled()


def test_versions_stand_with_their_files(dialog: LedgerDialog) -> None:
    dialog.parts.setCurrentIndex(VERSIONS)
    row: Any = dialog.versions.topLevelItem(0)
    texts = [row.text(column) for column in range(5)]
    assert (texts[0], *texts[2:]) == ("Version 1", "Rosa", "First issue", "2 files")
    assert [row.child(n).text(0) for n in range(row.childCount())] == ["P01.pdf", "P02.pdf"]
    assert row.child(0).text(4) == "90 KB"


def test_a_failure_is_told_with_its_reason() -> None:
    one = Recipient(audience=Audience.HOST, name="Alpha")
    failed = Delivery(recipient=one, channel=Channel.MAIL, at=noon(), failed="The mailbox is full.")
    right = Standing(Recipient(audience=Audience.HOST, name="Beta"), 1, noon())
    found = model.rows([right, Standing(one, 1, noon(), failed)], {})
    assert [row.who for row in found] == ["Alpha", "Beta"]
    assert found[0].state[0] == "Did not arrive"
    assert model.sent(failed) == "Failed by mail: The mailbox is full."
    assert model.moment(None) == model.sent(None) == ""


def test_before_anything_is_published_it_says_so(open_desk: Desk, qtbot: QtBot) -> None:
    for key, part in (("ledger", 0), ("versions", VERSIONS)):
        open_desk.actions.by_key[key].trigger()
        settle(qtbot)
        dialog = open_desk.shell.findChildren(LedgerDialog)[-1]
        assert dialog.headline.text() == "Nothing has been published yet."
        assert dialog.parts.currentIndex() == part
        dialog.accept()
    assert isinstance(dialog.now(), datetime)
    assert dialog.now() - datetime.now().astimezone() < timedelta(seconds=1)
    assert WHO == 0


def test_where_nobody_takes_part_nobody_is_said_to_hold_anything(
    dialog: LedgerDialog, plan: Visit
) -> None:
    dialog._say([], "")
    assert dialog.headline.text() == "What everybody holds is right."
    dossier = published(plan).with_visit(Visit(title="Empty"))
    dialog._document = Document(dossier)
    dialog._say([], "")
    assert dialog.headline.text() == "Nobody takes part yet; what was published is right."
