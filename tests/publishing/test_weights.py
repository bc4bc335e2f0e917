"""How heavy the mails of a version are."""

from __future__ import annotations

from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Recipient, SentFile
from visitplanner.publishing.weights import weights


def sent(name: str, size: int | None, kind: str = "mail-draft") -> SentFile:
    return SentFile(
        recipient=Recipient(audience=Audience.HOST, name=name),
        kind=kind,
        language="en",
        path=f"{name}.eml",
        sha256="",
        size=size,
    )


def test_mails_are_weighed_and_the_heaviest_comes_first() -> None:
    files = [
        sent("light", 9_999_999),
        sent("heavy", 21_000_000),
        sent("paper", 90_000_000, "host-pack"),
        sent("unknown", None),
    ]
    found = [(one.recipient.name, one.exceeds) for one in weights(files)]
    assert found == [("heavy", (10, 20)), ("light", ())]
