"""What follows from a plan over the API: findings, estimates, files."""

import json

import pytest

from tests.api.clients import program_of


@pytest.fixture
def program(owner):
    return program_of(owner)


def test_findings_and_estimates(program, project):
    at = f"projects/{project.slug}"
    everything = program.get(f"{at}/findings").json()
    assert everything["total"] == sum(everything[name] for name in ("errors", "warnings", "hints"))
    rule = everything["items"][0]["code"]
    assert {item["code"] for item in program.get(f"{at}/findings?rule={rule}").json()["items"]} == {rule}
    assert program.get(f"{at}/findings?severity=grave").status_code == 422
    told = program.get(f"{at}/estimates").json()
    document = json.loads(program.get(at).content)["computed"]
    assert (told["credits"], told["cost"]) == (document["credits"], document["cost"])
    assert [(part["scene"], part["credits"]["total"]) for part in told["scenes"]] == [("arrival", told["credits"]["total"])]
    assert sum(part["shots"] for part in told["models"]) == document["shots"]


def test_files_are_those_of_the_export_page(program, project, as_owner):
    at = f"projects/{project.slug}/exports"
    for kind in ("csv", "json", "prompts"):
        answer = program.get(f"{at}/{kind}")
        page = as_owner.get(f"/projects/{project.slug}/export/{kind}/")
        assert (answer.content, answer["Content-Disposition"]) == (page.content, page["Content-Disposition"])
        assert answer["Storyboard-Draft"] == ("true" if "-DRAFT" in answer["Content-Disposition"] else "false")
    assert program.get(f"{at}/csv?scope=shots&keys=SH020").content.count(b"SH010") == 0
    assert program.get(f"{at}/csv?scope=nothing").status_code == 422
    assert program.get(f"{at}/exe").status_code == 404
