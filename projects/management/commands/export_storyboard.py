"""`manage.py export_storyboard SLUG --format FORMAT`: a project as a file."""

from __future__ import annotations

from typing import Any

from django.core.management import CommandError, CommandParser

from projects.core.figures import plural
from projects.core.findings import Refused
from projects.exports import FORMATS, LATER
from projects.exports.material import Material
from projects.exports.zip_file import left_out
from projects.management.io import write_bytes
from projects.management.plain import PlainCommand
from projects.material import material_of
from projects.models import Project

NOT_YET = 2
# What takes long with many shots, so that a person waits in peace.
SLOW = ("pdf", "zip")


class Command(PlainCommand):
    """Writes to standard output unless a file is named."""

    help = "Export a project."
    prepares_database = True

    def add_arguments(self, parser: CommandParser) -> None:
        """The slug, one of the formats, and where to write."""
        parser.add_argument("slug")
        parser.add_argument("--format", required=True, choices=(*FORMATS, *LATER))
        parser.add_argument("--output", default="-", metavar="FILE|-")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file. CommandError 2 for a format that a later release brings."""
        kind = options["format"]
        if kind not in FORMATS:
            raise CommandError(f"The format {kind} is not available yet.", returncode=NOT_YET)
        project = Project.objects.filter(slug=options["slug"], deleted_at__isnull=True).first()
        if project is None:
            raise CommandError(f"There is no project {options['slug']}.")
        material = material_of(project)
        report = material.report
        if report.draft:
            self.stderr.write(f"DRAFT: {report.errors} open error{'s' if report.errors > 1 else ''}.")
        content = self._written(kind, material)
        for line in left_out(content) if kind == "zip" else ():
            self.stderr.write(line)
        write_bytes(options["output"], content)

    def _written(self, kind: str, material: Material) -> bytes:
        """The file. CommandError in one sentence where it cannot be written."""
        label = FORMATS[kind].label
        if kind in SLOW:
            self.stderr.write(f"{label}: {plural(material.report.shots, 'shot')} …")
        try:
            return FORMATS[kind].write(material)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        except (OSError, ValueError, RuntimeError, MemoryError) as error:
            raise CommandError(
                f"{label} could not be written: {' '.join(str(error).split()) or type(error).__name__}."
            ) from None
