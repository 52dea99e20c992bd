"""Review: the steps, who may take them, and the gate that keeps errors from being approved."""

import pytest
from django.urls import reverse

from projects.models import Activity, Shot
from tests.pages import Page

WRONG = {"environment": "another wooden pier, fog rolling in"}


@pytest.fixture
def path(project):
    return reverse("shot_status", args=[project.slug, "SH020"])


def status(project):
    return Shot.objects.get(project=project, code="SH020").status


def test_a_shot_goes_through_review(as_editor, as_reviewer, path, project, reviewer):
    for client, step, note in (
        (as_editor, "in-review", ""),
        (as_reviewer, "changes-requested", "Warmer."),
        (as_editor, "in-review", ""),
    ):
        assert client.post(path, {"status": step, "note": note}).status_code == 302
        assert status(project) == step
    assert as_reviewer.post(path, {"status": "approved"}).status_code == 302
    line = Activity.objects.filter(project=project).latest("id")
    assert (line.verb, line.target, line.by, line.data) == (
        "shot-status",
        "SH020",
        reviewer,
        {"status": "approved", "was": "in-review"},
    )


def test_a_shot_with_an_error_is_not_approved(as_owner, path, project):
    Shot.objects.filter(project=project, code="SH020").update(**WRONG)
    response = as_owner.post(path, {"status": "approved"})
    assert response.status_code == 409
    assert Page(response).all("notice") == [
        "Not possible This shot has 1 open error. Mend it or record a break, then approve. To the projects"
    ]
    assert status(project) == "draft"


def test_the_button_says_beforehand_why_it_would_be_refused(as_owner, project):
    Shot.objects.filter(project=project, code="SH020").update(**WRONG)
    html = as_owner.get(reverse("shot", args=[project.slug, "SH020"])).content.decode()
    assert "This shot has 1 open error. Mend it or record a break, then approve." in html


def test_a_length_that_the_model_cannot_make_is_saved_but_not_approved(as_owner, path, project):
    shot = reverse("shot", args=[project.slug, "SH020"])
    form = Page(as_owner.get(shot)).form("shot-form")
    assert as_owner.post(shot, form.data(duration="599")).status_code == 302
    assert as_owner.post(path, {"status": "approved"}).status_code == 409


def test_an_error_on_another_shot_stands_in_nobodys_way(as_owner, path, project):
    Shot.objects.filter(project=project, code="SH010").update(duration=599)
    assert as_owner.post(path, {"status": "approved"}).status_code == 302


def test_a_break_opens_the_way(as_owner, path, project):
    Shot.objects.filter(project=project, code="SH020").update(**WRONG)
    as_owner.post(reverse("breaks", args=[project.slug, "SH020"]), {"anchor": "pier", "reason": "another harbour"})
    assert as_owner.post(path, {"status": "approved"}).status_code == 302


@pytest.mark.parametrize("step", ["", "draft", "done", "approved\x00", "changes-requested"])
def test_a_step_that_is_none_is_refused(step, as_owner, path, project):
    assert as_owner.post(path, {"status": step}).status_code == 409
    assert status(project) == "draft"


def test_htmx_gets_the_refusal_as_a_toast(as_owner, path):
    response = as_owner.post(path, {"status": "done"}, headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Retarget"], response["HX-Reswap"]) == (409, "#toasts", "beforeend")
    assert Page(response).all("refused") == ["There is no such status."]
