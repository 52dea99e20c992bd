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
    """What a member may do, in groups that go together. SHARE: links for guests, and rounds of review."""

    VIEW = "view"
    EXPORT = "export"
    EDIT = "edit"
    COMMENT = "comment"
    REVIEW = "review"
    LOCK = "lock"
    SHARE = "share"
    MANAGE = "manage"


_EVERYBODY = {Action.VIEW, Action.EXPORT}
_REVIEWERS = {*_EVERYBODY, Action.COMMENT, Action.REVIEW}
ALLOWED: dict[Role, frozenset[Action]] = {
    Role.OWNER: frozenset(Action),
    Role.EDITOR: frozenset({*_REVIEWERS, Action.EDIT, Action.LOCK, Action.SHARE}),
    Role.REVIEWER: frozenset(_REVIEWERS),
    Role.VIEWER: frozenset(_EVERYBODY),
}

# What a share link shows, and what a guest who came by it may do; each right holds those before it.
LINK_SCOPES = ("project", "scenes", "approved")
LINK_RIGHTS = ("view", "comment", "approve")
_OF_LINK: dict[str, frozenset[Action]] = {
    "view": frozenset({Action.VIEW}),
    "comment": frozenset({Action.VIEW, Action.COMMENT}),
    "approve": frozenset({Action.VIEW, Action.COMMENT, Action.REVIEW}),
}


def may(role: str, action: Action) -> bool:
    """Whether a member with this role may do this. ValueError for a role that does not exist."""
    return action in ALLOWED[Role(role)]


def as_a(role: str) -> str:
    """How a sentence begins that tells a member of a role what it may not do."""
    return f"As {'an' if role[:1] in ('e', 'o') else 'a'} {role}"


def guest_may(rights: str, action: Action) -> bool:
    """Whether a guest whose link gives these rights may do this. KeyError for rights that do not exist."""
    return action in _OF_LINK[rights]
