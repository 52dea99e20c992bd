"""What was deleted in a project and can come back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from projects.access import MemberRequest, for_project
from projects.cards import drawn, excerpt
from projects.core import board as core
from projects.core.roles import Action
from projects.core.sketch import sketch, sketch_defs
from projects.models import Anchor, Project, Scene, Shot
from projects.reads import catalogue
from projects.views.regions import page
from projects.views.shared import base_values

MOST = 200


@dataclass(frozen=True, slots=True)
class Deleted:
    """One thing in the trash: what it is called and says, when and by whom it was deleted, and how it comes back."""

    kind: str
    name: str
    text: str
    at: datetime
    who: str
    restore: str
    frame: Markup | None = None


def _shots(project: Project) -> list[Deleted]:
    rows = Shot.objects.filter(project=project, deleted_at__isnull=False, scene__deleted_at__isnull=True)
    found = []
    for row in rows.select_related("changed_by").order_by("-deleted_at")[:MOST]:
        value = core.Shot(
            row.code, subject=row.subject, action=row.action, environment=row.environment, lighting=row.lighting,
            shot_size=row.shot_size, framing=row.framing, angle=row.angle,
        )  # fmt: skip
        frame = sketch(
            value, catalogue(), ratio=project.aspect_ratio, environment=row.environment, lighting=row.lighting,
            people=bool(row.subject or row.action), label=row.code,
        )  # fmt: skip
        said = ", ".join(part for part in (row.subject, row.action, row.environment) if part)
        restore = reverse("shot_restore", args=[project.slug, row.code])
        who = row.changed_by.label if row.changed_by else ""
        name = f"{row.code} {row.title}".strip()
        assert row.deleted_at is not None  # noqa: S101 - the query says so
        found.append(Deleted("shot", name, excerpt(said), row.deleted_at, who, restore, drawn(frame)))
    return found


def _others(project: Project) -> list[Deleted]:
    found = []
    for scene in Scene.objects.filter(project=project, deleted_at__isnull=False).order_by("-deleted_at")[:MOST]:
        count = Shot.objects.filter(scene=scene, deleted_at__isnull=True).count()
        text = f"with {count} shot{'' if count == 1 else 's'}"
        restore = reverse("scene_restore", args=[project.slug, scene.key])
        assert scene.deleted_at is not None  # noqa: S101 - the query says so
        found.append(Deleted("scene", scene.title or scene.key, text, scene.deleted_at, "", restore))
    for anchor in Anchor.objects.filter(project=project, deleted_at__isnull=False).order_by("-deleted_at")[:MOST]:
        restore = reverse("anchor_restore", args=[project.slug, anchor.key])
        assert anchor.deleted_at is not None  # noqa: S101 - the query says so
        found.append(Deleted("anchor", anchor.name, excerpt(anchor.description), anchor.deleted_at, "", restore))
    return found


@require_safe
@for_project(Action.EDIT)
def trash(request: MemberRequest, project: Project) -> HttpResponse:
    """Deleted scenes, anchors and shots, the latest first, each with its way back."""
    items = sorted([*_shots(project), *_others(project)], key=lambda item: item.at, reverse=True)
    values = {**base_values(request, project), "items": items, "defs": drawn(sketch_defs())}
    return page(request, "screens/trash.html", values)
