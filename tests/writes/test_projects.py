"""Boards become projects and come out as they went in; copies, settings, deletion."""

import copy
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.extra.django import TestCase

from projects.core.board import Shot
from projects.core.document import loads
from projects.core.findings import Refused
from projects.core.report import build
from projects.exports.json_file import write
from projects.material import material_of
from projects.models import Activity, Membership, Project, ShotVersion
from projects.reads import catalogue, report_of
from projects.writes.projects import (
    RefusedImport,
    delete_project,
    document_errors,
    duplicate_project,
    import_board,
    restore_project,
    save_settings,
    set_archived,
)
from projects.writes.transaction import Reused
from tests import boards, factories


def arriving(board):
    """What an import with errors makes of a board: shots with errors arrive as drafts."""
    wrong = {item.shot.key for item in build(board, catalogue()).running() if item.errors}
    scenes = [
        replace(s, shots=tuple(replace(x, status="draft") if x.key in wrong else x for x in s.shots)) for s in board.scenes
    ]
    return replace(board, scenes=tuple(scenes))


class TestAnyBoard(TestCase):
    """Each example in a transaction of its own."""

    @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(board=boards.boards())
    def test_a_board_comes_out_of_the_database_as_it_went_in(self, board):
        factories.forget_reports()
        project = factories.project_of(board, factories.person())
        assert factories.board(project) == arriving(board)

    @settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(board=boards.boards(sound=True))
    def test_an_exported_document_makes_the_same_project_again(self, board):
        factories.forget_reports()
        owner = factories.person()
        first = factories.project_of(board, owner)
        text = write(material_of(first))
        second = factories.project_of(loads(text, catalogue()), owner)
        assert factories.board(second) == factories.board(first)
        factories.forget_reports()
        assert write(material_of(second)) == text


def test_two_thousand_shots_are_kept_exactly(owner):
    board = boards.long_board(2_000, 4)
    assert factories.board(factories.project_of(board, owner)) == board


def test_a_project_has_its_maker_as_owner_a_version_of_each_shot_and_one_line_in_the_log(owner):
    project = factories.project_of(boards.harbour(), owner)
    assert list(Membership.objects.values_list("project", "user", "role")) == [(project.pk, owner.pk, "owner")]
    assert list(ShotVersion.objects.order_by("id").values_list("shot__code", "number", "reason")) == [
        ("SH010", 1, "import"),
        ("SH020", 1, "import"),
    ]
    assert list(Activity.objects.values_list("verb", "by")) == [("project-imported", owner.pk)]


def wrong_board():
    board = boards.harbour()
    return factories.board_with(board, board.scenes[0].shots[0], replace(
        board.scenes[0].shots[1], environment="another wooden pier, fog rolling in", status="approved"
    ))  # fmt: skip


def test_a_board_with_continuity_errors_is_refused_with_each_shot_and_code(owner):
    with pytest.raises(RefusedImport) as caught:
        import_board(wrong_board(), by=owner)
    assert [(key, finding.code) for key, finding in caught.value.errors] == [("SH020", "continuity.reintroduced")]
    assert str(caught.value) == "1 continuity error in SH020."
    assert Project.objects.count() == 0


def test_with_errors_allowed_those_shots_arrive_as_drafts(owner):
    project = factories.project_of(wrong_board(), owner)
    assert [shot.status for _, shot in factories.board(project).shots()] == ["draft", "draft"]
    assert [key for key, _ in document_errors(report_of(project))] == ["SH020"]


def test_an_imported_approval_is_logged_as_the_importers(owner):
    board = boards.harbour()
    first, second = board.scenes[0].shots
    project = factories.project_of(factories.board_with(board, replace(first, status="approved"), second), owner)
    assert factories.shot(project, "SH010").status == "approved"
    assert Activity.objects.get().data["approved_imported"] == ["SH010"]


def test_the_same_import_twice_is_one_project(owner):
    slugs = {import_board(boards.harbour(), by=owner, key="k") for _ in range(2)}
    assert (len(slugs), Project.objects.count()) == (1, 1)
    with pytest.raises(Reused):
        import_board(boards.blank(), by=owner, key="k")


def test_a_copy_belongs_to_who_asked_and_leaves_the_original_alone(project, viewer):
    before = copy.deepcopy(factories.board(project))
    slug = duplicate_project(project, by=viewer)
    made = Project.objects.get(slug=slug)
    assert list(made.memberships.values_list("user__email", "role")) == [("viewer@example.org", "owner")]
    assert factories.board(made) == replace(before, title="Harbour morning (copy)")
    assert factories.board(project) == before


def test_a_long_title_stays_within_bounds_when_copied(owner):
    project = factories.project_of(boards.blank("x" * 200), owner)
    assert len(factories.board(Project.objects.get(slug=duplicate_project(project, by=owner))).title) == 200


def test_settings_that_change_are_logged_with_what_was_before(project, owner):
    save_settings(project, {"title": "New", "quality": "standard"}, by=owner)
    assert Activity.objects.latest("id").data == {"fields": ["title"], "before": {"title": "Harbour morning"}}
    count = Activity.objects.count()
    save_settings(project, {"title": "New"}, by=owner)
    assert Activity.objects.count() == count


def test_every_prompt_follows_the_settings(project, owner):
    save_settings(project, {"continuity": "phrase"}, by=owner)
    prompt = report_of(Project.objects.get()).shot("SH020").prompt.text
    assert prompt.startswith("The same keeper, collar raised")


def test_an_archived_project_comes_back(project, owner):
    set_archived(project, True, by=owner)
    assert Project.objects.get().archived_at is not None
    set_archived(project, False, by=owner)
    assert Project.objects.get().archived_at is None


def test_only_the_owner_restores_what_was_deleted(project, owner, editor, stranger):
    before = factories.board(project)
    delete_project(project, by=owner)
    for person in (editor, stranger):
        with pytest.raises(Refused):
            restore_project(project.slug, by=person)
    assert restore_project(project.slug, by=owner).pk == project.pk
    assert factories.board(project) == before


@pytest.mark.parametrize(
    "shot",
    [
        Shot("SH010", subject="x" * 10_000, notes="y" * 10_000),
        Shot("SH010", subject="👩🏽‍🚀 e\u0301 \u202eabc\u202c مرحبا", dialogue="漢字"),
        Shot("SH010", subject="a" + "\u0301" * 1000),
        Shot("SH010", subject=" leading and trailing \n\n\t"),
    ],
)
def test_any_text_is_kept_exactly(shot, owner):
    project = factories.project_of(factories.board_with(boards.harbour(), shot), owner)
    assert factories.shot(project, "SH010") == shot


def test_a_copy_of_a_copy_is_counted(project, owner):
    copy = Project.objects.get(slug=duplicate_project(project, by=owner, key="a"))
    assert duplicate_project(project, by=owner, key="a") == copy.slug
    assert Project.objects.get(slug=duplicate_project(copy, by=owner)).title == "Harbour morning (copy 2)"
