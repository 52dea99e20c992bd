"""The lines that a write leaves in the log."""

from __future__ import annotations

from typing import Any

from projects.models import Activity, Project, User
from projects.writes.step import Step


def log(project: Project, by: User | None, verb: str, target: str = "", /, **data: Any) -> Activity:
    """One line in the activity log. The last one of a step carries what the step has changed."""
    step: Step | None = getattr(project, "step", None)
    if step is None:
        return Activity.objects.create(project=project, by=by, verb=verb, target=target, data=data)
    if step.line is not None and step.carried:
        Activity.objects.filter(pk=step.line.pk).update(changes=[], can_undo=False)
    step.carried = len(step.entries)
    step.line = Activity.objects.create(
        project=project, by=by, verb=verb, target=target, data=data, changes=step.entries, can_undo=bool(step.entries)
    )
    return step.line


def note(project: Project, by: User | None, verb: str, target: str = "", /, **data: Any) -> Activity:
    """A line in the log beside the one that says what was done, such as a break lost on the way."""
    line = Activity.objects.create(project=project, by=by, verb=verb, target=target, data=data)
    step: Step | None = getattr(project, "step", None)
    if step is not None and step.line is None:
        step.line = line
    return line
