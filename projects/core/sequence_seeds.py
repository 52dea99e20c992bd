"""Rules about seed locks: who holds the seed, and whether the shots are alike enough for it to mean anything."""

from __future__ import annotations

from collections.abc import Iterator

from projects.core.board import Anchor, Board, Scene, SeedLock
from projects.core.findings import Finding, Fix
from projects.core.sequence_values import Placed, Sequence, SequenceRule
from projects.core.shot_context import ShotContext
from projects.core.use import in_use


def _locks(board: Board) -> Iterator[tuple[SeedLock, list[Scene], list[Scene]]]:
    """Each lock, the scenes that it holds for, and the scenes its master may stand in."""
    for scene in board.scenes:
        if scene.seed_lock:
            yield scene.seed_lock, [scene], [scene]
    if board.seed_lock:
        yield board.seed_lock, [s for s in board.scenes if not s.seed_lock], list(board.scenes)


def seed_mismatch(seq: Sequence) -> Iterator[Placed]:
    """A shot under a seed lock carries another seed. The lock's seed goes out; take it for the shot, too."""
    for _, shot in seq.board.shots():
        key, ctx = shot.key, seq.contexts[shot.key]
        lock = ctx.lock
        if lock is None or shot.omitted or shot.seed in (None, lock.seed):
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


def _whole_look(ctx: ShotContext) -> tuple[object, ...]:
    """The look of a shot that runs and breaks nothing."""
    return _look(ctx, _anchors_of(ctx), frozenset())


def _aligning(master: ShotContext, lock: SeedLock, differs: list[str]) -> tuple[Fix, ...]:
    """One fix for each parameter that differs: the master's own value, or the project's where it has none."""
    fixes = []
    for field in dict.fromkeys(differs):
        if field == "anchors":
            fixes.append(Fix("open", "Look at the anchors", field))
        else:
            value = getattr(master.shot, field)
            what = "CFG" if field == "cfg" else field.replace("_", " ")
            fixes.append(Fix("set", f"Take the {what} of {lock.master}", field, "" if value is None else str(value)))
    return tuple(fixes)


def seed_varies(seq: Sequence) -> Iterator[Placed]:
    """Under a seed lock the shot differs from the master in something other than angle and position. The seed will not
    reproduce the look. Align the shot with its master."""
    for lock, scenes, _ in _locks(seq.board):
        master = seq.contexts.get(lock.master or "")
        if master is None:
            continue
        anchors = _anchors_of(master)
        whole = _look(master, anchors, frozenset())
        for shot in (shot for scene in scenes for shot in seq.running(scene)):
            if shot.key == lock.master:
                continue
            ctx = seq.contexts[shot.key]
            if shot.breaks or master.shot.breaks:
                broken = shot.broken() | master.shot.broken()
                theirs, ours = _look(master, anchors, broken), _look(ctx, _anchors_of(ctx), broken)
            else:
                theirs, ours = whole, ctx.once("look", _whole_look)
            if ours != theirs:
                differs = [names for names, a, b in zip(_LOOK, ours, theirs, strict=True) if a != b]
                what = ", ".join(name for name, _ in differs)
                yield (
                    shot.key,
                    Finding(
                        "seed.varies",
                        "warning",
                        "seed",
                        f"Differs from the lock's master {lock.master} in {what}: the seed will not reproduce its look.",
                        words=what,
                        fixes=_aligning(master, lock, [field for _, field in differs]),
                    ),
                )


def seed_no_master(seq: Sequence) -> Iterator[Placed]:
    """The shot that this seed was taken from is gone from the scene. The seed stays; choose a new master."""
    of_project = seq.board.seed_lock
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
                    fixes=(Fix("master", "Choose a master", text="" if lock is of_project else homes[0].key),),
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
                    fixes=(Fix("lock", "Lock a seed", text=scene.key),),
                ),
            )


SEED_RULES: tuple[SequenceRule, ...] = (seed_mismatch, seed_varies, seed_no_master, seed_unlocked)
