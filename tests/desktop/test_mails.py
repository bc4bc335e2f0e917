"""The mails of a version: shown, opened, saved, copied, and sent after a confirmation only."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.delivery.mailserver import HOST, PASSWORD, USER, Post, certificates, running
from tests.desktop.conftest import Shelf, settle
from tests.desktop.outgoing import NOON, composing, published, three
from visitplanner import app
from visitplanner.delivery.problems import DeliveryProblem
from visitplanner.delivery.sending import Outcome, Run
from visitplanner.delivery.smtp import Security
from visitplanner.desktop.dialogs import mails_drafts, message
from visitplanner.desktop.dialogs.mail_server import MailServerDialog
from visitplanner.desktop.dialogs.mails import MailsDialog
from visitplanner.desktop.dialogs.mails_send import SendDialog
from visitplanner.desktop.models import mails as model
from visitplanner.desktop.models.mails import State, rows_of
from visitplanner.desktop.paper import whom
from visitplanner.desktop.tasks import Tasks
from visitplanner.domain.versions import Channel, Delivery
from visitplanner.domain.visit import Visit
from visitplanner.errors import VisitPlannerError
from visitplanner.storage.settings import MailAccount

ACCOUNT = MailAccount(host="mail.example.org", user=USER, sender="ana@example.org")
Made = Callable[[], MailsDialog]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def tasks(window: QWidget) -> Tasks:
    return Tasks(window)


@pytest.fixture
def made(
    window: QWidget, shelf: Shelf, plan: Visit, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> Made:
    """Opens the dialog on three mails."""

    def make() -> MailsDialog:
        dialog = MailsDialog(window, published(plan, tmp_path / "plan.visit"), shelf, tasks)
        dialog.show()
        settle(qtbot)
        return dialog

    shelf.compose_answer = composing(plan)
    return make


def with_account(shelf: Shelf, account: MailAccount = ACCOUNT) -> None:
    shelf.update_settings(lambda old: old.model_copy(update={"mail_account": account}))


def states(dialog: MailsDialog) -> list[State]:
    return [row.state for row in dialog.model.rows]


def confirm(dialog: MailsDialog, qtbot: QtBot, password: str = "") -> None:
    """Tick and press the button of the confirmation that is open."""
    settle(qtbot)
    asked = dialog.sending.confirmation
    assert asked is not None
    asked.password.setText(password)
    asked.looked.setChecked(True)
    asked.send_button.click()
    settle(qtbot)


def outcome(key: str, address: str, **more: Any) -> Outcome:
    fields: dict[str, Any] = {"ok": True, "said": "250", "at": NOON}
    return Outcome(key=key, address=address, **(fields | more))


# --- What is shown -------------------------------------------------------------------------------


def test_a_row_says_who_gets_what(made: Made) -> None:
    dialog = made()
    cells = [dialog.model.index(1, column).data() for column in range(8)]
    assert cells[1:] == [
        "Ben Secondo",
        "p02@example.org",
        "English",
        "Papers for Ben Secondo",
        "1 file",
        cells[6],
        "Draft, not sent",
    ]
    assert cells[6].endswith("MB, over 10 MB")
    assert dialog.model.index(1, model.FILES).data(Qt.ItemDataRole.ToolTipRole) == "P02.pdf"
    assert "3 mails of version 1, 1 without an address" in dialog.headline.text()
    assert "translation" in dialog.warning.text()


def test_what_has_an_address_is_ticked(made: Made) -> None:
    dialog = made()
    assert [row.ticked for row in dialog.model.rows] == [True, True, False]
    assert dialog.send_button.text() == "Send 2 mails…"
    dialog.view.none_button.click()
    assert not dialog.send_button.isEnabled()
    dialog.view.all_button.click()
    assert len(dialog.model.ticked) == 2


def test_space_ticks_the_selected_rows(made: Made, qtbot: QtBot) -> None:
    dialog = made()
    dialog.table.selectAll()
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.model.ticked == ()
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert len(dialog.model.ticked) == 2


def test_a_click_ticks_one_row(made: Made, qtbot: QtBot) -> None:
    dialog = made()
    box = dialog.table.visualRect(dialog.view.proxy.index(0, 0))
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert [row.ticked for row in dialog.model.rows] == [False, True, False]


def test_search_narrows_what_is_ticked(made: Made) -> None:
    dialog = made()
    dialog.view.none_button.click()
    dialog.view.search.setText("secondo")
    dialog.view.all_button.click()
    assert [row.who for row in dialog.model.ticked] == ["Ben Secondo"]


def test_the_mail_stands_beside(made: Made) -> None:
    dialog = made()
    assert dialog.pane.text.toPlainText() == "Dear Ada Prima\n"
    assert dialog.pane.files.text() == "P01.pdf, 1\N{NO-BREAK SPACE}KB"
    assert dialog.pane.missing.isHidden()


def test_without_an_address_the_record_is_offered(made: Made, plan: Visit) -> None:
    dialog = made()
    wanted: list[str] = []
    dialog.record_wanted.connect(wanted.append)
    dialog.table.selectRow(2)
    assert "No e-mail address is known for Eva Terza" in dialog.pane.missing_words.text()
    dialog.pane.go_button.click()
    assert wanted == [plan.delegates[2].id]


def test_a_plan_that_has_changed_is_published_first(made: Made, shelf: Shelf) -> None:
    def refuse(*_args: object) -> Any:
        raise VisitPlannerError("The plan has changed: publish it first.")

    shelf.compose_answer = refuse
    dialog = made()
    heard: list[int] = []
    dialog.publish_wanted.connect(lambda: heard.append(1))
    assert dialog.view.refused.isVisible()
    dialog.view.refused.wanted.emit()
    assert heard == [1]
    assert not dialog.isVisible()


# --- Drafts --------------------------------------------------------------------------------------


def test_a_draft_is_handed_over_and_noted(
    made: Made, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    dialog, opened, noted = made(), list[Path](), list[Any]()
    dialog.noted.connect(noted.append)

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(open_url))
    dialog.pane.open_button.click()
    settle(qtbot)
    assert opened[0].suffix == ".eml"
    assert opened[0].read_bytes() == dialog.model.rows[0].mail.draft
    (delivery,) = noted[0].dossier.version(1).deliveries
    assert (delivery.channel, delivery.paths) == (Channel.DRAFT, ("P01.pdf",))
    assert states(dialog)[0] is State.DRAFTED
    assert not dialog.model.rows[0].ticked


def test_closing_waits_for_the_note(
    made: Made, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(lambda _url: True))
    dialog, noted = made(), list[Any]()
    dialog.noted.connect(noted.append)
    dialog.open_draft()
    dialog.reject()
    assert dialog.isVisible()
    settle(qtbot)
    assert len(noted) == 1
    assert not dialog.isVisible()


def test_closing_asks_nothing_any_more(made: Made, shelf: Shelf, qtbot: QtBot) -> None:
    with_account(shelf)
    dialog = made()
    dialog.send_ticked()
    dialog.reject()
    settle(qtbot)
    assert dialog.sending.confirmation is None


def test_what_was_not_opened_is_not_noted(
    made: Made, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    dialog = made()
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(lambda _url: False))
    dialog.open_draft()
    settle(qtbot)
    assert "No program opens drafts" in dialog.message.text()
    assert states(dialog)[0] is State.READY


def test_drafts_are_saved_and_not_replaced_unasked(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, out = made(), tmp_path / "drafts"
    dialog.save_drafts(out)
    names = sorted(path.name for path in out.iterdir())
    assert names == ["PIE-2026 v1 - Mail - P01.eml", "PIE-2026 v1 - Mail - P02.eml"]
    (out / names[0]).write_bytes(b"mine")
    (out / names[1]).unlink()
    monkeypatch.setattr(message, "overwrite", lambda *_args: False)
    dialog.save_drafts(out)
    assert (out / names[0]).read_bytes() == b"mine"
    assert not (out / names[1]).exists()
    monkeypatch.setattr(message, "overwrite", lambda *_args: True)
    dialog.save_drafts(out)
    assert (out / names[0]).read_bytes() == dialog.model.rows[0].mail.draft


def test_words_for_web_mail(made: Made, plan: Visit) -> None:
    data = mails_drafts.for_clipboard(three(plan)[0])
    assert data.text() == "Dear Ada Prima\n"
    assert "<b>reader</b>" in data.html()
    dialog = made()
    entries = dialog.pane.copy_button.menu().actions()
    found = []
    for entry in entries:
        entry.trigger()
        found.append(QGuiApplication.clipboard().text())
    assert found == ["Dear Ada Prima\n", "Papers for Ada Prima", "p01@example.org"]


# --- Sending -------------------------------------------------------------------------------------


def test_without_a_server_it_is_asked_for(made: Made, qtbot: QtBot) -> None:
    dialog = made()
    dialog.send_button.click()
    settle(qtbot)
    assert dialog.findChild(MailServerDialog) is not None
    assert dialog.sending.confirmation is None


def test_nothing_is_sent_without_a_tick(made: Made, shelf: Shelf, qtbot: QtBot) -> None:
    with_account(shelf)
    shelf.passwords().use(f"smtp:{USER}@mail.example.org", PASSWORD)
    dialog = made()
    dialog.send_button.click()
    settle(qtbot)
    asked = dialog.sending.confirmation
    assert asked is not None
    assert "Ada Prima <p01@example.org>" in asked.list.toPlainText()
    assert "P02.pdf, 12.0 MB" in asked.list.toPlainText()
    assert not asked.send_button.isEnabled()
    QTest.keyClick(asked, Qt.Key.Key_Return)
    settle(qtbot)
    assert not dialog.sending.running  # and the shelf would refuse to send
    assert dialog.sending.confirmation is None


def test_a_password_is_needed(window: QWidget, plan: Visit) -> None:
    rows = rows_of(three(plan)[:1], whom.names_of(plan), ())
    dialog = SendDialog(window, rows, ACCOUNT, (), password_known=False)
    dialog.looked.setChecked(True)
    assert not dialog.send_button.isEnabled()
    dialog.password.setText("x")
    assert dialog.send_button.isEnabled()
    open_house = ACCOUNT.model_copy(update={"user": ""})
    free = SendDialog(window, rows, open_house, (), password_known=False)
    free.looked.setChecked(True)
    assert free.send_button.isEnabled()


def test_what_became_of_each_is_in_the_table(made: Made, shelf: Shelf, qtbot: QtBot) -> None:
    with_account(shelf)
    calls: list[dict[str, Any]] = []

    def send(opened: Any, number: int, mails: Any, server: Any, password: str, **more: Any) -> Any:
        calls.append({"keys": [one.key for one in mails], "password": password, **more})
        first = Delivery(
            recipient=mails[0].recipient, channel=Channel.MAIL, at=NOON, address=mails[0].to[0]
        )
        run = Run(
            (
                outcome(mails[0].key, mails[0].to[0]),
                outcome(mails[1].key, mails[1].to[0], ok=False, doubtful=True),
            )
        )
        return shelf.note(opened, number, [first]), run

    shelf.send_answer = send
    dialog, noted = made(), list[Any]()
    dialog.noted.connect(noted.append)
    dialog.send_button.click()
    confirm(dialog, qtbot, PASSWORD)
    assert calls[0]["password"] == PASSWORD
    assert calls[0]["per_minute"] == ACCOUNT.per_minute
    assert states(dialog) == [State.SENT, State.DOUBTFUL, State.NO_ADDRESS]
    assert len(noted) == 1
    assert "Ben Secondo" in dialog.doubt_words.text()
    assert dialog.model.ticked == ()

    def send_again(opened: Any, number: int, mails: Any, *_args: Any, **more: Any) -> Any:
        calls.append({"keys": [one.key for one in mails], **more})
        return opened, Run((outcome(mails[0].key, mails[0].to[0]),))

    shelf.send_answer = send_again
    dialog.again_button.click()
    confirm(dialog, qtbot)  # the password is known by now
    assert calls[1]["keys"] == ["visit/1/P02"]
    assert calls[1]["again"] == {"visit/1/P02"}
    assert dialog.doubt.isHidden()


def test_a_run_that_broke_off_can_go_on(made: Made, shelf: Shelf, qtbot: QtBot) -> None:
    with_account(shelf)

    def send(opened: Any, _number: int, mails: Any, *_args: Any, **_more: Any) -> Any:
        run = Run((), tuple(one.key for one in mails), "The mail server hung up.")
        return opened, run

    shelf.send_answer = send
    dialog = made()
    dialog.send_button.click()
    confirm(dialog, qtbot, PASSWORD)
    assert "hung up. 2 mails are left" in dialog.message.text()
    assert len(dialog.model.ticked) == 2
    assert dialog.send_button.isEnabled()


def test_a_refused_password_is_asked_for_again(made: Made, shelf: Shelf, qtbot: QtBot) -> None:
    with_account(shelf)
    shelf.passwords().use(f"smtp:{USER}@mail.example.org", "old")

    def send(*_args: Any, **_more: Any) -> Any:
        raise DeliveryProblem("The mail server refuses user or password.")

    shelf.send_answer = send
    dialog = made()
    dialog.send_button.click()
    confirm(dialog, qtbot)
    assert "refuses" in dialog.message.text()
    dialog.send_button.click()
    settle(qtbot)
    asked = dialog.sending.confirmation
    assert asked is not None
    asked.looked.setChecked(True)
    assert not asked.send_button.isEnabled()


def test_a_password_is_kept_only_if_asked(made: Made, shelf: Shelf, qtbot: QtBot) -> None:
    with_account(shelf)
    shelf.send_answer = lambda opened, *_args, **_more: (opened, Run(()))
    dialog, account = made(), f"smtp:{USER}@mail.example.org"
    dialog.send_button.click()
    confirm(dialog, qtbot, PASSWORD)
    assert shelf.passwords().kept == {}
    assert shelf.passwords().of(account) == PASSWORD
    dialog.send_button.click()
    settle(qtbot)
    assert dialog.sending.confirmation is not None
    dialog.sending.confirmation.remember.setChecked(True)
    confirm(dialog, qtbot, "new")
    assert shelf.passwords().kept == {account: "new"}


def test_closing_while_mails_leave_stops_them(made: Made, shelf: Shelf, qtbot: QtBot) -> None:
    with_account(shelf)
    asked: list[bool] = []

    def send(opened: Any, _number: int, mails: Any, *_args: Any, **more: Any) -> Any:
        while more["progress"](0, len(mails)):
            pass
        asked.append(True)
        return opened, Run((), tuple(one.key for one in mails), "Stopped as you asked.")

    shelf.send_answer = send
    dialog = made()
    dialog.send_button.click()
    settle(qtbot)
    confirmation = dialog.sending.confirmation
    assert confirmation is not None
    confirmation.password.setText(PASSWORD)
    confirmation.looked.setChecked(True)
    confirmation.send_button.click()
    assert dialog.sending.running
    dialog.reject()
    assert dialog.isVisible()
    settle(qtbot)
    assert asked == [True]
    assert "Stopped as you asked." in dialog.message.text()
    dialog.reject()
    assert not dialog.isVisible()


def test_mails_arrive_at_a_real_server(
    made: Made, shelf: Shelf, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    post, papers = Post(refused={"p02@example.org": "550 5.1.1 nobody"}), certificates(HOST)

    def send(*args: Any, **more: Any) -> Any:
        return app.send_mails(*args, **more, trust=papers.trust)

    shelf.send_answer = send
    with running(post, papers.context) as server:
        assert server.security is Security.STARTTLS
        with_account(
            shelf,
            MailAccount(
                host=server.host,
                port=server.port,
                user=USER,
                sender="ana@example.org",
                per_minute=600,
            ),
        )
        dialog = made()
        opened = app.save_visit(dialog._opened.dossier, tmp_path / "real.visit", None)
        dialog._opened = opened
        dialog.send_button.click()
        confirm(dialog, qtbot, PASSWORD)
        qtbot.waitUntil(lambda: not dialog.sending.running, timeout=10_000)
    assert dialog.message.text() + dialog.said.text() == "1 mail sent, 1 refused."
    (taken,) = post.taken
    assert taken[:2] == ("ana@example.org", ("p01@example.org",))
    assert message_from_bytes(taken[2])["X-Unsent"] is None
    assert states(dialog) == [State.SENT, State.FAILED, State.NO_ADDRESS]
    kept = app.open_visit(tmp_path / "real.visit").dossier.versions[0].deliveries
    assert [bool(one.failed) for one in kept] == [False, True]


def test_large_mails_can_have_smaller_pictures(
    made: Made, shelf: Shelf, plan: Visit, qtbot: QtBot
) -> None:
    requests: list[Any] = []

    def answer(_opened: Any, request: Any, _progress: Any) -> Any:
        requests.append(request)
        return three(plan)[: 1 if request.small_pictures else 2], ()

    dialog = made()
    shelf.compose_answer = answer
    assert dialog.view.small.isVisible()
    dialog.view.small.setChecked(True)
    settle(qtbot)
    assert [request.small_pictures for request in requests] == [True]
    assert dialog.view.small.isVisible()  # so that it can be taken back
