"""A report as a file: one module a format, one line here each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from projects.core.report import Report
from projects.exports import csv_file, json_file, prompts_file
from projects.exports.material import Material


@dataclass(frozen=True, slots=True)
class Format:
    """One file format: what it is called, its ending, its type, and how it is written."""

    label: str
    extension: str
    content_type: str
    write: Callable[[Material], bytes]


FORMATS: dict[str, Format] = {
    "json": Format("Storyboard document", "json", "application/json; charset=utf-8", json_file.write),
    "csv": Format("Spreadsheet (CSV)", "csv", "text/csv; charset=utf-8", csv_file.write),
    "prompts": Format("Prompts (text)", "txt", "text/plain; charset=utf-8", prompts_file.write),
}

# Formats of the exchange paper that a later release brings.
LATER = ("xlsx", "pdf", "html", "otio", "edl", "fcpxml", "payloads", "zip")


def file_name(stem: str, report: Report, extension: str) -> str:
    """The name of an exported file; it says DRAFT while errors are open."""
    return f"{stem}{'-DRAFT' if report.draft else ''}.{extension}"
