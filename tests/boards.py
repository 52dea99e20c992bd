"""Boards for tests, made by hand; the Hypothesis strategies of `tests.strategies` are to be had here, too."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from projects.core.board import Anchor, Board, Break, Move, Scene, SeedLock, Shot, StartsFrom
from tests.strategies import anchors, boards, catalog, codes, keys, moves, names, texts, titles

__all__ = [
    "DAWN",
    "GRAIN",
    "GULL",
    "KEEPER",
    "KITCHEN",
    "PIER",
    "anchors",
    "blank",
    "boards",
    "catalog",
    "codes",
    "harbour",
    "harbour_and_kitchen",
    "keys",
    "long_board",
    "moves",
    "names",
    "texts",
    "titles",
]

KEEPER = Anchor("keeper", "subject", "keeper", "a lighthouse keeper in his sixties, grey beard, red wool coat")
PIER = Anchor("pier", "environment", "wooden pier", "a weathered wooden pier at low tide")
DAWN = Anchor("dawn", "lighting", "dawn light", "soft golden dawn light from the left")
GRAIN = Anchor("grain", "style", "film grain", "35 mm film grain with muted colours")
KITCHEN = Anchor("kitchen", "environment", "galley kitchen", "a narrow galley kitchen with copper pans")
GULL = Anchor("gull", "subject", "Möwe", "")


def blank(title: str = "Untitled") -> Board:
    """A board with nothing in it."""
    return Board(title)


def harbour() -> Board:
    """One locked scene of two shots; the second carries a subject, a place and a light."""
    first = Shot(
        "SH010",
        action="walks slowly along the planks",
        camera=(Move("dolly", "in", "slow"),),
        shot_size="ws",
        style="35 mm grain",
        anchors=("keeper", "dawn"),
        seed=48213,
    )
    second = Shot(
        "SH020",
        subject="collar raised",
        action="stops and turns toward the water",
        camera=(Move("orbit", "clockwise", "slow"),),
        shot_size="ms",
        style="35 mm grain",
        anchors=("keeper", "dawn"),
    )
    return Board(
        "Harbour morning",
        brief="A keeper checks the harbour before the first boat.",
        destination="instagram-reels",
        aspect_ratio="9:16",
        previews=3,
        cfg=Decimal(12),
        negative_prompt="motion blur, morphing",
        budget_credits=2000,
        money_per_credit=Decimal("0.01"),
        anchors=(PIER, KEEPER, DAWN),
        scenes=(Scene("arrival", "Arrival", ("pier",), SeedLock(48213, "SH010"), (first, second)),),
    )


def harbour_and_kitchen() -> Board:
    """Every device at once: two scenes, a project style, a scene lock and the project's, a break, a cutaway
    without the keeper, a start frame, an omitted shot, an environment that one shot replaces.
    """
    cutaway = Shot(
        "SH030",
        subject="a coil of tarred rope",
        action="sways gently in the wind",
        shot_size="cu",
        framing="insert",
        angle="high",
        lens="85mm",
        camera=(Move("static"),),
        anchors=("dawn",),
        without=("keeper",),
        duration=Decimal("5.5"),
    )
    indoors = Shot(
        "SH040",
        action="pours tea with steady hands",
        anchors=("kitchen",),
        breaks=(Break("grain", "a memory in clean digital"),),
        starts_from=StartsFrom("SH020", "last"),
        dialogue="Not today.",
        quality="high",
        previews=2,
        status="in-review",
    )
    dropped = Shot("SH050", action="leaves by the back door", omitted=True, notes="cut for time")
    table = Shot("12A", action="sits down heavily", starts_from=StartsFrom(), cfg=Decimal("7.5"), fantasy=True)
    start = harbour()
    arrival = start.scenes[0]
    return replace(
        start,
        fps=Decimal("23.976"),
        draft_resolution="720p",
        draft_duration=Decimal("2.5"),
        continuity="phrase",
        anchors_in_use=("grain",),
        seed_lock=SeedLock(7, "12A"),
        anchors=(*start.anchors, GRAIN, KITCHEN, GULL),
        scenes=(
            replace(arrival, anchors=("pier", "keeper"), shots=(*arrival.shots, cutaway)),
            Scene("empty", "Nothing yet"),
            Scene("kitchen", "Kitchen 🍵 مطبخ", ("keeper", "pier"), shots=(indoors, dropped, table)),
        ),
    )


def long_board(shots: int = 1_000, scenes: int = 10) -> Board:
    """A board of that many shots, each with the anchors of `harbour`."""
    one = replace(harbour().scenes[0].shots[1], seed=None)
    per_scene = -(-shots // scenes)
    made = [replace(one, key=f"SH{10 * at:03d}", title=f"Shot {at}") for at in range(1, shots + 1)]
    return replace(
        harbour(),
        scenes=tuple(
            Scene(
                f"scene-{at + 1}",
                f"Scene {at + 1}",
                ("pier",),
                shots=tuple(made[at * per_scene :][:per_scene]),
            )
            for at in range(scenes)
        ),
    )
