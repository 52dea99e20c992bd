"""What the lines of the activity log say, as words for a person."""

from __future__ import annotations

# verb of a line -> what was done; {target} is what it was done to
_SAID = {
    "shot-added": "{target} added", "shot-duplicated": "{target} made as a copy", "shot-edited": "{target} edited",
    "shot-restored-version": "an earlier version of {target} brought back", "shot-omitted": "{target} omitted",
    "shot-back": "{target} taken back in", "shot-deleted": "{target} deleted", "shot-restored": "{target} restored",
    "shot-moved": "{target} moved", "shot-status": "review of {target}", "shots-changed": "{target} changed",
    "shots-moved": "{target} moved", "shots-deleted": "{target} deleted", "shots-duplicated": "copies of {target}",
    "shots-omitted": "{target} omitted", "shots-back": "{target} taken back in", "shots-status": "review of {target}",
    "break-recorded": "break recorded in {target}", "break-removed": "break of {target} taken back",
    "anchor-added": "anchor {target} added", "anchor-edited": "anchor {target} edited",
    "anchor-deleted": "anchor {target} deleted", "anchor-restored": "anchor {target} restored",
    "anchor-attached": "places of anchor {target}", "anchor-without": "{target} shown without an anchor",
    "anchor-shown": "{target} shown with an anchor again", "scene-added": "scene {target} added",
    "scene-edited": "scene {target} edited", "scene-deleted": "scene {target} deleted",
    "scene-restored": "scene {target} restored", "scene-moved": "scene {target} moved",
    "seed-locked": "seed locked", "seed-unlocked": "seed unlocked", "seed-master": "master of the seed lock",
    "settings-changed": "settings changed", "fixes-applied": "findings mended in {target}",
    "suggestions-accepted": "suggested anchors taken", "variant-added": "variant of {target} added",
    "variant-edited": "variant of {target} edited", "variant-picked": "variant of {target} picked",
    "variant-deleted": "variant of {target} deleted", "wording-renewed": "wording of an anchor renewed in {target}",
    "picture-set": "picture of {target}", "picture-removed": "picture of {target} removed",
    "template-inserted": "template inserted as scene {target}", "project-from-template": "project made from a template",
    "shot-split": "{target} split", "shots-joined": "a shot joined to {target}",
    "scene-copied": "scene {target} made as a copy", "cells-changed": "cells of {target} changed",
    "lengths-changed": "length of {target} changed", "lengths-fitted": "lengths of {target} fitted",
    "thread-drawn": "thread drawn anew in {target}",
    "wording-kept": "older wording kept in {target}",
}  # fmt: skip


def told(verb: str, target: str) -> str:
    """What a line says, without a capital: `SH020 moved`. An unknown verb is said by its own words."""
    pattern = _SAID.get(verb) or f"{verb.replace('-', ' ')} {{target}}".strip()
    return " ".join(pattern.replace("{target}", target).split())
