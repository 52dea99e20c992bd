"""Commands of the exchange paper that a later release brings."""

from __future__ import annotations

from typing import Any

from django.core.management import CommandError, CommandParser

from projects.management.plain import PlainCommand

NOT_YET = 2


class LaterCommand(PlainCommand):
    """Takes any arguments and says that the command is not available yet, exit code 2."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Whatever the command will take."""
        parser.add_argument("arguments", nargs="*")

    def run_from_argv(self, argv: list[str]) -> None:
        """Options of the command to come are no wrong usage."""
        super().run_from_argv([word for word in argv if not word.startswith("--")])

    def handle(self, *args: Any, **options: Any) -> None:
        """CommandError 2."""
        name = type(self).__module__.rsplit(".", 1)[-1]
        raise CommandError(f"{name} is not available yet.", returncode=NOT_YET)
