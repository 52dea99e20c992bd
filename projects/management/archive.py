"""The backup file: one zip with the database, the files of the data folder, and a manifest with checksums."""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from storyboard import data_folder, statics

FORMAT = "storyboard-backup/1"
MANIFEST = "manifest.json"
SQLITE_COPY = data_folder.DATABASE
POSTGRES_DUMP = "database.dump"
BLOCK = 1024 * 1024
# Can be made again, belongs to a running server, or is itself a copy.
LEFT_OUT = {"static", "backups", statics.STAMP, "server.lock", "write.lock"}
SET_ASIDE = "before-restore-"


class Damaged(Exception):
    """The file is no sound backup; str() says in a sentence what is wrong."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. files: name -> (bytes, SHA-256); migrations: (app, name) as applied."""

    engine: str
    created: str
    migrations: frozenset[tuple[str, str]]
    files: dict[str, tuple[int, str]]


def own_files(folder: Path, database: Path) -> Iterator[Path]:
    """Every file of the data folder that a backup must carry beside the database, in a fixed order."""
    for top in sorted(folder.iterdir()):
        if top.name in LEFT_OUT or top.name.startswith((SET_ASIDE, ".")) or str(top).startswith(str(database)):
            continue
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            half = path.name.startswith(".") and path.suffix == ".part"  # a picture on its way to its name
            if path.is_file() and not path.is_symlink() and not half:
                yield path


def write(target: Path, dump: Path, files: Iterable[tuple[str, Path]], head: dict[str, Any]) -> int:
    """Write a backup of the dump and of the files (name in the zip, path); gives how many files it holds.

    It is written beside its final name, readable by its owner alone, then renamed. head: engine, created,
    migrations.
    """
    part = target.with_name(f".{target.name}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    held: dict[str, list[Any]] = {}
    try:
        with os.fdopen(handle, "wb") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
                for name, path in [(dump.name, dump), *files]:
                    held[name] = _add(archive, path, name)
                archive.writestr(MANIFEST, json.dumps({"format": FORMAT, **head, "files": held}, indent=1))
            raw.flush()
            os.fsync(raw.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return len(held)


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> list[Any]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as sink:
        while block := source.read(BLOCK):
            digest.update(block)
            size += len(block)
            sink.write(block)
    return [size, digest.hexdigest()]


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """The manifest, checked: known format, safe names, and exactly the files that are in the zip."""
    try:
        data = json.loads(archive.read(MANIFEST))
        if data["format"] != FORMAT:
            raise Damaged(f"This is a backup of the form {data['format']}; this release reads {FORMAT}.")
        files = {str(name): (int(size), str(digest)) for name, (size, digest) in data["files"].items()}
        migrations = frozenset((str(app), str(name)) for app, name in data["migrations"])
        found = Manifest(str(data["engine"]), str(data["created"]), migrations, files)
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile):
        raise Damaged("This file is no backup of Storyboard: its manifest is missing or wrong.") from None
    if set(archive.namelist()) != {MANIFEST, *files} or not all(map(_is_safe, files)):
        raise Damaged("This backup was changed: its files are not those of its manifest.")
    return found


def _is_safe(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and "\\" not in name and not name.startswith("/") and ".." not in parts


def unpack(archive: zipfile.ZipFile, manifest: Manifest, folder: Path) -> None:
    """Put every file of the backup under the folder, each checked against its size and checksum."""
    for name, (size, digest) in manifest.files.items():
        path = folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        seen, left = hashlib.sha256(), size
        try:
            with (
                archive.open(name) as source,
                os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as sink,
            ):
                while left >= 0 and (block := source.read(BLOCK)):
                    seen.update(block)
                    left -= len(block)
                    sink.write(block)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise Damaged(f"{name} in this backup cannot be read: {error}") from None
        if left != 0 or seen.hexdigest() != digest:
            raise Damaged(f"{name} in this backup is damaged: its checksum is wrong.")
