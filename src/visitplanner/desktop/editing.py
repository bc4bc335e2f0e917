"""What the Edit, Visit, Publish and Help menus do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from visitplanner.desktop import creation
from visitplanner.desktop.timeline.clocks import wall_in_zone, zones
from visitplanner.desktop.timeline.facts import title_of
from visitplanner.desktop.wording import _, plural
from visitplanner.domain import edits, moves
from visitplanner.domain.base import Entity
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.records import find
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import TYPE_NAMES, Visit, natural_key
from visitplanner.domain.vocabulary import ItemKind, JourneyKind, Status

if TYPE_CHECKING:
    from visitplanner.app import PublishOutcome
    from visitplanner.desktop.desk import Desk


class Editing(QObject):
    """Edits of the open document, each one undoable step."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions that this answers."""
        return {
            "delete": self.delete,
            "duplicate": self.duplicate,
            "cancel_item": self.toggle_cancelled,
            "unschedule": self.unschedule,
            "add_item": lambda: self.add_item(ItemKind.SESSION),
            "add_meal": lambda: self.add_item(ItemKind.MEAL),
            "add_site_visit": lambda: self.add_item(ItemKind.SITE_VISIT),
            "add_journey": lambda: self.add_journey(JourneyKind.LEG),
            "add_transfer": lambda: self.add_journey(JourneyKind.TRANSFER),
            "add_person": lambda: self.add_record("delegates"),
            "add_city": self.add_city,
            "add_place": lambda: self.add_record("places"),
            "add_organisation": lambda: self.add_record("organisations"),
            "add_contact": lambda: self.add_record("contacts"),
            "add_room": lambda: self.add_record("rooms"),
            "add_task": lambda: self.add_record("tasks"),
            "add_budget_line": lambda: self.add_record("budget"),
            "add_travel_time": lambda: self.add_record("travel_times"),
        }

    # --- what is selected

    def _name(self, records: tuple[Entity, ...]) -> str:
        document = self._desk.document
        if document is None or len(records) != 1:
            return plural("{count} entry", "{count} entries", len(records))
        record = records[0]
        if isinstance(record, Item | Journey):
            return title_of(document.visit, record)
        if isinstance(record, Delegate):
            return record.name
        return natural_key(record) or TYPE_NAMES[type(record)]

    def delete(self) -> None:
        """Take what is selected out of the plan; a toast offers to undo it."""
        document = self._desk.document
        if document is None or not document.selection:
            return
        name = self._name(document.selected())
        text, count = _("Delete {name}").format(name=name), len(document.selection)
        if document.try_edit(text, edits.remove, *document.selection):
            self._desk.toast.show_text(
                _("{name} is deleted.").format(name=name)
                if count == 1
                else plural("{count} entry is deleted.", "{count} entries are deleted.", count),
                ((_("Undo"), document.undo_stack.undo),),
            )

    def duplicate(self) -> None:
        """Copy the item or journey that is selected."""
        document = self._desk.document
        if document is None or len(document.selection) != 1:
            return
        one = document.selection[0]
        known = set(document.index.by_id)
        text = _("Duplicate {name}").format(name=self._name(document.selected()))
        if document.try_edit(text, edits.duplicate, one):
            document.select(set(document.index.by_id) - known)

    def toggle_cancelled(self) -> None:
        """Cancel what is selected, or confirm what was cancelled."""
        document = self._desk.document
        if document is None:
            return
        entries = [r for r in document.selected() if isinstance(r, Item | Journey)]
        if not entries:
            return
        restore = all(entry.status is Status.CANCELLED for entry in entries)
        status = Status.TENTATIVE if restore else Status.CANCELLED
        verb = _("Restore {name}") if restore else _("Cancel {name}")
        text = verb.format(name=self._name(tuple(entries)))
        document.try_edit(text, edits.change_many, [e.id for e in entries], status=status)

    def unschedule(self) -> None:
        """Put the items that are selected into the tray."""
        document = self._desk.document
        if document is None:
            return
        items = [r for r in document.selected() if isinstance(r, Item) and r.day]

        def all_of_them(visit: Visit) -> Visit:
            for item in items:
                visit = moves.unschedule(visit, item.id)
            return visit

        if items:
            text = _("Unschedule {name}").format(name=self._name(tuple(items)))
            document.try_edit(text, all_of_them)

    # --- adding

    def add_item(self, kind: ItemKind) -> None:
        """Add an item in the first gap of the day that is looked at."""
        document = self._desk.document
        if document is None:
            return
        day = creation.day_in_view(document.visit, document.selection)
        noon = time(12, 30) if kind is ItemKind.MEAL else time(9)
        start = creation.free_start(document.visit, day, after=noon) if day else None
        self._add(creation.new_item(document.visit, kind, day, start), edit=True)

    def add_at(self, day: date, minute: int, kind: ItemKind = ItemKind.SESSION) -> None:
        """Add an item where the user double-clicked: a minute of a day's column."""
        document = self._desk.document
        if document is None:
            return
        start = time(minute // 60, minute % 60)
        self._add(creation.new_item(document.visit, kind, day, start), edit=True)

    def add_journey(self, kind: JourneyKind) -> None:
        """Add a leg or a transfer on the day that is looked at."""
        document = self._desk.document
        if document is not None:
            visit, chosen = document.visit, document.selection
            day, start = creation.end_in_view(visit, chosen) or (
                creation.day_in_view(visit, chosen),
                None,
            )
            self._add(creation.new_journey(visit, kind, day, start), edit=True)

    def add_record(self, collection: str) -> None:
        """Add a record to any other collection."""
        document = self._desk.document
        if document is not None:
            self._add(creation.new_record(document.visit, collection), edit=True)

    def _add(self, record: Entity, *, edit: bool) -> None:
        document, workspace = self._desk.document, self._desk.workspace
        if document is None or workspace is None:
            return
        name = self._name((record,))
        if document.try_edit(_("Add {name}").format(name=name), edits.add, record):
            workspace.go_to(record.id)
            if edit:
                workspace.focus_fields()

    def add_city(self) -> None:
        """Ask for a city and its days."""
        from visitplanner.desktop.dialogs.new_visit import CitiesDialog

        document = self._desk.document
        if document is None:
            return
        dialog = CitiesDialog(self._desk.shell, visit=document.visit)
        if dialog.exec() == QDialog.DialogCode.Accepted:

            def all_of_them(visit: Visit) -> Visit:
                for stop in dialog.stops:
                    visit = edits.add(visit, stop)
                return visit

            cities = ", ".join(stop.city for stop in dialog.stops)
            document.try_edit(_("Add {cities}").format(cities=cities), all_of_them)
        dialog.deleteLater()

    # --- the tray

    def place_at(self, item_id: str, day: date, minute: int) -> None:
        """Give an item of the tray a day and a time of that day's column."""
        document = self._desk.document
        item = document.record(item_id) if document else None
        if document is None or not isinstance(item, Item):
            return
        column_zone = zones(document.visit, [day])[0]
        start = wall_in_zone(day, minute, column_zone, item.zone)
        self._place(item, start)

    def place_somewhere(self, item_id: str) -> None:
        """Give an item of the tray the first gap of the day that is looked at."""
        document = self._desk.document
        item = document.record(item_id) if document else None
        if document is None or not isinstance(item, Item):
            return
        day = creation.day_in_view(document.visit, document.selection)
        if day is None:
            self._desk.banners.show(_("Add a city first: there are no days yet."), tone="warn")
            return
        start = creation.placed(document.visit, item, day)
        self._place(item, datetime.combine(day, start))

    def _place(self, item: Item, start: datetime) -> None:
        document, workspace = self._desk.document, self._desk.workspace
        if document is None or workspace is None:
            return
        text = _("Schedule {name}").format(name=item.title)

        def verb(visit: Visit) -> Visit:
            from visitplanner.desktop.panels.tray import own_minutes

            minutes = own_minutes(item)
            visit = moves.move_item(visit, item.id, start.date(), start.time())
            if getattr(find(visit, item.id), "zone", ""):
                return moves.resize_item(visit, item.id, minutes)
            end = start + timedelta(minutes=minutes)  # no zone is known: wall clocks are all
            later = (end.date() - start.date()).days
            return edits.change(visit, item.id, end=end.time(), end_day=later)

        if document.try_edit(text, verb):
            document.select([item.id])
            if workspace.tab == "timeline":
                workspace.timeline.reveal(item.id)

    # --- visits, papers, help

    def new_visit(self) -> None:
        """Ask for title and cities of a new visit."""
        from visitplanner.desktop.dialogs.new_visit import NewVisitDialog

        if not self._desk.may_leave():
            return
        dialog = NewVisitDialog(self._desk.shell)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._desk.new_document(Dossier(visit=dialog.visit()))
            self._tell_next_step()
        dialog.deleteLater()

    def _tell_next_step(self) -> None:
        """Say what comes first in a visit that was just made."""
        desk = self._desk
        document = desk.document
        if document is None:
            return
        if not document.visit.days:
            text = _("The visit is there. It has no days yet: add the first city and its nights.")
            desk.banners.show(text, choices=((_("Add a city"), self.add_city),))
            return
        text = _("The days are there. Double-click a free place in one to add the first item.")
        item = (_("Add an item"), lambda: self.add_item(ItemKind.SESSION))
        people = (_("Add people"), desk.actions.by_key["people"].trigger)
        banner = desk.banners.show(
            text, choices=(item,) if document.visit.delegates else (item, people)
        )

        def done(_before: Visit, after: Visit) -> None:
            if (after.items or after.journeys) and banner in desk.banners.shown():
                banner.put_away()

        document.changed.connect(done)

    def publish(self) -> None:
        """Open the publish dialog, after a save: a version is recorded in the file."""
        self._desk.commit_pending()
        document = self._desk.document
        if document is None:
            return
        if document.modified or document.path is None:
            self._desk.files.save(then=self._open_publish)
        else:
            self._open_publish()

    def _open_publish(self) -> None:
        from visitplanner.desktop.dialogs.publish import PublishDialog

        document = self._desk.document
        if document is None or document.opened is None:
            return
        desk = self._desk
        dialog = PublishDialog(
            desk.shell,
            document.opened,
            desk.services,
            desk.tasks,
            only_touched=document.only_touched,
        )

        def published(outcome: PublishOutcome) -> None:
            document.mark_saved(outcome.opened, datetime.now().astimezone())

        dialog.published.connect(published)
        dialog.mails_wanted.connect(desk.actions.by_key["mails"].trigger)
        dialog.finished.connect(lambda _code: dialog.deleteLater())
        dialog.open()

    def show_about(self) -> None:
        """Show version, licence and credits."""
        from visitplanner.desktop.dialogs.about import AboutDialog

        AboutDialog(self._desk.shell).open()
