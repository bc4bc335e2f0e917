"""The booklet, the contact sheet and the information note."""

from __future__ import annotations

from datetime import date, time

from tests.publishing.documents.chapters.papers import (
    blocks,
    delegate,
    edition,
    item,
    keys,
    leg,
    part,
    person,
    plan,
    said,
    sample,
    stop,
)
from visitplanner.domain.people import Contact, Organisation
from visitplanner.domain.programme import Place
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ContactRole
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.papers import PAPERS
from visitplanner.publishing.documents.pdf.engine import render_pdf


def paper(kind: str, visit: Visit, audience: str = "delegate") -> model.Document:
    return PAPERS[kind].build(edition(visit, audience))


def _sharing(visit: Visit) -> Visit:
    told = {
        "P01": {"offers": "Coordination", "seeks": "Partners", "interests": ("grids", "policy")},
        "P09": {"offers": "A test site", "interests": ("Grids",), "bio": "Since 2014."},
        "P07": {"offers": "Kept to himself", "interests": ("secrets",)},
    }
    people = tuple(d.model_copy(update=told.get(d.code, {})) for d in visit.delegates)
    return visit.model_copy(update={"delegates": people})


# --- the booklet --------------------------------------------------------------------------------


def test_people_stand_under_their_organisation() -> None:
    document = paper("participants-booklet", sample())
    found = {b.name: b for b in blocks(document, model.OrganisationBlock)}
    assert list(found)[:2] == ["Eastern Cluster ICT", "Pôle SCS"]
    cluster = found["Eastern Cluster ICT"]
    assert cluster.where == "Lublin, Poland"
    assert cluster.paragraphs == ("Coordinator of the CLUSGRID partnership.",)
    assert [card.name for card in cluster.cards] == ["Jan Przykładowski", "Anna Żółć-Testowska"]
    assert cluster.cards[0].lines == ("President",)
    names = [card.name for block in found.values() for card in block.cards]
    assert len(names) == len(set(names)) == 14
    assert "Cancelado" not in said(document)


def test_the_overview_leads_to_each_organisation() -> None:
    document = paper("participants-booklet", sample())
    (table,) = blocks(document, model.Table, "overview")
    refs = [piece.key for row in table.rows for piece in row.cells[3] if hasattr(piece, "key")]
    assert refs == [block.key for block in blocks(document, model.OrganisationBlock)]
    text = render_pdf(document)
    assert text.missing == ()
    assert 4 <= text.pages <= 8


def test_offers_and_needs_of_those_who_agreed() -> None:
    document = paper("participants-booklet", _sharing(sample()))
    exchange = said(part(document, "exchange"))
    assert "Coordination\nJan Przykładowski\nEastern Cluster ICT" in exchange
    assert "grids\nJan Przykładowski, Erika Mustermann" in exchange
    assert "Kept to himself" not in said(document)
    assert "secrets" not in said(document)


def test_without_offers_there_is_no_such_chapter() -> None:
    assert "exchange" not in keys(paper("participants-booklet", sample()))


def test_who_speaks_what_begins_with_what_most_speak() -> None:
    (table,) = blocks(paper("participants-booklet", sample()), model.Table, "languages")
    assert table.rows[0].cells == ("English", "everybody", "14")
    assert table.rows[1].cells[0] == "Spanish"


def test_somebody_without_an_organisation_comes_last() -> None:
    visit = plan(stop(), person("P1"), person("P2", organisation="Lab"), Organisation(name="Lab"))
    found = blocks(paper("participants-booklet", visit), model.OrganisationBlock)
    assert [block.name for block in found] == ["Lab", "Without an organisation"]


# --- the contact sheet --------------------------------------------------------------------------


def _rows(document: model.Document, title: str) -> list[tuple[str, ...]]:
    table = next(t for t in blocks(document, model.Table) if t.summary == title)
    return [tuple(map(model.plain, row.cells)) for row in table.rows]


def test_whom_to_call_first() -> None:
    rows = _rows(paper("contact-sheet", sample(), "staff"), "Call in this order")
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("1", "Ambulance, fire, police", "112"),
        ("2", "Duty phone", "+34 600 000 000"),
        ("3", "Olga Organizadora", "+34 600 000 015"),
        ("4", "Jan Przykładowski", "+48 600 000 001"),
    ]


def test_the_people_of_a_city_by_the_part_they_play() -> None:
    rows = _rows(paper("contact-sheet", sample(), "staff"), "Barcelona")
    assert rows[0] == ("Hotel", "Hotel Exemple Eixample", "Sun 5 to Tue 7 Nov", "+34 931 000 020")
    parts = [row[0] for row in rows if row[0]]
    assert parts == ["Hotel", "Host", "Meals", "Press"]
    recerca = next(row for row in rows if row[1] == "Recerca Exemple")
    assert recerca[2] == "Head of laboratory, IREC · Tue 7 Nov 11:00"
    assert recerca[3] == "+34 931 000 006"


def test_drivers_stand_with_their_journeys() -> None:
    rows = _rows(paper("contact-sheet", sample(), "staff"), "On the road and elsewhere")
    assert rows == [
        (
            "Coach",
            "Conductor Exemple",
            "Autocars Exemple · Mon 6 Nov 14:00, 16:20; Tue 7 Nov 16:40",
            "+34 600 000 010",
        )
    ]


def test_phones_can_be_dialled_and_stand_at_the_right() -> None:
    document = paper("contact-sheet", sample(), "staff")
    for table in blocks(document, model.Table):
        assert table.columns[-1].align is model.Align.RIGHT
        for row in table.rows:
            for piece in row.cells[-1]:
                assert isinstance(piece, model.Run)
                assert piece.target.startswith("tel:")


def test_delegates_by_family_name() -> None:
    rows = _rows(paper("contact-sheet", sample(), "staff"), "The delegation, by family name")
    names = [row[0] for row in rows]
    assert names[0] == "de Tal y Ejemplo, Fulana"
    assert names[-1] == "Żółć-Testowska, Anna"
    assert len(names) == 14


def test_whom_to_phone_at_home_is_on_a_page_of_its_own() -> None:
    assert "private" not in keys(paper("contact-sheet", sample(), "staff"))
    visit = sample()
    known = delegate(visit, "P09").model_copy(
        update={"emergency_contact": "Otto Mustermann, father", "emergency_phone": "+49 30 1"}
    )
    people = tuple(known if d.id == known.id else d for d in visit.delegates)
    document = paper("contact-sheet", visit.model_copy(update={"delegates": people}), "staff")
    page = part(document, "private")
    assert page.new_page
    (heading,) = [block for block in page.blocks if isinstance(block, model.StampedHeading)]
    assert heading.stamp == "Private: destroy after the visit"
    assert "Otto Mustermann, father" in said(page)
    assert "Otto" not in said([one for one in document.parts if one is not page])
    assert render_pdf(document).pages == 3


def test_interpreters_and_hospitals_are_there() -> None:
    visit = plan(
        stop(),
        Contact(name="Ina", role=ContactRole.INTERPRETER, phone="+34 1", organisation="Words"),
        Contact(organisation="Hospital Clínic", role=ContactRole.EMERGENCY, phone="+34 2"),
        Organisation(name="Words", city="Barcelona"),
    )
    document = paper("contact-sheet", visit, "staff")
    assert _rows(document, "Barcelona") == [("Interpreter", "Ina", "Words", "+34 1")]
    elsewhere = _rows(document, "On the road and elsewhere")
    assert elsewhere == [("Emergency", "Hospital Clínic", "", "+34 2")]


# --- the information note -----------------------------------------------------------------------


def test_the_note_has_two_to_four_pages() -> None:
    visit = sample().model_copy(update={"practical": "Keep every receipt.\n\nDress: casual."})
    document = paper("logistic-note", visit)
    assert keys(document) == [
        "opening",
        "venues",
        "hotels",
        "travel",
        "practical",
        "countries",
        "before",
    ]
    drawn = render_pdf(document)
    assert drawn.missing == ()
    assert 2 <= drawn.pages <= 4
    assert "Keep every receipt." in said(document)


def test_the_note_says_when_where_and_which_clock() -> None:
    document = paper("logistic-note", sample())
    (facts,) = blocks(document, model.KeyFacts)
    assert [(f.label, model.plain(f.text)) for f in facts.facts] == [
        ("Dates", "5–9 November 2017"),
        ("Set your watch to", "CET (UTC+1)"),
        ("Duty phone, day and night", "+34 600 000 000"),
    ]
    words = said(document)
    assert "Types C and F, two round pins; 230 V, 50 Hz" in words
    assert "Euro (EUR)" in words
    assert "Check-in Sun 5 Nov · check-out Tue 7 Nov" in words


def test_two_countries_stand_side_by_side() -> None:
    visit = plan(
        stop(),
        stop("London", 7, 8, country="GB", zone="Europe/London"),
        Place(name="Inn", check_out=time(11)),
        item(),
    )
    document = paper("logistic-note", visit)
    table = next(t for t in blocks(document, model.Table) if t.summary == "Country by country")
    assert [column.heading for column in table.columns] == ["", "Spain", "United Kingdom"]
    cells = {model.plain(row.cells[0]): row.cells[1:] for row in table.rows}
    assert cells["Time"] == ("CET (UTC+1)", "GMT (UTC)")
    assert cells["Dialling code"] == ("+34", "+44")
    assert cells["Sockets"][1] == "Type G, three rectangular pins; 230 V, 50 Hz"


def test_the_note_holds_nothing_about_single_people() -> None:
    words = said(paper("logistic-note", sample()))
    for secret in ("Mustermann", "nuts", "XX104", "EXEMPLE", "+49"):
        assert secret not in words


def test_an_empty_visit_has_all_three() -> None:
    for kind, audience in (
        ("participants-booklet", "delegate"),
        ("contact-sheet", "staff"),
        ("logistic-note", "delegate"),
        ("head-brief", "head"),
    ):
        assert render_pdf(paper(kind, Visit(), audience)).pages >= 1


def test_a_party_and_a_train_that_end_on_the_next_day_say_so() -> None:
    party = item("Party", "21:00", "00:30", end_day=1)
    train = leg("22:00", "06:30", arrive_day=date(2017, 11, 7))
    words = said(paper("logistic-note", plan(stop(), person("P1"), item(), party, train)))
    assert "Ends Tue 7 Nov, 00:30" in words
    assert "06:30 +1" in words
