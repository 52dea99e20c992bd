"""The drawings of frames: a board carries those that it shows, and one address has them all."""

import re

from django.urls import reverse

from projects.core.sketch import sketch_defs


def test_the_board_carries_the_drawings_of_its_frames_and_no_others(as_owner, project):
    page = as_owner.get(reverse("board", args=[project.slug])).content.decode()
    asked = {
        name
        for frame in re.findall(r'<svg class="frame".*?</svg>', page, re.DOTALL)
        for name in re.findall(r"#(sk-[a-z-]+)", frame)
    }
    carried = set(re.findall(r'id="(sk-[a-z-]+)"', page))
    assert asked
    assert asked <= carried
    assert len(carried) < len(set(re.findall(r'id="(sk-[a-z-]+)"', sketch_defs())))


def test_a_browser_asks_once_for_all_drawings(as_owner, client, project):
    page = as_owner.get(reverse("board", args=[project.slug])).content.decode()
    address = re.findall(r'data-more="([^"]+)"', page)
    assert len(address) == 1
    answer = client.get(address[0])
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
    assert set(re.findall(r'id="(sk-[a-z-]+)"', answer.content.decode())) == set(
        re.findall(r'id="(sk-[a-z-]+)"', sketch_defs())
    )


def test_under_an_old_digest_nothing_is_kept(client):
    assert client.get(f"{reverse('sketches')}?v=0123456789")["Cache-Control"] == "private, no-store"
