"""Several shots at once: all or nothing, one way back, and never over somebody else's work."""

from dataclasses import replace
from decimal import Decimal

import pytest

from projects.core.board import Break, State
from projects.core.findings import Held, Refused
from projects.models import Activity, Shot, ShotVersion
from projects.writes.batch import save_shots, with_shots
from projects.writes.shots import save_shot
from projects.writes.transaction import Blocked
from projects.writes.undo import undo
from tests import factories


def states(project, **changes):
    return {code: replace(factories.shot(project, code), **changes) for code in ("SH010", "SH020")}


def save(project, owner, changed, **options):
    return save_shots(project, changed, by=owner, verb="fixes-applied", **options)


def test_all_are_saved_with_a_version_each_and_one_line_in_the_log(project, owner):
    line = save(project, owner, states(project, cfg=Decimal(9), state_in=State("left")))
    assert [factories.shot(project, code).cfg for code in ("SH010", "SH020")] == [Decimal(9)] * 2
    assert factories.shot(project, "SH020").state_in == State("left")
    assert sorted(ShotVersion.objects.values_list("shot__code", "number")) == [
        ("SH010", 1), ("SH010", 2), ("SH020", 1), ("SH020", 2),
    ]  # fmt: skip
    assert (line.verb, line.target, line.can_undo) == ("fixes-applied", "SH010, SH020", True)


def test_nothing_is_saved_where_nothing_differs(project, owner):
    before = factories.content()
    assert save(project, owner, states(project)) is None
    assert factories.content()["Shot"] == before["Shot"]


def test_one_error_stops_all(project, owner):
    changed = states(project, cfg=Decimal(9))
    changed["SH020"] = replace(changed["SH020"], environment="another wooden pier, fog rolling in")
    before = factories.everything()
    with pytest.raises(Blocked) as caught:
        save(project, owner, changed)
    assert [f.message.split(":")[0] for f in caught.value.findings] == ["SH020"]
    assert factories.everything() == before


def test_a_seed_against_the_lock_is_held_and_nothing_is_saved(project, owner):
    before = factories.content()
    with pytest.raises(Held):
        save(project, owner, states(project, seed=7))
    assert factories.content() == before


def test_a_project_that_moved_on_is_refused(project, owner):
    seen = project.revision
    save_shot(project, "SH010", {"title": "New"}, by=owner)
    with pytest.raises(Refused, match="meanwhile"):
        save(project, owner, states(project, cfg=Decimal(9)), revision=seen)


def test_a_break_is_recorded_with_its_reason_and_lost_with_its_anchor(project, owner):
    shot = factories.shot(project, "SH020")
    save(project, owner, {"SH020": replace(shot, breaks=(Break("dawn", "a dream"),))})
    assert factories.shot(project, "SH020").breaks == (Break("dawn", "a dream"),)
    save(project, owner, {"SH020": replace(factories.shot(project, "SH020"), anchors=("keeper",))})
    assert factories.shot(project, "SH020").breaks == ()
    assert Activity.objects.filter(verb="break-lost").count() == 1


def test_what_was_done_is_taken_back_whole(project, owner):
    before = [shot for _, shot in factories.board(project).shots()]
    changed = states(project, cfg=Decimal(9), state_in=State("left"), breaks=(Break("dawn", "a dream"),), starts_from=None)
    line = save(project, owner, changed)
    assert line
    undo(project, line.pk, by=owner, role="owner")
    assert [shot for _, shot in factories.board(project).shots()] == before
    with pytest.raises(Refused, match="already"):
        undo(project, line.pk, by=owner, role="owner")


def test_what_somebody_changed_since_is_not_taken_back(project, owner, editor):
    line = save(project, owner, states(project, cfg=Decimal(9)))
    save_shot(project, "SH020", {"cfg": Decimal(11)}, by=editor)
    assert line
    before = factories.everything()
    with pytest.raises(Refused, match="Editor has changed the cfg of SH020 since"):
        undo(project, line.pk, by=owner, role="owner")
    assert factories.everything() == before


def test_a_line_of_another_project_or_kind_is_no_way_back(project, owner, theirs):
    foreign = Activity.objects.filter(project=theirs).first()
    other = Activity.objects.filter(project=project).first()
    for line in (foreign, other):
        assert line
        with pytest.raises(Refused, match="nothing here"):
            undo(project, line.pk, by=owner, role="owner")


def test_a_board_with_new_shots_drops_breaks_that_hang_on_nothing(project):
    shot = replace(factories.shot(project, "SH020"), anchors=(), breaks=(Break("dawn", "x"),))
    board = with_shots(factories.board(project), {"SH020": shot})
    assert [item.breaks for _, item in board.shots()] == [(), ()]


def test_undo_counts_as_a_change_of_its_own(project, owner):
    line = save(project, owner, states(project, cfg=Decimal(9)))
    revisions = dict(Shot.objects.values_list("code", "revision"))
    assert line
    undo(project, line.pk, by=owner, role="owner")
    assert {code: n - revisions[code] for code, n in Shot.objects.values_list("code", "revision")} == {
        "SH010": 1,
        "SH020": 1,
    }


@pytest.mark.parametrize("changes", [{"anchors": ("keeper",)}, {"without": ("dawn",)}])
def test_a_break_that_was_lost_with_its_anchor_comes_back(changes, project, owner):
    shot = factories.shot(project, "SH020")
    save(project, owner, {"SH020": replace(shot, breaks=(Break("dawn", "a dream"),))})
    before = factories.shot(project, "SH020")
    line = save(project, owner, {"SH020": replace(before, **changes)})
    assert (line is not None, factories.shot(project, "SH020").breaks) == (True, ())
    undo(project, line.pk, by=owner, role="owner")
    assert factories.shot(project, "SH020") == before


def test_a_text_that_no_document_could_hold_is_refused(project, owner):
    before = factories.everything()
    with pytest.raises(Refused, match="SH010: the custom prompt would be over 10,000"):
        save(project, owner, states(project, custom_prompt="x" * 10_001))
    assert factories.everything() == before
