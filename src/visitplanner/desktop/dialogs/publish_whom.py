"""Whom a publish concerns and what changes for each; what is left to do; how heavy mails are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import icons
from visitplanner.desktop.paper import whom
from visitplanner.desktop.paper.rows import emptied, line
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.timeline.facts import title_of
from visitplanner.desktop.widgets.controls import label, restyle
from visitplanner.desktop.widgets.shrinking import Shrinking
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.queries import all_entries

if TYPE_CHECKING:
    from visitplanner.domain.versions import SentFile
    from visitplanner.domain.visit import Visit
    from visitplanner.publishing.touched import Touched

_MOST = 3
_LEAST = 58
"""How high a list is at least, in pixels: two rows."""


def set_low(view: QAbstractItemView) -> None:
    """Let a list take what others leave: it scrolls, and what to look at is to be seen whole."""
    view.setMinimumHeight(_LEAST)
    view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)


class PublishWhom(QWidget):
    """The upper part of the right half of the dialog."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label(_("Touched"), "pane")
        self.chips = QHBoxLayout()
        self.chips.setSpacing(4)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(_("Who is touched"))
        self.tree.setProperty("boxed", True)
        set_low(self.tree)
        self.before = Shrinking(_("Before you publish"))
        self.sizes = label("", "small", wrap=True)
        self.sizes.hide()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addLayout(self.chips)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.tree, 1)
        column.addWidget(label(_("Before you publish"), "pane"))
        column.addWidget(self.before)
        column.addWidget(self.sizes)

    def show_touched(
        self, touched: Sequence[Touched], names: Mapping[str, str], *, anybody: bool = True
    ) -> None:
        """Say whom it concerns; what changed for each stands below, with before and now.

        Args:
            touched: Whom it concerns, and how.
            names: What people are called, by internal ids.
            anybody: Whether anybody takes part.
        """
        self.tree.clear()
        emptied(self.chips)
        for text in whom.counts(one.audience for one in touched):
            self.chips.addWidget(label(text, "count"))
        for found in whom.lines(touched, names):
            self.tree.addTopLevelItem(_branch(found))
        self.tree.setRootIsDecorated(bool(touched))
        if not touched:
            nobody = _("Nobody takes part yet.")
            same = _("What lies ahead stays the same for everybody.")
            self.tree.addTopLevelItem(_leaf(same if anybody else nobody))

    def show_before(self, visit: Visit, warnings: Sequence[str]) -> None:
        """Say what to look at before: errors that are left, and what is not confirmed."""
        lines = emptied(self.before.lines)
        for text in warnings[:_MOST]:
            lines.addWidget(line(("warning", "warn"), text, whole=True))
        tentative = [title_of(visit, one) for one in all_entries(visit) if one.status.tentative]
        if tentative:
            text = plural(
                "{count} entry is printed as “to be confirmed”.",
                "{count} entries are printed as “to be confirmed”.",
                len(tentative),
            )
            lines.addWidget(line(("warning", "warn"), text, tip="\n".join(tentative), whole=True))
        if len(warnings) > _MOST:
            more = plural("{count} more", "{count} more", len(warnings) - _MOST)
            lines.addWidget(line(("warning", "warn"), more, tip="\n".join(warnings[_MOST:])))
        if not warnings and not tentative:
            lines.addWidget(line(("check-circle", "ok"), _("Nothing is left to look at.")))

    def show_sizes(
        self, files: Sequence[SentFile], names: Mapping[str, str], *, number: int = 0
    ) -> None:
        """Say how heavy the mails are; of an earlier version (its number) until there are new."""
        from visitplanner.publishing.weights import weights

        found = [(whom.recipient(o.recipient, names), o.size, o.exceeds) for o in weights(files)]
        text, tone, tip = whom.sizes(found)
        if text and number:
            text = _("In version {number}: {text}").format(number=number, text=text)
        self.sizes.setText(text)
        self.sizes.setToolTip(tooltip(tip))
        restyle(self.sizes, "tone", tone or "small")
        self.sizes.setVisible(bool(text))


def _branch(found: whom.Line) -> QTreeWidgetItem:
    """Who, with the sentences below and the values below those; many people are named first."""
    row = _leaf(found.title if len(found.changes) != 1 else f"{found.title}: {found.changes[0]}")
    row.setIcon(0, icons.icon(found.glyph, "muted"))
    row.setToolTip(0, tooltip(found.whole))
    if len(found.names) > 1:
        row.addChild(_leaf(", ".join(found.names)))
    one = found.touched[0]
    if len(found.changes) == 1 and not any(map(whom.before_now, one.record_changes)):
        return row
    for change in one.record_changes:
        below = _leaf(change.sentence)
        values = whom.before_now(change)
        if values:
            below.addChild(_leaf(values))
        row.addChild(below)
    if not one.record_changes:
        row.addChildren([_leaf(text) for text in found.changes])
    return row


def _leaf(text: str) -> QTreeWidgetItem:
    row = QTreeWidgetItem([text])
    row.setToolTip(0, tooltip(text))
    return row
