"""What is done to entries of the programme where they stand: moving, swapping, shifting."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from visitplanner.desktop.action_spec import ON_TIMELINE, ActionSpec
from visitplanner.desktop.wording import _
from visitplanner.domain.programme import Item, Journey
from visitplanner.i18n import N_

if TYPE_CHECKING:
    from visitplanner.desktop.desk import Desk
    from visitplanner.desktop.timeline.view import TimelineView

_ENTRIES: Final = frozenset({"items", "journeys"})
_ITEMS: Final = frozenset({"items"})
_MOVE: Final = N_("Move and resize")


def _move(key: str, text: str, keys: str, words: str = "") -> ActionSpec:
    return ActionSpec(
        key, text, "Edit", keys, group=3, words=words, selects=_ENTRIES, submenu=_MOVE
    )


def _look(key: str, text: str, icon: str = "", *, checkable: bool = False) -> ActionSpec:
    return ActionSpec(
        key,
        text,
        "View",
        None,
        icon,
        group=1,
        checkable=checkable,
        page="timeline",
        submenu=ON_TIMELINE,
    )


ACTIONS: Final[tuple[ActionSpec, ...]] = (
    _move("earlier", N_("Move earlier"), "Alt+Up", "up by the grid"),
    _move("later", N_("Move later"), "Alt+Down", "down by the grid"),
    _move("day_back", N_("Move to the day before"), "Alt+Left"),
    _move("day_on", N_("Move to the next day"), "Alt+Right"),
    _move("shorter", N_("Make shorter"), "Alt+Shift+Up", "resize"),
    _move("longer", N_("Make longer"), "Alt+Shift+Down", "resize extend"),
    ActionSpec(
        "swap_previous",
        N_("Swap with the one before"),
        "Edit",
        "Alt+Shift+Left",
        "swap",
        group=3,
        words="change places neighbour",
        selects=_ITEMS,
        submenu=_MOVE,
    ),
    ActionSpec(
        "swap_next",
        N_("Swap with the next one"),
        "Edit",
        "Alt+Shift+Right",
        "swap",
        group=3,
        words="change places neighbour",
        selects=_ITEMS,
        submenu=_MOVE,
    ),
    ActionSpec(
        "shift_after",
        N_("Shift everything after this by…"),
        "Edit",
        "Ctrl+Shift+L",
        "skip-forward",
        group=3,
        words="ripple later earlier rest of the day",
        selects=_ENTRIES,
        submenu=_MOVE,
    ),
    _look("collapse_gaps", N_("Collapse gaps"), checkable=True),
    _look("show_cancelled", N_("Show what is cancelled"), checkable=True),
    _look("finer_grid", N_("Finer grid")),
    _look("coarser_grid", N_("Coarser grid")),
    _look("whose_programme", N_("Show the programme of…"), "users"),
    _look("everyone", N_("Show the programme of everyone"), "users"),
    _look("earlier_days", N_("Earlier days"), "caret-left"),
    _look("later_days", N_("Later days"), "caret-right"),
    _look("go_to_now", N_("Go to now"), "clock"),
)


class TimelineCommands(QObject):
    """What is done to entries of the programme where they stand: moving, swapping, shifting."""

    ACTIONS = ACTIONS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions that this answers."""
        return {
            "earlier": lambda: self._nudge(0, -1),
            "later": lambda: self._nudge(0, 1),
            "day_back": lambda: self._nudge(-1, 0),
            "day_on": lambda: self._nudge(1, 0),
            "shorter": lambda: self._stretch(-1),
            "longer": lambda: self._stretch(1),
            "swap_previous": lambda: self._swap(later=False),
            "swap_next": lambda: self._swap(later=True),
            "shift_after": self.shift_after,
            "collapse_gaps": lambda: self._on_page(lambda page: page.toggle_collapse()),
            "show_cancelled": lambda: self._on_page(lambda page: page.toggle_cancelled()),
            "finer_grid": lambda: self._on_page(lambda page: page.change_grid(-1)),
            "coarser_grid": lambda: self._on_page(lambda page: page.change_grid(1)),
            "whose_programme": lambda: self._on_page(lambda page: page.bar.open_people()),
            "everyone": lambda: self._on_page(lambda page: page.bar.show_only()),
            "earlier_days": lambda: self._on_page(lambda page: page.page(-1)),
            "later_days": lambda: self._on_page(lambda page: page.page(1)),
            "go_to_now": self._go_to_now,
        }

    def _page(self) -> TimelineView | None:
        return self._desk.workspace.timeline if self._desk.workspace else None

    def _on_page(self, act: Callable[[TimelineView], object]) -> None:
        page = self._page()
        if page is not None:
            act(page)

    def _hint(self, text: str) -> None:
        self._desk.banners.show(text, tone="warn", seconds=6)

    # --- moving

    def _nudge(self, days: int, lines: int) -> None:
        page = self._page()
        if page is not None and not page.nudge(days, lines):
            self._hint(_("Nothing that has a time is selected."))

    def _stretch(self, lines: int) -> None:
        page = self._page()
        if page is not None and not page.stretch(lines):
            self._hint(_("Nothing that has a time is selected."))

    def _swap(self, *, later: bool) -> None:
        """Let the selected item and its neighbour change places."""
        from visitplanner.domain.rearranging import swap

        document, page = self._desk.document, self._page()
        found = [one for one in document.selected() if isinstance(one, Item)] if document else []
        if document is None or page is None or len(found) != 1:
            self._hint(_("Select one item: it changes places with its neighbour."))
            return
        text = _("Swap {name} with its neighbour").format(name=found[0].title)
        if document.try_edit(text, swap, found[0].id, later=later):
            page.say_where(found[0].id)

    def shift_after(self) -> None:
        """Ask by how much everything after the selected entry moves."""
        from visitplanner.desktop.dialogs.shift import ShiftDialog

        document = self._desk.document
        chosen = document.selected() if document else ()
        found = [one for one in chosen if isinstance(one, Item | Journey)]
        if document is None or not found:
            self._hint(_("Select the entry after which everything moves."))
            return
        self._desk.commit_pending()
        dialog = ShiftDialog(self._desk.shell, document.visit, found[0])
        if dialog.exec() == QDialog.DialogCode.Accepted:
            text = _("Shift what comes after by {minutes} min")
            document.try_edit(text.format(minutes=dialog.minutes.value()), dialog.edit)
        dialog.deleteLater()

    def _go_to_now(self) -> None:
        page = self._page()
        if page is not None and not page.go_to_now():
            self._hint(_("The present time is on none of the hours that show."))
