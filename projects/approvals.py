"""Approvals in force, from rows to values: who approved which version, and whether it is still the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from projects.core.board import Board
from projects.core.digest import version_digest
from projects.core.freezing import frozen
from projects.core.report import Report, ShotReport
from projects.core.versions_compared import Compared, State, compared
from projects.keeping import keep_latest
from projects.models import Decision, Project, ShotVersion
from projects.models.question import Question


@dataclass(frozen=True, slots=True)
class Approval:
    """The last decision "approved" on a shot whose status is still that. `digest` is of the version it holds for."""

    code: str
    who: str
    at: datetime
    version: int
    digest: str
    decision: int
    note: str
    imported: bool
    guest: bool

    @property
    def by(self) -> str:
        """Who approved it, as a sentence goes on after `approved by`."""
        who = self.who or "somebody unknown"
        return f"{who}, on import" if self.imported else f"{who}, a guest" if self.guest else who


@dataclass(frozen=True, slots=True)
class Standing:
    """The approvals of a plan at one revision: all in force by code, and those whose shot was changed since."""

    approvals: Mapping[str, Approval]
    stale: Mapping[str, Approval]


_COLUMNS = ("shot__code", "name", "at", "version__number", "digest", "id", "note", "imported", "guest_id")


def digest_of(item: ShotReport) -> str:
    """What an approval of this shot would hold for now, as `core.digest` tells it."""
    return version_digest(item.context.board, item.shot, item.uses, item.seed)


# By project: its settings, and the digests of its shots with what they were made of.
_Known = tuple[Board, dict[str, tuple[Any, Any, int | None, str]]]


class _Latest:
    """What was worked out last in this process, by project. Whoever is late works it out anew, and never differently."""

    MOST = 16

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._digests: OrderedDict[str, _Known] = OrderedDict()
        self._standing: OrderedDict[str, tuple[Report, Standing]] = OrderedDict()

    def digests(self, slug: str, items: list[ShotReport]) -> dict[str, str]:
        """The digests of these shots by code; what is the same as when it was asked last is not worked out again."""
        if not items:
            return {}
        with self._lock:
            settings, before = self._digests.get(slug, (None, {}))
        now = items[0].context.board
        if not (settings is now or settings == now):
            before = {}
        found: dict[str, tuple[Any, Any, int | None, str]] = {}
        for item in items:
            shot, uses, seed, digest = before.get(item.shot.key, (None, None, None, ""))
            if not (shot is item.shot and seed == item.seed and (uses is item.uses or uses == item.uses)):
                digest = digest_of(item)
            found[item.shot.key] = (item.shot, item.uses, item.seed, digest)
        with self._lock:
            _keep(self._digests, slug, (now, found), self.MOST)
        return {code: values[-1] for code, values in found.items()}

    def standing(self, slug: str, report: Report) -> Standing:
        """The approvals of a report: every decision raises the revision, so that one report has one and the same."""
        with self._lock:
            kept = self._standing.get(slug)
        if kept and kept[0] is report:
            return kept[1]
        approvals = _approvals(slug)
        found = Standing(approvals, _changed(slug, report, approvals))
        with self._lock:
            keep_latest(self._standing, slug, (report, found), self.MOST, lambda known: known[0])
        return found

    def clear(self) -> None:
        """Forgets everything, as a new process has it."""
        with self._lock:
            self._digests.clear()
            self._standing.clear()


def _keep(kept: OrderedDict[str, Any], key: str, value: Any, most: int) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)


LATEST = _Latest()


_DECISIONS = Question(
    lambda slug: (
        Decision.objects.filter(project__slug=slug, kind="approved", shot__status="approved", shot__deleted_at=None)
        .order_by("id")
        .values_list(*_COLUMNS)
    ),
    by=str,
)


def _approvals(slug: str) -> dict[str, Approval]:
    found = {}
    for row in _DECISIONS.about(slug):
        code, who, at, version, digest, decision, note, imported, guest = _DECISIONS.read(row)
        found[code] = Approval(code, who, at, version, digest, decision, note, imported, guest is not None)
    return found


def _changed(slug: str, report: Report, approvals: Mapping[str, Approval]) -> dict[str, Approval]:
    now = LATEST.digests(slug, [item for item in report.all_shots() if item.shot.key in approvals])
    return {code: approvals[code] for code, digest in now.items() if digest != approvals[code].digest}


def approvals_of(project: Project | str) -> dict[str, Approval]:
    """Approvals in force by code, in one query. The project, or its slug."""
    return _approvals(project if isinstance(project, str) else project.slug)


def changed_since(project: Project, report: Report, approvals: Mapping[str, Approval]) -> dict[str, Approval]:
    """The approvals whose shot is no longer what was approved, by code: in itself, its anchors or the running order.

    Compared when it is read, so that an anchor's new wording makes them stale without a row written.
    """
    return _changed(project.slug, report, approvals)


def standing(project: Project | str, report: Report) -> Standing:
    """The approvals in force, and which of them their shots have moved on from. One query where the report is new.

    The project, or its slug.
    """
    return LATEST.standing(project if isinstance(project, str) else project.slug, report)


def going_stale(project: Project, before: Report, after: Report) -> list[Approval]:
    """The approvals that hold before an edit and not after it, in running order; for a preview of that edit."""
    now = standing(project, before)
    kept = [item for item in after.all_shots() if item.shot.key in now.approvals and item.shot.key not in now.stale]
    return [now.approvals[item.shot.key] for item in kept if digest_of(item) != now.approvals[item.shot.key].digest]


def state_now(item: ShotReport) -> State:
    """A shot as it stands, to be compared with one of its versions."""
    return State(item.prompt.text, frozen(item.context))


def state_of(version: ShotVersion) -> State:
    """A version of a shot, to be compared."""
    return State(version.prompt, version.data)


def since_approval(project: Project, item: ShotReport, approval: Approval) -> Compared | None:
    """What was approved against what stands now, word by word; None where that version is gone. One query."""
    rows = ShotVersion.objects.filter(shot__project=project, shot__code=item.shot.key, number=approval.version)
    version = rows.first()
    return compared(state_of(version), state_now(item)) if version else None
