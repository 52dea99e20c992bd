"""`continuity.contradiction`: what speaks against an anchor, and the many things that do not."""

from __future__ import annotations

import pytest

from projects.core.board import Anchor, Break
from projects.core.findings import Fix
from tests.plans import AFTERNOON, DAWN, GRAIN, KEEPER, MARA, PIER, SHOP, found, plan, second, shot, words

CODE = "continuity.contradiction"
NIGHT = Anchor("night", "lighting", "moonlight", "cool blue moonlight from behind, hard shadows")
WINTER = Anchor("street", "environment", "snowy street", "a snowy street in winter, exterior, overcast sky, brick walls")
DEEP = Anchor("deep", "style", "look", "black and white, deep focus, 16 mm film")


@pytest.mark.parametrize(
    ("anchor", "field", "typed", "said"),
    [
        (AFTERNOON, "lighting", "night, one lamp", "night"),
        (AFTERNOON, "environment", "at midnight", "midnight"),
        (AFTERNOON, "action", "walks home at night", "night"),
        (DAWN, "environment", "a beach at sunset", "sunset"),
        (DAWN, "lighting", "noon sun", "noon sun"),
        (WINTER, "environment", "a sunny morning", "sunny morning"),
        (WINTER, "environment", "in the middle of summer", "summer"),
        (Anchor("yard", "environment", "yard", "a snowy yard"), "environment", "heavy rain", "heavy rain"),
        (WINTER, "environment", "interior scene", "interior scene"),
        (AFTERNOON, "lighting", "light from the right", "from the right"),
        (AFTERNOON, "lighting", "cold blue light", "cold blue light"),
        (AFTERNOON, "lighting", "harsh light", "harsh light"),
        (NIGHT, "lighting", "golden light", "golden light"),
        (NIGHT, "lighting", "soft diffused light", "soft diffused light"),
        (NIGHT, "lighting", "light from the front", "from the front"),
        (NIGHT, "action", "golden light falls on her hands", "golden light"),
        (KEEPER, "subject", "blue wool coat", "blue wool coat"),
        (KEEPER, "subject", "leather coat", "leather coat"),
        (KEEPER, "action", "buttons his blue coat", "blue coat"),
        (KEEPER, "action", "walks on, the keeper's blue coat flapping", "blue coat"),
        (KEEPER, "subject", "his coat is blue", "blue"),
        (KEEPER, "subject", "wearing a blue coat", "blue coat"),
        (KEEPER, "subject", "black beard", "black beard"),
        (KEEPER, "subject", "red-bearded", "red-bearded"),
        (KEEPER, "subject", "without his coat", "without his coat"),
        (KEEPER, "action", "stands in the rain, no longer wearing his coat", "no longer wearing his coat"),
        (KEEPER, "subject", "aged 25", "aged 25"),
        (KEEPER, "subject", "in his twenties", "in his twenties"),
        (KEEPER, "action", "the young keeper waves", "young"),
        (MARA, "subject", "brown eyes", "brown eyes"),
        (MARA, "subject", "blue-eyed", "blue-eyed"),
        (MARA, "action", "Mara's red raincoat drips", "red raincoat"),
        (SHOP, "environment", "marble counters", "marble counters"),
        (GRAIN, "style", "16 mm film", "16 mm film"),
        (GRAIN, "style", "vivid colours", "vivid colours"),
        (DEEP, "style", "shallow depth of field", "shallow depth of field"),
        (DEEP, "style", "teal and orange grade", "teal and orange"),
        (DEEP, "style", "sepia", "sepia"),
    ],
)
def test_words_against_the_description_are_an_error(anchor: Anchor, field: str, typed: str, said: str) -> None:
    assert ("error", said) in words(second(anchor, **{field: typed}), CODE)


@pytest.mark.parametrize(
    ("anchor", "field", "typed"),
    [
        (AFTERNOON, "environment", "a nightstand beside the bed"),
        (AFTERNOON, "environment", "the Midnight Diner"),
        (AFTERNOON, "subject", "a night nurse"),
        (AFTERNOON, "action", "not yet night"),
        (AFTERNOON, "lighting", "not yet night"),
        (AFTERNOON, "action", "dreams of the night"),
        (AFTERNOON, "action", "waits until midnight"),
        (AFTERNOON, "action", "after dawn"),
        (AFTERNOON, "action", "smiles like a summer morning"),
        (AFTERNOON, "action", "paints a night sky"),
        (AFTERNOON, "action", 'reads "midnight" on a sign'),
        (AFTERNOON, "lighting", "late afternoon sun"),
        (AFTERNOON, "lighting", "golden hour glow"),
        (AFTERNOON, "lighting", "no harsh light"),
        (AFTERNOON, "lighting", "side light"),
        (AFTERNOON, "action", "enters from the right"),
        (AFTERNOON, "action", "a cold drink sweats"),
        (AFTERNOON, "subject", "soft wool, hard shell case"),
        (AFTERNOON, "action", "wakes a cold engine"),
        (WINTER, "subject", "a summer dress"),
        (WINTER, "environment", "an interior designer's window"),
        (WINTER, "environment", "spring water"),
        (WINTER, "environment", "snow storm"),
        (WINTER, "subject", "in a red brick house"),
        (KEEPER, "subject", "a blue cup"),
        (KEEPER, "action", "lifts a blue cup"),
        (KEEPER, "subject", "beside a barista in a blue apron"),
        (KEEPER, "subject", "beside a barista in a blue coat"),
        (KEEPER, "action", "hands a sailor the blue coat"),
        (KEEPER, "action", "hangs a blue coat on the hook"),
        (KEEPER, "action", "walks past another blue coat"),
        (KEEPER, "subject", "red coat"),
        (KEEPER, "subject", "scarlet coat"),
        (KEEPER, "subject", "white beard"),
        (KEEPER, "subject", "red and blue coat"),
        (KEEPER, "subject", "blue coat hooks"),
        (KEEPER, "environment", "blue coats on the wall"),
        (KEEPER, "subject", "aged 64"),
        (KEEPER, "subject", "the old keeper"),
        (KEEPER, "action", "lifts a 28-year-old whisky"),
        (KEEPER, "action", "meets a boy aged 9"),
        (KEEPER, "action", "a young sailor waves"),
        (KEEPER, "subject", "without a sound"),
        (KEEPER, "action", "waits without moving"),
        (KEEPER, "action", "a sailor without his coat"),
        (KEEPER, "subject", "red coat torn, beard grey with salt"),
        (MARA, "subject", "green-eyed"),
        (MARA, "action", "a cat with yellow eyes"),
        (MARA, "action", "the barista's brown eyes"),
        (SHOP, "action", "wipes a marble counter"),
        (SHOP, "environment", "wooden counters"),
        (SHOP, "environment", "a marble statue"),
        (GRAIN, "style", "35mm film"),
        (GRAIN, "camera_note", "on a 70mm lens"),
        (GRAIN, "style", "65mm lens"),
        (GRAIN, "subject", "a black and white cat"),
        (DEEP, "subject", "a camcorder in her hand"),
    ],
)
def test_what_says_nothing_against_it_is_silent(anchor: Anchor, field: str, typed: str) -> None:
    assert words(second(anchor, **{field: typed}), CODE) == []


@pytest.mark.parametrize(
    ("anchor", "field", "typed", "said"),
    [
        (NIGHT, "environment", "at sunset", "sunset"),
        (Anchor("warm", "lighting", "warm light", "warm light"), "environment", "a field under moonlight", "moonlight"),
        (Anchor("hard", "lighting", "hard light", "hard light"), "environment", "under an overcast sky", "overcast sky"),
        (Anchor("shore", "environment", "shore", "a shore at sunset"), "lighting", "cool light", "cool light"),
        (Anchor("warm", "lighting", "warm light", "warm light"), "environment", "at noon", "noon"),
    ],
)
def test_what_a_place_merely_implies_about_light_only_warns(anchor: Anchor, field: str, typed: str, said: str) -> None:
    assert [w for w in words(second(anchor, **{field: typed}), CODE) if w[0] == "warning"] == [("warning", said)]


def test_with_two_people_an_attribute_without_owner_only_warns() -> None:
    assert words(second(KEEPER, MARA, action="waits, purple beard dripping"), CODE) == [("warning", "purple beard")]
    assert words(second(KEEPER, MARA, action="Mara waits, blue coat dripping"), CODE) == []
    assert words(second(KEEPER, MARA, action="the keeper waits, blue coat dripping"), CODE) == [("error", "blue coat")]
    assert words(second(KEEPER, MARA, action="the keeper waits, Mara's blue coat dripping"), CODE) == []


def test_a_thing_of_the_action_may_belong_to_somebody_else_and_only_warns() -> None:
    assert words(second(KEEPER, action="drops the blue coat"), CODE) == [("warning", "blue coat")]


def test_what_is_merely_watched_only_warns() -> None:
    assert words(second(AFTERNOON, action="watches the night"), CODE) == [("warning", "night")]


def test_a_lamp_beside_the_main_light_only_warns() -> None:
    assert words(second(NIGHT, lighting="a warm lamp in the window"), CODE) == [("warning", "warm lamp")]


def test_the_shot_that_establishes_is_checked_too() -> None:
    board = plan(shot("SH010", subject="blue wool coat"), anchors=(KEEPER,))
    assert words(board, CODE, "SH010") == [("error", "blue wool coat")]


def test_negation_turns_the_meaning_round() -> None:
    assert words(second(KEEPER, subject="no red coat"), CODE) == [("error", "no red coat")]
    assert words(second(AFTERNOON, lighting="no longer warm light"), CODE) == [("error", "no longer warm light")]


def test_a_text_that_also_says_the_anchors_value_is_silent() -> None:
    assert words(second(AFTERNOON, lighting="warm light turning to cool light"), CODE) == []


def test_a_break_or_a_cutaway_is_silent() -> None:
    assert words(second(KEEPER, subject="blue coat", breaks=[Break("keeper", "disguise")]), CODE) == []
    assert words(second(KEEPER, subject="blue coat", without=["keeper"]), CODE) == []


def test_only_the_slots_are_read_and_no_quotation() -> None:
    board = second(AFTERNOON, title="night", notes="night", dialogue="night", negative_prompt="night", style='"night"')
    assert words(board, CODE) == []


def test_a_custom_prompt_is_read_alone() -> None:
    board = second(KEEPER, AFTERNOON, subject="blue coat", custom_prompt="The same keeper at night, maintaining the light")
    assert [(f.field, f.words) for f in found(board, CODE)] == [("custom_prompt", "night")]


def test_it_says_what_was_established_up_to_the_noun_and_where() -> None:
    finding = found(second(KEEPER, subject="in blue wool coat"), CODE)[0]
    assert (finding.field, finding.start, finding.end, finding.words, finding.anchor) == (
        "subject",
        3,
        17,
        "blue wool coat",
        "keeper",
    )
    assert finding.message == "“blue wool coat” contradicts keeper: “red wool coat”, established in SH010."
    assert finding.fixes == (
        Fix("replace", "Use “red wool coat”", "subject", "red wool coat"),
        Fix("replace", "Drop “in blue wool coat”", "subject", "", start=0, end=17, words="in blue wool coat"),
        Fix("break", "Record a break…", anchor="keeper"),
    )


def test_each_place_is_reported_once_an_anchor() -> None:
    board = second(KEEPER, subject="without his red coat")
    assert words(board, CODE) == [("error", "without his red coat")]


@pytest.mark.parametrize(
    "text",
    [
        "夜の灯台、青いコートの男", "ليلة باردة ورجل بمعطف أزرق", "Ein Mann im blauen Mantel bei Nacht",
        "रात में नीला कोट पहने आदमी", "un homme en manteau bleu, la nuit", "一个穿蓝色外套的男人在夜里",
        "Der Rote Platz im Winter", "die Art des Films", "Gold und Silber", "le soir d'un jour d'orange",
    ],
)  # fmt: skip
def test_other_languages_raise_no_false_contradiction(text: str) -> None:
    for field in ("subject", "action", "environment", "lighting", "style", "camera_note", "custom_prompt"):
        assert words(second(KEEPER, MARA, WINTER, AFTERNOON, GRAIN, **{field: text}), CODE) == []


def test_the_kinds_of_anchor_without_words_say_nothing() -> None:
    assert words(second(PIER, SHOP, Anchor("x", "subject", "🦊"), lighting="night"), CODE) == []


@pytest.mark.parametrize(
    ("anchor", "field", "typed", "reason"),
    [
        (AFTERNOON, "environment", "later that night", "later that night"),
        (AFTERNOON, "environment", "hours later, the room lies dark at night", "hours later"),
        (AFTERNOON, "action", "the next morning she unlocks the door at dawn", "the next morning"),
        (KEEPER, "subject", "years later, his coat is blue", "years later"),
    ],
)
def test_where_time_passes_the_break_comes_first_with_the_words_as_its_reason(
    anchor: Anchor, field: str, typed: str, reason: str
) -> None:
    finding = found(second(anchor, **{field: typed}), CODE)[0]
    assert finding.fixes[0] == Fix("break", f"Record a break: {reason}", text=reason, anchor=anchor.key)
    assert [fix.kind for fix in finding.fixes] == ["break", "replace", "replace"]


def test_where_no_time_passes_the_break_comes_last() -> None:
    finding = found(second(AFTERNOON, environment="at night"), CODE)[0]
    assert [fix.kind for fix in finding.fixes] == ["replace", "replace", "break"]
