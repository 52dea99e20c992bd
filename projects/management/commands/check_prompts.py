"""`manage.py check_prompts FILE|-`: a prompt a line in, its slots and findings a line out."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management import CommandParser

from projects.core.prompt_check import check_line
from projects.management.io import read_text
from projects.management.plain import PlainCommand
from projects.reads import catalogue


class Command(PlainCommand):
    """One JSON object for every line, empty lines too."""

    help = "Check prompts, one a line."

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE or -."""
        parser.add_argument("file", metavar="FILE|-")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write a line of JSON for each line read."""
        text = read_text(options["file"]).replace("\r\n", "\n")
        for line in text.removesuffix("\n").split("\n") if text else []:
            slots, findings = check_line(line, catalogue())
            out = {"slots": {**slots, "camera": [asdict(move) for move in slots["camera"]]}, "findings": findings}
            self.stdout.write(json.dumps(out, ensure_ascii=False))
