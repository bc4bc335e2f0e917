"""Commands for what goes out: versions, send."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from visitplanner import app
from visitplanner.cli.publishing import (
    Audiences,
    People,
    Sender,
    audience_named,
    sender_named,
)
from visitplanner.cli.speech import (
    DONE,
    LOOK,
    NOW_HELP,
    AsJson,
    VisitFile,
    moment_said,
    open_visit,
    password_of,
    print_json,
    say,
    the_moment,
)
from visitplanner.errors import VisitPlannerError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from visitplanner.delivery.sending import Run
    from visitplanner.publishing.ledger import Standing

_MIB = 2**20
_SHOWN = 2
"""How many changes of somebody are said in the list; all of them are in the JSON document."""
_LONGEST = 100


def versions(
    file: VisitFile,
    now: Annotated[
        str | None,
        typer.Option("--now", metavar="DATETIME", help=f"The moment to judge from, {NOW_HELP}"),
    ] = None,
    as_json: AsJson = False,
) -> int:
    """List the published versions, who holds which, and for whom it is no longer right.

    Of each recipient the first two changes are said; --json has all of them.

    Exit status 1 if somebody holds papers that are no longer right.

    Example: visitplanner versions spring.visit
    """
    from visitplanner.publishing.calling import callings

    opened = open_visit(file)
    moment = the_moment(now, opened.dossier.visit)
    standings, untold = app.ledger(opened, moment), app.untold(opened, moment)
    if as_json:
        print_json(
            {
                "versions": [
                    {
                        "version": one.number,
                        "at": one.at.isoformat(),
                        "author": one.author,
                        "note": one.note,
                        "files": len(one.files),
                    }
                    for one in opened.dossier.versions
                ],
                "recipients": [_standing_json(one) for one in standings],
                "untold": untold or None,
            }
        )
    else:
        when = partial(moment_said, visit=opened.dossier.visit)
        for one in opened.dossier.versions:
            said = ", ".join(filter(None, (when(one.at), one.author, one.note)))
            say(f"Version {one.number}: {said}; {len(one.files)} files")
        names = callings(opened.dossier, (one.recipient for one in standings))
        held = (one for one in standings if one.version)
        say(*(_standing_line(one, names[one.recipient.key], when) for one in held))
        say(*filter(None, (untold,)))
    return LOOK if untold or any(one.is_stale for one in standings) else DONE


def _standing_json(one: Standing) -> dict[str, Any]:
    sent = one.delivery
    return {
        "audience": one.recipient.audience.value,
        "recipient": one.recipient.name,
        "version": one.version,
        "stale": one.is_stale,
        "changes": list(one.changes),
        "sent": sent.at.isoformat() if sent else None,
        "how": sent.channel.value if sent else None,
        "failed": (sent.failed or None) if sent else None,
        "read": one.read_at.isoformat() if one.read_at else None,
    }


def _standing_line(one: Standing, name: str, when: Callable[[datetime], str]) -> str:
    how = ""
    if one.delivery:
        how = f", {one.delivery.channel.value} {when(one.delivery.at)}"
        how += f", failed: {one.delivery.failed}" if one.delivery.failed else ""
    read = ", read" if one.read_at else ""
    stale = f"; {_since(one.changes)}" if one.is_stale else ""
    return f"  {name} holds version {one.version}{how}{read}{stale}"


def _since(changes: Sequence[str]) -> str:
    """How many changes there were since, and the first two: `2 changes since: Moved: …`."""
    count = "1 change" if len(changes) == 1 else f"{len(changes)} changes"
    shown = " ".join(map(_short, changes[:_SHOWN]))
    return f"{count} since: {shown}{' …' if len(changes) > _SHOWN else ''}"


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= _LONGEST else f"{sentence[: _LONGEST - 1].rstrip()}…"


def send(
    file: VisitFile,
    server: Annotated[
        str, typer.Option("--server", metavar="HOST[:PORT]", help="The mail server.")
    ] = "",
    user: Annotated[str, typer.Option("--user", metavar="NAME", help="Who logs in there.")] = "",
    tls: Annotated[
        bool, typer.Option("--tls", help="Encrypted from the first byte (port 465).")
    ] = False,
    sender: Sender = None,
    audiences: Audiences = None,
    people: People = None,
    again: Annotated[bool, typer.Option("--again", help="Also what was sent before.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Send what is listed.")] = False,
    now: Annotated[str | None, typer.Option("--now", metavar="DATETIME", hidden=True)] = None,
) -> int:
    """Send the mails of the last version; without --yes only list them.

    The connection is always encrypted. The password is taken from the keychain of the computer, or
    asked for. An interrupted run goes on where it stopped, and nothing is sent twice.

    Example: visitplanner send spring.visit --server smtp.example.org --user olga --yes
    """
    from visitplanner.publishing.calling import callings
    from visitplanner.publishing.recipients import Request

    opened = open_visit(file)
    request = Request(
        now=the_moment(now, opened.dossier.visit),
        audiences=tuple(map(audience_named, audiences or ())),
        people=tuple(people or ()),
        sender=sender_named(sender),
    )
    mails, warnings = app.compose(opened, request)
    names = callings(opened.dossier, (mail.recipient for mail in mails))
    for mail in mails:
        to = ", ".join(mail.to) or "no address is known"
        who = names[mail.recipient.key]
        say(f"To {who}, {to}: {mail.subject} ({mail.size / _MIB:.1f} MB)")
        say(*(f"  {name}" for name, _ in mail.attached))
    say(*(f"Warning: {warning}" for warning in warnings))
    ready = [mail for mail in mails if mail.to and mail.sender]
    if not yes:
        say(f"{len(ready)} mails are ready. To send them say --yes and --server.")
        return LOOK if ready else DONE
    latest = opened.dossier.latest
    if not ready or latest is None:
        raise VisitPlannerError("There is nothing to send: nobody with an address is concerned.")
    where = _server(server, user, tls=tls)
    keys = [mail.key for mail in ready] if again else []
    password = password_of(where.account) if user else ""
    _opened, run = app.send_mails(opened, latest.number, ready, where, password, again=keys)
    return _tell(run)


def _server(text: str, user: str, *, tls: bool) -> Any:
    from visitplanner.delivery.smtp import MailServer, Security

    host, _, port = text.partition(":")
    if not host or (port and not port.isdecimal()):
        raise VisitPlannerError("Say which mail server: --server smtp.example.org or HOST:PORT.")
    security = Security.TLS if tls else Security.STARTTLS
    return MailServer(host, int(port or (465 if tls else 587)), security, user)


def _tell(run: Run) -> int:
    for one in run.outcomes:
        state = "sent before" if one.earlier else "sent" if one.ok else "not sent"
        say(f"{one.address}: {state}" + ("" if one.ok else f": {one.said}"))
    if run.stopped:
        say(f"Stopped: {run.stopped} {len(run.left)} mails are left; run it again to go on.")
    failed = bool(run.stopped) or any(not one.ok for one in run.outcomes)
    return LOOK if failed else DONE
