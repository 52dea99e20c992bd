"""Splitting, joining and the rest over HTTP: looked at first, done by a form, refused with one sentence."""

from dataclasses import replace
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from projects.core.board import StartsFrom
from projects.forms.shots import seen_marks
from projects.models import Activity, Project
from projects.reads import report_of
from projects.writes.shots import delete_shot, save_shot, set_omitted
from tests import boards, factories
from tests.pages import Page


@pytest.fixture
def beat(owner):
    """The harbour with a first shot of 45 s."""
    board = boards.harbour()
    first, second = board.scenes[0].shots
    first = replace(first, duration=Decimal(45), action="walks to the rail, then stops and turns. Gulls rise.")
    return factories.project_of(factories.board_with(board, first, second), owner)


def at(name, project, *args):
    return reverse(name, args=[project.slug, *args])


def text(response):
    return unescape(response.content.decode())


def revision(project):
    return Project.objects.get(pk=project.pk).revision


def test_the_preview_shows_every_part_with_its_prompt_and_saves_nothing(beat, as_owner):
    before = factories.board(beat)
    html = text(as_owner.get(at("shot_split", beat, "SH010")))
    assert "Split 1.1 SH010 into 3 shots" in html
    assert [f'name="action-{n}"' in html for n in (1, 2, 3, 4)] == [True, True, True, False]
    assert [code in html for code in ("SH010", "SH015", "SH017")] == [True] * 3
    assert "Goes on from SH015 without a cut" in html
    assert "Sora 2 makes clips of 5 to 20 s. The parts run 45 s together, as the shot did." in html
    assert '4 shots <span class="sub">12 + 3 × 11 s</span>' in html
    assert factories.board(beat) == before


def test_a_form_splits_with_the_actions_as_they_were_edited(beat, as_owner):
    data = {"parts": "3", "revision": revision(beat), "action-1": "walks slowly", "action-2": "waits", "action-3": "turns"}
    response = as_owner.post(at("shot_split", beat, "SH010"), data)
    assert (response.status_code, response["Location"]) == (302, at("shot", beat, "SH010"))
    assert [factories.shot(beat, code).action for code in factories.codes(beat)[0][:3]] == [
        "walks slowly",
        "waits",
        "turns",
    ]
    assert "SH010 is 3 shots now: SH010, SH015 and SH017." in text(as_owner.get(response["Location"]))


def test_more_than_nine_actions_stay_in_their_order(owner, as_owner):
    first = replace(boards.harbour().scenes[0].shots[0], duration=Decimal(200))
    long = factories.project_of(factories.board_with(boards.harbour(), first), owner)
    data = {"parts": "11", **{f"action-{n}": f"counts to {n}" for n in range(11, 0, -1)}}
    as_owner.post(at("shot_split", long, "SH010"), data)
    said = [factories.shot(long, code).action for code in factories.codes(long)[0]]
    assert said == [f"counts to {n}" for n in range(1, 12)]


def test_a_look_at_edited_actions_saves_nothing(beat, as_owner):
    before = factories.board(beat)
    data = {"parts": "3", "preview": "1", "action-1": "a", "action-2": "crosses the wooden pier slowly", "action-3": "b"}
    html = text(as_owner.post(at("shot_split", beat, "SH010"), data))
    assert "crosses the wooden pier slowly" in html
    assert factories.board(beat) == before


def test_what_would_break_continuity_is_not_saved_and_what_was_typed_stays(beat, as_owner):
    before = factories.board(beat)
    data = {"parts": "3", "action-1": "walks", "action-2": "crosses a new wooden pier slowly", "action-3": "turns"}
    response = as_owner.post(at("shot_split", beat, "SH010"), data)
    html = text(response)
    assert response.status_code == 422
    assert "Nothing is saved yet: this would break continuity." in html
    assert "continuity.reintroduced" in html
    assert ">crosses a new wooden pier slowly</textarea>" in html
    assert factories.board(beat) == before


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ("0", "Split a shot into 2 parts or more."),
        ("1", "Split a shot into 2 parts or more."),
        ("2", "Sora 2 makes no clip over 20 s: 45 s take 3 parts or more."),
        ("99", "Split 45 s into 9 parts at most: Sora 2 makes no clip under 5 s."),
        ("-3", "The number of parts is a whole number."),
        ("three", "The number of parts is a whole number."),
        ("٣", "The number of parts is a whole number."),
        ("9" * 30, "The number of parts is a whole number."),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_number_of_parts_that_cannot_be_gets_one_sentence(method, parts, sentence, beat, as_owner):
    before = factories.board(beat)
    response = getattr(as_owner, method)(at("shot_split", beat, "SH010"), {"parts": parts})
    assert (response.status_code, sentence in text(response)) == (422, True)
    assert factories.board(beat) == before


def test_a_deleted_shot_is_refused_and_one_of_another_project_not_found(beat, theirs, owner, as_owner):
    delete_shot(beat, "SH010", by=owner)
    refused = as_owner.post(at("shot_split", beat, "SH010"), {"parts": "3"})
    assert (refused.status_code, "SH010 was deleted. Restore it first." in text(refused)) == (409, True)
    assert as_owner.post(at("shot_split", beat, "unspoken-1"), {"parts": "3"}).status_code == 404
    assert as_owner.post(at("shot_join", beat, "unspoken-1")).status_code == 404
    assert as_owner.post(at("shot_next", beat, "unspoken-1")).status_code == 404
    assert as_owner.post(at("scene_copy", beat, "unspoken-scene")).status_code == 404
    assert as_owner.post(at("scene_place", beat, "unspoken-scene"), {"place": "1"}).status_code == 404


def test_somebody_elses_edit_since_the_preview_is_seen_before_it_is_done(beat, owner, as_owner):
    seen = revision(beat)
    save_shot(beat, "SH020", {"title": "Turn"}, by=owner)
    data = {"parts": "3", "revision": seen, "action-1": "walks", "action-2": "stops at once", "action-3": "turns"}
    response = as_owner.post(at("shot_split", beat, "SH010"), data)
    assert (response.status_code, "Somebody changed this project meanwhile." in text(response)) == (409, True)
    assert ">stops at once</textarea>" in text(response)
    assert factories.codes(beat) == [["SH010", "SH020"]]


def editor_form(project, code, **typed):
    shot = factories.shot(project, code)
    return {
        "seen": seen_marks(shot), "title": shot.title, "action": shot.action, "subject": shot.subject, "style": shot.style,
        "duration": str(shot.duration), "shot_size": shot.shot_size or "", "anchors": list(shot.anchors), **typed,
    }  # fmt: skip


def test_the_finding_offers_the_split_as_one_click_and_a_look_beside_it(beat, as_owner):
    html = text(as_owner.get(at("shot", beat, "SH010")))
    assert 'formaction="split/" name="parts" value="3">Split into 3 shots</button>' in html
    assert 'formaction="split/" name="look" value="3">Look first</button>' in html


def test_one_click_saves_what_is_typed_and_splits_it(project, as_owner):
    data = editor_form(project, "SH010", duration="45", action="kneels, then rises slowly", parts="3")
    response = as_owner.post(at("shot_split", project, "SH010"), data)
    assert response.status_code == 302
    assert factories.codes(project) == [["SH010", "SH015", "SH017", "SH020"]]
    assert [factories.shot(project, code).action for code in ("SH010", "SH017")] == ["kneels", "rises slowly"]
    verbs = list(Activity.objects.filter(project=project).order_by("-id").values_list("verb", flat=True)[:2])
    assert verbs == ["shot-split", "shot-edited"]


def test_one_undo_takes_the_click_back(beat, as_owner):
    before = factories.board(beat)
    form = next(form for form in Page(as_owner.get(at("shot", beat, "SH010"))).forms if form.id == "shot-form")
    as_owner.post(at("shot_split", beat, "SH010"), form.data(parts="3"))
    line = Activity.objects.filter(project=beat).latest("id")
    as_owner.post(reverse("undo", args=[beat.slug, line.pk]))
    assert factories.board(beat) == before


def test_a_look_saves_what_is_typed_and_shows_what_it_would_become(project, as_owner):
    data = editor_form(project, "SH010", duration="45", look="3")
    response = as_owner.post(at("shot_split", project, "SH010"), data)
    assert response["Location"] == f"{at('shot_split', project, 'SH010')}?parts=3"
    assert factories.shot(project, "SH010").duration == 45
    assert factories.codes(project) == [["SH010", "SH020"]]
    assert "Split 1.1 SH010 into 3 shots" in text(as_owner.get(response["Location"]))


def test_what_cannot_be_saved_goes_to_the_editor_that_says_why(project, as_owner):
    data = editor_form(project, "SH010", duration="much", parts="3")
    response = as_owner.post(at("shot_split", project, "SH010"), data)
    assert (response.status_code, response["Location"]) == (307, at("shot", project, "SH010"))
    assert as_owner.post(response["Location"], data).status_code == 422
    assert factories.codes(project) == [["SH010", "SH020"]]


def test_two_shots_are_looked_at_as_one_and_then_joined(project, as_owner):
    html = text(as_owner.get(at("shot_join", project, "SH010")))
    assert "Join 1.1 SH010 and 1.2 SH020" in html
    assert "walks slowly along the planks, then stops and turns toward the water" in html
    assert "The size is that of SH010: wide shot, not medium shot." in html
    response = as_owner.post(at("shot_join", project, "SH010"), {"revision": revision(project), "second": "SH020"})
    assert response.status_code == 302
    assert factories.codes(project) == [["SH010"]]
    assert "SH010 and SH020 are one shot now: SH010." in text(as_owner.get(response["Location"]))


def test_a_last_shot_has_none_to_join_and_the_page_leads_back(project, as_owner):
    response = as_owner.get(at("shot_join", project, "SH020"))
    assert (response.status_code, "SH020 is the last shot of its scene" in text(response)) == (200, True)
    assert as_owner.post(at("shot_join", project, "SH020")).status_code == 409
    assert f'href="{at("shot", project, "SH020")}">Back to the shot</a>' in text(response)


def test_an_omitted_shot_is_not_split_and_the_page_leads_back(project, owner, as_owner):
    set_omitted(project, "SH020", True, by=owner)
    response = as_owner.get(at("shot_split", project, "SH020"))
    assert (response.status_code, "SH020 is omitted. Take it back in first." in text(response)) == (200, True)
    assert as_owner.post(at("shot_split", project, "SH020"), {"parts": "2"}).status_code == 409
    assert f'href="{at("shot", project, "SH020")}">Back to the shot</a>' in text(response)


def test_shots_that_do_not_stand_together_are_not_joined(project, as_owner):
    response = as_owner.post(at("shot_join", project, "SH020"), {"second": "SH010"})
    assert (response.status_code, "SH010 does not come right after SH020." in text(response)) == (409, True)
    gone = as_owner.post(at("shot_join", project, "SH010"), {"second": "SH777"})
    assert (gone.status_code, "SH777 was deleted." in text(gone)) == (409, True)


def test_the_next_shot_like_this_one_opens_in_the_editor(project, as_owner):
    response = as_owner.post(at("shot_next", project, "SH010"), {"key": "one"})
    assert response["Location"] == at("shot", project, "SH015")
    assert factories.shot(project, "SH015").anchors == factories.shot(project, "SH010").anchors


def test_a_shot_is_added_before_another(project, theirs, as_owner):
    response = as_owner.post(at("shots", project), {"before": "SH020", "key": "one"})
    assert response["Location"] == at("shot", project, "SH015")
    assert factories.codes(project) == [["SH010", "SH015", "SH020"]]
    assert as_owner.post(at("shots", project), {"before": "unspoken-1"}).status_code == 404


def test_a_scene_is_duplicated_and_placed(owner, as_owner):
    wide = factories.project_of(boards.harbour_and_kitchen(), owner)
    keys = [scene.key for scene in factories.board(wide).scenes]
    response = as_owner.post(at("scene_copy", wide, "arrival"))
    assert response["Location"].endswith("#scene-arrival-copy")
    assert [scene.key for scene in factories.board(wide).scenes] == ["arrival", "arrival-copy", *keys[1:]]
    as_owner.post(at("scene_place", wide, "arrival"), {"place": "99"})
    assert [scene.key for scene in factories.board(wide).scenes] == ["arrival-copy", *keys[1:], "arrival"]


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("0", "The first place of a scene is 1."), ("-1", "The place of a scene is a whole number."),
        ("", "The place of a scene is a whole number."), ("up", "The place of a scene is a whole number."),
        ("9" * 40, "The place of a scene is a whole number."),
    ],
)  # fmt: skip
def test_a_place_that_is_none_gets_one_sentence(place, sentence, project, as_owner):
    response = as_owner.post(at("scene_place", project, "arrival"), {"place": place})
    assert (response.status_code, sentence in text(response)) == (409, True)


def test_a_scene_is_placed_without_leaving_the_view(owner, as_owner):
    wide = factories.project_of(boards.harbour_and_kitchen(), owner)
    here = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": f"http://testserver{at('shot', wide, 'SH040')}"}
    response = as_owner.post(at("scene_place", wide, "arrival"), {"place": "2"}, **here)
    assert f'"path": "{at("shot", wide, "SH040")}"' in response["HX-Location"]


def test_frames_of_the_last_moment_follow_and_are_shown(owner, as_owner):
    board = boards.harbour()
    first, second = board.scenes[0].shots
    second = replace(second, starts_from=StartsFrom("SH010", "last"))
    made = factories.project_of(factories.board_with(board, replace(first, duration=Decimal(30)), second), owner)
    as_owner.post(at("shot_split", made, "SH010"))
    assert factories.shot(made, "SH020").starts_from == StartsFrom("SH015", "last")
    report = report_of(Project.objects.get(pk=made.pk))
    assert [f.code for f in report.shot("SH020").findings if f.code.startswith("continuity.")] == []


def test_a_copy_of_a_scene_is_looked_at_first(owner, as_owner):
    wide = factories.project_of(boards.harbour_and_kitchen(), owner)
    before = factories.board(wide)
    html = text(as_owner.get(at("scene_copy", wide, "arrival")))
    assert ["Arrival (copy)" in html, "Credits" in html, "Duplicate the scene" in html] == [True] * 3
    assert factories.board(wide) == before
    seen = revision(wide)
    copied = as_owner.post(at("scene_copy", wide, "arrival"), {"revision": seen, "key": "k"})
    again = as_owner.post(at("scene_copy", wide, "arrival"), {"revision": seen, "key": "k"})
    late = as_owner.post(at("scene_copy", wide, "arrival"), {"revision": seen, "key": "other"})
    assert (copied.status_code, copied["Location"]) == (302, again["Location"])
    assert (late.status_code, "Somebody changed this project meanwhile" in text(late)) == (409, True)
    assert len(factories.board(wide).scenes) == len(before.scenes) + 1


def test_a_split_from_the_findings_goes_back_there(beat, as_owner):
    listed = text(as_owner.get(at("findings", beat)))
    to = f"{at('shot_split', beat, 'SH010')}?parts=3&amp;back=findings"
    assert unescape(to) in listed
    html = text(as_owner.get(unescape(to)))
    assert "Back to the findings" in html
    response = as_owner.post(at("shot_split", beat, "SH010"), {"parts": "3", "back": "findings"})
    assert response["Location"] == at("findings", beat)
