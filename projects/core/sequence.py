"""Rules over scenes and the running order: seed locks, missing anchors, reference frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from projects.core.board import Anchor, Board, Scene, SeedLock, Shot
from projects.core.findings import Finding, Fix
from projects.core.shot_context import ShotContext
from projects.core.use import in_use

Placed = tuple[str, Finding]


@dataclass(frozen=True, slots=True)
class Sequence:
    """The board with the context of every shot, omitted ones too, by shot key."""

    board: Board
    contexts: Mapping[str, ShotContext]

    def running(self, scene: Scene) -> list[Shot]:
        """The shots of a scene that are not omitted."""
        return [shot for shot in scene.shots if not shot.omitted]


SequenceRule = Callable[[Sequence], Iterator[Placed]]


def no_anchor(seq: Sequence) -> Iterator[Placed]:
    """A scene of two or more shots has no environment anchor, or no lighting anchor, on any shot. Every clip would
    invent its own place or light. Add one to the scene."""
    for scene in seq.board.scenes:
        running = seq.running(scene)
        if len(running) < 2:
            continue
        kinds = {use.anchor.kind for shot in running for use in seq.contexts[shot.key].uses}
        for kind, what in (("environment", "place"), ("lighting", "light")):
            if kind not in kinds:
                yield (
                    running[0].key,
                    Finding(
                        "continuity.no-anchor",
                        "warning",
                        None,
                        f"No shot of this scene has {'an' if kind[0] == 'e' else 'a'} {kind} anchor: "
                        f"each clip will invent its own {what}.",
                        words=kind,
                        fixes=(Fix("anchor", f"Add {'an' if kind[0] == 'e' else 'a'} {kind} anchor", text=kind),),
                    ),
                )


def stale_reference(seq: Sequence) -> Iterator[Placed]:
    """A shot starts from a frame of a shot that no longer comes before it, or that was omitted or deleted. Choose
    another reference frame."""
    order = {key: at for at, (key, ctx) in enumerate(seq.contexts.items()) if not ctx.shot.omitted}
    for key, at in order.items():
        source = seq.contexts[key].shot.starts_from
        if source is None or source.shot is None or order.get(source.shot, at) < at:
            continue
        gone = "is no longer in the sequence" if source.shot not in order else "does not come before it"
        yield (
            key,
            Finding(
                "continuity.stale-reference",
                "warning",
                "starts_from",
                f"This shot starts from a frame of {source.shot}, which {gone}.",
                words=source.shot,
                fixes=(
                    Fix("set", "Start without a frame", "starts_from", ""),
                    Fix("open", "Choose another", "starts_from"),
                ),
            ),
        )


def _locks(board: Board) -> Iterator[tuple[SeedLock, list[Scene], list[Scene]]]:
    """Each lock, the scenes that it holds for, and the scenes its master may stand in."""
    for scene in board.scenes:
        if scene.seed_lock:
            yield scene.seed_lock, [scene], [scene]
    if board.seed_lock:
        yield board.seed_lock, [s for s in board.scenes if not s.seed_lock], list(board.scenes)


def seed_mismatch(seq: Sequence) -> Iterator[Placed]:
    """A shot under a seed lock carries another seed. The lock's seed goes out; take it for the shot, too."""
    for key, ctx in seq.contexts.items():
        lock = ctx.lock
        if lock is None or ctx.shot.omitted or ctx.shot.seed in (None, lock.seed):
            continue
        yield (
            key,
            Finding(
                "seed.mismatch",
                "error",
                "seed",
                f"This shot has seed {ctx.shot.seed}, but the lock holds {lock.seed}.",
                words=str(ctx.shot.seed),
                fixes=(Fix("set", f"Take {lock.seed}", "seed", str(lock.seed)),),
            ),
        )


# What has to equal the master's for a seed to mean anything: its name on the page, the field that mends it.
_LOOK = (
    ("model", "model"),
    ("resolution", "resolution"),
    ("CFG", "cfg"),
    ("negative prompt", "negative_prompt"),
    ("lighting", "anchors"),
    ("style", "anchors"),
)


def _look(ctx: ShotContext, anchors: tuple[Anchor, ...], broken: frozenset[str]) -> tuple[object, ...]:
    light = [anchor.key for anchor in anchors if anchor.kind == "lighting" and anchor.key not in broken]
    style = [anchor.key for anchor in anchors if anchor.kind == "style" and anchor.key not in broken]
    return (ctx.model_id, ctx.resolution, ctx.cfg, ctx.negative.casefold(), light, style)


def _anchors_of(ctx: ShotContext) -> tuple[Anchor, ...]:
    """The anchors in use; an omitted master has them, too, though it carries none."""
    if ctx.shot.omitted:
        return in_use(ctx.board, ctx.scene, ctx.shot)
    return tuple(use.anchor for use in ctx.uses)


def seed_varies(seq: Sequence) -> Iterator[Placed]:
    """Under a seed lock the shot differs from the master in something other than angle and position. The seed will not
    reproduce the look. Align the shot with its master."""
    for lock, scenes, _ in _locks(seq.board):
        master = seq.contexts.get(lock.master or "")
        if master is None:
            continue
        anchors = _anchors_of(master)
        for shot in (shot for scene in scenes for shot in seq.running(scene)):
            ctx = seq.contexts[shot.key]
            if shot.key == lock.master:
                continue
            broken = shot.broken() | master.shot.broken()
            theirs, ours = _look(master, anchors, broken), _look(ctx, _anchors_of(ctx), broken)
            differs = [names for names, a, b in zip(_LOOK, ours, theirs, strict=True) if a != b]
            if differs:
                what = ", ".join(name for name, _ in differs)
                yield (
                    shot.key,
                    Finding(
                        "seed.varies",
                        "warning",
                        "seed",
                        f"Differs from the lock's master {lock.master} in {what}: the seed will not reproduce its look.",
                        words=what,
                        fixes=(Fix("open", f"Align with {lock.master}", differs[0][1]),),
                    ),
                )


def seed_no_master(seq: Sequence) -> Iterator[Placed]:
    """The shot that this seed was taken from is gone from the scene. The seed stays; choose a new master."""
    for lock, scenes, homes in _locks(seq.board):
        if any(shot.key == lock.master for scene in homes for shot in scene.shots):
            continue
        first = next((shot for scene in scenes for shot in seq.running(scene)), None)
        if first is not None:
            yield (
                first.key,
                Finding(
                    "seed.no-master",
                    "warning",
                    None,
                    f"Seed {lock.seed} is locked, but its master shot is gone.",
                    words=str(lock.seed),
                    fixes=(Fix("master", "Choose a master"),),
                ),
            )


def seed_unlocked(seq: Sequence) -> Iterator[Placed]:
    """A scene of two or more shots on a model that takes seeds has no seed lock."""
    if seq.board.seed_lock:
        return
    for scene in seq.board.scenes:
        running = seq.running(scene) if scene.seed_lock is None else []
        taking = next((shot for shot in running if seq.contexts[shot.key].facts.seed), None)
        if taking is not None and len(running) > 1:
            yield (
                taking.key,
                Finding(
                    "seed.unlocked",
                    "hint",
                    None,
                    "The shots of this scene share no seed.",
                    fixes=(Fix("lock", "Lock a seed"),),
                ),
            )


SEQUENCE_RULES: tuple[SequenceRule, ...] = (
    no_anchor,
    stale_reference,
    seed_mismatch,
    seed_varies,
    seed_no_master,
    seed_unlocked,
)
