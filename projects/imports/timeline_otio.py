"""An OpenTimelineIO file as plain JSON: the clips of its first video track."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from projects.core.incoming import ImportProblem, Skipped
from projects.core.timecode import rate_near
from projects.imports.timeline_clips import FoundClip, FoundCut, without_draft

VALUES_MAX = 1_000_000
_KNOWN = frozenset("Timeline.1 SerializableCollection.1 Stack.1 Track.1 Clip.1 Clip.2 Gap.1 Transition.1".split())
_BROKEN = "The OTIO file is broken"


def read(text: str) -> FoundCut:
    """The first video track. ImportProblem for what is no OTIO timeline, too deep, too large, or of an unknown schema."""
    timeline = _timeline(_loaded(text))
    stack = _object(timeline.get("tracks"), "tracks")
    tracks = [_object(track, "track") for track in _children(stack)]
    for track in tracks:
        _schema(track, "Track")
    video = [track for track in tracks if track.get("kind", "Video") == "Video"]
    if not video:
        raise ImportProblem("The OTIO timeline has no video track: there is nothing to import.")
    notes = ["The timeline has several video tracks: the first one was read."] if len(video) > 1 else []
    notes += ["Audio tracks are left out."] if len(video) < len(tracks) else []
    skipped: list[Skipped] = []
    clips, rates = [], []
    scenes = dict(_scenes(stack))
    for clip, fps in _clips(video[0], skipped, scenes):
        clips.append(clip)
        rates.append(fps)
    about = _own(timeline)
    title = about.get("title") or without_draft(_string(timeline.get("name")))
    return FoundCut("OTIO", title, tuple(clips), _project(about, rates), tuple(skipped), tuple(notes))


def _loaded(text: str) -> Any:
    if sum(text.count(sign) for sign in "[{,") > 4 * VALUES_MAX:
        raise ImportProblem("The OTIO file holds over four million values: export a part of the timeline.")

    def constant(name: str) -> Any:
        raise ValueError(f"{name} is no number")

    try:
        return json.loads(text, parse_constant=constant)
    except RecursionError:
        raise ImportProblem(f"{_BROKEN}: it is nested too deep.") from None
    except ValueError as error:
        raise ImportProblem(f"{_BROKEN} ({str(error)[:120]}): export the timeline again.") from None


def _object(value: Any, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ImportProblem(f"{_BROKEN}: {what} is missing or is no object.")
    return value


def _schema(value: dict[str, Any], *wanted: str) -> str:
    """The name of the schema of a value, without its version."""
    schema = _string(value.get("OTIO_SCHEMA"))
    name = schema.partition(".")[0]
    if schema not in _KNOWN or (wanted and name not in wanted):
        raise ImportProblem(
            f"The OTIO schema “{schema[:40]}” is not known here: export the timeline as OTIO 0.15 or later."
        )
    return name


def _children(value: dict[str, Any]) -> list[Any]:
    children = value.get("children", [])
    if not isinstance(children, list):
        raise ImportProblem(f"{_BROKEN}: children is no list.")
    return children


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _timeline(value: Any) -> dict[str, Any]:
    root = _object(value, "its content")
    if _schema(root, "Timeline", "SerializableCollection") == "Timeline":
        return root
    found = [child for child in _children(root) if isinstance(child, dict) and child.get("OTIO_SCHEMA") == "Timeline.1"]
    if not found:
        raise ImportProblem("The OTIO file holds no timeline: there is nothing to import.")
    return found[0]


def _own(value: dict[str, Any]) -> dict[str, str]:
    """What our files say, texts only."""
    metadata = value.get("metadata")
    found = metadata.get("storyboard") if isinstance(metadata, dict) else None
    return {name: text for name, text in found.items() if isinstance(text, str)} if isinstance(found, dict) else {}


def _project(about: dict[str, str], rates: list[Fraction]) -> dict[str, Decimal]:
    try:
        return {"fps": Decimal(about["fps"])}
    except (KeyError, InvalidOperation):
        return {"fps": rate_near(rates[0]).name} if rates and 1 <= rates[0] <= 120 else {}


def _number(value: Any) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or abs(value) > 1e12:
        return None
    return Fraction(value)


def _time(value: Any) -> tuple[Fraction, Fraction] | None:
    """Seconds and frames a second of a RationalTime, the rate made exact: 23.976 is 24000/1001."""
    if not isinstance(value, dict):
        return None
    at, rate = _number(value.get("value")), _number(value.get("rate"))
    if at is None or rate is None or not 0 < rate <= 1_000_000:
        return None
    exact = rate_near(rate).exact if rate <= 120 else rate
    return at / exact, exact


def _span(item: dict[str, Any]) -> tuple[Fraction, Fraction] | None:
    """How long an item lasts, and its rate: its own range, else its media's."""
    references = item.get("media_references")
    active = references.get(_string(item.get("active_media_reference_key"))) if isinstance(references, dict) else None
    media = active or item.get("media_reference")
    ranges = [item.get("source_range"), media.get("available_range") if isinstance(media, dict) else None]
    return next((_time(found.get("duration")) for found in ranges if isinstance(found, dict)), None)


def _markers(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    found = item.get("markers")
    yield from (marker for marker in found if isinstance(marker, dict)) if isinstance(found, list) else ()


def _scenes(stack: dict[str, Any]) -> Iterator[tuple[Fraction, str]]:
    """Where our scene markers stand, in seconds from the beginning."""
    for marker in _markers(stack):
        span = marker.get("marked_range")
        at = _time(span.get("start_time")) if isinstance(span, dict) else None
        if at and (_own(marker).get("kind") == "scene" or marker.get("color") == "GREEN"):
            yield at[0], _string(marker.get("name"))


def _clips(
    track: dict[str, Any], skipped: list[Skipped], scenes: dict[Fraction, str]
) -> Iterator[tuple[FoundClip, Fraction]]:
    now = Fraction(0)
    for at, value in enumerate(_children(track), 1):
        item, where = _object(value, f"item {at} of the track"), f"Item {at}"
        kind, name = _schema(item), _string(item.get("name"))
        if kind == "Transition":
            skipped.append(Skipped(where, "A transition is left out: the shots follow each other by a cut."))
            continue
        span = _span(item)
        if span is None or span[0] <= 0:
            skipped.append(Skipped(where, f"“{name[:40]}” has no length that can be read."))
            continue
        start, now = now, now + span[0]
        if kind == "Gap":
            skipped.append(Skipped(where, f"A gap of {float(span[0]):.1f} s is left out."))
            continue
        marks = (" ".join(filter(None, (_string(m.get("name")), _string(m.get("comment"))))) for m in _markers(item))
        own = _own(item)
        note = "" if own else "\n".join(filter(None, marks))
        yield FoundClip(name, start, now, where, own, note, scenes.get(start, "")), span[1]
