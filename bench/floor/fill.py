"""`python -m bench.floor.fill`: makes the floor's database and prints, as JSON, what the bench needs to know of it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.floor.settings"

PERSONS = 9


def main() -> None:
    """Tables, people with sessions, and the projects of `bench.boards`."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)
    call_command("migrate", run_syncdb=True, verbosity=0)
    print(json.dumps({"sessions": _sessions(), "projects": [_project(n, *size) for n, size in enumerate(_sizes(), 1)]}))


def _sizes() -> tuple[tuple[int, int], ...]:
    from bench.boards import SIZES

    return tuple(SIZES.values())


def _sessions() -> list[str]:
    """Session keys of people who are signed in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore

    keys = []
    for at in range(PERSONS):
        user = User.objects.create_user(f"person-{at}")
        store = SessionStore()
        store[SESSION_KEY] = str(user.pk)
        store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        store[HASH_SESSION_KEY] = user.get_session_auth_hash()
        store.create()
        keys.append(str(store.session_key))
    return keys


def _project(project: int, shots: int, scenes: int) -> dict[str, Any]:
    from bench.boards import board
    from bench.floor.models import Anchor, Scene, Shot

    plan = board(shots, scenes)
    Anchor.objects.bulk_create(Anchor(project=project, name=a.name, description=a.description) for a in plan.anchors)
    rows = []
    for position, scene in enumerate(plan.scenes):
        row = Scene.objects.create(project=project, title=scene.title, position=position)
        rows.append(row.pk)
        Shot.objects.bulk_create(
            Shot(
                project=project, scene=row, position=at, code=shot.key, title=shot.title, subject=shot.subject,
                action=shot.action, environment=shot.environment, lighting=shot.lighting, style=shot.style,
                camera=" ".join(f"{m.speed or ''} {m.move}" for m in shot.camera), shot_size=shot.shot_size or "",
                angle=shot.angle or "", lens=shot.lens, negative_prompt=plan.negative_prompt, duration=shot.duration,
                quality=shot.quality or "", resolution=plan.resolution, seed=shot.seed, credits=150,
                dialogue=shot.dialogue, notes=shot.notes,
                prompt=f"{shot.subject}, {shot.action}, {shot.environment}, {shot.lighting}, {shot.style}. " * 2,
            )
            for at, shot in enumerate(scene.shots)
        )  # fmt: skip
    shot_keys = list(
        Shot.objects.filter(project=project).order_by("scene__position", "position").values_list("pk", flat=True)
    )
    return {"scenes": rows, "shots": shot_keys}


if __name__ == "__main__":
    main()
