"""Findings as values: order, identity, severity."""

from __future__ import annotations

from typing import Any

from projects.core.findings import Finding, errors, ordered


def finding(code: str = "x", field: str | None = None, start: int | None = None, **values: Any) -> Finding:
    return Finding(code, values.pop("severity", "warning"), field, "Why.", start, start, **values)


def test_findings_are_ordered_by_field_and_start_nulls_first() -> None:
    a, b, c, d, e = (
        finding(), finding(field="action"), finding(field="action", start=0), finding(field="action", start=3),
        finding(field="subject"),
    )  # fmt: skip
    assert ordered([e, d, c, b, a]) == (a, b, c, d, e)


def test_at_one_place_the_code_decides() -> None:
    assert [f.code for f in ordered([finding("b"), finding("a")])] == ["a", "b"]


def test_findings_of_one_place_and_code_keep_their_order() -> None:
    one, two = finding(words="1"), finding(words="2")
    assert ordered([two, one]) == (two, one)


def test_only_errors_are_errors() -> None:
    grave = finding(severity="error")
    assert errors([finding(), grave, finding(severity="hint")]) == (grave,)


def test_a_finding_is_the_same_where_code_anchor_and_words_are() -> None:
    first = finding("c", "subject", 3, anchor="keeper", words="Blue")
    assert first.identity == finding("c", "action", 9, anchor="keeper", words="blue").identity
    assert first.identity != finding("c", "subject", 3, anchor="mara", words="Blue").identity
    assert first.identity != finding("c", "subject", 3, anchor="keeper", words="green").identity
