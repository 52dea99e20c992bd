"""The plan as an OpenTimelineIO timeline: one video track of clips whose media is still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from projects.core.document_post import steps_plain
from projects.core.document_values import plain_number
from projects.exports.material import Material
from projects.exports.timeline_clips import COLOURS, Clip, Cut, Mark, cut_of

if TYPE_CHECKING:
    import opentimelineio as otio

# What says in a file that it is one of ours.
SIGNATURE = "storyboard"


def write(material: Material) -> bytes:
    """UTF-8 JSON (.otio). Every clip has a missing reference with the shot's name; times are whole frames from 01:00:00:00.

    What only a storyboard knows stands in the metadata under `storyboard`.
    """
    import opentimelineio as otio

    cut = cut_of(material)
    rate = float(cut.rate.exact)
    timeline = otio.schema.Timeline(
        cut.title, global_start_time=otio.opentime.RationalTime(cut.start, rate), metadata=_about(material, cut)
    )
    track = otio.schema.Track("Storyboard", kind=otio.schema.TrackKind.Video)
    timeline.tracks.append(track)
    if cut.said:
        timeline.tracks.markers.append(_marker(otio, Mark("draft", cut.said[0], "\n".join(cut.said)), 0, rate))
    for clip in cut.clips:
        track.append(_clip(otio, clip, rate))
        if clip.opens:
            timeline.tracks.markers.append(_marker(otio, Mark("scene", clip.scene), clip.start, rate))
    text: str = timeline.to_json_string(indent=1)
    return (text + "\n").encode("utf-8")


def _about(material: Material, cut: Cut) -> dict[str, Any]:
    report = material.report
    return {
        SIGNATURE: {
            "title": report.board.title,
            "fps": str(report.board.fps),
            "rate": f"{cut.rate.exact.numerator}/{cut.rate.exact.denominator}",
            "draft": report.draft,
            "errors": report.errors,
            "revision": material.facts.revision,
            "snapshot": material.facts.snapshot,
            "notes": list(cut.said),
        }
    }


def _span(otio: Any, start: int, frames: int, rate: float) -> otio.opentime.TimeRange:
    return otio.opentime.TimeRange(otio.opentime.RationalTime(start, rate), otio.opentime.RationalTime(frames, rate))


def _marker(otio: Any, mark: Mark, at: int, rate: float) -> otio.schema.Marker:
    span, about = _span(otio, at, 0, rate), {SIGNATURE: {"kind": mark.kind}}
    return otio.schema.Marker(mark.text, span, color=COLOURS[mark.kind], metadata=about, comment=mark.note)


def _clip(otio: Any, clip: Clip, rate: float) -> otio.schema.Clip:
    whole = _span(otio, 0, clip.frames, rate)
    missing = otio.schema.MissingReference(name=clip.name, available_range=whole)
    made = otio.schema.Clip(clip.name, missing, whole, metadata={SIGNATURE: _facts(clip)})
    marks = [mark for mark in clip.marks if mark.kind != "scene"]
    for mark in [*marks, *([Mark("note", clip.name, clip.note)] if clip.note else [])]:
        made.markers.append(_marker(otio, mark, 0, rate))
    return made


def _facts(clip: Clip) -> dict[str, Any]:
    item = clip.item
    shot = item.shot
    post = shot.post if shot.post is not None else item.context.board.post
    return {
        "key": shot.key,
        "number": item.number or "",
        "title": shot.title,
        "scene": item.scene.key,
        "scene_title": item.scene.title,
        "duration": plain_number(shot.duration),
        "prompt": item.prompt.text,
        "negative_prompt": item.negative,
        "dialogue": shot.dialogue,
        "notes": shot.notes,
        "post": steps_plain(post),
        "status": shot.status,
        "model": item.model.id,
    }
