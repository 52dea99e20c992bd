"""The prompts as plain text, to be pasted into a model one by one."""

from __future__ import annotations

from projects.exports.material import Material


def write(material: Material) -> bytes:
    """For each shot a line `# NUMBER KEY` and its prompt on the next, a blank line between.

    A prompt of several lines (labelled lines, JSON, a hand-written one) stands on one, a blank in place of each line
    end: what reads this file takes one line for one prompt. The spreadsheet and the document keep the lines. With open
    errors the first line says so; no prompt ever does.
    """
    report = material.report
    blocks = [f"# {item.number} {item.shot.key}\n{' '.join(item.prompt.text.split())}\n" for item in report.running()]
    head = f"# DRAFT: {report.errors} open error{'s' if report.errors != 1 else ''}\n\n" if report.draft else ""
    return (head + "\n".join(blocks)).encode("utf-8")
