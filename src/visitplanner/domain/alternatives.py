"""Plan B: an item gives way to its alternative, and comes back, each as one edit.

Place and alternative place change sides, and so do the host contact and the alternative one. What
an item has no second of stays. City and clock follow the place. While the alternative is in force,
the first line of the item's Plan B says so and says what was planned, whether or not somebody has
written how to go about it; going back takes the line away and leaves the item as it was.
"""

from __future__ import annotations

import re
from typing import Any, Final

from visitplanner.domain.edits import change
from visitplanner.domain.index import index
from visitplanner.domain.programme import Item
from visitplanner.domain.records import find, rebuilt, swapped
from visitplanner.domain.times import is_zone
from visitplanner.domain.visit import Visit
from visitplanner.errors import PlanError

IN_FORCE: Final = "Plan B is in force"
"""How the first line of an item's Plan B begins while its alternative is used."""

_TAIL: Final = re.compile(r"(?: \[([^\[\]]*)\])?(?: \(([A-Za-z0-9_+/-]*)\))?\.$")


def has_plan_b(item: Item) -> bool:
    """Whether there is anything to swap: an alternative place or contact, or words to go by."""
    return bool(item.alternative_place or item.alternative_contact or item.plan_b)


def plan_b_in_force(item: Item) -> bool:
    """Whether the alternative is used now, so that swapping goes back to what was planned."""
    return _first_line(item).startswith(IN_FORCE)


def swap_plan_b(visit: Visit, item_id: str) -> Visit:
    """Let an item take place as its Plan B says, or as planned again; one edit.

    Raises:
        PlanError: it is no item of the plan, or there is no alternative.
    """
    item = find(visit, item_id)
    if not isinstance(item, Item):
        raise PlanError("Only an item of the programme has a Plan B.")
    if not has_plan_b(item):
        raise PlanError(
            f"“{item.title or item.code}” has no Plan B: give it an alternative place, an"
            " alternative contact, or say in Plan B what to do."
        )
    return _back(visit, item) if plan_b_in_force(item) else _forth(visit, item)


def _first_line(item: Item) -> str:
    return item.plan_b.split("\n", 1)[0]


def _forth(visit: Visit, item: Item) -> Visit:
    fields = _other_side(item, place=bool(item.alternative_place))
    fields |= _other_side(item, contact=bool(item.alternative_contact))
    place = index(visit).place(item.alternative_place)
    if item.city and place and place.city:
        fields["city"] = place.city
    changed = change(visit, item.id, **fields)
    after = next(row for row in changed.items if row.id == item.id)
    return swapped(changed, rebuilt(after, {"plan_b": f"{_note(item, after)}\n{item.plan_b}"}))


def _other_side(item: Item, *, place: bool = False, contact: bool = False) -> dict[str, Any]:
    """The fields that change sides, with the values that they get."""
    pairs = [("place", "alternative_place")] if place else []
    pairs += [("host_contact", "alternative_contact")] if contact else []
    fields: dict[str, Any] = {}
    for one, other in pairs:
        fields |= {one: getattr(item, other), other: getattr(item, one)}
    return fields


def _note(planned: Item, now: Item) -> str:
    """The line that says what was planned, as far as it is not so now."""
    parts = []
    if (planned.place, planned.alternative_place) != (now.place, now.alternative_place):
        parts.append(f"at {planned.place}" if planned.place else "no place")
    if planned.alternative_contact != now.alternative_contact:
        parts.append(f"with {planned.host_contact or 'nobody'}")
    note = f"{IN_FORCE}; planned: {', '.join(parts)}" if parts else IN_FORCE
    if planned.city != now.city:
        note += f" [{planned.city}]"
    if planned.zone != now.zone:
        note += f" ({planned.zone})"
    return f"{note}."


def _back(visit: Visit, item: Item) -> Visit:
    """What was planned, read from the line.

    Names are free text, so that a line may be read in several ways: the right one is that which
    writes the same line. None does where somebody has renamed a place since; then whatever has
    two sides changes them.
    """
    options = _planned(item)
    same = (option for option in options if _note(option, item) == _first_line(item))
    return swapped(visit, next(same, options[0]))


def _planned(item: Item) -> list[Item]:
    """What may have been planned, the likeliest first."""
    tail = _TAIL.search(_first_line(item))
    city, zone = tail.groups() if tail else (None, None)
    towns = [{"city": city}, {}] if city is not None else [{}]
    clocks = [{"zone": zone}, {}] if zone == "" or (zone and is_zone(zone)) else [{}]
    sides = [bool(item.alternative_place), bool(item.alternative_contact)]
    words = {"plan_b": item.plan_b.partition("\n")[2]}
    return [
        rebuilt(item, words | _other_side(item, place=place, contact=contact) | town | clock)
        for place in (sides[0], not sides[0])
        for contact in (sides[1], not sides[1])
        for town in towns
        for clock in clocks
    ]
