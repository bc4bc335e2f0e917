"""People, hosts and the emergency page of the demo document."""

from __future__ import annotations

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.model import Pair, Place, Run

_PEOPLE = """
JP|Jan Przykładowski||Head of delegation|President|Eastern Cluster ICT, Lublin|Coordination of the partnership|Clusters for the next call|pl, en · group Energy|+48 600 000 001
AŻ|Anna Żółć-Testowska||Rapporteur|Project manager|Eastern Cluster ICT, Lublin|Project reporting|Ideas for the final report|pl, en · group Energy|+48 600 000 002
ÉD|Élise Démo-Dupont|||International officer|Pôle SCS, Sophia Antipolis|Secure metering partners|Pilot sites with sunshine|fr, en · group Energy|+33 6 00 00 00 03
FT|Fulana de Tal y Ejemplo|||Cluster manager|Canarias Excelencia Tecnológica|Island grids as test beds|Storage suppliers|es, en · group Energy|+34 600 000 004
MM|Mengano Muestra Prueba|||Innovation manager|SECPHO, Barcelona|Photonics members|Energy use cases|es, ca, en · group Energy|+34 600 000 005
ИП|Иванка Примерова|Ivanka Primerova||Director|Srednogorie Med Industrial Cluster|Copper and metals value chain|Energy saving in smelting|bg, en · group Water|+359 88 000 0006
ПТ|Петър Тестов|Petar Testov||Engineer|Srednogorie Med Industrial Cluster|Plant engineering|Water reuse cases|bg, ru, en · group Water|
MM|Max Mustermann|||Managing director|BalticNet-PlasmaTec, Greifswald|Plasma water treatment|Sites for a demonstrator|de, en · group Water|+49 170 0000008
EM|Erika Mustermann|||Cluster manager|BalticNet-PlasmaTec, Greifswald|Coordination of INNO-DROP|Energy partners in the south|de, en · group Energy|+49 170 0000009
JN|Jan Novák-Zkouška|||Chairman|Nanoprogress, Pardubice|Nanofibre membranes|Grid operators|cs, en · group Energy|+420 600 000 010
"""


def cards() -> tuple[m.PersonCard, ...]:
    found = []
    for number, line in enumerate(_PEOPLE.strip().splitlines(), 1):
        initials, name, latin, role, job, organisation, offers, seeks, speaks, phone = line.split("|")
        mail = f"p{number:02d}@example.org"
        contact = (
            Run(mail, target=f"mailto:{mail}"),
            Run(" · "),
            Run(phone, target=f"tel:{phone.replace(' ', '')}"),
        )
        found.append(
            m.PersonCard(
                initials=initials,
                name=name,
                latin=latin,
                role=role,
                prominent=bool(role),
                lines=(job, organisation),
                pairs=(Pair("Offers", offers), Pair("Seeks", seeks), Pair("Speaks", speaks)),
                contact=contact if phone else "",
                withheld="" if phone else "Contact withheld at own wish. Write to the organiser.",
                key=f"person-{number}",
            )
        )
    return tuple(found)


def delegation_part() -> m.Part:
    return m.Part(
        title="The delegation",
        key="delegation",
        blocks=(
            m.Heading("The delegation"),
            m.Paragraph(
                "Fourteen people from ten clusters. Names stand in their own script first, in Latin "
                "letters below. Contact details are shown where the person agreed to share them."
            ),
            m.PersonCards(cards()),
        ),
    )


def hosts_part() -> m.Part:
    office = Place("Solartys office", "1")
    solartys = m.HostBlock(
        name="Solartys",
        side=(
            m.SideFact("You meet", (_b("Mon 6 Nov, 09:00"), _b("Tue 7 Nov, 09:00"))),
            m.SideFact("Where", (_place(office), "Gran Via de les Corts Catalanes")),
            m.SideFact("Contact", ("Alba Álvarez", "+34 931 000 001")),
            m.SideFact("Kind", ("Cluster, Barcelona",)),
        ),
        paragraphs=(
            "Cluster for the internationalisation and innovation of Spanish solar-energy companies, "
            "active since 2009 with companies in solar energy and energy efficiency.",
        ),
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
    accio = m.HostBlock(
        name="ACCIÓ",
        side=(
            m.SideFact("You meet", (_b("Mon 6 Nov, 11:00"),)),
            m.SideFact("Where", (_place(office),)),
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
                    Pair("3", "Feed the next Cluster Excellence call with ideas from cluster managers"),
                ),
            ),
        ),
    )
    return m.Part(
        title="Hosts and speakers",
        blocks=(
            m.Heading("Hosts and speakers", kicker="Your hosts in Barcelona"),
            solartys,
            accio,
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
            m.EmergencyPanel(
                m.BigNumber("Ambulance, fire, police", "112", "Free, day and night.", "tel:112"),
                m.BigNumber(
                    "Duty phone of the organisers, day and night, 5 to 9 November",
                    "+34 600 000 000",
                    "Say where you are, who is with you and what you see.",
                    "tel:+34600000000",
                ),
            ),
            m.InfoColumns(
                (
                    Pair(
                        "Lost or late",
                        "Stay where you are. Phone the duty number. The vehicle leaves at the last "
                        "call; follow by taxi, keep the receipt.",
                    ),
                    Pair(
                        "Unwell",
                        "Tell the duty phone first, or 112 if it is urgent. Somebody of the team goes "
                        "with you.",
                    ),
                    Pair(
                        "Lost documents or bag",
                        "Phone the duty number. Report it to the police; ask for the paper with the "
                        "number.",
                    ),
                )
            ),
            m.ContactRows(
                (
                    _row("Olga Organizadora", "Solartys, logistics · Spanish, Catalan, English", "+34 600 000 015"),
                    _row("Jan Przykładowski", "Head of delegation · Polish, English", "+48 600 000 001"),
                    _row("Hotel Exemple Eixample", "Carrer de Balmes 1, 08007 Barcelona · 5 to 7 November", "+34 931 000 020"),
                    _row("Las Arenas resort", "Carrer d’Eugènia Viñes 22, 46011 València · 7 to 9 November", "+34 960 000 020"),
                    _row("Veles e Vents", "La Marina, Moll de la Duana, 46024 València", "+34 960 000 021"),
                    m.ContactRow("Your consulate", write_here="write here"),
                    m.ContactRow("Your insurer, policy", write_here="write here"),
                )
            ),
            m.PocketCard(
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
            ),
        ),
    )  # fmt: skip


def _row(name: str, text: str, number: str) -> m.ContactRow:
    return m.ContactRow(name, text, number, f"tel:{number.replace(' ', '')}")
