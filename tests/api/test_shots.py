"""Shots over the API: what is read, made, changed and refused, all by the rules of the pages."""

import json

import pytest

from projects.models import Activity, Project
from projects.writes.undo import undo
from tests import factories
from tests.api.clients import program_of


@pytest.fixture
def program(owner):
    return program_of(owner)


def test_a_list_says_everything_computed_and_narrows(program, project):
    at = f"projects/{project.slug}/shots"
    everything = program.get(at).json()
    assert [item["key"] for item in everything["items"]] == ["SH010", "SH020"]
    assert everything["items"][0]["computed"]["number"] == "1.1"
    assert everything["items"][0]["revision"] == 1
    assert [item["key"] for item in program.get(f"{at}?per_page=1&page=2").json()["items"]] == ["SH020"]
    assert program.get(f"{at}?status=approved").json()["total"] == 0
    assert program.get(f"{at}?scene=arrival").json()["total"] == 2
    assert program.get(f"{at}?scene=nowhere").status_code == 422
    assert [item["key"] for item in program.get(f"{at}?q=planks").json()["items"]] == ["SH010"]
    assert program.get(f"{at}?q=zeppelin").json()["total"] == 0
    assert program.get(f"{at}?colour=red").json()["fields"] == {"colour": "is no name that this address knows"}


def test_only_what_is_named_changes_and_the_log_names_the_token(program, project):
    at = f"projects/{project.slug}/shots/SH010"
    answer = program.patch(at, {"title": "Walk", "duration": 6.5, "camera": [{"move": "static"}]})
    assert answer.status_code == 200, answer.content
    assert (answer.json()["title"], answer.json()["duration"], answer["ETag"]) == ("Walk", 6.5, '"2"')
    shot = factories.shot(project, "SH010")
    assert (shot.action, [move.move for move in shot.camera]) == ("walks slowly along the planks", ["static"])
    line = Activity.objects.filter(project=project).latest("id")
    assert (line.verb, line.data["token"], line.can_undo) == ("shot-edited", "Nightly build", True)


def test_what_a_program_did_is_taken_back_as_any_step(program, project, owner):
    program.patch(f"projects/{project.slug}/shots/SH010", {"title": "Walk"})
    line = Activity.objects.filter(project=project).latest("id")
    undo(Project.objects.get(pk=project.pk), line.pk, by=owner, role="owner")
    assert factories.shot(project, "SH010").title == ""
    assert "token" not in Activity.objects.filter(project=project).latest("id").data


def test_bad_fields_are_named_and_nothing_is_saved(program, project):
    at, before = f"projects/{project.slug}/shots/SH010", factories.content()
    wrong = {
        '{"duration": 700}': (422, "duration"), '{"colour": "red"}': (422, "colour"), '{"anchors": ["nobody"]}': (422, "anchors[0]"),
        '{"starts_from": {"shot": "SH010", "frame": "last"}}': (422, "starts_from.shot"), '{"status": "approved"}': (422, "status"),
        '{"fantasy": 1}': (422, "fantasy"), '{"title": "a", "title": "b"}': (400, ""), '{"cfg": NaN}': (400, ""), "[]": (422, ""),
        "{": (400, ""), '{"title": "\\u0000"}': (422, "title"), '{"omitted": true, "title": "x"}': (422, "omitted"),
        '{"title": "' + "x" * 10_001 + '"}': (422, "title"), '{"revision": "3"}': (422, "revision"),
    }  # fmt: skip
    found = {}
    for body in wrong:
        answer = program.patch(at, body)
        found[body] = (answer.status_code, next(iter(answer.json()["fields"]), ""))
    assert found == wrong
    assert program.patch(at, b"\xff").status_code == 400
    assert program.patch(at, " " * (1024 * 1024 + 1)).status_code == 413
    assert factories.content() == before


def test_a_stale_save_is_refused_with_both_texts(program, project):
    at = f"projects/{project.slug}/shots/SH010"
    program.patch(at, {"action": "runs"})
    answer = program.patch(at, {"action": "stands"}, If_Match='"1"')
    assert answer.status_code == 409
    told = answer.json()
    assert (told["yours"], told["theirs"], told["revision"]) == ({"action": "stands"}, {"action": "runs"}, 2)
    assert program.patch(at, {"action": "stands", "revision": 1}).status_code == 409
    assert program.patch(at, {"action": "stands"}, If_Match='"2"').status_code == 200
    seen = {"action": "runs", "title": ""}
    assert program.patch(at, {"title": "Both survive", "seen": seen}).status_code == 200
    assert program.patch(at, {"action": "sits", "seen": seen}).json()["theirs"] == {"action": "stands"}


def test_an_approved_shot_asks_first(program, project):
    at = f"projects/{project.slug}/shots/SH010"
    digest = program.get(at).json()["digest"]
    assert program.post(f"{at}/decision", {"kind": "approved", "digest": "0" * 64}).status_code == 409
    assert program.post(f"{at}/decision", {"kind": "approved"}).status_code == 422
    assert program.post(f"{at}/decision", {"kind": "approved", "digest": digest}).json()["status"] == "approved"
    asked = program.patch(at, {"action": "runs"})
    assert (asked.status_code, asked.json()["ask"], asked.json()["codes"]) == (409, "approved", ["SH010"])
    assert (
        asked.json()["error"]
        == "SH010 is approved. Change it all the same? Send it again with ?approved=change to say yes."
    )
    assert program.patch(f"{at}?approved=change", {"action": "runs"}).status_code == 200


def test_a_locked_seed_and_lost_continuity_are_refused(program, project):
    at = f"projects/{project.slug}/shots/SH010"
    answer = program.patch(at, {"seed": 7})
    assert (answer.status_code, answer.json()["error"]) == (
        409,
        "The seed is locked to 48213. Unlock it first to use another.",
    )
    checked = program.post(
        f"projects/{project.slug}/check", {"shot": "SH010", "style": "bright sunny noon, 3D cartoon"}
    ).json()
    assert (checked["saved"], "cartoon" in checked["computed"]["prompt"]) == (False, True)
    assert factories.shot(project, "SH010").style == "35 mm grain"


def test_a_shot_is_made_once_at_its_place(program, project):
    at = f"projects/{project.slug}/shots"
    body = {"after": "SH010", "action": "looks up", "duration": 4, "anchors": ["keeper", "dawn"]}
    made = program.post(at, body, Idempotency_Key="one")
    assert made.status_code == 201, made.content
    assert (made.json()["key"], made["Location"]) == ("SH015", f"/api/v1/{at}/SH015")
    assert program.post(at, body, Idempotency_Key="one").json()["key"] == "SH015"
    assert program.post(at, {**body, "duration": 5}, Idempotency_Key="one").status_code == 422
    assert factories.codes(project) == [["SH010", "SH015", "SH020"]]
    assert program.post(at, {"before": "SH010"}).json()["seed"] == 48213
    assert program.post(at, {"scene": "nowhere"}).status_code == 422
    assert program.post(at, {"after": "SH999"}).status_code == 409
    assert program.post(at, {"seed": 7}).status_code == 409


def test_omission_breaks_and_deletion(program, project):
    at = f"projects/{project.slug}/shots/SH020"
    assert program.patch(at, {"omitted": True}).json()["computed"]["number"] is None
    assert program.patch(at, {"omitted": False}).status_code == 200
    broken = program.patch(at, {"breaks": [{"anchor": "dawn", "reason": "a flashback"}]})
    assert broken.json()["breaks"] == [{"anchor": "dawn", "reason": "a flashback"}]
    assert program.patch(at, {"breaks": []}).json()["breaks"] == []
    assert program.patch(at, {"breaks": [{"anchor": "gull", "reason": "x"}]}).status_code == 422
    assert program.delete(at).status_code == 204
    assert (program.get(at).status_code, program.delete(at).status_code) == (404, 404)


def test_a_step_in_review_follows_the_table(program, project, viewer, reviewer):
    at = f"projects/{project.slug}/shots/SH010/status"
    assert program.post(at, {"status": "in-review"}).json()["status"] == "in-review"
    again = program.post(at, {"status": "in-review"})
    assert (again.status_code, again.json()["error"]) == (409, "This shot is already in review.")
    assert program.post(at, {"status": "done"}).json()["fields"] == {
        "status": "one of draft, in-review, changes-requested, approved"
    }
    assert (
        program_of(reviewer).post(at, {"status": "draft"}).json()["error"]
        == "As a reviewer you cannot set a shot to draft."
    )


def test_a_custom_prompt_says_what_it_was_written_for(program, project):
    at = f"projects/{project.slug}/shots/SH020"
    program.patch(at, {"custom_prompt": program.get(at).json()["computed"]["prompt"]})
    assert json.loads(program.get(at).content)["custom_prompt_basis"] is not None
    program.patch(at, {"custom_prompt": ""})
    assert factories.shot(project, "SH020").custom_prompt_basis is None


def test_four_eyes_hold_for_programs_too(program, project, reviewer):
    at = f"projects/{project.slug}/shots/SH010"
    Project.objects.filter(pk=project.pk).update(four_eyes=True)
    told = program.patch(at, {"title": "Walk", "action": "runs"}).json()
    mine = program.post(f"{at}/decision", {"kind": "approved", "digest": told["digest"]})
    assert (mine.status_code, mine.json()["error"][:33]) == (409, "You wrote part of this version. I")
    assert program.post(f"{at}/status", {"status": "approved"}).status_code == 409
    theirs = program_of(reviewer).post(f"{at}/decision", {"kind": "approved", "digest": told["digest"]})
    assert theirs.json()["status"] == "approved"


def test_nothing_is_taken_out_or_deleted_that_somebody_changed_meanwhile(program, project):
    at = f"projects/{project.slug}/shots/SH020"
    program.patch(at, {"title": "Turn"})
    for answer in (
        program.patch(at, {"omitted": True}, If_Match='"1"'),
        program.patch(at, {"omitted": True, "revision": 1}),
        program.delete(at, If_Match='"1"'),
    ):
        assert (answer.status_code, answer.json()["revision"]) == (409, 2)
    assert factories.codes(project) == [["SH010", "SH020"]]
    assert program.patch(at, {"omitted": True}, If_Match='"2"').json()["omitted"] is True
    assert program.delete(at, If_Match='"3"').status_code == 204
