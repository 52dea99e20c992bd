"""Adding, editing, picking and deleting prompt variants of a shot."""

from __future__ import annotations

from projects.core.board import Board, Shot, Variant
from projects.core.findings import Finding, errors
from projects.core.report import findings_of
from projects.core.rulebook import applied
from projects.core.variants import added, as_shot, picked, removed, variant_named, with_variant
from projects.models import Activity, Project, User
from projects.reads import report_of
from projects.writes.batch import save_shots, write_shots
from projects.writes.shots_gate import added_errors as added_in_context
from projects.writes.shots_gate import context_on, locate, with_shot
from projects.writes.transaction import Blocked, changing


def add_variant(project: Project, code: str, *, like: str, by: User) -> str:
    """A copy of a variant under the next free letter. Returns the letter."""
    _, shot = locate(report_of(project).board, code)
    state, letter = added(shot, like)
    save_shots(project, {code: state}, by=by, verb="variant-added", variant=letter)
    return letter


def save_variant(project: Project, code: str, variant: Variant, *, by: User) -> None:
    """Saves the wording of a variant, picked or not, through the same gate as the shot itself."""
    with changing(project, by=by) as locked:
        report = report_of(locked)
        _, shot = locate(report.board, code)
        before = _errors_of(report.board, code, variant_named(shot, variant.key))
        blocked = added_in_context(before, context_on(with_shot(report.board, as_shot(shot, variant)), code))
        if blocked:
            raise Blocked(blocked)
        write_shots(locked, report, {code: with_variant(shot, variant)}, by, "variant-edited", variant=variant.key)


def _errors_of(board: Board, code: str, variant: Variant) -> tuple[Finding, ...]:
    """The errors that a shot would have with this variant picked."""
    _, shot = locate(board, code)
    return errors(applied(findings_of(context_on(with_shot(board, as_shot(shot, variant)), code)), board.rules))


def pick_variant(project: Project, code: str, letter: str, *, by: User) -> Activity | None:
    """Makes a variant the shot itself. Blocked where it would add continuity errors."""
    _, shot = locate(report_of(project).board, code)
    return save_shots(project, {code: picked(shot, letter)}, by=by, verb="variant-picked", variant=letter)


def delete_variant(project: Project, code: str, letter: str, *, by: User) -> Activity | None:
    """Takes a variant away; the activity log can bring it back."""
    state: Shot = removed(locate(report_of(project).board, code)[1], letter)
    return save_shots(project, {code: state}, by=by, verb="variant-deleted", variant=letter)
