"""Shots that were approved before decisions were kept get the decision that their status stands for."""

from django.db import migrations


def keep_decisions(apps, schema_editor):
    """One decision for each approved shot, on its last version, by whoever set the status, where the log knows."""
    shots = apps.get_model("projects", "Shot").objects.filter(status="approved").select_related("project")
    versions = apps.get_model("projects", "ShotVersion").objects
    lines = apps.get_model("projects", "Activity").objects.filter(verb="shot-status", by__isnull=False)
    decisions = apps.get_model("projects", "Decision").objects
    for shot in shots.iterator():
        version = versions.filter(shot=shot).order_by("-number").first()
        if version is None or decisions.filter(shot=shot).exists():
            continue
        line = lines.filter(project=shot.project, target=shot.code).order_by("-id").select_related("by").first()
        by = line.by if line else None
        made = decisions.create(
            project=shot.project, shot=shot, version=version, digest=version.digest, kind="approved",
            by=by, name=(by.name or by.email.split("@")[0])[:80] if by else "", imported=by is None,
        )  # fmt: skip
        if line:
            decisions.filter(pk=made.pk).update(at=line.at)


class Migration(migrations.Migration):
    dependencies = [("projects", "0004_review_sharing_rounds")]
    operations = [migrations.RunPython(keep_decisions, migrations.RunPython.noop)]
