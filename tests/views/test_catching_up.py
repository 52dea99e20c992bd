"""A page that stands open gets what has changed since it was shown, and nothing else."""

import json
import re
from html import unescape

import pytest
from django.urls import reverse

from projects.views.catching_up import MARKS
from tests import boards, factories

HTMX = {"HX-Request": "true", "HX-Target": "here"}


@pytest.fixture
def long(owner):
    """Three scenes of two shots each, and one of no shots."""
    return factories.project_of(boards.long_board(6, 3), owner)


@pytest.fixture
def path(long):
    return reverse("board", args=[long.slug])


def marks(client, path):
    """The marks of the scenes as they stand on the page."""
    return dict(re.findall(r'id="scene-([\w-]+)"[^>]* data-v="(\w+)"', client.get(path).content.decode()))


def asked(client, path, have, headers=HTMX):
    """What comes back: the scenes, the shots that come whole, those that are only named, and the order of all scenes."""
    html = client.get(path, {"scenes": "changed", "have": ",".join(have)}, headers=headers).content.decode()
    order = json.loads(unescape(re.findall(r'data-order="([^"]*)"', html)[0]))
    whole = re.findall(r'id="shot-(\w+)"', html)
    return re.findall(r'id="scene-([\w-]+)"', html), whole, re.findall(r'data-shot="(\w+)" data-same', html), order


def test_nothing_comes_where_nothing_has_changed(as_owner, path):
    have = marks(as_owner, path)
    assert asked(as_owner, path, have.values()) == ([], [], [], list(have))


def test_every_scene_comes_to_a_page_that_has_none(as_owner, path):
    scenes, whole, same, order = asked(as_owner, path, [])
    assert (scenes, len(whole), same) == (order, 6, [])


def test_only_the_shot_that_was_changed_comes_whole(as_owner, path, long):
    have = marks(as_owner, path)
    first, *_ = factories.codes(long)[1]
    as_owner.post(reverse("shot", args=[long.slug, first]), {"duration": "10", "title": "Another title"})
    scenes, whole, same, _ = asked(as_owner, path, have.values())
    assert (scenes, whole) == ([list(have)[1]], [first])
    assert same == factories.codes(long)[1][1:]


def test_a_process_that_never_showed_the_page_sends_the_scene_whole(as_owner, path, long):
    have = marks(as_owner, path)
    first, *rest = factories.codes(long)[1]
    as_owner.post(reverse("shot", args=[long.slug, first]), {"duration": "10", "title": "Another title"})
    MARKS.clear()
    scenes, whole, same, _ = asked(as_owner, path, have.values())
    assert (scenes, whole, same) == ([list(have)[1]], [first, *rest], [])


def test_a_field_that_no_card_shows_changes_the_mark_too(as_owner, path, long):
    have = marks(as_owner, path)
    code = factories.codes(long)[0][0]
    as_owner.post(reverse("shot", args=[long.slug, code]), {"duration": "10", "notes": "for the table"})
    assert marks(as_owner, path) != have


def test_a_mark_is_the_same_in_every_process(as_owner, path):
    have = marks(as_owner, path)
    MARKS.clear()
    assert marks(as_owner, path) == have


def test_a_move_over_scenes_brings_both_and_the_new_order_of_scenes(as_owner, path, long):
    have = marks(as_owner, path)
    one, two, three = have
    code = factories.codes(long)[0][0]
    as_owner.post(reverse("moves", args=[long.slug]), {"shot": code, "scene": two, "position": "0"})
    as_owner.post(reverse("scene_move", args=[long.slug, three]), {"position": "0"})
    scenes, _, _, order = asked(as_owner, path, have.values())
    assert (sorted(scenes), order) == (sorted(have), [three, one, two])


def test_a_board_that_lost_its_last_scene_says_so(as_owner, path, long):
    for key in marks(as_owner, path):
        as_owner.post(reverse("scene_delete", args=[long.slug, key]))
    answer = as_owner.get(path, {"scenes": "changed", "have": "x"}, headers=HTMX).content.decode()
    assert "No scenes yet" in answer


def test_whoever_may_only_look_has_other_marks_than_whoever_edits(as_owner, as_viewer, project):
    board = reverse("board", args=[project.slug])
    assert marks(as_owner, board) != marks(as_viewer, board)


def test_without_htmx_the_whole_page_comes(as_owner, path):
    assert as_owner.get(path, {"scenes": "changed"}).content.startswith(b"<!doctype html>")


@pytest.mark.parametrize("have", ["", ",,,", "x" * 20_000, "'\"<script>", "\u0000"])
def test_marks_that_are_none_are_passed_over(have, as_owner, path):
    answer = as_owner.get(path, {"scenes": "changed", "have": have}, headers=HTMX)
    assert (answer.status_code, answer.content.count(b"<section")) == (200, 3)
