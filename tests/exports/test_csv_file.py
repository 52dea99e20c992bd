"""The shot list as CSV: its columns, and cells that a spreadsheet leaves alone."""

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.core.board import Shot
from projects.exports.csv_file import COLUMNS, guarded, unguarded, write
from tests import boards
from tests.papers import material

PAPER = (
    "number key scene title subject action environment lighting camera shot_size framing angle lens style prompt "
    "negative_prompt custom_prompt anchors without breaks starts_from model resolution aspect_ratio duration start "
    "quality cfg seed seed_use previews credits_final credits_previews credits_total dialogue notes status errors draft"
)
SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def rows(board):
    content = write(material(board)).decode()
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_the_columns_are_those_of_the_paper():
    assert list(COLUMNS) == PAPER.split()


def test_a_row_a_shot_in_order_without_the_omitted():
    found = rows(boards.harbour_and_kitchen())
    assert [(row["number"], row["key"]) for row in found] == [
        ("1.1", "SH010"), ("1.2", "SH020"), ("1.3", "SH030"), ("3.1", "SH040"), ("3.2", "12A"),
    ]  # fmt: skip


def test_values_stand_as_a_document_has_them():
    row = rows(boards.harbour_and_kitchen())[2]
    names = "scene subject shot_size framing angle lens without duration start cfg seed quality aspect_ratio draft".split()
    assert {name: row[name] for name in names} == {
        "scene": "Arrival", "subject": "a coil of tarred rope", "shot_size": "cu", "framing": "insert", "angle": "high", "lens": "85mm",
        "without": "keeper", "duration": "5.5", "start": "20", "cfg": "12", "seed": "48213", "quality": "standard", "aspect_ratio": "9:16",
        "draft": row["draft"],
    }  # fmt: skip


def test_breaks_and_reference_frames_are_written_out():
    row = rows(boards.harbour_and_kitchen())[3]
    assert (row["breaks"], row["starts_from"]) == ("grain: a memory in clean digital", "SH020:last")


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", ["", " ", "\n", "'", '"', "\ufeff", "\u00a0", " '\""])
def test_what_a_spreadsheet_would_run_is_guarded(sign, before):
    text = f"{before}{sign}cmd|' /C calc'!A0"
    assert guarded(text)[0] == "'"
    assert unguarded(guarded(text)) == text


@given(st.text())
def test_any_text_comes_back_from_its_guard(text):
    assert unguarded(guarded(text)) == text


@given(st.text(st.sampled_from("=+-@'\"\t\r\n ,;a")))
def test_any_text_comes_back_from_a_cell(text):
    board = factories_board(Shot("SH010", notes=text.replace("\r", ""), subject="a"))
    assert unguarded(rows(board)[0]["notes"]) == text.replace("\r", "")


def factories_board(shot):
    start = boards.harbour()
    return replace(start, scenes=(replace(start.scenes[0], seed_lock=None, shots=(shot,)),))


def test_no_cell_of_any_column_begins_like_a_formula():
    evil = "=HYPERLINK(1)"
    names = "title subject action environment lighting style lens camera_note negative_prompt custom_prompt dialogue notes"
    texts: dict[str, Any] = dict.fromkeys(names.split(), evil)
    shot = replace(Shot("SH010"), **texts)
    start = factories_board(shot)
    row = rows(replace(start, scenes=(replace(start.scenes[0], title=evil),)))[0]
    assert [name for name, cell in row.items() if cell.startswith(SIGNS)] == []


def test_open_errors_are_named_and_every_row_says_draft():
    found = rows(factories_board(Shot("SH010", subject="a", duration=boards.harbour().cfg * 50)))
    assert [(row["errors"], row["draft"]) for row in found] == [("format.duration", "yes")]
