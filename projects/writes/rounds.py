"""Rounds of review: opened, which freezes what is shown, and closed, which freezes what came of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import IntegrityError
from django.db.models import F, Max
from django.utils import timezone

from projects.core.document import dumps
from projects.core.findings import Refused
from projects.core.report import Report, ShotReport
from projects.core.rounds import to_dict
from projects.models import Project, Round, RoundItem, Shot, ShotVersion, User
from projects.reads import report_of
from projects.rounds import CLOSING, open_round, summary_now
from projects.writes.batch import rows_of, target_of
from projects.writes.notices import tell_of_round
from projects.writes.shots_gate import add_versions
from projects.writes.step import put_all
from projects.writes.transaction import changing, log, note, writing

SCOPES = ("project", "scenes", "in-review")
_OPEN = "{} is open already. Close it first, then open the next one."
_CLOSED = "This round is closed already. What it came to stays as it is."


@dataclass(frozen=True, slots=True)
class RoundValues:
    """What a round is to be. `scenes` holds keys where `scope` is "scenes"; `send`: drafts go to review."""

    title: str
    note: str
    scope: str
    scenes: tuple[str, ...] = ()
    send: bool = True


def chosen(report: Report, values: RoundValues) -> list[ShotReport]:
    """The shots that a round of this scope shows, in running order; omitted ones are left out."""
    shots = [(scene.scene.key, item) for scene in report.scenes for item in scene.shots if not item.shot.omitted]
    if values.scope == "scenes":
        return [item for key, item in shots if key in values.scenes]
    return [item for _, item in shots if values.scope != "in-review" or item.shot.status == "in-review"]


def open_a_round(project: Project, values: RoundValues, *, by: User) -> Round:
    """Opens a round: every shot in scope gets the version that is shown, drafts go to review if asked for.

    Refused while another one is open, and where nothing is in scope.
    """
    with _one_at_a_time(project), changing(project, by=by) as locked:
        standing = open_round(locked)
        if standing is not None:
            raise Refused(_OPEN.format(standing))
        report = report_of(locked)
        items = chosen(report, values)
        if not items:
            raise Refused("There is no shot in this scope. Choose another one.")
        rows = rows_of(locked, [item.shot.key for item in items])
        if values.send:
            _send(locked, rows.values(), by)
        add_versions([(rows[item.shot.key], item.context) for item in items], None, "frozen")
        last = Round.objects.filter(project=locked).aggregate(last=Max("number"))["last"] or 0
        opened = Round.objects.create(
            project=locked, number=last + 1, title=values.title, note=values.note, document=json.loads(dumps(report.board)),
            opened_by=by,
        )  # fmt: skip
        _show(opened, items, rows)
        Project.objects.filter(pk=locked.pk).update(talk=F("talk") + 1)
        note(locked, by, "round-opened", str(opened), round=opened.number, shots=len(items))
        tell_of_round(locked, opened, by)
    return opened


@contextmanager
def _one_at_a_time(project: Project) -> Iterator[None]:
    """Where two rounds are opened at the same moment, the second gets a sentence: the table holds one open round."""
    try:
        yield
    except IntegrityError:
        standing = open_round(project)
        if standing is None:
            raise
        raise Refused(_OPEN.format(standing)) from None


def _send(locked: Project, rows: Iterable[Shot], by: User) -> None:
    """Drafts go to review, as one step that can be taken back."""
    drafts = [row for row in rows if row.status == "draft"]
    if drafts:
        put_all(locked, drafts, by, status="in-review")
        log(locked, by, "shots-status", target_of(row.code for row in drafts), status="in-review", was="draft")


def _show(opened: Round, items: list[ShotReport], rows: dict[str, Shot]) -> None:
    """Which version of each shot the round shows: the latest, which is what stands now."""
    versions = ShotVersion.objects.filter(shot__in=rows.values()).order_by("number").values_list("shot_id", "pk")
    latest = dict(versions)
    made = []
    for at, item in enumerate(items):
        row = rows[item.shot.key]
        made.append(RoundItem(round=opened, shot=row, version_id=latest[row.pk], position=at, place=item.number or ""))
    RoundItem.objects.bulk_create(made, batch_size=500)


def close_round(project: Project, number: int, closing_note: str, *, by: User) -> Round:
    """Closes a round. What it came to is kept with it, and never changes afterwards. Refused where it is closed."""
    with writing():
        rows = Project.objects.filter(pk=project.pk, deleted_at__isnull=True)
        if not rows.update(talk=F("talk") + 1):
            raise Refused("This project was deleted. Ask its owner to restore it.")
        locked = rows.get()
        row = Round.objects.filter(project=locked, number=number).select_related("opened_by").first()
        if row is None or row.closed_at is not None:
            raise Refused(_CLOSED)
        row.closed_at, row.closed_by, row.closing_note = timezone.now(), by, closing_note
        summary = summary_now(row, locked, report_of(locked))
        row.document = {**row.document, CLOSING: to_dict(summary)}
        row.save(update_fields=["closed_at", "closed_by", "closing_note", "document"])
        log(locked, by, "round-closed", str(row), round=row.number, decided=summary.decided, shots=len(summary.items))
        tell_of_round(locked, row, by, closed=True)
    project.talk = locked.talk
    return row
