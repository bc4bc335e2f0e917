"""Printing: the same pages that the preview shows, painted on a printer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPainter

from visitplanner.desktop.paper import sheets
from visitplanner.desktop.wording import _
from visitplanner.errors import VisitPlannerError

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_FINEST = 300  # dots to the inch; more is not seen and takes much longer
_POINTS = 72


class Progress(Protocol):
    """Where printing reports to, and from where it learns that it shall stop."""

    @property
    def cancelled(self) -> bool:
        """Whether the user has asked to stop."""

    def report(self, done: int, total: int, label: str) -> None:
        """`done` of `total` pages are painted."""


class NotPrinted(VisitPlannerError):
    """The printer did not take the pages."""


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """The pages, counted from 0, that the user asked for; the last one first where wanted."""
    from PySide6.QtPrintSupport import QPrinter

    first, last = printer.fromPage() or 1, printer.toPage() or count
    pages = list(range(max(first, 1) - 1, min(last, count)))
    backwards = printer.pageOrder() is QPrinter.PageOrder.LastPageFirst
    return pages[::-1] if backwards else pages


def print_pages(printer: QPrinter, data: bytes, progress: Progress) -> int:
    """Paint the pages of a PDF on a printer, off the window's thread; gives how many.

    Raises:
        NotPrinted: the printer does not answer.
    """
    found = sheets.read(data)
    pages = chosen_pages(printer, found.count)
    painter = QPainter()
    try:
        for done, page in enumerate(pages):
            if progress.cancelled:
                printer.abort()
                return done
            progress.report(done, len(pages), _("Page {page}").format(page=page + 1))
            width, height = found.sizes[page]
            _turn(printer, across=width > height)
            ready = printer.newPage() if done else painter.begin(printer)
            if not ready:
                raise NotPrinted(_("The printer does not answer: choose another one."))
            _paint(printer, painter, data, page, width / height)
        progress.report(len(pages), len(pages), "")
    finally:
        if painter.isActive():
            painter.end()
    return len(pages)


def _turn(printer: QPrinter, *, across: bool) -> None:
    orientation = QPageLayout.Orientation
    printer.setPageOrientation(orientation.Landscape if across else orientation.Portrait)


def _paint(printer: QPrinter, painter: QPainter, data: bytes, page: int, shape: float) -> None:
    """Paint a page as large as the sheet of paper allows, whatever its format; in the middle."""
    sheet = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    edge = printer.pageLayout().paintRectPixels(printer.resolution()).topLeft()
    sheet.translate(-edge.x(), -edge.y())
    width = min(sheet.width(), sheet.height() * shape)
    box = QRectF(0, 0, width, width / shape)
    box.moveCenter(sheet.center())
    finest = round(width / printer.resolution() * _FINEST)
    painter.drawImage(box, sheets.draw(data, page, min(round(width), finest)))
