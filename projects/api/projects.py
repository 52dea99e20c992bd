"""Projects: their list, the whole document, settings, the way to the trash."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from ninja import Router

from projects.api import description as spec
from projects.api.answers import JSON, Problem, answer
from projects.api.bodies import form_text, repeat_key, revision_seen, sent
from projects.api.door import ApiRequest, flag, member, only, scope
from projects.api.shown import paged, setting_names, settings_told
from projects.core.document import loads, to_dict
from projects.core.roles import Action
from projects.exports import FORMATS
from projects.forms.projects import SettingsForm
from projects.forms.timeline import target_text
from projects.material import material_of
from projects.models import Membership, Project
from projects.reads import catalogue, report_of, setting
from projects.writes.projects import delete_project, import_board, save_settings
from projects.writes.shots_gate import mark
from projects.writes.transaction import Stale

router = Router(tags=["Projects"])


@router.get("/projects", **spec.op("Projects of this token's person", "ProjectList", query=spec.PAGED | spec.ARCHIVED))
def list_projects(request: ApiRequest) -> HttpResponse:
    """The latest change first. A token of one project sees that one alone."""
    only(request, "page", "per_page", "archived")
    rows = Membership.objects.filter(
        user=request.person, project__deleted_at__isnull=True,
        project__archived_at__isnull=not flag(request, "archived"),
    )  # fmt: skip
    if request.token.project_id is not None:
        rows = rows.filter(project=request.token.project_id)
    keys = list(rows.order_by("-project__changed_at", "-project_id").values_list("pk", flat=True))
    part, place = paged(request, keys)
    found = {row.pk: row for row in Membership.objects.filter(pk__in=part).select_related("project")}
    return answer({"items": [_line(found[key]) for key in part if key in found], **place})


def _line(row: Membership) -> dict[str, Any]:
    project = row.project
    return {
        "slug": project.slug, "title": project.title, "role": row.role, "revision": project.revision,
        "changed_at": project.changed_at.isoformat(), "archived": project.archived_at is not None,
    }  # fmt: skip


@router.post("/projects", **spec.op("Make a project of a document", "Project", 201, "Document", query=spec.ALLOW_ERRORS))
def make_project(request: ApiRequest) -> HttpResponse:
    """All or nothing. A document with continuity errors is refused with them, unless `allow_errors=true`."""
    only(request, "allow_errors")
    scope(request, writes=True)
    if request.token.project_id is not None:
        raise Problem(403, "This token reaches one project only and cannot make another.")
    board = loads(request.body, catalogue())
    slug = import_board(board, by=request.person, allow_errors=flag(request, "allow_errors"), key=repeat_key(request))
    project = Project.objects.get(slug=slug)
    return answer(settings_told(project, "owner"), 201, Location=f"/api/v1/projects/{slug}")


@router.get("/projects/{slug}", **spec.op("The whole document with everything computed", "Document"))
def get_project(request: ApiRequest, slug: str) -> HttpResponse:
    """Byte for byte what the export as `json` is."""
    only(request)
    project, _ = member(request, slug, Action.VIEW)
    response = HttpResponse(FORMATS["json"].write(material_of(project)), content_type=JSON)
    response["ETag"] = f'"{project.revision}"'
    return response


@router.patch("/projects/{slug}", **spec.op("Change settings", "Project", body="Settings", writes=True))
def change_project(request: ApiRequest, slug: str) -> HttpResponse:
    """Only the settings that are named change, by the rules of the settings page. null takes a setting back to none."""
    only(request, "approved")
    project, role = member(request, slug, Action.EDIT)
    names = setting_names()
    body = sent(request, frozenset((*names, "revision")))
    named = [name for name in names if name in body]
    revision = revision_seen(request, body)
    seen = {name: mark(setting(project, name)) for name in named} if revision is not None else {}
    changes = _read(project, {name: form_text(name, body[name]) for name in named})
    if revision is not None and revision != project.revision:
        raise _stale(project, changes)
    try:
        save_settings(project, changes, by=request.person, seen=seen)
    except Stale as error:
        raise _stale(error.row, changes) from None
    project.refresh_from_db()
    return answer(settings_told(project, role), ETag=f'"{project.revision}"')


def _read(project: Project, typed: dict[str, str]) -> dict[str, Any]:
    """What the form of the settings makes of what was named, in place of what it shows now."""
    catalog = catalogue()
    form = SettingsForm(catalog=catalog)
    now: dict[str, Any] = {name: setting(project, name) for name in form.fields}
    shown = {name: "" if value is None else str(value) for name, value in now.items()}
    shown |= {name: form_text(name, now[name]) for name in ("cfg", "fps", "draft_duration")}
    shown["target_duration"] = target_text(now["target_duration"])
    form = SettingsForm({**shown, **typed}, catalog=catalog, initial=now)
    if not form.is_valid():
        wrong = {name: str(problems[0]) for name, problems in form.errors.items()}
        raise Problem(422, f"{next(iter(wrong))}: {next(iter(wrong.values()))}", wrong)
    return {name: value for name, value in form.columns(catalog).items() if name in typed}


def _stale(project: Project, changes: dict[str, Any]) -> Problem:
    """409 with what stands there now beside what was sent."""
    now = to_dict(report_of(Project.objects.get(pk=project.pk)).board)
    theirs = {name: now.get(name) for name in changes}
    sentence = "Somebody changed this project meanwhile. Nothing was saved."
    fields = dict.fromkeys(theirs, "was changed meanwhile")
    return Problem(409, sentence, fields, yours=dict(changes), theirs=theirs, revision=project.revision)


@router.api_operation(["DELETE"], "/projects/{slug}", **spec.op("Put a project into the trash", "", 204, writes=True))
def drop_project(request: ApiRequest, slug: str) -> HttpResponse:
    """Its owner can take it back for 30 days."""
    only(request)
    project, _ = member(request, slug, Action.MANAGE)
    delete_project(project, by=request.person)
    return HttpResponse(status=204)
