"""The rooming list of a hotel: who sleeps there which night, in what room, and what to provide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Room
from visitplanner.domain.vocabulary import RoomKind
from visitplanner.i18n import N_
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.guests import Coming, comings, group_coming
from visitplanner.publishing.documents.chapters.marking import (
    joined_by,
    label_of,
    list_label,
    mark_of,
    new_word,
    out_word,
    since,
    summed_up,
    word_of,
)
from visitplanner.publishing.documents.chapters.outline import Chapter
from visitplanner.publishing.documents.chapters.register import register
from visitplanner.publishing.documents.chapters.sheets import (
    by_family_name,
    fact_columns,
    for_body,
    head,
    list_name,
    number_cell,
    organiser_and_city,
    part,
    provided,
    row_height,
    sheet,
    your_contact,
)
from visitplanner.publishing.documents.chapters.text import joined, listed, muted, strong
from visitplanner.publishing.documents.chapters.words import ROOM_LABELS, capital

if TYPE_CHECKING:
    from visitplanner.domain.people import Delegate
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition

ROOMING_LIST: Final = "rooming-list"
_MOST_NIGHTS = 7  # as columns
_WIDE_NIGHTS = 3  # so many columns may be as wide as their heading wants
_NIGHT, _NARROW_NIGHT = 15.0, 11.0
_BEDS: Final = {
    RoomKind.TWIN: N_("two beds"),
    RoomKind.TRIPLE: N_("three beds"),
}


def rooming_list(edition: Edition) -> model.Document:
    """The rooming list of the hotel whose edition it is."""
    return sheet(edition, ROOMING_LIST, CHAPTERS, _title, organiser_and_city)


def _title(draft: Draft) -> str:
    return draft.t.gettext("Rooming list")


@dataclass(frozen=True)
class _Stay:
    """Nights in a row with the rooms of those nights; `guests` is who sleeps in each."""

    nights: tuple[date, ...]
    rooms: tuple[Room, ...]
    guests: dict[str, tuple[Delegate, ...]]

    @property
    def shown(self) -> tuple[date, ...]:
        """The nights that have a column of their own."""
        return self.nights if len(self.nights) <= _MOST_NIGHTS else ()


def _sheet(draft: Draft) -> tuple[model.Part, ...]:
    t = draft.t
    place = draft.ix.place(draft.edition.body or "")
    opening = head(draft, _title(draft), for_body(draft, place.city if place else ""))
    stays = _stays(draft)
    blocks: list[model.Block] = [opening, *_facts(draft, stays)]
    for number, stay in enumerate(stays, 1):
        if len(stays) > 1:
            blocks.append(_stay_heading(draft, stay, number))
        blocks += _stay_blocks(draft, stay, last=number == len(stays))
    undated = _without_nights(draft)
    if undated:
        blocks.append(undated)
    elif not stays:
        blocks.append(model.Paragraph(t.gettext("No rooms are held.")))
        blocks += summed_up(draft, draft.edition.changes)
    guests = (one for stay in stays for people in stay.guests.values() for one in people)
    blocks += register(draft, guests)
    return (part(_title(draft), blocks),)


def _stays(draft: Draft) -> tuple[_Stay, ...]:
    """The stays of the group, parted by nights on which nobody sleeps there."""
    rooms = [room for room in draft.visit.rooms if queries.is_booked(draft.visit, room)]
    nights = sorted({night for room in rooms for night in room.nights})
    runs: list[list[date]] = []
    for night in nights:
        if runs and (night - runs[-1][-1]).days == 1:
            runs[-1].append(night)
        else:
            runs.append([night])
    return tuple(_stay(draft, tuple(run), rooms) for run in runs)


def _without_nights(draft: Draft) -> model.Callout | None:
    """The rooms of which nobody has said for which nights they are held."""
    rooms = [room for room in draft.visit.rooms if queries.is_booked(draft.visit, room)]
    undated = [room for room in rooms if not room.nights]
    if not undated:
        return None
    t, names = draft.t, [p.sort_name for r in undated for p in queries.sleepers(draft.visit, r)]
    said = draft.phrases.number("{n} room", "{n} rooms", len(undated))
    return model.Callout(
        t.gettext("Nights not known yet:"), listed(said, "; ".join(names)), must_know=True
    )


def _stay(draft: Draft, nights: tuple[date, ...], rooms: Iterable[Room]) -> _Stay:
    held = [room for room in rooms if set(room.nights) & set(nights)]
    guests = {room.id: by_family_name(queries.sleepers(draft.visit, room)) for room in held}

    def order(room: Room) -> tuple[bool, str, date]:
        asleep = guests[room.id]
        first = same_name(asleep[0].sort_name) if asleep else room.kind.value
        return not asleep, first, room.check_in or date.max

    return _Stay(nights, tuple(sorted(held, key=order)), guests)


# --- facts --------------------------------------------------------------------------------------


def _facts(draft: Draft, stays: Sequence[_Stay]) -> tuple[model.Block, ...]:
    t, visit = draft.t, draft.visit
    place = draft.ix.place(draft.edition.body or "")
    until = draft.phrases.clock(place.check_out) if place else ""
    alone = stays[0] if len(stays) == 1 else None
    left: list[tuple[str, model.Text]] = [
        (t.gettext("Group"), listed(visit.title or visit.code, visit.organiser)),
        (t.gettext("Arrival"), _moved(draft, alone, arriving=True) if alone else ""),
        (t.gettext("Departure"), _moved(draft, alone, arriving=False) if alone else ""),
        (t.gettext("Check-out"), t.gettext("by {time}").format(time=until) if until else ""),
    ]
    right: list[tuple[str, model.Text]] = [
        (t.gettext("Booking"), _one_reference(stays)),
        (t.gettext("Option until"), _options(draft, stays)),
        (t.gettext("Invoice"), visit.organiser),
        (t.gettext("Your contact"), your_contact(draft)),
    ]
    return fact_columns(left, right)


def _moved(draft: Draft, stay: _Stay, *, arriving: bool) -> model.Text:
    """When and how the group comes or goes: `**Tue 7 Nov, 22:00** by coach, 13 people`."""
    day = stay.nights[0] if arriving else _morning(stay.nights[-1])
    known = tuple(_all_comings(draft, stay, arriving=arriving))
    guests = {one.id for people in stay.guests.values() for one in people}
    coming = group_coming(known)
    if coming is None or 2 * coming.people < len(guests):
        times = draft.t.gettext("times as in the list") if known else ""
        return joined((strong(capital(draft.phrases.day(day))), times), between=", ")
    when = strong(capital(listed(draft.phrases.day(coming.day), draft.phrases.clock(coming.clock))))
    rest = listed(coming.how(draft), draft.phrases.people(coming.people))
    return joined((when, rest), between=" ")


def _morning(night: date) -> date:
    return date.fromordinal(night.toordinal() + 1)


def _all_comings(draft: Draft, stay: _Stay, *, arriving: bool) -> Iterator[Coming]:
    for room in stay.rooms:
        yield from comings(draft, room, stay.guests[room.id], arriving=arriving)


def _options(draft: Draft, stays: Sequence[_Stay]) -> str:
    """Until when the hotel holds rooms that nobody has confirmed."""
    days = {room.option_until for stay in stays for room in stay.rooms if room.option_until}
    return ", ".join(draft.phrases.plain_date(day) for day in sorted(days))


def _one_reference(stays: Sequence[_Stay]) -> str:
    """The hotel's reference, if all rooms have the same."""
    found = {room.confirmation for stay in stays for room in stay.rooms}
    return found.pop() if len(found) == 1 else ""


# --- the list -----------------------------------------------------------------------------------


def _stay_heading(draft: Draft, stay: _Stay, number: int) -> model.Heading:
    days = draft.phrases.short_days(stay.nights[0], _morning(stay.nights[-1]))
    title = draft.t.gettext("Stay {number}: {days}").format(number=number, days=days)
    return model.Heading(title, level=2, aside=draft.phrases.nights(len(stay.nights)))


def _stay_blocks(draft: Draft, stay: _Stay, *, last: bool) -> tuple[model.Block, ...]:
    t = draft.t
    ending: list[model.Callout | model.Paragraph | model.Signatures] = [
        model.Paragraph(_summary(draft, stay), wide=True)
    ]
    if last:
        ending += summed_up(draft, draft.edition.changes)
        labels = (t.gettext("Confirmed by the hotel, date"), t.gettext("Confirmation number"))
        ending.append(model.Signatures(labels))
    again = listed(_title(draft), draft.edition.body or "", draft.visit.title)
    blocks: list[model.Block] = [
        model.SheetTable(_table(draft, stay), again=again, end=tuple(ending))
    ]
    if not stay.shown:
        blocks.insert(0, _per_night(draft, stay))
    return tuple(blocks)


def _table(draft: Draft, stay: _Stay) -> model.Table:
    t = draft.t
    narrow = len(stay.shown) > _WIDE_NIGHTS
    columns = [
        model.Column("", 7),
        model.Column(t.gettext("Guests"), share=1.35),
        model.Column(t.pgettext("hotel", "Room"), 24 if narrow else 28),
        *(_night_column(draft, night, narrow=narrow) for night in stay.shown),
    ]
    if not stay.shown:
        columns.append(model.Column(t.gettext("Nights"), 30))
    times = [_times(draft, stay, room) for room in stay.rooms]
    if any(times):
        columns.append(model.Column(t.gettext("Arrives"), 19 if narrow else 21))
    columns.append(model.Column(t.gettext("To provide")))
    out = _out_rows(draft, stay, timed=any(times))
    if out or any(mark_of(draft, *_records(stay, room)) for room in stay.rooms):
        columns.append(model.Column(since(draft), 17))
    rows = (
        *(
            _row(draft, stay, number, (when,) if any(times) else (), len(columns))
            for number, when in enumerate(times, 1)
        ),
        *out,
    )
    totals = _totals(draft, stay)
    return model.Table(tuple(columns), rows, totals, _title(draft), row_height(len(rows)))


def _night_column(draft: Draft, night: date, *, narrow: bool) -> model.Column:
    day = draft.phrases.day_of_month(night)
    if narrow:
        return model.Column(day, _NARROW_NIGHT, align=model.Align.CENTRE)
    heading = draft.t.pgettext("hotel", "Night") + f"\n{day}"
    return model.Column(heading, _NIGHT, align=model.Align.CENTRE)


def _row(
    draft: Draft, stay: _Stay, number: int, times: tuple[model.Text, ...], columns: int
) -> model.TableRow:
    room = stay.rooms[number - 1]
    guests = stay.guests[room.id]
    names: model.Text = joined((list_name(one) for one in guests), between="\n")
    nights: list[model.Text] = [
        (model.Symbol(model.Sign.NIGHT),) if night in room.nights else muted("–")
        for night in stay.shown
    ]
    if not stay.shown and room.check_in and room.check_out:
        nights = [draft.phrases.short_days(room.check_in, room.check_out)]
    cells: list[model.Text] = [
        number_cell(number),
        names or muted(draft.t.gettext("not assigned")),
        _room_words(draft, stay, room),
        *nights,
        *times,
        _to_provide(draft, room),
        _since_word(draft, stay, room),
    ]
    return model.TableRow(tuple(cells[:columns]), label_of(draft, *_records(stay, room)))


def _records(stay: _Stay, room: Room) -> tuple[str, ...]:
    """By what a row is marked: its room, or when one of its guests comes or goes."""
    return (room.id, *(guest.id for guest in stay.guests[room.id]))


def _since_word(draft: Draft, stay: _Stay, room: Room) -> model.Text:
    """`new` where all guests of a room are, else what is said of the row."""
    guests = {guest.id for guest in stay.guests[room.id]}
    if guests and guests <= joined_by(draft, (room.id,)):
        return new_word(draft)
    return word_of(draft, *_records(stay, room))


def _out_rows(draft: Draft, stay: _Stay, *, timed: bool) -> tuple[model.TableRow, ...]:
    """Who slept there by the version that the hotel holds and no longer does; last of all."""
    asleep = {one.id for room in draft.visit.rooms for one in queries.sleepers(draft.visit, room)}
    rows = []
    for change in draft.edition.changes:
        room = change.was.source if change.was else None
        if not isinstance(room, Room) or not set(room.nights) & set(stay.nights):
            continue
        gone = by_family_name(one for one in change.left if one.id not in asleep)
        if gone or (change.now is None and not change.left):
            rows.append(_out_row(draft, stay, room, gone, timed=timed))
    return tuple(rows)


def _out_row(
    draft: Draft, stay: _Stay, room: Room, gone: Sequence[Delegate], *, timed: bool
) -> model.TableRow:
    """A row without a number, with the nights that it had."""
    t = draft.t
    names = "\n".join(one.sort_name for one in gone) or t.gettext("not assigned")
    nights = ""
    if room.check_in and room.check_out:
        nights = draft.phrases.short_days(room.check_in, room.check_out)
    kind = joined((t.gettext(ROOM_LABELS[room.kind]), nights if stay.shown else ""), "\n")
    none: list[model.Text] = [muted("–") for _ in stay.shown] or [muted(nights)]
    blank = ("", "") if timed else ("",)
    cells = ("", muted(names), muted(model.plain(kind)), *none, *blank, out_word(draft))
    return model.TableRow(cells, list_label(draft))


def _room_words(draft: Draft, stay: _Stay, room: Room) -> model.Text:
    """The kind of room, and its own reference where the rooms have several."""
    kind = draft.t.gettext(ROOM_LABELS[room.kind])
    own = "" if _one_reference((stay,)) else room.confirmation
    return joined((kind, muted(own)), between="\n")


def _times(draft: Draft, stay: _Stay, room: Room) -> model.Text:
    """When its guests arrive, and when they leave if that is not when the group does."""
    guests = stay.guests[room.id]
    lines: list[model.Text] = [
        _clock(draft, each) for each in comings(draft, room, guests, arriving=True)
    ]
    group = group_coming(_all_comings(draft, stay, arriving=False))
    for each in comings(draft, room, guests, arriving=False):
        if group and each.same_time(group):
            continue
        leaves = draft.t.gettext("leaves {when}").format(when=_clock(draft, each))
        lines.append(muted(leaves))
    return joined(dict.fromkeys(lines), between="\n")


def _clock(draft: Draft, coming: Coming) -> str:
    return f"{draft.phrases.short_date(coming.day)} {draft.phrases.clock(coming.clock)}"


def _to_provide(draft: Draft, room: Room) -> str:
    """Beds apart, an accessible room, and what its guests need there."""
    t = draft.t
    needs = draft.edition.needs.get(room.id)
    words = [
        t.gettext(_BEDS[room.kind]) if room.kind in _BEDS else "",
        t.gettext("accessible room") if room.accessible else "",
        _needed(draft, needs.provide if needs else {}),
    ]
    return listed(*words)


def _needed(draft: Draft, provide: Mapping[str, int]) -> str:
    """What the guests of one room need; a room's single needs want no count."""
    return provided(draft, provide, count_one=False)


# --- counts -------------------------------------------------------------------------------------


def _totals(draft: Draft, stay: _Stay) -> tuple[model.TableRow, ...]:
    """Rooms of each kind, all rooms, and people, night by night, as the lines of one row."""
    t = draft.t
    if not stay.shown:
        return ()
    lines: list[tuple[str, bool, list[str]]] = []
    kinds = list(dict.fromkeys(room.kind for room in stay.rooms))
    for kind in kinds if len(kinds) > 1 else ():
        same = [room for room in stay.rooms if room.kind is kind]
        lines.append((t.gettext(ROOM_LABELS[kind]), False, list(_per(stay.shown, same))))
    lines.append((t.gettext("Rooms"), True, list(_per(stay.shown, stay.rooms))))
    lines.append((t.gettext("People"), True, [str(count) for count in _people(stay)]))
    columns = [[(label, heavy) for label, heavy, _ in lines]]
    columns += [[(counts[n], heavy) for _, heavy, counts in lines] for n in range(len(stay.shown))]
    first, *nights = (joined((_weighed(*each) for each in rows), "\n") for rows in columns)
    return (model.TableRow(("", first, "", *nights)),)


def _weighed(text: str, heavy: bool) -> model.Text:
    return strong(text) if heavy else (model.Run(text),)


def _per(nights: Iterable[date], rooms: Sequence[Room]) -> Iterator[str]:
    return (str(sum(night in room.nights for room in rooms)) for night in nights)


def _people(stay: _Stay) -> Iterator[int]:
    for night in stay.nights:
        asleep = {
            one.id for room in stay.rooms if night in room.nights for one in stay.guests[room.id]
        }
        yield len(asleep)


def _summary(draft: Draft, stay: _Stay) -> str:
    """`25 room-nights in all. 12 rooms: 11 single use double, 1 twin.`, in one line."""
    t, phrases = draft.t, draft.phrases
    count = sum(night in room.nights for room in stay.rooms for night in stay.nights)
    kinds = Counter(room.kind for room in stay.rooms)
    each = ", ".join(f"{n} {t.gettext(ROOM_LABELS[kind])}" for kind, n in kinds.most_common())
    rooms = phrases.number("{n} room", "{n} rooms", len(stay.rooms))
    nights = phrases.number("{n} room-night", "{n} room-nights", count)
    return t.gettext("{nights} in all. {rooms}: {kinds}.").format(
        nights=nights, rooms=rooms, kinds=each
    )


def _per_night(draft: Draft, stay: _Stay) -> model.Table:
    """The counts of a long stay, where nights are no columns of the list."""
    t, phrases = draft.t, draft.phrases
    right = model.Align.RIGHT
    columns = (
        model.Column(t.gettext("Date"), 66),
        model.Column(t.gettext("Nights"), 20, align=right),
        model.Column(t.gettext("Rooms"), 20, align=right),
        model.Column(t.gettext("People"), 20, align=right),
        model.Column(""),
    )
    alike: list[tuple[list[date], tuple[str, int]]] = []
    counts = zip(_per(stay.nights, stay.rooms), _people(stay), strict=True)
    for night, (rooms, people) in zip(stay.nights, counts, strict=True):
        if alike and alike[-1][1] == (rooms, people):
            alike[-1][0].append(night)
        else:
            alike.append(([night], (rooms, people)))
    rows = (
        model.TableRow(
            (
                capital(phrases.short_days(nights[0], nights[-1])),
                str(len(nights)),
                rooms,
                str(people),
            )
        )
        for nights, (rooms, people) in alike
    )
    return model.Table(columns, tuple(rows), summary=t.gettext("Rooms"))


CHAPTERS: Final = (Chapter("list", N_("Rooming list"), _sheet, opens=True),)
"""Its only chapter."""
