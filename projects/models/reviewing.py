"""Review: decisions on versions, comments, rounds, what people have read, and what waits for them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from projects.core.review import DECISIONS
from projects.models.history import ShotVersion
from projects.models.people import User
from projects.models.plan import Scene, Shot
from projects.models.project import Project
from projects.models.sharing import Guest

TEXT_MAX = 5_000


class Round(models.Model):
    """A round of review: what is shown is frozen when it opens, decisions are collected until it closes.

    `document` is the plan as it was when the round opened, as in a file (`storyboard/1`).
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="rounds")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    document = models.JSONField()
    opened_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="round_number_once"),
            models.UniqueConstraint(fields=["project"], condition=Q(closed_at__isnull=True), name="round_one_open"),
        ]

    def __str__(self) -> str:
        return self.title or f"Round {self.number}"


class RoundItem(models.Model):
    """One shot in a round: the version that was shown. `place` is its number in the running order, such as 1.2."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="items")
    shot = models.ForeignKey(Shot, models.CASCADE, related_name="+")
    version = models.ForeignKey(ShotVersion, models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    place = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "shot"], name="round_item_once")]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.shot_id}"


class Decision(models.Model):
    """What one reviewer decided on one version of a shot. Append-only.

    `digest` is that of the version; where the shot's inputs have another one now, it was changed since. `name` is how
    the person was called then, so that it stays readable when an account or a share link is gone.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="decisions")
    shot = models.ForeignKey(Shot, models.CASCADE, related_name="decisions")
    version = models.ForeignKey(ShotVersion, models.CASCADE, related_name="decisions")
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in DECISIONS])
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    guest = models.ForeignKey(Guest, models.SET_NULL, null=True, blank=True, related_name="decisions")
    name = models.CharField(max_length=80, blank=True)
    imported = models.BooleanField(default=False)
    round = models.ForeignKey(Round, models.SET_NULL, null=True, blank=True, related_name="decisions")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=DECISIONS), name="decision_kind_known")]
        indexes = [
            models.Index(fields=["shot", "-id"], name="decision_latest"),
            models.Index(fields=["project", "-id"], name="decision_of_project"),
        ]

    def __str__(self) -> str:
        return f"{self.shot_id} {self.kind}"


class Comment(models.Model):
    """Something said about a shot and its version, about a scene, or about the whole sequence (both empty).

    `thread` is the comment that an answer answers, empty on the first of a thread; only a first one is resolved.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="comments")
    shot = models.ForeignKey(Shot, models.CASCADE, null=True, blank=True, related_name="comments")
    scene = models.ForeignKey(Scene, models.CASCADE, null=True, blank=True, related_name="comments")
    version = models.ForeignKey(ShotVersion, models.SET_NULL, null=True, blank=True, related_name="+")
    thread = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="answers")
    round = models.ForeignKey(Round, models.SET_NULL, null=True, blank=True, related_name="comments")
    text = models.TextField()
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    guest = models.ForeignKey(Guest, models.SET_NULL, null=True, blank=True, related_name="comments")
    name = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.CharField(max_length=80, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            models.CheckConstraint(condition=LessThanOrEqual(Length("text"), TEXT_MAX), name="comment_to_5000"),
        ]
        indexes = [
            models.Index(fields=["project", "-id"], name="comment_of_project"),
            models.Index(fields=["shot", "id"], name="comment_of_shot"),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class Read(models.Model):
    """Up to which comment one person has read what is said about a shot; an empty shot means the whole project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    shot = models.ForeignKey(Shot, models.CASCADE, null=True, blank=True, related_name="+")
    upto = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "user", "shot"], name="read_once"),
            models.UniqueConstraint(fields=["project", "user"], condition=Q(shot__isnull=True), name="read_project_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} up to {self.upto}"


class Notice(models.Model):
    """Something that waits in one person's inbox. `kind`: mention, answer, comment, decision, round, stale, invited.

    A decision on several of this person's shots is one notice: `count` of them, `decision` the first, and no `shot`.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    who = models.CharField(max_length=80, blank=True)
    shot = models.ForeignKey(Shot, models.CASCADE, null=True, blank=True, related_name="+")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, blank=True, related_name="+")
    decision = models.ForeignKey(Decision, models.CASCADE, null=True, blank=True, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    count = models.PositiveIntegerField(default=1)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["user", "-id"], name="notice_latest"),
            models.Index(fields=["user"], condition=Q(read_at__isnull=True), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.user_id}"
