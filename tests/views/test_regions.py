"""A region asked for by htmx is a region; asked for directly it is the whole page."""

from django.urls import reverse


def test_the_editor_alone_by_htmx_and_the_whole_page_without(as_viewer, project):
    path = reverse("shot", args=[project.slug, "SH010"])
    part = as_viewer.get(path, headers={"HX-Request": "true", "HX-Target": "editor"}).content.decode().strip()
    whole = as_viewer.get(path).content.decode()
    assert (part.startswith('<aside id="editor"'), whole.startswith("<!doctype html>")) == (True, True)
    assert part.count("<html") == 0


def test_a_page_that_htmx_keeps_a_history_of_is_whole(as_viewer, project):
    path = reverse("shot", args=[project.slug, "SH010"])
    response = as_viewer.get(path, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert response.content.startswith(b"<!doctype html>")
