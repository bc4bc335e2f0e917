"""Rotation: parallel groups visit the same sites in turn, none twice and never two at once.

The turns are a Latin square: group *g* is at site *g* + *s* in slot *s*, counted round. With more
groups than sites, each group is free in as many slots as there are groups too many.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, time
from math import ceil
from typing import Any, Final

from visitplanner.domain.base import new_id
from visitplanner.domain.edits import add, free_code, remove
from visitplanner.domain.index import code_of, index
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import attendees
from visitplanner.domain.records import rebuilt, swapped
from visitplanner.domain.times import Moment, at, iso, moment_at
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Status
from visitplanner.errors import PlanError
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.durations import needed_by
from visitplanner.planning.checks.repairs import rounded_up
from visitplanner.planning.checks.wording import Words
from visitplanner.planning.groups import Rule, enter_groups, split
from visitplanner.planning.transfers import insert_transfer

USUAL_MINUTES: Final = 60
"""How long a turn takes where neither the caller nor an item says."""
LONGEST: Final = 24 * 60
"""How long a turn may take, and the time to the next."""


@dataclass(frozen=True)
class Slots:
    """When the turns are.

    Attributes:
        day: The day of the first slot.
        start: When it begins, on the clock of the first site.
        minutes: How long each slot is.
        gap: Minutes from the end of one to the begin of the next; None for what the longest way
            between two sites needs.
    """

    day: date
    start: time
    minutes: int
    gap: int | None = None


@dataclass(frozen=True)
class Turn:
    """A group's visit to a site.

    Attributes:
        group: The group's name.
        site: The title of the item, or the name of the place.
        slot: Which slot it is in, from 0.
        begins: When it begins, on the clock of the site.
        ends: When it ends.
        item_id: Internal id of the item in the plan after the edit.
    """

    group: str
    site: str
    slot: int
    begins: Moment
    ends: Moment
    item_id: str


@dataclass(frozen=True)
class Rotation:
    """Who is where when: a preview, of which `apply` is the edit.

    Attributes:
        turns: By slot, then in the order of the groups.
        after: The plan with the turns and the transfers between them.
        notes: What was taken out, what could not be met, a sentence each.
    """

    visit: Visit
    turns: tuple[Turn, ...]
    after: Visit
    notes: tuple[str, ...]
    _asked: tuple[tuple[str, ...], tuple[str, ...], Slots, str]

    def apply(self, visit: Visit) -> Visit:
        """The edit; worked out anew if `visit` is not the plan of the preview."""
        if visit is self.visit:
            return self.after
        groups, sites, slots, language = self._asked
        return rotate(visit, groups, sites, slots, language=language).after

    def as_json(self) -> dict[str, Any]:
        """The turns and notes as plain data; times are ISO 8601 with offset."""
        codes = {row.id: code_of(row) for row in self.after.items}
        turns = [
            {
                "slot": turn.slot + 1,
                "group": turn.group,
                "site": turn.site,
                "id": codes[turn.item_id],
                "begins": iso(turn.begins),
                "ends": iso(turn.ends),
            }
            for turn in self.turns
        ]
        return {"turns": turns, "notes": list(self.notes)}


def slots_for(
    visit: Visit,
    sites: Sequence[str],
    *,
    day: date | None = None,
    start: time | None = None,
    minutes: int | None = None,
    gap: int | None = None,
) -> Slots:
    """When the turns are; what is not said is taken from the items among the sites.

    They begin with the first of these, and each lasts as long as the longest; an hour where none
    has a length.

    Raises:
        PlanError: neither the caller nor an item says when they begin.
    """
    items = [row for one in sites if isinstance(row := index(visit).by_id.get(one), Item)]
    first = min((row.begins for row in items if row.begins), key=lambda m: m.instant, default=None)
    lengths = [row.minutes for row in items if row.minutes and row.minutes > 0]
    day = day or (first.wall.date() if first else None)
    start = start or (first.wall.time() if first else None)
    if day is None or start is None:
        raise PlanError("Say on which day the rotation is, and when it begins.")
    longest = max(lengths, default=USUAL_MINUTES)
    return Slots(day, start, longest if minutes is None else minutes, gap)


def fresh_groups(visit: Visit, sites: Sequence[str]) -> tuple[Visit, list[str]]:
    """The plan with the people of the first item among the sites in as many groups as sites.

    Returns:
        The plan in which the groups are entered, and their names.

    Raises:
        PlanError: there is no item among the sites, it has too few people, or another has people
            who are not at it.
    """
    rows = (index(visit).by_id.get(one) for one in sites)
    items = [row for row in rows if isinstance(row, Item)]
    if not items:
        raise PlanError("Say which groups go: only places are given, and they have no people.")
    first, *others = items
    found = split(visit, Rule.SIZE, item_id=first.id, groups=max(2, len(sites)))
    members = {person for group in found.groups for person in group.people}
    for item in others:
        if names := _lost(visit, item, members):
            raise PlanError(
                f"New groups have the people at “{first.title}”, but not these at “{item.title}”: "
                f"{names}. Choose groups, or sites with the same people."
            )
    return enter_groups(visit, found), [group.name for group in found.groups]


def rotate(
    visit: Visit,
    groups: Sequence[str],
    sites: Sequence[str],
    slots: Slots,
    *,
    language: str = "en",
) -> Rotation:
    """Let each group visit each site once, in consecutive slots.

    An item among the sites becomes the first turn there; every other turn is a copy of it, called
    `Title: Group A`. A place gets new items. Journeys between the sites that the items needed
    before are taken out, and transfers between the turns put in where the way is known.

    Args:
        visit: the plan.
        groups: names of groups of the plan that have nobody in common.
        sites: internal ids of items, or names of places.
        slots: when.
        language: of the notes.

    Raises:
        PlanError: an unknown group or site, fewer than two of either, somebody in two of the
            groups, or somebody of an item's people in none; the sentence says which.
    """
    round_ = _round(visit, groups, sites, slots)
    draft, notes = _cleared(visit, round_, language)
    if slots.gap is None:
        gaps = _gaps(draft, round_)
    else:
        gaps = [slots.gap] * round_.count
        notes += _too_short(draft, round_, gaps, language)
    after = round_.laid_out(draft, gaps)
    turns = tuple(round_.turns(gaps))
    asked = (tuple(groups), tuple(sites), slots, language)
    return Rotation(visit, turns, _with_transfers(after, round_), tuple(notes), asked)


# --- The square ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Site:
    """What is visited: the item of which each turn is a copy.

    Attributes:
        item: That item; its times do not matter.
        planned: It is part of the plan, and becomes the first turn.
    """

    item: Item
    planned: bool


@dataclass(frozen=True)
class _Round:
    """Groups and sites with the internal id of each turn, before it is known when they are."""

    groups: tuple[str, ...]
    sites: tuple[_Site, ...]
    slots: Slots
    ids: Mapping[tuple[int, int], str]

    @property
    def count(self) -> int:
        """How many slots there are."""
        return max(len(self.groups), len(self.sites))

    def slot(self, group: int, site: int) -> int:
        """The slot in which a group is at a site."""
        return (site - group) % self.count

    def order(self, site: int) -> list[int]:
        """The groups in the order in which they are at a site."""
        return sorted(range(len(self.groups)), key=lambda group: self.slot(group, site))

    def steps(self, slot: int) -> Iterator[tuple[str, str]]:
        """The ids of the turns from which, and to which, groups go after a slot."""
        for group in range(len(self.groups)):
            sites = [(group + number) % self.count for number in (slot, slot + 1)]
            if slot + 1 < self.count and max(sites) < len(self.sites):
                yield self.ids[group, sites[0]], self.ids[group, sites[1]]

    def turns(self, gaps: Sequence[int]) -> Iterator[Turn]:
        """The turns, if so many minutes follow each slot."""
        for slot in range(self.count):
            for group, name in enumerate(self.groups):
                site = (group + slot) % self.count
                if site < len(self.sites):
                    item = self.sites[site].item
                    begins, ends = self._times(slot, gaps, item.zone)
                    one = self.ids[group, site]
                    yield Turn(name, item.title, slot, begins, ends, one)

    def _times(self, slot: int, gaps: Sequence[int], zone: str) -> tuple[Moment, Moment]:
        slots = self.slots
        first = at(slots.day, slots.start, self.sites[0].item.zone)
        begins = first.plus(slot * slots.minutes + sum(gaps[:slot]))
        ends = begins.plus(slots.minutes)
        return moment_at(begins.instant, zone), moment_at(ends.instant, zone)

    def laid_out(self, visit: Visit, gaps: Sequence[int]) -> Visit:
        """The visit with an item for each turn."""
        turns = {turn.item_id: turn for turn in self.turns(gaps)}
        for number, site in enumerate(self.sites):
            mine = [turns[self.ids[group, number]] for group in self.order(number)]
            visit = _site_laid_out(visit, site, mine)
        return visit


def _site_laid_out(visit: Visit, site: _Site, turns: Sequence[Turn]) -> Visit:
    rows = [row.id for row in visit.items]
    position = rows.index(site.item.id) if site.planned else len(rows)
    for number, turn in enumerate(turns):
        fields = _turn_fields(site.item, turn)
        if site.planned and number == 0:
            visit = swapped(visit, rebuilt(site.item, fields))
            continue
        fields |= {"id": turn.item_id, "code": free_code(visit, site.item.code)}
        if number:
            fields["extra_covers"] = 0
        visit = add(visit, rebuilt(site.item, fields), position=position + number)
    return visit


def _turn_fields(item: Item, turn: Turn) -> dict[str, Any]:
    begins, ends = turn.begins, turn.ends
    return {
        "title": f"{item.title}: {turn.group}".removeprefix(": "),
        "who": f"group: {turn.group}",
        "day": begins.wall.date(),
        "start": begins.wall.time(),
        "start_fold": begins.fold,
        "end": ends.wall.time(),
        "end_day": (ends.wall.date() - begins.wall.date()).days,
        "end_fold": ends.fold,
    }


# --- What is asked -------------------------------------------------------------------------------


def _round(visit: Visit, groups: Sequence[str], sites: Sequence[str], slots: Slots) -> _Round:
    members = _members(visit, groups)
    found = tuple(_site(visit, one, slots) for one in sites)
    if len(groups) < 2 or len(found) < 2:
        raise PlanError("A rotation takes two groups and two sites at least.")
    if len({site.item.id for site in found}) < len(found):
        raise PlanError("Name each site once.")
    if slots.minutes < 1 or (slots.gap or 0) < 0:
        raise PlanError("A turn lasts one minute at least, and no gap is shorter than nothing.")
    if max(slots.minutes, slots.gap or 0) > LONGEST:
        raise PlanError("A turn lasts a day at most, and so does a gap: give the minutes.")
    for site in found:
        if site.planned and (names := _lost(visit, site.item, members)):
            raise PlanError(f"Not in any of the groups, but at “{site.item.title}”: {names}.")
    ids = {(g, s): new_id() for g in range(len(groups)) for s in range(len(found))}
    round_ = _Round(tuple(groups), found, slots, ids)
    kept = {
        (round_.order(number)[0], number): site.item.id
        for number, site in enumerate(found)
        if site.planned
    }
    return replace(round_, ids=ids | kept)


def _lost(visit: Visit, item: Item, members: Collection[str]) -> str:
    """Who is at an item and none of the members, up to three by name; empty where nobody is."""
    lost = [one for one in attendees(visit, item) if one.id not in members]
    plan = Plan(visit) if lost else None
    return Words(plan).people(plan.crowd.those(lost)) if plan else ""


def _members(visit: Visit, groups: Sequence[str]) -> dict[str, str]:
    """The group of each person, by internal id."""
    found: dict[str, str] = {}
    for name in groups:
        people = [one for one in index(visit).group(name) if one.active]
        if not people:
            raise PlanError(f"Nobody is in a group “{name}”: check its name, or split first.")
        for one in people:
            if one.id in found:
                raise PlanError(f"{one.name} is in {found[one.id]} and in {name}: choose one.")
            found[one.id] = name
    return found


def _site(visit: Visit, reference: str, slots: Slots) -> _Site:
    ix = index(visit)
    row = ix.by_id.get(reference)
    if isinstance(row, Item):
        if not row.status.counts:
            raise PlanError(f"“{row.title}” is cancelled: choose another site.")
        zone = row.zone or _zone(visit, ix.city_of(row), slots)
        return _Site(rebuilt(row, {"zone": zone}), planned=True)
    place = ix.place(reference)
    if place is None:
        raise PlanError(f"There is no item and no place “{reference}”: check its name.")
    host = ix.organisation(place.name)
    item = Item(
        id=place.id,  # never part of the plan: each turn has an id of its own
        kind=ItemKind.SITE_VISIT,
        title=place.name,
        place=place.name,
        zone=_zone(visit, place.city, slots),
        host_organisation=host.name if host else "",
        status=Status.TENTATIVE,
    )
    return _Site(item, planned=False)


def _zone(visit: Visit, city: str, slots: Slots) -> str:
    ix = index(visit)
    stop = ix.stop(city) or ix.stop_on(slots.day)
    if stop is None or not stop.zone:
        raise PlanError(f"It is not known which clock {city or 'a site'} has: give it a city.")
    return stop.zone


# --- The ways ------------------------------------------------------------------------------------


def _rows(plan: Plan) -> dict[str, Row]:
    return {row.record.id: row for row in plan.rows}


def _gaps(draft: Visit, round_: _Round) -> list[int]:
    """The minutes that have to follow each slot.

    When a slot is follows from the gaps before it, and who is there and has to be taken on depends
    on when it is: hence one after the other.
    """
    gaps: list[int] = []
    for slot in range(round_.count):
        gaps.append(_gap(Plan(round_.laid_out(draft, gaps)), round_, slot))
    return gaps


def _gap(ways: Plan, round_: _Round, slot: int) -> int:
    """How many minutes have to follow a slot, so that every group gets to where it goes next."""
    rows = _rows(ways)
    longest = 0.0
    for first, second in round_.steps(slot):
        need = needed_by(ways, rows[first], rows[second], rows[first].who.bit_count())
        longest = max(longest, need.minutes if need else 0)
    return rounded_up(ceil(longest))


def _too_short(draft: Visit, round_: _Round, gaps: Sequence[int], language: str) -> list[str]:
    ways = Plan(round_.laid_out(draft, gaps))
    words = Words(ways, language)
    needed = [_gap(ways, round_, slot) for slot in range(round_.count)]
    return [
        words.gettext(
            "After turn {number} there are {gap}, and the longest way should have {needed}.",
            number=number,
            gap=words.length(gap),
            needed=words.length(need),
        )
        for number, (gap, need) in enumerate(zip(gaps, needed, strict=True), start=1)
        if need > gap
    ]


def _cleared(visit: Visit, round_: _Round, language: str) -> tuple[Visit, list[str]]:
    """The visit without the journeys from site to site that the turns make useless."""
    plan = Plan(visit)
    words = Words(plan, language)
    spots = {plan.ground.item_spot(site.item).key for site in round_.sites} - {""}
    days = {site.item.day for site in round_.sites if site.planned}
    everybody = plan.crowd.those(
        one for name in round_.groups for one in plan.index.group(name) if one.active
    )
    notes = []
    for row in plan.rows:
        between = row.origin.key in spots and row.destination.key in spots
        ours = row.who and not row.who & ~everybody
        if isinstance(row.record, Journey) and between and row.day in days and ours:
            visit = remove(visit, row.record.id)
            notes.append(words.gettext("{journey} is taken out.", journey=words.entry_at(row)))
    return visit, notes


def _with_transfers(visit: Visit, round_: _Round) -> Visit:
    for slot in range(round_.count):
        for first, second in round_.steps(slot):
            # Both may be at one place, or nobody knows how far it is: then there is none.
            with suppress(PlanError):
                visit = insert_transfer(visit, first, second)
    return visit
