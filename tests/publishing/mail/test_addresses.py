"""To whom mail goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publishing.documents.chapters.papers import sample
from visitplanner.domain import edits
from visitplanner.domain.people import Contact, Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Place
from visitplanner.domain.versions import Recipient
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ContactRole, DelegateRole, Registration, Status
from visitplanner.errors import VisitPlannerError
from visitplanner.publishing.mail.address import Address, addresses_in, parse
from visitplanner.publishing.mail.addresses import recipients_address, sender, unreachable
from visitplanner.publishing.mail.sizes import size_report


def to(visit: Visit, audience: Audience, name: str | None = None, **more: str) -> list[str]:
    recipient = Recipient(audience=audience, name=name, **more)
    return [one.address for one in recipients_address(visit, recipient)]


def person(code: str, email: str, role: DelegateRole = DelegateRole.DELEGATE) -> Delegate:
    return Delegate(id=code, code=code, given_name=f"Name {code}", email=email, role=role)


TEAM = Visit(
    delegates=(
        person("P1", "p1@example.org"),
        person("P2", "head@example.org", DelegateRole.HEAD),
        person("P3", "", DelegateRole.STAFF),
        person("P4", "s4@example.org; s4@Example.org, s4b@example.org", DelegateRole.STAFF),
        person("P5", "s5@example.org", DelegateRole.STAFF),
        person("P6", "gone@example.org", DelegateRole.STAFF).model_copy(
            update={"status": Registration.CANCELLED}
        ),
        person("P7", "not an address"),
    )
)


def test_a_delegate_has_their_own() -> None:
    assert to(TEAM, Audience.DELEGATE, "P1", person="P1") == ["p1@example.org"]
    assert to(TEAM, Audience.DELEGATE, "P6", person="P6") == ["gone@example.org"]
    assert to(TEAM, Audience.DELEGATE, "P7", person="P7") == []
    assert to(TEAM, Audience.DELEGATE) == []
    assert to(TEAM, Audience.PUBLIC) == []


def test_the_head_and_the_active_staff() -> None:
    assert to(TEAM, Audience.HEAD) == ["head@example.org"]
    assert to(Visit(), Audience.HEAD) == []
    assert to(TEAM, Audience.STAFF) == ["s4@example.org", "s4b@example.org", "s5@example.org"]
    assert sender(TEAM) == Address("Name P4", "s4@example.org")
    assert sender(Visit()) is None


def contact(name: str, email: str, organisation: str = "IREC", role: str = "host") -> Contact:
    return Contact(name=name, email=email, organisation=organisation, role=ContactRole(role))


def hosted(*contacts: Contact, named: str = "", status: Status = Status.CONFIRMED) -> Visit:
    item = Item(host_organisation="irec", host_contact=named, status=status, title="Lab")
    return Visit(items=(item,), contacts=contacts)


def test_a_host_is_reached_by_whom_its_items_name() -> None:
    others = contact("Other", "other@example.org"), contact("Ana", "wrong@example.org", "Elsewhere")
    visit = hosted(*others, contact("Ana", "ana@example.org"), named="ana")
    assert to(visit, Audience.HOST, "IREC") == ["ana@example.org"]
    assert to(hosted(*others), Audience.HOST, "IREC") == ["other@example.org"]
    assert to(hosted(others[1], named="Ana"), Audience.HOST, "IREC") == ["wrong@example.org"]
    cancelled = hosted(*others, named="Ana", status=Status.CANCELLED)
    assert to(cancelled, Audience.HOST, "IREC") == ["other@example.org"]


def test_a_named_contact_without_an_address_leaves_the_others() -> None:
    visit = hosted(
        contact("Ana", ""), contact("Desk", "desk@example.org", role="other"), named="Ana"
    )
    assert to(visit, Audience.HOST, "IREC") == ["desk@example.org"]


@pytest.mark.parametrize(
    ("audience", "role"),
    [(Audience.HOTEL, "hotel"), (Audience.CATERER, "caterer"), (Audience.DRIVER, "driver")],
)
def test_others_are_reached_by_the_contact_of_that_role(audience: Audience, role: str) -> None:
    visit = Visit(
        contacts=(
            contact("Somebody", "any@example.org", "The Place", "other"),
            contact("The desk", "desk@example.org", "the place", role),
            contact("Elsewhere", "far@example.org", "Another place", role),
            contact("Conductor", "bus@example.org", "", "other"),
        )
    )
    assert to(visit, audience, "The Place") == ["desk@example.org"]
    assert to(visit, audience, "conductor") == ["bus@example.org"]
    assert to(visit, audience, "Nowhere") == []
    assert to(visit, audience) == []


def test_the_sample_reaches_everybody_it_can() -> None:
    visit = sample()
    assert to(visit, Audience.HOST, "IREC") == ["lab@irec.example.org"]
    assert to(visit, Audience.DRIVER, "Conductor Exemple") == ["dispatch@autocars.example.org"]
    assert to(visit, Audience.HEAD) == ["p01@example.org"]
    assert sender(visit) == Address("Olga Organizadora", "p15@example.org")


@pytest.mark.parametrize(
    ("recipient", "said"),
    [
        (Recipient(audience=Audience.DELEGATE, name="P7", person="P7"), "Name P7 (P7): add"),
        (Recipient(audience=Audience.DELEGATE, name="P9", person="P9"), "for P9, who is in the"),
        (Recipient(audience=Audience.DELEGATE), "with each one's own"),
        (Recipient(audience=Audience.PUBLIC), "put them where people find them"),
        (Recipient(audience=Audience.HEAD), "Name P2, who heads: add"),
        (Recipient(audience=Audience.STAFF), "staff has an e-mail address: add"),
        (Recipient(audience=Audience.HOTEL, name="Ritz"), "Ritz: add a contact (hotel)"),
        (Recipient(audience=Audience.DRIVER), "driver: add a contact (driver)"),
    ],
)
def test_one_whom_nobody_reaches_is_named_with_what_to_do(recipient: Recipient, said: str) -> None:
    sentence = unreachable(TEAM, recipient)
    assert said in sentence
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0


def test_a_place_is_reached_by_its_own_where_no_contact_has_the_role() -> None:
    desk = contact("The desk", "desk@example.org", "Ritz", "hotel")
    other = contact("Sales", "sales@example.org", "Ritz", "other")
    places = (Place(name="ritz", email="hello@ritz.example.org"), Place(name="Elsewhere"))
    for audience in (Audience.HOTEL, Audience.CATERER, Audience.HOST):
        visit = Visit(places=places, contacts=(other,))
        assert to(visit, audience, "Ritz") == ["hello@ritz.example.org"]
        without = Visit(places=places[1:], contacts=(other,))
        assert to(without, audience, "Ritz") == ["sales@example.org"]
    visit = Visit(places=places, contacts=(other, desk))
    assert to(visit, Audience.HOTEL, "Ritz") == ["desk@example.org"]
    assert unreachable(visit, Recipient(audience=Audience.HOTEL, name="Elsewhere")) == (
        "No e-mail address is known for Elsewhere: add it to that place, or a contact (hotel)."
    )


def test_a_driver_without_an_address_is_reached_by_who_sends_them() -> None:
    visit = Visit(
        contacts=(
            contact("Conductor", "", "Autocars", "driver"),
            contact("Sales", "sales@example.org", "Autocars", "other"),
            contact("Dispatch", "dispatch@example.org", "autocars", "driver"),
            contact("Nobody", "nobody@example.org", "", "driver"),
        )
    )
    assert to(visit, Audience.DRIVER, "Conductor") == ["dispatch@example.org"]


def test_what_is_missing_of_a_contact_is_to_be_added_there() -> None:
    visit = hosted(contact("Conductor", "", "Autocars", "driver"))
    said = unreachable(visit, Recipient(audience=Audience.DRIVER, name="conductor"))
    assert said == "No e-mail address is known for conductor: add it to that contact."


def test_who_is_in_the_plan_no_longer_is_called_by_name() -> None:
    gone = Recipient(audience=Audience.DELEGATE, name="P7", person="P7")
    assert unreachable(Visit(), gone, TEAM) == (
        "No e-mail address is known for Name P7 (P7), who is in the plan no longer: tell them "
        "otherwise."
    )


def test_a_visit_without_head_says_so() -> None:
    said = unreachable(Visit(), Recipient(audience=Audience.HEAD))
    assert said == "Nobody is named as head of delegation: name them, with an e-mail address."


def test_a_corrected_address_counts() -> None:
    visit = edits.change(TEAM, "P7", email="p7@example.org")
    assert to(visit, Audience.DELEGATE, "P7", person="P7") == ["p7@example.org"]


# --- addresses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *("", "ana", "a@b", "a@b.org\r\nBcc: c@d.org", "a@b.org ", "<a@b.org>", "a@b.org,c@d.org"),
        *("a\x00@b.org", '"a b"@c.org', "a@localhost", "a@b..org", "a" * 65 + "@b.org"),
    ],
)
def test_what_is_no_address_is_none(text: str) -> None:
    with pytest.raises(VisitPlannerError, match="No mail can be sent"):
        Address("", text)


def test_other_letters_are_written_as_the_network_knows_them() -> None:
    domain = Address("", "info@BÜCHER.example")
    assert domain.wire == "info@xn--bcher-kva.example"
    assert not domain.international
    user = Address("Άννα", "άννα@παράδειγμα.ελ")
    assert user.wire == "άννα@xn--hxajbheg2az3al.xn--qxam"
    assert user.international
    assert Address("", "Ana@Example.ORG").wire == "Ana@example.org"


def test_fields_with_several_addresses() -> None:
    assert [a.address for a in addresses_in("a@b.org; c@d.org, x\ta@b.org")] == [
        "a@b.org",
        "c@d.org",
    ]
    assert parse("x; c@d.org", "Ana") == Address("Ana", "c@d.org")
    assert parse("x") is None


@given(st.text())
def test_a_name_is_one_line_that_reads_in_one_direction(name: str) -> None:
    kept = Address(name, "a@example.org").name
    assert len(kept) <= 120
    assert not set(kept) & set("\r\n\t\x00\x85\u2028\u202e\u2066\ufeff")


# --- sizes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("length", "limits"),
    [(0, ()), (10_000_000, ()), (10_000_001, (10,)), (24_000_000, (10, 20)), (10**8, (10, 20, 25))],
)
def test_the_limits_that_a_message_exceeds(length: int, limits: tuple[int, ...]) -> None:
    assert size_report(length) == limits
