"""Digests over inputs, never over compiled text: a new wording of the compiler makes no approval stale."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from projects.core.board import Board, Shot
from projects.core.use import Use

DIGEST_LENGTH = 32
_WORDING = (
    "subject", "action", "environment", "lighting", "style", "shot_size", "framing", "angle", "lens", "camera_note",
    "fantasy",
)  # fmt: skip


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    raise TypeError(f"no digest of {type(value).__name__}")


def _digest(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]


def _wording(board: Board, shot: Shot, uses: tuple[Use, ...]) -> dict[str, Any]:
    return {
        **{name: getattr(shot, name) for name in _WORDING},
        "camera": [asdict(move) for move in shot.camera],
        "continuity": board.continuity,
        "dialect": board.dialect,
        **({"model": shot.model or board.model} if board.dialect == "vendor" else {}),
        "from_frame": shot.starts_from is not None,
        "anchors": [
            [
                use.anchor.kind,
                use.anchor.name,
                use.anchor.description,
                use.role,
                use.established_in is not None,
            ]
            for use in uses
        ],
    }


def prompt_basis(board: Board, shot: Shot, uses: tuple[Use, ...]) -> str:
    """What a custom prompt was written against: slots, camera, anchors with their roles, wording settings."""
    return _digest(_wording(board, shot, uses))


def version_digest(board: Board, shot: Shot, uses: tuple[Use, ...], seed: int | None) -> str:
    """What an approval holds for: the wording's inputs, the custom prompt and every parameter of the job."""
    return _digest(
        {
            "wording": _wording(board, shot, uses),
            "custom_prompt": shot.custom_prompt,
            "starts_from": asdict(shot.starts_from) if shot.starts_from else None,
            "negative_prompt": [board.negative_prompt, shot.negative_prompt],
            "aspect_ratio": board.aspect_ratio,
            "fps": board.fps,
            "duration": shot.duration,
            "quality": shot.quality or board.quality,
            "resolution": shot.resolution or board.resolution,
            "model": shot.model or board.model,
            "cfg": board.cfg if shot.cfg is None else shot.cfg,
            "seed": seed,
        }
    )


def snapshot_id(document: str) -> str:
    """The id that stands on every page and file: `7c1f-a09e`, equal where the plan's document is equal."""
    found = hashlib.sha256(document.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{found[:4]}-{found[4:8]}"
