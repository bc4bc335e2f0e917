"""Reading strangers' files: zones, limits, what is asked and what is refused."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.importing.calendars.build import calendar, event, merged
from tests.importing.calendars.corpus_visit import VISIT, shown, summary
from visitplanner.errors import FileProblem, VisitPlannerError
from visitplanner.importing.calendars import Omission, merge_calendar, read_calendar
from visitplanner.importing.calendars.clocks import iana

MADRID = "Europe/Madrid"


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Madrid", MADRID),
        ("EUROPE/madrid", MADRID),
        ('"Europe/Madrid"', MADRID),
        ("/mozilla.org/20050126_1/Europe/Madrid", MADRID),
        (
            "/freeassociation.sourceforge.net/Tzfile/America/Argentina/Ushuaia",
            "America/Argentina/Ushuaia",
        ),
        ("Romance Standard Time", "Europe/Paris"),
        ("tzone://Microsoft/Utc", "UTC"),
        ("GMT", "UTC"),
        ("tzone://Microsoft/Custom", ""),
        ("Customized Time Zone", ""),
        ("CEST", ""),
        ("Madrid", ""),
        ("", ""),
        ("/", ""),
        ("../../etc/passwd", ""),
        ("x" * 5000, ""),
    ],
)
def test_a_zone_is_known_by_its_name_or_asked_about(name: str, zone: str) -> None:
    assert iana(name) == zone


def _eastern(summer: str) -> str:
    """A time zone in words of its own, as Notes writes it."""
    parts = ("STANDARD", "19501029", "-0400", "-0500", "BYMINUTE=0;BYHOUR=2;BYDAY=-1SU;BYMONTH=10")
    lines = ["BEGIN:VTIMEZONE", "TZID:Eastern"]
    for kind, begin, before, after, rule in (
        parts,
        ("DAYLIGHT", "19500402", "-0500", "-0400", summer),
    ):
        lines += [f"BEGIN:{kind}", f"DTSTART:{begin}T020000", f"RRULE:FREQ=YEARLY;{rule}"]
        lines += [f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}", f"END:{kind}"]
    return "\r\n".join((*lines, "END:VTIMEZONE"))


@pytest.mark.parametrize(
    "rule",
    [
        "BYMINUTE=0;BYHOUR=2;BYDAY=1SU;BYMONTH=4",
        "INTERVAL=1;BYMONTH=4;BYMONTHDAY=1,2,3,4,5,6,7;BYDAY=SU;WKST=MO",
        "BYYEARDAY=91,92,93,94,95,96,97;BYDAY=SU",
    ],
)
def test_rules_of_a_zone_are_followed_however_they_are_written(rule: str) -> None:
    one = event(begin="DTSTART;TZID=Eastern:20270511T030000")
    (read,) = read_calendar(calendar(one, head=_eastern(rule)), VISIT).events
    assert (read.item.start, read.item.zone) == (time(9), MADRID)


def test_a_zone_whose_rules_are_not_understood_is_asked_about() -> None:
    one = event(begin="DTSTART;TZID=Eastern:20270511T030000")
    read = read_calendar(calendar(one, head=_eastern("INTERVAL=2;BYMONTH=4")), VISIT)
    assert [question.zone for question in read.questions] == ["Eastern"]


@pytest.mark.parametrize(
    ("written", "title", "doubt"),
    [
        ("Zürich".encode("cp1252"), "Zürich", "Windows-1252"),
        ("日本国際博覧会".encode()[:-2], "日本国際博覧", "damaged"),
        (b"caf\xe9 na\xefve", "café naïve", "Windows-1252"),
    ],
)
def test_letters_that_are_not_in_utf_8_are_read_anyway(
    written: bytes, title: str, doubt: str
) -> None:
    data = calendar(event(title="TITLE")).replace(b"TITLE", written)
    read = read_calendar(data, VISIT)
    assert read.events[0].item.title == title
    assert doubt in str(read.doubts)


def test_an_answer_settles_a_question() -> None:
    data = calendar(event(begin="DTSTART;TZID=My Zone:20270511T090000"))
    asked = read_calendar(data, VISIT)
    assert [(q.zone, q.proposals, len(q.keys)) for q in asked.questions] == [
        ("My Zone", (MADRID,), 1)
    ]
    told = read_calendar(data, VISIT, {"my  zone": "Atlantic/Canary"})
    assert (told.questions, told.all_doubts) == ((), ())
    assert shown(told.events[0].item).startswith("2027-05-11T08:00 Europe/Madrid")
    with pytest.raises(VisitPlannerError, match="“Mars/Olympus” is not a time zone"):
        read_calendar(data, VISIT, {"My Zone": "Mars/Olympus"})


def test_without_a_visit_nothing_is_proposed_where_nothing_is_said() -> None:
    read = read_calendar(calendar(event(begin="DTSTART:20270511T090000")))
    assert (read.questions[0].proposals, read.events[0].item.zone) == ((), "")
    said = calendar(event(begin="DTSTART:20270511T090000"), head=f"X-WR-TIMEZONE:{MADRID}")
    assert read_calendar(said).questions[0].proposals == (MADRID,)


def test_a_new_visit_has_the_towns_of_the_calendar() -> None:
    data = calendar(
        event("LOCATION:Casa\\, Carrer Major 3\\, 46002 Valencia", uid="1"),
        event(
            "LOCATION:Museu\\, Barcelona", uid="2", begin=f"DTSTART;TZID={MADRID}:20270513T090000"
        ),
    )
    read = read_calendar(data)
    stops = [(s.city, s.country, s.zone, s.arrive, s.leave) for s in read.base.stops]
    assert stops == [
        ("Valencia", "ES", MADRID, date(2027, 5, 11), date(2027, 5, 12)),
        ("Barcelona", "ES", MADRID, date(2027, 5, 13), date(2027, 5, 13)),
    ]
    visit = merge_calendar(read.base, read).visit
    assert (visit.title, len(visit.items), len(visit.places)) == ("Conference", 2, 2)


def test_rules_of_a_calendar_are_followed_over_both_clock_changes() -> None:
    rules = (
        "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nDTSTART:20001029T030000\r\n"
        "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n"
        "END:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:20000326T020000\r\nTZOFFSETFROM:+0100\r\n"
        "TZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\n"
        "END:VTIMEZONE"
    )
    days = ("20270327", "20270328", "20271030", "20271031")
    events = [event(uid=d, begin=f"DTSTART;TZID=Ours:{d}T120000") for d in days]
    items = [e.item for e in read_calendar(calendar(*events, head=rules)).events]
    hours = [item.begins.instant.hour for item in items if item.begins]
    assert hours == [11, 10, 10, 11]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is not a calendar but empty"),
        (b"<!DOCTYPE html><p>Sign in", "is not a calendar but a web page"),
        (b"PK\x03\x04....", "is not a calendar but a packed file"),
        (b"Hello", "is not a calendar: give an .ics file"),
        (b"BEGIN:VCALENDAR\n" + b"X" * (10 * 2**20), "has more than 10 MB"),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 20_001, "holds more than 20,000 events"),
    ],
)
def test_what_is_no_calendar_is_refused_in_a_sentence(data: bytes, what: str) -> None:
    with pytest.raises(FileProblem) as refused:
        read_calendar(data, VISIT, name="x.ics")
    assert str(refused.value).startswith(f"x.ics {what}")
    assert str(refused.value).endswith(".")


def test_an_empty_calendar_says_so() -> None:
    assert summary(calendar())["doubts"] == ("there is no event in the file",)


def test_many_events_and_hostile_rules_end_soon() -> None:
    rules = ("FREQ=SECONDLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYMONTHDAY=32")
    hostile = [
        event(f"RRULE:{rules[n % 3]}", uid=str(n), begin="DTSTART:20270511T090000Z")
        for n in range(60)
    ]
    read = read_calendar(calendar(*hostile), VISIT)
    assert len(read.events) == 60
    tired = [one for one in read.all_doubts if "others before it" in str(one)]
    assert len(tired) > 30, "none of these rules has an end: they were followed all the same"


@pytest.mark.parametrize(
    ("zone", "until", "last"),
    [
        (MADRID, "20270513T070000Z", 13),  # 09:00 there: the end itself counts
        (MADRID, "20270513T065959Z", 12),
        (MADRID, "20270513T090000", 13),
        ("America/New_York", "20270513T120000Z", 12),
        ("America/New_York", "20270513T130000Z", 13),
        ("Asia/Tokyo", "20270512T235900Z", 12),
        ("Asia/Tokyo", "20270513T000000Z", 13),
        ("UTC", "20270513T090000Z", 13),
    ],
)
def test_a_series_ends_at_a_moment(zone: str, until: str, last: int) -> None:
    begin = f"DTSTART;TZID={zone}:20270511T090000"
    read = read_calendar(calendar(event(f"RRULE:FREQ=DAILY;UNTIL={until}", begin=begin)), VISIT)
    assert [one.key.split()[-1][6:8] for one in read.events] == [
        str(day) for day in range(11, last + 1)
    ]


@pytest.mark.parametrize(
    ("rule", "outside", "remark"),
    [
        ("COUNT=4", 3, "it repeats: 3 of its 4 dates are outside the days of the visit"),
        ("COUNT=2", 1, "it repeats: 1 of its 2 dates is outside the days of the visit"),
        ("UNTIL=20270527T070000Z", 3, "3 of its 4 dates are outside"),
        ("INTERVAL=1", 0, "it repeats: only its dates within the days of the visit were taken"),
        ("COUNT=390", 0, "only its dates within the days of the visit were taken"),
    ],
)
def test_dates_of_a_series_outside_the_visit_are_counted(
    rule: str, outside: int, remark: str
) -> None:
    begin = f"DTSTART;TZID={MADRID}:20270506T090000"
    series = event(f"RRULE:FREQ=WEEKLY;{rule}", begin=begin)
    read = read_calendar(calendar(series), VISIT)
    assert [one.item.day for one in read.events] == [date(2027, 5, 13)]
    assert remark in "; ".join(read.events[0].remarks)
    assert read.counts.get(Omission.OUTSIDE, 0) == outside
    again = merge_calendar(VISIT, read).visit
    assert read_calendar(calendar(series), again).counts == read.counts


def test_a_series_within_the_visit_leaves_nothing_out() -> None:
    begin = f"DTSTART;TZID={MADRID}:20270511T090000"
    read = read_calendar(calendar(event("RRULE:FREQ=DAILY;COUNT=3", begin=begin)), VISIT)
    assert (len(read.events), read.left_out, read.events[0].remarks) == (3, (), ())


def test_series_without_a_date_in_the_visit_do_not_use_up_the_patience_for_others() -> None:
    june = [
        event("RRULE:FREQ=YEARLY;BYMONTH=6", uid=str(number), begin="DTSTART:20260701T090000")
        for number in range(12)
    ]
    may = event("RRULE:FREQ=YEARLY;BYDAY=2TU;BYMONTH=5", uid="x", begin="DTSTART:20260512T090000")
    read = read_calendar(calendar(*june, may), VISIT)
    assert [one.item.day for one in read.events] == [date(2027, 5, 11)]
    assert not any("others before it" in doubt for one in read.events for doubt in one.doubts)


def test_a_series_that_is_not_followed_has_no_first_date_where_that_is_taken_out() -> None:
    lines = ["RRULE:FREQ=SECONDLY"]
    kept = read_calendar(calendar(event(*lines)), VISIT)
    assert len(kept.events) == 1
    lines.append("EXDATE;TZID=Europe/Madrid:20270511T090000")
    assert read_calendar(calendar(event(*lines)), VISIT).events == ()


def test_a_frequent_series_is_cut_and_named() -> None:
    often = event(
        "RRULE:FREQ=DAILY;BYHOUR=8,9,10,11,12,13,14,15,16,17;BYMINUTE="
        + ",".join(str(n) for n in range(0, 60, 5)),
        begin="DTSTART:20270510T080000Z",
    )
    read = read_calendar(calendar(often), VISIT)
    assert len(read.events) <= 400
    assert "it repeats very often" in str(read.all_doubts[0])


def test_long_texts_are_cut_and_named() -> None:
    data = calendar(event("DESCRIPTION:" + "d" * 20_000, title="t" * 400))
    read = read_calendar(data, VISIT)
    item = read.events[0].item
    assert (len(item.title), len(item.notes)) == (300, 10_000)
    assert len(read.all_doubts) == 2


def test_pages_become_plain_text_and_titles_stay_as_they_are() -> None:
    page = "DESCRIPTION:<p>One &amp\\; <b>two</b></p><a href='https://x.example'>there</a>"
    item = read_calendar(calendar(event(page, title="<b>One</b>")), VISIT).events[0].item
    assert (item.title, item.notes) == ("<b>One</b>", "One & two\nthere (https://x.example)")


def test_what_is_no_event_is_counted() -> None:
    extra = (
        "BEGIN:VTODO\r\nBEGIN:VALARM\r\nEND:VALARM\r\nEND:VTODO\r\nBEGIN:VFREEBUSY\r\nEND:VFREEBUSY"
    )
    read = read_calendar(calendar(event(), extra), VISIT)
    assert read.counts == {Omission.TASK: 1, Omission.OTHER: 1}


def test_a_clock_that_skips_the_hour_is_named() -> None:
    data = calendar(event(begin=f"DTSTART;TZID={MADRID}:20270328T023000"))
    read = read_calendar(data)
    assert "02:30 is left out by the clocks of that day" in str(read.all_doubts[0])


def test_a_private_event_is_named() -> None:
    result = merged(VISIT, calendar(event("CLASS:PRIVATE")))
    assert "it is marked as private" in str(result.doubts[0])
