"""Names that the plan uses and does not have.

References are text, as typed. One that nothing bears resolves to nothing, so that people miss
their invitations and places their maps without anybody noticing; hence an error. The town of an
organisation is not a reference: many a good one is in no list. Neither is a carrier, which is a
brand more often than an organisation of the plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from visitplanner.domain.base import same_name
from visitplanner.domain.index import code_of
from visitplanner.domain.people import Contact, Delegate
from visitplanner.domain.programme import Item, Journey, Place, Room, Stop
from visitplanner.domain.queries import entry_day
from visitplanner.domain.visit import Visit
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan
from visitplanner.planning.checks.naming import (
    Kind,
    Reference,
    candidates,
    dangling,
    nearest,
    respell,
    take_in,
)
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import ROWS, rule
from visitplanner.planning.checks.repairs import Offer
from visitplanner.planning.checks.wording import Words

SUGGESTIONS: Final = 20
"""How many names are compared with all others; in a plan with more, something else is wrong."""

_OFFICES: Final = {"head": N_("Head of delegation"), "rapporteur": N_("Rapporteur")}
# What `check --json` calls a field of the visit: the words of the workbook, in no other language.
_FIELDS: Final = {"head": "visit:Head of delegation", "rapporteur": "visit:Rapporteur"}

_FIXES: Final = {
    Kind.PLACE: N_("Add it to the places, or correct the spelling."),
    Kind.END: N_("Add it to the places, or correct the spelling."),
    Kind.ORGANISATION: N_("Add it to the organisations, or correct the spelling."),
    Kind.CONTACT: N_("Add the contact, or correct the spelling."),
    Kind.PERSON: N_("Add the person to the delegates, or correct the ID or the name."),
    Kind.GROUP: N_("Put people into that group, or correct its name."),
    Kind.CITY: N_("Correct the spelling, or name the nearest larger town."),
    Kind.STOP: N_("Correct the spelling, or name the nearest larger town."),
}

_OTHERWISE: Final = {
    Kind.PLACE: N_("Perhaps {name} is meant; if not, add it to the places."),
    Kind.END: N_("Perhaps {name} is meant; if not, add it to the places."),
    Kind.ORGANISATION: N_("Perhaps {name} is meant; if not, add it to the organisations."),
    Kind.CONTACT: N_("Perhaps {name} is meant; if not, add the contact."),
    Kind.PERSON: N_("Perhaps {name} is meant; if not, add the person to the delegates."),
    Kind.GROUP: N_("Perhaps {name} is meant; if not, put people into that group."),
    Kind.CITY: N_("Perhaps {name} is meant; if not, name the nearest larger town."),
    Kind.STOP: N_("Perhaps {name} is meant; if not, name the nearest larger town."),
}

_READS: Final = (ROWS, "delegates", "rooms", "places", "organisations", "contacts")


@rule(
    "unknown-reference",
    Severity.ERROR,
    N_("A name that the plan uses is not in its lists"),
    reads=_READS,
)
def unknown_reference(plan: Plan, words: Words) -> Iterator[Finding]:
    """One finding for each name, whoever uses it."""
    for number, uses in enumerate(_by_name(plan, ambiguous=False)):
        name, kind = uses[0].name, uses[0].kind
        meant = nearest(name, candidates(plan, kind)) if number < SUGGESTIONS else None
        choice = words.quoted(meant) if meant else ""
        label, repair = _repair(words, uses, meant)
        yield Finding(
            subjects=_subjects(plan, uses),
            records=_records(uses),
            message=_in_words(plan, words, uses),
            fix=words.gettext((_OTHERWISE if meant else _FIXES)[kind], name=choice),
            repair=repair,
            repair_label=label,
            day=_day(uses),
            basis=(kind.value, same_name(name)),
        )


def _repair(words: Words, uses: list[Reference], meant: str | None) -> Offer:
    """Use the name that is probably meant; an organisation like no other is simply missing."""
    name = uses[0].name
    if meant:
        return words.gettext("Use {name}", name=words.quoted(meant)), respell(uses, meant)
    if uses[0].kind is Kind.ORGANISATION:
        label = words.gettext("Add {name} to the organisations", name=words.quoted(name))
        return label, take_in(name)
    return None, None


@rule(
    "ambiguous-reference",
    Severity.ERROR,
    N_("A name may mean more than one person"),
    reads=_READS,
)
def ambiguous_reference(plan: Plan, words: Words) -> Iterator[Finding]:
    """One finding for each name; it is not guessed, so nobody is meant until an ID is given."""
    for uses in _by_name(plan, ambiguous=True):
        people = plan.crowd.those(plan.index.people_named(uses[0].name))
        codes = [code_of(person) for person in plan.crowd.members(people)]
        users = _users(plan, words, uses)
        yield Finding(
            subjects=(*_subjects(plan, uses), *codes),
            records=_records(uses),
            message=words.ngettext(
                "{users} names {name}, which {people} are called, so that nobody is meant.",
                "{users} name {name}, which {people} are called, so that nobody is meant.",
                len(users),
                users=words.some(users),
                name=words.quoted(uses[0].name),
                people=words.how_many(len(codes)),
            ),
            fix=words.gettext("Use the ID instead: {ids}.", ids=words.either(codes)),
            day=_day(uses),
        )


def _by_name(plan: Plan, *, ambiguous: bool) -> list[list[Reference]]:
    """What means nothing, or more than one person, name by name."""
    found: dict[tuple[str, str], list[Reference]] = {}
    for reference in plan.once(dangling):
        several = reference.kind is Kind.PERSON and plan.index.people_named(reference.name)
        if bool(several) is ambiguous:
            key = (reference.kind.value, same_name(reference.name))
            found.setdefault(key, []).append(reference)
    return [found[key] for key in sorted(found)]


# --- Saying who uses it --------------------------------------------------------------------------


def _in_words(plan: Plan, words: Words, uses: list[Reference]) -> str:
    users = _users(plan, words, uses)
    fields = {"users": words.some(users), "name": words.quoted(uses[0].name)}
    count = len(users)
    match uses[0].kind:
        case Kind.PLACE:
            return words.ngettext(
                "{users} is at {name}, which is not among the places.",
                "{users} are at {name}, which is not among the places.",
                count,
                **fields,
            )
        case Kind.END:
            return words.ngettext(
                "{users} begins or ends at {name}, which is neither a place of the plan nor a"
                " town that is known.",
                "{users} begin or end at {name}, which is neither a place of the plan nor a town"
                " that is known.",
                count,
                **fields,
            )
        case Kind.ORGANISATION:
            return words.ngettext(
                "{users} names {name}, which is not among the organisations.",
                "{users} name {name}, which is not among the organisations.",
                count,
                **fields,
            )
        case Kind.CONTACT | Kind.PERSON:
            return _somebody(words, uses[0].kind, count, fields)
        case Kind.GROUP:
            return words.ngettext(
                "{users} is for the group {name}, which nobody is in.",
                "{users} are for the group {name}, which nobody is in.",
                count,
                **fields,
            )
        case Kind.CITY:
            return words.ngettext(
                "{users} is in {name}, which is not a town that is known.",
                "{users} are in {name}, which is not a town that is known.",
                count,
                **fields,
            )
        case Kind.STOP:
            return words.gettext("The stop {name} is not a town that is known.", **fields)


def _somebody(words: Words, kind: Kind, count: int, fields: dict[str, str]) -> str:
    if kind is Kind.CONTACT:
        return words.ngettext(
            "{users} names {name}, who is not among the contacts.",
            "{users} name {name}, who is not among the contacts.",
            count,
            **fields,
        )
    return words.ngettext(
        "{users} names {name}, who is not among the delegates.",
        "{users} name {name}, who is not among the delegates.",
        count,
        **fields,
    )


def _users(plan: Plan, words: Words, uses: list[Reference]) -> list[str]:
    """What to call them; entries of one name are called by it once."""
    return list(dict.fromkeys(_user(plan, words, use) for use in uses))


def _user(plan: Plan, words: Words, use: Reference) -> str:
    match use.record:
        case Item() | Journey():
            return words.quoted(words.title(use.record))
        case Delegate():
            return words.person(use.record)
        case Contact():
            return use.record.name
        case Place():
            return words.quoted(use.record.name)
        case Room():
            people = words.people(plan.sleepers(use.record)) or ", ".join(use.record.occupants)
            if not people:
                return words.phrase(N_("a room without guests"))
            return words.phrase(N_("the room of {people}"), people=people)
        case Visit():
            return words.phrase(N_("the field {field}"), field=words.phrase(_OFFICES[use.field]))
        case _:
            return use.name


def _subjects(plan: Plan, uses: list[Reference]) -> tuple[str, ...]:
    """Who uses the name, as other programs know them, then the name."""
    subjects: list[str] = []
    for use in uses:
        match use.record:
            case Item() | Journey() | Delegate():
                subjects.append(code_of(use.record))
            case Contact() | Place():
                subjects.append(use.record.name)
            case Room():
                members = plan.crowd.members(plan.sleepers(use.record))
                subjects += [code_of(person) for person in members]
            case Visit():
                subjects.append(_FIELDS[use.field])
            case _:
                pass
    return tuple(dict.fromkeys([*subjects, uses[0].name]))


def _records(uses: list[Reference]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(use.record.id for use in uses))


def _day(uses: list[Reference]) -> date | None:
    """The first day on which the name is used."""
    records = (use.record for use in uses)
    days = [_first_day(r) for r in records if isinstance(r, Item | Journey | Room | Stop)]
    return min((day for day in days if day), default=None)


def _first_day(record: Item | Journey | Room | Stop) -> date | None:
    if isinstance(record, Room):
        return record.check_in
    return record.arrive if isinstance(record, Stop) else entry_day(record)
