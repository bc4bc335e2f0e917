"""The table of mails with the one that is looked at beside it."""

from __future__ import annotations

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop.dialogs.mails_pane import MailPane
from visitplanner.desktop.dialogs.mails_table import TickTable
from visitplanner.desktop.models.mails import (
    FILES,
    LANGUAGE,
    SIZE,
    STATE,
    SUBJECT,
    TICK,
    TO,
    WHO,
    MailRow,
    MailsModel,
)
from visitplanner.desktop.widgets.controls import (
    label,
    line_glyph,
    name_clear_button,
    push_button,
)
from visitplanner.desktop.widgets.empty import EmptyState
from visitplanner.desktop.wording import _
from visitplanner.publishing.mail.sizes import size_report

_WIDEST = (40, 170, 150, 90, 240, 90, 160, 240)
_ORDER = (TICK, WHO, TO, STATE, SIZE, FILES, LANGUAGE, SUBJECT)
"""How the columns stand: what somebody looks for first is in view in a narrow window too."""

_DROPS = (SUBJECT, FILES, LANGUAGE)
"""What is left out of a narrow window: it stands beside, with the mail."""


def _table() -> TickTable:
    return TickTable(_("Mails"), _WIDEST, gives=(TO, WHO), drops=_DROPS)


class MailsView(QWidget):
    """What is searched and ticked; a sentence where there are no mails."""

    def __init__(self) -> None:
        super().__init__()
        self.model = MailsModel(self)
        self.proxy = QSortFilterProxyModel(self)
        self.table, self.pane = _table(), MailPane()
        self.search = QLineEdit()
        self.all_button = push_button(_("Tick all shown"), self._tick_shown, link=True)
        self.none_button = push_button(_("Tick none"), self._tick_none, link=True)
        self.small = QCheckBox(_("Smaller pictures"))
        self.small.setToolTip(_("Photos and logos in the papers are made smaller."))
        self.small.hide()
        self.waiting, self.empty = label(""), EmptyState("")
        self.refused = EmptyState("", _("Publish…"))
        self._build()
        self.table.ticks_wanted.connect(self._tick)
        self.search.textChanged.connect(self.proxy.setFilterFixedString)

    def _build(self) -> None:
        self.proxy.setSourceModel(self.model)
        self.proxy.setFilterKeyColumn(-1)
        self.proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.table.setModel(self.proxy)
        header = self.table.horizontalHeader()
        for place, section in enumerate(_ORDER):
            header.moveSection(header.visualIndex(section), place)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(self.pane)
        split.setSizes([850, 380])
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(17)
        split.setStyleSheet("QSplitter::handle { background: transparent; }")
        mails = QWidget()
        column = QVBoxLayout(mails)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._top())
        column.addWidget(split, 1)
        self._stack = QStackedLayout(self)
        for part in (self.waiting, mails, self.empty, self.refused):
            self._stack.addWidget(part)

    def _top(self) -> QHBoxLayout:
        self.search.setPlaceholderText(_("Search the mails"))
        self.search.setAccessibleName(_("Search the mails"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(280)
        line_glyph(self.search, "magnifying-glass", _("Search"))
        name_clear_button(self.search)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.all_button)
        row.addWidget(self.none_button)
        row.addStretch(1)
        row.addWidget(self.small)
        return row

    def begin(self, without: str) -> None:
        """Stand on the first mail; where there is none say `without`."""
        self.empty.say(without)
        self.table.fit()
        self._stack.setCurrentIndex(1 if self.model.rows else 2)
        large = any(size_report(row.mail.size) for row in self.model.rows)
        self.small.setVisible(large or self.small.isChecked())
        if self.model.rows:
            self.table.selectRow(0)

    def refuse(self, why: str) -> None:
        """Say why there can be no mails, and offer to publish."""
        self.refused.say(why)
        self._stack.setCurrentIndex(3)

    def current(self) -> MailRow | None:
        """The mail that is looked at."""
        index = self.proxy.mapToSource(self.table.currentIndex())
        return self.model.rows[index.row()] if index.isValid() else None

    def set_busy(self, busy: bool) -> None:
        """While something is under way nothing is ticked or taken away."""
        some = any(map(self.model.can_be_ticked, self.model.rows))
        for button in (self.all_button, self.none_button):
            button.setEnabled(some and not busy)
        self.small.setEnabled(not busy)
        self.pane.setEnabled(not busy)
        self.table.setEnabled(not busy)

    def _tick_shown(self) -> None:
        self._tick(list(range(self.proxy.rowCount())), True)

    def _tick(self, rows: list[int], on: bool) -> None:
        indexes = (self.proxy.mapToSource(self.proxy.index(row, 0)) for row in rows)
        self.model.tick([index.row() for index in indexes], on=on)

    def _tick_none(self) -> None:
        self.model.tick(range(self.model.rowCount()), on=False)
