"""The wordings of an anchor: kept for good, kept in single shots, brought back."""

import pytest

from projects.core.board import Wording
from projects.core.findings import Refused
from projects.models import Anchor, AnchorVersion, Project
from projects.reads import report_of
from projects.writes.anchor_versions import anchor_version, use_new_wording, worded
from projects.writes.anchors import edit_anchor, restore_anchor_version
from projects.writes.shots import save_shot
from tests import factories
from tests.plans import shot

TARRED = "a tarred wooden pier at dusk tide"
OLD = "a weathered wooden pier at low tide"


def edit(project, owner, description=TARRED, **options):
    row = Anchor.objects.get(project=project, key="pier")
    edit_anchor(
        project, "pier", name=row.name, kind=row.kind, description=description, revision=row.revision, by=owner, **options
    )


def prompts(project):
    project.refresh_from_db()
    return ["tarred" in item.prompt.text for item in report_of(project).running()]


def versions():
    return list(AnchorVersion.objects.order_by("number").values_list("number", "description", "reason"))


def test_the_first_edit_freezes_what_was_there_and_what_is_there_now(project, owner):
    edit(project, owner)
    edit(project, owner, "a new pier of planks")
    assert versions() == [(1, OLD, "first"), (2, TARRED, "edit"), (3, "a new pier of planks", "edit")]


def test_an_edit_that_changes_nothing_freezes_nothing(project, owner):
    edit(project, owner, OLD)
    assert versions() == []


def test_shots_may_keep_the_older_wording(project, owner):
    edit(project, owner, keep=["SH020"])
    assert (prompts(project), factories.shot(project, "SH020").wordings) == ([True, False], (Wording("pier", OLD),))


def test_they_take_the_new_one_alone_or_together_and_that_can_be_counted(project, owner):
    edit(project, owner, keep=["SH010", "SH020"])
    assert prompts(project) == [False, False]
    use_new_wording(project, "pier", ["SH010"], by=owner)
    assert prompts(project) == [True, False]
    use_new_wording(project, "pier", [], by=owner)
    assert prompts(project) == [True, True]
    assert use_new_wording(project, "pier", [], by=owner) is None


def test_an_earlier_wording_comes_back_as_a_new_version(project, owner):
    edit(project, owner)
    restore_anchor_version(project, "pier", 1, by=owner)
    assert (prompts(project), versions()[-1]) == ([False, False], (3, OLD, "restore"))


def test_a_version_that_is_not_there_is_refused(project, owner):
    with pytest.raises(Refused, match="no version 4"):
        anchor_version(project, "pier", 4)


def test_a_shot_words_an_anchor_once():
    state = worded(worded(shot(), "pier", "one"), "pier", "two")
    assert (state.wordings, worded(state, "pier", None)) == ((Wording("pier", "two"),), shot())


def test_a_shot_that_keeps_an_older_wording_goes_on_with_it(project, owner):
    edit(project, owner, keep=["SH020"])
    edit(project, owner, "a new pier of planks", keep=["SH010", "SH020"])
    assert factories.shot(project, "SH020").wordings == (Wording("pier", OLD),)
    assert factories.shot(project, "SH010").wordings == (Wording("pier", TARRED),)


def test_a_shot_that_does_not_use_the_anchor_keeps_nothing(project, owner):
    save_shot(project, "SH020", {"without": ("pier",)}, by=owner)
    edit(project, owner, keep=["SH020", "SH999"])
    assert factories.shot(project, "SH020").wordings == ()


def test_an_edit_that_came_in_between_stays(project, owner, editor):
    edit(project, owner, keep=["SH020"])
    mine = Project.objects.get(pk=project.pk)
    report_of(mine)  # what this person's request has read
    save_shot(project, "SH020", {"title": "At the rail"}, by=editor)
    use_new_wording(mine, "pier", [], by=owner)
    assert (factories.shot(project, "SH020").title, factories.shot(project, "SH020").wordings) == ("At the rail", ())
