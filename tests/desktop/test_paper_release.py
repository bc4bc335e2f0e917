"""What a publish would do, what is withheld, what is to be looked at; and printing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, by_code, empty_pdf, settle
from tests.desktop.papers import NOON, paper_page
from visitplanner.desktop.paper import sheets
from visitplanner.desktop.paper.printing import chosen_pages, print_pages
from visitplanner.desktop.paper.release import ReleasePane
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.paper import PaperPage
from visitplanner.domain import edits
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Recipient, SentFile, Version
from visitplanner.domain.vocabulary import Status
from visitplanner.publishing.changes.model import Aspect, Change
from visitplanner.publishing.outlook import Outlook
from visitplanner.publishing.touched import Touched
from visitplanner.publishing.withholding import Matter, Reason, Withheld


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[PaperPage]:
    yield from paper_page(qtbot, context)


# --- what a publish would do --------------------------------------------------------------------


def said(widget_or_layout: Any) -> list[str]:
    """The words of a section, line by line."""
    from PySide6.QtWidgets import QLabel

    found = []
    for n in range(widget_or_layout.count()):
        widget = widget_or_layout.itemAt(n).widget()
        if widget is not None:
            texts = [label.text() for label in widget.findChildren(QLabel)]
            found.append(" | ".join(texts or [getattr(widget, "text", lambda: "")()]))
    return found


def test_who_cannot_be_written_to_is_said_before(page: PaperPage, context: Context) -> None:
    from visitplanner.desktop.checker import Found

    visit = context.document.visit
    page.show_problems(Found())
    ahead = tuple(f"No e-mail address is known for {name}: add it." for name in "ABCDE")
    page.release.show_outlook(Outlook(1, True, None, 0, (), 4, 4, ahead), visit, NOON)
    told = [text for text in said(page.release.before) if "address" in text or "more" in text]
    assert told == [*ahead[:3], "2 more"]
    page.release.show_outlook(Outlook(1, True, None, 0, (), 4, 4), visit, NOON)
    assert not any("address" in text for text in said(page.release.before))


def test_what_to_do_before_publishing_is_not_cut(
    page: PaperPage, context: Context, qtbot: QtBot
) -> None:
    from visitplanner.desktop.checker import Found

    ahead = ("Nobody is named as head of delegation: name them, with an e-mail address.",)
    page.show_problems(Found())
    visit = context.document.visit
    page.release.show_outlook(Outlook(1, True, None, 0, (), 4, 4, ahead), visit, NOON)
    settle(qtbot)
    (told,) = [one for one in page.release.findChildren(QLabel) if one.text() == ahead[0]]
    assert told.wordWrap()
    assert told.height() >= told.heightForWidth(told.width()) > told.fontMetrics().height() * 2 - 1


def test_who_left_goes_by_name(page: PaperPage, context: Context) -> None:
    visit = context.document.visit
    person = by_code(visit, "P02")
    touched = (Touched(Audience.DELEGATE, "P02", ("No longer takes part.",), person.id),)
    outlook = Outlook(2, True, (1, NOON), 1, touched, 34, 20)
    page.release.show_outlook(outlook, edits.remove(visit, person.id), NOON, visit)
    assert said(page.release.touched)[0].startswith(person.name)


def test_people_are_named_and_those_alike_are_counted(page: PaperPage, context: Context) -> None:
    visit = context.document.visit
    people = [by_code(visit, code) for code in ("P01", "P02", "P03")]
    touched = (
        *(Touched(Audience.DELEGATE, p.code, ("Moved: Lunch.",), p.id) for p in people[:2]),
        Touched(Audience.DELEGATE, "P09", ("No longer takes part.", "More."), "gone"),
    )
    outlook = Outlook(2, True, (1, NOON), 3, touched, 34, 20)
    page.release.show_outlook(outlook, visit, NOON)
    assert page.release.title.text() == "Version 2"
    assert page.release.replaces.text() == "replaces version 1, 1 Apr"
    assert page.release.since.text() == "3 changes since version 1."
    lines = said(page.release.touched)
    assert said(page.release.chips) == ["3 travellers"]
    assert lines[0] == "2 travellers | Moved: Lunch."
    assert lines[1].startswith("P09 | ")
    assert lines[2] == "Not touched: Eva Terza"
    assert page.release.publish.text() == "Publish version 2…"
    assert page.release.only.isChecked()
    assert context.document.only_touched
    assert page.release.files.text() == "20 files"
    page.release.everyone.setChecked(True)
    assert page.release.files.text() == "34 files"
    assert not context.document.only_touched


def test_where_nothing_has_changed_it_can_be_published_again(
    page: PaperPage, context: Context
) -> None:
    outlook = Outlook(1, False, (1, NOON), 0, (), 34, 3)
    page.release.show_outlook(outlook, context.document.visit, NOON)
    assert page.release.since.text() == "Nothing has changed since version 1."
    assert page.release.publish.text() == "Publish again…"
    assert not page.release.only.isEnabled()
    assert page.release.everyone.isChecked()
    assert page.release.state.text() == "Published"


def test_what_is_withheld_stands_there_with_its_reason(page: PaperPage, context: Context) -> None:
    visit = context.document.visit
    ben = by_code(visit, "P02")
    lines = (
        Withheld(Matter.DIETS, Reason.OTHERS, 4),
        Withheld(Matter.CONTACT, Reason.CONSENT, 1, (ben.id,)),
        Withheld(Matter.MONEY, Reason.NEVER, 6),
    )
    page.release.show_withheld(lines, visit, Audience.DELEGATE, "")
    assert page.release.withheld_title.text() == "Not shown to delegates"
    assert said(page.release.withheld) == [
        "Diets and allergies of other people | 4",
        "Phone and e-mail, Ben Secondo | no consent",
        "Budget | 6",
    ]
    page.release.show_withheld((), visit, Audience.STAFF, "")
    assert said(page.release.withheld) == ["Nothing in the plan is kept from them."]


def test_every_matter_and_every_chapter_has_words() -> None:
    from visitplanner.desktop.paper import words
    from visitplanner.publishing.documents.papers import PAPERS
    from visitplanner.publishing.kinds import AUDIENCES, KINDS
    from visitplanner.publishing.preview import PAPER_AUDIENCES

    assert set(words._MATTERS) == {matter.value for matter in Matter}
    borrowed = {name for name, kind in KINDS.items() if kind.like}
    assert set(words.PAPERS) >= set(PAPERS) == set(PAPER_AUDIENCES) - borrowed
    assert set(words.PAPERS) >= borrowed
    assert {name for kind in KINDS.values() for _per, name in kind.like} <= set(PAPERS)
    assert set(words.AUDIENCES) == set(words._SAVED) == set(words._NOT_SHOWN) == set(Audience)
    assert set(AUDIENCES) <= set(Audience)


def test_errors_warnings_and_what_is_to_be_confirmed_are_shown_and_lead_there(
    page: PaperPage, context: Context, shelf: Shelf, qtbot: QtBot
) -> None:
    from visitplanner.desktop.checker import Found

    document = context.document
    found = Found.of(document, shelf.checker().check(document.visit))
    page.show_problems(found)
    lines = said(page.release.before)
    assert lines[0].endswith("error" + ("s" if not lines[0].startswith("1 ") else "")) or (
        "error" in lines[0]
    )
    assert any("Talk is printed as “to be confirmed”" in one for one in lines)
    talk = by_code(document.visit, "A7")
    gone: list[str] = []
    page.record_wanted.connect(gone.append)
    links = page.release.findChildren(QPushButton)
    buttons = [b for b in links if b.text() == "Show"]
    assert buttons
    assert all(b.accessibleName().startswith("Show: ") for b in buttons)
    next(b for b in buttons if "Talk" in b.accessibleName()).click()
    assert gone == [talk.id]
    document.edit("Confirm", edits.set_status, talk.id, Status.CONFIRMED)
    page.show_problems(Found())
    assert said(page.release.before) == ["No errors"]


def test_publishing_from_here_takes_the_choice_along(page: PaperPage) -> None:
    wanted: list[str] = []
    page.action_wanted.connect(wanted.append)
    page.release.publish.click()
    page.release.compare.click()
    page.bar.print_button.click()
    page.bar.save_button.click()
    assert wanted == ["publish", "compare_versions", "print", "save_paper"]


def test_a_version_that_was_published_is_seen(
    page: PaperPage, context: Context, shelf: Shelf, qtbot: QtBot
) -> None:
    document = context.document
    shelf.previews.clear()
    document.state_changed.emit()
    qtbot.wait(60)
    assert shelf.previews == [], "saving alone draws nothing"
    version = Version(number=1, at=NOON, visit=document.visit)
    opened = shelf.save_visit(document.dossier.with_version(version), Path("a.visit"), None)
    document.mark_saved(opened)
    qtbot.waitUntil(lambda: page.is_ready and bool(shelf.previews), timeout=3000)


# --- printing -----------------------------------------------------------------------------------


def printer_to(path: Path, first: int = 0, last: int = 0) -> Any:
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setFromTo(first, last)
    return printer


class Watch:
    def __init__(self, stop_at: int = 99) -> None:
        self.stop_at, self.seen = stop_at, 0

    @property
    def cancelled(self) -> bool:
        return self.seen >= self.stop_at

    def report(self, done: int, total: int, label: str) -> None:
        self.seen = done + 1


def test_the_same_pages_go_to_the_printer(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    assert print_pages(printer_to(path), empty_pdf(3), Watch()) == 3
    assert sheets.read(path.read_bytes()).count == 3


def test_some_pages_can_be_printed_and_the_last_first(qapp: QApplication, tmp_path: Path) -> None:
    from PySide6.QtPrintSupport import QPrinter

    printer = printer_to(tmp_path / "some.pdf", 2, 3)
    assert chosen_pages(printer, 9) == [1, 2]
    assert print_pages(printer, empty_pdf(9), Watch()) == 2
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert chosen_pages(printer, 2) == [1]
    printer.setFromTo(0, 0)
    assert chosen_pages(printer, 3) == [2, 1, 0]


def test_printing_stops_when_asked(qapp: QApplication, tmp_path: Path) -> None:
    assert print_pages(printer_to(tmp_path / "x.pdf"), empty_pdf(5), Watch(stop_at=2)) == 2


def test_pages_that_lie_across_are_printed_across(qapp: QApplication, tmp_path: Path) -> None:
    data = empty_pdf(2).replace(b"[0 0 595 842]", b"[0 0 842 595]")
    path = tmp_path / "across.pdf"
    print_pages(printer_to(path), data, Watch())
    width, height = sheets.read(path.read_bytes()).sizes[0]
    assert width > height
    QThreadPool.globalInstance().waitForDone()


@pytest.mark.parametrize(
    ("width", "chips"), [(300, ["1 traveller", "2 hosts", "+2"]), (230, ["1 traveller", "+3"])]
)
def test_a_narrow_pane_counts_more_kinds_together(
    page: PaperPage, context: Context, qtbot: QtBot, width: int, chips: list[str]
) -> None:
    kinds = Audience.CATERER, Audience.DELEGATE, Audience.HOST, Audience.HOST, Audience.DRIVER
    touched = tuple(Touched(kind, str(number), ("Later.",)) for number, kind in enumerate(kinds))
    pane = page.release
    pane.show_outlook(Outlook(2, True, (1, NOON), 3, touched, 34, 20), context.document.visit, NOON)
    pane.setFixedWidth(width)
    settle(qtbot)
    assert said(pane.chips) == chips
    edge = pane._scroll.viewport().rect().right()
    for number in range(pane.chips.count()):
        item = pane.chips.itemAt(number)
        chip = item.widget() if item else None
        assert chip is not None
        assert chip.mapTo(pane._scroll, chip.rect().topRight()).x() <= edge


def test_whom_it_concerns_stands_kind_by_kind(page: PaperPage, context: Context) -> None:
    visit = context.document.visit
    ben = by_code(visit, "P02")
    change = Change(
        "x", (Aspect.TIME,), "Lunch", None, ("12:30",), ("13:00",), "Moved: Lunch 13:00, was 12:30."
    )
    touched = (
        Touched(Audience.CATERER, "Osteria", ("Lunch 13:00.",)),
        Touched(Audience.DELEGATE, "P02", (change.sentence,), ben.id, (change,)),
        Touched(Audience.HOST, "Alpha", ("Lunch 13:00.",)),
        Touched(Audience.HOST, "Beta", ("Lunch 13:00.",)),
        Touched(Audience.DRIVER, "Coaches", ("Later.", "Elsewhere.")),
    )
    page.release.show_outlook(Outlook(2, True, (1, NOON), 3, touched, 34, 20), visit, NOON)
    assert said(page.release.chips) == ["1 traveller", "2 hosts", "+2"]
    assert page.release.touched_title.toolTip() == "1 traveller, 2 hosts, 1 caterer, 1 driver"
    lines = said(page.release.touched)
    assert lines[:4] == [
        "Ben Secondo | Moved: Lunch 13:00, was 12:30.",
        "2 hosts | Lunch 13:00.",
        "Osteria | Lunch 13:00.",
        "Coaches | 2 changes | Later, and 1 more",
    ]
    rows: Any = page.release.touched
    shown = rows.itemAt(0).widget()
    assert any("12:30 → 13:00" in one.toolTip() for one in shown.findChildren(QLabel))
    tip = "3 changes since version 1; papers no longer right: "
    assert page.release.since.toolTip() == f"{tip}1 traveller, 2 hosts, 1 caterer, 1 driver."


def test_files_of_those_touched_are_counted_only_where_that_is_wanted(
    page: PaperPage, context: Context, shelf: Shelf, qtbot: QtBot
) -> None:
    counts: list[int] = []

    def count(_progress: Any) -> int:
        counts.append(1)
        return 7

    touched = (Touched(Audience.HOST, "Alpha", ("Lunch 13:00.",)),)
    made = Outlook(2, True, (1, NOON), 3, touched, 34, None, count=count)
    page.foreseeing.show(context.document.visit, NOON, made)
    assert page.release.files.text() == "counting…"
    qtbot.waitUntil(lambda: page.release.files.text() == "7 files")
    page.release.everyone.setChecked(True)
    assert page.release.files.text() == "34 files"
    page.release.only.setChecked(True)
    assert page.release.files.text() == "7 files"
    assert counts == [1]


def test_mails_are_told_by_their_limits() -> None:
    from visitplanner.desktop.paper import whom

    assert whom.sizes([]) == ("", "", "")
    text, tone, _tip = whom.sizes([("Ada", 800_000, ())])
    assert (text, tone) == ("The largest mail has 800 KB, to Ada: every mailbox takes that.", "")
    text, tone, tip = whom.sizes([("Ada", 21_000_000, (10, 20)), ("Ben", 11_000_000, (10,))])
    assert text == (
        "2 mails are too large for some mailboxes: more than 10 MB."
        " The largest has 21.0 MB, to Ada."
    )
    assert (tone, tip) == ("warn", "Ada: 21.0 MB\nBen: 11.0 MB")


def test_mails_that_were_too_large_are_remembered(page: PaperPage) -> None:
    def mail(size: int) -> SentFile:
        return SentFile(
            recipient=Recipient(audience=Audience.HOST, name="Alpha"),
            kind="mail-draft",
            language="en",
            path="a.eml",
            sha256="",
            size=size,
        )

    page.release.show_mails([mail(26_000_000)], {})
    assert page.release.mails.text() == (
        "Last time: 1 mail is too large for some mailboxes: more than 10 MB."
        " The largest has 26.0 MB, to Alpha."
    )
    page.release.show_mails([mail(2_000)], {})
    assert not page.release.mails.isVisibleTo(page)


def test_a_pane_that_never_gets_its_place_takes_its_parts_with_it(qtbot: QtBot) -> None:
    pane = ReleasePane()
    qtbot.addWidget(pane)
    assert not [one for one in pane.findChildren(QWidget) if one.isWindow()]
    assert {pane.only, pane.everyone, pane.files} <= set(pane.findChildren(QWidget))
