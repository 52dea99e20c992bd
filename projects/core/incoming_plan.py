"""What a file would do to a plan: each shot added, changed, moved, the same or missing, and what of it cannot be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from projects.core.board import Board, Scene, Shot
from projects.core.document_values import SHOT_KEY
from projects.core.incoming import Incoming, IncomingScene, IncomingShot
from projects.core.incoming_apply import applied
from projects.core.incoming_codes import Codes
from projects.core.incoming_match import Match, match
from projects.core.incoming_order import arranged, out_of_order, scene_order
from projects.core.incoming_project import project_changes
from projects.core.incoming_refused import fitting
from projects.core.incoming_values import (
    SCRIPTS,
    TIMELINES,
    Change,
    Choices,
    Entry,
    Imported,
    Plan,
    Refusal,
    SceneEntry,
    tick,
)
from projects.core.ordering import slug_keys
from projects.core.review import TRANSITIONS
from projects.core.roles import Action

__all__ = ["Change", "Choices", "Entry", "Plan", "Refusal", "Rights", "Taken", "applied", "plan", "tick"]

_EMPTY = Shot("")
_SHOT_FIELDS = frozenset(item.name for item in fields(Shot)) - {"key"}


@dataclass(frozen=True, slots=True)
class Taken:
    """Codes of shots and keys of scenes that the project has ever used; deleted ones are never used again."""

    codes: Collection[str] = ()
    scenes: Collection[str] = ()


_REVIEWERS = {"approved": "You may not approve shots here.", "changes-requested": "You may not request changes here."}


@dataclass(frozen=True, slots=True)
class Rights:
    """Whether the person may approve; with `four_eyes` nobody approves what they bring, so it arrives in review."""

    approve: bool = True
    four_eyes: bool = False


def plan(
    board: Board,
    incoming: Incoming,
    *,
    imported: Imported | None = None,
    taken: Taken = Taken(),
    rights: Rights = Rights(),
) -> Plan:
    """Holds a file against a plan. Nothing is done yet: `applied` makes the board of what a person chose.

    `imported` gives by code what earlier imports said of a shot, values by field.
    """
    making = _Planning(board, incoming, match(board, incoming, imported), imported or {}, taken, rights)
    return making.made()


@dataclass(slots=True)
class _Planning:
    board: Board
    incoming: Incoming
    match: Match
    imported: Imported
    taken: Taken
    rights: Rights
    refused: list[Refusal] = field(default_factory=list)
    scenes: list[SceneEntry] = field(default_factory=list)
    # For each scene of the file the key of the plan's or the new one; None where the file speaks of no scene.
    keys: list[str | None] = field(default_factory=list)

    def made(self) -> Plan:
        """The whole plan."""
        self._scenes()
        entries = self._moved(list(self._entries()))
        project, anchors, refused = project_changes(self.board, self.incoming)
        self.refused += refused
        found = Plan(
            self.incoming.kind, tuple(self.scenes), tuple(self._coded(entries)), project, anchors, self._missing(),
            (), self.incoming.skipped, self.incoming.notes,
        )  # fmt: skip
        found, unfit = fitting(self.board, found)
        return replace(found, refused=(*self.refused, *unfit))

    def _scenes(self) -> None:
        loose = [self._loose(at, scene) for at, scene in enumerate(self.incoming.scenes)]
        found = self.match.scenes
        new = [at for at, key in enumerate(found) if key is None and not loose[at]]
        used = {*self.taken.scenes, *(scene.key for scene in self.board.scenes)}
        keyed = {at: self.incoming.scenes[at].key for at in new if self.incoming.scenes[at].key not in {*used, ""}}
        other = [at for at in new if at not in keyed]
        titles = [self.incoming.scenes[at].key or self.incoming.scenes[at].title for at in other]
        slugs = slug_keys(titles, {*used, *keyed.values()}, "scene")
        made = keyed | dict(zip(other, slugs, strict=True))
        old = {scene.key: scene for scene in self.board.scenes}
        order = {key: at for at, key in enumerate(old)}
        known = [key for at, key in enumerate(found) if key and not loose[at]]
        moved = {known[at] for at in out_of_order([order[key] for key in known])}
        for at, given in enumerate(self.incoming.scenes):
            key = None if loose[at] else found[at] or made[at]
            self.keys.append(key)
            if key is None:
                continue
            if at in made:
                self.scenes.append(SceneEntry(key, given.title, True, fields=dict(given.fields)))
            else:
                self.scenes.append(SceneEntry(key, old[key].title, False, self._scene(old[key], given), key in moved))

    def _loose(self, at: int, scene: IncomingScene) -> bool:
        """Whether a file's scene is none: a timeline's, or the only one of a file that does not speak of scenes."""
        if not self.board.scenes:
            return False
        unnamed = not scene.title.strip() and not scene.key and len(self.incoming.scenes) == 1
        return self.incoming.kind in TIMELINES or (unnamed and len(self.board.scenes) > 1)

    def _scene(self, scene: Scene, given: IncomingScene) -> tuple[Change, ...]:
        changes = []
        if given.title.strip() and given.title.strip() != scene.title.strip():
            changes.append(Change("title", scene.title, given.title))
        if "anchors" in given.fields and tuple(given.fields["anchors"]) != scene.anchors:
            changes.append(Change("anchors", scene.anchors, tuple(given.fields["anchors"])))
        if "seed_lock" in given.fields and given.fields["seed_lock"] != scene.seed_lock:
            self._refuse(given.where, "", "seed_lock", "A seed is locked or unlocked in the project, not by a file.")
        return tuple(changes)

    def _refuse(self, where: str, key: str, name: str, sentence: str) -> None:
        self.refused.append(Refusal(where, key, name, sentence))

    def _entries(self) -> Iterator[Entry]:
        placed = {shot.key: (scene, shot) for scene, shot in self.board.shots()}
        ends = self.board.scenes[-1].key if self.board.scenes else ""
        last = next((placed[code][0].key for _, code in sorted(self.match.shots.items())), ends)
        for i, given in enumerate(self.incoming.scenes):
            for j, shot in enumerate(given.shots):
                code = self.match.shots.get((i, j))
                scene, old = placed[code] if code else (None, None)
                last = self.keys[i] or (scene.key if scene else last)
                values = self._values(shot, old, scene)
                if old is None or scene is None:
                    made = replace(_EMPTY, **values)
                    yield Entry((i, j), shot.where, shot.key, "new", last, shot=made)
                else:
                    home = self.keys[i] or scene.key
                    changes = self._changes(old, values)
                    moved = home != scene.key
                    yield Entry((i, j), shot.where, old.key, self.match.how[i, j], home, changes, moved)

    def _values(self, given: IncomingShot, old: Shot | None, scene: Scene | None) -> dict[str, Any]:
        """What a file says of a shot, less what cannot be."""
        values = {name: value for name, value in given.fields.items() if name in _SHOT_FIELDS}
        lock = (scene.seed_lock if scene else None) or self.board.seed_lock
        if lock and values.get("seed") not in (None, lock.seed) and (old is None or values["seed"] != old.seed):
            sentence = f"The seed is locked to {lock.seed}. Unlock it first to use another."
            self._refuse(given.where, old.key if old else given.key, "seed", sentence)
            del values["seed"]
        was, status = old.status if old else "draft", values.get("status")
        if status and not self.rights.approve and TRANSITIONS[was].get(status) is Action.REVIEW:
            told = _REVIEWERS.get(status, "You may not take an approval back here.")
            self._refuse(given.where, old.key if old else given.key, "status", told)
            del values["status"]
        elif status == "approved" != was and self.rights.four_eyes:
            values["status"] = "in-review"
        return values

    def _changes(self, old: Shot, values: Mapping[str, Any]) -> tuple[Change, ...]:
        return tuple(
            Change(name, getattr(old, name), value, self._edited(old, name))
            for name, value in values.items()
            if getattr(old, name) != value
        )

    def _edited(self, old: Shot, name: str) -> bool:
        """Whether a person wrote this value since it last came from a script."""
        if self.incoming.kind not in SCRIPTS:
            return False
        states = self.imported.get(old.key, ())
        now = getattr(old, name)
        return all(state.get(name) != now for state in states) if states else now != getattr(_EMPTY, name)

    def _moved(self, entries: list[Entry]) -> list[Entry]:
        """The shots whose order within their scene differs from the plan's, besides those that change the scene."""
        order = {shot.key: at for at, (_, shot) in enumerate(self.board.shots())}
        by_scene: dict[str, list[int]] = {}
        for at, entry in enumerate(entries):
            if entry.shot is None and not entry.moved:
                by_scene.setdefault(entry.scene, []).append(at)
        for inside in by_scene.values():
            for index in out_of_order([order[entries[at].key] for at in inside]):
                entries[inside[index]] = replace(entries[inside[index]], moved=True)
        return entries

    def _missing(self) -> tuple[str, ...]:
        if not self.incoming.whole:
            return ()
        found = set(self.match.shots.values())
        return tuple(shot.key for _, shot in self.board.shots() if shot.key not in found and not shot.omitted)

    def _coded(self, entries: list[Entry]) -> Iterable[Entry]:
        """New shots with their codes: that of the file where it is free, else by what stands beside them."""
        codes = Codes([*self.taken.codes, *(shot.key for _, shot in self.board.shots())])
        chosen: dict[tuple[int, int], str] = {}
        for entry in entries:
            if entry.shot is None or not entry.key:
                continue
            if SHOT_KEY.fullmatch(entry.key) and codes.use(entry.key):
                chosen[entry.place] = entry.key
            elif SHOT_KEY.fullmatch(entry.key):
                sentence = f"The code {entry.key} was used before, by a shot that was deleted: the shot gets a new one."
                self._refuse(entry.where, entry.key, "key", sentence)
        keys = scene_order(self.board, self.scenes, lambda scene: True)
        for items in arranged(self.board, keys, entries, lambda entry: True).values():
            for at, item in enumerate(items):
                if not isinstance(item, str) and item not in chosen:
                    before = items[at - 1] if at else None
                    after = next((other for other in items[at + 1 :] if isinstance(other, str)), None)
                    left = before if isinstance(before, str) or before is None else chosen[before]
                    chosen[item] = codes.beside(left, after)
        back = {entry.key: chosen[entry.place] for entry in entries if entry.shot and entry.key}
        return [self._named(entry, chosen, back) for entry in entries]

    def _named(self, entry: Entry, chosen: Mapping[tuple[int, int], str], back: Mapping[str, str]) -> Entry:
        if entry.shot is None:
            return entry
        start = entry.shot.starts_from
        if start and start.shot:
            start = replace(start, shot=back.get(start.shot, start.shot))
        code = chosen[entry.place]
        return replace(entry, key=code, shot=replace(entry.shot, key=code, starts_from=start))
