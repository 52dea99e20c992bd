"""What files are written from, for tests of writers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from projects.core.board import Board
from projects.core.catalog import Catalog
from projects.core.paper_facts import Facts
from projects.core.paper_options import Options
from projects.core.report import build
from projects.exports.material import Material
from tests.strategies import catalog

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


def material(board: Board, known: Catalog | None = None, **options: Any) -> Material:
    """The whole plan of a board at a fixed moment."""
    report = build(board, known or catalog())
    return Material(report, report, known or catalog(), Facts(12, NOW, snapshot="7c1f-a09e"), Options(**options))
