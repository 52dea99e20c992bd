"""A shot's prompt in every dialect, side by side."""

from __future__ import annotations

from projects.core.dialect import DIALECTS, vendor_dialect, write
from projects.core.prompts import Prompt, filled_slots
from projects.core.shot_context import ShotContext

# What pages call them; for one shot `vendor` goes by the name of its model.
LABELS = {"sentence": "Sentence", "labelled": "Labelled lines", "json": "JSON", "vendor": "As each model's guide asks"}


def dialects_of(ctx: ShotContext) -> dict[str, Prompt]:
    """The prompt of one shot by dialect, the sentence first, whatever the project's own dialect is.

    `vendor` equals `sentence` where the catalogue knows no guide for the shot's model. A custom prompt is the
    same in all of them; an omitted shot has none.
    """
    return _written(ctx, DIALECTS)


def in_dialect(ctx: ShotContext, dialect: str) -> Prompt:
    """The prompt of one shot in one dialect. KeyError for a dialect that is none of `DIALECTS`."""
    return ctx.prompt if dialect == ctx.board.dialect else _written(ctx, (dialect,))[dialect]


def _written(ctx: ShotContext, dialects: tuple[str, ...]) -> dict[str, Prompt]:
    shot = ctx.shot
    if shot.omitted:
        return dict.fromkeys(dialects, Prompt(""))
    if ctx.custom:
        return dict.fromkeys(dialects, Prompt(shot.custom_prompt, (), custom=True))
    short = ctx.board.continuity == "phrase" or shot.starts_from is not None
    slots = filled_slots(shot, ctx.uses, short=short, catalog=ctx.catalog)
    return {dialect: write(slots, dialect, ctx.model_id, ctx.catalog) for dialect in dialects}


def dialect_label(dialect: str, ctx: ShotContext) -> str:
    """What a page calls a dialect of this shot: `JSON`, `For Kling 3.0`."""
    return f"For {ctx.model.name}" if dialect == "vendor" else LABELS[dialect]


def dialect_note(ctx: ShotContext) -> str:
    """Whose order the dialect `vendor` follows for this shot's model, or that none is known."""
    entry = vendor_dialect(ctx.model_id, ctx.catalog)
    if entry is None:
        return f"The catalogue knows no prompt guide for {ctx.model.name}: the sentence stays."
    titles = [ctx.catalog.sources[source].title for source in entry.sources]
    return f"{entry.label}. Read in: {'; '.join(titles)}." if titles else f"{entry.label}."
