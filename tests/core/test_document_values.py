"""Every value of a document: what is taken, what is refused, and how it is kept."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from projects.core.board import Move
from projects.core.document import DocumentError, loads
from projects.core.document_values import is_key_sign, tidy
from tests.boards import catalog


def project(raw: str) -> str:
    return f'{{"format": "storyboard/1", "title": "T", {raw}}}'


def shot(raw: str) -> str:
    return project(f'"scenes": [{{"shots": [{{{raw}}}]}}]')


def refusal(document: str) -> tuple[str, str]:
    with pytest.raises(DocumentError) as caught:
        loads(document, catalog())
    assert str(caught.value).isprintable()
    return caught.value.path, caught.value.reason


def of_shot(raw: str, field: str) -> Any:
    return getattr(loads(shot(raw), catalog()).scenes[0].shots[0], field)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("0.5", "0.5"),
        ("600", "600"),
        ("7.10", "7.1"),
        ("10.0", "10"),
        ("1e1", "10"),
        ("6E2", "600"),
        ("55e-1", "5.5"),
    ],
)
def test_a_duration_is_kept_exactly_without_zeros_at_its_end(written: str, kept: str) -> None:
    assert str(of_shot(f'"duration": {written}', "duration")) == kept


@pytest.mark.parametrize(
    "written",
    [
        "0.4", "0", "-5", "600.1", "601", "7.15", "1e999999", "-1e999999", "1e-999999",
        "1e99999999999999999999999", "9" * 5_000, "true", "null", '"10"', "[]", "{}",
        "0.50000000000000000000000000000000000000000000000001",
    ],
)  # fmt: skip
def test_another_duration_is_refused_with_its_path(written: str) -> None:
    path, reason = refusal(shot(f'"duration": {written}'))
    assert path == "scenes[0].shots[0].duration"
    assert reason.split(", not ")[0] == "must be a number from 0.5 to 600 with at most 1 decimal"


@pytest.mark.parametrize("written", ["0.9", "20.1", "7.25", "true", '"7"', "null"])
def test_a_cfg_outside_its_bounds_is_refused(written: str) -> None:
    assert refusal(project(f'"cfg": {written}'))[0] == "cfg"


def test_a_shot_may_leave_its_cfg_to_the_project() -> None:
    assert of_shot('"cfg": null', "cfg") is None
    assert of_shot('"cfg": 7.5', "cfg") == Decimal("7.5")


@pytest.mark.parametrize("written", ["0.999", "120.001", "23.9761", "false", '"24"'])
def test_a_frame_rate_outside_its_bounds_is_refused(written: str) -> None:
    assert refusal(project(f'"fps": {written}'))[0] == "fps"


def test_frame_rates_have_up_to_three_decimals() -> None:
    assert loads(project('"fps": 23.976'), catalog()).fps == Decimal("23.976")


@pytest.mark.parametrize("written", ["3.0", "1e1", "-1", "100", "true", '"3"', "null", "9" * 5_000])
def test_previews_are_whole_numbers_up_to_99(written: str) -> None:
    path, reason = refusal(project(f'"previews": {written}'))
    assert (path, reason.split(", not ")[0]) == ("previews", "must be a whole number from 0 to 99")


@pytest.mark.parametrize("written", ["-1", "4294967296", "18446744073709551616", "1.0", "1e3", "true", '"5"'])
def test_seeds_outside_their_range_are_refused(written: str) -> None:
    assert refusal(shot(f'"seed": {written}'))[0] == "scenes[0].shots[0].seed"
    assert refusal(project(f'"seed_lock": {{"seed": {written}}}'))[0] == "seed_lock.seed"


def test_the_smallest_and_the_largest_seed_are_kept() -> None:
    assert (of_shot('"seed": 0', "seed"), of_shot('"seed": 4294967295', "seed")) == (0, 4294967295)


@pytest.mark.parametrize("written", ["-1", "1.0", "2147483648", "true", '"5"'])
def test_a_budget_is_a_whole_number_of_credits(written: str) -> None:
    assert refusal(project(f'"budget_credits": {written}'))[0] == "budget_credits"
    assert loads(project('"budget_credits": 0'), catalog()).budget_credits == 0


@pytest.mark.parametrize(
    ("written", "kept"),
    [("0", "0"), ("0.01", "0.01"), ("0.010", "0.01"), ("999999.999999999", "999999.999999999")],
)
def test_money_is_a_decimal_text(written: str, kept: str) -> None:
    assert str(loads(project(f'"money_per_credit": "{written}"'), catalog()).money_per_credit) == kept


@pytest.mark.parametrize(
    "written",
    ["0.01", "1", '"-0.01"', '"1e-2"', '"1,5"', '" 1"', '"01"', '".5"', '"1."', '""', '"NaN"', '"٣"',
     '"1000000"', '"0.0000000001"', '"1\\n"'],
)  # fmt: skip
def test_other_money_is_refused(written: str) -> None:
    assert refusal(project(f'"money_per_credit": {written}'))[0] == "money_per_credit"


@pytest.mark.parametrize("written", ['"usd"', '"US"', '"USDT"', '"ÜSD"', '"USD\\n"', "5", "null"])
def test_a_currency_is_three_capital_letters(written: str) -> None:
    assert refusal(project(f'"currency": {written}'))[0] == "currency"


def test_line_ends_become_newlines_and_nothing_else_changes() -> None:
    assert of_shot('"notes": " a\\r\\nb\\rc\\n\\r\\n\\td "', "notes") == " a\nb\nc\n\n\td "


@pytest.mark.parametrize("sign", [n for n in range(32) if chr(n) not in "\t\n\r"])
def test_control_characters_are_refused(sign: int) -> None:
    assert refusal(shot(f'"notes": "a\\u{sign:04x}b"')) == (
        "scenes[0].shots[0].notes", f"holds a control character (U+{sign:04X})",
    )  # fmt: skip


@pytest.mark.parametrize("written", ["\\ud83d", "\\ude00\\ud83d", "\ud83d"])
def test_half_of_a_surrogate_pair_is_refused(written: str) -> None:
    path, reason = refusal(shot(f'"notes": "{written}"'))
    assert (path, reason[:30]) == ("scenes[0].shots[0].notes", "holds half of a surrogate pair")
    assert of_shot('"notes": "\\ud83d\\ude00"', "notes") == "😀"


def test_a_text_of_ten_thousand_signs_is_kept_and_a_longer_one_refused() -> None:
    assert of_shot(f'"action": "{"😀" * 10_000}"', "action") == "😀" * 10_000
    assert refusal(shot(f'"action": "{"x" * 10_001}"')) == (
        "scenes[0].shots[0].action", "is over 10,000 characters long",
    )  # fmt: skip


@pytest.mark.parametrize("field", ["title", "subject", "lens", "camera_note", "dialogue", "custom_prompt"])
@pytest.mark.parametrize("written", ["null", "5", "true", "[]", "{}"])
def test_a_text_is_nothing_else(field: str, written: str) -> None:
    assert refusal(shot(f'"{field}": {written}'))[0] == f"scenes[0].shots[0].{field}"


def test_the_basis_of_a_custom_prompt_may_be_unknown() -> None:
    assert of_shot('"custom_prompt_basis": null', "custom_prompt_basis") is None
    assert of_shot('"custom_prompt_basis": ""', "custom_prompt_basis") == ""


@pytest.mark.parametrize("written", ["0", "1", "null", '"true"'])
def test_flags_are_true_or_false(written: str) -> None:
    assert refusal(shot(f'"omitted": {written}')) == (
        "scenes[0].shots[0].omitted", f"must be true or false, not {written}",
    )  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "the",
        " An ",
        "a\\t",
        "x" * 81,
        "a,b",
        "a;b",
        "a:b",
        "a(b",
        "a)b",
        "a\\nb",
        "a\\u2028b",
        "a\\r",
    ],
)
def test_an_anchor_needs_a_name_that_fits_into_a_sentence(name: str) -> None:
    document = project(f'"anchors": [{{"key": "a", "kind": "subject", "name": "{name}"}}]')
    assert refusal(document)[0] == "anchors[0].name"


@pytest.mark.parametrize("name", ["Dr. Wu", "coffee shop", "The Who", "a a", "👻", "x" * 80, " Mara ", "مطبخ"])
def test_other_names_are_kept_as_they_are(name: str) -> None:
    document = project(f'"anchors": [{{"key": "a", "kind": "subject", "name": "{name}"}}]')
    assert loads(document, catalog()).anchors[0].name == name


@pytest.mark.parametrize("key", ["", "a b", "é", "a.b", "SH010\\n", "x" * 33, "٣"])
def test_a_code_is_made_of_plain_letters_and_digits(key: str) -> None:
    assert refusal(shot(f'"key": "{key}"'))[0] == "scenes[0].shots[0].key"


@pytest.mark.parametrize("key", ["", "a b", "a.b", "a/b", "x" * 101, "🍵", "a\\u200bb"])
def test_the_key_of_a_scene_has_no_blanks_or_signs(key: str) -> None:
    assert refusal(project(f'"scenes": [{{"key": "{key}"}}]'))[0] == "scenes[0].key"


def test_the_key_of_a_scene_may_be_of_any_script() -> None:
    assert loads(project('"scenes": [{"key": "кухня_हिन्दी-2"}]'), catalog()).scenes[0].key == "кухня_हिन्दी-2"
    assert [is_key_sign(sign) for sign in "aé٣_- .😀"] == [True] * 5 + [False] * 3


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("shot_size", '"wide shot"'), ("shot_size", '"WS"'), ("framing", '"none"'), ("angle", "[]"),
        ("quality", '"ultra"'), ("resolution", '"8k"'), ("model", '"no-such-model"'), ("status", '"Draft"'),
        ("status", "null"), ("starts_from", '"SH010"'), ("starts_from", "true"),
        ("starts_from", '{"shot": null}'), ("camera", "{}"), ("camera", '"static"'),
    ],
)  # fmt: skip
def test_values_that_nobody_knows_are_refused(field: str, written: str) -> None:
    path = f"scenes[0].shots[0].{field}"
    assert refusal(shot(f'"{field}": {written}'))[0].removesuffix(".shot") == path


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("aspect_ratio", '"17:9"'), ("aspect_ratio", "null"), ("resolution", "null"), ("model", "null"),
        ("model", '"nobody"'), ("destination", '"Moon"'), ("quality", "null"), ("draft_resolution", '"9p"'),
        ("draft_duration", "0"), ("model_facts", '"both"'), ("continuity", '"all"'), ("dialect", '"klingon"'),
    ],
)  # fmt: skip
def test_settings_that_nobody_knows_are_refused(field: str, written: str) -> None:
    assert refusal(project(f'"{field}": {written}'))[0] == field


def test_a_short_list_of_values_is_named_in_the_message() -> None:
    assert refusal(shot('"quality": "ultra"'))[1] == 'must be a quality (fast, standard, high), not "ultra"'


def test_a_move_has_only_its_own_directions() -> None:
    assert of_shot('"camera": [{"move": "dolly", "direction": "in", "speed": "slow"}]', "camera") == (
        Move("dolly", "in", "slow"),
    )
    assert of_shot('"camera": [{"move": "handheld"}]', "camera") == (Move("handheld"),)
    assert refusal(shot('"camera": [{"move": "dolly"}, {"move": "dolly", "direction": "left"}]')) == (
        "scenes[0].shots[0].camera[1].direction", 'a dolly goes in or out, not "left"',
    )  # fmt: skip
    assert refusal(shot('"camera": [{"move": "static", "direction": "in"}]'))[1] == ('a static has no direction, not "in"')


def test_a_shot_has_at_most_twenty_moves() -> None:
    moves = json.dumps([{"move": "static"}] * 21)
    assert refusal(shot(f'"camera": {moves}')) == ("scenes[0].shots[0].camera", "holds over 20 entries")


def test_a_number_loses_only_the_zeros_at_its_end() -> None:
    assert [str(tidy(Decimal(text))) for text in ("10.0", "1E+2", "0.10", "7", "0.000")] == [
        "10",
        "100",
        "0.1",
        "7",
        "0",
    ]
