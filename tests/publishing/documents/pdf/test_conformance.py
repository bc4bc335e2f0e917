"""What a validator says: every paper keeps to PDF/UA-1 and PDF/A-2a, whatever people type."""

from __future__ import annotations

import pytest
from page import ValidationProfile, validate_pdf_bytes

from tests.publishing.documents.pdf.demo import demo_document
from tests.publishing.documents.pdf.hostile import replaced
from tests.publishing.documents.pdf.test_engine import small
from tests.publishing.documents.pdf.test_hostile import CASES
from tests.publishing.documents.pdf.test_tags import PAPERS, paper
from visitplanner.publishing.documents.model.pictures import no_pictures
from visitplanner.publishing.documents.pdf import engine

PROFILES = (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A)
# It takes a carriage return at the end of compressed data for a part of the line break after it.
_FALSE_ALARMS = {"PDFA2A-STREAM-LENGTH-001"}


def failures(data: bytes) -> set[str]:
    reports = (validate_pdf_bytes(data, profile=profile) for profile in PROFILES)
    found = [failure for report in reports for failure in report.failures]
    return {f"{f.rule_id} {f.message}" for f in found if f.rule_id not in _FALSE_ALARMS}


@pytest.mark.parametrize("name", PAPERS)
def test_papers_can_be_read_out_and_kept(name: str) -> None:
    assert failures(paper(name)) == set()


@pytest.mark.parametrize("case", ["empty", "blank", "60 wide letters", "no font", "breaks"])
def test_whatever_people_type(case: str) -> None:
    document = replaced(demo_document(), CASES[case])
    assert failures(engine.render_pdf(document).data) == set()


def test_a_document_that_says_nothing() -> None:
    assert failures(engine.render_pdf(small()).data) == set()


def test_the_validator_finds_what_is_missing() -> None:
    data = engine._render(demo_document(), no_pictures, tags=False).data
    assert len(failures(data)) > 5
