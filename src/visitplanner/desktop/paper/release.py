"""What a publish would do, what its reader does not get, what to look at before: at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import icons
from visitplanner.desktop.paper import whom, words
from visitplanner.desktop.paper.rows import emptied, line
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline.facts import title_of
from visitplanner.desktop.widgets.controls import icon_button, label, push_button, rule
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.privacy import Audience
from visitplanner.domain.queries import active_people, all_entries

if TYPE_CHECKING:
    from visitplanner.domain.versions import SentFile
    from visitplanner.domain.visit import Visit
    from visitplanner.planning.checks import Problem
    from visitplanner.publishing.outlook import Outlook
    from visitplanner.publishing.withholding import Withheld

_MOST = 3
_ROOM = 320  # less than that is too little for the files beside the choice
_MOST_GROUPS = 40
_MOST_CHIPS = 3
_MARGIN, _BEFORE_CHIPS = 12, 8


class ReleasePane(QFrame):
    """The right-hand pane."""

    action_wanted = Signal(str)
    record_wanted = Signal(str)
    only_touched_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "panel")
        self.title = label(_("Version"), "heading")
        self.state = label("", "pill")
        self.replaces = label("", "small")
        self.since = label("", "small")
        self.compare = push_button(
            _("Compare…"),
            lambda: self.action_wanted.emit("compare_versions"),
            small=True,
            link=True,
        )
        self.touched_title = label(_("Touched"), "pane")
        self.chips = QHBoxLayout()
        self.chips.setSpacing(4)
        self.touched, self.withheld, self.before = (_section() for _n in range(3))
        self.withheld_title = label("", "pane")
        self.mails = label("", "warn", wrap=True)
        self.mails.hide()
        self.only = QRadioButton(_("Only those touched"))
        self.everyone = QRadioButton(_("Everyone"))
        self.files = label("", "small")
        self.publish = push_button(
            _("Publish…"),
            lambda: self.action_wanted.emit("publish"),
            icon="paper-plane-tilt",
            primary=True,
        )
        self.more = icon_button("dots-three", _("More"), self._open_more)
        self._outlook: Outlook | None = None
        self._looked_at: tuple[Sequence[Problem], Visit, Sequence[str]] | None = None
        self._shown: dict[str, object] = {}
        self._counts: Sequence[str] = ()
        self._build()

    # --- building

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(rule())
        inside = QWidget()
        inside.setProperty("ground", "panel")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        body = QVBoxLayout(inside)
        body.setContentsMargins(_MARGIN, 8, _MARGIN, 10)
        body.setSpacing(6)
        self._add_section(body, self.touched, self.touched_title, self.chips)
        body.addWidget(rule())
        self._add_section(body, self.withheld, self.withheld_title)
        body.addWidget(rule())
        self._add_section(body, self.before, label(_("Before you publish"), "pane"))
        body.addWidget(self.mails)
        body.addStretch(1)
        scroll = self._scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(_("What a publish would do"))
        scroll.setWidget(inside)
        column.addWidget(scroll, 1)
        column.addWidget(rule())
        column.addLayout(self._foot())

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(12, 10, 12, 8)
        head.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.title)
        top.addWidget(self.state)
        top.addStretch(1)
        top.addWidget(self.replaces)
        head.addLayout(top)
        second = QHBoxLayout()
        second.setSpacing(0)
        second.addWidget(self.since)
        second.addWidget(self.compare)
        second.addStretch(1)
        head.addLayout(second)
        self.state.hide()
        self.compare.hide()
        return head

    def _add_section(
        self,
        body: QVBoxLayout,
        rows: QVBoxLayout,
        title: QWidget,
        beside: QHBoxLayout | None = None,
    ) -> None:
        head = QHBoxLayout()
        head.setSpacing(_BEFORE_CHIPS)
        head.addWidget(title)
        if beside is not None:
            head.addLayout(beside)
        head.addStretch(1)
        body.addLayout(head)
        body.addLayout(rows)
        body.addSpacing(4)

    def _foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 8, 12, 10)
        foot.setSpacing(8)
        self._choice = QGridLayout()
        self._choice.setHorizontalSpacing(14)
        self._choice.setVerticalSpacing(4)
        self._choice.setColumnStretch(2, 1)
        for widget in (self.only, self.everyone, self.files):
            widget.setParent(self)  # they get their places later, and go with the pane before that
        group = QButtonGroup(self)
        for button in (self.only, self.everyone):
            group.addButton(button)
        self.everyone.setChecked(True)
        self.only.setEnabled(False)
        self.only.toggled.connect(self._on_only)
        foot.addLayout(self._choice)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.publish.setMinimumHeight(34)
        row.addWidget(self.publish, 1)
        row.addWidget(self.more)
        foot.addLayout(row)
        return foot

    def set_width(self, width: int) -> None:
        """Be so wide, and leave out what has no room."""
        self.setFixedWidth(width)
        narrow = width < _ROOM
        self.replaces.setVisible(not narrow)
        for widget in (self.only, self.everyone, self.files):
            self._choice.removeWidget(widget)
        right = Qt.AlignmentFlag.AlignRight
        if narrow:
            self._choice.addWidget(self.only, 0, 0, 1, 3)
            self._choice.addWidget(self.everyone, 1, 0)
            self._choice.addWidget(self.files, 1, 2, right)
        else:
            self._choice.addWidget(self.only, 0, 0)
            self._choice.addWidget(self.everyone, 0, 1)
            self._choice.addWidget(self.files, 0, 2, right)

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, key in (
            (_("Compare versions…"), "compare_versions"),
            (_("Who has what…"), "ledger"),
            (_("Published versions…"), "versions"),
        ):
            menu.addAction(text).triggered.connect(
                lambda _on=False, k=key: self.action_wanted.emit(k)
            )
        above = self.more.mapToGlobal(self.more.rect().topRight())
        size = menu.sizeHint()
        menu.popup(QPoint(above.x() - size.width(), above.y() - size.height()))

    def _is_new(self, part: str, value: object) -> bool:
        """Whether a part has to be filled anew."""
        if self._shown.get(part) == value:
            return False
        self._shown[part] = value
        return True

    # --- the version

    @property
    def outlook(self) -> Outlook | None:
        """What is shown."""
        return self._outlook

    def show_outlook(
        self, outlook: Outlook, visit: Visit, now: datetime, latest: Visit | None = None
    ) -> None:
        """Say what a publish would do; the latest version's plan knows the names of who left."""
        self._outlook = outlook
        if self._looked_at is not None:
            self.show_problems(*self._looked_at)
        people = tuple((p.id, p.name) for p in active_people(visit))
        if not self._is_new("outlook", (replace(outlook, count=None), people, now.date())):
            return
        number = outlook.version
        self.title.setText(_("Version {number}").format(number=number))
        self.state.setText(_("Draft") if outlook.is_new else _("Published"))
        self.state.show()
        self._show_latest(outlook, now)
        self.compare.setVisible(bool(outlook.latest and outlook.changes))
        verb = _("Publish version {number}…") if outlook.is_new else _("Publish again…")
        self.publish.setText(verb.format(number=number))
        names = whom.names_of(visit, *((latest,) if latest else ()))
        self._show_touched(outlook, names, dict(people))
        again = bool(outlook.latest and outlook.touched)
        was = self.only.isEnabled()
        self.only.setEnabled(again)
        if again != was:
            (self.only if again else self.everyone).setChecked(True)
        self._show_files()

    def _show_latest(self, outlook: Outlook, now: datetime) -> None:
        self.replaces.clear()
        if outlook.latest is None:
            self.since.setText(_("Nothing has been published yet."))
            return
        number, at = outlook.latest
        when = words.day_of(at, now)
        if not outlook.is_new:
            self.since.setText(_("Nothing has changed since version {n}.").format(n=number))
            self.replaces.setText(when)
            return
        text = _("replaces version {number}, {day}").format(number=number, day=when)
        self.replaces.setText(text)
        count = plural(
            "{count} change since version", "{count} changes since version", outlook.changes
        )
        self.since.setText(f"{count} {number}.")
        self.since.setToolTip(f"{whom.stale(outlook)}.")

    def _show_files(self) -> None:
        outlook = self._outlook
        if outlook is not None:
            count = outlook.files_touched if self.only.isChecked() else outlook.files
            counting = _("counting…")
            self.files.setText(
                counting if count is None else plural("{count} file", "{count} files", count)
            )

    def _on_only(self, on: bool) -> None:
        self._show_files()
        self.only_touched_changed.emit(on)

    def show_mails(self, files: Sequence[SentFile], names: Mapping[str, str]) -> None:
        """Say which mails of the last version were too large, so that pictures are made smaller."""
        from visitplanner.publishing.weights import weights

        found = [(whom.recipient(o.recipient, names), o.size, o.exceeds) for o in weights(files)]
        text, tone, tip = whom.sizes(found)
        self.mails.setText(_("Last time: {text}").format(text=text) if tone else "")
        self.mails.setToolTip(tooltip(tip))
        self.mails.setVisible(bool(tone))

    def show_counted(self, outlook: Outlook) -> None:
        """Say how many files those get whom it concerns, once that is counted."""
        self._outlook = outlook
        self._show_files()

    # --- whom it concerns

    def _show_touched(
        self, outlook: Outlook, names: Mapping[str, str], people: dict[str, str]
    ) -> None:
        column = emptied(self.touched)
        touched = outlook.touched
        self._show_chips(whom.counts(one.audience for one in touched))
        lines = whom.lines(touched, names)
        for one in lines[:_MOST_GROUPS]:
            column.addWidget(_touched_line(one, outlook.latest))
        if len(lines) > _MOST_GROUPS:
            column.addWidget(label(_("And others."), "small"))
        left = [name for key, name in people.items() if key not in {o.person for o in touched}]
        if not people and not touched:
            column.addWidget(line(("user", "muted"), _("Nobody takes part yet.")))
        elif not touched:
            column.addWidget(
                line(("check", "ok"), _("Nobody's own programme changes."), whole=True)
            )
        elif left:
            text = whom.count(Audience.DELEGATE, len(left))
            if len(left) <= _MOST:
                text = ", ".join(left)
            text = _("Not touched: {people}").format(people=text)
            column.addWidget(line(("check", "muted"), text, tip=", ".join(left)))
        if outlook.untold:
            column.addWidget(line(("warning", "warn"), outlook.untold, whole=True))

    def _show_chips(self, counts: Sequence[str]) -> None:
        """How many of each kind; more than there is room for are in the tooltip."""
        self._counts = counts
        self.touched_title.setToolTip(", ".join(counts))
        self._fit_chips()

    def _fit_chips(self) -> None:
        counts = self._counts
        bar, title = self._scroll.verticalScrollBar().sizeHint(), self.touched_title.sizeHint()
        room = self.width() - 2 * _MARGIN - bar.width() - title.width() - _BEFORE_CHIPS
        most = len(counts) if len(counts) <= _MOST_CHIPS else _MOST_CHIPS - 1
        for number in range(most, -1, -1):
            chips = _chips(counts[:number], counts[number:])
            if sum(chip.sizeHint().width() + self.chips.spacing() for chip in chips) <= room:
                break
        emptied(self.chips)
        for chip in chips:
            self.chips.addWidget(chip)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit_chips()

    # --- what is withheld

    def show_withheld(
        self, lines: Sequence[Withheld], visit: Visit, audience: Audience, name: str
    ) -> None:
        """Say what the reader of the paper does not get."""
        said = tuple(words.withheld(one, visit) for one in lines)
        if not self._is_new("withheld", (said, audience, name)):
            return
        self.withheld_title.setText(words.not_shown(audience, name))
        column = emptied(self.withheld)
        for text, figure, tip in said:
            column.addWidget(line(("eye-slash", "muted"), text, figure, tip=tip, whole=True))
        if not said:
            nothing = _("Nothing in the plan is kept from them.")
            column.addWidget(line(("eye", "muted"), nothing, whole=True))

    # --- before

    def show_problems(
        self, problems: Sequence[Problem], visit: Visit, warnings: Sequence[str] = ()
    ) -> None:
        """Say what to look at before publishing, and who could not be written to."""
        self._looked_at = problems, visit, warnings
        ahead = self._outlook.warnings if self._outlook else ()
        warnings = tuple(dict.fromkeys((*warnings, *ahead)))
        open_ = [p for p in problems if p.waived is None]
        errors = [p for p in open_ if p.severity.value == "error"]
        hints = [p for p in open_ if p.severity.value == "warning"]
        tentative = [e for e in all_entries(visit) if e.status.tentative]
        value = (tuple(errors), tuple(hints), tuple(tentative), warnings)
        if not self._is_new("before", value):
            return
        column = emptied(self.before)
        column.addWidget(self._problems("error", errors))
        if hints:
            column.addWidget(self._problems("warning", hints))
        for entry in tentative[:_MOST]:
            name = title_of(visit, entry)
            text = _("{name} is printed as “to be confirmed”").format(name=name)
            column.addWidget(line(("warning", "warn"), text, link=self._show(entry.id), whole=True))
        if len(tentative) > _MOST:
            rest = plural(
                "{count} more to be confirmed",
                "{count} more to be confirmed",
                len(tentative) - _MOST,
            )
            column.addWidget(line(("warning", "warn"), rest))
        for warning in warnings[:_MOST]:
            column.addWidget(line(("warning", "warn"), warning, whole=True))
        if others := warnings[_MOST:]:
            more = plural("{count} more", "{count} more", len(others))
            column.addWidget(line(("warning", "warn"), more, tip="\n".join(others)))

    def _problems(self, severity: str, problems: Sequence[Problem]) -> QWidget:
        if not problems:
            return line(("check-circle", "ok"), _("No errors"))
        text = (
            plural("{count} error", "{count} errors", len(problems))
            if severity == "error"
            else plural("{count} warning", "{count} warnings", len(problems))
        )
        tip = "\n".join(p.message for p in problems[:8])
        records = next((p.records for p in problems if p.records), ())
        sign = icons.SEVERITIES[severity], icons.SEVERITY_COLORS[severity]
        link = self._show(records[0]) if records else None
        return line(sign, text, below=problems[0].message, tip=tip, link=link)

    def _show(self, record: str) -> tuple[str, Callable[[], object]]:
        return _("Show"), lambda: self.record_wanted.emit(record)


def _chips(shown: Sequence[str], rest: Sequence[str]) -> list[QLabel]:
    chips = [label(text, "count") for text in shown]
    if rest:
        chips.append(label(f"+{len(rest)}", "count"))
        chips[-1].setAccessibleName(", ".join(rest))
    return chips


def _section() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    return column


def _touched_line(found: whom.Line, latest: object) -> QWidget:
    count = len(found.changes)
    figure = plural("{count} change", "{count} changes", count) if latest and count > 1 else ""
    return line((found.glyph, "muted"), found.title, figure, below=found.summary, tip=found.whole)
