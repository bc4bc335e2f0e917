"""In which language hosts, hotels, caterers and drivers read."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.publishing.documents.chapters.papers import item, person, plan, stop
from visitplanner.domain.people import Contact
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ContactRole
from visitplanner.publishing.preview import PaperRequest, output_of
from visitplanner.publishing.recipients import Request, outputs

NOW = datetime(2017, 10, 20, 10, tzinfo=ZoneInfo("Europe/Madrid"))


def contact(*languages: str, email: str = "", role: ContactRole = ContactRole.HOST) -> Contact:
    name = f"Contact {'-'.join(languages)} {email}"
    return Contact(name=name, organisation="Agua Sur", role=role, email=email, languages=languages)


def visit_with(*contacts: Contact) -> Visit:
    talk = item("Talk", "10:00", "11:00").model_copy(update={"host_organisation": "Agua Sur"})
    visit = plan(stop(), person("P1"), talk)
    return visit.model_copy(update={"languages": ("en", "es"), "contacts": contacts})


@pytest.mark.parametrize(
    ("contacts", "language"),
    [
        ((), "en"),
        ((contact(),), "en"),
        ((contact("es"),), "es"),
        ((contact("pt", "ES", "en"),), "es"),
        ((contact("pt"),), "en"),
        # Who is written to counts, not who has no address.
        ((contact("en"), contact("es", email="b@example.org")), "es"),
        ((contact("es"), contact("en", email="b@example.org")), "en"),
    ],
)
def test_a_body_reads_the_language_of_who_receives_it(
    contacts: tuple[Contact, ...], language: str
) -> None:
    dossier = Dossier(visit=visit_with(*contacts))
    found = {
        output.language
        for output in outputs(dossier, Request(now=NOW), [])
        if output.recipient.name == "Agua Sur"
    }
    assert found == {language}
    shown = PaperRequest(now=NOW, paper="host-pack", audience=Audience.HOST, body="Agua Sur")
    assert output_of(dossier, shown, []).language == language


def test_a_language_that_is_asked_for_wins_and_what_all_share_is_in_the_first() -> None:
    dossier = Dossier(visit=visit_with(contact("es")))
    asked = outputs(dossier, Request(now=NOW, languages=("en",)), [])
    assert {output.language for output in asked} == {"en"}
    every = outputs(dossier, Request(now=NOW), [])
    assert {one.language for one in every if one.recipient.name is None} == {"en"}
