"""Anchors and seed locks: what keeps a sequence the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from projects.access import MemberRequest, for_project, must
from projects.approvals import Approval, going_stale
from projects.core.board import KINDS, Board
from projects.core.findings import Refused
from projects.core.report import Report, build
from projects.core.roles import Action
from projects.forms.anchors import AnchorForm, LockForm
from projects.forms.projects import ReasonForm
from projects.models import Project, SeedLock
from projects.reads import catalogue
from projects.views.approvals_told import held_now, lost_since
from projects.views.canvas import anchor_or_404
from projects.views.changes import Change, prompt_changes
from projects.views.regions import page
from projects.views.shared import base_values, new_key, refresh_done, said_done
from projects.writes.anchors import (
    create_anchor,
    delete_anchor,
    edit_anchor,
    edited,
    restore_anchor,
)
from projects.writes.seeds import choose_master, lock_seed, unlock_seed


def _used_in(report: Report) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for item in report.running():
        for use in item.uses:
            found.setdefault(use.anchor.key, []).append((item, use.role))
    return found


def _holds(board: Board, key: str) -> list[str]:
    holds = ["project:"] if key in board.anchors_in_use else []
    return holds + [f"scene:{scene.key}" for scene in board.scenes if key in scene.anchors]


def _levels(form: AnchorForm, board: Board, key: str) -> dict[str, list[str]]:
    levels: dict[str, list[str]] = {"project": [], "scene": [], "shot": []}
    for held in form.cleaned_data["holds"]:
        level, _, where = held.partition(":")
        levels[level].append(where)
    levels["shot"] = [shot.key for _, shot in board.shots() if key in shot.anchors]
    return levels


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def anchors(request: MemberRequest, project: Project) -> HttpResponse:
    """The anchors of a project by kind, and a new one."""
    values = base_values(request, project)
    report: Report = values["report"]
    code = request.GET.get("shot", "") or request.POST.get("shot", "")
    initial = {"name": request.GET.get("name", ""), "kind": request.GET.get("kind", "subject")}
    form = AnchorForm(request.POST or None, board=report.board, initial=initial)
    if request.method == "POST":
        must(request, Action.EDIT)
        if form.is_valid():
            create_anchor(
                project, form.anchor(), by=request.person, key=request.POST.get("key", "")[:64],
                level="shot" if code else "", where=code, levels=_levels(form, report.board, ""),
            )  # fmt: skip
            to = reverse("shot", args=[project.slug, code]) if code else reverse("anchors", args=[project.slug])
            return said_done(request, project, to, f"{form.cleaned_data['name']} is an anchor now.")
    values |= {
        "form": form,
        "key": request.POST.get("key") or new_key(),
        "by_kind": {kind: [a for a in report.board.anchors if a.kind == kind] for kind in KINDS},
        "used": _used_in(report),
        "code": code,
    }
    return page(request, "screens/anchors.html", values, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def anchor(request: MemberRequest, project: Project, key: str) -> HttpResponse:
    """One anchor. A POST with `preview` shows every prompt that would change; without it saves."""
    row = anchor_or_404(project, key)
    values = base_values(request, project)
    report: Report = values["report"]
    initial = {
        "kind": row.kind,
        "name": row.name,
        "description": row.description,
        "holds": _holds(report.board, key),
    }
    form = AnchorForm(request.POST or None, board=report.board, initial=initial)
    changes: list[Change] | None = None
    gone: list[Approval] = []
    stale = False
    if request.method == "POST":
        must(request, Action.EDIT)
        if form.is_valid() and request.POST.get("preview"):
            after = build(_as_edited(report.board, key, form), catalogue())
            changes, gone = prompt_changes(report, after), going_stale(project, report, after)
        elif form.is_valid():
            stale = not _saved(request, project, key, form, report.board)
            if not stale:
                return said_done(
                    request, project, reverse("anchors", args=[project.slug]), f"{form.cleaned_data['name']} saved."
                )
    values |= {
        "form": form,
        "anchor": row,
        "changes": changes,
        "going_stale": gone,
        "stale_codes": {item.code for item in gone},
        "used": _used_in(report).get(key, []),
        "versions": list(row.versions.select_related("by").order_by("-number")),
        "older": [item for item in report.running() if any(w.anchor == key for w in item.shot.wordings)],
        "kept": request.POST.getlist("keep"),
        "statuses": {item.shot.key: item.shot.status for item in report.running()},
        "preview": row.revision if stale else _revision(request) or row.revision,
    }
    regions = ("changes",) if changes is not None else ()
    status = 409 if stale else 422 if form.errors else 200
    return page(request, "screens/anchor.html", values, regions=regions, status=status)


def _saved(request: MemberRequest, project: Project, key: str, form: AnchorForm, board: Board) -> bool:
    """Saves the form, or says in it who was faster and what stands there now."""
    data = form.cleaned_data
    try:
        edit_anchor(
            project, key, name=data["name"], kind=data["kind"], description=data["description"],
            revision=_revision(request), by=request.person, keep=request.POST.getlist("keep"),
            levels=_levels(form, board, key),
        )  # fmt: skip
    except Refused as error:
        form.add_error(None, str(error))
        return False
    return True


def _revision(request: MemberRequest) -> int:
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _as_edited(board: Board, key: str, form: AnchorForm) -> Board:
    data = form.cleaned_data
    board = edited(board, key, name=data["name"], kind=data["kind"], description=data["description"])
    levels = _levels(form, board, key)

    def toggled(keys: tuple[str, ...], wanted: bool) -> tuple[str, ...]:
        return keys if wanted == (key in keys) else (*keys, key) if wanted else tuple(k for k in keys if k != key)

    scenes = tuple(replace(s, anchors=toggled(s.anchors, s.key in levels["scene"])) for s in board.scenes)
    return replace(board, anchors_in_use=toggled(board.anchors_in_use, bool(levels["project"])), scenes=scenes)


@require_POST
@for_project(Action.EDIT)
def anchor_delete(request: MemberRequest, project: Project, key: str) -> HttpResponse:
    """Deletes an anchor; a toast offers the way back."""
    row, held = anchor_or_404(project, key), held_now(project)
    delete_anchor(project, key, by=request.person)
    sentence = f"{row.name} deleted.{lost_since(project, held)}"
    return refresh_done(request, project, reverse("anchors", args=[project.slug]), sentence)


@require_POST
@for_project(Action.EDIT)
def anchor_restore(request: MemberRequest, project: Project, key: str) -> HttpResponse:
    """Brings a deleted anchor back where it was used."""
    held = held_now(project)
    restore_anchor(project, key, by=request.person)
    sentence = f"Anchor restored.{lost_since(project, held)}"
    return refresh_done(request, project, reverse("anchors", args=[project.slug]), sentence)


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def seed(request: MemberRequest, project: Project, key: str | None = None) -> HttpResponse:
    """The seed lock of a scene, or of the project: lock, choose another master, unlock with a reason."""
    values = base_values(request, project)
    board: Board = values["report"].board
    scenes = [s for s in board.scenes if key in (None, s.key)]
    if not scenes and key is not None:
        raise Http404
    codes = [shot.key for scene in scenes for shot in scene.shots]
    row = (
        SeedLock.objects.select_related("by", "master")
        .filter(project=project, **({"scene__key": key} if key else {"scene__isnull": True}))
        .first()
    )
    form: Any = ReasonForm(request.POST or None) if row else LockForm(request.POST or None, codes=codes)
    if request.method == "POST":
        must(request, Action.LOCK)
        done = _lock_step(request, project, key, row is not None, form)
        if done:
            return said_done(request, project, reverse("board", args=[project.slug]), done)
    values |= {
        "form": form,
        "lock": row,
        "scene": scenes[0] if key else None,
        "codes": codes,
        "model": catalogue().model(board.model),
    }
    return page(request, "screens/seed.html", values, status=422 if form.errors else 200)


def _lock_step(request: MemberRequest, project: Project, key: str | None, locked: bool, form: Any) -> str:
    if locked and request.POST.get("master"):
        choose_master(project, key, master=request.POST["master"], by=request.person)
        return "The lock has a new master."
    if not form.is_valid():
        return ""
    data = form.cleaned_data
    try:
        if locked:
            unlock_seed(project, key, reason=data["reason"], by=request.person)
            return "The seed is unlocked. Each shot keeps it as its own."
        lock = lock_seed(project, key, master=data["master"], seed=data["seed"], reason=data["reason"], by=request.person)
    except Refused as error:
        form.add_error(None, str(error))
        return ""
    return f"Seed {lock.seed} is locked."
