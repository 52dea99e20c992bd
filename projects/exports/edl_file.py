"""The plan as a CMX 3600 edit decision list: an event a shot, everything else in comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from projects.core.timecode import code
from projects.exports.material import Material
from projects.exports.timeline_clips import COLOURS, Clip, Cut, cut_of, line

REEL = 8
TITLE_MAX = 70
# Readers of old keep a line in a small buffer: longer texts go on in the next comment.
COMMENT_MAX = 200
EVENTS_MAX = 999
# Names that mean black and an unknown tape, and a channel.
_TAKEN = frozenset(("AX", "BL", "B", "V", "A"))
_NOT_IN_REEL = re.compile("[^A-Z0-9]")
# What some readers take for the end of a line.
_BREAKS = re.compile("[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def write(material: Material) -> bytes:
    """UTF-8 with CRLF, record times from 01:00:00:00, never drop-frame.

    The exact code and title of a shot stand in FROM CLIP NAME, its reel is made of its code. A comment `LABEL: text`
    begins a line of a text, `LABEL+: text` goes on with it. The first comments say what the list is.
    """
    cut = cut_of(material)
    lines = [f"TITLE: {cut.title[:TITLE_MAX].rstrip()}", "FCM: NON-DROP FRAME", ""]
    for at, (clip, reel) in enumerate(zip(cut.clips, reels([clip.key for clip in cut.clips]), strict=True), 1):
        lines.append(_event(at, clip, reel, cut))
        lines.append(f"* FROM CLIP NAME:  {clip.name}")
        if at == 1:
            lines += [entry for text in _about(cut, material) for entry in comment("STORYBOARD", text)]
        lines += _comments(clip, cut)
        lines.append("")
    return "\r\n".join(lines).encode("utf-8", "replace")


def reels(keys: list[str]) -> list[str]:
    """A reel name of up to 8 capital letters and digits for each code, no two alike."""
    taken = set(_TAKEN)
    found = []
    for key in keys:
        plain = _NOT_IN_REEL.sub("", key.upper()) or "SHOT"
        name, number = plain[:REEL], 1
        while name in taken:
            number += 1
            name = f"{plain[: REEL - len(str(number))]}{number}"
        taken.add(name)
        found.append(name)
    return found


def _event(at: int, clip: Clip, reel: str, cut: Cut) -> str:
    base, start = cut.rate.base, cut.start + clip.start
    times = [code(frames, base) for frames in (0, clip.frames, start, start + clip.frames)]
    return f"{at:03d}  {reel:<{REEL}} V     C        {' '.join(times)}"


def _about(cut: Cut, material: Material) -> Iterator[str]:
    yield from cut.said
    exact, plan = cut.rate.exact, material.report.board.fps
    called = f"({cut.rate} frames a second, non-drop)"
    yield f"RATE {exact.numerator}/{exact.denominator} {called}, plan {format(plan.normalize(), 'f')}"
    if len(cut.title) > TITLE_MAX:
        yield f"TITLE {line(material.report.board.title)}"
    if len(cut.clips) > EVENTS_MAX:
        yield f"{len(cut.clips):,} events: some programs read the first {EVENTS_MAX}. Export scene by scene for them."
    if cut.start + cut.frames > 24 * 3600 * cut.rate.base:
        yield "This list runs past 24:00:00:00, where record times begin again at zero."


def _comments(clip: Clip, cut: Cut) -> Iterator[str]:
    yield from comment("SCENE", clip.scene)
    yield from comment("SCENE KEY", clip.item.scene.key)
    for label, text in clip.parts:
        yield from comment(label.upper(), text)
    at = code(cut.start + clip.start, cut.rate.base)
    for mark in clip.marks:
        text = f"{mark.text} ({mark.note})" if mark.note else mark.text
        label = {"scene": "Scene: ", "error": "Error: ", "warning": "Warning: "}.get(mark.kind, "")
        yield f"* LOC: {at} {COLOURS[mark.kind]:<7} {label}{text}"


def comment(label: str, text: str) -> Iterator[str]:
    """A text as comment lines that a reader joins to exactly the same text again (but for its kinds of line ends)."""
    for whole in _BREAKS.sub("\n", text).split("\n"):
        part, sign = whole, ":"
        while True:
            end = len(part) if len(part) <= COMMENT_MAX else (part.rfind(" ", 1, COMMENT_MAX) + 1 or COMMENT_MAX + 1) - 1
            yield f"* {label}{sign} {part[:end]}"
            part, sign = part[end:], "+:"
            if not part:
                break
