"""Those who receive the delegation: the hosts, and every contact and organisation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from visitplanner.desktop.panels.host_side import NARROW, WIDE, HostSide
from visitplanner.desktop.qt import override
from visitplanner.desktop.steps import at_once
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.host_part import HostPart
from visitplanner.desktop.views.parts import PartsPage
from visitplanner.desktop.views.table_pane import TablePane
from visitplanner.desktop.wording import _
from visitplanner.domain.people import Contact
from visitplanner.domain.visit import Visit, collection_of

if TYPE_CHECKING:
    from visitplanner.desktop.checker import Found

_ROOMY = 1000
"""From this width on the pane has its full width."""


class ContactsPage(PartsPage):
    """Hosts by the step they are at, with the one that is selected beside them."""

    panes = frozenset()

    def __init__(self, context: Context, *, whole: bool = True) -> None:
        """What is in it is made at once, or else by `build`."""
        parts = (
            ("hosts", _("Hosts"), self._make_hosts),
            ("contacts", _("Contacts"), self._make_contacts),
            ("organisations", _("Organisations"), self._make_organisations),
        )
        self._begun: HostPart | None = None
        super().__init__(context, _("Contacts"), parts)
        self.side = HostSide(context, whole=False)
        self.side.field_wanted.connect(self.record_wanted)
        left = QWidget()
        inside = self.layout()
        if inside is not None:
            left.setLayout(inside)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        self._line = _side_line()
        row.addWidget(self._line)
        row.addWidget(self.side)
        if whole:
            at_once(self.build())

    @override
    def build(self) -> Iterator[object]:
        yield None
        yield from self.side.build()
        self.document.selection_changed.connect(self._fit_side)

    def _make_contacts(self) -> TablePane:
        nothing = _("No contacts yet. Add the people who receive, guide or drive the delegation.")
        return self.records("contacts", _("Contacts"), (nothing, _("Add a contact")))

    def _make_organisations(self) -> TablePane:
        nothing = _("No organisations yet. Add those that host, cater for or drive the delegation.")
        return self.records(
            "organisations", _("Organisations"), (nothing, _("Add an organisation"))
        )

    def _make_hosts(self) -> HostPart:
        made, self._begun = self._begun or HostPart(self.context), None
        made.opened.connect(self.side.show_details)
        made.chase_wanted.connect(self._chase)
        return made

    @override
    def prepare(self) -> Iterator[object]:
        if not self._made:
            begun = HostPart(self.context, whole=False)
            begun.setParent(self)  # it is to go with the page, be it finished or not
            begun.hide()
            yield from begun.build()
            if self._made:  # it was wanted at once
                begun.deleteLater()
            else:
                self._begun = begun
        yield from super().prepare()
        part = self._made["hosts"]
        if isinstance(part, HostPart) and not part.isVisible():
            for column in part.board.columns:
                column.doItemsLayout()
                yield None
            part.model.sleep()

    @property
    def hosts(self) -> HostPart:
        """The part that shows the hosts."""
        self.show_part("hosts")
        part = self.part()
        assert isinstance(part, HostPart)
        return part

    def _chase(self) -> None:
        from visitplanner.desktop.dialogs.chase import ChaseDialog

        dialog = ChaseDialog(self.window(), self.document)
        dialog.finished.connect(lambda _code: dialog.deleteLater())
        dialog.open()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_side()

    def _fit_side(self) -> None:
        """The pane shows while there is something to select; in a narrow window, to show in it."""
        visit = self.document.visit
        roomy = self.width() >= _ROOMY and bool(visit.organisations or visit.contacts)
        self.side.setFixedWidth(WIDE if self.width() >= _ROOMY else NARROW)
        for part in (self._line, self.side):
            part.setVisible(roomy or self.side.record() is not None)

    @override
    def follow(self, before: Visit, after: Visit) -> None:
        super().follow(before, after)
        if before.organisations is not after.organisations or before.contacts is not after.contacts:
            self._fit_side()

    @override
    def part(self) -> QWidget:
        part = super().part()
        words = {
            "hosts": _("Select a host to see it here."),
            "contacts": _("Select a contact to see it here."),
            "organisations": _("Select an organisation to see it here."),
        }
        self.side.invite(words[self._keys[self._tabs.currentIndex()]])
        return part

    @override
    def show_problems(self, found: Found) -> None:
        part = self._made.get("hosts")
        if isinstance(part, HostPart):
            part.model.show_problems(found.counts)

    @override
    def reveal(self, record_id: str) -> None:
        record = self.document.record(record_id)
        if record is None:
            return
        if isinstance(record, Contact):
            self.show_part("contacts")
            return
        host = self.hosts
        if record_id in host.model.book(self.document.visit):
            host.board.follow_selection()
        else:
            self.show_part(collection_of(record))

    @override
    def focus_fields(self) -> bool:
        if self.side.record() is None:
            return False
        self.side.show_details()
        return True

    @override
    def focus_filter(self) -> bool:
        part = self.part()
        if isinstance(part, HostPart):
            part.focus_filter()
            return True
        return super().focus_filter()


def _side_line() -> QFrame:
    """A hairline between the page and its pane."""
    line = QFrame()
    line.setProperty("rule", "upright")
    line.setFixedWidth(1)
    return line
