"""The lines that a write leaves in the log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from projects.models import Activity, Project, User
from projects.writes.saving import insert
from projects.writes.step import Step

_token: ContextVar[str] = ContextVar("name of the API token that a program came by", default="")


@contextmanager
def through_token() -> Iterator[None]:
    """What is logged inside says by which API token it was done, once `came_by` has named it."""
    mark = _token.set("")
    try:
        yield
    finally:
        _token.reset(mark)


def came_by(token: str) -> None:
    """Names the API token of whoever is at work; call it inside of `through_token`."""
    _token.set(token)


def _told(data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "token": _token.get()} if _token.get() else data


def log(project: Project, by: User | None, verb: str, target: str = "", /, **data: Any) -> Activity:
    """One line in the activity log. The last one of a step carries what the step has changed."""
    step: Step | None = getattr(project, "step", None)
    if step is None:
        return Activity.objects.create(project=project, by=by, verb=verb, target=target, data=_told(data))
    if step.line is not None and step.carried:
        Activity.objects.filter(pk=step.line.pk).update(changes=[], can_undo=False)
    step.carried = len(step.entries)
    line = Activity(
        project=project, by=by, verb=verb, target=target, data=_told(data), changes=step.entries,
        can_undo=bool(step.entries),
        revision=project.revision + 1,
    )  # fmt: skip
    step.line = insert(line)
    return step.line


def note(project: Project, by: User | None, verb: str, target: str = "", /, **data: Any) -> Activity:
    """A line in the log beside the one that says what was done, such as a break lost on the way."""
    line = Activity.objects.create(project=project, by=by, verb=verb, target=target, data=_told(data))
    step: Step | None = getattr(project, "step", None)
    if step is not None and step.line is None:
        step.line = line
    return line
