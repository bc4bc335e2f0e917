"""The briefing pack as a whole: its chapters, its cover, what stands on every page."""

from __future__ import annotations

import pytest

from tests.publishing.documents.chapters.papers import (
    FIRST,
    LANGUAGES,
    PACKS,
    blocks,
    edition,
    item,
    keys,
    pack,
    part,
    person,
    personal,
    plan,
    said,
    sample,
    stop,
)
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.papers import PAPERS
from visitplanner.publishing.kinds import BRIEFING_PACK, KINDS, PERSONAL_PACK

_DAYS = [f"day-2017-11-0{day}" for day in range(5, 10)]
_FRONT = ["cover", "contents", "purpose", "glance", *_DAYS, "delegation", "hosts", "", "travel"]
_BACK = ["hotels", "maps", "addresses", "practical"]


def test_there_is_a_paper_for_every_kind_that_is_published_as_one() -> None:
    published = {name for name, kind in KINDS.items() if kind.suffix == ".pdf"}
    assert {BRIEFING_PACK, PERSONAL_PACK} <= published <= set(PAPERS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("audience", "chapters"),
    [
        ("delegate", [*_FRONT, *_BACK, "funding", "notes", "emergency"]),
        (
            "staff",
            [*_FRONT, *_BACK, "needs", "rooms", "open", "funding", "notes", "emergency"],
        ),
        ("public", [*(key for key in _FRONT if key != "travel"), *_BACK[1:], "funding"]),
    ],
)
def test_each_audience_has_its_chapters(audience: str, chapters: list[str], language: str) -> None:
    assert keys(pack(sample(), audience, language)) == chapters


@pytest.mark.parametrize("audience", PACKS)
def test_links_lead_to_something(audience: str) -> None:
    document = pack(sample(), audience)
    inner = {block.key for block in blocks(document, model.Heading) if block.key}
    inner |= {block.key for block in blocks(document, model.HostBlock)}
    inner |= {block.key for block in blocks(document, model.ItemRow)}
    inner |= {card.key for block in blocks(document, model.PersonCards) for card in block.cards}
    known = inner | set(keys(document))
    assert {run.target[1:] for run in _runs(document) if run.target.startswith("#")} <= known
    assert {ref.key for ref in _pieces(document) if isinstance(ref, model.PageRef)} <= known


def _pieces(value: object) -> list[object]:
    if isinstance(value, model.Run | model.PageRef):
        return [value]
    if isinstance(value, tuple):
        return [piece for row in value for piece in _pieces(row)]
    fields = getattr(value, "__dataclass_fields__", {})
    return [piece for name in fields for piece in _pieces(getattr(value, name))]


def _runs(value: object) -> list[model.Run]:
    return [piece for piece in _pieces(value) if isinstance(piece, model.Run)]


def test_cover_counts_and_names() -> None:
    (cover,) = blocks(pack(sample()), model.Cover)
    assert (cover.kicker, cover.title) == ("CLUSGRID study visit", "Barcelona and Valencia")
    assert cover.dates == "5–9 November 2017"
    assert [(fact.figure, fact.note) for fact in cover.facts] == [
        ("14 people", "10 organisations, 6 countries"),
        ("2 cities", "2 nights in each"),
        ("3 site visits", "CEEC, Railgrup, IREC"),
        ("12 sessions", "with 3 hosts"),
    ]
    assert [(stop.name, stop.dates) for stop in cover.stops] == [
        ("Barcelona", "5 to 7 November"),
        ("Valencia", "7 to 9 November"),
    ]
    assert cover.funding.eu_emblem
    assert " ".join(cover.funding.lines) == sample().funding_statement
    assert cover.privacy == ("Contains personal data.", "Not for publication or forwarding.")
    assert cover.logos == ("Solartys", "Eastern Cluster ICT")


def test_cities_of_the_cover_lie_where_they_are() -> None:
    (cover,) = blocks(pack(sample()), model.Cover)
    barcelona, valencia = cover.stops
    assert barcelona.latitude == pytest.approx(41.39, abs=0.05)
    assert barcelona.longitude == pytest.approx(2.16, abs=0.05)
    assert valencia.latitude == pytest.approx(39.47, abs=0.05)
    assert valencia.longitude == pytest.approx(-0.38, abs=0.05)


def test_cover_in_spanish() -> None:
    (cover,) = blocks(pack(sample(), language="es"), model.Cover)
    assert (cover.paper, cover.title) == ("Dossier de la visita", "Barcelona y Valencia")
    assert cover.dates == "5–9 de noviembre de 2017"
    assert cover.stops[0].dates == "del 5 al 7 de noviembre"
    assert cover.facts[0] == model.CoverFact("14 personas", "10 organizaciones, 6 países")
    assert cover.replaces == "Sustituye a la versión 1, del 24 de septiembre."


@pytest.mark.parametrize(
    ("title", "cities", "expected"),
    [
        ("Study visit: Barcelona and Valencia", 2, ("Barcelona and Valencia", "Study visit")),
        ("Smart grids", 2, ("Barcelona and Valencia", "Smart grids")),
        ("Smart grids: what works", 2, ("Barcelona and Valencia", "Smart grids: what works")),
        ("Smart grids", 4, ("Smart grids", "CLUSGRID")),
        ("Smart grids", 0, ("Smart grids", "CLUSGRID")),
        ("", 0, ("Visit programme", "CLUSGRID")),
        ("", 1, ("Barcelona", "Visit programme")),
    ],
)
def test_title_of_the_cover(title: str, cities: int, expected: tuple[str, str]) -> None:
    names = ("Barcelona", "Valencia", "Madrid", "Sevilla")[:cities]
    visit = plan(*(stop(city) for city in names), title=title, project="CLUSGRID")
    (cover,) = blocks(pack(visit), model.Cover)
    assert (cover.title, cover.kicker) == expected


def test_cover_for_the_public_counts_no_people() -> None:
    (cover,) = blocks(pack(sample(), "public"), model.Cover)
    assert not [fact for fact in cover.facts if "people" in fact.figure + fact.note]
    assert cover.privacy == ()


def test_every_page_says_version_reader_and_duty_phone() -> None:
    furniture = pack(sample()).furniture
    assert furniture.head_left == sample().title
    assert furniture.foot_left == "Version 2 · 31 October 2017 · for delegates"
    assert furniture.replaces == "replaces version 1"
    assert furniture.foot_centre == "Duty phone +34 600 000 000"
    assert pack(sample(), "public").furniture.foot_centre == ""
    own = personal(sample(), "P09").furniture
    assert own.foot_left == "Version 2 · 31 October 2017 · for Erika Mustermann"


def test_a_first_version_replaces_nothing() -> None:
    document = PAPERS["briefing-pack"].build(edition(sample(), "delegate", issue=FIRST))
    (cover,) = blocks(document, model.Cover)
    assert (cover.version, cover.replaces, document.furniture.replaces) == ("Version 1", "", "")


def test_documents_say_their_language_and_moment() -> None:
    english, spanish = pack(sample()), pack(sample(), language="es")
    assert (english.language, spanish.language) == ("en-GB", "es-ES")
    assert (english.title, spanish.words.continued) == (
        f"{sample().title} – Briefing pack",
        "continúa",
    )
    assert english.issued.isoformat() == "2017-10-31T08:00:00+00:00"


def test_the_public_reads_no_journeys_phones_or_beds() -> None:
    document = pack(sample(), "public")
    assert not blocks(document, model.TransferLine) + blocks(document, model.NightLine)
    assert not blocks(document, model.Ticket) + blocks(document, model.Hotels)
    words = said(document)
    assert "+34 " not in words  # the code of the country may be told
    assert "@" not in words
    assert "Fulana" not in words  # no consent to be photographed
    assert "Petar" not in words  # no consent to be reached


def test_health_data_are_for_the_team_and_the_person() -> None:
    visit = sample()
    for text in ("nuts", "coeliac", "lactose-free", "wheelchair space"):
        assert text in said(pack(visit, "staff"))
    words = said(pack(visit))
    assert not [text for text in ("nuts", "coeliac", "lactose", "vegan") if text in words]
    assert "nuts" in said(personal(visit, "P08"))
    assert "nuts" not in said(personal(visit, "P11"))


def test_internal_notes_are_for_the_team() -> None:
    note = "Host prefers Catalan or Spanish"
    assert note in said(pack(sample(), "staff"))
    assert note not in said(pack(sample())) + said(personal(sample(), "P01"))


def test_legs_of_single_people_are_for_the_team_and_for_them() -> None:
    flight = "XX104"
    assert flight in said(pack(sample(), "staff"))
    assert flight in said(personal(sample(), "P04"))
    assert flight not in said(pack(sample())) + said(personal(sample(), "P05"))


def test_objectives_and_organisations_are_listed() -> None:
    purpose = part(pack(sample()), "purpose")
    (objectives,) = [block for block in purpose.blocks if isinstance(block, model.Bullets)]
    assert objectives == model.Bullets(sample().objectives, numbered=True)
    (table,) = [block for block in purpose.blocks if isinstance(block, model.Table)]
    assert len(table.rows) == 10
    assert table.rows[1].cells == (
        "Pôle SCS",
        "Sophia Antipolis, France",
        "Secure communicating solutions cluster.",
    )


def test_an_empty_visit_makes_a_paper() -> None:
    for audience in PACKS:
        document = pack(plan(title=""), audience)
        assert keys(document)[0] == "cover"
    (cover,) = blocks(pack(plan(title="")), model.Cover)
    assert (cover.title, cover.dates, cover.facts, cover.stops) == ("Visit programme", "", (), ())
    assert not blocks(pack(plan(title="")), model.Glance)


def test_people_without_anything_else() -> None:
    document = pack(plan(person("P01"), person("P02")))
    assert [card.name for block in blocks(document, model.PersonCards) for card in block.cards] == [
        "NameP01 FamilyP01",
        "NameP02 FamilyP02",
    ]


def test_a_plan_without_stops_has_its_days() -> None:
    document = pack(plan(item(), item("Late", day=item().day)))
    assert "day-2017-11-06" in keys(document)
