"""A message over the pages: one sentence, what can be done about it, and a way to put it away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from visitplanner.desktop.widgets.controls import icon_button, label, push_button
from visitplanner.desktop.wording import _

Choice = tuple[str, Callable[[], object]]
_MOST = 2
"""So many messages stand there at once; the oldest gives way to a new one."""


class Banner(QFrame):
    """One message."""

    def __init__(self, text: str, tone: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.text, self.asks = text, bool(choices)
        self.setProperty("ground", tone)
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(label(text, wrap=True), 1)
        for name, act in choices:
            row.addWidget(push_button(name, partial(self._choose, act), small=True))
        row.addWidget(icon_button("x", _("Put this message away"), self.put_away))

    def _choose(self, act: Callable[[], object]) -> None:
        self.put_away()
        act()

    def put_away(self) -> None:
        """Take the message off the window."""
        self.hide()
        self.deleteLater()


class Banners:
    """The place over the pages where messages stand; each sentence once, two at most."""

    def __init__(self, place: QVBoxLayout) -> None:
        self._place = place

    def show(
        self,
        text: str,
        *,
        tone: str = "note",
        choices: Sequence[Choice] = (),
        seconds: int = 0,
    ) -> Banner:
        """Show a message; after `seconds` it goes by itself (0: it stays)."""
        for old in self.shown():
            if old.text == text:
                old.put_away()
        while len(there := self.shown()) >= _MOST:
            # One that asks something stays longer than one that tells something.
            next((old for old in there if not old.asks), there[0]).put_away()
        banner = Banner(text, tone, choices)
        self._place.addWidget(banner)
        banner.show()
        if seconds:
            QTimer.singleShot(seconds * 1000, banner, banner.put_away)
        return banner

    def shown(self) -> list[Banner]:
        """The messages that stand there now."""
        items = (self._place.itemAt(n) for n in range(self._place.count()))
        widgets = [item.widget() for item in items if item]
        return [b for b in widgets if isinstance(b, Banner) and not b.isHidden()]

    def clear(self) -> None:
        """Put all messages away."""
        for banner in self.shown():
            banner.put_away()
