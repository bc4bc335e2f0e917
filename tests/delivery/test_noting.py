"""What was sent stands in the visit file, even if an earlier run could not write it there."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.delivery.mailserver import HOST, PASSWORD, Post, certificates, running
from visitplanner import app
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier, Recipient, Version
from visitplanner.domain.visit import Visit
from visitplanner.storage.visitfile import Opened

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)


def mail(address: str) -> app.Outgoing:
    message = EmailMessage()
    message["To"], message["X-Unsent"] = address, "1"
    message.set_content("Dear all")
    return app.Outgoing(
        key=f"visit/1/{address}",
        recipient=Recipient(audience=Audience.HOST, name=address),
        language="en",
        sender="ana@example.org",
        to=(address,),
        subject="",
        text="",
        attached=(),
        name="mail.eml",
        draft=message.as_bytes().replace(b"\n", b"\r\n"),
    )


def test_a_run_is_noted_once_and_made_up_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    visit = Visit(title="Visit")
    dossier = Dossier(visit=visit, versions=(Version(number=1, at=NOON, visit=visit),))
    opened = app.save_visit(dossier, tmp_path / "plan.visit", None)
    post, papers = Post(refused={"b@x.org": "550 nobody"}), certificates(HOST)
    mails = [mail("a@x.org"), mail("b@x.org")]

    with running(post, papers.context) as server:

        def send(file: Opened) -> Opened:
            return app.send_mails(
                file, 1, mails, server, PASSWORD, per_minute=600, trust=papers.trust
            )[0]

        first = send(opened)
        assert [bool(one.failed) for one in first.dossier.versions[0].deliveries] == [False, True]
        again = send(first)
        said = [(one.address, bool(one.failed)) for one in again.dossier.versions[0].deliveries]
        assert said == [("a@x.org", False), ("b@x.org", True), ("b@x.org", True)]
        lost = app.save_visit(dossier, tmp_path / "plan.visit", again)
        after = send(lost)
    assert post.addresses == ["a@x.org"]  # once
    assert [one.address for one in after.dossier.versions[0].deliveries] == ["a@x.org", "b@x.org"]
