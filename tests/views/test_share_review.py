"""The review behind a share link: each right and each scope, on every address."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from projects import urls
from projects.approvals import digest_of
from projects.core.board import StartsFrom
from projects.core.opaque import Opaque
from projects.models import Comment, Decision, Guest, ShareLink, Shot
from projects.reads import report_of
from projects.views.place import guest_place
from projects.views.share_place import ELSEWHERE, behind
from projects.writes.comments import add_comment
from projects.writes.projects import set_four_eyes
from projects.writes.protection import approved_may_change
from projects.writes.reviewing import Person, decide
from projects.writes.shots import save_shot
from tests import boards, factories
from tests.cast import LINK_TOKEN
from tests.pages import Page, text_of

START = f"/s/{LINK_TOKEN}/"
NOTE = {"kind": "changes-requested", "note": "Warmer, please.", "digest": "none", "shot": "SH010", "text": "Too dark."}
# What a guest with a name gets at each address: read, and written to, with each right.
RIGHTS = {
    "share": ((200, 200, 200), None),
    "share_shot": ((200, 200, 200), None),
    "share_decide": (None, (403, 403, 409)),  # the version that was shown is none
    "share_many": ((403, 200, 200), (403, 403, 409)),
    "share_live": ((200, 200, 200), None),
    "share_comments": ((200, 200, 200), (403, 302, 302)),
    "share_comments_shot": ((200, 200, 200), (403, 302, 302)),
    "share_comments_scene": ((200, 200, 200), (403, 302, 302)),
    "share_comment": ((404, 404, 404), None),
    "share_comment_edit": ((403, 404, 404), (403, 404, 404)),
    "share_comment_delete": (None, (403, 404, 404)),
    "share_comment_resolve": (None, (403, 404, 404)),
    "share_picture": ((404, 404, 404), None),
    "share_password": ((302, 302, 302), (302, 302, 302)),
    "share_before": ((301, 301, 301), None),
    "share_name": ((302, 302, 302), (302, 302, 302)),
}
ARGUMENTS = {"code": "SH010", "key": "arrival", "number": 1, "digest": "0" * 64, "size": 480, "token": LINK_TOKEN}
BEHIND = {str(p.name): p for p in urls.urlpatterns if str(p.pattern).startswith(("s/", "share/"))}


def path_of(name, **changes):
    return reverse(name, kwargs={key: {**ARGUMENTS, **changes}[key] for key in BEHIND[name].pattern.converters})


def test_the_table_names_every_address_behind_a_link():
    assert sorted(RIGHTS) == sorted(BEHIND)


@pytest.mark.parametrize("name", sorted(RIGHTS))
@pytest.mark.parametrize(("at", "rights"), list(enumerate(("view", "comment", "approve"))))
def test_every_address_gives_a_guest_what_the_link_s_rights_say(name, at, rights, as_guest, link):
    ShareLink.objects.update(rights=rights)
    reads, writes = RIGHTS[name]
    with factories.taken_back():
        assert as_guest.get(path_of(name)).status_code == (reads[at] if reads else 405)
    with factories.taken_back():
        assert as_guest.post(path_of(name), NOTE).status_code == (writes[at] if writes else 405)


@pytest.mark.parametrize("name", sorted(set(RIGHTS) - {"share_before", "share_password", "share_name"}))
def test_without_a_name_every_address_asks_for_it_and_nothing_is_written(name, client, link):
    before = factories.everything()
    for method in ("get", "post"):
        response = getattr(client, method)(path_of(name), NOTE)
        if response.status_code != 405:
            assert (response.status_code, response["Location"]) == (302, f"{START}name/")
    assert (factories.everything(), Comment.objects.count(), Decision.objects.count()) == (before, 0, 0)


# ------------------------------------------------------------------------- scope


@pytest.fixture
def wide(owner):
    return factories.project_of(boards.harbour_and_kitchen(), owner)


@pytest.fixture
def kitchen(wide):
    factories.share_link(wide, "kitchen", scope="scenes", scenes=["kitchen"], rights="approve")
    return factories.guest_client("kitchen", "Kim")


HIDDEN = ("SH010", "SH020", "SH030", "SH050", "Arrival", "Nothing yet", "planks", "tarred rope", "arrival")


def test_no_page_of_a_scene_s_link_names_anything_else(wide, kitchen, owner):
    add_comment(wide, "Said at the pier.", person=Person(user=owner), code="SH010", key="")
    add_comment(wide, "Said of it all.", person=Person(user=owner), key="")
    paths = ["", "shots/SH040/", "shots/12A/", "shots/SH040/?show=open", "several/?all=1", "several/?scene=kitchen",
             "comments/shots/SH040/", "comments/scenes/kitchen/", "live/"]  # fmt: skip
    for path in paths:
        for headers in ({}, {"HX-Request": "true", "HX-Target": "review"}):
            response = kitchen.get(f"/s/kitchen/{path}", headers=headers)
            html = response.content.decode()
            assert (path, response.status_code, [text for text in (*HIDDEN, "Said ") if text in html]) == (path, 200, [])


@pytest.mark.parametrize("path", [
    "shots/SH010/", "shots/SH050/", "several/?shot=SH010", "several/?scene=arrival", "comments/", "comments/shots/SH010/",
    "comments/shots/SH050/", "comments/scenes/arrival/", "comments/scenes/empty/",
])  # fmt: skip
def test_what_is_out_of_scope_does_not_exist(path, kitchen):
    assert kitchen.get(f"/s/kitchen/{path}").status_code == 404
    assert kitchen.post(f"/s/kitchen/{path}", NOTE).status_code in (404, 405)
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("data", [{"shot": "SH010"}, {"shot": ["SH040", "SH010"]}, {"scene": "arrival"}, {"shot": "SH050"}])
def test_nothing_out_of_scope_is_decided_among_several(data, kitchen):
    post = {"kind": "changes-requested", "note": "no", **data}
    assert (kitchen.post("/s/kitchen/several/", post).status_code, Decision.objects.count()) == (404, 0)


def test_a_comment_out_of_scope_is_neither_shown_nor_answered_nor_resolved(wide, kitchen, owner):
    added = add_comment(wide, "At the pier.", person=Person(user=owner), code="SH010", key="")
    number = Opaque("kitchen").hidden(added.number)
    assert kitchen.get(f"/s/kitchen/comments/{number}/").status_code == 404
    assert kitchen.post(f"/s/kitchen/comments/{number}/resolution/", {"resolved": "1"}).status_code == 404
    kitchen.post("/s/kitchen/comments/shots/SH040/", {"text": "An answer", "thread": number})
    assert Comment.objects.count() == 1


def test_a_shot_behind_a_link_names_no_other_and_keeps_its_digest(wide):
    link = factories.share_link(wide, "kitchen", scope="scenes", scenes=["kitchen"])
    report, plain = report_of(wide), guest_place(link, "kitchen", None)
    shown, whole = behind(plain).item(report, "SH040"), plain.item(report, "SH040")
    assert digest_of(shown) == digest_of(whole)
    assert {use.established_in for use in whole.uses} - {use.established_in for use in shown.uses} <= {
        "SH010",
        "SH020",
        "SH030",
    }
    assert ELSEWHERE in {use.established_in for use in shown.uses}
    assert len(shown.findings) == len(whole.findings)
    assert [f.message for f in shown.findings if any(name in f.message for name in HIDDEN)] == []


def test_an_approved_shot_that_is_sent_back_leaves_the_link_to_approved_shots(wide):
    Shot.objects.filter(project=wide, code__in=["SH010", "SH030"]).update(status="approved")
    factories.share_link(wide, "approved", scope="approved", rights="approve")
    guest = factories.guest_client("approved", "Kim")
    for code in ("SH010", "SH030"):
        form = Page(guest.get(f"/s/approved/shots/{code}/")).form("review-decide")
        response = guest.post(form.action, form.data(kind="changes-requested", note="Again, please."), follow=True)
        assert (response.status_code, guest.get(f"/s/approved/shots/{code}/").status_code) == (200, 404)
    assert "Nothing to review yet" in text_of(guest.get("/s/approved/"))


# ------------------------------------------------------------------------- together


def test_what_a_guest_decides_and_says_stands_for_the_members(as_guest, as_owner, project):
    form = Page(as_guest.get(f"{START}shots/SH010/")).form("review-decide")
    assert as_guest.post(form.action, form.data(kind="changes-requested", note="Warmer, please.")).status_code == 302
    as_guest.post(f"{START}comments/shots/SH010/", {"text": "Lovely **light**."})
    decision, comment = Decision.objects.get(), Comment.objects.get()
    assert [(row.name, row.by, str(row.guest)) for row in (decision, comment)] == [("Kim", None, "Kim")] * 2
    assert "Kim" in text_of(as_owner.get(reverse("activity", args=[project.slug])))


def test_two_guests_decide_apart(as_guest, link):
    other = factories.guest_client(LINK_TOKEN, "Kim")
    for client in (as_guest, other):
        form = Page(client.get(f"{START}shots/SH010/")).form("review-decide")
        client.post(form.action, form.data(kind="changes-requested", note="No."))
    assert list(Decision.objects.order_by("id").values_list("name", flat=True)) == ["Kim", "Kim (2)"]


def test_a_decision_on_an_earlier_version_is_refused_and_nothing_is_lost(as_guest, as_owner, project):
    form = Page(as_guest.get(f"{START}shots/SH020/")).form("review-decide")
    as_owner.post(reverse("shot", args=[project.slug, "SH020"]), {"action": "runs", "duration": "10"})
    response = as_guest.post(form.action, form.data(kind="approved", note="As it was."))
    assert (response.status_code, Decision.objects.count(), "As it was." in text_of(response)) == (409, 0, True)


def test_pages_of_guests_ask_little_of_the_database(as_guest, link, owner, django_assert_max_num_queries):
    project = factories.project_of(boards.long_board(200, 4), owner)
    factories.share_link(project, "long", rights="approve")
    guest = factories.guest_client("long", "Kim")
    guest.get("/s/long/")
    with django_assert_max_num_queries(14):
        assert guest.get("/s/long/").status_code == 200
    guest.get("/s/long/live/?shot=SH010")
    with django_assert_max_num_queries(4):  # session, link, guest; who is here
        assert guest.get("/s/long/live/?shot=SH010").status_code == 200


def test_a_page_is_printed_and_nothing_is_exported(as_guest, project):
    assert as_guest.get(START).status_code == 200
    for kind in ("csv", "json"):
        assert as_guest.get(reverse("export_file", args=[project.slug, kind])).status_code == 302
    assert Guest.objects.count() == 1


def test_hostile_texts_of_members_stay_texts_for_guests(owner):
    attack = '"><script>alert(1)</script>'
    board = boards.harbour()
    scene = board.scenes[0]
    shots = tuple(replace(shot, title=attack, action=attack, dialogue=attack) for shot in scene.shots)
    project = factories.project_of(replace(board, title=attack, scenes=(replace(scene, title=attack, shots=shots),)), owner)
    factories.share_link(project, "hostile", rights="view")
    for path in ("", "shots/SH010/", "comments/"):
        assert "<script>alert" not in Client().get(f"/s/hostile/{path}").content.decode()


# ------------------------------------------------------------------------- counters, credits, seeds


def marks(client, token):
    told = client.get(f"/s/{token}/live/").json()
    return told["rev"], told["talk"]


def test_what_happens_out_of_scope_moves_no_mark_of_a_guest(wide, kitchen, owner):
    before = marks(kitchen, "kitchen")
    add_comment(wide, "At the pier.", person=Person(user=owner), code="SH010", key="")
    save_shot(wide, "SH010", {"title": "Fog"}, by=owner)
    assert marks(kitchen, "kitchen") == before
    add_comment(wide, "At the stove.", person=Person(user=owner), code="SH040", key="")
    talked = marks(kitchen, "kitchen")
    assert (talked[0], talked[1] == before[1]) == (before[0], False)
    save_shot(wide, "SH040", {"title": "Steam"}, by=owner)
    assert marks(kitchen, "kitchen")[0] != before[0]


def test_the_pages_of_a_guest_hold_the_marks_of_the_link_and_no_counter(as_guest, project):
    page = as_guest.get(f"{START}shots/SH010/").content.decode()
    rev, talk = marks(as_guest, LINK_TOKEN)
    assert [f'data-rev="{rev}"' in page, page.count(f'data-talk="{talk}"'), len(rev), len(talk)] == [True, 2, 16, 16]


def test_credits_and_seeds_are_for_members(as_guest, as_owner, project):
    Shot.objects.filter(code="SH010").update(seed=987654)
    path = reverse("review_shot", args=[project.slug, "SH010"])
    assert "credits" in text_of(as_owner.get(path))
    seen = text_of(as_guest.get(f"{START}shots/SH010/"))
    assert [word for word in ("credit", "price unknown", "987654") if word in seen] == []


def test_what_changed_since_an_approval_names_no_other_shot(wide, kitchen, owner):
    decide(wide, {"SH040": ""}, "approved", person=Person(owner))
    with approved_may_change(True):
        save_shot(wide, "SH040", {"starts_from": StartsFrom("SH010", "last"), "negative_prompt": "frost"}, by=owner)
    seen = text_of(kitchen.get("/s/kitchen/shots/SH040/"))
    assert "Starts from last frame of a shot → last frame of another shot" in seen
    assert [word for word in ("frost", *HIDDEN) if word in seen] == ["frost"]


# ------------------------------------------------------------------------- four eyes


@pytest.mark.parametrize("several", [False, True])
def test_under_four_eyes_an_author_signed_in_beside_a_link_approves_nothing(several, project, link, editor, owner):
    set_four_eyes(project, True, by=owner)
    save_shot(project, "SH020", {"title": "Fog", "subject": "a keeper"}, by=editor)
    browser = factories.client_of(editor)
    browser.post(reverse("share_name", args=[LINK_TOKEN]), {"name": "Kim"})
    page = Page(browser.get(f"{START}shots/SH020/"))
    form, to = page.form("review-decide"), f"{START}several/" if several else f"{START}shots/SH020/decision/"
    digest = dict(form.fields)["digest"]
    fields = {"shot": "SH020", "seen": f"SH020 {digest}"} if several else {"digest": digest}
    response = browser.post(to, {"kind": "approved", "note": "", **fields})
    assert (response.status_code, Decision.objects.count()) == (409, 0)
    assert "You are signed in here as somebody who wrote part of this version." in text_of(response)
