"""Cards, certificates and letters as drawn: nothing cut, everything in its place."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.publishing.documents.chapters.cards import LONG, READERS, paper
from tests.publishing.documents.chapters.papers import item, person, plan, sample, stop
from tests.publishing.documents.pdf.reading import addresses_of, pages
from tests.publishing.documents.pdf.tree import read
from visitplanner.domain.people import Contact, Organisation
from visitplanner.domain.programme import Place, Room
from visitplanner.domain.vocabulary import ContactRole, DelegateRole
from visitplanner.publishing.documents.model.document import Words
from visitplanner.publishing.documents.pdf import fonts
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.badges import GRID
from visitplanner.publishing.documents.pdf.engine import render_pdf
from visitplanner.publishing.documents.pdf.fitting import fitting, whole
from visitplanner.publishing.documents.pdf.setting import Setting

if TYPE_CHECKING:
    from visitplanner.domain.visit import Visit

STYLE = st.Style(st.Face.SERIF_SEMI, 27, 30)
WIDTH = 215.0


@pytest.fixture(scope="module")
def setting() -> Setting:
    fonts.load()
    return Setting(Words(), frozenset())


@cache
def crowded() -> Visit:
    """People, places and hosts with names of sixty letters, in a long visit without organiser."""
    people = [
        person(
            f"P{n:02}",
            given_name=LONG,
            family_name=LONG,
            native_name="Ιωάννης Παπαδόπουλος του Κωνσταντίνου του Μεγάλου Αθηναίος",
            organisation=LONG,
            job_title=LONG,
            groups=("Energy",),
            role=DelegateRole.HEAD if not n else DelegateRole.DELEGATE,
        )
        for n in range(9)
    ]
    place = Place(
        name=f"Hotel {LONG}",
        city="Barcelona",
        address="\n".join(["Carrer de la Mare de Déu del Pilar 1234"] * 3 + ["08007 Barcelona"]),
        latitude=41.0,
        longitude=2.0,
    )
    first, last = date(2017, 11, 6), date(2017, 11, 7)
    codes = tuple(p.code for p in people)
    room = Room(hotel=place.name, occupants=codes, check_in=first, check_out=last)
    host = Contact(name=LONG, organisation=f"Host {LONG}", role=ContactRole.HOST)
    meetings = [
        item(f"{n} {LONG}", host_organisation=host.organisation, host_contact=LONG)
        for n in range(25)
    ]
    return plan(
        stop(),
        *people,
        place,
        room,
        host,
        Organisation(name=host.organisation),
        *meetings,
        title=f"Visit {LONG}",
        emergency_phone="+34 600 000 000",
        purpose="Purpose of the visit. " * 450,
        objectives=(LONG,) * 6,
    )


# --- setting a text whole -----------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Jan", LONG, f"{LONG} {LONG}", "W" * 60, "Li"])
def test_nothing_of_a_name_is_cut(setting: Setting, text: str) -> None:
    box = whole(setting, text, STYLE, WIDTH, [(1, 15), (2, 15), (4, 8)])
    set_text = "".join(line.text() for line in box.lines).replace(" ", "")
    assert set_text == text.replace(" ", "")
    assert box.natural_width <= WIDTH + 0.1


def test_a_short_name_keeps_its_size_and_a_longer_one_its_line(setting: Setting) -> None:
    steps = [(1, 15.0), (2, 15.0), (4, 8.0)]
    assert whole(setting, "Jan", STYLE, WIDTH, steps).style.size == 27
    longer = whole(setting, "Maximilian Ferdinand", STYLE, WIDTH, steps)
    assert len(longer.lines) == 1
    assert 15 <= longer.style.size < 27
    assert len(whole(setting, LONG, STYLE, WIDTH, steps).lines) > 1


def test_boxes_shrink_until_they_fit(setting: Setting) -> None:
    def make(scale: float) -> list[st.Style]:
        return [setting.text("word " * 40, STYLE.sized(27 * scale), WIDTH)]  # type: ignore[list-item]

    assert fitting(make, 10_000).height > fitting(make, 200).height  # type: ignore[arg-type]
    assert fitting(make, 200).height <= 200  # type: ignore[arg-type]


def test_backs_lie_behind_their_fronts() -> None:
    left, right = GRID.corner(0), GRID.corner(1)
    assert GRID.corner(0, mirrored=True) == right
    assert GRID.corner(1, mirrored=True) == left
    # turned over the long edge, a back is where its front was seen from
    assert left[0] == pytest.approx(210 * st.MM - (right[0] + GRID.width))


# --- papers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_paper_of_the_sample_is_drawn(kind: str, language: str) -> None:
    who = "P09" if kind in ("certificate", "letter") else ""
    made = render_pdf(paper(sample(), kind, who, language=language))
    assert made.missing == ()
    expected = {"badges": 4, "tent-cards": 14, "address-cards": 3, "evaluation-form": 2}
    assert made.pages == expected.get(kind, 1)


@pytest.mark.parametrize("kind", READERS)
def test_long_names_are_never_cut(kind: str) -> None:
    who = "P00" if kind in ("certificate", "letter") else ""
    found = " ".join(pages(paper(crowded(), kind, who)))
    joined = found.replace(" ", "").replace("-", "")
    assert LONG.replace(" ", "").replace("-", "") in joined
    if kind != "badges":  # whose visit may be shortened
        assert "…" not in found


@pytest.mark.parametrize("kind", READERS)
def test_an_empty_visit_has_every_paper(kind: str) -> None:
    assert render_pdf(paper(plan(), kind)).pages >= 1


def test_markup_is_text() -> None:
    bold = person("P01", given_name="<b>&", organisation="</para>", groups=("<i>",))
    for kind in READERS:
        text = " ".join(pages(paper(plan(stop(), item(), bold), kind, "P01")))
        if kind in ("badges", "tent-cards", "certificate", "letter"):
            assert "<b>&" in text


def test_a_long_letter_does_not_leave_its_signature_alone() -> None:
    document = paper(crowded(), "letter", "P00")
    last = pages(document)[-1]
    assert "Yours sincerely" in last
    assert "This letter may be shown" in last


def test_a_phone_and_a_map_can_be_clicked() -> None:
    data = render_pdf(paper(sample(), "address-cards")).data
    assert "tel:+34931000020" in addresses_of(data)


def test_a_tent_card_is_read_once() -> None:
    """The face that stands on its head is the same once more, and is not read out again."""
    data = render_pdf(paper(plan(person("P01", organisation="Us")), "tent-cards")).data
    words = read(data).root.words()
    assert words.count("NameP01 FamilyP01") == 1
    assert words.count("Us") == 1


def test_codes_and_marks_say_what_they_are() -> None:
    figures = [
        figure.alt
        for kind in ("badges", "emergency-card", "address-cards", "certificate")
        for figure in read(render_pdf(paper(sample(), kind)).data).root.all("Figure")
    ]
    assert {
        "Group Water",
        "calls the duty phone",
        "the hotel on a map",
        "shows the place on a map",
        "Barcelona and Valencia",
        "Co-funded by the COSME programme of the European Union",
    } == set(figures) - {"Group Energy"}


def test_the_request_to_a_driver_is_in_its_language() -> None:
    root = read(render_pdf(paper(sample(), "address-cards")).data).root
    assert {node.language for node in root.all("P") if "lléveme" in node.words()} == {"es"}


def test_the_objectives_in_a_letter_are_a_list() -> None:
    made = render_pdf(paper(sample(), "letter", audience="host", body="CEEC"))
    lists = read(made.data).root.all("L")
    assert any(len(node.all("LI")) == len(sample().objectives) for node in lists)
