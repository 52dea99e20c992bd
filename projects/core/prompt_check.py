"""A prompt from anywhere, read into slots and held to every rule that a prompt alone can be held to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from projects.core.board import Board, Scene, Shot
from projects.core.catalog import Catalog
from projects.core.computed import finding_block
from projects.core.craft import PROMPT_RULES
from projects.core.craft_reading import slot_places
from projects.core.findings import Finding, ordered
from projects.core.parsing import parse
from projects.core.report import context_of

# Where a finding without a place belongs.
_SLOT_OF = {
    "prompt.generic-subject": "subject",
    "prompt.static-action": "action",
    "prompt.vague-environment": "environment",
    "prompt.vague-lighting": "lighting",
}


def check_line(line: str, catalog: Catalog) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The slots of one prompt (camera as moves) and its `prompt.*` findings: `field` is a slot, offsets are in the line."""
    parsed = parse(line, catalog)
    slots: dict[str, Any] = {
        "subject": parsed.subject,
        "action": parsed.action,
        "environment": parsed.environment,
        "lighting": parsed.lighting,
        "camera": list(parsed.camera),
        "style": parsed.style,
        "shot_size": parsed.shot_size,
        "framing": parsed.framing,
        "angle": parsed.angle,
        "lens": parsed.lens,
    }
    if not line.strip():
        return slots, []
    shot = Shot("LINE", custom_prompt=line)
    scene = Scene("line", shots=(shot,))
    board = Board("line", model=catalog.default_model, scenes=(scene,))
    context = context_of(board, scene, shot, (), catalog)
    places = slot_places(line, catalog)
    found = [_in_slot(finding, places) for rule in PROMPT_RULES for finding in rule(context)]
    return slots, [finding_block(finding) for finding in ordered(found)]


def _in_slot(finding: Finding, places: list[tuple[str, int, int]]) -> Finding:
    """The finding under the slot that its words went to; words that became camera values belong to the camera."""
    if finding.code.startswith("prompt.camera-"):
        return replace(finding, field="camera")
    if finding.start is None or finding.code in _SLOT_OF:
        return replace(finding, field=_SLOT_OF.get(finding.code))
    slot = next((slot for slot, start, end in places if start <= finding.start < end), "camera")
    return replace(finding, field=slot)
