"""The programme at a glance: a column for each day, hours down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from visitplanner.domain import queries
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.times import Moment, zone_info
from visitplanner.publishing.agenda import service
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.daytitle import short_title
from visitplanner.publishing.documents.chapters.draft import is_leg
from visitplanner.publishing.documents.chapters.glanceframe import (
    bands,
    day_zone,
    legend,
    note,
    stays,
)
from visitplanner.publishing.documents.chapters.glancelanes import laid_out
from visitplanner.publishing.documents.chapters.marking import mark_of
from visitplanner.publishing.documents.chapters.people import party, party_line
from visitplanner.publishing.documents.chapters.ribbon import minutes_of_day, stretch
from visitplanner.publishing.documents.chapters.rides import days_later, to_place
from visitplanner.publishing.documents.chapters.text import dotted
from visitplanner.publishing.documents.chapters.words import (
    ITEM_ICONS,
    ITEM_KINDS,
    MODE_ICONS,
    MODE_LABELS,
    status_word,
    title_of,
)

if TYPE_CHECKING:
    from visitplanner.publishing.documents.chapters.draft import Draft

_LATEST = 25 * 60  # what goes on into the night is cut at 01:00, lest the hours get low
_LEAST = 15  # minutes
_BEFORE_TITLE, _LETTER = 19, 1.1  # millimetres: before the title of a transfer, and for a letter


@dataclass(frozen=True)
class Sheet:
    """The paper that a grid is drawn on.

    Attributes:
        page: Its family.
        columns: Millimetres for all days, before the sheet is enlarged.
        most: How many days share one.
    """

    page: model.Page
    columns: float
    most: int

    def room(self, days: int) -> float:
        """Millimetres for the title of a transfer, where so many days share a sheet."""
        return self.columns / min(days, self.most) - _BEFORE_TITLE


HAND = Sheet(model.Page.LANDSCAPE, 247, 7)
"""A page of a pack."""
WALL = Sheet(model.Page.A3, 286, 8)
"""A sheet to hang up."""


def glance_parts(draft: Draft, sheet: Sheet = HAND) -> tuple[model.Part, ...]:
    """The overview; nothing where nothing has a time."""
    title = draft.t.gettext("Programme at a glance")
    grids = tuple(
        grid for days in _pages(draft.days, sheet) for grid in _grid(draft, title, days, sheet)
    )
    if not grids:
        return ()
    return (model.Part(title=title, blocks=grids, page=sheet.page, key="glance"),)


def _pages(days: tuple[date, ...], sheet: Sheet) -> tuple[tuple[date, ...], ...]:
    """The days of each grid: as evenly as can be."""
    count = -(-len(days) // sheet.most)
    each = -(-len(days) // max(count, 1))
    return tuple(days[start : start + each] for start in range(0, len(days), max(each, 1)))


def _grid(
    draft: Draft, title: str, days: tuple[date, ...], sheet: Sheet
) -> tuple[model.Glance, ...]:
    """The grid of some days, or none where nothing in them has a time."""
    blocks = [block for i, day in enumerate(days) for block in _day_blocks(draft, i, day, sheet)]
    if not blocks:
        return ()
    return (
        model.Glance(
            title=title,
            days=tuple(_day(draft, day) for day in days),
            blocks=tuple(blocks),
            bands=bands(draft, days),
            stays=stays(draft, days),
            legend=legend(draft, blocks),
            note=note(draft, days),
            summary=_summary(draft),
        ),
    )


def _summary(draft: Draft) -> str:
    """What is read aloud in place of the grid."""
    if not draft.has("days"):
        return ""
    return draft.t.gettext("The same as text: see the day pages.")


def _day(draft: Draft, day: date) -> model.GlanceDay:
    whole_day = [i.title for i in draft.items if i.day == day and not i.start and i.title]
    since = [_since(draft, item, day) for item in draft.going_on.get(day, ()) if item.title]
    title = ", ".join(part for part in (*since, *whole_day, short_title(draft, day)) if part)
    return model.GlanceDay(str(day.day), draft.phrases.weekday(day), title)


def _since(draft: Draft, item: Item, day: date) -> str:
    """What began on an earlier day; with its end, if that is then: `Excursion to 17:00`."""
    last = item.start and item.goes_on[-1] == day
    return " ".join((item.title, *((draft.phrases.to(item.end),) if last else ())))


# --- blocks -------------------------------------------------------------------------------------


def _day_blocks(
    draft: Draft, column: int, day: date, sheet: Sheet
) -> tuple[model.GlanceBlock, ...]:
    zone = day_zone(draft, day)
    blocks = []
    for entry in draft.by_day.get(day, ()):
        place = _place_in_grid(entry, day, zone)
        if place is None:
            continue
        start, end = place
        if isinstance(entry, Item):
            blocks.append(_item(draft, column, entry, start, end))
        elif is_leg(entry):
            blocks.append(_leg(draft, column, entry, start, end))
        else:
            blocks.append(_transfer(draft, column, entry, (start, end), sheet))
    return laid_out(blocks, lambda n: draft.t.gettext("… {n} more").format(n=n))


def _place_in_grid(entry: queries.Entry, day: date, zone: str) -> tuple[int, int] | None:
    """Minutes of the day at which an entry begins and ends on the clock of `zone`."""
    found = stretch(day, entry)
    starts = queries.entry_start(entry)
    if found is None:
        return None
    start, end = found
    if starts and starts.zone != zone:
        wall = starts.instant.astimezone(zone_info(zone)).replace(tzinfo=None)
        shift = minutes_of_day(day, wall) - start
        start, end = max(start + shift, 0), max(end + shift, 1)
    return start, max(min(end, _LATEST), start + _LEAST)


def _item(draft: Draft, column: int, item: Item, start: int, end: int) -> model.GlanceBlock:
    coming = party(draft, item).label
    lines = (
        dotted(item.place, status_word(draft, item.status)),
        dotted(coming, _optional(draft, item)),
    )
    return model.GlanceBlock(
        day=column,
        start=start,
        end=end,
        kind=ITEM_KINDS[item.kind],
        title=title_of(draft, item),
        time=draft.phrases.span(item.start, item.end, item.end_day),
        lines=tuple(line for line in lines if line),
        icon=None if ITEM_KINDS[item.kind] is model.Kind.SESSION else ITEM_ICONS.get(item.kind),
        tentative=item.status.tentative,
        changed=mark_of(draft, item.id) is not None,
    )


def _optional(draft: Draft, item: Item) -> str:
    return draft.t.gettext("optional") if item.optional and not draft.public else ""


def _meets(entry: queries.Entry, other: queries.Entry) -> bool:
    """Whether something else goes on at the same time."""
    a, b = queries.span(entry), queries.span(other)
    return (
        entry is not other and a is not None and b is not None and a.start < b.end > b.start < a.end
    )


def _transfer(
    draft: Draft, column: int, j: Journey, when: tuple[int, int], sheet: Sheet
) -> model.GlanceBlock:
    """A transfer: vehicle and destination; the vehicle alone where there is no room for both."""
    others = draft.by_day.get(j.depart_day, ()) if j.depart_day else ()
    title = to_place(draft, j)
    room = sheet.room(len(draft.days))
    if len(title) * _LETTER > room or any(_meets(j, other) for other in others):
        title = draft.t.gettext(MODE_LABELS[j.mode])
    return model.GlanceBlock(
        day=column,
        start=when[0],
        end=when[1],
        kind=model.Kind.TRANSFER,
        title=title,
        time=draft.phrases.clock(j.depart),
        icon=MODE_ICONS.get(j.mode),
        tentative=j.status.tentative,
        changed=mark_of(draft, j.id) is not None,
    )


def _leg(draft: Draft, column: int, j: Journey, start: int, end: int) -> model.GlanceBlock:
    phrases = draft.phrases
    whole = j.id in draft.edition.everybody
    length = phrases.length(j.minutes) if j.minutes and j.minutes > 0 else ""
    last_call = phrases.clock(j.cut_off)
    lines = (
        dotted(service(j), status_word(draft, j.status), length if whole else ""),
        "" if whole else party_line(draft, j),
        j.origin if whole else "",
        j.destination if whole else "",
        draft.t.gettext("last call {time}").format(time=last_call) if last_call else "",
    )
    span = phrases.span(j.depart, j.arrive, days_later(j))
    return model.GlanceBlock(
        day=column,
        start=start,
        end=end,
        kind=model.Kind.LEG,
        title=to_place(draft, j, city=True),
        time=span if whole else _with_zone(draft, phrases.clock(j.depart), j.departs),
        end_time="" if whole else _with_zone(draft, phrases.clock(j.arrive), j.arrives),
        lines=tuple(line for line in lines if line),
        icon=MODE_ICONS.get(j.mode),
        whole_group=whole,
        tentative=j.status.tentative,
        changed=mark_of(draft, j.id) is not None,
    )


def _with_zone(draft: Draft, clock: str, moment: Moment | None) -> str:
    return f"{clock} {draft.phrases.zone(moment)}" if moment and draft.crosses_zones else clock
