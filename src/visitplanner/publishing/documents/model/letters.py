"""Letters, and forms to fill in with a pen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model.flow import Pair
    from visitplanner.publishing.documents.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A business letter, set out after DIN 5008 form B: it fits an envelope with a window.

    Attributes:
        sender: Who writes; in place of a letterhead.
        sender_lines: Muted, below the sender.
        return_line: The sender in one line, small, above the address.
        address: The recipient, up to six lines.
        reference: Labels and what they say, at the right of the address.
        place_and_date: At the right, above the subject.
        subject: SemiBold, without a word such as "Subject".
        salutation: The first line.
        before: Paragraphs before the facts.
        facts: Labels and what they say.
        between: A sentence before the numbered list.
        numbered: A list, numbered.
        after: Paragraphs after that.
        closing: "Yours sincerely".
        signatures: Who signs: a line to sign on above each; lines below it.
    """

    sender: str = ""
    sender_lines: tuple[str, ...] = ()
    return_line: str = ""
    address: tuple[str, ...] = ()
    reference: tuple[Pair, ...] = ()
    place_and_date: str = ""
    subject: str
    salutation: str = ""
    before: tuple[Text, ...] = ()
    facts: tuple[Pair, ...] = ()
    between: Text = ""
    numbered: tuple[str, ...] = ()
    after: tuple[Text, ...] = ()
    closing: str = ""
    signatures: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerLines:
    """A question with dotted lines to write on.

    Attributes:
        question: SemiBold.
        lines: How many.
        hint: Muted, after the question.
    """

    question: str
    lines: int = 3
    hint: str = ""
