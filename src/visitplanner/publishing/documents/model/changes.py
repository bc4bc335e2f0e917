"""Blocks of a change notice: how a row read before and reads now."""

from __future__ import annotations

from dataclasses import dataclass

from visitplanner.publishing.documents.model.text import Icon, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One row that changed.

    Attributes:
        word: What happened to it: "Moved".
        date: Below that: "Tue 7 Nov".
        icon: Beside the word.
        title: What it is called.
        before_label: Over how it read: "In version 1".
        before: How it read, line by line; what reads otherwise now is struck out. Empty for what
            is new.
        now_label: Over how it reads: "Now".
        now: How it reads, line by line, what is not as it was in strong type. Empty for what is
            cancelled.
    """

    word: str
    title: str
    date: str = ""
    icon: Icon | None = None
    before_label: str = ""
    before: tuple[Text, ...] = ()
    now_label: str = ""
    now: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class SideNote:
    """A short text with its heading beside it, under a rule.

    Attributes:
        title: The heading: "Not changed".
        text: What is said.
        heavy: Whether the rule is the heavy one that ends what came before.
    """

    title: str
    text: Text
    heavy: bool = False


@dataclass(frozen=True, slots=True)
class LeadPanel:
    """What a paper says first, with the one thing to do in a panel at its right.

    Attributes:
        text: The first words.
        label: Over the panel's lines, muted; empty for no panel.
        lines: What to do, in strong type, line by line.
    """

    text: Text
    label: str = ""
    lines: tuple[str, ...] = ()
