"""Letters to delegates, for a visa, and to hosts, with thanks."""

from __future__ import annotations

import pytest

from tests.publishing.documents.chapters.cards import paper
from tests.publishing.documents.chapters.papers import (
    blocks,
    item,
    person,
    plan,
    said,
    sample,
    stop,
)
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import DelegateRole, Registration
from visitplanner.publishing.documents import model


def _letter(
    visit: Visit, code: str = "", body: str | None = None, language: str = "en"
) -> model.Letter:
    audience = "host" if body else "delegate"
    document = paper(visit, "letter", code, audience=audience, body=body, language=language)
    (found,) = blocks(document, model.Letter)
    return found


def _facts(letter: model.Letter) -> dict[str, str]:
    return {pair.label: model.plain(pair.text) for pair in letter.facts}


# --- to a delegate ------------------------------------------------------------------------------


def test_a_confirmation_says_what_a_consulate_asks() -> None:
    letter = _letter(sample(), "P09")
    facts = _facts(letter)
    assert facts["Name as in the passport"] == "ERIKA MUSTERMANN"
    assert facts["Nationality"] == "Germany"
    assert facts["Stay"] == "5 to 9 November 2017"
    assert (
        facts["Cities"] == "Barcelona, Spain · 5 to 7 November\nValencia, Spain · 7 to 9 November"
    )
    assert "Hotel Exemple Eixample, Carrer de Balmes 1" in facts["Accommodation"]
    assert "paid by Solartys" in facts["Costs"]
    assert "paid by BalticNet-PlasmaTec" in facts["Costs"]
    assert (
        letter.subject == "Confirmation of participation: CLUSGRID study visit, 5–9 November 2017"
    )
    assert letter.address == ("Erika Mustermann", "BalticNet-PlasmaTec", "Greifswald", "Germany")
    assert (letter.sender, letter.place_and_date) == ("Solartys", "Barcelona, 31 October 2017")
    assert any("smart-grid value chain" in model.plain(text) for text in letter.before)


def test_nobody_else_is_in_a_letter_but_those_who_sign_and_help() -> None:
    words = said(_letter(sample(), "P09"))
    assert "Max Mustermann" not in words
    assert "MAX MUSTERMANN" not in words


def test_cities_are_those_of_the_own_days() -> None:
    assert _facts(_letter(sample(), "P13"))["Cities"] == "Valencia, Spain · 8 to 9 November"


def test_who_is_invited_reads_an_invitation() -> None:
    guest = person("P01", status=Registration.INVITED)
    letter = _letter(plan(stop(), item(), guest), "P01")
    assert letter.subject.startswith("Invitation: Study visit")
    assert "We invite you to take part" in model.plain(letter.before[0])


@pytest.mark.parametrize(
    ("fields", "salutation"),
    [
        ({"form_of_address": "Dr"}, "Dear Dr FamilyP01,"),
        ({}, "Dear NameP01 FamilyP01,"),
        ({"form_of_address": "Dr", "family_name": ""}, "Dear NameP01,"),
    ],
)
def test_the_form_of_address_is_kept(fields: dict[str, str], salutation: str) -> None:
    visit = plan(stop(), item(), person("P01", **fields))
    assert _letter(visit, "P01").salutation == salutation


def test_a_letter_from_nobody_about_nothing() -> None:
    letter = _letter(plan(person("P01", given_name="", family_name="")), "P01")
    assert (letter.sender, letter.return_line) == ("Study visit", "")
    assert letter.place_and_date == "31 October 2017"
    assert letter.signatures == (("",),)
    assert "None" not in said(letter)


def test_nobody_signs_a_letter_to_themselves() -> None:
    names = [lines[0] for lines in _letter(sample(), "P01").signatures]
    assert names == ["Alba Álvarez"]
    assert len(_letter(sample(), "P09").signatures) == 2


# --- to a host ----------------------------------------------------------------------------------


def test_thanks_name_the_meeting_the_people_and_the_objectives() -> None:
    letter = _letter(sample(), body="CEEC")
    assert letter.address == ("CEEC", "Amfitriona Mostra", "Barcelona", "Spain")
    assert letter.subject == "CLUSGRID study visit, 6 November 2017: thank you"
    assert letter.salutation == "Dear Amfitriona Mostra,"
    assert _facts(letter) == {
        "Mon 6 Nov, 14:45": "Efficient energy cluster · Amfitriona Mostra met 13 people"
    }
    assert letter.numbered == sample().objectives
    assert "13 people, from Eastern Cluster ICT, Pôle SCS" in model.plain(letter.before[0])


def test_few_guests_are_named() -> None:
    text = _facts(_letter(sample(), body="IREC"))["Tue 7 Nov, 11:00"]
    assert text.startswith(
        "Energy research laboratory · Recerca Exemple met Mengano Muestra Prueba,"
    )


def test_a_host_that_organises_is_thanked_by_the_delegation() -> None:
    letter = _letter(sample(), body="Solartys")
    assert letter.sender == "Eastern Cluster ICT"
    assert letter.signatures == (("Jan Przykładowski", "Head of delegation · Eastern Cluster ICT"),)
    assert "Aqua-Valley, Pôle SCS and SECPHO." in model.plain(letter.before[0])


def test_thanks_hold_nothing_of_needs_and_documents() -> None:
    for body in ("CEEC", "Solartys", "European Commission"):
        words = said(_letter(sample(), body=body))
        for secret in ("vegan", "coeliac", "wheelchair", "MUSTERMANN"):
            assert secret not in words


def test_a_host_without_contact_and_head() -> None:
    visit = plan(stop(), item(host_organisation="Inc."), person("P01", organisation="A e. V."))
    letter = _letter(visit, body="Inc.")
    assert letter.salutation == "Dear colleagues,"
    assert model.plain(letter.before[0]).endswith("You met 1 person, from A e. V.")


def test_a_host_without_meetings_gets_no_letter() -> None:
    head = person("P01", role=DelegateRole.HEAD)
    document = paper(plan(stop(), head), "letter", audience="host", body="Nobody")
    assert not blocks(document, model.Letter)
    assert "There is no meeting to give thanks for." in said(document)


def test_each_host_has_a_letter_where_no_host_is_named() -> None:
    document = paper(sample(), "letter", audience="host")
    assert len(blocks(document, model.Letter)) == 6
