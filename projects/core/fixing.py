"""A finding's fix applied to a shot: values in, values out. Pages apply the same fixes to what is typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from projects.core.board import Break, Move, Shot, StartsFrom, State
from projects.core.document_values import TEXT_MAX
from projects.core.findings import Finding, Fix
from projects.core.wording import clean

TEXT_FIELDS = frozenset(
    {"subject", "action", "environment", "lighting", "style", "camera_note", "custom_prompt", "negative_prompt", "lens"}
)
VALUE_FIELDS = frozenset(
    {"custom_prompt", "custom_prompt_basis", "seed", "duration", "previews", "cfg", "starts_from", "quality", "resolution",
     "model", "fantasy", "boundary", "negative_prompt", "shot_size", "framing", "attempt"}
)  # fmt: skip
STATE_FIELDS = ("position", "wardrobe", "props", "light", "screen_direction")
AUTOMATIC = frozenset({"replace", "insert", "set", "attach", "without"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """One fix that a person chose for one finding of one shot. `reason` is theirs, where the fix is a break."""

    finding: Finding
    fix: Fix
    reason: str = ""


def applicable(fix: Fix) -> bool:
    """Whether a fix changes the shot by itself; the others lead to a place where a person decides."""
    return fix.kind in AUTOMATIC or fix.kind == "break"


def replaced(text: str, words: str, new: str, start: object, end: object) -> str:
    """The text with these words swapped where they stood, or nearest to it; as it is where they are gone."""
    if not words:
        return text
    at = start if isinstance(start, int) and isinstance(end, int) and text[start:end] == words else None
    if at is None:
        at = _nearest(text, words, start if isinstance(start, int) else 0)
    if at is None:
        return text
    result = text[:at] + new + text[at + len(words) :]
    return result if new else clean(result)


def _nearest(text: str, words: str, place: int) -> int | None:
    """Where these words stand nearest to a place."""
    place = max(0, min(place, len(text)))
    before, after = text.rfind(words, 0, place + len(words)), text.find(words, place)
    found = [at for at in (before, after) if at >= 0]
    return min(found, key=lambda at: abs(at - place), default=None)


def inserted(text: str, new: str) -> str:
    """The text with something added at its end, as a part of its own."""
    text = text.rstrip()
    return f"{text.rstrip('.,;')}, {new}" if text else new


def moves_of(text: str, camera: tuple[Move, ...]) -> tuple[Move, ...]:
    """Camera moves after a fix: `static` alone, `orbit:clockwise:slow` as the one move, or a speed for those without."""
    if ":" in text:
        move, direction, speed = [*text.split(":"), "", ""][:3]
        return (Move(move, direction or None, speed or None),)
    if text in ("slow", "normal", "fast"):
        return tuple(move if move.speed else replace(move, speed=text) for move in camera)
    return (Move(text),)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def starts_from(text: str) -> StartsFrom | None:
    """The reference frame that a field's text names: `SH010:last`, `upload`, or nothing."""
    if text in ("", "upload"):
        return StartsFrom() if text else None
    code, _, frame = text.partition(":")
    return StartsFrom(code, "first" if frame == "first" else "last")


def _set(shot: Shot, name: str, text: str) -> dict[str, Any]:
    """The values that a `set` fix gives a shot."""
    if name == "camera":
        return {"camera": moves_of(text, shot.camera)}
    if name.partition(".")[0] in ("state_in", "state_out"):
        side, _, part = name.partition(".")
        if part not in STATE_FIELDS:
            return {}
        value = text or None if part == "screen_direction" else text
        return {side: replace(getattr(shot, side) or State(), **{part: value})}
    if name not in VALUE_FIELDS:
        return {}
    if name == "starts_from":
        return {name: starts_from(text)}
    if name == "fantasy":
        return {name: text.casefold() == "true"}
    if name in ("duration", "cfg"):
        number = _number(text)
        return {} if number is None and (name == "duration" or text) else {name: number}
    if name in ("seed", "previews", "attempt"):
        return {name: int(text)} if text.isdecimal() else {}
    if name in ("custom_prompt", "negative_prompt"):
        return {name: text}
    return {name: text or None}


def _values(shot: Shot, finding: Finding, fix: Fix) -> dict[str, Any]:
    """The fields that a fix of words or values gives a shot."""
    name = fix.field or finding.field or ""
    if fix.kind == "replace" and name in TEXT_FIELDS:
        start, end, words = (fix.start, fix.end, fix.words) if fix.words else (finding.start, finding.end, finding.words)
        return {name: replaced(getattr(shot, name), words, fix.text, start, end)}
    if fix.kind == "insert" and name in TEXT_FIELDS:
        return {name: inserted(getattr(shot, name), fix.text)}
    return _set(shot, name, fix.text) if fix.kind == "set" else {}


def _one(shot: Shot, chosen: Chosen) -> Shot:
    fix, key = chosen.fix, chosen.fix.anchor
    if fix.kind in ("replace", "insert", "set"):
        values = _values(shot, chosen.finding, fix)
        return shot if any(isinstance(v, str) and len(v) > TEXT_MAX for v in values.values()) else replace(shot, **values)
    if key is None:
        return shot
    if fix.kind in ("attach", "without"):
        anchors = shot.anchors if key in shot.anchors else (*shot.anchors, key)
        if fix.kind == "attach":
            return replace(shot, anchors=anchors, without=tuple(k for k in shot.without if k != key))
        return replace(shot, anchors=anchors, without=shot.without if key in shot.without else (*shot.without, key))
    if fix.kind == "break" and chosen.reason.strip():
        kept = tuple(item for item in shot.breaks if item.anchor != key)
        return replace(shot, breaks=(*kept, Break(key, chosen.reason.strip())))
    return shot


def _place(chosen: Chosen) -> tuple[str, int, int]:
    """The field that a fix changes and the words that it is about, -1 and -1 where it is about none."""
    fix, finding = chosen.fix, chosen.finding
    start, end = (fix.start, fix.end) if fix.words else (finding.start, finding.end)
    return fix.field or finding.field or "", -1 if start is None else start, -1 if end is None else end


def fixed(shot: Shot, chosen: Iterable[Chosen]) -> Shot:
    """The shot with all these fixes. Later words of a field are mended before earlier ones, so that places hold.

    Of two replacements of the same words only one is made; none that would make a text longer than a document holds.
    """
    ordered = sorted(((_place(item), item) for item in chosen), key=lambda pair: (pair[0][0], -pair[0][1]))
    done: list[tuple[str, int, int]] = []
    for (name, start, end), item in ordered:
        if item.fix.kind == "replace":
            if any(name == field and start < last and first < end for field, first, last in done):
                continue
            done.append((name, start, end))
        shot = _one(shot, item)
    return shot
