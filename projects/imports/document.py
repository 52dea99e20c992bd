"""A board as what a file says: all of it for a document, for a text only what was written."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from projects.core.board import Board, Scene, Shot
from projects.core.catalog import Catalog
from projects.core.document import DocumentError, loads
from projects.core.incoming import ImportProblem, Incoming, IncomingScene, IncomingShot

_SHOT = tuple(field.name for field in fields(Shot) if field.name != "key")
_BOARD = tuple(field.name for field in fields(Board) if field.name not in ("title", "scenes"))
_WORDS = ("title", "subject", "action", "environment", "lighting", "style", "custom_prompt")
_NEW_SHOT, _NEW_BOARD = Shot(""), Board("")


def read_document(data: bytes, catalog: Catalog) -> Incoming:
    """What a `storyboard/1` document says. ImportProblem with the path for what the format does not allow."""
    try:
        return from_board(loads(data, catalog), "document")
    except DocumentError as error:
        raise ImportProblem(f"The document is not read: {error}.") from None


def from_board(board: Board, kind: str) -> Incoming:
    """A board as what a file says.

    A `document` speaks of every field and gives codes and keys; other kinds were made of a text, speak of what differs
    from an empty shot, and their codes were invented on the way.
    """
    whole = kind == "document"
    project = _said(board, _NEW_BOARD, _BOARD, whole)
    if not whole:
        # A text has no model: the board needed one.
        project.pop("model", None)
    return Incoming(
        kind,
        board.title,
        tuple(_scene(scene, place, whole) for place, scene in enumerate(board.scenes, 1)),
        project,
    )


def _scene(scene: Scene, place: int, whole: bool) -> IncomingScene:
    shots = tuple(
        IncomingShot(
            _said(shot, _NEW_SHOT, _SHOT, whole),
            shot.key if whole else "",
            shot_text(shot),
            shot.key if whole else f"scene {place}, shot {at}",
        )
        for at, shot in enumerate(scene.shots, 1)
    )
    own: dict[str, Any] = {"anchors": scene.anchors, "seed_lock": scene.seed_lock} if whole else {}
    return IncomingScene(scene.title, scene.key if whole else "", shots, f"scene {place}", own)


def _said(value: object, empty: object, names: tuple[str, ...], whole: bool) -> dict[str, Any]:
    """The fields by name; without `whole` those that say something."""
    found = {name: getattr(value, name) for name in names}
    return found if whole else {name: said for name, said in found.items() if said != getattr(empty, name)}


def shot_text(shot: Shot) -> str:
    """The words of a shot by which it is found again."""
    return " ".join(" ".join(getattr(shot, name) for name in _WORDS).split())
