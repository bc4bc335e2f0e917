"""A day of the head of the delegation: what to say, whom to thank, whom to look after."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Item, Journey
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.draft import is_leg
from visitplanner.publishing.documents.chapters.items import hours_later, in_language, which_day
from visitplanner.publishing.documents.chapters.marking import label_of, note_of
from visitplanner.publishing.documents.chapters.rides import days_later, to_place
from visitplanner.publishing.documents.chapters.text import dotted, joined, listed, strong
from visitplanner.publishing.documents.chapters.words import (
    capital,
    said_all,
    status_word,
    title_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, time

    from visitplanner.domain.people import Delegate
    from visitplanner.domain.times import Edge
    from visitplanner.publishing.documents.chapters.draft import Draft

_QUIET_FROM = 60  # minutes on the way; less is no time to read in
_POINT = re.compile(r"^\s*[-–—•*]\s+")
_MOST_FACTS = 3
_MOST_OPEN = 8


def for_head(draft: Draft) -> str:
    """`For Jan Przykładowski`, or for the head, whoever that is."""
    t, head = draft.t, draft.ix.head
    if head is None:
        return t.gettext("For the head of delegation")
    return t.gettext("For {name}").format(name=head.name)


def stamp(draft: Draft) -> str:
    """The warning at the top of each page."""
    return draft.t.gettext("Confidential: do not leave behind")


def head_items(draft: Draft, day: date) -> tuple[Item, ...]:
    """The items of a day at which the head is; all of them where nobody is the head."""
    items = tuple(e for e in draft.by_day.get(day, ()) if isinstance(e, Item))
    head = draft.ix.head
    if head is None:
        return items
    own = {entry.id for entry in queries.programme_of(draft.visit, head)}
    return tuple(item for item in items if item.id in own)


def day_start(draft: Draft, day: date) -> tuple[str, str]:
    """When and where the head's day begins: at the first item, or where the first vehicle waits."""
    head = draft.ix.head
    own = {entry.id for entry in queries.programme_of(draft.visit, head)} if head else None
    starts: list[tuple[time, str]] = []
    for entry in draft.by_day.get(day, ()):
        if own is not None and entry.id not in own:
            continue
        if isinstance(entry, Item):
            starts += [(entry.start, entry.place)] if entry.start else []
        elif first := _meets(entry):
            starts.append((first, entry.meeting_point or entry.origin))
    if not starts:
        return "", ""
    at, where = min(starts, key=lambda start: start[0])
    return draft.phrases.clock(at), where


def _meets(journey: Journey) -> time | None:
    """When one stands there; who meets before midnight has begun the day before."""
    meets, leaves = journey.meeting_time, journey.depart
    return leaves if meets is None or (leaves and meets > leaves) else meets


def points_of(item: Item) -> tuple[str, ...]:
    """What to say at an item, a line each."""
    lines = (_POINT.sub("", line).strip() for line in item.speaking_points.splitlines())
    return tuple(line for line in lines if line)


def speaking_times(draft: Draft, items: Iterable[Item]) -> tuple[str, ...]:
    """When the head speaks."""
    times = (draft.phrases.clock(item.start) for item in items if points_of(item))
    return tuple(dict.fromkeys(time for time in times if time))


def hosts_to_thank(draft: Draft, items: Iterable[Item]) -> tuple[str, ...]:
    """The people who receive the delegation, each with their organisation."""
    names: dict[str, str] = {}
    for item in items:
        if not item.host_contact:
            continue
        record = draft.ix.contact(item.host_contact)
        organisation = record.organisation if record else item.host_organisation
        names.setdefault(same_name(item.host_contact), listed(item.host_contact, organisation))
    return tuple(names.values())


# --- the page -----------------------------------------------------------------------------------


def day_brief(draft: Draft, day: date, running_head: str) -> model.Part:
    """The page of a day."""
    t = draft.t
    items = head_items(draft, day)
    title = t.gettext("Brief for {date}").format(date=draft.phrases.day_and_month(day))
    heading = model.StampedHeading(title, kicker=_kicker(draft, day), stamp=stamp(draft))
    facts = _facts(draft, day, items)
    columns = (
        model.TextColumn(t.gettext("Look after"), look_after(draft, day)),
        model.TextColumn(t.gettext("Still open"), _still_open(draft, day)),
    )
    told = tuple(column for column in columns if column.paragraphs)
    return model.Part(
        title=capital(draft.phrases.long_day(day)),
        head=running_head,
        key=f"day-{day.isoformat()}",
        blocks=(
            heading,
            *((model.KeyFacts(facts),) if facts else ()),
            *_rows(draft, day, items),
            *((model.TextColumns(told),) if told else ()),
            model.Notes(t.gettext("Notes")),
        ),
    )


def _kicker(draft: Draft, day: date) -> str:
    t = draft.t
    number, count = draft.days.index(day) + 1, len(draft.days)
    name = draft.phrases.weekday_name(day)
    if count > 1:
        pattern = t.gettext("{day}, day {number} of {count}")
        name = pattern.format(day=name, number=number, count=count)
    return dotted(for_head(draft), name)


def _facts(draft: Draft, day: date, items: Sequence[Item]) -> tuple[model.KeyFact, ...]:
    """The three things to know of a day, what is in doubt first."""
    t, phrases = draft.t, draft.phrases
    alerts = [a.text for stop in draft.stops_on(day) for a in stop.alerts if a.day == day]
    doubtful = [title_of(draft, item) for item in items if item.status.tentative]
    legs = [j for j in _legs(draft, day) if j.id in draft.edition.everybody]
    thanked = hosts_to_thank(draft, items)
    begins = listed(*day_start(draft, day))
    leaves = [listed(phrases.clock(j.depart), to_place(draft, j, city=True)) for j in legs]
    facts = (
        (t.gettext("Warning"), " ".join(alerts[:1]), True),
        (t.gettext("Not yet certain"), _first_of(draft, doubtful), True),
        (t.gettext("You speak"), phrases.names(speaking_times(draft, items)), False),
        (t.gettext("You thank"), _and_more(draft, thanked), False),
        (t.gettext("The day begins"), begins, False),
        (t.gettext("You travel"), " ".join(leaves[:1]), False),
    )
    known = [model.KeyFact(label, text, rust) for label, text, rust in facts if text]
    return tuple(known[:_MOST_FACTS])


def _and_more(draft: Draft, names: Sequence[str]) -> str:
    """`Alba Álvarez, Solartys and 2 more`."""
    if len(names) < 2:
        return "".join(names)
    more = draft.phrases.number("{n} more", "{n} more", len(names) - 1)
    return draft.phrases.names((names[0], more))


def _first_of(draft: Draft, names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return draft.phrases.number("{n} entry", "{n} entries", len(names))


# --- rows ---------------------------------------------------------------------------------------


def _rows(draft: Draft, day: date, items: Sequence[Item]) -> tuple[model.Block, ...]:
    """What the head does, in order; others' groups at the same time stand with it."""
    known: set[str] = set()
    rows: list[model.Block] = [*_going_on(draft, day)]
    own = {item.id for item in items}
    entries: list[queries.Entry] = [*items, *_journeys(draft, day)]
    for entry in sorted(entries, key=queries.sort_key):
        if isinstance(entry, Journey):
            rows.append(_leg_row(draft, entry) if is_leg(entry) else _ride_row(draft, entry))
            continue
        others = [
            other
            for other in draft.by_day.get(day, ())
            if isinstance(other, Item)
            and other.id not in own
            and (other.start, other.end) == (entry.start, entry.end)
        ]
        rows.append(_item_row(draft, entry, others, known))
    return tuple(rows)


def _going_on(draft: Draft, day: date) -> Iterator[model.BriefRow]:
    """What the head has been at since an earlier day, where all that is to be said stands."""
    head = draft.ix.head
    own = {entry.id for entry in queries.programme_of(draft.visit, head)} if head else None
    for item in draft.going_on.get(day, ()):
        if own is None or item.id in own:
            yield model.BriefRow(
                title=title_of(draft, item),
                time=hours_later(draft, item, day),
                note=which_day(draft, item, day),
                warning=status_word(draft, item.status),
                where=item.place,
                changed=label_of(draft, item.id),
            )


def _item_row(draft: Draft, item: Item, others: Sequence[Item], known: set[str]) -> model.BriefRow:
    t, phrases = draft.t, draft.phrases
    labelled: list[tuple[str, model.Text]] = [
        (t.gettext("Thank"), _thank(draft, item, known)),
        (t.gettext("To prepare"), _one_line(item.prepare)),
        *((t.gettext("Meanwhile"), _meanwhile(draft, other)) for other in others),
        (t.gettext("Note"), _one_line(item.internal_notes)),
        (t.gettext("Plan B"), _plan_b(item)),
    ]
    host = item.host_organisation
    told = same_name(host) in same_name(item.place)
    return model.BriefRow(
        title=title_of(draft, item),
        time=phrases.clock(item.start) or t.gettext("all day"),
        note=phrases.to(item.end, item.end_day) if item.start else which_day(draft, item),
        warning=status_word(draft, item.status),
        where=joined(
            (
                dotted(listed(item.place, "" if told else host), in_language(draft, item.language)),
                note_of(draft, item.id),
            ),
            "\n",
        ),
        changed=label_of(draft, item.id),
        points=points_of(item),
        lines=tuple(model.Pair(label, text) for label, text in labelled if text),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _thank(draft: Draft, item: Item, known: set[str]) -> str:
    """Who receives the delegation, with job and languages where first met."""
    key = same_name(item.host_contact)
    if not key or key in known:
        return ""
    known.add(key)
    record = draft.ix.contact(item.host_contact)
    if record is None:
        return f"{listed(item.host_contact, item.host_organisation)}."
    person = f"{listed(record.name, record.job_title, record.organisation)}."
    if not record.languages:
        return person
    languages = draft.phrases.languages(record.languages)
    return f"{person} {draft.t.gettext('Speaks {languages}').format(languages=languages)}."


def _meanwhile(draft: Draft, item: Item) -> str:
    people = draft.phrases.people(draft.edition.counts.get(item.id, 0))
    place = item.place or item.host_organisation
    return listed(title_of(draft, item), place, item.host_contact, people)


def _plan_b(item: Item) -> str:
    return listed(_one_line(item.plan_b), item.alternative_place, item.alternative_contact)


def _journeys(draft: Draft, day: date) -> tuple[Journey, ...]:
    """The journeys that the head makes on a day."""
    journeys = [e for e in draft.by_day.get(day, ()) if isinstance(e, Journey)]
    head = draft.ix.head
    if head is None:
        return tuple(one for one in journeys if one.id in draft.edition.everybody)
    own = {entry.id for entry in queries.programme_of(draft.visit, head)}
    return tuple(one for one in journeys if one.id in own)


def _legs(draft: Draft, day: date) -> tuple[Journey, ...]:
    """Those of them that go between cities."""
    return tuple(one for one in _journeys(draft, day) if is_leg(one))


def _ride_row(draft: Draft, ride: Journey) -> model.BriefRow:
    """How the head gets from one place to the next: when, by what, where to stand."""
    return model.BriefRow(
        title=to_place(draft, ride),
        time=draft.phrases.clock(ride.depart or ride.meeting_time),
        warning=status_word(draft, ride.status),
        where=dotted(_where_to_stand(draft, ride), note_of(draft, ride.id)),
        changed=label_of(draft, ride.id),
        aside=True,
    )


def _where_to_stand(draft: Draft, journey: Journey) -> str:
    """`Meet 17:25, Gate · Last call 17:50`."""
    t, clock = draft.t, draft.phrases.clock
    meet = listed(clock(journey.meeting_time), journey.meeting_point)
    stages = (
        (t.pgettext("journey", "Meet"), meet),
        (t.gettext("Last call"), clock(journey.cut_off)),
    )
    return dotted(*(f"{label} {text}" for label, text in stages if text))


def _leg_row(draft: Draft, leg: Journey) -> model.BriefRow:
    """A journey; a long one is time to read what comes next."""
    t, phrases = draft.t, draft.phrases
    way = listed(to_place(draft, leg, city=True), phrases.length(leg.minutes or 0))
    quiet = (leg.minutes or 0) >= _QUIET_FROM
    return model.BriefRow(
        title=t.gettext("Quiet hour") if quiet else to_place(draft, leg, city=True),
        time=phrases.clock(leg.depart),
        note=phrases.to(leg.arrive, days_later(leg)),
        warning=status_word(draft, leg.status),
        where=dotted(
            way if quiet and leg.minutes else "",
            _where_to_stand(draft, leg),
            note_of(draft, leg.id),
        ),
        changed=label_of(draft, leg.id),
        points=_tomorrow(draft, leg) if quiet else (),
    )


def _tomorrow(draft: Draft, leg: Journey) -> tuple[str, ...]:
    """What to read up on before the next day."""
    after = [day for day in draft.days if leg.depart_day and day > leg.depart_day]
    if not after:
        return ()
    points = []
    for item in head_items(draft, after[0]):
        if item.prepare or points_of(item):
            when = listed(capital(draft.phrases.day(after[0])), draft.phrases.clock(item.start))
            title = title_of(draft, item)
            points.append(f"{when}: {title}. {_one_line(item.prepare)}".rstrip(" "))
    return tuple(points[:_MOST_FACTS])


# --- whom to look after, what is open -----------------------------------------------------------


def look_after(draft: Draft, day: date) -> tuple[model.Text, ...]:
    """Serious allergies and access needs of those who are there, and who joins or leaves late."""
    people = [p for p in queries.active_people(draft.visit) if queries.present_on(p, day)]
    return (
        *(_named(p, _allergy(draft, p)) for p in people if p.serious_allergy),
        *(_named(p, said_all(draft, p.access_needs)) for p in people if p.access_needs),
        *_comings(draft, day, people),
    )


def _allergy(draft: Draft, person: Delegate) -> str:
    what = _one_line(person.avoid) or said_all(draft, person.diet)
    return listed(what, draft.t.gettext("serious"))


def _named(person: Delegate, text: str) -> model.Text:
    return joined((strong(person.name), text), between=": ")


def _comings(draft: Draft, day: date, people: Iterable[Delegate]) -> list[model.Text]:
    """Who joins after the first day or leaves before the last; people of one time in one line."""
    found: list[tuple[str, str]] = []
    for person in people:
        if person.joins and person.joins.day == day != draft.days[0]:
            found.append((_joins(draft, person.joins), person.name))
        if person.leaves and person.leaves.day == day != draft.days[-1]:
            found.append((_leaves(draft, person.leaves), person.name))
    found.sort(key=lambda pair: pair[0])
    return [
        joined((strong(listed(*(name for _, name in group))), verb), between=": ")
        for verb, group in groupby(found, key=lambda pair: pair[0])
    ]


def _joins(draft: Draft, edge: Edge) -> str:
    time = draft.phrases.clock(edge.clock)
    if not time:
        return draft.t.gettext("joins today")
    return draft.t.gettext("joins at {time}").format(time=time)


def _leaves(draft: Draft, edge: Edge) -> str:
    time = draft.phrases.clock(edge.clock)
    if not time:
        return draft.t.gettext("leaves today")
    return draft.t.gettext("leaves at {time}").format(time=time)


def _still_open(draft: Draft, day: date) -> tuple[model.Text, ...]:
    """What is not certain, and what is in the way on this day and the next."""
    alerts = [
        joined((strong(draft.phrases.day(alert.day)), alert.text), between=": ")
        for stop in queries.stays(draft.visit)
        for alert in stop.alerts
        if 0 <= (alert.day - day).days <= 1 and alert.text
    ]
    doubtful = [_doubt(draft, e) for e in draft.by_day.get(day, ()) if e.status.tentative]
    lines: list[model.Text] = [*alerts, *doubtful]
    rest = len(lines) - _MOST_OPEN
    if rest <= 0:
        return tuple(lines)
    more = draft.phrases.number("and {n} more", "and {n} more", rest)
    return (*lines[:_MOST_OPEN], more)


def _doubt(draft: Draft, entry: queries.Entry) -> model.Text:
    """`Rail cluster, 16:45: to be confirmed · Host prefers Catalan or Spanish`."""
    if isinstance(entry, Journey):
        title, time, notes = to_place(draft, entry), entry.depart, entry.notes
    else:
        title, time, notes = title_of(draft, entry), entry.start, entry.internal_notes
    told = dotted(status_word(draft, entry.status), _one_line(notes))
    return joined((strong(listed(title, draft.phrases.clock(time))), told), between=": ")
