"""The database of the settings as files: SQLite's own, or what pg_dump writes."""

import os
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError
from django.db import connection

from storyboard import data_folder


def sqlite_file() -> Path:
    """The SQLite file in use; with PostgreSQL, where an SQLite file would lie."""
    if connection.vendor == "sqlite":
        return Path(connection.settings_dict["NAME"])
    return Path(settings.STORYBOARD_DATA) / data_folder.DATABASE


def pg_dump(target: Path) -> None:
    """Write the database into a file of pg_dump's custom form."""
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def pg_restore(source: Path) -> None:
    """Replace the database's content by the file's, all or nothing."""
    whole = ("--clean", "--if-exists", "--single-transaction", "--exit-on-error")
    _run("pg_restore", *whole, "--no-owner", "--no-privileges", str(source))


def _run(tool: str, *arguments: str) -> None:
    database = connection.settings_dict
    program = shutil.which(tool)
    if program is None:
        raise CommandError(f"{tool} is not installed here. Install PostgreSQL's client programs and try again.")
    environment = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    given = {name: str(database[key]) for name, key in environment.items() if database.get(key)}
    command = [program, f"--dbname={database['NAME']}", *arguments]
    done = subprocess.run(command, env={**os.environ, **given}, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        raise CommandError(f"{tool} failed: {lines[0]}")
