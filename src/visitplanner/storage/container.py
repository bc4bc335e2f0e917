"""The zip that a visit file is: its parts, packed and unpacked.

Parts keep the bytes in which they are packed, so that what does not change from one save to the
next is neither unpacked nor packed again. The same parts always give the same file: there are no
dates in it. `mimetype` comes first and unpacked, so that tools know the file by its first bytes.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from visitplanner.storage import limits
from visitplanner.storage.refusal import Refusal, damaged

MIMETYPE = b"application/x-visitplanner-visit+zip"
PARTS = re.compile(r"mimetype|visit\.json|versions/[1-9][0-9]{0,5}\.json|attachments/[0-9a-f]{64}")

# APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _MIDNIGHT, _FIRST_OF_1980 = 20, 0, 0x21
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED


@dataclass(frozen=True)
class Part:
    """One entry of the file as it is packed; `size` and `crc` are those of its content."""

    name: str
    packed: bytes = field(repr=False)
    method: int
    size: int
    crc: int

    @classmethod
    def of(cls, name: str, content: bytes, *, pack: bool = True) -> Part:
        """The part with that content, deflated where `pack` says so and it helps."""
        crc = zlib.crc32(content)
        if pack:
            engine = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
            packed = engine.compress(content) + engine.flush()
            # A text that packs like a bomb stays unpacked: it has to open again.
            if len(packed) < len(content) and not limits.is_suspicious(len(content), len(packed)):
                return cls(name, packed, _DEFLATED, len(content), crc)
        return cls(name, content, _STORED, len(content), crc)

    def content(self) -> bytes:
        """The unpacked bytes, never more than the part said it had.

        Raises:
            Refusal: they are not what was packed.
        """
        content = self.packed if self.method == _STORED else self._inflated()
        if len(content) != self.size or zlib.crc32(content) != self.crc:
            raise damaged(self.name, "its content has changed")
        return content

    def _inflated(self) -> bytes:
        try:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(self.packed, self.size + 1)
        except zlib.error:
            raise damaged(self.name, "it cannot be unpacked") from None


def pack(parts: Iterable[Part]) -> bytes:
    """The file that holds these parts, in this order.

    Raises:
        Refusal: it would be beyond the limits, and could not be opened again.
    """
    body: list[bytes] = []
    directory: list[bytes] = []
    start = unpacked = 0
    names: set[str] = set()
    for part in parts:
        if part.name in names:
            raise ValueError(f"two parts are called {part.name}")
        names.add(part.name)
        name = part.name.encode("ascii")
        common = (_VERSION, 0, part.method, _MIDNIGHT, _FIRST_OF_1980)
        sizes = (part.crc, len(part.packed), part.size, len(name))
        central = (b"PK\x01\x02", _VERSION, *common, *sizes, 0, 0, 0, 0, 0, start)
        directory += [_CENTRAL.pack(*central), name]
        body += [_LOCAL.pack(b"PK\x03\x04", *common, *sizes, 0), name, part.packed]
        start += _LOCAL.size + len(name) + len(part.packed)
        unpacked += part.size
        _check_room(part, start, unpacked)
    size = sum(map(len, directory))
    end = _END.pack(b"PK\x05\x06", 0, 0, len(names), len(names), size, start, 0)
    data = b"".join((*body, *directory, end))
    limits.check_directory(data)
    return data


def _check_room(part: Part, packed: int, unpacked: int) -> None:
    fits = part.size <= limits.max_size(part.name) and unpacked <= limits.MAX_UNPACKED
    if not fits or packed > limits.MAX_FILE - limits.MAX_DIRECTORY:
        raise Refusal(f"would become too large ({part.name})", "shorten the plan and try again")


def unpack(data: bytes) -> dict[str, Part]:
    """The parts of a file by name, after all limits have been checked; none is unpacked yet.

    Raises:
        Refusal: not a zip, damaged, or beyond a limit.
    """
    limits.check_directory(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries, start = archive.infolist(), archive.start_dir
    # What zipfile raises for a broken directory depends on where it is broken.
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, struct.error) as broken:
        raise damaged("its directory", "cannot be read") from broken
    except (NotImplementedError, RuntimeError, EOFError, OSError) as broken:
        raise damaged("its directory", "cannot be read") from broken
    limits.check_entries(entries)
    _check_apart(entries, start)
    parts = [_part(data, entry) for entry in entries if not entry.is_dir()]
    return {part.name: part for part in parts}


def _part(data: bytes, entry: zipfile.ZipInfo) -> Part:
    start = entry.header_offset
    if start < 0 or len(data) - start < _LOCAL.size:
        raise damaged(entry.filename, "it is not where it should be")
    header = _LOCAL.unpack_from(data, start)
    name_end = start + _LOCAL.size + header[9]
    name = data[start + _LOCAL.size : name_end]
    if header[0] != b"PK\x03\x04" or name != entry.orig_filename.encode("utf-8"):
        raise damaged(entry.filename, "it is not where it should be")
    first = name_end + header[10]
    packed = data[first : first + entry.compress_size]
    if len(packed) != entry.compress_size:
        raise damaged(entry.filename, "it ends too early")
    return Part(entry.filename, packed, entry.compress_type, entry.file_size, entry.CRC)


def _check_apart(entries: Iterable[zipfile.ZipInfo], directory: int) -> None:
    """Refuse entries that share bytes, by which a small file can pretend to be huge."""
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    ends = [entry.header_offset for entry in ordered[1:]] + [directory]
    for entry, following in zip(ordered, ends, strict=False):
        least = _LOCAL.size + len(entry.orig_filename) + entry.compress_size
        if entry.header_offset + least > following:
            raise damaged(entry.filename, "it overlaps with another part")


def is_version(name: str) -> bool:
    """Whether the part of that name holds a published version."""
    return name.startswith("versions/") and PARTS.fullmatch(name) is not None


def check_parts(parts: Mapping[str, Part]) -> None:
    """Refuse a zip that is no visit file, or holds what no visit file of our format holds.

    Raises:
        Refusal: says which.
    """
    mimetype = parts.get("mimetype")
    if mimetype is None or mimetype.size > 200 or mimetype.content() != MIMETYPE:
        raise _other_kind(parts)
    if "visit.json" not in parts:
        raise Refusal("is damaged (visit.json is missing)")


def check_known(parts: Mapping[str, Part]) -> None:
    """Refuse parts that our format does not have; a newer one may have them.

    Raises:
        Refusal: names the first of them.
    """
    for name, part in parts.items():
        if name.endswith(".sealed"):
            raise Refusal(
                "is sealed with a passphrase, which this version cannot open",
                "open it with a newer Visit Planner",
            )
        if not PARTS.fullmatch(name):
            raise Refusal(
                f"holds a part that does not belong to a visit ({name[:80]})",
                "remove that part, or open an earlier copy of it",
            )
        if part.method not in (_STORED, _DEFLATED):
            raise damaged(name, "packed in a way that visit files are not")


def _other_kind(parts: Mapping[str, Part]) -> Refusal:
    if "[Content_Types].xml" in parts:
        return Refusal("is an Office document, not a visit", "import it if it is a plan workbook")
    return Refusal("is a zip, but not a visit file", "choose a .visit file")
