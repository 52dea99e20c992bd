"""Who learns of what: each once, of what concerns him or her, never of the own doing."""

import pytest
from django.urls import reverse

from projects.models import Guest, Notice, ShareLink, ShotVersion
from projects.talk import address_of, sentence_of
from projects.writes.comments import add_comment, change_comment
from projects.writes.notices import tell_of_decisions, tell_of_round
from projects.writes.reviewing import Person, decide
from tests.pages import text_of


@pytest.fixture
def ana(reviewer):
    return Person(user=reviewer)


@pytest.fixture
def guest(project, owner):
    link = ShareLink.objects.create(project=project, token_hash="x" * 64, by=owner)
    return Person(guest=Guest.objects.create(link=link, name="Gil"))


def notices():
    return sorted((notice.user.name, notice.kind) for notice in Notice.objects.select_related("user"))


def test_each_who_is_concerned_learns_of_it_once_and_the_writer_never(project, ana, owner, editor, viewer, guest):
    ShotVersion.objects.filter(shot__code="SH020").update(by=editor)
    first = add_comment(project, "@Viewer @Reviewer look", person=ana, code="SH020").number
    assert notices() == [("Editor", "comment"), ("Viewer", "mention")]
    Notice.objects.all().delete()
    add_comment(project, "Yes @Editor", person=Person(user=owner), thread=first)
    assert notices() == [("Editor", "mention"), ("Reviewer", "answer")]
    Notice.objects.all().delete()
    add_comment(project, "And @Owner?", person=guest, thread=first)
    assert notices() == [("Editor", "comment"), ("Owner", "mention"), ("Reviewer", "answer")]


def test_only_members_learn_of_anything(project, ana, viewer, stranger):
    viewer.memberships.filter(project=project).delete()
    add_comment(project, "@Viewer @Stranger @stranger@example.org", person=ana, code="SH020")
    assert [name for name, _ in notices() if name in ("Viewer", "Stranger")] == []


def test_whoever_is_mentioned_by_an_edit_learns_of_it_and_nobody_twice(project, ana):
    number = add_comment(project, "@Viewer", person=ana).number
    change_comment(project, number, "@Viewer @Editor", person=ana)
    assert notices() == [("Editor", "mention"), ("Viewer", "mention")]


def test_authors_learn_of_decisions_and_members_of_rounds(project, ana, editor, owner):
    ShotVersion.objects.filter(shot__code="SH020").update(by=editor)
    Notice.objects.all().delete()
    made = decide(project, {"SH020": ""}, "changes-requested", person=ana, note="Lighter.")
    Notice.objects.all().delete()
    tell_of_decisions(project, made)
    assert notices() == [("Editor", "decision")]


def test_a_decision_on_several_shots_is_one_notice_in_the_inbox_and_in_the_mail(project, ana, editor, as_editor):
    ShotVersion.objects.filter(shot__project=project).update(by=editor)
    Notice.objects.all().delete()
    decide(project, {"SH010": "", "SH020": ""}, "changes-requested", person=ana, note="Warmer.")
    told = Notice.objects.filter(user=editor).get()
    assert (told.count, told.shot, sentence_of(told)) == (2, None, "Reviewer asks for changes in 2 of your shots")
    assert address_of(told) == reverse("review", args=[project.slug])
    assert text_of(as_editor.get(reverse("inbox"))).count("Reviewer asks for changes in 2 of your shots") == 1


def test_everybody_but_its_opener_learns_of_a_round(project, owner):
    opened = project.rounds.create(number=1, document={}, opened_by=owner)
    tell_of_round(project, opened, owner)
    tell_of_round(project, opened, owner, closed=True)
    assert {name for name, _ in notices()} == {"Editor", "Reviewer", "Viewer", "Deactivated"}
    assert {kind for _, kind in notices()} == {"round-opened", "round-closed"}
