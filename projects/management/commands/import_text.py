"""`manage.py import_text FILE|-`: a pasted shot list becomes a project."""

from __future__ import annotations

from typing import Any

from django.core.management import CommandError, CommandParser

from projects.core.findings import Refused
from projects.imports.text import StoryError, read_story
from projects.management.io import read_text
from projects.management.plain import PlainCommand
from projects.reads import catalogue
from projects.writes.accounts import LOCAL_OWNER, account
from projects.writes.projects import import_board


class Command(PlainCommand):
    """Prints the new project's slug, alone on the last line."""

    help = "Import a pasted shot list."
    prepares_database = True

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE or -, the owner's address, and a title in place of the list's own."""
        parser.add_argument("file", metavar="FILE|-")
        parser.add_argument("--owner", default=LOCAL_OWNER, metavar="EMAIL")
        parser.add_argument("--title", metavar="TEXT")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import all or nothing."""
        try:
            board = read_story(read_text(options["file"]), catalogue(), options["title"])
            slug = import_board(board, by=account(options["owner"]), allow_errors=True, verb="text-imported")
        except (StoryError, Refused) as error:
            raise CommandError(f"{options['file']}: {error}") from None
        self.stdout.write(slug)
