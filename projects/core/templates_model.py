"""Which model a template's plan starts with: one that clips can be made with, and of which no rule complains."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from projects.core.board import Board
from projects.core.catalog import Catalog, Model
from projects.core.credit import estimate, total
from projects.core.report import Report, build
from projects.core.templates import Template, filled

# A longer plan is not tried on every model.
MANY_SHOTS = 60
# What another model may change. The wording of a plan is as good or bad on each.
_BY_MODEL = frozenset(
    {
        "advice.model", "continuity.face-needs-frame", "format.duration", "model.retired", "model.unsupported",
        "prompt.no-negative", "quality.low-cfg", "seed.unlocked",
    }
)  # fmt: skip


def count(report: Report) -> int:
    """All findings of a report, whatever their severity."""
    return report.errors + report.warnings + report.hints


def _tried(board: Board, catalog: Catalog) -> Iterator[Model]:
    """The models to try, best first: the template's own, then those that take its CFG, then those with a rate card."""
    own = catalog.model(board.model)
    if own.alive:
        yield own
    strict = any(board.cfg != 7 or shot.cfg is not None for _, shot in board.shots())
    others = (model for model in catalog.living_models() if model is not own)
    yield from sorted(others, key=lambda model: (strict and model.facts("guide").cfg is not True, not model.rate_card))


def model_for(template: Template, catalog: Catalog) -> str:
    """The model that a plan from this template starts with: the first that raises no finding on its defaults, as far
    as models differ there.

    Where each raises one, the one with the fewest; the catalogue's default where nothing is alive.
    """
    board = filled(template, {}, catalog)
    tried = list(_tried(board, catalog))
    if len(list(board.shots())) > MANY_SHOTS:
        tried = tried[:1]
    best, fewest = "", -1
    for model in tried:
        report = build(replace(board, model=model.id), catalog)
        found = sum(finding.code in _BY_MODEL for item in report.running() for finding in item.findings)
        if not best or found < fewest:
            best, fewest = model.id, found
        if not found:
            break
    return best or catalog.default_model


@lru_cache(maxsize=64)
def usual_model(template: Template, catalog: Catalog) -> str:
    """As `model_for`, worked out once for a built-in template."""
    return model_for(template, catalog)


def guide_credits(board: Board, catalog: Catalog) -> int | None:
    """Credits of a board by the rate card of the catalogue's default model, the guide's own table; None where unknown."""
    model = board.model if catalog.model(board.model).rate_card else catalog.default_model
    plan = replace(board, model=model)
    shots = [replace(shot, model=None) for _, shot in board.shots() if not shot.omitted]
    found = total(estimate(plan, shot, catalog) for shot in shots)
    return None if found.unknown else found.total
