"""`manage.py backup [FILE]`: everything this installation owns, in one file, while the server runs."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError, CommandParser
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from projects.management import archive, database
from projects.management.plain import PlainCommand


class Command(PlainCommand):
    """Takes a snapshot through the database's own backup function.

    Copying the database file of a running server loses every row that is still in its write-ahead log.
    """

    help = (
        "Write database, files, secret key and user catalogue into one zip (default: in DATA/backups). Safe "
        "while the server runs. Do not copy the database file instead: the newest rows are not in it yet."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE: where the backup goes."""
        parser.add_argument("file", nargs="?", metavar="FILE", type=Path, help="the zip to write; must not exist")

    def handle(self, *args: Any, file: Path | None = None, **options: Any) -> None:
        """Write the backup and print its name; CommandError where it cannot be written."""
        data: Path = settings.STORYBOARD_DATA
        now = timezone.now()
        target = (file or data / "backups" / f"storyboard-{now:%Y%m%d-%H%M%S}.zip").absolute()
        if target.exists():
            raise CommandError(f"{target} is there already. Name another file.")
        try:
            if file is None:
                target.parent.mkdir(mode=0o700, exist_ok=True)
            migrations = sorted(MigrationRecorder(connection).applied_migrations())
            head = {
                "engine": connection.vendor,
                "created": now.isoformat(timespec="seconds"),
                "migrations": migrations,
            }
            with tempfile.TemporaryDirectory(prefix=".backup-", dir=data) as work:
                dump = snapshot(Path(work))
                files = [
                    (path.relative_to(data).as_posix(), path) for path in archive.own_files(data, database.sqlite_file())
                ]
                archive.write(target, dump, files, head)
        except (OSError, DatabaseError, sqlite3.Error) as error:
            raise CommandError(f"No backup was written: {error}") from None
        self.stdout.write(f"{target}: the database and {len(files)} files. It holds secrets: keep it private.")


def snapshot(folder: Path) -> Path:
    """A consistent copy of the database, in a file of the folder."""
    if connection.vendor == "postgresql":
        target = folder / archive.POSTGRES_DUMP
        database.pg_dump(target)
        return target
    target = folder / archive.SQLITE_COPY
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing left in a log beside it
        if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise CommandError("The database is damaged: its copy does not pass SQLite's check. No backup was written.")
    return target
