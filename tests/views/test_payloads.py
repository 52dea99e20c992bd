"""The page of jobs for vendors: every shot, problems first, another model without changing the plan, and the file."""

import json

import pytest
from django.urls import reverse

from projects.models import Project, Shot
from tests import factories
from tests.pages import Page


@pytest.fixture
def path(project):
    return reverse("payloads", args=[project.slug])


def change(project, code="SH020", **columns):
    Shot.objects.filter(project=project, code=code).update(**columns)
    factories.forget_reports()


def test_every_shot_has_its_job_to_copy_and_says_what_became_of_its_parameters(as_viewer, path):
    page = Page(as_viewer.get(path))
    for code in ("SH010", "SH020"):
        body = json.loads(page.text(f"job-{code}"))
        assert (body["model"], set(body)) == ("sora-2", {"model", "prompt", "seconds", "size"})
        assert f'data-copy="#job-{code}"' in page.html
        shown = page.text(f"shot-{code}")
        assert [text in shown for text in ("Historical", "Kept for the record", "Sora 2 takes no seed.")] == [True] * 3


def test_problems_stand_first_and_lead_to_their_shot(as_viewer, path, project):
    change(project, custom_prompt="a" * 1001, duration=20)
    page = Page(as_viewer.get(f"{path}?model=runway-gen4.5"))
    assert "it must lose 1" in page.text("problems")
    assert 'href="#shot-SH020"' in page.html
    assert page.html.index('id="problems"') < page.html.index('id="shot-SH010"')


def test_another_model_is_shown_and_the_plan_stays_as_it_is(as_viewer, path, project):
    for code in ("SH010", "SH020"):
        change(project, code, duration=4)
    page = Page(as_viewer.get(f"{path}?model=kling-3.0&route=runway&sound=on"))
    assert json.loads(page.text("job-SH010"))["model"] == "kling3.0_pro"
    packed = json.loads(page.text("packed-body-SH010"))
    assert [part["duration"] for part in packed["providerSettings"]["multiPrompt"]] == [4, 4]
    assert packed["audio"] is True
    assert Project.objects.get(pk=project.pk).model == "sora-2"
    # What nobody knows is passed over.
    assert as_viewer.get(f"{path}?model=nonsense&route=x&sound=y&scene=z").status_code == 200


def test_the_words_of_a_plan_stay_words(as_viewer, path, project):
    change(project, custom_prompt='</pre><script>alert("x")</script>', title="<b>bold</b>")
    page = Page(as_viewer.get(path))
    assert json.loads(page.text("job-SH020"))["prompt"] == '</pre><script>alert("x")</script>'
    assert "<b>bold" not in page.html


def test_many_shots_are_shown_a_scene_at_a_time(as_viewer, path, project, monkeypatch):
    monkeypatch.setattr("projects.views.payloads.AT_ONCE", 1)
    change(project, custom_prompt="a" * 3000)
    first = Page(as_viewer.get(f"{path}?model=kling-3.0"))
    scenes = list(project.scenes.order_by("position").values_list("key", flat=True))
    assert f'href="?model=kling-3.0&amp;scene={scenes[0]}"' in first.html
    assert f'href="?model=kling-3.0&amp;scene={scenes[0]}#shot-SH020"' in first.html
    assert Page(as_viewer.get(f"{path}?scene={scenes[-1]}")).html.count('class="job-scene"') == 1


def test_a_plan_without_shots_says_what_to_do(as_viewer, path, project):
    Shot.objects.filter(project=project).update(omitted=True)
    factories.forget_reports()
    assert "No shots yet" in Page(as_viewer.get(path)).html


def test_the_file_holds_the_same_jobs_and_says_draft(as_viewer, project):
    address = reverse("payloads_file", args=[project.slug])
    data = json.loads(as_viewer.get(f"{address}?model=wan-2.7").content)
    assert (data["format"], {job["model"] for job in data["jobs"]}, data["draft"]) == (
        "storyboard-payloads/1",
        {"wan-2.7"},
        False,
    )
    change(project, duration=599)
    response = as_viewer.get(address)
    assert response["Content-Disposition"].endswith('-payloads-DRAFT.json"')
    assert json.loads(response.content)["draft"] is True


def test_the_page_asks_the_database_little(as_viewer, path, django_assert_max_num_queries):
    as_viewer.get(path)
    with django_assert_max_num_queries(12):
        as_viewer.get(path)
