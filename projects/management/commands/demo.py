"""`manage.py demo`: the demo project, from which a newcomer sees in a minute what the product is for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import CommandParser

from projects.core.document import loads
from projects.management.plain import PlainCommand
from projects.reads import catalogue
from projects.writes.accounts import LOCAL_OWNER, account
from projects.writes.projects import import_board

DOCUMENT = Path(__file__).resolve().parents[2] / "demo.json"


class Command(PlainCommand):
    """Prints the slug of the new demo project."""

    help = "Add the demo project: an ad of 58 seconds with one continuity error left in to be mended."
    prepares_database = True

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose project it is."""
        parser.add_argument("--owner", default=LOCAL_OWNER, metavar="EMAIL")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the document that ships with the product."""
        board = loads(DOCUMENT.read_bytes(), catalogue())
        self.stdout.write(import_board(board, by=account(options["owner"]), allow_errors=True, verb="demo-made"))
