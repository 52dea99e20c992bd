"""The board as it would be with what a person chose of a file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from projects.core.board import Board, Scene, SeedLock, Shot
from projects.core.incoming_order import arranged, scene_order
from projects.core.incoming_settled import settled
from projects.core.incoming_values import Change, Choices, Entry, Plan, SceneEntry, tick

# A basis belongs to the prompt that was written by hand.
_WITH = {"custom_prompt_basis": "custom_prompt"}


def applied(board: Board, plan: Plan, choices: Choices = Choices()) -> Board:  # noqa: B008 - frozen
    """The board after a file. Fields that the file does not speak of, and ticks that are not set, change nothing."""
    return settled(unsettled(board, plan, choices), touched(plan, choices))[0]


def touched(plan: Plan, choices: Choices) -> set[str]:
    """The codes of shots that come in or change."""
    return {
        entry.key
        for entry in plan.entries
        if (entry.shot and added(entry, choices)) or chosen_changes(entry.key, entry.changes, choices)
    }


def added(entry: Entry, choices: Choices) -> bool:
    """Whether a new shot is taken."""
    return entry.shot is not None and choices.take(tick(entry.key))


def moves(entry: Entry, choices: Choices) -> bool:
    """Whether a known shot goes to where the file has it."""
    return entry.moved and choices.take(tick(entry.key, "place"))


def chosen_changes(owner: str, changes: Iterable[Change], choices: Choices) -> dict[str, Any]:
    """The values, by field, that a person takes."""
    return {
        change.field: change.after
        for change in changes
        if choices.take(tick(owner, _WITH.get(change.field, change.field)), not change.edited)
    }


def unsettled(board: Board, plan: Plan, choices: Choices) -> Board:
    """The board after a file, whatever its shots name."""
    # Locks that stood here before the file.
    held = {"": board.seed_lock, **{scene.key: scene.seed_lock or board.seed_lock for scene in board.scenes}}
    changed = {change.field: change.after for change in plan.project if choices.take(tick("project", change.field))}
    anchors = {anchor.key: anchor for anchor in plan.anchors if choices.take(tick("anchor", anchor.key))}
    kept = tuple(anchors.pop(anchor.key, anchor) for anchor in board.anchors)
    board = replace(board, **changed, anchors=(*kept, *anchors.values()))
    scenes = taken_scenes(plan, choices)
    keys = scene_order(board, scenes, lambda scene: choices.take(tick(f"scene:{scene.key}", "place")))
    order = arranged(board, keys, plan.entries, lambda e: added(e, choices) if e.shot else moves(e, choices))
    states = _states(board, plan, choices)
    new = {entry.place: entry.shot for entry in plan.entries if entry.shot}
    old = {scene.key: scene for scene in board.scenes}
    by_key = {scene.key: scene for scene in scenes}
    made = []
    for key in keys:
        shots = [states.get(item) if isinstance(item, str) else new[item] for item in order[key]]
        scene = _scene(old.get(key), by_key.get(key), choices)
        made.append(replace(scene, shots=tuple(shot for shot in shots if shot is not None)))
    return _locked(replace(board, scenes=tuple(made)), {shot.key for shot in new.values()}, held)


def taken_scenes(plan: Plan, choices: Choices) -> list[SceneEntry]:
    """The scenes of the file, less new ones of which no shot is taken."""
    filled = {entry.scene for entry in plan.entries if added(entry, choices) or moves(entry, choices)}
    bare = {scene.key for scene in plan.scenes if scene.new} - {entry.scene for entry in plan.entries}
    return [scene for scene in plan.scenes if not scene.new or scene.key in filled or scene.key in bare]


def _states(board: Board, plan: Plan, choices: Choices) -> Mapping[str, Shot | None]:
    """Every shot of the plan as it becomes; None where it is deleted."""
    states: dict[str, Shot | None] = {shot.key: shot for _, shot in board.shots()}
    for entry in plan.entries:
        if entry.shot is None and entry.changes:
            values = chosen_changes(entry.key, entry.changes, choices)
            shot = states[entry.key]
            states[entry.key] = replace(shot, **values) if shot and values else shot
    for code in plan.missing if choices.missing != "keep" else ():
        shot = states[code]
        states[code] = replace(shot, omitted=True) if shot and choices.missing == "omit" else None
    return states


def _scene(old: Scene | None, entry: SceneEntry | None, choices: Choices) -> Scene:
    if old is not None:
        changes = entry.changes if entry else ()
        return replace(old, **chosen_changes(f"scene:{old.key}", changes, choices))
    assert entry is not None  # noqa: S101 - a scene that the plan lacks comes from the file
    return Scene(entry.key, entry.title, **(entry.fields or {}))


def _locked(board: Board, new: Collection[str], held: Mapping[str, SeedLock | None]) -> Board:
    """New shots under a seed lock that stood here take its seed."""
    scenes = []
    for scene in board.scenes:
        lock = held.get(scene.key, None if scene.seed_lock else held[""])
        seeds = {shot.key: replace(shot, seed=lock.seed) for shot in scene.shots if lock and shot.key in new}
        scenes.append(scene.with_shots(seeds) if seeds else scene)
    return replace(board, scenes=tuple(scenes))
