"""What waits in people's inboxes: each learns once of what concerns him or her, never of the own doing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from projects.models import Comment, Decision, Membership, Notice, Project, Round, ShotVersion, User
from projects.talk import notices_of
from projects.writes.transaction import writing


def _tell(project: Project, kinds: Mapping[int, str], by: User | None, who: str, **about: Any) -> None:
    """One notice for each of these people (key of the account -> kind) who is a member still and not `by`."""
    rows = Membership.objects.filter(project=project, user__in=kinds, user__is_active=True)
    users = [user for user in rows.values_list("user", flat=True) if by is None or user != by.pk]
    Notice.objects.bulk_create(
        [Notice(user_id=user, project=project, kind=kinds[user], who=who[:80], **about) for user in sorted(users)]
    )


def tell_of_comment(project: Project, comment: Comment, mentioned: Iterable[int]) -> None:
    """Those who are mentioned, who spoke in the thread, and who changed the shot or decided on it: each once."""
    kinds: dict[int, str] = {}
    if comment.shot_id:
        concerned = [*_authors(comment.shot_id), *_deciders(comment.shot_id)]
        kinds.update({user: "comment" for user in concerned if user})
    if comment.thread_id:
        spoken = Comment.objects.filter(Q(pk=comment.thread_id) | Q(thread=comment.thread_id), deleted_at__isnull=True)
        kinds.update({user: "answer" for user in spoken.values_list("by", flat=True) if user})
    kinds.update(dict.fromkeys(mentioned, "mention"))
    _tell(project, kinds, comment.by, comment.name, comment=comment, shot_id=comment.shot_id)


def tell_of_mentions(project: Project, comment: Comment, mentioned: Iterable[int]) -> None:
    """Those who are mentioned in a comment that was edited and had no notice of it."""
    known = set(Notice.objects.filter(comment=comment).values_list("user", flat=True))
    kinds = {user: "mention" for user in mentioned if user not in known}
    _tell(project, kinds, comment.by, comment.name, comment=comment, shot_id=comment.shot_id)


def _authors(shot: int) -> list[int | None]:
    return list(ShotVersion.objects.filter(shot=shot).order_by().values_list("by", flat=True).distinct())


def _deciders(shot: int) -> list[int | None]:
    return list(Decision.objects.filter(shot=shot).order_by().values_list("by", flat=True).distinct())


def tell_of_decisions(project: Project, decisions: Iterable[Decision]) -> None:
    """Those who changed a shot learn what was decided on it: once, however many of theirs it was. Three statements."""
    made = {decision.shot_id: decision for decision in decisions}
    members = set(Membership.objects.filter(project=project, user__is_active=True).values_list("user", flat=True))
    authors = ShotVersion.objects.filter(shot__in=made, by__in=members).order_by().values_list("shot", "by").distinct()
    concerned: dict[int, list[Decision]] = {}
    for shot, user in sorted(authors):
        if user != made[shot].by_id:
            concerned.setdefault(user, []).append(made[shot])
    Notice.objects.bulk_create(
        Notice(
            user_id=user, project=project, kind="decision", who=found[0].name, decision=found[0], count=len(found),
            shot_id=found[0].shot_id if len(found) == 1 else None,
        )
        for user, found in sorted(concerned.items())
    )  # fmt: skip


def tell_of_round(project: Project, opened: Round, by: User, *, closed: bool = False) -> None:
    """Everybody in the project learns that a round of review is open, or closed."""
    members = Membership.objects.filter(project=project).values_list("user", flat=True)
    kind = "round-closed" if closed else "round-opened"
    _tell(project, dict.fromkeys(members, kind), by, by.label, round=opened)


def read_notices(user: User, now: datetime, number: int | None = None) -> int:
    """Marks one notice of a person as read, or all of them; how many that were."""
    with writing():
        rows = notices_of(user).filter(read_at__isnull=True)
        if number is not None:
            rows = rows.filter(pk=number)
        return Notice.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(read_at=now)
