"""The activity log as a file: CSV for a spreadsheet, JSON for tools."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from projects.exports.csv_file import guarded

COLUMNS = ("at", "who", "guest", "kind", "what", "note", "verb", "target", "token")


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log. `what` is its sentence, `note` a reason or note that was given; `at` is ISO 8601.

    `token` names the API token that a program did it through, empty for what was done on a page.
    """

    at: str
    who: str
    guest: bool
    kind: str
    what: str
    note: str
    verb: str
    target: str
    token: str = ""


def write_csv(lines: Sequence[LogLine], cut: str) -> bytes:
    """UTF-8 CSV with a heading row, safe to open in a spreadsheet; `cut` on a row of its own says what is left out."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in lines:
        texts = (line.kind, line.what, line.note, line.verb, line.target, line.token)
        writer.writerow([line.at, guarded(line.who), "yes" if line.guest else "", *map(guarded, texts)])
    if cut:
        writer.writerow(["", "", "", "", cut, "", "", "", ""])
    return out.getvalue().encode("utf-8")


def write_json(lines: Sequence[LogLine], cut: str) -> bytes:
    """The lines as a list; `left_out` says what is not among them."""
    data = {"lines": [asdict(line) for line in lines], "left_out": cut}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


@dataclass(frozen=True, slots=True)
class LogFormat:
    """One kind of file."""

    label: str
    content_type: str
    write: Callable[[Sequence[LogLine], str], bytes]


LOG_FORMATS = {
    "csv": LogFormat("CSV", "text/csv; charset=utf-8", write_csv),
    "json": LogFormat("JSON", "application/json", write_json),
}
