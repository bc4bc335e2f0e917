"""The programme page: items and journeys as a table, grouped by day."""

from __future__ import annotations

from visitplanner.desktop.models.programme import ProgrammeModel
from visitplanner.desktop.qt import override
from visitplanner.desktop.views.base import Context
from visitplanner.desktop.views.table_page import TablePage
from visitplanner.desktop.widgets.controls import push_button
from visitplanner.desktop.wording import _, plural


class ProgrammePage(TablePage):
    """Every item and journey, a row each."""

    panes = frozenset({"outline", "tray", "inspector", "problems"})

    def __init__(self, context: Context) -> None:
        add = push_button(_("Item"), self.add, icon="plus", primary=True)
        empty = (_("No items yet. Add the first one."), _("Add an item"))
        model = ProgrammeModel(context.document)
        super().__init__(context, model, _("Programme"), empty, (add,), after_days=True)
        self.table.count_text = _counted
        self.table.follow()

    @override
    def add(self) -> None:
        self.action_wanted.emit("add_item")


def _counted(shown: int, everything: int) -> str:
    entries = plural("{count} entry", "{count} entries", everything)
    if shown == everything:
        return entries
    return _("{shown} of {entries}").format(shown=shown, entries=entries)
