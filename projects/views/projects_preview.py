"""What a change of a project's settings would do to the approvals that hold now, before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from projects.approvals import Approval, going_stale
from projects.core.board import Board
from projects.core.report import Report, build
from projects.models import Project
from projects.reads import catalogue

_NAMES = frozenset(field.name for field in fields(Board))


def approvals_lost(project: Project, report: Report, changes: Mapping[str, Any]) -> list[Approval]:
    """The approvals that would no longer hold with these settings (by their names in a board), in running order."""
    told = {name: value for name, value in changes.items() if name in _NAMES and getattr(report.board, name) != value}
    if not told:
        return []
    return going_stale(project, report, build(replace(report.board, **told), catalogue(), previous=report))
