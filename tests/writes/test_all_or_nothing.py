"""Every write of several statements, broken off at each of them: the database is as it was before."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction

from projects.core.board import Anchor, Break, StartsFrom
from projects.core.incoming import Incoming, IncomingScene, IncomingShot
from projects.core.incoming_plan import Choices
from projects.models import Project, User
from projects.writes.anchors import attached_to, create_anchor, delete_anchor, edit_anchor, set_without
from projects.writes.incoming import take_in
from projects.writes.incoming_new import look_new, make_of
from projects.writes.moves import move_scene, move_shot
from projects.writes.projects import delete_project, duplicate_project, import_board, save_settings
from projects.writes.scenes import create_scene, delete_scene, edit_scene
from projects.writes.seeds import lock_seed, unlock_seed
from projects.writes.shots import create_shot, delete_shot, duplicate_shot, save_shot
from projects.writes.status import restore_version, set_status
from tests import boards, factories

Write = Callable[[Project, User], Any]
PIER = Anchor("", "environment", "stone pier", "a stone pier")
QUAY = Anchor("quay", "environment", "quay", "a stone quay")
SHOWN = {"project": ["project"], "scene": ["empty"], "shot": []}
# Changes, moves, adds and lacks shots; adds a scene; adds and rewords anchors; renames the project; approves.
FILE = Incoming(
    "document",
    "Harbour, second cut",
    (
        IncomingScene("Kitchen", "kitchen", (IncomingShot({"action": "wipes the table"}, "SH040"),)),
        IncomingScene("Later", "later", (IncomingShot({"action": "sleeps", "status": "approved"}, "SH900"),)),
        IncomingScene(
            "Arrival",
            "arrival",
            (
                IncomingShot({"notes": "later", "omitted": True}, "SH020"),
                IncomingShot({"action": "waits", "starts_from": StartsFrom("SH020", "last")}, "SH901"),
                IncomingShot({"breaks": (Break("dawn", "a memory"),)}, "SH010"),
            ),
        ),
    ),
    {"title": "Harbour, second cut", "anchors": (QUAY, Anchor("grain", "style", "coarse grain", "16 mm grain"))},
)  # fmt: skip
DELETING = Choices(missing="delete")


def take(project: Project, by: User) -> Any:
    return take_in(project, FILE, DELETING, by=by, role="owner", allow_errors=True, name="plan.json", key="k")


def make(by: User) -> str:
    return make_of(look_new(FILE, "New", Choices()), by=by, allow_errors=True, key="k")


WRITES: dict[str, Write] = {
    "import": lambda p, by: import_board(boards.harbour_and_kitchen(), by=by, allow_errors=True, key="k"),
    "take in a file": take,
    "make a project of a file": lambda p, by: make(by),
    "duplicate project": lambda p, by: duplicate_project(p, by=by, key="k"),
    "move within": lambda p, by: move_shot(p, "SH030", "arrival", 0, by=by),
    "move between": lambda p, by: move_shot(p, "SH040", "arrival", 0, by=by),
    "lock": lambda p, by: lock_seed(p, "kitchen", master="SH040", seed=3, reason="", by=by),
    "unlock": lambda p, by: unlock_seed(p, "arrival", reason="why", by=by),
    "create shot": lambda p, by: create_shot(p, "arrival", by=by, after="SH010", key="k"),
    "copy shot": lambda p, by: duplicate_shot(p, "SH040", by=by, key="k"),
    "delete shot": lambda p, by: delete_shot(p, "SH010", by=by),
    "save shot": lambda p, by: save_shot(p, "SH040", {"subject": "his hands"}, by=by, breaks={"keeper": "a memory"}),
    "restore version": lambda p, by: restore_version(p, "SH040", 1, by=by),
    "status": lambda p, by: set_status(p, "SH040", "draft", role="owner", by=by),
    "create scene": lambda p, by: create_scene(p, "Later", by=by, key="k"),
    "edit scene": lambda p, by: edit_scene(p, "kitchen", title="x", anchors=[], by=by),
    "delete scene": lambda p, by: delete_scene(p, "arrival", by=by),
    "move scene": lambda p, by: move_scene(p, "kitchen", 0, by=by),
    "create anchor": lambda p, by: create_anchor(p, PIER, by=by, key="k", level="scene", where="empty"),
    "edit anchor": lambda p, by: edit_anchor(p, "grain", name="x", kind="subject", description="", revision=1, by=by),
    "attach": lambda p, by: attached_to(p, "pier", SHOWN, by=by),
    "without": lambda p, by: set_without(p, "SH040", "keeper", True, by=by),
    "delete anchor": lambda p, by: delete_anchor(p, "pier", by=by),
    "settings": lambda p, by: save_settings(p, {"title": "New", "cfg": 5}, by=by),
    "delete project": lambda p, by: delete_project(p, by=by),
}


class Broken(Exception):
    """What the database says in these tests."""


class BreakAt:
    """Fails the statement of this number, counted from 0."""

    def __init__(self, at: int) -> None:
        self.at, self.seen = at, 0

    def __call__(self, execute, sql, params, many, context):
        if sql.split(" ", 1)[0] not in ("SAVEPOINT", "RELEASE", "ROLLBACK"):
            self.seen += 1
            if self.seen == self.at + 1:
                raise Broken
        return execute(sql, params, many, context)


def broken(at: int, write: Callable[[], Any]) -> bool:
    """Runs the write with its statement of this number failing; whether it had so many."""
    try:
        with connection.execute_wrapper(BreakAt(at)):
            write()
    except Broken:
        return True
    return False


@pytest.mark.parametrize("name", WRITES)
def test_broken_off_at_any_statement_it_leaves_everything_as_it_was(name, owner):
    project = factories.project_of(boards.harbour_and_kitchen(), owner)
    before = factories.everything()
    at = 0
    while True:
        row = Project.objects.get(pk=project.pk)
        with factories.taken_back():
            goes_on = broken(at, partial(WRITES[name], row, owner))
            assert goes_on is False or factories.everything() == before
        if not goes_on:
            break
        at += 1
    assert at >= 4


def test_the_wrapper_breaks_what_is_not_in_a_transaction(owner):
    """The proof that the test above would see a write outside of its transaction."""
    project = factories.project_of(boards.harbour(), owner)
    before = factories.everything()

    def careless() -> None:
        Project.objects.filter(pk=project.pk).update(title="half")
        Project.objects.filter(pk=project.pk).update(brief="done")

    with transaction.atomic():
        assert broken(1, careless) is True
        transaction.set_rollback(False)
        assert factories.everything() != before
        transaction.set_rollback(True)
