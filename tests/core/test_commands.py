"""What the search offers to do, and to whom."""

from collections import Counter

import pytest

from projects.core.commands import COMMANDS, commands_for
from projects.core.roles import Role


def ids(role):
    return {command.id for command in commands_for(role)}


def test_every_command_has_its_own_id_and_label():
    assert [key for key, count in Counter(command.id for command in COMMANDS).items() if count > 1] == []
    assert [key for key, count in Counter(command.label for command in COMMANDS).items() if count > 1] == []


@pytest.mark.parametrize("role", ["viewer", "reviewer"])
def test_who_may_not_edit_is_offered_no_way_to(role):
    assert ids(role) & {"new-shot", "new-scene", "new-anchor", "suggest-anchors", "trash"} == set()


def test_who_may_not_decide_cannot_take_back():
    assert {role.value: {"undo", "redo", "steps"} <= ids(role) for role in Role} == {
        "owner": True, "editor": True, "reviewer": True, "viewer": False,
    }  # fmt: skip


def test_without_a_project_only_what_is_about_none_is_offered():
    assert ids(None) == {command.id for command in COMMANDS if not command.project}
    assert "new-project" in ids(None)


def test_owner_and_editor_are_offered_everything():
    assert ids("owner") == ids("editor") == {command.id for command in COMMANDS}
