"""Draw every paper of the sample and lay its pages side by side, to be looked at.

    python packaging/pages.py FOLDER                     all kinds, all languages
    python packaging/pages.py FOLDER --lang en --only day-sheet --only badges
    python packaging/pages.py FOLDER --grey              as a copier without colour gives them
    python packaging/pages.py FOLDER --plan spring.visit another plan than the sample
    python packaging/pages.py FOLDER --reissue           a second version of the sample: a train
                                                         that is a coach, a diet, a host who
                                                         cancels, somebody who comes instead

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
    from visitplanner.domain.visit import Visit
    from visitplanner.publishing.release import File

FIRST = datetime(2017, 9, 24, 8, tzinfo=UTC)
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
        dossier = _reissued() if asked.reissue else _dossier(asked.plan)
        for file in _release(dossier, language, asked.only):
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
    parser.add_argument("--reissue", action="store_true")
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


def _reissued() -> Dossier:
    """The sample after much has happened to it, with the first version that everybody holds."""
    from visitplanner import app
    from visitplanner.domain.versions import Dossier
    from visitplanner.publishing.recipients import Request
    from visitplanner.publishing.release import prepare

    plan = app.sample_visit()
    # Everybody gets a calendar, so everybody holds the version with the calendars.
    issued = prepare(Dossier(visit=plan), Request(now=FIRST, kinds=("calendar",))).dossier
    return issued.with_visit(_with_somebody_else(_with_other_times(plan)))


def _with_other_times(plan: Visit) -> Visit:
    """A train that is a coach, a host who cancels, a longer lunch, another door, a diet."""
    from datetime import time

    from visitplanner.domain import edits
    from visitplanner.domain.vocabulary import Mode, Status

    ids = {each.code: each.id for rows in (plan.items, plan.journeys) for each in rows}
    ids |= {person.code: person.id for person in plan.delegates}
    coach = {"mode": Mode.COACH, "number": "", "depart": time(18, 30), "arrive": time(23)}
    cancelled = {"status": Status.CANCELLED}
    for code, fields in (
        ("A16", {**coach, "destination": "Las Arenas resort"}),
        ("A17", cancelled),
        ("A08", cancelled),
        ("A07", cancelled),
        ("A13", {"start": time(13, 15), "end": time(14, 15)}),
        ("A14", {"start": time(14, 45), "end": time(16, 10)}),
        ("A15", {"meeting_point": "Solartys office, gate"}),
        ("P08", {"avoid": "nuts and sesame"}),
    ):
        plan = edits.change(plan, ids[code], **fields)
    return plan


def _with_somebody_else(plan: Visit) -> Visit:
    """P16 comes in place of P13."""
    from visitplanner.domain.vocabulary import Registration

    left = next(person for person in plan.delegates if person.code == "P13")
    named = {"id": "p16", "code": "P16", "given_name": "Nova", "family_name": "Persona"}
    comes = left.model_copy(update={**named, "email": "", "mobile": ""})
    gone = left.model_copy(update={"status": Registration.CANCELLED})
    people = [gone if person is left else person for person in plan.delegates]
    rooms = [
        room.model_copy(
            update={"occupants": tuple("P16" if o == "P13" else o for o in room.occupants)}
        )
        for room in plan.rooms
    ]
    rides = [
        ride.model_copy(update={"who": ride.who.replace("P13", "P16")}) for ride in plan.journeys
    ]
    update = {"delegates": (*people, comes), "rooms": tuple(rooms), "journeys": tuple(rides)}
    return plan.model_copy(update=update)


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
