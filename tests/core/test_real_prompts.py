"""The rules on prompts and stories that nobody here wrote: how often they fire without reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects.core.board import Anchor
from projects.core.findings import Finding
from projects.core.report import build
from projects.imports.text import read_story
from tests.plans import KEEPER, SHOP, second
from tests.strategies import catalog

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the real prompts (../shared/data) are not on this machine")

# Anchors that none of the prompts is about, with parts that many of them speak of.
MARA = Anchor(
    "mara", "subject", "Mara", "a tall person in her forties, long black hair, green eyes, white linen dress, red scarf"
)
CELLAR = Anchor("cellar", "environment", "wine cellar", "a vaulted wine cellar with oak barrels, iron gates, green bottles")
ONE_IN_FIFTY = 4


def prompts() -> list[str]:
    return [line for line in (DATA / "real_prompts.txt").read_text("utf-8").splitlines() if line.strip()]


def stories() -> list[str]:
    return sorted(path.name for path in (DATA / "stories").glob("*.txt")) if DATA.is_dir() else []


def fired(code: str, field: str) -> list[Finding]:
    """The findings with this code on each real prompt, typed into this field of a shot that carries the anchors."""
    found = []
    for prompt in prompts():
        board = second(KEEPER, MARA, SHOP, CELLAR, **{field: prompt})
        found += [f for f in build(board, catalog()).shot("SH020").findings if f.code == code]
    return found


@pytest.mark.parametrize("field", ["custom_prompt", "action"])
def test_nothing_is_brought_in_as_new_that_no_prompt_names(field: str) -> None:
    assert fired("continuity.reintroduced", field) == []


@pytest.mark.parametrize("field", ["custom_prompt", "action", "subject"])
def test_other_peoples_coats_and_eyes_contradict_nobody(field: str) -> None:
    assert len(fired("continuity.contradiction", field)) <= ONE_IN_FIFTY


@pytest.mark.parametrize("field", ["custom_prompt", "action"])
def test_idioms_with_same_and_maintaining_are_silent(field: str) -> None:
    assert len(fired("continuity.not-established", field)) <= ONE_IN_FIFTY


@pytest.mark.parametrize("name", stories())
def test_a_story_compiles_and_contradicts_nothing_without_anchors(name: str) -> None:
    report = build(read_story((DATA / "stories" / name).read_text("utf-8"), catalog()), catalog())
    for item in report.running():
        assert item.prompt.text[-1:] in tuple(".!?…")
        continuity = [f for f in item.findings if f.code.startswith("continuity.") and f.start is not None]
        assert {f.code for f in continuity} <= {"continuity.not-established"}
        assert all(f.words.casefold().startswith(("same", "maintaining")) for f in continuity)
