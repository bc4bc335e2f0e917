"""The hosts: a bar above, below it the board or the table of the same hosts."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import icons
from visitplanner.desktop.models.hosts import HostsModel
from visitplanner.desktop.qt import override
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.filter_field import FilterField
from visitplanner.desktop.views.host_board import Board
from visitplanner.desktop.views.table_pane import TablePane
from visitplanner.desktop.widgets.controls import (
    label,
    push_button,
    upright,
)
from visitplanner.desktop.widgets.elided import Elided
from visitplanner.desktop.widgets.empty import EmptyState
from visitplanner.desktop.wording import _, plural
from visitplanner.domain import edits, hosts
from visitplanner.domain.due import Urgency
from visitplanner.domain.people import Organisation
from visitplanner.domain.vocabulary import HostStep


class HostPart(QWidget):
    """The hosts as a board or as a table."""

    opened = Signal()
    """The fields of what is selected are wanted."""
    chase_wanted = Signal()
    """Drafts to all whose action is due are wanted."""

    def __init__(self, context: Context, *, whole: bool = True) -> None:
        """What is in it is made at once, or else by `build`."""
        super().__init__()
        self.document, self._services = context.document, context.services
        self.model = HostsModel(context.document)
        self._table: TablePane | None = None
        self._making = False
        if whole:
            for _step in self.build():
                pass

    def build(self) -> Iterator[None]:
        """Make in steps what is in it."""
        document = self.document
        self.board = Board(document, self.model, whole=False)
        self.board.setParent(self)  # it is to go with this, be it finished or not
        yield from self.board.fill()
        self.filter = FilterField(
            _("Filter hosts"),
            _("Filter hosts, due:this-week"),
            lambda: self.model.language,
            lambda: document.visit,
        )
        self._count = label("", "small")
        self.overdue, self.soon = _due_button("overdue"), _due_button("this-week")
        self._build()
        yield
        self.board.add_wanted.connect(self.add)
        self.board.opened.connect(self.opened)
        self.filter.changed.connect(self._on_filter)
        self.model.arranged_anew.connect(self.follow)
        document.changed.connect(lambda _before, _after: self._on_changed())
        self.follow()

    def _build(self) -> None:
        body = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_bar())
        column.addWidget(self._make_strip())
        column.addWidget(body, 1)
        column.addWidget(self._make_foot())
        self._empty = EmptyState(
            _("No hosts yet. Add those who could receive the delegation."), _("Add a host")
        )
        self._empty.wanted.connect(self.add)
        self._nothing = EmptyState("", _("Clear filter"))
        self._nothing.wanted.connect(self.filter.clear)
        self._stack = QStackedLayout(body)  # filled last: each new parent restyles what it gets
        for widget in (self.board, self._empty, self._nothing):
            self._stack.addWidget(widget)

    def _make_bar(self) -> QWidget:
        bar = self._bar = QFrame()
        bar.setProperty("ground", "base")
        bar.setProperty("edge", "bottom")
        bar.setFixedHeight(48)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addLayout(self._make_switch())
        self.filter.setMaximumWidth(300)
        row.addWidget(self.filter, 2)
        row.addWidget(self._count)
        row.addStretch(1)
        for button in (self.overdue, self.soon):
            button.clicked.connect(lambda _on=False, one=button: self._filter_by(one))
            row.addWidget(button)
        self._rule = upright()
        row.addWidget(self._rule)
        self.chase = push_button(
            _("Chase all that are due…"), self.chase_wanted.emit, icon="envelope-simple"
        )
        self.chase.setAccessibleName(_("Chase all that are due…"))
        self.chase.setToolTip(_("Chase all that are due"))
        row.addWidget(self.chase)
        row.addWidget(push_button(_("Host"), self.add, icon="plus", primary=True))
        return bar

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.model.wake()
        self.follow()
        super().showEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self.model.sleep()
        super().hideEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(self.width())

    def _fit(self, width: int) -> None:
        """Leave words out where there is no room for them; icons and names stay."""
        for left_out in range(3):
            self.chase.setText("" if left_out else _("Chase all that are due…"))
            self._count.setVisible(left_out < 2)
            for number, text in enumerate((_("Board"), _("Table"))):
                self._group.button(number).setText(text if left_out < 2 else "")
            layout = self._bar.layout()
            if layout is None or layout.minimumSize().width() <= width:
                break

    @property
    def table(self) -> TablePane:
        """The hosts as a table, made when it is first wanted."""
        if self._table is None:
            self._making = True  # the view sorts the rows to and fro while it is made
            made = self._table = TablePane(self.document, self.model, _("Hosts"), ("", ""))
            self._making = False
            made.remember(self._services, "hosts")
            made.bar.hide()  # the filter of the board is above both
            self._stack.addWidget(made)
        return self._table

    def _make_switch(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        for number, (text, glyph) in enumerate(((_("Board"), "kanban"), (_("Table"), "table"))):
            button = push_button(text, icon=glyph)
            button.setCheckable(True)
            button.setAccessibleName(text)
            button.setToolTip(text)
            button.setChecked(not number)
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.idClicked.connect(lambda _number: self.follow())
        return row

    def _make_strip(self) -> QWidget:
        self.strip = QFrame()
        self.strip.setProperty("ground", "note")
        row = QHBoxLayout(self.strip)
        row.setContentsMargins(12, 5, 12, 5)
        self._unlisted = label("", "", wrap=True)
        row.addWidget(self._unlisted, 1)
        row.addWidget(push_button(_("Add them"), self._add_unlisted, small=True))
        return self.strip

    def _make_foot(self) -> QWidget:
        self.foot = QFrame()
        self.foot.setProperty("ground", "panel")
        self.foot.setProperty("edge", "top")
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(8)
        first = Elided(_("Drag a card to another step, or press Ctrl and an arrow"), "small")
        last = Elided(_("Dates of steps are kept, and can be undone"), "small")
        row.addWidget(first)
        row.addStretch(1)
        row.addWidget(last)
        return self.foot

    # --- following

    @property
    def on_board(self) -> bool:
        """Whether the board shows, rather than the table."""
        return self._group.checkedId() == 0

    def _on_changed(self) -> None:
        if self.isVisible():
            self.follow()

    def follow(self) -> None:
        """Bring counts and empty states in line with the plan."""
        if self._making:
            return
        visit = self.document.visit
        everything = len(self.model.book(visit))
        shown = self.model.rowCount()
        count = plural("{count} host", "{count} hosts", everything)
        if self.filter.text():
            count = _("{shown} of {all}").format(shown=shown, all=count)
        self._count.setText(count if everything else "")
        self._show_due()
        names = hosts.unlisted_hosts(visit)
        self._unlisted.setText(
            plural(
                "{count} host of the programme is not in the list of organisations yet: ",
                "{count} hosts of the programme are not in the list of organisations yet: ",
                len(names),
            )
            + ", ".join(names)
        )
        self.strip.setVisible(bool(names))
        if not everything:
            self._stack.setCurrentWidget(self._empty)
        elif not shown:
            self._nothing.say(_("Nothing matches {filter}.").format(filter=self.filter.text()))
            self._stack.setCurrentWidget(self._nothing)
        else:
            self._stack.setCurrentWidget(self.board if self.on_board else self.table)
        self.model.wake()  # a table that goes lets its rows sleep, and the board has the same
        self.foot.setVisible(bool(everything) and self.on_board)
        self.board.count()

    def _show_due(self) -> None:
        late = self.model.urgent(Urgency.OVERDUE)
        soon = self.model.urgent(Urgency.THIS_WEEK)
        self.overdue.setText(plural("{count} overdue", "{count} overdue", late))
        self.soon.setText(plural("{count} due this week", "{count} due this week", soon))
        self.overdue.setVisible(late > 0)
        self.soon.setVisible(soon > 0)
        for part in (self._rule, self.chase):
            part.setVisible(late + soon > 0)
        self._fit(self.width())

    def _on_filter(self, text: str) -> None:
        self.model.set_filter(text)
        self.follow()

    def _filter_by(self, button: QPushButton) -> None:
        wanted = f"due:{button.property('due')}"
        self.filter.setText("" if self.filter.text() == wanted else wanted)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(520, 240)

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.filter.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.line.selectAll()

    # --- doing

    def add(self) -> None:
        """Add a host, as an idea, and ask for its name."""
        made = Organisation(host_step=HostStep.IDEA)
        if self.document.try_edit(_("Add a host"), edits.add, made):
            self.filter.clear()
            self.document.select([made.id])
            self.opened.emit()

    def _add_unlisted(self) -> None:
        self.document.try_edit(_("Add hosts to the organisations"), hosts.add_unlisted)


def _due_button(due: str) -> QPushButton:
    """A count of what is due that filters by it."""
    late = due == "overdue"
    button = push_button("", link=True, small=True)
    button.setProperty("due", due)
    button.setIcon(
        icons.icon("warning-octagon-fill" if late else "clock", "error" if late else "warn")
    )
    button.setToolTip(_("Show these alone"))
    if late:
        button.setProperty("tone", "error")
    return button
