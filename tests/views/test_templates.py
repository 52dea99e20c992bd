"""The pages about templates: the gallery, filling one, one's own."""

from __future__ import annotations

import pytest
from django.urls import reverse

from projects.core.templates_making import template_from
from projects.models import Activity, Project, Template
from projects.reads import report_of
from projects.writes.templates import save_template
from tests import factories
from tests.boards import harbour
from tests.pages import Page

pytestmark = pytest.mark.django_db
GALLERY = "/new/template/"
REVEAL = "/new/template/product-reveal/"
HTMX = {"HX-Request": "true", "HX-Target": "preview"}


def words(page: Page) -> str:
    """Everything that a page says."""
    return " ".join(" ".join(page.words).split())


def latest() -> Project:
    return Project.objects.latest("pk")


def keep(user, title="Harbour", board=None, *chosen):
    return save_template(template_from(board or harbour(), chosen, title=title), by=user)


def test_the_gallery_shows_the_five_with_their_frames_and_figures(as_viewer):
    page = Page(as_viewer.get(GALLERY))
    assert [href in page.html for href in (REVEAL, "/new/template/music-video/")] == [True, True]
    assert page.html.count('class="frame"') == 8
    assert "Format 1:1 Instagram feed Length 10 s Quality High CFG 14 Credits 375 with previews" in words(page)
    assert "Format 16:9 YouTube Length 1:00 4 shots Quality High CFG 8 Credits 2,000 with previews" in words(page)
    assert "Nothing kept yet." in words(page)


def test_the_form_shows_what_comes_of_the_defaults(as_viewer):
    page = Page(as_viewer.get(REVEAL))
    assert page.text("preview").startswith(
        "Maison Vale: the perfume bottle 1:1 · 1 shot · 10 s · price unknown on Kling 3.0"
    )
    assert "No findings." in page.text("preview")
    assert page.form("template-form").data()["model"] == ["kling-3.0"]


def test_what_is_typed_shows_at_once_and_saves_nothing(as_viewer):
    answer = as_viewer.post(REVEAL, {"blank-product": "tea tin", "model": "kling-3.0", "preview": "1"}, headers=HTMX)
    page = Page(answer)
    assert (answer.status_code, page.html.count("<main"), Project.objects.count()) == (200, 0, 0)
    assert page.text("preview").startswith("Maison Vale: the tea tin")


def test_a_model_that_is_gone_shows_its_finding_before_it_is_taken(as_viewer):
    answer = as_viewer.post(REVEAL, {"model": "sora-2", "preview": "1"}, headers=HTMX)
    text = Page(answer).text("preview")
    assert ("375 credits" in text, "1 finding" in text, "model.retired" in text) == (True, True, True)


def test_the_project_is_made_without_a_finding(as_viewer):
    page = Page(as_viewer.get(REVEAL))
    data = page.form("template-form").data(**{"blank-product": "tea tin", "blank-brand": "Norra", "make": "1"})
    answer = as_viewer.post(REVEAL, data)
    project = latest()
    assert (answer.status_code, answer["Location"]) == (302, reverse("board", args=[project.slug]))
    report = report_of(project)
    assert (project.title, project.model, report.errors, report.warnings, report.hints) == (
        "Norra: the tea tin",
        "kling-3.0",
        0,
        0,
        0,
    )
    assert Activity.objects.get(project=project).verb == "project-from-template"
    assert as_viewer.post(REVEAL, data)["Location"] == answer["Location"]
    assert Project.objects.count() == 1


@pytest.mark.parametrize("key", ["product-reveal", "fashion-reel", "corporate-opener", "documentary-b-roll", "music-video"])
def test_each_of_them_becomes_a_board_that_opens(key, as_viewer):
    answer = as_viewer.post(f"{GALLERY}{key}/", {"title": "Mine"}, follow=True)
    assert (answer.status_code, latest().title) == (200, "Mine")
    report = report_of(latest())
    assert report.errors + report.warnings + report.hints == 0


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"blank-brand": "x" * 5000}, "With this, the project's title has 5,020 characters: at most 200 fit."),
        ({"blank-product": "tea, tin"}, "This stands in an anchor's name: no , ; : ( ) and no line break."),
        ({"blank-look": "a\x00b"}, "Character 2 is a control character. Delete it."),
        ({"blank-colour": "red"}, "This template has no blank “colour”. Reload the page."),
        ({"model": "no-such"}, "Choose a model of the list."),
        ({"title": "x" * 201}, "201 characters: at most 200 fit here."),
        ({"title": "a\nb"}, "Give the project a title in one line."),
    ],
)
def test_a_wrong_value_is_refused_and_all_that_was_typed_stays(values, sentence, as_viewer):
    answer = as_viewer.post(REVEAL, {"blank-surface": "raw oak", **values})
    page = Page(answer)
    assert (answer.status_code, Project.objects.count()) == (422, 0)
    assert sentence in words(page)
    assert page.form("template-form").data()["blank-surface"] == ["raw oak"]


def test_5000_characters_fit_where_a_text_may_be_long(as_viewer):
    answer = as_viewer.post("/new/template/fashion-reel/", {"blank-outfit": "x" * 5000})
    assert (answer.status_code, factories.shot(latest(), "SH010").subject[-5000:]) == (302, "x" * 5000)


def test_script_tags_and_braces_are_words(as_viewer):
    value = "<script>hit(1)</script> {a` } {surface}"
    page = Page(as_viewer.post(REVEAL, {"blank-look": value, "preview": "1"}, headers=HTMX))
    assert ("<script>hit" in page.html, value in page.text("preview")) == (False, True)


@pytest.mark.parametrize("ref", ["no-such", "own:", "own:no-such", "own:%00", "x" * 3000])
def test_a_template_that_nobody_has_is_not_found(ref, as_viewer):
    assert as_viewer.get(f"{GALLERY}{ref}/").status_code == 404


def test_somebody_else_s_template_is_not_found(as_stranger, owner, project):
    key = keep(owner)
    before = factories.everything()
    assert as_stranger.get(f"{GALLERY}own:{key}/").status_code == 404
    for path in (f"/templates/{key}/", f"/templates/{key}/deletion/", f"/templates/{key}/restoration/"):
        assert as_stranger.post(path, {"title": "Mine"}).status_code == 404
    assert "Harbour" not in as_stranger.get("/templates/").content.decode()
    assert factories.everything() == before


def test_own_ones_are_renamed_deleted_and_brought_back(as_owner, owner):
    key = keep(owner)
    keep(owner, "Second")
    assert as_owner.post(f"/templates/{key}/", {"title": "Pier"}).status_code == 302
    wrong = as_owner.post(f"/templates/{key}/", {"title": "second"})
    assert (wrong.status_code, "You have a template called “second” already." in words(Page(wrong))) == (422, True)
    gone = as_owner.post(f"/templates/{key}/deletion/", follow=True)
    assert (
        f"/templates/{key}/restoration/" in gone.content.decode(),
        as_owner.get(f"{GALLERY}own:{key}/").status_code,
    ) == (True, 404)
    back = as_owner.post(f"/templates/{key}/restoration/", follow=True)
    assert [title in words(Page(back)) for title in ("Pier is back.", "Second")] == [True, True]


def test_a_template_whose_model_was_removed_still_works(as_owner, owner):
    key = keep(owner)
    row = Template.objects.get(key=key)
    row.document["board"] |= {"model": "our-own-model", "resolution": "9p"}
    row.save()
    page = Page(as_owner.get(f"{GALLERY}own:{key}/"))
    assert "Its model “our-own-model” is no longer in the catalogue. Another one is chosen below." in words(page)
    assert as_owner.post(f"{GALLERY}own:{key}/", page.form("template-form").data()).status_code == 302
    assert (latest().resolution, latest().model) == ("1080p", "kling-3.0")


@pytest.mark.parametrize(
    "document", [{}, [], {"board": 3}, {"board": {"title": ""}}, {"board": {"scenes": 3}, "blanks": [1]}]
)
def test_a_template_that_can_no_longer_be_read_says_so(document, as_owner, owner):
    Template.objects.create(owner=owner, key="old", title="Old one", document=document)
    for path in (GALLERY, "/templates/"):
        page = Page(as_owner.get(path))
        assert ("Old one" in words(page), "no longer" in words(page)) == (True, True)
    assert as_owner.get(f"{GALLERY}own:old/").status_code == 404
