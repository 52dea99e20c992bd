"""A model that a user took out of a catalogue file of their own while plans use it: nothing breaks, nothing is lost."""

import json

import jsonschema
import pytest
from django.urls import reverse

from projects.core.document import SCHEMA, DocumentError, dumps, loads
from projects.models import Project, Shot
from projects.reads import catalogue, report_of
from tests import factories
from tests.views.routes import SETTINGS, SHOT, path_of, routes

SENTENCES = [
    "The catalogue no longer knows the model their-own; choose another.",
    "The catalogue no longer knows the model house-2; choose another.",
]


@pytest.fixture
def lost(project):
    """The plan of `project` as it stands once its model and that of SH020 are in no catalogue."""
    Project.objects.filter(pk=project.pk).update(model="their-own")
    Shot.objects.filter(project=project, code="SH020").update(model="house-2")
    factories.forget_reports()
    project.refresh_from_db()
    return project


def test_every_page_still_answers(as_owner, lost):
    pages = {name: r for name, r in routes().items() if r.of_project and r.get and r.shown == 200}
    answers = {name: as_owner.get(path_of(name, route, lost)).status_code for name, route in pages.items()}
    assert {name: status for name, status in answers.items() if status != 200} == {}


@pytest.mark.parametrize("kind", ["json", "csv", "txt", "md", "xlsx", "pdf", "html"])
def test_every_kind_of_export_is_still_made_or_not_offered(as_owner, lost, kind):
    assert as_owner.get(reverse("export_file", args=[lost.slug, kind])).status_code in (200, 404)


def test_a_finding_names_each_lost_model_once_and_credits_are_unknown(lost):
    report = report_of(lost)
    found = [f.message for item in report.all_shots() for f in item.findings if f.code == "model.retired"]
    assert found == SENTENCES
    assert (report.totals.known, report.totals.unknown) == (0, len(report.running()))


def test_an_export_names_the_models_as_they_were_chosen(as_owner, lost):
    document = json.loads(as_owner.get(reverse("export_file", args=[lost.slug, "json"])).content)
    shots = [shot for scene in document["scenes"] for shot in scene["shots"]]
    assert (document["model"], {s["key"]: s["model"] for s in shots}["SH020"]) == ("their-own", "house-2")


def test_a_shot_that_is_saved_keeps_its_lost_model_until_another_is_chosen(as_owner, lost):
    assert as_owner.post(reverse("shot", args=[lost.slug, "SH020"]), {**SHOT, "model": "house-2"}).status_code == 302
    assert Shot.objects.get(project=lost, code="SH020").model == "house-2"
    assert as_owner.post(reverse("shot", args=[lost.slug, "SH020"]), {**SHOT, "model": "kling-3.0"}).status_code == 302
    assert Shot.objects.get(project=lost, code="SH020").model == "kling-3.0"


def test_settings_keep_the_lost_model_and_refuse_one_that_nobody_chose(as_owner, lost):
    address = reverse("settings", args=[lost.slug])
    assert '<option value="their-own" selected>' in as_owner.get(address).content.decode()
    assert as_owner.post(address, {**SETTINGS, "title": "Another", "model": "their-own"}).status_code == 302
    assert as_owner.post(address, {**SETTINGS, "model": "never-was"}).status_code == 422
    lost.refresh_from_db()
    assert (lost.title, lost.model) == ("Another", "their-own")


def test_an_export_is_read_back_and_keeps_the_lost_models(as_owner, lost):
    data = as_owner.get(reverse("export_file", args=[lost.slug, "json"])).content
    assert json.loads(data)["lost_models"] == ["house-2", "their-own"]
    board = loads(data, catalogue())
    assert dumps(board, catalog=catalogue()) == dumps(report_of(lost).board, catalog=catalogue())
    assert as_owner.post(reverse("new_from_document"), {"text": data.decode(), "key": "k"}).status_code == 302
    copy = Project.objects.latest("pk")
    assert (copy.pk != lost.pk, copy.model, copy.shots.get(code="SH020").model) == (True, "their-own", "house-2")


def test_a_plan_whose_models_are_known_says_nothing_of_lost_ones(as_owner, project):
    assert "lost_models" not in json.loads(as_owner.get(reverse("export_file", args=[project.slug, "json"])).content)


def document(**changes):
    return json.dumps({"format": "storyboard/1", "title": "A", **changes})


@pytest.mark.parametrize(("changes", "path"), [
    ({"model": "never-was"}, "model"),
    ({"model": "never-was", "lost_models": ["another"]}, "model"),
    ({"model": "house", "lost_models": ["house"], "scenes": [{"shots": [{"model": "never-was"}]}]}, "scenes[0].shots[0].model"),
    ({"lost_models": "house"}, "lost_models"),
    ({"lost_models": [""]}, "lost_models[0]"),
    ({"lost_models": [7]}, "lost_models[0]"),
    ({"lost_models": ["x" * 61]}, "lost_models[0]"),
    ({"lost_models": [f"m{n}" for n in range(201)]}, "lost_models"),
])  # fmt: skip
def test_only_what_the_document_says_it_lost_is_taken(changes, path):
    with pytest.raises(DocumentError) as caught:
        loads(document(**changes), catalogue())
    assert caught.value.path == path


def test_the_schema_knows_the_key_and_a_known_model_may_stand_there():
    found = document(model="house", lost_models=["house", "sora-2"])
    jsonschema.validate(json.loads(found), SCHEMA)
    assert loads(found, catalogue()).model == "house"
