"""What shots hang on and what is said of them: scenes, anchors, comments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from ninja import Router

from projects.api import description as spec
from projects.api.answers import Problem, answer
from projects.api.bodies import repeat_key, revision_seen, sent, text_of
from projects.api.door import ApiRequest, member, only
from projects.api.shown import known, listed, paged
from projects.core.board import Anchor as AnchorValue
from projects.core.board import Board
from projects.core.document import to_dict
from projects.core.roles import Action
from projects.forms.anchors import AnchorForm, SceneForm
from projects.models import Anchor, Comment, Project, Scene
from projects.reads import board_of, report_of
from projects.talk import Scope, visible
from projects.writes.anchors import create_anchor, delete_anchor, edit_anchor
from projects.writes.scenes import create_scene, delete_scene, edit_scene
from projects.writes.shots_gate import mark
from projects.writes.transaction import Stale

router = Router(tags=["Scenes, anchors, comments"])
_SCENE, _ANCHOR = ("title", "anchors"), ("kind", "name", "description")


def _scene_row(project: Project, key: str) -> Scene:
    row = Scene.objects.filter(project=project, key=key, deleted_at__isnull=True).first()
    if row is None:
        raise Http404
    return row


def _anchor_row(project: Project, key: str) -> Anchor:
    row = Anchor.objects.filter(project=project, key=key, deleted_at__isnull=True).first()
    if row is None:
        raise Http404
    return row


def _scenes_told(project: Project) -> list[dict[str, Any]]:
    revisions = dict(Scene.objects.filter(project=project, deleted_at__isnull=True).values_list("key", "revision"))
    return [
        {"key": scene["key"], "title": scene["title"], "anchors": scene["anchors"], "seed_lock": scene["seed_lock"],
         "shots": [shot["key"] for shot in scene["shots"]], "revision": revisions.get(scene["key"], 0)}
        for scene in to_dict(board_of(project))["scenes"]
    ]  # fmt: skip


def _anchors_told(project: Project) -> list[dict[str, Any]]:
    board = board_of(project)
    revisions = dict(Anchor.objects.filter(project=project, deleted_at__isnull=True).values_list("key", "revision"))
    return [
        {"key": anchor.key, "kind": anchor.kind, "name": anchor.name, "description": anchor.description,
         "whole_project": anchor.key in board.anchors_in_use,
         "scenes": [scene.key for scene in board.scenes if anchor.key in scene.anchors],
         "shots": [shot.key for _, shot in board.shots() if anchor.key in shot.anchors],
         "revision": revisions.get(anchor.key, 0)}
        for anchor in board.anchors
    ]  # fmt: skip


def _one(rows: list[dict[str, Any]], key: str, status: int = 200) -> HttpResponse:
    found = next(row for row in rows if row["key"] == key)
    return answer(found, status, ETag=f'"{found["revision"]}"')


def _filled(form: Form) -> dict[str, Any]:
    """What a form makes of what was sent. Problem 422 with its sentences."""
    if not form.is_valid():
        wrong = {name: str(problems[0]) for name, problems in form.errors.items()}
        raise Problem(422, f"{next(iter(wrong))}: {next(iter(wrong.values()))}", wrong)
    return form.cleaned_data


def _scene_values(body: dict[str, Any], board: Board, now: dict[str, Any]) -> dict[str, Any]:
    keys = body.get("anchors", now["anchors"])
    if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
        raise Problem(422, "anchors: must be a list of keys.", {"anchors": "must be a list of keys"})
    there = {anchor.key for anchor in board.anchors}  # what stands in the scene may be a deleted one that can come back
    unknown = [key for key in body.get("anchors", ()) if key not in there]
    if unknown:
        raise Problem(422, f"anchors: no anchor has the key “{unknown[0][:40]}”.", {"anchors": "is no key of an anchor"})
    title = text_of(body, "title", 200) if "title" in body else now["title"]
    _filled(SceneForm({"title": title, "anchors": [key for key in keys if key in there]}, board=board))
    return {"title": title, "anchors": list(dict.fromkeys(keys))}


def _anchor_value(body: dict[str, Any], board: Board, now: dict[str, str]) -> AnchorValue:
    given = {name: text_of(body, name) if name in body else now[name] for name in _ANCHOR}
    form = AnchorForm(given, board=board)
    _filled(form)
    return form.anchor()


def _listed(request: ApiRequest, slug: str, told: Callable[[Project], list[dict[str, Any]]]) -> HttpResponse:
    """A page of what a project has of one kind."""
    only(request, *spec.PAGED)
    project, _ = member(request, slug, Action.VIEW)
    return listed(request, told(project))


def _entered(request: ApiRequest, slug: str, *names: str) -> Project:
    """The project, for whoever may edit it."""
    only(request, *names)
    return member(request, slug, Action.EDIT)[0]


def _dropped(
    request: ApiRequest, slug: str, key: str, row: Callable[[Project, str], Scene | Anchor], delete: Callable[..., None]
) -> HttpResponse:
    """Deletes a thing of this key, of the revision that was seen where one was sent."""
    project = _entered(request, slug, "approved")
    row(project, key)
    delete(project, key, by=request.person, revision=revision_seen(request, {}))
    return HttpResponse(status=204)


@router.get("/projects/{slug}/scenes", **spec.op("Scenes in running order", "SceneList", query=spec.PAGED))
def list_scenes(request: ApiRequest, slug: str) -> HttpResponse:
    """Each with its anchors, its seed lock and the codes of its shots."""
    return _listed(request, slug, _scenes_told)


@router.post("/projects/{slug}/scenes", **spec.op("Add a scene at the end", "Scene", 201, body="NewScene", writes=True))
def add_scene(request: ApiRequest, slug: str) -> HttpResponse:
    """With a title and the keys of the anchors that hold in it."""
    project = _entered(request, slug)
    values = _scene_values(sent(request, frozenset(_SCENE)), board_of(project), {"title": "", "anchors": []})
    key = create_scene(project, values["title"], by=request.person, key=repeat_key(request), anchors=values["anchors"])
    return _one(_scenes_told(project), key, 201)


@router.patch("/projects/{slug}/scenes/{key}", **spec.op("Change a scene", "Scene", body="SceneChange", writes=True))
def change_scene(request: ApiRequest, slug: str, key: str) -> HttpResponse:
    """Its title, its anchors. With `revision` nothing is saved over somebody's change."""
    project = _entered(request, slug, "approved")
    row = _scene_row(project, key)
    body = sent(request, frozenset((*_SCENE, "revision")))
    revision = revision_seen(request, body)
    now = {"title": row.title, "anchors": row.anchors}
    values = _scene_values(body, board_of(project), now)
    stale = Problem(409, "Somebody changed this scene meanwhile. Nothing was saved.", revision=row.revision)
    if revision is not None and revision != row.revision:
        raise stale
    try:
        edit_scene(project, key, **values, by=request.person, seen={name: mark(now[name]) for name in _SCENE})
    except Stale:
        raise stale from None
    return _one(_scenes_told(project), key)


@router.api_operation(
    ["DELETE"], "/projects/{slug}/scenes/{key}", **spec.op("Delete a scene", "", 204, writes=True, held=True)
)
def drop_scene(request: ApiRequest, slug: str, key: str) -> HttpResponse:
    """It goes to the trash with its shots."""
    return _dropped(request, slug, key, _scene_row, delete_scene)


@router.get("/projects/{slug}/anchors", **spec.op("Anchors and where they hold", "AnchorList", query=spec.PAGED))
def list_anchors(request: ApiRequest, slug: str) -> HttpResponse:
    """For the whole project, for scenes by key, for shots by code."""
    return _listed(request, slug, _anchors_told)


@router.post("/projects/{slug}/anchors", **spec.op("Make an anchor", "Anchor", 201, body="NewAnchor", writes=True))
def add_anchor(request: ApiRequest, slug: str) -> HttpResponse:
    """It holds nowhere yet: name its key in a scene or a shot."""
    project = _entered(request, slug)
    body = sent(request, frozenset(_ANCHOR))
    value = _anchor_value(body, board_of(project), dict.fromkeys(_ANCHOR, ""))
    key = create_anchor(project, value, by=request.person, key=repeat_key(request))
    return _one(_anchors_told(project), key, 201)


@router.patch("/projects/{slug}/anchors/{key}", **spec.op("Change an anchor", "Anchor", body="AnchorChange", writes=True))
def change_anchor(request: ApiRequest, slug: str, key: str) -> HttpResponse:
    """Every prompt that uses it follows. With `revision` nothing is saved over somebody's change."""
    project = _entered(request, slug, "approved")
    row = _anchor_row(project, key)
    body = sent(request, frozenset((*_ANCHOR, "revision")))
    revision = revision_seen(request, body)
    value = _anchor_value(body, board_of(project), {name: getattr(row, name) for name in _ANCHOR})
    edit_anchor(
        project, key, name=value.name, kind=value.kind, description=value.description,
        revision=row.revision if revision is None else revision, by=request.person,
    )  # fmt: skip
    return _one(_anchors_told(project), key)


@router.api_operation(
    ["DELETE"], "/projects/{slug}/anchors/{key}", **spec.op("Delete an anchor", "", 204, writes=True, held=True)
)
def drop_anchor(request: ApiRequest, slug: str, key: str) -> HttpResponse:
    """Shots that named it go without; it comes back with its places by undo."""
    return _dropped(request, slug, key, _anchor_row, delete_anchor)


@router.get("/projects/{slug}/comments", **spec.op("Comments", "CommentList", query=spec.PAGED | spec.COMMENTS))
def list_comments(request: ApiRequest, slug: str) -> HttpResponse:
    """The oldest first. `thread` is the number of the comment that is answered, null where one begins a thread."""
    only(request, *spec.PAGED, *spec.COMMENTS)
    project, _ = member(request, slug, Action.VIEW)
    report = report_of(project)
    codes, scenes = [item.shot.key for item in report.all_shots()], [scene.key for scene in report.board.scenes]
    known(request, "shot", codes)
    known(request, "scene", scenes)
    rows = visible(project, Scope(frozenset(codes), frozenset(scenes))).filter(deleted_at__isnull=True)
    for name, column in (("shot", "shot__code__in"), ("scene", "scene__key__in")):
        if name in request.GET:
            rows = rows.filter(**{column: request.GET.getlist(name)})
    rows = rows.select_related("shot", "scene", "version").order_by("id")
    items, place = paged(request, list(rows))
    return answer({"items": [_said(row) for row in items], **place})


def _said(row: Comment) -> dict[str, Any]:
    return {
        "number": row.pk, "thread": row.thread_id, "shot": row.shot.code if row.shot else None,
        "scene": row.scene.key if row.scene else None, "by": row.name, "guest": row.guest_id is not None,
        "at": row.at.isoformat(), "edited": row.edited_at is not None, "text": row.text,
        "version": row.version.number if row.version else None, "resolved": row.resolved_at is not None,
    }  # fmt: skip
