"""Mails of a published version: composed, shown, sent, and noted in the visit file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from visitplanner.app.visits import attached, save_visit
from visitplanner.domain.versions import Channel, Delivery, Recipient, SentFile
from visitplanner.errors import FileProblem, VisitPlannerError, undisguised

if TYPE_CHECKING:
    import ssl

    from visitplanner.delivery.outbox import Outbox
    from visitplanner.delivery.sending import Outcome, Run
    from visitplanner.delivery.smtp import MailServer
    from visitplanner.publishing.frame import Progress
    from visitplanner.publishing.ledger import Standing
    from visitplanner.publishing.recipients import Request
    from visitplanner.storage.visitfile import Opened

_UNSENT: Final = b"X-Unsent: 1\r\n"
_LOG: Final = "outbox.json"
_LARGEST_LOG: Final = 64 * 2**20


@dataclass(frozen=True)
class Outgoing:
    """A mail that is ready to go.

    Attributes:
        key: What it is: visit, version, recipient; the same for the same mail.
        recipient: Who gets it.
        language: The tag of its language.
        sender: The mailbox it comes from; empty where none is known.
        to: The mailboxes it goes to; empty where none is known.
        subject: Its subject.
        text: What it says, as plain text.
        attached: The files with it, and their sizes in bytes.
        name: What its file is called.
        draft: The file, for a mail program to open.
    """

    key: str
    recipient: Recipient
    language: str
    sender: str
    to: tuple[str, ...]
    subject: str
    text: str
    attached: tuple[tuple[str, int], ...]
    name: str
    draft: bytes

    @property
    def size(self) -> int:
        """How many bytes leave, encoded as they are."""
        return len(self.draft)


def compose(
    opened: Opened, request: Request, progress: Progress | None = None
) -> tuple[tuple[Outgoing, ...], tuple[str, ...]]:
    """The mails of the version that was published last, and what the user should know of them.

    Args:
        opened: The visit file.
        request: For whom; its kinds do not matter. The plan must be as it was published.
        progress: Where to report to.

    Raises:
        VisitPlannerError: the plan has changed since, or nothing was published.
        Cancelled: the user stopped it.
    """
    from visitplanner.publishing.drafts import ENCLOSED
    from visitplanner.publishing.kinds import MAIL_DRAFT
    from visitplanner.publishing.release import frame_of, prepare

    dossier = opened.dossier
    if frame_of(dossier, request.now).is_new:
        raise VisitPlannerError("The plan has changed since it was published: publish it first.")
    kinds = tuple(dict.fromkeys(kind for kinds in ENCLOSED.values() for kind in kinds))
    wanted = replace(request, kinds=(*kinds, MAIL_DRAFT))
    written = {file.path for version in dossier.versions for file in version.files}
    every = prepare(dossier, replace(wanted, kinds=kinds), dry_run=True).files
    if any(file.sent.path not in written for file in every):  # only those touched got theirs
        wanted = replace(wanted, only_touched=True)
    release = prepare(dossier, wanted, progress, pictures=partial(attached, opened))
    mails = tuple(
        outgoing(file.sent, file.data, f"{dossier.visit.namespace}/{release.version}")
        for file in release.files
        if file.sent.kind == MAIL_DRAFT
    )
    return mails, release.warnings


def outgoing(sent: SentFile, draft: bytes, version: str) -> Outgoing:
    """A draft as it will be read.

    Args:
        sent: Its record.
        draft: The file.
        version: Of which visit and version it is.
    """
    from email import message_from_bytes
    from email.policy import default

    message = message_from_bytes(draft, policy=default)
    body = message.get_body(("plain",))
    who = "/".join(filter(None, sent.recipient.key))
    return Outgoing(
        key=f"{version}/{who}/{sent.language}",
        recipient=sent.recipient,
        language=sent.language,
        sender=_addresses(message["From"])[0] if message["From"] else "",
        to=_addresses(message["To"]),
        subject=str(message["Subject"]),
        text=body.get_content() if body else "",
        attached=tuple(
            (part.get_filename() or "", len(part.get_payload(decode=True) or b""))
            for part in message.iter_attachments()
        ),
        name=sent.path,
        draft=draft,
    )


def _addresses(header: Any) -> tuple[str, ...]:
    return tuple(one.addr_spec for one in header.addresses) if header else ()


def send_mails(
    opened: Opened,
    number: int,
    mails: Sequence[Outgoing],
    server: MailServer,
    password: str,
    *,
    per_minute: int | None = None,
    progress: Callable[[int, int], bool] | None = None,
    again: Collection[str] = (),
    trust: ssl.SSLContext | None = None,
) -> tuple[Opened, Run]:
    """Send mails that were confirmed, and note in the visit file what became of each.

    Args:
        opened: The visit file.
        number: The version that they are of.
        mails: Those to be sent; each needs a sender and an address.
        server: The mail server.
        password: Of its user.
        per_minute: How many at most leave within a minute; None: as usual.
        progress: Is told how many of how many are done; says whether to go on.
        again: The keys of mails that are to be sent even if they were, or may have been.
        trust: Whose certificates count; None: what the system trusts.

    Raises:
        DeliveryProblem: the server cannot be used, or a mail cannot be sent; nothing was sent.
        FileProblem: the visit file cannot be written; the log keeps what was sent.
    """
    from visitplanner.delivery.sending import PER_MINUTE, Message, Timing, send

    messages = [
        Message(mail.key, mail.sender, mail.to, mail.draft.replace(_UNSENT, b"", 1))
        for mail in mails
    ]
    run = send(
        server,
        password,
        messages,
        _outbox(),
        Timing(lambda: datetime.now(UTC)),
        per_minute=per_minute or PER_MINUTE,
        progress=progress,
        again=again,
        trust=trust,
    )
    by_key = {mail.key: mail for mail in mails}
    noted = [_noted(by_key[one.key], one) for one in run.outcomes]
    known = _known(opened, number)
    fresh = [
        delivery
        for one, delivery in zip(run.outcomes, noted, strict=True)
        # An earlier run may have sent it and broken off before that was noted.
        if not one.earlier or _mark(delivery) not in known
    ]
    return note(opened, number, fresh), run


def note(opened: Opened, number: int, deliveries: Iterable[Delivery]) -> Opened:
    """Note in the visit file how a version reached somebody, or that they have read it.

    Raises:
        FileProblem: it cannot be written, or was changed by somebody else.
    """
    if opened.read_only:
        raise FileProblem(f"{opened.path} is open for reading only: update the program first.")
    dossier = opened.dossier.with_deliveries(number, deliveries)
    if dossier == opened.dossier:
        return opened
    return save_visit(dossier, opened.path, opened)


def ledger(opened: Opened, now: datetime) -> tuple[Standing, ...]:
    """Who holds which version, how it reached them, and what has changed for them since."""
    from visitplanner.publishing.ledger import standings

    return standings(opened.dossier, now)


def untold(opened: Opened, now: datetime) -> str:
    """One sentence on what papers say otherwise now and nobody is told of; empty if nothing."""
    from visitplanner.publishing.ledger import untold_since

    return undisguised(untold_since(opened.dossier, now))


def _known(opened: Opened, number: int) -> frozenset[tuple[object, ...]]:
    """What is noted of mails of a version."""
    version = opened.dossier.version(number)
    return frozenset(map(_mark, version.deliveries if version else ()))


def _mark(delivery: Delivery) -> tuple[object, ...]:
    """By what a delivery is known again: whose, how, where to, and whether it went well."""
    where = delivery.address.casefold()
    return delivery.recipient.key, delivery.channel, where, bool(delivery.failed)


def _noted(mail: Outgoing, outcome: Outcome) -> Delivery:
    return Delivery(
        recipient=mail.recipient,
        channel=Channel.MAIL,
        at=outcome.at,
        address=outcome.address,
        paths=tuple(name for name, _ in mail.attached),
        failed="" if outcome.ok else outcome.said or "The server did not take it.",
    )


def _outbox() -> Outbox:
    """The log of what was sent, in the user's own folder."""
    from visitplanner.delivery.outbox import Outbox
    from visitplanner.storage import atomic, folders

    path = folders.data() / _LOG

    def load() -> bytes | None:
        return atomic.read_bytes(path, _LARGEST_LOG) if path.exists() else None

    return Outbox(load, lambda data: atomic.write_bytes(path, data))
