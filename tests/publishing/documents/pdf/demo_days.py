"""A day of the demo document."""

from __future__ import annotations

from typing import Any

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.model import Icon, Kind, Place, Run

SOLARTYS = Place("Solartys office", "1", "geo:41.3925,2.1630")


def _t(text: str) -> int:
    hours, minutes = text.split(":")
    return 60 * int(hours) + int(minutes)


def session(title: str, led_by: str, **more: Any) -> m.ItemBody:
    return m.ItemBody(
        title=title,
        kind=Kind.SESSION,
        kind_word="Session",
        icon=Icon.SESSION,
        place=SOLARTYS,
        led_by=led_by,
        **more,
    )


def tuesday() -> tuple[m.Block, ...]:
    return (
        m.Heading(
            "Barcelona, then the train to Valencia", kicker="Tuesday 7 November · day 3 of 5"
        ),
        _ribbon(),
        m.ItemRow(
            time="09:00",
            until="to 10:30",
            bodies=(
                session(
                    "Solartys members tell their story",
                    "Led by Alba Álvarez, Solartys · in English",
                ),
            ),
        ),
        _parallel(),
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
                session(
                    "Lessons learnt and action list",
                    "Led by Alba Álvarez, Solartys · in English",
                    was="Moved in version 2: was 14:15 to 15:45.",
                    callout=m.Callout("Prepare", "two lessons and one action each."),
                ),
            ),
        ),
        *_evening(),
    )


def _ribbon() -> m.DayRibbon:
    return m.DayRibbon(
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
    )


def _parallel() -> m.ItemRow:
    return m.ItemRow(
        time="11:00",
        until="to 12:30",
        note="two groups",
        changed="v2",
        bodies=(
            session(
                "Cluster-to-cluster meetings",
                "Led by Alba Álvarez, Solartys · four rounds",
                people_label="7 people",
                people="Jan Przykładowski, Anna Żółć-Testowska, Élise Démo-Dupont, Fulana de Tal y "
                "Ejemplo, Jan Novák-Zkouška, Jeanne Exemple, Olga Organizadora",
                callout=m.Callout("Bring", "your partner search sheet."),
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
