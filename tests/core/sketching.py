"""A drawn frame for the tests of sketches, and what it refers to."""

from __future__ import annotations

import re

from projects.core.board import Move, Shot
from projects.core.catalog import load
from projects.core.sketch import sketch

CATALOG = load()
ENVIRONMENTS = ("", "weathered wooden pier", "cozy cafe", "rainy city street", "desert", "office", "open sea in fog")


def drawn(
    ratio: str = "16:9",
    people: int = 1,
    label: str = "",
    carried: tuple[str, str] = ("", ""),
    subjects: tuple[str, ...] | None = None,
    instead: str = "",
    **fields,
) -> str:
    shot = Shot(key="SH010", **fields)
    return sketch(
        shot, CATALOG, ratio=ratio, people=people, label=label, environment=carried[0], lighting=carried[1],
        subjects=subjects, instead=instead,
    )  # fmt: skip


def used(markup: str) -> list[str]:
    """Names of the drawings that a frame refers to, back to front, without its arrows."""
    return [name for name in re.findall(r'href="#sk-([a-z-]+)"', markup) if not name.startswith("m-")]


def arrows(markup: str) -> list[str]:
    """The marks of the camera, each with where it stands."""
    return re.findall(r'href="#sk-m-([^>]*)"/>', markup)


def every_camera() -> list[Move]:
    return [
        Move(move.id, direction, speed)
        for move in CATALOG.moves.values()
        for direction in (None, *move.directions)
        for speed in (None, *CATALOG.speeds)
    ]
