"""Proposals of anchors: who and what recurs in a project's shots."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from projects.core.board import Anchor, Board, Scene, Shot
from projects.core.suggest import Suggestion, legal_name, suggest
from projects.imports.text import read_story
from tests.core.suggest_stories import COURIER, FOX, GARDEN, ROBOT, SISTERS, WATCH, board
from tests.strategies import catalog

STORIES = Path(__file__).resolve().parents[3] / "shared" / "data" / "stories"
EXPECTED = tomllib.loads((Path(__file__).parent / "suggest_expected.toml").read_text("utf-8"))
ONE_IN = 4
needs_stories = pytest.mark.skipif(not STORIES.is_dir(), reason="the stories (../shared/data) are not on this machine")


def proposed(plan: Board, kind: str = "") -> dict[str, Suggestion]:
    """The proposals for a plan by name."""
    return {item.name: item for item in suggest(plan, catalog()) if kind in ("", item.kind)}


def plan(*shots: dict[str, str], anchors: tuple[Anchor, ...] = ()) -> Board:
    """One scene of shots with these fields."""
    made = tuple(Shot(f"SH{10 * at:03d}", **fields) for at, fields in enumerate(shots, 1))
    return Board("Plan", anchors=anchors, scenes=(Scene("one", shots=made),))


def told(name: str) -> list[Suggestion]:
    return list(suggest(read_story((STORIES / f"{name}.txt").read_text("utf-8"), catalog()), catalog()))


@needs_stories
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_main_person_and_every_recurring_place_of_the_stories_is_proposed(name):
    found = told(name)
    people = {item.name for item in found if item.kind == "subject"}
    places = {item.name for item in found if item.kind == "environment"}
    wanted = EXPECTED[name]
    assert [names for names in wanted["people"] if people.isdisjoint(names)] == []
    assert [names for names in wanted["places"] if places.isdisjoint(names)] == []


@needs_stories
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_at_most_one_proposal_in_four_is_useless(name):
    found = [item.name for item in told(name)]
    wanted = EXPECTED[name]
    useful = {each for names in (*wanted["people"], *wanted["places"]) for each in names} | set(wanted["useful"])
    useless = [item for item in found if item not in useful]
    assert len(useless) * ONE_IN <= len(found), useless


@needs_stories
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_main_person_comes_with_a_full_description_and_before_things(name):
    found = told(name)
    people = {each for names in EXPECTED[name]["people"] for each in names}
    mains = [item for item in found if item.name in people]
    assert [item.name for item in mains if len(item.description.split()) < 8] == []
    assert all(item in mains for item in found[: len(mains)] if item.kind == "subject")


def test_a_name_is_found_with_what_describes_it_and_the_shots_in_order():
    lena = proposed(board(COURIER))["Lena"]
    assert lena.kind == "subject"
    assert lena.description == "a bike courier in her twenties with a shaved head"
    assert lena.shots == ("SH010", "SH020", "SH030", "SH040", "SH050", "SH060")


def test_people_places_light_and_things_of_a_story_are_found():
    assert {(item.kind, item.name) for item in proposed(board(COURIER)).values()} == {
        ("subject", "Lena"),
        ("subject", "Captain Reyes"),
        ("subject", "cargo bike"),
        ("environment", "delivery depot"),
        ("environment", "Harbour Street"),
        ("lighting", "cold blue dawn light"),
    }


def test_what_goes_before_a_name_is_part_of_it():
    found = proposed(plan({"subject": "Old Tom, a sailor, waits"}, {"action": "Mara waves and Old Tom nods"}))
    assert found["Old Tom"].shots == ("SH010", "SH020")


def test_animals_are_people_here():
    found = proposed(board(FOX))
    assert found["fox"].description == "a red fox with a torn left ear"
    assert found["hunter"].description == "an old hunter in a green loden coat"


def test_a_place_loses_the_hour_and_the_weather_of_its_first_shot():
    assert proposed(board(FOX), "environment")["birch forest"].description == "a birch forest"
    assert proposed(board(FOX), "environment")["lake"].shots == ("SH040", "SH050", "SH060")


def test_a_product_a_look_and_a_light_of_an_advertisement_are_found():
    found = proposed(board(WATCH))
    assert found["titanium watch"].description == "a brushed titanium diver's watch with a black dial"
    assert (found["35mm film grain"].kind, len(found["35mm film grain"].shots)) == ("style", 5)
    assert found["soft side light"].description == "soft side light from the right"


def test_names_in_capitals_are_the_same_names():
    found = proposed(board(SISTERS), "subject")
    assert found["Nora"].description == "40s, grey braid, linen dress"
    assert found["Ida"].description == "30s, cropped black hair, paint-stained overalls"


def test_a_name_with_a_number_and_a_person_known_by_features_are_found():
    found = proposed(board(ROBOT))
    assert found["Robot 7"].description == "a rusty maintenance robot with one blue eye and a dented chest plate"
    assert found["girl"].description == "a young girl with freckles and a yellow raincoat"


def test_another_language_is_left_alone():
    assert proposed(board(GARDEN)) == {}


def test_somebody_brought_in_anew_by_every_shot_is_one_person():
    keeper = "a lighthouse keeper in his sixties, grey beard, red wool coat"
    found = proposed(
        plan(
            {"subject": keeper, "action": "climbs the stairs slowly"},
            {"subject": keeper, "action": "lights the lamp"},
            {"subject": keeper, "action": "looks out to sea"},
        )
    )
    assert [(item.name, item.description, len(item.shots)) for item in found.values()] == [("keeper", keeper, 3)]


def test_what_stands_in_one_shot_alone_is_no_proposal():
    assert proposed(plan({"subject": "Mara, a barista", "action": "smiles"}, {"subject": "Jonas", "action": "nods"})) == {}


def test_what_an_anchor_holds_already_is_left_out():
    whole = board(COURIER)
    held = replace(
        whole, anchors=(Anchor("lena", "subject", "Lena", "a courier"), Anchor("bike", "subject", "red cargo bike"))
    )
    assert {"Lena", "cargo bike"} & set(proposed(held)) == set()
    assert "Captain Reyes" in proposed(held)


def test_omitted_shots_and_quotations_count_for_nothing():
    shots = [{"action": "Mara waves"}, {"action": "Mara waves again"}, {"action": 'a sign reads "Jonas waits for Jonas"'}]
    first = plan(*shots)
    scene = first.scenes[0]
    omitted = replace(scene, shots=(scene.shots[0], replace(scene.shots[1], omitted=True), scene.shots[2]))
    assert proposed(replace(first, scenes=(omitted,))) == {}


def test_of_a_shot_with_a_custom_prompt_that_prompt_alone_is_read():
    found = proposed(
        plan(
            {"subject": "Mara, a tall barista with grey eyes", "action": "pours milk"},
            {"subject": "Jonas", "custom_prompt": "The same Mara, a tall barista with grey eyes, sits down."},
        )
    )
    assert found["Mara"].shots == ("SH010", "SH020")
    assert "Jonas" not in found


def test_the_same_board_gives_the_same_proposals_the_surest_first():
    once, twice = suggest(board(COURIER), catalog()), suggest(board(COURIER), catalog())
    assert once == twice
    assert [item.score for item in once] == sorted((item.score for item in once), reverse=True)
    assert all(0 <= item.score <= 1 for item in once)


def test_a_proposal_says_which_words_it_would_take():
    shots = (
        "Mara, a barista in a green apron with short hair, stands at the bar",
        "The same Mara (short hair, green apron) waves",
    )
    mara = proposed(plan(*({"subject": text} for text in shots)))["Mara"]
    taken = [[text[edit.start : edit.end] for edit in edits] for text, (_, edits) in zip(shots, mara.says, strict=True)]
    assert taken == [[", a barista in a green apron with short hair,"], [" (short hair, green apron)"]]


def test_nothing_comes_of_nothing():
    assert suggest(Board("Empty"), catalog()) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Mara", "Mara"),
        ("one, two; three: (four)", "one two three four"),
        ("  Dr.  Wu ", "Dr. Wu"),
        ("()", "anchor"),
        ("x" * 100, "x" * 80),
    ],
)
def test_a_name_keeps_the_rules_of_names(text, name):
    assert legal_name(text) == name
