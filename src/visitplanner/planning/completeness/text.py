"""What is missing as plain text: to read in a terminal, to send, to print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from visitplanner.i18n import N_, translator
from visitplanner.planning.checks.compiled import Plan
from visitplanner.planning.checks.wording import Words
from visitplanner.planning.completeness.papers import PAPER_LABELS
from visitplanner.planning.completeness.result import ROLE_LABELS, Ask, Completeness, Role, Score

_WIDTH: Final = 24


def text(completeness: Completeness, language: str = "en") -> str:
    """The scores by day and by paper, then the list by who can answer."""
    return "\n".join(_Lines(completeness, language).all())


class _Lines:
    def __init__(self, completeness: Completeness, language: str) -> None:
        self._found = completeness
        self._t = translator(language)
        self._words = Words(Plan(completeness.visit), language)

    def all(self) -> Iterator[str]:
        t, found = self._t, self._found
        yield self._score(t.gettext("The visit"), found.score)
        for heading, scores in (
            (t.gettext("Days"), {self._words.day(d): s for d, s in found.days.items()}),
            (
                t.gettext("Papers"),
                {t.gettext(PAPER_LABELS[p]): s for p, s in found.papers.items()},
            ),
        ):
            yield from ("", heading, *(f"  {self._score(*row)}" for row in scores.items()))
        for ask in _joined(found.asks):
            yield from ("", self._head(ask), *(f"  - {one.what}" for one in ask.missing))
        yield from ("", self.summary())

    def _score(self, name: str, score: Score) -> str:
        return f"{name:{_WIDTH}} {score.percent:3} %"

    def _head(self, ask: Ask) -> str:
        who = ask.answerer
        if who.role is Role.ORGANISER:
            name = self._t.gettext(N_("To find out yourself"))
        else:
            role = self._t.gettext(ROLE_LABELS[who.role])
            parts = (role, *(part for part in (who.phone, who.email) if part))
            name = f"{who.name or who.reach} ({', '.join(parts)})"
        if ask.due is None:
            return name
        day = self._words.day(ask.due)
        return self._t.gettext(N_("{who}, by {day}")).format(who=name, day=day)

    def summary(self) -> str:
        count = len(self._found.missing)
        if not count:
            return self._t.gettext("Nothing is missing.")
        message = self._t.ngettext(
            "{count} thing is missing.", "{count} things are missing.", count
        )
        return message.format(count=count)


def _joined(asks: tuple[Ask, ...]) -> Iterator[Ask]:
    """The asks, with all that is left to the organiser under one heading."""
    others = [ask for ask in asks if ask.answerer.role is not Role.ORGANISER]
    own = [ask for ask in asks if ask.answerer.role is Role.ORGANISER]
    yield from others
    if own:
        missing = tuple(one for ask in own for one in ask.missing)
        due = min((ask.due for ask in own if ask.due), default=None)
        yield Ask(own[0].answerer, missing, due, "")
