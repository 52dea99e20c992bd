"""What is said about a project, from rows to values: threads, what is unread, what waits in an inbox."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import NoReverseMatch, reverse

from projects.approvals import digest_of
from projects.core.markdown import read
from projects.core.markdown_values import Block
from projects.core.mentions import Named, People
from projects.core.noticing import noticed
from projects.core.report import Report
from projects.models import Comment, Membership, Notice, Project, Read, User
from projects.models.question import Question

EDIT_FOR = timedelta(minutes=15)
MOST_THREADS = 300
MOST_COUNTED = 99


@dataclass(frozen=True, slots=True)
class Scope:
    """What somebody may see of a project: the codes of shots, the keys of whole scenes, the whole sequence."""

    codes: frozenset[str]
    scenes: frozenset[str]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the keys of the account or of the guest, None for neither."""

    user: int | None = None
    guest: int | None = None

    def wrote(self, comment: Comment) -> bool:
        """Whether this is the reader's own."""
        own = self.user is not None and comment.by_id == self.user
        return own or (self.guest is not None and comment.guest_id == self.guest)


@dataclass(frozen=True, slots=True)
class Said:
    """One comment. `version` is that of the shot when it was written, `changed`: the shot reads otherwise now."""

    number: int
    who: str
    at: datetime
    text: str
    blocks: tuple[Block, ...]
    guest: bool = False
    mine: bool = False
    editable: bool = False
    edited: bool = False
    deleted: bool = False
    new: bool = False
    version: int | None = None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its answers, the oldest first. `code` or `scene` says what it is about; neither: the sequence."""

    first: Said
    answers: tuple[Said, ...]
    code: str
    scene: str
    resolved_by: str
    resolved_at: datetime | None

    @property
    def unread(self) -> bool:
        """Whether something in it is new to the reader."""
        return self.first.new or any(answer.new for answer in self.answers)

    @property
    def last(self) -> int:
        """The number of the latest comment in it."""
        return max(said.number for said in (self.first, *self.answers))


def people_of(project: Project) -> People:
    """The members, as they are mentioned: by name or by address."""
    rows = User.objects.filter(memberships__project=project, is_active=True).order_by("pk").only("name", "email")
    return People(Named(user.pk, user.label, user.email) for user in rows)


def _about(code: str, scene: str) -> Q:
    if code:
        return Q(shot__code=code)
    return Q(shot__isnull=True, scene__key=scene) if scene else Q(shot__isnull=True, scene__isnull=True)


def _rows(project: Project, code: str, scene: str) -> list[Comment]:
    rows = Comment.objects.filter(_about(code, scene), project=project).select_related("version", "shot", "scene")
    return list(rows.only(
        "project_id", "thread_id", "text", "by_id", "guest_id", "name", "at", "edited_at", "resolved_at", "resolved_by",
        "deleted_at", "version__number", "version__digest", "shot__code", "scene__key",
    ).order_by("id"))  # fmt: skip


def visible(project: Project, scope: Scope) -> QuerySet[Comment]:
    """The comments that somebody with this scope may see, deleted ones too."""
    about = Q(shot__code__in=scope.codes) | Q(shot__isnull=True, scene__key__in=scope.scenes)
    if scope.whole:
        about |= Q(shot__isnull=True, scene__isnull=True)
    return Comment.objects.filter(about, project=project)


def threads_about(
    project: Project, report: Report, reader: Reader, scope: Scope, now: datetime, code: str = "", scene: str = ""
) -> list[Thread]:
    """The threads on a shot, a scene or (neither) the sequence, the oldest first. Three queries.

    Addresses and names of members are known to members alone; guests see those as mentions who have said something here.
    """
    rows = _rows(project, code, scene)
    if not rows:
        return []
    people = people_of(project) if reader.user else People(_spoken(rows))
    upto = _read_upto(project, reader, rows[0].shot_id)
    digest = digest_of(report.shot(code)) if code else ""

    def said(row: Comment) -> Said:
        mine = reader.wrote(row)
        return Said(
            row.pk, row.name, row.at, "" if row.deleted_at else row.text,
            () if row.deleted_at else read(row.text, scope.codes, people), row.guest_id is not None, mine,
            mine and not row.deleted_at and now - row.at < EDIT_FOR, row.edited_at is not None, row.deleted_at is not None,
            reader.user is not None and not mine and row.pk > upto and not row.deleted_at,
            row.version.number if row.version else None, row.version is not None and row.version.digest != digest,
        )  # fmt: skip

    answers: dict[int, list[Comment]] = {}
    for row in rows:
        if row.thread_id and not row.deleted_at:
            answers.setdefault(row.thread_id, []).append(row)
    return [
        Thread(
            said(row), tuple(said(answer) for answer in answers.get(row.pk, [])), row.shot.code if row.shot else "",
            row.scene.key if row.scene else "", row.resolved_by, row.resolved_at,
        )
        for row in rows
        if not row.thread_id and (not row.deleted_at or row.pk in answers)
    ][-MOST_THREADS:]  # fmt: skip


def _spoken(rows: Iterable[Comment]) -> list[Named]:
    """The members who have said something, by name alone."""
    return [Named(user, name) for user, name in {row.by_id: row.name for row in rows if not row.deleted_at}.items() if user]


def _read_upto(project: Project, reader: Reader, shot: int | None) -> int:
    if reader.user is None:
        return 0
    return Read.objects.filter(project=project, user=reader.user, shot=shot).values_list("upto", flat=True).first() or 0


# ---- What is unread.
def _unread(user: int) -> QuerySet[Comment]:
    """What others have said and this person has not read yet."""
    read_up = Read.objects.filter(project=OuterRef("project"), user=user, upto__gte=OuterRef("pk"))
    stands = Q(shot__deleted_at__isnull=True, shot__scene__deleted_at__isnull=True) & ~Exists(
        read_up.filter(shot=OuterRef("shot"))
    )
    loose = Q(shot__isnull=True) & ~Exists(read_up.filter(shot__isnull=True))
    rows = Comment.objects.filter(deleted_at__isnull=True).filter((Q(shot__isnull=False) & stands) | loose)
    return rows.exclude(by=user) if user else rows


def unread_by_shot(project: Project, user: int) -> dict[str, int]:
    """How many comments of others this person has not read, by code; under "" those on scenes and the sequence."""
    rows = _unread(user).filter(project=project).order_by().values_list("shot__code").annotate(count=Count("pk"))
    found: dict[str, int] = {}
    for code, count in rows:
        found[code or ""] = count
    return found


def unread_by_project(projects: Iterable[int], user: int) -> dict[int, int]:
    """How many comments of others this person has not read, by the key of the project."""
    rows = _unread(user).filter(project__in=list(projects)).order_by().values_list("project").annotate(count=Count("pk"))
    return dict(rows)


def open_threads(project: Project) -> dict[str, int]:
    """How many threads are unresolved, by code; under "" those on scenes and the sequence."""
    rows = Comment.objects.filter(project=project, thread__isnull=True, deleted_at__isnull=True, resolved_at__isnull=True)
    return {code or "": count for code, count in rows.order_by().values_list("shot__code").annotate(count=Count("pk"))}


# ---- The inbox.
def notices_of(user: User | int) -> QuerySet[Notice]:
    """What waits for a person: of projects that he or she is a member of, and of nothing that was deleted since."""
    mine = Membership.objects.filter(project=OuterRef("project"), user=user)
    rows = Notice.objects.filter(Exists(mine), user=user, project__deleted_at__isnull=True)
    return rows.filter(Q(comment__isnull=True) | Q(comment__deleted_at__isnull=True))


_UNREAD_NOTICES = Question(
    lambda user: notices_of(user).filter(read_at__isnull=True).order_by().values_list("pk")[: MOST_COUNTED + 1]
)


def unread_notices(user: User) -> int:
    """How many notices a person has not read; at most 100, for a badge that says 99+."""
    return len(_UNREAD_NOTICES.about(user.pk))


def sentence_of(notice: Notice) -> str:
    """What a notice says; its comment, decision, shot and round are loaded."""
    comment = notice.comment
    whole = notice.kind.startswith(("round", "invited"))
    what = (
        notice.shot.code if notice.shot else "the project" if whole else "a scene" if comment and comment.scene_id else ""
    )
    return noticed(
        notice.kind, notice.who, what or "the sequence", notice.decision.kind if notice.decision else "", notice.count
    )


def address_of(notice: Notice) -> str:
    """The path that a notice leads to."""
    slug = notice.project.slug
    if notice.comment_id:
        return reverse("review_comment", args=[slug, notice.comment_id])
    ways: list[tuple[str, list[object]]] = []
    if notice.round:
        ways.append(("review_round", [slug, notice.round.number]))
    if notice.decision_id and not notice.shot:
        ways.append(("review", [slug]))
    if notice.shot:
        ways += [("review_shot", [slug, notice.shot.code]), ("shot", [slug, notice.shot.code])]
    for name, args in ways:
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            continue
    return reverse("board", args=[slug])
