"""Opening and saving visit files.

A `.visit` is a zip that holds the plan, its published versions and its attachments. It is small, it
is written whole (`atomic`), and it lives in folders that people synchronise and share. So there are
no lock files beside it; instead each save compares the file on the disk with the one that was
opened, and never replaces what somebody else has changed (`conflicts`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from visitplanner.domain import attachments
from visitplanner.domain.schema import FORMAT, NEEDS
from visitplanner.domain.versions import Dossier, Version
from visitplanner.domain.visit import Visit
from visitplanner.errors import FileProblem
from visitplanner.storage import archive, atomic, conflicts, container, content, limits
from visitplanner.storage.blobs import Blobs
from visitplanner.storage.conflicts import ChangedOnDisk, file_hash
from visitplanner.storage.container import Part
from visitplanner.storage.migrations import migrated
from visitplanner.storage.refusal import Refusal, damaged, shown

__all__ = ["SUFFIX", "ChangedOnDisk", "Opened", "file_hash", "load", "save"]

SUFFIX = ".visit"
_PLAN = "visit.json"
_ATTACHED = "attachments/"


@dataclass(frozen=True)
class Opened:
    """A visit file as it was opened or saved, and all that is needed to save it again.

    `format` is that of the file on the disk; `migrated_from` is the same number where the plan was
    brought up to date, and the next save keeps the original beside it. A file of a newer format is
    `read_only`. `parts` are the packed parts, which a save carries on unless they have changed.
    """

    dossier: Dossier
    path: Path
    sha256: str
    format: int = FORMAT
    read_only: bool = False
    migrated_from: int | None = None
    needs: str = ""
    parts: Mapping[str, Part] = field(default_factory=dict, repr=False, compare=False)

    @property
    def attachments(self) -> Iterator[tuple[str, Part]]:
        """The attached files that the file holds, by their digest."""
        for name, part in self.parts.items():
            if name.startswith(_ATTACHED):
                yield name.removeprefix(_ATTACHED), part

    def attachment(self, digest: str) -> bytes | None:
        """The bytes of an attached file; None where the file does not hold it."""
        part = self.parts.get(_ATTACHED + digest)
        return None if part is None else part.content()

    @property
    def notice(self) -> str | None:
        """What the user should know about the file, in one sentence; None if all is well.

        That is its format, or a published version that it has lost.

        It is for a banner in the window and for standard error.
        """
        if self.read_only:
            return f"{_newer(self.path, self.needs)}: it is open for reading only."
        if self.migrated_from is not None:
            return (
                f"{shown(self.path)} is of an older format: when it is saved, the original stays "
                f"beside it as “{conflicts.backup_name(self.path, self.migrated_from)}”."
            )
        return f"{shown(self.path)}: {lost}" if (lost := self.dossier.lost_note) else None


# --- Opening -------------------------------------------------------------------------------------


def load(path: Path) -> Opened:
    """Open a visit file.

    Everything is checked before it is unpacked (`limits`), and every part must have the content it
    was packed with. Snapshots and calendars of published versions are read at first use.

    Raises:
        FileProblem: it cannot be read, is no visit file, is damaged, or needs a newer program.
    """
    data = atomic.read_bytes(path, limits.MAX_FILE)
    try:
        return _opened(path, data)
    except Refusal as refusal:
        raise refusal.about(path) from refusal


def _opened(path: Path, data: bytes) -> Opened:
    parts = container.unpack(data)
    container.check_parts(parts)
    document = content.parse(parts[_PLAN].content(), _PLAN)
    number, needs = content.format_of(document, _PLAN), content.needs_of(document)
    plan = content.without_head(document)
    if number <= FORMAT:
        container.check_known(parts)
        _check_attachments(parts)
    if number > FORMAT:
        dossier = _newer_dossier(path, plan, parts, needs)
    elif number < FORMAT:
        dossier = _migrated_dossier(plan, parts, number)
    else:
        dossier = _dossier(path, plan, parts)
    published = content.published_of(document, _PLAN)
    if published > dossier.last_number:
        dossier = dossier.model_copy(update={"published": published})
    return Opened(
        dossier=dossier,
        path=path,
        sha256=sha256(data).hexdigest(),
        format=number,
        read_only=number > FORMAT,
        migrated_from=number if number < FORMAT else None,
        needs=needs,
        parts=MappingProxyType(parts),
    )


def _dossier(
    path: Path, plan: content.Json, parts: Mapping[str, Part], *, tolerant: bool = False
) -> Dossier:
    visit = content.decode_visit(plan, _PLAN, tolerant=tolerant)
    versions = [
        archive.stored(
            archive.read_head(part, tolerant=tolerant),
            partial(_read_later, path, part, tolerant=tolerant),
        )
        for part in _version_parts(parts)
    ]
    return Dossier.model_construct(visit=visit, versions=tuple(versions))


def _read_later(path: Path, part: Part, name: str, *, tolerant: bool) -> Any:
    try:
        return archive.read_member(part, name, tolerant=tolerant)
    except Refusal as refusal:
        raise refusal.about(path) from refusal


def _newer_dossier(
    path: Path, plan: content.Json, parts: Mapping[str, Part], needs: str
) -> Dossier:
    """What can be read of a newer format, for looking at.

    Raises:
        FileProblem: nothing sensible can; the sentence says which program is needed.
    """
    try:
        return _dossier(path, plan, parts, tolerant=True)
    except Refusal as refusal:
        raise FileProblem(f"{_newer(path, needs)}: open it with that.") from refusal


def _newer(path: Path, needs: str) -> str:
    program = f"{needs} or later" if needs else "a newer version of Visit Planner"
    return f"{shown(path)} needs {program}"


def _migrated_dossier(plan: content.Json, parts: Mapping[str, Part], number: int) -> Dossier:
    """The content of an older file, all of it brought up to date at once."""
    names = [part.name for part in _version_parts(parts)]
    versions = [content.parse(parts[name].content(), name) for name in names]
    document = migrated({"visit": plan, "versions": versions}, number)
    return Dossier.model_construct(
        visit=content.decode_visit(document["visit"], _PLAN),
        versions=tuple(
            archive.decode_version(version, name)
            for version, name in zip(document["versions"], names, strict=True)
        ),
    )


def _version_parts(parts: Mapping[str, Part]) -> list[Part]:
    """The parts that hold versions, in the order of their numbers."""
    found = [part for name, part in parts.items() if container.is_version(name)]
    return sorted(found, key=lambda part: (len(part.name), part.name))


def _check_attachments(parts: Mapping[str, Part]) -> None:
    for name, part in parts.items():
        digest = name.removeprefix(_ATTACHED)
        if name != digest and sha256(part.content()).hexdigest() != digest:
            raise damaged(name, "its content has changed")


# --- Saving --------------------------------------------------------------------------------------


def save(
    dossier: Dossier,
    path: Path,
    *,
    opened: Opened | None = None,
    overwrite: bool = False,
    blobs: Blobs | None = None,
) -> Opened:
    """Save a visit, whole or not at all.

    Saved to the path it was opened from, the file must still be the one that was opened; if it was
    deleted or moved away in between, it is made anew, since nothing is lost by that. Saved anywhere
    else, an existing file is replaced only with `overwrite`. A migrated file leaves its original
    behind, as `NAME.visit.bak-v0`. The same dossier always gives the same bytes.

    Args:
        dossier: the plan and its versions.
        path: where to.
        opened: what `load` or the last `save` gave, where there was one; carries attachments on.
        overwrite: replace a file that is there already and is not the one that was opened.
        blobs: where attached files are that `opened` has not; what the plan does not need any
            more is left there, should the user undo that.

    Raises:
        ChangedOnDisk: somebody else has changed the file since; reload it, or save a copy.
        FileProblem: there is a file already, or it cannot be written; nothing has changed.
    """
    if opened and opened.read_only:
        raise FileProblem(f"{_newer(path, opened.needs)}: update the program to change it.")
    try:
        parts = _parts(dossier, opened, blobs)
        data = container.pack(parts.values())
    except Refusal as refusal:
        raise refusal.about(path) from refusal
    digest = sha256(data).hexdigest()
    again = opened if opened and conflicts.same_file(path, opened.path) else None
    with conflicts.turn(path):
        unchanged = None
        if again:
            unchanged = partial(conflicts.check_unchanged, path, {again.sha256, digest})
            if again.migrated_from is not None:
                conflicts.keep_original(path, again.sha256, again.migrated_from)
        atomic.write_bytes(path, data, overwrite=overwrite or again is not None, before=unchanged)
    return Opened(dossier, path, digest, needs=NEEDS, parts=MappingProxyType(parts))


def _parts(dossier: Dossier, opened: Opened | None, blobs: Blobs | None) -> dict[str, Part]:
    """The parts of the file to be; those that have not changed are taken as they are packed."""
    versions = [_version_part(version, opened) for version in dossier.versions]
    parts = [
        Part.of("mimetype", container.MIMETYPE, pack=False),
        Part.of(_PLAN, content.encode(dossier.visit, dossier.last_number)),
        *versions,
        *_attachments(dossier.visit, versions, opened, blobs),
    ]
    return {part.name: part for part in parts}


def _attachments(
    visit: Visit, versions: Sequence[Part], opened: Opened | None, blobs: Blobs | None
) -> Iterator[Part]:
    """The attached files of the file to be; the last that needed one takes it along.

    A file that cannot be found keeps nobody from saving: whoever looks at it is told.
    """
    needed = attachments.digests(visit)
    there = dict(opened.attachments) if opened else {}
    dropped = attachments.digests(opened.dossier.visit) - needed if opened else frozenset()
    for digest in sorted(needed | there.keys()):
        part = there.get(digest)
        if part is not None and digest in dropped and not _is_sent(digest, versions):
            if blobs is not None:
                blobs.put(part.content())
        elif part is not None:
            yield part
        elif blobs is not None and (data := blobs.get(digest)) is not None:
            yield Part.of(_ATTACHED + digest, data)


def _is_sent(digest: str, versions: Sequence[Part]) -> bool:
    """Whether a published version has an attached file."""
    return any(digest.encode() in one.content() for one in versions)


def _version_part(version: Version, opened: Opened | None) -> Part:
    name = archive.part_name(version.number)
    if opened and opened.migrated_from is None and name in opened.parts:
        known = opened.dossier.version(version.number)
        if known is version:
            return opened.parts[name]
    return Part.of(name, archive.encode(version))
