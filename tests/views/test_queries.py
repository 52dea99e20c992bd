"""Every page asks the database as often for one shot as for thirty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import boards, factories

PAGES = {
    "board": [], "shot": ["SH010"], "versions": ["SH010"], "anchors": [], "anchor": ["pier"], "scene": ["scene-1"], "seed": [],
    "scene_seed": ["scene-1"], "settings": [], "activity": [], "export": [],
}  # fmt: skip
MOST = 12


def queries(client, path, data=None):
    """How many statements an answer needs in a process that has not seen the project yet."""
    factories.forget_reports()
    with CaptureQueriesContext(connection) as context:
        response = client.get(path) if data is None else client.post(path, data)
    assert response.status_code in (200, 302)
    return len(context.captured_queries)


@pytest.fixture
def small(owner):
    return factories.project_of(boards.long_board(1, 1), owner)


@pytest.fixture
def large(owner):
    return factories.project_of(boards.long_board(30, 1), owner)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_needs_as_many_queries_for_thirty_shots_as_for_one(name, as_owner, small, large):
    one, thirty = (queries(as_owner, reverse(name, args=[p.slug, *PAGES[name]])) for p in (small, large))
    assert (one, one <= MOST) == (thirty, True)


@pytest.mark.parametrize("kind", ["json", "csv", "prompts"])
def test_a_file_needs_as_many_queries_for_thirty_shots_as_for_one(kind, as_owner, small, large):
    one, thirty = (queries(as_owner, reverse("export_file", args=[p.slug, kind])) for p in (small, large))
    assert (one, one <= MOST) == (thirty, True)


def test_the_board_needs_as_many_queries_for_three_scenes_as_for_one(as_owner, owner, small):
    three = factories.project_of(boards.long_board(9, 3), owner)
    one, more = (queries(as_owner, reverse("board", args=[p.slug])) for p in (small, three))
    assert one == more


@pytest.mark.parametrize(
    ("name", "path", "data"),
    [
        ("shot", ["SH010"], {"duration": "10", "subject": "collar raised", "anchors": ["keeper", "dawn"]}),
        ("moves", [], {"shot": "SH010", "scene": "scene-1", "position": "0"}),
        ("shots", [], {"scene": "scene-1"}),
        ("scenes", [], {"title": "New"}),
        ("omission", ["SH010"], {"omitted": "1"}),
        ("shot_delete", ["SH010"], {}),
        ("shot_copy", ["SH010"], {}),
        ("scene_seed", ["scene-1"], {"master": "SH010", "seed": "4"}),
        ("anchor_delete", ["pier"], {}),
    ],
)
def test_a_write_needs_as_many_statements_among_thirty_shots_as_among_two(name, path, data, as_owner, owner, large):
    two = factories.project_of(boards.long_board(2, 1), owner)
    as_owner.post(reverse("archive", args=[two.slug]), {"back": "1"})  # the first change of a day renews the session
    found = [queries(as_owner, reverse(name, args=[p.slug, *path]), data) for p in (two, large)]
    assert found[0] == found[1]


def test_a_warm_process_reads_the_board_in_fewer(as_owner, large):
    path = reverse("board", args=[large.slug])
    cold = queries(as_owner, path)
    with CaptureQueriesContext(connection) as warm:
        as_owner.get(path)
    assert (len(warm.captured_queries) < cold, len(warm.captured_queries) <= 5) == (True, True)


def test_the_list_of_projects_needs_a_fixed_number_once_they_were_seen(as_owner, small, large):
    as_owner.get("/")
    with CaptureQueriesContext(connection) as context:
        as_owner.get("/")
    assert len(context.captured_queries) <= 5
