"""Boards to measure with: generated, always the same ones, as dense as a real plan."""

from __future__ import annotations

from decimal import Decimal

from projects.core.board import Anchor, Board, Break, Move, Scene, SeedLock, Shot, StartsFrom

PEOPLE = (
    Anchor("mara", "subject", "Mara", "a harbour pilot in her fifties, cropped grey hair, a navy coat"),
    Anchor("ilya", "subject", "Ilya", "a lanky deckhand in a yellow oilskin"),
    Anchor("dog", "subject", "the dog", "a small black terrier with a white chest"),
)
PLACES = (
    Anchor("quay", "environment", "the old quay", "a granite quay with stacked crab pots"),
    Anchor("bridge", "environment", "the wheelhouse", "a narrow wheelhouse with salt-stained windows"),
    Anchor("hold", "environment", "the hold", "a low cargo hold with tarred beams and hanging nets"),
    Anchor("sea", "environment", "the open sea", "open sea with long grey swells"),
    Anchor("chapel", "environment", "the chapel", "a whitewashed chapel on a cliff"),
)
LIGHTS = (
    Anchor("dawn", "lighting", "dawn light", "soft golden dawn light from the left"),
    Anchor("overcast", "lighting", "overcast daylight", "flat overcast daylight with low contrast"),
    Anchor("lamp", "lighting", "lamp light", "warm lamp light from a single swinging lantern"),
)
GRAIN = Anchor("grain", "style", "film grain", "35 mm film grain with muted colours")

ACTIONS = (
    "walks slowly along the edge, one hand on the rail",
    "coils the wet rope over a shoulder and waits for the signal from above",
    "opens the ledger, runs a finger down the column and stops at the last name",
    "turns into the wind, breath held, while the first drops of rain arrive",
    "lifts the crate together with a neighbour and sets it down without a sound",
    "leans on the wheel and watches a distant boat pass behind the breakwater",
    "ties the last knot, tests it twice and nods toward the cabin",
    "kneels by the hatch, listens, then knocks three times with a knuckle",
    "pours tea from a dented flask and passes the cup across the table",
)
DETAILS = (
    "collar raised, a folded chart under one arm",
    "sleeves rolled up, hands wet with brine",
    "a thermos tucked beneath the elbow",
    "hair blown across the forehead",
    "shoulders squared, jaw set",
    "a paper letter held close to the chest",
    "half a smile, eyes tired",
)
AROUND = (
    "gulls circling far behind",
    "ropes drawn tight in the foreground",
    "spray drifting across the frame",
    "a row of painted floats along the wall",
    "ripples of reflected water on every surface",
)
GLINTS = (
    "a thin rim of light on the shoulders",
    "highlights on wet metal",
    "shadows that stay open",
    "a pale haze in the air",
)
LOOKS = ("documentary calm", "deep focus", "shallow depth of field")
FRAMED = ("ws", "ms", "mcu", "cu", "ews", "mls", "ms")
MOVES = (
    (Move("dolly", "in", "slow"),),
    (Move("static"),),
    (Move("pan", "left", "slow"),),
    (Move("crane", "up", "slow"),),
    (Move("handheld"),),
    (Move("orbit", "clockwise", "slow"),),
)
LENSES = ("35mm", "50mm", "85mm", "")
ANGLES = (None, "low", None, "high", None)
QUALITIES = (None, None, "high", None, "fast")
SECONDS = tuple(Decimal(text) for text in ("5", "10", "10", "5", "20"))
SEED = 48213

# The projects that both servers hold: (shots, scenes) by name.
SIZES = {"200": (200, 5), "300": (300, 5), "1000": (1000, 5), "one scene": (1000, 1), "writers": (20, 1)}


def shot(at: int, mark: str = "") -> Shot:
    """Shot `at` (from 0) of about 73 compiled words. Another `mark` makes texts that nobody has compiled before."""
    people = (PEOPLE[at % 3].key,) if at % 4 else (PEOPLE[0].key, PEOPLE[1].key)
    tail = f", mark {mark}{at}" if mark else f", beat {at}"
    return Shot(
        f"SH{10 * (at + 1):03d}",
        title=f"Beat {at + 1}",
        subject=DETAILS[at % 7],
        action=ACTIONS[at % 9] + tail,
        environment=AROUND[at % 5],
        lighting=GLINTS[at % 4],
        style=LOOKS[at % 3],
        camera=MOVES[at % 6],
        shot_size=FRAMED[at % 7],
        angle=ANGLES[at % 5],
        lens=LENSES[at % 4],
        anchors=people,
        breaks=(Break("grain", "a memory, in clean digital"),) if at % 23 == 11 else (),
        starts_from=StartsFrom(f"SH{10 * at:03d}", "last") if at % 17 == 5 else None,
        duration=SECONDS[at % 5],
        quality=QUALITIES[at % 5],
        seed=SEED if at == 0 else None,
        previews=2 if at % 13 == 3 else None,
        omitted=at % 41 == 40,
        dialogue="Not before the tide turns." if at % 6 == 2 else "",
        notes="Ask the harbour office about the crane." if at % 9 == 4 else "",
    )


def board(shots: int, scenes: int = 5, mark: str = "") -> Board:
    """A plan of that many shots in that many scenes, with anchors at three levels, a seed lock, breaks, frames."""
    made = [shot(at, mark) for at in range(shots)]
    per_scene = -(-shots // scenes)
    return Board(
        f"Tide table, {shots} shots{mark and f', {mark}'}",
        brief="A pilot takes a boat out once more. Bench data.",
        destination="youtube",
        previews=1,
        negative_prompt="morphing, extra fingers, text",
        budget_credits=500_000,
        anchors_in_use=("grain",),
        anchors=(*PEOPLE, *PLACES, *LIGHTS, GRAIN),
        scenes=tuple(
            Scene(
                f"scene-{at + 1}",
                f"Part {at + 1}",
                (PLACES[at % 5].key, LIGHTS[at % 3].key),
                SeedLock(SEED, "SH010") if at == 0 else None,
                tuple(made[at * per_scene :][:per_scene]),
            )
            for at in range(scenes)
        ),
    )
