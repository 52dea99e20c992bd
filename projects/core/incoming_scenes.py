"""Which scene of the plan each scene of a file is: by key, by title, by the shots they share, by a title alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from projects.core.board import Board, Scene
from projects.core.incoming import Incoming, IncomingScene

_TITLES_ALIKE = 0.75


def plain_title(title: str) -> str:
    """A title as it is compared: without case, signs and a number in front."""
    return " ".join(re.findall(r"\w+", re.sub(r"^\s*(?:scene\s*)?\d+[.:)]?\s+", "", title.casefold())))


def matched_scenes(board: Board, incoming: Incoming, votes: Sequence[Counter[str]]) -> tuple[str | None, ...]:
    """The key of the plan's scene for each scene of the file, None where it is new; none twice.

    `votes` say for each scene of the file how many of its shots stand in which scene of the plan.
    """
    found: dict[int, str] = {}

    def free() -> list[Scene]:
        taken = set(found.values())
        return [scene for scene in board.scenes if scene.key not in taken]

    def by(same: Callable[[IncomingScene, Scene], bool]) -> None:
        for at, given in enumerate(incoming.scenes):
            if at not in found:
                same_ones = [scene for scene in free() if same(given, scene)]
                if same_ones:
                    # Of several of one name the one with most of the shots, else the first.
                    found[at] = max(same_ones, key=lambda scene: votes[at][scene.key]).key

    by(lambda given, scene: bool(given.key) and given.key == scene.key)
    by(lambda given, scene: bool(given.title.strip()) and given.title.strip() == scene.title.strip())
    by(lambda given, scene: bool(plain_title(given.title)) and plain_title(given.title) == plain_title(scene.title))
    _by_votes(incoming, votes, found)
    by(lambda given, scene: _alike(given.title, scene.title))
    return tuple(found.get(at) for at in range(len(incoming.scenes)))


def _by_votes(incoming: Incoming, votes: Sequence[Counter[str]], found: dict[int, str]) -> None:
    """The scenes that share most shots find each other first."""
    asked = [(-count, at, key) for at, counter in enumerate(votes) for key, count in counter.items() if at not in found]
    for _, at, key in sorted(asked):
        if at not in found and key not in found.values():
            found[at] = key


def _alike(one: str, other: str) -> bool:
    first, second = plain_title(one), plain_title(other)
    return bool(first and second) and SequenceMatcher(None, first, second, autojunk=False).ratio() >= _TITLES_ALIKE
