"""Passports and visas: documents that expire during the visit, and borders with rules."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Final

from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Stop
from visitplanner.domain.queries import Span, stays
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan
from visitplanner.planning.checks.countries import country_code, country_of_stop
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import case_rule
from visitplanner.planning.checks.rules.common import about_members
from visitplanner.planning.checks.wording import Words
from visitplanner.planning.entry_rules import AS_OF, Formality, formality

# --- Documents -----------------------------------------------------------------------------------


def _expiring(plan: Plan) -> Iterator[tuple[int, date, date]]:
    """Whose document is valid until when, and until when they travel with it."""
    dated = plan.people_with("document_valid_until")
    leaving = max((day for _, day in plan.each_person(_leaves_on, "leaves")), default=date.min)
    travels = plan.once(_travels) if dated else {}
    latest = max(travels, default=date.min)
    end = plan.visit.last_day or date.min
    for valid in sorted(day for day in dated if day < max(latest, end, leaving)):
        for person in plan.crowd.members(dated[valid] & plan.crowd.active):
            last = person.leaves.day if person.leaves else end
            bit = plan.crowd.bit(person)
            if valid < last or valid < latest:
                days = (day for day, who in travels.items() if who & bit)
                last = max(last, *days, date.min)
            if valid < last:
                yield bit, valid, last


@case_rule(
    "document-expires",
    Severity.ERROR,
    N_("A passport or identity card expires before the end of the visit"),
    cases=_expiring,
    reads=("delegates", "stops"),
    given=lambda plan: plan.once(_travels),
)
def document_expires(plan: Plan, words: Words, case: tuple[int, date, date]) -> Iterator[Finding]:
    """Documents of active people that are not valid on the last day of their stay or travels."""
    person, valid, last = case
    yield Finding(
        **about_members(plan, person),
        message=words.gettext(
            "{person} travels until {last} with a document that is valid until {valid} only.",
            person=words.people(person),
            last=words.dated(last),
            valid=words.dated(valid),
        ),
        fix=words.gettext("Have it renewed in time, or enter another one that is valid."),
        day=last,
    )


def _leaves_on(_plan: Plan, person: Delegate) -> date | None:
    return person.leaves.day if person.leaves and person.document_valid_until else None


def _travels(plan: Plan) -> dict[date, int]:
    """Who sets out on a journey on which day, and who arrives."""
    found: dict[date, int] = defaultdict(int)
    for row in plan.journeys:
        if row.day:
            found[row.day] |= row.who
        if row.end is not None and row.ends is not None:
            found[row.ends.wall.date()] |= row.who
    return found


# --- Borders -------------------------------------------------------------------------------------

_SEVERAL: Final = re.compile(r"[/;,&+]| and ")
"""What stands between two nationalities of one person."""


Asked = tuple[int, Formality, str, date | None]
"""Some people, what they may need, in which country, and from which day on."""


def _asked(plan: Plan) -> Iterator[Asked]:
    people = _by_nationality(plan)
    for country, stops in _destinations(plan).items() if people else ():
        there = _visitors(plan, stops)
        asked: dict[Formality, int] = defaultdict(int)
        for nationalities, citizens in people.items():
            needed = min(formality(nationality, country) for nationality in nationalities)
            asked[needed] |= citizens & there
        for needed in (Formality.VISA, Formality.LOOK_UP):
            if asked[needed]:
                yield asked[needed], needed, country, stops[0].arrive


def _by_nationality(plan: Plan) -> dict[tuple[str, ...], int]:
    """Active people by the ISO codes of their nationalities, those of unknown ones left out."""
    found: dict[tuple[str, ...], int] = defaultdict(int)
    for text, nationals in plan.people_with("nationality").items():
        people = nationals & plan.crowd.active
        codes = _codes(plan, text) if people else ()
        if codes:
            found[codes] |= people
    return found


def _codes(plan: Plan, text: str) -> tuple[str, ...]:
    whole = country_code(plan, text)
    parts = [whole] if whole else [country_code(plan, part) for part in _SEVERAL.split(text)]
    return tuple(sorted({code for code in parts if code}))


def _destinations(plan: Plan) -> dict[str, list[Stop]]:
    """The stops in each country of the visit, in the order of travel."""
    found: dict[str, list[Stop]] = defaultdict(list)
    for stop in stays(plan.visit):
        code = country_of_stop(plan, stop)
        if code:
            found[code].append(stop)
    return found


def _visitors(plan: Plan, stops: list[Stop]) -> int:
    """Who is with the visit while it is at one of these stops."""
    there = 0
    for stop in stops:
        last = stop.leave or stop.arrive
        known = stop.arrive is not None and last is not None and last >= stop.arrive
        first = stop.arrive if known else None
        there |= plan.crowd.present(
            Span(datetime.combine(first, time.min), datetime.combine(last, time.max))
            if first and last
            else None
        )
    return there


@case_rule(
    "entry-rules",
    Severity.WARNING,
    N_("Somebody may need a visa or a travel authorisation"),
    cases=_asked,
    reads=("delegates", "stops"),
)
def entry_rules(plan: Plan, words: Words, case: Asked) -> Iterator[Finding]:
    """Nationals who may need more than a passport; one finding for each country and formality.

    Of somebody with two nationalities the better one counts.
    """
    people, needed, country, day = case
    number, who, where = people.bit_count(), words.people(people), words.country(country)
    if needed is Formality.VISA:
        message = words.ngettext(
            "{country}: {people} may need a visa.",
            "{country}: {people} may need visas.",
            number,
            people=who,
            country=where,
        )
        fix = words.gettext(
            "Ask about a visa or a residence permit now; a visa takes weeks. (Rules as of {year}.)",
            year=AS_OF.year,
        )
    else:
        message = words.ngettext(
            "{country}: {people} may need a visa or a travel authorisation.",
            "{country}: {people} may need visas or travel authorisations.",
            number,
            people=who,
            country=where,
        )
        fix = words.gettext("Look up the entry rules in good time: a visa takes weeks.")
    yield Finding(**about_members(plan, people), message=message, fix=fix, day=day)
