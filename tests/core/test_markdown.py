"""Comments as a tree of values: a few marks, and every other text stays what was typed."""

import re
import sys
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.core.findings import Refused
from projects.core.markdown import TEXT_MAX, comment_text, excerpt, read
from projects.core.markdown_values import (
    Code,
    Items,
    LineBreak,
    Link,
    Name,
    Paragraph,
    Quote,
    ShotLink,
    Styled,
    Words,
)  # fmt: skip
from projects.core.mentions import Named, People
from tests.browser.hostile import HOSTILE

BO = People([Named(3, "Bo", "bo@example.org")])


def inline(text, codes=(), people=BO):
    (block,) = read(text, codes, people)
    assert isinstance(block, Paragraph)
    return block.inside


def strong(*inside):
    return Styled("strong", tuple(Words(one) if isinstance(one, str) else one for one in inside))


def em(*inside):
    return Styled("em", tuple(Words(one) if isinstance(one, str) else one for one in inside))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("plain", (Words("plain"),)),
        ("**bold** and *italic*", (strong("bold"), Words(" and "), em("italic"))),
        ("**a *b* c**", (strong("a ", em("b"), " c"),)),
        ("***both***", (strong(em("both")),)),
        ("2 * 3 * 4, a ** b", (Words("2 * 3 * 4, a ** b"),)),
        ("**open", (Words("**open"),)),
        ("*a **b* c**", (em("a **b"), Words(" c**"))),
        ("**a\nb**", (strong("a", LineBreak(), "b"),)),
        ("`a*b*` c", (Code("a*b*"), Words(" c"))),
        ("`open", (Words("`open"),)),
        ("one\ntwo", (Words("one"), LineBreak(), Words("two"))),
        ("hey @Bo!", (Words("hey "), Name("@Bo", 3), Words("!"))),
        ("****", (Words("****"),)),
        (
            "![x](http://a.org/x.png)",
            (Words("![x]("), Link("http://a.org/x.png", "http://", "a.org", "/x.png"), Words(")")),
        ),
    ],
)
def test_inside_of_a_paragraph(text, tree):
    assert inline(text) == tree


def test_blocks():
    text = "One\n\n- a\n- **b**\n  more\n\n3. c\n4) d\n> said\n> > before\n\nEnd"
    assert read(text) == (
        Paragraph((Words("One"),)),
        Items(False, 1, ((Words("a"),), (strong("b"), LineBreak(), Words("more")))),
        Items(True, 3, ((Words("c"),), (Words("d"),))),
        Quote((Paragraph((Words("said"),)), Quote((Paragraph((Words("before"),)),)))),
        Paragraph((Words("End"),)),
    )


@pytest.mark.parametrize(
    ("text", "host", "rest"),
    [
        ("https://example.org", "example.org", ""), ("see https://example.org/a_(b)).", "example.org", "/a_(b)"),
        ("http://example.org:8080/?q=1#x,", "example.org:8080", "/?q=1#x"), ("HTTPS://Example.org/", "example.org", "/"),
        ("http://bücher.example/", "xn--bcher-kva.example", "/"), ("http://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com", "/"),
        ("https://good.example\\@evil.example/", "good.example", ""),
    ],
)  # fmt: skip
def test_an_address_shows_its_host_as_it_is(text, host, rest):
    (link,) = (node for node in inline(text) if isinstance(node, Link))
    assert (link.host, link.rest, link.url) == (host, rest, f"{link.scheme}{host}{rest}")


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)", "data:text/html,x", "ftp://example.org", "//example.org", "https://good.example@evil.example/",
        "http://[::1]/", "http://a\u202eb.example/", "https://", "https://-a-/", "http://a..b/", "xhttp://example.org", "http://a:99999/",
        f"http://{'ü' * 200}.example", "mailto:a@b.example", "http://a\u200bb.example/",
    ],
)  # fmt: skip
def test_what_is_no_plain_address_stays_text(text):
    assert inline(text) == (Words(text),)


def test_codes_of_shots_in_scope_become_links():
    codes = {"SH010", "SH020", "12A", "shot", "12"}
    assert inline("SH010, 12A; SH030, shot 12, xSH010, SH010-SH020", codes) == (
        ShotLink("SH010"), Words(", "), ShotLink("12A"), Words("; SH030, shot 12, xSH010, "), ShotLink("SH010"), Words("-"),
        ShotLink("SH020"),
    )  # fmt: skip


def texts_of(value):
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for one in value for text in texts_of(one)]
    return [text for one in fields(value) for text in texts_of(getattr(value, one.name))] if is_dataclass(value) else []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts_and_lead_nowhere_else(text):
    found = read(text, {"SH010"}, BO)
    letters = re.sub(r"\W", "", "".join(texts_of(found)))
    assert [sign for sign in re.sub(r"\W|_", "", text) if sign not in letters] == []
    assert "Link(" not in repr(found)


LONG = [
    "*" * 5000, "**a " * 1250, "*a **b " * 714, "***" * 1666, ">" * 5000, "> " * 2500, "\n> > > > - x" * 400, "`" * 5000, "` `a" * 1250,
    "http://" * 714, "http://a" + ")" * 4990, "https://" + "ü" * 4990, "https://a" + "-a" * 2490, "@" * 5000, "@Bo" * 1666, "@Bo " * 1250,
    "a-" * 2500, "- " * 2500, "1. " * 1666, "\n" * 5000, "👩‍👩‍👧" * 1000, "\u202e" * 5000, "a\u0301" * 2500, "[](" * 1666, "SH010-" * 833,
]  # fmt: skip


@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:8].encode("unicode-escape").decode())
def test_ten_times_the_text_needs_about_ten_times_the_steps(text):
    def steps(given):
        count = 0

        def counts(frame, event, arg):
            nonlocal count
            count += 1
            return counts

        before = sys.gettrace()
        sys.settrace(counts)
        try:
            read(given, {"SH010"}, BO)
        finally:
            sys.settrace(before)
        return count

    assert steps(text) <= 14 * steps(text[: len(text) // 10]) + 2000


@given(st.text(alphabet="*_`>-1. \n@Bo:/htps)(aSH0", max_size=200))
def test_any_text_keeps_its_letters_in_order(text):
    shown = "".join(texts_of(read(text, {"SH010"}, BO)))
    letters = iter(sign for sign in shown if sign.isalpha())
    assert all(any(sign == other for other in letters) for sign in text if sign.isalpha())


def test_a_comment_is_stored_without_what_surrounds_it():
    assert comment_text(" \r\n one\r\ntwo \n") == "one\ntwo"
    assert len(comment_text("👋" * TEXT_MAX)) == TEXT_MAX


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write something first."), (" \n ", "Write something first."),
        ("x" * 5001, "A comment has at most 5,000 characters; this one has 5,001. Shorten it."),
        ("x" * 90000, "A comment has at most 5,000 characters; this one has 90,000. Shorten it."),
        ("a\x00b", "Character 2 is a control character. Delete it."),
    ],
)  # fmt: skip
def test_what_cannot_be_stored_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(Refused) as refused:
        comment_text(text)
    assert str(refused.value) == sentence


def test_an_excerpt_is_one_line():
    assert (excerpt("one\n two", 20), excerpt("one two three", 8)) == ("one two", "one two…")
    assert (
        excerpt("> **too** `dark`\n\n- *a*\n- https://example.org/x SH010", 99) == "too dark a https://example.org/x SH010"
    )
