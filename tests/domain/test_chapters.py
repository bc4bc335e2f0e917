"""Choosing the chapters of papers: in words, in order, and as an edit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import chapter_choices
from visitplanner.domain.arranging import arrange, usual_again
from visitplanner.domain.chapters import ChapterChoice, arranged, choice_for, parse_choice
from visitplanner.domain.privacy import Audience
from visitplanner.domain.visit import Visit
from visitplanner.errors import PlanError

USUAL = ["cover", "contents", "glance", "days", "emergency"]
DELEGATE, STAFF = Audience.DELEGATE, Audience.STAFF


@given(chapter_choices())
def test_a_choice_says_itself_in_one_line(choice: ChapterChoice) -> None:
    assert parse_choice(str(choice)) == choice
    assert "\n" not in str(choice)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "briefing-pack",
        "briefing-pack for nobody: days",
        "briefing-pack for delegate: Days and nights",
        "briefing-pack for delegate: days; glance",
        "briefing-pack for delegate: =1+1",
    ],
)
def test_what_is_no_choice_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_choice(text)


@given(st.permutations(USUAL), st.lists(st.sampled_from([*USUAL, "gone"])))
def test_every_chapter_stands_once_whatever_was_chosen(whole: list[str], part: list[str]) -> None:
    assert arranged(USUAL, whole) == whole
    found = arranged(USUAL, part, ["cover"])
    assert sorted(found) == sorted(USUAL)
    assert found[0] == "cover"
    chosen = [name for name in dict.fromkeys(part) if name not in ("gone", "cover")]
    assert [name for name in found if name in chosen] == chosen


def test_no_order_is_the_usual_one_and_a_new_chapter_follows_its_neighbour() -> None:
    assert arranged(USUAL, ()) == USUAL
    assert arranged(USUAL, ["emergency", "days", "contents"]) == [
        "cover",
        "emergency",
        "days",
        "contents",
        "glance",
    ]


def test_arranging_is_an_edit_for_one_paper_and_one_audience() -> None:
    visit = Visit()
    changed = arrange(visit, "briefing-pack", DELEGATE, left_out=["glance"])
    assert visit.chapters == ()
    assert choice_for(changed.chapters, "briefing-pack", DELEGATE).left_out == ("glance",)
    assert choice_for(changed.chapters, "briefing-pack", STAFF).left_out == ()
    ordered = arrange(changed, "briefing-pack", DELEGATE, order=["days", "glance"])
    (choice,) = ordered.chapters
    assert (choice.order, choice.left_out) == (("days", "glance"), ("glance",))
    assert arrange(ordered, "briefing-pack", DELEGATE) is ordered
    assert usual_again(ordered, "briefing-pack", DELEGATE).chapters == ()


def test_a_name_that_no_chapter_can_have_is_refused() -> None:
    with pytest.raises(PlanError):
        arrange(Visit(), "briefing-pack", DELEGATE, left_out=["../secret"])
