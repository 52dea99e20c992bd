"""FCPXML of Final Cut Pro, DaVinci Resolve and others: the primary storyline of its first project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING

from projects.core.incoming import ImportProblem, Skipped
from projects.core.timecode import rate_near
from projects.imports.timeline_clips import FoundClip, FoundCut, without_draft

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ELEMENTS_MAX = 1_000_000
_OWN = "app.storyboard."
_DOCTYPE = re.compile(r"<!DOCTYPE\s+fcpxml\s*>")
_TIME = re.compile(r"(-?\d{1,15})(?:/(\d{1,10}))?s|(-?\d{1,9}\.\d{1,9})s", re.ASCII)
_CLIPS = frozenset(("asset-clip", "clip", "video", "ref-clip", "sync-clip", "mc-clip", "title", "audition"))
_NAMES = {"transition": "A transition", "gap": "A gap", "audio": "A clip of sound"}


def read(text: str) -> FoundCut:
    """The clips of the first project's storyline. ImportProblem for what is no FCPXML or declares entities."""
    root = _parsed(text)
    sequence = root.find(".//project/sequence")
    if sequence is None:
        sequence = root.find(".//sequence")
    spine = None if sequence is None else sequence.find("spine")
    if sequence is None or spine is None:
        raise ImportProblem("This FCPXML holds no project with a timeline: export a project, not an event or its clips.")
    projects = root.findall(".//project")
    skipped: list[Skipped] = []
    notes = ["The file holds several projects: the first one was read."] if len(projects) > 1 else []
    clips = tuple(_clips(root, spine, skipped))
    if any(item.get("lane") for clip in spine for item in clip):
        notes.append("Connected clips, titles and sound beside the primary storyline are left out.")
    about = _own(sequence)
    title = about.get("title") or without_draft(projects[0].get("name", "") if projects else "")
    return FoundCut("FCPXML", title, clips, _project(root, sequence, about), tuple(skipped), tuple(notes))


def _parsed(text: str) -> Element:
    from xml.etree.ElementTree import ParseError  # nosec B405: parsing is defusedxml's

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    if text.count("<") > 2 * ELEMENTS_MAX:
        raise ImportProblem("The XML holds over a million elements: export a part of the timeline.")
    try:
        root: Element = fromstring(_DOCTYPE.sub("", text, count=1), forbid_dtd=True)
    except DefusedXmlException:
        raise ImportProblem("The XML declares entities or a document type of its own: such a file is not read.") from None
    except (ParseError, ValueError) as error:
        raise ImportProblem(f"The XML is broken ({error}): export the timeline again.") from None
    if root.tag == "xmeml":
        raise ImportProblem("This is XML of Final Cut Pro 7 or Premiere: export FCPXML, OTIO or an EDL instead.")
    if root.tag != "fcpxml":
        raise ImportProblem(f"This XML is no FCPXML: it begins with “{root.tag[:40]}”.")
    return root


def seconds(text: str | None) -> Fraction | None:
    """A time such as `1001/24000s`, `5s` or `2.5s`; None for what is none."""
    found = _TIME.fullmatch((text or "").strip())
    if not found or (found.group(2) is not None and not int(found.group(2))):
        return None
    return Fraction(found.group(3)) if found.group(3) else Fraction(int(found.group(1)), int(found.group(2) or 1))


def _own(made: Element) -> dict[str, str]:
    found = made.findall("metadata/md")
    return {md.get("key", "")[len(_OWN) :]: md.get("value", "") for md in found if md.get("key", "").startswith(_OWN)}


def _project(root: Element, sequence: Element, about: dict[str, str]) -> dict[str, Decimal]:
    try:
        return {"fps": Decimal(about["fps"])}
    except (KeyError, InvalidOperation):
        pass
    for found in root.iterfind("resources/format"):
        frame = seconds(found.get("frameDuration"))
        if found.get("id") == sequence.get("format") and frame and Fraction(1, 120) <= frame <= 1:
            return {"fps": rate_near(1 / frame).name}
    return {}


def _clips(root: Element, spine: Element, skipped: list[Skipped]) -> Iterator[FoundClip]:
    assets = {asset.get("id"): asset for asset in root.iterfind("resources/*")}
    now: Fraction | None = None
    for at, item in enumerate(spine, 1):
        where = f"Clip {at}"
        if item.tag not in _CLIPS:
            skipped.append(Skipped(where, f"{_NAMES.get(item.tag, f'An element “{item.tag[:30]}”')} is left out."))
            continue
        inner = item[0] if item.tag == "audition" and len(item) else item
        asset = assets.get(inner.get("ref"))
        length = seconds(inner.get("duration")) or (seconds(asset.get("duration")) if asset is not None else None)
        start = seconds(item.get("offset"))
        if length is None or length <= 0:
            skipped.append(Skipped(where, f"“{inner.get('name', '')[:40]}” has no length that can be read."))
            continue
        start = start if start is not None else now or Fraction(0)
        now = start + length
        name = inner.get("name", "") or (asset.get("name", "") if asset is not None else "")
        chapter = inner.find("chapter-marker")
        scene = "" if chapter is None else chapter.get("value", "").strip()
        yield FoundClip(name, start, now, where, _own(inner), _note(inner), scene)


def _note(item: Element) -> str:
    note = (item.findtext("note") or "").strip()
    marks = [
        " ".join(filter(None, (mark.get("value", "").strip(), mark.get("note", "").strip())))
        for mark in item.findall("marker")
    ]
    return note or "\n".join(filter(None, marks))
