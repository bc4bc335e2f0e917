"""What a host is told: times, purpose, people, needs as counts; and what it is not told."""

from __future__ import annotations

import pytest

from tests.publishing.documents.chapters.papers import (
    SECOND,
    blocks,
    delegate,
    item,
    person,
    plan,
    said,
    sample,
    stop,
)
from visitplanner.domain.people import Contact
from visitplanner.domain.privacy import Audience
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import DelegateRole, ItemKind, Status
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.papers import PAPERS
from visitplanner.publishing.documents.pdf.engine import render_pdf
from visitplanner.publishing.edition import Edition, make_edition
from visitplanner.publishing.readership import Reader


def _edition(visit: Visit, body: str, *, gate: bool = False) -> Edition:
    reader = Reader(Audience.HOST, body=body, asked_for_identity=gate)
    return make_edition(visit, reader, "en", SECOND)


def host_pack(visit: Visit, body: str, *, gate: bool = False) -> model.Document:
    return PAPERS["host-pack"].build(_edition(visit, body, gate=gate))


def _asked(document: model.Document) -> list[str]:
    (panel, *_) = [block.panel for block in blocks(document, model.Beside)]
    return [model.plain(line) for line in panel.items]


def test_a_host_of_one_item_has_one_page() -> None:
    document = host_pack(sample(), "IREC")
    (page,) = document.parts
    assert page.head == "For IREC"
    heading = next(block for block in page.blocks if isinstance(block, model.Heading))
    assert heading.text == "Your visitors on 7 November"
    assert heading.kicker == "For Recerca Exemple, Head of laboratory, IREC"
    (times,) = blocks(document, model.BigFacts)
    assert [(fact.label, fact.text) for fact in times.facts] == [
        ("Arrival, by taxi", "10:55"),
        ("Visit, Tuesday 7 November 2017", "11:00–12:30"),
        ("Visitors", "6 people"),
    ]
    assert document.furniture.foot_left.endswith("for IREC")
    assert render_pdf(document).pages == 1


def test_who_comes_stands_in_one_table() -> None:
    (table,) = blocks(host_pack(sample(), "IREC"), model.Table)
    assert len(table.rows) == 6
    erika = next(row for row in table.rows if row.cells[0] == "Erika Mustermann")
    _, job, organisation, country, languages = map(model.plain, erika.cells)
    assert (job, organisation) == ("Cluster manager", "BalticNet-PlasmaTec")
    assert (country, languages) == ("DE", "German, English")


def test_needs_are_things_to_provide_without_names() -> None:
    document = host_pack(sample(), "IREC")
    assert _asked(document) == [
        "A place for each of 6 people",
        "A step-free way from the door to the room",
        "Room for a wheelchair, at the table too",
        "Talk and slides in English",
    ]
    words = said(document)
    for secret in ("nuts", "coeliac", "vegan", "p09@example.org", "+49", "MUSTERMANN", "Sofia"):
        assert secret not in words


def test_the_team_can_be_phoned() -> None:
    (columns,) = blocks(host_pack(sample(), "IREC"), model.TextColumns)
    contacts, day = columns.columns
    assert "Olga Organizadora, Solartys, Logistics" in contacts.paragraphs
    assert "Jan Przykładowski, Head of delegation" in contacts.paragraphs
    lines = [model.plain(line) for line in day.paragraphs]
    assert lines[0] == "Duty phone +34 600 000 000"
    assert "If we are late, we phone you before 10:45." in lines


def test_the_funder_stands_at_the_foot_of_the_first_page() -> None:
    (foot,) = blocks(host_pack(sample(), "Solartys"), model.FundingFoot)
    assert foot.eu_emblem
    assert " ".join(foot.lines) == sample().funding_statement


def test_a_host_of_several_days_has_a_page_for_each() -> None:
    document = host_pack(sample(), "Solartys")
    assert [part.title for part in document.parts] == [
        "Your visitors on 5 November",
        "Your visitors on 6 November",
        "Your visitors on 7 November",
    ]
    assert "The same people as on 6 November." in said(document.parts[2])
    assert len(blocks(document, model.TextColumns)) == 1
    assert render_pdf(document).pages == 3


def test_names_of_passports_stand_on_the_list_that_was_asked_for() -> None:
    plain, asked = (host_pack(sample(), "IREC", gate=gate) for gate in (False, True))
    assert "ERIKA MUSTERMANN" not in said(plain)
    (heading,) = blocks(asked, model.StampedHeading)
    assert heading.text == "Gate list"
    assert "ERIKA MUSTERMANN" in said(asked)
    assert any("gate list" in line for line in _asked(asked))


def test_profiles_are_those_of_people_who_agreed() -> None:
    visit = sample()
    told = {
        delegate(visit, "P09").id: {"bio": "Has led the network since 2014.", "offers": "Plasma"},
        delegate(visit, "P07").id: {"bio": "Would rather not be presented."},
    }
    people = tuple(d.model_copy(update=told.get(d.id, {})) for d in visit.delegates)
    document = host_pack(visit.model_copy(update={"delegates": people}), "IREC")
    (cards,) = blocks(document, model.PersonCards)
    (card,) = cards.cards
    assert (card.name, card.contact, card.withheld) == ("Erika Mustermann", (), "")
    assert "since 2014" in said(document)
    assert "rather not" not in said(document)


def _meal(**fields: object) -> Visit:
    people = [
        person("P1", diet=("vegan",), role=DelegateRole.HEAD, access_needs=("step-free",)),
        person("P2", serious_allergy=True, avoid="peanuts", access_needs=("step-free",)),
    ]
    lunch = item(
        "Lunch",
        "12:00",
        "13:00",
        kind=ItemKind.MEAL,
        place="Canteen",
        host_organisation="Canteen",
        host_contact="Cook",
        **fields,
    )
    return plan(stop(), *people, lunch, Contact(name="Cook", organisation="Canteen"))


def test_a_host_that_feeds_people_learns_counts_alone() -> None:
    document = host_pack(_meal(), "Canteen")
    assert _asked(document) == [
        "A place for each of 2 people",
        "A step-free way from the door to the room (2)",
        "2 plates, of these 1 vegan",
        "Food free of what 1 person must not eat for health: ask us what that is",
    ]
    assert "peanuts" not in said(document)
    assert "Photographs: ask first. 2 people have not agreed to be shown." in said(document)


def test_what_is_not_certain_is_asked_for_first() -> None:
    document = host_pack(_meal(status=Status.REQUESTED), "Canteen")
    assert _asked(document)[0] == "A word from you that time and place stand"
    assert "to be confirmed" in said(document)


@pytest.mark.parametrize("audience", [a for a in Audience if a is not Audience.HOST])
def test_others_do_not_learn_how_visitors_come(audience: Audience) -> None:
    assert make_edition(sample(), Reader(audience), "en", SECOND).receptions == {}


def test_how_visitors_go_on_is_no_matter_of_their_host() -> None:
    told = said(host_pack(sample(), "IREC"))
    assert "Departure" not in told
    assert "12:35" not in told
    for journey in _edition(sample(), "IREC").visit.journeys:
        assert (journey.origin, journey.depart, journey.carrier) == ("", None, "")
        assert journey.destination == "IREC Diagonal-Besòs"


def test_a_host_learns_of_its_own_items_alone() -> None:
    visit = sample()
    own = {i.id for i in visit.items if i.host_organisation == "IREC"}
    assert set(_edition(visit, "IREC").receptions) == own


def test_a_host_of_nothing_gets_a_page_that_says_so() -> None:
    document = host_pack(plan(stop()), "Nobody")
    assert "Nothing planned." in said(document)
    assert render_pdf(document).pages == 1


@pytest.mark.parametrize(
    ("second", "start", "end", "places", "loops", "unasked"),
    [
        ("P2", "09:30", "11:00", "A place for each of 2 people", " (2)", "2 people have"),
        ("P2", "10:00", "11:00", "A place for each of 1 person", "", "2 people have"),
        ("P1", "09:30", "11:00", "A place for each of 1 person", "", "1 person has"),
    ],
    ids=["side by side", "in turn", "the same person twice"],
)
def test_groups_side_by_side_need_places_together(
    second: str, start: str, end: str, places: str, loops: str, unasked: str
) -> None:
    """What is provided is there for the next group too; a camera meets both."""
    groups = (
        item("Group A", "09:00", "10:00", who="P1", host_organisation="Lab"),
        item("Group B", start, end, who=second, host_organisation="Lab"),
    )
    people = (person(code, access_needs=("hearing loop",)) for code in ("P1", "P2"))
    document = host_pack(plan(stop(), *people, *groups), "Lab")
    heard = f"A hearing loop, or a microphone for everybody who speaks{loops}"
    assert heard in _asked(document)
    assert f"Photographs: ask first. {unasked} not agreed to be shown." in said(document)
    (times,) = blocks(document, model.BigFacts)
    assert _asked(document)[0] == places.replace("each of 1", "1")
    assert places.endswith(str(times.facts[-1].text))
