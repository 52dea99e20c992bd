"""The people of a project over HTTP: who changes what, and that it holds with the next request."""

import pytest
from django.urls import reverse

from projects.models import Activity, Invitation, Membership, Project, User
from projects.writes.invitations import invite
from tests import factories
from tests.pages import Page, text_of

pytestmark = pytest.mark.django_db


def at(name, project, *more):
    return reverse(name, args=[project.slug, *more])


def member(project, user):
    return Membership.objects.get(project=project, user=user).pk


def test_everybody_sees_who_is_there_and_since_when(as_viewer, project):
    text = text_of(as_viewer.get(at("people", project)))
    assert [f"{name}@example.org · since" in text for name in ("owner", "editor", "reviewer", "viewer")] == [True] * 4
    assert ("Invite" in text, "Leave this project" in text) == (False, True)


def test_a_change_of_role_holds_with_the_next_request(as_owner, as_viewer, project, viewer):
    settings = at("settings", project)
    assert as_viewer.post(settings, {"title": "Mine"}).status_code == 403
    page = Page(as_owner.get(at("people", project)))
    form = page.form(at("person_role", project, member(project, viewer)))
    assert form.data()["role"] == ["viewer"]
    assert as_owner.post(form.action, form.data(role="editor")).status_code == 302
    assert as_viewer.post(settings, {"title": "Mine"}).status_code == 422
    assert as_owner.post(form.action, {"role": "viewer"}).status_code == 302
    assert as_viewer.post(settings, {"title": "Mine"}).status_code == 403


@pytest.mark.parametrize("role", ["", "admin", "Owner", "owner\x00", "x" * 5000])
def test_a_role_that_does_not_exist_is_refused(role, as_owner, project, viewer):
    assert as_owner.post(at("person_role", project, member(project, viewer)), {"role": role}).status_code == 422
    assert Membership.objects.get(project=project, user=viewer).role == "viewer"


def test_who_is_removed_finds_no_project_with_the_next_request(as_owner, as_editor, project, editor):
    path = at("person_remove", project, member(project, editor))
    assert "Remove Editor?" in text_of(as_owner.get(path))
    assert as_editor.get(at("board", project)).status_code == 200
    as_owner.post(path)
    assert as_editor.get(at("board", project)).status_code == 404


def test_the_only_owner_is_told_what_to_do_first(as_owner, project, owner, deactivated):
    User.objects.filter(pk=deactivated.pk).update(is_active=False)
    assert "You are the only owner. To leave, make somebody else" in text_of(as_owner.get(at("people", project)))
    assert as_owner.get(at("leave", project)).status_code == 409
    for name, given in (("leave", ()), ("person_remove", (member(project, owner),))):
        response = as_owner.post(at(name, project, *given))
        assert (response.status_code, "Make somebody else an owner first." in text_of(response)) == (409, True)
    assert as_owner.post(at("person_role", project, member(project, owner)), {"role": "viewer"}).status_code == 409


def test_handing_over_and_leaving(as_owner, as_editor, project, owner, editor):
    path = at("person_heir", project, member(project, editor))
    assert "Editor owns it from now on and you are an editor." in text_of(as_owner.get(path))
    assert as_owner.get(at("people", project)).status_code == 200
    assert Membership.objects.get(project=project, user=editor).role == "editor"
    assert as_owner.post(path).status_code == 302
    assert as_owner.get(at("people", project)).status_code == 200
    assert as_owner.post(at("archive", project)).status_code == 403
    assert as_owner.post(at("leave", project)).status_code == 302
    assert as_owner.get(at("people", project)).status_code == 404
    assert as_editor.post(at("archive", project)).status_code == 302


def test_members_and_invitations_of_another_project_do_not_exist(as_stranger, theirs, project, owner):
    invite(project, ["new@example.org"], "viewer", by=owner)
    foreign, number = member(project, owner), Invitation.objects.get().pk
    before = factories.everything()
    for name, given in (
        ("person_role", foreign), ("person_remove", foreign), ("person_heir", foreign),
        ("invitation_link", number), ("invitation_revoke", number), ("person_role", 10**30),
    ):  # fmt: skip
        assert (name, as_stranger.post(at(name, theirs, given), {"role": "owner"}).status_code) == (name, 404)
    assert factories.everything() == before


def test_links_are_shown_once_and_work(as_owner, project, client):
    response = as_owner.post(at("people", project), {"emails": "new@example.org\nnonsense", "role": "editor"})
    assert (response.status_code, "This is no email address." in text_of(response)) == (200, True)
    link = response.content.decode().split('value="http://127.0.0.1:8000', 1)[1].split('"', 1)[0]
    assert client.get(link).status_code == 200
    assert "/invitations/" + link.split("/")[2] not in as_owner.get(at("people", project)).content.decode()
    again = as_owner.post(at("invitation_link", project, Invitation.objects.get().pk))
    assert (again.status_code, client.get(link).status_code) == (200, 404)


def test_taking_an_invitation_back(as_owner, project, owner, client):
    link = invite(project, ["new@example.org"], "viewer", by=owner)[0].link.removeprefix("http://127.0.0.1:8000")
    assert as_owner.post(at("invitation_revoke", project, Invitation.objects.get().pk)).status_code == 302
    assert client.get(link).status_code == 410
    assert as_owner.post(at("invitation_revoke", project, Invitation.objects.get().pk)).status_code == 409


@pytest.mark.parametrize(
    ("emails", "sentence"),
    [
        ("", "Enter an address."), (" \n ,", "Enter an address."),
        ("\n".join(f"p{n}@example.org" for n in range(201)), "These are 201 lines; 200 are taken at once."),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_said_where_it_was_typed(emails, sentence, as_owner, project):
    response = as_owner.post(at("people", project), {"emails": emails, "role": "viewer"})
    assert (response.status_code, sentence in text_of(response), Invitation.objects.count()) == (422, True, 0)
    assert Page(response).form("invite").data()["emails"][0].split() == emails.split()


def test_addresses_may_stand_in_one_line_and_without_a_link_none_is_announced(as_owner, project):
    invite = at("people", project)
    as_owner.post(invite, {"emails": "eve@example.org, rex@example.org; zoe@example.org", "role": "viewer"})
    assert Invitation.objects.count() == 3
    refused = text_of(as_owner.post(invite, {"emails": "no-address", "role": "viewer"}))
    assert ("Nobody was invited" in refused, "links to pass on" in refused) == (True, False)


def test_two_hundred_at_once(as_owner, project):
    emails = "\r\n".join(f"p{n}@example.org" for n in range(200))
    response = as_owner.post(at("people", project), {"emails": emails, "role": "viewer"})
    assert (response.status_code, Invitation.objects.count()) == (200, 200)
    assert Activity.objects.filter(verb="people-invited").count() == 1


def test_nothing_of_it_can_be_undone_but_all_of_it_is_in_the_log(as_owner, project, viewer):
    as_owner.post(at("person_role", project, member(project, viewer)), {"role": "editor"})
    assert Activity.objects.latest("id").can_undo is False
    assert "role of Viewer, viewer to editor" in text_of(as_owner.get(at("activity", project)))


def test_names_are_text(as_owner, project, viewer):
    User.objects.filter(pk=viewer.pk).update(name="<script>alert(1)</script>")
    Project.objects.update(title="<img src=x onerror=alert(1)>")
    html = as_owner.get(at("people", project)).content.decode()
    assert ("<script>alert" in html, "<img src=x" in html) == (False, False)


def test_people_share_links_and_the_inbox_have_a_head_on_paper(as_owner, project):
    for path in (at("people", project), at("sharing", project), "/inbox/"):
        assert '<header class="sheet-head paper-only">' in as_owner.get(path).content.decode()
