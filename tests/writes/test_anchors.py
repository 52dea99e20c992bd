"""Anchors as rows: where they hold, what they lose, what comes back."""

import pytest

from projects.core.board import Anchor
from projects.core.findings import Refused
from projects.models import Activity
from projects.writes.anchors import (
    attach,
    attached_to,
    create_anchor,
    delete_anchor,
    edit_anchor,
    edited,
    record_break,
    remove_break,
    restore_anchor,
    set_without,
)
from projects.writes.transaction import changing
from tests import factories

GULL = Anchor("", "subject", "The Gull", "a one-eyed gull")


def breaks(project, code="SH020"):
    return [item.anchor for item in factories.shot(project, code).breaks]


@pytest.mark.parametrize(("level", "where"), [("project", ""), ("scene", "arrival"), ("shot", "SH010")])
def test_an_anchor_is_attached_where_it_was_asked_for(level, where, project, owner):
    assert create_anchor(project, GULL, by=owner, level=level, where=where) == "the-gull"
    board = factories.board(project)
    lists = {
        "project": board.anchors_in_use,
        "scene": board.scenes[0].anchors,
        "shot": board.scenes[0].shots[0].anchors,
    }
    assert [name for name, keys in lists.items() if "the-gull" in keys] == [level]


@pytest.mark.parametrize(("level", "where"), [("scene", "nowhere"), ("shot", "SH999")])
def test_an_anchor_for_nowhere_is_not_made(level, where, project, owner):
    before = factories.everything()
    with pytest.raises(Refused):
        create_anchor(project, GULL, by=owner, level=level, where=where)
    assert factories.everything() == before


def test_attaching_twice_attaches_once(project, owner):
    for _ in range(2):
        with changing(project) as locked:
            attach(locked, "keeper", "project", "", owner)
    assert factories.board(project).anchors_in_use == ("keeper",)


def test_keys_are_never_used_again(project, owner):
    keys = [create_anchor(project, GULL, by=owner) for _ in range(2)]
    delete_anchor(project, "the-gull", by=owner)
    assert [*keys, create_anchor(project, GULL, by=owner)] == ["the-gull", "the-gull-2", "the-gull-3"]


def test_a_stale_edit_is_refused_with_what_stands_there(project, owner):
    edit_anchor(project, "pier", name="pier", kind="environment", description="theirs", revision=1, by=owner)
    with pytest.raises(Refused, match="theirs"):
        edit_anchor(project, "pier", name="pier", kind="environment", description="mine", revision=1, by=owner)


def test_an_edit_that_changes_nothing_writes_nothing(project, owner):
    before = factories.content()["Anchor"]
    pier = factories.board(project).anchor("pier")
    edit_anchor(project, "pier", name=pier.name, kind=pier.kind, description=pier.description, revision=1, by=owner)
    assert factories.content()["Anchor"] == before


def test_where_it_holds_is_set_at_once_and_breaks_without_it_go(project, owner):
    record_break(project, "SH020", "pier", "a dream", by=owner)
    attached_to(project, "pier", {"project": [], "scene": [], "shot": ["SH010"]}, by=owner)
    board = factories.board(project)
    assert (board.scenes[0].anchors, [shot.anchors for _, shot in board.shots()]) == (
        (),
        [("keeper", "dawn", "pier"), ("keeper", "dawn")],
    )
    assert Activity.objects.get(verb="break-lost").data == {"anchor": "pier", "reason": "a dream"}
    attached_to(project, "pier", {"project": ["project"]}, by=owner)
    assert breaks(project) == []


def test_a_deleted_anchor_keeps_its_breaks_for_its_return(project, owner):
    record_break(project, "SH020", "dawn", "a lamp", by=owner)
    delete_anchor(project, "dawn", by=owner)
    assert breaks(project) == []
    restore_anchor(project, "dawn", by=owner)
    assert breaks(project) == ["dawn"]


def test_a_change_of_kind_that_takes_an_anchor_out_of_use_loses_its_breaks(project, owner):
    create_anchor(project, Anchor("", "style", "film grain"), by=owner, level="project")
    record_break(project, "SH020", "film-grain", "clean digital", by=owner)
    edit_anchor(project, "film-grain", name="x", kind="environment", description="", revision=1, by=owner)
    assert breaks(project) == []
    assert Activity.objects.filter(verb="break-lost").count() == 1


def test_going_without_is_refused_for_what_the_shot_does_not_use(project, owner):
    set_without(project, "SH020", "keeper", True, by=owner)
    for key in ("keeper", "gull"):
        with pytest.raises(Refused):
            set_without(project, "SH020", key, True, by=owner)


def test_a_break_taken_back_twice_is_refused(project, owner):
    record_break(project, "SH020", "dawn", "a lamp", by=owner)
    remove_break(project, "SH020", "dawn", by=owner)
    with pytest.raises(Refused):
        remove_break(project, "SH020", "dawn", by=owner)


def test_a_break_recorded_again_takes_the_new_reason(project, owner):
    for reason in ("a lamp", "a torch"):
        record_break(project, "SH020", "dawn", reason, by=owner)
    assert [item.reason for item in factories.shot(project, "SH020").breaks] == ["a torch"]


def test_the_preview_of_an_edit_touches_one_anchor(project):
    board = factories.board(project)
    after = edited(board, "pier", name="quay", kind="environment", description="a quay")
    assert after.anchor("pier") == Anchor("pier", "environment", "quay", "a quay")
    assert [a for a in after.anchors if a.key != "pier"] == [a for a in board.anchors if a.key != "pier"]
