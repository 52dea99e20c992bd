"""Short ways to say a plan in a test, and to read what the rules make of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from projects.core.board import Anchor, Board, Scene, Shot
from projects.core.catalog import Catalog
from projects.core.findings import Finding
from projects.core.prompts import Prompt
from projects.core.report import build
from tests.strategies import catalog

KEEPER = Anchor("keeper", "subject", "keeper", "a lighthouse keeper in his sixties, grey beard, red wool coat")
MARA = Anchor("mara", "subject", "Mara", "Mara, a woman in her thirties, green eyes, blue raincoat")
PIER = Anchor("pier", "environment", "wooden pier", "a weathered wooden pier at low tide")
SHOP = Anchor("shop", "environment", "coffee shop", "a modern coffee shop with oak counters and brass lamps")
DAWN = Anchor("dawn", "lighting", "dawn light", "soft golden dawn light from the left")
AFTERNOON = Anchor("afternoon", "lighting", "warm afternoon light", "soft warm afternoon light from the left")
GRAIN = Anchor("grain", "style", "film grain", "35 mm film grain, muted colours")


def shot(key: str = "SH010", **values: Any) -> Shot:
    """A shot; lists may be given as lists."""
    return Shot(key, **{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()})


def plan(*shots: Shot, anchors: tuple[Anchor, ...] = (), use: tuple[str, ...] | None = None, **values: Any) -> Board:
    """A board of one scene. All its anchors are the scene's, unless `use` names others."""
    keys = tuple(anchor.key for anchor in anchors) if use is None else use
    return replace(Board("Plan", anchors=anchors, scenes=(Scene("one", "One", keys, shots=shots),)), **values)


def second(*anchors: Anchor, **values: Any) -> Board:
    """A board whose shot SH020 carries these anchors and says these values; SH010 establishes them.

    `first` takes the place of SH010, `board` holds values of the board.
    """
    first, board = values.pop("first", shot("SH010")), values.pop("board", {})
    return plan(first, shot("SH020", **values), anchors=anchors, **board)


def compiled(board: Board, key: str = "SH020", known: Catalog | None = None) -> Prompt:
    """The prompt of a shot on a board."""
    return build(board, known or catalog()).shot(key).prompt


def text(board: Board, key: str = "SH020") -> str:
    """The words of a shot's prompt."""
    return compiled(board, key).text


def alone(*anchors: Anchor, **values: Any) -> str:
    """The prompt of a single shot, which establishes these anchors."""
    return text(plan(shot("SH010", **values), anchors=anchors), "SH010")


def found(board: Board, code: str, key: str = "SH020") -> list[Finding]:
    """The findings with this code, or of this group (`seed.`), on a shot."""
    return [f for f in build(board, catalog()).shot(key).findings if f.code == code or f.code.startswith(code + ".")]


def words(board: Board, code: str, key: str = "SH020") -> list[tuple[str, str]]:
    """(severity, words) of the findings with this code on a shot, after a look at their places.

    Words with a place stand in the text of their field exactly there.
    """
    item = build(board, catalog()).shot(key)
    result: list[tuple[str, str]] = []
    for finding in item.findings:
        if finding.code != code:
            continue
        if finding.start is not None:
            field = finding.field or ""
            whole = item.prompt.text if field == "computed.prompt" else getattr(item.shot, field)
            assert whole[finding.start : finding.end] == finding.words
        result.append((finding.severity, finding.words))
    return result
