"""A frame as a file of its own: complete, without a stylesheet, in greys on paper."""

import re
from xml.etree import ElementTree as ET

from projects.core.report import build
from projects.core.sketch_alone import drawing_of, standalone
from tests.boards import catalog, harbour_and_kitchen

ITEMS = build(harbour_and_kitchen(), catalog()).running()


def drawings():
    return [drawing_of(item, catalog(), "16:9") for item in ITEMS]


def test_every_reference_is_defined_inside_and_nothing_needs_a_class():
    for drawing in drawings():
        for paper in (True, False):
            made = standalone(drawing, paper=paper)
            root = ET.fromstring(made)
            assert root.tag == "{http://www.w3.org/2000/svg}svg"
            assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("160", "90", "0 0 160 90")
            ids = [element.get("id") for element in root.iter() if element.get("id")]
            assert len(ids) == len(set(ids))
            assert set(re.findall(r"#(sk-[a-z-]+)", made)) <= set(ids)
            assert "class=" not in made


def test_paper_is_grey():
    for drawing in drawings():
        colours = set(re.findall(r"#([0-9a-f]{6})\b", standalone(drawing)))
        assert {c for c in colours if not c[:2] == c[2:4] == c[4:]} == set()


def test_words_can_be_left_out():
    made = [standalone(drawing, words=False) for drawing in drawings()]
    assert ["<text" in drawing for drawing in made] == [False] * len(made)
    assert "SH010</text>" in standalone(drawings()[0])


def test_what_is_no_frame_comes_back_unchanged():
    assert standalone("<p>no frame</p>") == "<p>no frame</p>"
