"""The editor of one shot, wherever it stands open."""

from django.urls import reverse

from tests.pages import Page


def test_the_editor_says_the_same_beside_the_board_and_beside_the_timeline(as_editor, project):
    of_board = Page(as_editor.get(reverse("shot", args=[project.slug, "SH020"]))).form("shot-form")
    of_timeline = Page(as_editor.get(reverse("timeline", args=[project.slug]), {"shot": "SH020"})).form("shot-form")
    left_out = {"csrfmiddlewaretoken"}
    assert [f for f in of_timeline.fields if f[0] not in left_out] == [f for f in of_board.fields if f[0] not in left_out]
