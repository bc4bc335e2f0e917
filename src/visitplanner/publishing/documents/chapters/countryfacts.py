"""What to know of the countries of a visit: time, money, sockets, languages, phoning."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Final

from visitplanner.domain import queries
from visitplanner.domain.times import at
from visitplanner.planning.country_facts import CountryFacts, country_facts
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.text import listed
from visitplanner.publishing.documents.chapters.words import capital

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visitplanner.domain.programme import Stop
    from visitplanner.publishing.documents.chapters.draft import Draft

_ROUND: Final = frozenset("CEF")
_MOST: Final = 3  # columns beside the labels
_LABEL: Final = 33.0  # millimetres


def country_blocks(draft: Draft) -> tuple[model.Block, ...]:
    """The facts of each country, side by side where there are several; nothing if none is known."""
    t = draft.t
    facts = [country_facts(code, draft.visit.first_day) for code in countries(draft)]
    columns = [(one, _lines(draft, one)) for one in facts]
    known = [(one, lines) for one, lines in columns if any(text for _, text in lines)]
    if not known:
        return ()
    if len(known) == 1:
        one, lines = known[0]
        name = t.gettext("In {country}").format(country=draft.phrases.country(one.code))
        pairs = tuple(model.Pair(label, text) for label, text in lines if text)
        return (model.Heading(name, level=2), model.Pairs(pairs, _LABEL))
    groups = (known[start : start + _MOST] for start in range(0, len(known), _MOST))
    tables = (_table(draft, group) for group in groups)
    return (model.Heading(t.gettext("Country by country"), level=2), *tables)


def countries(draft: Draft) -> tuple[str, ...]:
    """The countries of the stops by their ISO codes, in the order of travel."""
    return draft.countries(queries.stays(draft.visit))


def _table(
    draft: Draft, known: Sequence[tuple[CountryFacts, list[tuple[str, str]]]]
) -> model.Table:
    names = [draft.phrases.country(one.code) for one, _ in known]
    columns = (
        model.Column("", _LABEL),
        *(model.Column(capital(name)) for name in names),
    )
    labels = [label for label, _ in known[0][1]]
    rows = []
    for number, label in enumerate(labels):
        cells = [lines[number][1] for _, lines in known]
        if any(cells):
            heading = (model.Run(label, model.Role.MUTED),)
            rows.append(model.TableRow((heading, *cells)))
    return model.Table(columns, tuple(rows), summary=draft.t.gettext("Country by country"))


def _lines(draft: Draft, one: CountryFacts) -> list[tuple[str, str]]:
    """A label and a text for each fact; always the same labels, so that columns can be laid."""
    t, phrases = draft.t, draft.phrases
    money = [
        t.gettext("{currency} ({code})").format(currency=phrases.currency(code), code=code)
        for code in one.currencies
    ]
    dialling = f"+{one.dialling}" if one.dialling else ""
    pattern = t.gettext("{number}, free of charge")
    emergency = pattern.format(number=one.emergency) if one.emergency else ""
    return [
        (t.gettext("Time"), _time(draft, one.code)),
        (t.gettext("Money"), listed(*money)),
        (t.gettext("Sockets"), _sockets(draft, one)),
        (t.gettext("Languages"), capital(phrases.languages(one.languages))),
        (t.gettext("Dialling code"), dialling),
        (t.gettext("Emergency"), emergency),
    ]


def _sockets(draft: Draft, one: CountryFacts) -> str:
    """`Types C and F, two round pins; 230 V, 50 Hz`."""
    mains, t = one.mains, draft.t
    if mains is None:
        return ""
    pattern = t.ngettext("Type {types}", "Types {types}", len(mains.plugs))
    line = pattern.format(types=draft.phrases.names(mains.plugs))
    if set(mains.plugs) <= _ROUND:
        line = listed(line, t.gettext("two round pins"))
    elif mains.plugs == "G":
        line = listed(line, t.gettext("three rectangular pins"))
    return t.gettext("{plugs}; {volts} V, {hertz} Hz").format(
        plugs=line, volts=mains.volts, hertz=mains.hertz
    )


# --- time ---------------------------------------------------------------------------------------


def _time(draft: Draft, code: str) -> str:
    """The zones of a country's stops: `CET (UTC+1)`, with the city where there are several."""
    stops = [s for s in queries.stays(draft.visit) if draft.countries([s]) == (code,)]
    zones: dict[str, list[str]] = {}
    for stop in stops:
        if name := zone_name(draft, stop):
            zones.setdefault(name, []).append(stop.city)
    if len(zones) <= 1:
        return next(iter(zones), "")
    return "\n".join(
        f"{name}: {draft.phrases.names(dict.fromkeys(filter(None, cities)))}"
        for name, cities in zones.items()
    )


def zone_name(draft: Draft, stop: Stop) -> str:
    """The zone of a stop in letters, with what it is ahead of UTC: `CET (UTC+1)`."""
    day = stop.arrive or draft.visit.first_day
    if not stop.zone or day is None:
        return ""
    moment = at(day, time(12), stop.zone)
    letters, ahead = draft.phrases.zone(moment), _offset(moment.aware.utcoffset() or timedelta())
    return letters if letters == ahead else f"{letters} ({ahead})"


def _offset(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02d}" if rest else "")
