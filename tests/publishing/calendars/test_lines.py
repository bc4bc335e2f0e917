"""Folding and escaping: any text comes back, and none becomes anything but text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publishing.calendars.examples import texts
from tests.publishing.calendars.reading import Property, unfold
from visitplanner.domain.base import clean_text
from visitplanner.publishing.calendars.lines import fold, quotable, render, text


@given(texts)
def test_an_escaped_text_comes_back(value: str) -> None:
    escaped = text(value)
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]", escaped)
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", escaped)
    expected = clean_text(re.sub("[\u2028\u2029]", "\n", value))
    assert clean_text(Property("X", {}, escaped).text) == expected


@pytest.mark.parametrize(
    ("value", "escaped"),
    [
        (r"C:\New", r"C:\\New"),  # not a line break
        (r"C:\new", r"C:\\new"),
        ("a\r\nb\rc\nd", r"a\nb\nc\nd"),
        ("x;y,z\\", r"x\;y\,z\\"),
        ("one\u2028two\u2029three", r"one\ntwo\nthree"),
        ("bell\x07, next\x85line, \ud800half", r"bell\, nextline\, half"),
        ("tab\there", "tab\there"),
    ],
)
def test_escapes(value: str, escaped: str) -> None:
    assert text(value) == escaped


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=400))
def test_folding_keeps_characters_and_the_limit(value: str) -> None:
    assert unfold(render([f"X:{value}", "Y:1"])) == [f"X:{value}", "Y:1"]


@given(st.text("\\;,n é", min_size=60, max_size=400))
def test_no_fold_cuts_an_escape(value: str) -> None:
    lines = fold(f"X:{text(value)}".encode()).split(b"\r\n ")
    for line in lines[:-1]:
        assert (len(line) - len(line.rstrip(b"\\"))) % 2 == 0


@pytest.mark.parametrize("length", [74, 75, 76, 77, 148, 149, 150, 151, 10_000])
def test_lines_are_as_long_as_they_may_be(length: int) -> None:
    parts = fold(b"x" * length).split(b"\r\n")
    assert all(len(part) == 75 for part in parts[:-1])
    assert 0 < len(parts[-1]) <= 75


def test_a_parameter_carries_what_it_can_say() -> None:
    assert quotable("Hall 1; Town Hall, Straße: left")
    assert not quotable('the "Blue" hall')
    assert not quotable("2^3")
    assert not quotable(r"either\or")
