"""The budget: its lines by heading, the totals below them, and all sums beside them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QMimeData, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import clipboard, theme
from visitplanner.desktop.models.budget import (
    HEAD_ROLE,
    BudgetModel,
    SumsModel,
    with_currency,
)
from visitplanner.desktop.models.table import Index
from visitplanner.desktop.qt import override
from visitplanner.desktop.steps import at_once
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.parts import counted
from visitplanner.desktop.views.table_pane import TablePane
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.glyph import Glyph
from visitplanner.desktop.wording import _, plural
from visitplanner.domain import budget
from visitplanner.domain.budget import Over, Sum
from visitplanner.domain.visit import Visit

_SUMS_WIDTH = 460
_ROOMY = 1000
"""From this width on the sums stand beside the lines, else below them."""


class _SumDelegate(QStyledItemDelegate):
    """Headings in bold across the row, amounts in figures of one width against the right."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        font = QFontMetrics(theme.figures(13))
        return QSize(font.horizontalAdvance(str(index.data() or "")) + 20, 30)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        box: QRect = option.rect
        head = bool(index.data(HEAD_ROLE))
        view = self.parent()
        chosen = isinstance(view, QTableView) and view.selectionModel().isSelected(index)
        ground = "accent_soft" if chosen else "panel" if head else "base"
        painter.fillRect(box, theme.color(ground))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line"))
        weight = QFont.Weight.DemiBold if head else QFont.Weight.Normal
        font = theme.figures(13 if not head else 12, weight=weight)
        left, right = (8, 8) if index.column() else (12, 0)  # as the heads stand
        room = box.adjusted(left, 0, -right, 0)
        text = setting.elided(str(index.data() or ""), font, room.width())
        if index.column() > 1:
            setting.draw_right(painter, room, text, font, theme.color("ink"))
        else:
            painter.setFont(font)
            painter.setPen(theme.color("muted" if index.column() else "ink"))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class SumsView(QTableView):
    """The sums, to read and to copy."""

    def __init__(self, model: SumsModel) -> None:
        super().__init__()
        self.sums = model
        self.setModel(model)
        self.setAccessibleName(_("Sums of the budget"))
        self.setItemDelegate(_SumDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(30)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, model.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        model.modelReset.connect(self._span)
        self._span()

    def _span(self) -> None:
        self.clearSpans()
        for row in range(self.sums.rowCount()):
            if self.sums.row(row).found is None:
                self.setSpan(row, 0, 1, self.sums.columnCount())

    def copied(self) -> list[list[str]]:
        """The cells of the rows that are selected, or of all rows where none is."""
        rows = sorted({at.row() for at in self.selectionModel().selectedRows()})
        return [self.sums.cells(row) for row in rows or range(self.sums.rowCount())]

    def copy(self) -> int:
        """Put rows on the clipboard, as text and as a table; how many they are."""
        rows = [
            [cell.replace("\u202f", "").replace("\u2212", "-") for cell in row]
            for row in self.copied()
        ]
        data = QMimeData()
        data.setText(clipboard.as_text([self.sums.heads(), *rows]))
        data.setHtml(clipboard.as_html(self.sums.heads(), rows))
        QApplication.clipboard().setMimeData(data)
        return len(rows)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)


class BudgetPart(QWidget):
    """Lines, totals and sums."""

    def __init__(self, context: Context, *, whole: bool = True) -> None:
        """What is in it is made at once, or else by `build`."""
        super().__init__()
        self._context, self.document = context, context.document
        if whole:
            at_once(self.build())

    def build(self) -> Iterator[None]:
        """Make in steps what is in it."""
        context = self._context
        self.model = BudgetModel(context.document)
        self.sums = SumsModel(context.document, self)
        add = push_button(_("Budget line"), icon="plus", primary=True)
        empty = (_("No budget lines yet. Add what the visit will cost."), _("Add a line"))
        self.sums_button = push_button(_("Sums"), icon="list-checks")
        self.sums_button.setCheckable(True)
        self.sums_button.setChecked(True)
        buttons = (self.sums_button, add)
        self.pane = TablePane(context.document, self.model, _("Budget"), empty, buttons)
        self.pane.setParent(self)  # it is to go with this, be it finished or not
        yield
        self.pane.count_text = partial(counted, "budget")
        self.pane.remember(context.services, "budget")
        self.pane.hint.setText(_("Press Enter here for a new line, or paste rows"))
        self.pane.empty_wanted.connect(self.pane.append)
        add.clicked.connect(lambda _on=False: self.pane.append())
        self.sums_view = SumsView(self.sums)
        self._limit = label("", "", wrap=True)
        self._totals = QHBoxLayout()
        self._build()
        yield
        self.sums_button.toggled.connect(lambda _on: self._show_sums())
        context.document.changed.connect(self._on_changed)
        self.follow()

    def _build(self) -> None:
        strip = self.pane.strip
        strip.setProperty("ground", "warn")
        row = QHBoxLayout(strip)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(Glyph("warning", "warn"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._limit, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pane, 1)
        column.addWidget(self._make_totals())
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self._make_sums())
        split.setStretchFactor(0, 1)
        split.setSizes([900, _sums_width()])
        self._split = split
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _ROOMY
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self._split.orientation() is not wanted:
            self._split.setOrientation(wanted)
            self.sums_button.setChecked(beside)  # where there is little room, only if asked for
            self._part_room()

    def _part_room(self) -> None:
        beside = self._split.orientation() is Qt.Orientation.Horizontal
        whole = self.width() if beside else self.height()
        share = _sums_width() if beside else whole * 3 // 5
        self._split.setSizes([whole - share, share])

    def _show_sums(self) -> None:
        wanted = self.sums_button.isChecked() and not self.totals_bar.isHidden()
        if wanted and self.sums_box.isHidden():
            self.sums_box.show()
            self._part_room()
        self.sums_box.setVisible(wanted)

    def _make_totals(self) -> QWidget:
        self.totals_bar = QFrame()
        self.totals_bar.setProperty("ground", "panel")
        self.totals_bar.setProperty("edge", "top")
        self.totals_bar.setAccessibleName(_("Totals"))
        self._totals = QHBoxLayout(self.totals_bar)
        self._totals.setContentsMargins(12, 8, 12, 8)
        self._totals.setSpacing(16)
        self.total = label("", "strong", wrap=True)
        self.total.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._totals.addWidget(self.total, 1)
        return self.totals_bar

    def _make_sums(self) -> QWidget:
        box = QFrame()
        box.setProperty("ground", "panel")
        box.setMinimumWidth(260)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QFrame()
        head.setProperty("edge", "bottom")
        head.setFixedHeight(48)
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(label(_("Sums"), "pane"))
        row.addStretch(1)
        copy = push_button(_("Copy for Excel"), self.sums_view.copy, small=True, link=True)
        copy.setProperty("flush", "right")
        row.addWidget(copy)
        column.addWidget(head)
        column.addWidget(self.sums_view, 1)
        self.sums_box = box
        return box

    # --- following

    def _on_changed(self, before: Visit, after: Visit) -> None:
        names = ("budget", "budget_limit", "currency")
        if self.isVisible() and any(getattr(before, n) != getattr(after, n) for n in names):
            self.follow()

    def follow(self) -> None:
        """Bring totals and the limit in line with the plan."""
        visit = self.document.visit
        sums = budget.totals(visit)
        self.totals_bar.setVisible(bool(sums))
        self.sums_button.setVisible(bool(sums))
        self._show_sums()
        self.total.setText("\n".join(map(_total_words, sums)))
        over = budget.over_limit(visit)
        self.pane.strip.setVisible(over is not None)
        self._limit.setText(_over_words(over) if over else "")
        self._limit.setAccessibleName(self._limit.text())
        self.sums.follow()


def _sums_width() -> int:
    """How wide the sums are, in pixels: wider with larger text."""
    return _SUMS_WIDTH + 40 * max(theme.larger(), 0)


def _total_words(one: Sum) -> str:
    text = _("In all: planned {planned}, actual {actual}, expected {expected}")
    said = text.format(
        planned=with_currency(one.planned, one.currency),
        actual=with_currency(one.actual, one.currency),
        expected=with_currency(one.expected, one.currency),
    )
    if one.open:
        said += ", " + plural(
            "{count} line without an amount", "{count} lines without an amount", one.open
        )
    return said


def _over_words(over: Over) -> str:
    text = _("Costs of {total} are {excess} over the limit of {limit}.")
    said = text.format(
        total=with_currency(over.total, over.currency),
        excess=with_currency(over.excess, over.currency),
        limit=with_currency(over.limit, over.currency),
    )
    if over.others:
        others = ", ".join(one or _("no currency") for one in over.others)
        said += " " + _("Lines in {currencies} are not counted.").format(currencies=others)
    return said
