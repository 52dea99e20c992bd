"""What a file is written from: the report in scope, and what only the database knows about it, as values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from projects.core.catalog import Catalog
from projects.core.paper_options import Options
from projects.core.report import Report


@dataclass(frozen=True, slots=True)
class Approved:
    """An approval as files show it: who, of which version, and whether the shot changed since."""

    by: str
    version: int
    stale: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What a report does not hold: the project's revision, the moment (UTC), approvals by code, the logo (PNG or JPEG)."""

    revision: int
    now: datetime
    approvals: Mapping[str, Approved] = field(default_factory=dict)
    logo: bytes | None = None


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
