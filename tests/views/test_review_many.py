"""Deciding on several shots at once: picked ones, a scene, the sequence; all of them, or those that can be."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from projects.approvals import digest_of
from projects.core.roles import Action
from projects.models import Comment, Decision, Project
from projects.reads import report_of
from projects.views.place import Place
from projects.views.review_many import refusals
from projects.writes.reviewing import Person
from tests import boards, factories


def at(project):
    return reverse("review_many", args=[project.slug])


def seen(project):
    items = report_of(Project.objects.get(pk=project.pk)).all_shots()
    return [f"{item.shot.key} {digest_of(item)}" for item in items]


def send(client, project, kind, codes=("SH010", "SH020"), note="", **more):
    return client.post(at(project), {"kind": kind, "shot": codes, "seen": seen(project), "note": note, **more})


def decided(project):
    return list(Decision.objects.filter(project=project).order_by("shot__code").values_list("shot__code", "kind"))


def text_of(response):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def spoil(project, code="SH020"):
    """Gives a shot an open error: its seed differs from the locked one."""
    project.shots.filter(code=code).update(seed=5)
    Project.objects.filter(pk=project.pk).update(revision=50)


@pytest.mark.parametrize("query", [{"shot": ["SH010", "SH020"]}, {"scene": "arrival"}, {"all": "1"}])
def test_picked_shots_a_scene_and_the_sequence_are_looked_at_first(as_reviewer, project, query):
    page = as_reviewer.get(at(project), query)
    assert page.status_code == 200
    assert re.findall(r'name="shot" value="(\w+)" checked', page.content.decode()) == ["SH010", "SH020"]
    assert decided(project) == []


def test_all_of_them_are_decided_in_one_step(as_reviewer, project):
    response = send(as_reviewer, project, "approved")
    assert response.status_code == 302
    assert decided(project) == [("SH010", "approved"), ("SH020", "approved")]


def test_what_cannot_be_approved_is_said_before_and_stops_all_of_it(as_reviewer, project):
    spoil(project)
    before = as_reviewer.get(at(project), {"all": "1"})
    assert "1 of them cannot be approved now; the list says why." in text_of(before)
    assert 'name="only" value="approved"' in before.content.decode()
    response = send(as_reviewer, project, "approved", note="Fine")
    assert response.status_code == 409
    assert "Nothing was decided: 1 of 2 cannot be approved." in text_of(response)
    assert "Approve the 1 that can be" in text_of(response)
    assert "Fine" in response.content.decode()
    assert decided(project) == []


def test_those_that_can_be_are_decided_where_that_is_asked_for(as_reviewer, project):
    spoil(project)
    response = send(as_reviewer, project, "", only="approved")
    assert response.status_code == 302
    assert decided(project) == [("SH010", "approved")]


def test_a_version_that_moved_on_is_shown_and_nothing_decided(as_reviewer, project):
    old = seen(project)
    project.shots.filter(code="SH020").update(action="runs")
    Project.objects.filter(pk=project.pk).update(revision=50)
    data = {"kind": "approved", "shot": ["SH010", "SH020"], "seen": old, "note": "Kept"}
    response = as_reviewer.post(at(project), data)
    assert response.status_code == 409
    assert "SH020 has changed since you opened it." in text_of(response)
    assert "Changed since this page was shown." in text_of(response)
    assert "Kept" in response.content.decode()
    assert decided(project) == []
    assert seen(project)[1] in response.content.decode()


@pytest.mark.parametrize(
    ("kind", "codes", "note", "sentence"),
    [
        ("approved", (), "", "Pick at least one shot first."),
        ("changes-requested", ("SH010",), " ", "Say what should change."),
        ("comment", ("SH010",), "", "Write a comment first."),
        ("nonsense", ("SH010",), "", "There is no such decision."),
        ("approved", ("SH010",), "x" * 5_001, "A note has at most 5,000 characters; this one has 5,001. Shorten it."),
    ],
)
def test_what_is_missing_is_said_and_nothing_lost(as_reviewer, project, kind, codes, note, sentence):
    response = send(as_reviewer, project, kind, codes, note)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert decided(project) == []


def test_a_comment_alone_goes_to_each_shot_or_to_the_whole(as_reviewer, project):
    send(as_reviewer, project, "comment", ("SH010", "SH020"), "Darker", key="one")
    send(as_reviewer, project, "comment", ("SH010", "SH020"), "Good scene", scene="arrival", key="two")
    send(as_reviewer, project, "comment", ("SH010", "SH020"), "Good film", all="1", key="three")
    told = [(c.text, c.shot and c.shot.code, c.scene and c.scene.key) for c in Comment.objects.order_by("id")]
    assert told == [
        ("Darker", "SH010", None),
        ("Darker", "SH020", None),
        ("Good scene", None, "arrival"),
        ("Good film", None, None),
    ]
    send(as_reviewer, project, "approved", ("SH010",))
    send(as_reviewer, project, "comment", ("SH020",), "Nearly there", scene="arrival", key="four")  # as the page picked
    last = Comment.objects.latest("id")
    assert (last.text, last.shot, last.scene and last.scene.key) == ("Nearly there", None, "arrival")
    Decision.objects.all().delete()
    assert decided(project) == []


def test_shots_out_of_scope_do_not_exist(as_reviewer, project, theirs):
    assert send(as_reviewer, project, "approved", ("SH010", "unspoken-1")).status_code == 404
    assert as_reviewer.get(at(project), {"scene": "unspoken-scene"}).status_code == 404
    assert decided(project) == []


def test_a_viewer_decides_and_comments_on_nothing(as_viewer, project):
    assert [send(as_viewer, project, kind, note="x").status_code for kind in ("approved", "comment")] == [403, 403]


def test_a_guest_of_one_scene_decides_on_that_scene_alone(owner):
    plan = factories.project_of(boards.harbour_and_kitchen(), owner)
    factories.share_link(plan, "kitchen-token", rights="approve", scope="scenes", scenes=["kitchen"])
    client = factories.guest_client("kitchen-token", "Kim")
    to = reverse("share_many", args=["kitchen-token"])
    page = client.get(to, {"all": "1"}).content.decode()
    codes = re.findall(r'name="shot" value="(\w+)"', page)
    kitchen = next(scene for scene in report_of(plan).scenes if scene.scene.key == "kitchen")
    assert codes == [item.shot.key for item in kitchen.shots if not item.shot.omitted]
    assert client.post(to, {"kind": "approved", "shot": ["SH010"], "seen": seen(plan)}).status_code == 404


def test_a_guest_who_may_comment_does_not_decide(project):
    factories.share_link(project, "talk-token", rights="comment")
    client = factories.guest_client("talk-token", "Kim")
    to = reverse("share_many", args=["talk-token"])
    data = {"kind": "approved", "shot": ["SH010"], "seen": seen(project)}
    assert (client.post(to, data).status_code, decided(project)) == (403, [])


def test_what_one_has_decided_so_already_is_refused_by_name(project, reviewer, as_reviewer):
    send(as_reviewer, project, "approved", ("SH010",))
    place = Place(project, Person(user=reviewer), frozenset(Action), project.slug)
    items = place.items(report_of(Project.objects.get(pk=project.pk)))
    assert refusals(place, items, "approved", "") == {"SH010": "You have already set this version to approved."}
