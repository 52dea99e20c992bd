"""What no board shows of a shot outlives a change of that shot: places and wordings of deleted anchors."""

from dataclasses import replace

from projects.core.board import Anchor, State, Wording
from projects.models import Shot
from projects.writes.anchors import create_anchor, delete_anchor, restore_anchor
from projects.writes.batch import save_shots
from projects.writes.unseen import later_of, lists_of
from tests import factories
from tests.plans import shot

OLD = Wording("keeper", "a keeper in oilskins")


def save(project, owner, **changes):
    state = replace(factories.shot(project, "SH020"), **changes)
    return save_shots(project, {"SH020": state}, by=owner, verb="fixes-applied")


def test_keys_of_deleted_anchors_keep_their_places():
    row = Shot(anchors=["gone", "keeper", "away", "dawn"], without=["away"])
    before = shot(anchors=("keeper", "dawn"))
    assert lists_of(row, before, replace(before, anchors=("keeper", "dawn", "pier"))) == {
        "anchors": ["gone", "keeper", "away", "dawn", "pier"],
        "without": ["away"],
    }


def test_what_is_attached_anew_shows_whatever_was_said_before():
    row = Shot(anchors=[], without=["pier", "dawn"])
    assert lists_of(row, shot(), shot(anchors=("pier",)))["without"] == ["dawn"]
    assert lists_of(row, shot(), shot(anchors=("pier",), without=("pier",)))["without"] == ["pier", "dawn"]


def test_later_keys_change_one_by_one():
    row = Shot(later={"attempt": 2, "wordings": [{"anchor": "gone", "description": "x"}]})
    before = shot(attempt=2)
    assert later_of(row, before, replace(before, attempt=1, state_in=State("left"))) == {
        "state_in": {"position": "left", "wardrobe": "", "props": "", "light": "", "screen_direction": None},
        "wordings": [{"anchor": "gone", "description": "x"}],
    }


def test_an_anchor_that_comes_back_finds_its_place_and_its_older_wording(project, owner):
    save(project, owner, wordings=(OLD,))
    boat = create_anchor(project, Anchor("", "subject", "red boat", "a small red boat"), by=owner)
    before = factories.shot(project, "SH020")
    delete_anchor(project, "keeper", by=owner)
    save(project, owner, anchors=("dawn", boat), wordings=(Wording("dawn", "grey dawn light"),))
    restore_anchor(project, "keeper", by=owner)
    now = factories.shot(project, "SH020")
    assert (set(now.anchors), set(now.wordings)) == ({*before.anchors, boat}, {OLD, Wording("dawn", "grey dawn light")})
