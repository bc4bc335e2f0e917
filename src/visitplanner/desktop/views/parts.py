"""A page of several parts, chosen by tabs of its own."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from visitplanner.desktop.ahead import is_large
from visitplanner.desktop.models.records import RecordsModel
from visitplanner.desktop.qt import override
from visitplanner.desktop.steps import ALONE, Making, Steps
from visitplanner.desktop.views.base import Context, Page, place
from visitplanner.desktop.views.table_pane import TablePane
from visitplanner.desktop.widgets.controls import push_button
from visitplanner.desktop.widgets.holding import paint_later
from visitplanner.desktop.widgets.page_tabs import PageTabs
from visitplanner.desktop.widgets.stack import Stack
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.visit import collection_of
from visitplanner.i18n import N_

_ADD = {
    "stops": ("add_city", N_("City")),
    "rooms": ("add_room", N_("Room")),
    "places": ("add_place", N_("Place")),
    "organisations": ("add_organisation", N_("Organisation")),
    "contacts": ("add_contact", N_("Contact")),
    "travel_times": ("add_travel_time", N_("Travel time")),
}
"""The action that adds a record to a collection, and what the button for it calls the record."""


def counted(collection: str, shown: int, everything: int) -> str:
    """How many there are, with their noun."""
    words = {
        "stops": lambda n: plural("{count} city", "{count} cities", n),
        "rooms": lambda n: plural("{count} room", "{count} rooms", n),
        "places": lambda n: plural("{count} place", "{count} places", n),
        "organisations": lambda n: plural("{count} organisation", "{count} organisations", n),
        "contacts": lambda n: plural("{count} contact", "{count} contacts", n),
        "travel_times": lambda n: plural("{count} travel time", "{count} travel times", n),
        "tasks": lambda n: plural("{count} task", "{count} tasks", n),
        "budget": lambda n: plural("{count} line", "{count} lines", n),
    }
    said = words[collection](everything) if collection in words else str(everything)
    if shown == everything:
        return said
    return _("{shown} of {all}").format(shown=shown, all=said)


class InSteps(QWidget):
    """A part that has more to make than its table."""

    def prepare(self) -> Iterator[object]:
        """Make the rest of it in steps; it does not show yet, and has its size."""
        raise NotImplementedError


def _fill(part: QWidget) -> Iterator[object]:
    """Work out what the tables of a part say, in steps."""
    tables = [part] if isinstance(part, TablePane) else part.findChildren(TablePane)
    for table in tables:
        yield from table.prepare()


PartMaker = Callable[[], QWidget | Generator[object, None, QWidget]]
"""Makes a part at once, or in steps."""


class PartsPage(Page):
    """One part at a time; each is made when it is first wanted.

    Args:
        context: what the page works with.
        name: what the tabs are called.
        parts: for each part its key, its title, and what makes it. The key is the name of the
            collection whose records are at home there, if there is one.
    """

    def __init__(
        self,
        context: Context,
        name: str,
        parts: Sequence[tuple[str, str, PartMaker]],
    ) -> None:
        super().__init__(context)
        self._keys = [key for key, _title, _make in parts]
        self._make = {key: make for key, _title, make in parts}
        self._made: dict[str, QWidget] = {}
        self._making: dict[str, Making[QWidget]] = {}
        self._tabs = PageTabs("parts", name, 10)
        self._stack = Stack()
        self._placed: set[str] = set()
        self._blank = QWidget()
        self._blank.setProperty("ground", "canvas")
        self._blank.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stack.addWidget(self._blank)
        self._steps = Steps(self)
        for _key, title, _maker in parts:
            self._tabs.addTab(title)
        self._tabs.currentChanged.connect(lambda _tab: self._on_tab())
        top = QFrame()
        top.setProperty("ground", "base")
        row = QHBoxLayout(top)
        row.setContentsMargins(4, 4, 12, 0)
        row.addWidget(self._tabs, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self._stack, 1)

    def records(
        self, collection: str, title: str, empty: tuple[str, str], *, beside: bool = False
    ) -> TablePane:
        """A table of the records of a collection, with a button that adds one.

        Args:
            collection: the name of the collection.
            title: what the table is called.
            empty: what stands there while there is no record, and the words on the button below.
            beside: whether it stands beside what the part is about.
        """
        key, noun = _ADD[collection]

        def wanted() -> None:
            self.action_wanted.emit(key)

        add = push_button(_(noun), wanted, icon="plus", primary=not beside)
        add.setToolTip(empty[1])
        model = RecordsModel(self.document, collection)
        pane = TablePane(self.document, model, title, empty, (add,))
        pane.count_text = partial(counted, collection)
        pane.follow()
        pane.remember(self.context.services, collection)
        pane.empty_wanted.connect(wanted)
        return pane

    @override
    def prepare(self) -> Iterator[object]:
        yield ALONE
        yield from self._making_of(self._keys[self._tabs.currentIndex()]).steps()
        part = self.part()
        yield None
        yield from super().prepare()
        self._placed.add(self._keys[self._tabs.currentIndex()])
        yield from _fill(part)

    @override
    def prepare_rest(self) -> Iterator[object]:
        for key in self._keys:
            yield from self._prepare_part(key)

    def _prepare_part(self, key: str) -> Iterator[object]:
        """Make a part in steps, up to where it only has to be shown."""
        if key in self._placed:
            return
        yield ALONE
        yield from self._making_of(key).steps()
        part = self._make_part(key)
        if not part.isVisible():
            part.resize(self._stack.size())
            if isinstance(part, InSteps):
                yield from part.prepare()
            yield from place(part)
            yield from _fill(part)
        self._placed.add(key)

    def _on_tab(self) -> None:
        """Show the part that is chosen; of a large plan behind an empty one, while it is made."""
        key = self._keys[self._tabs.currentIndex()]
        if key in self._made or not self.isVisible() or not is_large(self.document.visit):
            self.part()
            return
        self._stack.setCurrentWidget(self._blank)
        self._steps.begin(self._arrive(key))

    def _arrive(self, key: str) -> Iterator[object]:
        yield None
        yield from self._prepare_part(key)
        yield ALONE
        if key == self._keys[self._tabs.currentIndex()]:
            self.part()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.part()
        super().showEvent(event)

    @property
    def parts(self) -> tuple[str, ...]:
        """The keys of the parts, in the order of the tabs."""
        return tuple(self._keys)

    def part(self) -> QWidget:
        """The part that shows."""
        key = self._keys[self._tabs.currentIndex()]
        made = self._make_part(key)
        if self._stack.currentWidget() is not made:
            paint_later(self._stack)
            self._stack.setCurrentWidget(made)
        return made

    def _make_part(self, key: str) -> QWidget:
        made = self._made.get(key)
        return self._making_of(key).finish() if made is None else made

    def _making_of(self, key: str) -> Making[QWidget]:
        """The making of a part, which may have begun."""
        if key not in self._making:
            self._making[key] = Making(self._make_in_steps(key))
        return self._making[key]

    def _make_in_steps(self, key: str) -> Generator[object, None, QWidget]:
        try:
            made = self._make[key]()
            if not isinstance(made, QWidget):
                made = yield from made
        except Exception:
            del self._making[key]  # it may be tried again
            raise
        self._made[key] = made
        self.take(made)
        yield None
        return made

    def take(self, part: QWidget) -> None:
        """Put a part where it belongs: one that comes about in steps before these begin."""
        if self._stack.indexOf(part) < 0:
            self._stack.addWidget(part)

    def show_part(self, key: str) -> None:
        """Bring a part to the front."""
        if key in self._keys:
            self._tabs.setCurrentIndex(self._keys.index(key))

    @override
    def reveal(self, record_id: str) -> None:
        record = self.document.record(record_id)
        if record is not None:
            self.show_part(collection_of(record))

    @override
    def focus_filter(self) -> bool:
        part = self.part()
        if isinstance(part, TablePane):
            part.focus_filter()
            return True
        return False
