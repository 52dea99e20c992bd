"""A project: one production with its settings."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q


class ProjectQuerySet(models.QuerySet["Project"]):
    """Questions about projects."""

    def of(self, user_id: int) -> ProjectQuerySet:
        """The projects that this person is a member of and that are not deleted."""
        return self.filter(memberships__user_id=user_id, deleted_at__isnull=True)


class Project(models.Model):
    """One production. Its fields are those of a `storyboard/1` document under the same names.

    `revision` goes up with every write to anything in the project, so that equal revisions mean equal
    content. `anchors_in_use` holds anchor keys in order; keys of deleted anchors are passed over.
    """

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    brief = models.TextField(blank=True)
    destination = models.CharField(max_length=60, null=True, blank=True)
    aspect_ratio = models.CharField(max_length=12, default="16:9")
    resolution = models.CharField(max_length=12, default="1080p")
    fps = models.DecimalField(max_digits=6, decimal_places=3, default=Decimal(24))
    model = models.CharField(max_length=60)
    model_facts = models.CharField(max_length=5, default="guide")
    quality = models.CharField(max_length=20, default="standard")
    previews = models.PositiveSmallIntegerField(default=0)
    draft_resolution = models.CharField(max_length=12, null=True, blank=True)
    draft_duration = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    cfg = models.DecimalField(max_digits=3, decimal_places=1, default=Decimal(7))
    negative_prompt = models.TextField(blank=True)
    continuity = models.CharField(max_length=10, default="restate")
    dialect = models.CharField(max_length=20, default="sentence")
    budget_credits = models.PositiveBigIntegerField(null=True, blank=True)
    money_per_credit = models.CharField(max_length=40, null=True, blank=True)
    currency = models.CharField(max_length=3, default="USD")
    anchors_in_use = models.JSONField(default=list, blank=True)
    # The keys that the document has gained since the first release, each where it differs from its default.
    later = models.JSONField(default=dict, blank=True)
    # An author cannot approve what he or she wrote.
    four_eyes = models.BooleanField(default=False)
    # What stands at the top of its paper.
    logo = models.ForeignKey("projects.Picture", models.SET_NULL, null=True, blank=True, related_name="+")

    revision = models.PositiveBigIntegerField(default=1)
    # Goes up with every comment, decision and round, which leave the plan as it is.
    talk = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="project_title_given"),
            models.CheckConstraint(condition=Q(fps__gte=1, fps__lte=120), name="project_fps_1_to_120"),
            models.CheckConstraint(condition=Q(cfg__gte=1, cfg__lte=20), name="project_cfg_1_to_20"),
            models.CheckConstraint(condition=Q(previews__lte=99), name="project_previews_to_99"),
            models.CheckConstraint(
                condition=Q(draft_duration__isnull=True) | Q(draft_duration__gte=Decimal("0.5"), draft_duration__lte=600),
                name="project_draft_duration_range",
            ),
            models.CheckConstraint(condition=Q(model_facts__in=["guide", "api"]), name="project_model_facts_known"),
            models.CheckConstraint(condition=Q(continuity__in=["restate", "phrase"]), name="project_continuity_known"),
        ]

    def __str__(self) -> str:
        return self.title
