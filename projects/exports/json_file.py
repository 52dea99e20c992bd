"""The storyboard document with everything derived from it."""

from __future__ import annotations

from projects.core.computed import project_block, shot_block
from projects.core.document import dumps
from projects.exports.material import Material


def write(material: Material) -> bytes:
    """UTF-8 JSON: the whole plan whatever the scope, `computed` on every shot and on the project."""
    report = material.whole
    shots = {item.shot.key: shot_block(item) for item in report.all_shots()}
    return dumps(report.board, shots, project_block(report), material.catalog).encode("utf-8")
