"""Who has what: which version each recipient holds, how it got there, whether they have read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QTabBar,
    QTableView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from visitplanner.desktop import wording as w
from visitplanner.desktop.models import ledger as model
from visitplanner.desktop.models.ledger import LedgerModel, LedgerRow
from visitplanner.desktop.paper import whom, words
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.lists import set_up_filter, set_up_reading
from visitplanner.desktop.widgets.room import open_at
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.identity import told_apart
from visitplanner.domain.queries import active_people
from visitplanner.domain.versions import Channel, Delivery
from visitplanner.errors import VisitPlannerError

if TYPE_CHECKING:
    from visitplanner.desktop.document import Document
    from visitplanner.desktop.services import Services
    from visitplanner.desktop.tasks import Task, Tasks
    from visitplanner.domain.versions import Version
    from visitplanner.publishing.ledger import Standing
    from visitplanner.storage.visitfile import Opened

LEDGER, VERSIONS = range(2)
"""The parts of the dialog."""


class LedgerDialog(QDialog):
    """The ledger of an open visit, and its versions."""

    def __init__(
        self,
        parent: QWidget | None,
        document: Document,
        services: Services,
        tasks: Tasks,
        *,
        part: int = LEDGER,
    ) -> None:
        super().__init__(parent)
        self._document, self._services, self._tasks = document, services, tasks
        self._task: Task | None = None
        self.setWindowTitle(_("Who has what"))
        open_at(self, 980, 640)
        self.headline = label("", "heading", wrap=True)
        self.untold = label("", "warn", wrap=True)
        self.untold.hide()
        self.message = label("", "error", wrap=True)
        self.message.hide()
        self.filter = QLineEdit()
        self.model = LedgerModel()
        self.table = QTableView()
        self.detail = QPlainTextEdit()
        self.remark = QLineEdit()
        self.handed = push_button(_("Note as handed over"), self.note_handed)
        self.read = push_button(_("Note as read"), self.note_read)
        self.versions = QTreeWidget()
        self.parts = QTabBar()
        self._build()
        self.parts.setCurrentIndex(part)
        self.finished.connect(lambda _code: self._stop())
        self.refresh()

    def now(self) -> datetime:
        """The moment at which things stand as they are shown."""
        return datetime.now().astimezone()

    # --- building

    def _build(self) -> None:
        stack = QStackedWidget()
        stack.addWidget(self._ledger())
        stack.addWidget(self._versions())
        self.parts.setObjectName("parts")
        self.parts.setDrawBase(False)
        self.parts.setExpanding(False)
        self.parts.setAccessibleName(_("Parts"))
        for text in (_("Recipients"), _("Versions")):
            self.parts.addTab(text)
        self.parts.currentChanged.connect(stack.setCurrentIndex)
        foot = QHBoxLayout()
        foot.addWidget(self.message, 1)
        foot.addStretch(1)
        foot.addWidget(push_button(_("Close"), self.accept, primary=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(10)
        column.addWidget(self.headline)
        column.addWidget(self.untold)
        column.addWidget(self.parts)
        column.addWidget(stack, 1)
        column.addLayout(foot)

    def _ledger(self) -> QWidget:
        set_up_filter(self.filter)
        self.filter.textChanged.connect(self._on_filter)
        self._build_table()
        self.detail.setReadOnly(True)
        self.detail.setFixedHeight(96)
        self.detail.setAccessibleName(_("What changed for the recipient"))
        self.remark.setPlaceholderText(_("Remark, such as “said so by telephone”"))
        self.remark.setAccessibleName(_("Remark"))
        row = QHBoxLayout()
        row.addWidget(self.remark, 1)
        row.addWidget(self.handed)
        row.addWidget(self.read)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.filter)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
        column.addLayout(row)
        return page

    def _build_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setProperty("boxed", True)
        set_up_reading(table, _("Recipients"), several=True)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for column, width in enumerate((210, 130, 190, 210, 130)):
            table.setColumnWidth(column, width)
        table.selectionModel().selectionChanged.connect(lambda _new, _old: self._show_detail())

    def _versions(self) -> QWidget:
        tree = self.versions
        tree.setAccessibleName(_("Versions"))
        tree.setProperty("boxed", True)
        tree.setHeaderLabels([_("Version"), _("When"), _("By"), _("Note"), _("Files")])
        for column, width in enumerate((320, 150, 130, 200, 80)):
            tree.setColumnWidth(column, width)
        return tree

    # --- filling

    def refresh(self) -> None:
        """Work out anew who holds what."""
        self._stop()
        self._show_versions()
        if not self._document.dossier.versions:
            self.headline.setText(_("Nothing has been published yet."))
            self._show_detail()
            return
        services, opened, now = self._services, self._opened(), self.now()
        self._task = self._tasks.run(
            lambda _task: (services.ledger(opened, now), services.untold(opened, now)),
            lambda found: self._show(*found),
            on_error=self._failed,
            quiet=True,
        )

    def _opened(self) -> Opened:
        """The file with the plan as it is now, saved or not."""
        from visitplanner.storage.visitfile import Opened

        document = self._document
        if document.opened is None:
            return Opened(document.dossier, Path(), "")
        return replace(document.opened, dossier=document.dossier)

    def _names(self) -> dict[str, str]:
        dossier = self._document.dossier
        return whom.names_of(told_apart(dossier), *(version.visit for version in dossier.versions))

    def _show(self, found: Sequence[Standing], untold: str = "") -> None:
        self._task = None
        held = {row.standing.recipient.key for row in self.chosen()}
        rows = model.rows(found, self._names())
        self.model.show(rows)
        self._say(rows, untold)
        again = [n for n, row in enumerate(self.model.rows) if row.standing.recipient.key in held]
        self.table.selectRow(again[0] if again else 0)
        self._show_detail()

    def _say(self, rows: Sequence[LedgerRow], untold: str) -> None:
        stale = [row.standing.recipient for row in rows if row.standing.is_stale]
        who = list(whom.counts(one.audience for one in stale if one.name is not None))
        if any(one.name is None for one in stale):
            who.append(_("shared papers"))
        if who:
            text = _("Papers no longer right: {who}").format(who=", ".join(who))
        elif active_people(self._document.visit):
            text = _("What everybody holds is right.")
        else:
            text = _("Nobody takes part yet; what was published is right.")
        self.headline.setText("" if untold and not who else text)
        self.headline.setVisible(bool(self.headline.text()))
        self.untold.setText(untold)
        self.untold.setVisible(bool(untold))

    def _show_versions(self) -> None:
        self.versions.clear()
        for version in reversed(self._document.dossier.versions):
            self.versions.addTopLevelItem(_branch(version))

    def _on_filter(self, text: str) -> None:
        self.model.set_filter(text)
        self._show_detail()

    # --- one recipient

    def chosen(self) -> list[LedgerRow]:
        """The rows that are selected."""
        indexes = self.table.selectionModel().selectedRows()
        return [self.model.rows[index.row()] for index in indexes]

    def _show_detail(self) -> None:
        rows = self.chosen()
        self.detail.setPlainText(_detail(rows[0]) if len(rows) == 1 else "")
        document = self._document
        possible = document.opened is not None and not document.read_only
        holding = possible and any(row.standing.version for row in rows)
        for widget in (self.handed, self.read, self.remark):
            widget.setEnabled(holding)

    # --- noting

    def note_handed(self) -> None:
        """Note that those who are selected have got what they hold by hand."""
        now, remark = self.now(), self.remark.text().strip()
        self._note(
            (
                one.version,
                Delivery(recipient=one.recipient, channel=Channel.HAND, at=now, remark=remark),
            )
            for one in self._holding()
        )

    def note_read(self) -> None:
        """Note that those who are selected have said that they have read it."""
        now, remark = self.now(), self.remark.text().strip()
        found = []
        for one in self._holding():
            known = one.delivery if one.delivery and not one.delivery.failed else None
            way = known or Delivery(recipient=one.recipient, channel=Channel.HAND, at=now)
            found.append((one.version, way.model_copy(update={"read_at": now, "remark": remark})))
        self._note(found)

    def _holding(self) -> list[Standing]:
        return [row.standing for row in self.chosen() if row.standing.version]

    def _note(self, found: Iterable[tuple[int | None, Delivery]]) -> None:
        by_version: dict[int, list[Delivery]] = {}
        for number, delivery in found:
            by_version.setdefault(number or 0, []).append(delivery)
        opened, services = self._document.opened, self._services
        if opened is None or not by_version:
            return
        self._stop()
        self.message.hide()

        def work(_task: Task) -> Opened:
            now = opened
            for number, deliveries in by_version.items():
                now = services.note(now, number, deliveries)
            return now

        for widget in (self.handed, self.read):
            widget.setEnabled(False)
        self._tasks.run(work, self._on_noted, on_error=self._failed, quiet=True, whole=True)

    def _on_noted(self, opened: Opened) -> None:
        self._document.take_versions(opened)
        self.remark.clear()
        self.refresh()

    def _failed(self, error: BaseException) -> None:
        self._task = None
        if not isinstance(error, VisitPlannerError):
            raise error
        self.message.setText(str(error))
        self.message.show()
        self._show_detail()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None


def _detail(row: LedgerRow) -> str:
    """All that is known of one recipient."""
    one, lines = row.standing, []
    if one.nobody:
        lines.append(_("The plan names none of them, so nobody holds their papers."))
    elif one.version is None:
        lines.append(_("Nothing was sent to them yet."))
    elif one.is_stale:
        since = _("Since version {number}:").format(number=one.version)
        lines += [since, *(f"• {text}" for text in one.changes)]
    else:
        lines.append(_("What they hold is right."))
    if one.delivery is not None:
        lines.append(w.joined(model.sent(one.delivery), one.delivery.address, one.delivery.remark))
    return "\n".join(lines)


def _branch(version: Version) -> QTreeWidgetItem:
    files = plural("{count} file", "{count} files", len(version.files))
    texts = [
        _("Version {number}").format(number=version.number),
        model.moment(version.at),
        version.author,
        " ".join(version.note.split()),
        files,
    ]
    row = QTreeWidgetItem(texts)
    row.setToolTip(3, tooltip(version.note))
    for file in version.files:
        size = words.size(file.size) if file.size else ""
        below = QTreeWidgetItem([file.path, "", "", "", size])
        below.setToolTip(0, tooltip(file.path))
        row.addChild(below)
    return row
