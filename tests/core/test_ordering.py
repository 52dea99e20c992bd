"""Codes of new shots, keys of scenes and anchors, and numbers in the running order."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.core.board import Board, Scene, Shot
from projects.core.document_values import SHOT_KEY, is_key_sign
from projects.core.ordering import code_between, first_codes, next_code, numbers, running, slug_key, slug_keys
from tests.boards import codes, harbour_and_kitchen


@pytest.mark.parametrize(
    ("taken", "code"),
    [
        ([], "SH010"),
        (["SH010", "SH020"], "SH030"),
        (["SH015"], "SH020"),
        (["SH012A", "sh020"], "SH030"),
        (["SH990"], "SH1000"),
        (["12A", "INTRO"], "SH010"),
        (["SH" + "9" * 30], "SH010"),
        (["SH999999999", "SH1000000000"], "SH1000000010"),
    ],
)
def test_the_next_code_is_the_full_ten_after_the_highest(taken: list[str], code: str) -> None:
    assert next_code(taken) == code


@pytest.mark.parametrize(
    ("before", "after", "taken", "code"),
    [
        (None, None, [], "SH010"),
        (None, None, ["SH070"], "SH080"),
        ("SH010", "SH020", [], "SH015"),
        ("SH010", "SH015", [], "SH012"),
        ("SH010", "SH012", [], "SH011"),
        ("SH010", "SH011", [], "SH010A"),
        ("SH010", "SH011", ["SH010A"], "SH010B"),
        ("SH010", "SH020", ["SH015"], "SH014"),
        ("SH010", "SH020", ["SH015", "sh014"], "SH016"),
        ("SH012", "SH012A", [], "SH012B"),
        ("SH012A", "SH013", [], "SH012B"),
        ("SH012A", "SH012B", [], "SH012AA"),
        ("SH010H", "SH011", [], "SH010J"),
        ("SH010N", "SH011", [], "SH010P"),
        ("SH010Z", "SH011", [], "SH010ZA"),
        (None, "SH010", [], "SH005"),
        (None, "SH005", [], "SH002"),
        (None, "SH001", [], "SH000"),
        (None, "SH000", [], "SH000A"),
        ("SH020", None, [], "SH030"),
        ("SH020", None, ["SH030", "SH040"], "SH050"),
        ("SH015", None, [], "SH020"),
        ("SH050", "SH020", [], "SH055"),
        ("SH010", "INTRO", [], "SH015"),
        ("INTRO", "SH010", [], "SH005"),
        ("INTRO", "OUTRO", ["SH010"], "SH020"),
        ("12", "13", [], "12A"),
        ("12A", "13", [], "12B"),
        ("12", None, [], "13"),
        ("sc1_010", "sc1_020", [], "sc1_015"),
        ("shot-9", "shot-12", [], "shot-10"),
        ("S" * 28 + "0010", "S" * 28 + "0011", ["SH010"], "SH020"),
    ],
)
def test_a_code_between_two_halves_the_step(before: str | None, after: str | None, taken: list[str], code: str) -> None:
    assert code_between(before, after, taken) == code


@given(st.lists(codes, unique=True, max_size=8), st.data())
def test_a_code_between_is_never_taken_and_always_a_code(taken: list[str], data: st.DataObject) -> None:
    ends = st.sampled_from([None, *taken])
    code = code_between(data.draw(ends), data.draw(ends), taken)
    assert SHOT_KEY.fullmatch(code)
    assert code.upper() not in {other.upper() for other in taken}


def test_a_thousand_inserts_at_one_place_never_run_out_of_codes() -> None:
    taken = ["SH010", "SH020"]
    for _ in range(1_000):
        taken.append(code_between("SH010", taken[-1], taken))
    assert len({code.upper() for code in taken}) == 1_002
    assert max(map(len, taken)) <= 32


def test_first_codes_leave_out_what_is_taken() -> None:
    assert list(islice(first_codes(["SH020", "sh030"]), 3)) == ["SH010", "SH040", "SH050"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Arrival", "arrival"),
        ("  The   Old Pier!  ", "the-old-pier"),
        ("Mara's coat", "maras-coat"),
        ("Zweite Küche", "zweite-küche"),
        ("Кухня № 2", "кухня-no-2"),
        ("हिन्दी", "हिन्दी"),
        ("مطبخ", "مطبخ"),
        ("ｆｕｌｌ", "full"),
        ("İstanbul", "i̇stanbul"),
        ("❤️ 🍵", "x"),
        ("", "x"),
        ("--_--", "x"),
        ("snake_case-x", "snake_case-x"),
        ("a" * 300, "a" * 94),
    ],
)
def test_a_key_is_the_slug_of_a_text(text: str, key: str) -> None:
    assert slug_key(text, (), "x") == key


def test_a_taken_key_gets_a_number() -> None:
    assert slug_key("Pier", {"pier"}, "x") == "pier-2"
    assert slug_key("Pier", {"pier", "pier-2"}, "x") == "pier-3"
    assert slug_key("!", {"scene"}, "scene") == "scene-2"
    assert slug_keys(["a", "A", "a-2", "a"], {"b"}, "x") == ["a", "a-2", "a-2-2", "a-3"]


@given(st.lists(st.text(), max_size=6))
def test_keys_are_different_and_hold_only_signs_of_keys(texts: list[str]) -> None:
    keys = slug_keys(texts, (), "scene")
    assert len(set(keys)) == len(texts)
    assert all(1 <= len(key) <= 100 and all(map(is_key_sign, key)) for key in keys)


def test_numbers_count_scenes_and_the_shots_that_are_not_omitted() -> None:
    assert numbers(harbour_and_kitchen()) == {
        "SH010": "1.1", "SH020": "1.2", "SH030": "1.3", "SH040": "3.1", "SH050": None, "12A": "3.2",
    }  # fmt: skip


def test_the_running_order_goes_over_scenes_and_leaves_out_omitted_shots() -> None:
    board = harbour_and_kitchen()
    assert [(scene.key, shot.key) for scene, shot in running(board)] == [
        ("arrival", "SH010"), ("arrival", "SH020"), ("arrival", "SH030"),
        ("kitchen", "SH040"), ("kitchen", "12A"),
    ]  # fmt: skip
    alone = Board("T", scenes=(Scene("s", shots=(Shot("A", omitted=True),)),))
    assert running(alone) == []
    assert running(replace(alone, scenes=())) == []
