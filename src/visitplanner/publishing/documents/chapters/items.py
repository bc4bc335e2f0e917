"""Items of a day: what happens, where, with whom, and what to bring."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visitplanner.domain.base import same_name
from visitplanner.domain.labels import KIND_LABELS
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.vocabulary import ItemKind, Status
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.marking import label_of, note_of
from visitplanner.publishing.documents.chapters.people import Party, group_of, party
from visitplanner.publishing.documents.chapters.rides import long_notes, ride, to_place
from visitplanner.publishing.documents.chapters.text import (
    advice,
    dotted,
    fits_callout,
    is_advice,
    joined,
    labelled,
    listed,
    paragraphs,
)
from visitplanner.publishing.documents.chapters.words import (
    ITEM_ICONS,
    ITEM_KINDS,
    MODE_ICONS,
    said,
    status_word,
)

if TYPE_CHECKING:
    from datetime import date

    from visitplanner.publishing.documents.chapters.draft import Draft

_SHORT_TEXTS = 160
"""Letters of the team's texts about an item that stand together in one paragraph."""
_TAGS = re.compile(r"\s*[;,/]\s*")


@dataclass(frozen=True)
class Slot:
    """Items at one time: one, or several where groups part, each with transfers of its own.

    Attributes:
        items: What happens.
        rides: The transfers of each.
        later: The day, if the one item goes on there since an earlier day.
    """

    items: tuple[Item, ...]
    rides: tuple[tuple[Journey, ...], ...]
    later: date | None = None

    @property
    def parallel(self) -> bool:
        """Whether groups part."""
        return len(self.items) > 1


def item_row(draft: Draft, slot: Slot) -> model.ItemRow:
    """A row of the day page."""
    first = slot.items[0]
    phrases = draft.phrases
    time, until = phrases.clock(first.start), phrases.to(first.end, first.end_day)
    if slot.later:
        time, until = "", hours_later(draft, first, slot.later)
    elif first.start is None:
        until = phrases.t.gettext("all day")
    bodies = tuple(
        item_body(draft, item, rides, parallel=slot.parallel)
        for item, rides in zip(slot.items, slot.rides, strict=True)
    )
    return model.ItemRow(
        time=time,
        until=until,
        note=parting(draft, slot),
        bodies=bodies,
        changed=label_of(draft, *_records(slot)),
        key="" if slot.later else f"item-{first.id}",
        later=slot.later is not None,
    )


def hours_later(draft: Draft, item: Item, day: date) -> str:
    """When an item is on a day after its first: `to 17:00` on its last, else `all day`."""
    last = item.goes_on[-1:] == (day,)
    until = draft.phrases.to(item.end) if last and item.start else ""
    return until or draft.t.gettext("all day")


def which_day(draft: Draft, item: Item, later: date | None = None) -> str:
    """`day 2 of 3` of an item of several days; of one with times on its later days alone."""
    if not item.goes_on or item.day is None or (item.start and not later):
        return ""
    number = ((later or item.day) - item.day).days + 1
    pattern = draft.t.gettext("day {number} of {count}")
    return pattern.format(number=number, count=len(item.goes_on) + 1)


def _records(slot: Slot) -> tuple[str, ...]:
    """The internal ids of what stands in a row."""
    rides = (ride.id for rides in slot.rides for ride in rides)
    return (*(item.id for item in slot.items), *rides)


def parting(draft: Draft, slot: Slot) -> str:
    """The rust line under the times."""
    if not slot.parallel:
        first = slot.items[0]
        return dotted(which_day(draft, first, slot.later), status_word(draft, first.status))
    groups = [group_of(draft, item) for item in slot.items]
    apart = sum(map(len, groups)) == len(frozenset().union(*groups))
    if draft.public or not all(groups) or not apart:
        return draft.t.gettext("in parallel")
    if len(groups) == 2:
        return draft.t.gettext("two groups")
    return draft.phrases.number("{n} group", "{n} groups", len(groups))


def item_body(
    draft: Draft, item: Item, rides: Sequence[Journey] = (), *, parallel: bool = False
) -> model.ItemBody:
    """What happens in an item.

    Args:
        draft: The paper.
        item: The item.
        rides: Transfers of its people alone, which are printed inside it.
        parallel: Other groups do something else at the same time.
    """
    label = draft.t.gettext(KIND_LABELS[item.kind])
    coming = Party() if draft.edition.personal else party(draft, item, always=parallel)
    callout, more = advice_of(draft, item)
    texts: list[model.Text] = [*more, *(text for r in rides for text in long_notes(r))]
    if draft.team:
        texts += team_texts(draft, item)
    return model.ItemBody(
        title=item.title or label,
        kind=ITEM_KINDS[item.kind],
        kind_word=label if item.title else "",
        icon=ITEM_ICONS.get(item.kind) if item.title else None,
        place=_place(draft, item),
        led_by="" if draft.edition.personal else led_by(draft, item, say_status=parallel),
        paragraphs=tuple(texts),
        people_label=coming.label,
        people=coming.names,
        was=_was(draft, item, rides),
        callout=callout,
        rides=tuple(ride(draft, r, item) for r in rides),
        ride_icon=next((MODE_ICONS.get(r.mode) for r in rides), None),
        tentative=item.status.tentative,
    )


def _was(draft: Draft, item: Item, rides: Sequence[Journey]) -> model.Text:
    """How an item read in the version that the reader holds, and how its rides did."""
    ridden = (
        f"{to_place(draft, ride)}: {note}" for ride in rides if (note := note_of(draft, ride.id))
    )
    return joined((note_of(draft, item.id), *ridden), between=" ")


def _place(draft: Draft, item: Item) -> model.Place | None:
    """Where it is; in a personal paper with the address, where it is first named on its day."""
    place = draft.place(item.place) or _city(draft, item)
    if place is None or not draft.edition.personal or item.day is None:
        return place
    here = same_name(item.place)
    first = next((i for i in draft.items if i.day == item.day and same_name(i.place) == here), None)
    if first is None or first.id != item.id:
        return place
    return model.Place(listed(place.name, draft.address(item.place)))


def _city(draft: Draft, item: Item) -> model.Place | None:
    """The city of an item without a place, where it is not the one that the page is about."""
    city = item.city
    here = {same_name(s.city) for s in draft.stops_on(item.day)} if item.day else set()
    return model.Place(city) if city and same_name(city) not in here else None


def led_by(draft: Draft, item: Item, *, say_status: bool = False) -> str:
    """Who leads it, in which language, and how certain it is: `Led by … · in English`."""
    t = draft.t
    name = listed(item.host_contact, item.host_organisation)
    leads = bool(item.host_contact) and item.kind not in (ItemKind.MEAL, ItemKind.SOCIAL_EVENT)
    pattern = t.gettext("Led by {name}") if leads else t.gettext("Hosted by {name}")
    optional = item.optional and not draft.public
    return dotted(
        pattern.format(name=name) if name else "",
        in_language(draft, item.language),
        t.gettext("optional") if optional else "",
        status_word(draft, item.status) if say_status else "",
    )


def in_language(draft: Draft, typed: str) -> str:
    """`in English`: the languages of an item as typed, by name; nothing where none is given."""
    tags = [tag for tag in _TAGS.split(typed) if tag]
    if not tags:
        return ""
    names = draft.phrases.names(draft.phrases.language_name(tag) for tag in tags)
    return draft.t.gettext("in {language}").format(language=names)


def advice_of(draft: Draft, item: Item) -> tuple[model.Callout | None, tuple[model.Text, ...]]:
    """The one callout of an item, and what else is said as paragraphs."""
    notes = paragraphs(item.notes)
    word = draft.t.gettext("Prepare:")
    if item.prepare and fits_callout(item.prepare):
        return advice(word, item.prepare), notes
    more: tuple[model.Text, ...] = ()
    if item.prepare:
        first, *rest = paragraphs(item.prepare)
        more = (labelled(word, first), *rest)
    if notes and is_advice(notes[0]) and fits_callout(notes[0]):
        return advice("", notes[0], must_know=True), (*more, *notes[1:])
    return None, (*more, *notes)


def team_texts(draft: Draft, item: Item) -> tuple[model.Text, ...]:
    """What only the team reads about an item: notes of its own, plan B, needs to provide for."""
    t = draft.t
    lines = [
        (t.gettext("Internal:"), item.internal_notes),
        (t.gettext("Plan B:"), listed(item.plan_b, item.alternative_place)),
        (t.gettext("Covers:"), covers_line(draft, item)),
    ]
    parts = [labelled(label, text) for label, text in lines if text]
    if sum(len(text) for _, text in lines) <= _SHORT_TEXTS:
        return (joined(parts),) if parts else ()
    return tuple(parts)


def covers_line(draft: Draft, item: Item) -> str:
    """How many plates, and which diets: `14 · vegan 1, vegetarian 1 · 2 with serious allergies`."""
    needs = draft.edition.needs.get(item.id)
    if needs is None or needs.covers is None or item.status is Status.CANCELLED:
        return ""
    serious = draft.phrases.number(
        "{n} with a serious allergy", "{n} with serious allergies", needs.serious
    )
    return dotted(
        str(needs.covers),
        ", ".join(f"{said(draft, diet)} {count}" for diet, count in sorted(needs.diets.items())),
        serious if needs.serious else "",
    )
