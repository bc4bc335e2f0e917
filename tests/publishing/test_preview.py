"""A preview is the file that a publish writes, and what it says of its chapters is on its pages."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader

from tests.publishing.documents.pdf.reading import texts_of
from visitplanner import app
from visitplanner.domain import edits
from visitplanner.domain.arranging import arrange
from visitplanner.domain.chapters import ChapterChoice
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier, Recipient
from visitplanner.domain.visit import Visit
from visitplanner.errors import VisitPlannerError
from visitplanner.publishing.editions import reader_of
from visitplanner.publishing.frame import Cancelled
from visitplanner.publishing.kinds import BRIEFING_PACK, PERSONAL_PACK
from visitplanner.publishing.preview import (
    ChapterPages,
    PaperRequest,
    Presence,
    Preview,
    glimpse,
    outline,
    preview,
)
from visitplanner.publishing.recipients import Request
from visitplanner.publishing.release import prepare

NOW = datetime(2017, 10, 20, 10, tzinfo=UTC)
DELEGATE, STAFF, PUBLIC = Audience.DELEGATE, Audience.STAFF, Audience.PUBLIC


@cache
def sample() -> Visit:
    return app.sample_visit()


def shown(visit: Visit, audience: Audience = DELEGATE, **more: str) -> Preview:
    return preview(Dossier(visit=visit), PaperRequest(now=NOW, audience=audience, **more))


@cache
def usual(audience: Audience = DELEGATE) -> Preview:
    return shown(sample(), audience)


@cache
def issued() -> Dossier:
    """The sample with its version 1, which everybody has got in full."""
    return prepare(Dossier(visit=sample()), Request(now=NOW)).dossier


def chosen(visit: Visit, audience: Audience = DELEGATE, **more: list[str]) -> Visit:
    return arrange(visit, BRIEFING_PACK, audience, **more)


def pages(made: Preview) -> list[str]:
    """The text of each page, by a reader of its own."""
    return texts_of(made.data)


def text(made: Preview) -> str:
    return re.sub(r"\s+", " ", " ".join(pages(made)))


def by_key(made: Preview) -> dict[str, ChapterPages]:
    return {chapter.key: chapter for chapter in made.chapters}


# --- some pages ---------------------------------------------------------------------------------


def test_a_glimpse_has_the_pages_that_are_looked_at_after_an_edit() -> None:
    request = PaperRequest(now=NOW, audience=STAFF)
    preview(Dossier(visit=sample()), request)
    item = next(item for item in sample().items if item.title.startswith("Lessons learnt"))
    edited = edits.change(sample(), item.id, title="Something else")
    made = preview(Dossier(visit=edited), request)
    place = next(n for n, said in enumerate(pages(made), 1) if "Something else" in said)
    seen = glimpse(Dossier(visit=edited), request, [place, place + 1])
    assert seen.pages == made.pages
    read = texts_of(seen.data)
    assert read[place - 1 : place + 1] == pages(made)[place - 1 : place + 1]
    assert {said for n, said in enumerate(read, 1) if n not in {place, place + 1}} == {""}


# --- the same bytes -----------------------------------------------------------------------------


@pytest.mark.parametrize("audience", [DELEGATE, STAFF, PUBLIC])
def test_a_preview_has_the_bytes_that_a_publish_writes(audience: Audience) -> None:
    visit = chosen(sample(), audience, left_out=["glance", "travel"], order=["days", "purpose"])
    dossier = Dossier(visit=visit)
    request = Request(now=NOW, audiences=(audience,), kinds=(BRIEFING_PACK,))
    (file,) = prepare(dossier, request).files
    made = preview(dossier, PaperRequest(now=NOW, audience=audience))
    assert made.data == file.data
    assert (made.pages, made.name, made.version) == (file.sent.pages, file.sent.path, 1)


def test_so_has_the_preview_of_somebodys_own_paper_and_of_a_second_version() -> None:
    dossier = issued()
    lessons = next(item for item in dossier.visit.items if item.code == "A14")
    later = dossier.with_visit(edits.change(dossier.visit, lessons.id, title="Lessons, and tea"))
    person = next(d for d in later.visit.delegates if d.code == "P06")
    now = NOW + timedelta(days=2)
    request = Request(now=now, people=("P06",), languages=("es",), kinds=(PERSONAL_PACK,))
    (file,) = prepare(later, request).files
    made = preview(
        later, PaperRequest(now=now, paper=PERSONAL_PACK, person=person.id, language="es")
    )
    assert made.data == file.data
    assert (made.version, made.language) == (2, "es")
    assert {c.key for c in made.chapters if c.changed} == {"programme"}


# --- chapters -----------------------------------------------------------------------------------


def test_each_chapter_begins_where_it_is_said_to_begin() -> None:
    made = usual(STAFF)
    found = pages(made)
    assert (made.pages, by_key(made)["cover"].first) == (len(found), 1)
    headings = {
        "contents": "Contents",
        "purpose": "Purpose and objectives",
        "glance": "Programme at a glance",
        "delegation": "The delegation",
        "travel": "Travel",
        "addresses": "Places and addresses",
        "needs": "Diet and access",
        "rooms": "Rooms",
        "emergency": "If something happens",
    }
    for key, heading in headings.items():
        assert heading in found[by_key(made)[key].first - 1], key
    printed = [c for c in made.chapters if c.presence is Presence.PRINTED]
    assert printed[-1].last == made.pages
    assert all(a.last in (b.first - 1, b.first) for a, b in pairwise(printed))


@pytest.mark.parametrize(
    ("chapter", "phrase"),
    [
        ("contents", "Contents"),
        ("glance", "Programme at a glance"),
        ("delegation", "The delegation"),
        ("travel", "Transfers"),
        ("addresses", "Places and addresses"),
        ("emergency", "If something happens"),
    ],
)
def test_a_chapter_that_is_left_out_leaves_no_trace(chapter: str, phrase: str) -> None:
    visit = chosen(sample(), left_out=[chapter])
    made = shown(visit)
    said = text(made)
    assert phrase in text(usual())
    assert phrase not in said
    assert by_key(made)[chapter] == ChapterPages(
        chapter, by_key(made)[chapter].title, Presence.LEFT_OUT
    )
    reader = PdfReader(io.BytesIO(made.data))
    assert phrase not in {str(title) for title in _outline(reader)}


def _outline(reader: PdfReader) -> list[str]:
    found: list[str] = []
    waiting: list[Any] = list(reader.outline)
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, list):
            waiting += entry
        else:
            found.append(str(entry.title))
    return found


def test_nothing_refers_to_a_chapter_that_is_not_there() -> None:
    assert "addresses on page" in text(usual())
    without = text(shown(chosen(sample(), left_out=["addresses"])))
    assert "addresses on page" not in without
    without = text(shown(chosen(sample(), left_out=["days"])))
    assert "on the day pages" not in without


def test_the_order_holds_and_the_cover_stays_in_front() -> None:
    order = ["emergency", "days", "cover", "purpose"]
    made = shown(chosen(sample(), order=order))
    keys = [c.key for c in made.chapters if c.presence is Presence.PRINTED]
    assert keys[:3] == ["cover", "contents", "emergency"]
    assert keys.index("emergency") < keys.index("days") < keys.index("purpose")
    found = pages(made)
    assert "If something happens" in found[by_key(made)["emergency"].first - 1]
    assert by_key(made)["emergency"].first == 3
    firsts = [c.first for c in made.chapters if c.presence is Presence.PRINTED]
    assert firsts == sorted(firsts)


def test_the_cover_cannot_be_left_out() -> None:
    everything = [c.key for c in outline(Dossier(visit=sample()), PaperRequest(now=NOW))]
    made = shown(chosen(sample(), left_out=everything))
    assert (made.pages, by_key(made)["cover"].presence) == (1, Presence.PRINTED)


def test_no_choice_opens_to_a_reader_what_is_the_teams() -> None:
    order = ["needs", "rooms", "open", "days"]
    made = shown(chosen(sample(), order=order))
    assert sorted(set(text(made).split())) == sorted(set(text(usual()).split()))
    for key in ("needs", "rooms", "open"):
        chapter = by_key(made)[key]
        assert (chapter.presence, chapter.team_only) == (Presence.NOT_FOR_READER, True)
    serious = next(d for d in sample().delegates if d.serious_allergy)
    assert serious.avoid not in text(made)
    assert serious.avoid in text(usual(STAFF))


def test_a_choice_for_one_audience_is_nothing_to_another() -> None:
    visit = chosen(sample(), left_out=["travel"])
    assert by_key(shown(visit))["travel"].presence is Presence.LEFT_OUT
    assert by_key(shown(visit, STAFF))["travel"].presence is Presence.PRINTED
    assert shown(visit, STAFF).data == usual(STAFF).data


def test_a_chapter_with_nothing_to_say_is_empty() -> None:
    made = shown(Visit(title="New"))
    assert by_key(made)["days"].presence is Presence.EMPTY
    assert by_key(made)["cover"].presence is Presence.PRINTED


def test_the_outline_says_the_same_without_drawing() -> None:
    visit = chosen(sample(), left_out=["travel"], order=["days"])
    quick = outline(Dossier(visit=visit), PaperRequest(now=NOW))
    assert [c.key for c in quick] == [c.key for c in shown(visit).chapters]


# --- versions -----------------------------------------------------------------------------------


def test_other_chapters_make_a_new_version_that_touches_nobody() -> None:
    packs = Request(now=NOW, kinds=("briefing-pack", "calendar"))
    dossier = issued()
    later = dossier.with_visit(chosen(dossier.visit, left_out=["glance"]))
    release = prepare(later, packs, dry_run=True)
    assert (release.version, release.touched) == (2, ())


def test_only_those_touched_get_files_of_their_own() -> None:
    dossier = issued()
    guest = next(item for item in dossier.visit.items if item.code == "A14")
    person = next(d for d in dossier.visit.delegates if d.active)
    visit = edits.change(dossier.visit, guest.id, who=f"all except {person.code}")
    later = dossier.with_visit(visit)
    touched = prepare(later, Request(now=NOW, only_touched=True), dry_run=True)
    assert {one.person for one in touched.touched} - {None} == {person.id}
    own = {file.sent.recipient.person for file in touched.files} - {None}
    assert own == {person.id}
    assert {f.sent.kind for f in touched.files if f.sent.recipient.person} == {
        "calendar", "change-notice", "mail-draft", "personal-pack"
    }  # fmt: skip
    everyone = prepare(later, Request(now=NOW), dry_run=True)
    assert {f.sent.path for f in touched.files} < {f.sent.path for f in everyone.files}


# --- refusals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "more",
    [
        {"audience": Audience.HOTEL},
        {"paper": PERSONAL_PACK, "audience": STAFF},
        {"paper": PERSONAL_PACK},
        {"paper": PERSONAL_PACK, "person": "nobody"},
        {"paper": "letter"},
    ],
)
def test_what_there_is_not_is_said_in_a_sentence(more: dict[str, str]) -> None:
    with pytest.raises(VisitPlannerError, match=r"^[A-Z].*\.$"):
        preview(Dossier(visit=sample()), PaperRequest(now=NOW, **more))  # type: ignore[arg-type]


def test_an_unknown_language_is_english_with_a_warning() -> None:
    made = shown(sample(), language="xx")
    assert made.language == "en"
    assert any("translation" in line for line in made.warnings)


def test_a_preview_that_nobody_waits_for_stops() -> None:
    class Stopped:
        cancelled = True

        def report(self, done: int, total: int, label: str) -> None:
            raise AssertionError

    with pytest.raises(Cancelled):
        preview(Dossier(visit=sample()), PaperRequest(now=NOW), Stopped())


def test_passport_names_go_to_hosts_and_hotels_that_ask_for_them() -> None:
    visit = app.sample_visit()
    host = next(o for o in visit.organisations if o.name == "IREC")
    hotel = next(p for p in visit.places if p.name == "Las Arenas resort")
    asking = edits.change(edits.change(visit, host.id, gate_list=True), hotel.id, registers=True)
    for plan, expected in ((visit, False), (asking, True)):
        for audience, name in ((Audience.HOST, host.name), (Audience.HOTEL, hotel.name)):
            reader = reader_of(plan, Recipient(audience=audience, name=name))
            assert reader.asked_for_identity is expected
        other = Recipient(audience=Audience.HOST, name="Solartys")
        assert not reader_of(plan, other).asked_for_identity


# --- files without pages ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paper", "audience", "like", "ending"),
    [
        ("word", Audience.DELEGATE, "briefing-pack", ".docx"),
        ("word", Audience.PUBLIC, "briefing-pack", ".docx"),
        ("workbook", Audience.STAFF, "workbook", ".xlsx"),
    ],
)
def test_a_file_without_pages_is_shown_as_a_pdf_of_the_same_words(
    paper: str, audience: Audience, like: str, ending: str
) -> None:
    dossier = Dossier(visit=sample())
    made = preview(dossier, PaperRequest(now=NOW, paper=paper, audience=audience))
    assert made.name.endswith(ending)
    assert made.format == ending[1:]
    assert made.data.startswith(b"%PDF")
    assert made.file.startswith(b"PK")
    request = Request(now=NOW, audiences=(audience,), kinds=(paper,))
    files = [f for f in prepare(dossier, request).files if f.sent.recipient.person is None]
    assert [(f.sent.path, f.data) for f in files] == [(made.name, made.file)]
    assert files[0].sent.pages is None
    shown = preview(dossier, PaperRequest(now=NOW, paper=like, audience=audience))
    assert [c.key for c in made.chapters] == [c.key for c in shown.chapters]


def test_a_word_file_leaves_out_the_chapters_that_its_pdf_leaves_out() -> None:
    visit = sample().model_copy(
        update={
            "chapters": (
                ChapterChoice(
                    paper="briefing-pack", audience=Audience.DELEGATE, left_out=("travel",)
                ),
            )
        }
    )
    made = outline(Dossier(visit=visit), PaperRequest(now=NOW, paper="word"))
    assert {c.key for c in made if c.presence is Presence.LEFT_OUT} == {"travel"}
