"""A page with papers around services that draw empty sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.desktop.conftest import empty_pdf, settle
from visitplanner.desktop.views.paper import PaperPage
from visitplanner.domain.versions import Dossier
from visitplanner.publishing.preview import PaperRequest, Preview, outline

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from visitplanner.desktop.views.base import Context

NOON = datetime(2026, 4, 1, 12).astimezone()
PACK = "briefing-pack"


def paper_page(qtbot: QtBot, context: Context) -> Iterator[PaperPage]:
    """The page, shown and drawn once."""
    made = PaperPage(context)
    made.now = lambda: NOON  # type: ignore[method-assign]
    made._soon.setInterval(20)
    made.resize(1300, 760)
    qtbot.addWidget(made)
    made.show()
    settle(qtbot)
    yield made
    made.hide()
    settle(qtbot)


def sheet(pages: int, mark: str = "", **more: Any) -> Callable[..., Preview]:
    """An answer of the services: empty pages."""

    def answer(dossier: Dossier, request: PaperRequest, _progress: Any) -> Preview:
        chapters = tuple(
            replace(chapter, first=n + 1, last=n + 1) if n < pages else chapter
            for n, chapter in enumerate(outline(dossier, request))
        )
        data = empty_pdf(pages, mark)
        return Preview(data, pages, "P.pdf", "en", 1, chapters, **more)

    return answer


def redraw(page: PaperPage, qtbot: QtBot) -> None:
    page.refresh()
    settle(qtbot)
