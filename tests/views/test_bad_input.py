"""Whatever is sent, in whatever field or path: a clear refusal or exactly that text, never a fault of the server."""

import pytest
from django.urls import reverse

from tests import factories
from tests.many import each, in_groups
from tests.pages import Page
from tests.views.routes import PIER, SETTINGS, SHOT, path_of, routes

TEXTS = {
    "longest": "x" * 10_000, "emoji": "👩🏽‍🚀🎬" * 50, "right to left": "\u202eمرحبا\u202c שלום", "combining": "a" + "\u0301" * 1000,
    "separators": "a\u2028b\u2029c\x85d", "many words": "word " * 1_900, "only blanks": "  \t ", "formula": "=1+1", "braces": "{{ x }} {% y %}",
}  # fmt: skip
WRONG = {"too long": "x" * 10_001, "zero": "a\x00b", "escape": "\x1b[31m", "delete": "a\x7f", "bell": "\x07"}
SLOTS = (
    "subject",
    "action",
    "environment",
    "lighting",
    "style",
    "camera_note",
    "negative_prompt",
    "custom_prompt",
    "dialogue",
    "notes",
)
ODD = ("%00", "a%00b", "x" * 3000, "%F0%9F%8E%AC", "..%2F", "%2e%2e", "'%20OR%201=1--", "%0d%0aX:%20y", "%ff", "<script>")


@pytest.mark.parametrize("name", TEXTS)
def test_any_text_in_any_slot_is_kept_exactly(name, as_editor, project):
    path = reverse("shot", args=[project.slug, "SH020"])

    def check(field):
        response = as_editor.post(path, {**SHOT, field: TEXTS[name]})
        assert (response.status_code, getattr(factories.shot(project, "SH020"), field)) == (302, TEXTS[name])
        for page in ("board", "export"):
            assert as_editor.get(reverse(page, args=[project.slug])).status_code == 200

    each([slot for slot in SLOTS if slot != "custom_prompt"], check)  # that one must name the anchors


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_text_is_refused_and_all_that_was_typed_stays(name, as_editor, project):
    path = reverse("shot", args=[project.slug, "SH020"])

    def check(field):
        before = factories.content()
        response = as_editor.post(path, {**SHOT, "title": "typed", field: WRONG[name]})
        assert (response.status_code, factories.content()) == (422, before)
        assert dict(Page(response).form("shot-form").fields)["title"] == "typed"

    each(SLOTS, check)


@pytest.mark.parametrize(
    ("field", "value"),
    [("seed", "-1"), ("seed", str(2**64)), ("duration", "0"), ("duration", ""), ("duration", "600.5"), ("cfg", "0"), ("previews", "100"),
     ("model", "no-such"), ("resolution", "9k"), ("quality", "best"), ("shot_size", "xxl"), ("move_0", "fly:up"), ("speed_0", "warp"),
     ("starts_from", "SH020:last"), ("starts_from", "SH010"), ("starts_from", ":"), ("anchors", "nobody"), ("title", "x" * 10_001)],
)  # fmt: skip
def test_a_wrong_value_is_refused(field, value, as_editor, project):
    before = factories.content()
    response = as_editor.post(reverse("shot", args=[project.slug, "SH020"]), {**SHOT, field: value})
    assert (response.status_code, factories.content()) == (422, before)


# What stands in the path of the others is a token, and has tests of its own.
@in_groups(
    sorted(n for n, r in routes().items() if r.path and not n.startswith(("share", "invitation", "inbox", "sign_in")))
)
def test_no_odd_path_is_a_fault(names, as_owner, project):
    def check(name):
        route = routes()[name]
        base = path_of(name, route, project)
        for odd in ODD:
            path = base.replace(str(route.path[0]), odd)
            assert as_owner.get(path).status_code in (404, 405)
            assert as_owner.post(path, route.data).status_code in (404, 405, 409)

    each(names, check)


@pytest.mark.parametrize("odd", ODD)
def test_no_odd_slug_is_a_fault(odd, as_owner):
    assert as_owner.get(f"/projects/{odd}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "path", "fields"),
    [
        ("shots", [], {"scene": "arrival"}), ("shots", [], {"scene": "arrival", "after": "SH010"}), ("moves", [], {"shot": "SH020", "scene": "arrival", "position": "0"}),
        ("breaks", ["SH020"], {"anchor": "pier", "reason": "why"}), ("without", ["SH020"], {"anchor": "pier"}), ("shot_status", ["SH020"], {"status": "approved"}),
        ("anchors", [], {**PIER, "shot": "SH010"}), ("anchor", ["pier"], PIER), ("seed", [], {"master": "SH010", "seed": "1", "reason": "x"}),
        ("scene_seed", ["arrival"], {"master": "SH020"}), ("scenes", [], {"title": "x", "anchors": "pier"}), ("settings", [], SETTINGS),
        ("project_copy", [], {}), ("shot_copy", ["SH020"], {}), ("shot", ["SH020"], {**SHOT, "fix": "x", "seen": "x", "revision": "1"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("odd", ["a\x00b", "x" * 3000, "🎬\ud7ff\uffff", "9" * 50, "-1"])
def test_no_odd_field_is_a_fault(name, path, fields, odd, as_owner, project):
    address = reverse(name, args=[project.slug, *path])
    for field in (*fields, "key"):
        with factories.taken_back():
            status = as_owner.post(address, {**fields, field: odd}).status_code
        assert (field, status in (302, 404, 409, 422)) == (field, True)
