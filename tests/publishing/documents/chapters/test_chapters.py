"""Delegation, hosts, travel, places, the team's chapters, the emergency page."""

from __future__ import annotations

from datetime import date

import pytest

from tests.publishing.documents.chapters.papers import (
    MONDAY,
    blocks,
    day_key,
    item,
    keys,
    leg,
    pack,
    part,
    person,
    plan,
    said,
    sample,
    stop,
)
from visitplanner.domain import edits
from visitplanner.domain.people import Contact, Organisation
from visitplanner.domain.programme import Place, Room
from visitplanner.domain.vocabulary import ContactRole, DelegateRole, ItemKind, RoomKind
from visitplanner.planning.checks import run_checks, waiver_for
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.people import initials

# --- the delegation -----------------------------------------------------------------------------


def _cards(audience: str = "delegate") -> tuple[model.PersonCard, ...]:
    (cards,) = blocks(pack(sample(), audience), model.PersonCards)
    return cards.cards


def test_head_and_rapporteur_come_first_and_the_team_last() -> None:
    cards = _cards()
    assert [(card.name, card.role) for card in cards[:3]] == [
        ("Jan Przykładowski", "Head of delegation"),
        ("Anna Żółć-Testowska", "Rapporteur"),
        ("Élise Démo-Dupont", ""),
    ]
    assert (cards[-1].name, cards[-1].role) == ("Olga Organizadora", "Organising team")
    assert [card.prominent for card in cards] == [True, True, *[False] * 12]
    assert "Perengano" not in said(cards)


def test_people_of_one_organisation_stand_together() -> None:
    people = [person(f"P{n}", organisation=o) for n, o in enumerate(("A", "B", "A"), 1)]
    (cards,) = blocks(pack(plan(*people)), model.PersonCards)
    assert [card.lines[-1] for card in cards.cards] == ["A", "A", "B"]


def test_names_stand_in_their_own_script_first() -> None:
    card = next(card for card in _cards() if card.latin)
    assert (card.initials, card.name, card.latin) == ("ИП", "Иванка Примерова", "Ivanka Primerova")


def test_a_withheld_contact_says_why() -> None:
    petar = next(card for card in _cards() if card.latin == "Petar Testov")
    assert petar.contact == ()
    assert petar.withheld == "Contact withheld at own wish. Write to the organiser."
    others = [card for card in _cards() if card is not petar]
    assert all(card.contact and not card.withheld for card in others if card.latin != petar.latin)


def test_the_team_reaches_everybody() -> None:
    assert all(card.contact and not card.withheld for card in _cards("staff"))


def test_nothing_is_withheld_where_nothing_is_known() -> None:
    (cards,) = blocks(pack(plan(person("P01"))), model.PersonCards)
    assert (cards.cards[0].contact, cards.cards[0].withheld) == ((), "")


def test_contacts_are_links() -> None:
    runs = [piece for piece in _cards()[0].contact if isinstance(piece, model.Run)]
    assert [run.target for run in runs] == ["mailto:p01@example.org", "", "tel:+48600000001"]


def test_what_is_no_address_is_no_link() -> None:
    someone = person("P01", email="see <website>", mobile="ask me", share_contact=True)
    (cards,) = blocks(pack(plan(someone)), model.PersonCards)
    assert all(isinstance(run, model.Run) and not run.target for run in cards.cards[0].contact)


@pytest.mark.parametrize(
    ("name", "family", "expected"),
    [
        ("Fulana de Tal y Ejemplo", "de Tal y Ejemplo", "FT"),
        ("Ponent d'Exemple", "", "PE"),
        ("Jan Novák-Zkouška", "Novák-Zkouška", "JN"),
        ("Anna Żółć", "Żółć", "AŻ"),
        ("Cher", "", "C"),
        ("", "", "?"),
        ("(–)", "", "?"),
        ("van den Berg", "van den Berg", "VB"),
        ("Sinéad O’Brien", "O’Brien", "SO"),
        ("Max Max Muster", "Max Muster", "MM"),
    ],
)
def test_initials(name: str, family: str, expected: str) -> None:
    assert initials(name, family) == expected


def test_long_profiles_stand_below_the_cards() -> None:
    long = "about " * 100
    someone = person("P01", offers=long, bio=long, share_contact=True)
    document = pack(plan(someone))
    (cards,) = blocks(document, model.PersonCards)
    assert not cards.cards[0].pairs
    assert said(part(document, "delegation")).count("about") == 200


def test_three_hundred_people() -> None:
    people = [person(f"P{n:03d}", organisation=f"Organisation {n % 40}") for n in range(300)]
    document = pack(plan(stop(), item(), *people))
    (cards,) = blocks(document, model.PersonCards)
    assert len(cards.cards) == 300
    (row,) = blocks(document, model.ItemRow)
    assert row.bodies[0].people == ""


# --- hosts --------------------------------------------------------------------------------------


def _hosts(audience: str = "delegate") -> dict[str, model.HostBlock]:
    return {block.name: block for block in blocks(pack(sample(), audience), model.HostBlock)}


def test_hosts_stand_in_the_order_of_the_programme() -> None:
    assert list(_hosts()) == [
        "Solartys",
        "ACCIÓ",
        "CEEC",
        "Railgrup",
        "IREC",
        "European Commission",
    ]


def test_a_host_says_when_where_and_whom() -> None:
    solartys = _hosts()["Solartys"]
    facts = {fact.label: [model.plain(line) for line in fact.lines] for fact in solartys.side}
    assert facts["You meet"] == ["Sun 5 Nov, 20:30", "Mon 6 Nov, 09:00", "Tue 7 Nov, 09:00"]
    assert facts["Contact"] == ["Alba Álvarez", "+34 931 000 001"]
    assert facts["Kind"] == ["Cluster, Barcelona"]
    assert [someone.name for someone in solartys.people] == [
        "Alba Álvarez",
        "Clara Santamaria Echaniz",
    ]
    assert solartys.people[0].job == "Cluster manager, host"


def test_speakers_are_presented_with_what_they_speak_on() -> None:
    (ponent,) = _hosts()["ACCIÓ"].speakers
    assert (ponent.name, ponent.job, ponent.initials) == (
        "Ponent d'Exemple",
        "Head of clusters",
        "PE",
    )
    assert [(pair.label, model.plain(pair.text)) for pair in ponent.pairs] == [
        ("Speaks on", "Cluster policy in Catalonia"),
        ("When", "Monday 6 November, 11:00 to 12:15"),
        ("Language", "Catalan, Spanish, English"),
    ]
    (mayo,) = _hosts()["European Commission"].speakers
    assert mayo.job == "Smart cities strategist, DG Cities"


def test_the_public_meets_no_contacts() -> None:
    for block in _hosts("public").values():
        assert not block.people
        assert not block.speakers
        assert "Contact" not in [fact.label for fact in block.side]


def test_a_host_that_is_no_organisation_of_the_plan() -> None:
    (block,) = blocks(pack(plan(item(host_organisation="Somebody"))), model.HostBlock)
    assert (block.name, block.paragraphs) == ("Somebody", ())


def test_two_spellings_of_a_host_are_one() -> None:
    items = [item(host_organisation="ceec"), item(start="11:00", host_organisation="CEEC")]
    hosts = blocks(pack(plan(*items, Organisation(name="CEEC"))), model.HostBlock)
    assert [block.name for block in hosts] == ["CEEC"]


def test_a_website_that_is_no_address_is_no_link() -> None:
    organisation = Organisation(name="CEEC", website="javascript:alert(1)")
    (block,) = blocks(pack(plan(item(host_organisation="CEEC"), organisation)), model.HostBlock)
    assert block.paragraphs == ((model.Run("javascript:alert(1)"),),)


# --- travel, places -----------------------------------------------------------------------------


def test_transfers_stand_in_one_table() -> None:
    (table,) = blocks(pack(sample()), model.Table, "travel")
    assert [column.heading for column in table.columns] == [
        "November",
        "To",
        "Meeting point",
        "Meet",
        "Leaves",
        "Last call",
        "Arrives",
    ]
    first, second, *_ = [tuple(model.plain(cell) for cell in row.cells) for row in table.rows]
    assert first == (
        "Mon 6", " Solartys office · 10 people", "Hotel lobby", "08:35", "08:40", "08:45", "09:00"
    )  # fmt: skip
    assert second[0] == ""


def test_over_two_months_the_table_says_the_month() -> None:
    rides = [
        leg("09:00", "09:20", kind="transfer", depart_day=day, arrive_day=day)
        for day in (date(2017, 10, 31), date(2017, 11, 1))
    ]
    (table,) = blocks(pack(plan(*rides, person("P01"))), model.Table, "travel")
    assert table.columns[0].heading == "Day"
    assert [row.cells[0] for row in table.rows] == ["Tue 31 Oct", "Wed 1 Nov"]


def test_the_team_reads_single_legs_as_a_table() -> None:
    staff = pack(sample(), "staff")
    assert len(blocks(staff, model.Ticket, "travel")) == 1
    legs = blocks(staff, model.Table, "travel")[0]
    assert [model.plain(cell) for cell in legs.rows[1].cells] == [
        "Sun 5 Nov",
        "Fulana de Tal y Ejemplo",
        "Exemple Air XX104",
        "Las Palmas de Gran Canaria",
        "14:10 WET",
        "Barcelona Airport",
        "18:15 CET",
    ]


def test_hotels_of_the_group() -> None:
    (hotels,) = blocks(pack(sample()), model.Hotels)
    assert [(stay.name, stay.aside) for stay in hotels.stays] == [
        ("Hotel Exemple Eixample", "2 nights"),
        ("Las Arenas resort", "2 nights"),
    ]


def test_addresses_stand_in_both_scripts_with_a_map() -> None:
    place = Place(
        name="Museum", city="Athens", address="Patission 44", local_address="Πατησίων 44",
        latitude=37.989, longitude=23.7325, step_free=True,
    )  # fmt: skip
    (table,) = blocks(pack(plan(place, item(place="Museum"))), model.Table, "addresses")
    (row,) = table.rows
    assert model.plain(row.cells[2]) == "Patission 44\nΠατησίων 44 ·\u00a0step-free"
    targets = [run.target for run in row.cells[2] if isinstance(run, model.Run)]
    assert targets[0] == "geo:37.98900,23.73250"
    assert [column.heading for column in table.columns] == ["", "Place", "Address"]


# --- the team -----------------------------------------------------------------------------------


def test_serious_allergies_are_a_panel() -> None:
    (panel,) = blocks(pack(sample(), "staff"), model.SeverePanel)
    assert [(row.name, row.text) for row in panel.rows] == [
        ("Max Mustermann", "nuts"),
        ("Tereza Příkladná", "gluten (coeliac), gluten-free"),
    ]


def test_covers_of_each_meal() -> None:
    meals = blocks(pack(sample(), "staff"), model.Table, "needs")[1]
    assert meals.rows[1].cells == (
        "Mon 6 Nov",
        "20:30–22:30",
        "Delegation dinner, Restaurant Exemple",
        "14",
        "gluten-free 1, lactose-free 1, vegan 1, vegetarian 1",
        "2",
    )


def test_rooms_are_counted_by_night() -> None:
    eixample, arenas = blocks(pack(sample(), "staff"), model.Table, "rooms")
    assert eixample.totals[0].cells == ("Rooms", "", "10", "11")
    assert arenas.totals[0].cells == ("Rooms", "", "12", "13")
    night = (model.Symbol(model.Sign.NIGHT),)
    assert eixample.rows[0].cells == ("Przykładowski, Jan", "single use double", night, night)
    (own,) = blocks(pack(sample(), "staff"), model.Bullets, "rooms")
    assert own.items == ("Mengano Muestra Prueba, Olga Organizadora · Mon 6 Nov",)


def test_many_nights_are_a_stretch_of_days() -> None:
    room = Room(
        hotel="Inn", kind=RoomKind.SINGLE, occupants=("P01",),
        check_in=MONDAY, check_out=date(2017, 12, 6),
    )  # fmt: skip
    (table,) = blocks(pack(plan(stop(), person("P01"), room), "staff"), model.Table, "rooms")
    assert table.rows[0].cells[-1] == "Mon 6 Nov to Wed 6 Dec"
    assert table.totals == ()


def test_open_points() -> None:
    open_part = part(pack(sample(), "staff"), "open")
    (table,) = [block for block in open_part.blocks if isinstance(block, model.Table)]
    assert table.rows[0].cells[:3] == ("A09", "Mon 6 Nov, 16:45–18:00", "Rail cluster")
    (bullets,) = [block for block in open_part.blocks if isinstance(block, model.Bullets)]
    assert bullets.items == ("Perengano Cancelado, ZINNAE · registration cancelled",)


def test_plan_b_is_for_the_team() -> None:
    visit = plan(stop(), item(plan_b="Indoors", alternative_place="Hall"))
    (row,) = blocks(pack(visit, "staff"), model.ItemRow, day_key(MONDAY))
    assert [model.plain(text) for text in row.bodies[0].paragraphs] == ["Plan B: Indoors, Hall"]
    assert "Indoors" not in said(pack(visit))


# --- the emergency page -------------------------------------------------------------------------


def test_the_emergency_page_lies_at_the_back() -> None:
    for audience in ("delegate", "staff"):
        assert keys(pack(sample(), audience))[-1] == "emergency"
    assert "emergency" not in keys(pack(sample(), "public"))


def test_numbers_to_dial() -> None:
    (panel,) = blocks(pack(sample()), model.EmergencyPanel)
    assert panel.emergency == model.BigNumber(
        "Ambulance, fire, police", "112", "Free, day and night.", "tel:112"
    )
    assert panel.duty
    assert panel.duty.target == "tel:+34600000000"
    assert panel.duty.label == "Duty phone of the organisers, day and night, 5 to 9 November"


def test_the_country_decides_on_the_emergency_number() -> None:
    (panel,) = blocks(pack(plan(stop("Boston", country="US"), item())), model.EmergencyPanel)
    assert (panel.emergency.number, panel.emergency.target) == ("911", "tel:911")
    assert panel.duty is None


def test_two_countries_have_two_emergency_numbers() -> None:
    visit = plan(stop(), stop("Boston", 8, 9, country="US"), stop("Rabat", 10, 11, country="MA"))
    (panel,) = blocks(pack(visit), model.EmergencyPanel)
    assert (panel.emergency.number, panel.emergency.target) == ("112 · 911", "")
    assert panel.emergency.note == (
        "Spain · United States. Elsewhere ask your hosts for the local number."
    )


def test_no_emergency_number_is_better_than_a_wrong_one() -> None:
    visit = plan(stop("Rabat", country="Morocco"), item())
    made = pack(visit)
    assert not blocks(made, model.EmergencyPanel)
    assert "112" not in said(made)
    (rows,) = blocks(made, model.ContactRows)
    assert (rows.rows[0].name, rows.rows[0].number) == ("Ambulance, fire, police", "")
    (panel,) = blocks(
        pack(visit.model_copy(update={"emergency_phone": "+34 600 000 000"})), model.EmergencyPanel
    )
    assert (panel.emergency.number, panel.duty) == ("+34 600 000 000", None)


def test_a_town_without_a_country_counts_where_its_name_is_clear() -> None:
    (panel,) = blocks(pack(plan(stop("Barcelona", country=""), item())), model.EmergencyPanel)
    assert panel.emergency.number == "112"


def test_without_a_duty_phone_nobody_is_sent_to_one() -> None:
    assert "duty" not in said(pack(plan(stop(), item()))).casefold()


def test_contacts_of_the_emergency_page() -> None:
    (rows,) = blocks(pack(sample()), model.ContactRows)
    assert [(row.name, row.number) for row in rows.rows] == [
        ("Olga Organizadora", "+34 600 000 015"),
        ("Jan Przykładowski", "+48 600 000 001"),
        ("Hotel Exemple Eixample", "+34 931 000 020"),
        ("Las Arenas resort", "+34 960 000 020"),
        ("Solartys office", "+34 931 000 001"),
        ("Veles e Vents", "+34 960 000 021"),
        ("Your consulate", ""),
        ("Your insurer, policy", ""),
    ]
    assert [bool(row.write_here) for row in rows.rows] == [False] * 6 + [True] * 2


def test_a_head_who_shares_no_number_has_no_row() -> None:
    head = person("P01", role=DelegateRole.HEAD, mobile="+34 600 000 001")
    (rows,) = blocks(pack(plan(stop(), item(), head)), model.ContactRows)
    assert [row.name for row in rows.rows] == ["Your consulate", "Your insurer, policy"]


def test_hospital_and_insurer_come_first() -> None:
    hospital = Contact(name="Hospital Clínic", role=ContactRole.EMERGENCY, phone="+34 932 275 400")
    (rows,) = blocks(pack(plan(stop(), item(), hospital)), model.ContactRows)
    assert rows.rows[0].name == "Hospital Clínic"
    assert rows.rows[0].target == "tel:+34932275400"


def test_the_pocket_card_speaks_to_the_driver() -> None:
    (card,) = blocks(pack(sample()), model.PocketCard)
    assert (card.driver_local, card.heading) == (
        "Por favor, lléveme a esta dirección",
        "CLUSGRID study visit · 5–9 November 2017",
    )
    assert card.addresses[0].lines == ("Carrer de Balmes 1", "08007 Barcelona")
    assert card.code.splitlines() == [
        "tel:+34600000000",
        "geo:41.38650,2.16500",
        "geo:39.46500,-0.32400",
    ]
    (spanish,) = blocks(pack(sample(), language="es"), model.PocketCard)
    assert spanish.driver_local == ""


def test_a_card_that_would_say_nothing_is_left_out() -> None:
    assert not blocks(pack(plan(stop(), item())), model.PocketCard)


def test_meals_hosted_by_somebody_are_not_led() -> None:
    dinner = item(kind=ItemKind.MEAL, host_organisation="CEEC", host_contact="Ana")
    talk = item(start="11:00", host_organisation="CEEC", host_contact="Ana")
    rows = blocks(pack(plan(dinner, talk)), model.ItemRow)
    assert [row.bodies[0].led_by for row in rows] == ["Hosted by Ana, CEEC", "Led by Ana, CEEC"]


def test_organisations_of_which_only_the_name_is_known_are_a_list() -> None:
    purpose = part(pack(plan(person("P01", organisation="CEEC"))), "purpose")
    assert purpose.blocks == (
        model.Heading("Organisations taking part"),
        model.Bullets(("CEEC",)),
    )


# --- what was accepted ---------------------------------------------------------------------------


def test_accepted_problems_stand_in_the_papers_of_the_team() -> None:
    visit = sample()
    problem = next(p for p in run_checks(visit) if p.code == "host-without-contact")
    given = waiver_for(problem, "They meet us at the door", "Olga", date(2017, 10, 1))
    visit = edits.waive(visit, given)
    open_part = part(pack(visit, "staff"), "open")
    tables = [block for block in open_part.blocks if isinstance(block, model.Table)]
    (row,) = tables[-1].rows
    assert row.cells == (problem.message, "They meet us at the door", "Olga, Sun 1 Oct")
    for audience in ("delegate", "public"):
        assert "They meet us" not in said(pack(visit, audience))


def test_an_acceptance_whose_plan_has_changed_is_not_printed() -> None:
    visit = sample()
    problem = next(p for p in run_checks(visit) if p.code == "host-without-contact")
    visit = edits.waive(visit, waiver_for(problem, "They meet us at the door"))
    item = next(item for item in visit.items if item.code == "A19")
    visit = edits.change(visit, item.id, title="Another meeting")
    assert "They meet us" not in said(pack(visit, "staff"))


def test_an_address_where_two_hosts_are_met_is_said_once() -> None:
    sides = [
        {fact.label: [model.plain(line) for line in fact.lines] for fact in host.side}
        for host in blocks(pack(sample()), model.HostBlock)
    ]
    places = [side["Where"] for side in sides if "Solartys office" in said_where(side)]
    assert [len(lines) for lines in places] == [2, 1]


def said_where(side: dict[str, list[str]]) -> str:
    return side.get("Where", [""])[0]
