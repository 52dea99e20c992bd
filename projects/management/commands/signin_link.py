"""`manage.py signin_link EMAIL`: a one-time link for somebody."""

from __future__ import annotations

from typing import Any

from django.core.management import CommandError, CommandParser

from projects.core.findings import Refused
from projects.management.plain import PlainCommand
from projects.writes.accounts import signin_link


class Command(PlainCommand):
    """Prints the link; makes the account where there is none."""

    help = "Print a link that signs one address in once, within a day."
    prepares_database = True

    def add_arguments(self, parser: CommandParser) -> None:
        """The address."""
        parser.add_argument("email")
        parser.add_argument(
            "--without-two-factor",
            action="store_true",
            help="switch two-factor of this account off: the telephone and the recovery codes are lost",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the link alone on a line."""
        try:
            self.stdout.write(signin_link(options["email"], without_two_factor=options["without_two_factor"]))
        except Refused as error:
            raise CommandError(str(error)) from None
