"""Own pictures through requests: sent, refused in one sentence, shown to members only."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from projects.models import Picture
from tests import factories
from tests.pages import text_of

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def png(size=(64, 36)):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "PNG")
    return out.getvalue()


def send(client, project, data, name="frame.png", code="SH010"):
    file = SimpleUploadedFile(name, data, "image/png")
    return client.post(f"/projects/{project.slug}/shots/{code}/picture/", {"picture": file})


def address(project, size=480):
    return f"/projects/{project.slug}/pictures/{Picture.objects.get().digest}/{size}/"


def test_a_picture_is_sent_and_shown_to_members_alone(as_editor, as_viewer, as_stranger, project):
    assert send(as_editor, project, png()).status_code == 302
    answer = as_viewer.get(address(project))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
    assert Image.open(io.BytesIO(b"".join(answer.streaming_content))).size == (64, 36)
    assert as_stranger.get(address(project)).status_code == 404


def test_another_project_does_not_show_it(as_owner, project, owner):
    from tests import boards

    send(as_owner, project, png())
    other = factories.project_of(boards.blank(), owner)
    assert as_owner.get(address(other)).status_code == 404


@pytest.mark.parametrize("size", [1, 481, 10**9])
def test_a_size_that_is_not_kept_is_not_found(as_owner, project, size):
    send(as_owner, project, png())
    assert as_owner.get(address(project, size)).status_code == 404


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (SVG, "x.png", "An SVG cannot be used as a picture."),
        (b"hello", "x.jpg", "This is no picture that can be read."),
        (png((640, 360))[:400], "x.png", "damaged or cut off"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(as_editor, project, data, name, sentence):
    answer = send(as_editor, project, data, name)
    assert (answer.status_code, sentence in text_of(answer), Picture.objects.count()) == (409, True, 0)


def test_no_file_is_refused(as_editor, project):
    answer = as_editor.post(f"/projects/{project.slug}/shots/SH010/picture/", {})
    assert (answer.status_code, "Choose a picture first." in text_of(answer)) == (409, True)


def test_the_editor_offers_the_drawn_frame_again(as_editor, project):
    page = f"/projects/{project.slug}/shots/SH010/"
    assert "Show the drawn frame" not in text_of(as_editor.get(page))
    send(as_editor, project, png())
    assert "Show the drawn frame" in text_of(as_editor.get(page))
