"""What the strip says of a plan that has changed since it was published."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, by_code, noon
from visitplanner.desktop.document import Document
from visitplanner.desktop.status import Status
from visitplanner.desktop.tasks import Tasks
from visitplanner.domain import edits
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier, Version
from visitplanner.domain.visit import Visit
from visitplanner.publishing.outlook import Outlook
from visitplanner.publishing.touched import Touched
from visitplanner.storage.visitfile import Opened


def test_the_strip_says_what_has_changed_and_whose_papers_are_no_longer_right(
    qtbot: QtBot, plan: Visit, shelf: Shelf
) -> None:
    version = Version(number=1, at=noon(), visit=plan)
    document = Document(Dossier(visit=plan, versions=(version,)))
    strip = Status(Tasks(document))
    qtbot.addWidget(strip)
    strip.follow(document)
    published = "Version 1 published 1 Apr 2026"
    qtbot.waitUntil(lambda: strip._version.text() == published)
    document.edit("Rename", edits.change, by_code(plan, "A1").id, title="Reception")
    since = f"{published} · 1 change since"
    qtbot.waitUntil(lambda: strip._version.text() == since)
    touched = (Touched(Audience.HOST, "Alpha", ("Later.",)),)
    document.foresee(document.visit, Outlook(2, True, (1, noon()), 1, touched, 34, 20))
    whole = f"{since}; papers no longer right: 1 host"
    qtbot.waitUntil(lambda: strip._version.text() == whole)
    document.undo_stack.undo()
    assert document.outlook is None, "it was worked out for another plan"
    qtbot.waitUntil(lambda: strip._version.text() == published)


def test_an_outlook_holds_for_its_plan_and_its_versions_only(plan: Visit, shelf: Shelf) -> None:
    document = Document(Dossier(visit=plan))
    made = Outlook(1, True, None, 0, (), 34, None, count=lambda _progress: 3)
    document.foresee(plan, made)
    known = document.outlook
    assert known == made
    assert known is not None
    assert known.count is None, "what counts holds much"
    version = Version(number=1, at=noon(), visit=plan)
    opened = Opened(Dossier(visit=plan, versions=(version,)), shelf.folder / "a.visit", "")
    document.take_versions(opened)
    assert document.outlook is None
    assert document.opened is opened
