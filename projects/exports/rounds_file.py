"""The summary of a round of review as a file: CSV for a spreadsheet, JSON for tools, Markdown for people."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from projects.core.rounds import OUTCOMES, Shown, Summary, to_dict
from projects.exports.csv_file import guarded
from projects.exports.marked_text import quoted as _quoted
from projects.exports.marked_text import shown as _text

COLUMNS = (
    "round what number shot title shown_version outcome changed_since decision by guest decided_version at note"
).split()  # fmt: skip


@dataclass(frozen=True, slots=True)
class RoundFormat:
    """One kind of file."""

    label: str
    extension: str
    content_type: str
    write: Callable[[Summary], bytes]


def _yes(value: bool) -> str:
    return "yes" if value else ""


def _rows(summary: Summary) -> Iterator[list[str]]:
    """A row a decision, one a shot without any, one an open thread."""
    for item in (*summary.items, *summary.others):
        changed = "gone" if item.gone else _yes(item.changed)
        head = [
            guarded(item.place), guarded(item.code), guarded(item.title), str(item.version or ""), OUTCOMES[item.outcome],
            changed,
        ]  # fmt: skip
        what = "decision" if item.place else "decision outside the round"
        for verdict in item.verdicts:
            said = [OUTCOMES[verdict.kind], guarded(verdict.name), _yes(verdict.guest), str(verdict.version), verdict.at]
            yield [str(summary.number), what, *head, *said, guarded(verdict.note)]
        if not item.verdicts:
            yield [str(summary.number), "no decision", *head, *[""] * 6]
    for note in summary.notes:
        said = ["", guarded(note.name), _yes(note.guest), "", note.at, guarded(note.text)]
        yield [str(summary.number), "open comment", "", guarded(note.where), "", "", "", "", *said]


def write_csv(summary: Summary) -> bytes:
    """UTF-8 CSV with a heading row, safe to open in a spreadsheet."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(summary))
    return out.getvalue().encode("utf-8")


def write_json(summary: Summary) -> bytes:
    """The whole summary with its counts, indented."""
    data = {**to_dict(summary), "counts": {"shots": len(summary.items), **summary.counts}}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _said(item: Shown) -> Iterator[str]:
    if item.held:
        yield f"  - Approved before by {_text(item.held)}"
    for verdict in item.verdicts:
        who = f"{_text(verdict.name)}{' (guest)' if verdict.guest else ''}"
        note = f": {_text(verdict.note)}" if verdict.note else ""
        yield f"  - {OUTCOMES[verdict.kind]} by {who}, version {verdict.version}, {verdict.at[:10]}{note}"


def _line(item: Shown) -> str:
    moved = " (gone since)" if item.gone else " (changed since it was shown)" if item.changed else ""
    title = f" {_text(item.title)}" if item.title else ""
    return f"- **{_text(f'{item.place} {item.code}'.strip())}**{title}, version {item.version}{moved}"


def _parts(summary: Summary) -> Iterator[str]:
    counts = summary.counts
    yield f"# {_text(summary.project)}: {_text(summary.label)}"
    closed = f"closed {summary.closed_at[:16]} UTC by {_text(summary.closed_by)}" if summary.closed_at else "still open"
    yield f"Opened {summary.opened_at[:16]} UTC by {_text(summary.opened_by)}, {closed}."
    yield (
        f"{len(summary.items)} shots: {counts['approved']} approved, {counts['changes-requested']} with changes requested, "
        f"{counts['none']} without a decision; {len(summary.changed)} changed since they were shown."
    )
    yield from (_quoted(text) for text in (summary.note, summary.closing_note) if text.strip())
    for outcome, label in OUTCOMES.items():
        if items := summary.of(outcome):
            yield f"## {label} ({len(items)})\n\n" + "\n".join("\n".join([_line(item), *_said(item)]) for item in items)
    if summary.others:
        lines = "\n".join("\n".join([_line(item), *_said(item)]) for item in summary.others)
        yield f"## Decided outside of the round ({len(summary.others)})\n\n{lines}"
    if summary.notes:
        said = [f"- **{_text(note.where)}** {_text(note.name)}: {_text(note.text)}" for note in summary.notes]
        yield f"## Open comments ({len(summary.notes)})\n\n" + "\n".join(said)


def write_markdown(summary: Summary) -> bytes:
    """The summary to be read, or pasted into a mail."""
    return ("\n\n".join(_parts(summary)) + "\n").encode("utf-8")


ROUND_FORMATS = {
    "csv": RoundFormat("CSV", "csv", "text/csv; charset=utf-8", write_csv),
    "json": RoundFormat("JSON", "json", "application/json", write_json),
    "markdown": RoundFormat("Markdown", "md", "text/markdown; charset=utf-8", write_markdown),
}
