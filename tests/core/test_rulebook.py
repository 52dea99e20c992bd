"""The rules as data, and what a project makes of them."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

import projects.core
from projects.core.board import RuleSetting
from projects.core.catalog import CatalogError, load
from projects.core.findings import Finding
from projects.core.report import build
from projects.core.rulebook import applied, changed_rules, rule_of
from tests.plans import GRAIN, KEEPER, PIER, found, second
from tests.strategies import catalog

CODE = re.compile(r"(continuity|seed|prompt|format|quality|model|sequence|advice)\.[a-z]+(-[a-z]+)*")
REDO = Finding("continuity.reintroduced", "error", "environment", "New?", 0, 3, "a b", "pier")
SLOT = Finding("prompt.empty-slot", "warning", "style", "Nothing.")
LOCK = Finding("seed.unlocked", "hint", None, "No seed.")


@lru_cache(maxsize=1)
def codes_in_code() -> frozenset[str]:
    """Every text in core that is the code of a finding."""
    found_codes = set()
    for path in Path(projects.core.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                found_codes.add(node.value)
    return frozenset(found_codes)


def test_every_code_that_core_gives_has_a_rule() -> None:
    assert sorted(codes_in_code() - catalog().rules.keys()) == []


def test_a_rule_is_found_by_the_code_of_its_findings() -> None:
    assert rule_of("seed.varies", catalog()).code == "seed.varies"
    with pytest.raises(KeyError):
        rule_of("seed.unheard-of", catalog())


def test_without_settings_the_findings_stay_as_they_are() -> None:
    assert applied([REDO, SLOT, LOCK], ()) == (REDO, SLOT, LOCK)


def test_a_rule_that_is_off_says_nothing() -> None:
    assert applied([REDO, SLOT, LOCK], [RuleSetting("prompt.empty-slot", "off", "ours")]) == (REDO, LOCK)


def test_a_rule_made_a_hint_keeps_everything_but_its_severity() -> None:
    settings = [RuleSetting("continuity.reintroduced", "hint", "twins"), RuleSetting("seed.unlocked", "hint", "no")]
    assert applied([REDO, SLOT, LOCK], settings) == (replace(REDO, severity="hint"), SLOT, LOCK)


def test_a_setting_for_a_rule_that_is_gone_does_nothing() -> None:
    assert applied([REDO], [RuleSetting("prompt.bygone", "off", "long ago")]) == (REDO,)


def test_a_project_counts_its_rules_off_and_made_hints() -> None:
    rules = (RuleSetting("a.b", "off", "x"), RuleSetting("c.d", "hint", "x"), RuleSetting("e.f", "off", "x"))
    assert changed_rules(replace(second(PIER), rules=rules)) == (2, 1)


def test_a_report_shows_no_finding_of_a_rule_that_is_off_and_counts_none() -> None:
    board = second(KEEPER, PIER, GRAIN, environment="on a wooden pier")
    off = replace(board, rules=(RuleSetting("continuity.reintroduced", "off", "two piers"),))
    assert [f.code for f in found(board, "continuity.reintroduced")] == ["continuity.reintroduced"]
    assert found(off, "continuity.reintroduced") == []
    assert (build(board, catalog()).errors, build(off, catalog()).errors) == (1, 0)


def test_an_error_made_a_hint_is_none_and_makes_no_draft() -> None:
    board = second(KEEPER, PIER, GRAIN, environment="on a wooden pier")
    hint = replace(board, rules=(RuleSetting("continuity.reintroduced", "hint", "two piers"),))
    report = build(hint, catalog())
    assert [f.severity for f in found(hint, "continuity.reintroduced")] == ["hint"]
    assert (report.errors, report.draft) == (0, False)


def test_rules_are_read_anew_where_findings_are_taken_over_from_an_earlier_report() -> None:
    board = second(KEEPER, PIER, GRAIN, environment="on a wooden pier")
    off = replace(board, rules=(RuleSetting("continuity.reintroduced", "off", "two piers"),))
    plain, quiet = build(board, catalog()), build(off, catalog())
    assert build(off, catalog(), previous=plain) == quiet
    assert build(board, catalog(), previous=quiet) == plain


def test_a_user_s_file_rewords_a_rule(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('[[rule]]\nid = "seed.varies"\ntitle = "Look out"\n', encoding="utf-8")
    mine, ours = load(tmp_path).rules["seed.varies"], catalog().rules["seed.varies"]
    assert (mine.title, mine.why, mine.before) == ("Look out", ours.why, ours.before)


def test_a_rule_of_no_group_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('[[rule]]\nid = "seed.varies"\ngroup = "luck"\n', encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        load(tmp_path)
    assert str(caught.value) == "own.toml: rule seed.varies: 'luck' is in no entry of rule groups"


def test_the_five_steps_of_the_method_are_groups_in_order() -> None:
    steps = [(group.step, group.id) for group in catalog().rule_groups.values() if group.step is not None]
    assert steps == [(1, "prompt"), (2, "camera"), (3, "parameters"), (4, "format"), (5, "quality")]


def test_every_group_has_a_rule() -> None:
    assert {rule.group for rule in catalog().rules.values()} == set(catalog().rule_groups)


def test_a_step_sets_keys_that_a_shot_or_a_project_has() -> None:
    from projects.core.board import Board, Shot

    known = {*Shot.__dataclass_fields__, *Board.__dataclass_fields__}
    named = [key for group in catalog().rule_groups.values() for key in group.sets]
    assert [key for key in named if key not in known] == []


@pytest.mark.parametrize("code", catalog().rules)
def test_a_rule_explains_itself_in_a_sentence_or_two(code: str) -> None:
    rule = rule_of(code, catalog())
    assert [len(text) <= 240 and text[-1] == "." for text in (rule.why, rule.do)] == [True, True]
    assert len(rule.title) <= 60
