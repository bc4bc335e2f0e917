"""Five versions of a calendar, whatever is edited between them, by a reader of our own.

The rules are those by which programs take a re-issue for news of events that they know: none is
dropped, SEQUENCE rises where something changed and nowhere else, what did not change is the same
to the last byte, and an event keeps its UID when it is cancelled and when it comes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publishing.calendars.reading import Component, read
from tests.publishing.documents.chapters.papers import CANARY, MADRID, item, person, plan, stop
from visitplanner.domain import edits
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Status
from visitplanner.publishing.kinds import CALENDAR
from visitplanner.publishing.recipients import Request
from visitplanner.publishing.release import prepare

CHANGE = date(2017, 10, 29)
NOW = datetime(2017, 9, 1, 8, tzinfo=UTC)
STAMPS = ("DTSTAMP:", "LAST-MODIFIED:", "SEQUENCE:")
ZONES = (MADRID, CANARY, "Europe/Athens")

Edit = tuple[str, int]
"""What is done, and to which of the rows (taken modulo how many there are)."""
kinds = st.sampled_from(
    ["move", "cancel", "restore", "rename", "remove", "add", "split", "zone", "who", "nothing"]
)
rounds = st.lists(
    st.lists(st.tuples(kinds, st.integers(0, 20)), max_size=4), min_size=4, max_size=4
)


def first() -> Visit:
    """Six items in three zones about a change of clocks."""
    rows = [
        item(
            f"Title {number}.",
            f"{hour:02}:30",
            f"{(hour + 2) % 24:02}:00",
            end_day=int(hour >= 22),
            day=CHANGE + timedelta(days=number % 3 - 1),
            zone=ZONES[number % 3],
        )
        for number, hour in enumerate((9, 22, 1, 2, 14, 23))
    ]
    return plan(stop(), person("P1"), person("P2"), *rows)


def edited(visit: Visit, edit: Edit, number: int) -> Visit:
    """The plan after an edit; titles stay unlike each other, so that events can be told apart."""
    what, which = edit
    row = visit.items[which % len(visit.items)]
    match what:
        case "move":
            start = time((row.start or time()).hour, (which * 5) % 60)
            return edits.change(visit, row.id, start=start)
        case "zone":
            return edits.change(visit, row.id, zone=ZONES[which % 3])
        case "who":
            return edits.change(visit, row.id, who=("all", "P1", "P2")[which % 3])
        case "cancel":
            return edits.set_status(visit, row.id, Status.CANCELLED)
        case "restore":
            return edits.set_status(visit, row.id, Status.CONFIRMED)
        case "rename":
            return edits.change(visit, row.id, title=f"{row.title}{which}.")
        case "remove" if len(visit.items) > 1:
            return edits.remove(visit, row.id)
        case "split":
            visit = edits.set_status(visit, row.id, Status.CANCELLED)
            for half in ("first", "second"):
                visit = edits.add(visit, item(f"{row.title}{number} {half}.", day=row.day))
            return visit
        case "add":
            return edits.add(visit, item(f"New {number}.", "17:00", "18:00", day=CHANGE))
    return visit


@dataclass
class Program:
    """A program that takes every issue, and complains.

    Attributes:
        events: What it has, by UID.
        uids: The UID by which it first met the event of an item, by the id of that.
    """

    events: dict[str, Component] = field(default_factory=dict)
    uids: dict[str, str] = field(default_factory=dict)

    def take(self, data: bytes, visit: Visit, who: str) -> None:
        issue = {part["UID"].value: part for part in read(data).every("VEVENT")}
        assert issue.keys() >= self.events.keys(), "an event was dropped"
        for uid, new in issue.items():
            old = self.events.get(uid)
            if old is None:
                assert new["SEQUENCE"].value == "0"
                assert new["STATUS"].value != "CANCELLED", "who never had it needs no news of it"
            else:
                revised(old, new)
        self.events = issue
        self.knows(visit, who)

    def knows(self, visit: Visit, who: str) -> None:
        """The events that take place are the items that do, each under the UID it always had."""
        live = {u: e for u, e in self.events.items() if e["STATUS"].value != "CANCELLED"}
        planned = {
            row.id: row
            for row in visit.items
            if row.status is not Status.CANCELLED and row.who in ("all", who)
        }
        titles = {event["SUMMARY"].text: uid for uid, event in live.items()}
        assert len(titles) == len(live) == len(planned)
        for identity, row in planned.items():
            uid = titles[row.title]
            assert self.uids.setdefault(identity, uid) == uid, "an item got another UID"
        for uid, event in self.events.items():
            off = event["SUMMARY"].text.startswith("CANCELLED: ")
            assert off == (uid not in live)


def revised(old: Component, new: Component) -> None:
    """SEQUENCE and the stamps rise where anything else changed, and only there."""
    same = _without_stamps(old) == _without_stamps(new)
    if same:
        assert new.source == old.source, "an event that did not change was written otherwise"
        return
    assert int(new["SEQUENCE"].value) == int(old["SEQUENCE"].value) + 1
    assert new["DTSTAMP"].value == new["LAST-MODIFIED"].value > old["DTSTAMP"].value
    assert new["CREATED"].value == old["CREATED"].value


def _without_stamps(event: Component) -> Sequence[str]:
    return [line for line in event.source if not line.startswith(STAMPS)]


@settings(max_examples=20)
@given(rounds)
def test_five_versions(changes: list[list[Edit]]) -> None:
    visit = first()
    dossier = Dossier(visit=visit)
    programs = {"P1": Program(), "P2": Program()}
    for number, edits_made in enumerate([[], *changes]):
        for place, edit in enumerate(edits_made):
            visit = edited(visit, edit, 10 * number + place)
        request = Request(
            now=NOW + timedelta(days=number), kinds=(CALENDAR,), people=tuple(programs)
        )
        release = prepare(dossier.with_visit(visit), request)
        dossier = release.dossier
        calendars = {file.sent.recipient.name: file.data for file in release.files}
        for who, program in programs.items():
            if data := calendars.get(who):
                program.take(data, visit, who)
            else:
                assert not program.events


def test_the_rules_can_be_broken() -> None:
    """The program complains of what it should complain of."""
    visit = first()
    request = Request(now=NOW, kinds=(CALENDAR,), people=("P1",))
    data = prepare(Dossier(visit=visit), request).files[0].data
    spoilt = {
        b"SEQUENCE:0": b"SEQUENCE:1",
        b"SUMMARY:Title 0.": b"SUMMARY:Title 7.",
        b"UID:": b"UID:x",
        b"STATUS:CONFIRMED": b"STATUS:CANCELLED",
        b"DTSTAMP:2017": b"DTSTAMP:2018",
    }
    for old, new in spoilt.items():
        program = Program()
        program.take(data, visit, "P1")
        assert old in data
        try:
            program.take(data.replace(old, new, 1), visit, "P1")
        except (AssertionError, KeyError):
            continue
        raise AssertionError(f"{new!r} was taken")
