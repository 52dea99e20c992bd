"""What a written document looks like."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from projects.core.board import Board, Scene, Shot
from projects.core.document import dumps, shot_dict, to_dict
from projects.core.document_values import plain_number
from tests.boards import blank, harbour, harbour_and_kitchen


def test_every_key_is_written_in_the_order_of_the_format() -> None:
    document = to_dict(harbour())
    assert list(document) == [
        "format", "title", "brief", "destination", "aspect_ratio", "resolution", "fps", "model",
        "model_facts", "quality", "previews", "draft_resolution", "draft_duration", "cfg", "negative_prompt",
        "continuity", "dialect", "budget_credits", "money_per_credit", "currency", "anchors_in_use",
        "seed_lock", "anchors", "scenes",
    ]  # fmt: skip
    assert list(document["scenes"][0]) == ["key", "title", "anchors", "seed_lock", "shots"]
    assert list(document["scenes"][0]["shots"][0]) == [
        "key", "title", "subject", "action", "environment", "lighting", "style", "camera", "shot_size",
        "framing", "angle", "lens", "camera_note", "negative_prompt", "custom_prompt", "custom_prompt_basis",
        "anchors", "without", "breaks", "starts_from", "duration", "quality", "resolution", "model", "cfg",
        "seed", "previews", "fantasy", "omitted", "dialogue", "notes", "status",
    ]  # fmt: skip


def test_numbers_carry_no_noise() -> None:
    shots = (Shot("A", duration=Decimal("7.1")), Shot("B", duration=Decimal("10.0"), cfg=Decimal("0.3") * 10))
    text = dumps(
        Board(
            "T",
            fps=Decimal("23.976"),
            money_per_credit=Decimal("0.0000001"),
            scenes=(Scene("s", shots=shots),),
        )
    )
    lines = [line.strip().rstrip(",") for line in text.splitlines()]
    found = [line for line in lines if line.split(":")[0] in ('"duration"', '"fps"', '"money_per_credit"', '"cfg"')]
    assert found == [
        '"fps": 23.976', '"cfg": 7', '"money_per_credit": "0.0000001"',
        '"duration": 7.1', '"cfg": null', '"duration": 10', '"cfg": 3',
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "written"), [("0.010", "0.01"), ("5", "5"), ("100", "100"), ("1E+2", "100"), ("0.00", "0")]
)
def test_money_is_written_as_a_text_with_as_few_decimals_as_it_needs(amount: str, written: str) -> None:
    assert to_dict(replace(blank(), money_per_credit=Decimal(amount)))["money_per_credit"] == written


def test_every_tenth_and_thousandth_is_written_as_itself() -> None:
    assert all(str(plain_number(Decimal(n) / 10)) == str(Decimal(n) / 10) for n in range(5, 6_000) if n % 10)
    assert all(json.dumps(plain_number(Decimal(n) / 1_000)) == f"{n / 1_000:g}" for n in range(23_001, 24_000))


def test_start_frames_locks_moves_and_breaks_have_their_shapes() -> None:
    board = harbour_and_kitchen()
    shots = {shot.key: shot_dict(shot) for _, shot in board.shots()}
    assert shots["SH010"]["camera"] == [{"move": "dolly", "direction": "in", "speed": "slow"}]
    assert shots["SH040"]["starts_from"] == {"shot": "SH020", "frame": "last"}
    assert shots["12A"]["starts_from"] == "upload"
    assert shots["SH010"]["starts_from"] is None
    assert shots["SH040"]["breaks"] == [{"anchor": "grain", "reason": "a memory in clean digital"}]
    assert to_dict(board)["seed_lock"] == {"seed": 7, "master": "12A"}


def test_the_text_ends_in_a_newline_and_keeps_its_script() -> None:
    text = dumps(replace(blank("кухня 🍵"), brief="\u2028é"))
    assert text[-2:] == "}\n"
    assert text.splitlines()[2] == '  "title": "кухня 🍵",'


def test_computed_is_added_where_it_is_given() -> None:
    text = dumps(
        harbour(),
        {"SH020": {"start": Decimal("12.5"), "number": "1.2"}},
        {"shots": 2, "duration": Decimal(20)},
    )
    document = json.loads(text)
    first, second = document["scenes"][0]["shots"]
    assert ("computed" in first, second["computed"]) == (False, {"start": 12.5, "number": "1.2"})
    assert list(document)[-1] == "computed"
    assert document["computed"] == {"shots": 2, "duration": 20}


def test_what_is_no_json_is_an_error_of_the_caller() -> None:
    with pytest.raises(TypeError):
        dumps(blank(), project={"x": object()})
    with pytest.raises(ValueError, match="JSON compliant"):
        dumps(blank(), project={"x": float("nan")})
