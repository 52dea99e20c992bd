"""Options of paper in an address, there and back."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from hypothesis import given

from projects.core.dialects import LABELS
from projects.core.paper_options import Options
from projects.core.paper_query import OptionsProblem, query, read_options
from tests.strategies import paper_options


def back(text: str) -> Options:
    return read_options(parse_qs(text, keep_blank_values=True))


@given(paper_options)
def test_an_address_gives_back_what_it_was_made_of(options: Options) -> None:
    known = replace(options, dialect=options.dialect if options.dialect in LABELS else "")
    assert back(query(known)) == replace(known, columns=known.columns or Options().columns)


def test_the_usual_options_need_no_words() -> None:
    assert (query(Options()), back("")) == ("", Options())
    assert query(Options(), layout="grid", per_page=8) == "layout=grid&per_page=8"


def test_a_form_switches_off_what_it_does_not_send() -> None:
    sent = back("form=1&columns=prompt&columns=number&threads=1")
    assert (sent.columns, sent.threads, sent.legend, sent.sign_off) == (("prompt", "number"), True, False, False)


def problems(text: str) -> dict[str, str]:
    with pytest.raises(OptionsProblem) as refused:
        back(text)
    return refused.value.problems


def test_each_value_that_is_none_gets_one_sentence_and_the_others_are_kept() -> None:
    assert problems("layout=poster&per_page=7&columns=prompt&columns=moon") == {
        "layout": "There is no such layout; choose one of the list.",
        "columns": "There is no column “moon”; choose from the list.",
        "per_page": "Frames on a page: choose 3, 6, 8, 9 or 12.",
    }
    with pytest.raises(OptionsProblem) as refused:
        back("layout=poster&paper=letter")
    assert refused.value.options == Options(paper="letter")
    assert problems("form=1") == {"columns": "Choose at least one column."}
