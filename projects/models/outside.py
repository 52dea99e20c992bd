"""What reaches beyond pages: files that are made in the background, and tokens that let programs in."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from projects.models.people import User
from projects.models.project import Project

STATES = ("queued", "running", "done", "failed", "cancelled")
SCOPES = ("read", "write")


class Job(models.Model):
    """A file in the making. `options` says how; `done` of `total` steps; `said` what is being done, or why it failed.

    `file` is its path in the folder for jobs once it is there, `name` what it is called when saved. `beat_at` is the
    last sign of life of the process `pid` that makes it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="jobs")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=20)
    options = models.JSONField(default=dict, blank=True)
    revision = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=[(state, state) for state in STATES], default="queued")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    said = models.CharField(max_length=300, blank=True)
    file = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    pid = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["project", "-at"], name="job_by_project")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="job_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.project_id}, {self.state}"


class ApiToken(models.Model):
    """Lets a program act for a person. Only a hash of the token is stored; `prefix` is what the list shows of it.

    `scopes` holds "read" and perhaps "write"; with `project` it reaches that project alone.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    project = models.ForeignKey(Project, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12)
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="api_token_named")]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
