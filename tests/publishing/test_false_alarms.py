"""Plans that are odd but right: laying papers beside calendars must not stop their publishing.

Days are crowded and about a change of clocks; there is a second language; people join midway and
chapters are left out. The second version takes half of its rows from another plan, so that papers
are marked and calendars take things back.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn_values import ODD_TEXTS, folds, maybe
from visitplanner.domain.chapters import ChapterChoice
from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.times import Edge
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, JourneyKind, Mode, Status
from visitplanner.publishing.editions import edition_of
from visitplanner.publishing.feeds import feed_of
from visitplanner.publishing.kinds import BRIEFING_PACK, CALENDAR, PERSONAL_PACK
from visitplanner.publishing.parity import prove_parity
from visitplanner.publishing.recipients import Request, outputs
from visitplanner.publishing.release import frame_of, prepare
from visitplanner.publishing.rendering import document_of

DAY = date(2017, 10, 27)
PACKS = (BRIEFING_PACK, PERSONAL_PACK)
titles = st.sampled_from(
    (
        *(
            "Lunch",
            "09:00 briefing",
            "10:30–12:00 tour +1",
            "Two\nlines",
            "קבלת פנים",
            "abc القاهرة",
        ),
        *("Donau\u00addampf\u00adschiff", "long " * 60, "ﬁnance", "👩‍👩‍👧 🇪🇺", *ODD_TEXTS),
    )
)
days = st.integers(0, 4).map(lambda n: DAY + timedelta(days=n))
clocks = st.builds(time, st.sampled_from([0, 1, 2, 3, 9, 10, 12, 20, 23]), st.sampled_from([0, 30]))
zones = st.sampled_from(("Europe/Madrid", "Europe/Madrid", "Atlantic/Canary", "Asia/Kathmandu", ""))
who = st.sampled_from(("all", "", "P01", "all except P01", "group: A"))
statuses = st.sampled_from((*[Status.CONFIRMED] * 4, *Status))


def _rows(
    kind: type[Any], most: int, /, **fields: st.SearchStrategy[Any]
) -> st.SearchStrategy[Any]:
    some = st.lists(st.fixed_dictionaries({}, optional=fields), max_size=most)
    name = kind.__name__
    return some.map(lambda rows: tuple(kind(id=f"{name}-{n}", **row) for n, row in enumerate(rows)))


items = _rows(
    Item,
    25,
    day=maybe(days),
    start=maybe(clocks),
    end=maybe(clocks),
    end_day=st.sampled_from([0, 0, 0, 1, 3]),
    zone=zones,
    start_fold=folds(),
    end_fold=folds(),
    kind=st.sampled_from(ItemKind),
    title=titles,
    who=who,
    status=statuses,
    optional=st.booleans(),
)
journeys = _rows(
    Journey,
    5,
    kind=st.sampled_from(JourneyKind),
    mode=st.sampled_from(Mode),
    carrier=titles,
    origin=titles,
    origin_zone=zones,
    depart_day=maybe(days),
    depart=maybe(clocks),
    depart_fold=folds(),
    destination=titles,
    destination_zone=zones,
    arrive_day=maybe(days),
    arrive=maybe(clocks),
    meeting_time=maybe(clocks),
    who=who,
    status=statuses,
)
edges = maybe(st.builds(Edge, day=days, clock=maybe(clocks)))
people = _rows(
    Delegate,
    2,
    code=st.sampled_from(["P01", "P02"]),
    given_name=titles,
    groups=st.sampled_from([(), ("A",)]),
    joins=edges,
    leaves=edges,
    document_language=st.sampled_from(["", "es", "el", "bg"]),
)
parts = st.sampled_from(["days", "travel", "glance", "cover"])
chapters = st.builds(
    ChapterChoice,
    paper=st.sampled_from(PACKS),
    audience=st.sampled_from(Audience),
    left_out=st.lists(parts, max_size=2).map(tuple),
)
languages = st.sampled_from(["", "en", "es", "el", "bg"])
plans = st.builds(
    Visit,
    id=st.just("visit"),
    namespace=st.just("0f5c3f4e-0000-4000-8000-000000000000"),
    title=titles,
    languages=languages.map(lambda tag: (tag,) if tag else ()),
    second_language=languages,
    items=items,
    journeys=journeys,
    delegates=people,
    chapters=st.lists(chapters, max_size=1).map(tuple),
)
moments = st.sampled_from(
    [datetime(2017, 9, 1, tzinfo=UTC), datetime(2017, 10, 29, 0, 45, tzinfo=UTC)]
)


def proved(dossier: Dossier, now: datetime) -> Dossier:
    """Lay all papers beside their calendars, as a publish does; the dossier after it."""
    frame = frame_of(dossier, now)
    for output in outputs(dossier, Request(now=now, kinds=PACKS), []):
        prove_parity(
            edition_of(frame, output), document_of(frame, output), feed_of(frame, output).events
        )
    return prepare(dossier, Request(now=now, kinds=(CALENDAR,))).dossier


@settings(max_examples=20)
@given(plans, plans, moments)
def test_two_versions_of_any_plan(visit: Visit, other: Visit, now: datetime) -> None:
    dossier = proved(Dossier(visit=visit), now - timedelta(days=2))
    rows = {
        name: tuple({row.id: row for row in (*mine, *others[::2])}.values())
        for name, mine, others in (
            ("items", visit.items, other.items),
            ("journeys", visit.journeys, other.journeys),
        )
    }
    proved(dossier.with_visit(visit.model_copy(update=rows)), now)
