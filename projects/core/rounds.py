"""The summary of a round of review as values: what was shown, who decided what, what is still open, what moved on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

SUMMARY_FORMAT = "storyboard-round/1"
# What became of a shot in a round, the gravest first, with its label.
OUTCOMES = {"changes-requested": "Changes requested", "approved": "Approved", "none": "No decision"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One decision. `id` finds the name that its person has now; `at` is a time as ISO 8601 text."""

    id: int
    kind: str
    name: str
    guest: bool
    note: str
    version: int
    at: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One shot of a round: the version that was shown, what was decided on it, and whether it reads otherwise by then.

    `place` is empty where the shot was not part of the round and was decided on while it was open. `gone`: deleted or
    omitted since. `held`: who approved just this before the round, where nobody decided on it in the round.
    """

    place: str
    code: str
    title: str
    version: int
    prompt: str
    changed: bool
    gone: bool
    verdicts: tuple[Verdict, ...] = ()
    held: str = ""

    @property
    def outcome(self) -> str:
        """What the last decision was, `none` where there is none."""
        return self.verdicts[-1].kind if self.verdicts else "none"


@dataclass(frozen=True, slots=True)
class Note:
    """A thread that nobody has resolved: its first comment, how many answers. `where` is a shot's code, else words."""

    id: int
    where: str
    name: str
    guest: bool
    text: str
    answers: int
    at: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A round as it stands, or as it stood when it was closed. Times are ISO 8601 texts, `closed_at` empty while open."""

    project: str
    number: int
    title: str
    note: str
    opened_at: str
    opened_by: str
    closed_at: str
    closed_by: str
    closing_note: str
    items: tuple[Shown, ...]
    others: tuple[Shown, ...]
    notes: tuple[Note, ...]

    @property
    def label(self) -> str:
        """How people call it: `Round 2: First cut`."""
        return f"Round {self.number}: {self.title}" if self.title else f"Round {self.number}"

    @property
    def counts(self) -> dict[str, int]:
        """How many shots of the round came to which outcome."""
        return {
            name: sum(item.outcome == name for item in self.items) for name in ("approved", "changes-requested", "none")
        }

    @property
    def decided(self) -> int:
        """How many shots of the round have a decision."""
        return len(self.items) - self.counts["none"]

    @property
    def changed(self) -> tuple[Shown, ...]:
        """The shots that read otherwise than they were shown, or are gone."""
        return tuple(item for item in self.items if item.changed or item.gone)

    def of(self, outcome: str) -> tuple[Shown, ...]:
        """The shots of the round with this outcome, in running order."""
        return tuple(item for item in self.items if item.outcome == outcome)

    @property
    def deciders(self) -> dict[str, dict[str, int]]:
        """By person: how many shots he or she approved and asked changes in, by the own last decision on each."""
        found: dict[str, dict[str, int]] = {}
        for item in self.items:
            last = {(verdict.name, verdict.guest): verdict.kind for verdict in item.verdicts}
            for (name, guest), kind in last.items():
                who = found.setdefault(f"{name} (guest)" if guest else name, {"approved": 0, "changes-requested": 0})
                who[kind] = who.get(kind, 0) + 1
        return found


def to_dict(summary: Summary) -> dict[str, Any]:
    """A summary as plain JSON values."""
    return {"format": SUMMARY_FORMAT, **asdict(summary)}


def from_dict(data: Mapping[str, Any]) -> Summary:
    """The summary that `to_dict` wrote."""
    values = {name: data[name] for name in Summary.__dataclass_fields__}
    shown = {name: tuple(_shown(item) for item in data[name]) for name in ("items", "others")}
    return Summary(**{**values, **shown, "notes": tuple(Note(**note) for note in data["notes"])})


def _shown(data: Mapping[str, Any]) -> Shown:
    return Shown(**{**data, "verdicts": tuple(Verdict(**verdict) for verdict in data["verdicts"])})


def with_names(summary: Summary, deciders: Mapping[int, str], writers: Mapping[int, str]) -> Summary:
    """The summary with people as they are called now, by the numbers of their decisions and comments."""

    def renamed(item: Shown) -> Shown:
        found = tuple(replace(verdict, name=deciders.get(verdict.id, verdict.name)) for verdict in item.verdicts)
        return replace(item, verdicts=found)

    return replace(
        summary,
        items=tuple(map(renamed, summary.items)),
        others=tuple(map(renamed, summary.others)),
        notes=tuple(replace(note, name=writers.get(note.id, note.name)) for note in summary.notes),
    )
