"""Comments: on what, by whom, for how long they can be changed, and who learns of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from projects.core.findings import Refused
from projects.models import Activity, Comment, Guest, Notice, Project, Read, ShareLink, ShotVersion
from projects.writes.comments import (
    TOO_LATE,
    add_comment,
    add_comments,
    change_comment,
    delete_comment,
    keep_read,
    resolve_comment,
)
from projects.writes.reviewing import Person
from projects.writes.transaction import Reused
from tests import factories


@pytest.fixture
def ana(reviewer):
    return Person(user=reviewer)


@pytest.fixture
def guest(project, owner):
    link = ShareLink.objects.create(project=project, token_hash="x" * 64, by=owner)
    return Person(guest=Guest.objects.create(link=link, name="Gil"))


def said(number):
    return Comment.objects.get(pk=number)


def late(number):
    Comment.objects.filter(pk=number).update(at=timezone.now() - timedelta(minutes=15))


def test_a_comment_holds_the_version_that_stood_then(project, ana, editor):
    one = said(add_comment(project, "Too dark.", person=ana, code="SH020").number)
    again = said(add_comment(project, "Still.", person=ana, code="SH020").number)
    factories.forget_reports()
    assert (one.version, one.version.number) == (again.version, ShotVersion.objects.filter(shot=one.shot).count())
    assert (one.text, one.name, one.by, one.shot.code, one.scene, one.thread) == (
        "Too dark.",
        "Reviewer",
        ana.user,
        "SH020",
        None,
        None,
    )


def test_a_comment_on_a_scene_and_on_the_sequence(project, ana):
    scene = said(add_comment(project, "Slow.", person=ana, scene="arrival").number)
    whole = said(add_comment(project, "Good.", person=ana).number)
    assert (scene.scene.key, scene.shot, scene.version) == ("arrival", None, None)
    assert (whole.scene, whole.shot) == (None, None)


def test_what_is_said_raises_talk_and_no_revision(project, ana):
    add_comment(project, "Good.", person=ana, code="SH020")
    now = Project.objects.get(pk=project.pk)
    assert (now.talk, now.revision, project.talk) == (1, project.revision, 1)


def test_the_log_says_so_in_one_line_that_cannot_be_taken_back(project, ana, guest):
    before = Activity.objects.count()
    first = add_comment(project, "Good.", person=ana, code="SH020").number
    answer = add_comment(project, "Yes.", person=guest, thread=first).number
    resolve_comment(project, first, True, person=ana)
    delete_comment(project, answer, person=guest)
    lines = Activity.objects.order_by("pk")[before:]
    assert [(line.verb, line.target, line.can_undo, line.data.get("guest")) for line in lines] == [
        ("commented-on", "SH020", False, None), ("answered-on", "SH020", False, "Gil"),
        ("resolved-a-thread-on", "SH020", False, None), ("comment-deleted-on", "SH020", False, "Gil"),
    ]  # fmt: skip


def test_an_answer_hangs_on_the_first_comment_of_its_thread(project, ana, guest):
    first = add_comment(project, "Good.", person=ana, code="SH020").number
    answer = said(add_comment(project, "Yes.", person=guest, thread=first).number)
    assert (answer.thread_id, answer.shot.code, answer.name, answer.by) == (first, "SH020", "Gil", None)
    with pytest.raises(Refused):
        add_comment(project, "To an answer.", person=ana, thread=answer.pk)
    with pytest.raises(Refused):
        resolve_comment(project, answer.pk, True, person=ana)


@pytest.mark.parametrize("text", ["", " ", "x" * 5001, "a\x07"])
def test_a_text_that_cannot_be_is_refused_and_nothing_is_written(text, project, ana):
    before = factories.everything()
    with pytest.raises(Refused):
        add_comment(project, text, person=ana, code="SH020")
    assert (factories.everything(), Comment.objects.count()) == (before, 0)


def test_the_same_form_twice_is_one_comment(project, ana, guest):
    for person in (ana, guest):
        one = add_comment(project, "Good.", person=person, code="SH020", key="k")
        assert add_comment(project, "Good.", person=person, code="SH020", key="k") == one
        with pytest.raises(Reused):
            add_comment(project, "Other.", person=person, code="SH020", key="k")
    add_comment(project, "Good.", person=guest, code="SH020", key="l")
    assert Comment.objects.count() == 3


def test_ones_own_can_be_changed_for_fifteen_minutes(project, ana, guest):
    for person in (ana, guest):
        number = add_comment(project, "Good.", person=person, code="SH020").number
        change_comment(project, number, "Better.", person=person)
        assert (said(number).text, said(number).edited_at is None) == ("Better.", False)
        late(number)
        for act in (
            lambda n=number, p=person: change_comment(project, n, "Best.", person=p),
            lambda n=number, p=person: delete_comment(project, n, person=p),
        ):
            with pytest.raises(Refused, match=TOO_LATE):
                act()
        assert said(number).text == "Better."


def test_nobody_changes_what_somebody_else_said(project, ana, guest, owner):
    number = add_comment(project, "Good.", person=ana, code="SH020").number
    for person in (guest, Person(user=owner), Person()):
        with pytest.raises(Refused):
            change_comment(project, number, "Bad.", person=person)
        with pytest.raises(Refused):
            delete_comment(project, number, person=person)
    assert said(number).text == "Good."


def test_a_deleted_comment_leaves_no_word_and_no_notice(project, ana):
    number = add_comment(project, "Secret, @Owner", person=ana, code="SH020").number
    delete_comment(project, number, person=ana)
    assert (said(number).text, said(number).deleted_at is None, Notice.objects.count()) == ("Deleted", False, 0)
    with pytest.raises(Refused):
        add_comment(project, "Why?", person=ana, thread=number)


def test_a_thread_is_resolved_and_opened_again_by_anybody_who_may_comment(project, ana, guest):
    number = add_comment(project, "Good.", person=ana, code="SH020").number
    resolve_comment(project, number, True, person=guest)
    resolve_comment(project, number, True, person=ana)
    assert said(number).resolved_by == "Gil"
    resolve_comment(project, number, False, person=ana)
    assert (said(number).resolved_at, said(number).resolved_by) == (None, "")


def test_what_is_written_and_what_was_shown_is_read(project, ana, owner):
    first = add_comment(project, "@Owner", person=ana, code="SH020").number
    keep_read(project, owner, "SH020", 10**9)
    assert list(Read.objects.filter(user=owner).values_list("upto", "shot__code")) == [(first, "SH020")]
    assert Notice.objects.get(user=owner).read_at is not None
    keep_read(project, owner, "SH020", first - 1)
    assert Read.objects.get(user=owner).upto == first
    answer = add_comment(project, "Yes", person=Person(user=owner), thread=first).number
    assert Read.objects.get(user=owner).upto == answer


def test_reading_again_writes_nothing(project, ana, owner):
    first = add_comment(project, "Good", person=ana).number
    keep_read(project, owner, "", first)
    with factories.writes() as written:
        keep_read(project, owner, "", first)
    assert written == []


def test_a_deleted_project_takes_no_comments(project, ana):
    Project.objects.filter(pk=project.pk).update(deleted_at=timezone.now())
    with pytest.raises(Refused):
        add_comment(project, "Good.", person=ana)
    assert Comment.objects.count() == 0


def test_a_comment_on_several_shots_is_one_write_on_all_or_none(project, reviewer):
    person = Person(user=reviewer)
    with pytest.raises(Refused):
        add_comments(project, "Warmer.", ["SH010", "SH020", "no"], person=person)
    assert Comment.objects.count() == 0
    for _ in range(2):  # the same form twice is written once
        add_comments(project, "Warmer.", ["SH010", "SH020"], person=person, key="once")
    assert sorted(Comment.objects.values_list("shot__code", "text")) == [("SH010", "Warmer."), ("SH020", "Warmer.")]
    assert Project.objects.get(pk=project.pk).talk == 2


def test_a_guest_tells_members_by_name_and_learns_no_names(project, guest, reviewer, editor):
    editor.name = "Ben"
    editor.save()
    for name in (reviewer.name, "Nobody", editor.email):
        added = add_comment(project, f"Is this right, @{name}?", person=guest, code="SH020")
        assert added.told == ""
    told = Notice.objects.filter(kind="mention").values_list("user", "who")
    assert list(told) == [(reviewer.pk, "Gil")]
    change_comment(project, Comment.objects.latest("pk").pk, "And @Ben?", person=guest)
    assert Notice.objects.filter(kind="mention").latest("pk").user == editor
