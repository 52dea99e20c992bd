"""A template's scenes put into a plan that is there already: as new scenes, on the anchors that the plan has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from projects.core.board import Anchor, Board, Scene, SeedLock, Shot, StartsFrom
from projects.core.findings import Finding
from projects.core.ordering import next_code, slug_keys
from projects.core.report import Report
from projects.core.words import without_article


@dataclass(frozen=True, slots=True)
class Inserted:
    """The plan afterwards, what in it is new, and which of its anchors the new scenes took up."""

    board: Board
    position: int
    scenes: tuple[Scene, ...]
    anchors: tuple[Anchor, ...]
    shared: tuple[Anchor, ...]
    left_out: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """Codes and keys that a plan has used for good, deleted ones included."""

    codes: Collection[str]
    scenes: Collection[str]
    anchors: Collection[str]


def taken_by(board: Board) -> Taken:
    """What a board alone has used."""
    return Taken(
        {shot.key for _, shot in board.shots()}, {scene.key for scene in board.scenes}, {a.key for a in board.anchors}
    )


def _alike(anchor: Anchor) -> tuple[str, str]:
    return anchor.kind, " ".join(without_article(anchor.name).casefold().split())


def inserted(board: Board, other: Board, after: str | None = None, taken: Taken | None = None) -> Inserted:
    """The board with the scenes of another behind the scene `after`, at the end for None. KeyError for no such scene.

    An anchor of the same kind and name is the plan's own; others come along. Somebody who holds for the whole plan and of
    whom the template knows nothing stays out of the new shots. What the other board set for all its shots
    (quality, resolution, CFG, previews, negative prompt) is kept on each where the plan sets something else; the model
    is the plan's. A seed lock of the plan gives the new shots its seed.
    """
    used = taken or taken_by(board)
    keys = [scene.key for scene in board.scenes]
    at = len(keys) if after is None else _place(keys, after)
    anchors, shared, known = _anchors(board, other, used)
    codes = _codes(other, used)
    names = slug_keys((scene.title for scene in other.scenes), used.scenes, "scene")
    wider = tuple(key for key in (known[k] for k in other.anchors_in_use) if key not in board.anchors_in_use)
    strangers = _strangers(board, set(known.values()))
    out = tuple(anchor.key for anchor in strangers)
    scenes = tuple(
        _scene(board, other, scene, key, wider, out, known, codes) for scene, key in zip(other.scenes, names, strict=True)
    )
    after_all = replace(board, anchors=(*board.anchors, *anchors), scenes=(*board.scenes[:at], *scenes, *board.scenes[at:]))
    return Inserted(after_all, at, scenes, anchors, shared, strangers)


def _strangers(board: Board, known: Collection[str]) -> tuple[Anchor, ...]:
    """The subjects that hold for the whole plan and that the template does not know."""
    wide = (anchor for anchor in board.anchors if anchor.key in board.anchors_in_use)
    return tuple(anchor for anchor in wide if anchor.kind == "subject" and anchor.key not in known)


def _place(keys: list[str], after: str) -> int:
    if after not in keys:
        raise KeyError(after)
    return keys.index(after) + 1


def _anchors(board: Board, other: Board, used: Taken) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...], dict[str, str]]:
    """Anchors that come along, those of the plan that are taken up, and the plan's key of each of the other's."""
    own = {_alike(anchor): anchor for anchor in reversed(board.anchors)}
    fresh = [anchor for anchor in other.anchors if _alike(anchor) not in own]
    keys = slug_keys((anchor.name for anchor in fresh), used.anchors, "anchor")
    made = tuple(replace(anchor, key=key) for anchor, key in zip(fresh, keys, strict=True))
    known = {anchor.key: key for anchor, key in zip(fresh, keys, strict=True)}
    shared = {a.key: own[_alike(a)] for a in other.anchors if a.key not in known}
    return made, tuple(dict.fromkeys(shared.values())), known | {key: anchor.key for key, anchor in shared.items()}


def _codes(other: Board, used: Taken) -> dict[str, str]:
    taken, found = set(used.codes), {}
    for _, shot in other.shots():
        found[shot.key] = next_code(taken)
        taken.add(found[shot.key])
    return found


def _known(keys: Iterable[str], known: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(known[key] for key in keys if key in known))


def _scene(
    board: Board, other: Board, scene: Scene, key: str, wider: tuple[str, ...], out: tuple[str, ...],
    known: Mapping[str, str], codes: Mapping[str, str],
) -> Scene:  # fmt: skip
    lock = scene.seed_lock or (other.seed_lock if board.seed_lock is None else None)
    if lock is not None:
        lock = SeedLock(lock.seed, codes.get(lock.master or ""))
    held = lock or board.seed_lock
    own = _known(scene.anchors, known)
    # A scene's own place, light or style goes before the one that held for all of the other board.
    kinds = {a.kind for a in other.anchors if a.key in scene.anchors and a.kind != "subject"}
    plan_kind = {known[a.key]: a.kind for a in other.anchors}
    anchors = (*(k for k in wider if plan_kind[k] not in kinds and k not in own), *own)
    shots = tuple(_shot(board, other, shot, out, codes, known, held) for shot in scene.shots)
    return replace(scene, key=key, anchors=anchors, seed_lock=lock, shots=shots)


def _shot(
    board: Board, other: Board, shot: Shot, out: tuple[str, ...], codes: Mapping[str, str], known: Mapping[str, str],
    lock: SeedLock | None,
) -> Shot:  # fmt: skip
    start = shot.starts_from
    if start is not None and start.shot is not None:
        start = StartsFrom(codes[start.shot], start.frame) if start.shot in codes else None
    kept = {
        name: getattr(other, name)
        for name in ("quality", "resolution", "cfg", "previews")
        if getattr(shot, name) is None and getattr(other, name) != getattr(board, name)
    }
    return replace(
        shot, key=codes[shot.key], model=None, starts_from=start, anchors=_known(shot.anchors, known),
        without=(*out, *_known(shot.without, known)), negative_prompt=_negative(board, other, shot),
        breaks=tuple(replace(item, anchor=known[item.anchor]) for item in shot.breaks if item.anchor in known),
        wordings=tuple(replace(item, anchor=known[item.anchor]) for item in shot.wordings if item.anchor in known),
        seed=lock.seed if lock is not None else shot.seed, **kept,
    )  # fmt: skip


def _negative(board: Board, other: Board, shot: Shot) -> str:
    """The shot's own terms, and those of its board that the plan does not leave out anyway."""
    said = {term.strip().casefold() for term in board.negative_prompt.split(",")}
    missing = [term.strip() for term in other.negative_prompt.split(",") if term.strip().casefold() not in said]
    return ", ".join(term for term in (*missing, shot.negative_prompt) if term)


def added_errors(before: Report, after: Report) -> list[tuple[str, Finding]]:
    """The errors of continuity and seeds that a report has and an earlier one had not, by shot key."""
    known = {(item.shot.key, finding.identity) for item in before.running() for finding in item.errors}
    return [
        (item.shot.key, finding)
        for item in after.running()
        for finding in item.errors
        if finding.code.startswith(("continuity.", "seed.")) and (item.shot.key, finding.identity) not in known
    ]
