"""Meals: diets that a menu leaves out, allergies that nobody could call about, days of fasting.

A menu that nobody has entered says nothing. What is over, seen from the day the plan is judged
from, can no longer be cooked otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from visitplanner.domain.base import same_name
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Place
from visitplanner.domain.queries import is_meal
from visitplanner.domain.vocabulary import ContactRole
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import EPOCH, Plan, Row
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import entry_rule, rule
from visitplanner.planning.checks.rules.common import about, is_over, when
from visitplanner.planning.checks.wording import NAMED, Words
from visitplanner.planning.diets import EVERYTHING, covered_by, diets_in
from visitplanner.planning.fasts import Fast, FastKind, Hours, fasts_near, hours_of

_TRAITS: Final = frozenset({"delegates"})


def _severity(row: Row) -> Severity | None:
    """What need not take place is never an error."""
    return None if row.firm else Severity.WARNING


# --- Diets ---------------------------------------------------------------------------------------


def _has_menu(row: Row) -> bool:
    return row.item is not None and bool(row.item.menu) and row.busy


@entry_rule(
    "diet-not-covered",
    Severity.ERROR,
    N_("A menu has nothing for somebody's diet"),
    traits=True,
    of=Item,
    where=_has_menu,
)
def diet_not_covered(plan: Plan, words: Words, row: Row) -> Iterator[Finding]:
    """The diets of those who come against the menu, where there is one; see `planning.diets`."""
    item = row.item
    if item is None or is_over(plan, row):
        return
    offered = covered_by(item.menu)
    people, needs = 0, []
    for diet, keepers in plan.once(_diets, _TRAITS).items():
        hungry = 0 if diet in offered or EVERYTHING in offered else keepers & row.who
        if hungry:
            people |= hungry
            typed, named = _typed(plan, diet, hungry), words.people(hungry)
            needs.append(words.phrase(N_("{diet} ({people})"), diet=typed, people=named))
    if needs:
        yield Finding(
            **about(plan, row, people=people),
            **when(row),
            message=words.gettext(
                "{entry} has nothing for {needs}; its menu covers {menu}.",
                entry=words.entry_at(row),
                needs=words.some(needs),
                menu=words.some(item.menu),
            ),
            fix=_tell(words, plan.index.place(item.place)),
            severity=_severity(row),
        )


def _diets(plan: Plan) -> dict[str, int]:
    """Each diet, in order, and those who keep it, as a bit set."""
    keepers: dict[str, int] = defaultdict(int)
    for texts, people in plan.people_with("diet").items():
        for diet in {diet for text in texts for diet in diets_in(text)}:
            keepers[diet] |= people
    return dict(sorted(keepers.items()))


def _typed(plan: Plan, diet: str, people: int) -> str:
    """What the first of some people who keep a diet calls it, where they say no more than that."""
    first = next(plan.crowd.members(people))
    return next((text for text in first.diet if diets_in(text) == {diet}), diet)


def _tell(words: Words, place: Place | None) -> str:
    if place is None:
        return words.gettext("Tell whoever cooks, and add to the menu what they agree to.")
    named = f"{place.name} ({place.phone})" if place.phone else place.name
    return words.gettext("Tell {place}, and add to the menu what they agree to.", place=named)


# --- Allergies -----------------------------------------------------------------------------------


def _is_fed(row: Row) -> bool:
    """Whether people eat there: at meals, and at what has a menu."""
    return (row.item is not None and is_meal(row.item)) or _has_menu(row)


@entry_rule(
    "allergy-without-contact",
    Severity.ERROR,
    N_("A serious allergy, and nobody to call about the meal"),
    traits=True,
    of=Item,
    where=_is_fed,
)
def allergy_without_contact(plan: Plan, words: Words, row: Row) -> Iterator[Finding]:
    """Meals of people with a serious allergy where nobody who cooks could be asked."""
    item, people = row.record, row.who & plan.once(_with_allergy, _TRAITS)
    if not people or not isinstance(item, Item) or is_over(plan, row):
        return
    if not _can_be_asked(plan, item):
        place = plan.index.place(item.place)
        where = place.name if place else item.place
        yield Finding(
            **about(plan, row, people=people, names=(where,) if where else ()),
            **when(row),
            message=_nobody_to_call(words, row, people, where),
            fix=words.gettext("Add the phone of {place}, or a contact there.", place=where)
            if where
            else words.gettext("Say where it is and whom to call there, or name a host contact."),
            # Where it will be is open, hence whom to call.
            severity=_severity(row) if where else Severity.WARNING,
        )


def _with_allergy(plan: Plan) -> int:
    return plan.crowd.those(
        person for person, _ in plan.each_person(_is_allergic, "serious_allergy")
    )


def _is_allergic(_plan: Plan, person: Delegate) -> bool:
    return person.serious_allergy


def _can_be_asked(plan: Plan, item: Item) -> bool:
    """Whether the kitchen can be reached: by the place's phone, the host, or a contact there."""
    place = plan.index.place(item.place)
    if item.host_contact or (place and place.phone):
        return True
    reachable = plan.once(_reachable)
    return same_name(item.place) in reachable or same_name(item.host_organisation) in reachable


def _reachable(plan: Plan) -> frozenset[str]:
    """Whom one can call or write to: contacts by name, and the organisations they answer for."""
    names = set()
    for contact in plan.visit.contacts:
        if (contact.phone or contact.email) and contact.role is not ContactRole.PRESS:
            names |= {same_name(contact.name), same_name(contact.organisation)}
    return frozenset(names - {""})


def _nobody_to_call(words: Words, row: Row, people: int, where: str) -> str:
    named, entry = words.people(people), words.entry_at(row)
    if not where:
        return words.ngettext(
            "{people} has a serious allergy, and {entry} names nobody to call.",
            "{people} have serious allergies, and {entry} names nobody to call.",
            people.bit_count(),
            people=named,
            entry=entry,
        )
    return words.ngettext(
        "{people} has a serious allergy, and nobody at {place} can be called about {entry}.",
        "{people} have serious allergies, and nobody at {place} can be called about {entry}.",
        people.bit_count(),
        people=named,
        place=where,
        entry=entry,
    )


# --- Fasting -------------------------------------------------------------------------------------


@rule(
    "fasting",
    Severity.NOTE,
    N_("A meal falls in the hours of a fast"),
    reads=("rows", "places", "stops", "today"),
)
def fasting(plan: Plan, words: Words) -> Iterator[Finding]:
    """Meals by day in Ramadan, and on Yom Kippur; one finding a fast.

    It reads a calendar and nothing of the people. Where it is not known where on earth a meal is,
    there is no sunset to speak of.
    """
    meals: dict[Fast, list[tuple[Row, Hours]]] = defaultdict(list)
    for row, fasts in sorted(plan.each(_fasts_at, "item"), key=lambda pair: pair[0].start):
        for fast, hours in fasts:
            meals[fast].append((row, hours))
    for fast, concerned in meals.items():
        rows = [row for row, _ in concerned]
        yield Finding(
            **about(plan, *rows),
            **when(rows[0]),
            message=_some_may_fast(words, fast, rows, _times(words, concerned)),
            fix=words.gettext("Eat after that if it can be done, or have portions kept."),
        )


def _fasts_at(plan: Plan, row: Row) -> tuple[tuple[Fast, Hours], ...]:
    meal = row.item is not None and is_meal(row.item) and row.begins is not None
    return tuple(_fasts_during(plan, row)) if meal and not is_over(plan, row) else ()


def _fasts_during(plan: Plan, row: Row) -> Iterator[tuple[Fast, Hours]]:
    """The fasts in whose hours a row begins, with these hours."""
    day = row.begins.wall.date() if row.begins else None
    fasts = fasts_near(day) if day else ()
    position = _position(plan, row) if fasts else None
    if day is None or position is None:
        return
    begins = EPOCH + timedelta(minutes=row.start)
    for fast in fasts:
        hours = hours_of(fast, day, *position, row.zones[0])
        if hours and hours.begins <= begins < hours.ends:
            yield fast, hours


def _position(plan: Plan, row: Row) -> tuple[float, float] | None:
    if row.origin.position:
        return row.origin.position
    item = row.record
    city = row.origin.city or (plan.index.city_of(item) if isinstance(item, Item) else "")
    town = plan.ground.town(city) if city else None
    return (town.latitude, town.longitude) if town else None


def _times(words: Words, concerned: list[tuple[Row, Hours]]) -> str:
    """When the fast ends, from the earliest to the latest time of day."""
    clocks = sorted(hours.ends.time() for _, hours in concerned)
    first, last = words.clock(clocks[0]), words.clock(clocks[-1])
    return first if first == last else f"{first}–{last}"


def _some_may_fast(words: Words, fast: Fast, rows: list[Row], time: str) -> str:
    entries = words.some([words.entry_at(row) for row in rows[:NAMED]], len(rows))
    if fast.kind is FastKind.RAMADAN:
        return words.ngettext(
            "{entries} falls in Ramadan, before sunset at {time}: some guests may fast.",
            "{entries} fall in Ramadan, before sunset at {time}: some guests may fast.",
            len(rows),
            entries=entries,
            time=time,
        )
    return words.ngettext(
        "{entries} falls on Yom Kippur, before nightfall at {time}: some guests may fast.",
        "{entries} fall on Yom Kippur, before nightfall at {time}: some guests may fast.",
        len(rows),
        entries=entries,
        time=time,
    )
