"""A plan with many groups at one time: each ride stands once, and a time on every page."""

from __future__ import annotations

from datetime import UTC, datetime

import pypdfium2

from tests.bench.large_plan import large
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier
from visitplanner.publishing.recipients import Request
from visitplanner.publishing.release import prepare

NOW = datetime(2026, 10, 1, tzinfo=UTC)


def test_many_groups_at_one_time_are_published() -> None:
    request = Request(now=NOW, kinds=("briefing-pack",), audiences=(Audience.DELEGATE,))
    (pack,) = prepare(Dossier(visit=large(13, 40)), request).files
    pdf = pypdfium2.PdfDocument(pack.data)
    texts = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    assert any("09:00,\r\ncontinued" in text for text in texts)
