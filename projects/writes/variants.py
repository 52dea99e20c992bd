"""Adding, editing, picking and deleting prompt variants of a shot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from projects.core.board import Board, Shot, Variant
from projects.core.findings import Finding, errors
from projects.core.report import findings_of
from projects.core.rulebook import applied
from projects.core.variants import added, as_shot, picked, removed, variant_named, with_variant
from projects.models import Activity, Project, User
from projects.reads import report_of
from projects.writes.batch import write_shots
from projects.writes.shots_gate import added_errors as added_in_context
from projects.writes.shots_gate import context_on, kept_shot, locate, mark, with_shot
from projects.writes.transaction import Blocked, Stale, changing


def add_variant(project: Project, code: str, *, like: str, by: User) -> str:
    """A copy of a variant under the next free letter. Returns the letter."""
    with changing(project, by=by) as locked:
        report = report_of(locked)
        state, letter = added(locate(report.board, code)[1], like)
        write_shots(locked, report, {code: state}, by, "variant-added", variant=letter)
    return letter


def save_variant(
    project: Project,
    code: str,
    letter: str,
    changes: Mapping[str, Any],
    *,
    by: User,
    seen: Mapping[str, str] | None = None,
) -> None:
    """Saves changed fields of a variant, picked or not, through the same gate as the shot itself.

    `seen` holds the marks of the values that the person saw: Stale where somebody changed one of these fields since;
    other fields both survive.
    """
    with changing(project, by=by) as locked:
        report = report_of(locked)
        _, shot = locate(report.board, code)
        now = variant_named(shot, letter)
        changes = {name: value for name, value in changes.items() if getattr(now, name) != value}
        if any(seen[name] != mark(getattr(now, name)) for name in changes if seen and name in seen):
            row = kept_shot(locked, code)
            raise Stale(shot, row.changed_by.label if row.changed_by else "Somebody")
        variant = replace(now, **changes)
        blocked = added_in_context(
            _errors_of(report.board, code, now), context_on(with_shot(report.board, as_shot(shot, variant)), code)
        )
        if blocked:
            raise Blocked(blocked)
        write_shots(locked, report, {code: with_variant(shot, variant)}, by, "variant-edited", variant=letter)


def _errors_of(board: Board, code: str, variant: Variant) -> tuple[Finding, ...]:
    """The errors that a shot would have with this variant picked."""
    _, shot = locate(board, code)
    return errors(applied(findings_of(context_on(with_shot(board, as_shot(shot, variant)), code)), board.rules))


def pick_variant(project: Project, code: str, letter: str, *, by: User) -> Activity | None:
    """Makes a variant the shot itself. Blocked where it would add continuity errors."""
    return _changed(project, code, letter, picked, by, "variant-picked")


def delete_variant(project: Project, code: str, letter: str, *, by: User) -> Activity | None:
    """Takes a variant away; the activity log can bring it back."""
    return _changed(project, code, letter, removed, by, "variant-deleted")


def _changed(
    project: Project, code: str, letter: str, step: Callable[[Shot, str], Shot], by: User, verb: str
) -> Activity | None:
    """One step on the shot as it stands under the lock, so that nobody's edit in between is lost."""
    with changing(project, by=by) as locked:
        report = report_of(locked)
        _, shot = locate(report.board, code)
        return write_shots(locked, report, {code: step(shot, letter)}, by, verb, variant=letter)
