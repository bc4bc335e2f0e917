from __future__ import annotations

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import example, given
from hypothesis import strategies as st

from visitplanner.planning.email_addresses import is_address, meant_address, wrong_addresses


def _is_valid(text: str) -> bool:
    try:
        validate_email(text, check_deliverability=False, strict=True)
    except EmailNotValidError:
        return False
    return True


@pytest.mark.parametrize(
    "text",
    [
        "ana@example.org",
        "a.ruiz+visit@mail.example.co.uk",
        "ana@bücher.example.org",
        "ñandú@example.org",
        "o'neill@example.org",
        f"{'a' * 64}@example.org",
    ],
)
def test_addresses(text: str) -> None:
    assert is_address(text)
    assert wrong_addresses(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "ana",
        "ana@example",
        "ana@@example.org",
        "ana@example..org",
        ".ana@example.org",
        "ana.@example.org",
        "ana@-example.org",
        "ana@mail.local",
        "ana@example.test",
        "ana ruiz@example.org",
        "Ana <ana@example.org>",
        f"{'a' * 65}@example.org",
        f"ana@{'a.' * 124}example.org",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert not is_address(text)
    assert wrong_addresses(text) == (text,)


_LETTERS = st.sampled_from("aZ0._-+%@'é")


@given(st.tuples(st.text(_LETTERS, max_size=12), st.text(_LETTERS, max_size=12)))
@example(("a", "b--c"))
@example(("a", "xn--a"))
@example(("a", "a" * 64))
@example(("a" * 65, "b"))
def test_what_is_right_at_a_glance_is_right_by_the_book(parts: tuple[str, str]) -> None:
    text = "@".join(parts) + ".org"
    assert is_address(text) is _is_valid(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", ()),
        ("ana@example.org; eva@example.org", ()),
        ("ana@example.org, eva@example", ("eva@example",)),
        ("ana@example.org eva@example.org", ()),
        ("ana@example,org", ("ana@example,org",)),
    ],
)
def test_several_in_one_field(text: str, wrong: tuple[str, ...]) -> None:
    assert wrong_addresses(text) == wrong


@pytest.mark.parametrize(
    "text",
    [
        "ana@@example.org",
        "ana@example..org",
        "ana@example,org",
        "ana @example.org",
        "ana@example.org.",
        "<ana@example.org>",
        "Ana Ruiz <ana@example.org>",
        "mailto:ana@example.org",
        "ana (at) example (dot) org",
        "ana[AT]example.org",
    ],
)
def test_a_slip_is_seen_through(text: str) -> None:
    assert meant_address(text) == "ana@example.org"


@pytest.mark.parametrize("text", ["ana", "ana.example.org", "", "ana@example", "ana@example.org"])
def test_nothing_is_guessed(text: str) -> None:
    assert meant_address(text) is None
