"""Writing a board as a `storyboard/1` document: its first keys always and in order, later ones where they say something."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from projects.core.board import Board, Scene, SeedLock, Shot, StartsFrom
from projects.core.catalog import Catalog
from projects.core.document_later import board_later, shot_later
from projects.core.document_read import FORMAT
from projects.core.document_values import plain_number

Computed = Mapping[str, Any]


def _maybe(value: Decimal | None) -> int | float | None:
    return None if value is None else plain_number(value)


def _amount(value: Decimal | None) -> str | None:
    """Money with as few decimals as it needs, never as 1E-7."""
    if value is None:
        return None
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _lock(lock: SeedLock | None) -> dict[str, Any] | None:
    return {"seed": lock.seed, "master": lock.master} if lock else None


def _start(source: StartsFrom | None) -> dict[str, Any] | str | None:
    if source is None:
        return None
    return "upload" if source.shot is None else {"shot": source.shot, "frame": source.frame}


def shot_dict(shot: Shot) -> dict[str, Any]:
    """One shot as the document holds it, of plain JSON values, without `computed`."""
    return {
        "key": shot.key,
        "title": shot.title,
        "subject": shot.subject,
        "action": shot.action,
        "environment": shot.environment,
        "lighting": shot.lighting,
        "style": shot.style,
        "camera": [{"move": m.move, "direction": m.direction, "speed": m.speed} for m in shot.camera],
        "shot_size": shot.shot_size,
        "framing": shot.framing,
        "angle": shot.angle,
        "lens": shot.lens,
        "camera_note": shot.camera_note,
        "negative_prompt": shot.negative_prompt,
        "custom_prompt": shot.custom_prompt,
        "custom_prompt_basis": shot.custom_prompt_basis,
        "anchors": list(shot.anchors),
        "without": list(shot.without),
        "breaks": [{"anchor": item.anchor, "reason": item.reason} for item in shot.breaks],
        "starts_from": _start(shot.starts_from),
        "duration": plain_number(shot.duration),
        "quality": shot.quality,
        "resolution": shot.resolution,
        "model": shot.model,
        "cfg": _maybe(shot.cfg),
        "seed": shot.seed,
        "previews": shot.previews,
        "fantasy": shot.fantasy,
        "omitted": shot.omitted,
        "dialogue": shot.dialogue,
        "notes": shot.notes,
        "status": shot.status,
    } | shot_later(shot)


def _scene(scene: Scene, shots: Mapping[str, Computed]) -> dict[str, Any]:
    return {
        "key": scene.key,
        "title": scene.title,
        "anchors": list(scene.anchors),
        "seed_lock": _lock(scene.seed_lock),
        "shots": [
            shot_dict(shot) | ({"computed": dict(shots[shot.key])} if shot.key in shots else {}) for shot in scene.shots
        ],
    }


def lost_models(board: Board, catalog: Catalog) -> list[str]:
    """The models that a board names and no catalogue knows any more, each once."""
    named = [board.model]
    for _, shot in board.shots():
        named += [shot.model or "", *(item.model or "" for item in shot.variants)]
    return sorted(set(named) - {"", *catalog.models})


def to_dict(
    board: Board, shots: Mapping[str, Computed] | None = None, project: Computed | None = None,
    catalog: Catalog | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The document of a board. `shots` (by shot key) and `project` are its `computed` parts, where given.

    With a catalogue it says which of its models that one does not know, so that it can be read back.
    """
    lost = lost_models(board, catalog) if catalog else []
    return {
        "format": FORMAT,
        "title": board.title,
        "brief": board.brief,
        "destination": board.destination,
        "aspect_ratio": board.aspect_ratio,
        "resolution": board.resolution,
        "fps": plain_number(board.fps),
        "model": board.model,
        "model_facts": board.model_facts,
        "quality": board.quality,
        "previews": board.previews,
        "draft_resolution": board.draft_resolution,
        "draft_duration": _maybe(board.draft_duration),
        "cfg": plain_number(board.cfg),
        "negative_prompt": board.negative_prompt,
        "continuity": board.continuity,
        "dialect": board.dialect,
        "budget_credits": board.budget_credits,
        "money_per_credit": _amount(board.money_per_credit),
        "currency": board.currency,
        "anchors_in_use": list(board.anchors_in_use),
        "seed_lock": _lock(board.seed_lock),
        "anchors": [{"key": a.key, "kind": a.kind, "name": a.name, "description": a.description} for a in board.anchors],
        "scenes": [_scene(scene, shots or {}) for scene in board.scenes],
        **board_later(board),
        **({"lost_models": lost} if lost else {}),
    } | ({"computed": dict(project)} if project is not None else {})


def _default(value: Any) -> int | float:
    if isinstance(value, Decimal):
        return plain_number(value)
    raise TypeError(f"{type(value).__name__} is no JSON value")


def dumps(
    board: Board, shots: Mapping[str, Computed] | None = None, project: Computed | None = None,
    catalog: Catalog | None = None,
) -> str:  # fmt: skip
    """The document as text: UTF-8 signs as they are, two blanks of indent, a newline at the end.

    `shots`, `project` and `catalog` as in `to_dict`; a Decimal in them is written as a number.
    """
    document = to_dict(board, shots, project, catalog)
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False, default=_default) + "\n"
