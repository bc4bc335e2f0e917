"""Commands that publish: publish, demo."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from visitplanner import app
from visitplanner.cli.speech import (
    DONE,
    NOW_HELP,
    AsJson,
    Force,
    VisitFile,
    open_visit,
    print_json,
    say,
    the_moment,
)
from visitplanner.domain.privacy import Audience
from visitplanner.errors import VisitPlannerError
from visitplanner.i18n import available_languages
from visitplanner.publishing.kinds import KINDS

if TYPE_CHECKING:
    from visitplanner.publishing.mail.address import Address


Audiences = Annotated[
    list[str] | None,
    typer.Option(
        "--for",
        metavar="AUDIENCE",
        help="head, staff, delegate, host, hotel, caterer, driver or public; repeats.",
    ),
]
People = Annotated[
    list[str] | None,
    typer.Option("--person", metavar="ID", help="Only this delegate's own files; repeats."),
]
_Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--lang", metavar="LANGUAGE", help=f"{', '.join(available_languages())}; repeats."
    ),
]
_Kinds = Annotated[
    list[str] | None, typer.Option("--only", metavar="KIND", help=f"{', '.join(KINDS)}; repeats.")
]
_Touched = Annotated[
    bool,
    typer.Option("--touched", help="Only those whom it concerns, and shared papers that differ."),
]
_DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say who would get what and why; write nothing.")
]
_SmallPictures = Annotated[
    bool, typer.Option("--small-pictures", help="Photos with fewer dots, for papers in mails.")
]
Sender = Annotated[
    str | None, typer.Option("--from", metavar="ADDRESS", help="From whom the mails are.")
]
Moment = Annotated[
    str | None,
    typer.Option("--now", metavar="DATETIME", help=f"The moment of publishing, {NOW_HELP}"),
]


def publish(
    file: VisitFile,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the files go.")],
    audiences: Audiences = None,
    people: People = None,
    languages: _Languages = None,
    kinds: _Kinds = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Why this version.")] = "",
    now: Moment = None,
    touched: _Touched = False,
    author: Annotated[str, typer.Option("--author", metavar="NAME", help="Who publishes.")] = "",
    sender: Sender = None,
    small_pictures: _SmallPictures = False,
    dry_run: _DryRun = False,
    as_json: AsJson = False,
    force: Force = False,
) -> int:
    """Freeze the next version, write its files, and record it in the visit.

    Example: visitplanner publish spring.visit --out papers --for delegate
    """
    from visitplanner.publishing.recipients import Request

    opened = open_visit(file)
    request = Request(
        now=the_moment(now, opened.dossier.visit),
        audiences=tuple(map(audience_named, audiences or ())),
        people=tuple(people or ()),
        languages=tuple(languages or ()),
        kinds=tuple(kinds or ()),
        note=note,
        only_touched=touched,
        author=author,
        sender=sender_named(sender),
        small_pictures=small_pictures,
    )
    bar = None if dry_run or not sys.stderr.isatty() else _Bar()
    outcome = app.publish(opened, out, request, progress=bar, dry_run=dry_run, overwrite=force)
    if as_json:
        print_json(_outcome_json(outcome))
    else:
        say(*_outcome_lines(outcome, out, dry_run=dry_run))
    return DONE


class _Bar:
    """Progress on standard error, for a terminal."""

    cancelled = False

    def report(self, done: int, total: int, label: str) -> None:
        """Show how far it is, on one line."""
        end = "\n" if done == total else ""
        typer.echo(f"\r{done}/{total} {label[:60]:60}{end}", err=True, nl=False)


def audience_named(text: str) -> Audience:
    """The audience that was typed.

    Raises:
        VisitPlannerError: there is none of that name.
    """
    try:
        return Audience(text.casefold())
    except ValueError as unknown:
        raise VisitPlannerError(
            f"“{text}” is no audience: choose from {', '.join(Audience)}."
        ) from unknown


def sender_named(text: str | None) -> Address | None:
    """The mailbox that was typed: `olga@example.org`, or `Olga <olga@example.org>`.

    Raises:
        VisitPlannerError: no mail can come from there.
    """
    from email.utils import parseaddr

    from visitplanner.publishing.mail.address import Address

    return Address(*parseaddr(text)) if text else None


def _outcome_json(outcome: app.PublishOutcome) -> dict[str, Any]:
    return {
        "version": outcome.version,
        "replaces": outcome.replaces,
        "files": [
            {
                "path": file.path,
                "kind": file.kind,
                "audience": file.recipient.audience.value,
                "recipient": file.recipient.name,
                "language": file.language,
                "about": file.about,
                "sha256": file.sha256 or None,
                "pages": file.pages,
                "events": file.events,
            }
            for file in outcome.files
        ],
        "touched": [
            {"audience": t.audience.value, "recipient": t.recipient, "changes": list(t.changes)}
            for t in outcome.touched
        ],
        "warnings": list(outcome.warnings),
        "untold": outcome.untold or None,
    }


def _outcome_lines(outcome: app.PublishOutcome, out: Path, *, dry_run: bool) -> list[str]:
    replaces = f", replaces version {outcome.replaces}" if outcome.replaces else ""
    verb = "would write" if dry_run else "wrote"
    lines = [f"Version {outcome.version}{replaces}: {verb} {len(outcome.files)} files to {out}."]
    lines += [f"  {file.path}" for file in outcome.files]
    lines += _touched_lines(outcome)
    lines += [outcome.untold] if outcome.untold else []
    lines += [f"Warning: {warning}" for warning in outcome.warnings]
    return lines


def _touched_lines(outcome: app.PublishOutcome) -> list[str]:
    from visitplanner.domain.versions import Recipient
    from visitplanner.publishing.calling import callings

    touched = [
        (Recipient(audience=t.audience, name=t.recipient, person=t.person), t.changes)
        for t in outcome.touched
    ]
    names = callings(outcome.opened.dossier, (who for who, _ in touched))
    return [f"Touched: {names[who.key]}: {' '.join(changes)}" for who, changes in touched]


def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to build it.")] = Path(
        "visitplanner-demo"
    ),
    force: Force = False,
) -> int:
    """Build the bundled CLUSGRID visit and publish its version 1.

    Example: visitplanner demo
    """
    outcome = app.build_demo(folder, overwrite=force)
    say(*_outcome_lines(outcome, folder, dry_run=False)[:1])
    packs = [file for file in outcome.files if file.kind == "briefing-pack"]
    own = [file for file in outcome.files if file.kind == "personal-pack"]
    calendars = [file for file in outcome.files if file.kind == "calendar"]
    say(
        f"  the visit: {outcome.opened.path}",
        *(f"  {file.path} ({file.pages} pages)" for file in packs),
        f"  {len(own)} personal packs, such as {own[0].path}",
        f"  {len(calendars)} calendars, such as {calendars[0].path}",
        f"Open first: {folder / packs[0].path}",
        f"Then open the visit in the window: visitplanner {outcome.opened.path}",
    )
    return DONE
