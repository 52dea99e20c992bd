"""API tokens on the account: made, shown once, listed, revoked; and what a token did is told in the activity."""

import re

from django.urls import reverse

from projects.models import ApiToken
from tests import boards, factories
from tests.api.clients import program_of

FORM = {"name": "  Nightly   build ", "scope": "write", "project": "", "expires": "90", "key": "k1"}


def made(response):
    return re.search(r'id="token" value="(sb_[\w-]+)"', response.content.decode())


def test_a_token_is_shown_once_and_listed_by_its_beginning(as_owner, owner):
    first = as_owner.post(reverse("tokens"), FORM)
    token = made(first)[1]
    assert (len(token) >= 43, first["Cache-Control"]) == (True, "private, no-store")
    again = as_owner.post(reverse("tokens"), FORM)
    assert (made(again), "This token is made already" in again.content.decode()) == (None, True)
    text = as_owner.get(reverse("tokens")).content.decode()
    assert (token in text, token[:8] in text, "Nightly build" in text) == (False, True, True)
    row = ApiToken.objects.get()
    assert (row.name, row.scopes, row.project, row.user) == ("Nightly build", ["read", "write"], None, owner)


def test_bad_forms_make_nothing_and_keep_what_was_typed(as_owner, owner, project, theirs):
    for bad in ({"name": " "}, {"scope": "all"}, {"expires": "10000"}, {"project": theirs.slug}, {"name": "x" * 81}):
        answer = as_owner.post(reverse("tokens"), {**FORM, "name": "Kept", **bad})
        assert (answer.status_code, ApiToken.objects.count()) == (422, 0)
        text = answer.content.decode()
        assert ('role="alert"' in text, theirs.title in text) == (True, False)
    as_owner.post(reverse("tokens"), {**FORM, "project": project.slug, "expires": "never", "scope": "read"})
    row = ApiToken.objects.get()
    assert (row.project, row.expires_at, row.scopes) == (project, None, ["read"])


def test_there_is_a_limit(as_owner, owner):
    rows = [ApiToken(user=owner, name="n", prefix="sb_", token_hash=str(n), scopes=["read"]) for n in range(50)]
    ApiToken.objects.bulk_create(rows)
    assert as_owner.post(reverse("tokens"), FORM).status_code == 409


def test_only_its_person_revokes_a_token(as_owner, as_editor, owner, project):
    program = program_of(owner)
    number = ApiToken.objects.get().pk
    assert as_editor.post(reverse("token_revoke", args=[number])).status_code == 404
    assert program.get("projects").status_code == 200
    answer = as_owner.post(reverse("token_revoke", args=[number]), follow=True)
    assert "“Nightly build” is revoked. It lets no program in any more." in answer.content.decode()
    assert program.get("projects").status_code == 401


def test_a_project_that_was_left_is_not_named(as_owner, owner, project, theirs):
    ApiToken.objects.create(user=owner, name="Old", prefix="sb_", token_hash="x", scopes=["read"], project=theirs)
    text = as_owner.get(reverse("tokens")).content.decode()
    assert ("A project out of reach" in text, factories.SECRET in text) == (True, False)


def test_the_activity_says_which_token_it_was(as_viewer, owner, project):
    program_of(owner).patch(f"projects/{project.slug}", {"title": "Evening"})
    text = as_viewer.get(reverse("activity", args=[project.slug])).content.decode()
    assert "through the API token <bdi>Nightly build</bdi>" in text


def test_the_account_leads_there(as_owner, project):
    assert reverse("tokens") in as_owner.get(reverse("account")).content.decode()
    assert boards.harbour().title in as_owner.get(reverse("tokens")).content.decode()
