"""Which paper is looked at, for whom and in which language, and its chapters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
)

from visitplanner.desktop.paper import words
from visitplanner.desktop.paper.chapters import ROW, ChaptersModel, ChaptersView
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.widgets.controls import label, push_button, rule
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.privacy import Audience
from visitplanner.i18n import available_languages
from visitplanner.publishing.kinds import KINDS, Subject, paper_subjects

if TYPE_CHECKING:
    from visitplanner.domain.visit import Visit
    from visitplanner.publishing.preview import ChapterPages, Preview

_ROOM_FOR_HINT = 560


Which = tuple[str | None, str | None, str | None]
"""Whose paper it is: a person, a body, and what it is about."""


@dataclass(frozen=True)
class Chosen:
    """A paper.

    Attributes:
        paper: Its kind.
        audience: For whom.
        person: The internal id of whose own it is, or None.
        body: The host, hotel, caterer or driver it is for, or None.
        about: The item, journey, day or hotel it is about, or None.
        language: A tag; empty for the reader's own.
    """

    paper: str
    audience: Audience
    person: str | None = None
    body: str | None = None
    about: str | None = None
    language: str = ""


class Options(QFrame):
    """The left-hand pane."""

    changed = Signal()
    """Another paper was chosen."""
    ticked = Signal(str, bool)
    shift_wanted = Signal(str, int)
    drop_wanted = Signal(str, int)
    chapter_wanted = Signal(str)
    usual_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "panel")
        self.paper, self.audience, self.subject, self.language = (_combo() for _n in range(4))
        self.format = label("", "small")
        self.model = ChaptersModel()
        self.list = ChaptersView(self.model)
        self._visit: Visit | None = None
        self._offered: tuple[tuple[str, Which], ...] = ()
        self._build()
        self._wire()
        self._follow_paper()

    # --- building

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._choices())
        column.addWidget(rule())
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 6)
        head.setSpacing(8)
        head.addWidget(label(_("Chapters"), "pane"))
        self.count = label("", "count")
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.total = label("", "small")
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.total)
        column.addLayout(head)
        self.list.setMinimumHeight(3 * ROW)
        column.addWidget(self.list, 1)
        self.foot = self._make_foot()
        column.addWidget(self.foot)

    def _choices(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(label(_("Paper"), "pane"))
        grid = QGridLayout()
        grid.setVerticalSpacing(5)
        grid.setHorizontalSpacing(8)
        grid.setColumnStretch(1, 1)
        for line, (text, box) in enumerate(
            (
                (_("Document"), self.paper),
                (_("Audience"), self.audience),
                (_("For"), self.subject),
                (_("Language"), self.language),
            )
        ):
            name = label(text, "small")
            name.setBuddy(box)
            box.setAccessibleName(text)
            grid.addWidget(name, line, 0)
            grid.addWidget(box, line, 1)
        grid.addWidget(label(_("Page"), "small"), 4, 0)
        self.format.setMinimumWidth(0)
        grid.addWidget(self.format, 4, 1)
        column.addLayout(grid)
        for key, text in words.PAPERS.items():
            if key in KINDS:
                self.paper.addItem(_(text), key)
        self.language.addItem(_("Reader's own"), "")
        for tag in available_languages():
            self.language.addItem(words.LANGUAGES.get(tag, tag), tag)
        return column

    def _make_foot(self) -> QFrame:
        made = QFrame()
        made.setProperty("edge", "top")
        foot = QVBoxLayout(made)
        foot.setContentsMargins(12, 7, 12, 8)
        foot.setSpacing(2)
        self.hint = label("", "tiny", wrap=True)
        foot.addWidget(self.hint)
        self.usual = push_button(_("Usual chapters again"), self.usual_wanted.emit, link=True)
        self.usual.setProperty("small", True)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.usual)
        row.addStretch(1)
        foot.addLayout(row)
        self.usual.hide()
        return made

    def _wire(self) -> None:
        self.paper.currentIndexChanged.connect(lambda _n: self._on_paper())
        self.audience.currentIndexChanged.connect(lambda _n: self._on_audience())
        for box in (self.subject, self.language):
            box.currentIndexChanged.connect(lambda _n: self._on_changed())
        self.model.ticked.connect(self.ticked)
        self.list.shift_wanted.connect(self.shift_wanted)
        self.list.drop_wanted.connect(self.drop_wanted)
        self.list.chapter_wanted.connect(self.chapter_wanted)

    # --- what is chosen

    def chosen(self) -> Chosen:
        """What is chosen now."""
        which: Which = self.subject.currentData() or (None, None, None)
        return Chosen(
            str(self.paper.currentData()),
            Audience(self.audience.currentData() or Audience.DELEGATE),
            *which,
            str(self.language.currentData() or ""),
        )

    def choose(
        self,
        paper: str,
        audience: Audience,
        person: str | None = None,
        body: str | None = None,
        about: str | None = None,
    ) -> None:
        """Choose a paper, as if by hand; of several the first, unless one is named."""
        self.paper.setCurrentIndex(self.paper.findData(paper))
        self.audience.setCurrentIndex(self.audience.findData(audience))
        offered = [which for _text, which in self._offered]
        if (person, body, about) in offered:
            self.subject.setCurrentIndex(offered.index((person, body, about)))

    def show_visit(self, visit: Visit) -> None:
        """Offer whom and what the chosen paper can be for; what was chosen stays chosen."""
        self._visit = visit
        before = self.chosen()
        self._fill_subjects()
        if self.chosen() != before:
            self.changed.emit()

    def _fill_subjects(self) -> None:
        """Offer the people, days, bodies or journeys that there is such a paper for."""
        offered = self._subjects()
        if offered == self._offered and self.subject.count():
            return
        self._offered = offered
        now = self.subject.currentData()
        with QSignalBlocker(self.subject):
            self.subject.clear()
            for text, which in offered:
                self.subject.addItem(text, which)
            if not offered:
                self.subject.addItem(_("Nobody yet"), None)
            known = [which for _text, which in offered]
            self.subject.setCurrentIndex(known.index(now) if now in known else 0)
        self.subject.setEnabled(len(offered) > 1)

    def _subjects(self) -> tuple[tuple[str, Which], ...]:
        if self._visit is None:
            return ()
        visit, paper = self._visit, str(self.paper.currentData())
        audience = Audience(self.audience.currentData() or Audience.DELEGATE)
        found = paper_subjects(visit, paper, audience)
        return tuple((words.subject(visit, one), _which(one)) for one in found)

    def _follow_paper(self) -> None:
        """Offer the audiences that there are for the paper."""
        offered = KINDS[str(self.paper.currentData())].audiences
        now = self.audience.currentData()
        with QSignalBlocker(self.audience):
            self.audience.clear()
            for audience in offered:
                self.audience.addItem(_(words.AUDIENCES[audience]), audience)
            self.audience.setCurrentIndex(max(self.audience.findData(now), 0))
        self.audience.setEnabled(len(offered) > 1)
        self._fill_subjects()
        self._show_hint()

    def _on_audience(self) -> None:
        self._fill_subjects()
        self._on_changed()

    def _on_paper(self) -> None:
        self._follow_paper()
        self.changed.emit()

    def _on_changed(self) -> None:
        self._show_hint()
        self.changed.emit()

    def _show_hint(self) -> None:
        chosen = self.chosen()
        how = _("Drag to reorder, or Alt with the arrow keys.")
        text = f"{how} {words.saved_for(chosen.audience)}"
        self.hint.setText(text)
        self.list.setToolTip(text)
        self.list.setAccessibleDescription(text)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the list of chapters has little room, how to use it is said by its tooltip."""
        super().resizeEvent(event)
        self.hint.setVisible(event.size().height() >= _ROOM_FOR_HINT)
        self._show_foot()

    def _show_foot(self) -> None:
        """The line at the foot shows while something stands below it."""
        self.foot.setHidden(self.hint.isHidden() and self.usual.isHidden())

    # --- what there is to say

    def show_chapters(self, chapters: Sequence[ChapterPages], *, usual: bool) -> None:
        """Show the chapters; `usual` says that nothing differs from the usual paper."""
        current = self.list.currentIndex().row()
        key = self.model.chapters[current].key if 0 <= current < len(self.model.chapters) else ""
        self.model.show(chapters)
        self.mark(key)
        printed = sum(one.presence.value == "printed" for one in chapters)
        self.count.setText(str(printed))
        self.count.setToolTip(plural("{count} chapter", "{count} chapters", printed))
        self.usual.setVisible(not usual)
        self._show_foot()

    def mark(self, key: str) -> None:
        """Mark a chapter as the one that is looked at."""
        row = self.model.row_of(key)
        if row >= 0 and row != self.list.currentIndex().row():
            self.list.setCurrentIndex(self.model.index(row))

    def show_language(self, tag: str) -> None:
        """Say which language the reader's own is."""
        if not self.language.currentData():
            name = words.LANGUAGES.get(tag, tag)
            self.language.setItemText(0, _("Own: {language}").format(language=name))

    def show_total(self, made: Preview, sizes: Iterable[tuple[float, float]]) -> None:
        """How much paper it is; of a file without pages, where it opens."""
        opens, whole = words.opens(made.format)
        size = words.size(len(made.file or made.data))
        count = plural("{count} page", "{count} pages", made.pages)
        self.total.setText(size if opens else f"{count}, {size}")
        across = sum(width > height for width, height in sizes)
        text = _("A4, upright")
        if across:
            text = plural("A4, {count} page across", "A4, {count} pages across", across)
        self.format.setText(opens or text)
        self.format.setToolTip(whole)


class Choice(QComboBox):
    """A choice whose words end in an ellipsis where there is no room for them."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        control, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, field, self).width() - 2
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room
        )
        painter.drawComplexControl(control, option)
        cut = option.currentText != self.currentText()
        self.setToolTip(tooltip(self.currentText()) if cut else "")
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


def _which(subject: Subject) -> Which:
    recipient = subject.recipient
    return recipient.person, None if recipient.person else recipient.name, subject.about


def _combo() -> QComboBox:
    box = Choice()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    return box


__all__ = ["Chosen", "Options"]
