"""What the mail of a version says, twice over and in the reader's language."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publishing.documents.chapters.papers import delegate, edition, sample
from visitplanner.domain import edits
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Registration
from visitplanner.publishing.changes.model import Aspect, Change
from visitplanner.publishing.edition import Issue
from visitplanner.publishing.mail.letters import Letter, letter
from visitplanner.publishing.mail.writing import (
    Block,
    Bullets,
    Entry,
    Foot,
    Heading,
    Paragraph,
    html,
    plain,
)

TAGS = frozenset({"html", "head", "meta", "title", "body", "p", "br", "h2", "ul", "li", "hr"})
AT = datetime(2017, 10, 31, 9, tzinfo=UTC)
FIRST = Issue(1, datetime(2017, 9, 24, 9, tzinfo=UTC))
TRAIN = Change(
    "j",
    (Aspect.TIME,),
    "Train to Valencia",
    date(2017, 11, 7),
    ("Tue 7 Nov 18:00–21:20",),
    ("Tue 7 Nov 18:30–23:00",),
    "Moved: Train to Valencia, Tue 7 Nov 18:30–23:00, was 18:00–21:20.",
)
ROOM = Change("r", (Aspect.ROOM,), "Room", None, ("Hotel A", "twin"), ("Hotel B",), "Another room.")


def alone(aspect: Aspect, sentence: str) -> Change:
    return Change(None, (aspect,), "", None, (), (), sentence)


class Page(HTMLParser):
    """The words of a page, its tags, and every attribute."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(attrs)

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def words(text: str) -> list[str]:
    """The words of a plain part, without the marks of its lists."""
    return re.sub(r"(?m)^(- |-- $|\d+\. )", "", text).split()


def mine(*changes: Change, language: str = "en", calendar: str = "", note: str = "") -> Letter:
    return letter(
        edition(sample(), "delegate", language, "P09"), changes, ["Plan.pdf"], calendar, note
    )


def test_a_reissue_tells_the_changes_and_whom_to_ask() -> None:
    made = mine(TRAIN, ROOM, note="The railway\nmoved it")
    assert made.subject == "CLUSGRID study visit: Barcelona and Valencia: version 2"
    assert made.plain == (
        """Dear Erika Mustermann,

Here are the papers for CLUSGRID study visit: Barcelona and Valencia
(5–9 November 2017): version 2 of 31 October 2017.
Replaces version 1 of 24 September. Please do not use it any more.

Why there is a new version: The railway moved it

What changed for you
- Moved: Train to Valencia, Tue 7 Nov 18:30–23:00, was 18:00–21:20.
- Another room.
  In version 1: Hotel A; twin
  Now: Hotel B

Attached
- Plan.pdf

Questions
Olga Organizadora, +34 600 000 015 · p15@example.org.
Duty phone during the visit: +34 600 000 000.

Kind regards
Olga Organizadora
Solartys

-- """
        """
CLUSGRID-2017 · Version 2 · 31 October 2017 · for Erika Mustermann
Contains personal data.
Not for publication or forwarding.
"""
    )


def below(change: Change) -> list[str]:
    """What the mail says under the sentence of a change."""
    text = mine(change).plain
    rows = text.partition("What changed for you\n- ")[2].partition("\n\nAttached")[0]
    return " ".join(rows.split()).removeprefix(change.sentence).split(" Now: ")


def test_both_states_say_all_that_the_notice_says() -> None:
    vegan = Change(
        "a",
        (Aspect.PEOPLE, Aspect.NEEDS),
        "Dinner",
        date(2017, 11, 6),
        ("19:30 to 21:30", "Tasca", "8 covers", "vegan for 1"),
        ("19:30 to 21:30", "Tasca", "9 covers", "vegan for 2"),
        "Changed: Dinner, Mon 6 Nov 19:30–21:30: 9 covers (was 8 covers); vegan for 2.",
    )
    assert below(vegan) == [
        " In version 1: 19:30 to 21:30; Tasca; 8 covers; vegan for 1",
        "19:30 to 21:30; Tasca; 9 covers; vegan for 2",
    ]
    moved = Change(
        "b",
        (Aspect.PLACE,),
        "Wrap up",
        date(2017, 11, 6),
        ("09:30 to 11:30", "Hotel Prado"),
        ("09:30 to 11:30", "Hotel Prado Nuevo"),
        "Changed: Wrap up, Mon 6 Nov 09:30–11:30: at Hotel Prado Nuevo (was Hotel Prado).",
    )
    assert below(moved) == [
        " In version 1: 09:30 to 11:30; Hotel Prado",
        "09:30 to 11:30; Hotel Prado Nuevo",
    ]


def test_of_one_state_only_what_the_sentence_leaves_out_is_said() -> None:
    new = Change(
        "r",
        (Aspect.NEW,),
        "Room",
        None,
        (),
        ("Hotel Prado", "single"),
        "New: room at Hotel Prado.",
    )
    assert below(new) == ["", "single"]


def test_a_first_issue_has_no_changes_to_tell() -> None:
    person = edition(sample(), "delegate", "en", "P09", FIRST)
    made = letter(person, [alone(Aspect.FIRST, "First issue.")], ["Plan.pdf"])
    assert "version 1 of 24 September 2017." in made.plain
    for absent in ("First issue", "changed", "Replaces", "calendar", "Nothing"):
        assert absent not in made.plain


def test_where_nothing_changed_the_mail_says_so() -> None:
    assert "Nothing in it changes for you." in mine().plain
    assert "What changed" not in mine().plain


def test_who_takes_part_no_longer_is_told_to_throw_the_papers_away() -> None:
    whole = sample()
    visit = edits.change(whole, delegate(whole, "P09").id, status="cancelled")
    gone = alone(Aspect.GONE, "No longer takes part.")
    made = letter(edition(visit, "delegate"), [gone], [], name="Erika Mustermann")
    assert made.plain.startswith("Dear Erika Mustermann,\n")
    text = " ".join(made.plain.split())
    assert "(5–9 November 2017): You no longer take part in it." in text
    assert "Please delete the papers and the calendar that you have of it." in text
    assert "Here are the papers" not in text


def test_who_is_out_gets_one_paragraph_on_the_calendar() -> None:
    whole = sample()
    visit = edits.change(whole, delegate(whole, "P09").id, status="cancelled")
    gone = alone(Aspect.GONE, "No longer takes part.")
    made = letter(edition(visit, "delegate"), [gone], ["Plan.ics"], "Visit", "", "Erika")
    text = " ".join(made.plain.split())
    assert text.count("delete the papers and the calendar") == 1
    assert "import the attached file there once: it marks them as cancelled." in text
    assert "import the new file" not in text
    assert "Thunderbird" not in text
    without = letter(edition(visit, "delegate"), [gone], [], name="Erika")
    assert "import" not in without.plain


def test_a_calendar_comes_with_what_to_do_about_the_old_one() -> None:
    made = mine(TRAIN, calendar="Study visit – Erika")
    text = " ".join(made.plain.split())
    assert "delete the calendar “Study visit – Erika” and import the new file" in text
    assert text.index("Kind regards") < text.index("How to replace your calendar")
    assert "- Thunderbird Delete the calendar" in text
    assert "Thunderbird" not in mine(TRAIN).plain


def test_nobody_is_told_to_ask_themselves() -> None:
    made = letter(edition(sample(), "delegate", "en", "P15"), [TRAIN], [])
    assert "p15@example.org" not in made.plain
    assert "Duty phone" in made.plain


@pytest.mark.parametrize("audience", ["host", "hotel", "caterer", "driver", "staff", "head"])
def test_others_than_delegates_are_written_to_as_well(audience: str) -> None:
    made = letter(edition(sample(), audience), [ROOM], ["List.pdf"])
    assert made.plain.startswith("Dear colleagues,\n")
    named = letter(edition(sample(), audience), [ROOM], ["List.pdf"], name="Marina Muster")
    assert named.plain.startswith("Dear Marina Muster,\n")
    assert "- Another room." in made.plain
    for person in sample().delegates:
        assert not person.serious_allergy or person.name not in made.plain


BOTH = "Contains health data and private journeys."
HEALTHY = {"diet": (), "serious_allergy": False, "avoid": "", "access_needs": ()}


def bare(*, journeys: bool, **needs: object) -> Visit:
    """The sample without anybody's needs but those of one, and without journeys if so wanted."""
    people = tuple(person.model_copy(update=HEALTHY) for person in sample().delegates)
    first = people[0].model_copy(update=needs)
    rows = sample().journeys if journeys else ()
    return sample().model_copy(update={"delegates": (first, *people[1:]), "journeys": rows})


@pytest.mark.parametrize(
    ("visit", "said"),
    [
        (sample(), BOTH),
        (bare(journeys=True, access_needs=("wheelchair",)), BOTH),
        (bare(journeys=False, avoid="coriander"), "Contains health data."),
        (bare(journeys=False, diet=("vegan",), status=Registration.CANCELLED), "personal"),
        (bare(journeys=True), "Contains private journeys."),
        (bare(journeys=False), "Contains personal data."),
    ],
)
@pytest.mark.parametrize("audience", ["staff", "head"])
def test_the_team_is_told_what_its_papers_hold(audience: str, visit: Visit, said: str) -> None:
    foot = letter(edition(visit, audience), [ROOM], ["List.pdf"]).plain.partition("-- ")[2]
    assert said in foot
    assert (BOTH in foot) is (said == BOTH)
    assert ("health" in foot) is ("health" in said)


@pytest.mark.parametrize("language", ["en", "es", "el", "bg"])
def test_both_parts_say_the_same(language: str) -> None:
    made = mine(TRAIN, ROOM, language=language, calendar="Visit", note="Because.")
    page = Page(made.html)
    subject = made.subject.split()
    assert page.words[: len(subject)] == subject
    assert page.words[len(subject) :] == words(made.plain)
    assert ("lang", language) in page.attributes


def test_nothing_is_loaded_and_no_colour_is_set() -> None:
    page = Page(mine(TRAIN, ROOM, calendar="Visit").html)
    assert page.tags <= TAGS
    assert {name for name, _ in page.attributes} == {"lang", "charset", "name", "content"} | {
        "dir",
        "style",
    }
    styles = " ".join(value or "" for name, value in page.attributes if name == "style")
    assert not re.search(r"color|background|url|#|import", styles)


def test_a_title_without_end_is_cut() -> None:
    visit = edits.change(sample(), sample().id, title="Visit " * 100)
    made = letter(edition(visit, "delegate", "en", "P09"), [], [])
    assert len(made.subject) < 140


# --- blocks -------------------------------------------------------------------------------------

MARKUP = st.sampled_from(["<b>", "&amp;", '"><img src=x>', "</p>", "'", "<!--", "javascript:"])
TEXTS = st.lists(st.one_of(MARKUP, st.text(max_size=12)), max_size=4).map(" ".join)
LINES = st.lists(TEXTS, max_size=3).map(tuple)
BLOCKS = st.one_of(
    st.builds(Paragraph, LINES),
    st.builds(Heading, TEXTS),
    st.builds(Bullets, st.lists(st.builds(Entry, TEXTS, LINES), max_size=3).map(tuple)),
    st.builds(Foot, LINES),
)


@given(st.lists(BLOCKS, max_size=4), TEXTS)
def test_text_is_never_markup(blocks: list[Block], title: str) -> None:
    page = Page(html(blocks, "en", title))
    assert page.tags <= TAGS
    assert "src" not in {name for name, _ in page.attributes}


@given(st.lists(BLOCKS, max_size=4))
def test_lines_are_short_unless_a_word_is_long(blocks: list[Block]) -> None:
    for line in plain(blocks).splitlines():
        assert len(line) <= 72 or max(map(len, line.split()), default=0) > 60


def test_steps_in_order_are_numbered() -> None:
    steps = Bullets((Entry("Delete"), Entry("Import")), numbered=True)
    assert plain([steps]) == "1. Delete\n2. Import\n"
    assert "ol" in Page(html([steps], "en", "")).tags
