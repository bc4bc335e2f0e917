"""Fetch the fonts and bake what the PDF engine needs of them into `resources/fonts/`.

    uv run --no-project --with fonttools packaging/build_type.py

Needs npm (packages are only the place to fetch from, at fixed versions, each with its checksum).
Writes static TrueType files unmodified with their licence (OFL 1.1), one font cut together from the
signs of Noto Sans Symbols and Symbols 2 and an Arabic one made of Noto Sans Arabic (OFL without
reserved names), the outlines of the icons we
use as PDF paths (Phosphor 1.4.2, MIT), the kerning pairs of the heading face, where accents stand
on letters that Unicode does not compose, and which characters each font has.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fontTools.merge import Merger
from fontTools.pens.basePen import BasePen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "resources" / "fonts"
PACKAGES = {
    "sans": "@expo-google-fonts/source-sans-3@0.4.1",
    "serif": "@expo-google-fonts/noto-serif@0.4.2",
    "hebrew": "@expo-google-fonts/noto-sans-hebrew@0.4.1",
    "arabic": "@expo-google-fonts/noto-sans-arabic@0.4.3",
    "armenian": "@expo-google-fonts/noto-sans-armenian@0.4.2",
    "georgian": "@expo-google-fonts/noto-sans-georgian@0.4.3",
    "signs": "@expo-google-fonts/noto-sans-symbols-2@0.4.1",
    "more signs": "@expo-google-fonts/noto-sans-symbols@0.4.1",
    "icons": "phosphor-icons@1.4.2",
}
SHA256 = {
    "sans": "eb41834f563921e19b18b40bc924b97110983aef800d9cb67b9186f546311828",
    "serif": "78810a8143112a326def7ec976601ecb9855a9e79082c727246beec4f0531d0c",
    "hebrew": "f82f8e852e3355521c511f2762a0130216d208d108bf4739aa977eb6a6d3012c",
    "arabic": "29e966f9d48a4ce7dd3c2c4c016f29cd888089538217303fb2c87de9e7f048ed",
    "armenian": "2e25bf01929800ac7f61cb69750839a92555371f66d5d1fef515b2b2ad83b0fc",
    "georgian": "2dfa188c507dc5587fa05a2ffc474aba026ddbd4af1d7f6f42ff9cb039d7dc0d",
    "signs": "3bf3d6333487df36e88d146e032a9ed8246617ca2dfe1513a8a382c3fad12ac4",
    "more signs": "d72d2f96c1c351967ec57842471b1da43ab8b1a40ecb003b1b0a0f50a3ee6388",
    "icons": "5df1dba294f70b1055bb2d9b338c5b1b3b1fefd58bdb73c09e646531db281c0b",
}
"""Of the packages as they are downloaded."""
FONTS = {
    "SourceSans3-Regular.ttf": ("sans", "400Regular/SourceSans3_400Regular.ttf"),
    "SourceSans3-It.ttf": ("sans", "400Regular_Italic/SourceSans3_400Regular_Italic.ttf"),
    "SourceSans3-SemiBold.ttf": ("sans", "600SemiBold/SourceSans3_600SemiBold.ttf"),
    "NotoSerif-Regular.ttf": ("serif", "400Regular/NotoSerif_400Regular.ttf"),
    "NotoSerif-SemiBold.ttf": ("serif", "600SemiBold/NotoSerif_600SemiBold.ttf"),
    **{
        f"NotoSans{name.capitalize()}-{weight}.ttf": (
            name,
            f"{number}{weight}/NotoSans{name.capitalize()}_{number}{weight}.ttf",
        )
        for name in ("hebrew", "armenian", "georgian")
        for number, weight in ((400, "Regular"), (600, "SemiBold"))
    },
}
SIGNS = "PlanSigns-Regular.ttf"
SIGN_RANGES = ((0x2190, 0x21FF), (0x2300, 0x23FF), (0x2460, 0x27BF), (0x2B00, 0x2BFF))
ARABIC = {
    "PlanArabic-Regular.ttf": "400Regular/NotoSansArabic_400Regular.ttf",
    "PlanArabic-SemiBold.ttf": "600SemiBold/NotoSansArabic_600SemiBold.ttf",
}
LAM_ALEF = {0xFFF9: (0xFEF5, 0xFEF7, 0xFEF9, 0xFEFB), 0xFFFA: (0xFEF6, 0xFEF8, 0xFEFA, 0xFEFC)}
"""By the character that stands for the lam: lam and alef in one sign, isolated and joined."""
SIGN_SOURCES = (
    ("signs", "400Regular/NotoSansSymbols2_400Regular.ttf"),
    ("more signs", "400Regular/NotoSansSymbols_400Regular.ttf"),
)
LICENCES = {
    "OFL-SourceSans3.txt": ("sans", "LICENSE_FONT"),
    "OFL-NotoSerif.txt": ("serif", "LICENSE_FONT"),
    "OFL-NotoSansHebrew.txt": ("hebrew", "LICENSE_FONT"),
    "OFL-NotoSansArabic.txt": ("arabic", "LICENSE_FONT"),
    "OFL-NotoSansArmenian.txt": ("armenian", "LICENSE_FONT"),
    "OFL-NotoSansGeorgian.txt": ("georgian", "LICENSE_FONT"),
    "OFL-NotoSansSymbols.txt": ("signs", "LICENSE_FONT"),
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
ACCENTS = 0x300, 0x36F
LAST_LETTER = 0x250
ACCENTED = (
    "SourceSans3-Regular.ttf",
    "SourceSans3-SemiBold.ttf",
    "SourceSans3-It.ttf",
    "NotoSerif-Regular.ttf",
    "NotoSerif-SemiBold.ttf",
)
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
        download = folder / said.stdout.strip().splitlines()[-1]
        if hashlib.sha256(download.read_bytes()).hexdigest() != SHA256[name]:
            raise SystemExit(f"{package} is not what it was: look at it, then note its checksum")
        with tarfile.open(download) as archive:
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


def cut_signs(packages: dict[str, Path], folder: Path) -> None:
    """One small font of the signs that people type, without tables for layout."""
    parts, taken = [], set[int]()
    for package, path in SIGN_SOURCES:
        font = TTFont(packages[package] / path, recalcTimestamp=False)
        wanted = {c for c in font.getBestCmap() if any(a <= c <= b for a, b in SIGN_RANGES)}
        options = Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[0, 13])
        cutter = Subsetter(options)
        cutter.populate(unicodes=(wanted | {0x20, 0x2D, 0x2026}) - taken)
        cutter.subset(font)
        taken |= wanted
        part = folder / Path(path).name
        font.save(part)
        parts.append(str(part))
    signs = Merger().merge(parts)
    rename(signs, "Plan Signs", "Regular")
    signs.save(TARGET / SIGNS)


def make_arabic(packages: dict[str, Path]) -> None:
    """The Arabic font without tables for layout, and with lam and alef as two signs.

    Half the width of a lam-alef goes to a sign that draws nothing. It stands for the lam, and the
    ligature for the alef: readers turn right-to-left text around sign by sign, each in its own way,
    and a sign that stands for two letters comes out of most of them backwards.
    """
    for file, path in ARABIC.items():
        font = TTFont(packages["arabic"] / path, recalcTimestamp=False)
        glyphs, widths = font["glyf"], font["hmtx"]
        order = font.getGlyphOrder()
        for held, ligatures in LAM_ALEF.items():
            names = [font.getBestCmap()[code] for code in ligatures]
            (width,) = {widths[name][0] for name in names}
            empty = f"held{held:04X}"
            order.append(empty)
            glyphs[empty] = Glyph()
            widths[empty] = (width // 2, 0)
            for name in names:
                widths[name] = (width - width // 2, widths[name][1])
            for table in font["cmap"].tables:
                if table.isUnicode():
                    table.cmap[held] = empty
        font.setGlyphOrder(order)
        cutter = Subsetter(Options(layout_features=[], hinting=False, name_IDs=[0, 13]))
        cutter.populate(unicodes=font.getBestCmap())
        cutter.subset(font)
        rename(font, "Plan Arabic", file.partition("-")[2].removesuffix(".ttf"))
        font.save(TARGET / file)


def rename(font: TTFont, family: str, style: str) -> None:
    """Give a font that is no longer its source a name of its own, and no date."""
    compact = f"{family.replace(' ', '')}-{style}"
    for number, text in {
        1: family,
        2: style,
        3: compact,
        4: f"{family} {style}",
        6: compact,
    }.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False


def coverage(path: Path) -> str:
    """The printable characters of a font, as ranges of code points: `20-7e a0-17f`."""
    codes = sorted(TTFont(path).getBestCmap())
    ranges: list[list[int]] = []
    for code in (c for c in codes if c >= 0x20):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return " ".join(f"{a:x}-{b:x}" if b > a else f"{a:x}" for a, b in ranges)


def accents(path: Path) -> dict[str, object]:
    """Where accents are attached, in thousandths of the em: of each mark, of each Latin letter.

    A mark, `class x y`, stands with that point on the point of its class of the letter, of which
    there are several. From the lookups of GPOS that attach marks to letters; in each, a mark has
    one class.
    """
    font = TTFont(path)
    scale = 1000 / font["head"].unitsPerEm
    names = {name: chr(code) for code, name in font.getBestCmap().items()}
    marks: dict[str, str] = {}
    letters: dict[str, list[str]] = {}

    def spot(number: int, kind: int, anchor: Any) -> str:
        x, y = round(anchor.XCoordinate * scale), round(anchor.YCoordinate * scale)
        return f"{number}.{kind} {x} {y}"

    for number, table in enumerate(_mark_tables(font)):
        for glyph, record in zip(
            table.MarkCoverage.glyphs, table.MarkArray.MarkRecord, strict=True
        ):
            if ACCENTS[0] <= ord(names.get(glyph, " ")) <= ACCENTS[1]:
                marks.setdefault(names[glyph], spot(number, record.Class, record.MarkAnchor))
        for glyph, record in zip(
            table.BaseCoverage.glyphs, table.BaseArray.BaseRecord, strict=True
        ):
            if glyph in names and ord(names[glyph]) < LAST_LETTER:
                found = enumerate(record.BaseAnchor)
                letters.setdefault(names[glyph], []).extend(
                    spot(number, kind, anchor) for kind, anchor in found if anchor
                )
    return {"marks": marks, "letters": {key: " ".join(spots) for key, spots in letters.items()}}


def _mark_tables(font: TTFont) -> Iterator[Any]:
    """The tables that attach marks to letters, those of every language."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in (getattr(t, "ExtSubTable", t) for t in lookup.SubTable):
            if table.LookupType == 4:
                yield table


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
        cut_signs(packages, Path(folder))
        make_arabic(packages)
        write_json("icons.json", dict(icon_paths(packages["icons"])))
    write_json("kerning.json", dict(kerning_pairs(TARGET / KERNED)))
    write_json(
        "coverage.json", {name: coverage(TARGET / name) for name in (*FONTS, *ARABIC, SIGNS)}
    )
    write_json("accents.json", {name: accents(TARGET / name) for name in ACCENTED})


if __name__ == "__main__":
    main()
