"""Templates of one's own: kept, renamed, deleted, brought back; and a template's scenes put into a project."""

from __future__ import annotations

import json

from django.utils import timezone

from projects.core import board as core
from projects.core.findings import Refused
from projects.core.ordering import slug_key
from projects.core.report import Report, build, context_of
from projects.core.templates import Template as Value
from projects.core.templates import stored
from projects.core.templates_insert import Inserted, Taken, added_errors, inserted
from projects.core.use import Use, usage
from projects.models import Activity, Anchor, Project, Scene, SeedLock, Shot, Template, User
from projects.reads import catalogue, report_of
from projects.writes.rows import shot_columns
from projects.writes.shots_gate import add_version
from projects.writes.shots_rows import record_breaks
from projects.writes.step import make
from projects.writes.transaction import Blocked, changing, log, once, writing

MOST = 200
LARGEST = 8 * 1024 * 1024


def kept_template(user: User, key: str, *, gone: bool = False) -> Template:
    """This person's template with this key; with `gone` also a deleted one. Refused where there is none."""
    rows = Template.objects.filter(owner=user, key=key)
    row = rows.first() if gone else rows.filter(deleted_at__isnull=True).first()
    if row is None:
        raise Refused("There is no such template.")
    return row


def _refuse_title(user: User, title: str, but: int | None = None) -> None:
    rows = Template.objects.filter(owner=user, deleted_at__isnull=True, title__iexact=title)
    if (rows if but is None else rows.exclude(pk=but)).exists():
        raise Refused(f"You have a template called “{title}” already. Give this one another title.")


def save_template(value: Value, *, by: User, key: str = "") -> str:
    """Keeps a template for this person and returns its key. Refused for a title used twice, or too many or too much."""
    document = stored(value)
    if len(json.dumps(document)) > LARGEST:
        raise Refused("This is too much for one template. Keep its scenes one by one.")
    with writing():
        answer = once(by, key, ["template", value.title, document], lambda: {"template": _save(value.title, document, by)})
    return str(answer["template"])


def _save(title: str, document: dict[str, object], by: User) -> str:
    rows = Template.objects.filter(owner=by)
    if rows.filter(deleted_at__isnull=True).count() >= MOST:
        raise Refused(f"You keep {MOST} templates. Delete one that you no longer use.")
    _refuse_title(by, title)
    made = slug_key(title, set(rows.values_list("key", flat=True)), "template")
    Template.objects.create(owner=by, key=made, title=title, document=document)
    return made


def rename_template(user: User, key: str, title: str) -> None:
    """Gives a template another title; its address stays."""
    with writing():
        row = kept_template(user, key)
        _refuse_title(user, title, row.pk)
        row.title = title
        row.save(update_fields=["title"])


def delete_template(user: User, key: str) -> str:
    """Deletes a template so that it can be brought back. Gives its title."""
    with writing():
        row = kept_template(user, key)
        row.deleted_at = timezone.now()
        row.save(update_fields=["deleted_at"])
    return row.title


def restore_template(user: User, key: str) -> str:
    """Brings a deleted template back. Gives its title. Refused while another one has it."""
    with writing():
        row = kept_template(user, key, gone=True)
        if row.deleted_at is not None:
            _refuse_title(user, row.title, row.pk)
            row.deleted_at = None
            row.save(update_fields=["deleted_at"])
    return row.title


def taken_in(project: Project) -> Taken:
    """Codes and keys that a project has used, deleted ones included."""
    codes = Shot.objects.filter(project=project).values_list("code", flat=True)
    keys = (model.objects.filter(project=project).values_list("key", flat=True) for model in (Scene, Anchor))
    scenes, anchors = (set(found) for found in keys)
    return Taken(set(codes), scenes, anchors)


def preview_insert(project: Project, other: core.Board, after: str | None) -> tuple[Inserted, Report, Report]:
    """What an insert would make: the plan afterwards, the report before and the one after. Refused for a scene gone."""
    before = report_of(project)
    try:
        found = inserted(before.board, other, after, taken_in(project))
    except KeyError:
        raise Refused("The scene to insert after was deleted. Choose another place.") from None
    return found, before, build(found.board, catalogue(), previous=before)


def insert_template(
    project: Project, other: core.Board, *, after: str | None, title: str, by: User, key: str = ""
) -> Activity:
    """Puts the scenes of a filled template behind the scene `after` (None: at the end), as one step.

    Blocked, with the findings, where that adds errors of continuity or seeds. Gives the line of the log.
    """
    if not other.scenes:
        raise Refused("This template has no scene to insert.")
    with changing(project, by=by) as locked:
        body = ["template-insert", project.pk, after, repr(other)]
        answer = once(by, key, body, lambda: {"line": _insert(locked, other, after, title, by).pk})
    return Activity.objects.get(pk=answer["line"])


def _insert(locked: Project, other: core.Board, after: str | None, title: str, by: User) -> Activity:
    found, before, report = preview_insert(locked, other, after)
    blocked = tuple(finding for _, finding in added_errors(before, report))
    if blocked:
        raise Blocked(blocked)
    place = Anchor.objects.filter(project=locked).count()
    for at, anchor in enumerate(found.anchors):
        make(
            locked, Anchor, project=locked, key=anchor.key, kind=anchor.kind, name=anchor.name,
            description=anchor.description, position=place + at,
        )  # fmt: skip
    uses = usage(found.board)
    for at, scene in enumerate(found.scenes):
        _insert_scene(locked, found, scene, found.position + at, uses, by)
    codes = [shot.key for scene in found.scenes for shot in scene.shots]
    return log(locked, by, "template-inserted", found.scenes[0].key, title=title, shots=codes)


def _insert_scene(
    locked: Project, found: Inserted, scene: core.Scene, position: int, uses: dict[str, tuple[Use, ...]], by: User
) -> None:
    row = make(
        locked, Scene, project=locked, key=scene.key, title=scene.title, anchors=list(scene.anchors), position=position
    )
    rows: dict[str, Shot] = {}
    for shot in scene.shots:
        columns = shot_columns(shot)
        if shot.starts_from and shot.starts_from.shot:
            columns["starts_from_shot"] = _source(locked, rows, shot.starts_from.shot)
        rows[shot.key] = make(
            locked, Shot, project=locked, scene=row, code=shot.key, position=None, changed_by=by, **columns
        )
        record_breaks(locked, rows[shot.key], {item.anchor: item.reason for item in shot.breaks}, by)
        ctx = context_of(found.board, scene, shot, uses[shot.key], catalogue())
        add_version(rows[shot.key], ctx, by, "template")
    lock = scene.seed_lock
    if lock is not None:
        make(locked, SeedLock, project=locked, scene=row, seed=lock.seed, master=rows.get(lock.master or ""), by=by)


def _source(locked: Project, rows: dict[str, Shot], code: str) -> Shot | None:
    """The shot that another starts from: of the same scene, or of one inserted before it."""
    return rows.get(code) or Shot.objects.filter(project=locked, code=code, deleted_at__isnull=True).first()
