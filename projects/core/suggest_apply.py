"""Accepting proposals: anchors are added and attached, and shots no longer say what an anchor now says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from projects.core.board import Anchor, Board, Kind, Scene, Shot
from projects.core.catalog import Catalog
from projects.core.ordering import slug_keys
from projects.core.report import Report, build
from projects.core.suggest_cover import cover, relieved
from projects.core.suggest_said import said_by
from projects.core.suggest_text import reader
from projects.core.suggest_words import OWN
from projects.core.use import usage
from projects.core.words import without_article

LEVELS = ("", "project", "scene", "shot")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A proposal as a person took it. `level`: `project`, `scene` or `shot`; empty for the widest that its shots allow.

    `project` and `scene` also reach the shots of the project, of the scenes of these shots, that are not named.
    """

    kind: Kind
    name: str
    description: str
    shots: tuple[str, ...]
    level: str = ""


@dataclass(slots=True)
class _Plan:
    """One new anchor and the shots that it shall hold for."""

    anchor: Anchor
    shots: set[str]
    level: str


def accept(board: Board, accepted: Sequence[Accepted], catalog: Catalog, taken: Sequence[str] = ()) -> Board:
    """The board with these proposals as anchors. No shot has an error that it did not have before.

    A shot whose words would contradict a new anchor keeps its words; where that is not enough, it goes without the
    anchor, which then hangs on the other shots one by one. `taken`: further keys that no anchor may have.
    """
    keys = slug_keys([item.name for item in accepted], {*taken, *(anchor.key for anchor in board.anchors)}, "anchor")
    plans = [
        _Plan(Anchor(key, item.kind, item.name, item.description), _reach(board, item), item.level)
        for key, item in zip(keys, accepted, strict=True)
    ]
    before = build(board, catalog)
    kept: set[str] = set()
    for _ in range(len(before.running()) + 2):
        after = build(_made(board, plans, kept, catalog), catalog, before)
        wrong = _new_errors(before, after)
        if not wrong:
            return after.board
        _step_back(plans, kept, wrong)
    return board


def _reach(board: Board, item: Accepted) -> set[str]:
    """The running shots that an accepted proposal shall hold for."""
    wanted = set(item.shots)
    found = set()
    for scene in board.scenes:
        running = [shot.key for shot in scene.shots if not shot.omitted]
        wide = item.level == "project" or (item.level == "scene" and not wanted.isdisjoint(running))
        found |= set(running) if wide else wanted.intersection(running)
    return found


def _step_back(plans: list[_Plan], kept: set[str], wrong: dict[str, set[str]]) -> None:
    """First a shot with a new error keeps its words, then it goes without the anchors at fault."""
    for key, anchors in wrong.items():
        if key not in kept:
            kept.add(key)
            continue
        mine = [plan for plan in plans if key in plan.shots]
        for plan in [plan for plan in mine if plan.anchor.key in anchors] or mine:
            plan.shots.discard(key)


def _new_errors(before: Report, after: Report) -> dict[str, set[str]]:
    """For each shot with errors that it did not have before, the anchors that they are about."""
    found: dict[str, set[str]] = {}
    for item in after.running():
        known = {finding.identity for finding in before.shot(item.shot.key).errors}
        new = [finding for finding in item.errors if finding.identity not in known]
        if new:
            found[item.shot.key] = {finding.anchor for finding in new if finding.anchor}
    return found


def _made(board: Board, plans: list[_Plan], kept: set[str], catalog: Catalog) -> Board:
    """The board with the planned anchors attached and the texts of all shots relieved but those to be kept."""
    plans = [plan for plan in plans if plan.shots]
    attached = _attached(replace(board, anchors=(*board.anchors, *(plan.anchor for plan in plans))), plans)
    roles = usage(attached)
    scenes = []
    for scene in attached.scenes:
        shots = []
        for shot in scene.shots:
            mine = [plan.anchor for plan in plans if shot.key in plan.shots]
            establishes = {use.anchor.key for use in roles[shot.key] if use.role == "establishes"}
            shots.append(_relieved(shot, mine, establishes, catalog) if mine and shot.key not in kept else shot)
        scenes.append(replace(scene, shots=tuple(shots)))
    return replace(attached, scenes=tuple(scenes))


def _relieved(shot: Shot, anchors: list[Anchor], establishes: set[str], catalog: Catalog) -> Shot:
    """A shot without the words that its new anchors say."""
    known = reader(catalog)
    for anchor in anchors:
        changes = relieved(shot, said_by(shot, anchor.kind, anchor.name, anchor.description, known))
        shot = replace(shot, **changes)
        if anchor.key in establishes and not shot.custom_prompt.strip():
            shot = replace(shot, **_first_said(shot, anchor, cover(anchor.kind, anchor.name, "", known).reference))
        own = getattr(shot, anchor.kind)
        if _says_only(own, anchor):
            emptied: dict[str, Any] = {anchor.kind: ""}
            shot = replace(shot, **emptied)
    return shot


def _first_said(shot: Shot, anchor: Anchor, reference: str) -> dict[str, Any]:
    """`the same Mara` on the very shot that brings her in becomes `Mara`."""
    name = re.escape(without_article(anchor.name))
    pattern = re.compile(rf"\b(?:the\s+)?same\s+{name}\b(?!['’-])", re.IGNORECASE)
    changes: dict[str, Any] = {}
    for field in OWN:
        text = getattr(shot, field)

        def put(match: re.Match[str]) -> str:
            capital = match.group()[0].isupper()
            return reference[0].upper() + reference[1:] if capital else reference

        new = pattern.sub(put, text)
        if new != text:
            changes[field] = new
    return changes


def _says_only(text: str, anchor: Anchor) -> bool:
    """Whether nothing is left of a slot but the anchor's name."""
    plain = " ".join(text.split()).strip(" .,;:")
    return (
        bool(plain) and without_article(plain).casefold().removeprefix("same ") == without_article(anchor.name).casefold()
    )


def _attached(board: Board, plans: list[_Plan]) -> Board:
    """Each anchor on the project where all running shots have it, on the scenes that have it whole, else on shots."""
    running = {shot.key for _, shot in board.shots() if not shot.omitted}
    project = [plan for plan in plans if plan.shots >= running and plan.level in ("", "project") and len(running) > 1]
    rest = [plan for plan in plans if plan not in project]
    scenes = tuple(_attached_scene(scene, rest) for scene in board.scenes)
    in_use = (*board.anchors_in_use, *(plan.anchor.key for plan in project))
    return replace(board, anchors_in_use=in_use, scenes=scenes)


def _attached_scene(scene: Scene, plans: list[_Plan]) -> Scene:
    running = {shot.key for shot in scene.shots if not shot.omitted}
    whole = [plan for plan in plans if len(running) > 1 and plan.shots >= running and plan.level != "shot"]
    single = [plan for plan in plans if plan not in whole]
    shots = tuple(
        replace(shot, anchors=(*shot.anchors, *added))
        if (added := [p.anchor.key for p in single if shot.key in p.shots])
        else shot
        for shot in scene.shots
    )
    return replace(scene, anchors=(*scene.anchors, *(plan.anchor.key for plan in whole)), shots=shots)
