"""The one table of who may do what in a project."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a member is in a project."""

    OWNER = "owner"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    VIEWER = "viewer"


class Action(StrEnum):
    """What a member may do, in groups that go together."""

    VIEW = "view"
    EXPORT = "export"
    EDIT = "edit"
    REVIEW = "review"
    LOCK = "lock"
    MANAGE = "manage"


ALLOWED: dict[Role, frozenset[Action]] = {
    Role.OWNER: frozenset(Action),
    Role.EDITOR: frozenset({Action.VIEW, Action.EXPORT, Action.EDIT, Action.REVIEW, Action.LOCK}),
    Role.REVIEWER: frozenset({Action.VIEW, Action.EXPORT, Action.REVIEW}),
    Role.VIEWER: frozenset({Action.VIEW, Action.EXPORT}),
}


def may(role: str, action: Action) -> bool:
    """Whether a member with this role may do this. ValueError for a role that does not exist."""
    return action in ALLOWED[Role(role)]
