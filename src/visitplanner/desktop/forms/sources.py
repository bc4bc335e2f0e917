"""What completes a field while it is typed, and what is said of an unknown name. No Qt."""

from __future__ import annotations

from functools import cache

from visitplanner.desktop import wording as w
from visitplanner.desktop.forms.names import shown_name
from visitplanner.desktop.forms.spec import Field, Kind
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.index import Index, index
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import active_people, resolve, span
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import USUAL_ACCESS_NEEDS, USUAL_DIETS
from visitplanner.domain.who import TermKind, parse_who


@cache
def _all_zones() -> tuple[str, ...]:
    from zoneinfo import available_timezones

    return tuple(sorted(name for name in available_timezones() if "/" in name))


def _people(visit: Visit) -> list[str]:
    ix = index(visit)
    return [_person(ix, person) for person in visit.delegates]


def _person(ix: Index, person: Delegate) -> str:
    """A person as the field takes it, with the organisation behind, which it does not."""
    taken = shown_name(ix, person)
    behind = person.organisation
    if taken != person.name:  # somebody else bears the name
        behind = w.joined(person.name, behind, by=", ")
    return w.joined(taken, behind, by="  ")


def _distinct(values: list[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def suggestions(field: Field, visit: Visit) -> list[str]:
    """What may be typed into a field; people as `Fulana de Tal  SECPHO`."""
    if field.kind is Kind.ZONE:
        used = [stop.zone for stop in visit.stops]
        return _distinct([*used, *_all_zones()])
    if field.kind is Kind.WHO:
        groups = [f"group: {group}" for d in visit.delegates for group in d.groups]
        return _distinct(["all", "all except ", *groups, *_people(visit)])
    match field.source:
        case "places":
            return _distinct([place.name for place in visit.places])
        case "ends":
            return _distinct([*(place.name for place in visit.places), *visit.cities])
        case "cities":
            return list(visit.cities)
        case "organisations":
            return _distinct([one.name for one in visit.organisations])
        case "contacts":
            return _distinct([one.name for one in visit.contacts])
        case "people":
            return _people(visit)
        case "groups":
            return _distinct([group for d in visit.delegates for group in d.groups])
        case "diets":
            return list(USUAL_DIETS)
        case "access":
            return list(USUAL_ACCESS_NEEDS)
        case "languages":
            spoken = [language for d in visit.delegates for language in d.languages]
            return _distinct([*visit.languages, *sorted(set(spoken))])
    return []


def chosen(suggestion: str) -> str:
    """What a suggestion puts into the field: of `Fulana de Tal  SECPHO`, the name."""
    return suggestion.split("  ", maxsplit=1)[0]


def remark(field: Field, value: object, visit: Visit) -> str:
    """A hint about a reference that matches nothing, or an empty text; it is never refused."""
    ix = index(visit)
    if field.kind is Kind.WHO:
        return _unknown_people(str(value), ix)
    if field.source == "people":
        names = value if isinstance(value, tuple) else (str(value),)
        unknown = [name for name in names if name and ix.person(name) is None]
        return _nobody(unknown)
    name = value if isinstance(value, str) else ""
    if not name:
        return ""
    known: object = True
    text = ""
    match field.source:
        case "places":
            known, text = ix.place(name), _("“{name}” is not among the places yet.")
        case "ends":
            known, text = ix.place(name) or ix.stop(name), _("“{name}” is not among the places.")
        case "organisations":
            known = ix.organisation(name)
            text = _("“{name}” is not among the organisations yet.")
        case "contacts":
            known, text = ix.contact(name), _("“{name}” is not among the contacts yet.")
    return "" if known else text.format(name=name)


def _unknown_people(rule: str, ix: Index) -> str:
    unknown = []
    for term in parse_who(rule).terms:
        if term.kind is TermKind.PERSON and ix.person(term.value) is None:
            unknown.append(term.value)
        if term.kind is TermKind.GROUP and not ix.group(term.value):
            unknown.append(str(term))
    return _nobody(unknown)


def _nobody(unknown: list[str]) -> str:
    if not unknown:
        return ""
    return _("Nobody is meant by {names}.").format(names=", ".join(f"“{n}”" for n in unknown))


def who_summary(visit: Visit, entry: Item | Journey) -> str:
    """`13 of 14 people`, and the seats where there are some."""
    people = resolve(visit, parse_who(entry.who), span(entry))
    everyone = len(active_people(visit))
    text = _("{count} of {people}").format(
        count=len(people), people=plural("{count} person", "{count} people", everyone)
    )
    if isinstance(entry, Journey) and entry.seats is not None:
        return f"{text}, {plural('{count} seat', '{count} seats', entry.seats)}"
    if isinstance(entry, Item):
        place = index(visit).place(entry.place)
        if place and place.capacity:
            return f"{text}, {plural('{count} seat', '{count} seats', place.capacity)}"
    return text
