"""Share links of a project, as its members make and change them."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from projects.models import Guest, ShareLink
from tests import boards, factories
from tests.cast import LINK_TOKEN
from tests.pages import Page, text_of

NEW = {"label": "Client", "scope": "project", "rights": "comment", "expires": "7"}


@pytest.fixture
def path(project):
    return reverse("sharing", args=[project.slug])


def made(response) -> str:
    """The token of the address that a page shows."""
    found = re.search(r'value="http://[^"/]+/s/([\w-]+)/"', response.content.decode())
    assert found
    return found[1]


def test_a_new_link_shows_its_address_once(as_editor, path):
    form = Page(as_editor.get(path)).form("share-form")
    response = as_editor.post(path, form.data(label="Client", rights="view"))
    token = made(response)
    assert (response.status_code, Client().get(f"/s/{token}/").status_code) == (200, 200)
    assert token not in as_editor.get(path).content.decode()


def test_the_address_follows_the_configuration_and_not_the_request(as_owner, path, settings):
    settings.PUBLIC_URL = "https://storyboard.example.org"
    html = as_owner.post(path, NEW, headers={"host": "localhost"}).content.decode()
    assert "https://storyboard.example.org/s/" in html


def test_a_form_sent_twice_makes_one_link_and_says_so(as_owner, path):
    form = Page(as_owner.get(path)).form("share-form").data(label="Client")
    first, second = as_owner.post(path, form), as_owner.post(path, form)
    assert (made(first) in second.content.decode(), "This link is made already" in text_of(second)) == (False, True)
    assert ShareLink.objects.count() == 1


def test_what_the_form_says_stands_in_the_row(as_owner, owner, path):
    scene = {**NEW, "scope": "scenes", "scenes": "arrival", "rights": "approve", "expires": "30", "password": "open sesame"}
    as_owner.post(path, scene)
    row = ShareLink.objects.get()
    assert row.expires_at
    days = row.expires_at - timezone.now()
    assert (row.label, row.scope, row.scenes, row.rights, row.by) == ("Client", "scenes", ["arrival"], "approve", owner)
    assert (timedelta(days=29, hours=23) < days <= timedelta(days=30), "sesame" in row.password) == (True, False)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"scope": "scenes"}, "Choose at least one scene."),
        ({"scope": "scenes", "scenes": "no-such-scene"}, "One of these scenes is gone. Choose again."),
        ({"scope": "everything"}, "Choose one of the list."),
        ({"rights": "own"}, "Choose one of the list."),
        ({"expires": "date", "date": ""}, "Enter a day such as 2027-01-31."),
        ({"expires": "date", "date": "soon"}, "Enter a day such as 2027-01-31."),
        ({"expires": "date", "date": "2001-01-01"}, "Choose a day that is still to come, within ten years."),
        ({"expires": "999999999999"}, "Choose one of the list."),
        ({"password": "abc"}, "A password has at least 6 characters."),
        ({"label": "x" * 81}, "81 characters: at most 80 fit here."),
        ({"label": "a\x00b"}, "Character 2 is a control character. Delete it."),
    ],
)
def test_bad_input_is_said_where_it_was_typed_and_nothing_is_lost(change, sentence, as_owner, path):
    response = as_owner.post(path, {**NEW, **change})
    assert (response.status_code, ShareLink.objects.count()) == (422, 0)
    assert sentence in Page(response).all("invalid-feedback")
    assert Page(response).form("share-form").data()["label"][0].startswith(change.get("label", "Client")[:1])


def test_a_last_day_ends_with_that_day(as_owner, path):
    day = (timezone.now() + timedelta(days=40)).date()
    as_owner.post(path, {**NEW, "expires": "date", "date": day.isoformat()})
    assert str(ShareLink.objects.get().expires_at) == f"{day} 23:59:59+00:00"


def test_the_list_says_who_came_and_when(as_owner, path, project, link):
    factories.guest_client(LINK_TOKEN, "Kim")
    factories.guest_client(LINK_TOKEN, "Kim")
    ShareLink.objects.update(uses=3)
    text = text_of(as_owner.get(path))
    assert "Opened 3 times" in text
    assert "Guests: Kim Kim (2)" in text


def test_a_link_is_changed_and_keeps_its_address(as_owner, path, project, link):
    to = reverse("sharing_link", args=[project.slug, link.pk])
    form = Page(as_owner.get(path)).form(f"{to}#link-{link.pk}")
    assert as_owner.post(to, form.data(label="Agency", rights="view")).status_code == 302
    row = ShareLink.objects.get()
    assert (row.label, row.rights, row.expires_at, row.token_hash) == ("Agency", "view", None, link.token_hash)


def test_a_bad_change_opens_its_form_again(as_owner, project, link):
    to = reverse("sharing_link", args=[project.slug, link.pk])
    response = as_owner.post(to, {**NEW, "scope": "scenes", "expires": "keep"})
    assert (response.status_code, "<details open>" in response.content.decode()) == (422, True)
    assert ShareLink.objects.get().scope == "project"


def test_changing_a_link_keeps_its_expiry_and_password_unless_told(as_owner, project, link):
    soon = timezone.now() + timedelta(hours=3)
    ShareLink.objects.update(expires_at=soon, password="some hash")
    to = reverse("sharing_link", args=[project.slug, link.pk])
    as_owner.post(to, {**NEW, "expires": "keep"})
    row = ShareLink.objects.get()
    assert (row.expires_at, row.password) == (soon, "some hash")
    as_owner.post(to, {**NEW, "expires": "never", "no_password": "on"})
    row = ShareLink.objects.get()
    assert (row.expires_at, row.password) == (None, "")


def test_a_revoked_link_lets_nobody_in_from_the_next_request_on(as_owner, as_guest, project, link):
    assert as_guest.get(f"/s/{LINK_TOKEN}/").status_code == 200
    as_owner.post(reverse("sharing_revoke", args=[project.slug, link.pk]))
    assert as_guest.get(f"/s/{LINK_TOKEN}/").status_code == 410
    assert "1 revoked link" in text_of(as_owner.get(reverse("sharing", args=[project.slug])))


def test_all_links_go_at_once(as_editor, project, link):
    factories.share_link(project, "another")
    as_editor.post(reverse("sharing_revoke_all", args=[project.slug]))
    assert [Client().get(f"/s/{token}/").status_code for token in (LINK_TOKEN, "another")] == [410, 410]


@pytest.mark.parametrize("name", ["sharing_link", "sharing_revoke"])
def test_a_link_of_somebody_else_does_not_exist(name, as_owner, project, theirs):
    other = factories.share_link(theirs, "theirs")
    before = factories.everything()
    assert as_owner.post(reverse(name, args=[project.slug, other.pk]), NEW).status_code == 404
    assert as_owner.post(reverse(name, args=[project.slug, 2**70]), NEW).status_code == 404
    assert factories.everything() == before


@pytest.mark.parametrize(("name", "status"), [("viewer", 403), ("reviewer", 403), ("stranger", 404), ("guest", 302)])
def test_only_who_may_share_sees_the_links(name, status, clients, path, link):
    assert (clients[name].get(path).status_code, clients[name].post(path, NEW).status_code) == (status, status)
    assert ShareLink.objects.count() == 1


def test_hostile_labels_and_names_stay_texts(as_owner, owner, link):
    attack = '"><script>alert(1)</script>'
    ShareLink.objects.update(label=attack)
    Guest.objects.create(link=link, name=attack)
    html = as_owner.get(reverse("sharing", args=[link.project.slug])).content.decode()
    assert ("<script>alert" in html, html.count("&lt;script&gt;alert") >= 2) == (False, True)


def test_many_links_ask_no_more_of_the_database(as_owner, path, project, django_assert_max_num_queries):
    for number in range(40):
        row = factories.share_link(project, f"token-{number}")
        Guest.objects.create(link=row, name=f"Guest {number}")
    as_owner.get(path)
    with django_assert_max_num_queries(12):
        assert as_owner.get(path).status_code == 200


def test_scenes_of_a_link_are_named(as_owner, owner):
    project = factories.project_of(boards.harbour_and_kitchen(), owner)
    keys = [scene.key for scene in factories.board(project).scenes]
    factories.share_link(project, "one", scope="scenes", scenes=[keys[1], "gone"])
    title = factories.board(project).scenes[1].title
    assert Page(as_owner.get(reverse("sharing", args=[project.slug]))).all("share-says")[0].startswith(title)
