"""Accepting proposals as one write: all or nothing, one line in the log, and back again."""

from __future__ import annotations

import pytest

from projects.core.board import Anchor, Board, Scene, Shot
from projects.core.findings import Refused
from projects.core.suggest_apply import Accepted
from projects.models import Activity, Project, ShotVersion
from projects.reads import board_of, report_of
from projects.writes.anchors import delete_anchor
from projects.writes.shots import save_shot
from projects.writes.suggestions import accept_suggestions, turn_down, undo_suggestions
from tests import factories

MARA = Accepted("subject", "Mara", "a barista in a tan apron", ("SH010", "SH020"))
SHOP = Accepted("environment", "coffee shop", "a small coffee shop", ("SH020",))


@pytest.fixture
def plan(owner) -> Project:
    shots = (
        Shot("SH010", subject="Mara, a barista in a tan apron, waves"),
        Shot("SH020", subject="Mara nods", environment="A small coffee shop at dawn."),
        Shot("SH030", subject="an empty chair"),
    )
    return factories.project_of(Board("Mara", scenes=(Scene("one", shots=shots),)), owner)


def take(plan: Project, *accepted: Accepted, by) -> Activity:
    return accept_suggestions(plan, accepted, by=by, revision=Project.objects.get(pk=plan.pk).revision)


def test_anchors_hang_on_their_shots_and_the_texts_are_relieved(plan, owner):
    line = take(plan, MARA, SHOP, by=owner)
    board = factories.board(plan)
    assert board.anchors == (
        Anchor("mara", "subject", "Mara", "a barista in a tan apron"),
        Anchor("coffee-shop", "environment", "coffee shop", "a small coffee shop"),
    )
    assert [(shot.anchors, shot.subject, shot.environment) for _, shot in board.shots()] == [
        (("mara",), "Mara waves", ""),
        (("mara", "coffee-shop"), "Mara nods", "At dawn."),
        ((), "an empty chair", ""),
    ]
    assert (line.verb, line.target, line.data["anchors"]) == (
        "suggestions-accepted",
        "SH010, SH020",
        ["mara", "coffee-shop"],
    )


def test_a_key_of_a_deleted_anchor_is_not_used_again(plan, owner):
    take(plan, MARA, by=owner)
    delete_anchor(plan, "mara", by=owner)
    take(plan, MARA, by=owner)
    assert [anchor.key for anchor in factories.board(plan).anchors] == ["mara-2"]


def test_a_project_that_moved_on_is_refused_and_left_alone(plan, owner):
    revision = Project.objects.get(pk=plan.pk).revision
    save_shot(plan, "SH030", {"subject": "a full chair"}, by=owner)
    before = factories.content()
    with pytest.raises(Refused, match="Somebody changed this project meanwhile"):
        accept_suggestions(plan, [MARA], by=owner, revision=revision)
    assert factories.content() == before


def test_the_way_back_brings_the_texts_and_takes_the_anchors(plan, owner):
    before = factories.board(plan)
    line = take(plan, MARA, SHOP, by=owner)
    undo_suggestions(plan, line.pk, by=owner, role="owner")
    assert factories.board(plan) == before


def test_there_is_no_way_back_over_somebody_elses_change(plan, owner, editor):
    line = take(plan, MARA, by=owner)
    save_shot(plan, "SH010", {"subject": "Mara waves twice"}, by=editor)
    before = factories.board(plan)
    with pytest.raises(Refused, match="has changed the subject of SH010 since"):
        undo_suggestions(plan, line.pk, by=owner, role="owner")
    assert factories.board(plan) == before


def test_another_line_of_the_log_is_not_taken_back(plan, owner):
    turn_down(plan, "subject", "Mara", True, by=owner)
    line = Activity.objects.filter(project=plan, verb="suggestion-rejected").get()
    with pytest.raises(Refused):
        undo_suggestions(plan, line.pk, by=owner, role="owner")


def test_turning_down_changes_the_log_alone(plan, owner):
    before = factories.board(plan)
    turn_down(plan, "subject", "Mara", True, by=owner)
    turn_down(plan, "subject", "Mara", False, by=owner)
    assert factories.board(plan) == before
    lines = Activity.objects.filter(project=plan).order_by("pk").values_list("verb", "target")
    assert list(lines)[-2:] == [("suggestion-rejected", "Mara"), ("suggestion-recalled", "Mara")]


def test_a_way_back_that_is_refused_leaves_no_old_report_behind(plan, owner, editor):
    line = take(plan, MARA, by=owner)
    save_shot(plan, "SH010", {"subject": "Mara waves twice"}, by=editor)
    with pytest.raises(Refused):
        undo_suggestions(plan, line.pk, by=owner, role="owner")
    save_shot(plan, "SH020", {"title": "Later"}, by=editor)
    now = Project.objects.get(pk=plan.pk)
    assert report_of(now).board == board_of(now)


def test_the_versions_of_the_way_back_say_nothing_of_the_anchors(plan, owner):
    before = {item.shot.key: item.prompt.text for item in report_of(Project.objects.get(pk=plan.pk)).running()}
    line = take(plan, MARA, SHOP, by=owner)
    undo_suggestions(plan, line.pk, by=owner, role="owner")
    for code in ("SH010", "SH020"):
        assert ShotVersion.objects.filter(shot__project=plan, shot__code=code).latest("number").prompt == before[code]
