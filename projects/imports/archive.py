"""A zip of ours, or one with a single file that can be read: opened without trusting a name, a size or a sum in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from projects.core.document_json import DocumentError, parse
from projects.core.incoming import ImportProblem
from projects.imports.decoding import within
from projects.imports.zips import MB, Archive, Caps

CAPS = Caps(entries=12_000, total=512 * MB, ratio=300)
BYTES_MAX = 256 * MB
# What comes in at once: each picture is read and made anew, which takes its time.
PICTURES_MOST = 300
PICTURES_MAX = 128 * MB
_PICTURE = re.compile(r"pictures/([A-Za-z0-9_-]{1,32})\.(?:jpg|jpeg|png|webp|gif)")
DOCUMENT = "storyboard.json"
MANIFEST = "manifest.json"
_PACKED = (".zip", ".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".jar")
_OFFICE = (".xlsx", ".xlsm", ".docx", ".pptx", ".ods", ".odt")
# What may stand for the plan where there is no document of ours.
READABLE = (
    ".json", ".csv", ".tsv", ".xlsx", ".xlsm", ".fountain", ".spmd", ".fdx", ".md", ".markdown", ".txt",
    ".edl", ".otio", ".fcpxml",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The file of an archive that says what the plan is, and what a person should know of the rest."""

    name: str
    data: bytes
    notes: tuple[str, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def unpack(data: bytes) -> Unpacked:
    """The document of an archive, else the one file in it that can be read.

    ImportProblem for what leads out of the archive, unfolds too far, holds another archive, or is not what the
    manifest says.
    """
    archive = Archive(within(data, BYTES_MAX), CAPS)
    for name in archive.entries:
        if name.casefold().endswith(_PACKED):
            raise ImportProblem(f"“{name[:60]}” is an archive inside the archive: unpack it and choose the file itself.")
    if MANIFEST in archive.entries:
        _check(archive)
    name = DOCUMENT if DOCUMENT in archive.entries else _only(archive)
    content = archive.content(name)
    if content.startswith(b"PK\x03\x04") and not name.casefold().endswith(_OFFICE):
        raise ImportProblem(f"“{name[:60]}” is an archive inside the archive: unpack it and choose the file itself.")
    pictures, too_many = _pictures(archive) if name == DOCUMENT else ({}, 0)
    others = len(archive.entries) - 1 - (MANIFEST in archive.entries) - len(pictures) - too_many
    notes = (f"Read from “{name[:60]}”; {others} other file{'s' if others != 1 else ''} left out.",) if others else ()
    if too_many:
        notes = (*notes, f"{too_many:,} pictures are left out: at most {PICTURES_MOST} come in at once.")
    return Unpacked(name, content, notes, pictures)


def _pictures(archive: Archive) -> tuple[dict[str, bytes], int]:
    """The pictures of shots by code as they lie there, and how many were too many."""
    found: dict[str, bytes] = {}
    room, left = PICTURES_MAX, 0
    for name, info in archive.entries.items():
        match = _PICTURE.fullmatch(name)
        if match is None or match[1] in found:
            continue
        if len(found) >= PICTURES_MOST or info.file_size > room:
            left += 1
            continue
        found[match[1]] = archive.content(name)
        room -= len(found[match[1]])
    return found, left


def _only(archive: Archive) -> str:
    found = [
        name
        for name in archive.entries
        if name.casefold().endswith(READABLE) and name != MANIFEST and not name.startswith(("__MACOSX/", "."))
    ]
    if len(found) != 1:
        many = f"{len(found)} files that could be the plan" if found else "no file that can be read"
        raise ImportProblem(f"The archive holds {many}: unpack it and choose one file.")
    return found[0]


def _check(archive: Archive) -> None:
    """Refuses an archive of which a file is missing or not what the manifest says it was."""
    for name, size, digest in _listed(archive):
        if name not in archive.entries:
            raise ImportProblem(f"“{name[:60]}” is missing in the archive: download it again.")
        found = hashlib.sha256()
        count = 0
        for piece in archive.chunks(name):
            found.update(piece)
            count += len(piece)
        if count != size or found.hexdigest() != digest:
            raise ImportProblem(f"“{name[:60]}” is not as the archive's manifest says: download it again.")


def _listed(archive: Archive) -> list[tuple[str, int, str]]:
    try:
        files = parse(archive.content(MANIFEST))["files"]
        found = [(file["name"], file["bytes"], file["sha256"]) for file in files]
    except (DocumentError, KeyError, TypeError):
        raise ImportProblem(f"The list of files ({MANIFEST}) in the archive cannot be read: download it again.") from None
    if not all(isinstance(n, str) and isinstance(size, int) and isinstance(digest, str) for n, size, digest in found):
        raise ImportProblem(f"The list of files ({MANIFEST}) in the archive cannot be read: download it again.")
    return found
