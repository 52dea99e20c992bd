"""Fields that take text and numbers exactly as a document does."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from projects.forms.fields import Number, Pick, PlainText, Whole


def refused(field, value) -> bool:
    try:
        field.clean(value)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize("text", ["", " a ", "tab\tline\nend", "x" * 10_000, "👩🏽‍🚀", "\u202eabc", "e\u0301", "\u2028"])
def test_text_is_kept_exactly(text):
    assert PlainText().clean(text) == text


def test_line_ends_become_one_kind():
    assert PlainText().clean("a\r\nb\rc\n") == "a\nb\nc\n"


@pytest.mark.parametrize("text", ["\x00", "a\x07", "\x1b[0m", "\x7f", "\ud800", "x" * 10_001])
def test_text_that_no_document_holds_is_refused(text):
    assert refused(PlainText(), text) is True


@pytest.mark.parametrize(("typed", "value"), [("1", "1"), ("2,5", "2.5"), (" 20 ", "20"), ("1.50", "1.5")])
def test_a_number_as_people_type_it(typed, value):
    assert Number("1", "20", 1).clean(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["0.9", "20.1", "1.55", "x", "-1", "1e1", "NaN", "Infinity", "1 000", "1" * 40, ""])
def test_a_number_out_of_bounds_is_one_sentence(typed):
    with pytest.raises(ValidationError, match=r"Enter a number from 1 to 20 with at most 1 decimal\."):
        Number("1", "20", 1).clean(typed)


@pytest.mark.parametrize("typed", ["-1", "4294967296", "18446744073709551616", "1.0", "x", "٣", "0x1", "1" * 5000])
def test_a_whole_number_out_of_bounds_is_refused(typed):
    assert refused(Whole(0, 2**32 - 1, "A seed"), typed) is True


def test_an_empty_number_is_none_unless_required():
    assert (Whole(0, 9, "A", required=False).clean(" "), Number("0", "9", 0, required=False).clean("")) == (None, None)
    assert refused(Whole(0, 9, "A"), "") is True


def test_a_choice_outside_of_the_list_is_refused():
    field = Pick([("a", "A")], empty="None")
    assert (field.clean("a"), field.clean(""), refused(field, "b")) == ("a", None, True)
