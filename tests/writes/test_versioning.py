"""Every saved change of what a version holds makes a version, whichever way it is written; none is ever changed."""

import re
from pathlib import Path

import pytest

from projects.approvals import digest_of
from projects.core.batching import Batch
from projects.core.findings import Held
from projects.models import Decision, Project, Shot, ShotVersion
from projects.reads import report_of
from projects.writes.batch_edit import edit_shots
from projects.writes.moves import move_shot
from projects.writes.projects import set_four_eyes
from projects.writes.reviewing import Person, decide
from projects.writes.scenes import create_scene
from projects.writes.seeds import lock_seed, unlock_seed
from projects.writes.shots import create_shot, delete_shot, duplicate_shot, save_shot
from projects.writes.status import restore_version
from projects.writes.structure import add_next_like, copy_scene
from projects.writes.undo import redo, undo
from projects.writes.variants import add_variant, save_variant
from tests import factories
from tests.ways import WAYS


def latest(project, code="SH020"):
    return ShotVersion.objects.filter(shot__project=project, shot__code=code).latest("number")


def fresh(project):
    return Project.objects.get(pk=project.pk)


def unlike(project):
    """The codes of the shots whose last version is not how they stand now."""
    rows = ShotVersion.objects.filter(shot__project=project).order_by("number")
    last = dict(rows.values_list("shot__code", "digest"))
    return [i.shot.key for i in report_of(fresh(project)).all_shots() if last.get(i.shot.key) != digest_of(i)]


@pytest.fixture
def plan(project, owner):
    """The harbour, SH020 with a variant B."""
    add_variant(project, "SH020", like="A", by=owner)
    save_variant(project, "SH020", "B", {"action": "runs quickly away"}, by=owner)
    return fresh(project)


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_writing_makes_a_version_by_whoever_wrote_and_so_does_its_undo(way, plan, editor, owner):
    before = ShotVersion.objects.filter(shot__project=plan).count()
    WAYS[way](plan, editor)
    assert unlike(plan) == []
    made = ShotVersion.objects.filter(shot__project=plan).order_by("id")[before:]
    assert {version.by for version in made} == (set() if way == "unlocked seed" else {editor})
    kept = list(ShotVersion.objects.order_by("id").values())
    undo(plan, None, by=editor, role="editor")
    assert unlike(plan) == []
    redo(plan, None, by=editor, role="editor")
    assert unlike(plan) == []
    assert list(ShotVersion.objects.order_by("id").values())[: len(kept)] == kept
    assert {version.by for version in ShotVersion.objects.order_by("id")[len(kept) :]} <= {editor}


def test_who_takes_somebody_elses_step_back_is_the_author_of_what_comes_of_it(plan, editor, owner):
    save_shot(plan, "SH020", {"subject": "collar down"}, by=editor)
    line = plan.done
    undo(plan, line.pk, by=owner, role="owner")
    assert (latest(plan).by, latest(plan).data["subject"]) == (owner, "collar raised")


def test_a_seed_lock_makes_a_version_of_each_shot_whose_seed_it_changes(plan, editor):
    unlock_seed(plan, "arrival", reason="each its own", by=editor)
    lock_seed(plan, None, master="SH010", seed=9, reason="one look", by=editor)
    assert unlike(plan) == []
    assert [latest(plan, code).data["computed"]["seed"] for code in ("SH010", "SH020")] == [9, 9]


def test_a_shot_that_moves_to_another_scene_gets_a_version(plan, editor):
    key = create_scene(plan, "Later", by=editor)
    move_shot(plan, "SH020", key, 0, by=editor)
    assert (unlike(plan), latest(plan).by) == ([], editor)
    edit_shots(plan, ["SH020"], Batch("move", scene="arrival", place=1), by=editor, role="editor")
    assert (unlike(plan), latest(plan).by) == ([], editor)


def test_copies_have_a_version_from_the_start(plan, editor):
    new = duplicate_shot(plan, "SH020", by=editor)
    copy_scene(plan, "arrival", by=editor)
    edit_shots(plan, ["SH010"], Batch("duplicate"), by=editor, role="editor")
    assert unlike(plan) == []
    assert latest(plan, new).by == editor


def test_a_new_shot_is_its_makers_from_the_start_however_little_it_says(plan, owner, editor):
    codes = [create_shot(plan, "arrival", by=editor), add_next_like(plan, "SH020", by=editor)]
    assert [(latest(plan, code).number, latest(plan, code).by) for code in codes] == [(1, editor), (1, editor)]
    set_four_eyes(plan, True, by=owner)
    for code in codes:
        with pytest.raises(Held, match="You wrote part of this version"):
            decide(plan, {code: ""}, "approved", person=Person(editor))


def test_a_shot_that_is_deleted_needs_no_version(plan, editor):
    before = ShotVersion.objects.count()
    delete_shot(plan, "SH020", by=editor)
    assert ShotVersion.objects.count() == before


def test_an_earlier_version_comes_back_as_a_new_one(plan, editor):
    save_shot(plan, "SH020", {"subject": "collar down"}, by=editor)
    restore_version(plan, "SH020", 1, by=editor)
    assert (latest(plan).number, latest(plan).reason, latest(plan).data["subject"]) == (3, "restore", "collar raised")


def test_versions_and_decisions_are_only_ever_added(plan, editor, reviewer):
    """By what goes to the database, and by the code."""
    with factories.writes() as statements:
        save_shot(plan, "SH020", {"subject": "collar down"}, by=editor)
        undo(plan, None, by=editor, role="editor")
        restore_version(plan, "SH020", 2, by=editor)
        decide(plan, {"SH020": ""}, "changes-requested", person=Person(reviewer), note="Warmer.")
        decide(plan, {"SH020": ""}, "approved", person=Person(reviewer))
        undo(plan, None, by=reviewer, role="reviewer")
    touched = [sql for sql in statements if re.search(r'"projects_(shotversion|decision)"', sql)]
    assert {sql.split()[0] for sql in touched} == {"INSERT"}
    assert Decision.objects.filter(shot__in=Shot.objects.filter(project=plan)).count() == 2


def test_no_code_changes_or_deletes_a_version_or_a_decision():
    found = []
    for path in Path("projects").rglob("*.py"):
        if "migrations" not in path.parts:
            text = re.sub(r"\s+", " ", path.read_text())
            found += re.findall(r"(?:ShotVersion|Decision)\.objects[^=;]{0,200}?\)\.(?:update|delete|bulk_update)\(", text)
            found += re.findall(r"\b(?:version|decision)s?\.(?:save|delete|update)\(", text)
    assert found == []
