"""Projects: the list, new ones in three ways, settings, copies, archive, deletion."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from projects.core.document import dumps
from projects.models import Project
from projects.writes.reviewing import Person, decide
from tests import boards, factories
from tests.pages import Page, text_of
from tests.views.routes import LIST, SETTINGS

NEW, DOCUMENT, TEXT = "/new/", "/new/document/", "/new/text/"


def form_of(client, path):
    return next(form for form in Page(client.get(path)).forms if form.action != "/accounts/logout/")


def test_an_empty_list_says_how_to_begin(as_stranger):
    assert Page(as_stranger.get("/")).all("empty")[0].startswith("Plan your first sequence")


def test_the_new_project_form_proposes_the_guides_default(as_stranger):
    fields = dict(form_of(as_stranger, NEW).fields)
    found = {name: fields[name] for name in ("model", "quality", "previews", "cfg", "continuity", "currency")}
    assert found == {
        "model": "sora-2",
        "quality": "standard",
        "previews": "3",
        "cfg": "7",
        "continuity": "restate",
        "currency": "USD",
    }
    assert len(fields["negative_prompt"]) > 20


def test_a_blank_project_from_the_form_as_it_stands(as_stranger):
    form = form_of(as_stranger, NEW)
    response = as_stranger.post(NEW, form.data(title="Ein Film 🎬", destination="instagram-reels"))
    project = Project.objects.get()
    assert response["Location"] == f"/projects/{project.slug}/"
    assert (project.title, project.aspect_ratio) == ("Ein Film 🎬", "9:16")
    assert factories.board(project).scenes == ()


def test_the_same_form_twice_makes_one_project(as_stranger):
    data = form_of(as_stranger, NEW).data(title="One")
    assert len({as_stranger.post(NEW, data)["Location"] for _ in range(2)}) == 1
    assert as_stranger.post(NEW, {**data, "title": "Two"}).status_code == 422
    assert Project.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", ""), ("title", "  "), ("title", "a\x00b"), ("title", "x" * 201), ("model", "no-such"), ("aspect_ratio", "7:3"), ("fps", "0"),
        ("fps", "121"), ("cfg", "21"), ("cfg", "NaN"), ("previews", "100"), ("previews", "-1"), ("draft_duration", "601"),
        ("budget_credits", "2147483648"), ("money_per_credit", "-1"), ("money_per_credit", "1e9"), ("currency", "dollar"),
        ("brief", "x" * 10_001), ("brief", "a\x1bb"), ("continuity", "never"), ("destination", "the-moon"), ("resolution", "9k"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_refused_with_all_that_was_typed(name, value, as_stranger):
    response = as_stranger.post(NEW, {**SETTINGS, "notes": "x", name: value})
    assert response.status_code == 422
    assert Project.objects.count() == 0
    if name != "brief":
        assert dict(next(f for f in Page(response).forms if f.action != "/accounts/logout/").fields)["title"] == {
            **SETTINGS, name: value
        }["title"]  # fmt: skip


def test_a_document_comes_in_as_text_and_as_a_file(as_stranger):
    text = dumps(boards.harbour_and_kitchen())
    for data in ({"text": text}, {"file": SimpleUploadedFile("plan.json", text.encode())}):
        response = as_stranger.post(DOCUMENT, data)
        project = Project.objects.get(slug=response["Location"].split("/")[2])
        assert factories.board(project) == boards.harbour_and_kitchen()


@pytest.mark.parametrize(
    "text",
    ["", "{", "null", "[]", '{"format": "storyboard/2", "title": "x"}', '{"format": "storyboard/1", "title": "x", "colour": 1}',
     '{"format": "storyboard/1", "title": "x", "title": "y"}', '{"format": "storyboard/1", "title": "x", "cfg": NaN}',
     '{"format": "storyboard/1", "title": "a\\u0000b"}', '{"format": "storyboard/1", "title": "a\\ud800b"}', "[" * 100_000],
)  # fmt: skip
def test_a_document_that_is_none_is_refused_with_a_sentence(text, as_stranger):
    response = as_stranger.post(DOCUMENT, {"text": text})
    assert response.status_code == 422
    assert Project.objects.count() == 0


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"\x89PNG\r\n", b"PK\x03\x04"])
def test_a_file_that_is_no_document_is_refused(content, as_stranger):
    response = as_stranger.post(DOCUMENT, {"file": SimpleUploadedFile("x.json", content)})
    assert (response.status_code, Project.objects.count()) == (422, 0)


def test_a_document_with_errors_names_them_and_comes_in_when_told_to(as_stranger):
    raw = json.loads(dumps(boards.harbour()))
    raw["scenes"][0]["shots"][1]["environment"] = "another wooden pier"
    refused = as_stranger.post(DOCUMENT, {"text": json.dumps(raw)})
    html = refused.content.decode()
    assert refused.status_code == 422
    assert ("SH020" in html, "continuity.reintroduced" in html) == (True, True)
    assert as_stranger.post(DOCUMENT, {"text": json.dumps(raw), "allow_errors": "on"}).status_code == 302


def test_the_preview_of_pasted_text_saves_nothing(as_stranger):
    with factories.writes() as written:
        response = as_stranger.post(TEXT, {"text": LIST, "preview": "1"})
    assert written == []
    assert (response.status_code, Project.objects.count()) == (200, 0)
    assert "SH010" in Page(response).text("preview")


def test_what_was_previewed_becomes_the_project_once(as_stranger):
    form = next(
        f for f in Page(as_stranger.post(TEXT, {"text": LIST, "preview": "1"})).forms if f.action != "/accounts/logout/"
    )
    places = {as_stranger.post(TEXT, form.data(confirm="1"))["Location"] for _ in range(2)}
    assert (len(places), Project.objects.count()) == (1, 1)
    board = factories.board(Project.objects.get())
    assert (board.title, len(list(board.shots()))) == ("Two shots", 2)


@pytest.mark.parametrize("text", ["", "   \n\n"])
def test_pasted_text_without_shots_is_refused(text, as_stranger):
    assert as_stranger.post(TEXT, {"text": text, "confirm": "1"}).status_code == 422


def test_settings_are_changed_and_show_what_stands(as_editor, project):
    path = reverse("settings", args=[project.slug])
    form = next(f for f in Page(as_editor.get(path)).forms if dict(f.fields).get("title"))
    assert dict(form.fields)["cfg"] == "12"
    assert as_editor.post(path, form.data()).status_code == 302
    assert factories.board(project) == boards.harbour()
    as_editor.post(path, form.data(title="New", cfg="9.5"))
    assert (factories.board(project).title, str(factories.board(project).cfg)) == ("New", "9.5")


def test_who_may_only_look_gets_no_form_of_settings_to_send(as_viewer, project):
    forms = Page(as_viewer.get(reverse("settings", args=[project.slug]))).forms
    assert [field for form in forms for field in form.fields if field[0] == "title"] == []


def test_a_project_is_archived_and_comes_back(as_owner, project):
    path = reverse("archive", args=[project.slug])
    as_owner.post(path)
    assert [project.slug in as_owner.get(place).content.decode() for place in ("/", "/?archived=1")] == [False, True]
    as_owner.post(path, {"back": "1"})
    assert [project.slug in as_owner.get(place).content.decode() for place in ("/", "/?archived=1")] == [True, False]


def test_a_deleted_project_comes_back_by_undo(as_owner, project):
    before = factories.board(project)
    answer = as_owner.post(reverse("project_delete", args=[project.slug]))
    assert Project.objects.get().deleted_at is not None
    undo = Page(as_owner.get(answer["Location"])).form(reverse("project_restore", args=[project.slug]))
    as_owner.post(undo.action, undo.data())
    assert factories.board(project) == before


def test_a_copy_by_a_viewer_is_the_viewers(as_viewer, project):
    place = as_viewer.post(reverse("project_copy", args=[project.slug]), {"key": "k"})["Location"]
    assert as_viewer.post(place.rstrip("/") + "/deletion/").status_code == 302


def test_settings_say_first_which_approvals_would_no_longer_hold(as_editor, project, reviewer):
    decide(project, {"SH020": ""}, "approved", person=Person(reviewer))
    path = reverse("settings", args=[project.slug])
    form = next(f for f in Page(as_editor.get(path)).forms if dict(f.fields).get("title"))
    before = factories.content()
    told = as_editor.post(path, form.data(resolution="720p", preview="1"))
    assert (told.status_code, factories.content() == before) == (200, True)
    assert "1 approval will no longer hold: SH020 approved by Reviewer" in text_of(told)
    told = as_editor.post(path, form.data(title="Another", preview="1"))
    assert "Every approval would still hold." in text_of(told)
