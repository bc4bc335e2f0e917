"""Versions: numbered by change, remembered per recipient, touching only whom they must."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from visitplanner.domain import edits
from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier, Recipient, SentFile, last_received
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Mode, Registration, Status
from visitplanner.errors import VisitPlannerError
from visitplanner.importing.workbook import read_plan
from visitplanner.publishing.frame import Cancelled
from visitplanner.publishing.kinds import (
    CALENDAR,
    INVITATION,
    MAIL_DRAFT,
    SINGLE_EVENTS,
    own_recipient,
)
from visitplanner.publishing.names import label_of
from visitplanner.publishing.outlook import counted, outlook
from visitplanner.publishing.recipients import Output, Request
from visitplanner.publishing.release import Release, frame_of, prepare

MADRID = ZoneInfo("Europe/Madrid")
FIRST = datetime(2017, 10, 20, 10, tzinfo=MADRID)
EVERYBODY = {f"P{n:02d}" for n in range(1, 16)} - {"P14"}
ON_THE_TRAIN = EVERYBODY - {"P13"}
CALENDARS = 14 + 4 + 12
"""Of people, of whole audiences, and of hosts, hotels, caterers and drivers."""


@pytest.fixture(scope="module")
def sample(sample_workbook: Path) -> Visit:
    return read_plan(sample_workbook).visit


def at_home(*parts: int) -> datetime:
    """A moment on the clock of the first stop."""
    return datetime(*parts, tzinfo=MADRID)  # type: ignore[misc,arg-type]


def request(now: datetime = FIRST, **more: Any) -> Request:
    return Request(now=now, kinds=(CALENDAR,), **more)


@pytest.fixture(scope="module")
def published(sample: Visit) -> Dossier:
    """The sample with its version 1, as calendars."""
    return prepare(Dossier(visit=sample), request()).dossier


def record(visit: Visit, code: str) -> Any:
    rows: list[Any] = [*visit.items, *visit.journeys, *visit.delegates]
    return next(row for row in rows if row.code == code)


def changed(visit: Visit, which: str, /, **fields: Any) -> Visit:
    return edits.change(visit, record(visit, which).id, **fields)


def reissue(dossier: Dossier, visit: Visit, now: datetime, **more: Any) -> Release:
    return prepare(dossier.with_visit(visit), request(now, **more))


def touched(release: Release) -> set[str | None]:
    """The people whom it concerns."""
    return {t.recipient for t in release.touched if t.person}


def events_of(release: Release, person: str) -> list[icalendar.Component]:
    data = next(f.data for f in release.files if f.sent.recipient.name == person)
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def sequences(events: list[icalendar.Component]) -> dict[str, int]:
    return {str(event["UID"]): int(str(event["SEQUENCE"])) for event in events}


def test_a_first_publish_writes_everything_and_reaches_everybody(sample: Visit) -> None:
    release = prepare(Dossier(visit=sample), request())
    assert (release.version, release.replaces, release.is_new) == (1, None, True)
    assert touched(release) == EVERYBODY
    assert len(release.files) == CALENDARS
    assert release.dossier.latest is not None
    assert release.dossier.latest.at == FIRST.astimezone(UTC)


def test_each_person_has_their_own_language(sample: Visit) -> None:
    release = prepare(Dossier(visit=sample), request())
    languages = {f.sent.recipient.name: f.sent.language for f in release.files}
    assert languages["P04"] == languages["P13"] == "es"
    assert languages["P06"] == "en", "Bulgarian is no document language of the visit"
    wish = changed(sample, "P06", document_language="es")
    again = prepare(Dossier(visit=wish), request(people=("P06",)))
    assert [f.sent.language for f in again.files] == ["es"]


def test_a_language_without_translation_falls_back_with_a_warning(sample: Visit) -> None:
    release = prepare(Dossier(visit=sample), request(languages=("tlh",), people=("P01",)))
    assert [f.sent.language for f in release.files] == ["en"]
    assert release.warnings == ("There is no translation into “tlh”: those papers are in English.",)


def test_an_unchanged_plan_renders_the_same_version_to_the_byte(published: Dossier) -> None:
    first = prepare(Dossier(visit=published.visit), request())
    again = prepare(published, request(FIRST + timedelta(days=30)))
    assert (again.version, again.is_new, again.touched) == (1, False, ())
    assert [f.data for f in again.files] == [f.data for f in first.files]
    assert again.dossier == published


def test_another_language_of_an_unchanged_plan_is_the_same_version(published: Dossier) -> None:
    again = prepare(published, request(languages=("es",), people=("P01",)))
    assert again.version == 1
    latest = again.dossier.latest
    assert latest is not None
    assert len(latest.files) == CALENDARS + 1


def test_the_office_may_tick_its_tasks_without_a_new_version(published: Dossier) -> None:
    visit = published.visit
    done = edits.change(visit, visit.tasks[2].id, done=True)
    assert prepare(published.with_visit(done), request()).version == 1


def test_the_train_is_cancelled(published: Dossier) -> None:
    visit = changed(
        published.visit,
        "A16",
        mode=Mode.COACH,
        depart=time(18, 30),
        arrive=time(23),
        destination="Las Arenas resort",
        number="",
    )
    visit = changed(visit, "A17", status=Status.CANCELLED)
    release = reissue(published, visit, at_home(2017, 11, 7, 17, 10))
    assert (release.version, release.replaces) == (2, 1)
    assert touched(release) == ON_THE_TRAIN
    before = {str(e["UID"]): e for e in _events(published, "P09")}
    after = {str(e["UID"]): e for e in events_of(release, "P09")}
    assert before.keys() == after.keys(), "nothing is ever dropped"
    moved = [uid for uid, event in after.items() if event["SEQUENCE"] == 1]
    assert len(moved) == 2
    cancelled = [e for e in after.values() if e["STATUS"] == "CANCELLED"]
    assert [str(e["SUMMARY"]) for e in cancelled] == ["CANCELLED: Coach to Las Arenas resort"]
    untouched = before.keys() - set(moved)
    assert all(before[uid].to_ical() == after[uid].to_ical() for uid in untouched)


def _events(dossier: Dossier, person: str) -> list[icalendar.Component]:
    return events_of(prepare(dossier, request(people=(person,))), person)


def test_a_diet_touches_its_person_and_no_calendar(published: Dossier) -> None:
    visit = changed(published.visit, "P08", avoid="nuts and sesame")
    release = reissue(published, visit, at_home(2017, 11, 6, 23, 30))
    assert touched(release) == {"P08"}
    assert {e["SEQUENCE"] for e in events_of(release, "P08")} == {0}


def test_a_delegate_is_replaced(published: Dossier) -> None:
    old = record(published.visit, "P13")
    new = Delegate(
        code="P16",
        given_name="Nueva",
        organisation=old.organisation,
        groups=old.groups,
        joins=old.joins,
        leaves=old.leaves,
    )
    visit = edits.add(changed(published.visit, "P13", status=Registration.CANCELLED), new)
    room = next(room for room in visit.rooms if "P13" in room.occupants)
    visit = edits.change(visit, room.id, occupants=("P16",))
    visit = changed(visit, "A28b", who="P03; P05; P15; P16")
    release = reissue(published, visit, at_home(2017, 11, 6, 12))
    assert touched(release) == {"P13", "P16"}
    assert {e["STATUS"] for e in events_of(release, "P13")} == {"CANCELLED"}
    assert len(events_of(release, "P16")) == len(events_of(release, "P13")) == 10
    third = reissue(release.dossier, visit, at_home(2017, 11, 6, 13))
    assert (third.version, third.touched) == (2, ())


def test_a_number_whose_version_is_lost_is_not_given_again(published: Dossier) -> None:
    """Somebody holds version 2, whatever it said."""
    lost = published.model_copy(update={"published": 2})
    release = reissue(lost, published.visit, at_home(2017, 11, 3, 9))
    assert (release.version, release.replaces, release.is_new) == (3, 1, True)
    said = (
        "Version 2 was published and is not there any more: the next is version 3, told against "
        "those that are left."
    )
    assert said in release.warnings
    later = changed(published.visit, "A08", status=Status.CANCELLED)
    fourth = reissue(release.dossier, later, at_home(2017, 11, 3, 10))
    assert fourth.version == 4
    assert not any("Version 2" in one for one in fourth.warnings)


def test_a_host_cancels(published: Dossier) -> None:
    visit = published.visit
    for code in ("A08", "A07", "A09t"):
        visit = changed(visit, code, status=Status.CANCELLED)
    release = reissue(published, visit, at_home(2017, 11, 3, 9))
    assert touched(release) == ON_THE_TRAIN


def test_what_is_over_touches_nobody(published: Dossier) -> None:
    visit = changed(published.visit, "A04", place="Elsewhere")
    late = reissue(published, visit, at_home(2017, 11, 6, 11))
    assert touched(late) == set()
    early = reissue(published, visit, at_home(2017, 11, 6, 10))
    assert touched(early) == ON_THE_TRAIN


def test_replaces_is_what_the_recipient_last_got(published: Dossier) -> None:
    staff = Recipient(audience=Audience.STAFF)
    visit = changed(published.visit, "A04", title="Other")
    second = reissue(
        published,
        visit,
        at_home(2017, 11, 1),
        audiences=(Audience.DELEGATE,),
    ).dossier
    visit = changed(visit, "A04", title="Yet another")
    third = reissue(
        second,
        visit,
        at_home(2017, 11, 2),
        audiences=(Audience.STAFF,),
    ).dossier
    assert last_received(third, staff, before=3) == 1
    assert last_received(third, Recipient(audience=Audience.DELEGATE), before=3) == 2


def test_a_version_that_passed_somebody_by_touches_them_when_it_reaches_them(
    published: Dossier,
) -> None:
    visit = changed(published.visit, "A04", place="Elsewhere")
    public = reissue(
        published,
        visit,
        at_home(2017, 11, 1),
        audiences=(Audience.PUBLIC,),
    )
    assert public.touched == ()
    later = reissue(public.dossier, visit, at_home(2017, 11, 2))
    assert later.version == 2
    assert touched(later) == ON_THE_TRAIN


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"people": ("P99",)}, "There is no delegate “P99”"),
        ({"people": ("P14",)}, "Perengano Cancelado (P14) does not take part"),
    ],
)
def test_what_cannot_be_published_is_refused(
    published: Dossier, more: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(VisitPlannerError, match=sentence.replace("(", r"\(").replace(")", r"\)")):
        prepare(published, request(**more))
    with pytest.raises(VisitPlannerError, match="There is no paper “brochure”"):
        prepare(published, replace(request(), kinds=("brochure",)))


def test_a_dry_run_names_files_and_records_nothing(published: Dossier) -> None:
    visit = changed(published.visit, "A04", place="Elsewhere")
    release = prepare(published.with_visit(visit), request(), dry_run=True)
    assert release.version == 2
    assert len(release.files) == CALENDARS
    assert all(file.data == b"" for file in release.files)
    assert release.dossier.versions == published.versions


@pytest.mark.parametrize("kinds", [(CALENDAR, SINGLE_EVENTS), (INVITATION, MAIL_DRAFT)])
@pytest.mark.parametrize("which", ["sample", "idle", "empty"])
def test_a_dry_run_names_exactly_the_files_that_are_made(
    sample: Visit, which: str, kinds: tuple[str, ...]
) -> None:
    """Somebody for whom nothing is planned has no calendar, and an invitation is one an event."""
    people = sample.model_copy(update={"items": (), "journeys": (), "rooms": ()})
    visit = {"sample": sample, "idle": people, "empty": Visit(title="Turin")}[which]
    wanted = replace(request(), kinds=kinds)
    dry, real = (prepare(Dossier(visit=visit), wanted, dry_run=dry) for dry in (True, False))
    assert [file.sent.path for file in dry.files] == [file.sent.path for file in real.files]
    assert dry.warnings == real.warnings


def test_the_outlook_counts_the_files_that_are_made() -> None:
    dossier = Dossier(visit=Visit(title="Turin"))
    made = prepare(dossier, Request(now=FIRST))
    foreseen = outlook(dossier, FIRST)
    assert foreseen.files == foreseen.files_touched == len(made.files)
    assert {file.sent.kind for file in made.files}.isdisjoint({CALENDAR, SINGLE_EVENTS})


def test_a_release_can_be_stopped(published: Dossier) -> None:
    class Stopped:
        cancelled = False
        labels: list[str] = []  # noqa: RUF012

        def report(self, done: int, total: int, label: str) -> None:
            self.labels.append(label)
            self.cancelled = done == 2

    progress = Stopped()
    with pytest.raises(Cancelled):
        prepare(published, request(), progress)
    assert progress.labels == [
        "Calendar · Delegates",
        "Calendar · Jan Przykładowski",
        "Calendar · Anna Żółć-Testowska",
    ]


def test_a_file_is_called_by_the_name_of_its_reader_and_the_id_among_namesakes(
    sample: Visit,
) -> None:
    visit = sample
    ana, ben, other = visit.delegates[:3]
    for one, family in ((ana, "Roca"), (ben, "Roca"), (other, "Puig")):
        visit = edits.change(visit, one.id, given_name="Ana", family_name=family)
    frame = frame_of(Dossier(visit=visit), FIRST)
    called = [
        label_of(frame, Output(own_recipient(one), CALENDAR, "en")) for one in visit.delegates[:3]
    ]
    assert called == [
        "Calendar · Ana Roca (P01)",
        "Calendar · Ana Roca (P02)",
        "Calendar · Ana Puig",
    ]


def test_an_id_that_passes_to_somebody_else_takes_nothing_along(published: Dossier) -> None:
    visit = edits.remove(published.visit, record(published.visit, "P04").id)
    visit = edits.add(visit, Delegate(code="P04", given_name="Somebody", family_name="Else"))
    release = reissue(published, visit, at_home(2017, 11, 1))
    calendars = [f for f in release.files if f.sent.recipient.name == "P04"]
    assert len(calendars) == 2, "one for who left, one for who came"
    gone, new = (icalendar.Calendar.from_ical(f.data).walk("VEVENT") for f in calendars)
    assert {e["STATUS"] for e in gone} == {"CANCELLED"}
    assert {e["SEQUENCE"] for e in new} == {0}
    assert not {str(e["UID"]) for e in gone} & {str(e["UID"]) for e in new}
    (own,) = reissue(published, visit, at_home(2017, 11, 1), people=("P04",)).files
    assert "Somebody Else" in own.sent.path


def test_a_new_id_keeps_the_calendar(published: Dossier) -> None:
    moved = changed(published.visit, "A04", place="Elsewhere")
    second = reissue(published, moved, at_home(2017, 11, 1)).dossier
    third = reissue(second, changed(moved, "P01", code="Q01"), at_home(2017, 11, 2))
    assert max(sequences(events_of(third, "Q01")).values()) == 1


def test_another_language_keeps_the_events(published: Dossier) -> None:
    moved = changed(published.visit, "A04", place="Elsewhere")
    second = reissue(published, moved, at_home(2017, 11, 1)).dossier
    spanish = changed(moved, "P01", document_language="es")
    third = reissue(second, spanish, at_home(2017, 11, 2))
    before = sequences(events_of(prepare(second, request()), "P01"))
    after = sequences(events_of(third, "P01"))
    assert before.keys() == after.keys()
    assert all(after[uid] > before[uid] for uid in before), "every text is another now"


def test_what_is_entered_anew_is_a_new_version(published: Dossier) -> None:
    old = record(published.visit, "A04")
    visit = edits.remove(published.visit, old.id)
    again = type(old).model_validate(old.model_dump(exclude={"id"}))
    release = reissue(published, edits.add(visit, again), at_home(2017, 11, 1))
    assert release.version == 2
    titles = [str(e["SUMMARY"]) for e in events_of(release, "P01")]
    assert titles.count(f"CANCELLED: {old.title}") == titles.count(old.title) == 1


def test_a_second_pass_of_the_clock_touches_those_who_come(published: Dossier) -> None:
    night = datetime(2017, 10, 29).date()  # noqa: DTZ001
    visit = changed(published.visit, "A01", day=night, start=time(2, 30), end=time(4))
    first = reissue(published, visit, at_home(2017, 10, 21)).dossier
    second = reissue(first, changed(visit, "A01", start_fold=1), at_home(2017, 10, 22))
    assert len(touched(second)) == 10
    assert second.touched[0].changes[0].startswith("Moved: Welcome drink")


def test_a_note_belongs_to_the_version_it_was_given_for(published: Dossier) -> None:
    again = prepare(published, replace(request(), note="too late")).dossier
    assert again.latest is not None
    assert again.latest.note == ""


def test_one_recipient_alone_gets_what_is_theirs(sample: Visit, published: Dossier) -> None:
    body = next(f.recipient for f in _files(published) if f.recipient.audience is Audience.HOST)
    release = prepare(Dossier(visit=sample), request(only=(body,)), dry_run=True)
    assert [(f.sent.recipient, f.sent.kind) for f in release.files] == [(body, CALENDAR)]
    assert {one.recipient for one in release.touched} == {body.name}
    assert prepare(Dossier(visit=sample), request(only=(_NOBODY,)), dry_run=True).files == ()


_NOBODY = Recipient(audience=Audience.HOST, name="Nobody")


def _files(dossier: Dossier) -> tuple[SentFile, ...]:
    assert dossier.latest is not None
    return dossier.latest.files


def test_small_pictures_are_asked_of_the_source_once(sample: Visit) -> None:
    asked: list[str] = []

    def source(digest: str) -> bytes | None:
        asked.append(digest)
        return b"\xff\xd8\xff\xe0broken"

    from visitplanner.publishing.documents.model.pictures import SmallPictures

    small = SmallPictures(source)
    assert small("a") == small("a") == b"\xff\xd8\xff\xe0broken"
    assert asked == ["a"]
    wanted = Request(now=FIRST, kinds=("rooming-list",), small_pictures=True)
    plain = prepare(Dossier(visit=sample), replace(wanted, small_pictures=False))
    assert [f.data for f in prepare(Dossier(visit=sample), wanted).files] == [
        f.data for f in plain.files
    ], "papers without pictures are the same"


def test_laying_papers_side_by_side_stops_when_asked(sample: Visit, published: Dossier) -> None:
    later = published.with_visit(changed(sample, "A14", title="Lessons"))

    class Stopped:
        cancelled = True

        def report(self, done: int, total: int, label: str) -> None:
            raise AssertionError("nothing is made")

    with pytest.raises(Cancelled):
        prepare(later, request(only_touched=True), Stopped(), dry_run=True)
    foreseen = outlook(later, FIRST)
    assert foreseen.files_touched is None
    with pytest.raises(Cancelled):
        counted(foreseen, Stopped())
    whole = counted(foreseen)
    assert whole.files_touched is not None
    assert whole.files_touched < whole.files
    assert counted(whole) is whole
    for only_touched, files in ((False, whole.files), (True, whole.files_touched)):
        wanted = Request(now=FIRST, only_touched=only_touched)
        assert len(prepare(later, wanted, dry_run=True).files) == files
    assert {one.audience for one in foreseen.stale} <= {one.audience for one in foreseen.touched}
