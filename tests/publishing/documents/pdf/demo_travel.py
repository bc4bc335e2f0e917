"""Journeys, transfers and hotels of the demo document."""

from __future__ import annotations

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.model import Booking, Icon, Run

_ROWS = """
Sun 5|taxi|Hotel Exemple Eixample|Arrivals hall|18:50 18:55 19:05 19:35
Mon 6|walk|Solartys office|Hotel lobby|08:35 08:40 08:45 09:00
|coach|CEEC|Restaurant door|13:55 14:00 14:05 14:40
|coach|Railgrup|CEEC door|16:15 16:20 16:25 16:40
Tue 7|coach|Barcelona Sants|Hotel lobby, with bags|16:35 16:40 16:45 17:15
|coach|Las Arenas resort|Station, main exit|21:25 21:30 21:40 22:00
Wed 8|walk|Veles e Vents|Hotel lobby|08:15 08:20 08:25 08:40
Thu 9|coach|Veles e Vents|Hotel lobby, with bags|08:10 08:15 08:20 08:45
|coach|Valencia Airport|Main door|14:20 14:30 14:35 15:10
"""


def travel_part() -> m.Part:
    return m.Part(
        title="Travel and hotels",
        blocks=(
            m.Heading(
                "Your travel and hotels",
                kicker="For Fulana de Tal y Ejemplo · Canarias Excelencia Tecnológica",
            ),
            *_tickets(),
            m.Heading("Transfers", 2),
            _transfers(),
            m.Paragraph(
                "Meet is when to stand there; last call is when the vehicle goes without you. "
                "Late: phone the duty number and follow by taxi.",
                m.Tone.SECONDARY,
            ),
            m.Heading("Hotels", 2),
            _hotels(),
            m.Callout(
                "Strike",
                "A general strike is announced in Catalonia for Wednesday 8 November. Nobody of "
                "the group travels that morning.",
                must_know=True,
            ),
        ),
    )


def _tickets() -> tuple[m.Ticket, ...]:
    las_palmas = "Las Palmas de Gran Canaria"
    return (
        m.Ticket(
            booking=Booking.PART,
            date="Sun 5 Nov",
            icon=Icon.FLIGHT,
            title="Exemple Air XX104",
            aside="alone",
            depart=m.TicketEnd("14:10", las_palmas, "WET"),
            arrive=m.TicketEnd("18:15", "Barcelona Airport", "CET"),
            length="3 h 05 · set your watch one hour on",
        ),
        m.Ticket(
            booking=Booking.WHOLE_GROUP,
            date="Tue 7 Nov",
            icon=Icon.TRAIN,
            title="Renfe Euromed",
            aside="with the whole group, 13 people",
            depart=m.TicketEnd("18:00", "Barcelona Sants", "CET"),
            arrive=m.TicketEnd("21:20", "Valencia Joaquín Sorolla", "CET"),
            length="3 h 20 · gate closes 17:50",
        ),
        m.Ticket(
            booking=Booking.PART,
            date="Thu 9 Nov",
            icon=Icon.FLIGHT,
            title="Exemple Air XX105",
            aside="alone",
            depart=m.TicketEnd("17:30", "Valencia Airport", "CET"),
            arrive=m.TicketEnd("19:25", las_palmas, "WET"),
            length="2 h 55 · set your watch one hour back",
        ),
    )


def _transfers() -> m.Table:
    right = m.Align.RIGHT
    return m.Table(
        columns=(
            m.Column("November", 15),
            m.Column("To", 52),
            m.Column("Meeting point"),
            m.Column("Meet", 15, align=right, strong=True),
            m.Column("Leaves", 15.5, align=right),
            m.Column("Last call", 17.5, align=right),
            m.Column("Arrives", 14.5, align=right),
        ),
        rows=tuple(map(_row, _ROWS.strip().splitlines())),
        summary="Transfers with meeting point and times",
    )


def _row(text: str) -> m.TableRow:
    day, icon, to, meet, times = text.split("|")
    changed = (Run(" "), Run("v2", m.Role.SMALL)) if to == "Barcelona Sants" else ()
    where = (m.Symbol(Icon(icon)), Run(" "), Run(to), *changed)
    return m.TableRow((day, where, meet, *times.split()))


def _hotels() -> m.Hotels:
    return m.Hotels(
        (
            m.HotelStay(
                "Hotel Exemple Eixample",
                "2 nights",
                "Carrer de Balmes 1, 08007 Barcelona",
                "Sun 5 to Tue 7 Nov · single use double · +34 931 000 020",
            ),
            m.HotelStay(
                "Las Arenas resort",
                "2 nights",
                "Carrer d’Eugènia Viñes 22, 46011 València",
                "Tue 7 to Thu 9 Nov · single use double · +34 960 000 020",
            ),
        )
    )
