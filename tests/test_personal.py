"""What the site holds about one person: all of it, and nothing of anybody else's."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from projects.models import ApiToken, Comment, Decision, Notice, ShareLink, Shot, ShotVersion, Template
from projects.personal import personal_data
from projects.writes.invitations import invite
from projects.writes.tokens import TokenValues, make_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def spoken(project, reviewer, owner):
    shot = Shot.objects.get(project=project, code="SH010")
    version = ShotVersion.objects.filter(shot=shot).latest("id")
    for person in (reviewer, owner):
        Comment.objects.create(project=project, shot=shot, text=f"By {person.name}.", by=person)
        given = {"shot": shot, "version": version, "digest": version.digest, "kind": "approved", "by": person}
        Decision.objects.create(project=project, name=person.name, **given)
        Template.objects.create(owner=person, key="t", title=f"Of {person.name}", document={"format": "storyboard/1"})


def test_everything_of_one_person_and_nothing_of_others(spoken, reviewer):
    data = personal_data(reviewer)
    assert [(row["text"], row["shot"]) for row in data["comments"]] == [("By Reviewer.", "SH010")]
    assert [(row["kind"], row["shot"]) for row in data["decisions"]] == [("approved", "SH010")]
    assert [(row["role"], row["project"]) for row in data["memberships"]] == [("reviewer", "Harbour morning")]
    assert [row["title"] for row in data["templates"]] == ["Of Reviewer"]
    assert "Owner" not in str(data)


def test_what_waits_whom_one_invited_and_what_one_wrote(project, owner, reviewer):
    Notice.objects.create(user=reviewer, project=project, kind="mention", who="Kim", shot=Shot.objects.get(code="SH010"))
    invite(project, ["new@example.org"], "viewer", by=owner)
    assert [(row["kind"], row["from"], row["shot"]) for row in personal_data(reviewer)["inbox"]] == [
        ("mention", "Kim", "SH010")
    ]
    data = personal_data(owner)
    assert [(row["email"], row["role"]) for row in data["invitations"]] == [("new@example.org", "viewer")]
    assert {(row["shot"], row["version"]) for row in data["versions"]} == {("SH010", 1), ("SH020", 1)}
    assert (data["inbox"], personal_data(reviewer)["invitations"], personal_data(reviewer)["versions"]) == ([], [], [])


def test_lines_of_the_log_are_those_of_this_person(project, owner, reviewer):
    assert [row["verb"] for row in personal_data(owner)["activity"]] == ["project-imported"]
    assert personal_data(reviewer)["activity"] == []


def test_tokens_and_share_links_are_told_but_open_nothing(project, owner, reviewer):
    token = make_token(owner, TokenValues("Nightly", True, project, 30))
    ShareLink.objects.create(project=project, token_hash="f" * 64, label="Client", by=owner)
    data = personal_data(owner)
    assert [(row["name"], row["may"], row["project"]) for row in data["api_tokens"]] == [
        ("Nightly", ["read", "write"], "Harbour morning")
    ]
    assert [(row["label"], row["rights"]) for row in data["share_links"]] == [("Client", "comment")]
    text = json.dumps(data, cls=DjangoJSONEncoder)
    assert [secret in text for secret in (token, ApiToken.objects.get().token_hash, "f" * 64)] == [False] * 3
    assert (personal_data(reviewer)["api_tokens"], personal_data(reviewer)["share_links"]) == ([], [])


def test_it_is_json_and_holds_no_password(spoken, owner):
    assert owner.password not in json.dumps(personal_data(owner), cls=DjangoJSONEncoder)
