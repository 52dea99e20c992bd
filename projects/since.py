"""What changed since a point in time: an approval, a round of review, a version of the plan, a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Max, Min

from projects.approvals import digest_of, standing
from projects.core.figures import day
from projects.models import Activity, Project, Round, RoundItem, ShotVersion
from projects.reads import report_of

MOST = 12


class Point(NamedTuple):
    """A point in time that can be chosen: its value in an address and what a person reads."""

    value: str
    label: str


def points(project: Project) -> list[Point]:
    """The points that offer themselves: approvals, then rounds, the latest first."""
    found = [Point("approval", "they were approved")]
    rounds = Round.objects.filter(project=project).order_by("-number").values_list("number", "title", "opened_at")[:MOST]
    found += [Point(f"round-{n}", f"{title or f'round {n}'} opened, {day(at)}") for n, title, at in rounds]
    return found


def label(project: Project, value: str) -> str:
    """What a person reads of a point; "" for one that is none."""
    if value in ("", "approval"):
        return "they were approved"
    number = value.removeprefix("v")
    if value.startswith("v") and number.isdecimal() and len(number) < 12:
        return f"version {int(number)}"
    if value.startswith("round-"):
        return {point.value: point.label for point in points(project)}.get(value, "")
    moment = _moment(value)
    return f"the end of {moment.day} {moment:%b %Y}" if moment else ""


def changed_codes(project: Project, value: str) -> frozenset[str] | None:
    """The codes of the shots whose prompt or parameters are others than then, new ones too; None for no such point."""
    report = report_of(project)
    if value in ("", "approval"):
        return frozenset(standing(project, report).stale)
    before = _digests(project, value)
    if before is None:
        return None
    return frozenset(item.shot.key for item in report.running() if before.get(item.shot.key) != digest_of(item))


def _digests(project: Project, value: str) -> Mapping[str, str] | None:
    """Digests by code as they were; None for no such point."""
    if value.startswith("round-"):
        number = value.removeprefix("round-")
        items = RoundItem.objects.filter(round__project=project, round__number=int(number) if number.isdecimal() else -1)
        return dict(items.values_list("shot__code", "version__digest")) or None
    moment = _version_at(project, value) if value.startswith("v") else _moment(value)
    if moment is None:
        return None
    versions = ShotVersion.objects.filter(shot__project=project, at__lte=moment)
    kept: dict[int, int] = dict(versions.values_list("shot").annotate(last=Max("number")))
    found = versions.filter(shot__in=kept).values_list("shot", "number", "shot__code", "digest")
    return {code: digest for shot, number, code, digest in found if kept[shot] == number}


def _moment(value: str) -> datetime | None:
    """The end of a day (UTC), or None where this is no day."""
    try:
        return datetime.combine(datetime.fromisoformat(value).date(), time.max, UTC)
    except ValueError:
        return None


def _version_at(project: Project, value: str) -> datetime | None:
    """When the plan stood at this version (revision); None for one that it never had.

    The versions of shots are frozen a moment before or after the line of their write. So it is a point between that line
    and the next: what lies nearer to the next belongs to it.
    """
    number = value.removeprefix("v")
    if not number.isdecimal() or len(number) > 11 or not 0 < int(number) <= project.revision:
        return None
    lines = Activity.objects.filter(project=project)
    told = lines.filter(revision__lte=int(number), revision__gt=0).aggregate(last=Max("at"))
    # A project that was imported or copied has a first line from before it had a version.
    last: datetime | None = told["last"] or lines.aggregate(first=Min("at"))["first"]
    after: datetime | None = lines.filter(revision__gt=int(number)).aggregate(first=Min("at"))["first"]
    if last is None or after is None:
        return datetime.max.replace(tzinfo=UTC) if after is None else None
    return last + max(timedelta(), after - last) / 2
