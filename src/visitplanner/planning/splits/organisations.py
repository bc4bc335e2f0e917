"""Splitting people by organisation: colleagues together, or apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

from visitplanner.domain.base import same_name
from visitplanner.domain.people import Delegate
from visitplanner.errors import PlanError
from visitplanner.planning.splits.balance import pack, spread_leaders
from visitplanner.planning.splits.sharing import Asked, Shared, Sharing, fitting, members


def by_organisation(asked: Asked) -> Sharing:
    """Colleagues together."""
    units, parted = _units(asked)
    if len(units) < 2:
        raise PlanError(
            "Everybody is of one organisation: spread it over the groups, or split by size."
        )
    made = partial(_packed, asked, units, parted)
    return fitting(asked, made, min(asked.groups or 2, len(units)), len(units))


def _units(asked: Asked) -> tuple[list[list[Delegate]], list[str]]:
    """People who stay together; who has no organisation is alone, and too many are parted."""
    together: dict[str, list[Delegate]] = {}
    for one in asked.people:
        together.setdefault(same_name(one.organisation) or one.id, []).append(one)
    units, parted = [], []
    for colleagues in together.values():
        size = asked.largest or len(colleagues)
        if len(colleagues) > size:
            parted.append(
                asked.words.gettext(
                    "{organisation} has {people}, more than {largest}: they are parted.",
                    organisation=colleagues[0].organisation,
                    people=asked.words.how_many(len(colleagues)),
                    largest=size,
                )
            )
        units += [colleagues[n : n + size] for n in range(0, len(colleagues), size)]
    return units, parted


def _packed(
    asked: Asked, units: Sequence[Sequence[Delegate]], parted: Sequence[str], groups: int
) -> Sharing:
    words = asked.words
    homes = pack(
        [(len(unit), any(one.id in asked.leaders for one in unit)) for unit in units], groups
    )
    found = {one.id: home for unit, home in zip(units, homes, strict=True) for one in unit}
    shared = []
    for number, group in enumerate(members(asked.people, found, groups)):
        names = [
            unit[0].organisation
            for unit, home in zip(units, homes, strict=True)
            if home == number and len(unit) > 1
        ]
        reason = words.gettext("Together: {organisations}.", organisations=words.some(names))
        shared.append(Shared(group, (reason,) if names else ()))
    made = tuple(group for group in shared if group.people)
    least, most = (edge(len(group.people) for group in made) for edge in (min, max))
    unmet = list(parted)
    if most - least > 1:
        unmet.append(
            words.gettext(
                "Groups have from {least} to {most} people, since colleagues stay together.",
                least=least,
                most=most,
            )
        )
    return Sharing(made, tuple(unmet))


def spread_organisations(asked: Asked) -> Sharing:
    """Colleagues apart, and so everybody among people of other organisations."""
    groups = asked.groups or 2
    pinned = spread_leaders({one: range(groups) for one in asked.leaders}, groups)
    found = dict(pinned)
    loads = Counter(pinned.values())
    for colleagues in _by_organisation(asked.people):
        inside = Counter(found[one.id] for one in colleagues if one.id in found)
        for one in colleagues:
            if one.id not in found:
                group = _emptiest(groups, inside, loads)
                found[one.id] = group
                inside[group], loads[group] = inside[group] + 1, loads[group] + 1
    while _level(asked.people, found, pinned, groups):
        pass
    return Sharing(
        tuple(Shared(group, _kinds(asked, group)) for group in members(asked.people, found, groups))
    )


def _emptiest(groups: int, inside: Counter[int], loads: Counter[int]) -> int:
    """The group with fewest colleagues, and of those the one with fewest people."""
    return min(range(groups), key=lambda group: (inside[group], loads[group], group))


def _kinds(asked: Asked, group: Sequence[Delegate]) -> tuple[str, ...]:
    count = len({same_name(one.organisation) for one in group if one.organisation})
    reason = asked.words.ngettext(
        "{count} organisation is in it.", "{count} organisations are in it.", count
    )
    return (reason,) if count else ()


def _by_organisation(people: Sequence[Delegate]) -> list[list[Delegate]]:
    """The people of each organisation, the largest first; those without one make up the end."""
    together: dict[str, list[Delegate]] = {}
    for one in people:
        together.setdefault(same_name(one.organisation), []).append(one)
    return sorted(together.values(), key=lambda m: (not m[0].organisation, -len(m)))


def _level(
    people: Sequence[Delegate], found: dict[str, int], pinned: Mapping[str, int], groups: int
) -> bool:
    """Let one person move where leaders have made sizes uneven; False if there is no need."""
    loads = Counter(found.values())
    larger = max(range(groups), key=lambda group: (loads[group], -group))
    smaller = min(range(groups), key=lambda group: (loads[group], group))
    if loads[larger] - loads[smaller] < 2:
        return False
    inside = Counter((same_name(one.organisation), found[one.id]) for one in people)

    def crowding(one: Delegate) -> int:
        """How many more colleagues there are where the person goes than where they are."""
        key = same_name(one.organisation)
        return inside[key, smaller] - inside[key, larger] if key else -1

    movable = (one for one in people if found[one.id] == larger and one.id not in pinned)
    found[min(movable, key=crowding).id] = smaller
    return True
