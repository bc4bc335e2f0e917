"""The line above a pane: its title, a count and buttons."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from visitplanner.desktop.qt import override
from visitplanner.desktop.widgets.controls import label


class PaneHead(QFrame):
    """The title line of a pane, 32 pixels high."""

    def __init__(self, title: str, *buttons: QToolButton) -> None:
        super().__init__()
        self.setProperty("ground", "panel")
        self.setFixedHeight(32)
        self.row = QHBoxLayout(self)
        self.row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self.spare: list[QWidget] = []
        """What gives way, the first one first, where there is not room for everything."""
        self.row.setContentsMargins(12, 0, 8, 0)
        self.row.setSpacing(6)
        self.row.addWidget(label(title, "pane"))
        self._count = label("", "count")
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._count.hide()
        self.row.addWidget(self._count)
        self.row.addStretch(1)
        for button in buttons:
            self.row.addWidget(button)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 32)  # a dock asks for nothing else

    @override
    def minimumSizeHint(self) -> QSize:
        # A long row of buttons must not make the panes wider than the window.
        return QSize(120, 32)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        places = [self.row.itemAt(n) for n in range(self.row.count())]
        widgets = [place.widget() for place in places if place is not None]
        margins = self.row.contentsMargins()
        need = margins.left() + margins.right()
        for widget in widgets:
            if isinstance(widget, QWidget) and (widget in self.spare or not widget.isHidden()):
                need += widget.sizeHint().width() + self.row.spacing()
        for widget in self.spare:
            widget.setVisible(need <= self.width())
            if need > self.width():
                need -= widget.sizeHint().width() + self.row.spacing()

    def show_count(self, count: int) -> None:
        """Show a number behind the title; none for 0."""
        self._count.setText(str(count))
        self._count.setVisible(count > 0)
