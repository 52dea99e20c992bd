"""From rows to values, and reports that are never stale."""

from decimal import Decimal

import pytest

from projects.core.board import Move
from projects.models import Project, Shot
from projects.reads import board_of, catalogue, report_of
from projects.writes.shots import save_shot
from tests import boards, factories


def row(project):
    return Project.objects.get(pk=project.pk)


def test_the_catalogue_is_read_once():
    assert catalogue() is catalogue()


def test_a_board_is_read_with_four_queries_whatever_its_size(owner, django_assert_num_queries):
    for board in (boards.blank(), boards.harbour_and_kitchen(), boards.long_board(40, 4)):
        project = factories.project_of(board, owner)
        with django_assert_num_queries(4):
            assert board_of(project) == board


def test_a_report_is_kept_until_the_next_write(project, owner, django_assert_num_queries):
    first = report_of(row(project))
    now = row(project)
    with django_assert_num_queries(0):
        assert report_of(now) is first
    save_shot(project, "SH020", {"subject": "collar down"}, by=owner)
    assert "collar down" in report_of(row(project)).shot("SH020").prompt.text


def test_a_report_built_on_an_earlier_one_equals_one_built_anew(project, owner):
    report_of(row(project))
    save_shot(project, "SH010", {"anchors": ("dawn",)}, by=owner)
    grown = report_of(row(project))
    factories.forget_reports()
    new = report_of(row(project))
    assert [(i.shot, i.prompt.text, i.findings) for i in grown.all_shots()] == [
        (i.shot, i.prompt.text, i.findings) for i in new.all_shots()
    ]
    assert (grown.totals, grown.errors, grown.duration) == (new.totals, new.errors, new.duration)


def test_keys_of_deleted_anchors_are_passed_over(project):
    from django.utils import timezone

    from projects.models import Anchor

    Anchor.objects.filter(project=project, key="keeper").update(deleted_at=timezone.now())
    assert [shot.anchors for _, shot in board_of(project).shots()] == [("dawn",), ("dawn",)]


def test_shots_with_equal_positions_still_have_an_order(project):
    Shot.objects.filter(project=project).update(position=0)
    assert factories.codes(project) == [["SH010", "SH020"]]


@pytest.mark.parametrize("changes", [
    {"subject": "collar down"}, {"duration": Decimal("7.50")}, {"camera": (Move("pan", "left", "slow"),)}, {"previews": 5},
    {"omitted": True}, {"anchors": ()}, {"notes": "a\r\nb"}, {"fantasy": True, "cfg": None},
])  # fmt: skip
def test_what_is_read_after_ones_own_save_is_what_the_rows_say(changes, project, owner):
    mine = row(project)
    report_of(mine)
    for code in ("SH010", "SH020"):
        save_shot(mine, code, changes, by=owner)
        assert report_of(mine).board == board_of(row(project))
        assert report_of(mine) is report_of(row(project))


def test_after_a_save_of_words_only_the_shot_is_read_again(project, owner, django_assert_num_queries):
    mine = row(project)
    report_of(mine)
    save_shot(mine, "SH020", {"subject": "collar down"}, by=owner)
    with django_assert_num_queries(1):
        assert report_of(mine).shot("SH020").shot.subject == "collar down"


def test_what_somebody_else_saved_before_is_read_too(project, owner):
    mine, theirs = row(project), row(project)
    report_of(mine)
    save_shot(theirs, "SH010", {"title": "Theirs"}, by=owner)
    save_shot(mine, "SH020", {"title": "Mine"}, by=owner)
    save_shot(theirs, "SH020", {"notes": "theirs again"}, by=owner)
    assert report_of(theirs).board == board_of(row(project))
