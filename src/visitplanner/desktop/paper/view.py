"""The pages of a paper, to scroll and to zoom. Only pages in or near the view are drawn."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from visitplanner.desktop import theme
from visitplanner.desktop.paper import sheets
from visitplanner.desktop.paper.layout import GAP, MARGIN, Layout, arrange
from visitplanner.desktop.paper.sheets import Sheets
from visitplanner.desktop.qt import override
from visitplanner.desktop.tasks import Task, Tasks
from visitplanner.desktop.wording import _

ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_CACHE = 96_000_000  # bytes of pictures
_NEAR = 0.75  # heights of the view, above and below, within which pages are drawn ahead
Picture = tuple[str, int, int]


class PaperView(QAbstractScrollArea):
    """The preview itself."""

    page_changed = Signal(int)
    """The page that is looked at, from 1; 0 where there is none."""
    zoom_changed = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._sheets: Sheets | None = None
        self._layout = Layout()
        self._zoom: float | None = None
        self._pairs = False
        self._page = 0
        self._pictures: OrderedDict[Picture, QPixmap] = OrderedDict()
        self._newest: dict[int, QPixmap] = {}
        self._glimpsed: dict[int, QPixmap] = {}
        self._drawing: dict[Picture, Task] = {}
        self._texts: dict[tuple[str, int], str] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._draw_near)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Pages"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(lambda _x: self._on_scrolled())

    # --- what is shown

    @property
    def page(self) -> int:
        """The page that is looked at, from 1; 0 where there is none."""
        return self._page

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._sheets.count if self._sheets else 0

    @property
    def fits(self) -> bool:
        """Whether the pages are as wide as the view."""
        return self._zoom is None

    @property
    def zoom(self) -> float:
        """How large an upright page is, 1 for its natural size."""
        return self._layout.zoom

    @property
    def pairs(self) -> bool:
        """Whether two pages stand side by side."""
        return self._pairs

    def looked_at(self) -> dict[int, int]:
        """The pages in the view, counted from 0, and how many pixels wide they are."""
        return {page: self._key(page)[2] for page in self._seen()}

    def show_glimpse(self, count: int, pictures: Mapping[int, QImage]) -> None:
        """Show some pages of the file that is to come, if it has as many pages as this one."""
        if count == self.count:
            self._glimpsed = {page: QPixmap.fromImage(one) for page, one in pictures.items()}
            self.viewport().update()

    def show_sheets(self, found: Sheets) -> None:
        """Show a file in the place of the one before, at the same place of the same page."""
        self._newest |= self._glimpsed
        self._glimpsed = {}
        if self._sheets is not None and found.digest == self._sheets.digest:
            return
        self._stop_drawing()
        self._sheets, self._texts = found, {}
        self._newest = {n: one for n, one in self._newest.items() if n < found.count}
        self._relayout()

    def show_page(self, page: int) -> None:
        """Scroll to a page, from 1."""
        if 1 <= page <= self.count:
            top = self._layout.pages[page - 1].top()
            self.verticalScrollBar().setValue(max(top - MARGIN // 2, 0))
            self._tell_page(page)

    def set_zoom(self, zoom: float | None) -> None:
        """Show pages at a zoom; None: as wide as the view."""
        self._zoom = zoom
        self._relayout()
        self.zoom_changed.emit()

    def zoom_by(self, steps: int) -> None:
        """The next larger or smaller of the usual zooms."""
        now = self.zoom
        if steps > 0:
            self.set_zoom(next((z for z in ZOOMS if z > now * 1.02), ZOOMS[-1]))
        else:
            self.set_zoom(next((z for z in reversed(ZOOMS) if z < now * 0.98), ZOOMS[0]))

    def set_pairs(self, pairs: bool) -> None:
        """Show two pages side by side, or one."""
        self._pairs = pairs
        self._relayout()

    # --- places

    def _relayout(self) -> None:
        page, share = self._anchor()
        sizes = self._sheets.sizes if self._sheets else ()
        room = self.viewport().width()
        self._layout = arrange(sizes, room, self._zoom, pairs=self._pairs)
        bars = self.verticalScrollBar(), self.horizontalScrollBar()
        high, wide = self._layout.height, self._layout.width
        bars[0].setRange(0, max(0, high - self.viewport().height()))
        bars[0].setPageStep(self.viewport().height())
        bars[0].setSingleStep(40)
        bars[1].setRange(0, max(0, wide - room))
        bars[1].setPageStep(room)
        if self._layout.pages:
            box = self._layout.pages[min(page, len(self._layout.pages) - 1)]
            bars[0].setValue(round(box.top() + share * box.height()))
        self._on_scrolled()

    def _anchor(self) -> tuple[int, float]:
        """The page at the top of the view, and which share of it is above; the gap counts below."""
        y = self.verticalScrollBar().value()
        for number, box in enumerate(self._layout.pages):
            if box.bottom() + GAP > y:
                return number, (y - box.top()) / max(box.height(), 1)
        return 0, -MARGIN / 2000

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _seen(self, ahead: float = 0.0) -> list[int]:
        """The pages in the view, or not farther from it than `ahead` of its height."""
        size = self.viewport().size()
        more = round(size.height() * ahead)
        window = QRect(self._offset(), size).adjusted(-size.width(), -more, size.width(), more)
        return [n for n, box in enumerate(self._layout.pages) if box.intersects(window)]

    def _on_scrolled(self) -> None:
        eye = self.verticalScrollBar().value() + self.viewport().height() // 3
        pages = self._layout.pages
        found = next((n for n, box in enumerate(pages, 1) if box.bottom() + GAP >= eye), len(pages))
        self._tell_page(found)
        self._soon.start()
        self.viewport().update()

    def _tell_page(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self._describe()
            self.page_changed.emit(page)

    def _describe(self) -> None:
        """Give those who hear the screen the number of the page, and what it says."""
        name = _("Page {page} of {count}").format(page=self._page, count=self.count)
        self.setAccessibleName(name if self.count else _("Pages"))
        digest = self._sheets.digest if self._sheets else ""
        self.setAccessibleDescription(self._texts.get((digest, self._page - 1), ""))

    # --- drawing

    def _key(self, page: int) -> Picture:
        width = round(self._layout.pages[page].width() * self.devicePixelRatioF())
        return (self._sheets.digest if self._sheets else "", page, width)

    def _draw_near(self) -> None:
        """Have pages in the view drawn, then those near it; what is far by now is given up."""
        if self._sheets is None or not self.isVisible():
            return
        wanted = dict.fromkeys([*self._seen(), *self._seen(_NEAR)])
        keys = [self._key(page) for page in wanted]
        for key in set(self._drawing) - set(keys):
            self._drawing.pop(key).cancel()
        for key in keys:
            if key not in self._pictures and key not in self._drawing:
                self._draw(key, self._sheets)

    def _draw(self, key: Picture, found: Sheets) -> None:
        known = (key[0], key[1]) in self._texts

        def work(task: Task) -> tuple[QImage, str] | None:
            if task.cancelled:
                return None
            image = sheets.draw(found.data, key[1], key[2])
            return image, "" if known else sheets.words(found.data, key[1])

        self._drawing[key] = self._tasks.run(
            work, partial(self._on_drawn, key), on_error=partial(self._on_failed, key), quiet=True
        )

    def _on_drawn(self, key: Picture, drawn: tuple[QImage, str] | None) -> None:
        self._drawing.pop(key, None)
        if drawn is None:
            return
        self._texts.setdefault((key[0], key[1]), drawn[1])
        self._describe()
        picture = QPixmap.fromImage(drawn[0])
        self._pictures[key] = picture
        self._newest[key[1]] = picture
        held = sum(4 * one.width() * one.height() for one in self._pictures.values())
        while held > _CACHE and len(self._pictures) > 4:
            _gone, old = self._pictures.popitem(last=False)
            held -= 4 * old.width() * old.height()
        self.viewport().update()

    def _on_failed(self, key: Picture, error: BaseException) -> None:
        self._drawing.pop(key, None)
        raise error

    def _stop_drawing(self) -> None:
        for task in self._drawing.values():
            task.cancel()
        self._drawing.clear()

    # --- events

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.color("sunken"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        offset = self._offset()
        for page in self._seen():
            box = self._layout.pages[page].translated(-offset)
            painter.fillRect(box, theme.fixed("#FFFFFF"))
            known = self._pictures.get(self._key(page)) or self._newest.get(page)
            picture = self._glimpsed.get(page) or known
            if picture is not None:
                painter.drawPixmap(box, picture)
                if self._key(page) in self._pictures:
                    self._pictures.move_to_end(self._key(page))
            painter.setPen(QPen(theme.color("line2"), 1))
            painter.drawRect(box.adjusted(-1, -1, 0, 0))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is drawn that nobody sees."""
        self._soon.stop()
        self._stop_drawing()
        super().hideEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._relayout()
        if self._zoom is None:
            self.zoom_changed.emit()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.zoom_by(1 if key == Qt.Key.Key_Plus else -1)
        elif key == Qt.Key.Key_0:
            self.set_zoom(None)
        elif key == Qt.Key.Key_Home:
            self.show_page(1)
        elif key == Qt.Key.Key_End:
            self.show_page(self.count)
        elif key == Qt.Key.Key_Space:
            bar, step = self.verticalScrollBar(), self.viewport().height() - 40
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            bar.setValue(bar.value() + (-step if back else step))
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self.viewport().update()
        super().focusInEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.viewport().update()
        super().focusOutEvent(event)
