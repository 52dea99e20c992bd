"""Cells: what they show reads back, people's ways of writing are met, and pasted rows find their places."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from projects.core.board import Anchor, Move, SeedLock
from projects.core.cells import BY_KEY, COLUMNS, DEFAULT, columns_of, inherited, named
from projects.core.cells_change import Typed, changed_by, with_new
from projects.core.cells_paste import MOST_CELLS, PasteError, placed, rows_of, split
from projects.core.cells_reading import CellError
from tests import boards as cases
from tests.plans import DAWN, KEEPER, MARA, PIER, plan, shot
from tests.strategies import boards, catalog, moves, texts

BOARD = plan(shot("SH010"), shot("SH020"), shot("SH030"), anchors=(KEEPER, MARA, PIER, DAWN), use=())
SHOWN = columns_of(None)


def read(column, text, board=BOARD):
    reader = BY_KEY[column].read
    assert reader
    return reader(text, next(board.shots())[1], board, catalog())


def shows(column, item, board=BOARD):
    shown = BY_KEY[column].shown
    assert shown
    return shown(item, board, catalog())


def refusal(column, text, board=BOARD):
    with pytest.raises(CellError) as caught:
        read(column, text, board)
    return str(caught.value)


@given(boards())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_what_a_cell_shows_reads_back_to_what_is_there(board):
    for _, item in board.shots():
        for column in COLUMNS:
            if column.read is None:
                continue
            shown = shows(column.key, item, board)
            assume("\x7f" not in shown)
            known = {anchor.key for anchor in board.anchors}
            there = getattr(item, column.key)
            wanted = tuple(key for key in there if key in known) if column.key == "anchors" else there
            assert column.read(shown, item, board, catalog()) == wanted


@given(st.lists(moves(), max_size=4))
def test_every_list_of_camera_moves_reads_back(listed):
    one = shot(camera=listed)
    assert read("camera", shows("camera", one)) == tuple(listed)


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("shot_size", "ms", "ms"), ("shot_size", "medium shot", "ms"), ("shot_size", " Medium ", "ms"),
        ("shot_size", "CLOSE UP", "cu"), ("framing", "two shot", "two-shot"), ("angle", "low angle", "low"),
        ("duration", "4", Decimal(4)), ("duration", "4s", Decimal(4)), ("duration", "4 s", Decimal(4)),
        ("duration", "4,5", Decimal("4.5")), ("duration", "12 seconds", Decimal(12)), ("duration", "1:04", Decimal(64)),
        ("duration", "８", Decimal(8)), ("quality", "high", "high"), ("quality", "High", "high"), ("quality", "", None),
        ("quality", "project", None), ("resolution", "1080P", "1080p"), ("model", "Sora 2", "sora-2"),
        ("model", "sora-2-pro", "sora-2-pro"), ("model", "", None), ("cfg", "7,5", Decimal("7.5")), ("cfg", "", None),
        ("seed", "48 213", 48213), ("seed", "48,213", 48213), ("seed", "1.234.567", 1234567), ("seed", "", None),
        ("previews", "3", 3), ("fantasy", "true", True), ("fantasy", "Yes", True), ("fantasy", "", False),
        ("fantasy", "no", False), ("boundary", "match cut", "match"), ("boundary", "", "cut"),
        ("camera", "Dolly in; pan left", (Move("dolly", "in"), Move("pan", "left"))),
        ("camera", "slow push-in", (Move("dolly", "in", "slow"),)), ("camera", "", ()),
        ("anchors", "keeper, Mara", ("keeper", "mara")), ("anchors", "the wooden pier; dawn", ("pier", "dawn")),
        ("title", "=A1+B1", "=A1+B1"), ("notes", "+1 for this\r\nsecond line", "+1 for this\nsecond line"),
        ("dialogue", "@anna: -no-", "@anna: -no-"),
    ],
)  # fmt: skip
def test_a_person_may_write_a_value_in_many_ways(column, text, value):
    assert read(column, text) == value


CAMERA = "Write moves such as “slow dolly in; pan left”; other words go into the camera note."


@pytest.mark.parametrize(
    ("column", "text", "sentence"),
    [
        ("duration", "=A1+B1", "“=A1+B1” is a formula. A duration is a number from 0.5 to 600 seconds with at most 1 decimal."),
        ("duration", "", "A duration is a number from 0.5 to 600 seconds with at most 1 decimal."),
        ("duration", "long", "“long” does not fit. A duration is a number from 0.5 to 600 seconds with at most 1 decimal."),
        ("duration", "601", "“601” does not fit. A duration is a number from 0.5 to 600 seconds with at most 1 decimal."),
        ("cfg", "7.25", "“7.25” does not fit. CFG is a number from 1 to 20 with at most 1 decimal."),
        ("seed", "-4", "“-4” does not fit. A seed is a whole number from 0 to 4294967295."),
        ("previews", "2.5", "“2.5” does not fit. Previews is a whole number from 0 to 99."),
        ("quality", "ultra", "“ultra” does not fit. The quality is one of Fast, Standard, High."),
        ("fantasy", "maybe", "“maybe” does not fit. Write yes or no."),
        ("anchors", "Mara, Bob", "No anchor is called “Bob”. Anchors of this project: keeper, Mara, wooden pier, dawn light."),
        ("camera", "a wild ride at night", "“a wild ride at night” is not a camera move. " + CAMERA),
        ("title", "a\x00b", "Character 2 is a control character. Delete it."),
        ("action", "x" * 10_001, "10,001 characters: at most 10,000 fit here."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_one_sentence(column, text, sentence):
    assert refusal(column, text) == sentence


def test_an_anchor_whose_name_is_not_its_own_is_shown_by_its_key():
    twins = (Anchor("one", "subject", "Mara"), Anchor("two", "subject", "mara"), Anchor("x", "style", "two"))
    board = plan(shot(anchors=["one", "two", "x"]), anchors=twins, use=())
    _, item = next(board.shots())
    assert shows("anchors", item, board) == "one, two, x"
    assert read("anchors", "one, two, x", board) == ("one", "two", "x")


def test_an_empty_cell_shows_what_the_project_says():
    board = cases.harbour()
    _, item = next(board.shots())
    told = {key: inherited(key, item, board, catalog()) for key in ("quality", "model", "cfg", "previews", "title")}
    assert told == {"quality": "Standard", "model": "Sora 2", "cfg": "12", "previews": "3", "title": ""}


def test_headings_are_found_by_label_key_and_other_names():
    assert [named(text) for text in ("Action", "shot_size", "Shot size", "CODE", "Mood", "")] == [
        "action", "shot_size", "shot_size", "code", None, None,
    ]  # fmt: skip
    assert all(named(column.label) == column.key == named(column.key) for column in COLUMNS)


def test_columns_come_in_the_order_chosen_with_the_shot_first():
    assert [c.key for c in columns_of(["notes", "title", "nothing", "notes"])] == ["code", "notes", "title"]
    assert tuple(c.key for c in columns_of([])) == tuple(c.key for c in columns_of("title")) == DEFAULT


# --- what typed cells come to


def outcome(*cells, board=BOARD):
    return changed_by(board, [Typed(*cell) for cell in cells], catalog())


def test_cells_change_their_shots_and_tell_what_was_there():
    found = outcome(("SH010", "title", "Walk"), ("SH010", "duration", "5 s"), ("SH020", "quality", ""))
    assert [(c.code, c.column.key, c.old, c.new) for c in found.cells] == [
        ("SH010", "title", "", "Walk"), ("SH010", "duration", "10", "5"),
    ]  # fmt: skip
    assert list(found.changed) == ["SH010"]
    assert found.problems == []


def test_every_refused_cell_is_named_and_the_others_are_still_read():
    found = outcome(
        ("SH010", "duration", "=A1"), ("SH999", "title", "x"), ("SH010", "mood", "x"), ("SH020", "credits", "5"),
        ("SH030", "title", "kept"),
    )  # fmt: skip
    assert [(p.place, p.kind, p.sentence) for p in found.problems] == [
        ("SH010, Seconds", "value", "“=A1” is a formula. A duration is a number from 0.5 to 600 seconds with at most 1 decimal."),
        ("SH999, Title", "gone", "There is no shot SH999 any more."),
        ("SH010", "gone", "There is no column “mood”."),
        ("SH020, Credits", "value", "Credits is worked out and cannot be typed."),
    ]  # fmt: skip
    assert list(found.changed) == ["SH030"]


def test_a_cell_that_somebody_else_changed_is_stale_unless_both_typed_the_same():
    board = plan(shot("SH010", title="Theirs"))
    assert [(p.kind, p.typed, p.theirs) for p in outcome(("SH010", "title", "Mine", "Old"), board=board).problems] == [
        ("stale", "Mine", "Theirs")
    ]
    assert outcome(("SH010", "title", "Theirs", "Old"), board=board).problems == []
    assert outcome(("SH010", "title", "Mine", "Theirs"), board=board).problems == []


def test_another_seed_than_the_locked_one_is_held():
    board = plan(shot("SH010"), seed_lock=SeedLock(7))
    assert [p.kind for p in outcome(("SH010", "seed", "8"), board=board).problems] == ["held"]
    assert outcome(("SH010", "seed", "7"), board=board).changed == {}


# --- pasted text


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\nc\td\n", [["a", "b"], ["c", "d"]]),
        ("a\tb\r\nc", [["a", "b"], ["c"]]),
        ('"two\nlines"\tb', [["two\nlines", "b"]]),
        ('"say ""hi"""\tb', [['say "hi"', "b"]]),
        ('"Hello."\t"Go," he said', [['"Hello."', '"Go," he said']]),
        ("a man, old\na dog, wet", [["a man, old"], ["a dog, wet"]]),
        ("Shot,Title\nSH010,Walk", [["Shot", "Title"], ["SH010", "Walk"]]),
        ("Shot;Title\nSH010;Walk", [["Shot", "Title"], ["SH010", "Walk"]]),
        ('"a, b","c"\n"d","e"', [["a, b", "c"], ["d", "e"]]),
        ("a\t\t", [["a", "", ""]]),
        ("\ta", [["", "a"]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
    ],
)
def test_pasted_text_is_rows_of_cells(text, rows):
    assert rows_of(text) == rows


@given(st.lists(st.lists(texts, min_size=2, max_size=4), min_size=1, max_size=4))
def test_quoted_cells_read_back(table):
    table = [[cell.replace("\r", " ") for cell in row] for row in table]
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in table]
    assert split("\n".join(",".join(row) for row in quoted), ",") == table


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is nothing to paste. Copy cells in a spreadsheet first."),
        ("\n\n", "There is nothing to paste. Copy cells in a spreadsheet first."),
        (
            "\n".join(["\t".join("ab")] * 5000),
            "10,000 cells are too many to paste at once: at most 5,000. Paste them in parts.",
        ),
    ],
)
def test_a_paste_that_cannot_be_is_refused_in_one_sentence(text, sentence):
    with pytest.raises(PasteError) as caught:
        rows_of(text)
    assert str(caught.value) == sentence


def test_five_thousand_cells_still_fit():
    assert len(rows_of("\n".join(["a"] * MOST_CELLS))) == MOST_CELLS


def put(text, code="SH010", column="title"):
    return placed(BOARD, rows_of(text), SHOWN, code, column)


def test_rows_go_right_and_down_from_the_anchor_and_short_ones_leave_the_rest():
    found = put("A\tB\nC", "SH020")
    assert [(c.code, c.column, c.text) for c in found.cells] == [
        ("SH020", "title", "A"), ("SH020", "subject", "B"), ("SH030", "title", "C"),
    ]  # fmt: skip
    short = "1 row is shorter than the longest one: the cells it lacks stay as they are."
    assert (found.new, found.notes) == ([], [short])


def test_a_formula_among_words_is_named_as_what_it_becomes():
    becomes = ["“=SUM(A1)” and 1 more: no formula is worked out here, it stays as words."]
    assert put("=SUM(A1)\t=B2", "SH020").notes == becomes
    assert put("=SUM(A1)", "SH020", column="quality").notes == []  # refused there, with a sentence of its own
    assert put("Title\tNotes\n=SUM(A1)\t=B2").notes == becomes


def test_rows_beyond_the_last_shot_are_kept_apart_as_new_ones():
    assert put("A\nB\nC\tD", "SH020").new == [{"title": "C", "subject": "D"}]


def test_cells_beyond_the_last_column_and_worked_out_ones_are_named():
    found = put("high\tx\t5\t-\ty\tz", column="quality")
    assert [(c.column, c.text) for c in found.cells] == [("quality", "high")]
    assert found.notes == [
        "Status, Credits, Findings: worked out, so left out.",
        "Row 1 goes beyond the last column, Findings: “y”, “z” would be left out.",
    ]


def test_headings_put_cells_into_their_columns_and_codes_into_their_shots():
    found = put("Shot\tNotes\tCredits\nsh030\tlate\t5\n\tnew one\t")
    assert [(c.code, c.column, c.text) for c in found.cells] == [("SH030", "notes", "late")]
    assert (found.new, found.notes) == ([{"notes": "new one"}], ["Credits: worked out, so left out."])


def test_headings_without_codes_go_down_from_the_anchor():
    found = put("Title\tNotes\nA\tB", "SH020", "action")
    assert [(c.code, c.column, c.text) for c in found.cells] == [("SH020", "title", "A"), ("SH020", "notes", "B")]


@pytest.mark.parametrize(
    ("text", "code", "column", "sentence"),
    [
        ("Shot\tMood\nSH010\tx", "SH010", "title",
         "There is no column “Mood”. Correct the first row or delete it, then paste again."),
        ("Shot\tMood\tHue\nSH010\tx\ty", "SH010", "title",
         "There are no columns “Mood”, “Hue”. Correct the first row or delete it, then paste again."),
        ("Shot\tTitle\tTitle\nSH010\tx\ty", "SH010", "title", "The first row names Title twice. Keep one of them."),
        ("x", "SH999", "title", "There is no shot SH999 any more. Choose the cell to paste at."),
        ("x", "SH010", "mood", "There is no column “mood” in this table. Choose the cell to paste at."),
    ],
)  # fmt: skip
def test_a_paste_without_a_place_is_refused_in_one_sentence(text, code, column, sentence):
    with pytest.raises(PasteError) as caught:
        put(text, code, column)
    assert str(caught.value) == sentence


def test_new_shots_stand_at_the_end_of_the_last_scene():
    assert [item.key for _, item in with_new(BOARD, ["SH040"]).shots()] == ["SH010", "SH020", "SH030", "SH040"]


@given(st.text(max_size=200))
def test_no_text_breaks_the_paste(text):
    try:
        found = put(text)
    except PasteError:
        return
    assert changed_by(BOARD, found.cells, catalog()).cells is not None
