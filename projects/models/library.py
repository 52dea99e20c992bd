"""What people keep beside a plan: templates of their own, and pictures that take the place of a drawn frame."""

from __future__ import annotations

from django.db import models

from projects.models.people import User
from projects.models.project import Project


class Template(models.Model):
    """A project or scene kept as a starting point by one person. `document` holds it with its blanks in braces."""

    owner = models.ForeignKey(User, models.CASCADE, related_name="templates")
    key = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    document = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="template_key_once")]

    def __str__(self) -> str:
        return self.title


class Picture(models.Model):
    """A picture of a project's own, checked and written anew. `file` is its path in the media folder; size in pixels."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="pictures")
    file = models.CharField(max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "digest"], name="picture_once")]

    def __str__(self) -> str:
        return self.file
