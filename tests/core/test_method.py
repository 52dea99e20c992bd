"""The tables of the help pages, read off the catalogue and the rules."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from projects.core.board import SLOTS
from projects.core.catalog import Facts, load
from projects.core.method import (
    by_ratio,
    crop_losses,
    fix_text,
    life,
    limits,
    phrase_lists,
    rules_of,
    slot_rows,
    steps,
)
from tests.strategies import catalog


def test_the_steps_stand_in_order_with_their_rules() -> None:
    found = steps(catalog())
    assert [step.label for step in found] == ["Prompt", "Camera", "Parameters", "Ratio and duration", "Quality"]
    assert [rule.code for rule in rules_of(found[3], catalog())] == ["format.ratio-destination", "format.duration"]


def test_every_slot_has_a_vague_and_a_specific_wording() -> None:
    rows = {row.guide.id: row for row in slot_rows(catalog())}
    assert tuple(rows) == SLOTS
    assert (rows["subject"].vague, rows["subject"].specific) == (
        "a man",
        "a man in his fifties, grey beard, flour-dusted blue apron",
    )
    assert (rows["camera"].vague, rows["camera"].specific) == ("", "slow dolly in")
    assert rows["lighting"].rule.code == "prompt.vague-lighting"


def test_a_slot_whose_example_is_no_document_is_left_out(tmp_path: Path) -> None:
    text = '[[rule]]\nid = "prompt.generic-subject"\n[rule.before]\nshots = [{ colour = "red" }]\n'
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    assert [row.guide.id for row in slot_rows(load(tmp_path))] == list(SLOTS[1:])


def test_ratios_come_with_the_destinations_that_they_fit() -> None:
    found = {ratio.id: [place.id for place in places] for ratio, places in by_ratio(catalog())}
    assert found["1:1"] == ["instagram-feed", "facebook-post"]


def test_a_crop_from_wide_to_tall_loses_two_thirds() -> None:
    losses = {ratio.id: row for ratio, row in crop_losses(catalog())}
    assert (list(losses), losses["16:9"]) == (["16:9", "9:16", "1:1", "4:5"], (0, 68, 44, 55))


def test_a_model_says_where_it_stands_in_its_life() -> None:
    models = catalog().models
    assert [life(models[key]) for key in ("sora-2", "kling-3.0", "kling-2.6")] == [
        "shut down on 2026-09-24",
        "current",
        "has a successor",
    ]


def test_only_what_is_known_of_a_model_is_listed() -> None:
    assert limits(Facts()) == ()
    facts = Facts(durations=(Decimal(5), Decimal(10)), cfg=False, first_frame=True, max_prompt_chars=2500)
    assert limits(facts) == (
        ("Length", "5, 10 s"),
        ("CFG", "no"),
        ("Starts from a picture", "yes"),
        ("Longest prompt", "2,500 characters"),
    )
    ranged = replace(facts, duration_min=Decimal(2), duration_max=Decimal("12.5"), cfg=True, max_prompt_unit="utf16")
    assert limits(ranged)[:2] == (("Length", "2 to 12.5 s"), ("CFG", "yes"))


@pytest.mark.parametrize("symptom", catalog().symptoms)
def test_every_fix_of_a_symptom_says_what_it_does(symptom: str) -> None:
    texts = [fix_text(fix, catalog()) for fix in catalog().symptoms[symptom].fixes]
    assert [text for text in texts if len(text) < 5] == []


def test_a_fix_names_its_figure() -> None:
    assert [fix_text(fix, catalog()) for fix in catalog().symptoms["artefacts"].fixes] == [
        "Standard quality, or better",
        "CFG 10 or more",
        "Negative prompt: motion blur, distortion, morphing, inconsistent lighting, artificial look",
    ]


def test_every_ready_phrase_stands_in_a_list_of_its_slot() -> None:
    listed = {phrase.id for slot in SLOTS for item in phrase_lists(slot, catalog()) for phrase in item.phrases}
    assert listed == set(catalog().vocabulary)


def test_a_group_that_nobody_named_is_called_by_its_id(tmp_path: Path) -> None:
    text = '[[phrase]]\nid = "x"\ngroup = "night-sky"\nslot = "lighting"\nlabel = "Stars"\ntext = "starlight"\n'
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    assert [item.label for item in phrase_lists("lighting", load(tmp_path))][-1] == "Night sky"
