"""The wordings that an anchor has had: kept for good, kept in single shots, brought back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from projects.core import board as core
from projects.core.findings import Refused
from projects.core.report import Report
from projects.models import Activity, Anchor, AnchorVersion, Project, User
from projects.reads import report_of
from projects.writes.batch import write_shots
from projects.writes.protection import approved_may_change
from projects.writes.transaction import changing


def add_anchor_version(anchor: Anchor, before: Mapping[str, str], by: User, reason: str = "edit") -> None:
    """Freezes an anchor's new wording; before its first edit also the one that it had. `before`: its changed fields."""
    last = anchor.versions.order_by("-number").values_list("number", flat=True).first()
    if last is None:
        old = {name: before.get(name, getattr(anchor, name)) for name in ("kind", "name", "description")}
        AnchorVersion.objects.create(anchor=anchor, number=1, reason="first", **old)
        last = 1
    AnchorVersion.objects.create(
        anchor=anchor, number=last + 1, kind=anchor.kind, name=anchor.name, description=anchor.description,
        reason=reason, by=by,
    )  # fmt: skip


def keep_wording(locked: Project, report: Report, key: str, description: str, codes: Collection[str], by: User) -> None:
    """Lets these shots keep a description of an anchor, whatever it says from now on. Call it inside of `changing`.

    A shot that keeps an older one goes on with that; one that does not use the anchor has nothing to keep.
    """
    states = {
        item.shot.key: worded(item.shot, key, description)
        for item in report.running()
        if item.shot.key in codes and not _keeps(item.shot, key) and any(use.anchor.key == key for use in item.uses)
    }
    with approved_may_change(True):  # they go on reading as they were approved
        write_shots(locked, report, states, by, "wording-kept")


def use_new_wording(project: Project, key: str, codes: Collection[str], *, by: User) -> Activity | None:
    """Lets these shots say what the anchor says now; all that keep an older wording where `codes` is empty."""
    with changing(project, by=by) as locked:
        report = report_of(locked)
        shots = [shot for _, shot in report.board.shots() if _keeps(shot, key) and (not codes or shot.key in codes)]
        return write_shots(locked, report, {shot.key: worded(shot, key, None) for shot in shots}, by, "wording-renewed")


def _keeps(shot: core.Shot, key: str) -> bool:
    return any(item.anchor == key for item in shot.wordings)


def worded(shot: core.Shot, key: str, description: str | None) -> core.Shot:
    """The shot with its own description of an anchor, or without one."""
    others = tuple(item for item in shot.wordings if item.anchor != key)
    return replace(shot, wordings=others if description is None else (*others, core.Wording(key, description)))


def anchor_version(project: Project, key: str, number: int) -> AnchorVersion:
    """A frozen wording of an anchor. Refused where there is none of this number."""
    found = AnchorVersion.objects.filter(
        anchor__project=project, anchor__key=key, anchor__deleted_at__isnull=True, number=number
    )
    version = found.first()
    if version is None:
        raise Refused(f"This anchor has no version {number}.")
    return version
