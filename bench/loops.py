"""The least that Python needs for the work on texts: plain loops without a rule of ours in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from projects.core.board import Board

Fields = tuple[str, ...]
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_LIGHT = frozenset({"dawn", "noon", "dusk", "night", "midnight", "sunset", "sunrise"})
_VAGUE = frozenset({"beautiful", "epic", "stunning", "amazing", "nice"})
_STOP = frozenset({"the", "a", "an", "of", "in", "on", "and", "with", "to", "from", "by", "at", "or"})
MOST_WORDS = 80
LONGEST_WORD = 24
JACCARD = 0.2


def fields(board: Board) -> list[Fields]:
    """Of every shot 8 texts: the slots, each with the descriptions of its anchors, the negative prompt and the code."""
    anchors = {anchor.key: anchor for anchor in board.anchors}
    found: list[Fields] = []
    for scene, shot in board.shots():
        said = dict.fromkeys(("subject", "environment", "lighting", "style"), "")
        for key in (*board.anchors_in_use, *scene.anchors, *shot.anchors):
            anchor = anchors[key]
            said[anchor.kind] += f"the same {anchor.name} ({anchor.description}), "
        camera = " ".join(f"{move.speed or ''} {move.move} {move.direction or ''}" for move in shot.camera)
        found.append(
            (
                said["subject"] + shot.subject, shot.action, said["environment"] + shot.environment,
                said["lighting"] + shot.lighting, f"{shot.shot_size}, {shot.angle}, {shot.lens}, {camera}",
                said["style"] + shot.style, board.negative_prompt, shot.key,
            )
        )  # fmt: skip
    return found


def join(shots: Sequence[Fields]) -> list[str]:
    """Eight fields a shot put together: the very least."""
    return [", ".join(shot) for shot in shots]


def compiled(shots: Sequence[Fields]) -> list[tuple[str, str, str, str]]:
    """Every shot in four layouts: a line, sentences, labelled lines, JSON by hand."""
    found = []
    for subject, action, place, light, camera, style, negative, code in shots:
        line = f"{subject}, {action}, {place}, {light}, {camera}, {style}."
        sentences = f"{subject.capitalize()} {action}. {place.capitalize()}. {light.capitalize()}. {camera}. {style}."
        labelled = (
            f"Subject: {subject}\nAction: {action}\nEnvironment: {place}\nLighting: {light}\nCamera: {camera}\n"
            f"Style: {style}\nAvoid: {negative}"
        )
        escaped = [
            text.replace("\\", "\\\\").replace('"', '\\"') for text in (subject, action, place, light, camera, style)
        ]
        as_json = (
            f'{{"id":"{code}","subject":"{escaped[0]}","action":"{escaped[1]}","environment":"{escaped[2]}",'
            f'"lighting":"{escaped[3]}","camera":"{escaped[4]}","style":"{escaped[5]}","negative":"{negative}"}}'
        )
        found.append((line, sentences, labelled, as_json))
    return found


def linted(prompts: Sequence[tuple[str, str, str, str]]) -> int:
    """Words of every prompt under eight small rules, one of them against the shot before; the number of findings."""
    findings = 0
    before: set[str] = set()
    for line, *_ in prompts:
        words = [word.lower() for word in _WORD.findall(line)]
        plain = set(words) - _STOP
        findings += len(words) > MOST_WORDS
        findings += len(plain & _LIGHT) > 1
        findings += bool(plain & _VAGUE)
        findings += "same" in plain and words[words.index("same") - 1] == "a"
        findings += "maintaining" in plain and words[-1] == "maintaining"
        findings += words[0] == words[1]
        findings += max(map(len, words)) > LONGEST_WORD
        findings += bool(before) and len(plain & before) / len(plain | before) < JACCARD
        before = plain
    return findings
