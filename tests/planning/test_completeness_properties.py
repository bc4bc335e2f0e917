"""What holds of the completeness of any plan."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.planning.checks.plans import (
    MADRID,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
)
from tests.planning.full_plan import full, scores
from tests.strategies import visits
from visitplanner.domain.base import Entity
from visitplanner.domain.programme import Stop
from visitplanner.domain.records import find
from visitplanner.domain.times import Edge
from visitplanner.domain.visit import Visit
from visitplanner.planning.completeness import (
    completeness,
)

# --- Properties ----------------------------------------------------------------------------------

SOME = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@SOME
@given(visits(), st.one_of(st.none(), st.just(date(2026, 11, 10))))
def test_any_plan_has_scores_and_is_looked_at_the_same_way_twice(
    visit: Visit, today: date | None
) -> None:
    found = completeness(visit, today)
    for score in (found.score, *found.days.values(), *found.papers.values()):
        assert 0 <= score.percent <= 100
        assert (score.percent == 100) == (score.known == score.needed)
    again = completeness(visit.model_copy(), today)
    assert (again.missing, again.asks) == (found.missing, found.asks)
    for one in found.missing:
        assert find(visit, one.record).id == one.record
        assert one.papers
        assert today is None or one.due is None or one.due >= today
    assert sorted(m.what for ask in found.asks for m in ask.missing) == sorted(
        one.what for one in found.missing
    )


BLANKS: dict[str, tuple[str, ...]] = {
    "items": ("title", "start", "end", "zone", "who", "place", "host_organisation",
              "host_contact", "language", "menu", "city", "notes", "plan_b"),
    "journeys": ("carrier", "number", "origin", "origin_zone", "depart", "destination",
                 "destination_zone", "arrive", "meeting_point", "meeting_time", "seats", "who",
                 "contact", "notes"),
    "delegates": ("family_name", "organisation", "job_title", "languages", "email", "mobile",
                  "emergency_contact", "emergency_phone", "groups", "joins", "leaves", "diet",
                  "access_needs", "bio"),
    "stops": ("country", "zone", "arrive", "leave"),
    "rooms": ("hotel", "check_in", "check_out", "occupants"),
    "places": ("address", "phone", "kind", "step_free"),
    "organisations": ("profile", "city"),
    "contacts": ("phone", "email", "organisation"),
    "visit": ("title", "purpose", "organiser", "emergency_phone", "head", "funding_programme",
              "funding_statement"),
}  # fmt: skip
FRESH: dict[str, Any] = {
    "start": time(9), "end": time(10), "zone": MADRID, "who": "all", "menu": ("vegan",),
    "origin_zone": MADRID, "destination_zone": MADRID, "depart": time(8), "arrive": time(9),
    "meeting_time": time(7), "seats": 20, "languages": ("en",), "groups": ("Green",),
    "joins": Edge(day=WEDNESDAY), "leaves": Edge(day=TUESDAY), "diet": ("vegan",),
    "access_needs": ("step-free",), "step_free": False, "check_in": TUESDAY,
    "check_out": THURSDAY, "occupants": ("P02",), "host_contact": "Dirk", "contact": "Dirk",
}  # fmt: skip


@SOME
@given(st.data())
def test_filling_a_blank_never_lowers_a_score(data: st.DataObject) -> None:
    pairs = st.sampled_from([(kind, field) for kind, fields in BLANKS.items() for field in fields])
    visit = full(funding_programme="COSME", funding_statement="EU")
    visit = visit.model_copy(update={"tasks": ()})
    holes: list[tuple[str, str]] = []
    for kind, field in data.draw(st.lists(pairs, min_size=1, max_size=14, unique=True)):
        rows = (visit,) if kind == "visit" else getattr(visit, kind)
        one = data.draw(st.sampled_from(rows))
        if kind == "stops" and field == "arrive" and one.arrive is None:
            continue
        visit = _emptied(visit, one.id, field)
        holes.append((one.id, field))
    before = scores(completeness(visit))
    for one_id, field in data.draw(st.permutations(holes)):
        visit = _filled(visit, one_id, field)
        after = scores(completeness(visit))
        for key in before.keys() & after.keys():
            assert after[key] >= before[key], (field, key)
        before = after


def _emptied(visit: Visit, one_id: str, field: str) -> Visit:
    old = find(visit, one_id)
    blank = type(old).model_fields[field].get_default(call_default_factory=True)
    return _with(visit, old, field, blank)


def _filled(visit: Visit, one_id: str, field: str) -> Visit:
    old = find(visit, one_id)
    value: Any = FRESH.get(field, "Something new")
    if isinstance(old, Stop) and field in ("arrive", "leave"):
        value = TUESDAY if field == "arrive" else THURSDAY
    return _with(visit, old, field, value)


def _with(visit: Visit, old: Entity, field: str, value: Any) -> Visit:
    new = type(old).model_validate(old.model_dump() | {field: value})
    if isinstance(new, Visit):
        return new
    collections = ("stops", "items", "journeys", "delegates", "rooms", "places",
                   "organisations", "contacts")  # fmt: skip
    rows = {n: tuple(new if r.id == new.id else r for r in getattr(visit, n)) for n in collections}
    return visit.model_copy(update=rows)
