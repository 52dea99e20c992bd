"""Seeds: the badge of a model, and the seed of the next attempt."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.core.board import SEED_MAX
from projects.core.catalog import Model, load
from projects.core.seeds import attempt_seed, seed_badge, seed_sentence

MODEL = load().models["sora-2"]


def with_seed(seed: bool | None) -> Model:
    return replace(MODEL, api=replace(MODEL.api, seed=seed))


@pytest.mark.parametrize(("seed", "badge"), [(True, "honoured"), (False, "ignored"), (None, "unknown")])
def test_the_badge_is_what_the_api_takes(seed: bool | None, badge: str) -> None:
    assert seed_badge(with_seed(seed)) == badge


def test_a_claim_of_the_guide_honours_no_seed() -> None:
    assert (MODEL.facts("guide").seed, seed_badge(MODEL)) == (True, "ignored")


def test_the_sentence_promises_a_repeat_and_never_a_look() -> None:
    assert seed_sentence(with_seed(True)) == (
        "Sora 2 takes a seed: the same request gives nearly the same clip again. "
        "It does not keep a look once the words change."
    )
    assert seed_sentence(with_seed(False)).startswith("Sora 2 takes no seed: it is kept for the record.")
    assert seed_sentence(with_seed(None)).startswith("Whether Sora 2 takes a seed is not known")


@pytest.mark.parametrize(
    ("seed", "attempt", "expected"),
    [(4242, 1, 4242), (4242, 2, 4243), (4242, 99, 4340), (SEED_MAX, 1, SEED_MAX), (SEED_MAX, 2, 0), (SEED_MAX - 1, 4, 1)],
)
def test_each_attempt_adds_one_and_goes_round_at_the_end(seed: int, attempt: int, expected: int) -> None:
    assert attempt_seed(seed, attempt) == expected


@given(st.integers(0, SEED_MAX))
def test_no_two_of_99_attempts_have_the_same_seed(seed: int) -> None:
    found = {attempt_seed(seed, attempt) for attempt in range(1, 100)}
    assert len(found) == 99
    assert all(0 <= value <= SEED_MAX for value in found)


@pytest.mark.parametrize(("seed", "attempt"), [(1, 0), (1, -1), (-1, 1), (SEED_MAX + 1, 1)])
def test_what_is_no_seed_or_no_attempt_is_an_error(seed: int, attempt: int) -> None:
    with pytest.raises(ValueError, match=r"seed|attempt"):
        attempt_seed(seed, attempt)
