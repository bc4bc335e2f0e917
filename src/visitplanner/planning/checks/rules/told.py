"""Hosts who were asked late, and hosts who hold a version that is no longer true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from visitplanner.domain.base import same_name
from visitplanner.domain.identity import left_over
from visitplanner.domain.programme import Item
from visitplanner.domain.vocabulary import ItemKind, Status
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import entry_rule, rule
from visitplanner.planning.checks.rules.common import about, about_people, when
from visitplanner.planning.checks.rules.hosts import SOON_DAYS, call, whom_to_ask
from visitplanner.planning.checks.sentence import joined
from visitplanner.planning.checks.wording import Words

_WITHOUT_HOST: Final = (ItemKind.NOTE, ItemKind.FREE_TIME)


def _host(item: Item) -> str:
    return item.host_organisation or item.host_contact


# --- Asked late ----------------------------------------------------------------------------------


def _is_asked_late(row: Row) -> bool:
    asked = row.item.asked_on if row.item is not None else None
    return asked is not None and row.day is not None and 0 <= (row.day - asked).days < SOON_DAYS


@entry_rule(
    "host-asked-late",
    Severity.NOTE,
    N_("A host was asked less than four weeks before"),
    of=Item,
    people=False,
    where=_is_asked_late,
)
def host_asked_late(plan: Plan, words: Words, row: Row) -> Iterator[Finding]:
    """Items whose host was first asked late, where the day is known; hosts want four weeks."""
    item = row.item
    if item is None or item.asked_on is None or row.day is None:
        return
    host, ahead = _host(item), (row.day - item.asked_on).days
    if not host:
        return
    contact = whom_to_ask(plan, item)
    names = dict.fromkeys((item.host_organisation, contact.name if contact else item.host_contact))
    yield Finding(
        **about(plan, row, names=filter(None, names)),
        **when(row),
        message=words.ngettext(
            "{host} was first asked on {asked}, {count} day before {entry}; hosts want four weeks.",
            "{host} was first asked on {asked}, {count} days before {entry}; hosts want four"
            " weeks.",
            ahead,
            host=host,
            asked=words.day(item.asked_on),
            entry=words.entry(row),
        ),
        fix=call(words, host, contact),
    )


# --- Typed over ---------------------------------------------------------------------------------


@rule(
    "person-replaced",
    Severity.WARNING,
    N_("Somebody was typed over another, whose particulars are still there"),
    reads=("delegates",),
)
def person_replaced(plan: Plan, words: Words) -> Iterator[Finding]:
    """Rows that were somebody else's when the last version was made, with what was theirs."""
    if plan.known.sent is None:
        return
    former = {person.id: person for person in plan.known.sent.visit.delegates}
    for person in plan.visit.delegates:
        before = former.get(person.id)
        left = left_over(before, person) if before and person.active else ()
        if before and left:
            yield Finding(
                **about_people((person,)),
                message=words.gettext(
                    "{person} was {before} in version {number}, and what was theirs is still"
                    " there: {what}.",
                    person=person.name,
                    before=before.name,
                    number=plan.known.sent.number,
                    what=words.listed([words.phrase(label) for label in left]),
                ),
                fix=words.gettext("Ask {person}, and correct it.", person=person.name),
            )


# --- Not told ------------------------------------------------------------------------------------


@rule(
    "host-not-told",
    Severity.WARNING,
    N_("An item has changed since its host was sent the programme"),
    reads=("items", "today"),
)
def host_not_told(plan: Plan, words: Words) -> Iterator[Finding]:
    """What the last published version says to hosts and is no longer true, and lies ahead."""
    if plan.known.sent is None:
        return
    now = {item.id: item for item in plan.visit.items}
    number = plan.known.sent.number
    for before in plan.known.sent.visit.items:
        after = now.get(before.id)
        if before == after or not _was_told(before) or _is_over(plan, before, after):
            continue
        message = _change(words, before, after)
        if message is None:
            continue
        latest = after if after and after.day else before
        yield Finding(
            subjects=_subjects(before, after),
            records=(before.id,) if after else (),
            message=words.gettext(
                message,
                host=_host(before),
                entry=words.quoted(words.title(before)),
                number=number,
                before=_where_and_when(words, before, after),
                after=_where_and_when(words, after, before) if after else "",
                other=_host(after) if after else "",
            ),
            fix=words.gettext(
                "Tell {host}, and send the next version.",
                host=_host(before),
            ),
            day=latest.day,
            clock=latest.start,
        )


def _was_told(item: Item) -> bool:
    """Whether a host has read of an item: it had one, and was neither cancelled nor an idea."""
    told = item.status.counts and item.status is not Status.IDEA
    return bool(_host(item) and item.day) and told and item.kind not in _WITHOUT_HOST


def _is_over(plan: Plan, *versions: Item | None) -> bool:
    days = [item.day for item in versions if item and item.day]
    return plan.today is not None and all(day < plan.today for day in days)


def _change(words: Words, before: Item, after: Item | None) -> str | None:
    """What has become of an item, as a message; None if its host need not know."""
    if after is None or not after.status.counts:
        return N_(
            "{host} was sent {entry} for {before} in version {number}; it no longer takes place."
        )
    if after.day is None:
        return N_("{host} was sent {entry} for {before} in version {number}; it has no day now.")
    if same_name(_host(before)) != same_name(_host(after)):
        if not _host(after):
            return N_(
                "{host} was sent {entry} for {before} in version {number}; it is no longer with"
                " them."
            )
        return N_(
            "{host} was sent {entry} for {before} in version {number}; it is with {other} now."
        )
    if _where_and_when(words, before, after) == _where_and_when(words, after, before):
        return None
    return N_(
        "{host} was sent {entry} for {before} in version {number}; it is planned for {after} now."
    )


def _where_and_when(words: Words, item: Item, other: Item | None) -> str:
    """Times and day of an item; its place too, where it has another in the other version."""
    day = words.day(item.day) if item.day else ""
    times = [words.clock(clock) for clock in (item.start, item.end) if clock]
    said = joined(["–".join(times), day], ", ") if times else day
    place, elsewhere = item.place or item.city, (other.place or other.city) if other else ""
    if other is None or not place or same_name(place) == same_name(elsewhere):
        return said
    return words.phrase(N_("{when} at {place}"), when=said, place=place)


def _subjects(before: Item, after: Item | None) -> tuple[str, ...]:
    item = after or before
    names = (item.code or item.id, before.host_organisation, before.host_contact)
    return tuple(dict.fromkeys(name for name in names if name))
