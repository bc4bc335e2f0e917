"""People, hosts and the emergency page of the demo document."""

from __future__ import annotations

from typing import NamedTuple

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.model import Pair, Place, Run


class Delegate(NamedTuple):
    initials: str
    name: str
    latin: str
    role: str
    job: str
    organisation: str
    offers: str
    seeks: str
    speaks: str
    phone: str


_PEOPLE = (
    Delegate(
        "JP",
        "Jan Przykładowski",
        "",
        "Head of delegation",
        "President",
        "Eastern Cluster ICT, Lublin",
        "Coordination of the partnership",
        "Clusters for the next call",
        "pl, en · group Energy",
        "+48 600 000 001",
    ),
    Delegate(
        "AŻ",
        "Anna Żółć-Testowska",
        "",
        "Rapporteur",
        "Project manager",
        "Eastern Cluster ICT, Lublin",
        "Project reporting",
        "Ideas for the final report",
        "pl, en · group Energy",
        "+48 600 000 002",
    ),
    Delegate(
        "ÉD",
        "Élise Démo-Dupont",
        "",
        "",
        "International officer",
        "Pôle SCS, Sophia Antipolis",
        "Secure metering partners",
        "Pilot sites with sunshine",
        "fr, en · group Energy",
        "+33 6 00 00 00 03",
    ),
    Delegate(
        "FT",
        "Fulana de Tal y Ejemplo",
        "",
        "",
        "Cluster manager",
        "Canarias Excelencia Tecnológica",
        "Island grids as test beds",
        "Storage suppliers",
        "es, en · group Energy",
        "+34 600 000 004",
    ),
    Delegate(
        "MM",
        "Mengano Muestra Prueba",
        "",
        "",
        "Innovation manager",
        "SECPHO, Barcelona",
        "Photonics members",
        "Energy use cases",
        "es, ca, en · group Energy",
        "+34 600 000 005",
    ),
    Delegate(
        "ИП",
        "Иванка Примерова",
        "Ivanka Primerova",
        "",
        "Director",
        "Srednogorie Med Industrial Cluster",
        "Copper and metals value chain",
        "Energy saving in smelting",
        "bg, en · group Water",
        "+359 88 000 0006",
    ),
    Delegate(
        "ПТ",
        "Петър Тестов",
        "Petar Testov",
        "",
        "Engineer",
        "Srednogorie Med Industrial Cluster",
        "Plant engineering",
        "Water reuse cases",
        "bg, ru, en · group Water",
        "",
    ),
    Delegate(
        "MM",
        "Max Mustermann",
        "",
        "",
        "Managing director",
        "BalticNet-PlasmaTec, Greifswald",
        "Plasma water treatment",
        "Sites for a demonstrator",
        "de, en · group Water",
        "+49 170 0000008",
    ),
    Delegate(
        "EM",
        "Erika Mustermann",
        "",
        "",
        "Cluster manager",
        "BalticNet-PlasmaTec, Greifswald",
        "Coordination of INNO-DROP",
        "Energy partners in the south",
        "de, en · group Energy",
        "+49 170 0000009",
    ),
    Delegate(
        "JN",
        "Jan Novák-Zkouška",
        "",
        "",
        "Chairman",
        "Nanoprogress, Pardubice",
        "Nanofibre membranes",
        "Grid operators",
        "cs, en · group Energy",
        "+420 600 000 010",
    ),
)


def cards() -> tuple[m.PersonCard, ...]:
    return tuple(_card(number, person) for number, person in enumerate(_PEOPLE, 1))


def _card(number: int, person: Delegate) -> m.PersonCard:
    mail = f"p{number:02d}@example.org"
    contact = (
        Run(mail, target=f"mailto:{mail}"),
        Run(" · "),
        Run(person.phone, target=f"tel:{person.phone.replace(' ', '')}"),
    )
    withheld = "Contact withheld at own wish. Write to the organiser."
    return m.PersonCard(
        initials=person.initials,
        name=person.name,
        latin=person.latin,
        role=person.role,
        prominent=bool(person.role),
        lines=(person.job, person.organisation),
        pairs=(
            Pair("Offers", person.offers),
            Pair("Seeks", person.seeks),
            Pair("Speaks", person.speaks),
        ),
        contact=contact if person.phone else "",
        withheld="" if person.phone else withheld,
        key=f"person-{number}",
    )


def delegation_part() -> m.Part:
    return m.Part(
        title="The delegation",
        key="delegation",
        blocks=(
            m.Heading("The delegation"),
            m.Paragraph(
                "Fourteen people from ten clusters. Names stand in their own script first, in "
                "Latin letters below. Contact details are shown where the person agreed to share "
                "them."
            ),
            m.PersonCards(cards()),
        ),
    )


OFFICE = Place("Solartys office", "1")
ABOUT_SOLARTYS = (
    "Cluster for the internationalisation and innovation of Spanish solar-energy companies, active "
    "since 2009 with companies in solar energy and energy efficiency."
)


def hosts_part() -> m.Part:
    heading = m.Heading("Hosts and speakers", kicker="Your hosts in Barcelona")
    return m.Part(title="Hosts and speakers", blocks=(heading, _solartys(), _accio()))


def _solartys() -> m.HostBlock:
    return m.HostBlock(
        name="Solartys",
        side=(
            m.SideFact("You meet", (_b("Mon 6 Nov, 09:00"), _b("Tue 7 Nov, 09:00"))),
            m.SideFact("Where", (_place(OFFICE), "Gran Via de les Corts Catalanes")),
            m.SideFact("Contact", ("Alba Álvarez", "+34 931 000 001")),
            m.SideFact("Kind", ("Cluster, Barcelona",)),
        ),
        paragraphs=(ABOUT_SOLARTYS,),
        people=(
            m.HostPerson(
                "AÁ", "Alba Álvarez", "Cluster manager, host", "Speaks Spanish, Catalan, English"
            ),
            m.HostPerson(
                "CS",
                "Clara Santamaria Echaniz",
                "Communications, press",
                "Speaks Spanish, English · takes the photographs; say so if you wish none",
            ),
        ),
    )


def _accio() -> m.HostBlock:
    return m.HostBlock(
        name="ACCIÓ",
        side=(
            m.SideFact("You meet", (_b("Mon 6 Nov, 11:00"),)),
            m.SideFact("Where", (_place(OFFICE),)),
            m.SideFact("Kind", ("Public authority, Barcelona",)),
        ),
        paragraphs=("Agency for business competitiveness of the Government of Catalonia.",),
        speakers=(
            m.Speaker(
                label="Speaker",
                initials="PE",
                name="Ponent d’Exemple",
                job="Head of clusters",
                pairs=(
                    Pair("Speaks on", _b("Cluster policy in Catalonia")),
                    Pair("When", "Monday 6 November, 11:00 to 12:15"),
                    Pair("Language", "English; also Catalan and Spanish"),
                ),
            ),
        ),
        sections=(
            m.HostSection("Prepare", ("One question per organisation on cluster funding.",)),
            m.HostSection(
                "Objectives this meeting serves",
                numbered=(
                    Pair("1", "Learn how Catalan cluster policy works in practice"),
                    Pair("3", "Feed the next Cluster Excellence call with ideas from managers"),
                ),
            ),
        ),
    )


def _b(text: str) -> m.Text:
    return (Run(text, m.Role.STRONG),)


def _place(place: Place) -> m.Text:
    return (Run(place.name), Run("\u00a0"), Run(place.number, m.Role.MAP_NUMBER))


def emergency_part() -> m.Part:
    return m.Part(
        title="If something happens",
        head="Emergency and contacts",
        blocks=(
            m.Heading("If something happens"),
            _panel(),
            _advice(),
            _contacts(),
            _pocket_card(),
        ),
    )


def _panel() -> m.EmergencyPanel:
    return m.EmergencyPanel(
        m.BigNumber("Ambulance, fire, police", "112", "Free, day and night.", "tel:112"),
        m.BigNumber(
            "Duty phone of the organisers, day and night, 5 to 9 November",
            "+34 600 000 000",
            "Say where you are, who is with you and what you see.",
            "tel:+34600000000",
        ),
    )


def _advice() -> m.InfoColumns:
    lost = (
        "Stay where you are. Phone the duty number. The vehicle leaves at the last call; follow by "
        "taxi, keep the receipt."
    )
    unwell = (
        "Tell the duty phone first, or 112 if it is urgent. Somebody of the team goes with you."
    )
    documents = "Phone the duty number. Report it to the police; ask for the paper with the number."
    return m.InfoColumns(
        (
            Pair("Lost or late", lost),
            Pair("Unwell", unwell),
            Pair("Lost documents or bag", documents),
        )
    )


def _contacts() -> m.ContactRows:
    def row(name: str, text: str, number: str) -> m.ContactRow:
        return m.ContactRow(name, text, number, f"tel:{number.replace(' ', '')}")

    eixample = "Carrer de Balmes 1, 08007 Barcelona · 5 to 7 November"
    arenas = "Carrer d’Eugènia Viñes 22, 46011 València · 7 to 9 November"
    logistics = "Solartys, logistics · Spanish, Catalan, English"
    return m.ContactRows(
        (
            row("Olga Organizadora", logistics, "+34 600 000 015"),
            row("Jan Przykładowski", "Head of delegation · Polish, English", "+48 600 000 001"),
            row("Hotel Exemple Eixample", eixample, "+34 931 000 020"),
            row("Las Arenas resort", arenas, "+34 960 000 020"),
            row("Veles e Vents", "La Marina, Moll de la Duana, 46024 València", "+34 960 000 021"),
            m.ContactRow("Your consulate", write_here="write here"),
            m.ContactRow("Your insurer, policy", write_here="write here"),
        )
    )


def _pocket_card() -> m.PocketCard:
    return m.PocketCard(
        title="Pocket card",
        hint="Cut along the line and fold in the middle: 86 × 54 mm, the size of a bank card.",
        heading="CLUSGRID study visit · 5–9 Nov 2017",
        emergency="112",
        emergency_note="any emergency",
        phone_label="Duty phone",
        phone="+34 600 000 000",
        name_label="My name",
        driver="To the driver: please take me to",
        driver_local="Por favor, lléveme a",
        addresses=(
            m.Address("Hotel Exemple Eixample", ("Carrer de Balmes 1", "08007 Barcelona")),
            m.Address("Las Arenas resort", ("Carrer d’Eugènia Viñes 22", "46011 València")),
        ),
        code="tel:+34600000000\ngeo:41.3888,2.159\ngeo:39.4660,-0.3256",
        code_note="duty phone and\nboth hotels",
    )
