"""The examples of the rules: each is built and checked as any board, so that no page can disagree with the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects.core.catalog import Catalog, load
from projects.core.lessons import Lesson, Side, examples, lesson
from projects.core.report import build
from tests.core.test_rulebook import codes_in_code
from tests.strategies import catalog

RULES = list(catalog().rules)


def codes(board, known: Catalog) -> set[str]:
    return {finding.code for item in build(board, known).running() for finding in item.findings}


def severities(board, code: str) -> set[str]:
    every = [finding for item in build(board, catalog()).running() for finding in item.findings]
    return {finding.severity for finding in every if finding.code == code}


@pytest.mark.parametrize("code", RULES)
def test_the_example_raises_its_code_before_and_not_after(code: str) -> None:
    before, after = examples(catalog().rules[code], catalog())
    if code not in codes_in_code():
        pytest.xfail(f"no rule in core gives {code} yet")
    assert (code in codes(before, catalog()), code in codes(after, catalog())) == (True, False)


@pytest.mark.parametrize("code", RULES)
def test_an_example_is_as_grave_as_the_rule_says(code: str) -> None:
    rule = catalog().rules[code]
    assert severities(examples(rule, catalog())[0], code) <= set(rule.severities)


@pytest.mark.parametrize("code", RULES)
def test_mending_the_example_brings_no_other_error(code: str) -> None:
    after = build(examples(catalog().rules[code], catalog())[1], catalog())
    assert [finding.code for item in after.running() for finding in item.errors] == []


@pytest.mark.parametrize("code", RULES)
def test_both_sides_of_a_lesson_differ_in_words_or_settings(code: str) -> None:
    found = lesson(code, catalog())
    assert found.before
    assert found.after
    assert (found.before.text, found.before.settings) != (found.after.text, found.after.settings)
    assert found.before.key == found.after.key


def side(code: str) -> tuple[Side, Side]:
    found = lesson(code, catalog())
    assert found.before
    assert found.after
    return found.before, found.after


def test_the_words_that_a_finding_is_about_are_marked_in_the_prompt() -> None:
    before, after = side("continuity.contradiction")
    assert [piece.text for piece in before.prompt if piece.marked] == ["blue wool coat"]
    assert [piece.text for piece in after.prompt if piece.marked] == []


def test_the_pieces_of_a_prompt_make_up_the_prompt() -> None:
    board, _ = examples(catalog().rules["continuity.contradiction"], catalog())
    assert side("continuity.contradiction")[0].text == build(board, catalog()).shot("SH020").prompt.text


def test_what_stands_in_no_prompt_is_shown_as_a_setting() -> None:
    before, after = side("seed.no-master")
    assert before.settings == (("seed lock", "seed: 48213"),)
    assert after.settings == (("seed lock", "seed: 48213, master: SH010"),)


def test_a_start_frame_is_shown_in_words() -> None:
    before, after = side("continuity.stale-reference")
    assert (before.settings, after.settings) == (
        (("starts from", "last frame of SH030"),),
        (("starts from", "last frame of SH010"),),
    )


def test_a_user_s_example_that_is_no_document_is_left_out(tmp_path: Path) -> None:
    text = '[[rule]]\nid = "seed.varies"\n[rule.before]\nshots = [{ colour = "red" }]\n'
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    mine = load(tmp_path)
    assert lesson("seed.varies", mine) == Lesson(mine.rules["seed.varies"], None, None)


def test_an_unknown_code_has_no_lesson() -> None:
    with pytest.raises(KeyError):
        lesson("seed.unheard-of", catalog())
