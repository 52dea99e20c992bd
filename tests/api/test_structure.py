"""Scenes, anchors and comments over the API."""

import pytest

from projects.models import Activity
from projects.writes.comments import add_comment
from projects.writes.reviewing import Person
from projects.writes.undo import undo
from tests import factories
from tests.api.clients import program_of


@pytest.fixture
def program(owner):
    return program_of(owner)


def test_scenes_are_listed_made_changed_and_deleted(program, project, owner):
    at = f"projects/{project.slug}/scenes"
    (scene,) = program.get(at).json()["items"]
    assert (scene["key"], scene["shots"], scene["seed_lock"]["seed"]) == ("arrival", ["SH010", "SH020"], 48213)
    made = [program.post(at, {"title": "Night", "anchors": ["pier"]}, Idempotency_Key="n") for _ in range(2)]
    assert [(answer.status_code, answer.json()["key"]) for answer in made] == [(201, "night")] * 2
    changed = program.patch(f"{at}/night", {"anchors": ["dawn"]}, If_Match=made[0]["ETag"])
    assert (changed.json()["title"], changed.json()["anchors"]) == ("Night", ["dawn"])
    stale = program.patch(f"{at}/night", {"title": "Late"}, If_Match=made[0]["ETag"])
    unknown = program.patch(f"{at}/night", {"anchors": ["nobody"]})
    assert (stale.status_code, unknown.json()["fields"]) == (409, {"anchors": "is no key of an anchor"})
    assert program.delete(f"{at}/night", If_Match=made[0]["ETag"]).status_code == 409
    assert program.delete(f"{at}/night").status_code == 204
    assert program.patch(f"{at}/night", {"title": "Late"}).status_code == 404
    line = Activity.objects.filter(project=project, verb="scene-deleted").get()
    assert line.data["token"] == "Nightly build"
    undo(project, None, by=owner, role="owner")
    assert [scene.key for scene in factories.board(project).scenes] == ["arrival", "night"]


def test_anchors_are_listed_made_changed_and_deleted(program, project):
    at = f"projects/{project.slug}/anchors"
    told = {row["key"]: row for row in program.get(at).json()["items"]}
    assert (told["pier"]["scenes"], told["keeper"]["shots"]) == (["arrival"], ["SH010", "SH020"])
    made = program.post(at, {"kind": "style", "name": "coarse grain", "description": "16 mm grain"})
    assert (made.status_code, made.json()["key"], made.json()["shots"]) == (201, "coarse-grain", [])
    changed = program.patch(f"{at}/coarse-grain", {"description": "fine grain"}, If_Match=made["ETag"])
    assert (changed.json()["name"], changed.json()["description"]) == ("coarse grain", "fine grain")
    assert program.patch(f"{at}/coarse-grain", {"description": "none"}, If_Match=made["ETag"]).status_code == 409
    assert program.patch(f"{at}/coarse-grain", {"kind": "weather"}).json()["fields"].keys() == {"kind"}
    assert program.post(at, {"kind": "style", "name": "a, b"}).json()["fields"].keys() == {"name"}
    assert program.delete(f"{at}/coarse-grain", If_Match=made["ETag"]).status_code == 409
    assert program.delete(f"{at}/coarse-grain").status_code == 204
    assert program.get(at).json()["total"] == len(told)


def test_comments_are_read_by_members_and_by_place(program, project, owner):
    first = add_comment(project, "Slower, please.", person=Person(owner), code="SH010").number
    add_comment(project, "Done.", person=Person(owner), thread=first)
    add_comment(project, "A fine scene.", person=Person(owner), scene="arrival")
    at = f"projects/{project.slug}/comments"
    told = [(row["thread"], row["shot"], row["scene"], row["text"]) for row in program.get(at).json()["items"]]
    assert told == [
        (None, "SH010", None, "Slower, please."),
        (first, "SH010", None, "Done."),
        (None, None, "arrival", "A fine scene."),
    ]
    assert [program.get(f"{at}?{part}").json()["total"] for part in ("shot=SH010", "scene=arrival", "shot=SH020")] == [
        2,
        1,
        0,
    ]


def test_a_scene_that_holds_a_deleted_anchor_is_renamed_and_keeps_its_place(program, project, owner):
    at = f"projects/{project.slug}"
    program.delete(f"{at}/anchors/pier")
    assert program.patch(f"{at}/scenes/arrival", {"title": "Landing"}).json()["title"] == "Landing"
    line = Activity.objects.get(project=project, verb="anchor-deleted")
    undo(project, line.pk, by=owner, role="owner")
    told = {row["key"]: row for row in program.get(f"{at}/anchors").json()["items"]}
    assert told["pier"]["scenes"] == ["arrival"]


def test_what_is_asked_of_nothing_is_said(program, project):
    at = f"projects/{project.slug}"
    for path in (
        "comments?shot=SH999",
        "comments?scene=x",
        "findings?shot=SH999",
        "findings?rule=weather",
        "exports/csv?scope=shots&keys=SH999",
    ):
        name = path.partition("?")[2].rpartition("&")[2].partition("=")[0]
        answer = program.get(f"{at}/{path}")
        assert (answer.status_code, answer.json()["fields"]) == (422, {name: "is not in this project"})
