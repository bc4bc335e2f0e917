"""The panes around the pages: where they stand, how wide they are, which show on which page.

What a page asks for is the beginning; what the user has shown or hidden on it wins from then on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent
from PySide6.QtWidgets import QDockWidget, QMenu, QStyle, QWidget

from visitplanner.desktop import theme
from visitplanner.desktop.qt import override
from visitplanner.desktop.shell import Shell
from visitplanner.desktop.wording import _
from visitplanner.i18n import N_

VERSION: Final = 2
"""Of the layout that is remembered: one with another number is forgotten."""
NARROW, SLIM, LOW, FLAT = 1280, 1160, 660, 600
"""Below these widths the inspector narrows and the left panes hide; below these heights the
problems get less room and hide: the heads of the days count them."""
NARROW_INSPECTOR = 264
_USUAL_INSPECTOR, _TABLE = 300, 1040
"""A page may ask for more than the usual width where its table keeps its own."""
_WIDER = 13
"""By so much the inspector is wider for each pixel that the user wants letters larger."""
_OUTLINE, _PROBLEMS, _FEW_PROBLEMS = 220, 128, 92
_AROUND = (
    Qt.DockWidgetArea.LeftDockWidgetArea
    | Qt.DockWidgetArea.RightDockWidgetArea
    | Qt.DockWidgetArea.BottomDockWidgetArea
)
_LEFT, _RIGHT, _BOTTOM = (
    Qt.DockWidgetArea.LeftDockWidgetArea,
    Qt.DockWidgetArea.RightDockWidgetArea,
    Qt.DockWidgetArea.BottomDockWidgetArea,
)


@dataclass(frozen=True)
class PaneSpec:
    """One pane: by what it is called, its title in English, and where it stands at first."""

    name: str
    title: str
    area: Qt.DockWidgetArea


PANES: Final = (
    PaneSpec("outline", N_("Outline"), _LEFT),
    PaneSpec("tray", N_("Not scheduled yet"), _LEFT),
    PaneSpec("inspector", N_("Inspector"), _RIGHT),
    PaneSpec("problems", N_("Problems"), _BOTTOM),
    PaneSpec("history", N_("Undo history"), _RIGHT),
)
Parts = tuple[QWidget, QWidget]
"""What is in a pane, and the line above it."""


class Layout(NamedTuple):
    """What is remembered of the panes: Qt's own text, and what the user has shown on each page."""

    state: str = ""
    shown: Mapping[str, Mapping[str, bool]] = MappingProxyType({})


class Pane(QDockWidget):
    """A dock whose inside is made when it is first shown."""

    hide_wanted = Signal()

    def __init__(self, spec: PaneSpec, make: Callable[[], Parts]) -> None:
        super().__init__(_(spec.title))
        self.setObjectName(spec.name)
        self._make: Callable[[], Parts] | None = make
        self.setAllowedAreas(_AROUND)
        feature = QDockWidget.DockWidgetFeature
        self.setFeatures(
            feature.DockWidgetMovable | feature.DockWidgetFloatable | feature.DockWidgetClosable
        )

    def furnish(self) -> None:
        """Make what is inside, if it is not there yet."""
        if self._make is None:
            return
        inside, head = self._make()
        self._make = None
        self.setTitleBarWidget(head)
        self.setWidget(inside)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.hide_wanted.emit()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        head = self.titleBarWidget()
        if self._make is not None or not head.geometry().contains(event.pos()):
            super().contextMenuEvent(event)
            return
        menu = QMenu(self)
        floats = menu.addAction(_("Dock it again") if self.isFloating() else _("Float"))
        floats.triggered.connect(lambda _on=False: self.setFloating(not self.isFloating()))
        menu.addAction(_("Hide")).triggered.connect(lambda _on=False: self.hide_wanted.emit())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


class Panes(QObject):
    """The panes of one workspace.

    Args:
        shell: the window they stand in.
        chosen: for each page the panes that the user has shown or hidden there.
    """

    changed = Signal()
    """Which panes show has changed."""

    def __init__(
        self, shell: Shell, chosen: Mapping[str, Mapping[str, bool]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self.chosen = {page: dict(panes) for page, panes in chosen.items()}
        self.docks: dict[str, Pane] = {}
        self._page, self._wanted, self._width = "", frozenset[str](), 300
        self.pending = ""
        """How they are to stand, by `layout`, once they are restored."""
        self._widths: dict[str, int] = {}
        """How wide the user has made the inspector, by page."""
        self._set_to = 0
        self._size = self._breadth()
        shell.resized.connect(self._on_resized)

    def add(self, spec: PaneSpec, make: Callable[[], Parts]) -> Pane:
        """Add a pane; `make` makes what is in it when it is first shown."""
        pane = self.docks[spec.name] = Pane(spec, make)
        pane.hide()
        pane.hide_wanted.connect(lambda: self.show(spec.name, shown=False))
        self._shell.addDockWidget(spec.area, pane)
        return pane

    # --- what shows

    def show_for(self, page: str, wanted: frozenset[str], inspector_width: int) -> None:
        """Show the panes of a page."""
        self._note_width()
        self._page, self._wanted, self._width = page, wanted, inspector_width
        self._show_all()

    def shows(self, name: str) -> bool:
        """Whether a pane belongs to what shows now."""
        return self._belongs(name, self._page, self._wanted)

    def belonging(self, page: str, wanted: frozenset[str]) -> list[Pane]:
        """The panes that will show around a page."""
        return [pane for name, pane in self.docks.items() if self._belongs(name, page, wanted)]

    def _belongs(self, name: str, page: str, wanted: frozenset[str]) -> bool:
        chosen = self.chosen.get(page, {}).get(name)
        if chosen is not None:
            return chosen
        slim = self._shell.width() < SLIM and name in ("outline", "tray")
        flat = self._shell.height() < FLAT and name == "problems"
        return name in wanted and not slim and not flat

    def show(self, name: str, *, shown: bool) -> None:
        """Show or hide a pane on the present page, now and from now on."""
        self.chosen.setdefault(self._page, {})[name] = shown
        self._show_all()

    def reveal(self, name: str) -> None:
        """Show a pane for once: something in it is wanted."""
        self.docks[name].furnish()
        self.docks[name].show()
        self.changed.emit()

    def room_beside(self, page: str, wanted: frozenset[str], inspector_width: int) -> QSize:
        """By how much the middle grows, in pixels, once the panes of that page stand around it."""
        chosen = self.chosen.get(page, {})
        extent = QStyle.PixelMetric.PM_DockWidgetSeparatorExtent
        line = self._shell.style().pixelMetric(extent, None, self._shell)
        there = {
            name: pane
            for name, pane in self.docks.items()
            if pane.isVisible() and not pane.isFloating()
        }

        def stay(*names: str) -> bool:
            return any(chosen.get(name, name in wanted) for name in names)

        across = down = 0
        if (left := there.get("outline") or there.get("tray")) and not stay("outline", "tray"):
            across += left.width() + line
        if right := there.get("inspector"):
            across += right.width() - inspector_width if stay("inspector") else right.width() + line
        if (below := there.get("problems")) and not stay("problems"):
            down += below.height() + line
        return QSize(across, down)

    def _show_all(self) -> None:
        for name, pane in self.docks.items():
            shown = self.shows(name)
            if shown:
                pane.furnish()
            pane.setVisible(shown)
        self._set_width()
        self.changed.emit()

    # --- sizes

    def _breadth(self) -> tuple[bool, bool, bool, bool]:
        wide, tall = self._shell.width(), self._shell.height()
        return wide < NARROW, wide < SLIM, tall < LOW, tall < FLAT

    def _on_resized(self) -> None:
        before, self._size = self._size, self._breadth()
        if before != self._size and self._page:
            self._note_width()
            self._show_all()
            if before[2] != self._size[2]:
                self._set_height()

    def _inspector_width(self) -> int:
        if self._page in self._widths:
            return self._widths[self._page]
        more = _WIDER * max(theme.larger(), 0)
        if self._size[0]:
            return min(self._width, NARROW_INSPECTOR) + more
        return min(self._width, max(_USUAL_INSPECTOR, self._shell.width() - _TABLE)) + more

    def _note_width(self) -> None:
        """Remember how wide the user has made the inspector."""
        pane = self.docks.get("inspector")
        if pane is None or not self._page or not pane.isVisible() or pane.isFloating():
            return
        if self._set_to and abs(pane.width() - self._set_to) > 3:
            self._widths[self._page] = pane.width()

    def _set_width(self) -> None:
        pane = self.docks["inspector"]
        self._set_to = 0  # until the layout is done nobody but the window has set anything
        if pane.isVisible() and not pane.isFloating():
            across = Qt.Orientation.Horizontal
            self._shell.resizeDocks([pane], [self._inspector_width()], across)
            QTimer.singleShot(0, self, self._settled)

    def _settled(self) -> None:
        """Take the widths as they came out as the ones that were set: a layout has its say too."""
        pane = self.docks["inspector"]
        self._set_to = pane.width() if pane.isVisible() else 0

    def _set_height(self) -> None:
        tall = _FEW_PROBLEMS if self._size[2] else _PROBLEMS
        self._shell.resizeDocks([self.docks["problems"]], [tall], Qt.Orientation.Vertical)

    # --- the layout as a whole

    def lay_out(self) -> None:
        """Put the panes where they are on the first day."""
        for spec in PANES:
            pane = self.docks[spec.name]
            pane.setFloating(False)
            self._shell.addDockWidget(spec.area, pane)
        down = Qt.Orientation.Vertical
        self._shell.splitDockWidget(self.docks["outline"], self.docks["tray"], down)
        self._shell.splitDockWidget(self.docks["inspector"], self.docks["history"], down)

    def set_sizes(self) -> None:
        """Give the panes that show their sizes of the first day."""
        down = Qt.Orientation.Vertical
        left = [self.docks["outline"], self.docks["tray"]]
        self._shell.resizeDocks(left[:1], [_OUTLINE], Qt.Orientation.Horizontal)
        self._shell.resizeDocks(left, [500, 260], down)
        right = [self.docks["inspector"], self.docks["history"]]
        self._shell.resizeDocks(right, [560, 200], down)
        self._set_height()
        self._set_width()

    def reset(self) -> None:
        """Forget what the user has chosen, on every page."""
        self.chosen.clear()
        self._widths.clear()
        self.lay_out()
        self._show_all()
        self.set_sizes()

    def layout(self) -> Layout:
        """How the panes stand and which of them show, to be remembered."""
        state = self.pending or bytes(self._shell.saveState(VERSION).toBase64().data()).decode()
        return Layout(state, {page: dict(panes) for page, panes in self.chosen.items()})

    def restore(self) -> bool:
        """Put the panes where they were; False where that cannot be read any more."""
        state, self.pending = self.pending, ""
        raw = QByteArray.fromBase64(state.encode("ascii", "ignore"))
        return bool(state) and self._shell.restoreState(raw, VERSION)

    # --- the focus

    def with_focus(self, focus: QWidget | None) -> str:
        """The name of the pane that has the focus; empty where none has."""
        for name, pane in self.docks.items():
            if focus is not None and pane.isAncestorOf(focus):
                return name
        return ""

    def take_off(self) -> list[Pane]:
        """Take the panes off the window, to be thrown away; they hold on to nothing in it."""
        self._shell.resized.disconnect(self._on_resized)
        for pane in self.docks.values():
            self._shell.removeDockWidget(pane)
            # Until it is gone a layout that is restored must not take it for its successor.
            pane.setObjectName("")
            pane.hide()
        return list(self.docks.values())
