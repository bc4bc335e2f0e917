"""A delay: what moves, what breaks, whom to call; and what a delay never does."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.planning.checks.plans import (
    MADRID,
    OFFICE,
    PEOPLE,
    STATION,
    TUESDAY,
    WEDNESDAY,
    changed,
    clock,
    item,
    journey,
    plan,
    stop,
)
from visitplanner.domain.edits import change
from visitplanner.domain.people import Organisation, Window
from visitplanner.domain.programme import Place, TravelTime
from visitplanner.domain.queries import Entry, all_entries, entry_end, entry_start
from visitplanner.domain.times import at
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Mode, Status
from visitplanner.errors import PlanError
from visitplanner.planning.checks.known import Known
from visitplanner.planning.ripple import Ripple, delay

FAR = Place(name="Works", city="Barcelona", latitude=41.43, longitude=2.17)  # 4.8 km from Office


def entry(visit: Visit, code: str) -> Entry:
    return next(row for row in all_entries(visit) if row.code == code)


def late(visit: Visit, code: str, minutes: int, **options: Any) -> Ripple:
    return delay(visit, entry(visit, code).id, minutes, **options)


def times(visit: Visit) -> dict[str, str]:
    """Each entry's times on the wall, `09:00-10:00`, with the day where it is another one."""
    shown = {}
    for row in all_entries(visit):
        parts = []
        for moment in (entry_start(row), entry_end(row)):
            day = "" if not moment or moment.wall.date() == TUESDAY else f"{moment.wall:%d }"
            parts.append(f"{day}{moment.wall:%H:%M}" if moment else "")
        shown[row.code] = "-".join(parts)
    return shown


def moved(ripple: Ripple) -> dict[str, str]:
    """The new times of what moves."""
    assert ripple.apply(ripple.visit) == ripple.after
    new, old = times(ripple.after), times(ripple.visit)
    assert {move.entry.code for move in ripple.moves} == {c for c in new if new[c] != old[c]}
    return {code: text for code, text in new.items() if text != old[code]}


def local(text: str) -> datetime:
    return at(TUESDAY, clock(text), MADRID).aware


# --- What moves ----------------------------------------------------------------------------------


def test_everything_moves_until_a_gap_takes_the_delay_up() -> None:
    visit = plan(
        item("A1", "09:00", "10:00"),
        item("A2", "10:10", "11:00"),
        item("A3", "11:20", "12:00"),
        item("A4", "14:00", "15:00"),
    )
    assert moved(late(visit, "A1", 25)) == {
        "A1": "09:25-10:25",
        "A2": "10:25-11:15",
    }
    assert moved(late(visit, "A1", 30)) == {"A1": "09:30-10:30", "A2": "10:30-11:20"}
    assert moved(late(visit, "A1", 31)) == {
        "A1": "09:31-10:31", "A2": "10:31-11:21", "A3": "11:21-12:01",
    }  # fmt: skip


def test_of_a_gap_the_way_keeps_what_it_needs() -> None:
    visit = plan(
        item("A1", "09:00", "10:00", place="Office"),
        item("A2", "11:00", "12:00", place="Works"),
        OFFICE,
        FAR,
    )
    # 4.8 km: 24 minutes by road, and nobody is told to come at a minute past eleven.
    assert moved(late(visit, "A1", 36)) == {"A1": "09:36-10:36"}
    assert moved(late(visit, "A1", 37)) == {"A1": "09:37-10:37", "A2": "11:05-12:05"}


def test_a_way_that_was_planned_too_short_keeps_its_time() -> None:
    visit = plan(
        item("A1", "09:00", "10:00", place="Office"),
        item("A2", "10:07", "12:00", place="Works"),
        OFFICE,
        FAR,
    )
    assert moved(late(visit, "A1", 10)) == {"A1": "09:10-10:10", "A2": "10:17-12:10"}


def test_a_way_that_somebody_has_timed_needs_that_time() -> None:
    visit = plan(
        item("A1", "09:00", "10:00", place="Office"),
        item("A2", "11:00", "12:00", place="Works"),
        OFFICE,
        FAR,
    )
    timed = TravelTime(origin="Works", destination="Office", mode=Mode.TAXI, minutes=40)
    known = Known(travel_times=(timed,))
    assert moved(late(visit, "A1", 20, known=known)) == {"A1": "09:20-10:20"}
    assert moved(late(visit, "A1", 21, known=known)).keys() == {"A1", "A2"}


def test_only_the_same_people_are_late() -> None:
    visit = plan(
        item("A1", "09:00", "10:00", who="P01; P02"),
        item("B1", "10:00", "11:00", who="P03; P04; P05"),
        item("A2", "10:00", "11:00", who="P01; P02"),
        item("C1", "11:00", "12:00", who="all"),
        item("D1", "12:00", "13:00", who="P05"),
    )
    ripple = late(visit, "A1", 20)
    # The others wait for them, and are late from then on as well.
    assert moved(ripple) == {
        "A1": "09:20-10:20", "A2": "10:20-11:20", "C1": "11:20-12:20", "D1": "12:20-13:20",
    }  # fmt: skip


def test_nothing_waits_for_a_few_but_for_the_head() -> None:
    visit = plan(item("A1", "09:00", "10:00", who="P02"), item("A2", "10:00", "11:00"))
    ripple = late(visit, "A1", 20)
    assert moved(ripple) == {"A1": "09:20-10:20"}
    (broken,) = ripple.breaks
    assert (broken.kind, broken.entry.code) == ("late", "A2")
    assert broken.message == (
        "Jan Novák comes to “Item A2” at 10:20 on Tue 10 Nov, which does not wait beyond 10:00."
    )
    assert broken.fix == "Tell those who are there, or begin later."
    assert broken.people == (visit.delegates[1].id,)
    assert ripple.problems.appearing == ()
    # Two of eight are a quarter; two of nine are fewer.
    eight = plan(
        item("A1", "09:00", "10:00", who="P01; P02"),
        item("A2", "10:00", "11:00"),
        people=tuple(changed(PEOPLE[0], code=f"P{n:02d}", id=f"p{n}") for n in range(1, 9)),
    )
    assert moved(late(eight, "A1", 20)).keys() == {"A1", "A2"}
    nine = change_people(eight, 9)
    assert moved(late(nine, "A1", 20)).keys() == {"A1"}
    head = plan(*visit.items, head="P02")
    assert moved(late(head, "A1", 20)).keys() == {"A1", "A2"}


def change_people(visit: Visit, count: int) -> Visit:
    people = tuple(changed(PEOPLE[0], code=f"P{n:02d}", id=f"p{n}") for n in range(1, count + 1))
    return visit.model_copy(update={"delegates": people})


def test_who_comes_late_to_one_item_is_late_for_the_next_if_it_follows_soon() -> None:
    visit = plan(
        item("A1", "09:00", "10:00", who="P02"),
        item("A2", "10:00", "10:10"),
        item("A3", "10:10", "11:00", who="P02"),
    )
    ripple = late(visit, "A1", 60)
    assert moved(ripple) == {"A1": "10:00-11:00", "A3": "11:00-11:50"}


def test_free_time_moves_and_may_give_way_instead() -> None:
    visit = plan(
        item("A1", "09:00", "10:00"),
        item("F1", "10:00", "11:00", kind=ItemKind.FREE_TIME),
        item("A2", "11:00", "12:00"),
    )
    whole = late(visit, "A1", 25)
    assert moved(whole).keys() == {"A1", "F1", "A2"}
    assert [row.code for row in whole.may_shorten] == ["F1"]
    assert moved(late(visit, "A1", 45, shorten=True)) == {"A1": "09:45-10:45", "F1": "10:45-11:00"}
    more = late(visit, "A1", 50, shorten=True)
    assert moved(more) == {"A1": "09:50-10:50", "F1": "10:50-11:05", "A2": "11:05-12:05"}
    assert more.may_shorten == ()


@pytest.mark.parametrize(
    ("title", "shrinks"),
    [("Coffee break", True), ("PAUSA", True), ("Breakfast", False), ("Breakout session", False)],
)
def test_a_break_is_known_by_its_title(title: str, shrinks: bool) -> None:
    visit = plan(item("A1", "09:00", "10:00"), item("B1", "10:00", "10:30", title=title))
    by = late(visit, "A1", 10, shorten=True).shifts[entry(visit, "B1").id]
    assert (by.begin, by.end) == (10, 0 if shrinks else 10)


def test_a_break_shorter_than_a_quarter_of_an_hour_keeps_its_length() -> None:
    visit = plan(item("A1", "09:00", "10:00"), item("B1", "10:00", "10:10", title="Break"))
    assert moved(late(visit, "A1", 10, shorten=True))["B1"] == "10:10-10:20"


def test_notes_whole_days_and_cancelled_items_stay() -> None:
    visit = plan(
        item("A1", "09:00", "10:00"),
        item("N1", "10:00", "11:00", kind=ItemKind.NOTE),
        item("D1"),
        item("C1", "10:00", "11:00", status=Status.CANCELLED),
    )
    assert moved(late(visit, "A1", 25)).keys() == {"A1"}


def test_an_idea_moves_but_holds_nobody_up() -> None:
    visit = plan(
        item("A1", "09:00", "10:00"),
        item("I1", "10:00", "11:00", optional=True),
        item("A2", "11:00", "12:00"),
    )
    assert moved(late(visit, "A1", 25)).keys() == {"A1", "I1"}
    assert moved(late(visit, "I1", 25)).keys() == {"I1", "A2"}


def test_what_takes_place_during_a_journey_is_late_with_it() -> None:
    visit = plan(journey("T1", "09:00", "11:00"), item("B1", "09:30", "10:00", city="", place=""))
    assert moved(late(visit, "T1", 25)) == {"T1": "09:25-11:25", "B1": "09:55-10:25"}


def test_people_need_time_to_leave_a_plane() -> None:
    visit = plan(
        journey("F1", "08:00", "09:00", mode=Mode.FLIGHT),
        journey("T1", "09:40", "10:00"),
        stop(),
    )
    assert moved(late(visit, "F1", 20)).keys() == {"F1"}
    assert moved(late(visit, "F1", 21))["T1"] == "09:45-10:05"


@pytest.mark.parametrize(
    ("mode", "spare"), [(Mode.FLIGHT, 20), (Mode.FERRY, 30), (Mode.TRAIN, 35), (Mode.COACH, 40)]
)
def test_of_a_gap_getting_off_takes_its_part(mode: Mode, spare: int) -> None:
    visit = plan(journey("F1", "08:00", "09:00", mode=mode), item("A1", "09:40", "10:00"))
    assert moved(late(visit, "F1", spare)).keys() == {"F1"}
    assert moved(late(visit, "F1", spare + 1)).keys() == {"F1", "A1"}


def test_a_delay_may_go_past_midnight() -> None:
    visit = plan(item("A1", "22:00", "23:50"), item("A2", "23:50", "23:55"))
    assert moved(late(visit, "A1", 20)) == {"A1": "22:20-11 00:10", "A2": "11 00:10-11 00:15"}


# --- What has begun ------------------------------------------------------------------------------


def test_what_has_begun_is_longer_and_not_later() -> None:
    visit = plan(item("A1", "09:00", "10:00"), item("A2", "10:00", "11:00"))
    ripple = late(visit, "A1", 25, now=local("09:30"))
    assert moved(ripple) == {"A1": "09:00-10:25", "A2": "10:25-11:25"}
    assert moved(late(visit, "A1", 25, now=local("09:00")))["A1"] == "09:25-10:25"
    assert moved(late(visit, "A1", 25, now=local("10:24")))["A1"] == "09:00-10:25"


def test_what_others_have_begun_stays() -> None:
    visit = plan(item("A1", "09:00", "10:00"), item("A2", "10:00", "11:00"))
    assert moved(late(visit, "A1", 90, now=local("10:10"))) == {"A1": "09:00-11:30"}


def test_what_is_over_cannot_be_late() -> None:
    visit = plan(item("A1", "09:00", "10:00"))
    with pytest.raises(PlanError, match=r"^“Item A1” is over: say what is late now\.$"):
        late(visit, "A1", 25, now=local("10:25"))
    assert late(visit, "A1", 0, now=local("10:25")).moves == ()


def test_of_a_visit_that_is_over_nothing_has_begun() -> None:
    visit = plan(item("A1", "09:00", "10:00"))
    long_after = local("10:00") + timedelta(days=2)
    assert moved(late(visit, "A1", 25, now=long_after)) == {"A1": "09:25-10:25"}
    with pytest.raises(PlanError):
        late(visit, "A1", 25, now=local("10:00") + timedelta(days=1))


@pytest.mark.parametrize(
    ("code", "minutes", "sentence"),
    [
        ("A1", -1, "Give the delay in minutes, from 0 up to 1440; beyond a day, move it."),
        ("A1", 1441, "Give the delay in minutes, from 0 up to 1440; beyond a day, move it."),
        ("C1", 5, "“Item C1” is cancelled: nothing follows from it."),
        ("D1", 5, "“Item D1” has no time: give it a day and a start first."),
    ],
)
def test_what_cannot_be_asked(code: str, minutes: int, sentence: str) -> None:
    visit = plan(
        item("A1", "09:00", "10:00"),
        item("C1", "09:00", "10:00", status=Status.CANCELLED),
        item("D1"),
    )
    with pytest.raises(PlanError) as refused:
        late(visit, code, minutes)
    assert str(refused.value) == sentence
    with pytest.raises(PlanError, match=r"^Only an item or a journey can be late\.$"):
        delay(visit, visit.delegates[0].id, 5)


def test_a_day_is_the_longest_delay() -> None:
    visit = plan(item("A1", "09:00", "10:00"), stop(last=WEDNESDAY))
    assert moved(late(visit, "A1", 24 * 60)) == {"A1": "11 09:00-11 10:00"}


def test_an_edit_that_was_worked_out_from_other_times_is_refused() -> None:
    visit = plan(item("A1", "09:00", "10:00"), item("A2", "10:00", "11:00"), OFFICE)
    ripple = late(visit, "A1", 25)
    elsewhere = change(visit, visit.places[0].id, notes="Third floor")
    assert ripple.apply(elsewhere).items == ripple.after.items
    for other in (
        change(visit, entry(visit, "A2").id, end=clock("11:30")),
        change(visit, entry(visit, "A2").id, status=Status.CANCELLED),
        plan(item("A1", "09:00", "10:00")),
    ):
        with pytest.raises(PlanError, match=r"^The plan has changed meanwhile: work the delay out"):
            ripple.apply(other)


# --- What breaks ---------------------------------------------------------------------------------


def train(**fields: Any) -> Visit:
    values = {"mode": Mode.TRAIN, "origin": "Sants", "destination": "Valencia"} | fields
    return plan(
        item("A1", "15:00", "17:00", place="Sants"),
        journey("T1", "18:00", "21:00", **values),
        item("A2", "21:00", "22:00", city="Valencia"),
        STATION,
        stop("Barcelona"),
        stop("Valencia"),
    )


def test_a_train_does_not_wait() -> None:
    assert late(train(), "A1", 60).breaks == ()
    ripple = late(train(), "A1", 75)
    assert moved(ripple) == {"A1": "16:15-18:15"}
    (broken,) = ripple.breaks
    assert (broken.kind, broken.entry.code, len(broken.people)) == ("missed", "T1", 5)
    assert broken.message == (
        "“Train to Valencia” leaves at 18:00 on Tue 10 Nov;"
        " Ana Ruiz, Jan Novák, Eva Lind and 2 others cannot be there before 18:15."
    )
    assert broken.fix == "Take a connection that leaves after 18:15."
    assert not any(ripple.breaks[0].entry.id in p.records for p in ripple.problems.appearing)


def test_a_train_that_is_late_itself_moves() -> None:
    assert moved(late(train(), "T1", 20)) == {"T1": "18:20-21:20", "A2": "21:20-22:20"}


@pytest.mark.parametrize(
    ("fields", "waits"),
    [
        ({"mode": Mode.FLIGHT}, False),
        ({"mode": Mode.FERRY}, False),
        ({"mode": Mode.COACH, "number": "ALSA 7"}, False),
        ({"mode": Mode.COACH}, True),
        ({"mode": Mode.METRO, "number": "L3"}, True),
        ({"mode": Mode.CAR, "number": "1234 ABC"}, True),
    ],
)
def test_what_has_a_timetable(fields: dict[str, Any], waits: bool) -> None:
    ripple = late(train(**fields), "A1", 75)
    assert ("T1" in moved(ripple)) is waits
    assert [one.kind for one in ripple.breaks] == ([] if waits else ["missed"])


def test_a_train_is_missed_at_its_cut_off() -> None:
    visit = train(cut_off=clock("17:50"))
    assert late(visit, "A1", 50).breaks == ()
    assert [one.kind for one in late(visit, "A1", 51).breaks] == ["missed"]
    tight = train(cut_off=clock("16:50"))  # as planned they come after it: then it says nothing
    assert late(tight, "A1", 60).breaks == ()
    assert [one.kind for one in late(tight, "A1", 61).breaks] == ["missed"]


def test_a_cut_off_may_be_on_the_evening_before() -> None:
    visit = plan(
        item("A1", "23:00", "23:30", who="all"),
        journey(
            "T1", "00:10", "06:00", mode=Mode.FERRY, depart_day=WEDNESDAY, cut_off=clock("23:50")
        ),
    )
    assert late(visit, "A1", 20).breaks == ()
    assert [one.kind for one in late(visit, "A1", 21).breaks] == ["missed"]


def test_a_host_receives_until_a_time() -> None:
    def visit(*windows: Window) -> Visit:
        return plan(
            item("A1", "09:00", "10:00", host_organisation="Solartys"),
            Organisation(name="Solartys", available=windows),
        )

    open_until = Window(begins=clock("08:00"), ends=clock("10:20"))
    assert late(visit(open_until), "A1", 20).breaks == ()
    (broken,) = late(visit(open_until), "A1", 21).breaks
    assert broken.kind == "closed"
    assert broken.message == (
        "Solartys receives until 10:20 on Tue 10 Nov; “Item A1” would end at 10:21."
    )
    assert broken.fix == "Ask Solartys for more time, or end “Item A1” earlier."
    other_day = open_until.model_copy(update={"day": WEDNESDAY})
    assert late(visit(other_day), "A1", 21).breaks == ()
    longer = Window(day=TUESDAY, begins=clock("08:30"), ends=clock("12:00"))
    assert late(visit(open_until, longer), "A1", 21).breaks == ()
    afternoon = Window(begins=clock("14:00"), ends=clock("16:00"))
    assert late(visit(afternoon), "A1", 21).breaks == ()
    going_on = Window(begins=clock("10:20"), ends=clock("11:00"))
    assert late(visit(open_until, going_on), "A1", 60).breaks == ()
    (broken,) = late(visit(open_until, going_on), "A1", 61).breaks
    assert broken.message.startswith("Solartys receives until 11:00 on Tue 10 Nov;")


def test_a_host_is_told_of_as_well_when_the_way_there_is_late() -> None:
    visit = plan(
        journey("T1", "08:30", "09:00"),
        item("A1", "09:00", "10:00", host_organisation="Solartys"),
        Organisation(
            name="Solartys", available=(Window(begins=clock("08:00"), ends=clock("10:20")),)
        ),
    )
    (broken,) = late(visit, "T1", 30).breaks
    assert (broken.kind, broken.entry.code) == ("closed", "A1")


def test_that_a_host_is_not_there_any_more_is_told_once() -> None:
    visit = plan(
        item("A1", "09:00", "10:00", host_organisation="Solartys"),
        journey("T1", "10:10", "10:30", mode=Mode.TRAIN, who="P01"),
        Organisation(
            name="Solartys", available=(Window(begins=clock("08:00"), ends=clock("10:20")),)
        ),
    )
    ripple = late(visit, "A1", 40, now=local("10:12"))
    assert [one.kind for one in ripple.breaks] == ["closed"]
    assert [problem.code for problem in ripple.problems.appearing] == ["leaves-before-free"]


def test_a_host_may_receive_until_midnight() -> None:
    visit = plan(
        item("A1", "21:00", "23:00", host_organisation="Solartys"),
        Organisation(
            name="Solartys", available=(Window(begins=clock("20:00"), ends=clock("00:00")),)
        ),
    )
    assert late(visit, "A1", 60).breaks == ()
    (broken,) = late(visit, "A1", 61).breaks
    assert broken.message == (
        "Solartys receives until 00:00 on Wed 11 Nov; “Item A1” would end at 00:01."
    )


def test_problems_that_appear_are_told() -> None:
    visit = plan(
        item("A1", "09:00", "10:00"),
        item("A2", "10:00", "11:00", who="all"),
        journey("T1", "10:10", "10:30", mode=Mode.TRAIN, who="P01"),
    )
    now = local("10:05")
    appearing = late(visit, "A1", 20, now=now).problems.appearing
    assert "person-in-two-places" in {problem.code for problem in appearing}


def test_problems_are_judged_from_the_day_of_the_delay() -> None:
    both_days = stop(last=WEDNESDAY)
    visit = plan(item("A1", "22:00", "23:30"), both_days, funding_programme="Horizon Europe")
    # The list for Wednesday is wanted on Tuesday, and on the eve of the visit not yet.
    codes = [p.code for p in late(visit, "A1", 150, now=local("21:00")).problems.appearing]
    assert codes == ["proof-missing"]
    assert late(visit, "A1", 150).problems.appearing == ()
