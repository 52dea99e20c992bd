"""Two people at the settings of one project, or at one scene: nobody's change is undone unseen."""

from django.urls import reverse

from projects.models import Project, Scene
from tests.pages import Page


def opened(client, path):
    """The form of the page whose action is the page itself."""
    return next(form for form in Page(client.get(path)).forms if dict(form.fields).get("title") is not None)


def test_two_people_who_change_different_settings_both_keep_their_work(as_editor, as_owner, project):
    path = reverse("settings", args=[project.slug])
    mine, theirs = opened(as_editor, path), opened(as_owner, path)
    assert as_owner.post(path, theirs.data(cfg="9")).status_code == 302
    assert as_editor.post(path, mine.data(brief="A short film.")).status_code == 302
    project = Project.objects.get(pk=project.pk)
    assert (int(project.cfg), project.brief) == (9, "A short film.")


def test_a_setting_that_both_changed_is_shown_before_it_is_taken(as_editor, as_owner, project):
    path = reverse("settings", args=[project.slug])
    mine, theirs = opened(as_editor, path), opened(as_owner, path)
    as_owner.post(path, theirs.data(title="Their title"))
    response = as_editor.post(path, mine.data(title="My title"))
    assert response.status_code == 409
    assert "Somebody saved “Their title” meanwhile." in response.content.decode()
    assert Project.objects.get(pk=project.pk).title == "Their title"
    again = next(form for form in Page(response).forms if dict(form.fields).get("title") is not None)
    assert dict(again.fields)["title"] == "My title"
    assert as_editor.post(path, again.data()).status_code == 302
    assert Project.objects.get(pk=project.pk).title == "My title"


def test_a_scene_that_somebody_else_saved_is_shown_before_it_is_taken(as_editor, as_owner, project):
    scene = Scene.objects.filter(project=project)[0]
    path = reverse("scene", args=[project.slug, scene.key])
    mine, theirs = opened(as_editor, path), opened(as_owner, path)
    assert as_owner.post(path, theirs.data(title="Their scene")).status_code == 302
    response = as_editor.post(path, mine.data(title="My scene"))
    assert response.status_code == 409
    again = next(form for form in Page(response).forms if dict(form.fields).get("title") is not None)
    assert dict(again.fields)["title"] == "My scene"
    assert as_editor.post(path, again.data()).status_code == 302
    assert Scene.objects.get(pk=scene.pk).title == "My scene"


def test_a_copied_shot_starts_from_the_same_frame(as_editor, project):
    path = reverse("shot", args=[project.slug, "SH020"])
    form = Page(as_editor.get(path)).form("shot-form")
    as_editor.post(path, form.data(starts_from="SH010:last"))
    as_editor.post(reverse("shot_copy", args=[project.slug, "SH020"]), {"key": "a-key"})
    frames = project.shots.filter(starts_from="last").values_list("starts_from_shot__code", flat=True)
    assert list(frames) == ["SH010", "SH010"]
