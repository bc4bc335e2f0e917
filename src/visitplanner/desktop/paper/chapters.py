"""The list of chapters: ticked or not, in an order that the mouse or Alt and the arrows change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDropEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from visitplanner.desktop import icons, theme
from visitplanner.desktop.paper import words
from visitplanner.desktop.qt import override
from visitplanner.desktop.wording import _

if TYPE_CHECKING:
    from visitplanner.publishing.preview import ChapterPages

Index = QModelIndex | QPersistentModelIndex
ROW = 27
CHAPTER = Qt.ItemDataRole.UserRole
KIND = "application/x-visitplanner-chapter"
_BOX = QRect(26, 6, 15, 15)  # in the row: where the tick stands
_TITLE = 48
_ROOM_FOR_WORD = 250
_LOCK = 20  # the glyph and the air after it


class ChaptersModel(QAbstractListModel):
    """The chapters of a paper. It changes nothing itself: it asks."""

    ticked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.chapters: tuple[ChapterPages, ...] = ()

    def show(self, chapters: Sequence[ChapterPages]) -> None:
        """Show these; where only what is said of them differs, the rows stay."""
        new = tuple(chapters)
        if new == self.chapters:
            return
        same = [c.key for c in new] == [c.key for c in self.chapters]
        if same:
            self.chapters = new
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self.chapters = new
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """The row of a chapter, or -1."""
        return next((n for n, one in enumerate(self.chapters) if one.key == key), -1)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.chapters)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        chapter = self.chapters[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _(chapter.title)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return words.chapter(chapter)
        if role == Qt.ItemDataRole.CheckStateRole:
            on = chapter.presence.value in ("printed", "empty")
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return chapter if role == CHAPTER else None

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self.may_tick(index):
            return False
        on = Qt.CheckState(value) is Qt.CheckState.Checked
        self.ticked.emit(self.chapters[index.row()].key, on)
        return True

    def may_tick(self, index: Index) -> bool:
        """Whether the user decides if the chapter is printed."""
        return bool(self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled
        chapter = self.chapters[index.row()]
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        if chapter.opens:
            return flags
        if chapter.presence.value != "not-for-reader":
            flags |= flag.ItemIsUserCheckable
        return flags | flag.ItemIsDragEnabled

    # --- dragging

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [KIND]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        carried = QMimeData()
        carried.setData(KIND, self.chapters[indexes[0].row()].key.encode())
        return carried

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        return False  # the view asks for the move; the rows come anew with the plan


class ChapterDelegate(QStyledItemDelegate):
    """Paints a chapter: handle, tick, title, whether it changed, its pages."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chapter: ChapterPages = index.data(CHAPTER)
        view = self.parent()
        assert isinstance(view, QListView)
        row, chosen = option.rect, view.currentIndex().row() == index.row()
        if chosen:
            painter.fillRect(row, theme.color("accent_soft"))
            painter.fillRect(QRect(row.left(), row.top(), 3, row.height()), theme.color("accent"))
        if not chapter.opens:
            icons.paint(painter, "dots-six-vertical", row.left() + 6, row.top() + 6, "faint", 15)
        model = index.model()
        assert isinstance(model, ChaptersModel)
        _tick(painter, row, index, may=model.may_tick(index))
        printed = chapter.presence.value == "printed"
        font = theme.font(13)
        wanted = QFontMetrics(font).horizontalAdvance(str(index.data())) + 8
        right = _right(painter, row, chapter, row.width() - _TITLE - wanted)
        painter.setFont(font)
        painter.setPen(theme.color("ink" if printed else "muted"))
        box = row.adjusted(_TITLE, 0, right - row.right() - 8, 0)
        text = QFontMetrics(font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
        if chosen and view.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(row.adjusted(1, 1, -1, -1))

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tick with the mouse on the box, or with the space bar."""
        hit = False
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonRelease:
            box = _BOX.translated(option.rect.topLeft()).adjusted(-5, -6, 5, 6)
            hit = box.contains(event.position().toPoint())
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            hit = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select)
        if not hit:
            return False
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        return model.setData(model.index(index.row(), 0), state, Qt.ItemDataRole.CheckStateRole)


def _tick(painter: QPainter, row: QRect, index: Index, *, may: bool) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(_BOX.translated(row.topLeft())).adjusted(0.5, 0.5, -0.5, -0.5)
    on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    fill = ("accent" if may else "line2") if on else ("base" if may else "panel")
    painter.setPen(QPen(theme.color("accent" if on and may else "line3"), 1))
    painter.setBrush(theme.color(fill))
    painter.drawRoundedRect(box, 3, 3)
    if on:
        ink = "accent_ink" if may else "ink"
        icons.paint(painter, "check-bold", round(box.left()) + 2, round(box.top()) + 2, ink, 11)
    painter.restore()


def _right(painter: QPainter, row: QRect, chapter: ChapterPages, room: int) -> int:
    """Draw what stands at the right of a row, in the room its title leaves; gives where it begins.

    Why a chapter is not there has a sign; the words for it stand where there is room for them, and
    in the tooltip.
    """
    figures = theme.figures(13)
    edge = row.right() - 12
    pages = words.pages(chapter)
    font = figures if pages else theme.font(12)
    text = pages or reason(chapter, QFontMetrics(font), room - 12)
    painter.setFont(font)
    painter.setPen(theme.color("muted"))
    width = QFontMetrics(font).horizontalAdvance(text) if text else 0
    if text:
        box = QRect(edge - width, row.top(), width + 1, row.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
    left = edge - width
    if chapter.presence.value == "not-for-reader":
        left -= _LOCK if text else 14
        icons.paint(painter, "lock-key", left, row.top() + 6, "muted", 14)
    if chapter.changed and pages:
        least = QFontMetrics(figures).horizontalAdvance("00–00")
        left = _badge(painter, row, min(left, edge - least) - 8)
    return left


def reason(chapter: ChapterPages, metrics: QFontMetrics, room: int) -> str:
    """Why a chapter is not on paper, as short as there is room for; beside its lock if it has one.

    Most chapters of a new visit are empty: that is a dash, for it not to be said twenty times.
    """
    if chapter.presence.value == "empty":
        return "–"
    text = words.absence(chapter)
    return text if metrics.horizontalAdvance(text) + _LOCK <= room else ""


def _badge(painter: QPainter, row: QRect, right: int) -> int:
    """The outlined word that marks what changed, or its sign; gives where it begins."""
    if row.width() < _ROOM_FOR_WORD:
        icons.paint(painter, "note-pencil", right - 15, row.top() + 6, "note", 15)
        return right - 15
    font = theme.font(11, weight=QFont.Weight.DemiBold)
    text = _("changed")
    width = QFontMetrics(font).horizontalAdvance(text) + 10
    box = QRect(right - width, row.top() + 5, width, 17)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("note"), 1))
    painter.setBrush(theme.color("base"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return box.left()


class ChaptersView(QListView):
    """The list."""

    shift_wanted = Signal(str, int)
    """Move a chapter by so many rows."""
    drop_wanted = Signal(str, int)
    """Put a chapter before a row."""
    chapter_wanted = Signal(str)
    """Go to a chapter in the preview."""

    def __init__(self, model: ChaptersModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(ChapterDelegate(self))
        self.setAccessibleName(_("Chapters"))
        self.setProperty("ground", "panel")
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._go)
        self.activated.connect(self._go)

    def _go(self, index: QModelIndex) -> None:
        chapter = index.data(CHAPTER)
        if chapter is not None:
            self.chapter_wanted.emit(chapter.key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        chapter = self.currentIndex().data(CHAPTER)
        if steps and chapter and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shift_wanted.emit(chapter.key, steps)
            event.accept()
            return
        super().keyPressEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        # The model takes nothing by itself, so that this only clears the mark of where it goes.
        super().dropEvent(event)
        carried = event.mimeData()
        if not carried.hasFormat(KIND):
            return
        point = event.position().toPoint()
        over = self.indexAt(point)
        row = self.model().rowCount()
        if over.isValid():
            row = over.row() + (point.y() > self.visualRect(over).center().y())
        self.drop_wanted.emit(bytes(carried.data(KIND).data()).decode(), row)
