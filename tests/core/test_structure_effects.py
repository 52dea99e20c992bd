"""What making shots of others brings about: prompts word by word, findings that go and come."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from projects.core.report import Report, build
from projects.core.splitting import split, with_parts
from projects.core.structure_effects import Effects, copied, effects
from projects.core.structuring import with_scene_copy
from tests import boards


def of_split(action: str, actions: list[str] | None = None) -> tuple[Report, Effects]:
    """The effects of a split of the harbour's first shot, 45 s long."""
    board, catalog = boards.harbour(), boards.catalog()
    first, second = board.scenes[0].shots
    shots = (replace(first, duration=Decimal(45), action=action), second)
    board = replace(board, scenes=(replace(board.scenes[0], shots=shots),))
    before = build(board, catalog)
    parts = split(board, "SH010", catalog, actions=actions)
    after = build(with_parts(board, "SH010", parts, catalog), catalog, previous=before)
    return before, effects(before, after, {part.key: ("SH010",) for part in parts})


def test_the_finding_about_the_length_goes() -> None:
    before, found = of_split("walks slowly along the planks")
    assert ("SH010", "format.duration", "error") in [(code, f.code, f.severity) for code, f in found.gone]
    assert found.open[0] == ("errors", before.errors, before.errors - 1)
    assert found.stands


def test_each_new_prompt_is_told_against_the_one_that_it_comes_from() -> None:
    _, found = of_split("walks slowly, then stops. Gulls rise.")
    assert [made.item.shot.key for made in found.made] == ["SH010", "SH015", "SH017"]
    whole = ["".join(text for what, text in made.words if what != "gone") for made in found.made]
    assert whole == [made.item.prompt.text for made in found.made]


def test_a_continuity_error_that_comes_stands_against_it() -> None:
    _, found = of_split("walks slowly", ["walks", "crosses a new wooden pier slowly", "turns"])
    assert [f.code for f in found.made[1].come if f.severity == "error"] == ["continuity.reintroduced"]
    assert not found.stands


def test_all_findings_of_a_copy_come_and_those_of_its_original_stay() -> None:
    board, catalog = boards.harbour(), boards.catalog()
    first, second = board.scenes[0].shots
    board = replace(board, scenes=(replace(board.scenes[0], shots=(replace(first, duration=Decimal(99)), second)),))
    before = build(board, catalog)
    after = build(with_scene_copy(board, "arrival", ["SH030", "SH040"], "copy", "Again"), catalog, previous=before)
    found = copied(before, after, {"SH030": "SH010", "SH040": "SH020"})
    assert [part.item.shot.key for part in found.made] == ["SH030", "SH040"]
    assert "format.duration" in [finding.code for finding in found.made[0].come]
    assert (found.gone, found.stands) == ((), True)
