"""The prompts as Markdown, read by another program."""

from dataclasses import replace
from itertools import pairwise

from markdown_it import MarkdownIt

from projects.core.board import PostStep
from projects.exports.prompts_marked_file import write
from tests import boards
from tests.exports.test_prompts_file import report, wrong
from tests.papers import material


def text(board):
    return write(material(board)).decode()


def headings(board):
    tokens = MarkdownIt().parse(text(board))
    return [(token.tag, after.content) for token, after in pairwise(tokens) if token.type == "heading_open"]


def test_a_heading_a_scene_and_a_smaller_one_a_shot():
    assert headings(boards.harbour()) == [
        ("h1", "Harbour morning"), ("h2", "1 · Arrival"), ("h3", "1.1 SH010"), ("h3", "1.2 SH020"),
    ]  # fmt: skip


def test_each_prompt_stands_alone_in_its_fence():
    running = report(boards.harbour()).running()
    wanted = [text for item in running for text in (item.prompt.text, item.negative) if text]
    assert [token.content for token in MarkdownIt().parse(text(boards.harbour())) if token.type == "fence"] == [
        f"{text}\n" for text in wanted
    ]


def test_a_draft_says_so_before_anything_else_and_each_error_stands_with_its_shot():
    lines = text(wrong()).splitlines()
    assert lines[2] == "**DRAFT: 1 open error**"
    assert len([line for line in lines if line.startswith("- **Open error:**")]) == 1


def test_parameters_dialogue_notes_and_finishing_are_said():
    board = boards.harbour()
    scene = board.scenes[0]
    first = replace(scene.shots[0], dialogue="Ahoy!", notes="mind\n# the gull", post=(PostStep("grade", "warmer"),))
    board = replace(board, post=(PostStep("upscale-4k"),), scenes=(replace(scene, shots=(first, scene.shots[1])),))
    lines = text(board).splitlines()
    told = [line for line in lines if line.startswith(("> Ahoy", "> mind", "> \\#", "Finishing: ", "1. "))]
    assert told == [
        "1. Upscale to 4K (Topaz Video AI)", "> Ahoy!", "> mind", "> \\# the gull",
        "Finishing: Colour grade (DaVinci Resolve): warmer",
    ]  # fmt: skip


def test_an_empty_plan_is_its_title_and_what_it_holds():
    assert text(boards.blank()).splitlines()[0] == "# Untitled"
