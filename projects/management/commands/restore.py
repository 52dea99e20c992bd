"""`manage.py restore FILE`: bring back what `backup` wrote."""

import fcntl
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError, CommandParser, call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from projects.management import archive, database
from projects.management.plain import PlainCommand
from storyboard import data_folder


class Command(PlainCommand):
    """Checks the whole file before it changes anything; what was there is moved aside, not deleted."""

    help = "Restore a backup into an empty installation, or with --force in place of what is there."

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE, and whether present data may be replaced."""
        parser.add_argument("file", metavar="FILE", type=Path, help="a zip that `backup` wrote")
        parser.add_argument("--force", action="store_true", help="replace the data that is there (SQLite: kept aside)")

    def handle(self, *args: Any, file: Path, force: bool = False, **options: Any) -> None:
        """Restore; CommandError, with nothing changed, where the backup or the place does not allow it."""
        data: Path = settings.STORYBOARD_DATA
        try:
            with (
                unserved(data),
                zipfile.ZipFile(file) as source,
                tempfile.TemporaryDirectory(prefix=".restore-", dir=data) as work,
            ):
                manifest = archive.read_manifest(source)
                check_fits(manifest)
                used = in_use()
                if used and not force:
                    raise CommandError("There is data here already. Use an empty STORYBOARD_DATA or --force.")
                archive.unpack(source, manifest, Path(work))
                aside = replace(Path(work), data, keep=used)
        except zipfile.BadZipFile:
            raise CommandError(f"{file} is no zip file.") from None
        except OSError as error:
            raise CommandError(f"Not restored: {error.filename or file}: {error.strerror}.") from None
        except (archive.Damaged, DatabaseError) as error:
            raise CommandError(f"Not restored. {error}") from None
        self.stdout.write(f"Restored the backup of {manifest.created}.")
        if used:
            self.stdout.write(f"What was here before is in {aside}.")
        try:
            call_command("migrate", check_unapplied=True, verbosity=0)
        except SystemExit:
            self.stdout.write("It comes from an older release: `make run` (or manage.py migrate) brings it up to date.")


def check_fits(manifest: archive.Manifest) -> None:
    """CommandError where the backup belongs to another kind of database or to a newer release."""
    if manifest.engine != connection.vendor:
        raise CommandError(f"This backup is for {manifest.engine}, but DATABASE_URL points to {connection.vendor}.")
    known = MigrationLoader(None).disk_migrations or {}
    newer = sorted(".".join(key) for key in manifest.migrations - set(known))
    if newer:
        raise CommandError(f"This backup comes from a newer release (it has {newer[-1]}). Update Storyboard first.")


def in_use() -> bool:
    """Whether there are tables, or files in the data folder other than the key that every start makes."""
    data: Path = settings.STORYBOARD_DATA
    own = set(archive.own_files(data, database.sqlite_file())) - {data / data_folder.KEY}
    try:
        return bool(own or connection.introspection.table_names())
    except DatabaseError:  # damaged: whatever it is, it is not nothing
        return True


def replace(work: Path, data: Path, *, keep: bool) -> Path:
    """Put the unpacked backup in place; gives the folder where the old data lies, if it is to be kept."""
    file = database.sqlite_file()
    old = list(dict.fromkeys(data / path.relative_to(data).parts[0] for path in archive.own_files(data, file)))
    if connection.vendor == "postgresql":
        dump = work / archive.POSTGRES_DUMP
        database.pg_restore(dump)
        dump.unlink()
    else:
        # The log and index of the old file would be applied to the new one.
        old += [file, Path(f"{file}-wal"), Path(f"{file}-shm")]
    connection.close()
    aside = data / f"{archive.SET_ASIDE}{timezone.now():%Y%m%d-%H%M%S}"
    aside.mkdir(mode=0o700)
    for path in old:
        if path.exists():
            shutil.move(path, aside / path.name)
    for path in work.iterdir():
        shutil.move(path, file if path.name == archive.SQLITE_COPY else data / path.name)
    if not keep:
        shutil.rmtree(aside)
    return aside


@contextmanager
def unserved(data: Path) -> Iterator[None]:
    """Keep servers out of the data folder meanwhile; CommandError where one is running."""
    handle = os.open(data / data_folder.LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise CommandError("The server is running. Stop it first, then restore.") from None
    finally:
        os.close(handle)
