"""Management commands as people meet them: sentences, exit code 64 for wrong usage and 1 for a refusal."""

import sys
from typing import Any, NoReturn

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection

WRONG_USAGE = 64


class PlainCommand(BaseCommand):
    """Base of our commands. Raise CommandError("A sentence.") to refuse: it is printed alone, exit code 1."""

    requires_system_checks: list[str] = []
    prepares_database = False
    _called_from_command_line: bool  # Django sets it

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Django's parser, but leaving with 64 where the arguments are wrong (argparse leaves with 2)."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)

        def error(message: str) -> NoReturn:
            if not self._called_from_command_line:
                raise CommandError(message)
            parser.print_usage(sys.stderr)
            parser.exit(WRONG_USAGE, f"{message}\n")

        parser.error = error  # type: ignore[method-assign]
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command; from the command line a refusal is printed without its class name."""
        try:
            if self.prepares_database:
                prepare_database()
            return super().execute(*args, **options)
        except DatabaseError as error:
            return self._refuse(CommandError(f"The database cannot be used: {' '.join(str(error).split())}."), options)
        except CommandError as error:
            return self._refuse(error, options)

    def _refuse(self, error: CommandError, options: dict[str, Any]) -> NoReturn:
        if not self._called_from_command_line or options.get("traceback"):
            raise error
        self.stderr.write(str(error))
        sys.exit(error.returncode)


def prepare_database() -> None:
    """Makes the tables where the database is still empty, so that every command works in a new data folder."""
    if not connection.introspection.table_names():
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
