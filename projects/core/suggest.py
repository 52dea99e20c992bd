"""Anchors proposed from what recurs in a project's shots: people, places, light, looks, props. Nothing is changed."""

from __future__ import annotations

from dataclasses import dataclass

from projects.core.board import Board, Kind, Scene, Shot
from projects.core.catalog import Catalog
from projects.core.names import find_name
from projects.core.suggest_cover import Edit
from projects.core.suggest_names import Names
from projects.core.suggest_people import Found, people
from projects.core.suggest_places import places
from projects.core.suggest_recurring import recurring, slug_places
from projects.core.suggest_said import said_by
from projects.core.suggest_text import Reader, reader
from projects.core.suggest_things import lights, props, repeated
from projects.core.suggest_wording import article
from projects.core.suggest_words import content, texts
from projects.core.use import in_use
from projects.core.words import tokens, without_article

_NAME_MAX = 80
_NOT_IN_NAMES = str.maketrans(dict.fromkeys(",;:()\n\r", " "))
# What a proposal is worth before the share of the shots that it covers is added.
_BASE = {"named": 0.6, "place": 0.5, "light": 0.35, "thing": 0.3, "prop": 0.2, "look": 0.4}
_FOR_SHARE, _FOR_WORDING = 0.3, 0.1
_WELL_DESCRIBED = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed anchor: kind, name, the fullest wording found, the codes of its shots in order, how sure it is (0 to 1).

    `says`: for each of these shots the wording that the anchor would say in its place.
    """

    kind: Kind
    name: str
    description: str
    shots: tuple[str, ...]
    score: float
    says: tuple[tuple[str, tuple[Edit, ...]], ...] = ()


def suggest(board: Board, catalog: Catalog) -> tuple[Suggestion, ...]:
    """Proposals for what recurs in the running shots of a board, the surest first; the same board gives the same.

    What an anchor of the board is called or says already is left out.
    """
    said, known = texts(board), reader(catalog)
    names = Names(said, known)
    everybody = people(said, names, known)
    numbers = [number for number, scene in enumerate(board.scenes) for shot in scene.shots if not shot.omitted]
    everywhere = places(said, names, known, numbers)
    headed = slug_places(board, known)
    graded = [(found, "named") for found in everybody] + [(found, "place") for found in (*everywhere, *headed)]
    graded += [(found, "thing") for found in recurring(said, [found for found, _ in graded], known)]
    graded += [(found, "light") for found in lights(said, known)] + [(found, "look") for found in repeated(said, known)]
    graded += [(found, "prop") for found in props(said, [found for found, _ in graded], known)]
    running = [(scene, shot) for scene, shot in board.shots() if not shot.omitted]
    held = [frozenset(a.kind for a in in_use(board, scene, shot)) for scene, shot in running]
    made = []
    for found, grade in _distinct(graded):
        if found.kind != "subject":
            found.shots = {at for at in found.shots if found.kind not in held[at]}
        if len(found.shots) > 1 and not _held(found, board):
            made.append(_suggestion(found, grade, board, running, known))
    return tuple(sorted(made, key=lambda s: (-s.score, s.kind, s.name)))


def _distinct(graded: list[tuple[Found, str]]) -> list[tuple[Found, str]]:
    """Each thing once: of two with the same name or the same wording the first, with the shots of both."""
    kept: list[tuple[Found, str]] = []
    for found, grade in graded:
        twin = next((other for other, _ in kept if other.kind == found.kind and _twins(other, found)), None)
        if twin is None:
            kept.append((found, grade))
        else:
            twin.shots |= found.shots
            twin.described += found.described if not twin.described else []
    return kept


def _twins(one: Found, other: Found) -> bool:
    if without_article(one.name).casefold() == without_article(other.name).casefold():
        return True
    a, b = content(one.description()), content(other.description())
    return bool(a and b) and len(a & b) * 5 >= 4 * min(len(a), len(b)) and bool(one.shots & other.shots)


def _held(found: Found, board: Board) -> bool:
    """Whether an anchor of the board holds this already."""
    for anchor in board.anchors:
        if anchor.kind != found.kind:
            continue
        mine, theirs = content(found.name), content(anchor.name)
        names = [found.name, *found.names]
        if any(find_name(name, tokens(name), anchor.name) for name in names) or (mine and mine <= theirs):
            return True
        wording, said = content(found.description()), content(f"{anchor.name} {anchor.description}")
        if len(wording) > _WELL_DESCRIBED and len(wording & said) * 3 >= len(wording) * 2:
            return True
        if mine and mine <= said and found.kind == "subject" and len(wording) <= _WELL_DESCRIBED:
            return True
    return False


def legal_name(text: str) -> str:
    """A name that an anchor may have: no `, ; : ( )`, one line, 1 to 80 characters, no leading article."""
    return without_article(" ".join(text.translate(_NOT_IN_NAMES).split()))[:_NAME_MAX].strip() or "anchor"


def _suggestion(found: Found, grade: str, board: Board, running: list[tuple[Scene, Shot]], known: Reader) -> Suggestion:
    description = found.description()
    if description.split(" ", 1)[0] in ("A", "An", "The"):
        description = article(description)
    name = legal_name(found.name)
    well = len(content(description)) > _WELL_DESCRIBED
    share = len(found.shots) / max(1, len(running))
    score = _BASE[grade] + _FOR_SHARE * share + (_FOR_WORDING if well else 0)
    shots = [shot for at, (_, shot) in enumerate(running) if at in found.shots]
    says = tuple((shot.key, tuple(said_by(shot, found.kind, name, description, known))) for shot in shots)
    kind: Kind = found.kind  # type: ignore[assignment]
    return Suggestion(kind, name, description, tuple(shot.key for shot in shots), round(min(1.0, score), 3), says)
