"""Scenes, shots, anchors, and the facts recorded about them: breaks and seed locks."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q

from projects.core.board import KINDS, SEED_MAX, STATUSES
from projects.models.library import Picture
from projects.models.people import User
from projects.models.project import Project


class Scene(models.Model):
    """An ordered group of shots. `position` counts from 0 over the scenes that are not deleted."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="scenes")
    key = models.CharField(max_length=100)
    title = models.TextField(blank=True)
    anchors = models.JSONField(default=list, blank=True)
    position = models.PositiveIntegerField()
    revision = models.PositiveBigIntegerField(default=1)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "key"], name="scene_key_once")]
        indexes = [models.Index(fields=["project", "position"], name="scene_order")]

    def __str__(self) -> str:
        return self.key


class Shot(models.Model):
    """One planned clip. Empty quality, resolution, model, cfg and previews mean the project's.

    `code` is its identity and document key: unique in the project for good, deleted shots included, so
    that no code is ever used again. `position` counts from 0 within the scene over shots not deleted.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="shots")
    scene = models.ForeignKey(Scene, models.CASCADE, related_name="shots")
    code = models.CharField(max_length=32)
    position = models.PositiveIntegerField()
    title = models.TextField(blank=True)
    subject = models.TextField(blank=True)
    action = models.TextField(blank=True)
    environment = models.TextField(blank=True)
    lighting = models.TextField(blank=True)
    style = models.TextField(blank=True)
    camera = models.JSONField(default=list, blank=True)
    shot_size = models.CharField(max_length=20, null=True, blank=True)
    framing = models.CharField(max_length=20, null=True, blank=True)
    angle = models.CharField(max_length=20, null=True, blank=True)
    lens = models.TextField(blank=True)
    camera_note = models.TextField(blank=True)
    negative_prompt = models.TextField(blank=True)
    custom_prompt = models.TextField(blank=True)
    custom_prompt_basis = models.TextField(null=True, blank=True)
    anchors = models.JSONField(default=list, blank=True)
    without = models.JSONField(default=list, blank=True)
    starts_from_shot = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="starts")
    starts_from = models.CharField(max_length=6, blank=True)
    duration = models.DecimalField(max_digits=4, decimal_places=1, default=Decimal(10))
    quality = models.CharField(max_length=20, null=True, blank=True)
    resolution = models.CharField(max_length=12, null=True, blank=True)
    model = models.CharField(max_length=60, null=True, blank=True)
    cfg = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)
    seed = models.PositiveBigIntegerField(null=True, blank=True)
    previews = models.PositiveSmallIntegerField(null=True, blank=True)
    fantasy = models.BooleanField(default=False)
    omitted = models.BooleanField(default=False)
    dialogue = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    status = models.CharField(max_length=20, default="draft")
    # The keys that the document has gained since the first release, each where it differs from its default.
    later = models.JSONField(default=dict, blank=True)
    # An own picture in place of the drawn frame.
    picture = models.ForeignKey(Picture, models.SET_NULL, null=True, blank=True, related_name="shots")
    revision = models.PositiveBigIntegerField(default=1)
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="shot_code_once"),
            models.CheckConstraint(
                condition=Q(duration__gte=Decimal("0.5"), duration__lte=600), name="shot_duration_range"
            ),
            models.CheckConstraint(condition=Q(seed__isnull=True) | Q(seed__lte=SEED_MAX), name="shot_seed_32_bit"),
            models.CheckConstraint(condition=Q(cfg__isnull=True) | Q(cfg__gte=1, cfg__lte=20), name="shot_cfg_1_to_20"),
            models.CheckConstraint(condition=Q(previews__isnull=True) | Q(previews__lte=99), name="shot_previews_to_99"),
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="shot_status_known"),
            models.CheckConstraint(
                condition=Q(starts_from__in=["", "upload"], starts_from_shot__isnull=True)
                | Q(starts_from__in=["first", "last", ""]),
                name="shot_reference_frame_whole",
            ),
        ]
        indexes = [models.Index(fields=["scene", "position"], name="shot_order")]

    def __str__(self) -> str:
        return self.code


class Anchor(models.Model):
    """What must stay the same."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="anchors")
    key = models.CharField(max_length=100)
    kind = models.CharField(max_length=12, choices=[(kind, kind.title()) for kind in KINDS])
    name = models.CharField(max_length=80)
    description = models.TextField(blank=True)
    position = models.PositiveIntegerField()
    revision = models.PositiveBigIntegerField(default=1)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "key"], name="anchor_key_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="anchor_kind_known"),
            models.CheckConstraint(condition=~Q(name=""), name="anchor_name_given"),
        ]

    def __str__(self) -> str:
        return self.name


class Break(models.Model):
    """An intended exception of one shot for one anchor, with who recorded it and why."""

    shot = models.ForeignKey(Shot, models.CASCADE, related_name="breaks")
    anchor = models.ForeignKey(Anchor, models.CASCADE, related_name="breaks")
    reason = models.TextField()
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shot", "anchor"], name="break_once")]

    def __str__(self) -> str:
        return f"{self.shot_id} breaks {self.anchor_id}"


class SeedLock(models.Model):
    """The seed of a scene, or of the whole project where `scene` is empty, with who locked it and why."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="seed_locks")
    scene = models.OneToOneField(Scene, models.CASCADE, null=True, blank=True, related_name="seed_lock")
    seed = models.PositiveBigIntegerField()
    master = models.ForeignKey(Shot, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project"], condition=Q(scene__isnull=True), name="project_lock_once"),
            models.CheckConstraint(condition=Q(seed__lte=SEED_MAX), name="lock_seed_32_bit"),
        ]

    def __str__(self) -> str:
        return str(self.seed)
