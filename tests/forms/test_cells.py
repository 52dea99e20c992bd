"""What the table sends: cells, fixes, columns and widths, and what is no such thing."""

import json

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from projects.core.cells import DEFAULT
from projects.core.cells_change import Typed
from projects.core.findings import Finding, Fix, Refused
from projects.exports.csv_file import guarded
from projects.forms.cells import chosen_columns, chosen_fixes, fix_data, kept_widths, ours, typed_cells

CELLS = json.dumps([["SH010", "title", "Walk"], ["SH020", "notes", ""]])


@given(st.text())
def test_our_own_guard_is_taken_off_again(text):
    assert ours(guarded(text)) == text


@pytest.mark.parametrize("text", ["'tis late", "plain", "", "'"])
def test_an_apostrophe_of_somebodys_own_stays(text):
    assert ours(text) == text


def test_cells_come_with_what_was_seen_where_that_is_known():
    assert typed_cells({"cells": CELLS, "seen": '["Old"]'}) == [
        Typed("SH010", "title", "Walk", "Old"), Typed("SH020", "notes", ""),
    ]  # fmt: skip


def test_the_last_text_for_a_cell_counts():
    assert typed_cells({"cells": json.dumps([["A", "title", "1"], ["A", "title", "2"]])}) == [Typed("A", "title", "2")]


@pytest.mark.parametrize("cells", ["{", "3", '["x"]', '[["SH010", "title"]]', '[["SH010", "title", 5]]', "[" * 99_999])
def test_cells_that_did_not_arrive_whole_are_refused(cells):
    with pytest.raises(Refused, match="The cells did not arrive whole"):
        typed_cells({"cells": cells})


def test_too_many_cells_are_refused():
    with pytest.raises(Refused, match="6,000 cells are too many to save at once: at most 5,000"):
        typed_cells({"cells": json.dumps([["SH010", "title", str(n)] for n in range(6000)])})


def test_a_fix_comes_back_as_it_was_given_out():
    finding = Finding("continuity.contradiction", "error", "subject", "No.", 5, 8, "red", "keeper")
    data = fix_data(finding, Fix("replace", "Say blue", text="blue"))
    chosen = chosen_fixes({"fixes": json.dumps([["SH010", data, ""]])})["SH010"][0]
    assert (chosen.fix.kind, chosen.fix.field, chosen.fix.text, chosen.fix.words) == ("replace", "subject", "blue", "red")
    assert (chosen.fix.start, chosen.fix.end) == (5, 8)


def test_a_break_needs_its_reason():
    fixes = json.dumps([["SH010", {"kind": "break", "anchor": "keeper"}, "  "]])
    with pytest.raises(Refused, match="Say why this shot breaks the anchor"):
        chosen_fixes({"fixes": fixes})


@pytest.mark.parametrize("fixes", ['["x"]', '[["SH010", {"kind": "open"}, ""]]', '[["SH010", 5, ""]]'])
def test_what_is_no_fix_is_passed_over(fixes):
    assert chosen_fixes({"fixes": fixes}) == {}


def test_columns_are_those_asked_for_else_those_kept_else_the_usual():
    kept = {"columns": ["notes"]}
    assert [c.key for c in chosen_columns(QueryDict("columns=title,action&columns=seed"), kept)] == [
        "code", "title", "action", "seed",
    ]  # fmt: skip
    assert [c.key for c in chosen_columns(QueryDict(""), kept)] == ["code", "notes"]
    assert tuple(c.key for c in chosen_columns(QueryDict("columns=,nothing"), {})) == DEFAULT


def test_widths_stay_within_bounds():
    widths = {"title": 5, "notes": 9999, "action": 300, "mood": 100, "seed": "wide", "cfg": True}
    assert kept_widths({"widths": json.dumps(widths)}) == {"title": 48, "notes": 640, "action": 300}
    assert kept_widths({"widths": "["}) == kept_widths({"widths": "[1]"}) == kept_widths({}) == {}
