"""`manage.py suggest_anchors SLUG`: anchors proposed from what recurs in a project's shots, as JSON."""

from __future__ import annotations

import json
from typing import Any

from django.core.management import CommandError, CommandParser

from projects.core.suggest import suggest
from projects.management.plain import PlainCommand
from projects.models import Project
from projects.reads import board_of, catalogue


class Command(PlainCommand):
    """Prints the proposals, the surest first, and changes nothing."""

    help = "Propose anchors from what recurs in a project."
    prepares_database = True

    def add_arguments(self, parser: CommandParser) -> None:
        """The slug."""
        parser.add_argument("slug")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a JSON list. CommandError where there is no such project."""
        project = Project.objects.filter(slug=options["slug"], deleted_at__isnull=True).first()
        if project is None:
            raise CommandError(f"There is no project {options['slug']}.")
        found = [
            {name: getattr(item, name) for name in ("kind", "name", "description", "shots", "score")}
            for item in suggest(board_of(project), catalogue())
        ]
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
