from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import Any

import pikepdf
import pytest

from tests.publishing.documents.pdf.demo import demo_document
from tests.publishing.documents.pdf.reading import (
    addresses_of,
    fonts_of,
    inner_links_of,
    opened,
    pages,
    reader,
)
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.pdf.engine import RenderedPdf, render_pdf


@pytest.fixture(scope="module")
def pack() -> RenderedPdf:
    return render_pdf(demo_document())


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return pages(demo_document())


def small(*blocks: m.Block, **more: object) -> m.Document:
    return m.Document(
        title="T",
        language="en",
        issued=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        parts=(m.Part(title="One", blocks=blocks),),
        **more,  # type: ignore[arg-type]
    )


def test_what_was_written_can_be_read(texts: list[str]) -> None:
    assert len(texts) == 8
    for page, words in [
        (0, "Barcelona and Valencia"),
        (0, "5–9 November 2017"),
        (2, "GROW Your REGIOn: opening and"),
        (3, "Tuesday 7 November · day 3 of 5"),
        (3, "Moved in version 2: was 14:15 to 15:45."),
        (3, "Anna Żółć-Testowska"),
        (4, "Иванка Примерова"),
        (4, "Contact withheld at own wish. Write to the organiser."),
        (5, "Clara Santamaria Echaniz"),
        (6, "3 h 05 · set your watch one hour on"),
        (7, "+34 600 000 000"),
        (7, "Por favor, lléveme a"),
    ]:
        assert words in texts[page], (page, words)


def test_every_page_but_the_cover_says_version_and_number(texts: list[str]) -> None:
    for number, text in enumerate(texts[1:], 2):
        assert "Version 2 · 31 October 2017 · for delegates · replaces version 1" in text
        assert f"{number} / 8" in text
    assert "/ 8" not in texts[0]


def test_contents_and_references_name_the_right_pages(texts: list[str]) -> None:
    assert "5 The delegation" in texts[1]
    assert "8 If something happens" in texts[1]
    assert "The delegation is on page 5." in texts[0]


def test_icons_are_no_letters(texts: list[str]) -> None:
    assert not re.search("[\ue000-\uf8ff]", "".join(texts))


def test_all_fonts_are_embedded_subsets_with_a_map_to_text(pack: RenderedPdf) -> None:
    fonts = fonts_of(pack.data)
    assert {name.split("+")[-1] for name in fonts} == {
        "SourceSans3-Regular",
        "SourceSans3-SemiBold",
        "SourceSans3-Italic",
        "NotoSerif-Regular",
        "NotoSerif-SemiBold",
    }
    for name, keys in fonts.items():
        assert re.match(r"/[A-Z0-9]{6}\+", name)
        assert {"/FontFile2", "/ToUnicode"} <= keys


def test_metadata_and_language(pack: RenderedPdf) -> None:
    pdf = opened(pack.data)
    assert str(pdf.docinfo["/Title"]) == "CLUSGRID study visit: Barcelona and Valencia"
    assert str(pdf.docinfo["/Author"]) == "Solartys"
    assert str(pdf.docinfo["/Subject"]) == "Briefing pack, version 2"
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert pdf.Root.PageLabels.Nums[1].S == pikepdf.Name.D
    with pdf.open_metadata() as meta:
        assert meta["dc:title"] == "CLUSGRID study visit: Barcelona and Valencia"
        assert meta["xmp:CreateDate"] == "2017-10-31T12:00:00Z"


def test_the_file_carries_the_moment_of_issue_only(pack: RenderedPdf) -> None:
    pdf = opened(pack.data)
    assert str(pdf.docinfo["/CreationDate"]) == "D:20171031120000Z"
    assert str(pdf.docinfo["/ModDate"]) == "D:20171031120000Z"
    elsewhere = dataclasses.replace(
        demo_document(),
        issued=dt.datetime(2017, 10, 31, 21, tzinfo=dt.timezone(dt.timedelta(hours=9))),
    )
    assert render_pdf(elsewhere).data == pack.data


def test_the_same_document_gives_the_same_bytes(pack: RenderedPdf) -> None:
    assert render_pdf(demo_document()).data == pack.data
    other = dataclasses.replace(demo_document(), title="Other")
    assert render_pdf(other).data != pack.data


def test_the_outline_leads_to_the_parts() -> None:
    day = m.Part(title="Tuesday", blocks=(m.Heading("Tuesday"),), level=1)
    document = demo_document()
    parts = (*document.parts[:4], day, *document.parts[4:])
    read = reader(dataclasses.replace(document, parts=parts))
    outline: list[Any] = read.outline
    titles = [entry["/Title"] for entry in outline if not isinstance(entry, list)]
    assert titles == [part.title for part in document.parts]
    (nested,) = (entry for entry in outline if isinstance(entry, list))
    assert [entry["/Title"] for entry in nested] == ["Tuesday"]
    assert read.get_destination_page_number(nested[0]) == 4
    assert read.get_destination_page_number(outline[-1]) == 8


def test_mail_phone_and_pages_are_links(pack: RenderedPdf) -> None:
    addresses = addresses_of(pack.data)
    assert addresses["mailto:p01@example.org"] == "p01@example.org"
    assert addresses["tel:+48600000001"] == "+48600000001"
    assert "tel:112" in addresses
    assert "geo:41.3925,2.1630" in addresses
    assert inner_links_of(pack.data) == {3, 4, 5, 6, 7, 8}


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "#gone", "x", ""])
def test_other_targets_are_no_links(target: str) -> None:
    rendered = render_pdf(small(m.Paragraph((m.Run("word", target=target),))))
    assert addresses_of(rendered.data) == {}
    assert inner_links_of(rendered.data) == set()


def test_an_address_cannot_break_out_of_its_link() -> None:
    target = "mailto:a)b(c\\d\n@example.org?subject=é €"
    rendered = render_pdf(small(m.Paragraph((m.Run("word", target=target),))))
    assert set(addresses_of(rendered.data)) == {
        "mailto:a)b(c%5Cd@example.org?subject=%C3%A9%E2%82%AC"
    }


def test_missing_characters_are_reported_with_their_page() -> None:
    document = small(m.Paragraph("ok"), m.PageBreak(), m.Paragraph("see 漢字 here, 漢"))
    rendered = render_pdf(document)
    found = [(g.character, g.page, g.sample) for g in rendered.missing]
    assert found == [("漢", 2, "漢字"), ("字", 2, "漢字")]
    assert "‹U+6F22›‹U+5B57›" in pages(document)[1]


def test_a_document_without_parts_or_words_is_a_file() -> None:
    empty = m.Document(
        title="", language="", issued=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), parts=()
    )
    rendered = render_pdf(empty)
    assert rendered.pages == 1
    assert len(opened(rendered.data).pages) == 1


def test_equal_keys_and_titles_do_not_matter() -> None:
    part = m.Part(title="Same", key="same", blocks=(m.Heading("Same", key="same"),))
    document = dataclasses.replace(small(), parts=(part, part))
    assert render_pdf(document).pages == 2
