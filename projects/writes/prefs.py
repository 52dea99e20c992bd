"""How one person has set up the pages of one project."""

from __future__ import annotations

from typing import Any

from projects.models import Membership, Project, User
from projects.writes.transaction import writing


def set_pref(project: Project, user: User, name: str, value: dict[str, Any]) -> None:
    """Keeps one setting of a member's own; it is no change of the project. Nothing happens for somebody who left."""
    with writing():
        row = Membership.objects.select_for_update().filter(project=project, user=user).first()
        if row is not None and row.prefs.get(name) != value:
            row.prefs = {**row.prefs, name: value}
            row.save(update_fields=["prefs"])
