"""Days, journeys and the programme at a glance of the demo document."""

from __future__ import annotations

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.model import GlanceBlock as G
from visitplanner.publishing.documents.model import Icon, Kind, Place, Run

SOLARTYS = Place("Solartys office", "1", "geo:41.3925,2.1630")


def _t(text: str) -> int:
    hours, minutes = text.split(":")
    return 60 * int(hours) + int(minutes)


def _block(day: int, times: str, kind: Kind, title: str, *lines: str, **more: object) -> G:
    start, end = times.split("–")
    light = kind in {Kind.TRANSFER, Kind.LEG} and not more.get("whole_group")
    time = start if light else times
    return G(
        day=day,
        start=_t(start),
        end=_t(end),
        kind=kind,
        title=title,
        lines=lines,
        time=more.pop("time", time),  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


def glance_part() -> m.Part:
    se, vi, me, tr, leg = Kind.SESSION, Kind.SITE_VISIT, Kind.MEAL, Kind.TRANSFER, Kind.LEG
    meal, plane, coach, walk, taxi = Icon.MEAL, Icon.FLIGHT, Icon.COACH, Icon.WALK, Icon.TAXI
    left, right = {"lane": 0, "lanes": 2}, {"lane": 1, "lanes": 2}
    office, veles = "Solartys office", "Veles e Vents"
    blocks = (
        _block(
            0, "10:45–14:00", leg, "Sofia to Barcelona", "XX206 · 2 people",
            icon=plane, time="11:45 EET", end_time="14:00 CET", **left,
        ),
        _block(0, "14:45–15:25", tr, "Taxi", icon=taxi, **left),
        _block(
            0, "15:10–18:15", leg, "Las Palmas to Barcelona", "XX104 · 1 person",
            icon=plane, time="14:10 WET", end_time="18:15 CET", **right,
        ),
        _block(0, "18:55–19:35", tr, "Taxi", icon=taxi, **right),
        _block(
            0, "20:30–22:00", Kind.SOCIAL, "Welcome drink",
            "Hotel Exemple · 10 people, optional", icon=Icon.SOCIAL,
        ),
        _block(1, "08:40–09:00", tr, "Walk", icon=walk),
        _block(1, "09:00–09:30", se, "Registration and coffee"),
        _block(1, "09:30–10:45", se, "Welcome: Solartys and its ecosystem", office),
        _block(1, "11:00–12:15", se, "Cluster policy in Catalonia", "ACCIÓ, at Solartys office"),
        _block(1, "12:30–14:00", me, "Lunch", "Restaurant Exemple", icon=meal),
        _block(1, "14:00–14:40", tr, "Coach to CEEC", icon=coach),
        _block(1, "14:45–16:15", vi, "Efficient energy cluster", "CEEC", icon=Icon.SITE_VISIT),
        _block(1, "16:20–16:40", tr, "Coach to Railgrup", icon=coach),
        _block(
            1, "16:45–18:00", vi, "Rail cluster", "Railgrup · to be confirmed",
            icon=Icon.SITE_VISIT, tentative=True,
        ),
        _block(
            1, "20:30–22:30", me, "Delegation dinner", "Restaurant Exemple", "smart casual", icon=meal
        ),
        _block(2, "09:00–10:30", se, "Solartys members tell their story", office),
        _block(2, "10:30–10:55", tr, "Taxi", icon=taxi, changed=True, **right),
        _block(2, "11:00–12:30", se, "Cluster meetings", "7 people", changed=True, **left),
        _block(2, "11:00–12:30", vi, "Energy laboratory", "IREC · 6 people", changed=True, **right),
        _block(2, "12:35–13:00", tr, "Taxi", icon=taxi, changed=True, **right),
        _block(2, "13:00–14:10", me, "Lunch", icon=meal),
        _block(2, "14:30–16:00", se, "Lessons learnt and action list", office, changed=True),
        _block(2, "16:40–17:15", tr, "Coach to Sants", icon=coach, changed=True),
        _block(
            2, "18:00–21:20", leg, "Train to Valencia", "Renfe Euromed, 3 h 20", "Barcelona Sants",
            "Valencia Joaquín Sorolla", "gate closes 17:50", icon=Icon.TRAIN, whole_group=True,
        ),
        _block(2, "21:30–22:00", tr, "Coach to hotel", icon=coach),
        _block(3, "08:20–08:40", tr, "Walk", icon=walk),
        _block(
            3, "09:00–12:30", se, "Inter-consortia meeting of the Cluster Excellence projects",
            "Veles e Vents, room to be confirmed", "Zutana Modelo Ejemplar joins at 10:30",
        ),
        _block(3, "12:30–14:00", me, "Registration, networking lunch", veles, icon=meal),
        _block(3, "14:00–15:15", se, "GROW Your REGIOn: opening and keynotes", veles),
        _block(3, "15:30–18:00", se, "Co-creation workshop: energy", "Room 1", "group Energy", **left),
        _block(3, "15:30–18:00", se, "Co-creation workshop: water", "Room 2", "group Water", **right),
        _block(3, "20:30–22:30", me, "Networking dinner", "Las Arenas resort", icon=meal),
        _block(4, "08:15–08:45", tr, "Coach", icon=coach),
        _block(4, "09:00–11:00", se, "Workshop on the next Cluster Excellence call", veles),
        _block(4, "11:30–13:00", se, "Voting on topics and conclusions", veles),
        _block(4, "13:00–14:15", me, "Lunch, evaluation forms", veles, icon=meal),
        _block(4, "14:30–15:10", tr, "Airport", icon=coach, **left),
        _block(4, "14:30–15:10", tr, "Station", icon=taxi, **right),
        _block(
            4, "17:30–20:25", leg, "Valencia to Las Palmas", "XX105 · 1 person",
            icon=plane, time="17:30 CET", end_time="19:25 WET", **left,
        ),
    )  # fmt: skip
    glance = m.Glance(
        title="Programme at a glance",
        days=(
            m.GlanceDay("5", "Sun", "Arrivals"),
            m.GlanceDay("6", "Mon", "Solartys and its ecosystem"),
            m.GlanceDay("7", "Tue", "Laboratory, meetings, train"),
            m.GlanceDay("8", "Wed", "Conference opens"),
            m.GlanceDay("9", "Thu", "Conclusions, way home"),
        ),
        blocks=blocks,
        bands=(m.GlanceBand("Barcelona", 0, 2.6), m.GlanceBand("Valencia", 2.6, 5)),
        stays=(
            m.GlanceStay("Hotel Exemple Eixample, Barcelona · 2 nights", 0, 2),
            m.GlanceStay("Las Arenas resort, Valencia · 2 nights", 2, 2),
        ),
        legend=(
            m.LegendEntry(m.LegendKey.SESSION, "Session"),
            m.LegendEntry(m.LegendKey.SITE_VISIT, "Site visit"),
            m.LegendEntry(m.LegendKey.MEAL, "Meal, social"),
            m.LegendEntry(m.LegendKey.TRANSFER, "Transfer"),
            m.LegendEntry(m.LegendKey.EVERYONE_TRAVELS, "Everyone travels"),
            m.LegendEntry(m.LegendKey.TENTATIVE, "To be confirmed"),
            m.LegendEntry(m.LegendKey.CHANGED, "Changed in version 2"),
        ),
        note="Drawn at Spanish time (CET). EET is one hour ahead, WET one hour behind.",
        summary="See the day pages.",
    )
    return m.Part(title="Programme at a glance", blocks=(glance,), page=m.Page.LANDSCAPE)


def tuesday() -> tuple[m.Block, ...]:
    session = {"kind": Kind.SESSION, "kind_word": "Session", "icon": Icon.SESSION}
    return (
        m.Heading(
            "Barcelona, then the train to Valencia", kicker="Tuesday 7 November · day 3 of 5"
        ),
        m.DayRibbon(
            (
                m.RibbonBlock(_t("9:00"), _t("10:30"), Kind.SESSION),
                m.RibbonBlock(_t("10:30"), _t("10:55"), Kind.TRANSFER, half=2),
                m.RibbonBlock(_t("11:00"), _t("12:30"), Kind.SESSION, half=1),
                m.RibbonBlock(_t("11:00"), _t("12:30"), Kind.SITE_VISIT, half=2),
                m.RibbonBlock(_t("12:35"), _t("13:00"), Kind.TRANSFER, half=2),
                m.RibbonBlock(_t("13:00"), _t("14:10"), Kind.MEAL),
                m.RibbonBlock(_t("14:30"), _t("16:00"), Kind.SESSION),
                m.RibbonBlock(_t("16:40"), _t("17:15"), Kind.TRANSFER),
                m.RibbonBlock(_t("18:00"), _t("21:20"), Kind.LEG, label="Train to Valencia"),
                m.RibbonBlock(_t("21:30"), _t("22:00"), Kind.TRANSFER),
            )
        ),
        m.ItemRow(
            time="09:00",
            until="to 10:30",
            bodies=(
                m.ItemBody(
                    title="Solartys members tell their story",
                    place=SOLARTYS,
                    led_by="Led by Alba Álvarez, Solartys · in English",
                    **session,  # type: ignore[arg-type]
                ),
            ),
        ),
        _parallel(session),
        m.ItemRow(
            time="13:00",
            until="to 14:10",
            bodies=(
                m.ItemBody(
                    title="Lunch",
                    kind=Kind.MEAL,
                    kind_word="Meal",
                    icon=Icon.MEAL,
                    place=Place("Restaurant Exemple, Carrer d’Aragó 1", "2"),
                ),
            ),
        ),
        m.ItemRow(
            time="14:30",
            until="to 16:00",
            changed="v2",
            bodies=(
                m.ItemBody(
                    title="Lessons learnt and action list",
                    place=SOLARTYS,
                    led_by="Led by Alba Álvarez, Solartys · in English",
                    was="Moved in version 2: was 14:15 to 15:45.",
                    callout=m.Callout("Prepare", "two lessons and one action each."),
                    **session,  # type: ignore[arg-type]
                ),
            ),
        ),
        *_evening(),
    )


def _parallel(session: dict[str, object]) -> m.ItemRow:
    return m.ItemRow(
        time="11:00",
        until="to 12:30",
        note="two groups",
        changed="v2",
        bodies=(
            m.ItemBody(
                title="Cluster-to-cluster meetings",
                place=SOLARTYS,
                led_by="Led by Alba Álvarez, Solartys · four rounds",
                people_label="7 people",
                people="Jan Przykładowski, Anna Żółć-Testowska, Élise Démo-Dupont, Fulana de Tal y "
                "Ejemplo, Jan Novák-Zkouška, Jeanne Exemple, Olga Organizadora",
                callout=m.Callout("Bring", "your partner search sheet."),
                **session,  # type: ignore[arg-type]
            ),
            m.ItemBody(
                title="Energy research laboratory",
                kind=Kind.SITE_VISIT,
                kind_word="Site visit",
                icon=Icon.SITE_VISIT,
                place=Place("IREC Diagonal-Besòs", "5"),
                led_by="Led by Recerca Exemple, IREC",
                people_label="6 people",
                people="Mengano Muestra Prueba, Ivanka Primerova, Petar Testov, Max Mustermann, "
                "Erika Mustermann, Tereza Příkladná",
                was="Taxi instead of coach since version 2.",
                callout=m.Callout("Bring", "an ID card for the gate.", must_know=True),
                ride_icon=Icon.TAXI,
                rides=(
                    m.Ride("Taxi out", "10:30", "office door", "last call 10:35"),
                    m.Ride("Taxi back", "12:35", "gate", "last call 12:40"),
                ),
            ),
        ),
    )


def _evening() -> tuple[m.Block, ...]:
    return (
        m.TransferLine(
            time="16:40",
            until="to 17:15",
            icon=Icon.COACH,
            title="Coach to Barcelona Sants",
            details=("Autocars Exemple, ramp.", "If late, follow by taxi."),
            changed="v2",
            stages=(
                m.Stage("Meet", "16:35", Place("Hotel lobby, with bags")),
                m.Stage("Leaves", "16:40", Place("Hotel Exemple Eixample")),
                m.Stage("Last call", "16:45"),
                m.Stage("Arrives", "17:15", Place("Sants", "6")),
            ),
        ),
        m.Ticket(
            booking=m.Booking.WHOLE_GROUP,
            time="18:00",
            until="to 21:20",
            icon=Icon.TRAIN,
            title="Train to Valencia · Renfe Euromed",
            aside="13 people, one wheelchair space",
            depart=m.TicketEnd("18:00", "Barcelona Sants"),
            arrive=m.TicketEnd("21:20", "Valencia Joaquín Sorolla"),
            length="3 h 20 · no change · both ends CET",
            facts=(
                (Run("Meet "), Run("17:25", m.Role.STRONG), Run(" at the gate")),
                (Run("Gate closes "), Run("17:50", m.Role.STRONG)),
                (Run("Booking "), Run("EXEMPLE", m.Role.STRONG)),
            ),
        ),
        m.TransferLine(
            time="21:30",
            until="to 22:00",
            icon=Icon.COACH,
            title="Coach to Las Arenas resort",
            stages=(
                m.Stage("Meet", "21:25", Place("Main exit")),
                m.Stage("Leaves", "21:30", Place("Joaquín Sorolla", "7")),
                m.Stage("Last call", "21:40"),
                m.Stage("Arrives", "22:00", Place("Las Arenas", "8")),
            ),
        ),
        m.NightLine(
            "Night",
            "Las Arenas resort",
            ", Carrer d’Eugènia Viñes 22, 46011 València · +34 960 000 020",
            "Cold supper at the hotel. A general strike is announced in Catalonia for 8 November: "
            "nobody travels that morning.",
        ),
        m.Notes("Notes", "Numbers in circles: map on page 12"),
    )


def travel_part() -> m.Part:
    part, whole = m.Booking.PART, m.Booking.WHOLE_GROUP
    las_palmas = "Las Palmas de Gran Canaria"
    rows = [
        ("Sun 5", Icon.TAXI, "Hotel Exemple Eixample", "Arrivals hall", "18:50 18:55 19:05 19:35"),
        ("Mon 6", Icon.WALK, "Solartys office", "Hotel lobby", "08:35 08:40 08:45 09:00"),
        ("", Icon.COACH, "CEEC", "Restaurant door", "13:55 14:00 14:05 14:40"),
        ("", Icon.COACH, "Railgrup", "CEEC door", "16:15 16:20 16:25 16:40"),
        ("Tue 7", Icon.COACH, "Barcelona Sants", "Hotel lobby, with bags", "16:35 16:40 16:45 17:15"),
        ("", Icon.COACH, "Las Arenas resort", "Station, main exit", "21:25 21:30 21:40 22:00"),
        ("Wed 8", Icon.WALK, "Veles e Vents", "Hotel lobby", "08:15 08:20 08:25 08:40"),
        ("Thu 9", Icon.COACH, "Veles e Vents", "Hotel lobby, with bags", "08:10 08:15 08:20 08:45"),
        ("", Icon.COACH, "Valencia Airport", "Main door", "14:20 14:30 14:35 15:10"),
    ]

    def row(day: str, icon: Icon, to: str, meet: str, times: str) -> m.TableRow:
        changed = (Run(" "), Run("v2", m.Role.SMALL)) if to == "Barcelona Sants" else ()
        where = (m.Symbol(icon), Run(" "), Run(to), *changed)
        return m.TableRow((day, where, meet, *times.split()))

    right = m.Align.RIGHT
    blocks = (
        m.Heading(
            "Your travel and hotels",
            kicker="For Fulana de Tal y Ejemplo · Canarias Excelencia Tecnológica",
        ),
        m.Ticket(
            booking=part, date="Sun 5 Nov", icon=Icon.FLIGHT, title="Exemple Air XX104",
            aside="alone", depart=m.TicketEnd("14:10", las_palmas, "WET"),
            arrive=m.TicketEnd("18:15", "Barcelona Airport", "CET"),
            length="3 h 05 · set your watch one hour on",
        ),
        m.Ticket(
            booking=whole, date="Tue 7 Nov", icon=Icon.TRAIN, title="Renfe Euromed",
            aside="with the whole group, 13 people",
            depart=m.TicketEnd("18:00", "Barcelona Sants", "CET"),
            arrive=m.TicketEnd("21:20", "Valencia Joaquín Sorolla", "CET"),
            length="3 h 20 · gate closes 17:50",
        ),
        m.Ticket(
            booking=part, date="Thu 9 Nov", icon=Icon.FLIGHT, title="Exemple Air XX105",
            aside="alone", depart=m.TicketEnd("17:30", "Valencia Airport", "CET"),
            arrive=m.TicketEnd("19:25", las_palmas, "WET"),
            length="2 h 55 · set your watch one hour back",
        ),
        m.Heading("Transfers", 2),
        m.Table(
            columns=(
                m.Column("November", 15), m.Column("To", 52), m.Column("Meeting point"),
                m.Column("Meet", 15, align=right, strong=True), m.Column("Leaves", 15.5, align=right),
                m.Column("Last call", 17.5, align=right), m.Column("Arrives", 14.5, align=right),
            ),
            rows=tuple(row(*r) for r in rows),
            summary="Transfers with meeting point and times",
        ),
        m.Paragraph(
            "Meet is when to stand there; last call is when the vehicle goes without you. Late: "
            "phone the duty number and follow by taxi.",
            m.Tone.SECONDARY,
        ),
        m.Heading("Hotels", 2),
        m.Hotels(
            (
                m.HotelStay(
                    "Hotel Exemple Eixample", "2 nights", "Carrer de Balmes 1, 08007 Barcelona",
                    "Sun 5 to Tue 7 Nov · single use double · +34 931 000 020",
                ),
                m.HotelStay(
                    "Las Arenas resort", "2 nights", "Carrer d’Eugènia Viñes 22, 46011 València",
                    "Tue 7 to Thu 9 Nov · single use double · +34 960 000 020",
                ),
            )
        ),
        m.Callout(
            "Strike",
            "A general strike is announced in Catalonia for Wednesday 8 November. Nobody of the "
            "group travels that morning.",
            must_know=True,
        ),
    )  # fmt: skip
    return m.Part(title="Travel and hotels", blocks=blocks)
