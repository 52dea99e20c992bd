"""What guests go through: a password, a name, and then only what the link shows."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from projects.media.pictures import checked
from projects.models import Decision, Guest, Picture, ShareLink, Shot
from projects.writes.pictures import set_picture
from projects.writes.sharing import LinkValues, change_link, make_link, revoke_links
from tests import boards, factories
from tests.cast import LINK_TOKEN
from tests.pages import Page, text_of

START = f"/s/{LINK_TOKEN}/"
PASSWORD, NAME = f"{START}password/", f"{START}name/"


def locked(project, owner, password="open sesame", rights="approve"):
    """A link with a password; gives its start."""
    return f"/s/{make_link(project, LinkValues('', 'project', (), rights, None, password), by=owner)}/"


def test_first_the_password_then_the_name_then_the_review(project, owner):
    client, start = Client(), locked(project, owner)
    assert client.get(start)["Location"] == f"{start}password/"
    page = client.get(f"{start}password/")
    assert project.title not in page.content.decode()
    form = Page(page).form("password-form")
    assert client.post(f"{start}password/", form.data(password="open sesame"))["Location"] == start
    assert client.get(start)["Location"] == f"{start}name/"
    form = Page(client.get(f"{start}name/")).form("name-form")
    assert client.post(f"{start}name/", form.data(name=" Kim "))["Location"] == start
    assert client.get(start).status_code == 200
    assert "Kim" in text_of(client.get(start))


def test_without_the_password_nothing_is_shown_and_nothing_done(project, owner):
    client, start = Client(), locked(project, owner)
    for path in ("", "name/", "shots/SH010/", f"pictures/{'0' * 64}/480/"):
        assert client.get(f"{start}{path}")["Location"] == f"{start}password/"
    assert client.post(f"{start}name/", {"name": "Kim"})["Location"] == f"{start}password/"
    assert client.post(f"{start}shots/SH010/decision/", {"kind": "approved"})["Location"] == f"{start}password/"
    answer = client.get(start, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (401, f"{start}password/")
    assert (Guest.objects.count(), Decision.objects.count()) == (0, 0)


@pytest.mark.parametrize("password", ["wrong", "", "open sesame ", "a\x00b", "x" * 5_000])
def test_a_wrong_password_is_said_where_it_was_typed(password, project, owner):
    start = locked(project, owner)
    response = Client().post(f"{start}password/", {"password": password})
    assert (response.status_code, len(Page(response).all("invalid-feedback"))) == (422, 1)


def test_ten_wrong_passwords_close_the_door_for_that_address_and_that_link_alone(project, owner):
    start, other = locked(project, owner), locked(project, owner, "another word")
    guesser = Client(REMOTE_ADDR="192.0.2.9")
    found = [guesser.post(f"{start}password/", {"password": f"guess {n}"}).status_code for n in range(11)]
    assert found == [422] * 10 + [429]
    assert guesser.post(f"{start}password/", {"password": "open sesame"}).status_code == 429
    assert guesser.post(f"{other}password/", {"password": "another word"}).status_code == 302
    assert Client(REMOTE_ADDR="192.0.2.10").post(f"{start}password/", {"password": "open sesame"}).status_code == 302


def test_another_password_asks_anew_and_the_name_stays(project, owner):
    client, start = Client(), locked(project, owner)
    client.post(f"{start}password/", {"password": "open sesame"})
    client.post(f"{start}name/", {"name": "Kim"})
    change_link(
        project, ShareLink.objects.get().pk, LinkValues("", "project", (), "approve", None, "other words"), by=owner
    )
    assert client.get(start)["Location"] == f"{start}password/"
    client.post(f"{start}password/", {"password": "other words"})
    assert (client.get(start).status_code, Guest.objects.count()) == (200, 1)


def test_looking_needs_no_name_and_leaves_no_session(project, link, client):
    ShareLink.objects.update(rights="view")
    assert (client.get(START).status_code, client.get(NAME).status_code) == (200, 302)
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "x" * 81, "Kim\nLee", "\u202eKim"])
def test_a_name_that_is_none_is_asked_for_again(name, link, client):
    response = client.post(NAME, {"name": name})
    assert (response.status_code, len(Page(response).all("invalid-feedback")), Guest.objects.count()) == (422, 1, 0)


def test_two_guests_of_one_name_are_told_apart(link):
    assert ["Kim" in text_of(factories.guest_client(LINK_TOKEN, "Kim").get(START)) for _ in range(2)] == [True, True]
    assert sorted(Guest.objects.values_list("name", flat=True)) == ["Kim", "Kim (2)"]


def test_a_hostile_name_stays_a_text(link):
    html = factories.guest_client(LINK_TOKEN, '"><script>alert(1)</script>').get(START).content.decode()
    assert ("<script>alert" in html, "&lt;script&gt;alert" in html) == (False, True)


def test_a_name_is_given_once(as_guest):
    as_guest.post(NAME, {"name": "Somebody else"})
    assert list(Guest.objects.values_list("name", flat=True)) == ["Kim"]


def test_the_session_of_one_link_says_nothing_at_another(as_guest, project):
    factories.share_link(project, "another")
    assert as_guest.get("/s/another/")["Location"] == "/s/another/name/"


# ------------------------------------------------------------------------- scope


@pytest.fixture
def wide(owner):
    return factories.project_of(boards.harbour_and_kitchen(), owner)


def pages(client, token):
    """All that a guest's pages of shots say, by code of the shot; the start under nothing."""
    found = {"": client.get(f"/s/{token}/")}
    for code in ("SH010", "SH020", "SH030", "SH040", "SH050", "12A"):
        found[code] = client.get(f"/s/{token}/shots/{code}/")
    return found


def test_a_link_for_a_scene_shows_that_scene_and_nothing_of_the_others(wide):
    factories.share_link(wide, "kitchen", scope="scenes", scenes=["kitchen"], rights="view")
    found = pages(Client(), "kitchen")
    assert {code: page.status_code for code, page in found.items()} == {
        "": 200, "SH010": 404, "SH020": 404, "SH030": 404, "SH040": 200, "SH050": 404, "12A": 200,
    }  # fmt: skip
    hidden = ("SH010", "SH020", "SH030", "SH050", "Arrival", "Nothing yet", "planks", "tarred rope")
    for code, page in found.items():
        assert [text for text in hidden if text in page.content.decode() and text != code] == []


def test_approved_only_follows_the_status_of_the_moment(wide):
    factories.share_link(wide, "approved", scope="approved", rights="view")
    client = Client()
    assert {page.status_code for code, page in pages(client, "approved").items() if code} == {404}
    Shot.objects.filter(project=wide, code="SH010").update(status="approved")
    wide.revision += 1
    wide.save()
    found = pages(client, "approved")
    assert [code for code, page in found.items() if page.status_code == 200] == ["", "SH010"]
    assert [text for text in ("SH020", "SH030", "SH040", "12A") if text in found[""].content.decode()] == []


def test_a_scope_that_changes_holds_at_once(wide, owner):
    link = factories.share_link(wide, "changing", rights="view")
    assert Client().get("/s/changing/shots/SH010/").status_code == 200
    change_link(wide, link.pk, LinkValues("", "scenes", ("kitchen",), "view", None), by=owner)
    assert Client().get("/s/changing/shots/SH010/").status_code == 404


def test_a_scene_that_is_gone_shows_nothing(wide, as_owner):
    factories.share_link(wide, "kitchen", scope="scenes", scenes=["kitchen"], rights="view")
    as_owner.post(reverse("scene_delete", args=[wide.slug, "kitchen"]), {"with": "shots"})
    assert {page.status_code for code, page in pages(Client(), "kitchen").items() if code} <= {404}


def test_pictures_are_those_of_shots_in_scope_and_end_with_the_link(wide, owner):
    digests = {
        code: picture_of(wide, owner, code, colour)
        for code, colour in (("SH010", "teal"), ("SH040", "navy"), ("SH050", "red"))
    }
    link = factories.share_link(wide, "kitchen", scope="scenes", scenes=["kitchen"], rights="view")
    paths = {code: f"/s/kitchen/pictures/{digest}/480/" for code, digest in digests.items()}
    client = Client()
    assert [client.get(paths[code]).status_code for code in ("SH010", "SH050")] == [404, 404]
    shown = client.get(paths["SH040"])
    assert (shown.status_code, shown["Cache-Control"], len(b"".join(shown)) > 100) == (200, "private, no-store", True)
    assert client.get(f"/projects/{wide.slug}/pictures/{digests['SH040']}/480/").status_code == 302
    revoke_links(wide, [link.pk], by=owner)
    assert client.get(paths["SH040"]).status_code == 410


def picture_of(project, owner, code, colour):
    """Gives a shot a picture of its own, and the digest of that."""
    out = io.BytesIO()
    Image.new("RGB", (64, 36), colour).save(out, "PNG")
    set_picture(project, code, checked(out.getvalue()), by=owner)
    project.refresh_from_db()
    return Picture.objects.latest("id").digest


# ------------------------------------------------------------------------- deciding


def test_a_guest_who_may_decides_under_the_name_that_was_given(as_guest, project):
    form = Page(as_guest.get(f"{START}shots/SH010/")).form(reverse("share_decide", args=[LINK_TOKEN, "SH010"]))
    assert as_guest.post(form.action, form.data(kind="approved")).status_code == 302
    decision = Decision.objects.get()
    assert (decision.name, decision.kind, decision.by, str(decision.guest)) == ("Kim", "approved", None, "Kim")
    assert factories.shot(project, "SH010").status == "approved"


@pytest.mark.parametrize("rights", ["view", "comment"])
def test_a_guest_who_may_not_decides_nothing(rights, as_guest, project, link):
    ShareLink.objects.update(rights=rights)
    response = as_guest.post(reverse("share_decide", args=[LINK_TOKEN, "SH010"]), {"kind": "approved"})
    assert (response.status_code, Decision.objects.count()) == (403, 0)
    assert "This link does not let you do this." in text_of(response)


def test_a_guest_without_a_name_is_asked_for_it_first(link, client):
    response = client.post(reverse("share_decide", args=[LINK_TOKEN, "SH010"]), {"kind": "approved"})
    assert (response.status_code, response["Location"], Decision.objects.count()) == (302, NAME, 0)


def test_nothing_out_of_scope_is_decided(wide):
    factories.share_link(wide, "kitchen", scope="scenes", scenes=["kitchen"], rights="approve")
    client = factories.guest_client("kitchen", "Kim")
    assert client.post("/s/kitchen/shots/SH010/decision/", {"kind": "changes-requested", "note": "no"}).status_code == 404
    assert client.post("/s/kitchen/shots/SH050/decision/", {"kind": "changes-requested", "note": "no"}).status_code == 404
    assert Decision.objects.count() == 0


def test_the_address_that_links_had_before_leads_to_the_one_they_have_now(as_guest):
    response = as_guest.get(f"/share/{LINK_TOKEN}/")
    assert (response.status_code, response["Location"]) == (301, START)
    assert Client().get("/share/another/").status_code == 404
