"""Which characters can be printed, as the window asks it while somebody types."""

from __future__ import annotations

import subprocess
import sys

import pytest

from visitplanner.publishing import coverage


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "Łukasz Wiśniewski",
        "Ἀντωνίου Ελένη",
        "Љиљана Ђорђевић",
        "Խաչատրյան",
        "გიორგი",
        "أحمد",
        "שרה",
        "line\nbreak\u00ad\u200b\ufe0f",
        "☎ ★ ①",
    ],
)
def test_what_is_printed_as_typed(text: str) -> None:
    assert coverage.uncovered(text) == ()


def test_what_no_font_has_is_named_once_in_order() -> None:
    assert coverage.uncovered("漢 and 😀, 漢 again, ก") == ("漢", "😀", "ก")
    assert coverage.written_out("漢") == "‹U+6F22›"


def test_asking_costs_no_library_of_the_papers() -> None:
    code = (
        "import sys; from visitplanner.publishing.coverage import uncovered; uncovered('漢');"
        "print(sorted({'reportlab', 'pikepdf', 'PySide6', 'pydantic'} & sys.modules.keys()))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
