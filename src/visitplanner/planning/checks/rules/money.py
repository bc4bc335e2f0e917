"""Money: costs beyond the limit, what a funding programme asks for, and proofs that are missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from visitplanner.domain.base import same_name
from visitplanner.domain.office import BudgetLine
from visitplanner.domain.queries import stays
from visitplanner.domain.vocabulary import ItemKind
from visitplanner.i18n import N_
from visitplanner.planning.checks.bitsets import bits
from visitplanner.planning.checks.compiled import Plan, Row
from visitplanner.planning.checks.problem import Finding, Severity
from visitplanner.planning.checks.registry import rule
from visitplanner.planning.checks.rules.common import about_people
from visitplanner.planning.checks.wording import NAMED, Words
from visitplanner.planning.distance import great_circle_km
from visitplanner.planning.funding import HALVED, LOST, Threshold, rule_of
from visitplanner.planning.gazetteer import City

_SYMBOLS: Final = {"€": "EUR", "EURO": "EUR", "EUROS": "EUR", "£": "GBP", "ZŁ": "PLN", "KČ": "CZK"}

# --- Budget --------------------------------------------------------------------------------------


@rule(
    "over-budget",
    Severity.NOTE,
    N_("Costs are above the budget"),
    reads=("budget", "budget_limit", "currency"),
)
def over_budget(plan: Plan, words: Words) -> Iterator[Finding]:
    """What was paid, else what is planned, against the limit; without one, heading by heading."""
    visit = plan.visit
    by_currency: dict[str, list[BudgetLine]] = defaultdict(list)
    for line in visit.budget:
        by_currency[_code(line.currency) or _code(visit.currency)].append(line)
    if visit.budget_limit is None:
        for currency, lines in sorted(by_currency.items()):
            yield from _headings_over(words, lines, currency)
        return
    # A limit whose currency nobody gave is in that of the costs, if they have but one.
    own = _code(visit.currency) or (next(iter(by_currency)) if len(by_currency) == 1 else "")
    counted = by_currency.pop(own, [])
    total = sum((_cost(line) for line in counted), Decimal())
    if total > visit.budget_limit:
        headings = _over(counted)
        yield Finding(
            subjects=("visit:Budget limit", *headings),
            records=(visit.id, *(line.id for line in counted if line.heading in headings)),
            message=_above(
                words,
                sorted(by_currency),
                total=_amount(words, total, own),
                excess=_amount(words, total - visit.budget_limit, own),
                limit=_amount(words, visit.budget_limit, own),
                parts=_parts(words, headings, own),
            ),
            fix=words.gettext("Reduce the costs, or raise the limit if the money is there."),
            basis=(str(total), str(visit.budget_limit), own, *sorted(by_currency)),
        )


def _code(currency: str) -> str:
    """The letters of a currency, however it was typed."""
    text = currency.upper().strip(". ")
    return _SYMBOLS.get(text, text)


def _cost(line: BudgetLine) -> Decimal:
    if line.actual is not None:
        return line.actual
    return line.planned or Decimal()


def _over(lines: Sequence[BudgetLine]) -> dict[str, Decimal]:
    """The headings that cost more than was planned for them, and how much more.

    What has not been paid yet is taken to cost what was planned.
    """
    planned: dict[str, Decimal] = {}
    cost: dict[str, Decimal] = defaultdict(Decimal)
    names: dict[str, str] = {}
    for line in lines:
        key = same_name(line.heading)
        names[key] = min(names.get(key, line.heading), line.heading)
        cost[key] += _cost(line)
        if line.planned is not None:
            planned[key] = planned.get(key, Decimal()) + line.planned
    over = {names[key]: cost[key] - plan for key, plan in planned.items() if cost[key] > plan}
    return dict(sorted(over.items()))


def _above(words: Words, others: Sequence[str], **amounts: str) -> str:
    named = [other for other in others if other]
    if not named:
        return words.gettext(
            "Costs come to {total}, {excess} above the limit of {limit}{parts}.", **amounts
        )
    return words.gettext(
        "Without what is in {currencies}, costs come to {total}, {excess} above the limit of"
        " {limit}{parts}.",
        currencies=words.listed(named),
        **amounts,
    )


def _amount(words: Words, value: Decimal, currency: str) -> str:
    """Money: `1,240 EUR`, `32.50 EUR`, as the language writes numbers."""
    from babel import Locale, UnknownLocaleError
    from babel.numbers import format_decimal

    try:
        locale = Locale.parse(words.language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    whole = value == value.to_integral_value()
    pattern = "#,##0" if whole else "#,##0.00"
    return f"{format_decimal(value, pattern, locale)} {currency}".strip()


def _parts(words: Words, headings: dict[str, Decimal], currency: str) -> str:
    """Where it comes from, largest first: ` (Travel +900 EUR)`."""
    largest = sorted(headings.items(), key=lambda part: -part[1])
    texts = [f"{name} +{_amount(words, more, currency)}".strip() for name, more in largest]
    return f" ({words.some(texts)})" if texts else ""


def _headings_over(words: Words, lines: list[BudgetLine], currency: str) -> Iterator[Finding]:
    for heading, more in _over(lines).items():
        own = [line for line in lines if same_name(line.heading) == same_name(heading)]
        cost = sum((_cost(line) for line in own), Decimal())
        # Outside the call: messages are not collected from within another message's call.
        name = words.quoted(heading) if heading else words.phrase(N_("the budget"))
        yield Finding(
            subjects=(heading or "visit:Budget",),
            records=tuple(line.id for line in own),
            message=words.gettext(
                "{heading} comes to {total}, {excess} more than planned.",
                heading=name,
                total=_amount(words, cost, currency),
                excess=_amount(words, more, currency),
            ),
            fix=words.gettext("Find the difference elsewhere, or correct the plan."),
            basis=(heading, str(cost), str(more), currency),
        )


# --- What the programme asks ---------------------------------------------------------------------

_AT_WORK: Final = (ItemKind.SESSION, ItemKind.SITE_VISIT, ItemKind.BRIEFING, ItemKind.OTHER)
_SATURDAY: Final = 5
_LOSSES: Final = {
    LOST: N_("the lump sum is lost"),
    HALVED: N_("the lump sum is halved"),
    "": N_("the funding may be lost"),
}


@rule(
    "programme-rule",
    Severity.NOTE,
    N_("The visit falls short of what the funding programme asks for"),
    reads=(
        *("rows", "stops", "delegates", "organisations"),
        *("funding_programme", "working_days_asked", "distance_asked"),
    ),
)
def programme_rule(plan: Plan, words: Words) -> Iterator[Finding]:
    """Working days on site and the distance from home, person by person.

    What the visit's own fields ask wins over the rule file; see `planning.funding`.
    """
    yield from _too_few_days(plan, words)
    yield from _too_near(plan, words)


def _asked(plan: Plan, stated: int | None, what: str) -> tuple[Threshold, ...]:
    """The thresholds that count, lowest first: below the lowest, most is lost."""
    programme = plan.visit.funding_programme
    found = rule_of(programme, plan.visit.first_day) if programme else None
    known: tuple[Threshold, ...] = getattr(found, what) if found else ()
    if stated is not None:
        own = (Threshold(at_least=stated, otherwise=""),) if stated else ()
        known = tuple(t for t in known if t.at_least == stated) or own
    return tuple(sorted(known, key=lambda threshold: threshold.at_least))


def _too_few_days(plan: Plan, words: Words) -> Iterator[Finding]:
    asked = _asked(plan, plan.visit.working_days_asked, "working_days")
    days = [who for day, who in _days_at_work(plan).items() if day.weekday() < _SATURDAY]
    if not asked or not days:
        return
    reached = _reached(days, asked[-1].at_least)
    for count in range(1, len(reached) - 1):
        people = reached[count] & ~reached[count + 1]
        threshold = next((t for t in asked if count < t.at_least), None)
        if not people or threshold is None:
            continue
        stated = plan.visit.working_days_asked is not None
        whole = people == reached[1] and people.bit_count() > NAMED
        names = words.phrase(N_("the whole delegation")) if whole else words.people(people)
        found = about_people(
            plan.crowd.members(people),
            "visit:Working days asked" if stated else "visit:Funding programme",
        )
        yield Finding(
            subjects=found["subjects"],
            records=(plan.visit.id, *found["records"]),
            message=words.gettext(
                "{people} will be on site for {count} of the {asked} working days that {programme}"
                " asks for: {loss}.",
                people=names,
                count=count,
                asked=threshold.at_least,
                programme=_programme(plan, words),
                loss=_loss(words, threshold),
            ),
            fix=words.gettext("Add days with sessions, or settle it with the funding body."),
        )


def _days_at_work(plan: Plan) -> dict[date, int]:
    """The days with sessions and visits, in order, and who takes part; travel is no work."""
    days: dict[date, int] = defaultdict(int)
    for row, day in plan.each(_day_at_work, "item"):
        if row.who:
            days[day] |= row.who
    return dict(sorted(days.items()))


def _day_at_work(_plan: Plan, row: Row) -> date | None:
    works = row.item is not None and row.item.kind in _AT_WORK and row.firm
    return row.day if works else None


def _reached(days: Sequence[int], most: int) -> list[int]:
    """Who is there on at least 0, 1, 2 … days, up to one more than there are or than matter."""
    reached = [-1] + [0] * (min(most, len(days)) + 1)
    for who in days:
        for count in range(len(reached) - 1, 0, -1):
            reached[count] |= reached[count - 1] & who
    return reached


def _too_near(plan: Plan, words: Words) -> Iterator[Finding]:
    asked = _asked(plan, plan.visit.distance_asked, "distance_km")
    distances = _distances(plan) if asked else {}
    left = list(distances)
    for threshold in asked:
        near = [p for p in left if distances[p] < threshold.at_least]
        left = [p for p in left if p not in near]
        if not near:
            continue
        stated = plan.visit.distance_asked is not None
        subject = "visit:Distance asked" if stated else "visit:Funding programme"
        people = plan.crowd.those(plan.crowd.slots[position] for position in near)
        found = about_people(plan.crowd.members(people), subject)
        yield Finding(
            subjects=found["subjects"],
            records=(plan.visit.id, *found["records"]),
            message=words.ngettext(
                "{people} comes from nearer than the {km} km that {programme} asks for: {loss}.",
                "{people} come from nearer than the {km} km that {programme} asks for: {loss}.",
                len(near),
                people=words.people(people),
                km=threshold.at_least,
                programme=_programme(plan, words),
                loss=_loss(words, threshold),
            ),
            fix=words.gettext("Settle with the funding body what is paid before they book."),
        )


def _distances(plan: Plan) -> dict[int, float]:
    """How far it is from home to the first stop, in kilometres, for those whose home is known."""
    first = next(iter(stays(plan.visit)), None)
    settled = any(organisation.city for organisation in plan.visit.organisations)
    town = plan.ground.town(first.city) if settled and first and first.city else None
    if town is None:
        return {}
    homes: dict[str, City | None] = {}
    distances: dict[int, float] = {}
    for position in bits(plan.crowd.active):
        name = plan.crowd.slots[position].organisation
        if name not in homes:
            homes[name] = _home(plan, name)
        home = homes[name]
        if home:
            ends = (home.latitude, home.longitude, town.latitude, town.longitude)
            distances[position] = great_circle_km(*ends)
    return distances


def _home(plan: Plan, name: str) -> City | None:
    """The town of an organisation; None where it is not stated, or may be one of several."""
    organisation, towns = plan.index.organisation(name), plan.ground.gazetteer
    if organisation is None or not organisation.city:
        return None
    country = towns.country(organisation.country) if organisation.country else None
    near = (country,) if country else ()
    if towns.rivals(organisation.city, near):
        return None
    found = towns.find(organisation.city, near)
    return None if found and country and found.country != country else found


def _programme(plan: Plan, words: Words) -> str:
    return plan.visit.funding_programme or words.phrase(N_("the funding programme"))


def _loss(words: Words, threshold: Threshold) -> str:
    """What happens below a threshold: a phrase of the program, else the sentence of the rule."""
    text = _LOSSES.get(threshold.otherwise)
    return words.phrase(text) if text else threshold.otherwise


# --- Proofs --------------------------------------------------------------------------------------


@rule(
    "proof-missing",
    Severity.NOTE,
    N_("The signed attendance list of a day is missing"),
    reads=("rows", "signed_lists", "funding_programme", "today"),
)
def proof_missing(plan: Plan, words: Words) -> Iterator[Finding]:
    """Days with sessions up to tomorrow without a signed list; only where somebody funds it."""
    if not plan.visit.funding_programme or plan.today is None:
        return
    for day in _days_at_work(plan):
        if day > plan.today + timedelta(days=1) or day in plan.visit.signed_lists:
            continue
        fix = (
            N_("Ask those who were there to sign now, and note the day under Signed lists.")
            if day < plan.today
            else N_("Print it before the day, and note the day once it is signed.")
        )
        yield Finding(
            subjects=(day.isoformat(), "visit:Signed lists"),
            records=(plan.visit.id,),
            message=words.gettext(
                "There is no signed attendance list for {day}; {programme} wants proof.",
                day=words.day(day),
                programme=plan.visit.funding_programme,
            ),
            fix=words.gettext(fix),
            day=day,
        )
