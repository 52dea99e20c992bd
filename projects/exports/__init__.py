"""A report as a file: one module a format, one line here each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from projects.core.report import Report
from projects.exports import (
    csv_file,
    edl_file,
    fcpxml_file,
    html_file,
    json_file,
    otio_file,
    payloads_file,
    pdf_file,
    prompts_file,
    prompts_marked_file,
    xlsx_file,
    zip_file,
)
from projects.exports.csv_file import for_spreadsheets
from projects.exports.material import Material, Told, silent
from projects.exports.zip_file import Part


@dataclass(frozen=True, slots=True)
class Format:
    """One file format: what it is called, its ending, its type, and how it is written.

    `noun` is what it is called within a sentence. With more than `alone` shots it takes so long that a process of its
    own makes it. `telling` writes the same as `write` and says how far it is.
    """

    label: str
    extension: str
    content_type: str
    write: Callable[[Material], bytes]
    noun: str = "file"
    alone: int = 2_000
    telling: Callable[[Material, Told], bytes] | None = None


_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Beyond so many shots a zip is made without the PDF, which takes very long to lay out.
_PDF_IN_ZIP = 1_000


def _csv_to_open(material: Material) -> bytes:
    return for_spreadsheets(csv_file.write(material))


_PARTS = (
    Part(zip_file.DOCUMENT, json_file.write),
    Part("shots.csv", _csv_to_open),
    Part("shots.xlsx", xlsx_file.write),
    Part("prompts.txt", prompts_file.write),
    Part("prompts.md", prompts_marked_file.write),
    Part("storyboard.html", html_file.write),
    Part("timeline.otio", otio_file.write),
    Part("timeline.edl", edl_file.write),
    Part("timeline.fcpxml", fcpxml_file.write),
    Part("payloads.json", payloads_file.write),
    Part("storyboard.pdf", pdf_file.write, _PDF_IN_ZIP),
)


def _zip(material: Material, told: Told = silent) -> bytes:
    return zip_file.write(material, _PARTS, told)


FORMATS: dict[str, Format] = {
    "json": Format("Storyboard document", "json", "application/json; charset=utf-8", json_file.write),
    "csv": Format("Spreadsheet (CSV)", "csv", "text/csv; charset=utf-8", csv_file.write),
    "xlsx": Format("Spreadsheet (Excel)", "xlsx", _EXCEL, xlsx_file.write, alone=1_000),
    "prompts": Format("Prompts (text)", "txt", "text/plain; charset=utf-8", prompts_file.write),
    "prompts-md": Format("Prompts (Markdown)", "md", "text/markdown; charset=utf-8", prompts_marked_file.write),
    "html": Format(
        "One page to send (HTML)", "html", "text/html; charset=utf-8", html_file.write, "page", 100, html_file.write
    ),
    "pdf": Format("Paper (PDF)", "pdf", "application/pdf", pdf_file.write, "PDF", 0),
    "otio": Format("Timeline (OpenTimelineIO)", "otio", "application/json; charset=utf-8", otio_file.write),
    "edl": Format("Timeline (EDL, CMX 3600)", "edl", "text/plain; charset=utf-8", edl_file.write),
    "fcpxml": Format("Timeline (FCPXML)", "fcpxml", "application/xml; charset=utf-8", fcpxml_file.write),
    "payloads": Format(
        "Provider jobs (JSON)", "payloads.json", "application/json; charset=utf-8", payloads_file.write, alone=1_000
    ),
    "zip": Format("Everything (ZIP)", "zip", "application/zip", _zip, "zip", 0, _zip),
}

# Formats of the exchange paper that a later release brings.
LATER: tuple[str, ...] = ()


def for_people(kind: str, content: bytes) -> bytes:
    """A file as a person's programs open it: a CSV with a byte order mark where Excel needs one; any other as it is.

    Commands and the API give files as they are written, without one.
    """
    return for_spreadsheets(content) if kind == "csv" else content


def file_name(stem: str, report: Report, extension: str) -> str:
    """The name of an exported file; it says DRAFT while errors are open."""
    return f"{stem}{'-DRAFT' if report.draft else ''}.{extension}"
