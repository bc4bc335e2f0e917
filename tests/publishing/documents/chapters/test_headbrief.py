"""The head's brief: a page per day, what to say, whom to thank, whom to look after."""

from __future__ import annotations

from datetime import date, time

from tests.publishing.documents.chapters.papers import (
    MONDAY,
    blocks,
    edition,
    item,
    leg,
    part,
    person,
    plan,
    said,
    sample,
    stop,
)
from visitplanner.domain.people import Contact
from visitplanner.domain.programme import Alert
from visitplanner.domain.times import Edge
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import DelegateRole, Status
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.papers import PAPERS
from visitplanner.publishing.documents.pdf.engine import render_pdf


def head_brief(visit: Visit, language: str = "en") -> model.Document:
    return PAPERS["head-brief"].build(edition(visit, "head", language))


def _speaking(visit: Visit) -> Visit:
    points = {"A11": "- Thank the members.\n- Ask what they expect.\n\n", "A14": "Close the list."}
    items = tuple(
        i.model_copy(update={"speaking_points": points.get(i.code, "")}) for i in visit.items
    )
    return visit.model_copy(update={"items": items})


def _rows(document: model.Document, day: int) -> dict[str, model.BriefRow]:
    page = part(document, f"day-2017-11-{day:02d}")
    return {row.title: row for row in page.blocks if isinstance(row, model.BriefRow)}


def test_the_sample_is_a_page_per_day() -> None:
    document = head_brief(_speaking(sample()))
    titles = [one.title for one in document.parts]
    assert titles[0] == "The visit in brief"
    assert titles[1:3] == ["Sunday 5 November", "Monday 6 November"]
    assert titles[-1] == "Whom to phone"
    drawn = render_pdf(document)
    assert drawn.missing == ()
    assert drawn.pages == len(document.parts) == 7


def test_every_page_says_for_whom_and_that_it_stays() -> None:
    document = head_brief(sample())
    headings = blocks(document, model.StampedHeading)
    assert len(headings) == len(document.parts)
    assert {heading.stamp for heading in headings} == {"Confidential: do not leave behind"}
    assert {one.head for one in document.parts} == {"For the head of delegation only"}
    assert headings[3].kicker == "For Jan Przykładowski · Tuesday, day 3 of 5"
    assert headings[3].text == "Brief for 7 November"


def test_what_to_say_stands_point_by_point() -> None:
    row = _rows(head_brief(_speaking(sample())), 7)["Solartys members tell their story"]
    assert (row.time, row.note) == ("09:00", "to 10:30")
    assert row.points == ("Thank the members.", "Ask what they expect.")
    assert [(line.label, line.text) for line in row.lines] == [
        (
            "Thank",
            "Alba Álvarez, Cluster manager, Solartys. Speaks Spanish, Catalan, English.",
        )
    ]


def test_the_facts_of_a_day_are_in_doubt_first() -> None:
    document = head_brief(_speaking(sample()))
    facts = {
        key: [(fact.label, fact.text, fact.must_know) for fact in block.facts]
        for key in ("day-2017-11-06", "day-2017-11-07")
        for block in blocks(document, model.KeyFacts, key)
    }
    assert facts["day-2017-11-06"][0] == ("Not yet certain", "Rail cluster", True)
    assert facts["day-2017-11-07"] == [
        ("You speak", "09:00 and 14:30", False),
        ("You thank", "Alba Álvarez, Solartys", False),
        ("The day begins", "09:00, Solartys office", False),
    ]


def test_others_do_something_else_meanwhile() -> None:
    row = _rows(head_brief(sample()), 7)["Cluster-to-cluster meetings, four rounds"]
    told = {line.label: line.text for line in row.lines}
    assert told["Meanwhile"] == (
        "Energy research laboratory, IREC Diagonal-Besòs, Recerca Exemple, 6 people"
    )
    assert told["To prepare"] == "Bring your partner search sheet"


def test_a_long_journey_is_time_to_read() -> None:
    row = _rows(head_brief(sample()), 7)["Quiet hour"]
    assert row.time == "18:00"
    assert row.where == "Train to Valencia, 3 h 20 · Meet 17:25, Gate · Last call 17:50"
    (point,) = row.points
    assert model.plain(point).startswith("Wed 8 Nov, 09:00: Inter-consortia meeting of the Cluster")
    assert model.plain(point).endswith("projects. Status report of the project")


def test_whom_to_look_after_by_name() -> None:
    columns = blocks(head_brief(sample()), model.TextColumns, "day-2017-11-08")
    (look_after,) = columns[0].columns
    lines = [model.plain(line) for line in look_after.paragraphs]
    assert lines == [
        "Max Mustermann: nuts, serious",
        "Tereza Příkladná: gluten (coeliac), serious",
        "Erika Mustermann: step-free, wheelchair space",
        "Zutana Modelo Ejemplar: joins at 10:30",
    ]


def test_what_is_open_and_in_the_way() -> None:
    strike = Alert(day=date(2017, 11, 7), text="Strike")
    there = person("P2", leaves=Edge(day=MONDAY, clock=time(15)), role=DelegateRole.DELEGATE)
    doubtful = item("Tour", status=Status.TENTATIVE, internal_notes="Ask again", plan_b="A walk")
    visit = plan(stop(alerts=(strike,)), person("P1", role=DelegateRole.HEAD), there, doubtful)
    document = head_brief(visit)
    (columns,) = blocks(document, model.TextColumns, "day-2017-11-06")
    look_after, still_open = columns.columns
    assert [model.plain(line) for line in still_open.paragraphs] == [
        "Tue 7 Nov: Strike",
        "Tour, 09:00: to be confirmed · Ask again",
    ]
    assert [model.plain(line) for line in look_after.paragraphs] == [
        "NameP2 FamilyP2: leaves at 15:00"
    ]
    row = _rows(document, 6)["Tour"]
    assert row.warning == "to be confirmed"
    assert ("Plan B", "A walk") in [(line.label, line.text) for line in row.lines]


def test_what_the_head_is_not_at_is_left_out() -> None:
    visit = plan(
        stop(),
        person("P1", role=DelegateRole.HEAD),
        person("P2"),
        item("Mine", who="P1"),
        item("Theirs", "14:00", "15:00", who="P2"),
    )
    assert set(_rows(head_brief(visit), 6)) == {"Mine"}


def test_without_a_head_it_is_a_brief_all_the_same() -> None:
    visit = plan(
        stop(),
        person("P1"),
        item("Open", host_contact="Ann", host_organisation="Lab"),
        leg("18:00", "21:20"),
        Contact(name="Bob"),
    )
    document = head_brief(visit)
    assert blocks(document, model.StampedHeading)[0].kicker == "For the head of delegation"
    assert set(_rows(document, 6)) == {"Open", "Quiet hour"}
    assert "Thank" in [line.label for line in _rows(document, 6)["Open"].lines]
    assert "Ann, Lab." in said(document)


def test_protocol_is_on_the_first_page() -> None:
    visit = sample().model_copy(update={"protocol": "Shake hands.\n\n- No gifts\n- No photos"})
    overview = part(head_brief(visit), "overview")
    assert "Shake hands." in said(overview)
    assert model.Bullets(("No gifts", "No photos")) in overview.blocks


def test_a_night_train_arrives_on_the_next_day() -> None:
    train = leg("22:00", "06:30", arrive_day=date(2017, 11, 7))
    visit = plan(stop(), person("P1", role=DelegateRole.HEAD), train)
    assert _rows(head_brief(visit), 6)["Quiet hour"].note == "to 06:30 +1"


def test_the_way_between_two_items_is_one_calm_line() -> None:
    row = _rows(head_brief(sample()), 7)["Coach to Barcelona Sants"]
    assert row.aside
    assert (row.time, row.where) == (
        "16:40",
        "Meet 16:35, Hotel lobby, with bags · Last call 16:45",
    )
    assert "Taxi to IREC Diagonal-Besòs" not in _rows(head_brief(sample()), 7)  # others ride it
