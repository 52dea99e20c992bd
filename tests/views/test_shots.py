"""The shot editor: reading, saving, fixes, stale saves, and what stands in the way of a save."""

import json

import pytest
from django.urls import reverse

from projects.core.board import Move, StartsFrom
from projects.models import Activity, Break, Receipt, Shot, ShotVersion
from tests import factories
from tests.pages import Page

HTMX = {"HX-Request": "true", "HX-Target": "shot-live"}
BREAKS_CONTINUITY = "another wooden pier, fog rolling in"


@pytest.fixture
def path(project):
    return reverse("shot", args=[project.slug, "SH020"])


def opened(client, path):
    """The editor's form as the person sees it."""
    return Page(client.get(path)).form("shot-form")


def test_the_editor_shows_the_shot_between_its_neighbours(as_viewer, path, project):
    page = Page(as_viewer.get(path))
    assert [text.partition("SH0")[2][2:] or text for text in page.all("frame-link")] == [
        "Previous · 1.1",
        "This shot · 1.2",
        "Last shot",
    ]
    assert page.form("shot-form").fields == [("csrfmiddlewaretoken", page.form("shot-form").fields[0][1]), *[
        (name, value) for name, value in page.form("shot-form").fields if name in ("revision", "seen", "clash")
    ]]  # fmt: skip


def test_saving_what_is_there_changes_nothing(as_editor, path, project):
    before = factories.content()
    assert as_editor.post(path, opened(as_editor, path).data()).status_code == 302
    after = factories.content()
    assert {k: v for k, v in after.items() if k != "Project"} == {k: v for k, v in before.items() if k != "Project"}


def test_a_save_keeps_every_field(as_editor, path, project):
    changes = {
        "title": "The turn", "subject": "collar raised high", "action": "stops\r\nand turns", "camera_note": "no cuts",
        "shot_size": "cu", "framing": "ots", "angle": "low", "lens": "85mm", "move_0": "dolly:in", "speed_0": "slow",
        "move_1": "pan:left", "speed_1": "", "cfg": "9.5", "negative_prompt": "blur", "duration": "7,5", "resolution": "720p",
        "quality": "high", "previews": "2", "model": "sora-2-pro", "fantasy": "on", "dialogue": "“Ahoy!”", "notes": " kept ",
        "starts_from": "SH010:last", "custom_prompt": "",
    }  # fmt: skip
    form = opened(as_editor, path)
    changes["model"] = next(
        iter(m for m in ("sora-2-pro", "sora-2") if f'value="{m}"' in as_editor.get(path).content.decode())
    )
    assert as_editor.post(path, form.data(**changes)).status_code == 302
    shot = factories.shot(project, "SH020")
    assert (shot.action, shot.notes, shot.duration, shot.cfg) == ("stops\nand turns", " kept ", shot.duration, shot.cfg)
    assert (str(shot.duration), str(shot.cfg), shot.previews, shot.fantasy) == ("7.5", "9.5", 2, True)
    assert shot.camera == (Move("dolly", "in", "slow"), Move("pan", "left"))
    assert shot.starts_from == StartsFrom("SH010", "last")
    names = ("shot_size", "framing", "angle", "resolution", "quality")
    assert tuple(getattr(shot, name) for name in names) == ("cu", "ots", "low", "720p", "high")


def test_a_save_by_htmx_answers_with_the_live_panel_and_new_marks(as_editor, path, project):
    form = opened(as_editor, path)
    response = as_editor.post(path, form.data(subject="collar down"), headers=HTMX)
    page = Page(response)
    assert response.status_code == 200
    assert page.text("prompt-text").startswith(
        "The same lighthouse keeper in his sixties, grey beard, red wool coat, collar down"
    )
    assert page.text("saved") == "Saved."
    assert '<div id="shot-marks" hx-swap-oob="true">' in page.html
    assert not page.html.startswith("<!doctype")


def test_the_next_save_from_the_same_page_is_not_stale(as_editor, path, project):
    form = opened(as_editor, path)
    first = as_editor.post(path, form.data(subject="collar down"), headers=HTMX)
    marks = dict(_marks(first.content.decode()))
    response = as_editor.post(path, form.data(subject="collar up again", **marks), headers=HTMX)
    assert response.status_code == 200
    assert factories.shot(project, "SH020").subject == "collar up again"


def _marks(html):
    return [(name, value) for name, value in Page(type("R", (), {"content": f"<form>{html}</form>".encode()})).forms[0].fields
            if name in ("revision", "seen")]  # fmt: skip


def test_a_save_is_one_version_and_one_line_in_the_log(as_editor, path, project, editor):
    as_editor.post(path, opened(as_editor, path).data(subject="collar down"))
    version = ShotVersion.objects.filter(shot__project=project, shot__code="SH020").latest("number")
    line = Activity.objects.filter(project=project).latest("id")
    assert (version.number, version.by, version.data["subject"]) == (2, editor, "collar down")
    assert (line.verb, line.target, line.by, line.data) == (
        "shot-edited",
        "SH020",
        editor,
        {"fields": ["subject"]},
    )


def test_the_live_preview_saves_nothing(as_editor, path, project):
    form = opened(as_editor, path)
    with factories.writes() as written:
        response = as_editor.post(f"{path}preview/", form.data(subject="a gull on his shoulder"), headers=HTMX)
    assert written == []
    assert "a gull on his shoulder" in Page(response).text("prompt-text")


def test_the_live_preview_of_half_a_form_is_no_fault(as_editor, path):
    for data in (
        {},
        {"duration": "x", "cfg": "99"},
        {"move_0": "nowhere", "speed_0": "slow"},
        {"starts_from": "SH999:last"},
    ):
        assert as_editor.post(f"{path}preview/", data, headers=HTMX).status_code == 200


def test_a_save_that_breaks_continuity_is_refused_with_all_that_was_typed(as_editor, path, project):
    typed = {
        "environment": BREAKS_CONTINUITY,
        "action": "waves\r\nand  waits ",
        "title": "New",
        "duration": "3.5",
        "seed": "",
    }
    before = factories.content()
    response = as_editor.post(path, opened(as_editor, path).data(**typed), headers=HTMX)
    assert (response.status_code, response["HX-Retarget"], response["HX-Reswap"]) == (422, "#editor", "outerHTML")
    assert factories.content() == before
    form = dict(Page(response).form("shot-form").fields)
    assert {name: form[name] for name in typed} == typed


def test_a_refused_save_says_why_beside_the_field_with_buttons_that_mend_it(as_editor, path):
    response = as_editor.post(path, opened(as_editor, path).data(environment=BREAKS_CONTINUITY))
    page = Page(response)
    assert "continuity.reintroduced" in page.text("find-environment")
    kinds = [json.loads(value)["kind"] for name, value, _ in page.form("shot-form").buttons if name == "fix"]
    assert (kinds.count("replace") > 0, kinds.count("break") > 0) == (True, True)


def fix_of(response, kind, field=None):
    """The first button of a page that mends something in this way."""
    fixes = [json.loads(value) for name, value, _ in Page(response).form("shot-form").buttons if name == "fix"]
    return json.dumps(next(fix for fix in fixes if fix["kind"] == kind and field in (None, fix.get("field"))))


def test_one_click_mends_and_saves(as_editor, path, project):
    response = as_editor.post(path, opened(as_editor, path).data(environment=BREAKS_CONTINUITY, title="New"))
    form = Page(response).form("shot-form")
    done = as_editor.post(path, form.data(fix=fix_of(response, "replace", "environment")))
    shot = factories.shot(project, "SH020")
    assert (done.status_code, shot.environment, shot.title) == (302, "the same wooden pier, fog rolling in", "New")


def test_a_recorded_break_lets_the_save_through(as_editor, path, project, editor):
    response = as_editor.post(path, opened(as_editor, path).data(environment=BREAKS_CONTINUITY))
    form = Page(response).form("shot-form")
    done = as_editor.post(path, form.data(**{"fix": fix_of(response, "break"), "reason-pier": "his brother, years later"}))
    row = Break.objects.get(shot__code="SH020", shot__project=project)
    assert (done.status_code, row.anchor.key, row.reason, row.by) == (302, "pier", "his brother, years later", editor)
    assert factories.shot(project, "SH020").environment == BREAKS_CONTINUITY


def test_a_break_without_a_reason_is_refused_and_nothing_is_saved(as_editor, path, project):
    response = as_editor.post(path, opened(as_editor, path).data(environment=BREAKS_CONTINUITY))
    before = factories.content()
    form = Page(response).form("shot-form")
    done = as_editor.post(path, form.data(**{"fix": fix_of(response, "break"), "reason-pier": "  "}))
    assert done.status_code == 409
    assert factories.content() == before


def test_a_break_by_hand_is_recorded_and_taken_back(as_editor, path, project):
    as_editor.post(f"{path}breaks/", {"anchor": "dawn", "reason": "a lamp goes on"})
    assert [item.reason for item in factories.shot(project, "SH020").breaks] == ["a lamp goes on"]
    as_editor.post(f"{path}breaks/", {"anchor": "dawn", "remove": "1"})
    assert factories.shot(project, "SH020").breaks == ()
    verbs = Activity.objects.filter(project=project).order_by("-id").values_list("verb", flat=True)[:2]
    assert list(verbs) == ["break-removed", "break-recorded"]


def test_a_break_of_an_anchor_that_the_shot_does_not_use_is_refused(as_editor, path, project):
    assert as_editor.post(f"{path}breaks/", {"anchor": "gull", "reason": "none here"}).status_code == 409
    as_editor.post(f"{path}without/", {"anchor": "keeper"})
    assert as_editor.post(f"{path}breaks/", {"anchor": "keeper", "reason": "gone"}).status_code == 409


def test_a_shot_goes_without_an_anchor_and_shows_it_again(as_editor, path, project):
    as_editor.post(f"{path}without/", {"anchor": "keeper"})
    assert factories.shot(project, "SH020").without == ("keeper",)
    as_editor.post(f"{path}without/", {"anchor": "keeper", "shown": "1"})
    assert factories.shot(project, "SH020").without == ()


def test_marks_that_are_mangled_are_no_fault(as_editor, path, project):
    for seen in ("{", "[]", "1", "[" * 100_000, '{"title": 3}', '{"title": {"a": []}}'):
        response = as_editor.post(path, {"duration": "10", "seen": seen, "revision": "x" * 30})
        assert response.status_code in (302, 409)
    for fix in (
        "{",
        "[" * 100_000,
        "[]",
        '{"kind": 3}',
        '{"kind": "replace", "field": "code", "words": "S"}',
        '{"kind": "open"}',
    ):
        assert as_editor.post(path, {"duration": "10", "fix": fix}).status_code == 302


def test_the_field_of_a_locked_seed_is_read_only(as_editor, path):
    html = as_editor.get(path).content.decode()
    field = html[html.index('name="seed"') - 80 : html.index('name="seed"') + 200]
    assert ("readonly" in field, 'value="48213"' in field) == (True, True)


def test_the_same_create_twice_makes_one_shot(as_editor, project):
    path = reverse("shots", args=[project.slug])
    first, second = (as_editor.post(path, {"scene": "arrival", "key": "once"}) for _ in range(2))
    assert first["Location"] == second["Location"] == f"/projects/{project.slug}/shots/SH030/"
    assert factories.codes(project) == [["SH010", "SH020", "SH030"]]
    assert Receipt.objects.count() == 1


def test_the_same_key_for_something_else_is_refused(as_editor, project):
    path = reverse("shots", args=[project.slug])
    as_editor.post(path, {"scene": "arrival", "key": "once"})
    assert as_editor.post(path, {"scene": "arrival", "after": "SH010", "key": "once"}).status_code == 422
    assert factories.codes(project) == [["SH010", "SH020", "SH030"]]


def test_a_shot_between_two_takes_a_code_between_theirs(as_editor, project):
    as_editor.post(reverse("shots", args=[project.slug]), {"after": "SH010"})
    assert factories.codes(project) == [["SH010", "SH015", "SH020"]]


def test_a_copy_stands_right_after_as_a_draft_with_its_breaks(as_editor, path, project):
    as_editor.post(f"{path}breaks/", {"anchor": "dawn", "reason": "a lamp goes on"})
    Shot.objects.filter(project=project, code="SH020").update(status="approved")
    as_editor.post(reverse("shot_copy", args=[project.slug, "SH020"]), {"key": "once"})
    as_editor.post(reverse("shot_copy", args=[project.slug, "SH020"]), {"key": "once"})
    original, copy = factories.shot(project, "SH020"), factories.shot(project, "SH030")
    assert factories.codes(project) == [["SH010", "SH020", "SH030"]]
    assert (copy.status, copy.breaks, copy.subject, copy.seed) == ("draft", original.breaks, original.subject, 48213)


def test_an_omitted_shot_keeps_its_code_and_counts_nowhere(as_editor, path, project):
    as_editor.post(f"{path}omission/", {"omitted": "1"})
    document = json.loads(as_editor.get(reverse("export_file", args=[project.slug, "json"])).content)
    computed = document["scenes"][0]["shots"][1]["computed"]
    assert (computed["number"], computed["prompt"], computed["findings"]) == (None, None, [])
    assert document["computed"]["shots"] == 1
    as_editor.post(f"{path}omission/", {"omitted": ""})
    assert factories.shot(project, "SH020").omitted is False


def test_a_deleted_shot_comes_back_with_everything_it_had(as_editor, path, project):
    as_editor.post(f"{path}breaks/", {"anchor": "dawn", "reason": "a lamp goes on"})
    before = factories.board(project)
    answer = as_editor.post(f"{path}deletion/")
    assert factories.codes(project) == [["SH010"]]
    line = Activity.objects.filter(project=project).latest("id")
    undo = Page(as_editor.get(answer["Location"])).form(f"{path.split('shots/')[0]}undo/{line.pk}/")
    as_editor.post(undo.action, undo.data())
    assert factories.board(project) == before


def test_nothing_is_done_to_a_deleted_shot(as_editor, path, project):
    as_editor.post(f"{path}deletion/")
    before = factories.content()
    posts = {"": {"duration": "5"}, "preview/": {}, "copy/": {}, "omission/": {}, "deletion/": {}, "status/": {"status": "approved"},
             "breaks/": {"anchor": "dawn", "reason": "x"}, "without/": {"anchor": "dawn"}, "versions/1/": {}}  # fmt: skip
    assert {end: as_editor.post(f"{path}{end}", data).status_code for end, data in posts.items()} == {
        "": 404, "preview/": 404, "copy/": 404, "omission/": 404, "deletion/": 409, "status/": 404, "breaks/": 404,
        "without/": 404, "versions/1/": 404,
    }  # fmt: skip
    move = {"shot": "SH020", "scene": "arrival", "position": "0"}
    assert as_editor.post(reverse("moves", args=[project.slug]), move).status_code == 409
    assert factories.content() == before


def test_the_code_of_a_deleted_shot_is_never_used_again(as_editor, path, project):
    as_editor.post(f"{path}deletion/")
    as_editor.post(reverse("shots", args=[project.slug]), {"scene": "arrival"})
    assert factories.codes(project) == [["SH010", "SH030"]]
