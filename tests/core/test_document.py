"""A board goes into a document and comes back the same, and the schema that ships agrees."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from projects.core.board import KINDS, STATUSES, Board
from projects.core.document import SCHEMA, SCHEMA_FILE, DocumentError, dumps, loads, to_dict
from projects.core.document_later import BOARD_LATER, SHOT_LATER
from tests.boards import blank, boards, catalog, harbour, harbour_and_kitchen, long_board

SCHEMA_CHECK = Draft202012Validator(SCHEMA)
HAND_MADE = [blank(), harbour(), harbour_and_kitchen()]


@pytest.mark.parametrize("board", HAND_MADE, ids=lambda board: board.title)
def test_a_hand_made_board_comes_back_the_same_and_fits_the_schema(board: Board) -> None:
    assert loads(dumps(board), catalog()) == board
    assert list(SCHEMA_CHECK.iter_errors(json.loads(dumps(board)))) == []


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(boards())
def test_any_board_comes_back_the_same_and_fits_the_schema(board: Board) -> None:
    document = dumps(board)
    assert loads(document, catalog()) == board
    assert loads(document.encode(), catalog()) == board
    assert dumps(loads(document, catalog())) == document
    assert [error.message for error in SCHEMA_CHECK.iter_errors(json.loads(document))] == []


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(boards(sound=True))
def test_a_sound_board_has_no_seed_against_its_lock(board: Board) -> None:
    for scene, shot in board.shots():
        lock = scene.seed_lock or board.seed_lock
        assert lock is None or shot.seed in (None, lock.seed)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(boards(), st.data())
def test_what_an_export_computed_changes_nothing_on_the_way_back(board: Board, data: st.DataObject) -> None:
    computed = st.dictionaries(st.text(max_size=5), st.none() | st.integers() | st.text() | st.booleans())
    per_shot = {shot.key: data.draw(computed) for _, shot in board.shots()}
    document = dumps(board, per_shot, data.draw(computed))
    assert loads(document, catalog()) == board
    assert list(SCHEMA_CHECK.iter_errors(json.loads(document))) == []


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5) | st.sampled_from(["upload", "SH010", "pier", "keeper", 0, 1, 10, 0.5, [], {}]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every container of a document with each of its keys."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, item in steps for place in [(value, key), *places(item)]]


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_document_with_one_value_changed_is_read_or_refused_but_never_breaks(data: st.DataObject) -> None:
    document = to_dict(harbour_and_kitchen())
    found = places(document)
    container, key = found[data.draw(st.integers(0, len(found) - 1))]
    container[key] = data.draw(JSON_VALUES)
    try:
        board = loads(json.dumps(document), catalog())
    except DocumentError as error:
        message = str(error)
    else:
        message = ""
        assert list(SCHEMA_CHECK.iter_errors(document)) == []
        assert loads(dumps(board), catalog()) == board
    assert message.isprintable()


def test_two_thousand_shots_come_back_in_order() -> None:
    board = long_board(2_000)
    assert loads(dumps(board), catalog()) == board


def test_a_text_of_every_script_is_kept_exactly() -> None:
    text = "  👩🏽‍🚀 \u202eשלום\u202c عربى e\u0301 é \u00a0 \u2028 \x7f \x85 \ufeff \U0010fffd\t\n\n "
    document = {"format": "storyboard/1", "title": "T", "scenes": [{"shots": [{"notes": text}]}]}
    board = loads(json.dumps(document), catalog())
    assert board.scenes[0].shots[0].notes == text
    assert to_dict(loads(dumps(board), catalog()))["scenes"][0]["shots"][0]["notes"] == text


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(SCHEMA_FILE.read_text(encoding="utf-8")) == SCHEMA


def without_null(schema: dict[str, Any]) -> list[str]:
    return [value for value in schema["enum"] if value is not None]


def test_the_schema_names_the_values_of_the_catalogue() -> None:
    shot = SCHEMA["$defs"]["shot"]["properties"]
    assert without_null(shot["shot_size"]) == list(catalog().sizes)
    assert set(without_null(shot["framing"])) == set(catalog().framings)
    assert set(without_null(shot["angle"])) == set(catalog().angles)
    assert without_null(SCHEMA["$defs"]["quality"]) == list(catalog().qualities)
    assert set(without_null(SCHEMA["properties"]["destination"])) == set(catalog().destinations)
    assert without_null(SCHEMA["$defs"]["move"]["properties"]["speed"]) == list(catalog().speeds)
    assert tuple(shot["status"]["enum"]) == STATUSES
    assert tuple(SCHEMA["$defs"]["anchor"]["properties"]["kind"]["enum"]) == KINDS


def test_the_schema_gives_each_move_the_directions_of_the_catalogue() -> None:
    allowed = {
        move: set(without_null(entry["properties"]["direction"]))
        for entry in SCHEMA["$defs"]["move"]["anyOf"]
        for move in entry["properties"]["move"]["enum"]
    }
    assert allowed == {key: set(move.directions) for key, move in catalog().moves.items()}


def test_the_schema_knows_every_key_that_is_written_and_no_other() -> None:
    def keys(name: str) -> list[str]:
        written = SCHEMA["$defs"][name]["properties"]
        return [key for key in written if key != "computed" and key not in SHOT_LATER]

    document = to_dict(harbour_and_kitchen())
    shot = document["scenes"][0]["shots"][0]
    written = [key for key in SCHEMA["properties"] if key not in ("computed", "lost_models", *BOARD_LATER)]
    assert written == list(document)
    assert keys("scene") == list(document["scenes"][0])
    assert keys("shot") == list(shot)
    assert keys("anchor") == list(document["anchors"][0])
    assert keys("move") == list(shot["camera"][0])


def test_the_defaults_of_the_schema_are_those_of_the_reader() -> None:
    written = to_dict(loads('{"format": "storyboard/1", "title": "T", "scenes": [{"shots": [{}]}]}', catalog()))
    shot = written["scenes"][0]["shots"][0]
    for properties, values in (
        (SCHEMA["properties"], written),
        (SCHEMA["$defs"]["shot"]["properties"], shot),
    ):
        for key, entry in properties.items():
            entry = SCHEMA["$defs"].get(entry.get("$ref", "").removeprefix("#/$defs/"), {}) | entry
            if "default" in entry and key != "scenes" and key in values:
                assert (key, values[key]) == (key, entry["default"])


WRONG = [
    {},
    {"format": "storyboard/2"},
    {"title": ""},
    {"title": " \n"},
    {"title": "x" * 201},
    {"brief": "x" * 10_001},
    {"brief": "\x00"},
    {"brief": None},
    {"colour": "red"},
    {"destination": "moon"},
    {"fps": 0.5},
    {"fps": True},
    {"previews": 1.5},
    {"previews": 100},
    {"cfg": 21},
    {"budget_credits": -1},
    {"money_per_credit": 0.01},
    {"money_per_credit": "1e3"},
    {"currency": "usd"},
    {"model_facts": "both"},
    {"continuity": "none"},
    {"anchors_in_use": ["a", "a"]},
    {"seed_lock": {"master": None}},
    {"seed_lock": {"seed": 2**32}},
    {"anchors": [{"key": "a", "kind": "prop", "name": "x"}]},
    {"anchors": [{"key": "a b", "kind": "style", "name": "x"}]},
    {"anchors": [{"key": "a", "kind": "style", "name": "the "}]},
    {"anchors": [{"key": "a", "kind": "style", "name": "x, y"}]},
    {"anchors": [{"key": "a", "kind": "style"}]},
    {"scenes": [{"computed": {}}]},
    {"scenes": [{"shots": [{"key": "SH 010"}]}]},
    {"scenes": [{"shots": [{"duration": 0.4}]}]},
    {"scenes": [{"shots": [{"seed": -1}]}]},
    {"scenes": [{"shots": [{"shot_size": "wide"}]}]},
    {"scenes": [{"shots": [{"status": "done"}]}]},
    {"scenes": [{"shots": [{"starts_from": "SH010"}]}]},
    {"scenes": [{"shots": [{"starts_from": {"shot": "SH010"}}]}]},
    {"scenes": [{"shots": [{"camera": [{"move": "dolly", "direction": "left"}]}]}]},
    {"scenes": [{"shots": [{"camera": [{"move": "static", "direction": "in"}]}]}]},
    {"scenes": [{"shots": [{"camera": [{"move": "pan", "speed": "quick"}]}]}]},
    {"scenes": [{"shots": [{"camera": [{"direction": "in"}]}]}]},
    {"scenes": [{"shots": [{"breaks": [{"anchor": "a", "reason": ""}]}]}]},
]  # fmt: skip


@pytest.mark.parametrize("change", WRONG, ids=str)
def test_the_schema_refuses_what_the_reader_refuses(change: dict[str, Any]) -> None:
    document = {"format": "storyboard/1", "title": "T"} | change if change else {}
    assert not SCHEMA_CHECK.is_valid(document)
    with pytest.raises(DocumentError):
        loads(json.dumps(document), catalog())
