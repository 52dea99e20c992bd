"""`manage.py import_storyboard FILE|-`: a document becomes a project."""

from __future__ import annotations

from typing import Any

from django.core.management import CommandError, CommandParser

from projects.core.document import DocumentError, loads
from projects.core.findings import Refused
from projects.core.incoming import ImportProblem
from projects.imports.archive import unpack
from projects.management.io import read_bytes
from projects.management.plain import PlainCommand
from projects.reads import catalogue
from projects.writes.accounts import LOCAL_OWNER, account
from projects.writes.projects import RefusedImport, import_board


def _document(content: bytes) -> bytes:
    """The document itself; of a zip of ours the one in it."""
    return unpack(content).data if content.startswith(b"PK\x03\x04") else content


class Command(PlainCommand):
    """Prints the new project's slug, alone on the last line."""

    help = "Import a storyboard/1 document, or a zip that holds one."
    prepares_database = True

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE or -, the owner's address, and whether continuity errors are let in."""
        parser.add_argument("file", metavar="FILE|-")
        parser.add_argument("--owner", default=LOCAL_OWNER, metavar="EMAIL")
        parser.add_argument("--allow-errors", action="store_true", help="shots with errors arrive as drafts")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import all or nothing. CommandError with a report that names each shot and code."""
        try:
            board = loads(_document(read_bytes(options["file"])), catalogue())
            slug = import_board(board, by=account(options["owner"]), allow_errors=options["allow_errors"])
        except RefusedImport as error:
            lines = [f"{key} {finding.code} {finding.field or '-'}: {finding.message}" for key, finding in error.errors]
            raise CommandError("\n".join([f"{options['file']}: {error}", *lines])) from None
        except (DocumentError, ImportProblem, Refused) as error:
            raise CommandError(f"{options['file']}: {error}") from None
        self.stdout.write(slug)
