"""Whether anything is new behind a share link, told by digests of what it shows: counters of the project would tell guests
how much is going on where they may not look."""

from __future__ import annotations

import threading
from collections import OrderedDict
from hashlib import sha256
from typing import Any

from django.db.models import Count, Max

from projects.approvals import digest_of
from projects.core.report import Report, ShotReport
from projects.models import Decision
from projects.reads import pictures_of
from projects.rounds import banner_of
from projects.talk import visible
from projects.views.comments_shown import scope_of
from projects.views.place import Place

_MOST = 64


class _Marks:
    """The latest marks of this process by link. The same things give the same marks in every process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[Any, ...], tuple[Report, int, tuple[str, str]]] = OrderedDict()

    def get(self, place: Place, report: Report) -> tuple[str, str]:
        """The marks of the plan and of the talk. Worked out anew only after something was written in the project."""
        key, talk = (place.project.pk, place.scenes, place.approved_only), place.project.talk
        with self._lock:
            kept = self._kept.get(key)
        if kept and kept[0] is report and kept[1] == talk:
            return kept[2]
        items = place.items(report)
        found = (_short(_plan(place, report, items)), _short(_talk(place, report, items)))
        with self._lock:
            self._kept[key] = (report, talk, found)
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return found


MARKS = _Marks()


def _short(what: object) -> str:
    return sha256(repr(what).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _plan(place: Place, report: Report, items: list[ShotReport]) -> object:
    """What the pages of a guest show of the plan."""
    pictures = pictures_of(place.project.slug, report)
    return place.project.title, report.board.aspect_ratio, [
        (
            item.number, item.shot, item.scene.key, item.scene.title, item.prompt.text, item.negative, item.model.name,
            digest_of(item), pictures.get(item.shot.key), [(found.code, found.message) for found in item.findings],
            [(use.anchor.name, use.role, use.established_in, use.reason) for use in item.uses],
        )
        for item in items
    ]  # fmt: skip


def _talk(place: Place, report: Report, items: list[ShotReport]) -> object:
    """How far comments and decisions in scope are, and the round that is open. Three queries."""
    codes = [item.shot.key for item in items]
    said = visible(place.project, scope_of(place, report)).aggregate(
        count=Count("pk"), last=Max("pk"), edited=Max("edited_at"), deleted=Count("deleted_at"),
        resolved=Count("resolved_at"), at=Max("resolved_at"),
    )  # fmt: skip
    decided = Decision.objects.filter(project=place.project, shot__code__in=codes).aggregate(
        count=Count("pk"), last=Max("pk")
    )
    banner = banner_of(place.project, codes)
    return sorted(said.items()), sorted(decided.items()), banner and (banner.label, banner.total, banner.decided)
