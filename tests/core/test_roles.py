"""Who may do what."""

from __future__ import annotations

import pytest

from projects.core.roles import ALLOWED, Action, Role, may


def test_every_role_stands_in_the_table() -> None:
    assert set(ALLOWED) == set(Role)


def test_the_owner_may_do_everything() -> None:
    assert all(may("owner", action) for action in Action)


def test_only_the_owner_manages() -> None:
    assert [role for role in Role if may(role, Action.MANAGE)] == ["owner"]


def test_owners_and_editors_edit_and_lock() -> None:
    for action in (Action.EDIT, Action.LOCK):
        assert [role for role in Role if may(role, action)] == ["owner", "editor"]


def test_everybody_but_viewers_reviews() -> None:
    assert [role for role in Role if may(role, Action.REVIEW)] == ["owner", "editor", "reviewer"]


def test_every_member_views_and_exports() -> None:
    assert all(may(role, action) for role in Role for action in (Action.VIEW, Action.EXPORT))


def test_an_unknown_role_is_an_error() -> None:
    with pytest.raises(ValueError, match="stranger"):
        may("stranger", Action.VIEW)
