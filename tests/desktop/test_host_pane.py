"""The pane of a host, and the drafts that the mail program opens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import settle
from tests.desktop.hosting import ALPHA, BETA, FOUNDRY, NOW, Opened, cards, hosted_visit
from visitplanner.desktop import mail
from visitplanner.desktop import today as clock
from visitplanner.desktop.dialogs.chase import ChaseDialog
from visitplanner.desktop.document import Document
from visitplanner.desktop.panels import host_facts
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.contacts import ContactsPage
from visitplanner.domain import edits, hosts
from visitplanner.domain.people import Contact, Organisation
from visitplanner.domain.programme import Place
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import HostEventKind, HostStep


@pytest.fixture
def plan() -> Visit:
    return hosted_visit()


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    clock.pretend(NOW)
    yield
    clock.pretend(None)


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[ContactsPage]:
    made = ContactsPage(context)
    qtbot.addWidget(made)
    made.resize(1440, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    context.tasks.cancel_all()
    settle(qtbot)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    made = Opened()
    monkeypatch.setattr(QDesktopServices, "openUrl", made.take)
    return made


# --- The pane ------------------------------------------------------------------------------------


def test_the_pane_shows_the_host_and_marks_the_next_step(
    page: ContactsPage, document: Document
) -> None:
    document.select([FOUNDRY])
    card = page.side.card
    assert card.isVisible()
    assert page.side._title.text() == "Ugo"
    assert "No answer for 12 days" in card._said.text()
    assert card.forward.text() == "Mark agreed"
    card.forward.click()
    assert hosts.host_of(document.visit, FOUNDRY).step is HostStep.AGREED  # type: ignore[union-attr]


def test_a_step_of_the_line_can_be_chosen(page: ContactsPage, document: Document) -> None:
    document.select([ALPHA])
    assert page.side.card.origin.isVisible()
    page.side.card.steps.dots[4].click()
    one = document.record(ALPHA)
    assert isinstance(one, Organisation)
    assert one.host_step is HostStep.CONFIRMED
    assert not page.side.card.origin.isVisible()


def test_what_was_said_is_logged(page: ContactsPage, document: Document, qtbot: QtBot) -> None:
    document.select([FOUNDRY])
    note = page.side.card.note
    note.begin(HostEventKind.CALL)
    assert note.isVisible()
    QTest.keyClicks(note.field, "Prefers Tuesday")
    QTest.keyClick(note.field, Qt.Key.Key_Return)
    one = document.record(FOUNDRY)
    assert isinstance(one, Organisation)
    assert str(one.host_log[-1]) == "2026-04-01 call: Prefers Tuesday"
    assert not note.isVisible()
    assert document.undo_stack.undoText() == "Call to Fonderie"


def test_the_next_action_is_typed_dated_and_done(
    page: ContactsPage, document: Document, qtbot: QtBot
) -> None:
    document.select([ALPHA])
    fields = page.side.card.action
    QTest.keyClicks(fields.text, "Send pack")
    fields.due.setText("T-1w")
    fields.due.editingFinished.emit()
    host = hosts.host_of(document.visit, ALPHA)
    assert host is not None
    found = hosts.action(document.visit, host, NOW)
    assert found is not None
    assert (found.text, found.day) == ("Send pack", date(2026, 4, 27))
    fields.done.click()
    one = document.record(ALPHA)
    assert isinstance(one, Organisation)
    assert (one.next_action, str(one.host_log[-1])) == ("", "2026-04-01 note: Send pack")


def test_a_day_that_cannot_be_read_stays_with_a_sentence(
    page: ContactsPage, document: Document
) -> None:
    document.select([ALPHA])
    fields = page.side.card.action
    fields.due.setText("soonish")
    fields.due.editingFinished.emit()
    assert fields.message.isVisible()
    assert "soonish" in fields.message.text()
    assert not document.modified


def test_what_is_missing_is_found_and_leads_there(
    page: ContactsPage, document: Document, qtbot: QtBot
) -> None:
    document.select([FOUNDRY])
    qtbot.waitUntil(lambda: bool(page.side._missing), timeout=5000)
    words = page.side.card.missing_words()
    assert any(text.startswith("Confirmation") for text in words)
    assert not any("who" in text.lower().split() for text in words)


def test_the_pane_follows_contacts_and_other_organisations(
    page: ContactsPage, document: Document
) -> None:
    document.select([document.visit.contacts[0].id])
    form = page.side.form()
    assert form is not None
    assert form.kind is Contact
    document.select([BETA])
    assert page.side.begin.isVisible()
    page.side.begin.click()
    assert cards(page)["idea"] == ["Beta"]
    document.select([])
    assert page.side._empty.isVisible()


def test_what_a_host_will_read_follows_the_rules(document: Document) -> None:
    host = hosts.host_of(document.visit, ALPHA)
    assert host is not None
    lines = [text for _glyph, text in host_facts.will_read(document.visit, host)]
    assert lines == [
        "3 names, with titles and organisations",
        "Telephones of the head and of staff only",
        "No diets, access needs, other hosts",
    ]


def test_a_restaurant_reads_counts_only(document: Document) -> None:
    document.edit("p", edits.add, Place(name="Beta"))
    lunch = next(one for one in document.visit.items if one.code == "A2")
    document.edit("l", edits.change, lunch.id, place="Beta")
    host = hosts.host_of(document.visit, BETA)
    assert host is not None
    glyphs = dict(host_facts.will_read(document.visit, host))
    assert glyphs["leaf"] == "Diets as counts"
    assert glyphs["first-aid"] == "No names"


# --- Drafts --------------------------------------------------------------------------------------


def test_a_reminder_opens_in_the_mail_program(
    page: ContactsPage, document: Document, opened: Opened
) -> None:
    document.select([FOUNDRY])
    page.side.card.mail.click()
    (url,) = opened.urls
    parts = urlsplit(url)
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "u@example.org")
    query = parse_qs(parts.query)
    assert query["subject"] == ["Piedmont and Milan, 4–6 May 2026"]
    assert query["body"][0].startswith("Dear Ugo,\r\n\r\nWe wrote to you")
    assert "Casting" in query["body"][0]
    assert not document.modified


def test_a_draft_names_nobody_and_stays_short(document: Document) -> None:
    host = hosts.host_of(document.visit, FOUNDRY)
    assert host is not None
    contact = Contact(name="A & B?", email="a@b.example&bcc=evil@example.org")
    made = mail.draft(document.visit, host, contact, ["Menu " + "x" * 400] * 30)
    assert made.url.startswith("mailto:?subject=")
    assert len(made.url) <= mail.LONGEST
    assert "bcc" not in made.url
    for person in document.visit.delegates:
        assert person.family_name not in made.body
        assert person.mobile not in made.body


def test_mail_and_phone_are_links(
    page: ContactsPage, document: Document, opened: Opened, qtbot: QtBot
) -> None:
    document.select([ALPHA])
    qtbot.wait(5)
    for button in page.side._head.findChildren(QPushButton):
        if button.isVisible() and button is not page.side.begin:
            button.click()
    assert opened.urls == ["mailto:rosa@example.org", "tel:+390112233"]


def test_chasing_drafts_and_notes_it(
    page: ContactsPage, document: Document, opened: Opened, qtbot: QtBot
) -> None:
    dialog = ChaseDialog(page, document)
    qtbot.addWidget(dialog)
    assert list(dialog.buttons) == [FOUNDRY]
    dialog.buttons[FOUNDRY].click()
    assert len(opened.urls) == 1
    one = document.record(FOUNDRY)
    assert isinstance(one, Organisation)
    assert one.host_log[-1].kind is HostEventKind.MAIL
    assert dialog.buttons[FOUNDRY].text() == "Drafted"
