"""A plan, or one scene of it, kept as a template: what goes out, what could be a blank, and its words in braces."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from projects.core.board import Board, SeedLock, Shot
from projects.core.catalog.templating import BLANK_NAME, mapped, texts
from projects.core.document import to_dict
from projects.core.templates import Blank, Template, named_blanks
from projects.core.use import in_use
from projects.core.words import without_article

MOST_CANDIDATES = 24
# How often a plan is looked at anew while its faulty shots are left out: each time costs a report.
_MOST_ROUNDS = 12
_WRITTEN = re.compile(rf"(?<!\{{)\{{({BLANK_NAME})\}}(?!\}})")
_TOKEN = re.compile(rf"(?<!\{{)\{{{BLANK_NAME}\}}(?!\}})|[{{}}]")
# A name inside a sentence: capitals one after another that do not begin it.
_NAME = re.compile(r"(?<=[a-z0-9,;] )[A-Z][^\W_]+(?:[ -][A-Z][^\W_]+)*")
_NAMED_IN = frozenset({"subject", "action", "environment", "description", "brief", "dialogue"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words of a plan that could be a blank: where they come from (`written`, `anchor`, `title`, `name`), how often."""

    text: str
    origin: str
    key: str
    count: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """Words of a plan that become the blank `key`. `default`: what stands there unfilled, else the words themselves.

    `written`: they stand in braces already, and their name is what is in them.
    """

    text: str
    key: str
    default: str = ""
    written: bool = False


def of_scene(board: Board, key: str) -> Board:
    """A board of one scene alone, with the anchors that its shots use. KeyError where there is none."""
    scene = next((scene for scene in board.scenes if scene.key == key), None)
    if scene is None:
        raise KeyError(key)
    used = {a.key for shot in scene.shots for a in in_use(board, scene, shot, ignore_without=True)}
    used.update(board.anchors_in_use, scene.anchors)
    codes = {shot.key for shot in scene.shots}
    shots = tuple(_inside(shot, codes) for shot in scene.shots)
    return replace(
        board,
        title=" ".join(scene.title.split())[:200] or board.title,
        brief="",
        anchors=tuple(anchor for anchor in board.anchors if anchor.key in used),
        seed_lock=_held(board.seed_lock, codes),
        scenes=(replace(scene, seed_lock=_held(scene.seed_lock, codes), shots=shots),),
        budget_credits=None,
    )


def _held(lock: SeedLock | None, codes: set[str]) -> SeedLock | None:
    return lock if lock is not None and lock.master in codes else None


def _inside(shot: Shot, codes: set[str]) -> Shot:
    """A shot without the frame of a shot that does not come along."""
    start = shot.starts_from
    return replace(shot, starts_from=None) if start and start.shot and start.shot not in codes else shot


def sparing(board: Board, wrong: Callable[[Board], set[str]]) -> tuple[Board, tuple[str, ...]] | None:
    """The board without the shots that raise findings, and their codes; None where nothing would be left of it.

    `wrong` gives the codes of the shots of a board that raise the gravest ones. It is asked again each time, as a shot
    may raise one because of another; None, too, where that comes to no end soon.
    """
    left_out: set[str] = set()
    for _ in range(_MOST_ROUNDS):
        found = wrong(board)
        if not found:
            return board, tuple(sorted(left_out))
        left_out |= found
        codes = {shot.key for _, shot in board.shots()} - found
        if not any(shot.key in codes and not shot.omitted for _, shot in board.shots()):
            return None
        scenes = tuple(
            replace(
                scene,
                seed_lock=_held(scene.seed_lock, codes),
                shots=tuple(_inside(shot, codes) for shot in scene.shots if shot.key in codes),
            )
            for scene in board.scenes
        )
        board = replace(board, scenes=scenes, seed_lock=_held(board.seed_lock, codes))
    return None


def stripped(board: Board, *, seeds: bool = False) -> Board:
    """A board without what belongs to this one production: decisions, attempts, and seeds unless they are kept."""
    scenes = tuple(
        replace(
            scene,
            seed_lock=scene.seed_lock if seeds else None,
            shots=tuple(_fresh(shot, seeds) for shot in scene.shots),
        )
        for scene in board.scenes
    )
    return replace(board, scenes=scenes, seed_lock=board.seed_lock if seeds else None)


def _fresh(shot: Shot, seeds: bool) -> Shot:
    variants = tuple(replace(variant, custom_prompt_basis=None) for variant in shot.variants)
    fresh = replace(shot, status="draft", attempt=1, custom_prompt_basis=None, variants=variants)
    return fresh if seeds else replace(fresh, seed=None)


def candidates(board: Board) -> list[Candidate]:
    """What could be a blank: what stands in braces already, anchors' names, titles, names of people and places."""
    document = to_dict(board)
    every = [(str(path[-1]), text) for path, text in texts(document)]
    found: dict[str, str] = {}
    for _, text in every:
        for match in _WRITTEN.finditer(text):
            found.setdefault(match[0], "written")
    for anchor in board.anchors:
        found.setdefault(without_article(anchor.name).strip(), "anchor")
    found.setdefault(board.title.strip(), "title")
    for field, text in every:
        if field in _NAMED_IN:
            for match in _NAME.finditer(text):
                found.setdefault(match[0], "name")
    for scene in board.scenes:
        found.setdefault(scene.title.strip(), "title")
    keys: set[str] = set()
    listed = []
    for text, origin in found.items():
        times = sum(len(_whole(text).findall(said)) for _, said in every) if text else 0
        said = "title" if text == board.title.strip() else text
        key = text[1:-1] if origin == "written" else key_of(said, keys)
        plain = origin == "written" or not set(text) & set("{}\n")
        if times and plain and key:
            keys.add(key)
            listed.append(Candidate(text, origin, key, times))
    return listed[:MOST_CANDIDATES]


def key_of(text: str, taken: set[str]) -> str:
    """The name of a blank that some words suggest, free of what is taken."""
    words = " ".join(re.findall(r"[\w-]+", text.casefold()))
    base = re.sub(r"^[\W\d_]+", "", words)[:34].strip(" -_") or "text"
    key, number = base, 2
    while key in taken:
        key, number = f"{base} {number}", number + 1
    return key


def _whole(text: str) -> re.Pattern[str]:
    """A pattern for some words as whole words, sign for sign."""
    before = r"(?<!\w)" if text[:1].isalnum() else ""
    after = r"(?!\w)" if text[-1:].isalnum() else ""
    return re.compile(f"{before}{re.escape(text)}{after}")


def in_braces(text: str, chosen: Sequence[Chosen]) -> str:
    """A plan's text as a template's: the chosen words in braces, longest first; every other brace is said twice."""
    written = {item.text for item in chosen if item.written}
    named = sorted((item for item in chosen if not item.written and item.text), key=lambda item: -len(item.text))
    keys = {item.text: item.key for item in named}
    words = "|".join(_whole(item.text).pattern for item in named)
    step = re.compile(f"{_TOKEN.pattern}|{words}" if words else _TOKEN.pattern)

    def put(match: re.Match[str]) -> str:
        said = match[0]
        if said in keys:
            return "{" + keys[said] + "}"
        return said if said in written else said.replace("{", "{{").replace("}", "}}")

    return step.sub(put, text)


def template_from(
    board: Board, chosen: Sequence[Chosen] = (), *, title: str, purpose: str = "", seeds: bool = False, scene: bool = False
) -> Template:
    """A template of a board, or of one `scene` of it as `of_scene` gives it.

    The words of each `chosen` become its blank wherever they stand whole, and are its default: filled with its
    defaults the template says what the board said.
    """
    document: Mapping[str, Any] = mapped(to_dict(stripped(board, seeds=seeds)), lambda text: in_braces(text, chosen))
    named = set(named_blanks(document))
    blanks = {
        item.key: Blank(item.key, label_of(item.key), item.default or (item.key if item.written else item.text))
        for item in chosen
        if item.key in named
    }
    return Template("", title, purpose, document, tuple(blanks.values()), scene)


def label_of(key: str) -> str:
    """What a blank's name reads as: `product_name` is Product name."""
    text = " ".join(key.replace("_", " ").split())
    return text[:1].upper() + text[1:]
