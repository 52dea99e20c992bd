"""The form of finishing steps."""

from django.http import QueryDict

from projects.core.board import PostStep
from projects.forms.post import StepsForm
from tests.strategies import catalog


def form(*rows, **buttons):
    data = QueryDict(mutable=True)
    data.setlist("tool", [tool for tool, _ in rows])
    data.setlist("note", [note for _, note in rows])
    data.update(buttons)
    return StepsForm(data, catalog())


def steps(*rows, **buttons):
    found = form(*rows, **buttons)
    assert found.ok
    return [(step.tool, step.note) for step in found.steps]


TWO = (("Style pass", ""), ("Colour grade", "warmer\r\nby half a stop"))


def test_rows_become_steps_and_empty_ones_are_passed_over():
    assert steps(*TWO, ("", " ")) == [("style-pass", ""), ("grade", "warmer\nby half a stop")]


def test_buttons_move_and_remove_one():
    assert [tool for tool, _ in steps(*TWO, up="1")] == ["grade", "style-pass"]
    assert [tool for tool, _ in steps(*TWO, down="0")] == ["grade", "style-pass"]
    assert [tool for tool, _ in steps(*TWO, remove="0")] == ["grade"]
    assert [tool for tool, _ in steps(*TWO, remove="77")] == ["style-pass", "grade"]
    assert [tool for tool, _ in steps(*TWO, up="-1", down="x")] == ["style-pass", "grade"]


def test_the_usual_chain_takes_the_place_of_what_was_there():
    assert [tool for tool, _ in steps(*TWO, chain="1")] == ["base-clip", "style-pass", "grade", "upscale-4k"]


def test_what_is_wrong_is_said_at_its_row_and_nothing_typed_is_lost():
    found = form(("", "no name"), ("x" * 81, ""), ("a\x07", ""), ("Colour grade", "kept"))
    assert not found.ok
    assert [(row.tool[:3], row.note, row.problem) for row in found.rows] == [
        ("", "no name", "Name the tool or the step."),
        ("xxx", "", "81 characters: at most 80 fit here."),
        ("a\x07", "", "Character 2 is a control character. Delete it."),
        ("Col", "kept", ""),
    ]


def test_a_chain_has_twelve_steps_at_most():
    assert form(*[(f"step {n}", "") for n in range(13)]).problem == "A chain has 12 steps at most."


def test_a_step_may_have_any_name_and_any_number_of_the_same():
    assert form(("Denoise", ""), ("Denoise", "again")).steps == (PostStep("Denoise"), PostStep("Denoise", "again"))
