"""Shots: listed, read, made, changed, deleted, checked without saving, and taken through review."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from ninja import Router

from projects.api import description as spec
from projects.api.answers import Problem, answer, findings_told
from projects.api.bodies import (
    SHOT_FIELDS,
    changed_shot,
    repeat_key,
    revision_seen,
    seen_marks,
    sent,
    shot_values,
    text_of,
)
from projects.api.door import ApiRequest, member, only
from projects.api.shown import known, paged, revisions_of, shot_told
from projects.core import board as core
from projects.core.computed import shot_block
from projects.core.document import shot_dict
from projects.core.filtering import matching, read_filter
from projects.core.report import Report, ShotReport, build
from projects.core.roles import Action
from projects.core.search import index
from projects.models import Project
from projects.reads import catalogue, report_of
from projects.writes.batch import save_shots
from projects.writes.shots import delete_shot, save_shot, set_omitted
from projects.writes.shots_gate import new_errors, with_shot
from projects.writes.shots_new import add_shot, place_in, with_new_shot
from projects.writes.transaction import Stale

router = Router(tags=["Shots"])
_PLACE = ("scene", "after", "before")
_NEW = frozenset((*SHOT_FIELDS, *_PLACE))
_CHANGED = frozenset((*SHOT_FIELDS, "omitted", "revision", "seen"))


def item_of(report: Report, code: str) -> ShotReport:
    """A shot of the plan; 404 for a code that it has not."""
    try:
        return report.shot(code)
    except KeyError:
        raise Http404 from None


def _answer(project: Project, code: str, status: int = 200, **headers: str) -> HttpResponse:
    revision = revisions_of(project, [code]).get(code, 0)
    told = shot_told(item_of(report_of(project), code), revision)
    return answer(told, status, ETag=f'"{revision}"', **headers)


@router.get(
    "/projects/{slug}/shots", **spec.op("Shots with everything computed", "ShotList", query=spec.PAGED | spec.FILTER)
)
def list_shots(request: ApiRequest, slug: str) -> HttpResponse:
    """In running order. Several values of one filter mean any of them, several filters all."""
    only(request, *spec.PAGED, *spec.FILTER)
    project, _ = member(request, slug, Action.VIEW)
    report = report_of(project)
    wanted, unknown = read_filter({name: request.GET.getlist(name) for name in spec.FILTER}, report, catalogue())
    scenes = frozenset(request.GET.getlist("scene"))
    if unknown:
        raise Problem(422, unknown)
    known(request, "scene", [scene.key for scene in report.board.scenes])
    words = index(report) if wanted.q else None
    kept = frozenset(matching(wanted, report, words)) if wanted.active else None
    items = [
        item for item in report.all_shots()
        if (kept is None or item.shot.key in kept) and (not scenes or item.scene.key in scenes)
    ]  # fmt: skip
    part, place = paged(request, items)
    revisions = revisions_of(project, [item.shot.key for item in part])
    return answer({"items": [shot_told(item, revisions.get(item.shot.key, 0)) for item in part], **place})


@router.get("/projects/{slug}/shots/{code}", **spec.op("One shot", "Shot"))
def get_shot(request: ApiRequest, slug: str, code: str) -> HttpResponse:
    """The header ETag holds its revision."""
    only(request)
    project, _ = member(request, slug, Action.VIEW)
    return _answer(project, code)


@router.post("/projects/{slug}/shots", **spec.op("Add a shot", "Shot", 201, "NewShot", writes=True))
def make_shot(request: ApiRequest, slug: str) -> HttpResponse:
    """At the end of a scene, or `after` or `before` one of its shots. The answer says which code it got."""
    only(request, "approved")
    project, _ = member(request, slug, Action.EDIT)
    body = sent(request, _NEW)
    board = report_of(project).board
    scene, after, before = (text_of(body, name, 100) for name in _PLACE)
    scene = _scene(board, scene, after or before)
    board, shot = _new_shot(board, scene, {n: v for n, v in body.items() if n not in _PLACE}, after, before)
    place = {"after": after, "before": before, "key": repeat_key(request)}
    code = add_shot(project, scene, replace(shot, key=""), by=request.person, **place)
    if code not in revisions_of(project, [code]):
        raise Problem(409, f"{code} was made by this key before, and deleted since.")
    return _answer(project, code, 201, Location=f"/api/v1/projects/{slug}/shots/{code}")


def _scene(board: core.Board, scene: str, beside: str) -> str:
    """The scene that was named, else the one of the shot that was named, else the last one."""
    keys = [item.key for item in board.scenes]
    if (scene and scene not in keys) or not keys:
        raise Problem(422, "This project has no such scene.", {"scene": "is no scene of this project"})
    found = next((item.key for item, shot in board.shots() if shot.key == beside), "") if beside else ""
    return scene or found or keys[-1]


_FRESH = "new-shot-of-the-api"  # stands in for the code that is given when it is saved


def _new_shot(
    board: core.Board, scene: str, given: dict[str, Any], after: str = "", before: str = ""
) -> tuple[core.Board, core.Shot]:
    """A board with one shot more of these values, and that shot."""
    there = next(item for item in board.scenes if item.key == scene)
    board = with_new_shot(board, scene, core.Shot(_FRESH), place_in(there, after, before)[0])
    shot = changed_shot(board, _FRESH, shot_values(given))
    return with_shot(board, shot), shot


@router.patch("/projects/{slug}/shots/{code}", **spec.op("Change a shot", "Shot", body="ShotChange", writes=True))
def change_shot(request: ApiRequest, slug: str, code: str) -> HttpResponse:
    """Only the fields that are named change. With If-Match, or `seen`, a save over somebody's change answers 409."""
    only(request, "approved")
    project, _ = member(request, slug, Action.EDIT)
    body = sent(request, _CHANGED)
    report = report_of(project)
    item = item_of(report, code)
    revision = revision_seen(request, body)
    seen = seen_marks(body["seen"]) if "seen" in body else {}
    values = shot_values({name: value for name, value in body.items() if name in SHOT_FIELDS})
    try:
        if "omitted" in body:
            _omit(request, project, code, body, revision)
        else:
            _save(request, project, item, changed_shot(report.board, code, values), values, seen, revision)
    except Stale as error:
        raise _stale(project, code, values, error) from None
    return _answer(project, code)


def _omit(request: ApiRequest, project: Project, code: str, body: dict[str, Any], revision: int | None) -> None:
    if set(body) - {"omitted", "revision"} or not isinstance(body["omitted"], bool):
        raise Problem(422, "omitted: send true or false, and no other field with it.", {"omitted": "goes alone"})
    set_omitted(project, code, body["omitted"], by=request.person, revision=revision)


def _save(
    request: ApiRequest, project: Project, item: ShotReport, shot: core.Shot, values: dict[str, Any],
    seen: dict[str, str], revision: int | None,
) -> None:  # fmt: skip
    before, code = item.shot, item.shot.key
    had, breaks = ({item.anchor: item.reason for item in state.breaks} for state in (before, shot))
    if had.keys() - breaks.keys():
        if set(values) != {"breaks"}:
            raise Problem(422, "breaks: take a break back alone, without other fields.", {"breaks": "goes alone"})
        if revision not in (None, revisions_of(project, [code]).get(code)):
            raise Stale(before, "Somebody")
        save_shots(project, {code: shot}, by=request.person, verb="shot-edited", fields=["breaks"])
        return
    names = (set(values) - {"breaks"}) | ({"custom_prompt_basis"} if "custom_prompt" in values else set())
    changes = {name: getattr(shot, name) for name in names}
    new = {anchor: reason for anchor, reason in breaks.items() if had.get(anchor) != reason}
    save_shot(project, code, changes, by=request.person, seen=seen, revision=revision, breaks=new)


def _stale(project: Project, code: str, values: dict[str, Any], error: Stale) -> Problem:
    """409 with what stands there now beside what was sent, field by field."""
    theirs, yours = shot_dict(error.row), shot_dict(replace(error.row, **values))
    names = [name for name in values if theirs.get(name) != yours.get(name)]
    fields = dict.fromkeys(names, "was changed meanwhile")
    return Problem(
        409, f"{error} Nothing was saved.", fields, yours={n: yours.get(n) for n in names},
        theirs={n: theirs.get(n) for n in names}, revision=revisions_of(project, [code]).get(code, 0),
    )  # fmt: skip


@router.api_operation(
    ["DELETE"], "/projects/{slug}/shots/{code}", **spec.op("Delete a shot", "", 204, writes=True, held=True)
)
def drop_shot(request: ApiRequest, slug: str, code: str) -> HttpResponse:
    """It goes to the trash; its code is never used again."""
    only(request, "approved")
    project, _ = member(request, slug, Action.EDIT)
    item_of(report_of(project), code)
    try:
        delete_shot(project, code, by=request.person, revision=revision_seen(request, {}))
    except Stale as error:
        raise _stale(project, code, {}, error) from None
    return HttpResponse(status=204)


@router.post("/projects/{slug}/check", **spec.op("Compile and check a shot without saving it", "Check", body="CheckShot"))
def check_shot(request: ApiRequest, slug: str) -> HttpResponse:
    """Of `shot` with the fields that are named changed; without `shot`, of a new one at the end of `scene`."""
    only(request)
    project, _ = member(request, slug, Action.VIEW)
    body = sent(request, frozenset((*SHOT_FIELDS, "scene", "shot")))
    report = report_of(project)
    given = {name: value for name, value in body.items() if name in SHOT_FIELDS}
    code = text_of(body, "shot", 32)
    if code:
        known = item_of(report, code).findings
        board = with_shot(report.board, changed_shot(report.board, code, shot_values(given)))
    else:
        known = ()
        board, _ = _new_shot(report.board, _scene(report.board, text_of(body, "scene", 100), ""), given)
    item = build(board, catalogue(), previous=report).shot(code or _FRESH)
    blocked = new_errors(known, item.own_findings, board)
    return answer({"computed": shot_block(item), "refused": findings_told(blocked), "saved": False})
