"""Word files, read back with the library that Word files are read with."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.document import Document as Read
from docx.oxml.ns import qn
from PIL import Image

from tests.publishing.documents.chapters.papers import texts
from tests.publishing.documents.every import HOSTILE, document, every_document, of, with_text
from visitplanner.domain.privacy import Audience
from visitplanner.domain.vocabulary import PaperSize
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.word.engine import render_docx

_XML = re.compile(r"\.(xml|rels)$")


def read(made: m.Document, pictures: m.Pictures = m.no_pictures) -> Read:
    return docx.Document(io.BytesIO(render_docx(made, pictures)))


def said(file: Read) -> str:
    return "\n".join(
        "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))
        for paragraph in file.element.body.iter(qn("w:p"))
    )


def pack() -> m.Document:
    return document("briefing-pack", Audience.DELEGATE)


def test_every_document_can_be_written_and_read_back() -> None:
    for made in every_document():
        file = read(made)
        words = " ".join(said(file).split())
        title = next((b.text for p in made.parts for b in p.blocks if isinstance(b, m.Heading)), "")
        assert " ".join(title.split()) in words


def test_members_of_the_file_are_well_formed_and_named_once() -> None:
    with zipfile.ZipFile(io.BytesIO(render_docx(pack()))) as package:
        names = package.namelist()
        assert len(names) == len(set(names))
        for name in filter(_XML.search, names):
            ET.fromstring(package.read(name))
        assert not any("thumbnail" in name for name in names)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render_docx(pack()) == render_docx(pack())
    with zipfile.ZipFile(io.BytesIO(render_docx(pack()))) as package:
        assert {info.date_time[0] for info in package.infolist()} == {1980}


def test_properties_are_those_of_the_version() -> None:
    known = read(pack()).core_properties
    assert known.title == pack().title
    assert known.author == known.last_modified_by == pack().author
    issued = pack().issued.replace(microsecond=0)
    assert known.created == known.modified == issued
    assert known.language == "en-GB"


def test_styles_are_real_and_used() -> None:
    file = read(pack())
    used = {paragraph.style.name for paragraph in file.paragraphs if paragraph.style}
    assert {"Heading 1", "Heading 2", "List Number", "Normal"} <= used
    in_tables = {style.get(qn("w:val")) for style in file.element.body.iter(qn("w:pStyle"))}
    assert {"Time", "TimeNote", "Title", "Callout", "TableText", "TableHeading"} <= in_tables
    known = {style.style_id for style in file.styles}
    assert in_tables <= known
    assert {one.get(qn("w:val")) for one in file.element.body.iter(qn("w:rStyle"))} <= known


def test_heads_of_tables_are_marked_and_repeated() -> None:
    table = m.Table((m.Column("Name"), m.Column("Room")), (m.TableRow(("Ann", "12"), "v2"),))
    file = read(of(table))
    (found,) = file.tables
    assert found.style is not None
    assert found.style.name == "Visit Table"
    assert [cell.text for cell in found.rows[0].cells] == ["Name", "Room"]
    assert [cell.text for cell in found.rows[1].cells] == ["Ann v2", "12"]
    marked = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None
              for row in found.rows]  # fmt: skip
    assert marked == [True, False]


def test_a_table_without_rows_says_so() -> None:
    table = m.Table((m.Column("Name"), m.Column("Room")), (), empty="No rooms are held.")
    assert "No rooms are held." in said(read(of(table)))


def test_a_column_has_room_for_its_longest_word() -> None:
    columns = (m.Column("Day", 20), m.Column("Meet", 6), m.Column("Where"))
    table = m.Table(columns, (m.TableRow(("Tuesday", "12:10", "Hotel lobby")),))
    (grid,) = read(of(table)).element.body.iter(qn("w:tblGrid"))
    widths = [int(column.get(qn("w:w"))) for column in grid]
    assert widths[1] > 600, "a time takes a centimetre and its margins"


def test_columns_of_page_numbers_are_left_out() -> None:
    row = m.TableRow(("Solartys", (m.PageRef("part"),)))
    file = read(of(m.Table((m.Column("Organisation"), m.Column("Page")), (row,))))
    assert [cell.text for cell in file.tables[0].rows[0].cells] == ["Organisation"]


@pytest.mark.parametrize(("size", "wide"), [(PaperSize.A4, 11906), (PaperSize.LETTER, 12240)])
def test_pages_have_the_size_of_the_setup(size: PaperSize, wide: int) -> None:
    made = replace(pack(), setup=m.PageSetup(size=size, duplex=True))
    file = read(made)
    sections: list[Any] = list(file.sections)
    upright = [s for s in sections if s.page_width < s.page_height]
    across = [s for s in sections if s.page_width > s.page_height]
    assert upright
    assert across
    assert abs(upright[0].page_width.twips - wide) <= 2
    assert across[0].page_height == upright[0].page_width
    assert file.settings.element.find(qn("w:mirrorMargins")) is not None


def test_head_and_foot_say_the_version_and_count_pages() -> None:
    file = read(pack())
    cover, *others = file.sections
    assert "".join(p.text for p in cover.footer.paragraphs) == ""
    foot = others[0].footer._element
    assert "Version 2 · 31 October 2017" in "".join(t.text or "" for t in foot.iter(qn("w:t")))
    fields = [code.text.strip() for code in foot.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert pack().furniture.head_left in others[0].header.paragraphs[0].text


def test_contents_are_a_field_whose_lines_lead_to_the_chapters() -> None:
    body = read(pack()).element.body
    codes = [code.text.strip() for code in body.iter(qn("w:instrText"))]
    assert codes == [r'TOC \o "1-1" \h \z \u']
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
    assert anchors
    assert anchors <= marks


def test_no_field_asks_to_be_brought_up_to_date() -> None:
    file = read(pack())
    assert file.settings.element.find(qn("w:updateFields")) is None
    assert not any(mark.get(qn("w:dirty")) for mark in file.element.body.iter(qn("w:fldChar")))


def links(file: Read) -> list[str]:
    return [r.target_ref for r in file.part.rels.values() if r.is_external]


def test_links_are_of_four_kinds_only() -> None:
    targets = (
        "mailto:a@example.org", "tel:+34600000000", "geo:41.4,2.1", "https://example.org/a b",
        "http://example.org", "javascript:alert(1)", "file:///etc/passwd", "#nowhere",
        "https://example.org/" + "x" * 3000, "https://exam\nple.org",
    )  # fmt: skip
    runs = tuple(m.Run(f"link{n}", target=target) for n, target in enumerate(targets))
    file = read(of(m.Paragraph(runs)))
    found = links(file)
    assert found[:3] == ["mailto:a@example.org", "tel:+34600000000", "geo:41.4,2.1"]
    assert found[3] == "https://example.org/a%20b"
    assert all(link.startswith(("mailto:", "tel:", "geo:", "https:")) for link in found)
    assert all(f"link{n}" in said(file) for n in range(len(targets)))
    assert max(map(len, found)) < 2080


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_people_type_stays_text(text: str) -> None:
    data = render_docx(with_text(text))
    file = docx.Document(io.BytesIO(data))
    codes = {code.text.split()[0] for code in file.element.body.iter(qn("w:instrText"))}
    assert codes <= {"TOC"}
    printable = " ".join(re.sub("[\x00-\x1f\ud800-\udfff\ufffe\uffff\u2028]", " ", text).split())
    if printable:
        assert printable[:60] in " ".join(said(file).split())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in filter(_XML.search, package.namelist()):
            ET.fromstring(package.read(name))


def test_what_is_read_from_the_right_is_marked_so() -> None:
    file = read(of(m.Paragraph("Venue: מלון דוד 12")))
    marked = [
        "".join(t.text or "" for t in run.iter(qn("w:t")))
        for run in file.element.body.iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None
    ]
    assert marked == ["מלון דוד"]


def test_languages_are_said_where_they_change() -> None:
    runs = (m.Run("Please. ", language="en-GB"), m.Run("Por favor.", language="es"))
    file = read(of(m.Paragraph(runs)))
    found = [lang.get(qn("w:val")) for lang in file.element.body.iter(qn("w:lang"))]
    assert found == ["es"]
    usual = file.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert usual is not None
    assert usual.get(qn("w:val")) == "en-GB"


def _photo() -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGB", (900, 600), "red")
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def _card() -> m.PersonCards:
    photo = m.Picture("0" * 64, "Portrait of Ann")
    return m.PersonCards((m.PersonCard(initials="A", name="Ann", photo=photo),))


def test_pictures_have_words_and_nothing_that_cameras_add() -> None:
    made = of(_card(), m.Funding(("Co-funded",), eu_emblem=True))
    data = render_docx(made, lambda _digest: _photo())
    assert b"SecretCamera" not in data
    file = docx.Document(io.BytesIO(data))
    drawn: list[Any] = list(file.element.body.iter(qn("wp:docPr")))
    assert [d.get("descr") for d in drawn] == ["Portrait of Ann", m.Words().eu_emblem]
    assert [d.get("id") for d in drawn] == ["1", "2"]
    assert data == render_docx(made, lambda _digest: _photo())


@pytest.mark.parametrize("data", [None, b"", b"no picture"])
def test_a_picture_that_is_missing_is_said_in_words(data: bytes | None) -> None:
    assert "Portrait of Ann" in said(read(of(_card()), lambda _digest: data))


def test_lists_with_numbers_begin_with_one_each() -> None:
    lists = (m.Bullets(("a", "b"), numbered=True), m.Bullets(("c",), numbered=True))
    file = read(of(*lists))
    numbers = [n.get(qn("w:val")) for n in file.element.body.iter(qn("w:numId"))]
    assert numbers == ["3", "3", "4"]
    again = file.part.numbering_part.element.findall(f".//{qn('w:startOverride')}")
    assert len(again) == 2


def test_an_empty_document_opens() -> None:
    made = m.Document(
        title="", language="", issued=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), parts=()
    )
    assert said(read(made)) == ""


def test_ink_is_saved_where_it_is_asked_for() -> None:
    def grounds(economy: bool) -> set[str]:
        made = replace(pack(), setup=m.PageSetup(economy=economy))
        return {s.get(qn("w:fill")) for s in read(made).element.body.iter(qn("w:shd"))}

    assert "1F3A5F" in grounds(economy=False)
    assert "1F3A5F" not in grounds(economy=True)


def test_no_time_of_a_pack_is_lost() -> None:
    found = set(re.findall(r"\d\d:\d\d", said(read(pack()))))
    days = [part for part in pack().parts if part.key.startswith("day-")]
    times = {time for text in texts(tuple(days)) for time in re.findall(r"\d\d:\d\d", text)}
    assert len(times) > 30
    assert times <= found


def test_a_journey_stands_in_a_shaded_row() -> None:
    ticket = m.Ticket(
        booking=m.Booking.WHOLE_GROUP,
        depart=m.TicketEnd("18:00", "Sants", "CET"),
        arrive=m.TicketEnd("19:20", "Faro", "WET"),
        title="Train",
    )
    (table,) = read(of(ticket)).tables
    assert len(table.rows) == 1
    assert "18:00 CET Sants" in table.rows[0].cells[0].text
    assert "19:20 WET Faro" in table.rows[0].cells[0].text
    ground = table._tbl.find(f".//{qn('w:shd')}")
    assert ground is not None
    assert ground.get(qn("w:fill")) == "1F3A5F"
