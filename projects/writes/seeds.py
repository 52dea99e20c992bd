"""Locking and unlocking seeds, with who and why in the log."""

from __future__ import annotations

from projects.core.board import SEED_MAX
from projects.core.findings import Refused
from projects.models import Project, Scene, SeedLock, Shot, User
from projects.writes.shots_gate import kept_scene
from projects.writes.step import drop, make, put, put_all
from projects.writes.transaction import changing, log


def lock_seed(project: Project, scene_key: str | None, *, master: str, seed: int | None, reason: str, by: User) -> SeedLock:
    """Locks the seed of a master shot for its scene, or for the project where `scene_key` is None.

    `seed` None takes the master's own. All shots under the lock take the seed. Refused without a
    seed, for a master outside the scene, or where a lock is already there.
    """
    with changing(project, by=by) as locked:
        scene = kept_scene(locked, scene_key) if scene_key else None
        rows = Shot.objects.filter(project=locked, deleted_at__isnull=True, scene__deleted_at__isnull=True)
        if scene is not None:
            rows = rows.filter(scene=scene)
        shot = rows.filter(code=master).first()
        if shot is None:
            raise Refused(f"{master} is not in this {'scene' if scene else 'project'}. Choose a master shot from it.")
        if SeedLock.objects.filter(project=locked, scene=scene).exists():
            raise Refused("A seed is already locked here. Unlock it first.")
        value = shot.seed if seed is None else seed
        if value is None:
            raise Refused(f"{master} has no seed yet. Enter the seed to lock.")
        if not 0 <= value <= SEED_MAX:
            raise Refused(f"A seed is a whole number from 0 to {SEED_MAX}.")
        lock = make(locked, SeedLock, project=locked, scene=scene, seed=value, master=shot, by=by, reason=reason)
        _give_seed(locked, scene, value)
        log(locked, by, "seed-locked", scene.key if scene else "", seed=value, master=master, reason=reason)
    return lock


def _give_seed(project: Project, scene: Scene | None, seed: int) -> None:
    """A lock replaces the shots' own seeds. A project's lock leaves out scenes that have their own."""
    rows = Shot.objects.filter(project=project, deleted_at__isnull=True)
    rows = rows.filter(scene=scene) if scene else rows.filter(scene__seed_lock__isnull=True)
    put_all(project, rows, seed=seed)


def unlock_seed(project: Project, scene_key: str | None, *, reason: str, by: User) -> None:
    """Takes a lock away. Its seed stays on each shot, unless the project's lock holds the scene from now on."""
    with changing(project, by=by) as locked:
        scene = kept_scene(locked, scene_key) if scene_key else None
        lock = SeedLock.objects.filter(project=locked, scene=scene).first()
        if lock is None:
            raise Refused("There is no lock to take away.")
        if not reason.strip():
            raise Refused("Say why you unlock the seed.")
        wider = SeedLock.objects.filter(project=locked, scene__isnull=True).first() if scene else None
        _give_seed(locked, scene, (wider or lock).seed)
        drop(locked, lock)
        log(locked, by, "seed-unlocked", scene.key if scene else "", seed=lock.seed, reason=reason)


def choose_master(project: Project, scene_key: str | None, *, master: str, by: User) -> None:
    """Gives a lock another master shot. The seed stays as it is."""
    with changing(project, by=by) as locked:
        scene = kept_scene(locked, scene_key) if scene_key else None
        lock = SeedLock.objects.filter(project=locked, scene=scene).first()
        if lock is None:
            raise Refused("There is no lock here.")
        rows = Shot.objects.filter(project=locked, code=master, deleted_at__isnull=True, scene__deleted_at__isnull=True)
        shot = (rows.filter(scene=scene) if scene else rows).first()
        if shot is None:
            raise Refused(f"{master} is not in this {'scene' if scene else 'project'}.")
        put(locked, lock, master=shot)
        log(locked, by, "seed-master", scene.key if scene else "", master=master)
