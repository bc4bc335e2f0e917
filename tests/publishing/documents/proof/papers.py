"""Papers as files, of the bundled visit and of others, and what several readers find in them.

All are of a second version, so they have marks of what changed, and there are change notices.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import pypdf
import pypdfium2

from tests.publishing.documents.chapters.papers import sample
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey, Room
from visitplanner.domain.versions import Dossier, SentFile, Version
from visitplanner.publishing.documents.model.pictures import no_pictures
from visitplanner.publishing.documents.pdf.engine import RenderedPdf, render_pdf
from visitplanner.publishing.kinds import KINDS, Format
from visitplanner.publishing.recipients import Output, Request, outputs
from visitplanner.publishing.release import frame_of
from visitplanner.publishing.rendering import document_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from visitplanner.domain.visit import Visit
    from visitplanner.publishing.documents.model import Document
    from visitplanner.publishing.documents.model.pictures import Pictures

R = TypeVar("R", Item, Journey, Room)
FIRST = datetime(2017, 9, 24, 8, tzinfo=UTC)
NOW = datetime(2017, 10, 20, 8, tzinfo=UTC)
PAPERS = tuple(name for name, kind in KINDS.items() if kind.format is Format.PDF)


def documents(visit: Visit, *kinds: str, language: str = "en") -> Iterator[tuple[str, Document]]:
    """The first paper of each kind that the visit asks for, to those who hold a version of it."""
    dossier = reissued(visit)
    wanted = outputs(dossier, Request(now=NOW, kinds=kinds or PAPERS, languages=(language,)), [])
    first: dict[str, Output] = {}
    for output in wanted:
        first.setdefault(output.kind, output)
    frame = frame_of(dossier, NOW)
    for kind, output in first.items():
        yield kind, document_of(frame, output)


def drawn(visit: Visit, kind: str, pictures: Pictures = no_pictures) -> RenderedPdf:
    """The first paper of a kind."""
    ((_, document),) = documents(visit, kind)
    return render_pdf(document, pictures)


def reissued(visit: Visit) -> Dossier:
    """A visit that everybody holds as it was: at other places, and with somebody who has left."""
    dossier = Dossier(visit=visit)
    wanted = outputs(dossier, Request(now=NOW, kinds=("calendar",), languages=("en",)), [])
    files = tuple(
        SentFile(recipient=one.recipient, kind=one.kind, language="en", path="", sha256="")
        for one in wanted
    )
    version = Version(number=1, at=FIRST, visit=earlier(visit), files=files)
    return Dossier(visit=visit, versions=(version,))


def earlier(visit: Visit) -> Visit:
    """A visit before its items, vehicles, rooms and guests were changed."""
    left = Delegate(code="Z99", given_name="Quita", family_name="Fortgang")
    return visit.model_copy(
        update={
            "items": tuple(_with(one, place="The old place") for one in visit.items),
            "journeys": tuple(_with(one, meeting_point="The old gate") for one in visit.journeys),
            "rooms": tuple(_with(one, occupants=(*one.occupants, "Z99")) for one in visit.rooms),
            "delegates": (*visit.delegates, left),
        }
    )


def _with(record: R, **fields: object) -> R:
    return record.model_copy(update=fields)


@cache
def of_sample(kind: str, language: str = "en") -> RenderedPdf:
    """The first paper of a kind, of the bundled visit."""
    ((_, document),) = documents(sample(), kind, language=language)
    return render_pdf(document)


# --- readers ------------------------------------------------------------------------------------


def _pypdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def _pdfium(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def _poppler(data: bytes) -> str:
    run = ["pdftotext", "-", "-"]
    return subprocess.run(run, input=data, capture_output=True, check=True).stdout.decode()


READERS: dict[str, Callable[[bytes], str]] = {"pypdf": _pypdf, "pdfium": _pdfium}
if shutil.which("pdftotext"):  # on most machines that print; the two others are always there
    READERS["poppler"] = _poppler


def read_by(reader: str, data: bytes) -> str:
    """The text of a file as a reader finds it: composed, without white space.

    Where a line ends, readers differ in whether words are parted; a hyphen at its end may be ours.
    """
    text = READERS[reader](data).replace("\u00ad", "").replace("\ufffe", "").replace("\u2060", "")
    return bare(text)


def bare(text: str) -> str:
    """A text as compared: composed, without white space and marks of direction."""
    return re.sub(
        r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", unicodedata.normalize("NFC", text)
    )
