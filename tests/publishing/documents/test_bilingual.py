"""Labels in two languages."""

from __future__ import annotations

from datetime import UTC, datetime

from visitplanner.app import sample_visit
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.bilingual import bilingual
from visitplanner.publishing.preview import PaperRequest, output_of
from visitplanner.publishing.release import frame_of
from visitplanner.publishing.rendering import document_of

NOW = datetime(2026, 5, 1, tzinfo=UTC)


def paper(language: str, *blocks: m.Block) -> m.Document:
    part = m.Part(title="Sheet", blocks=blocks)
    return m.Document(title="Sheet", language=language, issued=NOW, parts=(part,))


def test_labels_stand_in_both_languages_and_what_was_typed_once() -> None:
    first = paper("en", m.Pairs((m.Pair("Guest", "Ada"),)), m.Heading("Rooms", level=2))
    second = paper("es", m.Pairs((m.Pair("Huésped", "Ada"),)), m.Heading("Habitaciones", level=2))
    pairs, heading = bilingual(first, second).parts[0].blocks
    assert pairs == m.Pairs((m.Pair("Guest · Huésped", "Ada"),))
    assert heading == m.Heading("Rooms", level=2, aside="Habitaciones")


def test_the_second_language_has_its_places() -> None:
    def blocks(name: str, wide: str, title: str, panel: str) -> tuple[m.Block, ...]:
        columns = (
            m.Column(name, 12),
            m.Column(wide, 40),
            m.Column("ID"),
            m.Column(f"1\n{wide}", 9),
        )
        return (
            m.Heading(title, kicker="1", aside="14"),
            m.SheetHead(title=title, aside=("v1",)),
            m.Table(columns, (m.TableRow(("1", "2", "3", "4")),)),
            m.Beside((), m.TickPanel(panel, ("Ramp",))),
        )

    first = paper("en", *blocks("No", "Guest", "Rooms", "To do"))
    second = paper("es", *blocks("N.º", "Huésped", "Habitaciones", "Por hacer"))
    heading, head, made, beside = bilingual(first, second).parts[0].blocks
    assert heading == m.Heading("Rooms", kicker="1", aside="Habitaciones · 14")
    assert head == m.SheetHead(title="Rooms", aside=("Habitaciones", "v1"))
    assert isinstance(made, m.Table)
    assert [c.heading for c in made.columns] == [
        "No\nN.º",
        "Guest\nHuésped",
        "ID",
        "1\nGuest\nHuésped",
    ]
    assert isinstance(beside, m.Beside)
    assert beside.panel == m.TickPanel("To do · Por hacer", ("Ramp",))


def test_papers_that_are_not_built_alike_stay_as_they_are() -> None:
    first = paper("en", m.Pairs((m.Pair("Guest", "Ada"),)))
    assert bilingual(first, paper("es")) == first
    assert bilingual(first, paper("es", m.Space(1))) == first


def test_a_visit_with_a_second_language_has_its_sheets_in_both() -> None:
    visit = sample_visit().model_copy(update={"second_language": "es"})
    dossier = Dossier(visit=visit)
    hotel = "Las Arenas resort"
    request = PaperRequest(
        now=NOW, paper="rooming-list", audience=Audience.HOTEL, body=hotel, about=hotel
    )
    document = document_of(frame_of(dossier, NOW), output_of(dossier, request, []))
    columns = [
        column.heading
        for part in document.parts
        for block in part.blocks
        if isinstance(block, m.SheetTable)
        for column in block.table.columns
    ]
    assert any("\n" in name for name in columns), columns
    alone = document_of(
        frame_of(Dossier(visit=sample_visit()), NOW), output_of(dossier, request, [])
    )
    assert document.furniture == alone.furniture
    assert document.language == "en-GB"
