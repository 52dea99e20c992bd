"""An anchor's page: which shots follow an edit, which keep the older wording, and the way back."""

import pytest
from django.urls import reverse

from tests import factories
from tests.pages import Page

TARRED = "a tarred wooden pier at dusk tide"


def anchor(project):
    return reverse("anchor", args=[project.slug, "pier"])


def edit(client, project, **changes):
    form = Page(client.get(anchor(project))).form("anchor-form")
    return client.post(anchor(project), form.data(description=TARRED, **changes))


def test_the_preview_asks_which_shots_keep_the_older_wording_and_names_approvals(as_editor, as_owner, project):
    as_owner.post(reverse("shot_status", args=[project.slug, "SH010"]), {"status": "in-review"})
    as_owner.post(reverse("shot_status", args=[project.slug, "SH010"]), {"status": "approved"})
    page = edit(as_editor, project, preview="1").content.decode()
    assert page.count('name="keep"') == 2
    assert (page.count("1 approval will no longer hold:"), page.count("approved by ")) == (1, 1)


def test_a_shot_keeps_the_older_wording_and_takes_the_new_one_later(as_editor, project):
    assert edit(as_editor, project, keep=["SH020"]).status_code == 302
    assert "weathered" in factories.shot(project, "SH020").wordings[0].description
    page = Page(as_editor.get(anchor(project)))
    assert "Older wording kept" in "".join(page.words)
    path = reverse("wordings", args=[project.slug, "pier"])
    assert as_editor.post(path, {"shot": "SH020", "editor": "1"}).url == reverse("shot", args=[project.slug, "SH020"])
    assert factories.shot(project, "SH020").wordings == ()


def test_an_earlier_wording_is_brought_back(as_editor, project):
    edit(as_editor, project)
    path = reverse("anchor_version_restore", args=[project.slug, "pier", 1])
    assert as_editor.post(path).url == anchor(project)
    assert factories.board(project).anchor("pier").description == "a weathered wooden pier at low tide"


@pytest.mark.parametrize("odd", ["a/b", "../..", "SH999", "x" * 3000])
def test_the_editor_of_a_shot_that_is_not_there_is_not_found(odd, as_editor, project):
    edit(as_editor, project, keep=["SH020"])
    path = reverse("wordings", args=[project.slug, "pier"])
    assert as_editor.post(path, {"shot": odd, "editor": "1"}).status_code == 404
    assert len(factories.shot(project, "SH020").wordings) == 1
