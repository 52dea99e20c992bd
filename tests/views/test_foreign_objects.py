"""Another tenant's codes and keys in every path and every form field: refused, nothing written, nothing leaked."""

import re

import pytest
from django.urls import reverse

from tests import factories
from tests.factories import SECRET
from tests.many import each, in_groups
from tests.views.routes import SETTINGS, SHOT, routes

SHOT_KEY, SCENE_KEY, ANCHOR_KEY = f"{SECRET}-1", f"{SECRET}-scene", f"{SECRET}-place"
IN_PATH = {"SH020": SHOT_KEY, "arrival": SCENE_KEY, "pier": ANCHOR_KEY}
WITH_OBJECT = sorted(name for name, route in routes().items() if route.of_project and IN_PATH.keys() & set(route.path))

# route, its object, the field with the foreign key and whatever else the form needs
FIELDS: list[tuple[str, tuple[object, ...], dict[str, str]]] = [
    ("moves", (), {"shot": SHOT_KEY, "scene": "arrival", "position": "0"}),
    ("moves", (), {"shot": "SH010", "scene": SCENE_KEY, "position": "0"}),
    ("shots", (), {"scene": SCENE_KEY}),
    ("shots", (), {"scene": SCENE_KEY, "after": SHOT_KEY}),
    ("scenes", (), {"title": "New", "anchors": ANCHOR_KEY}),
    ("scene", ("arrival",), {"title": "New", "anchors": ANCHOR_KEY}),
    ("seed", (), {"master": SHOT_KEY, "seed": "3"}),
    ("scene_seed", ("arrival",), {"master": SHOT_KEY}),
    ("shot", ("SH020",), {**SHOT, "anchors": ANCHOR_KEY}),
    ("shot", ("SH020",), {**SHOT, "without": ANCHOR_KEY}),
    ("shot", ("SH020",), {**SHOT, "starts_from": f"{SHOT_KEY}:last"}),
    ("shot", ("SH020",), {**SHOT, "fix": f'{{"kind": "break", "anchor": "{ANCHOR_KEY}"}}', f"reason-{ANCHOR_KEY}": "why"}),
    ("shot", ("SH020",), {**SHOT, "fix": f'{{"kind": "set", "field": "starts_from", "text": "{SHOT_KEY}:last"}}'}),
    ("breaks", ("SH020",), {"anchor": ANCHOR_KEY, "reason": "why"}),
    ("breaks", ("SH020",), {"anchor": ANCHOR_KEY, "remove": "1"}),
    ("without", ("SH020",), {"anchor": ANCHOR_KEY}),
    ("anchors", (), {"kind": "subject", "name": "Mara", "shot": SHOT_KEY}),
    ("anchors", (), {"kind": "subject", "name": "Mara", "holds": f"scene:{SCENE_KEY}"}),
    ("anchor", ("pier",), {"kind": "environment", "name": "pier", "revision": "1", "holds": f"scene:{SCENE_KEY}"}),
    ("settings", (), {**SETTINGS, "model": SECRET}),
    ("settings", (), {**SETTINGS, "aspect_ratio": "17:3"}),
]


def without_tokens(html: bytes, *codes: str) -> str:
    """A page without what differs from answer to answer: tokens, keys, and the code that was asked for."""
    text = re.sub(r"\b[0-9a-f]{32}\b|\b[A-Za-z0-9]{64}\b", "", html.decode())
    for code in codes:
        text = text.replace(code, "")
    return text


@in_groups(WITH_OBJECT, 40)
def test_a_foreign_key_in_the_path_looks_like_one_that_does_not_exist(names, as_owner, project, theirs):
    def check(name):
        route = routes()[name]
        foreign = [IN_PATH.get(str(part), part) for part in route.path]
        missing = ["no-such-thing" if str(part) in IN_PATH else part for part in route.path]
        before = factories.everything()
        for method in ("get", "post"):
            if not getattr(route, method):
                continue
            data = route.data if method == "post" else {}
            one = getattr(as_owner, method)(reverse(name, args=[project.slug, *foreign]), data)
            two = getattr(as_owner, method)(reverse(name, args=[project.slug, *missing]), data)
            assert one.status_code == two.status_code
            assert {one.status_code} <= {404, 409}
            known = [str(part) for part in foreign if part in IN_PATH.values()]
            assert without_tokens(one.content, *known) == without_tokens(two.content, "no-such-thing")
        assert factories.everything() == before

    each(names, check)


@in_groups(WITH_OBJECT, 40)
def test_a_foreign_project_is_none_whatever_the_key(names, as_owner, project, theirs):
    def check(name):
        route = routes()[name]
        foreign = [IN_PATH.get(str(part), part) for part in route.path]
        before = factories.everything()
        assert as_owner.post(reverse(name, args=[theirs.slug, *foreign]), route.data).status_code in (404, 405)
        assert as_owner.get(reverse(name, args=[theirs.slug, *foreign])).status_code in (404, 405)
        assert factories.everything() == before

    each(names, check)


@pytest.mark.parametrize(("name", "path", "data"), FIELDS)
def test_a_foreign_key_in_a_form_is_refused(name, path, data, as_owner, project, theirs):
    before = factories.everything()
    response = as_owner.post(reverse(name, args=[project.slug, *path]), data)
    assert response.status_code in (404, 409, 422)
    assert factories.everything() == before
    text = response.content.decode()
    for key in (SHOT_KEY, SCENE_KEY, ANCHOR_KEY):  # what was typed may come back
        text = text.replace(key, "")
    assert SECRET not in text


def test_the_live_preview_leaves_foreign_keys_out(as_owner, project, theirs):
    path = reverse("shot_preview", args=[project.slug, "SH020"])
    data = {**SHOT, "anchors": ANCHOR_KEY, "without": ANCHOR_KEY, "starts_from": f"{SHOT_KEY}:last"}
    response = as_owner.post(path, data)
    assert response.status_code == 200
    assert SECRET not in response.content.decode()


def test_showing_a_foreign_anchor_again_changes_nothing_of_theirs(as_owner, project, theirs):
    before = factories.board(theirs), factories.board(project)
    as_owner.post(reverse("without", args=[project.slug, "SH020"]), {"anchor": ANCHOR_KEY, "shown": "1"})
    assert (factories.board(theirs), factories.board(project)) == before


def test_an_idempotency_key_of_somebody_else_gives_nothing_of_theirs(as_owner, as_stranger, project, theirs):
    as_stranger.post(reverse("shots", args=[theirs.slug]), {"scene": SCENE_KEY, "key": "k"})
    as_owner.post(reverse("shots", args=[project.slug]), {"scene": "arrival", "key": "k"})
    assert factories.codes(project) == [["SH010", "SH020", "SH030"]]


def test_no_page_of_mine_counts_or_names_what_is_theirs(as_owner, project, theirs):
    pages = ["projects", "board", "anchors", "activity", "export", "settings", "seed"]
    for name in pages:
        path = reverse(name, args=[] if name == "projects" else [project.slug])
        assert SECRET not in as_owner.get(path).content.decode()


def test_the_list_of_projects_holds_mine_alone(as_stranger, as_viewer, as_owner, project, theirs):
    lists = [client.get("/").content.decode() for client in (as_stranger, as_viewer, as_owner)]
    assert [(text.count(project.slug) > 0, text.count(theirs.slug) > 0) for text in lists] == [
        (False, True),
        (True, False),
        (True, False),
    ]


def test_slugs_carry_a_random_part(as_owner, project):
    first, second = (as_owner.post("/new/", SETTINGS)["Location"] for _ in range(2))
    assert first != second
    assert [bool(re.fullmatch(r"/projects/harbour-evening-[0-9a-f]{8}/", path)) for path in (first, second)] == [True, True]
