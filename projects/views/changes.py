"""What a change would do to other shots, shown before it is made."""

from __future__ import annotations

from dataclasses import dataclass

from projects.core.diff import word_diff
from projects.core.findings import Finding
from projects.core.report import Report


@dataclass(frozen=True, slots=True)
class Change:
    """One prompt that an edit would change, word by word: (`same`, `gone` or `new`, text)."""

    code: str
    number: str | None
    words: list[tuple[str, str]]
    added: list[Finding]


def prompt_changes(before: Report, after: Report) -> list[Change]:
    """The prompts that differ between two reports, and the errors and warnings that come with them."""
    old = {item.shot.key: item for item in before.running()}
    found = []
    for item in after.running():
        was = old.get(item.shot.key)
        if was is None:
            continue
        known = {f.identity for f in was.findings}
        added = [f for f in item.findings if f.identity not in known and f.severity != "hint"]
        if was.prompt.text != item.prompt.text or added:
            found.append(Change(item.shot.key, item.number, word_diff(was.prompt.text, item.prompt.text), added))
    return found
