"""Two versions laid side by side: for the screen as changes, for the desk as a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Version
from visitplanner.domain.visit import Visit
from visitplanner.publishing.changes.compare import changes_between
from visitplanner.publishing.changes.model import Change
from visitplanner.publishing.edition import Edition, Issue, make_edition
from visitplanner.publishing.phrasing import phrasing
from visitplanner.publishing.readership import Reader

_LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)  # nothing is over: all that differs is told


def differences(old: Visit, new: Visit, language: str) -> tuple[Change, ...]:
    """What differs between two plans, as the team reads it, in the words of a language."""
    issue = Issue(1, _LONG_AGO)
    was, now = (make_edition(visit, _TEAM, language, issue) for visit in (old, new))
    return changes_between(was, now, _LONG_AGO, phrasing(language))


def comparison_page(old: Version, new: Version, language: str) -> bytes:
    """The same as a PDF, for the team; `new` may be a plan that is not published yet."""
    from visitplanner.publishing.documents.chapters.notice import comparison
    from visitplanner.publishing.documents.pdf.engine import render_pdf

    return render_pdf(comparison(_edition(old, new, language))).data


_TEAM = Reader(Audience.STAFF)


def _edition(old: Version, new: Version, language: str) -> Edition:
    issue = Issue(new.number, new.at, old.number, old.at)
    edition = make_edition(new.visit, _TEAM, language, issue)
    return replace(edition, changes=differences(old.visit, new.visit, language))
