"""Two neighbouring shots become one: everything that both say, nothing twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from projects.core.board import Board, Move, Scene, Shot, StartsFrom, Wording
from projects.core.catalog import Catalog, Term
from projects.core.digest import prompt_basis
from projects.core.findings import Refused
from projects.core.joining_words import capital, joined_action, joined_lines, joined_terms, joined_text
from projects.core.splitting import place_of
from projects.core.splitting_lengths import seconds_text
from projects.core.titles import after_join
from projects.core.use import Use, usage
from projects.core.words import without_article

LONGEST = Decimal(600)
MOST_MOVES = 2
# What one clip can have only once: (field, what to call it).
_ONCE = (
    ("shot_size", "size"), ("framing", "framing"), ("angle", "angle"), ("lens", "lens"), ("quality", "quality"),
    ("resolution", "resolution"), ("model", "model"), ("cfg", "CFG"), ("seed", "seed"), ("previews", "number of previews"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Joined:
    """What becomes of two shots: the one shot under the first one's code, and sentences on what had to be decided."""

    shot: Shot
    notes: tuple[str, ...]


def second_of(board: Board, code: str) -> str:
    """The code of the next shot in its scene that is not omitted. Refused where there is none."""
    scene, at = place_of(board, code)
    found = next((shot.key for shot in scene.shots[at + 1 :] if not shot.omitted), None)
    if found is None:
        rest = ": what comes after it is omitted." if scene.shots[at + 1 :] else ": none comes after it to join."
        raise Refused(f"{code} is the last shot of its scene{rest}")
    return found


def joined(board: Board, first: str, second: str, catalog: Catalog) -> Shot:
    """The one shot that two neighbours become. Refused with one sentence."""
    return joining(board, first, second, catalog).shot


def joining(board: Board, first: str, second: str, catalog: Catalog) -> Joined:
    """What becomes of two neighbours of one scene, with what the author should know. Refused with one sentence.

    Omitted shots between the two stay where they are.
    """
    scene, one, other = _pair(board, first, second)
    uses = usage(board)
    _refuse(one, other, uses[one.key], uses[other.key])
    notes: list[str] = []
    shot = replace(
        _once(board, one, other, catalog, notes),
        title=_titles(scene, first, second, catalog)[first],
        subject=joined_text(one.subject, other.subject),
        environment=joined_text(one.environment, other.environment),
        lighting=joined_text(one.lighting, other.lighting),
        style=joined_text(one.style, other.style),
        camera_note=joined_text(one.camera_note, other.camera_note),
        action=joined_action(one.action, other.action, catalog),
        camera=_camera(one, other, catalog, notes),
        anchors=_anchors(board, scene, one, other, uses),
        without=_without(one, other, uses),
        breaks=(*one.breaks, *(item for item in other.breaks if item.anchor not in one.broken())),
        wordings=_wordings(one, other, notes),
        duration=one.duration + other.duration,
        fantasy=one.fantasy or other.fantasy,
        negative_prompt=joined_terms(one.negative_prompt, other.negative_prompt),
        dialogue=joined_lines(one.dialogue, other.dialogue),
        notes=joined_lines(one.notes, other.notes),
        status="draft",
        attempt=1,
        state_out=other.state_out,
    )
    notes += [*_between(scene, first, second), *_said(board, one, other)]
    return Joined(_custom(board, shot, one, other, catalog), tuple(notes))


def _pair(board: Board, first: str, second: str) -> tuple[Scene, Shot, Shot]:
    (scene, at), (where, to) = place_of(board, first), place_of(board, second)
    if scene.key != where.key:
        raise Refused(f"{first} and {second} are in two scenes. Move one of them first.")
    if to <= at or any(not shot.omitted for shot in scene.shots[at + 1 : to]):
        raise Refused(f"{second} does not come right after {first}. Move it there first.")
    return scene, scene.shots[at], scene.shots[to]


def _refuse(one: Shot, other: Shot, uses: tuple[Use, ...], others: tuple[Use, ...]) -> None:
    for shot in (one, other):
        if shot.omitted:
            raise Refused(f"{shot.key} is omitted. Take it back in first.")
    total = one.duration + other.duration
    if total > LONGEST:
        raise Refused(f"Together they run {seconds_text(total)} s; a shot runs {seconds_text(LONGEST)} s at most.")
    for use in uses:
        there = next((item for item in others if item.anchor.key == use.anchor.key), None)
        if there is not None and (use.role == "breaks") != (there.role == "breaks"):
            broken, whole = (one, other) if use.role == "breaks" else (other, one)
            name = without_article(use.anchor.name)
            raise Refused(f"{broken.key} breaks {name} and {whole.key} keeps it. Make both the same, then join them.")
    if bool(one.custom_prompt.strip()) != bool(other.custom_prompt.strip()):
        written, plain = (one, other) if one.custom_prompt.strip() else (other, one)
        raise Refused(
            f"{written.key} has a hand-written prompt and {plain.key} has none. Make both the same, then join them."
        )


def _without(one: Shot, other: Shot, uses: dict[str, tuple[Use, ...]]) -> tuple[str, ...]:
    """What neither of the two shows."""
    shown = {use.anchor.key for shot in (one, other) for use in uses[shot.key]}
    return tuple(key for key in dict.fromkeys((*one.without, *other.without)) if key not in shown)


def _titles(scene: Scene, first: str, second: str, catalog: Catalog) -> dict[str, str]:
    """The titles of a scene's shots after a join, by code."""
    codes = [shot.key for shot in scene.shots]
    titles = after_join([shot.title for shot in scene.shots], codes.index(first), codes.index(second), catalog)
    return dict(zip((code for code in codes if code != second), titles, strict=True))


# ----------------------------------------------------------------------- values


def _once(board: Board, one: Shot, other: Shot, catalog: Catalog, notes: list[str]) -> Shot:
    """The first shot with what it leaves open filled from the second; what differs is the first one's, and said."""
    values = {}
    for name, label in _ONCE:
        default = getattr(board, name, None)
        mine, theirs = (_or(getattr(shot, name), default) for shot in (one, other))
        if mine in (None, ""):
            values[name] = getattr(other, name)
        elif theirs not in (None, "", mine):
            notes.append(
                f"The {label} is that of {one.key}: {_value(name, mine, catalog)}, not {_value(name, theirs, catalog)}."
            )
    return replace(one, **values)


def _or(value: object, default: object) -> object:
    return default if value is None else value


def _value(name: str, value: object, catalog: Catalog) -> str:
    """A value as people say it: `wide shot`, `Veo 3.1`, `14`."""
    if name == "model":
        return catalog.model(str(value)).name
    terms: dict[str, Mapping[str, Term]] = {
        "shot_size": catalog.sizes, "framing": catalog.framings, "angle": catalog.angles,
    }  # fmt: skip
    if name in terms:
        term = terms[name][str(value)]
        return term.text or term.label
    return seconds_text(value) if isinstance(value, Decimal) else str(value)


def _camera(one: Shot, other: Shot, catalog: Catalog, notes: list[str]) -> tuple[Move, ...]:
    """The first shot's moves, then the second's where both together are no more than two and none excludes another."""
    more = tuple(move for move in other.camera if move not in one.camera)
    moves = one.camera + more
    if not more or (len(moves) <= MOST_MOVES and not _exclusive(moves, catalog)):
        return moves
    notes.append(
        f"The camera moves are those of {one.key}: with {other.key}'s they would be too many, or fight each other."
    )
    return one.camera


def _exclusive(moves: tuple[Move, ...], catalog: Catalog) -> bool:
    names = [move.move for move in moves]
    return any(other in catalog.moves[name].exclusive_with for name in names for other in names if other != name)


def _anchors(board: Board, scene: Scene, one: Shot, other: Shot, uses: dict[str, tuple[Use, ...]]) -> tuple[str, ...]:
    """The anchors of both. One that a closer one would put out of use is attached to the shot itself."""
    own = tuple(dict.fromkeys((*one.anchors, *other.anchors)))
    wanted = dict.fromkeys(use.anchor.key for use in (*uses[one.key], *uses[other.key]))
    kinds = {anchor.key: anchor.kind for anchor in board.anchors}
    replaced = {kinds[key] for key in own if key in kinds} - {"subject"}
    lost = [key for key in wanted if key not in own and kinds.get(key) in replaced]
    return (*lost, *own)


def _wordings(one: Shot, other: Shot, notes: list[str]) -> tuple[Wording, ...]:
    mine = {item.anchor: item.description for item in one.wordings}
    if any(mine.get(item.anchor, item.description) != item.description for item in other.wordings):
        notes.append(f"Where both keep an older wording of an anchor, that of {one.key} stays.")
    return (*one.wordings, *(item for item in other.wordings if item.anchor not in mine))


def _between(scene: Scene, first: str, second: str) -> list[str]:
    """A sentence on the omitted shots between two, which a join passes over."""
    codes = [shot.key for shot in scene.shots]
    found = codes[codes.index(first) + 1 : codes.index(second)]
    if not found:
        return []
    if len(found) == 1:
        return [f"{found[0]} between them is omitted and stays so, right after {first}."]
    named = f"{', '.join(found[:-1])} and {found[-1]}" if len(found) < 5 else f"{len(found)} shots"
    return [f"{named} between them are omitted and stay so, right after {first}."]


def _said(board: Board, one: Shot, other: Shot) -> list[str]:
    """What else an author should know before two shots are joined."""
    shown = [key for key in one.without if key not in other.without] + [k for k in other.without if k not in one.without]
    names = {anchor.key: without_article(anchor.name) for anchor in board.anchors}
    notes = [f"{capital(names.get(key, key))} shows, as one of the two shows it." for key in dict.fromkeys(shown)]
    if other.variants:
        notes.append(f"The {len(other.variants) + 1} variants of {other.key} go; its picked one is what is joined.")
    if other.starts_from and other.starts_from != StartsFrom(one.key, "last"):
        notes.append(f"The frame that {other.key} starts from goes: the clip starts as {one.key} does.")
    for _, shot in board.shots():
        source = shot.starts_from
        if source and shot.key != other.key and (source.shot, source.frame) in ((one.key, "last"), (other.key, "first")):
            notes.append(
                f"{shot.key} starts from a frame that is then in the middle: it takes the {source.frame} one of the clip."
            )
    return notes


def _custom(board: Board, shot: Shot, one: Shot, other: Shot, catalog: Catalog) -> Shot:
    """Two hand-written prompts as one, written against what the joined shot says now."""
    if not one.custom_prompt.strip():
        return shot
    after = with_joined(board, other.key, shot, catalog)
    return replace(
        shot, custom_prompt=joined_text(one.custom_prompt, other.custom_prompt),
        custom_prompt_basis=prompt_basis(after, shot, usage(after)[shot.key]),
    )  # fmt: skip


def with_joined(board: Board, second: str, shot: Shot, catalog: Catalog) -> Board:
    """The board with the joined shot in place of the two. Frames of the second one are taken from it.

    Where both were parts of one beat, the titles of its other parts are counted anew.
    """

    def after(item: Shot) -> Shot:
        if item.key == shot.key:
            return shot
        source = item.starts_from
        return replace(item, starts_from=StartsFrom(shot.key, source.frame)) if source and source.shot == second else item

    scenes = []
    for scene in board.scenes:
        lock = scene.seed_lock
        if lock and lock.master == second:
            lock = replace(lock, master=shot.key)
        shots = tuple(after(s) for s in scene.shots if s.key != second)
        if len(shots) < len(scene.shots):
            titles = _titles(scene, shot.key, second, catalog)
            shots = tuple(s if s.key == shot.key else replace(s, title=titles[s.key]) for s in shots)
        scenes.append(replace(scene, seed_lock=lock, shots=shots))
    lock = board.seed_lock
    if lock and lock.master == second:
        lock = replace(lock, master=shot.key)
    return replace(board, scenes=tuple(scenes), seed_lock=lock)
