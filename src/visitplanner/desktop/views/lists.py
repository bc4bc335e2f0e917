"""Everything else a plan consists of, each as a table: stops, rooms, places, contacts and so on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from visitplanner.desktop.document import Document
from visitplanner.desktop.models.records import RecordsModel
from visitplanner.desktop.qt import override
from visitplanner.desktop.views.page import TablePage
from visitplanner.desktop.widgets.controls import push_button
from visitplanner.desktop.wording import _

LISTS = (
    "stops",
    "rooms",
    "places",
    "organisations",
    "contacts",
    "tasks",
    "budget",
    "travel_times",
)


class ListsPage(QWidget):
    """One table at a time, chosen by tabs."""

    add_wanted = Signal(str)
    """Add a record to the collection of that name."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._made: dict[str, TablePage] = {}
        titles = (
            _("Stops"),
            _("Rooms"),
            _("Places"),
            _("Organisations"),
            _("Contacts"),
            _("Tasks"),
            _("Budget"),
            _("Travel times"),
        )
        self._tabs = QTabBar()
        self._tabs.setObjectName("parts")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setAccessibleName(_("Lists"))
        self._pages = QStackedWidget()
        for title in titles:
            self._tabs.addTab(title)
        self._tabs.currentChanged.connect(lambda _tab: self.current_page())
        top = QFrame()
        top.setProperty("ground", "base")
        row = QHBoxLayout(top)
        row.setContentsMargins(4, 4, 12, 0)
        row.addWidget(self._tabs)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self._pages, 1)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.current_page()
        super().showEvent(event)

    def _page(self, document: Document, collection: str, title: str) -> TablePage:
        def wanted() -> None:
            self.add_wanted.emit(collection)

        add = push_button(_("Add"), wanted, icon="plus", small=True)
        empty = (_("No {list} yet.").format(list=title.lower()), _("Add"))
        page = TablePage(document, RecordsModel(document, collection), title, empty, (add,))
        page.empty_wanted.connect(wanted)
        return page

    def current_page(self) -> TablePage:
        """The table that shows; each is made when it is first wanted."""
        number = self._tabs.currentIndex()
        collection, title = LISTS[number], self._tabs.tabText(number)
        page = self._made.get(collection)
        if page is None:
            page = self._made[collection] = self._page(self._document, collection, title)
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        return page

    def show_collection(self, collection: str) -> None:
        """Bring the table of a collection to the front."""
        if collection in LISTS:
            self._tabs.setCurrentIndex(LISTS.index(collection))
