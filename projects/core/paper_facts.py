"""What paper and files say of a plan that its report does not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Approved:
    """An approval as paper shows it: who, of which version, and whether the shot changed since."""

    by: str
    version: int
    stale: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """The project's revision, the moment (UTC), approvals by code, the logo (PNG or JPEG), the id of this snapshot.

    `since` says in words from when on the shots of the scope "changed" have changed.
    """

    revision: int
    now: datetime
    approvals: Mapping[str, Approved] = field(default_factory=dict)
    logo: bytes | None = None
    snapshot: str = ""
    since: str = ""
