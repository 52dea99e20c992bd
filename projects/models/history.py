"""What happened: versions of shots, the activity log, receipts of creates."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from projects.models.people import User
from projects.models.plan import Anchor, Shot
from projects.models.project import Project


class ShotVersion(models.Model):
    """A frozen state of a shot. `data` holds the shot as in a document; `digest` is over its inputs."""

    shot = models.ForeignKey(Shot, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    data = models.JSONField()
    prompt = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=40, default="edit")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shot", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"v{self.number}"


class AnchorVersion(models.Model):
    """A frozen wording of an anchor. Append-only; the first row of an anchor is what it said before its first edit."""

    anchor = models.ForeignKey(Anchor, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    description = models.TextField(blank=True)
    reason = models.CharField(max_length=40, default="edit")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["anchor", "number"], name="anchor_version_once")]

    def __str__(self) -> str:
        return f"v{self.number}"


class Activity(models.Model):
    """One thing that one person did: what (`verb`), to what (`target`), when.

    `changes` holds what it did to each row, as `writes.step` keeps it; with it the line can be taken back.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="activity")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=40)
    target = models.CharField(max_length=120, blank=True)
    data = models.JSONField(default=dict, blank=True)
    changes = models.JSONField(default=list, blank=True)
    can_undo = models.BooleanField(default=False)
    undone_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    # The project's with this line; 0 where it was not kept yet.
    revision = models.PositiveBigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["project", "-id"], name="activity_latest"),
            models.Index(fields=["project", "by", "-id"], condition=Q(can_undo=True), name="activity_undo"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.target}"


class Receipt(models.Model):
    """The answer to a create, kept under the key that the form carried, so that a repeat gets the same answer."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    answer = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="receipt_once")]

    def __str__(self) -> str:
        return self.key
