"""Writes the diagram of the steps in review into the documentation, from the one table in core."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from projects.core.review import drawn_into

PAPER = Path(settings.BASE_DIR) / "docs" / "REVIEW.md"


class Command(BaseCommand):
    """`manage.py review_diagram`: brings docs/REVIEW.md up to date; with `--check` only says whether it is."""

    help = "Write the diagram of the steps in review into docs/REVIEW.md."

    def add_arguments(self, parser: Any) -> None:
        """`--check` changes nothing."""
        parser.add_argument("--check", action="store_true", help="only say whether the diagram is up to date")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 1 where `--check` finds the diagram out of date."""
        before = PAPER.read_text(encoding="utf-8")
        after = drawn_into(before)
        if options["check"] and after != before:
            raise CommandError("docs/REVIEW.md is out of date. Run `manage.py review_diagram`.")
        if after != before:
            PAPER.write_text(after, encoding="utf-8")
        self.stdout.write("docs/REVIEW.md is up to date.")
