"""The services of the program, where its floors are wired together.

The command line and the window call these and nothing below them, so both do the same things.
All of them speak of files and plans; none of them knows who asked. Heavy libraries are imported
when a service is used.
"""

from visitplanner.app.calendar_server import (
    PublishedCalendar,
    published_calendars,
    update_calendar_server,
)
from visitplanner.app.calendars import import_calendar, read_calendar, update_from_calendar
from visitplanner.app.checking import (
    check,
    known,
    learn_from,
    learnt_times,
)
from visitplanner.app.outgoing import Outgoing, compose, ledger, note, send_mails, untold
from visitplanner.app.output import (
    make_folder,
    refuse_existing,
    refuse_replacing,
    write_output,
)
from visitplanner.app.publishing import (
    PublishOutcome,
    build_demo,
    compare,
    differences,
    first_language,
    glimpse,
    outlook,
    preview,
    publish,
)
from visitplanner.app.visits import (
    attach,
    attached,
    keep_attached,
    open_visit,
    save_visit,
)
from visitplanner.app.workbooks import (
    export_plan,
    export_tasks,
    import_plan,
    paste_rows,
    refuse_foreign_list,
    sample_visit,
    update_plan,
    write_template,
)

__all__ = [
    "Outgoing",
    "PublishOutcome",
    "PublishedCalendar",
    "attach",
    "attached",
    "build_demo",
    "check",
    "compare",
    "compose",
    "differences",
    "export_plan",
    "export_tasks",
    "first_language",
    "glimpse",
    "import_calendar",
    "import_plan",
    "keep_attached",
    "known",
    "learn_from",
    "learnt_times",
    "ledger",
    "make_folder",
    "note",
    "open_visit",
    "outlook",
    "paste_rows",
    "preview",
    "publish",
    "published_calendars",
    "read_calendar",
    "refuse_existing",
    "refuse_foreign_list",
    "refuse_replacing",
    "sample_visit",
    "save_visit",
    "send_mails",
    "untold",
    "update_calendar_server",
    "update_from_calendar",
    "update_plan",
    "write_output",
    "write_template",
]
