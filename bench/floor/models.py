"""The floor's rows: the columns of the product's shots, and nothing around them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Scene(models.Model):
    """A group of shots of project `project` (a bare number)."""

    objects: ClassVar[models.Manager[Scene]] = models.Manager()
    project = models.PositiveIntegerField(db_index=True)
    title = models.TextField()
    position = models.PositiveIntegerField()

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return self.title


class Anchor(models.Model):
    """What the scenes of a project share."""

    objects: ClassVar[models.Manager[Anchor]] = models.Manager()
    project = models.PositiveIntegerField(db_index=True)
    name = models.TextField()
    description = models.TextField()

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return self.name


class Shot(models.Model):
    """One shot."""

    objects: ClassVar[models.Manager[Shot]] = models.Manager()
    project = models.PositiveIntegerField(db_index=True)
    scene = models.ForeignKey(Scene, models.CASCADE)
    scene_id: int
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=32)
    title = models.TextField(blank=True)
    subject = models.TextField(blank=True)
    action = models.TextField(blank=True)
    environment = models.TextField(blank=True)
    lighting = models.TextField(blank=True)
    style = models.TextField(blank=True)
    camera = models.TextField(blank=True)
    shot_size = models.CharField(max_length=20, blank=True)
    angle = models.CharField(max_length=20, blank=True)
    lens = models.TextField(blank=True)
    prompt = models.TextField(blank=True)
    negative_prompt = models.TextField(blank=True)
    duration = models.DecimalField(max_digits=4, decimal_places=1)
    quality = models.CharField(max_length=20, blank=True)
    resolution = models.CharField(max_length=12, blank=True)
    seed = models.PositiveBigIntegerField(null=True)
    credits = models.PositiveIntegerField(default=0)
    dialogue = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    status = models.CharField(max_length=20, default="draft")
    revision = models.PositiveBigIntegerField(default=1)

    class Meta:
        app_label = "floor"
        indexes = [models.Index(fields=["scene", "position"], name="floor_order")]

    def __str__(self) -> str:
        return self.code
