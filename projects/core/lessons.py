"""The example of each rule, compiled and checked: what the app shows before and after."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from projects.core.board import SLOTS, Board
from projects.core.catalog import Catalog, Rule
from projects.core.document import loads
from projects.core.document_json import DocumentError
from projects.core.findings import Finding
from projects.core.report import ShotReport, build
from projects.core.rulebook import rule_of

SCENE_KEY = "example"
# What the compiled prompt shows anyway.
_IN_PROMPT = frozenset({*SLOTS, "custom_prompt", "shot_size", "framing", "angle", "lens", "camera_note"})


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of an example's prompt. `marked`: the words that the finding is about; `slot` gives its colour."""

    text: str
    slot: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """An example before or after: the prompt of the shot that it is about, and the settings that differ.

    `finding` is what the rule says of it: None after, and where no rule gives this code yet.
    """

    key: str
    prompt: tuple[Segment, ...]
    settings: tuple[tuple[str, str], ...]
    finding: Finding | None

    @property
    def text(self) -> str:
        """The whole prompt."""
        return "".join(segment.text for segment in self.prompt)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A rule with its example, ready to be shown. `before` and `after` are None where the example is no document."""

    rule: Rule
    before: Side | None
    after: Side | None


def _over(old: Any, new: Any) -> Any:
    """What `after` means: tables key by key, the shots one by one, everything else replaced."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return {**old, **{key: _over(old.get(key), value) for key, value in new.items()}}
    return new


def _after(rule: Rule) -> dict[str, Any]:
    found: dict[str, Any] = _over(rule.before, {key: value for key, value in rule.after.items() if key != "shots"})
    shots = list(rule.before.get("shots", ()))
    for at, change in enumerate(rule.after.get("shots", ())):
        shots[at : at + 1] = [_over(shots[at], change) if at < len(shots) else change]
    return {**found, "shots": shots}


def _document(rule: Rule, example: Mapping[str, Any], catalog: Catalog) -> Board:
    project = {key: value for key, value in example.items() if key not in ("shots", "scene")}
    keys = [anchor["key"] for anchor in project.get("anchors", ())]
    shots = [{"key": f"SH{at:03d}", **shot} for at, shot in zip(range(10, 10_000, 10), example["shots"], strict=False)]
    scene = {"key": SCENE_KEY, "title": rule.title, "anchors": keys, **example.get("scene", {}), "shots": shots}
    whole = {"format": "storyboard/1", "title": rule.title, **project, "scenes": [scene]}
    return loads(json.dumps(whole, default=float), catalog)


def examples(rule: Rule, catalog: Catalog) -> tuple[Board, Board]:
    """The boards of a rule's example, before and after. DocumentError where it is no document."""
    try:
        return _document(rule, rule.before, catalog), _document(rule, _after(rule), catalog)
    except (KeyError, TypeError, AttributeError) as wrong:
        raise DocumentError(f"rule {rule.code}", f"the example lacks or misplaces {wrong}") from None


def _shown_value(value: Any) -> str:
    if isinstance(value, Mapping) and value.keys() == {"shot", "frame"}:
        return f"{value['frame']} frame of {value['shot']}"
    if isinstance(value, Mapping):
        return ", ".join(f"{name.replace('_', ' ')}: {_shown_value(item)}" for name, item in value.items())
    if isinstance(value, list):
        return "; ".join(_shown_value(item) for item in value) or "none"
    return str(value)


def _settings(rule: Rule, example: Mapping[str, Any], at: int) -> tuple[tuple[str, str], ...]:
    """What differs between the two sides beside the wording of the slots: (label, value), as this side has it."""
    changes = rule.after.get("shots", ())
    names = [name for name in (changes[at] if at < len(changes) else ()) if name not in _IN_PROMPT]
    shot = example["shots"][at]
    found = [(name, shot.get(name)) for name in names]
    scene = example.get("scene", {})
    found += [(name, scene.get(name)) for name in rule.after.get("scene", ())]
    found += [(name, example.get(name)) for name in rule.after if name not in ("shots", "scene", "anchors")]
    if "anchors" in rule.after:
        found.append(("anchors", [anchor["name"] for anchor in example.get("anchors", ())]))
    return tuple(
        (name.replace("_", " "), _shown_value(value) if value not in (None, "") else "none") for name, value in found
    )


def _marked(item: ShotReport, words: str) -> tuple[Segment, ...]:
    """The compiled prompt in segments, with the first place of these words marked."""
    text = item.prompt.text
    start = text.casefold().find(words.casefold()) if words and len(text) == len(text.casefold()) else -1
    end = start + len(words) if start >= 0 else -1
    found = []
    at = 0
    for piece, span in item.prompt.segments():
        edges = sorted({at, at + len(piece), *(edge for edge in (start, end) if at < edge < at + len(piece))})
        for low, high in pairwise(edges):
            found.append(Segment(text[low:high], span.slot if span else "", start <= low and high <= end))
        at += len(piece)
    return tuple(found)


def _about(rule: Rule, found: dict[str, Finding]) -> int:
    """The place of the shot that the example is about: the last that changes, else the one with the finding."""
    changed = [at for at, change in enumerate(rule.after.get("shots", ())) if change]
    if changed:
        return changed[-1]
    return int(min(found)[2:]) // 10 - 1 if found else 0


@lru_cache(maxsize=256)
def lesson(code: str, catalog: Catalog) -> Lesson:
    """A rule with its example compiled and checked. KeyError where there is no such rule.

    An example that is no document (in a user's own file) is left out: the rest of the lesson still teaches.
    """
    rule = rule_of(code, catalog)
    try:
        boards = [build(board, catalog) for board in examples(rule, catalog)]
    except DocumentError:
        return Lesson(rule, None, None)
    found = [
        {item.shot.key: finding for item in report.running() for finding in item.findings if finding.code == code}
        for report in boards
    ]
    at = _about(rule, found[0])
    sides = []
    for report, findings, example in zip(boards, found, (rule.before, _after(rule)), strict=True):
        item = report.running()[min(at, report.shots - 1)]
        finding = findings.get(item.shot.key) or next(iter(findings.values()), None)
        words = finding.words if finding and finding.start is not None else ""
        settings = _settings(rule, example, at if at < len(example["shots"]) else 0)
        sides.append(Side(item.shot.key, _marked(item, words), settings, finding))
    return Lesson(rule, *sides)
