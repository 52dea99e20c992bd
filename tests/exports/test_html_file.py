"""One HTML file to send: all of the paper, nothing from elsewhere, nothing that runs."""

import base64
import hashlib
import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from PIL import Image

from projects.exports.html_file import PICTURES_MAX, SIDE_MAX, smaller, write
from tests import boards
from tests.exports.test_prompts_file import wrong
from tests.papers import material

HOSTILE = '</style><script>alert(1)</script><img src=x onerror="alert(1)">"\\'


def picture(size=(1200, 300), kind="PNG", mode="RGB"):
    out = io.BytesIO()
    Image.new(mode, size, (200, 30, 30, 0)[: len(mode)]).save(out, kind)
    return out.getvalue()


class Read(HTMLParser):
    """Tags with their attributes, and the text of styles."""

    def __init__(self, content):
        super().__init__()
        self.tags, self.style, self.text = [], "", ""
        self.feed(content.decode())

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        if self.tags and self.tags[-1][0] == "style" and not self.style:
            self.style = data
        self.text += data

    def all(self, name):
        return [attrs for tag, attrs in self.tags if tag == name]


def addresses(found):
    names = ("src", "href", "action", "srcset", "xlink:href", "data", "poster", "formaction")
    every = [value for _, attrs in found.tags for name, value in attrs.items() if name in names]
    return every + re.findall(r"url\(([^)]*)\)", found.style)


@pytest.mark.parametrize("layout", ["table", "grid", "pages", "deck"])
def test_nothing_is_loaded_and_nothing_runs(layout):
    board = boards.harbour()
    scene = board.scenes[0]
    shot = replace(scene.shots[0], title=HOSTILE, notes=HOSTILE, dialogue=HOSTILE, subject=HOSTILE)
    board = replace(board, title=HOSTILE, scenes=(replace(scene, title=HOSTILE, shots=(shot, scene.shots[1])),))
    found = Read(write(material(board, layout=layout)))
    assert [to for to in addresses(found) if not to.startswith(("#", "data:image/"))] == []
    assert {tag for tag, _ in found.tags} & {"script", "link", "iframe", "object", "form", "base", "img"} == set()
    assert [name for _, attrs in found.tags for name in attrs if name.startswith("on") or name == "style"] == []


def test_the_policy_allows_its_own_style_and_pictures_inside_alone():
    found = Read(write(material(boards.harbour())))
    digest = base64.b64encode(hashlib.sha256(found.style.encode()).digest()).decode()
    policies = [meta["content"] for meta in found.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    assert policies == [
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    ]


def test_the_paper_it_is_printed_on_is_that_of_the_options():
    style = Read(write(material(boards.harbour(), paper="letter", orientation="portrait"))).style
    assert "@page { size: letter portrait;" in style


def test_every_prompt_is_in_it_and_a_draft_says_so():
    made = material(wrong())
    found = Read(write(made))
    text = " ".join(found.text.split())
    assert [item.shot.key for item in made.report.running() if " ".join(item.prompt.text.split()) not in text] == []
    assert (found.text.count("DRAFT · Harbour morning"), "DRAFT · 1 OPEN ERROR" in text) == (1, True)


def test_own_pictures_are_made_smaller_and_stand_inside():
    made = replace(material(boards.harbour(), layout="grid"), picture=lambda code: picture() if code == "SH020" else None)
    inside = [attrs["href"] for attrs in Read(write(made)).all("image")]
    shown = Image.open(io.BytesIO(base64.b64decode(inside[0].partition(",")[2])))
    assert (len(inside), shown.format, shown.size, SIDE_MAX) == (1, "JPEG", (800, 200), 800)


def test_what_is_see_through_stands_on_white():
    data = smaller(picture((4, 4), mode="RGBA"))
    assert data is not None
    assert Image.open(io.BytesIO(data)).getpixel((1, 1)) == (255, 255, 255)


@pytest.mark.parametrize("data", [b"", b"no picture", picture()[:60], b"\xff\xd8\xff\xe0" + bytes(40)])
def test_a_picture_that_cannot_be_read_is_named_and_the_drawn_frame_stands_there(data):
    found = Read(write(replace(material(boards.harbour()), picture=lambda code: data if code == "SH020" else None)))
    assert "The picture of SH020 could not be read; the drawn frame stands in its place." in found.text
    assert found.all("image") == []


def test_a_logo_is_inside_and_a_broken_one_is_left_out():
    made = material(boards.harbour())
    for logo, count in ((picture(), 1), (b"broken", 0)):
        found = Read(write(replace(made, facts=replace(made.facts, logo=logo))))
        assert len(found.all("img")) == count


def test_pictures_stop_where_the_file_would_be_too_large_to_send(monkeypatch):
    monkeypatch.setattr("projects.exports.html_file.PICTURES_MAX", 1)
    found = Read(write(replace(material(boards.harbour()), picture=lambda code: picture())))
    assert (len(found.all("image")), PICTURES_MAX) == (1, 24 * 1024 * 1024)
    assert "1 shot shows its drawn frame in place of the picture, from SH020 on." in found.text


def test_an_empty_plan_is_a_page():
    assert "No shot is in this scope." in Read(write(material(boards.blank()))).text
