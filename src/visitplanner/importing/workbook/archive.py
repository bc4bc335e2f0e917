"""The outer shell of a workbook: a zip that is judged before anything in it is unpacked.

An .xlsx file is an Open Packaging zip (ECMA-376 part 2). Sizes are summed from the directory of
the zip first; while a part is unpacked its real size is counted as well, since a directory may lie.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, Self

from visitplanner.errors import FileProblem

MAX_UNPACKED: Final = 50 * 1024 * 1024
"""What all parts of a workbook may weigh together once unpacked, in bytes."""
MAX_PARTS: Final = 5_000
_CHUNK: Final = 1 << 16
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")  # [MS-CFB] 2.2: what Excel 97 and encryption use
_ENCRYPTED = 0x1

TROUBLES: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
)
"""What the standard library raises over a damaged zip."""


class Damaged(Exception):
    """The inside of the file is not what it should be; the text says what, in a few words."""


class Archive:
    """The parts of an .xlsx file by name, without regard to case."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._file = zipfile.ZipFile(stream)
        self._parts = {part_name(info.filename): info for info in self.infos}

    def __contains__(self, name: str) -> bool:
        return part_name(name) in self._parts

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # Not the zip alone: that stays open as long as anybody is reading a part of it.
        self._stream.close()

    @property
    def infos(self) -> list[zipfile.ZipInfo]:
        """What the directory of the zip says of each part."""
        return self._file.infolist()

    @property
    def names(self) -> Iterable[str]:
        """The names of all parts, in lower case and without a leading slash."""
        return self._parts.keys()

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of a part, piece by piece.

        Raises:
            Damaged: there is no such part, or it cannot be unpacked.
        """
        info = self._parts.get(part_name(name))
        if info is None:
            raise Damaged(f"{name} is missing")
        left = MAX_UNPACKED
        try:
            with self._file.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise Damaged(f"{name} is larger than it says")
                    yield chunk
        except TROUBLES as trouble:
            raise Damaged(f"{name} cannot be unpacked") from trouble


def part_name(name: str) -> str:
    """The form in which two spellings of one part's name are equal (ECMA-376 part 2, 6.2.2.3)."""
    return name.replace("\\", "/").lstrip("/").lower()


def open_archive(path: Path) -> Archive:
    """Open an .xlsx file after judging its size and kind.

    Raises:
        FileProblem: it is not there, not a workbook, damaged, protected or too large.
    """
    if path.suffix.lower() != ".xlsx":
        raise FileProblem(f"{path.name} is not a plan workbook: give an .xlsx file.")
    try:
        stream = path.open("rb")
    except (FileNotFoundError, NotADirectoryError) as trouble:
        raise FileProblem(f"{path} is not there: check the name.") from trouble
    except OSError as trouble:
        raise FileProblem(
            f"{path.name} cannot be read ({trouble.strerror}): close it in other programs and try"
            " again."
        ) from trouble
    try:
        return _judged(path, stream)
    except FileProblem:
        stream.close()
        raise


def _judged(path: Path, stream: BinaryIO) -> Archive:
    try:
        archive = Archive(stream)
    except zipfile.BadZipFile as trouble:
        stream.seek(0)
        raise _no_zip(path, stream) from trouble
    except TROUBLES as trouble:
        raise damaged(path, "its list of contents cannot be read") from trouble
    _judge(path, archive.infos)
    return archive


def damaged(path: Path, reason: str) -> FileProblem:
    """The sentence for a workbook that is broken inside."""
    return FileProblem(
        f"{path.name} is damaged ({reason}): open it in Excel or LibreOffice and save it again,"
        " or take an earlier copy."
    )


def _no_zip(path: Path, stream: BinaryIO) -> FileProblem:
    head = stream.read(8)
    if not head:
        return FileProblem(f"{path.name} is empty: take an earlier copy.")
    if head.startswith(b"PK"):
        return damaged(path, "its end is missing")
    if head != _OLE:
        return FileProblem(
            f"{path.name} is not a workbook, whatever its name says:"
            " save it as .xlsx from Excel or LibreOffice."
        )
    if _holds(stream, "EncryptedPackage"):  # [MS-OFFCRYPTO] 2.3.4.4
        return FileProblem(
            f"{path.name} is protected by a password: remove the password in Excel and save it."
        )
    return FileProblem(f"{path.name} is an old .xls workbook inside: save it as .xlsx from Excel.")


def _holds(stream: BinaryIO, name: str) -> bool:
    """Whether a compound file has a stream of that name: its directory writes names in UTF-16."""
    wanted = name.encode("utf-16-le")
    tail = b""
    while chunk := stream.read(1 << 20):
        if wanted in tail + chunk:
            return True
        tail = chunk[-len(wanted) :]
    return False


def _judge(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(info.file_size for info in parts)
    if unpacked > MAX_UNPACKED:
        raise FileProblem(
            f"{path.name} is too large: {unpacked / 1024**2:,.0f} MB unpacked, and the limit is"
            f" {MAX_UNPACKED // 1024**2} MB; take out pictures and sheets that are no plan."
        )
    if len(parts) > MAX_PARTS:
        raise FileProblem(f"{path.name} has {len(parts)} parts: that is no plan workbook.")
    if any(info.flag_bits & _ENCRYPTED for info in parts):
        raise FileProblem(
            f"{path.name} is protected by a password: remove the password and save it again."
        )
    # Only these unpack in bounded pieces, and the format allows no other (ECMA-376 part 2, C.2).
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in parts):
        raise damaged(path, "it is packed in a way that workbooks are not")
    names = {part_name(info.filename) for info in parts}
    if "[content_types].xml" not in names and "_rels/.rels" not in names:
        raise _other_zip(path)
    if "xl/workbook.bin" in names:
        raise FileProblem(f"{path.name} is an .xlsb workbook inside: save it as .xlsx from Excel.")
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise _other_zip(path)


def _other_zip(path: Path) -> FileProblem:
    return FileProblem(
        f"{path.name} is a file of another kind inside: save the plan as .xlsx and give that."
    )
