"""Strict JSON: sizes, depth, duplicates, numbers out of all measure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from projects.core.document_json import BYTES_MAX, VALUES_MAX, DocumentError, below, parse, shown


def refusal(data: bytes | str) -> tuple[str, str]:
    with pytest.raises(DocumentError) as caught:
        parse(data)
    assert str(caught.value) == f"{caught.value.path}: {caught.value.reason}"
    assert str(caught.value).isprintable()
    return caught.value.path, caught.value.reason


def test_an_ordinary_document_is_read_with_exact_numbers() -> None:
    assert parse(b'{"a": [1, 7.1, true, null, "\\u00e9"]}') == {"a": [1, Decimal("7.1"), True, None, "é"]}


def test_a_byte_order_mark_in_front_is_no_part_of_the_text() -> None:
    assert parse(b'\xef\xbb\xbf{"a": "x"}') == {"a": "x"}
    assert parse('\ufeff{"a": "\ufeffx"}') == {"a": "\ufeffx"}


@pytest.mark.parametrize(
    ("data", "byte"),
    [(b'{"a": "\xff"}', 7), ('{"a": "é"}'.encode("latin-1"), 7), (b'{"\xed\xa0\x80": 1}', 2)],
)
def test_what_is_not_utf_8_is_refused_with_its_place(data: bytes, byte: int) -> None:
    assert refusal(data) == ("document", f"is not UTF-8: byte {byte} begins no character")


def test_utf_16_is_refused() -> None:
    assert refusal('{"a": 1}'.encode("utf-16"))[1] == "is not UTF-8: byte 0 begins no character"
    assert refusal('{"a": 1}'.encode("utf-16-le"))[1][:17] == "is not valid JSON"


@pytest.mark.parametrize("data", ["", " ", "{", '{"a": 1,}', "{'a': 1}", '{"a": 01}', '{"a": .5}', '{"a": 1} x', "nan"])
def test_what_is_not_json_is_refused_with_line_and_column(data: str) -> None:
    path, reason = refusal(data)
    assert (path, reason[:31]) == ("document", "is not valid JSON: line 1, colu")


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ('{"a": 1, "a": 1}', "a"),
        ('{"a": {"b": [0, {"c": 1, "d": 2, "c": 3}]}}', "a.b[1].c"),
        ('{"\\u0061": 1, "a": 2}', "a"),
        ('{"computed": {"x": 1, "x": 1}}', "computed.x"),
    ],
)
def test_a_key_that_stands_twice_is_refused_with_its_path(data: str, path: str) -> None:
    assert refusal(data) == (path, "is given twice")


@pytest.mark.parametrize("name", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_json_does_not_know_are_refused_with_their_path(name: str) -> None:
    assert refusal(f'{{"a": [1, {name}]}}') == ("a[1]", f"{name} is no number that JSON knows")


def test_twenty_levels_are_read_and_one_more_is_refused() -> None:
    assert parse("[" * 20 + "]" * 20)
    assert refusal("[" * 21 + "]" * 21) == ("[0]" * 20, "is nested over 20 levels deep")
    assert refusal('{"a":' * 20 + "{}" + "}" * 20)[0] == ".".join("a" * 20)


@pytest.mark.parametrize("closed", [True, False])
def test_a_hundred_thousand_levels_are_refused_with_the_path_of_the_first_too_deep(closed: bool) -> None:
    data = '{"x": [1, {"k, [": ' + "[" * 100_000 + ("]" * 100_000 + "}]}" if closed else "")
    assert refusal(data) == ('x[1]["k, ["]' + "[0]" * 17, "is nested over 20 levels deep")


def test_deep_objects_and_escaped_keys_keep_their_path() -> None:
    data = '{"a": {"\\"q": [], "b": [{}, ' + '{"c": ' * 100_000
    assert refusal(data) == ("a.b[1]" + ".c" * 17, "is nested over 20 levels deep")


def test_numbers_out_of_all_measure_do_no_harm() -> None:
    huge = "9" * 100_000
    assert parse(f"[{huge}, 1e999999, -1e{huge}, 1e-{huge}]")[1:3] == [
        Decimal("1e999999"),
        Decimal("-Infinity"),
    ]


def test_a_document_over_64_megabytes_is_refused() -> None:
    assert refusal(b" " * (BYTES_MAX + 1)) == ("document", "is over 64 MB")
    assert refusal("é" * (BYTES_MAX // 2 + 1)) == ("document", "is over 64 MB")


def test_a_document_of_nothing_but_brackets_is_refused_before_it_takes_memory() -> None:
    assert refusal("[" + "[]," * VALUES_MAX + "[]]") == ("document", "holds over 3,000,000 values")
    assert refusal('["' + '\\",[' * VALUES_MAX)[1][:17] == "is not valid JSON"


def test_commas_in_texts_are_no_values() -> None:
    text = "," * (VALUES_MAX + 1)
    assert parse(f'["{text}"]') == [text]


def test_a_path_stays_on_one_line_whatever_a_key_holds() -> None:
    assert below("", "scenes") == "scenes"
    assert below("scenes[0]", "title") == "scenes[0].title"
    assert below("a", "b c") == 'a["b c"]'
    assert below("a", "\n\ud800") == 'a["\\n\\ud800"]'
    assert below("a", "") == 'a[""]'
    assert below("", "k" * 100) == '["' + "k" * 40 + '..."]'


def test_a_value_is_shown_short_and_printable() -> None:
    values: list[object] = [None, True, 5, Decimal("1.50"), "é", "\u202e", {}, [1]]
    assert [shown(value) for value in values] == [
        "null", "true", "5", "1.50", '"é"', '"\\u202e"', "an object", "a list",
    ]  # fmt: skip
    assert len(shown(Decimal("1" * 5_000))) == 40
