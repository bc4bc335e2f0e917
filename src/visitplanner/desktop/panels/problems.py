"""The problems at the bottom: filtered by severity, each with its repair, F8 for the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import icons, theme
from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.models.problems import SEVERITIES, ProblemsModel
from visitplanner.desktop.models.table import ICON_ROLE
from visitplanner.desktop.panels.pane import PaneHead
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline import type as setting
from visitplanner.desktop.widgets.controls import icon_button, push_button
from visitplanner.desktop.widgets.elided import cut_title
from visitplanner.desktop.widgets.empty import EmptyState
from visitplanner.desktop.widgets.lists import set_up_filter, set_up_reading
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.visit import COLLECTIONS, Visit

if TYPE_CHECKING:
    from visitplanner.planning.checks import Problem

Index = QModelIndex | QPersistentModelIndex
_REPAIR_WIDTH = 260
_ROW, _TALL_ROW, _TEXT = 30, 46, 37
_MOST_IN_VIEW = 80


class _Delegate(QStyledItemDelegate):
    """Paints a problem: octagon, sentence on up to two lines, when."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        lines = self._lines(index, view.columnWidth(0)) if isinstance(view, QTableView) else ()
        return QSize(100, _ROW if len(lines) < 2 else _TALL_ROW)

    @staticmethod
    def _lines(index: Index, width: int) -> Sequence[str]:
        font = theme.figures(13 if index.column() == 0 else 12)
        text = str(index.data() or "")
        if index.column():
            return (setting.elided(text, font, width - 18),)
        return setting.wrapped(text, font, width - _TEXT - 6, 2)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = option.rect
        view = self.parent()
        chosen = isinstance(view, QTableView) and view.currentIndex().row() == index.row()
        painter.fillRect(box, theme.color("accent_soft" if chosen else "base"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line"))
        if index.column() > 1:
            return
        x = box.left() + 12
        glyph = index.data(ICON_ROLE)
        if glyph:
            icons.paint(painter, glyph[0], x, box.top() + 7, glyph[1], 16)
            x = box.left() + _TEXT
        font = theme.figures(13 if index.column() == 0 else 12)
        token = "ink" if index.column() == 0 else "muted"
        baseline = box.top() + 14 + QFontMetrics(font).ascent() // 2
        for line in self._lines(index, box.width()):
            setting.draw(painter, x, baseline, line, font, theme.color(token))
            baseline += _TALL_ROW - _ROW


class ProblemsTable(QTableView):
    """The rows; Enter jumps to what a problem is about, Ctrl+Enter repairs it."""

    jump = Signal(int)
    repair = Signal(int)
    shown = Signal()
    """Other rows may have come into view, or have another width."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.shown.emit()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.shown.emit()

    def rows_in_view(self) -> range:
        """The rows that can be seen."""
        model: object = self.model()  # none before the pane has given it one
        count = model.rowCount() if isinstance(model, QAbstractItemModel) else 0
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        return range(max(0, first), count if last < 0 else last + 1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            mending = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.repair if mending else self.jump).emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class Problems(QFrame):
    """The list of problems, with its head."""

    record_wanted = Signal(object)
    """Go to the records (internal ids) of a problem."""
    acceptance_wanted = Signal(object)
    """Accept a problem as it is, or no longer."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.setProperty("ground", "base")
        self.model = ProblemsModel(document, self)
        self.table = ProblemsTable()
        self._toggles: dict[str, QPushButton] = {}
        self.close_button = icon_button("x", _("Hide the problems"))
        self._checked = False
        self.head = PaneHead(_("Problems"))
        self._fill_head()
        self._empty = EmptyState("")
        self._build_table()
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)
        self.model.modelReset.connect(self._after_reset)
        self.table.shown.connect(self._dress_rows)
        document.selection_changed.connect(self._follow_selection)
        self._after_reset()

    def _fill_head(self) -> None:
        row = self.head.row
        for position, severity in enumerate(SEVERITIES, start=2):
            button = push_button("", small=True)
            button.setCheckable(True)
            button.setChecked(severity != "note")
            token = icons.SEVERITY_COLORS[severity]
            button.setIcon(icons.icon(icons.SEVERITIES[severity], token))
            button.setIconSize(QSize(19, 15))
            button.toggled.connect(lambda _on: self._filter())
            self._toggles[severity] = button
            row.insertWidget(position, button)
        self.filter = QLineEdit()
        set_up_filter(self.filter, _("Filter the problems"))
        self.filter.setProperty("small", True)
        self.filter.setToolTip(_("Filter by person, item, day…"))
        self.filter.setMaximumWidth(230)
        self.filter.setMinimumWidth(90)
        self.filter.textChanged.connect(self._on_words)
        self._only = push_button(_("Selection"), small=True)
        self._only.setToolTip(_("Show only the problems of what is selected"))
        self._only.setAccessibleName(self._only.toolTip())
        self._only.setCheckable(True)
        self._only.toggled.connect(lambda _on: self._follow_selection())
        self._accepted = push_button("", small=True)
        self._accepted.setCheckable(True)
        self._accepted.toggled.connect(self._show_accepted)
        for position, widget in enumerate((self._accepted, self._only, self.filter)):
            row.insertWidget(len(SEVERITIES) + 2 + position, widget)
        self.accept_button = push_button(_("Accept as it is…"), self.accept_current, small=True)
        row.addWidget(self.accept_button)
        row.addWidget(self.close_button)

    def _build_table(self) -> None:
        table = self.table
        set_up_reading(table, _("Problems"))
        table.horizontalHeader().hide()
        table.setModel(self.model)
        table.setItemDelegate(_Delegate(table))
        header = table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        table.setColumnWidth(1, 132)
        table.setColumnWidth(2, _REPAIR_WIDTH)
        table.clicked.connect(lambda index: self._jump(index.row()))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._open_menu)
        table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._show_choice())
        table.jump.connect(self._jump)
        table.repair.connect(self._repair)
        self.model.show_severities(frozenset({"error", "warning"}))

    def _open_menu(self, position: QPoint) -> None:
        row = self.table.indexAt(position).row()
        problem = self.model.problem_at(row)
        if problem is None:
            return
        self.table.selectRow(row)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Go there")).triggered.connect(lambda _on=False: self._jump(row))
        if problem.repair is not None and problem.waived is None:
            text = problem.repair_label or problem.fix or _("Repair")
            menu.addAction(text).triggered.connect(lambda _on=False: self._repair(row))
        accept = menu.addAction(self.accept_button.text())
        accept.triggered.connect(lambda _on=False: self.accept_current())
        copied = w.joined(problem.message, problem.fix or "", by=" ")
        copy = menu.addAction(icons.icon("copy"), _("Copy"))
        copy.triggered.connect(lambda _on=False: QGuiApplication.clipboard().setText(copied))
        menu.popup(self.table.viewport().mapToGlobal(position))

    def accept_current(self) -> None:
        """Ask to accept the problem that is selected, or take that back."""
        problem = self.model.problem_at(self.table.currentIndex().row())
        if problem is not None:
            self.acceptance_wanted.emit(problem)

    def _show_choice(self) -> None:
        problem = self.model.problem_at(self.table.currentIndex().row())
        self.accept_button.setEnabled(problem is not None)
        taken = problem is not None and problem.waived is not None
        self.accept_button.setText(_("No longer accept") if taken else _("Accept as it is…"))

    def _show_accepted(self, shown: bool) -> None:
        self.model.show_accepted(shown)
        self._after_reset()

    def _filter(self) -> None:
        chosen = {name for name, button in self._toggles.items() if button.isChecked()}
        self.model.show_severities(frozenset(chosen))
        self._after_reset()

    def _on_words(self, text: str) -> None:
        self.model.show_matching(text)
        self._after_reset()

    def _follow_selection(self) -> None:
        wanted = frozenset(self._document.selection) if self._only.isChecked() else None
        self.model.show_only(wanted)
        self._after_reset()

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Take the outcome of a check."""
        self._checked = True
        self.model.show_problems(problems)
        self._after_reset()

    def _after_reset(self) -> None:
        counts = self.model.counts
        texts = {
            "error": plural("{count} error", "{count} errors", counts["error"]),
            "warning": plural("{count} warning", "{count} warnings", counts["warning"]),
            "note": plural("{count} hint", "{count} hints", counts["note"]),
        }
        for severity, button in self._toggles.items():
            button.setText(texts[severity])
            button.setAccessibleName(_("Show {what}").format(what=texts[severity]))
        accepted = self.model.accepted
        text = plural("{count} accepted", "{count} accepted", accepted)
        self._accepted.setText(text)
        self._accepted.setAccessibleName(_("Show {what}").format(what=text))
        self._accepted.setVisible(bool(accepted) or self._accepted.isChecked())
        self._show_choice()
        self.head.show_count(counts.total())
        self._dress_rows()
        if not self.model.rowCount():
            hidden = counts.total()
            none = _nothing_found(self._document.visit)
            if not self._checked:
                none = ""  # nothing is known yet
            elif self.model.narrowed and hidden:
                none = _("No problem matches the filter.")
            elif hidden:
                none = _("{what} hidden.").format(what=texts["note"])
            self._empty.say(none)
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)

    def _dress_rows(self) -> None:
        """Give the rows that can be seen their heights and their buttons."""
        done = 0
        while done < len(rows := self.table.rows_in_view()) and done < _MOST_IN_VIEW:
            row = rows[done]
            height = self.table.sizeHintForRow(row)
            if height != self.table.rowHeight(row):
                self.table.setRowHeight(row, height)
            self._add_button(row)
            done += 1
        self._fit_repairs()

    def _fit_repairs(self) -> None:
        """Leave the sentences all the room that no button takes."""
        holders = (
            self.table.indexWidget(self.model.index(r, 2)) for r in self.table.rows_in_view()
        )
        there: list[object] = list(holders)
        widths = [one.sizeHint().width() for one in there if isinstance(one, QWidget)]
        wanted = min(max(widths, default=12), _REPAIR_WIDTH)
        if wanted > self.table.columnWidth(2) or wanted < self.table.columnWidth(2) - 60:
            self.table.setColumnWidth(2, wanted)

    def _add_button(self, row: int) -> None:
        problem = self.model.problem_at(row)
        index = self.model.index(row, 2)
        if problem is None or problem.repair is None or problem.waived is not None:
            if self.table.indexWidget(index) is not None:
                self.table.setIndexWidget(index, None)  # type: ignore[arg-type]
            return
        there: object = self.table.indexWidget(index)
        if isinstance(there, QWidget) and there.property("problem") == problem.message:
            return
        text = problem.repair_label or problem.fix or _("Repair")
        button = push_button(text, lambda: self._repair(row), small=True)
        shown = cut_title(text, button.fontMetrics(), _REPAIR_WIDTH - 30)
        button.setText(shown.replace("&", "&&"))
        button.setToolTip(tooltip(problem.fix or text))
        button.setAccessibleName(f"{text}: {problem.message}")
        # In a row of two lines the button stays as high as in others.
        holder = QWidget()
        holder.setProperty("problem", problem.message)
        column = QVBoxLayout(holder)
        column.setContentsMargins(4, 3, 8, 3)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.table.setIndexWidget(index, holder)

    def _repair(self, row: int) -> None:
        problem = self.model.problem_at(row)
        if problem is not None and problem.repair is not None:
            self._document.try_edit(
                problem.repair_label or problem.fix or _("Repair"), problem.repair
            )

    def _jump(self, row: int) -> None:
        problem = self.model.problem_at(row)
        if problem is not None:
            self.table.selectRow(row)
            self.record_wanted.emit(problem.records)

    def next_problem(self) -> None:
        """Go to the problem after the one that is current, and round again at the end."""
        rows = self.model.rowCount()
        if rows:
            self._jump((self.table.currentIndex().row() + 1) % rows)


def _nothing_found(visit: Visit) -> str:
    """What a check says that has found nothing."""
    if visit.items:
        return plural(
            "No problems found in {count} item.",
            "No problems found in {count} items.",
            len(visit.items),
        )
    if any(getattr(visit, name) for name in COLLECTIONS):
        return _("No problems found.")
    return _("Nothing to check yet.")
