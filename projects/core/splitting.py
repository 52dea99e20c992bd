"""One shot becomes several that follow each other without a cut, with nothing forgotten between them.

Every part says the whole place, light, look and people, as no clip remembers the one before. Only the action is
divided. The first part establishes what the shot established; the others carry it by themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from projects.core.board import Board, Scene, Shot, StartsFrom, State
from projects.core.catalog import Catalog, Facts
from projects.core.findings import Refused
from projects.core.fixing import Chosen, fixed
from projects.core.ordering import code_between
from projects.core.report import context_of, findings_of
from projects.core.splitting_action import divided
from projects.core.splitting_lengths import fewest, lengths, made_text, most, seconds_text
from projects.core.titles import after_split
from projects.core.use import usage


@dataclass(frozen=True, slots=True)
class Choice:
    """One number of parts to choose, with the seconds that they would run."""

    parts: int
    lengths: str
    same: bool


def place_of(board: Board, code: str) -> tuple[Scene, int]:
    """The scene of a shot and its index there. Refused where it is gone."""
    for scene in board.scenes:
        for at, shot in enumerate(scene.shots):
            if shot.key == code:
                return scene, at
    raise Refused(f"{code} was deleted. Restore it first.")


def neighbours(board: Board, code: str) -> tuple[str | None, str | None]:
    """The codes before and after a shot over the whole project, None at its ends."""
    codes = [shot.key for _, shot in board.shots()]
    at = codes.index(code)
    return (codes[at - 1] if at else None), (codes[at + 1] if at + 1 < len(codes) else None)


def facts_of(board: Board, shot: Shot, catalog: Catalog) -> tuple[str, Facts]:
    """The name of a shot's model and what it is held to."""
    model = catalog.model(shot.model or board.model)
    return model.name, model.facts(board.model_facts)


def refuse_split(board: Board, code: str) -> Shot:
    """The shot that is to be split. Refused where it is gone, is omitted, or says nothing but a hand-written prompt."""
    scene, at = place_of(board, code)
    shot = scene.shots[at]
    if shot.omitted:
        raise Refused(f"{code} is omitted. Take it back in first.")
    if shot.custom_prompt.strip() and not shot.action.strip():
        raise Refused(
            f"{code} has a hand-written prompt and no action. Fill in its action, so that each part gets its own."
        )
    return shot


def split(
    board: Board,
    code: str,
    catalog: Catalog,
    parts: int | None = None,
    taken: Iterable[str] = (),
    actions: Sequence[str] | None = None,
) -> tuple[Shot, ...]:
    """The parts that a shot becomes, in order; the first keeps its code.

    `parts`: how many, None for the fewest that the shot's model can make. `taken`: every code ever used in the
    project. `actions`: what each part does, where a person has decided. Refused with one sentence.
    """
    shot = refuse_split(board, code)
    name, facts = facts_of(board, shot, catalog)
    count = fewest(shot.duration, facts) if parts is None else parts
    seconds = lengths(shot.duration, count, facts, name)
    texts = divided(shot.action, count, catalog) if actions is None else tuple(actions)
    if len(texts) != count:
        raise Refused(f"Say what each of the {count} parts does.")
    scene, place = place_of(board, code)
    titles = after_split([item.title for item in scene.shots], place, count, catalog)[place:]
    made: list[Shot] = []
    for at, key in enumerate(_codes(board, code, count, taken)):
        part = replace(shot, key=key, title=titles[at], action=texts[at], duration=seconds[at])
        made.append(_state(_alone(part, at), shot, at, count, made[-1] if made else None, facts))
    return _as_carried(board, code, tuple(made), catalog, typed=actions is not None)


def _codes(board: Board, code: str, count: int, taken: Iterable[str]) -> list[str]:
    """The codes of the parts: between that of the shot and that of the next one."""
    used = {*taken, *(shot.key for _, shot in board.shots())}
    _, after = neighbours(board, code)
    found = [code]
    while len(found) < count:
        found.append(code_between(found[-1], after, used))
        used.add(found[-1])
    return found


def _alone(part: Shot, at: int) -> Shot:
    """A part with what belongs to the first one only: dialogue, notes, variants, attempts, a hand-written prompt."""
    plain = replace(part, status="draft", custom_prompt="", custom_prompt_basis=None)
    if at:
        return replace(plain, dialogue="", notes="", variant="A", variants=(), attempt=1)
    written = part.custom_prompt.strip()
    if not written:
        return plain
    # It says the whole beat, so it fits no part; nothing that a person wrote is thrown away.
    notes = f"{part.notes.rstrip()}\n\n" if part.notes.strip() else ""
    return replace(plain, notes=f"{notes}Hand-written prompt before the split:\n{written}")


def _state(part: Shot, shot: Shot, at: int, count: int, before: Shot | None, facts: Facts) -> Shot:
    """A part with how it begins and ends, and from which frame it starts."""
    ends = shot.state_out if at == count - 1 else held(shot.state_in, shot.state_out)
    if before is None:
        return replace(part, state_out=ends)
    # Only where it is known that the model takes a frame: a carried description is shortened on the strength of it.
    frame = StartsFrom(before.key, "last") if facts.first_frame else None
    return replace(part, boundary="continuous", state_in=before.state_out, state_out=ends, starts_from=frame)


def held(begins: State | None, ends: State | None) -> State | None:
    """What stands the same at the beginning and the end of a shot, and so in its middle; None where that is nothing."""
    if begins is None or ends is None:
        return None
    same = {f.name: getattr(begins, f.name) for f in fields(State) if getattr(begins, f.name) == getattr(ends, f.name)}
    state = State(**same)
    return None if state == State() else state


def with_parts(board: Board, code: str, parts: tuple[Shot, ...], catalog: Catalog) -> Board:
    """The board with a shot replaced by its parts. What starts from its last frame starts from that of the last part.

    Where the shot was itself a part of a beat, the titles of the other parts are counted anew.
    """
    was, now = StartsFrom(code, "last"), StartsFrom(parts[-1].key, "last")
    ours = {part.key for part in parts}

    def after(shot: Shot) -> tuple[Shot, ...]:
        if shot.key == code:
            return parts
        moved = shot.starts_from == was and shot.key not in ours
        return (replace(shot, starts_from=now) if moved else shot,)

    scene, place = place_of(board, code)
    titles = after_split([shot.title for shot in scene.shots], place, len(parts), catalog)
    scenes = []
    for old in board.scenes:
        shots = [new for shot in old.shots for new in after(shot)]
        if old.key == scene.key:
            shots = [shot if shot.key in ours else replace(shot, title=t) for shot, t in zip(shots, titles, strict=True)]
        scenes.append(replace(old, shots=tuple(shots)))
    return replace(board, scenes=tuple(scenes))


def _as_carried(board: Board, code: str, parts: tuple[Shot, ...], catalog: Catalog, *, typed: bool) -> tuple[Shot, ...]:
    """The parts with `a keeper` as `the same keeper` wherever an anchor that is established by then came as new.

    An action that a person has `typed` for these parts is left as it is.
    """
    after = with_parts(board, code, parts, catalog)
    uses = usage(after)
    scene, _ = place_of(after, code)
    mended = []
    for part in parts[1:]:
        found = findings_of(context_of(after, scene, part, uses[part.key], catalog))
        fixes = [
            Chosen(finding, finding.fixes[0])
            for finding in found
            if finding.code == "continuity.reintroduced" and finding.fixes and finding.fixes[0].kind == "replace"
            if not (typed and finding.field == "action")
        ]
        mended.append(fixed(part, fixes))
    return (parts[0], *mended)


def choices(board: Board, code: str, catalog: Catalog) -> list[Choice]:
    """The numbers of parts that a shot may be split into, each with its seconds."""
    shot = refuse_split(board, code)
    name, facts = facts_of(board, shot, catalog)
    found = []
    for count in range(fewest(shot.duration, facts), most(shot.duration, facts) + 1):
        seconds = lengths(shot.duration, count, facts, name)
        found.append(Choice(count, _sum_text(seconds), sum(seconds) == shot.duration))
    return found


def _sum_text(seconds: Sequence[Decimal]) -> str:
    """Lengths as a sum, equal ones together: `3 × 15`, `12 + 3 × 11`."""
    counts = Counter(seconds)
    return " + ".join(f"{n} × {seconds_text(item)}" if n > 1 else seconds_text(item) for item, n in counts.items())


def lengths_note(board: Board, shot: Shot, parts: Sequence[Shot], catalog: Catalog) -> str:
    """What becomes of the beat's length, in one or two sentences."""
    name, facts = facts_of(board, shot, catalog)
    known = made_text(facts)
    made = f"{name} makes clips of {known}." if known else f"How long {name}'s clips may be is not known."
    total = sum(part.duration for part in parts)
    if total == shot.duration:
        return f"{made} The parts run {seconds_text(shot.duration)} s together, as the shot did."
    more = seconds_text(total - shot.duration)
    return f"{made} No {len(parts)} of them make {seconds_text(shot.duration)} s: the parts run {more} s longer together."
