"""What a version of a shot keeps: the shot as in a document, and everything that went into its prompt and its job."""

from __future__ import annotations

from typing import Any

from projects.core.document_values import plain_number
from projects.core.document_write import shot_dict
from projects.core.shot_context import ShotContext


def frozen(ctx: ShotContext) -> dict[str, Any]:
    """A shot in its place as plain JSON values.

    `computed`, which no reading of the shot looks at, holds what came from elsewhere: settings of the project in force,
    the seed that goes out, and the anchors in use as they were worded, with the part that each played.
    """
    return {**shot_dict(ctx.shot), "computed": _computed(ctx)}


def _computed(ctx: ShotContext) -> dict[str, Any]:
    board, start = ctx.board, ctx.shot.starts_from
    return {
        "negative_prompt": ctx.negative,
        "aspect_ratio": board.aspect_ratio,
        "fps": plain_number(board.fps),
        "duration": plain_number(ctx.shot.duration),
        "quality": ctx.quality,
        "resolution": ctx.resolution,
        "model": ctx.model_id,
        "cfg": plain_number(ctx.cfg),
        "seed": ctx.seed,
        "continuity": board.continuity,
        "dialect": board.dialect,
        "starts_from": (f"{start.frame} frame of {start.shot}" if start.shot else "a picture") if start else None,
        "anchors": [
            {
                "key": use.anchor.key, "kind": use.anchor.kind, "name": use.anchor.name,
                "description": use.anchor.description, "role": use.role, "established_in": use.established_in,
            }
            for use in ctx.uses
        ],
    }  # fmt: skip
