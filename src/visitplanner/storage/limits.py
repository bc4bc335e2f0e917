"""How big and how deep a file may be, checked before anything of it is unpacked or parsed.

A small file can claim to hold gigabytes, nest a million brackets or name its parts so that they
land elsewhere. The bounds lie far above any visit (300 people and 400 items take 2 MB), and what
is saved is held to the same bounds, so that nothing is written that would not open again.
"""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Iterable
from typing import Final

from visitplanner.storage.refusal import Refusal, damaged

MIB: Final = 2**20
MAX_FILE: Final = 128 * MIB
"""Bytes of a file on the disk."""
MAX_UNPACKED: Final = 1024 * MIB
"""Bytes of all parts together; they are unpacked one at a time."""
MAX_PART: Final = {"visit.json": 64 * MIB, "versions": 128 * MIB, "attachments": 64 * MIB}
"""Bytes of one part, by its name or its folder."""
MAX_OTHER_PART: Final = 32 * MIB
MAX_PARTS: Final = 5_000
MAX_DIRECTORY: Final = MAX_PARTS * 400
"""Bytes of the list of parts."""
MAX_RATIO: Final = 200
"""How many times bigger than packed a part of more than `FREE_RATIO` bytes may be."""
FREE_RATIO: Final = MIB
MAX_DEPTH: Final = 32
"""How deeply the brackets of JSON may be nested; a version with its calendars needs 8."""
MAX_BRACKETS: Final = 800_000
"""Lists and objects in one part; a version with 300 calendars of 400 events has 600,000."""
MAX_VALUES: Final = 6_000_000
"""Values in one part; 20,000 rows on each of three sheets have 2,000,000."""
MAX_RECORDS: Final = 100_000
"""Records of one plan, all collections together."""
MAX_BREADTH: Final = 1_000
"""Values in a list of a record, such as its languages, and members of any object."""

_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x07"
_END_RECORD = struct.Struct("<4s4H2LH")
_ONLY_FILES = "make it again with Visit Planner, or open an earlier copy of it"
_BRACKETS = bytes.maketrans(b"{}", b"[]")
_NO_SIGNS = bytes(set(range(256)) - set(b'[]{}",'))


def check_directory(data: bytes) -> None:
    """Refuse a zip whose list of entries is too long to be read, or is not there.

    Raises:
        Refusal: not a zip, cut off, or too many entries.
    """
    if not data:
        raise Refusal("is empty", "fetch it again, or open an earlier copy of it")
    if not data.startswith(b"PK"):
        raise Refusal("is not a visit file", "choose a .visit file, or import a plan workbook")
    start = data.rfind(_END, max(0, len(data) - _END_RECORD.size - 0xFFFF))
    if start < 0 or len(data) - start < _END_RECORD.size:
        raise Refusal("ends too early", "copy or download it again, or open an earlier copy of it")
    _, _, _, _, count, size, _, _ = _END_RECORD.unpack_from(data, start)
    large = data[max(0, start - 20) :].startswith(_END_64)
    if large or count > MAX_PARTS or size > MAX_DIRECTORY:
        raise Refusal(f"holds more than {MAX_PARTS:,} parts", _ONLY_FILES)


def check_entries(entries: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse names that lead elsewhere, doubles, links, encryption and anything too big.

    Raises:
        Refusal: one sentence about the first entry that is not acceptable.
    """
    seen: set[str] = set()
    total = 0
    for entry in entries:
        # `filename` is what zipfile made of the name: cut at a NUL, separators exchanged.
        name = entry.orig_filename
        _check_name(name)
        if name in seen:
            raise damaged(name, "it is there twice")
        seen.add(name)
        _check_kind(entry)
        _check_size(entry)
        total += entry.file_size
    if total > MAX_UNPACKED:
        raise Refusal(f"would unpack to more than {MAX_UNPACKED // MIB:,} MB", _ONLY_FILES)


def _check_name(name: str) -> None:
    parts = name.removesuffix("/").split("/")
    absolute = name.startswith("/") or ":" in name
    if absolute or "\\" in name or not name.isprintable() or {"", ".", ".."} & set(parts):
        raise Refusal(f"holds a part with a forbidden name ({ascii(name)[:80]})", _ONLY_FILES)


def _check_kind(entry: zipfile.ZipInfo) -> None:
    mode = stat.S_IFMT(entry.external_attr >> 16)
    if mode not in (0, stat.S_IFDIR if entry.is_dir() else stat.S_IFREG):
        raise Refusal(f"holds a link in place of a part ({entry.filename[:80]})", _ONLY_FILES)
    if entry.flag_bits & 0x1:
        raise Refusal("is a zip with a password", "pack it again without one")


def _check_size(entry: zipfile.ZipInfo) -> None:
    if entry.is_dir() and entry.file_size:
        raise damaged(entry.filename, "a folder with content")
    if entry.file_size > (most := max_size(entry.filename)):
        raise Refusal(f"is too large ({entry.filename}: more than {most // MIB} MB)", _ONLY_FILES)
    if is_suspicious(entry.file_size, entry.compress_size):
        raise Refusal(f"is packed unusually tightly ({entry.filename})", _ONLY_FILES)


def max_size(name: str) -> int:
    """How many bytes the part of that name may have."""
    return MAX_PART.get(name) or MAX_PART.get(name.partition("/")[0]) or MAX_OTHER_PART


def is_suspicious(size: int, packed: int) -> bool:
    """Whether a part of `size` bytes is packed more tightly than text ever is."""
    return size > FREE_RATIO and size > packed * MAX_RATIO


def check_json(raw: bytes, part: str) -> None:
    """Refuse JSON that is too large or too deeply nested for a parser, without parsing it.

    Raises:
        Refusal: too many values, or brackets that are nested too deeply or do not match.
    """
    if b"\\" in raw:
        raw = raw.replace(b"\\\\", b"").replace(b'\\"', b"")
    # What is left of the text: brackets, commas, and the quotes that say which of them are text.
    signs = raw.translate(None, _NO_SIGNS)
    # Taking two adjacent quotes away leaves every other sign inside or outside as it was.
    outside = b"".join(signs.replace(b'""', b"").split(b'"')[::2])
    brackets = outside.translate(_BRACKETS, b",")
    if len(brackets) > 2 * MAX_BRACKETS or len(outside) - len(brackets) > MAX_VALUES:
        raise Refusal(f"is too large ({part}: more values than any visit has)", _ONLY_FILES)
    for _ in range(MAX_DEPTH):
        if not brackets:
            return
        brackets = brackets.replace(b"[]", b"")
    if brackets:
        raise damaged(part, "its brackets are unbalanced or nested too deeply")


def check_breadth(value: object, part: str, where: str) -> None:
    """Refuse a list or an object that is far longer than ours are, at any level of `value`.

    Validation names everything that is wrong; of a million wrong values it would name a million.

    Raises:
        Refusal: says where.
    """
    if not isinstance(value, dict | list):
        return
    if len(value) > MAX_BREADTH:
        raise damaged(part, f"{where}: more than {MAX_BREADTH:,} entries")
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            check_breadth(inner, part, where)


def check_records(count: int, part: str) -> None:
    """Refuse a plan of more records than memory should be given for.

    Raises:
        Refusal: too many.
    """
    if count > MAX_RECORDS:
        raise Refusal(f"is too large ({part}: more than {MAX_RECORDS:,} entries)", _ONLY_FILES)
