"""The plan as FCPXML 1.10: one project of clips whose media is still to come, in exact fractions of seconds."""

from __future__ import annotations

import re
from fractions import Fraction
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # nosec B405: written here, nothing is read

from projects.core.catalog import Catalog
from projects.core.timecode import Rate
from projects.exports.material import Material
from projects.exports.timeline_clips import Clip, Cut, Mark, cut_of

METADATA = "app.storyboard."
_LINES = 1080
# Final Cut's names of formats that it knows itself; any other is described by its numbers alone.
_NAMED_LINES = (720, 1080, 2160)
_RATE_NAMES = {
    "23.976": "2398",
    "24": "24",
    "25": "25",
    "29.97": "2997",
    "30": "30",
    "50": "50",
    "59.94": "5994",
    "60": "60",
}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What each kind of marker becomes: open errors are to be done, scenes are chapters.
_TO_DO = "error"


def write(material: Material) -> bytes:
    """UTF-8 XML. Each shot is an asset-clip of a file beside this one, named by its code and offline until it is there."""
    cut = cut_of(material)
    root = Element("fcpxml", version="1.10")
    resources = SubElement(root, "resources")
    _format(resources, material, cut.rate)
    event = SubElement(SubElement(root, "library"), "event", name=cut.title)
    sequence = SubElement(
        SubElement(event, "project", name=cut.title), "sequence", format="r1", duration=time(cut.frames, cut.rate),
        tcStart=time(cut.start, cut.rate), tcFormat="NDF",
    )  # fmt: skip
    if cut.said:
        SubElement(sequence, "note").text = "\n".join(cut.said)
    spine = SubElement(sequence, "spine")
    for at, clip in enumerate(cut.clips, 2):
        _asset(resources, f"r{at}", clip, cut.rate)
        _clip(spine, f"r{at}", clip, cut)
    about = {"title": material.report.board.title, "fps": str(material.report.board.fps)}
    _metadata(sequence, about)
    return _bytes(root)


def time(frames: int, rate: Rate) -> str:
    """Frames as FCPXML writes a time: `1001/24000s`, whole seconds as `5s`."""
    seconds = Fraction(frames) * rate.frame
    if seconds.denominator == 1:
        return f"{seconds.numerator}s"
    return f"{frames * rate.exact.denominator}/{rate.exact.numerator}s"


def _bytes(root: Element) -> bytes:
    for found in root.iter():
        if found.text:
            found.text = _NOT_XML.sub("", found.text)
        for name, value in found.items():
            found.set(name, _NOT_XML.sub("", value))
    indent(root, " ")
    body: bytes = tostring(root, "utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n' + body + b"\n"


def size(material: Material, catalog: Catalog) -> tuple[int, int]:
    """Width and height in even pixels: the resolution's lines are the shorter side."""
    board = material.report.board
    lines = catalog.resolutions[board.resolution].lines or _LINES
    ratio = catalog.ratios[board.aspect_ratio].value
    longer = 2 * round(lines * max(ratio, 1 / ratio) / 2)
    return (longer, lines) if ratio >= 1 else (lines, longer)


def _format(resources: Element, material: Material, rate: Rate) -> None:
    width, height = size(material, material.catalog)
    found = SubElement(resources, "format", id="r1")
    if width * 9 == height * 16 and height in _NAMED_LINES and str(rate) in _RATE_NAMES:
        wide = "3840x" if height == max(_NAMED_LINES) else ""
        found.set("name", f"FFVideoFormat{wide}{height}p{_RATE_NAMES[str(rate)]}")
    found.set("frameDuration", f"{rate.exact.denominator}/{rate.exact.numerator}s")
    found.set("width", str(width))
    found.set("height", str(height))
    found.set("colorSpace", "1-1-1 (Rec. 709)")


def _asset(resources: Element, name: str, clip: Clip, rate: Rate) -> None:
    asset = SubElement(
        resources, "asset", id=name, name=clip.name, start="0s", duration=time(clip.frames, rate), hasVideo="1",
        format="r1", videoSources="1",
    )  # fmt: skip
    SubElement(asset, "media-rep", kind="original-media", src=f"./{clip.key}.mp4")


def _clip(spine: Element, ref: str, clip: Clip, cut: Cut) -> None:
    made = SubElement(
        spine, "asset-clip", ref=ref, offset=time(cut.start + clip.start, cut.rate), name=clip.name, start="0s",
        duration=time(clip.frames, cut.rate), format="r1", tcFormat="NDF",
    )  # fmt: skip
    if clip.note:
        SubElement(made, "note").text = clip.note
    frame = time(1, cut.rate)
    for mark in clip.marks:
        _marker(made, mark, frame)
    SubElement(made, "keyword", start="0s", duration=time(clip.frames, cut.rate), value=f"Scene: {clip.scene}")
    shot, scene = clip.item.shot, clip.item.scene
    _metadata(made, {
        "key": shot.key, "title": shot.title, "scene": scene.key, "scene_title": scene.title, "notes": shot.notes,
        "dialogue": shot.dialogue, "status": shot.status,
    })  # fmt: skip


def _marker(made: Element, mark: Mark, frame: str) -> None:
    if mark.kind == "scene":
        SubElement(made, "chapter-marker", start="0s", duration=frame, value=mark.text, posterOffset="0s")
        return
    found = SubElement(made, "marker", start="0s", duration=frame, value=mark.text)
    if mark.kind == _TO_DO:
        found.set("completed", "0")
    if mark.note:
        found.set("note", mark.note)


def _metadata(made: Element, values: dict[str, str]) -> None:
    about = SubElement(made, "metadata")
    for name, value in values.items():
        SubElement(about, "md", key=f"{METADATA}{name}", value=value, type="string")
