"""How entries are drawn: words, colours and state; what an edit leaves alone is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import is_
from typing import TYPE_CHECKING

from visitplanner.desktop import icons
from visitplanner.desktop.timeline.conflicts import Clash
from visitplanner.desktop.timeline.facts import (
    Around,
    Facts,
    clash_words,
    describe,
    is_connector,
)
from visitplanner.domain.index import Index, index, unchanged
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import Entry, all_entries, whole_group_travels
from visitplanner.domain.versions import Version
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Status

if TYPE_CHECKING:
    from visitplanner.planning.estimates import Estimate


@dataclass(frozen=True)
class Look:
    """How a block is drawn.

    Attributes:
        facts: its words.
        icon: the glyph of its kind.
        token: the colour of its kind.
        fill: the colour of its ground.
        style: `plain`, `dashed` (not certain yet), `cancelled`, and for journeys `part`, `whole`
            or `open` (not booked).
        clash: the overlap in words, such as `30 min`; empty where there is none.
        state: the glyph of a status other than confirmed.
        severity: that of its worst problem, `error` or `warning`.
        dimmed: it is filtered out.
        thin: it is drawn as a line between its neighbours.
    """

    facts: Facts
    icon: str
    token: str
    fill: str
    style: str = "plain"
    clash: str = ""
    state: str = ""
    severity: str = ""
    dimmed: bool = False
    thin: bool = False


@dataclass(frozen=True)
class Filter:
    """What is shown: entries of these people, items of these kinds; None for all.

    Attributes:
        people: internal ids of people.
        kinds: kinds of items.
        cancelled: cancelled entries are shown as well.
    """

    people: frozenset[str] | None = None
    kinds: frozenset[ItemKind] | None = None
    cancelled: bool = False

    def hides(self, entry: Entry, people: tuple[Delegate, ...]) -> bool:
        """Whether an entry with these people is filtered out."""
        if self.kinds is not None and isinstance(entry, Item) and entry.kind not in self.kinds:
            return True
        return self.people is not None and self.people.isdisjoint(one.id for one in people)


@dataclass(frozen=True)
class Judged:
    """What checks and estimates say of entries, by internal id.

    Attributes:
        worst: the worst severity of each, and its sentence.
        words: `too short` or `tight`, of journeys.
        estimates: what the ways of journeys take.
    """

    worst: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    estimates: Mapping[str, Estimate] = field(default_factory=dict)

    def of(self, record_id: str) -> tuple[object, ...]:
        """What they say of one entry."""
        return (
            self.worst.get(record_id),
            self.words.get(record_id),
            self.estimates.get(record_id),
        )


class Looks:
    """The looks of the entries of one plan after another."""

    def __init__(self) -> None:
        self.generation = object()
        """Another one whenever looks have been forgotten that held before."""
        self._visit: Visit | None = None
        self._kept: dict[str, tuple[tuple[object, ...], Look]] = {}
        self._quick: dict[str, tuple[tuple[object, ...], tuple[object, ...], Look]] = {}
        self._whole: dict[str, tuple[Entry, bool]] = {}
        self._old: dict[str, Entry] = {}
        self._version: Version | None = None
        self._changed: dict[str, tuple[Entry, bool]] = {}

    def follow(self, visit: Visit, version: Version | None) -> None:
        """Forget what does not hold in that plan any more."""
        before, self._visit = self._visit, visit
        if before is not None and before is not visit:
            if not (
                unchanged(before.places, visit.places) and unchanged(before.stops, visit.stops)
            ):
                self._kept, self._quick, self.generation = {}, {}, object()
            if not unchanged(before.delegates, visit.delegates):
                self._whole, self._quick, self.generation = {}, {}, object()
        if version is not self._version:
            self._version, self._changed, self.generation = version, {}, object()
            entries = all_entries(version.visit) if version else ()
            self._old = {entry.id: entry for entry in entries}

    def of(
        self,
        visit: Visit,
        entry: Entry,
        people: tuple[Delegate, ...],
        clash: tuple[Clash, ...],
        shown: Filter,
        judged: Judged,
    ) -> Look:
        """The look of an entry in which these people take part."""
        quick, said = (entry, people, shown, self._version), (judged.of(entry.id), clash)
        last = self._quick.get(entry.id)
        if last and not clash and last[1] == said and all(map(is_, quick, last[0])):
            return last[2]
        look = self._worked_out(visit, entry, people, clash, shown, judged)
        self._quick[entry.id] = quick, said, look
        return look

    def _worked_out(
        self,
        visit: Visit,
        entry: Entry,
        people: tuple[Delegate, ...],
        clash: tuple[Clash, ...],
        shown: Filter,
        judged: Judged,
    ) -> Look:
        severity, problem = judged.worst.get(entry.id, ("", ""))
        around = Around(
            clash=clash,
            whole=self._is_whole(visit, entry),
            since=self._since(entry),
            estimate=judged.estimates.get(entry.id),
            judgement=judged.words.get(entry.id, ""),
            severity="" if severity == "note" else severity,
            problem="" if severity == "note" else problem,
        )
        dimmed = shown.hides(entry, people)
        key = (entry, around, len(people), dimmed, _others(index(visit), clash))
        kept = self._kept.get(entry.id)
        if kept is not None and kept[0][0] is entry and kept[0] == key:
            return kept[1]
        look = _look(entry, describe(visit, entry, around), around, dimmed=dimmed)
        self._kept[entry.id] = key, look
        return look

    def _is_whole(self, visit: Visit, entry: Entry) -> bool:
        if not isinstance(entry, Journey) or not entry.status.counts:
            return False
        same, whole = self._whole.get(entry.id, (None, False))
        if same is not entry:
            whole = whole_group_travels(visit, entry)
            self._whole[entry.id] = entry, whole
        return whole

    def _since(self, entry: Entry) -> int | None:
        """The version since which an entry has changed."""
        if self._version is None:
            return None
        same, changed = self._changed.get(entry.id, (None, False))
        if same is not entry:
            changed = self._old.get(entry.id) != entry
            self._changed[entry.id] = entry, changed
        return self._version.number if changed else None


def _others(ix: Index, clash: tuple[Clash, ...]) -> tuple[object, ...]:
    """What the words say of the entries that it overlaps."""
    return tuple(getattr(ix.by_id.get(one.other), "title", "") for one in clash)


def _look(entry: Entry, facts: Facts, around: Around, *, dimmed: bool) -> Look:
    token, thin = icons.color_of_entry(entry), is_connector(entry)
    confirmed = entry.status is Status.CONFIRMED
    return Look(
        facts=facts,
        icon=icons.of_entry(entry),
        token=token,
        fill="base" if isinstance(entry, Journey) else f"{token}_f",
        style=_style(entry, whole=around.whole, thin=thin),
        clash=clash_words(around.clash),
        state="" if confirmed else icons.STATES[entry.status],
        severity=around.severity,
        dimmed=dimmed,
        thin=thin,
    )


def _style(entry: Entry, *, whole: bool, thin: bool) -> str:
    if entry.status is Status.CANCELLED:
        return "cancelled"
    tentative = entry.status.tentative
    if isinstance(entry, Journey) and not thin:
        return "open" if tentative else ("whole" if whole else "part")
    return "dashed" if tentative else "plain"
