"""What follows from a plan over the API: findings, estimates."""

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
