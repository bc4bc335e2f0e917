"""What the papers of the bundled visit cost, from the visit to the bytes."""

from __future__ import annotations

import statistics
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from visitplanner.domain import edits
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier
from visitplanner.importing.workbook import read_plan
from visitplanner.publishing.documents.papers import PAPERS
from visitplanner.publishing.documents.pdf.engine import RenderedPdf, render_pdf
from visitplanner.publishing.edition import Issue, make_edition
from visitplanner.publishing.kinds import BRIEFING_PACK, PERSONAL_PACK
from visitplanner.publishing.preview import PaperRequest, glimpse, preview
from visitplanner.publishing.readership import Reader
from visitplanner.publishing.recipients import Request
from visitplanner.publishing.release import Release, prepare

MOST_FOR_A_GLIMPSE = 0.15
ISSUE = Issue(1, datetime(2017, 10, 20, 8, tzinfo=UTC))


@pytest.mark.parametrize("audience", [Audience.DELEGATE, Audience.STAFF, Audience.PUBLIC])
def test_briefing_pack(
    benchmark: BenchmarkFixture, sample_workbook: Path, audience: Audience
) -> None:
    """Redact, build and draw the briefing pack; to stay under 1.5 s."""
    visit = read_plan(sample_workbook).visit

    def pack() -> RenderedPdf:
        edition = make_edition(visit, Reader(audience), "en", ISSUE)
        return render_pdf(PAPERS[BRIEFING_PACK].build(edition))

    assert benchmark(pack).pages > 10


def test_personal_pack(benchmark: BenchmarkFixture, sample_workbook: Path) -> None:
    """Redact, build and draw one person's own pack."""
    visit = read_plan(sample_workbook).visit
    reader = Reader(Audience.DELEGATE, person=visit.delegates[3].id)

    def pack() -> RenderedPdf:
        edition = make_edition(visit, reader, "es", ISSUE)
        return render_pdf(PAPERS[PERSONAL_PACK].build(edition))

    assert benchmark(pack).pages > 3


def test_whole_release(benchmark: BenchmarkFixture, sample_workbook: Path) -> None:
    """Every file of the first version: papers, calendars and mails."""
    visit = read_plan(sample_workbook).visit

    def release() -> Release:
        return prepare(Dossier(visit=visit), Request(now=ISSUE.at))

    assert len(benchmark(release).files) > 150


def test_the_page_in_view_after_an_edit(sample_workbook: Path) -> None:
    """Median of seven edits, as the window sees them: each in a plan of its own."""
    dossier = Dossier(visit=read_plan(sample_workbook).visit)
    request = PaperRequest(now=ISSUE.at, audience=Audience.STAFF)
    preview(dossier, request)
    spent = []
    for number in range(7):
        visit = dossier.visit
        edited = edits.change(visit, visit.items[5].id, title=f"Edited {number} times")
        dossier = dossier.with_visit(edited)
        start = time.perf_counter()
        glimpse(dossier, request, [7])
        spent.append(time.perf_counter() - start)
    assert statistics.median(spent) <= MOST_FOR_A_GLIMPSE, f"{statistics.median(spent):.3f} s"
