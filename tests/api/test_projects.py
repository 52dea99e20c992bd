"""Projects over the API: the whole document, settings, the trash."""

import json
from typing import Any

import pytest

from projects.core.document import dumps
from projects.exports import FORMATS
from projects.material import material_of
from projects.models import Project
from tests import boards, factories
from tests.api.clients import program_of


@pytest.fixture
def program(owner):
    return program_of(owner)


def test_the_document_is_the_export_byte_for_byte_and_goes_back_in(program, project):
    answer = program.get(f"projects/{project.slug}")
    exported = FORMATS["json"].write(material_of(Project.objects.get(pk=project.pk)))
    assert (answer.content, answer["ETag"]) == (exported, f'"{project.revision}"')
    made = program.post("projects", answer.content)
    assert made.status_code == 201, made.content
    assert made["Location"] == f"/api/v1/projects/{made.json()['slug']}"
    again = json.loads(program.get(f"projects/{made.json()['slug']}").content)
    assert again == json.loads(exported)
    assert {item["title"] for item in program.get("projects?per_page=1&page=1").json()["items"]} == {"Harbour morning"}
    assert program.get("projects").json()["total"] == 2


def test_a_create_that_is_sent_twice_is_done_once(program, project):
    body = dumps(boards.blank("Once"))
    first, second = (program.post("projects", body, Idempotency_Key="a") for _ in range(2))
    assert first.json()["slug"] == second.json()["slug"]
    assert program.post("projects", dumps(boards.blank("Other")), Idempotency_Key="a").status_code == 422
    assert Project.objects.count() == 2


def test_a_document_that_is_none_is_refused_with_its_place(program, project):
    wrong = json.loads(dumps(boards.harbour()))
    wrong["scenes"][0]["shots"][0]["duration"] = 0
    answer = program.post("projects", wrong)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["scenes[0].shots[0].duration"])
    wrong["scenes"][0]["shots"][0]["duration"] = 5
    wrong["scenes"][0]["shots"][1]["seed"] = 9
    refused = program.post("projects", wrong)
    assert (refused.status_code, refused.json()["findings"][0]["shot"]) == (422, "SH020")
    assert program.post("projects?allow_errors=true", wrong).status_code == 201
    assert program.post("projects", "{").status_code == 422
    assert Project.objects.count() == 2


def test_settings_change_by_name_by_the_rules_of_their_page(program, project):
    at = f"projects/{project.slug}"
    answer = program.patch(at, {"title": "Evening", "fps": 29.97, "budget_credits": 900, "money_per_credit": "0.02"})
    assert answer.status_code == 200, answer.content
    told = answer.json()
    assert (told["title"], told["fps"], told["budget_credits"], told["brief"]) == (
        "Evening", 29.97, 900, "A keeper checks the harbour before the first boat.",
    )  # fmt: skip
    assert program.patch(at, {"budget_credits": None}).json()["budget_credits"] is None
    assert program.patch(at, {"fps": 500}).json()["fields"] == {
        "fps": "Enter a number from 1 to 120 with at most 3 decimals."
    }
    assert program.patch(at, {"title": ""}).json()["fields"] == {"title": "Give the project a title."}
    bodies: list[dict[str, Any]] = [{"four_eyes": True}, {"scenes": []}, {"slug": "x"}, {"fps": True}, {"model": "no-such"}]
    for body in bodies:
        assert program.patch(at, body).status_code == 422
    board = factories.board(project)
    assert (board.title, board.model, len(board.scenes)) == ("Evening", boards.harbour().model, 1)


def test_stale_settings_are_refused_with_both_texts(program, project):
    at, seen = f"projects/{project.slug}", f'"{project.revision}"'
    assert program.patch(at, {"brief": "Theirs"}, If_Match=seen).status_code == 200
    answer = program.patch(at, {"brief": "Ours"}, If_Match=seen)
    assert (answer.status_code, answer.json()["theirs"], answer.json()["yours"]) == (
        409,
        {"brief": "Theirs"},
        {"brief": "Ours"},
    )


def test_a_deleted_project_is_gone_and_its_owner_can_restore_it(program, project, as_owner):
    assert program.delete(f"projects/{project.slug}").status_code == 204
    assert program.get(f"projects/{project.slug}").status_code == 404
    as_owner.post(f"/projects/{project.slug}/restoration/")
    assert program.get(f"projects/{project.slug}").status_code in (200, 404)
