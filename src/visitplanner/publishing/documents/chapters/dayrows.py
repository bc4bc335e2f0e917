"""The rows of a day sheet: what happens, where, and when to stand there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import city_at
from visitplanner.publishing.agenda import service
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.days import DayPlan, day_plan, night_lines
from visitplanner.publishing.documents.chapters.draft import is_leg, watch_shift
from visitplanner.publishing.documents.chapters.items import Slot, advice_of, hours_later, parting
from visitplanner.publishing.documents.chapters.marking import label_of, note_of
from visitplanner.publishing.documents.chapters.people import party
from visitplanner.publishing.documents.chapters.rides import days_later, to_place
from visitplanner.publishing.documents.chapters.text import (
    dotted,
    filled,
    joined,
    listed,
    strong,
)
from visitplanner.publishing.documents.chapters.tickets import watch_words
from visitplanner.publishing.documents.chapters.words import (
    ITEM_ICONS,
    MODE_ICONS,
    MODE_LABELS,
    capital,
    status_word,
    title_of,
)

if TYPE_CHECKING:
    from visitplanner.domain.times import Moment
    from visitplanner.publishing.documents.chapters.draft import Draft

_LONGEST_NOTE: Final = 120
"""Letters; a longer note is no matter for somebody who walks."""
_LONGEST_CHIP: Final = 110


def day_rows(draft: Draft, day: date) -> tuple[model.DayRow, ...]:
    """Everything that happens on a day, and where the night is spent."""
    plan = day_plan(draft, day)
    zones = any(watch_shift(journey) for journey in _journeys(plan))
    rows = [
        _item_row(draft, row, zones=zones)
        if isinstance(row, Slot)
        else _journey_row(draft, row, zones=zones)
        for row in plan.rows
    ]
    return (*rows, *_night(draft, day))


def _journeys(plan: DayPlan) -> list[Journey]:
    rides = [ride for slot in plan.slots for rides in slot.rides for ride in rides]
    return [*plan.journeys, *rides]


def _zone(draft: Draft, moment: Moment | None, *, zones: bool) -> str:
    return draft.phrases.zone(moment) if moment and zones else ""


# --- items --------------------------------------------------------------------------------------


def _item_row(draft: Draft, slot: Slot, *, zones: bool) -> model.DayRow:
    first, phrases = slot.items[0], draft.phrases
    time = phrases.clock(first.start) or capital(draft.t.gettext("all day"))
    until = phrases.to(first.end, first.end_day) if first.start else ""
    if slot.later:
        time, until = capital(hours_later(draft, first, slot.later)), ""
    icons = {ITEM_ICONS.get(item.kind) for item in slot.items}
    return model.DayRow(
        time=time,
        until=until,
        note=parting(draft, slot),
        zone=_zone(draft, first.begins, zones=zones),
        icon=icons.pop() if len(icons) == 1 else model.Icon.PEOPLE,
        bodies=tuple(
            _item_body(draft, item, rides, parallel=slot.parallel)
            for item, rides in zip(slot.items, slot.rides, strict=True)
        ),
        changed=label_of(
            draft,
            *(item.id for item in slot.items),
            *(ride.id for rides in slot.rides for ride in rides),
        ),
    )


def _item_body(
    draft: Draft, item: Item, rides: tuple[Journey, ...], *, parallel: bool
) -> model.DayBody:
    people = party(draft, item, always=parallel).label if not draft.edition.personal else ""
    optional = draft.t.gettext("optional") if item.optional else ""
    status = status_word(draft, item.status) if parallel else ""
    where = dotted(listed(_where(draft, item, short=parallel), people), optional, status)
    chip, more = _chip(draft, item)
    return model.DayBody(
        title=title_of(draft, item),
        line=joined((where, _rides(draft, rides, item)), ". "),
        more=joined((more, note_of(draft, item.id)), "\n"),
        chip=chip,
    )


def _where(draft: Draft, item: Item, *, short: bool) -> str:
    """The place, with street and number where it is first named on its day and there is room."""
    if not item.place:
        return item.city
    record = draft.ix.place(item.place)
    name = record.name if record else item.place
    if short:
        return name
    here = same_name(item.place)
    first = next((i for i in draft.items if i.day == item.day and same_name(i.place) == here), None)
    return listed(name, street(draft, item.place)) if first and first.id == item.id else name


def street(draft: Draft, place: str) -> str:
    """Street and number of a place: what an address says before its town."""
    parts = [part.strip() for part in draft.address(place).split(",")]
    number = parts[1:2] if len(parts) > 1 and parts[1][:1].isdigit() and len(parts[1]) < 6 else []
    line = ", ".join([*parts[:1], *number])
    return "" if same_name(line) == same_name(place) else line


def _rides(draft: Draft, rides: tuple[Journey, ...], item: Item) -> model.Text:
    """A group's own transfers: `Taxi 10:30 office door, back 12:35 gate`."""
    words: list[model.Text] = []
    for ride in rides:
        back = same_name(ride.origin) == same_name(item.place)
        name = draft.t.gettext("back") if back else draft.t.gettext(MODE_LABELS[ride.mode])
        time = strong(draft.phrases.clock(ride.meeting_time or ride.depart))
        words.append(joined((name, time, ride.meeting_point), " "))
    return joined(words, ", ")


def _chip(draft: Draft, item: Item) -> tuple[model.Callout | None, str]:
    """What to bring or prepare, and a short note; a long one stands in the programme."""
    chip, texts = advice_of(draft, item)
    notes = [model.plain(text) for text in texts if text]
    if chip and len(model.plain(chip.text)) > _LONGEST_CHIP:
        chip = model.Callout(chip.word, draft.t.gettext("see the programme"), chip.must_know)
    elif not chip and item.prepare:
        word = draft.t.gettext("Prepare:")
        chip, notes = model.Callout(word, draft.t.gettext("see the programme")), notes[1:]
    short = [note for note in notes if len(note) <= _LONGEST_NOTE and "\n" not in note]
    return chip, " ".join(short[:1])


# --- journeys -----------------------------------------------------------------------------------


def _journey_row(draft: Draft, journey: Journey, *, zones: bool) -> model.DayRow:
    return (_leg if is_leg(journey) else _transfer)(draft, journey, zones=zones)


def _transfer(draft: Draft, journey: Journey, *, zones: bool) -> model.DayRow:
    """A transfer stands at the time when people have to be there."""
    t, phrases = draft.t, draft.phrases
    arrives = phrases.to(journey.arrive, days_later(journey))
    until = t.gettext("meet") if journey.meeting_time else arrives
    people = "" if draft.edition.personal else party(draft, journey).label
    stages = _stages(draft, journey, leaves=bool(journey.meeting_time))
    return model.DayRow(
        time=phrases.clock(journey.meeting_time or journey.depart),
        until=until,
        note=status_word(draft, journey.status),
        zone=_zone(draft, journey.departs, zones=zones),
        icon=MODE_ICONS.get(journey.mode),
        weight=model.Weight.TRANSFER,
        changed=label_of(draft, journey.id),
        bodies=(
            model.DayBody(
                title=to_place(draft, journey),
                line=joined(
                    (listed(people, journey.meeting_point or journey.origin), stages), ". "
                ),
                more=_more(draft, journey),
                chip=_watch(draft, journey),
            ),
        ),
    )


def _stages(draft: Draft, journey: Journey, *, leaves: bool) -> model.Text:
    """`Leaves 16:40, last call 16:45, arrives 17:15`; without `leaves` the last call alone."""
    t, clock = draft.t, draft.phrases.clock
    parts: list[model.Text] = []
    if leaves and journey.depart:
        parts.append(filled(t.gettext("Leaves {time}"), time=clock(journey.depart)))
    if journey.cut_off:
        pattern = t.gettext("last call {time}") if parts else t.gettext("Last call {time}")
        parts.append(filled(pattern, time=clock(journey.cut_off)))
    if leaves and journey.arrive:
        arrives = clock(journey.arrive, days_later(journey))
        parts.append(t.gettext("arrives {time}").format(time=arrives))
    return joined(parts, ", ")


def _note(journey: Journey) -> str:
    short = len(journey.notes) <= _LONGEST_NOTE and "\n" not in journey.notes
    return journey.notes if short else ""


def _more(draft: Draft, journey: Journey) -> model.Text:
    """A short note, and how the journey read before."""
    return joined((_note(journey), note_of(draft, journey.id)), "\n")


def _watch(draft: Draft, journey: Journey) -> model.Callout | None:
    words = watch_words(draft, watch_shift(journey))
    return model.Callout(capital(words), "", must_know=True) if words else None


def _leg(draft: Draft, journey: Journey, *, zones: bool) -> model.DayRow:
    """A journey to another city: solid if everybody travels."""
    t, phrases = draft.t, draft.phrases
    whole = journey.id in draft.edition.everybody
    arrives = phrases.to(journey.arrive, days_later(journey))
    zone = _zone(draft, journey.arrives, zones=zones)
    weight = model.Weight.EVERYONE_TRAVELS if whole else model.Weight.SOME_TRAVEL
    if journey.status.tentative:
        weight = model.Weight.NOT_BOOKED
    people = "" if whole or draft.edition.personal else party(draft, journey).label
    return model.DayRow(
        time=phrases.clock(journey.depart) or t.gettext("Journey"),
        until=" ".join(part for part in (arrives, zone) if part),
        note=status_word(draft, journey.status),
        zone=_zone(draft, journey.departs, zones=zones),
        icon=MODE_ICONS.get(journey.mode),
        weight=weight,
        changed=label_of(draft, journey.id),
        bodies=(
            model.DayBody(
                title=listed(to_place(draft, journey, city=True), service(journey)),
                line=joined((people, _meet(draft, journey), _ends(draft, journey)), ". "),
                more=_more(draft, journey),
                chip=_watch(draft, journey),
            ),
        ),
    )


def _meet(draft: Draft, journey: Journey) -> model.Text:
    """`Meet 17:25, gate. Last call 17:50`."""
    t, point = draft.t, journey.meeting_point
    meet: model.Text = filled(t.gettext("Meet: {place}"), place=point) if point else ""
    if journey.meeting_time:
        time = draft.phrases.clock(journey.meeting_time)
        meet = joined((filled(t.gettext("Meet {time}"), time=time), point), ", ")
    return joined((meet, _stages(draft, journey, leaves=False)), ". ")


def _ends(draft: Draft, journey: Journey) -> str:
    """The stations, as far as no other line of the day names them."""
    brought = {
        same_name(ride.destination)
        for ride in draft.transfers
        if ride.depart_day == journey.depart_day
    }
    ends = [journey.origin] if same_name(journey.origin) not in brought else []
    ends.append(journey.destination)
    named = [end for end in ends if end and same_name(end) != same_name(city_at(draft.ix, end))]
    return " – ".join(named)


def _night(draft: Draft, day: date) -> tuple[model.DayRow, ...]:
    """Where the night is spent; two hotels stand side by side."""
    hotels = [line.name for line in night_lines(draft, day)]
    if not hotels:
        return ()
    bodies = tuple(model.DayBody(hotel, draft.address(hotel)) for hotel in hotels)
    night = draft.t.gettext("Night")
    return (model.DayRow(time=night, icon=model.Icon.NIGHT, bodies=bodies),)
