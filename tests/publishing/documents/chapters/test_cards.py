"""Badges, tent cards, certificates, emergency and address cards, the evaluation form."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings

from tests.publishing.documents.chapters.cards import READERS, paper
from tests.publishing.documents.chapters.papers import (
    blocks,
    delegate,
    item,
    person,
    plan,
    said,
    sample,
    stop,
    texts,
)
from tests.publishing.documents.chapters.test_odd import _blanked as blanked
from tests.strategies import visits
from visitplanner.domain.people import Contact, Organisation
from visitplanner.domain.programme import Place, Room
from visitplanner.domain.times import Edge
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ContactRole, DelegateRole, Registration, Status
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.spoken import DRIVER, SPOKEN
from visitplanner.publishing.documents.pdf.engine import render_pdf

DATE_OF_JOINING = Edge(day=date(2017, 11, 7))


# --- badges -------------------------------------------------------------------------------------


def _badges(*people: object, **fields: object) -> list[model.Badge]:
    sheets = blocks(paper(plan(*people, **fields), "badges"), model.BadgeSheet)
    return [badge for sheet in sheets for badge in sheet.badges]


def test_everybody_who_takes_part_has_a_badge_and_nobody_else() -> None:
    document = paper(sample(), "badges")
    badges = [badge for sheet in blocks(document, model.BadgeSheet) for badge in sheet.badges]
    assert len(badges) == 14
    assert "Perengano" not in {badge.given for badge in badges}
    assert badges[0] == model.Badge(
        given="Jan",
        family="Przykładowski",
        role="Head of delegation",
        organisation="Eastern Cluster ICT",
        country="PL",
        group="E",
        mark=model.GroupMark.SQUARE,
        mark_label="Group Energy",
    )
    ivanka = next(badge for badge in badges if badge.given == "Ivanka")
    assert (ivanka.native, ivanka.mark) == ("Иванка Примерова", model.GroupMark.RING)
    assert badges[-1].role == "Organising team"


def test_each_sheet_is_followed_by_as_many_backs() -> None:
    parts = paper(sample(), "badges").parts
    assert [[type(b).__name__ for b in part.blocks] for part in parts] == [
        ["BadgeSheet", "BadgeBacks"]
    ] * 2
    backs = blocks(paper(sample(), "badges"), model.BadgeBacks)
    assert [back.count for back in backs] == [8, 6]
    assert backs[0].phone == "+34 600 000 000"
    assert [(day.day, day.time) for day in backs[0].days][:2] == [
        ("Sun 5 Nov", "20:30"),
        ("Mon 6 Nov", "09:00"),
    ]


def test_a_long_visit_has_its_cities_on_the_back() -> None:
    visit = plan(stop(), stop("Valencia", 7, 30), person("P01"))
    (back,) = blocks(paper(visit, "badges"), model.BadgeBacks)
    assert [(day.day, day.text) for day in back.days] == [
        ("Mon 6 Nov", "Barcelona"),
        ("Tue 7 Nov", "Valencia"),
    ]


def test_the_preferred_name_stands_on_the_badge() -> None:
    (badge,) = _badges(person("P01", given_name="Elisabeth", preferred_name="Lisa"))
    assert (badge.given, badge.family) == ("Lisa", "FamilyP01")
    (badge,) = _badges(person("P01", given_name="", family_name="Mononym"))
    assert (badge.given, badge.family) == ("Mononym", "")
    (badge,) = _badges(person("P01", given_name="", family_name=""))
    assert badge.given == "P01"


@pytest.mark.parametrize(
    ("groups", "letters"),
    [
        (("Energy", "Water"), ["E", "W"]),
        (("Group 1", "Group 2", "Group 3"), ["1", "2", "3"]),
        (("Alpha", "Album"), ["AL", "AL"]),
    ],
)
def test_groups_differ_in_letter_and_shape(groups: tuple[str, ...], letters: list[str]) -> None:
    people = [person(f"P{n}", groups=(name,)) for n, name in enumerate(groups)]
    badges = _badges(*people)
    assert len({badge.mark for badge in badges}) == len(groups)
    if len(set(letters)) == len(letters):
        assert [badge.group for badge in badges] == letters
    else:
        assert [badge.group for badge in badges] == ["1", "2"]


def test_badges_withhold_what_does_not_belong_on_them() -> None:
    words = said(paper(sample(), "badges"))
    for secret in ("lactose", "JAN PRZYKLADOWSKI", "@", "wheelchair"):
        assert secret not in words


# --- tent cards ---------------------------------------------------------------------------------


def test_a_tent_card_says_name_organisation_country() -> None:
    cards = blocks(paper(sample(), "tent-cards"), model.TentCard)
    assert len(cards) == 14
    petar = next(card for card in cards if card.name == "Petar Testov")
    assert petar.native == "Петър Тестов"
    assert petar.organisation == "Srednogorie Med Industrial Cluster"
    assert petar.country == "Bulgaria"
    assert petar.foot == "CLUSGRID-2017 · Version 2"


# --- certificate --------------------------------------------------------------------------------


def _certificate(visit: object, code: str = "", language: str = "en") -> model.Certificate:
    document = paper(visit, "certificate", code, language=language)  # type: ignore[arg-type]
    (found,) = blocks(document, model.Certificate)
    return found


def test_a_certificate_is_one_sentence_of_facts() -> None:
    made = _certificate(sample(), "P09")
    assert made.name == "Erika Mustermann"
    assert made.about == "Cluster manager, BalticNet-PlasmaTec, Greifswald"
    assert model.plain(made.sentence) == (
        "took part in the programme CLUSGRID study visit in Barcelona and Valencia\n"
        "from 5 to 9 November 2017, within the project CLUSGRID."
    )
    assert made.issued == "Valencia, 9 November 2017"
    assert made.stops == ("Barcelona", "Valencia")
    assert made.signatures == (
        "Alba Álvarez, Solartys, organiser",
        "Jan Przykładowski, Eastern Cluster ICT, head of delegation",
    )
    assert made.number == "Certificate CLUSGRID-2017 / P09"
    assert made.funding.eu_emblem


def test_a_certificate_attests_no_day_on_which_somebody_was_not_there() -> None:
    made = _certificate(sample(), "P13")
    assert made.stops == ("Valencia",)
    assert "from 8 to 9 November 2017" in model.plain(made.sentence)


def test_nobody_signs_the_own_certificate() -> None:
    signatures = _certificate(sample(), "P01").signatures
    assert len(signatures) == 2
    assert not any("Przykładowski" in name for name in signatures)


def test_a_certificate_without_a_person_has_a_line_for_the_name() -> None:
    made = _certificate(plan())
    assert (made.name, made.issued, made.stops) == ("", "", ())
    assert model.plain(made.sentence) == "took part in the programme Study visit."
    assert made.signatures == ("organiser",)


def test_braces_in_a_title_are_letters() -> None:
    visit = plan(stop(), person("P01"), title="On {cities} and {title}")
    assert "On {cities} and {title}" in model.plain(_certificate(visit, "P01").sentence)


def test_a_day_begins_with_the_group_and_not_with_the_appointment_of_one() -> None:
    people = [person(f"P{number}") for number in range(8)]
    visit = plan(stop(), *people, item("Call", "07:00", "07:30", who="P1"), item(start="09:00"))
    (backs,) = blocks(paper(visit, "badges"), model.BadgeBacks)
    assert [day.time for day in backs.days if day.time] == ["09:00"]


# --- emergency card -----------------------------------------------------------------------------


def test_there_is_a_card_for_each_hotel_in_the_language_of_its_country() -> None:
    barcelona, valencia, *more = blocks(paper(sample(), "emergency-card"), model.PocketCard)
    assert more == [barcelona, valencia]  # a page takes four
    assert barcelona.heading == "CLUSGRID study visit\nBarcelona · 5 to 7 November"
    assert barcelona.emergency == "112"
    assert barcelona.front_code == "tel:+34600000000"
    assert barcelona.code == "geo:41.38650,2.16500"
    assert barcelona.driver_local == DRIVER["es"]
    (address,) = barcelona.addresses
    assert address.lines == ("Carrer de Balmes 1", "08007 Barcelona")
    assert model.plain(address.phone) == "+34 931 000 020"
    assert valencia.code == "geo:39.46500,-0.32400"
    assert barcelona.name == ""


def test_a_card_bears_the_emergency_number_of_its_hotel() -> None:
    def cards(city: str, country: str) -> tuple[str, str]:
        nights = (date(2017, 11, 8), date(2017, 11, 9))
        bed = Room(hotel="Inn", occupants=("P01",), check_in=nights[0], check_out=nights[1])
        there = (stop(), stop(city, 8, 9, country=country), Place(name="Inn", city=city))
        visit = plan(*there, bed, person("P01"))
        card, *more = blocks(paper(visit, "emergency-card"), model.PocketCard)
        assert more == [card] * 3
        return card.emergency, card.emergency_note

    assert cards("Boston", "US") == ("911", "any emergency")
    assert cards("Rabat", "MA") == ("", "any emergency")


def test_an_own_card_bears_the_name_and_only_own_beds() -> None:
    (card,) = blocks(paper(sample(), "emergency-card", "P13"), model.PocketCard)
    assert card.name == "Zutana Modelo Ejemplar"
    assert "Valencia" in card.heading


def test_only_the_own_card_knows_whom_to_call_and_what_harms() -> None:
    ill = person(
        "P01",
        serious_allergy=True,
        avoid="peanuts",
        emergency_contact="Max",
        emergency_phone="+49 1",
    )
    visit = plan(stop(), item(), ill, emergency_phone="+34 1")
    (own,) = blocks(paper(visit, "emergency-card", "P01"), model.PocketCard)
    assert own.notes == ("For me call: Max · +49 1", "Serious allergy: peanuts")
    everybody = said(paper(visit, "emergency-card"))
    assert "peanuts" not in everybody
    assert "+49 1" not in everybody


def test_a_card_without_hotel_has_lines_to_write_on() -> None:
    card, *more = blocks(paper(plan(), "emergency-card"), model.PocketCard)
    assert more == [card] * 3
    assert render_pdf(paper(plan(), "emergency-card")).pages == 1
    assert (card.addresses, card.driver, card.to_write) == ((), "", "Hotel and address")


# --- address cards ------------------------------------------------------------------------------


def _addresses(*records: object, language: str = "en") -> list[model.AddressCard]:
    document = paper(plan(*records), "address-cards", language=language)
    return [card for sheet in blocks(document, model.AddressSheet) for card in sheet.cards]


def test_hotels_come_first_and_each_address_once() -> None:
    document = paper(sample(), "address-cards")
    cards = [card for sheet in blocks(document, model.AddressSheet) for card in sheet.cards]
    assert [card.name for card in cards[:3]] == [
        "Hotel Exemple Eixample",
        "Las Arenas resort",
        "Solartys office",
    ]
    names = [card.name for card in cards]
    assert "Veles e Vents" in names
    assert "Veles e Vents, room 1" not in names
    assert cards[0].request == DRIVER["es"]
    assert cards[0].meaning == "Please take me to this address"
    assert (cards[0].target, cards[0].code) == ("tel:+34931000020", "geo:41.38650,2.16500")


def test_a_driver_reads_the_local_script() -> None:
    place = Place(
        name="Hotel Example",
        local_name="Ξενοδοχείο Παράδειγμα",
        city="Athens",
        address="Odos 1, Athens",
        local_address="Οδός 1\n105 57 Αθήνα",
    )
    athens = stop("Athens", country="GR", zone="Europe/Athens")
    (card,) = _addresses(athens, place, item(place="Hotel Example"))
    assert (card.name, card.other_name) == ("Ξενοδοχείο Παράδειγμα", "Hotel Example")
    assert card.lines == ("Οδός 1", "105 57 Αθήνα")
    assert (card.request, card.language) == (DRIVER["el"], "el")


def test_two_languages_where_drivers_may_read_only_one() -> None:
    place = Place(name="Venue", city="Brussels", address="Rue 1, Bruxelles")
    brussels = stop("Brussels", country="Belgium", zone="Europe/Brussels")
    (card,) = _addresses(brussels, place, item(place="Venue"))
    assert card.request == f"{DRIVER['nl']}\n{DRIVER['fr']}"
    assert card.language == ""


def test_nothing_is_asked_in_two_languages_that_are_one() -> None:
    place = Place(name="Venue", city="Barcelona", address="Carrer 1")
    (card,) = _addresses(stop(), place, item(place="Venue"), language="es")
    assert card.meaning == ""


def test_without_addresses_the_sheet_says_so() -> None:
    assert "No place of the programme has an address yet." in said(paper(plan(), "address-cards"))


def test_every_language_that_is_spoken_has_its_request() -> None:
    assert {language for spoken in SPOKEN.values() for language in spoken} <= set(DRIVER)
    union = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
    assert set(union.split()) <= set(SPOKEN)


# --- evaluation ---------------------------------------------------------------------------------


def test_the_form_asks_about_every_host_and_objective_and_for_no_name() -> None:
    document = paper(sample(), "evaluation-form")
    tables = {table.summary: table for table in blocks(document, model.Table)}
    hosts = [model.plain(row.cells[0]) for row in tables["Hosts and visits"].rows]
    assert "CEEC · Mon 6 Nov · Efficient energy cluster" in hosts
    assert len(hosts) == 8
    box = (model.Symbol(model.Sign.TICK_BOX),)
    assert all(row.cells[1:] == (box,) * 5 for row in tables["Hosts and visits"].rows)
    assert len(tables["How far were the objectives reached?"].rows) == 3
    words = said(document)
    assert "No name is needed." in words
    assert "Mustermann" not in words


def test_a_form_for_an_empty_visit_still_asks() -> None:
    document = paper(plan(), "evaluation-form")
    assert "Hosts and visits" not in said(document)
    assert len(blocks(document, model.AnswerLines)) == 4


# --- all of them --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", READERS)
def test_a_paper_is_one_document_with_its_version(kind: str) -> None:
    document = paper(sample(), kind, "P09" if kind in ("certificate", "letter") else "")
    assert document.parts
    assert "Version 2" in document.subject
    assert all(part.key and part.chapter for part in document.parts)


def test_no_contact_and_no_cancelled_person_is_needed() -> None:
    host = Contact(name="Host", organisation="Us", role=ContactRole.HOST)
    gone = person("P02", status=Registration.CANCELLED)
    head = person("P01", role=DelegateRole.HEAD, joins=DATE_OF_JOINING)
    room = Room(hotel="Nowhere", occupants=("P01",), check_in=date(2017, 11, 6))
    visit = plan(stop(), item(), host, gone, head, room, Organisation(name="Us"), organiser="Us")
    assert delegate(visit, "P02").name not in said(paper(visit, "tent-cards"))
    assert _certificate(visit, "P01").signatures == ("Host, Us, organiser",)
    assert "on 7 November 2017" in model.plain(_certificate(visit, "P01").sentence)


_CLUMSY = re.compile(r"\bNone\b|· ·|, ,|,  |^ ?[·,]|[·,] ?$|\(\)|\s:$|\{\w*\}|\.\.$", re.MULTILINE)
_READ = (
    *(("", name) for name in ("title", "code", "organiser", "project", "purpose", "objectives")),
    *(("", name) for name in ("emergency_phone", "funding_statement", "head")),
    *(("stops", name) for name in ("city", "country", "arrive", "leave")),
    *(("delegates", name) for name in ("given_name", "family_name", "organisation", "groups")),
    *(("delegates", name) for name in ("job_title", "passport_name", "nationality", "joins")),
    *(("places", name) for name in ("city", "address", "phone", "latitude")),
    *(("items", name) for name in ("day", "start", "title", "place", "host_contact")),
    *(("organisations", name) for name in ("city", "country", "website")),
    *(("rooms", name) for name in ("hotel", "check_in")),
)


@pytest.mark.parametrize(("collection", "field"), _READ)
def test_what_was_left_empty_leaves_no_trace(collection: str, field: str) -> None:
    visit = blanked(sample(), collection, field)
    documents = [paper(visit, kind) for kind in READERS if kind != "letter"]
    documents += [paper(visit, kind, "P09") for kind in ("certificate", "letter")]
    documents.append(paper(visit, "letter", audience="host"))
    lines = [text for document in documents for text in texts(document)]
    clumsy = [text for text in lines if _CLUMSY.search(text) and not text.startswith("Dear ")]
    assert clumsy == []


@settings(max_examples=4, deadline=None)
@given(visit=visits())
def test_no_plan_stops_a_paper(visit: Visit) -> None:
    for kind in READERS:
        made = render_pdf(paper(visit, kind))
        assert made.pages >= 1
    render_pdf(paper(visit, "letter", audience="host"))


def test_an_idea_of_the_team_is_on_nobodys_back() -> None:
    meeting = item(host_organisation="Solartys")
    idea = item("Dream", host_organisation="Nasa", status=Status.IDEA)
    days = stop(first=5, last=8)
    text = said(paper(plan(days, person("P1"), meeting, idea), "badges"))
    assert "Solartys" in text
    assert "Nasa" not in text
