"""Clips of any timeline file, and how they become shots: codes out of names, lengths in tenths, scenes by their markers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from projects.core.document_values import SHOT_KEY, TEXT_MAX
from projects.core.incoming import ImportProblem, Incoming, IncomingScene, IncomingShot, Skipped
from projects.imports.text_duration import LEAST, MOST

CLIPS_MAX = 5_000
_NOT_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_FILE_END = re.compile(r"\.[A-Za-z0-9]{2,4}$")
_CODE = re.compile(
    r"(?=[A-Za-z0-9_-]*[A-Za-z])([A-Za-z]{0,8}[_-]?\d{1,5}[A-Za-z]?)(?:[_-]v\d+)?(?:\s+(?:[-–:]\s+)?(.+))?", re.ASCII
)
_PART = re.compile(r"(?:\A|\n\n)(Prompt|Negative|Dialogue|Notes|Finishing): ")


@dataclass(frozen=True, slots=True)
class FoundClip:
    """One clip of a video track. `start` and `end` in seconds; `own` holds what our own files say of it, by name.

    `note` is what another program says of it; `scene` the title of a scene that begins here, "" where none does.
    """

    name: str
    start: Fraction
    end: Fraction
    where: str
    own: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    scene: str = ""


@dataclass(frozen=True, slots=True)
class FoundCut:
    """A whole timeline file. `project` holds what it says of the plan."""

    kind: str
    title: str
    clips: tuple[FoundClip, ...]
    project: Mapping[str, Any] = field(default_factory=dict)
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()


def incoming(cut: FoundCut, notes: tuple[str, ...] = ()) -> Incoming:
    """The timeline as scenes and shots. ImportProblem where it holds no clip, or over 5,000."""
    if not cut.clips:
        raise ImportProblem(f"No clip was found in the video track of this {cut.kind} file: there is nothing to import.")
    if len(cut.clips) > CLIPS_MAX:
        raise ImportProblem(f"The timeline holds {len(cut.clips):,} clips: a plan takes at most {CLIPS_MAX:,}.")
    told: list[str] = [*cut.notes, *notes]
    seen: set[str] = set()
    scenes: list[tuple[str, str, str, list[IncomingShot]]] = []
    zero = cut.clips[0].start
    for clip in cut.clips:
        key, title = (clip.own.get("scene", ""), clean(clip.own.get("scene_title", "") or clip.scene))
        if not scenes or ((key or title) and (key, title) != scenes[-1][:2]):
            scenes.append((key, title, clip.where, []))
        scenes[-1][3].append(_shot(clip, zero, seen, told))
    made = tuple(IncomingScene(title, key, tuple(shots), where) for key, title, where, shots in scenes)
    return Incoming(cut.kind, clean(cut.title), made, cut.project, cut.skipped, tuple(dict.fromkeys(told)))


def clean(text: str) -> str:
    """A text that a document can hold."""
    return _NOT_IN_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:TEXT_MAX]


def without_draft(title: str) -> str:
    """A title without the word that our files put before it while errors are open."""
    return title.removeprefix("DRAFT ")


def _shot(clip: FoundClip, zero: Fraction, seen: set[str], told: list[str]) -> IncomingShot:
    key, title = named(clip)
    if key in seen:
        told.append(f"{key} stands in the timeline more than once: the first is that shot, the others come without a code.")
        key = ""
    seen.update([key] if key else [])
    fields: dict[str, Any] = {"title": title} if title else {}
    fields["duration"] = _length(clip, zero, key or title or clip.where, told)
    said = {name: clip.own[name] for name in ("notes", "dialogue") if clip.own.get(name)} if clip.own else parts(clip.note)
    fields |= {name: clean(text) for name, text in said.items() if text.strip()}
    return IncomingShot(fields, key, title or clean(clip.name), clip.where)


def named(clip: FoundClip) -> tuple[str, str]:
    """Code and title of a clip: as our file says, else out of names such as `SH010 Arrival`, `SH010_v2.mov`."""
    own = clip.own.get("key", "")
    if own and SHOT_KEY.fullmatch(own):
        return own, clean(clip.own.get("title", ""))
    name = clean(" ".join(clip.name.split()))
    found = _CODE.fullmatch(_FILE_END.sub("", name)) or _CODE.fullmatch(name)
    if found and SHOT_KEY.fullmatch(found.group(1)):
        return found.group(1), found.group(2) or ""
    return "", _FILE_END.sub("", name)


def parts(note: str) -> dict[str, str]:
    """Notes and dialogue out of a note that our files wrote and another program kept; else all of it is notes."""
    pieces = _PART.split(note)
    if pieces[0].strip() or len(pieces) < 3:
        return {"notes": note.strip()}
    found = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    return {"notes": found.get("Notes", ""), "dialogue": found.get("Dialogue", "")}


def _length(clip: FoundClip, zero: Fraction, name: str, told: list[str]) -> Decimal:
    """Tenths of a second between the tenths nearest to both cuts, so that the sum stays that of the timeline."""
    length = Decimal(_tenths(clip.end - zero) - _tenths(clip.start - zero)) / 10
    if length < LEAST or length > MOST:
        kept = min(max(length, LEAST), MOST)
        told.append(
            f"{name[:60]} lasts {length} s in the timeline: a shot takes {LEAST} to {MOST} s, so it comes with {kept} s."
        )
        return kept
    return length


def _tenths(seconds: Fraction) -> int:
    return (seconds * 10 + Fraction(1, 2)).__floor__()
