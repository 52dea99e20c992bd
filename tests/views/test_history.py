"""Versions of a shot and the activity log."""

from django.urls import reverse

from projects.models import Activity
from tests import factories
from tests.pages import Page


def test_each_version_is_shown_against_the_one_before(as_editor, as_viewer, project):
    path = reverse("shot", args=[project.slug, "SH020"])
    as_editor.post(path, Page(as_editor.get(path)).form("shot-form").data(subject="collar down"))
    html = as_viewer.get(f"{path}versions/").content.decode()
    assert ("<del>" in html, "<ins>" in html, "collar raised" in html) == (True, True, True)


def test_an_earlier_version_comes_back(as_editor, project):
    path = reverse("shot", args=[project.slug, "SH020"])
    as_editor.post(path, Page(as_editor.get(path)).form("shot-form").data(subject="collar down"))
    assert as_editor.post(f"{path}versions/1/").status_code == 302
    assert factories.shot(project, "SH020").subject == "collar raised"


def test_a_version_that_is_none_is_refused(as_editor, project):
    path = reverse("shot", args=[project.slug, "SH020"])
    for number, status in (
        ("99", 409),
        ("0", 409),
        ("2147483648", 409),
        ("9" * 5000, 404),
        ("-1", 404),
        ("99999999999", 404),
    ):
        assert (number[:9], as_editor.post(f"{path}versions/{number}/").status_code) == (number[:9], status)


def test_the_log_says_who_did_what_the_latest_first(as_editor, as_viewer, project):
    as_editor.post(reverse("omission", args=[project.slug, "SH020"]), {"omitted": "1"})
    html = as_viewer.get(reverse("activity", args=[project.slug])).content.decode()
    assert 0 < html.index("Editor") < html.rindex("Owner")
    assert "SH020" in html


def test_the_log_is_read_a_page_at_a_time(as_viewer, project, owner):
    Activity.objects.bulk_create(
        Activity(project=project, by=owner, verb="shot-edited", target=f"T{n:03d}") for n in range(150)
    )
    path = reverse("activity", args=[project.slug])
    first = as_viewer.get(path).content.decode()
    assert ("T149" in first, "T049" in first) == (True, False)
    before = Activity.objects.get(target="T050").pk
    second = as_viewer.get(path, {"before": before}).content.decode()
    assert ("T050" in second, "T049" in second, "T000" in second) == (False, True, True)


def test_a_page_of_the_log_that_is_none_is_the_first(as_viewer, project):
    path = reverse("activity", args=[project.slug])
    for before in ("x", "-1", "9" * 30, "٣", "1.5", "\x00"):
        assert as_viewer.get(path, {"before": before}).status_code == 200


def test_every_verb_is_told_in_words(as_viewer, as_editor, project):
    as_editor.post(reverse("breaks", args=[project.slug, "SH020"]), {"anchor": "pier", "reason": "a dream <b>"})
    html = as_viewer.get(reverse("activity", args=[project.slug])).content.decode()
    assert "<b>" not in html.replace("<b>" + "SH", "").replace("<b>Editor", "").split("a dream", 1)[-1][:10]


def test_an_anchor_attached_to_a_scene_shows_in_the_log(as_owner, project):
    path = reverse("anchors", args=[project.slug])
    as_owner.post(path, {"kind": "style", "name": "warm grain", "description": "", "holds": "scene:arrival", "key": "k1"})
    response = as_owner.get(reverse("activity", args=[project.slug]))
    assert response.status_code == 200
    assert "anchor warm-grain added" in response.content.decode()
