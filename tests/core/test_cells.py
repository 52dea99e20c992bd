"""Cells: what they show reads back, people's ways of writing are met, and pasted rows find their places."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from projects.core.board import Anchor, Move, SeedLock
from projects.core.cells import BY_KEY, COLUMNS, DEFAULT, columns_of, inherited, named
from projects.core.cells_change import Typed, changed_by
from projects.core.cells_reading import CellError
from tests import boards as cases
from tests.plans import DAWN, KEEPER, MARA, PIER, plan, shot
from tests.strategies import boards, catalog, moves

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
