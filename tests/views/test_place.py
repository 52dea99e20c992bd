"""A review's place: what a member or a guest sees of a plan, may do there, and at which addresses."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from projects.core.roles import Action
from projects.models import Guest, ShareLink
from projects.reads import report_of
from projects.views.place import Place, guest_place, member_place
from projects.writes.reviewing import Person
from projects.writes.shots import set_omitted
from tests import boards, factories


@pytest.fixture
def plan(owner):
    return factories.project_of(boards.harbour_and_kitchen(), owner)


def link_of(plan, owner, **columns) -> ShareLink:
    return ShareLink.objects.create(project=plan, token_hash="x" * 64, by=owner, **columns)


def codes(place: Place) -> list[str]:
    return [item.shot.key for item in place.items(report_of(place.project))]


def test_a_member_sees_every_shot_that_is_not_omitted(plan, owner, rf):
    request = rf.get("/")
    request.person, request.role = owner, "reviewer"
    place = member_place(request, plan)
    everything = codes(place)
    set_omitted(plan, everything[0], True, by=owner)
    assert codes(place) == everything[1:]
    assert (place.guest, place.may(Action.REVIEW), place.may(Action.EDIT)) == (False, True, False)


def test_a_guest_sees_the_scenes_of_the_link_alone(plan, owner):
    place = guest_place(link_of(plan, owner, scope="scenes", scenes=["kitchen"]), "TOKEN", None)
    report = report_of(plan)
    kitchen = next(scene for scene in report.scenes if scene.scene.key == "kitchen")
    assert codes(place) == [item.shot.key for item in kitchen.shots if not item.shot.omitted]
    with pytest.raises(Http404):
        place.item(report, "SH010")


def test_approved_only_follows_the_status(plan, owner):
    place = guest_place(link_of(plan, owner, scope="approved"), "TOKEN", None)
    assert codes(place) == []
    plan.shots.filter(code="SH010").update(status="approved")
    factories.forget_reports()
    assert codes(place) == ["SH010"]


@pytest.mark.parametrize(
    ("rights", "allowed"),
    [
        ("view", {Action.VIEW}),
        ("comment", {Action.VIEW, Action.COMMENT}),
        ("approve", {Action.VIEW, Action.COMMENT, Action.REVIEW}),
    ],
)
def test_a_link_gives_its_rights_and_no_more(plan, owner, rights, allowed):
    place = guest_place(link_of(plan, owner, rights=rights), "TOKEN", None)
    assert {action for action in Action if place.may(action)} == allowed
    with pytest.raises(PermissionDenied, match="This link does not let you do this"):
        place.must(Action.EDIT)


def test_the_name_of_a_guest_is_the_name_of_the_person(plan, owner):
    guest = Guest.objects.create(link=link_of(plan, owner), name="Kim")
    assert guest_place(guest.link, "TOKEN", guest).person == Person(guest=guest)
    assert Person(guest=guest).name == "Kim"
