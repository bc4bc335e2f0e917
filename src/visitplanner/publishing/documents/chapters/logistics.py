"""The information note: what delegates must know before they set out, on two to four pages."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.vocabulary import DelegateRole
from visitplanner.i18n import N_
from visitplanner.publishing.agenda import service
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.countryfacts import country_blocks, zone_name
from visitplanner.publishing.documents.chapters.cover import cover_title
from visitplanner.publishing.documents.chapters.issue import document, reader_line
from visitplanner.publishing.documents.chapters.marking import label_of, note_of
from visitplanner.publishing.documents.chapters.outline import Chapter, printed
from visitplanner.publishing.documents.chapters.practical import data_protection
from visitplanner.publishing.documents.chapters.rides import days_later, to_place
from visitplanner.publishing.documents.chapters.text import (
    contact_line,
    dotted,
    joined,
    listed,
    muted,
    phone,
    phone_target,
    strong,
)
from visitplanner.publishing.documents.chapters.travel import transfers
from visitplanner.publishing.documents.chapters.typed import typed
from visitplanner.publishing.documents.chapters.urgent import urgent
from visitplanner.publishing.documents.chapters.words import capital, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from visitplanner.domain.programme import Item, Journey
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.edition import Edition, HotelStay

LOGISTIC_NOTE: Final = "logistic-note"
_LABEL: Final = 33.0  # millimetres


def logistic_note(edition: Edition) -> model.Document:
    """The note that goes out before the visit."""
    draft, parts = printed(edition, LOGISTIC_NOTE, CHAPTERS, numbered=False)
    return document(draft, draft.t.gettext("Information note"), parts)


def _section(title: str, blocks: Iterable[model.Block], key: str) -> tuple[model.Part, ...]:
    """A section, below the one before; nothing without blocks."""
    known = tuple(blocks)
    if not known:
        return ()
    heading = model.Heading(title, level=2)
    return (model.Part(title=title, blocks=(heading, *known), new_page=False, key=key, level=1),)


# --- first things first -------------------------------------------------------------------------


def _opening(draft: Draft) -> tuple[model.Part, ...]:
    """Where, when, how it begins and ends, whom to ask."""
    t, visit = draft.t, draft.visit
    heading = model.Heading(cover_title(draft), kicker=reader_line(draft))
    facts = _facts(draft)
    lines: list[tuple[str, model.Text]] = [
        (t.gettext("Purpose"), visit.purpose),
        (t.gettext("First meeting"), _meeting(draft, last=False)),
        (t.gettext("Last meeting"), _meeting(draft, last=True)),
        (t.gettext("Organiser"), visit.organiser),
        (t.gettext("Ask"), _team(draft)),
    ]
    pairs = tuple(model.Pair(label, text) for label, text in lines if text)
    blocks = (
        heading,
        *((model.KeyFacts(facts),) if facts else ()),
        *((model.Space(2), model.Pairs(pairs, _LABEL)) if pairs else ()),
    )
    title = t.gettext("Information note")
    return (model.Part(title=title, blocks=blocks, key="opening"),)


def _facts(draft: Draft) -> tuple[model.KeyFact, ...]:
    t, visit = draft.t, draft.visit
    dates = ""
    if visit.first_day and visit.last_day:
        dates = draft.phrases.days(visit.first_day, visit.last_day)
    zones = dict.fromkeys(zone_name(draft, stop) for stop in queries.stays(visit))
    number = visit.emergency_phone
    phone_: model.Text = (model.Run(number, target=phone_target(number)),) if number else ()
    facts = (
        model.KeyFact(t.gettext("Dates"), dates),
        model.KeyFact(t.gettext("Set your watch to"), listed(*filter(None, zones))),
        model.KeyFact(t.gettext("Duty phone, day and night"), phone_),
    )
    return tuple(fact for fact in facts if fact.text)


def _meeting(draft: Draft, *, last: bool) -> str:
    """`Mon 6 Nov, 09:00, Registration and coffee, Solartys office`."""
    items = [i for i in draft.items if i.start and i.id in draft.edition.everybody] or [
        item for item in draft.items if item.start
    ]
    if not items or (last and len(items) == 1):
        return ""
    item = items[-1] if last else items[0]
    title = title_of(draft, item)
    clock = item.end or item.start if last else item.start
    ending = last and item.end
    day = item.day + timedelta(days=item.end_day if ending else 0) if item.day else None
    when = f"{draft.phrases.day(day)}, {draft.phrases.clock(clock)}" if day else ""
    if ending:
        when = draft.t.gettext("ends {when}").format(when=when)
    return dotted(capital(when), title, item.place)


def _team(draft: Draft) -> model.Text:
    """Those who run the visit, with mail and phone where they share them."""
    people = [
        p
        for p in queries.active_people(draft.visit)
        if draft.ix.role_of(p) is DelegateRole.STAFF and (p.email or p.mobile)
    ]
    return joined(
        (joined((strong(p.name), contact_line(p.email, p.mobile))) for p in people), between="\n"
    )


# --- places and beds ----------------------------------------------------------------------------


def _venues(draft: Draft) -> tuple[model.Part, ...]:
    """Where it takes place, city by city, in the order of the programme."""
    hotels = {same_name(stay.hotel) for stay in draft.edition.stays}
    found: dict[str, list[Item]] = {}
    for item in draft.items:
        if item.place and same_name(item.place) not in hotels:
            address = draft.address(item.place)
            found.setdefault(same_name(address or item.place), []).append(item)
    rows = [_venue(draft, items) for items in found.values()]
    if not rows:
        return ()
    t = draft.t
    title = t.gettext("Where we meet")
    columns = (
        model.Column(t.gettext("First on"), 21),
        model.Column(t.gettext("Place"), share=0.8, strong=True),
        model.Column(t.gettext("Address"), share=1.3),
        model.Column(t.gettext("Phone"), 33, align=model.Align.RIGHT),
    )
    return _section(title, (model.Table(columns, tuple(rows), summary=title),), "venues")


def _venue(draft: Draft, items: Sequence[Item]) -> model.TableRow:
    """A place, with its rooms; rooms at one address are one place."""
    first = items[0]
    day = capital(draft.phrases.day(first.day)) if first.day else ""
    known = [draft.ix.place(item.place) for item in items]
    places = [place for place in known if place]
    spelling = {
        same_name(i.place): p.name if p else i.place for i, p in zip(items, known, strict=True)
    }
    names = list(dict.fromkeys([*spelling.values(), *(p.local_name for p in places)]))
    if not places:
        return model.TableRow((day, "\n".join(names), draft.ix.city_of(first)))
    place = places[0]
    lines = [" ".join(place.address.split()), " ".join(place.local_address.split())]
    address = "\n".join(dict.fromkeys(filter(None, lines))) or place.city
    step_free = draft.t.gettext("step-free") if place.step_free else ""
    numbers = dict.fromkeys(p.phone for p in places if p.phone)
    return model.TableRow(
        (
            day,
            "\n".join(filter(None, names)),
            joined((address, muted(step_free.replace("-", "\N{NON-BREAKING HYPHEN}")))),
            joined(map(phone, numbers), "\n"),
        )
    )


def _hotels(draft: Draft) -> tuple[model.Part, ...]:
    """The group's hotels, when rooms are free and when they must be left."""
    stays = tuple(_hotel(draft, stay) for stay in draft.edition.stays)
    if not stays:
        return ()
    own = draft.t.gettext(
        "Tell the organiser at once if you come or leave on another day than you registered."
    )
    blocks = (model.Hotels(stays), model.Paragraph(own))
    return _section(draft.t.gettext("Where you stay"), blocks, "hotels")


def _hotel(draft: Draft, stay: HotelStay) -> model.HotelStay:
    record = draft.ix.place(stay.hotel)
    t, phrases = draft.t, draft.phrases
    inn = t.gettext("check-in {day}").format(day=phrases.day(stay.check_in))
    out = t.gettext("check-out {day}").format(day=phrases.day(stay.check_out))
    if record and record.check_out:
        until = t.gettext("until {time}").format(time=phrases.clock(record.check_out))
        out = f"{out} {until}"
    return model.HotelStay(
        name=stay.hotel,
        aside=phrases.nights(stay.nights),
        address=draft.address(stay.hotel),
        details=joined((capital(inn), out, phone(record.phone) if record else "")),
    )


# --- getting there ------------------------------------------------------------------------------


def _travel(draft: Draft) -> tuple[model.Part, ...]:
    """How to come to the first hotel, the group's journeys, and where it is met."""
    t = draft.t
    blocks: list[model.Block] = []
    if draft.edition.stays:
        first = draft.edition.stays[0].hotel
        come = t.gettext("Come to {hotel}, unless the organiser meets you on the way.")
        blocks.append(model.Paragraph(come.format(hotel=listed(first, draft.address(first)))))
    if draft.legs:
        blocks.append(_leg_table(draft, draft.legs))
    ends = {draft.days[0], draft.days[-1]} if draft.days else set()
    met = [j for j in draft.transfers if j.depart_day in ends]
    met += [j for j in draft.transfers if j not in met and _meets_leg(draft, j)]
    met.sort(key=queries.sort_key)
    if met:
        table = [block for block in transfers(draft, met) if not isinstance(block, model.Heading)]
        blocks.append(model.Heading(t.gettext("Where the group is met"), level=3))
        blocks += table
    return _section(t.gettext("How you get there"), blocks, "travel")


def _meets_leg(draft: Draft, transfer: Journey) -> bool:
    """Whether a transfer goes to or from a journey between cities on the same day."""
    ends = {same_name(transfer.origin), same_name(transfer.destination)}
    return any(
        leg.depart_day == transfer.depart_day
        and ends & {same_name(leg.origin), same_name(leg.destination)}
        for leg in draft.legs
    )


def _leg_table(draft: Draft, legs: Iterable[Journey]) -> model.Table:
    t, phrases = draft.t, draft.phrases
    right = model.Align.RIGHT
    columns = (
        model.Column(t.gettext("Day"), 21),
        model.Column(t.gettext("Journey of the group"), share=1.4, strong=True),
        model.Column(t.gettext("Meeting point")),
        model.Column(t.pgettext("journey", "Meet"), 14, align=right, strong=True),
        model.Column(t.pgettext("journey", "Leaves"), 24, align=right),
        model.Column(t.pgettext("journey", "Arrives"), 24, align=right),
    )
    rows = []
    for leg in legs:
        title: model.Text = joined(
            (strong(to_place(draft, leg)), muted(service(leg)), muted(note_of(draft, leg.id))), "\n"
        )
        ends = [_clock(draft, leg, leaving=True), _clock(draft, leg, leaving=False)]
        day = capital(phrases.day(leg.depart_day)) if leg.depart_day else ""
        meet = phrases.clock(leg.meeting_time)
        cells = (day, title, leg.meeting_point, meet, *ends)
        rows.append(model.TableRow(cells, label_of(draft, leg.id)))
    return model.Table(columns, tuple(rows), summary=t.gettext("Journey of the group"))


def _clock(draft: Draft, leg: Journey, *, leaving: bool) -> str:
    """A time, with the days that it is later, and its zone where the group crosses zones."""
    phrases = draft.phrases
    clock = phrases.clock(leg.depart) if leaving else phrases.clock(leg.arrive, days_later(leg))
    moment = leg.departs if leaving else leg.arrives
    zone = phrases.zone(moment) if moment and draft.crosses_zones else ""
    return f"{clock} {zone}".strip() if clock else ""


# --- practical ----------------------------------------------------------------------------------


def _practical(draft: Draft) -> tuple[model.Part, ...]:
    """What the organiser wrote: costs, insurance, dress, and whatever else."""
    return _section(
        draft.t.gettext("Practical information"), typed(draft.visit.practical), "practical"
    )


def _countries(draft: Draft) -> tuple[model.Part, ...]:
    blocks = country_blocks(draft)
    if not blocks:
        return ()
    title = draft.t.gettext("Good to know")
    return (model.Part(title=title, blocks=blocks, new_page=False, key="countries", level=1),)


def _before(draft: Draft) -> tuple[model.Part, ...]:
    """What the organiser must hear from everybody, and what to do in an emergency."""
    t, visit = draft.t, draft.visit
    tell = t.gettext(
        "What you do not eat and what you need to get in and around: the hotels and hosts are told "
        "what to provide, not for whom."
    )
    come = t.gettext("If you come late, leave early or cannot come, at any hour.")
    lines: list[tuple[str, model.Text]] = [
        (t.gettext("Diet and access"), tell),
        (t.gettext("Changes"), come),
        (t.gettext("Documents"), t.gettext("Carry an identity document.")),
    ]
    if visit.emergency_phone:
        lines.append((t.gettext("Emergency"), _emergency(draft, visit.emergency_phone)))
    pairs = model.Pairs(tuple(model.Pair(label, text) for label, text in lines), _LABEL)
    blocks: list[model.Block] = [pairs]
    if note := data_protection(draft):
        blocks.append(model.Paragraph(note, model.Tone.SECONDARY, wide=True))
    return _section(t.gettext("Tell the organiser"), blocks, "before")


def _emergency(draft: Draft, duty: str) -> str:
    t, numbers = draft.t, urgent(draft)
    if numbers.everywhere:
        pattern = t.gettext("{number}, then the duty phone {duty}.")
        return pattern.format(number=numbers.number, duty=duty)
    return t.gettext("The emergency number of the place, then the duty phone {duty}.").format(
        duty=duty
    )


CHAPTERS: Final = (
    Chapter("opening", N_("First page"), _opening, opens=True),
    Chapter("venues", N_("Where we meet"), _venues),
    Chapter("hotels", N_("Where you stay"), _hotels),
    Chapter("travel", N_("How you get there"), _travel),
    Chapter("practical", N_("Practical information"), _practical),
    Chapter("countries", N_("Good to know"), _countries),
    Chapter("before", N_("Tell the organiser"), _before),
)
"""In their usual order."""
