"""The hosts: one model for the columns of the board and for the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QSortFilterProxyModel, Qt

from visitplanner.desktop import icons
from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.filtering import Key
from visitplanner.desktop.models import host_words as words
from visitplanner.desktop.models.columns import Column, field_column, field_edit, field_text
from visitplanner.desktop.models.table import ID_ROLE, ROOT, Index, TableModel
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.qt import override
from visitplanner.desktop.today import today
from visitplanner.desktop.wording import _
from visitplanner.domain import hosts
from visitplanner.domain.due import Urgency
from visitplanner.domain.hosts import Host
from visitplanner.domain.people import Contact, Organisation
from visitplanner.domain.programme import Item
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import HostStep
from visitplanner.errors import PlanError

CARD_ROLE = Qt.ItemDataRole.UserRole + 20
STEP_ROLE = Qt.ItemDataRole.UserRole + 21
ORDER_ROLE = Qt.ItemDataRole.UserRole + 22
_LATE = date(9999, 12, 31)


@dataclass(frozen=True)
class Card:
    """Everything that is to be seen of a host on the board.

    Attributes:
        id: the internal id of its organisation.
        name: what it is called.
        contact: who is to be talked to, and how many others there are.
        glyphs: the kinds of what it does: a glyph and its colour token each.
        lines: what it does for the visit, in two lines.
        action: what is to be done next.
        step: how far it is.
        stated: whether somebody has said so.
    """

    id: str
    name: str
    contact: str
    glyphs: tuple[tuple[str, str], ...]
    lines: tuple[str, str]
    action: words.NextStep | None
    step: HostStep
    stated: bool

    @property
    def overdue(self) -> bool:
        """Whether what is to be done should be done already."""
        return self.action is not None and self.action.urgency is Urgency.OVERDUE

    @property
    def spoken(self) -> str:
        """The card as a screen reader says it."""
        late = _("overdue") if self.overdue else ""
        todo = w.joined(self.action.text, self.action.day, late, by=", ") if self.action else ""
        origin = "" if self.stated else _("as the programme says")
        step = w.joined(words.step_word(self.step), origin, by=", ")
        return w.joined(self.name, step, self.contact, *self.lines, todo, by=", ")


class HostsModel(TableModel):
    """The hosts, in the order of the list of organisations."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        self._book: tuple[Visit | None, dict[str, Host]] = (None, {})
        self._cards: dict[str, tuple[tuple[object, ...], Card]] = {}
        self._shown: dict[str, Card] = {}
        self._sure: tuple[Visit | None, date | None, dict[str, Card]] = (None, None, {})
        """The cards that are right for this plan on this day: views ask for each many times."""
        super().__init__(document, self._columns(), parent)
        self.follow()

    # --- what there is to know

    def book(self, visit: Visit) -> Mapping[str, Host]:
        """The hosts of a plan by the internal id of their organisation."""
        if self._book[0] is not visit:
            self._book = visit, {host.organisation.id: host for host in hosts.hosts(visit)}
        return self._book[1]

    def card(self, record_id: str) -> Card | None:
        """The card of a host; the same one as long as it says the same."""
        visit, day = self._document.visit, today()
        if self._sure[0] is not visit or self._sure[1] != day:
            self._sure = visit, day, {}
        card = self._sure[2].get(record_id)
        if card is None:
            card = self._card_now(visit, record_id)
            if card is not None:
                self._sure[2][record_id] = card
        return card

    def _card_now(self, visit: Visit, record_id: str) -> Card | None:
        host = self.book(visit).get(record_id)
        if host is None:
            return None
        known, facts = self._cards.get(record_id), _facts_of(visit, host)
        if known is not None and _same(known[0], facts):
            return known[1]
        card = self._card(visit, host)
        if known is not None and known[1] == card:
            card = known[1]
        self._cards[record_id] = facts, card
        return card

    def _card(self, visit: Visit, host: Host) -> Card:
        people = hosts.contacts_of(visit, host)
        return Card(
            host.organisation.id,
            host.organisation.name or _("No name yet"),
            _contact_words(people),
            _glyphs(host),
            words.what_for(visit, host),
            words.next_step(hosts.action(visit, host, today()), today()),
            host.step,
            host.stated,
        )

    def urgent(self, urgency: Urgency) -> int:
        """For how many hosts something to be done stands there."""
        cards = map(self.card, self.book(self._document.visit))
        actions = [card.action for card in cards if card is not None and card.action is not None]
        return sum(action.urgency is urgency for action in actions)

    @override
    def records(self, visit: Visit) -> Sequence[Any]:
        return [host.organisation for host in self.book(visit).values()]

    @override
    def follow(self) -> None:
        visit = self._document.visit
        if self._seen is visit:
            return
        self._seen, before = visit, self._held
        self._held = {record.id: record for record in self.records(visit)}
        cards = {one: card for one in self._held if (card := self.card(one))}
        shown, self._shown = self._shown, cards
        changed = [
            one
            for one, record in self._held.items()
            if before.get(one) is not record or shown.get(one) is not cards.get(one)
        ]
        if not changed and list(before) == list(self._held):
            return
        for one in changed:
            self._texts.pop(one, None)
        self._rearrange(self._wanted())
        self._say_changed(changed)

    # --- columns and filter

    def _columns(self) -> tuple[Column, ...]:
        action = field_column(Organisation, "next_action", 200, names=("action", "next"))
        return (
            field_column(Organisation, "name", 210, names=("name", "host")),
            Column("contact", _("Contact"), self._of(lambda card: card.contact), 150),
            self._step_column(),
            Column("does", _("What for"), self._of(lambda card: ", ".join(card.lines)), 260),
            action,
            self._due_column(),
            field_column(Organisation, "city", 130),
            self.problems_column(),
        )

    def _of(self, text: Callable[[Card], str]) -> Callable[[Visit, Any], str]:
        def read(_visit: Visit, one: Organisation) -> str:
            card = self.card(one.id)
            return text(card) if card else ""

        return read

    def _step_column(self) -> Column:
        def edit(visit: Visit, one: Organisation, text: str) -> Visit:
            step = next((step for step in HostStep if step.value == text.strip().casefold()), None)
            if step is None:
                raise PlanError(_("Choose one of the steps."))
            return hosts.set_step(visit, one.id, step, today())

        def value(_visit: Visit, one: Organisation) -> str:
            card = self.card(one.id)
            return card.step.value if card else ""

        return Column(
            "step",
            _("Step"),
            self._of(lambda card: words.step_word(card.step)),
            236,
            sort=lambda v, one: list(HostStep).index(HostStep(value(v, one))),
            icon=lambda v, one: (words.STEP_ICONS[HostStep(value(v, one))], "muted"),
            second=self._of(lambda card: "" if card.stated else _("from the programme")),
            edit=edit,
            edit_words=value,
            choices=HostStep,
            filter=value,
            fields=("host_step",),
        )

    def _due_column(self) -> Column:
        def icon(_visit: Visit, one: Organisation) -> tuple[str, str] | None:
            card = self.card(one.id)
            if card is None or card.action is None:
                return None
            return (icons.SEVERITIES["error"], "error") if card.overdue else ("clock", "muted")

        def text(card: Card) -> str:
            if card.action is None:
                return ""
            silent = "" if card.action.day else _("no date")
            return card.action.day or silent

        return Column(
            "due",
            _("By"),
            self._of(text),
            140,
            sort=lambda v, one: self._due(v, one) or _LATE,
            icon=icon,
            second=lambda _v, one: field_text("next_due")(one) if _is_relative(one) else "",
            edit=field_edit("next_due"),
            edit_text=field_text("next_due"),
            fields=("next_due",),
        )

    def _due(self, visit: Visit, one: Organisation) -> date | None:
        host = self.book(visit).get(one.id)
        found = hosts.action(visit, host, today()) if host else None
        return found.day if found else None

    @override
    def keys(self) -> tuple[Key, ...]:
        return (
            Key("due", self._is_due, lambda _visit: ("overdue", "this-week", "later", "none")),
            Key("kind", self._is_kind, lambda _visit: ("session", "site-visit", "meal", "hotel")),
        )

    def _is_due(self, visit: Visit, one: Organisation, value: str) -> bool:
        host = self.book(visit).get(one.id)
        found = hosts.action(visit, host, today()) if host else None
        if found is None:
            return value == "none"
        if value in ("soon", "open"):
            return found.urgency in (Urgency.OVERDUE, Urgency.THIS_WEEK)
        return found.urgency.value.replace(" ", "-").startswith(value.replace(" ", "-"))

    def _is_kind(self, visit: Visit, one: Organisation, value: str) -> bool:
        host = self.book(visit).get(one.id)
        if host is None:
            return False
        kinds = [entry.kind.value.replace(" ", "-") for entry in host.entries]
        kinds += ["hotel"] if host.rooms else []
        return any(kind.startswith(value.replace(" ", "-")) for kind in kinds)

    # --- Qt

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (CARD_ROLE, STEP_ROLE, ORDER_ROLE) or not index.isValid():
            return super().data(index, role)
        card = self.card(self.key_at(index.row()))
        if card is None or role == CARD_ROLE:
            return card
        return card.step.value if role == STEP_ROLE else index.row()


def _facts_of(visit: Visit, host: Host) -> tuple[object, ...]:
    """All that the card of a host follows from."""
    return (
        host.organisation,
        *host.entries,
        *host.rooms,
        visit.contacts,
        visit.delegates,
        visit.places,
        visit.first_day,
        today(),
    )


def _same(old: tuple[object, ...], new: tuple[object, ...]) -> bool:
    """Whether two such are the same: records and lists by identity, days by what they are."""
    return len(old) == len(new) and all(
        a is b or (isinstance(a, date) and a == b) for a, b in zip(old, new, strict=True)
    )


def _contact_words(people: Sequence[Contact]) -> str:
    if not people:
        return _("no contact yet")
    return people[0].name or people[0].email or people[0].phone


def _glyphs(host: Host) -> tuple[tuple[str, str], ...]:
    found = [(icons.of_entry(e), icons.color_of_entry(e)) for e in host.entries]
    meals = [e for e in host.entries if isinstance(e, Item)]
    if host.rooms and not meals:
        found.append(("bed", "social"))
    ranked = sorted(dict.fromkeys(found), key=lambda glyph: -found.count(glyph))
    return tuple(ranked[:2])


def _is_relative(one: Organisation) -> bool:
    return one.next_due is not None and not isinstance(one.next_due, date)


class StepProxy(QSortFilterProxyModel):
    """The hosts at one step: those that are most urgent first."""

    def __init__(self, model: HostsModel, step: HostStep, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hosts, self.step = model, step
        self.setSourceModel(model)
        self.setDynamicSortFilter(True)
        self.sort(0)

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        del source_parent
        card = self._hosts.card(self._hosts.key_at(source_row))
        return card is not None and card.step is self.step

    @override
    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        left, right = (self._rank(index.row()) for index in (source_left, source_right))
        return left < right

    def _rank(self, row: int) -> tuple[int, int]:
        card = self._hosts.card(self._hosts.key_at(row))
        ranks = {Urgency.OVERDUE: 0, Urgency.THIS_WEEK: 1}
        return (ranks.get(card.action.urgency, 2) if card and card.action else 2), row

    @override
    def filterAcceptsColumn(self, source_column: int, source_parent: Index) -> bool:
        del source_parent
        return source_column == 0

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsDragEnabled

    def row_of(self, record_id: str) -> int:
        """The row of a host at this step, or -1."""
        source = self._hosts.row_of(record_id)
        return self.mapFromSource(self._hosts.index(source, 0)).row() if source >= 0 else -1

    def key_at(self, row: int) -> str:
        """The internal id of the host in a row."""
        return str(self.index(row, 0, ROOT).data(ID_ROLE) or "")

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            card = super().data(index, CARD_ROLE)
            if not isinstance(card, Card):
                return None
            return tooltip(card.spoken) if role == Qt.ItemDataRole.ToolTipRole else card.spoken
        return super().data(index, role)
