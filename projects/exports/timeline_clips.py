"""What every timeline file holds: the running shots as clips on whole frames, with names, notes, metadata and markers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from projects.core.catalog import Catalog
from projects.core.figures import plural
from projects.core.paper_entries import post_line
from projects.core.report import Report, ShotReport
from projects.core.timecode import Rate, cuts, editing_rate, rate_of
from projects.exports.material import Material

# Timelines begin at one hour, as editors expect.
START_SECONDS = 3600
# The colours that all three programs know, by what a marker is about.
COLOURS = {"draft": "RED", "error": "RED", "warning": "YELLOW", "break": "PURPLE", "scene": "GREEN", "note": "WHITE"}
_RARE = {"48": "Premiere and Final Cut have no timeline of 48 frames a second: DaVinci Resolve takes it."}


@dataclass(frozen=True, slots=True)
class Mark:
    """A marker at the first frame of a clip. `kind` is a key of COLOURS; `text` stands on it, `note` behind it."""

    kind: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Clip:
    """One running shot. `start` and `frames` count frames of the timeline from its own beginning.

    `scene` is the title of its scene, or the scene's key where it has none; `opens` says that the scene begins here.
    `parts` are the labelled texts of its note in order, only those that say something.
    """

    item: ShotReport
    start: int
    frames: int
    name: str
    scene: str
    opens: bool
    parts: tuple[tuple[str, str], ...]
    marks: tuple[Mark, ...]

    @property
    def key(self) -> str:
        """The code of the shot."""
        return self.item.shot.key

    @property
    def note(self) -> str:
        """All parts under their labels, an empty line between."""
        return "\n\n".join(f"{label}: {text}" for label, text in self.parts)


@dataclass(frozen=True, slots=True)
class Cut:
    """A whole timeline. `title` says DRAFT while errors are open; `said` is what a person should know of it, in order."""

    title: str
    rate: Rate
    frames: int
    clips: tuple[Clip, ...]
    said: tuple[str, ...]

    @property
    def start(self) -> int:
        """The frame that the timecode 01:00:00:00 stands for."""
        return START_SECONDS * self.rate.base


def line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def cut_of(material: Material) -> Cut:
    """The running shots in scope, one after the other."""
    report = material.report
    items = report.running()
    on = editing_rate(report.board.fps)
    bounds = cuts([item.shot.duration for item in items], on)
    clips, before = [], None
    for item, start, end in zip(items, bounds, bounds[1:], strict=False):
        clips.append(_clip(item, start, end - start, item.scene.key != before, material.catalog))
        before = item.scene.key
    title = line(report.board.title)
    return Cut(f"DRAFT {title}" if report.draft else title, on, bounds[-1], tuple(clips), tuple(_said(report, on)))


def _said(report: Report, on: Rate) -> Iterator[str]:
    if report.draft:
        yield f"DRAFT: {plural(report.errors, 'open error')}"
    plan = rate_of(report.board.fps)
    if plan.exact != on.exact:
        yield (
            f"The plan is for {plan} frames a second, which editors do not take: this timeline has {on}. "
            f"Give clips of {plan} as they are; their length in seconds is the same."
        )
    if str(on) in _RARE:
        yield _RARE[str(on)]


def _clip(item: ShotReport, start: int, frames: int, opens: bool, catalog: Catalog) -> Clip:
    shot, scene = item.shot, line(item.scene.title) or item.scene.key
    title = line(shot.title)
    steps = shot.post if shot.post is not None else item.context.board.post
    parts = {
        "Prompt": item.prompt.text,
        "Negative": item.negative,
        "Dialogue": shot.dialogue,
        "Notes": shot.notes,
        "Finishing": "\n".join(post_line(step, catalog) for step in steps),
    }
    said = tuple((label, text) for label, text in parts.items() if text.strip())
    return Clip(item, start, frames, f"{shot.key} {title}".rstrip(), scene, opens, said, tuple(_marks(item, scene, opens)))


def _marks(item: ShotReport, scene: str, opens: bool) -> Iterator[Mark]:
    """Where a scene begins, open errors, warnings, breaks: hints stay on the board."""
    if opens:
        yield Mark("scene", scene)
    for finding in item.findings:
        if finding.severity in ("error", "warning"):
            yield Mark(finding.severity, line(finding.message), finding.code)
    for broken in item.shot.breaks:
        yield Mark("break", line(f"Break of {item.context.board.anchor(broken.anchor).name}: {broken.reason}"))
