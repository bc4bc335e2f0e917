"""The columns of the sheets about people: Delegates, Organisations, Contacts."""

from __future__ import annotations

from datetime import date

from visitplanner.domain.vocabulary import (
    USUAL_ACCESS_NEEDS,
    USUAL_DIETS,
    ContactRole,
    DelegateRole,
    HostStep,
    Registration,
)
from visitplanner.importing.workbook import cells, when
from visitplanner.importing.workbook import columns as c
from visitplanner.importing.workbook.columns import Column, Refers, Sheet
from visitplanner.importing.workbook.values import Raw, plain_text, quoted


def _host_step(raw: Raw) -> HostStep | None:
    """A step; another word is named, and then nothing is said of it."""
    typed = cells.letters(plain_text(cells.judged(raw)))
    if not typed:
        return None
    found = next((step for step in HostStep if step.value == typed), None)
    if found is None:
        expected = ", ".join(step.value for step in HostStep)
        raise cells.Doubtful(f"{quoted(plain_text(raw))} is none of {expected}")
    return found


DELEGATES = Sheet(
    "Delegates",
    "delegates",
    (
        c.line("ID", "code", "Unique: P01, P02 …", "Example: P01", key=True),
        c.line("Given name", "given_name", "As used in papers.", "Anna"),
        c.line("Family name", "family_name", "As used in papers.", "Muster", width=20),
        c.line("Native-script name", "native_name", "In the person's own script.", width=20),
        c.line(
            "Name as in passport",
            "passport_name",
            "For tickets and gate lists.",
            "ANNA MUSTER",
            width=24,
        ),
        c.line(
            "Organisation",
            "organisation",
            "A Name of the sheet Organisations.",
            "Muster Cluster",
            refers=Refers.ORGANISATION,
            offers="Organisations",
            aliases=("Organization",),
            width=24,
        ),
        c.line("Job title", "job_title", "As printed.", "Cluster manager", width=20),
        c.word(
            "Role",
            "role",
            DelegateRole,
            DelegateRole.DELEGATE,
            "Part in the delegation; the sheet Visit wins for head and rapporteur.",
            "delegate",
            width=18,
        ),
        c.several("Groups", "groups", "Names for Who (group: NAME), separated by ;", "Energy"),
        c.email("E-mail", "email", "One address.", "anna@example.org"),
        c.line("Mobile", "mobile", "With country code.", "+49 170 0000000", width=18),
        c.line("Nationality", "nationality", "Two letters: DE.", "DE", width=11),
        c.several("Languages", "languages", "Spoken, best first: de; en", "de; en"),
        c.zone("Home time zone", "home_zone", "Such as Europe/Berlin.", "Europe/Berlin"),
        c.several(
            "Diet", "diet", "As many as apply, separated by ;", "vegetarian", usual=USUAL_DIETS
        ),
        c.flag("Serious allergy", "serious_allergy", "yes if it is dangerous.", "no"),
        c.text("Avoid", "avoid", "What the person must not eat.", "peanuts", width=24),
        c.several(
            "Access needs",
            "access_needs",
            "As many as apply, separated by ;",
            usual=USUAL_ACCESS_NEEDS,
            width=24,
        ),
        c.edge("Joins", "joins", "Date, or date and time; empty: the start.", date(2027, 5, 10)),
        c.edge("Leaves", "leaves", "The last day or moment; empty: the end.", date(2027, 5, 13)),
        c.word(
            "Status",
            "status",
            Registration,
            Registration.REGISTERED,
            "waiting and cancelled take no part.",
            "registered",
        ),
        c.flag(
            "Photo consent",
            "photo_consent",
            "May be photographed; with Share contact also named to the public.",
            "yes",
        ),
        c.flag(
            "Share contact",
            "share_contact",
            "The others may see e-mail, mobile and profile.",
            "yes",
        ),
        c.line("Preferred name", "preferred_name", "Printed in place of the given name."),
        c.line("Form of address", "form_of_address", "Dr, Prof, Sra …", width=12),
        c.text("Bio", "bio", "A few lines for the participants' booklet."),
        c.text("Offers", "offers", "What the person offers partners."),
        c.text("Seeks", "seeks", "What the person looks for."),
        c.several("Interests", "interests", "Topics, by which groups may be made."),
        c.line("Emergency contact", "emergency_contact", "Name.", "Otto Muster", width=20),
        c.line("Emergency phone", "emergency_phone", "With country code.", width=18),
        c.line("Document language", "document_language", "For their papers: en or es.", width=12),
        c.day("Document valid until", "document_valid_until", "Passport or ID card."),
        c.flag(
            "Health consent",
            "health_consent",
            "Name and needs may go to caterers; empty: not asked.",
            maybe=True,
        ),
    ),
    "The people who travel.",
    core=True,
    aliases=("Delegation", "Participants"),
)

ORGANISATIONS = Sheet(
    "Organisations",
    "organisations",
    (
        c.line("Name", "name", "As other sheets call it.", "Example: Muster Cluster", key=True),
        c.line("Kind", "kind", "Cluster, company, public authority …", "cluster"),
        c.line("Country", "country", "Two letters.", "DE", width=10),
        c.line("City", "city", "Its seat, even a small town.", "Greifswald"),
        c.line("Website", "website", "Address.", "https://www.example.org", width=28),
        c.text("Profile", "profile", "One or two sentences.", "A network for examples.", width=60),
        Column(
            "Available",
            ("available",),
            lambda raw: (when.windows(raw),),
            lambda record: when.windows_to_write(record.available),
            "Hosts: when they can receive, one a line: 2027-05-11 10:00-12:00, or 10:00-12:00.",
            None,
            style="long",
            width=28,
        ),
        Column(
            "Host step",
            ("host_step",),
            lambda raw: (_host_step(raw),),
            lambda record: record.host_step.value if record.host_step else None,
            "Hosts: how far they are; empty: as the status of what they do in the programme.",
            None,
            words=tuple(step.value for step in HostStep),
        ),
        c.flag("Gate list", "gate_list", "yes: hosts who want passport names beforehand.", "no"),
        c.line("Next action", "next_action", "Hosts: what is to be done.", None, width=28),
        Column(
            "Next action due",
            ("next_due",),
            lambda raw: (when.due(raw),),
            lambda record: (
                record.next_due if isinstance(record.next_due, date) else str(record.next_due or "")
            ),
            "A date, or T-6w, T-2d, T+1w from the first day.",
            None,
            style="date",
            width=12,
        ),
        Column(
            "Host log",
            ("host_log",),
            lambda raw: (when.host_events(raw),),
            lambda record: when.host_events_to_write(record.host_log),
            "Hosts: what happened, one a line: 2027-03-01 asked: by mail; call, mail and note too.",
            None,
            style="long",
            width=40,
        ),
    ),
    "Clusters, companies, authorities, suppliers.",
    aliases=("Organizations",),
)

CONTACTS = Sheet(
    "Contacts",
    "contacts",
    (
        c.line("Name", "name", "As other sheets call them.", "Example: Maria Exemple", key=True),
        c.line(
            "Organisation",
            "organisation",
            "A Name of the sheet Organisations.",
            "City of Barcelona",
            refers=Refers.ORGANISATION,
            offers="Organisations",
            aliases=("Organization",),
            width=24,
        ),
        c.line("Job title", "job_title", "As printed.", "Head of economy", width=20),
        c.word(
            "Role", "role", ContactRole, ContactRole.OTHER, "What they do for the visit.", "host"
        ),
        c.email("E-mail", "email", "One address.", "maria@example.org"),
        c.line("Phone", "phone", "With country code.", "+34 930 000 000", width=18),
        c.several("Languages", "languages", "Spoken, separated by ;", "ca; es; en"),
        c.text("Notes", "notes", "For staff and the head only.", "Prefers e-mail"),
    ),
    "People who do not travel: hosts, speakers, drivers, hotels' desks.",
)
