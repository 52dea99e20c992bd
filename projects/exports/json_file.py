"""The storyboard document with everything derived from it."""

from __future__ import annotations

from projects.core.catalog import Catalog
from projects.core.computed import project_block, shot_block
from projects.core.document import dumps
from projects.core.report import Report


def write(report: Report, catalog: Catalog) -> bytes:
    """UTF-8 JSON: the whole plan, `computed` on every shot and on the project."""
    shots = {item.shot.key: shot_block(item) for item in report.all_shots()}
    return dumps(report.board, shots, project_block(report)).encode("utf-8")
