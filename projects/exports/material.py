"""What a file is written from: the report in scope, and what only the database knows about it, as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from projects.core.catalog import Catalog
from projects.core.paper_facts import Approved, Facts
from projects.core.paper_options import Options
from projects.core.report import Report

__all__ = ["Approved", "Facts", "Material", "Pictures", "Told", "no_picture", "silent"]
# Hears how far a writer is: what it does, how many steps are done, and of how many.
Told = Callable[[str, int, int], None]


def silent(said: str, done: int, total: int) -> None:
    """For writers to whom nobody listens."""


def no_picture(code: str) -> bytes | None:
    """For plans whose shots have no pictures of their own."""
    return None


@dataclass(frozen=True, slots=True)
class Pictures:
    """Reads a shot's own picture when it is its turn; a value, so that a process of its own can have it."""

    paths: dict[str, Path]

    def __call__(self, code: str) -> bytes | None:
        """The bytes of the picture, None where there is none or it is lost."""
        path = self.paths.get(code)
        return path.read_bytes() if path and path.is_file() else None


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a writer may use. `whole` is the report of the whole plan, `report` the part in scope.

    `picture` gives a shot's own picture (JPEG, PNG or WebP) by its code, None where its frame is drawn.
    """

    report: Report
    whole: Report
    catalog: Catalog
    facts: Facts
    options: Options = field(default_factory=Options)
    picture: Callable[[str], bytes | None] = no_picture
