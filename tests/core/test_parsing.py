"""A pasted prompt comes apart into six slots and camera values, word for word."""

import sys
from collections import Counter
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.core.board import Move, Shot
from projects.core.camera import camera_parts
from projects.core.catalog import load
from projects.core.parsing import Parsed, find_camera, parse
from projects.core.parsing_phrases import Phrases
from projects.core.parsing_text import tokenise

CATALOG = load()
DATA = Path(__file__).parents[3] / "shared" / "data"
SLOTS = ("subject", "action", "environment", "lighting", "style", "rest_camera")
EXAMPLE = (
    "a chef in a white jacket plates a dessert carefully in a steel kitchen, "
    "warm tungsten side light, slow orbit, medium close-up, 85mm"
)


def lines(name: str) -> list[str]:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{path} is not here: this test reads it")
    return path.read_text(encoding="utf-8").splitlines()


def slots(text: str) -> dict[str, str]:
    parsed = parse(text, CATALOG)
    return {slot: said for slot in SLOTS if (said := getattr(parsed, slot))}


def words(text: str) -> Counter[str]:
    return Counter(text[token.start : token.end] for token in tokenise(text))


def said(parsed: Parsed) -> Counter[str]:
    return sum((words(getattr(parsed, slot)) for slot in SLOTS), Counter())


def kept(text: str, parsed: Parsed) -> Counter[str]:
    used = set(parsed.used)
    return Counter(text[t.start : t.end] for t in tokenise(text) if (t.start, t.end) not in used)


def test_the_documented_example_gives_exactly_the_documented_slots() -> None:
    parsed = parse(EXAMPLE, CATALOG)
    assert slots(EXAMPLE) == {
        "subject": "a chef in a white jacket",
        "action": "plates a dessert carefully",
        "environment": "a steel kitchen",
        "lighting": "warm tungsten side light",
    }
    assert parsed.camera == (Move("orbit", None, "slow"),)
    assert (parsed.shot_size, parsed.framing, parsed.angle, parsed.lens) == ("mcu", None, None, "85mm")


def test_a_compiled_prompt_comes_apart_where_it_was_put_together() -> None:
    text = (
        "The same lighthouse keeper in his sixties, grey beard, red wool coat, collar raised, stops and turns toward the "
        "water, the same weathered wooden pier at low tide, maintaining soft golden dawn light from the left, medium shot, "
        "slow clockwise orbit, 35 mm grain."
    )
    assert slots(text) == {
        "subject": "The same lighthouse keeper in his sixties, grey beard, red wool coat, collar raised",
        "action": "stops and turns toward the water",
        "environment": "the same weathered wooden pier at low tide",
        "lighting": "maintaining soft golden dawn light from the left",
        "style": "35 mm grain",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In a rain-soaked alley, a detective in a long coat lights a cigarette, neon reflections, film noir",
            {
                "subject": "a detective in a long coat",
                "action": "lights a cigarette",
                "environment": "a rain-soaked alley",
                "lighting": "neon reflections",
                "style": "film noir",
            },
        ),
        (
            "Wide shot of a red car racing along a desert road at sunset, 35mm film grain",
            {
                "subject": "a red car",
                "action": "racing",
                "environment": "along a desert road at sunset",
                "style": "35mm film grain",
            },
        ),
        (
            "cinematic wide shot of an astronaut walking on Mars, harsh side light",
            {
                "subject": "an astronaut",
                "action": "walking on Mars",
                "lighting": "harsh side light",
                "style": "cinematic",
            },
        ),
        (
            "The camera gracefully orbits a majestic, ancient stone tower.",
            {"subject": "a majestic, ancient stone tower", "rest_camera": "gracefully"},
        ),
        (
            "A vase stands on a table. The camera remains still. Sunlight streams in. The wall is grey. The scene evokes.",
            {
                "subject": "A vase",
                "action": "stands on a table",
                "lighting": "Sunlight streams in.",
                "environment": "The wall is grey.",
                "style": "The scene evokes.",
            },
        ),
        (
            "Subject: an old sailor\nAction: ties a knot\nLighting: lantern light\nCamera: slow pan left\nStyle: noir",
            {"subject": "an old sailor", "action": "ties a knot", "lighting": "lantern light", "style": "noir"},
        ),
        (
            "A man in a red coat. Walks home slowly. In a steel kitchen. Warm light. Slow orbit. 35 mm grain.",
            {
                "subject": "A man in a red coat.",
                "action": "Walks home slowly.",
                "environment": "a steel kitchen",
                "lighting": "Warm light.",
                "style": "35 mm grain.",
            },
        ),
        ("桜の木の下で女性が歩く、slow pan left", {"subject": "桜の木の下で女性が歩く"}),
        ("Mount Fuji, tilt down.", {"subject": "Mount Fuji"}),
        ("", {}),
        (" \n\t ", {}),
        ("...", {}),
    ],
)
def test_clauses_go_to_their_slots_in_the_authors_words(text: str, expected: dict[str, str]) -> None:
    assert slots(text) == expected


def test_with_the_subject_described_elsewhere_a_sentence_stays_whole() -> None:
    text = "Eye-level wide shot, 24mm lens. Mara wipes the counter in the cafe, then looks up; steam rises."
    parsed = parse(text, CATALOG, whole=True)
    assert (parsed.subject, parsed.action) == ("", "Mara wipes the counter in the cafe, then looks up; steam rises.")


def test_every_camera_value_that_is_compiled_reads_back_as_itself() -> None:
    moves = [
        Move(move.id, direction, speed)
        for move in CATALOG.moves.values()
        for direction in (None, *move.directions)
        for speed in (None, *CATALOG.speeds)
    ]
    frames = product(
        (None, *CATALOG.framings),
        (None, *CATALOG.sizes),
        (None, *CATALOG.angles),
        ("", "24mm", "85mm", "50mm equivalent", "anamorphic", "macro"),
    )
    pairs = [(a, b) for a, b in product(moves, moves) if a.move != b.move]
    wrong = []
    for number, (framing, size, angle, lens) in enumerate(frames):
        camera = () if number % 5 == 0 else (moves[number % len(moves)],)
        shot = Shot("X", camera=camera, shot_size=size, framing=framing, angle=angle, lens=lens)
        wrong.extend(_misread(shot, number))
    for number, pair in enumerate(pairs):
        wrong.extend(_misread(Shot("X", camera=pair), number))
    for number, move in enumerate(moves):
        wrong.extend(_misread(Shot("X", camera=(move,)), number))
    assert wrong == []


def _misread(shot: Shot, number: int) -> list[str]:
    """What of a shot's camera does not come back from its compiled words, alone or behind a subject."""
    compiled = ", ".join(camera_parts(shot, CATALOG))
    text = compiled if number % 2 else f"A cat sleeps in a kitchen, {compiled}." if compiled else "A cat sleeps."
    parsed = parse(text, CATALOG)
    got = (parsed.camera, parsed.shot_size, parsed.framing, parsed.angle, parsed.lens, parsed.rest_camera)
    meant = (shot.camera, shot.shot_size, shot.framing, shot.angle, shot.lens, "")
    return [] if got == meant else [f"{text!r}: {got}"]


def _compound(text: str) -> list[str]:
    """Words of a text that conservation fails for: lost or invented."""
    problems = []
    for whole in (False, True):
        parsed = parse(text, CATALOG, whole=whole)
        if kept(text, parsed) != said(parsed):
            problems.append(f"{kept(text, parsed) - said(parsed)} lost, {said(parsed) - kept(text, parsed)} invented")
    return problems


def test_no_word_of_a_real_prompt_is_lost_or_invented() -> None:
    prompts = lines("real_prompts.txt") + [line.split("\t")[0] for line in lines("camera_motion.tsv")]
    assert {prompt: found for prompt in prompts if (found := _compound(prompt))} == {}


def test_no_word_of_a_story_is_lost_or_invented() -> None:
    stories = sorted((DATA / "stories").glob("*.txt"))
    if not stories:
        pytest.skip(f"{DATA / 'stories'} is not here: this test reads it")
    paragraphs = [line.strip() for story in stories for line in story.read_text(encoding="utf-8").splitlines()]
    assert {text: found for text in paragraphs if (found := _compound(text))} == {}


_vocabulary = st.sampled_from(
    [
        *"a the camera slow pan left orbit close-up, 85mm lens of as he she walks in kitchen warm light . ; : (".split(),
        *"and then with static whip locked on it zooms tracks The cinematic 35 mm grain , ! ? 。 、 「".split(),
        *(")", "—", "“", "”", "🎬", "العربية", "हिन्दी", "\n"),
    ]
)
_anything = st.text(max_size=80) | st.lists(_vocabulary, max_size=40).map(" ".join)


@given(_anything)
def test_no_word_of_any_text_is_lost_or_invented(text: str) -> None:
    assert _compound(text) == []


@given(_anything)
def test_the_same_text_always_gives_the_same_slots_and_offsets_inside_it(text: str) -> None:
    assert parse(text, CATALOG) == parse(text, CATALOG)
    found = find_camera(text, CATALOG)
    assert [move for _, _, move in found] == list(parse(text, CATALOG).camera)
    assert all(0 <= start < end <= len(text) for start, end, _ in found)


def test_only_what_a_value_says_or_what_joins_it_is_used_up() -> None:
    used = [EXAMPLE[start:end] for start, end in parse(EXAMPLE, CATALOG).used]
    assert used == ["in", "slow", "orbit", "medium", "close", "up", "85mm"]


@pytest.mark.parametrize(
    "word",
    [
        *("pan ", "a, ", "A. ", "( ", "the camera slowly ", "as he walks ", "close-up of ", "1mm ", "“a. ", "stands ", "x"),
        *("日", "🎬", "\n", "in the kitchen ", "a red, ", "left right ", "as a ", "walking ", ", ", "'s ", "very "),
        *(
            "Label: a\n",
            "shot of a ",
            "in a of ",
            "wide ",
            "waters ",
            "two ",
            "Camera: ",
            "Light: a | ",
            "[00:00] ",
            "--a ",
        ),
        *("Shot 1: ", "1. ", "35mm at f/1.", "the shot opens ", "- a\n", "INT. "),
    ],
)
def test_the_work_grows_with_the_text_and_no_faster(word: str) -> None:
    calls = {}
    for size in (2_500, 10_000):
        text = (word * size)[:size]
        calls[size] = _calls(text)
    assert calls[10_000] <= 5 * calls[2_500] + 2_000


def _calls(text: str) -> int:
    """How many Python functions a parse calls: its work, whatever the machine does meanwhile."""
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        parse(text, CATALOG)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("order", [("push in", "push", "push in slowly"), ("push in slowly", "push in", "push")])
def test_the_longest_phrase_is_found_in_whatever_order_phrases_came(order: tuple[str, ...]) -> None:
    phrases = Phrases[str]()
    for phrase in order:
        phrases.add(tuple(phrase.split()), phrase.upper())
    found = {}
    for said in ("push in slowly", "push in now", "push on", "pull"):
        told = tokenise(said)
        found[said] = phrases.longest(told, 0, len(told))
    assert found == {
        "push in slowly": ([0, 1, 2], "PUSH IN SLOWLY"), "push in now": ([0, 1], "PUSH IN"), "push on": ([0], "PUSH"),
        "pull": None,
    }  # fmt: skip
    assert [phrases.get(tuple(said.split())) for said in ("push", "push in slowly now", "")] == ["PUSH", None, None]
