"""Draw every paper of the sample and lay its pages side by side, to be looked at.

    python packaging/pages.py FOLDER                     all kinds, all languages
    python packaging/pages.py FOLDER --lang en --only day-sheet --only badges
    python packaging/pages.py FOLDER --grey              as a copier without colour gives them
    python packaging/pages.py FOLDER --plan spring.visit another plan than the sample

For each kind and language the folder gets one picture with all pages of that kind, and in `pdf/`
the papers themselves.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

    from visitplanner.domain.versions import Dossier
    from visitplanner.publishing.release import File

NOW = datetime(2017, 10, 20, 8, tzinfo=UTC)
ROW = 6
GAP = 8
GROUND = "#8a9096"
MOST = 48
"""Pages on one picture; of kinds with one file a person the rest looks the same."""


def main(words: list[str]) -> int:
    """Draw and lay out what is asked for."""
    asked = _parsed(words)
    papers = asked.folder / "pdf"
    papers.mkdir(parents=True, exist_ok=True)
    for language in asked.lang or _languages():
        by_kind: dict[str, list[File]] = {}
        for file in _release(_dossier(asked.plan), language, asked.only):
            (papers / f"[{language}] {file.sent.path}").write_bytes(file.data)
            by_kind.setdefault(file.sent.kind, []).append(file)
        for kind, files in by_kind.items():
            pages = [page for file in files for page in _pages(file.data, asked.dpi)][:MOST]
            target = asked.folder / f"{kind}-{language}{'-grey' if asked.grey else ''}.png"
            _sheet(pages, grey=asked.grey).save(target)
            print(f"{target.name}: {len(files)} files, {len(pages)} pages")
    return 0


def _parsed(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Lay the pages of papers side by side.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lang", action="append")
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--plan", type=Path)
    parser.add_argument("--grey", action="store_true")
    parser.add_argument("--dpi", type=int, default=55)
    return parser.parse_args(words)


def _languages() -> tuple[str, ...]:
    from visitplanner.i18n import available_languages

    return available_languages()


def _dossier(plan: Path | None) -> Dossier:
    from visitplanner import app
    from visitplanner.domain.versions import Dossier

    if plan is None:
        return Dossier(visit=app.sample_visit())
    return app.open_visit(plan).dossier


def _release(dossier: Dossier, language: str, kinds: list[str]) -> Iterator[File]:
    from visitplanner.publishing.kinds import KINDS
    from visitplanner.publishing.recipients import Request
    from visitplanner.publishing.release import prepare

    paper = tuple(name for name, kind in KINDS.items() if kind.suffix == ".pdf")
    request = Request(now=NOW, languages=(language,), kinds=tuple(kinds) or paper)
    return iter(prepare(dossier, request).files)


def _pages(data: bytes, dpi: int) -> Iterator[Image]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        yield document[number].render(scale=dpi / 72).to_pil()


def _sheet(pages: list[Image], *, grey: bool) -> Image:
    from PIL import Image

    wide, high = max(page.width for page in pages), max(page.height for page in pages)
    across = min(ROW, len(pages))
    rows = -(-len(pages) // across)
    size = across * (wide + GAP) + GAP, rows * (high + GAP) + GAP
    sheet = Image.new("RGB", size, GROUND)
    for number, page in enumerate(pages):
        down, right = divmod(number, across)
        sheet.paste(page, (GAP + right * (wide + GAP), GAP + down * (high + GAP)))
    return sheet.convert("L") if grey else sheet


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
