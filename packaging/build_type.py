"""Fetch the fonts and bake what the PDF engine needs of them into `resources/fonts/`.

    uv run --no-project --with fonttools packaging/build_type.py

Needs npm (packages are only the place to fetch from, at fixed versions). Writes the five static
TrueType files unmodified with their licence (OFL 1.1), the outlines of the icons we use as PDF
paths (Phosphor 1.4.2, MIT) and the kerning pairs of the heading face.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "resources" / "fonts"
PACKAGES = {
    "sans": "@expo-google-fonts/source-sans-3@0.4.1",
    "serif": "@expo-google-fonts/noto-serif@0.4.2",
    "icons": "phosphor-icons@1.4.2",
}
FONTS = {
    "SourceSans3-Regular.ttf": ("sans", "400Regular/SourceSans3_400Regular.ttf"),
    "SourceSans3-It.ttf": ("sans", "400Regular_Italic/SourceSans3_400Regular_Italic.ttf"),
    "SourceSans3-SemiBold.ttf": ("sans", "600SemiBold/SourceSans3_600SemiBold.ttf"),
    "NotoSerif-Regular.ttf": ("serif", "400Regular/NotoSerif_400Regular.ttf"),
    "NotoSerif-SemiBold.ttf": ("serif", "600SemiBold/NotoSerif_600SemiBold.ttf"),
}
LICENCES = {
    "OFL-SourceSans3.txt": ("sans", "LICENSE_FONT"),
    "OFL-NotoSerif.txt": ("serif", "LICENSE_FONT"),
    "LICENSE-Phosphor.txt": ("icons", "LICENSE"),
}
ICONS = {
    "session": "presentation-chart",
    "site visit": "factory",
    "meal": "fork-knife",
    "social": "wine",
    "free time": "coffee",
    "briefing": "chats-teardrop",
    "note": "note",
    "walk": "person-simple-walk",
    "taxi": "taxi",
    "coach": "bus",
    "minibus": "bus",
    "metro": "train-simple",
    "tram": "train-regional",
    "train": "train",
    "flight": "airplane-tilt",
    "ferry": "boat",
    "car": "car",
    "night": "bed",
    "place": "map-pin",
    "phone": "phone",
    "mail": "envelope-simple",
    "warning": "warning",
    "step free": "wheelchair",
    "people": "users",
    "changed": "note-pencil",
    "arrow": "arrow-right",
}
KERNED = "NotoSerif-SemiBold.ttf"
KERNED_RANGES = ((0x20, 0x7E), (0xA0, 0x17F), (0x386, 0x3CE), (0x400, 0x45F), (0x2013, 0x2026))
Point = tuple[float, float]
LEAST_KERN = 8  # thousandths of an em; less than that nobody sees


class PathPen(BasePen):  # type: ignore[misc] # fontTools has no types
    """Collects an outline as PDF path operators in thousandths of the em."""

    def __init__(self, glyphs: object, scale: float) -> None:
        super().__init__(glyphs)
        self.scale = scale
        self.parts: list[str] = []

    def _put(self, operator: str, *points: Point) -> None:
        numbers = [f"{round(v * self.scale)}" for point in points for v in point]
        self.parts.append(" ".join([*numbers, operator]))

    def _moveTo(self, pt: Point) -> None:  # noqa: N802 - the name is fontTools'
        self._put("m", pt)

    def _lineTo(self, pt: Point) -> None:  # noqa: N802
        self._put("l", pt)

    def _curveToOne(self, one: Point, two: Point, three: Point) -> None:  # noqa: N802
        self._put("c", one, two, three)

    def _closePath(self) -> None:  # noqa: N802
        self.parts.append("h")


def fetch(folder: Path) -> dict[str, Path]:
    """Download and unpack the three packages; returns the folder of each."""
    found = {}
    for name, package in PACKAGES.items():
        said = subprocess.run(
            ["npm", "pack", "--silent", package],
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
        )
        with tarfile.open(folder / said.stdout.strip().splitlines()[-1]) as archive:
            archive.extractall(folder / name, filter="data")
        found[name] = folder / name / "package"
    return found


def icon_paths(package: Path) -> dict[str, str]:
    """The outlines of our icons, by the name the document model gives them."""
    font = TTFont(package / "src" / "fonts" / "Phosphor.ttf")
    css = (package / "src" / "css" / "icons.css").read_text(encoding="utf-8")
    points = dict(re.findall(r'\.ph-([a-z-]+)::?before\s*\{\s*content:\s*"\\([0-9a-f]+)"', css))
    glyphs, names, scale = font.getGlyphSet(), font.getBestCmap(), 1000 / font["head"].unitsPerEm
    paths = {}
    for icon, drawn_as in ICONS.items():
        pen = PathPen(glyphs, scale)
        glyphs[names[int(points[drawn_as], 16)]].draw(pen)
        paths[icon] = " ".join(pen.parts)
    return paths


def kerning_pairs(path: Path) -> dict[str, int]:
    """Kerning of the common letters, in thousandths of the em, from the GPOS table."""
    font = TTFont(path)
    letters = {
        name: chr(code)
        for code, name in font.getBestCmap().items()
        if any(low <= code <= high for low, high in KERNED_RANGES)
    }
    pairs: dict[str, int] = {}
    for lookup in _kern_lookups(font):
        for table in lookup:
            for left in (g for g in table.Coverage.glyphs if g in letters):
                for right, letter in letters.items():
                    value = _pair_value(table, left, right)
                    key = letters[left] + letter
                    if value is not None and key not in pairs:
                        pairs[key] = value
    scale = 1000 / font["head"].unitsPerEm
    scaled = {key: round(value * scale) for key, value in pairs.items()}
    return {key: kern for key, kern in sorted(scaled.items()) if abs(kern) >= LEAST_KERN}


def _kern_lookups(font: TTFont) -> Iterator[list[Any]]:
    gpos = font["GPOS"].table
    wanted = {
        i
        for record in gpos.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for i in record.Feature.LookupListIndex
    }
    for index in sorted(wanted):
        tables = [getattr(t, "ExtSubTable", t) for t in gpos.LookupList.Lookup[index].SubTable]
        yield [t for t in tables if t.LookupType == 2]


def _pair_value(table: Any, left: str, right: str) -> int | None:
    if table.Format == 1:
        index = table.Coverage.glyphs.index(left)
        for record in table.PairSet[index].PairValueRecord:
            if record.SecondGlyph == right:
                return int(record.Value1.XAdvance) if record.Value1 else 0
        return None
    first = table.ClassDef1.classDefs.get(left, 0)
    second = table.ClassDef2.classDefs.get(right, 0)
    value = table.Class1Record[first].Class2Record[second].Value1
    return int(getattr(value, "XAdvance", 0) or 0) if value else 0


def write_json(name: str, content: dict[str, object]) -> None:
    """Write sorted, one entry a line, so that a change can be read."""
    text = json.dumps(content, ensure_ascii=False, indent=0, sort_keys=True)
    (TARGET / name).write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Fetch, copy, bake."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        packages = fetch(Path(folder))
        for name, (package, path) in {**FONTS, **LICENCES}.items():
            shutil.copyfile(packages[package] / path, TARGET / name)
        write_json("icons.json", dict(icon_paths(packages["icons"])))
    write_json("kerning.json", dict(kerning_pairs(TARGET / KERNED)))


if __name__ == "__main__":
    main()
