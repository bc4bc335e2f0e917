"""Mistakes of every kind, each planted in a plan without any, and all that is then said of it.

An edit is what somebody does in a cell or a row of the workbook. Each line names everything that
is new after it: first the mistake itself, then what else it brings about. A line begins with E, W
or N for error, warning and note; `@` stands for people who go together.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from tests.planning.checks.planting import (
    Edit,
    both,
    drop,
    moved,
    own,
    put,
    typed,
)
from tests.planning.checks.twozones import LISBON, clock, day
from visitplanner.domain.programme import Alert
from visitplanner.domain.times import Edge
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Status

PEOPLE: Final = {
    "@13": " ".join(f"P{n:02}" for n in (*range(1, 13), 15)),
    "@16": " ".join(f"P{n:02}" for n in (*range(1, 13), 15, 16)),
    "@lisbon": " ".join(f"D{n:02}" for n in range(1, 11)),
    "@guests": " ".join(f"D{n:02}" for n in range(1, 9)),
    "@travellers": " ".join(f"D{n:02}" for n in range(1, 10)),
    "@thursday": " ".join(f"D{n:02}" for n in (*range(1, 10), 11)),
    "@valencia": " ".join(f"D{n:02}" for n in (*range(1, 10), 11, 12)),
    "@early": "D01 D02 D03 D04 D07 D08 D09 D12",
}


class Planted(NamedTuple):
    """A mistake, and all that is then said.

    Attributes:
        today: The day on which the plan is looked at afterwards.
        sent: The plan as it was has been published.
        zone_rules: The release of the zone rules.
    """

    plan: str
    edit: Edit
    expected: tuple[str, ...]
    today: date | None
    sent: bool
    zone_rules: str

    @property
    def code(self) -> str:
        """What it is a case of."""
        return self.expected[0][2:].partition(":")[0]


def planted(
    plan: str,
    edit: Edit,
    *expected: str,
    today: date | None = None,
    sent: bool = False,
    zone_rules: str = "",
) -> Planted:
    return Planted(plan, edit, expected, today, sent, zone_rules)


def nothing(visit: Visit) -> Visit:
    return visit


MISTAKES: Final = (
    planted(
        "two zones",
        put("D04", joins=Edge(day=day(30)), leaves=Edge(day=day(25))),
        "E stay-reversed: D04",
        "E starts-elsewhere: F313; T241; D04",
    ),
    planted(
        "two zones",
        put("Hotel Avenida", step_free=False),
        "E hotel-not-step-free: Hotel Avenida; D08",
        "E step-free-unmet: M24; Hotel Avenida; D08",
        "E step-free-unmet: S26; Hotel Avenida; D08",
    ),
    planted(
        "sample",
        put("F04r", depart=clock("16:30"), arrive=clock("18:25")),
        "W airport-margin: A28a; F04r; P04",
    ),
    planted(
        "two zones",
        put("T311", depart=clock("09:20"), arrive=clock("10:00")),
        "W airport-margin: T311; F311; D12",
        "W airport-margin: T311; F312; D01; D02",
    ),
    planted("sample", put("P08", avoid=""), "W allergy-not-described: P08"),
    planted(
        "two zones",
        put("Tasca do Rio", phone=""),
        "E allergy-without-contact: M25a; Tasca do Rio; D06",
    ),
    planted(
        "two zones",
        put("M30b", end=clock("02:30"), end_day=1),
        "W ambiguous-local-time: M30b",
        "W short-night: M30b; T311; @early",
    ),
    planted(
        "two zones",
        both(
            put("D02", given_name="Katrine", family_name="Holm"),
            put("W28a", who="Katrine Holm; D03; D09"),
        ),
        "E ambiguous-reference: W28a; Katrine Holm; D01; D02",
        "W duplicate-person: D01; D02",
        "N nothing-planned: M28a; M28b; D01; D02",
        "N unbalanced-groups: W28b; W28a",
    ),
    planted("two zones", put("Valencia", country=""), "W ambiguous-town: Valencia; 2027-10-27"),
    planted(
        "two zones",
        put("F242", depart=clock("18:20"), arrive=clock("21:35")),
        "W arrives-late: F242; M24; D07; D08",
        "E starts-elsewhere: T242; F242; D07; D08",
        "E person-in-two-places: F242; M24; D07; D08",
    ),
    planted(
        "two zones",
        put("D12", joins=Edge(day=day(28))),
        "W arrives-late: F281; S28a; S28b; D12",
        "W soon-after-arrival: F281; M28a; D12",
        "E person-in-two-places: F281; S28b; D12",
        "E leaves-before-free: M28a; T282; D12",
    ),
    planted(
        "two zones",
        put("Hotel del Mar/D12", hotel="Hotel Avenida"),
        "E bed-elsewhere: 2027-10-28; Hotel Avenida; D12",
        "E bed-elsewhere: 2027-10-29; Hotel Avenida; D12",
        "E bed-elsewhere: 2027-10-30; Hotel Avenida; D12",
    ),
    planted(
        "two zones",
        moved(-21),
        "N bridge-day: S25a; S25b; V25; 2027-10-04; Fórum do Mar",
        "W public-holiday: V26a; 2027-10-05; Escola Naval de Setúbal; Joana Matos",
        "W public-holiday: V26b; 2027-10-05; Laboratório da Luz; Nuno Faria",
    ),
    planted("two zones", put("D04", photo_consent=False), "N consent-missing: D04"),
    planted(
        "sample",
        put("Recerca Exemple", email="", phone=""),
        "W contact-out-of-reach: A12b; Recerca Exemple",
    ),
    planted(
        "two zones",
        own(longest_day=4),
        "W day-too-full: S25a; S25b; V25; 2027-10-25; @lisbon",
        "W day-too-full: S28a; S28b; W28a; W28b; 2027-10-28; @thursday",
        "W day-too-full: V29; S29; 2027-10-29; @valencia",
    ),
    planted(
        "two zones",
        put("M28b", menu=("vegetarian", "gluten-free")),
        "E diet-not-covered: M28b; D05",
    ),
    planted("two zones", put("D03", document_valid_until=day(30)), "E document-expires: D03"),
    planted("two zones", put("D02", email="d01@example.org"), "W duplicate-person: D01; D02"),
    planted("two zones", put("S28a", end=clock("09:05")), "E end-before-start: S28a"),
    planted(
        "two zones",
        put("F271", arrive=clock("18:45"), depart=clock("18:10")),
        "E end-before-start: F271",
    ),
    planted("two zones", put("D12", nationality="IN"), "W entry-rules: D12"),
    planted(
        "two zones",
        put("D12", given_name="Ines", family_name="Ny"),
        "W person-replaced: D12",
        sent=True,
    ),
    planted("two zones", moved(-252), "N fasting: M25a; M26a; M26b; M27a; M28a; M29; M30a"),
    planted(
        "two zones",
        put("V29", asked_on=day(15)),
        "N host-asked-late: V29; Fundació del Port; Rafael Climent",
    ),
    planted(
        "two zones",
        put("W28b", host_contact="Empar Soler"),
        "E host-booked-twice: W28a; W28b; Empar Soler",
    ),
    planted(
        "two zones",
        put("V26b", end=clock("13:15")),
        "E host-not-available: V26b; Laboratório da Luz; Nuno Faria",
        "E person-in-two-places: V26b; M26b; D04; D05; D06; D07; D08",
    ),
    planted(
        "two zones",
        put("V25", status="requested"),
        "W host-not-confirmed: V25; Fórum do Mar; Teresa Lobo",
    ),
    planted(
        "two zones",
        put("V25", start=clock("15:30")),
        "W host-not-told: V25; Fórum do Mar; Teresa Lobo",
        sent=True,
    ),
    planted(
        "two zones",
        put("S25a", host_organisation="Danish Water Cluster", host_contact=""),
        "W host-without-contact: S25a; Danish Water Cluster",
    ),
    planted(
        "two zones",
        put("T265", depart=clock("08:50")),
        "N hotel-far: T265; Hotel Avenida; D04; D05; D06; D07; D08",
    ),
    planted(
        "two zones",
        put("Empar Soler", email="empar(at)example.org"),
        "W invalid-email: Empar Soler",
    ),
    planted(
        "sample",
        typed("A09", place="Valencia Airport", city="Valencia"),
        "E item-in-other-city: A09; Valencia; @13",
        "E transfer-too-short: A09t; A09; @13",
    ),
    planted(
        "two zones",
        put("S28b", place="", city="Alicante"),
        "E item-in-other-city: S28b; Alicante; @thursday",
        "E transfer-too-short: S28a; S28b; @thursday",
    ),
    planted(
        "two zones",
        put("D12", joins=Edge(day=day(28), clock=clock("14:00"))),
        "N joins-or-leaves-during: M28a; D12",
    ),
    planted(
        "two zones", put("T252", depart=clock("13:45")), "E leaves-before-free: M25a; T252; @lisbon"
    ),
    planted(
        "sample",
        put("F04r", depart=clock("12:00"), arrive=clock("13:55")),
        "W leaves-early: F04r; A26; A27; P04",
        "E leaves-before-free: A26; F04r; P04",
        "E person-in-two-places: F04r; A27; P04",
        "E person-in-two-places: F04r; A28a; P04",
    ),
    planted(
        "two zones",
        put("Valencia", alerts=(Alert(day=day(29), text="Transport strike"),)),
        "W local-alert: T291; T292; V29; M29; S29; E29; 2027-10-29",
    ),
    planted(
        "two zones",
        put("F271", mode="coach", depart=clock("16:00"), arrive=clock("04:00"), arrive_day=day(28)),
        "W long-ride: F271; @travellers",
        "E person-in-two-places: F271; T273; @travellers",
        "W person-in-two-places: F271; M27b; @travellers",
    ),
    planted(
        "two zones", put("T271", meeting_point="Lobby"), "N luggage: F271; Hotel Avenida; @guests"
    ),
    planted(
        "two zones",
        put("T251", meeting_time=clock("08:45")),
        "E meeting-after-departure: T251; @guests",
    ),
    planted("sample", put("A16", cut_off=clock("18:05")), "E meeting-after-departure: A16; @13"),
    planted(
        "in spring",
        put("M30b", end=clock("02:30"), end_day=1),
        "E missing-local-time: M30b",
        "W short-night: M30b; T312; D05; D06",
    ),
    planted("two zones", put("D05", health_consent=False), "N need-without-consent: D05"),
    planted("two zones", put("Hotel del Mar/D12", check_out=day(30)), "E no-bed: 2027-10-30; D12"),
    planted("two zones", put("S29", end=clock("19:30")), "W no-break: S29; @valencia"),
    planted(
        "two zones",
        put("D04", emergency_contact="", emergency_phone=""),
        "W no-emergency-contact: D04",
    ),
    planted("two zones", put("S28a", end=None), "W no-end-time: S28a"),
    planted(
        "two zones", put("D01", status="cancelled"), "W no-leader: visit:Head of delegation; D01"
    ),
    planted(
        "two zones",
        put("M29", status="cancelled"),
        "W no-meal: 2027-10-29; @valencia",
        "W nothing-planned: T292; S29; @valencia",
    ),
    planted(
        "two zones",
        own(rooms=()),
        "W no-rooms: 2027-10-24; 2027-10-25; 2027-10-26; 2027-10-27; 2027-10-28; 2027-10-29;"
        " 2027-10-30",
    ),
    planted("two zones", put("S28a", zone=""), "W no-time-zone: S28a"),
    planted(
        "two zones",
        put("T252", status="cancelled"),
        "W no-transfer: M25a; V25; Tasca do Rio; Ocean Campus; @lisbon",
        "W transfer-tight: M25a; V25; @lisbon",
    ),
    planted(
        "sample",
        drop("A16"),
        "W no-transfer: 2017-11-07; Barcelona; Valencia",
        "E starts-elsewhere: A17; A15; @13",
    ),
    planted(
        "two zones",
        put("W28b", who=""),
        "N nobody-invited: W28b",
        "N nothing-planned: M28a; M28b; D04; D05; D06; D07; D08; D11",
    ),
    planted(
        "two zones",
        put("W28a", status="cancelled"),
        "N nothing-planned: M28a; M28b; D01; D02; D03; D09",
    ),
    planted(
        "two zones",
        nothing,
        "N old-zone-rules: Europe/Lisbon; Europe/Madrid",
        zone_rules="2024a",
        today=day(1),
    ),
    planted(
        "two zones",
        put("Hotel del Mar/D12", confirmation="", option_until=day(26)),
        "W option-runs-out: Hotel del Mar; D12",
    ),
    planted(
        "two zones",
        put("S28a", zone=LISBON),
        "W other-zone: S28a",
        "E person-in-two-places: S28a; S28b; @thursday",
    ),
    planted("two zones", put("M30b", day=date(2027, 11, 1)), "E outside-the-visit: M30b"),
    planted("two zones", put("Meals", quantity=Decimal(230)), "N over-budget: visit:Budget limit"),
    planted(
        "two zones",
        put("S28b", start=clock("10:30")),
        "E person-in-two-places: S28a; S28b; @thursday",
    ),
    planted(
        "sample",
        put("A12a", who="P01; P02; P03; P04; P05; P10; P12; P15"),
        "E person-in-two-places: A12a; A12b; P05",
        "E transfer-too-short: A12t; A12a; P05",
    ),
    planted("two zones", put("D02", mobile="+45 20"), "W phone-not-usable: D02"),
    planted(
        "two zones",
        put("Port Foundation", latitude=None, longitude=None),
        "N place-not-located: Port Foundation; T291; V29; T292",
    ),
    planted(
        "two zones",
        put("Port Foundation", address=""),
        "W place-without-address: V29; Port Foundation",
    ),
    planted(
        "two zones",
        own(working_days_asked=9),
        "N programme-rule: visit:Working days asked; @travellers",
        "N programme-rule: visit:Working days asked; D10",
        "N programme-rule: visit:Working days asked; D11; D12",
    ),
    planted(
        "two zones",
        own(funding_programme="Interreg Atlantic Area"),
        "N proof-missing: 2027-10-25; visit:Signed lists",
        "N proof-missing: 2027-10-26; visit:Signed lists",
        "N proof-missing: 2027-10-27; visit:Signed lists",
        today=day(26),
    ),
    planted(
        "two zones",
        moved(-21),
        "W public-holiday: V26a; 2027-10-05; Escola Naval de Setúbal; Joana Matos",
        "W public-holiday: V26b; 2027-10-05; Laboratório da Luz; Nuno Faria",
        "N bridge-day: S25a; S25b; V25; 2027-10-04; Fórum do Mar",
    ),
    planted(
        "two zones", nothing, "N retention-due: D03; D05; D06; D07; D08", today=date(2027, 12, 20)
    ),
    planted(
        "sample",
        put("A12b", status=Status.CANCELLED),
        "W ride-to-cancelled: A12t; A12b",
        "W ride-to-cancelled: A12r; A12b",
    ),
    planted(
        "two zones",
        put("W28b", place="Harbour Lab, room A"),
        "E room-booked-twice: W28a; W28b; Harbour Lab, room A",
    ),
    planted(
        "two zones",
        put("Hotel Avenida/D02 D03", kind="single"),
        "E room-over-capacity: Hotel Avenida; D02; D03",
    ),
    planted(
        "two zones",
        put("M28b", end=clock("01:30"), end_day=1),
        "W short-night: M28b; T291; @valencia",
    ),
    planted(
        "two zones",
        put("M24", start=clock("17:10"), end=clock("19:10")),
        "W soon-after-arrival: F244; M24; D05; D06",
    ),
    planted(
        "two zones",
        put("M30b", end=clock("03:30"), end_day=1),
        "N spans-clock-change: M30b",
        "W short-night: M30b; T311; @early",
        "W short-night: M30b; T312; D05; D06",
    ),
    planted(
        "two zones", put("F271", status="cancelled"), "E starts-elsewhere: T273; T272; @travellers"
    ),
    planted(
        "sample",
        put("A15", origin="Las Arenas resort"),
        "E starts-elsewhere: A15; A14; @13",
        "E transfer-too-short: A14; A15; @13",
        "E transfer-too-short: A15; @13",
    ),
    planted(
        "two zones",
        put("Roman Theatre", step_free=False),
        "E step-free-unmet: E30; Roman Theatre; D08",
    ),
    planted(
        "two zones",
        put("T304", mode="train", kind="leg"),
        "W tight-connection: R303; T304; @valencia",
    ),
    planted("two zones", put("T242", seats=1), "E too-few-seats: T242; D07; D08"),
    planted(
        "two zones", put("T251", wheelchair_spaces=0), "E too-few-wheelchair-spaces: T251; D08"
    ),
    planted("two zones", put("T273", arrive=clock("21:48")), "W transfer-tight: T273; @travellers"),
    planted("two zones", put("T252", arrive=clock("14:18")), "E transfer-too-short: T252; @lisbon"),
    planted(
        "two zones",
        put("Hotel del Mar/D07", kind="twin", occupants=("D07", "D12")),
        "W two-beds: 2027-10-28; 2027-10-29; 2027-10-30; Hotel del Mar; D12",
    ),
    planted(
        "two zones",
        both(put("W28a", who="D01; D02"), put("W28b", who="all except D01; D02")),
        "N unbalanced-groups: W28b; W28a",
    ),
    planted(
        "two zones",
        put("T251", destination="Ocean Forun"),
        "E unknown-reference: T251; Ocean Forun",
    ),
    planted(
        "two zones",
        put("W28a", who="group: Bleu"),
        "E unknown-reference: W28a; Bleu",
        "N nothing-planned: M28a; M28b; D01; D02; D03; D09",
    ),
    planted(
        "two zones",
        put("Harbour Lab, room A", capacity=4),
        "E venue-too-small: W28a; Harbour Lab, room A; D01; D02; D03; D09; D12",
    ),
    planted(
        "two zones",
        put("E30", kind="site visit", host_organisation="Clúster Mediterrani"),
        "N weekend: E30; 2027-10-30; Clúster Mediterrani",
    ),
)
