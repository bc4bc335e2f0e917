"""What an access need, in somebody's own words, rules out."""

from __future__ import annotations

from typing import Final

from visitplanner.domain.people import Delegate
from visitplanner.domain.vocabulary import WHEELCHAIR_WORDS

STEP_FREE_WORDS: Final = (
    *WHEELCHAIR_WORDS,
    *("step-free", "step free", "stepfree", "no steps", "no stairs"),
    *("sin escalones", "sin escaleras", "sin peldaños"),
)
"""An access need that contains one of these cannot do with steps."""


def cannot_do_with_steps(person: Delegate) -> bool:
    """Whether one of the person's access needs rules out steps."""
    needs = (need.casefold() for need in person.access_needs)
    return any(word in need for need in needs for word in STEP_FREE_WORDS)
