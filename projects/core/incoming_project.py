"""What a file says of the project itself: its settings and its anchors."""

from __future__ import annotations

from projects.core.board import Anchor, Board
from projects.core.incoming import Incoming
from projects.core.incoming_values import Change, Refusal

# What is no setting. The seed of a plan that has scenes is locked where it belongs.
_NOT_HERE = ("anchors", "scenes")
_LOCKED = "A seed is locked or unlocked in the project, not by a file."


def project_changes(board: Board, incoming: Incoming) -> tuple[tuple[Change, ...], tuple[Anchor, ...], list[Refusal]]:
    """The settings that differ, the anchors that are new or read otherwise, and what is refused.

    Anchors that the file lacks stay: shots of the plan may use them.
    """
    given = incoming.project
    refused: list[Refusal] = []
    changes = [
        Change(name, getattr(board, name), value)
        for name, value in given.items()
        if name not in _NOT_HERE and getattr(board, name) != value and not (name == "seed_lock" and board.scenes)
    ]
    standing = {anchor.key: anchor for anchor in board.anchors}
    anchors = []
    for anchor in given.get("anchors", ()):
        old = standing.get(anchor.key)
        if old is not None and old.kind != anchor.kind:
            sentence = f"The anchor “{anchor.key[:60]}” is of another kind here: rename it in the file."
            refused.append(Refusal("anchors", anchor.key, "kind", sentence))
        elif old is None or (old.name, old.description) != (anchor.name, anchor.description):
            anchors.append(anchor)
    if board.scenes and "seed_lock" in given and given["seed_lock"] != board.seed_lock:
        refused.append(Refusal("the project", "", "seed_lock", _LOCKED))
    return tuple(changes), tuple(anchors), refused
