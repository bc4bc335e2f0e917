"""The bar over the preview: pages, zoom, whether the preview is up to date, print and save."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from visitplanner.desktop import theme
from visitplanner.desktop.paper.rows import Sign
from visitplanner.desktop.qt import override
from visitplanner.desktop.widgets.controls import icon_button, label, push_button, upright
from visitplanner.desktop.wording import _

_LEAST = 360


class PaperBar(QFrame):
    """The bar."""

    page_wanted = Signal(int)
    """Go on or back by so many pages."""
    zoom_wanted = Signal(int)
    fit_wanted = Signal()
    pairs_wanted = Signal(bool)
    action_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "panel")
        self.setProperty("edge", "bottom")
        self.setFixedHeight(41)
        self.back = icon_button("caret-left", _("Previous page"), lambda: self.page_wanted.emit(-1))
        self.page = label("", "")
        self.page.setFont(theme.figures(13))
        self.on = icon_button("caret-right", _("Next page"), lambda: self.page_wanted.emit(1))
        self.smaller = icon_button(
            "magnifying-glass-minus", _("Smaller"), lambda: self.zoom_wanted.emit(-1)
        )
        self.zoom = push_button(_("Fit width"), self.fit_wanted.emit, small=True, link=True)
        self.zoom.setToolTip(_("Make pages as wide as the view"))
        self.larger = icon_button(
            "magnifying-glass-plus", _("Larger"), lambda: self.zoom_wanted.emit(1)
        )
        self.pairs = icon_button("columns", _("Two pages side by side"))
        self.pairs.setCheckable(True)
        self.pairs.toggled.connect(self.pairs_wanted)
        self.state = QWidget()
        self.state_words = label("", "small")
        self.print_button = self._command(_("Print…"), "printer", "print")
        self.save_button = self._command(_("Save this paper…"), "file-pdf", "save_paper")
        self._sign: Sign | None = None
        self._build()
        self.show_state("updating")
        self.enable(there=False)
        self.show_page(0, 0)

    def _command(self, text: str, icon: str, key: str) -> QPushButton:
        button = push_button(text, lambda: self.action_wanted.emit(key), icon=icon)
        button.setProperty("words", text)
        button.setAccessibleName(text)
        button.setToolTip(text)
        return button

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 12, 0)
        row.setSpacing(4)
        for widget in (self.back, self.page, self.on):
            row.addWidget(widget)
        row.addSpacing(6)
        row.addWidget(upright())
        row.addSpacing(6)
        for button in (self.smaller, self.zoom, self.larger, self.pairs):
            row.addWidget(button)
        row.addStretch(1)
        inside = QHBoxLayout(self.state)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(5)
        inside.addWidget(self.state_words)
        row.addWidget(self.state)
        row.addSpacing(6)
        row.addWidget(self.print_button)
        row.addSpacing(2)
        row.addWidget(self.save_button)

    def show_state(self, state: str) -> None:
        """Say whether the pages are those of the plan: `ready`, `updating` or `failed`."""
        text, glyph, token = {
            "ready": (_("Preview is the PDF"), "check-circle", "ok"),
            "updating": (_("Updating…"), "hourglass", "muted"),
            "failed": (_("No preview"), "warning", "warn"),
        }[state]
        if self.state.property("state") == state:
            return
        self.state.setProperty("state", state)
        self.state_words.setText(text)
        self.state.setToolTip(text)
        self.state.setAccessibleName(text)
        old, self._sign = self._sign, Sign(glyph, token)
        inside = self.state.layout()
        assert isinstance(inside, QHBoxLayout)
        inside.insertWidget(0, self._sign)
        if old is not None:
            old.hide()
            old.deleteLater()
        self._fit()

    def enable(self, *, there: bool) -> None:
        """Offer what needs a paper, or do not."""
        for widget in (self.print_button, self.save_button, self.smaller, self.zoom, self.larger):
            widget.setEnabled(there)

    def show_page(self, page: int, count: int) -> None:
        """Say which page is looked at."""
        text = _("Page {page} of {count}").format(page=page, count=count) if count else ""
        other = len(text) != len(self.page.text())
        self.page.setText(text)
        if other:
            self._fit()
        self.back.setEnabled(page > 1)
        self.on.setEnabled(0 < page < count)

    def show_zoom(self, zoom: float, *, fits: bool) -> None:
        """Say how large the pages are."""
        percent = f"{round(zoom * 100)} %"
        text = _("Fit width") if fits else percent
        other = len(text) != len(self.zoom.text())
        self.zoom.setText(text)
        if other:
            self._fit()
        self.zoom.setAccessibleName(_("Fit width, now {percent}").format(percent=percent))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self.height())  # words give way to a narrower window

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Drop words where there is no room for them: the glyphs keep them as tooltips."""
        commands = (self.print_button, self.save_button)
        for state, words in ((True, True), (False, True), (False, False)):
            self.state_words.setVisible(state)
            self.state.updateGeometry()  # at once: what it needs is asked for below
            for button in commands:
                button.setText(str(button.property("words")) if words else "")
                button.setIconSize(QSize(20 if words else 16, 16))
            layout = self.layout()
            # The present width: changing words may have brought another one in the meantime.
            if layout is None or layout.minimumSize().width() <= self.width() - 24:
                return
