from __future__ import annotations

import pytest

from visitplanner.planning.entry_rules import FREE_MOVEMENT, SCHENGEN, Formality, formality
from visitplanner.planning.gazetteer import default

NONE, LOOK_UP, VISA = Formality.NONE, Formality.LOOK_UP, Formality.VISA


@pytest.mark.parametrize(
    ("nationality", "country", "needed"),
    [
        ("ES", "ES", NONE),
        ("TR", "TR", NONE),
        ("PL", "ES", NONE),
        ("NO", "IE", NONE),
        ("CH", "CY", NONE),
        ("IE", "RO", NONE),
        ("DE", "MC", NONE),
        ("DE", "RE", NONE),
        ("TR", "ES", VISA),
        ("TR", "BG", VISA),
        ("IN", "RO", VISA),
        ("ZA", "CY", VISA),
        ("CN", "VA", VISA),
        ("VU", "FR", VISA),
        ("GB", "ES", NONE),
        ("UA", "PL", NONE),
        ("XK", "HR", NONE),
        ("US", "CH", NONE),
        ("GB", "IE", NONE),
        ("IE", "GB", NONE),
        ("ES", "GB", LOOK_UP),
        ("TR", "GB", LOOK_UP),
        ("TR", "IE", LOOK_UP),
        ("US", "IE", LOOK_UP),
        ("DE", "TR", LOOK_UP),
        ("FR", "RS", LOOK_UP),
        ("US", "RE", LOOK_UP),
    ],
)
def test_what_citizens_may_need(nationality: str, country: str, needed: Formality) -> None:
    assert formality(nationality, country) is needed


def test_the_lists_are_whole() -> None:
    """29 Schengen states; the Union's 27, three more of the EEA, and Switzerland."""
    assert len(SCHENGEN) == 29
    assert len(FREE_MOVEMENT) == 31
    assert {"BG", "RO", "HR"} < SCHENGEN
    assert not {"IE", "CY", "GB"} & SCHENGEN


def test_annex_one_has_102_states_an_authority_and_vanuatu() -> None:
    everywhere = [f"{a}{b}" for a in map(chr, range(65, 91)) for b in map(chr, range(65, 91))]
    listed = [code for code in everywhere if formality(code, "ES") is VISA]
    assert len(listed) == 102 + 1 + 1
    known = {code for code in listed if default().country(code) == code}
    assert set(listed) - known <= {"PS"}
