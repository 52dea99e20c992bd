"""Fixes applied to what is typed."""

import pytest
from django.http import QueryDict

from projects.forms.fixes import apply_fix, read_fix


def applied(fix, **typed):
    data = QueryDict(mutable=True)
    data.update(typed)
    after, breaks = apply_fix(data, fix)
    return after.dict(), breaks


@pytest.mark.parametrize("text", ["", "{", "[]", "3", "null", '{"kind": 1}', "{}", "[" * 100_000])
def test_what_is_no_fix_is_none(text):
    assert read_fix(text) is None


def test_words_are_replaced_where_they_stood():
    fix = {"kind": "replace", "field": "subject", "words": "a man", "start": 6, "end": 11, "text": "the same man"}
    assert applied(fix, subject="a man a man")[0] == {"subject": "a man the same man"}


def test_words_that_moved_are_found_and_words_that_are_gone_change_nothing():
    fix = {"kind": "replace", "field": "subject", "words": "a man", "start": 0, "end": 5, "text": "the same man"}
    assert applied(fix, subject="then a man")[0] == {"subject": "then the same man"}
    assert applied(fix, subject="nobody")[0] == {"subject": "nobody"}


def test_a_break_takes_the_reason_typed_beside_it():
    assert applied({"kind": "break", "anchor": "pier"}, **{"reason-pier": "a dream"}) == (
        {"reason-pier": "a dream"},
        {"pier": "a dream"},
    )


@pytest.mark.parametrize("fix", [{"kind": "set", "field": "status", "text": "approved"}, {"kind": "replace", "field": "code", "words": "S"},
                                 {"kind": "insert", "field": "csrfmiddlewaretoken", "text": "x"}, {"kind": "no such"}])  # fmt: skip
def test_a_fix_reaches_no_field_that_it_should_not(fix):
    assert applied(fix, code="SH010", status="draft") == ({"code": "SH010", "status": "draft"}, {})
