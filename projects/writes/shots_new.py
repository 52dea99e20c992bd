"""A new shot with values of its own at a given place, through the gate that saving passes."""

from __future__ import annotations

from dataclasses import replace

from projects.core import board as core
from projects.core.findings import Held, Refused
from projects.core.ordering import code_between, next_code
from projects.core.report import build
from projects.models import Project, Shot, User
from projects.reads import catalogue, report_of
from projects.writes.shots import new_shot
from projects.writes.shots_gate import add_version, kept_scene, new_errors
from projects.writes.shots_rows import record_breaks, refuse_too_long
from projects.writes.transaction import Blocked, changing, log, once


def add_shot(
    project: Project, scene: str, shot: core.Shot, *, by: User, key: str = "", after: str = "", before: str = ""
) -> str:
    """Adds a shot with these values to a scene, after or before a given one or at its end; returns the code it got.

    Blocked where it would come with continuity errors, Held where its seed is not the one that is locked. With the same
    `key` once alone, whatever is sent again.
    """
    with changing(project, by=by) as locked:
        body = ["new-shot", project.pk, scene, after, before, repr(replace(shot, custom_prompt_basis=None))]
        return str(once(by, key, body, lambda: {"shot": _add(locked, scene, shot, after, before, by)})["shot"])


def _add(locked: Project, scene: str, shot: core.Shot, after: str, before: str, by: User) -> str:
    report = report_of(locked)
    row_of_scene = kept_scene(locked, scene)
    taken = set(Shot.objects.filter(project=locked).values_list("code", flat=True))
    there = next(item for item in report.board.scenes if item.key == scene)
    at, earlier, later = place_in(there, after, before)
    code = code_between(earlier or None, later, taken) if later else next_code(taken)
    lock = there.seed_lock or report.board.seed_lock
    if lock is not None and shot.seed not in (None, lock.seed):
        raise Held(f"The seed is locked to {lock.seed}. Unlock it first to use another.", code)
    shot = replace(shot, key=code, seed=lock.seed if lock else shot.seed)
    refuse_too_long({code: shot})
    board = with_new_shot(report.board, scene, shot, at)
    item = build(board, catalogue(), previous=report).shot(code)
    if blocked := new_errors((), item.own_findings, board):
        raise Blocked(blocked)
    row = new_shot(locked, row_of_scene, code, at, shot, by)
    record_breaks(locked, row, {wanted.anchor: wanted.reason for wanted in shot.breaks}, by)
    add_version(row, item.context, by, "edit")
    log(locked, by, "shot-added", code)
    return code


def place_in(scene: core.Scene, after: str, before: str) -> tuple[int, str, str]:
    """Where a new shot goes in a scene, and the codes of its neighbours, empty for none. Refused for a code not in it."""
    codes = [shot.key for shot in scene.shots]
    for code in filter(None, (after, before)):
        if code not in codes:
            raise Refused(f"{code[:40]} is not in this scene.")
    at = codes.index(after) + 1 if after else codes.index(before) if before else len(codes)
    return at, codes[at - 1] if at else "", codes[at] if at < len(codes) else ""


def with_new_shot(board: core.Board, scene: str, shot: core.Shot, at: int) -> core.Board:
    """The board with one shot more."""

    def grown(item: core.Scene) -> core.Scene:
        return replace(item, shots=(*item.shots[:at], shot, *item.shots[at:])) if item.key == scene else item

    return replace(board, scenes=tuple(map(grown, board.scenes)))
