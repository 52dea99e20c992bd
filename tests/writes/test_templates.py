"""Templates kept, renamed, deleted and brought back; a template's scenes put into a project and taken back."""

from dataclasses import replace

import pytest

from projects.core.board import Anchor, Board, Break, Scene, SeedLock, Shot, StartsFrom
from projects.core.findings import Refused
from projects.core.templates import built_in, filled, kept
from projects.core.templates_making import Chosen, stripped, template_from
from projects.models import Activity, ShotVersion, Template
from projects.reads import catalogue
from projects.writes.templates import (
    delete_template,
    insert_template,
    rename_template,
    restore_template,
    save_template,
)
from projects.writes.transaction import Blocked, Reused
from projects.writes.undo import undo
from tests import factories
from tests.boards import harbour

pytestmark = pytest.mark.django_db


def made(title="Harbour", **more):
    return template_from(harbour(), [Chosen("keeper", "who")], title=title, **more)


def reveal():
    return filled(built_in(catalogue())["product-reveal"], {}, catalogue())


def test_a_template_comes_back_as_it_was_kept(owner):
    key = save_template(made(purpose="For a pier"), by=owner)
    row = Template.objects.get(owner=owner)
    again = kept(row.key, row.title, row.document)
    assert (key, row.key, row.title, again.purpose) == ("harbour", "harbour", "Harbour", "For a pier")
    assert filled(again, {}, catalogue()) == stripped(harbour())


def test_sent_twice_it_is_kept_once(owner):
    assert save_template(made(), by=owner, key="k") == save_template(made(), by=owner, key="k")
    assert Template.objects.count() == 1
    with pytest.raises(Reused):
        save_template(made("Another"), by=owner, key="k")


def test_a_title_is_used_once_by_one_person(owner, editor):
    save_template(made(), by=owner)
    save_template(made(), by=editor)
    with pytest.raises(Refused, match=r"You have a template called “harbour” already. Give this one another title."):
        save_template(made("harbour"), by=owner)
    assert Template.objects.count() == 2


def test_renamed_it_keeps_its_address(owner):
    key = save_template(made(), by=owner)
    other = save_template(made("Second"), by=owner)
    rename_template(owner, key, "HARBOUR")
    with pytest.raises(Refused, match="already"):
        rename_template(owner, other, "Harbour")
    assert sorted(Template.objects.values_list("key", "title")) == [("harbour", "HARBOUR"), ("second", "Second")]


def test_deleted_it_can_come_back_unless_its_title_is_taken(owner):
    key = save_template(made(), by=owner)
    assert delete_template(owner, key) == "Harbour"
    with pytest.raises(Refused, match="There is no such template"):
        rename_template(owner, key, "X")
    assert save_template(made(), by=owner) == "harbour-2"
    with pytest.raises(Refused, match="already"):
        restore_template(owner, key)
    rename_template(owner, "harbour-2", "Later")
    assert (restore_template(owner, key), restore_template(owner, key)) == ("Harbour", "Harbour")


def test_somebody_else_s_is_none(owner, editor):
    key = save_template(made(), by=owner)
    for act in (
        lambda: rename_template(editor, key, "X"),
        lambda: delete_template(editor, key),
        lambda: restore_template(editor, key),
    ):
        with pytest.raises(Refused, match="There is no such template"):
            act()


def test_its_scenes_come_in_as_one_step_that_goes_back(project, owner):
    before = factories.board(project)
    line = insert_template(project, reveal(), after=None, title="Product reveal", by=owner)
    after = factories.board(project)
    assert [scene.title for scene in after.scenes] == [*(scene.title for scene in before.scenes), "The reveal"]
    assert factories.codes(project)[-1] == ["SH030"]
    assert [anchor.name for anchor in after.anchors[len(before.anchors) :]] == [
        "perfume bottle", "studio set", "rim light", "macro film look",
    ]  # fmt: skip
    assert (line.verb, line.data, line.can_undo) == (
        "template-inserted", {"title": "Product reveal", "shots": ["SH030"]}, True,
    )  # fmt: skip
    assert Activity.objects.filter(project=project, can_undo=True).count() == 1
    assert ShotVersion.objects.get(shot__code="SH030", shot__project=project).reason == "template"
    undo(project, line.pk, by=owner, role="owner")
    assert factories.board(project) == before


def test_locks_breaks_and_frames_come_in_too(project, owner):
    shots = (
        Shot("SH010", action="waits"),
        Shot("SH020", starts_from=StartsFrom("SH010", "last"), breaks=(Break("a", "why"),)),
    )
    other = Board(
        "Other", anchors=(Anchor("a", "environment", "attic", "a dusty attic"),),
        scenes=(Scene("s", "Attic", ("a",), SeedLock(5, "SH010"), shots), Scene("t", "Empty")),
    )  # fmt: skip
    line = insert_template(project, other, after="arrival", title="Other", by=owner)
    before_undo = factories.board(project)
    scene = before_undo.scenes[1]
    assert (scene.seed_lock, [shot.seed for shot in scene.shots]) == (SeedLock(5, "SH030"), [5, 5])
    assert scene.shots[1].starts_from == StartsFrom("SH030", "last")
    assert scene.shots[1].breaks == (Break("attic", "why"),)
    undo(project, line.pk, by=owner, role="owner")
    assert [scene.key for scene in factories.board(project).scenes] == ["arrival"]


def test_used_twice_it_shares_its_anchors(project, owner):
    insert_template(project, reveal(), after=None, title="R", by=owner)
    insert_template(project, reveal(), after=None, title="R", by=owner)
    after = factories.board(project)
    assert len(after.anchors) == len(harbour().anchors) + 4
    assert [scene.key for scene in after.scenes] == ["arrival", "the-reveal", "the-reveal-2"]


def test_sent_twice_it_comes_in_once(project, owner):
    first = insert_template(project, reveal(), after=None, title="R", by=owner, key="k")
    assert insert_template(project, reveal(), after=None, title="R", by=owner, key="k").pk == first.pk
    assert len(factories.board(project).scenes) == 2


def test_an_error_of_continuity_keeps_it_out(project, owner):
    keeper = Anchor("man", "subject", "keeper", "")
    scene = Scene("night", "Night", ("man",), shots=(Shot("SH010", subject="same keeper in a blue wool coat"),))
    before = factories.content()
    with pytest.raises(Blocked) as error:
        insert_template(project, replace(reveal(), anchors=(keeper,), scenes=(scene,)), after=None, title="R", by=owner)
    assert [finding.code for finding in error.value.findings] == ["continuity.contradiction"]
    assert factories.content() == before


def test_a_place_that_is_gone_and_an_empty_template_are_refused(project, owner):
    with pytest.raises(Refused, match=r"The scene to insert after was deleted. Choose another place."):
        insert_template(project, reveal(), after="gone", title="R", by=owner)
    with pytest.raises(Refused, match=r"This template has no scene to insert."):
        insert_template(project, Board("Empty"), after=None, title="R", by=owner)
