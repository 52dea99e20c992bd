"""What a check reports: a code, how bad it is, where, why, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "hint"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")


@dataclass(frozen=True, slots=True)
class Fix:
    """One way to mend a finding.

    `kind` names what to do: `replace` puts `text` in place of the finding's words in its field,
    `insert` appends `text` to the field, `set` gives the shot's `field` the value `text` (a part of a state
    as `state_in.props`, a camera move as `orbit:clockwise:slow`, direction and speed may be empty), `break`
    records a break for `anchor`, `attach` puts `anchor` at the end of the shot's own anchors, `without`
    does the same and names it in the shot's `without`, which keeps in mind that its absence is meant.
    `split` makes the shot into `text` parts, which changes more than the shot itself.
    `lock`, `anchor`, `master` and `open` lead to the place where a person decides. `start`, `end` and
    `words` say what a `replace` takes away where that is more than the finding's own words.
    """

    kind: Literal["replace", "insert", "set", "break", "attach", "without", "split", "lock", "master", "anchor", "open"]
    label: str
    field: str | None = None
    text: str = ""
    anchor: str | None = None
    start: int | None = None
    end: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding on one shot.

    `field` is a key of the shot in the document (`subject`, `custom_prompt`, ...), `computed.prompt`,
    or None where the finding is about a scene or the project. `start` and `end` are half-open code
    points in that text, both None where no words are to be shown. `words` repeats those words.
    """

    code: str
    severity: Severity
    field: str | None
    message: str
    start: int | None = None
    end: int | None = None
    words: str = ""
    anchor: str | None = None
    fixes: tuple[Fix, ...] = ()

    @property
    def identity(self) -> tuple[str, str | None, str]:
        """What makes two findings the same one before and after a save: code, anchor, words."""
        return (self.code, self.anchor, self.words.casefold())


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by field, then start, nulls first: the order of `computed.findings`."""
    return tuple(sorted(findings, key=_place))


def _place(finding: Finding) -> tuple[bool, str, bool, int, str]:
    field, start = finding.field, finding.start
    return (field is not None, field or "", start is not None, start or 0, finding.code)


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Only the findings of severity error."""
    return tuple(f for f in findings if f.severity == "error")


class Refused(Exception):
    """An expected failure. Its text is one sentence for a person; views answer 409 with it."""


class Held(Refused):
    """A refusal that protects something locked or unapproved: the activity log says who tried, on what."""

    def __init__(self, sentence: str, target: str) -> None:
        super().__init__(sentence)
        self.target = target
