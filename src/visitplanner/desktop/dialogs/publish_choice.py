"""What is to be published: for whom, which papers, in which languages, and where to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import wording as w
from visitplanner.desktop.paper import whom, words
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.widgets.controls import icon_button, label
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.identity import told_apart
from visitplanner.domain.index import code_of
from visitplanner.domain.privacy import Audience
from visitplanner.domain.queries import active_people
from visitplanner.i18n import N_, available_languages
from visitplanner.publishing.kinds import AUDIENCES, KINDS

if TYPE_CHECKING:
    from visitplanner.domain.versions import Recipient
    from visitplanner.publishing.recipients import Request
    from visitplanner.storage.visitfile import Opened

VALUE = Qt.ItemDataRole.UserRole
_ROWS = 4  # of the audiences; they stand in columns
_USUAL, _LOWEST, _BELOW = 96, 64, 4
"""How high the lists are at least, and at least on a low screen, and what is left below them."""
_EXPLAINED = {
    Audience.STAFF: N_("Staff: internal notes included"),
    Audience.PUBLIC: N_("Public: what anybody may see"),
}


class _Scrolled(QScrollArea):
    """What is scrolled on a low screen; where the files go stays in view below it.

    The lists in it would look broken where it cuts them: if they nearly fit, they end in view.
    """

    def __init__(self, lists: Sequence[QWidget]) -> None:
        super().__init__()
        self._lists = tuple(lists)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def fit(self) -> None:
        """Have the lists end in view, where they are not much lower for it."""
        inside = self.widget()
        layout = inside.layout() if inside else None
        if layout is None:
            return
        layout.activate()
        room = self.viewport().height() - max(one.y() for one in self._lists) - _BELOW
        for one in self._lists:
            one.setMinimumHeight(room if _LOWEST <= room < _USUAL else _USUAL)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class PublishChoice(QWidget):
    """The left half of the dialog."""

    changed = Signal()
    """Something else is to be published."""

    def __init__(self, opened: Opened, author: str, *, only_touched: bool) -> None:
        super().__init__()
        self._opened = opened
        self.only_touched = QRadioButton(_("Only those touched"))
        self.everyone = QRadioButton(_("Everyone"))
        self.one = QRadioButton(_("Only"))
        self.recipient = QComboBox()
        self.audiences: dict[Audience, QCheckBox] = {}
        self.languages: dict[str, QCheckBox] = {}
        self.people, self.kinds = checkable(_("People")), checkable(_("Papers"))
        self.small_pictures = QCheckBox(_("Smaller pictures, for mails"))
        self.folder = QLineEdit(str(opened.path.absolute().with_suffix("")))
        self.author, self.note = QLineEdit(author), QLineEdit()
        self._set_aside: list[QCheckBox] = []
        self._build()
        (self.only_touched if only_touched else self.everyone).setChecked(True)
        self._fill_people()
        self._fill_kinds()
        self._wire()

    # --- building

    def _build(self) -> None:
        inside = QWidget()
        inside.setProperty("ground", "panel")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._fill_inside(QVBoxLayout(inside))
        scroll = self.scrolled = _Scrolled((self.people, self.kinds))
        scroll.setAccessibleName(_("What to publish"))
        scroll.setWidget(inside)
        scroll.setMinimumWidth(inside.minimumSizeHint().width() + 14)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(scroll, 1)
        fields = self._fields()
        column.addLayout(fields)
        bar = scroll.verticalScrollBar()  # what stands below ends where all above it does

        def align(_least: int, most: int) -> None:
            fields.setContentsMargins(0, 0, bar.sizeHint().width() if most else 0, 0)

        bar.rangeChanged.connect(align)

    def _fill_inside(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._whom())
        column.addLayout(self._audiences_and_lists(), 1)
        column.addWidget(label(_("Languages (none ticked: each reader's own)"), "pane"))
        row = QHBoxLayout()
        for tag in available_languages():
            box = self.languages[tag] = QCheckBox(words.LANGUAGES.get(tag, tag))
            row.addWidget(box)
        row.addStretch(1)
        column.addLayout(row)
        self.small_pictures.setToolTip(
            _("Photos and logos with fewer dots: the papers look the same on a screen.")
        )
        column.addWidget(self.small_pictures)

    def _whom(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label(_("For whom"), "pane"))
        group = QButtonGroup(self)
        first, second = QHBoxLayout(), QHBoxLayout()
        for button in (self.only_touched, self.everyone, self.one):
            group.addButton(button)
        first.setSpacing(16)
        first.addWidget(self.only_touched)
        first.addWidget(self.everyone)
        first.addStretch(1)
        self.one.setAccessibleName(_("Only one recipient"))
        self.recipient.setAccessibleName(_("Recipient"))
        self.recipient.setEnabled(False)
        self.recipient.setMinimumContentsLength(20)
        second.addWidget(self.one)
        second.addWidget(self.recipient, 1)
        column.addLayout(first)
        column.addLayout(second)
        return column

    def _audiences_and_lists(self) -> QGridLayout:
        """Two columns, in which everything begins at the same places."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        for number, audience in enumerate(AUDIENCES):
            text = _EXPLAINED.get(audience, words.AUDIENCES[audience])
            box = self.audiences[audience] = QCheckBox(_(text))
            box.setChecked(True)
            grid.addWidget(box, number % _ROWS, number // _ROWS)
        self.left_out = label(
            _("People are ticked below: only their own papers are made."), "small", wrap=True
        )
        self.left_out.hide()
        grid.addWidget(self.left_out, _ROWS, 0, 1, 2)
        heads = _("Only these people"), _("Only these papers")
        for side, (head, some) in enumerate(zip(heads, (self.people, self.kinds), strict=True)):
            title = label(head, "pane")
            title.setContentsMargins(0, 6, 0, 4)
            some.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            some.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            grid.addWidget(title, _ROWS + 1, side)
            grid.addWidget(some, _ROWS + 2, side)
            grid.setColumnStretch(side, 1)
        grid.setRowStretch(_ROWS + 2, 1)
        below = label(_("None ticked: everybody, all papers."), "small")
        below.setContentsMargins(0, 4, 0, 0)
        grid.addWidget(below, _ROWS + 3, 0, 1, 2)
        return grid

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        self.folder.setAccessibleName(_("Folder"))
        self.author.setAccessibleName(_("Published by"))
        self.note.setAccessibleName(_("Note"))
        self.note.setPlaceholderText(_("Why this version, in a few words"))
        rows = ((_("Into"), self.folder), (_("Note"), self.note), (_("By"), self.author))
        for line, (text, editor) in enumerate(rows):
            grid.addWidget(label(text, "small"), line, 0)
            grid.addWidget(editor, line, 1, 1, 2 if line else 1)
        grid.addWidget(icon_button("folder-open", _("Choose the folder"), self._browse), 0, 2)
        return grid

    def _wire(self) -> None:
        boxes = (*self.audiences.values(), *self.languages.values())
        for box in boxes:
            box.toggled.connect(lambda _on: self.changed.emit())
        for button in (self.only_touched, self.everyone, self.one):
            button.toggled.connect(self._on_whom)
        self.recipient.activated.connect(lambda _row: self._on_recipient())
        model_of(self.people).itemChanged.connect(lambda _row: self._on_people())
        model_of(self.kinds).itemChanged.connect(lambda _row: self.changed.emit())

    def _fill_people(self) -> None:
        model = model_of(self.people)
        for person in active_people(self._opened.dossier.visit):
            model.appendRow(_tickable(person.name, code_of(person)))
        if not model.rowCount():
            nobody = QStandardItem(_("Nobody takes part yet."))
            nobody.setFlags(Qt.ItemFlag.ItemIsEnabled)
            model.appendRow(nobody)

    def _fill_kinds(self) -> None:
        for name in KINDS:
            model_of(self.kinds).appendRow(_tickable(_(words.FILES.get(name, name)), name))

    # --- choosing

    def offer(self, recipients: Sequence[Recipient]) -> None:
        """Let the user choose one of these."""
        dossier = self._opened.dossier
        names = whom.names_of(told_apart(dossier), *(v.visit for v in dossier.versions))
        held = self.recipient.currentData()
        self.recipient.clear()
        for one in recipients:
            name = whom.recipient(one, names)
            kind = _(words.AUDIENCES[one.audience])
            self.recipient.addItem(name if name == kind else w.joined(name, kind), one)
        keys = [one.key for one in recipients]
        if held is not None and held.key in keys:
            self.recipient.setCurrentIndex(keys.index(held.key))

    def choose_everyone(self) -> None:
        """Choose everyone; the focus goes along."""
        held = self.window().focusWidget() is self.only_touched
        self.everyone.setChecked(True)
        if held:
            self.focus_checked()

    def focus_checked(self) -> None:
        """Put the focus on whom it is for: otherwise the first choice looks like the chosen one."""
        (self.only_touched if self.only_touched.isChecked() else self.everyone).setFocus()

    def say_files(self, button: QRadioButton, count: int | None) -> None:
        """Say beside a choice how many files it makes; None: not counted."""
        known = {self.only_touched: _("Only those touched"), self.everyone: _("Everyone")}
        if button in known:
            files = plural("{count} file", "{count} files", count) if count is not None else ""
            button.setText(f"{known[button]} ({files})" if files else known[button])

    def _on_whom(self, on: bool) -> None:
        if not on:
            return
        single = self.one.isChecked()
        self.recipient.setEnabled(single and self.recipient.count() > 0)
        for widget in (*self.audiences.values(), self.people):
            widget.setEnabled(not single)
        if not single:
            self._follow_people()
        self.changed.emit()

    def _on_recipient(self) -> None:
        if self.one.isChecked():
            self.changed.emit()

    def _on_people(self) -> None:
        """Named people get their own papers; those that are nobody's own have no part in it."""
        named = bool(ticked(self.people))
        others = [box for a, box in self.audiences.items() if a is not Audience.DELEGATE]
        if named and self.left_out.isHidden():
            self._set_aside = [box for box in others if box.isChecked()]
        if named is self.left_out.isHidden():
            for box in others:
                box.setChecked(not named and box in self._set_aside)
        self._follow_people()
        self.left_out.setVisible(named)
        self.scrolled.fit()
        self.changed.emit()

    def _follow_people(self) -> None:
        named = bool(ticked(self.people))
        for audience, box in self.audiences.items():
            box.setEnabled(audience is Audience.DELEGATE or not named)

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Folder"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    # --- what is asked for

    def request(self) -> Request:
        """What is chosen."""
        from visitplanner.publishing.recipients import Request

        one: Recipient | None = self.recipient.currentData() if self.one.isChecked() else None
        return Request(
            now=datetime.now().astimezone(),
            audiences=() if one else self.ticked_audiences(),
            people=() if one else ticked(self.people),
            languages=tuple(tag for tag, box in self.languages.items() if box.isChecked()),
            kinds=ticked(self.kinds),
            note=self.note.text().strip(),
            author=" ".join(self.author.text().split()),
            only_touched=self.only_touched.isChecked(),
            only=(one,) if one else (),
            small_pictures=self.small_pictures.isChecked(),
        )

    def ticked_audiences(self) -> tuple[Audience, ...]:
        """The audiences that are chosen."""
        return tuple(a for a, box in self.audiences.items() if box.isChecked())

    @property
    def out(self) -> Path:
        """Where the files go."""
        return Path(self.folder.text().strip() or ".").expanduser()


def checkable(name: str) -> QListView:
    """A list whose rows can be ticked."""
    view = QListView()
    view.setModel(QStandardItemModel(view))
    view.setAccessibleName(name)
    view.setProperty("boxed", True)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setWordWrap(True)
    return view


def model_of(view: QListView) -> QStandardItemModel:
    """The rows of such a list."""
    model = view.model()
    assert isinstance(model, QStandardItemModel)
    return model


def ticked(view: QListView) -> tuple[str, ...]:
    """The values of the rows that are ticked."""
    model = model_of(view)
    rows = (model.item(number) for number in range(model.rowCount()))
    return tuple(str(row.data(VALUE)) for row in rows if row.checkState() is Qt.CheckState.Checked)


def _tickable(text: str, value: str) -> QStandardItem:
    row = QStandardItem(text)
    row.setToolTip(tooltip(text))
    row.setCheckable(True)
    row.setData(value, VALUE)
    return row
