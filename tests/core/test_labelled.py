"""How right the rules on wording are, on shots that were labelled without a look at the rules."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.core.labelled_set import CODES, Case, Score, main, read, score

PRECISION = 0.97
RECALL = 0.90
# How many cases a code has at least.
CASES = {
    "continuity.contradiction": 240,
    "continuity.reintroduced": 40,
    "continuity.not-established": 30,
    "prompt.conflict": 40,
    "prompt.physics": 40,
}


@cache
def cases() -> tuple[Case, ...]:
    return read()


@cache
def scores() -> dict[str, Score]:
    return {figures.code: figures for figures in score(cases())}


def told(figures: Score) -> str:
    return "\n".join([str(figures), *map(str, figures.failures)])


def test_the_set_holds_three_hundred_cases_of_continuity_half_of_them_innocent() -> None:
    continuity = [case for case in cases() if case.code.startswith("continuity.")]
    assert len(continuity) >= 300
    assert sum(case.innocent for case in continuity) >= len(continuity) / 2


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_enough_cases_and_about_half_of_them_are_innocent(code: str) -> None:
    about = [case for case in cases() if case.code == code]
    assert len(about) >= CASES[code]
    assert 0.45 <= sum(case.innocent for case in about) / len(about) <= 0.6


def test_no_shot_is_in_the_set_twice() -> None:
    said = [
        (tuple(case.texts.items()), case.board.anchors, case.board.scenes[0].anchors, case.board.scenes[0].shots)
        for case in cases()
    ]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("code", CODES)
def test_what_is_found_is_right(code: str) -> None:
    figures = scores()[code]
    assert figures.precision >= PRECISION, told(figures)


@pytest.mark.parametrize("code", CODES)
def test_what_is_wrong_is_found(code: str) -> None:
    figures = scores()[code]
    assert figures.recall >= RECALL, told(figures)


SMALL = """
code = "continuity.reintroduced"

[anchors]
shop = ["environment", "coffee shop", "a modern coffee shop"]
fox = ["subject", "fox", "a red fox"]

[[case]]
carried = ["shop"]
environment = "a coffee shop at the corner"
expect = [{ words = "a coffee shop", severity = "warning" }]

[[case]]
carried = ["shop"]
environment = "a coffee shop at the corner"
expect = []

[[case]]
carried = ["shop"]
environment = "the corner"
expect = ["corner"]

[[case]]
carried = ["fox"]
subject = "a fox on the road"
expect = ["a fox"]
"""


def written(folder: Path, text: str) -> Path:
    (folder / "small.toml").write_text(text, "utf-8")
    return folder


def test_a_false_alarm_a_miss_and_a_wrong_severity_are_told_apart(tmp_path: Path) -> None:
    figures = score(read(written(tmp_path, SMALL)))[CODES.index("continuity.reintroduced")]
    assert [failure.kind for failure in figures.failures] == ["severity", "false", "missed"]
    assert (figures.right, figures.false, figures.missed, figures.wrong_severity) == (1, 2, 2, 1)
    assert (figures.precision, figures.recall) == (1 / 3, 1 / 3)


def test_a_case_is_refused_whose_expected_words_are_not_in_its_text(tmp_path: Path) -> None:
    text = SMALL.replace('expect = ["corner"]', 'expect = ["harbour"]')
    with pytest.raises(ValueError, match=r"small\.toml, case 3: .*'harbour' stands 0 times"):
        read(written(tmp_path, text))


def test_a_case_is_refused_that_says_nothing_or_something_unknown(tmp_path: Path) -> None:
    for wrong in ("title = 'x'\nexpect = []", "carried = ['shop']\nexpect = []", "subject = 'x'"):
        with pytest.raises(ValueError, match=r"small\.toml, case 5"):
            read(written(tmp_path, f"{SMALL}\n[[case]]\n{wrong}\n"))


def test_the_command_prints_figures_and_the_failing_cases_only_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(written(tmp_path, SMALL))
    main([folder])
    assert len(capsys.readouterr().out.splitlines()) == len(CODES)
    main([folder, "--show"])
    assert len(capsys.readouterr().out.splitlines()) == len(CODES) + 3 * 2
