from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from visitplanner.publishing.documents.model import Icon, PageRef, Role, Run, Symbol, Text
from visitplanner.publishing.documents.model import Words as DocumentWords
from visitplanner.publishing.documents.pdf import fonts, styles
from visitplanner.publishing.documents.pdf.boxes import TextBox
from visitplanner.publishing.documents.pdf.lines import fill
from visitplanner.publishing.documents.pdf.setting import Setting, joined
from visitplanner.publishing.documents.pdf.styles import Face
from visitplanner.publishing.documents.pdf.text import compose


@pytest.fixture
def setting() -> Setting:
    fonts.load()
    return Setting(DocumentWords(), frozenset({"here"}))


def said(box: TextBox) -> list[str]:
    return [line.text() for line in box.lines]


def test_words_are_set_one_after_the_other(setting: Setting) -> None:
    box = setting.text("The quick brown fox", styles.BODY, 60)
    assert said(box) == ["The quick ", "brown fox"] or said(box) == ["The quick", "brown fox"]
    assert box.height == 2 * styles.BODY.leading


def test_markup_is_text(setting: Setting) -> None:
    text = '<b>&amp;</b> <para> &#65; <img src="x"/>'
    assert said(setting.text(text, styles.BODY, 500)) == [text]


def test_an_empty_text_takes_no_room(setting: Setting) -> None:
    assert setting.text("", styles.BODY, 100).height == 0
    assert setting.text(" \n ", styles.BODY, 100).height == 0


def test_blank_lines_within_a_text_stay(setting: Setting) -> None:
    assert said(setting.text("a\n\nb", styles.BODY, 100)) == ["a", "", "b"]


def test_a_word_goes_on_over_the_end_of_a_run(setting: Setting) -> None:
    text = (Run("18:00", Role.STRONG), Run(", at the gate"))
    lines = setting.text(text, styles.BODY, 400).lines
    assert [(p.text, p.look.face) for _, p in lines[0].pieces] == [
        ("18:00", Face.SEMI),
        (", at the gate", Face.SANS),
    ]
    narrow = setting.text((Run("aaa "), Run("18:00", Role.STRONG), Run(",")), styles.BODY, 36)
    assert said(narrow) == ["aaa", "18:00,"]


def test_a_place_and_its_map_number_are_not_parted(setting: Setting) -> None:
    text = (Run("Solartys office"), Run("\u00a0"), Run("1", Role.MAP_NUMBER))
    box = setting.text(text, styles.BODY, 68)
    assert said(box) == ["Solartys", "office\u00a01"]
    assert box.lines[1].pieces[-1][1].look.circled


def test_a_word_longer_than_the_line_is_cut_without_loss(setting: Setting) -> None:
    box = setting.text("x " + "W" * 200 + " y", styles.BODY, 70)
    assert "".join(said(box)).replace(" ", "") == "x" + "W" * 200 + "y"
    assert all(line.width <= 70.02 for line in box.lines)


def test_a_soft_hyphen_shows_only_where_it_breaks(setting: Setting) -> None:
    text = "Verkehrs\u00adentwicklungs\u00adplanung"
    assert said(setting.text(text, styles.BODY, 500)) == ["Verkehrsentwicklungsplanung"]
    assert said(setting.text(text, styles.BODY, 80)) == ["Verkehrs-", "entwicklungs-", "planung"]


def test_hyphens_in_names_may_break_and_times_may_not(setting: Setting) -> None:
    assert said(setting.text("Anna Żółć-Testowska", styles.BODY, 60)) == ["Anna Żółć-", "Testowska"]
    assert said(setting.text("at 09:00–10:45", styles.BODY, 56)) == ["at", "09:00–10:45"]


def test_what_does_not_fit_ends_in_an_ellipsis(setting: Setting) -> None:
    box = setting.text("one two three four five", styles.BODY, 60, most=1)
    assert len(box.lines) == 1
    assert said(box)[0].endswith("…")
    assert box.lines[0].width <= 60.02


def test_a_cut_line_keeps_the_gap_after_its_icon(setting: Setting) -> None:
    text = (Run("18:55 "), Symbol(Icon.TAXI), Run(" Taxi to Hotel Exemple"))
    whole = setting.text(text, styles.BODY, 400).lines[0].pieces
    cut = setting.text(text, styles.BODY, 90, most=1).lines[0].pieces
    assert [x for x, _ in cut] == [x for x, _ in whole]
    assert cut[-1][1].text.endswith("…")


def test_an_address_breaks_before_its_signs(setting: Setting) -> None:
    assert said(setting.text("host@solartys.example.org", styles.BODY, 90)) == [
        "host@solartys",
        ".example.org",
    ]


def test_fitting_makes_smaller_then_cuts(setting: Setting) -> None:
    small = setting.fitted("Barcelona and Valencia", styles.COVER_TITLE, 300, 20)
    assert 20 <= small.style.size < 33
    assert said(small) == ["Barcelona and Valencia"]
    assert small.lines[0].width <= 300
    cut = setting.fitted("Barcelona and Valencia" * 9, styles.COVER_TITLE, 300, 20, most=2)
    assert cut.style.size == 20
    assert len(cut.lines) == 2
    assert said(cut)[1].endswith("…")


def test_page_references_need_a_key_that_exists(setting: Setting) -> None:
    assert said(setting.text((Run("p. "), PageRef("here")), styles.BODY, 99)) == ["p. 00"]
    setting.pages = {"here": 12}
    box = setting.text((Run("p. "), PageRef("here"), PageRef("gone")), styles.BODY, 99)
    assert said(box) == ["p. 12"]
    assert box.lines[0].pieces[-1][1].look.target == "#here"


def test_texts_are_joined_without_the_empty_ones() -> None:
    assert joined("a", "", (Run("b"),)) == (Run("a"), Run(" "), Run("b"))


def test_an_icon_stands_on_the_line(setting: Setting) -> None:
    box = setting.text((Symbol(Icon.TRAIN), Run(" Renfe")), styles.BODY, 200)
    assert [p.look.symbol for _, p in box.lines[0].pieces] == [Icon.TRAIN, None]


texts = st.text(alphabet=st.sampled_from("abcWi .,-/–\u00ad\u200b\n\u00a0éЖ漢0"), max_size=80)


@given(texts, st.floats(min_value=20, max_value=300))
@example("00000\u00ad0", 25.0)
def test_no_line_is_too_long_and_no_letter_is_lost(text: str, width: float) -> None:
    fonts.load()
    words = compose(text, styles.BODY, lambda key: key)
    lines = fill(words.words, width)
    assert all(line.width <= width + 0.02 for line in lines)
    drawn = "".join(line.text() for line in lines).replace(" ", "").replace("-", "")
    expected = fonts.clean(text).replace("漢", "‹U+6F22›")
    for dropped in " -\n\u00ad\u200b":
        expected = expected.replace(dropped, "")
    assert drawn == expected


@given(texts, st.sampled_from(list(Role)))
def test_a_line_is_as_wide_as_its_pieces(text: str, role: Role) -> None:
    fonts.load()
    runs: Text = (Run("Ab "), Run(text, role), Run(" cd"))
    for line in fill(compose(runs, styles.H1, str).words, 120):
        ends = [x + piece.width for x, piece in line.pieces]
        assert ends == sorted(ends)
        assert line.width == pytest.approx(ends[-1], abs=3) if ends else not line.width


@pytest.mark.parametrize("width", [20, 60, 90, 120, 160])
def test_a_phone_number_is_not_broken_where_a_line_can_hold_it(
    setting: Setting, width: int
) -> None:
    lines = said(setting.text("Contact: Ann Lee, +34 600 000 010", styles.BODY, width))
    assert "".join(lines).replace(" ", "") == "Contact:AnnLee,+34600000010"
    if width >= 90:
        assert any("+34 600 000 010" in line for line in lines)
    groups = " ".join(line.strip() for line in lines)
    assert groups.endswith("+34 600 000 010")  # a line that is too short parts its groups
