"""A prompt from anywhere, read into slots and checked as far as the rules reach today."""

from __future__ import annotations

from typing import Any

from projects.core.board import Board, Scene, Shot
from projects.core.catalog import Catalog
from projects.core.computed import finding_block
from projects.core.craft import camera
from projects.core.findings import ordered
from projects.core.parsing import parse
from projects.core.report import context_of


def check_line(line: str, catalog: Catalog) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The slots of one prompt (camera as moves) and its `prompt.*` findings with offsets in the line."""
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
    shot = Shot("LINE", camera=parsed.camera, camera_note=parsed.rest_camera)
    scene = Scene("line", shots=(shot,))
    board = Board("line", model=catalog.default_model, scenes=(scene,))
    context = context_of(board, scene, shot, (), catalog)
    return slots, [finding_block(finding) for finding in ordered(camera(context))]
