"""Names of finishing steps and the usual chain."""

from projects.core.board import PostStep
from projects.core.finishing import moved, tool_name, tool_of, usual_chain
from tests.strategies import catalog

STEPS = tuple(map(PostStep, "abc"))


def test_a_known_name_is_kept_as_its_id_and_any_other_as_it_is():
    names = ("colour  grade", "GRADE", "Our own denoise", "")
    assert [tool_of(name, catalog()) for name in names] == ["grade", "grade", "Our own denoise", ""]


def test_an_id_is_shown_by_its_label():
    assert [tool_name(tool, catalog()) for tool in ("grade", "Our own denoise")] == ["Colour grade", "Our own denoise"]


def test_the_usual_chain_is_that_of_the_guide():
    assert [step.tool for step in usual_chain(catalog())] == ["base-clip", "style-pass", "grade", "upscale-4k"]


def test_a_step_moves_until_the_end_and_no_further():
    assert [step.tool for step in moved(STEPS, 2, -1)] == ["a", "c", "b"]
    assert [moved(STEPS, at, by) for at, by in ((0, -1), (2, 1), (7, -1), (-1, 1))] == [STEPS] * 4
