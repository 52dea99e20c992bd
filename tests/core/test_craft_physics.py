"""Feats beyond a living body, and everything that only sounds like one."""

from __future__ import annotations

import pytest

from projects.core.board import Anchor, Board
from projects.core.findings import Fix
from projects.core.prompt_check import check_line
from tests.plans import found, plan, shot, words
from tests.strategies import catalog

CODE = "prompt.physics"
FEATS = [
    "A man jumps over a skyscraper",
    "A woman leaps across the Grand Canyon",
    "An old man lifts a car with one hand",
    "A boy runs faster than a train",
    "A man flies over the city without wings",
    "A woman soars through the clouds above Manhattan",
    "A dog jumps over a house",
    "A cat flies across the night sky",
    "An athlete jumps 50 metres into the air",
    "A girl leaps thirty feet high",
    "A mechanic lifts a truck above his head",
    "The chef throws a bus across the street",
    "A child carries an elephant on his shoulders",
    "A runner outruns a bullet train",
    "A man walks on water across the lake",
    "A monk levitates above the temple floor",
    "A man walks through a brick wall",
    "A swimmer swims through molten lava",
    "A woman runs up the side of a skyscraper",
    "A man stops a speeding train with his bare hands",
    "A man in a red coat jumps over a cathedral",
    "A woman wearing a blue dress flies above the rooftops",
    "A young woman teleports across the room",
    "A man shoots lasers from his eyes",
    "A grandmother hoists a tractor over her head",
    "A man falls from a skyscraper and lands on his feet unharmed",
    "A soldier catches a bullet with his bare hand",
    "A man sprints at 200 km/h down the highway",
    "A weightlifter lifts 5 tons",
    "A horse flies over the mountains",
    "A barista bends down and lifts a parked car effortlessly",
    "She jumps over the building and keeps walking",
    "A businessman walks on the ceiling of his office",
    "A man lifts a full-size car overhead with a smile",
    "A boy runs as fast as a bullet",
    "An elephant flies through the sky",
    "A woman hovers above the street in mid-air",
    "A man punches through a concrete wall",
    "A man tears a car in half with his hands",
    "A kid outruns a sports car",
    "a gymnast leaps onto the roof of a skyscraper",
    "Two men juggle cars in a parking lot",
    "A woman breathes underwater without any equipment",
    "A dancer floats off the ground and spins in mid-air",
    "A man jumps to the moon",
    "A woman leaps over a double-decker bus",
    "A man swims faster than a speedboat",
    "A man, smiling, lifts an entire house",
    "A dog carries a car in its mouth",
    "A pig flies over the farm",
    "A plumber jumps over a two-storey house",
    "The nurse lifts a bus with her little finger",
    "A farmer flies above his fields without any equipment",
    "A schoolboy leaps 40 feet across the alley",
    "A poodle flies over the park",
    "A gardener walks on the surface of the pond",
    "An accountant walks through a solid wall",
    "A runner overtakes a speeding train",
    "A dentist catches a bullet in her teeth",
    "A grandmother throws a truck over a building",
    "A man turns invisible in the elevator",
    "A cook holds a burning log, standing in the flames unharmed",
    "A jogger runs at 150 mph",
    "A woman floats up to the ceiling",
    "A cow jumps over the moon",
    "A man rips a car in half with his bare hands",
    "A teenager leaps from the street onto the roof of a skyscraper",
    "A sailor swims faster than a speedboat",
    "A woman lifts 3 tons over her head",
    "A boy soars through the sky, arms spread",
]
NO_FEATS = [
    "A bird flies over the city",
    "A drone flies above the rooftops",
    "A man flies to Paris in a plane",
    "She runs out of time",
    "Her heart leaps over the moon with joy",
    "Her hair flies in the wind",
    "His eyes explode with joy",
    "A man jumps over a puddle",
    "A child lifts a toy car with one hand",
    "A crane lifts a car onto the truck",
    "A superhero flies over the city",
    "In a dream, a man flies over the rooftops",
    "An anime girl jumps over a skyscraper",
    "A horse jumps over a fence",
    "A man jumps over a wooden bench",
    "A mechanic lifts the car door",
    "A man lifts the car's bonnet",
    "A woman carries a car seat",
    "A train runs faster than a car",
    "A cheetah runs faster than a car",
    "A man runs alongside a train as it leaves the station",
    "A woman walks through the door",
    "A man walks on the frozen lake",
    "A surfer stands on the water on his board",
    "A skydiver flies through the clouds",
    "A paraglider soars above the mountains",
    "A man tries to lift a car",
    "A man cannot fly over the city",
    "The ball flies over the house",
    "A boy throws a ball that flies over the building",
    "The eagle soars above the canyon",
    "A plane flies through the clouds",
    "A man dreams of flying over the city",
    "A robot lifts a car with one hand",
    "A wizard levitates above the floor",
    "A rocket flies to the moon",
    "A woman walks along the water at dusk",
    "A man catches a bus",
    "A woman holds a car key in one hand",
    "A man pushes a stalled car down the road",
    "A gymnast flies through the air and lands",
    "A man watches a plane soar above the clouds",
    "He flies into a rage",
    "Time flies",
    "A kite flies over the beach, a boy runs below",
    "A dolphin leaps out of the water",
    "A man jumps from a plane with a parachute",
    "A whale leaps from the ocean",
    "An astronaut floats in the space station",
    "A man sits on a bench and looks over the city",
    "A boy lifts a paper airplane above his head",
    "A forklift raises a shipping container",
    "A waiter balances a tray of glasses",
    "A train passes through the mountain tunnel",
    "The shadow of a man moves across the buildings",
    "A photographer raises her camera toward the building",
    "She throws a party in the house",
    "A man carries his bags to the car",
    "A butterfly floats through the garden, over the fields",
    "An acrobat swings on the trapeze",
    "A man looks as if he could jump over a house",
    "A firefighter smashes through the door with an axe",
    "Stunt rider jumps over a bus on a motorcycle",
    "A magical fairy flies through the forest",
    "A toy dinosaur jumps over a house of blocks",
    "A woman raises a glass to the tower in the distance",
    "A father lifts his daughter over his head",
    "A man runs through the forest",
    "A woman walks across the bridge over the river",
    "A squirrel leaps between rooftops",
    "Bees float through the field",
    "A helicopter carries a car across the valley",
    "Smoke rises into the sky",
    "A woman gazes up into the sky",
    "Balloons float up into the sky",
    "A cat jumps onto the roof of a car",
    "A man pulls a truck with a rope at a strongman contest",
    "A giant jumps over the village",
    "A man steps over a model building",
    "A swimmer floats on the sea",
    "A chef tosses a pancake over the pan",
    "A man runs past a parked train",
    "Children jump over waves at the beach",
    "A cat leaps onto a car",
    "A man lifts a train ticket",
    "A woman flies to London tomorrow",
    "Leaves fly through the air",
    "A climber scales a tower with ropes",
    "An old man raises his eyes to the tower",
    "A man carries a model ship",
    "The crowd roars as the jet flies over the stadium",
    "A girl on a swing soars into the sky",
    "A boy watches a plane cross the sky",
    "A diver jumps from a cliff into the sea",
    "A man pushes a shopping cart past a bus",
    "A bus carries tourists over the bridge",
    "A woman throws her keys in the car",
    "A hawk dives past the skyscraper",
    "A man jumps off the bus",
    "A dog chases a car down the road",
    "A skater glides over the frozen lake",
    "A man walks under the bridge, the water below",
    "The camera flies over the city",
    "A gymnast flips over the vault",
    "A mouse runs up the wall",
    "A boy holds a toy train above his head",
    "A spider walks on the ceiling",
    "A woman balances a book on her head near the tower",
    "He runs a building company",
    "A skier jumps 50 metres off the ramp",
]


def of_line(line: str) -> list[str]:
    _, findings = check_line(line, catalog())
    return [line[f["start"] : f["end"]] for f in findings if f["code"] == CODE]


def one(**values: object) -> Board:
    return plan(shot("SH010", **values))


@pytest.mark.parametrize("line", FEATS)
def test_a_feat_is_told_once(line: str) -> None:
    assert len(of_line(line)) == 1


@pytest.mark.parametrize("line", NO_FEATS)
def test_what_only_sounds_like_a_feat_is_silent(line: str) -> None:
    assert of_line(line) == []


def test_it_names_the_words_and_offers_to_mark_the_shot_as_fantasy() -> None:
    board = one(subject="an old man", action="jumps over a skyscraper at dusk")
    assert words(board, CODE, "SH010") == [("warning", "jumps over a skyscraper")]
    meant = Fix("set", "It is meant: mark the shot as fantasy", "fantasy", "true")
    assert found(board, CODE, "SH010")[0].fixes == (meant,)


def test_a_shot_marked_as_fantasy_is_silent() -> None:
    assert found(one(subject="an old man", action="jumps over a skyscraper", fantasy=True), CODE, "SH010") == []


@pytest.mark.parametrize("style", ["anime", "a dream", "superhero comic", "CGI", "surreal fantasy"])
def test_a_style_that_says_fantasy_is_enough(style: str) -> None:
    assert found(one(subject="an old man", action="jumps over a skyscraper", style=style), CODE, "SH010") == []


@pytest.mark.parametrize(
    ("description", "told"),
    [("a barista with short hair", 1), ("a steel robot with one eye", 0), ("a red sports car", 0), ("", 0)],
)
def test_who_acts_may_stand_in_an_anchor(description: str, told: int) -> None:
    anchor = Anchor("mara", "subject", "Mara", description)
    board = plan(shot("SH010", action="runs faster than a train"), anchors=(anchor,))
    assert len(found(board, CODE, "SH010")) == told


def test_what_carries_a_body_may_stand_in_another_slot() -> None:
    assert found(one(subject="a skydiver", action="flies through the clouds"), CODE, "SH010") == []
    assert found(one(subject="a man", action="walks on the water", environment="a frozen lake"), CODE, "SH010") == []


def test_words_in_quotation_marks_are_not_done() -> None:
    assert found(one(subject="a man", action='sings "I jumps over a skyscraper"'), CODE, "SH010") == []


@pytest.mark.parametrize(
    "text", ["ein Mann springt über ein Haus", "男性が空を飛ぶ", "رجل يطير فوق المدينة", "एक आदमी उड़ता है"]
)
def test_other_languages_are_silent(text: str) -> None:
    assert of_line(text) == []


@pytest.mark.parametrize(
    ("action", "told"),
    [
        ("leaps off his bike and jumps over a house", ["jumps over a house"]),
        ("rides up a ramp on his bike and jumps over a house", []),
        ("bench-presses a cow", ["presses a cow"]),
        ("yeets the bench and lifts a bus", ["lifts a bus"]),
        ("swats at flies above the market stalls", []),
        ("carries a horse saddle across the yard", []),
    ],
)
def test_who_does_it_and_what_helps_is_read_from_the_words_around_the_verb(action: str, told: list[str]) -> None:
    board = one(subject="a clerk", action=action)
    assert [finding.words for finding in found(board, "prompt.physics", "SH010")] == told
