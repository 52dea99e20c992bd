"""Texts of people in Markdown, shown by another program."""

import html

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from projects.exports.marked_text import fenced, shown
from tests.strategies import texts

TEXTS = (
    "1. one",
    "12) two",
    "- three",
    "+ four",
    "= five",
    "a_b_c *d* `e` [f](g) <b> # h | i ~~j~~",
    "&copy; 2026",
    "\\1",
    "1.5 m",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_shown_letter_by_letter(text):
    assert MarkdownIt().render(shown(text)) == f"<p>{html.escape(text)}</p>\n"


@given(texts)
def test_a_fenced_text_comes_back_exactly(text):
    tokens = MarkdownIt().parse(fenced(text))
    assert [(token.type, token.info, token.content) for token in tokens] == [("fence", "text", f"{text}\n")]


@pytest.mark.parametrize("text", ["```", "a ```` b\n`````\n", "~~~"])
def test_no_text_ends_its_fence(text):
    assert [token.content for token in MarkdownIt().parse(fenced(text))] == [f"{text}\n"]
