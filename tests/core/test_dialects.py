"""A shot's prompt in every dialect, side by side."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from projects.core.dialects import dialect_label, dialect_note, dialects_of
from projects.core.prompts import FANTASY_CLAUSE, Prompt
from projects.core.report import contexts_of
from projects.core.shot_context import ShotContext
from tests.plans import KEEPER, PIER, second
from tests.strategies import catalog


def context(on: str = "veo-3.1", **values: Any) -> ShotContext:
    """The second shot of a plan for this model."""
    return contexts_of(replace(second(KEEPER, PIER, **values), model=on), catalog())["SH020"]


def test_each_dialect_stands_under_its_name() -> None:
    found = dialects_of(context(action="waits", shot_size="ms"))
    assert list(found) == ["sentence", "labelled", "json", "vendor"]
    assert found["sentence"].text.startswith("The same lighthouse keeper")
    assert found["labelled"].text.startswith("Subject: The same lighthouse keeper")
    assert json.loads(found["json"].text)["action"] == "waits"
    assert found["vendor"].text.startswith("Medium shot, the same lighthouse keeper")


def test_the_sentence_is_the_compiled_prompt() -> None:
    ctx = context(action="waits", fantasy=True)
    assert dialects_of(ctx)["sentence"] == ctx.prompt
    assert all(FANTASY_CLAUSE[2:] in prompt.text for prompt in dialects_of(ctx).values())


def test_a_shot_s_own_model_decides_the_vendor() -> None:
    ctx = context("sora-2", shot_size="ms", action="waits", model="veo-3.1")
    assert dialects_of(ctx)["vendor"].text.startswith("Medium shot, the same")


def test_an_omitted_shot_and_a_custom_prompt_are_the_same_in_all() -> None:
    assert set(dialects_of(context(omitted=True)).values()) == {Prompt("")}
    assert set(dialects_of(context(custom_prompt="By hand")).values()) == {Prompt("By hand", (), custom=True)}


def test_a_shot_from_a_frame_and_the_setting_phrase_are_short_in_all() -> None:
    for prompt in dialects_of(context(board={"continuity": "phrase"})).values():
        assert "grey beard" not in prompt.text


def test_pages_call_a_dialect_by_its_name_or_the_model_s() -> None:
    ctx = context()
    assert [dialect_label(dialect, ctx) for dialect in dialects_of(ctx)] == [
        "Sentence", "Labelled lines", "JSON", "For Veo 3.1",
    ]  # fmt: skip
    assert dialect_note(ctx).startswith("Google Veo: camera, subject, action, context, style and ambiance. Read in: ")
    unknown = context("luma-ray-2")
    assert dialect_note(unknown) == "The catalogue knows no prompt guide for Luma Ray 2: the sentence stays."
