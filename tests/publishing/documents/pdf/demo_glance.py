"""The programme at a glance of the demo document."""

from __future__ import annotations

from visitplanner.publishing.documents import model as m

# day | minutes as drawn | kind | title | lines | icon | marks: a lane of two (L, R), v changed,
# ? to be confirmed, ! everybody; a leg also has its own times
_ROWS = """
0|10:45–14:00|leg|Sofia to Barcelona|XX206 · 2 people|flight|L|11:45 EET|14:00 CET
0|14:45–15:25|transfer|Taxi||taxi|L
0|15:10–18:15|leg|Las Palmas to Barcelona|XX104 · 1 person|flight|R|14:10 WET|18:15 CET
0|18:55–19:35|transfer|Taxi||taxi|R
0|20:30–22:00|social|Welcome drink|Hotel Exemple · 10 people, optional|social|
1|08:40–09:00|transfer|Walk||walk|
1|09:00–09:30|session|Registration and coffee|||
1|09:30–10:45|session|Welcome: Solartys and its ecosystem|Solartys office||
1|11:00–12:15|session|Cluster policy in Catalonia|ACCIÓ, at Solartys office||
1|12:30–14:00|meal|Lunch|Restaurant Exemple|meal|
1|14:00–14:40|transfer|Coach to CEEC||coach|
1|14:45–16:15|site visit|Efficient energy cluster|CEEC|site visit|
1|16:20–16:40|transfer|Coach to Railgrup||coach|
1|16:45–18:00|site visit|Rail cluster|Railgrup · to be confirmed|site visit|?
1|20:30–22:30|meal|Delegation dinner|Restaurant Exemple; smart casual|meal|
2|09:00–10:30|session|Solartys members tell their story|Solartys office||
2|10:30–10:55|transfer|Taxi||taxi|Rv
2|11:00–12:30|session|Cluster meetings|7 people||Lv
2|11:00–12:30|site visit|Energy laboratory|IREC · 6 people||Rv
2|12:35–13:00|transfer|Taxi||taxi|Rv
2|13:00–14:10|meal|Lunch||meal|
2|14:30–16:00|session|Lessons learnt and action list|Solartys office||v
2|16:40–17:15|transfer|Coach to Sants||coach|v
2|18:00–21:20|leg|Train to Valencia|Renfe Euromed, 3 h 20; Barcelona Sants; \
Valencia Joaquín Sorolla; gate closes 17:50|train|!
2|21:30–22:00|transfer|Coach to hotel||coach|
3|08:20–08:40|transfer|Walk||walk|
3|09:00–12:30|session|Inter-consortia meeting of the Cluster Excellence projects|Veles e Vents, \
room to be confirmed; Zutana Modelo Ejemplar joins at 10:30||
3|12:30–14:00|meal|Registration, networking lunch|Veles e Vents|meal|
3|14:00–15:15|session|GROW Your REGIOn: opening and keynotes|Veles e Vents||
3|15:30–18:00|session|Co-creation workshop: energy|Room 1; group Energy||L
3|15:30–18:00|session|Co-creation workshop: water|Room 2; group Water||R
3|20:30–22:30|meal|Networking dinner|Las Arenas resort|meal|
4|08:15–08:45|transfer|Coach||coach|
4|09:00–11:00|session|Workshop on the next Cluster Excellence call|Veles e Vents||
4|11:30–13:00|session|Voting on topics and conclusions|Veles e Vents||
4|13:00–14:15|meal|Lunch, evaluation forms|Veles e Vents|meal|
4|14:30–15:10|transfer|Airport||coach|L
4|14:30–15:10|transfer|Station||taxi|R
4|17:30–20:25|leg|Valencia to Las Palmas|XX105 · 1 person|flight|L|17:30 CET|19:25 WET
"""
_DAYS = {
    "5 Sun": "Arrivals",
    "6 Mon": "Solartys and its ecosystem",
    "7 Tue": "Laboratory, meetings, train",
    "8 Wed": "Conference opens",
    "9 Thu": "Conclusions, way home",
}
_LEGEND = {
    m.LegendKey.SESSION: "Session",
    m.LegendKey.SITE_VISIT: "Site visit",
    m.LegendKey.MEAL: "Meal, social",
    m.LegendKey.TRANSFER: "Transfer",
    m.LegendKey.EVERYONE_TRAVELS: "Everyone travels",
    m.LegendKey.TENTATIVE: "To be confirmed",
    m.LegendKey.CHANGED: "Changed in version 2",
}


def minutes(text: str) -> int:
    hours, rest = text.split(":")
    return 60 * int(hours) + int(rest)


def _block(row: str) -> m.GlanceBlock:
    day, times, kind, title, lines, icon, marks, *ends = row.split("|")
    start, end = times.split("–")
    shown = start if kind == "transfer" else times
    return m.GlanceBlock(
        day=int(day),
        start=minutes(start),
        end=minutes(end),
        kind=m.Kind(kind),
        title=title,
        lines=tuple(line.strip() for line in lines.split(";") if line),
        time=ends[0] if ends else shown,
        end_time=ends[1] if ends else "",
        icon=m.Icon(icon) if icon else None,
        lane=int("R" in marks),
        lanes=2 if "L" in marks or "R" in marks else 1,
        whole_group="!" in marks,
        tentative="?" in marks,
        changed="v" in marks,
    )


def glance_part() -> m.Part:
    glance = m.Glance(
        title="Programme at a glance",
        days=tuple(m.GlanceDay(day[0], day[2:], title) for day, title in _DAYS.items()),
        blocks=tuple(map(_block, _ROWS.strip().splitlines())),
        bands=(m.GlanceBand("Barcelona", 0, 2.6), m.GlanceBand("Valencia", 2.6, 5)),
        stays=(
            m.GlanceStay("Hotel Exemple Eixample, Barcelona · 2 nights", 0, 2),
            m.GlanceStay("Las Arenas resort, Valencia · 2 nights", 2, 2),
        ),
        legend=tuple(m.LegendEntry(key, text) for key, text in _LEGEND.items()),
        note="Drawn at Spanish time (CET). EET is one hour ahead, WET one hour behind.",
        summary="See the day pages.",
    )
    return m.Part(title="Programme at a glance", blocks=(glance,), page=m.Page.LANDSCAPE)
