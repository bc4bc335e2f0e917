"""The help of the window, as data: for each page what it is for, and how to do what is done there.

Short and true: a sentence that no longer holds is worse than none. Keys are not written out but
named by their actions, since the user may have changed them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from visitplanner.i18n import N_


@dataclass(frozen=True)
class HelpPage:
    """The help of one page.

    Attributes:
        title: its heading, in English.
        intro: what the page is for, in a sentence or two.
        steps: pairs of what one wants to do and how it is done.
        actions: the actions that belong here; they are listed with their keys.
    """

    title: str
    intro: str
    steps: tuple[tuple[str, str], ...]
    actions: tuple[str, ...] = ()


START: Final = HelpPage(
    N_("Start"),
    N_(
        "A visit is one file, ending in .visit. It holds the programme, the people, the rooms and"
        " the journeys; every paper and calendar is made from it."
    ),
    (
        (
            N_("Begin a visit"),
            N_(
                "Choose “New visit”, give it a title, and type each city with its first and last"
                " day. The time zone of a city is found by its name."
            ),
        ),
        (
            N_("Look around first"),
            N_("Open the sample: a finished visit of 14 people that you may change as you like."),
        ),
        (
            N_("Bring a plan from a spreadsheet"),
            N_("Choose “From a spreadsheet”, or drop the workbook onto the window."),
        ),
        (
            N_("Find unsaved work"),
            N_(
                "After a crash the first page offers what was not saved. Edits are safe within"
                " two seconds."
            ),
        ),
    ),
    ("new", "open", "sample", "palette", "preferences"),
)

PAGES: Final[dict[str, HelpPage]] = {
    "start": START,
    "timeline": HelpPage(
        N_("Timeline"),
        N_(
            "The days beside each other, each on the clock of its city. Nothing is refused: what"
            " clashes is marked and explained."
        ),
        (
            (
                N_("Add an item"),
                N_("Double-click a free place of a day, or use “Add” in the tool bar."),
            ),
            (
                N_("Move and resize"),
                N_(
                    "Drag the block, or its lower edge. By keyboard, Alt and the arrows move what"
                    " has the focus, Alt, Shift and the arrows resize it. Esc leaves a drag as it"
                    " was."
                ),
            ),
            (
                N_("Leave something open"),
                N_(
                    "Put it into the tray at the left. Drag it back onto a day, or press Enter on"
                    " its card."
                ),
            ),
            (
                N_("Understand a mark"),
                N_(
                    "Red is an error, amber a warning. The list of problems below says who and what"
                    " is meant, and often repairs it with one click."
                ),
            ),
        ),
        ("add_item", "duplicate", "unschedule", "next_problem", "zoom_in", "zoom_out", "zoom_fit"),
    ),
    "programme": HelpPage(
        N_("Programme"),
        N_("Every item as a row, in the order of the days."),
        (
            (
                N_("Edit in the table"),
                N_("Press Enter or type in a cell. Enter goes on to the next row."),
            ),
            (
                N_("Find rows"),
                N_("Type words into the filter above the table; all of them have to fit."),
            ),
            (
                N_("Edit several at once"),
                N_("Select rows with Shift or Ctrl: the inspector changes all of them."),
            ),
        ),
        ("find", "edit_fields", "add_item", "cancel_item"),
    ),
    "people": HelpPage(
        N_("People"),
        N_("The delegates: who they are, what they eat, what they need, when they take part."),
        (
            (
                N_("See somebody's own programme"),
                N_("Select the row: the card at the right lists what this person attends."),
            ),
            (
                N_("Keep what is delicate apart"),
                N_(
                    "Diets and access needs are printed only for those who have to know. Without"
                    " consent they are left out, and the paper says so."
                ),
            ),
            (
                N_("Take somebody off"),
                N_("Set the status to cancelled; the record stays, and so does what was paid."),
            ),
        ),
        ("add_person", "find", "edit_fields"),
    ),
    "contacts": HelpPage(
        N_("Contacts"),
        N_(
            "Hosts on their way from idea to thanks, and all who matter and do not travel. Board"
            " and table show the same."
        ),
        (
            (
                N_("Note how far a host is"),
                N_("Drag its card to another step, or press Ctrl and an arrow. The day is kept."),
            ),
            (
                N_("Add a host"),
                N_("Add the organisation and its contact; choose both at the item they host."),
            ),
            (
                N_("Find rows"),
                N_("Type words into the filter; all of them have to fit."),
            ),
        ),
        ("add_organisation", "add_contact", "find"),
    ),
    "journeys": HelpPage(
        N_("Journeys & rooms"),
        N_(
            "Legs between cities, transfers within them, who rides in which vehicle, and who sleeps"
            " where."
        ),
        (
            (
                N_("Put in the way to an item"),
                N_("Select the item: “Insert the way there” makes the transfer and estimates it."),
            ),
            (
                N_("Correct an estimate"),
                N_("Add a travel time: what you know wins over every estimate."),
            ),
            (
                N_("Give people their rooms"),
                N_(
                    "In Rooms each line is a person and each column a night. Drag a stay to another"
                    " room; Alt and the arrows make it longer or shorter."
                ),
            ),
        ),
        ("add_journey", "add_transfer", "insert_transfer", "add_room", "add_travel_time"),
    ),
    "map": HelpPage(
        N_("Map"),
        N_("The cities and places of the visit and the ways between them, without a network."),
        (
            (
                N_("Look at one day"),
                N_("Move the slider below the map, or choose a city above it."),
            ),
            (
                N_("Put a place on the map"),
                N_("Give it a latitude and a longitude in the inspector."),
            ),
            (
                N_("Add a city"),
                N_("The city brings its days; the programme stays as it is."),
            ),
        ),
        ("add_city", "add_place"),
    ),
    "office": HelpPage(
        N_("Tasks & budget"),
        N_("What has to be done before the visit, and what it costs. Never printed for delegates."),
        (
            (
                N_("Begin with a list"),
                N_("Add the usual tasks: each has a date that follows from the first day."),
            ),
            (
                N_("Set a date that moves with the visit"),
                N_("Write T-6w for six weeks before the first day, T+3d for three days after it."),
            ),
            (
                N_("Compare planned and paid"),
                N_("A budget line has a quantity and a price; add what was paid once you know it."),
            ),
        ),
        ("add_task", "add_budget_line", "find"),
    ),
    "paper": HelpPage(
        N_("Publish"),
        N_(
            "Papers and calendars for each reader. Publishing freezes a version in the file, so"
            " that later papers can say what has changed."
        ),
        (
            (
                N_("See it before it is made"),
                N_(
                    "The page in the middle is the PDF itself. At the left, choose the reader and"
                    " tick the chapters; at the right stands what this reader does not get to see."
                ),
            ),
            (
                N_("Choose who reads it"),
                N_(
                    "Staff, hosts, delegates and the public get different papers from one plan:"
                    " each shows what its reader may know."
                ),
            ),
            (
                N_("Send it again to those whom it concerns"),
                N_(
                    "After a change, the pane at the right says whose papers are no longer right"
                    " and what changed for each. A new version is for them alone, unless you choose"
                    " everyone."
                ),
            ),
            (
                N_("Nothing is sent by itself"),
                N_(
                    "Publishing writes files into a folder of yours. Mails show who gets what:"
                    " open them in your mail program, copy them for web mail, or send them after"
                    " you have confirmed recipients and attachments."
                ),
            ),
        ),
        (
            "publish",
            "mails",
            "calendar_server",
            "compare_versions",
            "ledger",
            "versions",
            "import_calendar",
        ),
    ),
}
"""The help by the key of its page; `start` is that of the first page."""
