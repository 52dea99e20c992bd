"""A CMX 3600 edit decision list: events with record times, drop-frame or not, and the comments after them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from projects.core.incoming import ImportProblem, Skipped
from projects.core.timecode import Rate, TimecodeError, count, drops, editing_rate, rate_near, rate_of
from projects.imports.timeline_clips import FoundClip, FoundCut, without_draft

_TIME = r"(\d{1,3}[:;.,]\d\d[:;.,]\d\d[:;.,]\d{2,3})"
_EVENT = re.compile(
    rf"(\d{{1,6}})\s+(\S+)\s+(\S+)\s+(C|D|W\d+|K ?[BO]?)(?:\s+(\d{{1,4}}))?\s+{_TIME}\s+{_TIME}\s+{_TIME}\s+{_TIME}",
    re.ASCII,
)
_LABEL = re.compile(r"\*\s*([A-Z][A-Z ]*?)(\+?):(?: (.*)|(.*))")
_RATE = re.compile(r"RATE (\d{1,6})/(\d{1,5})\b.* plan ([\d.]{1,8})")
_LOCATOR = re.compile(r"\S+\s+[A-Z]+\s+(.*)")
_NAMES = ("FROM CLIP NAME", "TO CLIP NAME")
_PASSED = (
    "FROM CLIP",
    "FROM FILE",
    "TO CLIP",
    "TO FILE",
    "SOURCE FILE",
    "SOURCE FILE PATH",
    "KEY CLIP NAME",
    "OTIO REFERENCE FROM",
)
_PASSED_STARTS = ("ASC_SOP", "ASC_SAT", "FREEZE FRAME", "OTIO ")


@dataclass(slots=True)
class _Event:
    line: int
    number: str
    reel: str
    channel: str
    kind: str
    times: tuple[str | Any, ...]
    drop: bool
    labels: dict[str, list[str]] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _List:
    title: str = ""
    events: list[_Event] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)


def read(text: str, fps: Decimal | None = None) -> FoundCut:
    """The first video channel of a list. `fps` is for lists that do not say their rate. ImportProblem without an event."""
    found = _lines(text)
    if not found.events:
        first = f" {found.skipped[0].where} is none: {found.skipped[0].reason}" if found.skipped else ""
        raise ImportProblem(f"This is no edit decision list: no line of it is an event.{first}")
    on = _rate(found, fps)
    clips = tuple(_clips(found, on))
    project = {}
    for text_ in found.about:
        if said := _RATE.search(text_):
            project["fps"] = Decimal(said.group(3))
    full = next((line[6:] for line in found.about if line.startswith("TITLE ")), without_draft(found.title))
    return FoundCut("EDL", full, clips, project, tuple(found.skipped), tuple(found.notes))


def _lines(text: str) -> _List:
    found, drop = _List(), False
    for at, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip("\r")
        plain = line.strip()
        if plain.startswith("TITLE:"):
            found.title = plain[6:].strip()
        elif plain.startswith("FCM:"):
            drop = "NON" not in plain.upper() and "DROP" in plain.upper()
        elif plain[:1].isdigit():
            event = _EVENT.fullmatch(plain)
            if event:
                number, reel, channel, kind = event.group(1, 2, 3, 4)
                found.events.append(_Event(at, number, reel, channel, kind, event.group(6, 7, 8, 9), drop))
            else:
                found.skipped.append(Skipped(f"Line {at}", f"“{plain[:60]}” cannot be read as an event."))
        elif plain.startswith("M2") and found.events:
            found.notes.append("Speed changes are left out: a shot lasts what its clip lasts in the timeline.")
        elif plain.startswith("*") and found.events:
            _comment(line.lstrip(), found)
    return found


def _comment(line: str, found: _List) -> None:
    event = found.events[-1]
    label = _LABEL.fullmatch(line)
    if not label:
        event.loose.append(line.lstrip("* ").strip())
        return
    name, more, text = label.group(1), label.group(2), label.group(3) if label.group(3) is not None else label.group(4)
    if name == "STORYBOARD":
        found.about[len(found.about) :] = [text] if not more or not found.about else []
        if more and found.about:
            found.about[-1] += text
        return
    kept = event.labels.setdefault(name, [])
    if more and kept:
        kept[-1] += text
    else:
        kept.append(text)


def _rate(found: _List, fps: Decimal | None) -> Rate:
    """What the list says; else the plan's where its frame numbers allow; else a guess, said in a note."""
    for text in found.about:
        said = _RATE.search(text)
        if said and int(said.group(1)) and int(said.group(2)):
            return rate_near(Fraction(int(said.group(1)), int(said.group(2))))
    most = max(int(re.split("[:;.,]", time)[-1]) for event in found.events for time in event.times)
    if any(event.drop or any(map(drops, event.times)) for event in found.events):
        return rate_of(Decimal("59.94" if most > 29 else "29.97"))
    if fps is not None and editing_rate(fps).base > most:
        return editing_rate(fps)
    name = next((base for base in (24, 25, 30, 48, 50, 60) if base > most), 60)
    found.notes.append(
        f"The list does not say its frame rate: it was read at {name} frames a second, by its frame numbers."
    )
    return rate_of(Decimal(name))


def _clips(found: _List, on: Rate) -> Iterator[FoundClip]:
    channels = [event.channel for event in found.events if _video(event.channel)]
    if len(channels) < len(found.events):
        found.notes.append("Audio events are left out.")
    main = channels[0] if channels else ""
    if any(_track(channel) != _track(main) for channel in channels):
        found.notes.append("The list has several video tracks: the first one was read.")
    placed = []
    for event in found.events:
        if _video(event.channel) and _track(event.channel) == _track(main):
            placed += _placed(event, found, on)
    dropping = any(event.drop or drops(event.times[2]) for event in found.events)
    placed = list(_unwound(placed, count("24:00:00:00", on.base, dropping) * on.frame))
    ordered = sorted(placed, key=lambda clip: clip.start)
    if ordered != placed:
        found.notes.append("The events were put into the order of their record times.")
    end = ordered[0].start if ordered else Fraction(0)
    for clip in ordered:
        if clip.start > end:
            found.skipped.append(Skipped(clip.where, f"A gap of {float(clip.start - end):.1f} s before it is left out."))
        end = max(end, clip.end)
        yield clip


def _unwound(clips: list[FoundClip], day: Fraction) -> Iterator[FoundClip]:
    """Clips of a list that runs past midnight, each on the day that it belongs to: its clock begins anew at 24 hours."""
    days, before = 0, Fraction(0)
    for clip in clips:
        if before - clip.start > day / 2:
            days += 1
        before = clip.start
        yield replace(clip, start=clip.start + days * day, end=clip.end + days * day) if days else clip


def _video(channel: str) -> bool:
    return channel.startswith("V") or channel == "B" or channel.endswith("/V")


def _track(channel: str) -> str:
    return channel if channel.startswith("V") and channel not in ("V", "V1") else "V"


def _placed(event: _Event, found: _List, on: Rate) -> list[FoundClip]:
    where = f"Event {event.number}"
    try:
        start, end = (count(time, on.base, event.drop) for time in event.times[2:])
    except TimecodeError as error:
        found.skipped.append(Skipped(f"Line {event.line}", f"{error}."))
        return []
    day = count("24:00:00:00", on.base, event.drop or drops(event.times[2]))
    if end < start and start - end > day // 2:
        end += day
    if end < start:
        found.skipped.append(Skipped(f"Line {event.line}", "Its record time ends before it begins."))
        return []
    if event.kind != "C":
        found.skipped.append(Skipped(where, "Its transition is left out: the shots follow each other by a cut."))
    if end == start:
        return []
    if event.reel.upper() in ("BL", "BLACK"):
        found.skipped.append(Skipped(where, f"{float((end - start) * on.frame):.1f} s of black are left out."))
        return []
    return [_clip(event, start * on.frame, end * on.frame, where)]


def _clip(event: _Event, start: Fraction, end: Fraction, where: str) -> FoundClip:
    labels = {name: "\n".join(lines) for name, lines in event.labels.items()}
    names = [
        labels[name].strip() for name in (reversed(_NAMES) if event.kind != "C" else _NAMES) if labels.get(name, "").strip()
    ]
    name = names[0] if names else event.reel
    if "SCENE KEY" in labels:
        key, _, title = name.partition(" ")
        own = {"key": key, "title": title, "scene": labels["SCENE KEY"], "scene_title": labels.get("SCENE", "")}
        if own["scene_title"] == own["scene"]:
            own["scene_title"] = ""
        own |= {field_: labels[field_.upper()] for field_ in ("notes", "dialogue") if field_.upper() in labels}
        return FoundClip(name, start, end, where, own)
    said = {"Dialogue": labels.pop("DIALOGUE", ""), "Notes": "\n".join(_said(event, labels))}
    note = "\n\n".join(f"{label}: {text}" for label, text in said.items() if text.strip())
    return FoundClip(name, start, end, where, note=note, scene=labels.get("SCENE", "").strip())


def _said(event: _Event, labels: dict[str, str]) -> Iterator[str]:
    for name, text in labels.items():
        if name == "LOC":
            yield from (
                found.group(1) if (found := _LOCATOR.fullmatch(part.strip())) else part for part in text.split("\n")
            )
        elif name not in (*_NAMES, *_PASSED, "SCENE"):
            yield (
                text.strip() if name in ("NOTES", "NOTE", "COMMENT", "COMMENTS") else f"{name.capitalize()}: {text.strip()}"
            )
    yield from (text for text in event.loose if text and not text.startswith(_PASSED_STARTS))
