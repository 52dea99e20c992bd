"""Troubleshooting a shot: symptom, preview, apply."""

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

import pytest
from django.urls import reverse

from projects.core.board import StartsFrom
from projects.models import Activity, Shot
from projects.reads import catalogue
from projects.writes.shots import save_shot
from projects.writes.status import set_status
from tests import boards, factories
from tests.pages import Page


def path(project, code="SH020"):
    return reverse("trouble", args=[project.slug, code])


def opened(client, project, symptom, code="SH020"):
    return Page(client.get(path(project, code), {"symptom": symptom}))


def form_of(page):
    return next(form for form in page.forms if ("chosen", "1") in form.fields)


def test_the_editor_leads_here(as_owner, project):
    page = Page(as_owner.get(reverse("shot", args=[project.slug, "SH020"])))
    assert f'href="{path(project)}"' in page.html


def test_first_one_chooses_what_is_to_be_seen(as_owner, project):
    page = Page(as_owner.get(path(project)))
    assert "The camera wanders" in page.html
    assert [form for form in page.forms if ("chosen", "1") in form.fields] == []


@pytest.mark.parametrize("symptom", ["", "bogus", "a\x00b"])
def test_an_unknown_symptom_is_none(as_owner, project, symptom):
    assert as_owner.get(path(project), {"symptom": symptom}).status_code == 200


def test_the_changes_stand_with_what_they_do(as_owner, project):
    page = opened(as_owner, project, "drift")
    assert [value for name, value in form_of(page).fields if name == "change"] == ["cfg", "subject", "negative_prompt"]
    assert "clearly recognisable face, hair and clothing" in page.text("effects")
    assert "Credits 338, unchanged" in page.text("effects")
    assert "Differs from the lock's master SH010 in CFG, negative prompt" in page.text("effects")


def test_the_chosen_changes_are_applied_and_no_others(as_owner, project):
    data = form_of(opened(as_owner, project, "drift")).data(change=["cfg", "starts_from"])
    response = as_owner.post(path(project), data)
    assert response["Location"] == reverse("shot", args=[project.slug, "SH020"])
    shot = factories.shot(project, "SH020")
    assert (shot.cfg, shot.starts_from, shot.subject) == (Decimal(14), StartsFrom("SH010", "last"), "collar raised")
    line = Activity.objects.filter(project=project, verb="shot-edited").get()
    assert line.data["fields"] == ["cfg", "starts_from"]


def test_a_preview_saves_nothing_and_shows_what_is_ticked(as_owner, project):
    data = form_of(opened(as_owner, project, "drift")).data(change=["starts_from"], preview="1")
    before = factories.content()
    whole = as_owner.post(path(project), data)
    region = as_owner.post(path(project), data, headers={"HX-Request": "true", "HX-Target": "effects"})
    assert (whole.status_code, region.status_code) == (200, 200)
    assert factories.content() == before
    assert region.content.decode().lstrip().startswith('<section id="effects"')
    assert "collar raised" in Page(region).text("effects")
    assert [value for name, value in form_of(Page(whole)).fields if name == "change"] == ["starts_from"]


def test_the_findings_that_speak_of_the_symptom_stand_there(as_owner, project, owner):
    save_shot(project, "SH020", {"action": "walking"}, by=owner)
    assert "leaves manner and speed open" in opened(as_owner, project, "physics").html
    assert "leaves manner and speed open" not in opened(as_owner, project, "light").html


def test_with_nothing_ticked_nothing_is_applied(as_owner, project):
    data = form_of(opened(as_owner, project, "drift")).data(change=None)
    response = as_owner.post(path(project), data)
    assert (response.status_code, "Nothing is ticked." in response.content.decode()) == (422, True)


def test_what_somebody_saved_meanwhile_is_not_overwritten(as_owner, project, editor):
    data = form_of(opened(as_owner, project, "drift")).data(change=["cfg", "subject"])
    save_shot(project, "SH020", {"subject": "hood up"}, by=editor)
    response = as_owner.post(path(project), data)
    page = Page(response)
    assert (response.status_code, "Editor saved this shot meanwhile." in page.html) == (409, True)
    assert factories.shot(project, "SH020").cfg is None
    assert as_owner.post(path(project), form_of(page).data()).status_code == 302
    assert factories.shot(project, "SH020").subject.startswith("hood up, clearly")


@pytest.fixture
def lit_against(owner):
    """The light of SH020 is in a prompt written by hand; its anchor says that it comes from the left."""
    start = boards.harbour()
    first, second = start.scenes[0].shots
    dawn = next(anchor for anchor in start.anchors if anchor.key == "dawn")
    anchors = tuple(replace(a, description="hard light") if a is dawn else a for a in start.anchors)
    return factories.project_of(replace(factories.board_with(start, first, second), anchors=anchors), owner)


def test_what_would_break_continuity_is_refused_with_everything_kept(as_owner, lit_against, monkeypatch):
    # A user's own catalogue may propose a light that an anchor rules out.
    page = opened(as_owner, lit_against, "light")
    offered = [value for name, value in form_of(page).fields if name == "change"]
    assert "lighting" in offered
    catalog = catalogue()
    light = catalog.symptoms["light"]
    soft = replace(light.fixes[0], kind="insert", value="soft light", slot="lighting")
    monkeypatch.setattr("projects.views.trouble.catalogue", lambda: replace(
        catalog, symptoms=MappingProxyType({**catalog.symptoms, "light": replace(light, fixes=(soft,))})
    ))  # fmt: skip
    response = as_owner.post(path(lit_against), form_of(opened(as_owner, lit_against, "light")).data(change=["lighting"]))
    page = Page(response)
    assert response.status_code == 422
    assert "Not applied: this would break continuity." in page.html
    assert [value for name, value in form_of(page).fields if name == "change"] == ["lighting"]
    assert factories.shot(lit_against, "SH020").lighting == ""


def test_an_omitted_shot_has_nothing_to_mend(as_owner, project):
    Shot.objects.filter(project=project, code="SH020").update(omitted=True)
    factories.forget_reports()
    page = opened(as_owner, project, "drift")
    assert "This shot is omitted." in page.html
    assert as_owner.post(path(project), {"symptom": "drift", "chosen": "1", "change": "cfg"}).status_code == 422


def test_an_approved_shot_shows_that_it_changed(as_owner, project, owner):
    set_status(project, "SH020", "approved", by=owner, role="owner")
    data = form_of(opened(as_owner, project, "drift")).data(change=["cfg"])
    assert as_owner.post(path(project), data).status_code == 409
    assert as_owner.post(path(project), {**data, "approved": "change"}).status_code == 302
    assert Shot.objects.get(project=project, code="SH020").versions.count() == 2


def test_a_viewer_sees_the_changes_and_cannot_apply_them(as_viewer, project):
    page = opened(as_viewer, project, "drift")
    assert "CFG" in page.html
    assert [form for form in page.forms if "Apply" in [label for _, _, label in form.buttons]] == []
