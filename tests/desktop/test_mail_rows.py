"""What the table of mails says of each, given the ledger."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.desktop.outgoing import NOON, mail, three
from visitplanner.desktop.models.mails import State, record_of, rows_of, size_words
from visitplanner.desktop.paper import whom
from visitplanner.domain import edits
from visitplanner.domain.identity import told_apart
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Channel, Delivery, Dossier, Recipient, Version
from visitplanner.domain.visit import Visit


def test_who_was_typed_over_another_goes_by_name(plan: Visit) -> None:
    first = Version(number=1, at=NOON, visit=plan)
    person = plan.delegates[0]
    names = {"given_name": "Ines", "family_name": "Ny"}
    new = edits.change(plan, person.id, **names)
    dossier = Dossier(visit=new, versions=(first,))
    other = told_apart(dossier).delegates[0]
    assert other.id != person.id
    written = replace(
        mail(plan, person.code),
        recipient=Recipient(audience=Audience.DELEGATE, person=other.id, name=person.code),
    )
    (row,) = rows_of([written], whom.names_in(dossier), ())
    assert row.who == other.name


def test_a_hotel_that_caters_is_told_from_itself(plan: Visit) -> None:
    audiences = Audience.HOTEL, Audience.CATERER, Audience.DRIVER
    names = "Hotel Exemple", "Hotel Exemple", "Autocars Exemple"
    mails = [
        replace(mail(plan, "P01"), recipient=Recipient(audience=audience, name=name))
        for audience, name in zip(audiences, names, strict=True)
    ]
    called = [row.who for row in rows_of(mails, whom.names_of(plan), ())]
    assert called == ["Hotel Exemple · Hotels", "Hotel Exemple · Caterers", "Autocars Exemple"]


def test_what_the_ledger_says(plan: Visit) -> None:
    mails = (*three(plan)[:2], mail(plan, "P03", ["a@x.org", "b@x.org"]))

    def delivery(number: int, address: str, failed: str = "") -> Delivery:
        return Delivery(
            recipient=mails[number].recipient,
            channel=Channel.MAIL,
            at=NOON,
            address=address,
            failed=failed,
        )

    def found(*deliveries: Delivery) -> list[State]:
        return [row.state for row in rows_of(mails, whom.names_of(plan), deliveries)]

    sent = delivery(0, "P01@example.org")
    assert found(sent) == [State.SENT, State.READY, State.READY]
    assert found(delivery(2, "a@x.org"))[2] is State.READY  # the other half is still to go
    assert found(delivery(2, "a@x.org"), delivery(2, "b@x.org"))[2] is State.SENT
    assert found(delivery(2, "a@x.org"), delivery(2, "b@x.org", "550"))[2] is State.FAILED
    failed = delivery(1, "p02@example.org", "550 no")
    assert found(failed)[1] is State.FAILED
    assert found(failed, delivery(1, "p02@example.org"))[1] is State.SENT
    handed = sent.model_copy(update={"channel": Channel.HAND})
    assert found(handed)[0] is State.HANDED
    ticked = [row.ticked for row in rows_of(mails, whom.names_of(plan), (sent, failed))]
    assert ticked == [False, True, True]


@pytest.mark.parametrize(
    ("length", "said", "sign"),
    [
        (9_999_999, "10.0 MB", None),
        (10_000_001, "10.0 MB, over 10 MB", "warn"),
        (24_000_000, "24.0 MB, over 20 MB", "warn"),
        (25_000_001, "25.0 MB, over 25 MB", "error"),
    ],
)
def test_limits_of_mailboxes(length: int, said: str, sign: str | None) -> None:
    text, glyph = size_words(length)
    assert text == said
    assert (glyph and glyph[1]) == sign


def test_where_an_address_belongs(plan: Visit) -> None:
    def place(audience: Audience, name: str | None, person: str | None = None) -> str:
        return record_of(plan, Recipient(audience=audience, name=name, person=person))

    ada = plan.delegates[0]
    assert place(Audience.DELEGATE, ada.name, ada.id) == ada.id
    assert place(Audience.HEAD, None) == ada.id
    assert place(Audience.HOST, "alpha") == plan.contacts[0].id  # who works there
    assert place(Audience.HOST, "Beta") == plan.organisations[1].id
    assert place(Audience.HOTEL, "Hotel Po") == ""
    gone = edits.remove(plan, ada.id)
    someone = Recipient(audience=Audience.DELEGATE, name=ada.name, person=ada.id)
    assert record_of(gone, someone) == ""
