"""Puts together what one person can answer in one go, and says it in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from visitplanner.i18n import N_, translator
from visitplanner.planning.checks.wording import Words
from visitplanner.planning.completeness.result import Answerer, Ask, Missing, Role

MOST: Final = 12
"""How many things one request names before it counts the rest."""


def asks(missing: Iterable[Missing], words: Words) -> tuple[Ask, ...]:
    """One request to each person, in the order in which answers are due; the organiser's own last.

    What nobody else can say is put together by record: it is found out here and there.
    """
    of_others: dict[tuple[str, str, str, str], list[Missing]] = {}
    own: dict[str, list[Missing]] = {}
    for one in missing:
        who = one.answerer
        if who.role is Role.ORGANISER:
            own.setdefault(one.record, []).append(one)
        else:
            key = (who.record, who.name, who.phone, who.email)
            of_others.setdefault(key, []).append(one)
    said = _Sentences(words)
    return tuple(said.ask(group) for group in (*of_others.values(), *own.values()))


class _Sentences:
    def __init__(self, words: Words) -> None:
        self._words = words
        self._t = translator(words.language)

    def ask(self, missing: list[Missing]) -> Ask:
        answerer = missing[0].answerer
        due = min((one.due or date.max for one in missing), default=date.max)
        facts = self._facts(missing)
        if answerer.role is Role.ORGANISER:
            text = self._t.gettext(N_("Find out {facts}")).format(facts=facts)
        else:
            message = self._t.gettext(N_("Ask {who} for {facts}"))
            text = message.format(who=_name(answerer), facts=facts)
        return Ask(answerer, tuple(missing), None if due == date.max else due, text)

    def _facts(self, missing: Sequence[Missing]) -> str:
        """`start and end of “Talk” on Tue 7 Nov; menu of “Lunch” on Tue 7 Nov`."""
        things: dict[str, dict[str, None]] = {}
        for one in missing:
            things.setdefault(one.of, {})[one.fact] = None
        parts = [self._part(of, list(facts)) for of, facts in things.items()]
        if len(parts) > MOST:
            rest = len(parts) - MOST
            more = self._t.ngettext("{count} more thing", "{count} more things", rest)
            parts[MOST:] = [more.format(count=rest)]
        return "; ".join(parts)

    def _part(self, of: str, facts: list[str]) -> str:
        if not of:
            return ", ".join(facts)
        listed = str(self._words.listed(facts))
        return self._t.gettext(N_("{facts} of {it}")).format(facts=listed, it=of)


def _name(answerer: Answerer) -> str:
    return answerer.name or answerer.reach
