"""What a file is written from: the report in scope, and what only the database knows about it, as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from projects.core.catalog import Catalog
from projects.core.paper_facts import Approved, Facts
from projects.core.paper_options import Options
from projects.core.report import Report

__all__ = ["Approved", "Facts", "Material", "no_picture"]


def no_picture(code: str) -> bytes | None:
    """For plans whose shots have no pictures of their own."""
    return None


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
