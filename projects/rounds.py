"""Rounds of review, from rows to values: which is open, what was shown in it, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from projects.approvals import approvals_of, digest_of
from projects.core.report import Report, ShotReport
from projects.core.rounds import Note, Shown, Summary, Verdict, from_dict, with_names
from projects.models import Comment, Decision, Project, Round, RoundItem, ShotVersion, User
from projects.models.question import Question
from projects.reads import report_of

# Where a closed round keeps its summary, beside the keys of the document of the plan.
CLOSING = "closing"
_SHOWN = ("shot__code", "place", "version__number", "version__prompt", "version__digest")


@dataclass(frozen=True, slots=True)
class Banner:
    """How a round stands, for the top of a screen and for the list: `decided` of `total` shots."""

    number: int
    title: str
    note: str
    total: int
    decided: int
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None

    @property
    def label(self) -> str:
        """How people call it: `Round 2: First cut`."""
        return f"Round {self.number}: {self.title}" if self.title else f"Round {self.number}"


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """One shot as a round shows it. A decision is always on what stands now: `changed` says that this is something else.

    `digest` is that of the frozen version, `now` the shot's own at present, empty where it is gone; `says` is empty while
    both are the same.
    """

    code: str
    place: str
    version: int
    prompt: str
    digest: str
    now: str
    changed: bool
    says: str


_TOLD = ("number", "title", "note", "opened_at", "closed_at", "opened_by", "opened_by__name", "opened_by__email")


def _banners(project: Project | int, codes: Iterable[str] | None = None) -> QuerySet[Round, tuple[Any, ...]]:
    decided = Exists(Decision.objects.filter(round=OuterRef("items__round"), shot=OuterRef("items__shot")))
    inside = Q() if codes is None else Q(items__shot__code__in=list(codes))
    # The columns are named before the counts: rows are grouped by these, and not by the document.
    rows = Round.objects.filter(project=project).values_list(*_TOLD)
    return rows.annotate(total=Count("items", filter=inside or None), decided=Count("items", filter=inside & Q(decided)))


def _banner(row: Sequence[Any]) -> Banner:
    number, title, note, opened, closed, by, name, email, total, decided = row
    who = User(name=name, email=email).label if by else "Somebody"
    return Banner(number, title, note, total, decided, opened, who, closed)


def _open(project: Project | int, codes: Iterable[str] | None = None) -> QuerySet[Round, tuple[Any, ...]]:
    return _banners(project, codes).filter(closed_at__isnull=True).order_by()[:1]


_OPEN = Question(_open)


def banner_of(project: Project, codes: Iterable[str] | None = None) -> Banner | None:
    """The round that is open, None where there is none. One query.

    With codes (what a guest may see) only these shots are counted, and a round that shows none of them is none.
    """
    rows = [_OPEN.read(row) for row in _OPEN.of(project)] if codes is None else _open(project, codes)
    found = next(map(_banner, rows), None)
    return found if found and (codes is None or found.total) else None


def rounds_of(project: Project) -> list[Banner]:
    """Every round of a project, the latest first. One query."""
    return [_banner(row) for row in _banners(project).order_by("-number")]


def open_round(project: Project) -> Round | None:
    """The row of the round that is open, without its document. One query."""
    return Round.objects.filter(project=project, closed_at__isnull=True).defer("document").first()


def shown_in(row: Round, report: Report) -> dict[str, ShownVersion]:
    """Every shot of a round as it was shown, by code in running order. One query."""
    items = RoundItem.objects.filter(round=row).select_related("version").order_by("position")
    now = {item.shot.key: digest_of(item) for item in report.running()}
    return {found[0]: _shown_version(found, now.get(found[0], "")) for found in items.values_list(*_SHOWN)}


def shown(row: Round, code: str, report: Report | None = None) -> ShownVersion | None:
    """One shot as a round shows it, and whether it changed since; None where it is not part of the round. One query."""
    items = RoundItem.objects.filter(round=row, shot__code=code)
    found = items.values_list(*_SHOWN).first()
    if found is None:
        return None
    report = report or report_of(row.project)
    now = next((digest_of(item) for item in report.running() if item.shot.key == code), "")
    return _shown_version(found, now)


def shown_now(project: Project, item: ShotReport) -> ShownVersion | None:
    """One shot as the open round shows it; None without a round, or where it is not part of it. One query."""
    items = RoundItem.objects.filter(round__project=project, round__closed_at__isnull=True, shot__code=item.shot.key)
    found = items.values_list(*_SHOWN).first()
    return _shown_version(found, digest_of(item)) if found else None


def _shown_version(found: tuple[Any, ...], now: str) -> ShownVersion:
    code, place, version, prompt, digest = found
    changed = digest != now
    says = ""
    if changed:
        says = (
            f"The round shows version {version}. The shot has changed since, and a decision is on what stands now."
            if now
            else f"The round shows version {version}. The shot was omitted or deleted since."
        )
    return ShownVersion(code, place, version, prompt, digest, now, changed, says)


def summary_of(row: Round, project: Project) -> Summary:
    """What came of a round. A closed one says what it said when it was closed, with people as they are called now."""
    kept = row.document.get(CLOSING)
    summary = from_dict(kept) if kept else summary_now(row, project, report_of(project))
    return with_names(summary, *_names(summary)) if kept else summary


def _names(summary: Summary) -> tuple[dict[int, str], dict[int, str]]:
    """The names under decisions and comments as they are now, by their numbers."""
    verdicts = [verdict.id for item in (*summary.items, *summary.others) for verdict in item.verdicts]
    decisions = Decision.objects.filter(pk__in=verdicts).select_related("by")
    comments = Comment.objects.filter(pk__in=[note.id for note in summary.notes]).select_related("by")
    return _called(decisions), _called(comments)


def _called(rows: Iterable[Decision | Comment]) -> dict[int, str]:
    return {row.pk: (row.by.label if row.by else row.name) or "Somebody" for row in rows}


def summary_now(row: Round, project: Project, report: Report) -> Summary:
    """What a round has come to by now. Five queries."""
    verdicts = _verdicts(row)
    now = {item.shot.key: digest_of(item) for item in report.running()}
    items = RoundItem.objects.filter(round=row).select_related("version", "shot").order_by("position")
    listed = [_shown(item.shot.code, item.version, now, verdicts, item.place or "?") for item in items]
    held = {code: approval.by for code, approval in approvals_of(project).items() if approval.digest == now.get(code)}
    listed = [item if item.verdicts or item.changed else replace(item, held=held.get(item.code, "")) for item in listed]
    inside = {item.code for item in listed}
    versions = {version.shot.code: version for version in _decided_on(row) if version.shot.code not in inside}
    others = [_shown(code, versions[code], now, verdicts) for code in verdicts if code in versions]
    return Summary(
        project.title, row.number, row.title, row.note, row.opened_at.isoformat(),
        row.opened_by.label if row.opened_by else "Somebody", row.closed_at.isoformat() if row.closed_at else "",
        row.closed_by.label if row.closed_by else "", row.closing_note, tuple(listed), tuple(others), _open_notes(project),
    )  # fmt: skip


def _shown(
    code: str, version: ShotVersion, now: dict[str, str], verdicts: dict[str, list[Verdict]], place: str = ""
) -> Shown:
    title = str(version.data.get("title") or "")
    changed = code in now and now[code] != version.digest
    return Shown(
        place, code, title, version.number, version.prompt, changed, code not in now, tuple(verdicts.get(code, ()))
    )


def _verdicts(row: Round) -> dict[str, list[Verdict]]:
    """The decisions of a round by code, the oldest first."""
    found: dict[str, list[Verdict]] = {}
    for made in Decision.objects.filter(round=row).select_related("by", "version", "shot").order_by("id"):
        name = (made.by.label if made.by else made.name) or "Somebody"
        guest, at = made.guest_id is not None, made.at.isoformat()
        said = Verdict(made.pk, made.kind, name, guest, made.note, made.version.number, at)
        found.setdefault(made.shot.code, []).append(said)
    return found


def _decided_on(row: Round) -> Iterable[ShotVersion]:
    return ShotVersion.objects.filter(decisions__round=row).select_related("shot").order_by("decisions__id")


def _open_notes(project: Project) -> tuple[Note, ...]:
    """The threads of a project that nobody has resolved, the oldest first."""
    rows = Comment.objects.filter(project=project, thread__isnull=True, resolved_at__isnull=True, deleted_at__isnull=True)
    rows = rows.select_related("shot", "scene", "by").order_by("id")
    counted = rows.annotate(said=Count("answers", filter=Q(answers__deleted_at__isnull=True)))
    return tuple(
        Note(
            comment.pk, _where(comment), (comment.by.label if comment.by else comment.name) or "Somebody",
            comment.guest_id is not None, comment.text, comment.said, comment.at.isoformat(),
        )
        for comment in counted
    )  # fmt: skip


def _where(comment: Comment) -> str:
    if comment.shot:
        return comment.shot.code
    return comment.scene.title or comment.scene.key if comment.scene else "The sequence"
