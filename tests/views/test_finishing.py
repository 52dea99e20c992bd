"""Finishing steps of a project and of a shot: written, moved, taken back."""

import html

import pytest
from django.urls import reverse

from projects.core.board import PostStep
from projects.models import Activity
from tests import factories
from tests.pages import Page

CHAIN = tuple(map(PostStep, ("base-clip", "style-pass", "grade", "upscale-4k")))


@pytest.fixture
def path(project):
    return reverse("finishing", args=[project.slug])


@pytest.fixture
def of_shot(project):
    return reverse("shot_finishing", args=[project.slug, "SH020"])


def plan(project):
    return factories.board(project)


def own(project):
    return plan(project).scenes[0].shots[1].post


def seen(page):
    return page.html.split('name="seen" value="')[1].split('"')[0]


def test_the_usual_chain_by_one_press_and_back(as_owner, path, project):
    as_owner.post(path, {"chain": "1", "tool": [""], "note": [""]})
    assert plan(project).post == CHAIN
    line = Activity.objects.filter(project=project, verb="settings-finishing").latest("id")
    as_owner.post(reverse("undo", args=[project.slug, line.pk]))
    assert plan(project).post == ()


def test_steps_are_added_moved_and_removed_without_a_script(as_owner, path, project):
    rows = {"tool": ["Colour grade", "Denoise"], "note": ["warmer", ""]}
    as_owner.post(path, rows)
    as_owner.post(path, {**rows, "up": "1"})
    assert plan(project).post == (PostStep("Denoise"), PostStep("grade", "warmer"))
    page = Page(as_owner.get(path))
    assert 'value="Denoise"' in page.html
    as_owner.post(path, {"tool": ["Denoise", "Colour grade"], "note": ["", "warmer"], "remove": "0"})
    assert plan(project).post == (PostStep("grade", "warmer"),)


def test_what_somebody_else_saved_meanwhile_is_not_written_over(as_owner, path, project):
    before = seen(Page(as_owner.get(path)))
    as_owner.post(path, {"tool": ["Denoise"], "note": [""], "seen": before})
    answer = as_owner.post(path, {"tool": ["Upscale to 4K"], "note": ["mine"], "seen": before})
    page = Page(answer)
    assert (answer.status_code, plan(project).post) == (409, (PostStep("Denoise"),))
    assert ("(Denoise)" in page.text("steps-problem"), 'value="Upscale to 4K"' in page.html) == (True, True)
    as_owner.post(path, {"tool": ["Upscale to 4K"], "note": ["mine"], "seen": seen(page)})
    assert plan(project).post == (PostStep("upscale-4k", "mine"),)


def test_a_shot_has_the_projects_steps_its_own_or_none(as_owner, path, of_shot, project):
    as_owner.post(path, {"chain": "1"})
    as_owner.post(of_shot, {"which": "own", "tool": ["Colour grade"], "note": ["colder"]})
    assert own(project) == (PostStep("grade", "colder"),)
    shot = reverse("shot", args=[project.slug, "SH020"])
    assert "Colour grade (DaVinci Resolve): colder" in html.unescape(as_owner.get(shot).content.decode())
    as_owner.post(of_shot, {"which": "none", "tool": ["Colour grade"], "note": ["colder"]})
    assert own(project) == ()
    as_owner.post(of_shot, {"which": "project", "tool": [""], "note": [""]})
    assert own(project) is None


def test_an_approval_holds_when_only_finishing_changes(as_owner, of_shot, project):
    status = reverse("shot_status", args=[project.slug, "SH020"])
    for step in ("in-review", "approved"):
        as_owner.post(status, {"status": step})
    as_owner.post(of_shot, {"which": "own", "tool": ["Denoise"], "note": [""]})
    shot = plan(project).scenes[0].shots[1]
    assert (shot.status, shot.post) == ("approved", (PostStep("Denoise"),))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"which": "own", "tool": [""], "note": [""]}, "Name at least one step, or choose that there are none."),
        (
            {"which": "project", "tool": ["Denoise"], "note": [""]},
            "You wrote steps of the shot's own: choose them above, or empty the rows.",
        ),
        ({"which": "theirs"}, "Choose whose steps hold for this shot."),
    ],
)
def test_a_choice_that_does_not_fit_the_rows_is_said_and_nothing_is_saved(as_owner, of_shot, project, data, sentence):
    answer = as_owner.post(of_shot, data)
    assert (answer.status_code, Page(answer).text("steps-problem"), own(project)) == (422, sentence, None)


def test_a_step_without_a_name_is_said_at_its_row_with_its_note_kept(as_owner, path, project):
    answer = as_owner.post(path, {"tool": ["", "Denoise"], "note": ["the note", ""]})
    page = Page(answer)
    assert (answer.status_code, page.text("problem-1")) == (422, "Name the tool or the step.")
    assert ("the note" in page.html, plan(project).post) == (True, ())


def test_a_stranger_shot_is_not_found(as_owner, project):
    assert as_owner.get(reverse("shot_finishing", args=[project.slug, "NO999"])).status_code == 404
