"""Hypothesis strategies for every board that the document format allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from projects.core.board import (
    ATTEMPT_MAX,
    BOUNDARIES,
    KINDS,
    RULE_LEVELS,
    SCREEN_DIRECTIONS,
    SEED_MAX,
    SLOTS,
    STATUSES,
    VARIANTS,
    Anchor,
    Board,
    Break,
    Move,
    PostStep,
    Preset,
    RuleSetting,
    Scene,
    SeedLock,
    Shot,
    StartsFrom,
    State,
    Variant,
    Word,
    WordGroup,
    Wording,
)
from projects.core.catalog import Catalog, load
from projects.core.dialect import DIALECTS
from projects.core.paper_options import COLUMNS, INKS, LAYOUTS, ORIENTATIONS, PAPERS, PER_PAGE, SCOPES, Options
from projects.core.use import in_use


@cache
def catalog() -> Catalog:
    """The catalogue that ships with the product, loaded once."""
    return load()


_CONTROLS = "".join(map(chr, range(32)))
_NOT_IN_NAME = ",;:()\x85\u2028\u2029"
_signs = st.characters(codec="utf-8", exclude_characters=_CONTROLS) | st.sampled_from("\t\n  ,.:;()—é漢字العربية👩🏽‍🚀")
_name_signs = st.characters(codec="utf-8", exclude_characters=_CONTROLS + _NOT_IN_NAME)
_key_signs = st.characters(categories=["L", "N"]) | st.sampled_from("_-")

texts = st.text(_signs, max_size=60)
titles = st.text(_signs, min_size=1, max_size=200).filter(str.strip)
names = st.text(_name_signs, min_size=1, max_size=80).filter(
    lambda name: name.strip().lower() not in ("", "a", "an", "the")
)
codes = st.from_regex(r"SH[0-9]{3}|[A-Za-z0-9_-]{1,32}", fullmatch=True)
keys = st.text(_key_signs, min_size=1, max_size=20)
seeds = st.integers(0, SEED_MAX)
durations = st.integers(5, 6_000).map(lambda tenths: Decimal(tenths) / 10)
cfgs = st.integers(10, 200).map(lambda tenths: Decimal(tenths) / 10)
frame_rates = st.integers(1_000, 120_000).map(lambda n: Decimal(n) / 1_000) | st.sampled_from(
    [Decimal(24), Decimal("23.976"), Decimal(25)]
)
targets = st.integers(1, 86_400_000).map(lambda n: Decimal(n) / 1_000)
amounts = st.integers(0, 10**12).map(lambda n: Decimal(n) / 10**9)
anchors = st.builds(Anchor, keys, st.sampled_from(KINDS), names, texts)


def _maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


def _any_of(table: object) -> st.SearchStrategy[object]:
    return st.sampled_from(list(table))  # type: ignore[call-overload]


def _some(choices: Sequence[str], most: int = 4) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of these keys in any order, none twice."""
    if not choices:
        return st.just(())
    return st.lists(st.sampled_from(choices), unique=True, max_size=most).map(tuple)


@st.composite
def moves(draw: st.DrawFn) -> Move:
    """A move of the catalogue with a direction that it has."""
    move = draw(st.sampled_from(list(catalog().moves)))
    direction = draw(st.sampled_from([None, *catalog().moves[move].directions]))
    return Move(move, direction, draw(st.sampled_from([None, *catalog().speeds])))


states = st.builds(State, texts, texts, texts, texts, st.sampled_from([None, *SCREEN_DIRECTIONS]))
_short = st.text(_signs, min_size=1, max_size=40).filter(str.strip)
_rule_codes = st.from_regex(r"[a-z]{1,9}\.[a-z-]{1,20}", fullmatch=True)
rules = st.lists(
    st.builds(RuleSetting, _rule_codes, st.sampled_from(RULE_LEVELS), _short), max_size=3, unique_by=lambda rule: rule.code
).map(tuple)
words = st.lists(st.builds(Word, st.sampled_from(SLOTS), _short, texts), max_size=3).map(tuple)
_group_values = st.lists(
    st.tuples(_short, st.lists(_short, min_size=1, max_size=3).map(tuple)), max_size=3, unique_by=lambda value: value[0]
).map(tuple)
post_steps = st.lists(st.builds(PostStep, _short, texts), max_size=3).map(tuple)
paper_options = st.builds(
    Options,
    layout=st.sampled_from(LAYOUTS),
    scope=st.sampled_from(SCOPES),
    keys=st.lists(_short, max_size=3, unique=True).map(tuple),
    since=_short,
    columns=st.lists(st.sampled_from(list(COLUMNS)), unique=True).map(tuple),
    per_page=st.sampled_from(PER_PAGE),
    paper=st.sampled_from(PAPERS),
    orientation=st.sampled_from(ORIENTATIONS),
    ink=st.sampled_from(INKS),
    dialect=texts,
    threads=st.booleans(),
    sign_off=st.booleans(),
    appendix=st.booleans(),
)
presets = st.lists(st.builds(Preset, _short, paper_options), max_size=2, unique_by=lambda item: item.name).map(tuple)
word_groups = st.lists(
    st.builds(WordGroup, keys, _short, st.lists(st.sampled_from(KINDS), unique=True).map(tuple), _group_values),
    max_size=2,
    unique_by=lambda group: group.id,
).map(tuple)


def _worded() -> dict[str, st.SearchStrategy[object]]:
    """The fields that a shot shares with its variants."""
    known = catalog()
    return {
        **dict.fromkeys(("subject", "action", "environment", "lighting", "style"), texts),
        "camera": st.lists(moves(), max_size=3).map(tuple),
        "shot_size": _maybe(_any_of(known.sizes)),
        "framing": _maybe(_any_of(known.framings)),
        "angle": _maybe(_any_of(known.angles)),
        **dict.fromkeys(("lens", "camera_note", "negative_prompt", "custom_prompt"), st.just("") | texts),
        "custom_prompt_basis": _maybe(texts),
        "duration": durations,
        "quality": _maybe(_any_of(known.qualities)),
        "resolution": _maybe(_any_of(known.resolutions)),
        "model": _maybe(_any_of(known.models)),
        "cfg": _maybe(cfgs),
        "previews": _maybe(st.integers(0, 99)),
        "fantasy": st.booleans(),
    }


def _variants() -> st.SearchStrategy[tuple[Variant, ...]]:
    """Most shots have none; never the letter A, which the shot itself has."""
    one = st.builds(Variant, st.sampled_from(VARIANTS[1:]), **_worded())
    return st.just(()) | st.lists(one, max_size=2, unique_by=lambda variant: variant.key).map(tuple)


def _shots() -> st.SearchStrategy[Shot]:
    """Shots that speak of no anchor and no other shot yet."""
    return st.builds(
        Shot,
        key=st.just(""),
        title=texts,
        **_worded(),
        seed=_maybe(seeds),
        omitted=st.booleans(),
        dialogue=texts,
        notes=texts,
        status=st.sampled_from(STATUSES),
        state_in=_maybe(states),
        state_out=_maybe(states),
        boundary=st.sampled_from(BOUNDARIES),
        variants=_variants(),
        attempt=st.integers(1, ATTEMPT_MAX),
        post=_maybe(post_steps),
    )


def _settings() -> st.SearchStrategy[Board]:
    """Boards without anchors and scenes."""
    known = catalog()
    return st.builds(
        Board,
        titles,
        brief=texts,
        destination=_maybe(_any_of(known.destinations)),
        aspect_ratio=_any_of(known.ratios),
        resolution=_any_of(known.resolutions),
        fps=frame_rates,
        model=_any_of(known.models),
        model_facts=st.sampled_from(["guide", "api"]),
        quality=_any_of(known.qualities),
        previews=st.integers(0, 99),
        draft_resolution=_maybe(_any_of(known.resolutions)),
        draft_duration=_maybe(durations),
        cfg=cfgs,
        negative_prompt=texts,
        continuity=st.sampled_from(["restate", "phrase"]),
        dialect=st.sampled_from(DIALECTS),
        budget_credits=_maybe(st.integers(0, 2**31 - 1)),
        money_per_credit=_maybe(amounts),
        currency=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3),
        rules=rules,
        vocabulary=words,
        word_groups=word_groups,
        target_duration=_maybe(targets),
        post=post_steps,
        presets=presets,
    )


def _locks(shot_keys: list[str]) -> st.SearchStrategy[SeedLock | None]:
    return st.none() | st.builds(SeedLock, seeds, st.sampled_from([None, *shot_keys]))


@st.composite
def _with_references(draw: st.DrawFn, board: Board, scene: Scene, shot: Shot, shot_keys: list[str]) -> Shot:
    shot = replace(shot, anchors=draw(_some([anchor.key for anchor in board.anchors])))
    used = [anchor.key for anchor in in_use(board, scene, shot)]
    without = draw(_some(used, 2))
    broken = draw(_some([key for key in used if key not in without], 2))
    reasons = texts.filter(str.strip)
    others = [key for key in shot_keys if key != shot.key]
    kept = draw(_some([anchor.key for anchor in board.anchors], 2))
    frames = st.builds(StartsFrom, st.sampled_from(others), st.sampled_from(["first", "last"])) if others else st.none()
    return replace(
        shot,
        without=without,
        wordings=tuple(Wording(key, draw(texts)) for key in kept),
        breaks=tuple(Break(key, draw(reasons)) for key in broken),
        starts_from=draw(st.none() | st.just(StartsFrom()) | frames),
    )


@st.composite
def boards(draw: st.DrawFn, sound: bool = False, max_shots: int = 6) -> Board:
    """Any board that a document may hold.

    `sound` leaves out what a check may refuse on import: seeds against a lock, hand-written prompts,
    approvals.
    """
    board = draw(_settings())
    used_anchors = draw(st.lists(anchors, max_size=5, unique_by=lambda anchor: anchor.key))
    anchor_keys = [anchor.key for anchor in used_anchors]
    shot_keys = draw(st.lists(codes, unique=True, max_size=max_shots))
    cuts = sorted(draw(st.lists(st.integers(0, len(shot_keys)), max_size=3)))
    if shot_keys:  # the last scene takes what is left
        cuts.append(len(shot_keys))
    scene_keys = draw(st.lists(keys, unique=True, min_size=len(cuts), max_size=len(cuts)))
    board = replace(
        board,
        anchors=tuple(used_anchors),
        anchors_in_use=draw(_some(anchor_keys)),
        seed_lock=draw(_locks(shot_keys)),
    )
    scenes = []
    for key, start, end in zip(scene_keys, [0, *cuts], cuts, strict=False):
        scene = Scene(key, draw(texts), draw(_some(anchor_keys)), draw(_locks(shot_keys)))
        shots = [replace(draw(_shots()), key=code) for code in shot_keys[start:end]]
        shots = [draw(_with_references(board, scene, shot, shot_keys)) for shot in shots]
        scenes.append(replace(scene, shots=tuple(shots)))
    board = replace(board, scenes=tuple(scenes))
    return _made_sound(board) if sound else board


def _made_sound(board: Board) -> Board:
    scenes = []
    for scene in board.scenes:
        lock = scene.seed_lock or board.seed_lock
        shots = tuple(
            replace(
                shot,
                seed=lock.seed if lock and shot.seed is not None else shot.seed,
                custom_prompt="",
                custom_prompt_basis=None,
                status="draft" if shot.status == "approved" else shot.status,
            )
            for shot in scene.shots
        )
        scenes.append(replace(scene, shots=shots))
    return replace(board, scenes=tuple(scenes))
