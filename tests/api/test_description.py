"""The description of the API is sound, says what comes out, and stands on a page of its own."""

import re
from functools import reduce

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator

from projects.api.description_page import kind_of
from projects.api.urls import description
from projects.models import Job
from tests.api.clients import program_of


def references(value):
    if isinstance(value, dict):
        yield from ([value["$ref"]] if isinstance(value.get("$ref"), str) else [])
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from references(item)


def validator(name):
    whole = description()
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": whole["components"]})


def test_it_is_sound():
    found = description()
    assert found["openapi"].startswith("3.1")
    names = found["components"]["schemas"]
    for ref in references(found):
        reduce(lambda there, part: there[part], ref.removeprefix("#/").split("/"), found)
    for schema in names.values():
        Draft202012Validator.check_schema(schema)
    operations = [(path, item) for path, methods in found["paths"].items() for item in methods.values()]
    ids = [item["operationId"] for _, item in operations]
    assert len(ids) == len(set(ids))
    for path, item in operations:
        declared = {p["name"] for p in item["parameters"] if p["in"] == "path"}
        assert declared == set(re.findall(r"\{(\w+)\}", path))
        assert item["summary"]
        assert item["description"]
        assert item["security"] == [{"Bearer": []}]
        assert {"401", "404", "429"} <= set(item["responses"])
        assert [code for code in item["responses"] if code.startswith("2")] in (["200"], ["201"], ["204"], ["200", "202"])


@pytest.mark.parametrize("wide", [False, True])
def test_what_comes_out_is_what_it_says(wide, project, owner):
    program, at = program_of(owner), f"projects/{project.slug}"
    if wide:
        program.patch(at, {"aspect_ratio": "9:16", "target_duration": 20})
    job = Job.objects.create(project=project, kind="pdf", state="queued", beat_at=timezone.now())
    told = {
        "ProjectList": program.get("projects"), "Document": program.get(at), "ShotList": program.get(f"{at}/shots"),
        "Shot": program.get(f"{at}/shots/SH010"), "FindingList": program.get(f"{at}/findings"),
        "Estimates": program.get(f"{at}/estimates"), "Check": program.post(f"{at}/check", {"shot": "SH010"}),
        "SceneList": program.get(f"{at}/scenes"), "Scene": program.post(f"{at}/scenes", {"title": "Night"}),
        "AnchorList": program.get(f"{at}/anchors"), "CommentList": program.get(f"{at}/comments"),
        "Anchor": program.patch(f"{at}/anchors/dawn", {"name": "first light"}),
        "JobList": program.get(f"{at}/jobs"), "Job": program.get(f"{at}/jobs/{job.pk}"),
        "Project": program.patch(at, {"brief": "New"}), "Error": program.get("projects/no-such"),
    }  # fmt: skip
    wrong = {name: [e.message for e in validator(name).iter_errors(answer.json())] for name, answer in told.items()}
    assert wrong == {name: [] for name in told}


def test_kinds_are_told_in_words():
    assert kind_of({"enum": ["a", None]}) == "a"
    assert kind_of({"anyOf": [{"type": "string"}, {"type": "null"}]}) == "string or null"
    assert kind_of({"type": "array", "items": {"type": "string"}}) == "list of strings"
