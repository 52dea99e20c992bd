"""The prompts as text."""

from dataclasses import replace
from decimal import Decimal

from projects.core.report import build
from projects.exports import FORMATS, LATER, file_name
from projects.exports.prompts_file import write
from tests import boards
from tests.papers import material


def report(board):
    return build(board, boards.catalog())


def text(board):
    return write(material(board)).decode()


def wrong():
    board = boards.harbour()
    scene = board.scenes[0]
    return replace(board, scenes=(replace(scene, shots=(replace(scene.shots[0], duration=Decimal(599)), scene.shots[1])),))


def test_a_heading_a_prompt_and_a_blank_line_between():
    prompts = {item.shot.key: item.prompt.text for item in report(boards.harbour()).running()}
    assert text(boards.harbour()) == f"# 1.1 SH010\n{prompts['SH010']}\n\n# 1.2 SH020\n{prompts['SH020']}\n"


def test_with_open_errors_the_first_line_says_draft_and_no_prompt_does():
    lines = text(wrong()).splitlines()
    assert lines[0] == "# DRAFT: 1 open error"
    assert [line for line in lines[1:] if "DRAFT" in line] == []


def test_a_prompt_of_several_lines_stays_on_one():
    board = boards.harbour()
    scene = board.scenes[0]
    shot = replace(scene.shots[0], custom_prompt="one\n# 9.9 SH999\ntwo")
    lines = text(replace(board, scenes=(replace(scene, shots=(shot,)),))).splitlines()
    assert [line for line in lines if line.startswith("# ") and "SH999" in line] == []


def test_an_empty_plan_is_an_empty_file():
    assert text(boards.blank()) == ""


def test_the_name_of_a_file_says_draft():
    assert (file_name("x", report(wrong()), "csv"), file_name("x", report(boards.harbour()), "csv")) == (
        "x-DRAFT.csv",
        "x.csv",
    )


def test_every_format_of_the_paper_is_there_or_known_to_come():
    assert sorted({*FORMATS, *LATER}) == sorted(
        "json csv xlsx pdf html otio edl fcpxml prompts prompts-md payloads zip".split()
    )
