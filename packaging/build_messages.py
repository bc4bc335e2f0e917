"""Bring the translations up to date with the source: collect, merge, compile.

    python3 dev.py messages            update every language of resources/locale
    python3 dev.py messages fr         the same, and begin French
    python3 dev.py messages --check    change nothing; exit 1 if something would change

The marked messages of `src/` are merged into `<language>/LC_MESSAGES/visitplanner.po`, where a
translator fills in what is new, and that file is compiled to the `.mo` beside it, which the program
reads. Both are committed. A message that changed counts as new: a guess at what the old translation
might become is a mistake on paper sooner or later.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "visitplanner"
LOCALE = ROOT / "resources" / "locale"
# The methods of a translator, the mark of a message that is translated later, the helper of papers
# that puts a count before its noun, and the two calls of the window.
KEYWORDS = {
    "N_": None,
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
    "number": (1, 2),
    "pgettext": ((1, "c"), 2),
    "plural": (1, 2),
}
WINDOW = ("desktop/", "planning/usual_tasks.py")
"""Where the words of the window are: what is not translated there is shown in English."""


def collect() -> Catalog:
    """The messages of the source, in the order of its files."""
    template = Catalog(project="Visit Planner", charset="utf-8")
    found = extract_from_dir(
        SOURCE,
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for name, _line, message, comments, context in sorted(found, key=lambda row: row[:2]):
        template.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return template


def merged(path: Path, template: Catalog) -> Catalog:
    """The catalogue of a `.po` file, or a new one, with the messages of the source."""
    language = path.parent.parent.name
    catalogue = Catalog(
        locale=language,
        project="Visit Planner",
        version="1",
        header_comment="# The words of Visit Planner, under the licence of the program.",
        last_translator="The Visit Planner maintainers",
        language_team="The Visit Planner maintainers",
        msgid_bugs_address="the maintainers",
        revision_date=datetime.now(UTC),
        fuzzy=False,
    )
    if path.exists():
        with path.open("rb") as stream:
            catalogue = read_po(stream, locale=language)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue for translators."""
    stream = BytesIO()
    write_po(stream, catalogue, width=100, include_lineno=False)
    return stream.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """The catalogue for the program."""
    stream = BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def content(catalogue: Catalog) -> list[tuple[object, ...]]:
    """What matters of a catalogue: all but the dates and tool names of its header."""
    messages = [m for m in catalogue if m.id]
    return [(m.context, m.id, m.string, m.fuzzy, *sorted(m.auto_comments)) for m in messages]


def compiled_content(catalogue: Catalog) -> set[str]:
    """What matters of a compiled catalogue, which keeps neither order nor comments."""
    return {repr((m.context, m.id, list(m.string))) for m in catalogue if m.id and m.string}


def untranslated(catalogue: Catalog, *, window: bool) -> list[str]:
    """The messages, or plurals, that lack a translation or have a doubtful one.

    Those that stand in the window alone, or all others: a paper in two languages is a defect, a
    window in two languages is one that gets better from day to day.
    """
    lacking = []
    for message in catalogue:
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        alone = all(name.startswith(WINDOW) for name, _line in message.locations)
        if message.id and alone is window and (message.fuzzy or not all(forms)):
            lacking.append(str(message.id))
    return lacking


def update(path: Path, template: Catalog, *, write: bool) -> list[str]:
    """Bring one language up to date and say what was, or would be, changed and what is missing."""
    catalogue = merged(path, template)
    compiled = path.with_suffix(".mo")
    remarks = [f"no translation: {text}" for text in untranslated(catalogue, window=False)]
    english = untranslated(catalogue, window=True)
    if english and write:
        print(f"{path.parent.parent.name}: {len(english)} messages of the window are in English")
    if not path.exists() or content(read_po(BytesIO(path.read_bytes()))) != content(catalogue):
        remarks.append("the source has changed")
        if write:
            path.write_bytes(as_po(catalogue))
    fresh = compiled_content(read_mo(BytesIO(as_mo(catalogue))))
    if not compiled.exists() or compiled_content(read_mo(BytesIO(compiled.read_bytes()))) != fresh:
        remarks.append("the compiled catalogue is not of this source")
        if write:
            compiled.write_bytes(as_mo(catalogue))
    return remarks


def languages(new: Iterable[str]) -> list[Path]:
    """The `.po` files of all languages, those to begin included."""
    for language in new:
        (LOCALE / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    return sorted(folder / "visitplanner.po" for folder in LOCALE.glob("*/LC_MESSAGES"))


def main(words: list[str]) -> int:
    """Update or check every language; 1 if something is left to do."""
    check = words == ["--check"]
    template = collect()
    left_to_do = False
    for path in languages([] if check else words):
        language = path.parent.parent.name
        for remark in update(path, template, write=not check):
            print(f"{language}: {remark}")
            left_to_do = left_to_do or check or remark.startswith("no translation")
    print(f"{len(template)} messages in the source")
    return int(left_to_do)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
