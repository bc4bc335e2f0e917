"""What is private reaches no file whose reader may not have it, in whatever part of the file."""

from __future__ import annotations

import email
import io
import re
import zipfile
import zlib
from email.policy import default
from pathlib import Path

import pikepdf
import pypdf
import pytest

from tests.cli.conftest import Run
from tests.publishing.marked import marked_visit, marks_in, provided, readable
from visitplanner.app import save_visit
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier

_ENCODED = re.compile(r"^[A-Za-z0-9+/=]{20,}\r?$", re.MULTILINE)
"""A line of base64, whose letters say nothing; without its case any word can stand in it."""


def text_of(path: Path) -> str:
    """All text of a file: pages, metadata, outline, links, raw bytes, and its name."""
    parts = _parts(path.name, path.read_bytes())
    # A long word may be broken over two lines of a page.
    joined = "\n".join(parts)
    return joined + re.sub(r"[\s\u00ad-]+", "", joined)


def _parts(name: str, data: bytes) -> list[str]:
    suffix = Path(name).suffix
    parts = [name, data.decode("latin-1"), data.decode("utf-8", errors="ignore")]
    if suffix == ".ics":
        parts.append(re.sub(r"\r\n[ \t]", "", parts[-1]))
    if suffix == ".eml":
        parts = [_ENCODED.sub("", part) for part in parts]
        for part in email.message_from_bytes(data, policy=default).walk():
            parts += map(str, part.values())
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):  # and not the parts of a part
                parts += _parts(part.get_filename() or "", content)
    if suffix == ".pdf":
        reader = pypdf.PdfReader(io.BytesIO(data))
        parts += [page.extract_text() for page in reader.pages]
        parts.append(str(reader.metadata))
        with pikepdf.open(io.BytesIO(data)) as pdf:
            parts += [repr(obj) for obj in pdf.objects]
            parts += [_bytes(obj) for obj in pdf.objects if isinstance(obj, pikepdf.Stream)]
    if suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = [package.read(name).decode("utf-8", "ignore") for name in package.namelist()]
        parts += members
        parts += [re.sub(r"<[^>]*>", "", member) for member in members]
    return parts


def _bytes(stream: pikepdf.Stream) -> str:
    try:
        return bytes(stream.read_bytes()).decode("latin-1")
    except (pikepdf.PdfError, zlib.error):
        return ""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, str]]]:
    from visitplanner.__main__ import main

    folder = tmp_path_factory.mktemp("marked")
    save_visit(Dossier(visit=marked_visit()), folder / "marked.visit", None)
    out = folder / "papers"
    words = ["publish", folder / "marked.visit", "--out", out, "--now", "2026-04-01T10:00"]
    assert main([str(word) for word in words]) == 0
    from visitplanner.app import open_visit

    latest = open_visit(folder / "marked.visit").dossier.latest
    assert latest is not None
    files = [
        {"path": f.path, "audience": f.recipient.audience.value, "person": f.recipient.name or ""}
        for f in latest.files
    ]
    return out, files


def test_no_file_has_what_its_reader_may_not_know(
    papers: tuple[Path, list[dict[str, str]]],
) -> None:
    folder, files = papers
    assert len(files) >= 3 * 2 + 7 * 2
    for file in files:
        found = marks_in(text_of(folder / file["path"]).casefold())
        allowed = readable(Audience(file["audience"]), file["person"])
        allowed |= provided(Audience(file["audience"]))
        assert found <= allowed, f"{file['path']} leaks {sorted(found - allowed)}"


def test_what_a_reader_should_know_is_there(papers: tuple[Path, list[dict[str, str]]]) -> None:
    folder, files = papers
    (staff,) = [f for f in files if f["path"].endswith("Briefing pack - staff.pdf")]
    found = marks_in(text_of(folder / staff["path"]).casefold())
    assert {"zqinternalxitemoneqz", "zqavoidxpbqz", "zqfamilyxpaqz"} <= found
    own = next(f for f in files if f["person"] == "PB" and " - Programme" in f["path"])
    assert "zqavoidxpbqz" in marks_in(text_of(folder / own["path"]).casefold())


@pytest.mark.parametrize(("kind", "found"), [("docx", "zqprepare"), ("xlsx", "zqavoidxpbqz")])
def test_what_an_office_file_says_can_be_read(
    papers: tuple[Path, list[dict[str, str]]], kind: str, found: str
) -> None:
    folder, files = papers
    texts = [text_of(folder / f["path"]).casefold() for f in files if f["path"].endswith(kind)]
    assert any(mark.startswith(found) for text in texts for mark in marks_in(text))


def test_the_marks_can_be_found_at_all(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.ics"
    path.write_text("DESCRIPTION:zqavoidx\r\n pbqz", encoding="utf-8", newline="")
    assert marks_in(text_of(path)) == {"zqavoidxpbqz"}
