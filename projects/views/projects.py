"""The list of projects, new ones, and what can be done with a whole project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from markupsafe import Markup

from projects.access import MemberRequest, for_project, must, signed_in
from projects.cards import drawn, frame_of, picture_addresses
from projects.core.document import DocumentError, loads
from projects.core.findings import Refused
from projects.core.report import Report, build
from projects.core.roles import Action
from projects.core.sketch import sketch_defs
from projects.forms.projects import DocumentForm, PasteForm, SettingsForm
from projects.forms.shots import marks, seen_in
from projects.forms.timeline import target_text
from projects.imports.text import StoryError, read_story
from projects.media.pictures import SIZES
from projects.models import Project
from projects.reads import catalogue, report_of, setting
from projects.talk import unread_by_project
from projects.views.projects_preview import approvals_lost
from projects.views.regions import page
from projects.views.shared import base_values, new_key, refresh, said, said_done
from projects.writes.projects import (
    RefusedImport,
    create_project,
    delete_project,
    duplicate_project,
    import_board,
    restore_project,
    save_settings,
    set_archived,
    set_four_eyes,
)
from projects.writes.shots_gate import mark
from projects.writes.transaction import Stale

FIRST_FRAMES = 4
LISTED = 60


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """One project on the list, with its first frames."""

    slug: str
    title: str
    role: str
    frames: list[Markup]
    shots: int
    duration: Any
    credits: int | None
    unknown: int
    budget: int | None
    errors: int
    changed_at: datetime
    archived: bool
    unread: int = 0


def _card(project: Project, role: str, unread: int) -> ProjectCard:
    report = report_of(project)
    ratio, own = report.board.aspect_ratio, picture_addresses(project.slug, SIZES[0], report)
    first = report.running()[:FIRST_FRAMES]
    frames = [frame_of(item, catalogue(), ratio, own.get(item.shot.key, "")) for item in first]
    return ProjectCard(
        project.slug, project.title, role, frames, report.shots, report.duration, report.totals.total,
        report.totals.unknown, project.budget_credits, report.errors, project.changed_at, project.archived_at is not None,
        unread,
    )  # fmt: skip


@require_safe
@signed_in
def projects(request: MemberRequest) -> HttpResponse:
    """The projects of this person, the latest change first."""
    archived = request.GET.get("archived") == "1"
    rows = request.person.memberships.select_related("project").filter(
        project__deleted_at__isnull=True, project__archived_at__isnull=not archived
    )
    members = list(rows.order_by("-project__changed_at")[:LISTED])
    unread = unread_by_project([member.project_id for member in members], request.person.pk)
    values = {
        "cards": [_card(member.project, member.role, unread.get(member.project_id, 0)) for member in members],
        "archived": archived,
        "defs": drawn(sketch_defs()),
        "keys": {member.project.slug: new_key() for member in members},
    }
    return page(request, "screens/projects.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_project(request: MemberRequest) -> HttpResponse:
    """A blank project from its settings."""
    catalog = catalogue()
    initial = {
        "model": catalog.default_model, "quality": "standard", "previews": 3, "cfg": "7", "fps": "24",
        "resolution": "1080p",
        "continuity": "restate", "currency": "USD", "model_facts": "guide", "negative_prompt": artefact_terms(),
    }  # fmt: skip
    form = SettingsForm(request.POST or None, catalog=catalog, initial=initial)
    if request.method == "POST" and form.is_valid():
        slug = create_project(form.board(catalog), by=request.person, key=request.POST.get("key", "")[:64])
        return redirect("board", slug)
    values = {
        "form": form,
        "key": request.POST.get("key") or new_key(),
        "default": catalog.models[catalog.default_model],
        "living": [m for m in catalog.models.values() if m.alive],
    }
    return page(request, "screens/new_project.html", values, status=422 if form.errors else 200)


def artefact_terms() -> str:
    """The negative prompt that a new project starts with."""
    sets = catalogue().negative_sets.values()
    return ", ".join(term for entry in sets if entry.default for term in entry.terms)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_from_document(request: MemberRequest) -> HttpResponse:
    """A project from a storyboard document."""
    form = DocumentForm(request.POST or None, request.FILES or None)
    refused: RefusedImport | None = None
    if request.method == "POST" and form.is_valid():
        try:
            board = loads(form.content(), catalogue())
            slug = import_board(
                board, by=request.person, allow_errors=form.cleaned_data["allow_errors"],
                key=request.POST.get("key", "")[:64],
            )  # fmt: skip
            return said(request, reverse("board", args=[slug]), f"{board.title} is in.")
        except (DocumentError, ValidationError) as error:
            sentence = error.messages[0] if isinstance(error, ValidationError) else str(error)
            form.add_error(None, sentence)
        except RefusedImport as error:
            refused = error
            form.add_error(None, f"{error} Mend them in the file, or take it with its errors.")
    values = {"form": form, "refused": refused, "key": request.POST.get("key") or new_key()}
    return page(request, "screens/new_document.html", values, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_from_text(request: MemberRequest) -> HttpResponse:
    """A project from a pasted shot list: first a preview, then the project."""
    form = PasteForm(request.POST or None)
    preview: Report | None = None
    if request.method == "POST" and form.is_valid():
        try:
            board = read_story(form.cleaned_data["text"], catalogue(), form.cleaned_data["title"].strip() or None)
            if request.POST.get("confirm"):
                slug = import_board(board, by=request.person, allow_errors=True, key=request.POST.get("key", "")[:64])
                return said(request, reverse("board", args=[slug]), f"{board.title} is in.")
            preview = build(board, catalogue())
        except StoryError as error:
            form.add_error("text", str(error))
    values = {"form": form, "preview": preview, "key": request.POST.get("key") or new_key()}
    return page(request, "screens/new_text.html", values, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def settings(request: MemberRequest, project: Project) -> HttpResponse:
    """A project's settings; a change shows at once in every prompt and sum."""
    catalog = catalogue()
    values = base_values(request, project) | {"previewed": False, "going_stale": []}
    names = list(SettingsForm(catalog=catalog).fields)
    initial = {name: setting(project, name) for name in names}
    initial["cfg"], initial["fps"] = _plain(project.cfg), _plain(project.fps)
    initial["draft_duration"] = _plain(project.draft_duration)
    initial["target_duration"] = target_text(initial["target_duration"])
    form = SettingsForm(request.POST or None, catalog=catalog, initial=initial)
    status = 200
    if request.method == "POST":
        must(request, Action.EDIT)
        if form.is_valid() and request.POST.get("preview"):
            gone = approvals_lost(project, values["report"], form.columns(catalog))
            values |= {"previewed": True, "going_stale": gone}
        elif form.is_valid():
            status = _save_settings(request, project, form)
            if status == 200:
                return said_done(request, project, reverse("settings", args=[project.slug]), "Settings saved.")
        else:
            status = 422
    seen = request.POST.get("seen", "") if values["previewed"] else ""  # what was typed stays what it was typed over
    seen = seen or marks({name: setting(project, name) for name in names})
    values |= {"form": form, "key": new_key(), "seen": seen}
    return page(request, "screens/settings.html", values, status=status)


def _save_settings(request: MemberRequest, project: Project, form: SettingsForm) -> int:
    """200 where the changed settings are saved; 409, with the other person's values beside the fields, where not."""
    seen = seen_in(request.POST)
    typed = form.columns(catalogue())
    changes = {n: v for n, v in typed.items() if mark(v) != seen.get(n, mark(setting(project, n)))}
    try:
        save_settings(project, changes, by=request.person, seen=seen)
    except Stale as error:
        for name, value in changes.items():
            theirs = setting(error.row, name)
            if mark(theirs) not in (seen.get(name), mark(value)):
                form.add_error(name, f"Somebody saved “{theirs}” meanwhile. Save again to use yours.")
        return 409
    return 200


def _plain(value: Any) -> str:
    return "" if value is None else format(value.normalize(), "f")


@require_POST
@for_project(Action.MANAGE)
def four_eyes(request: MemberRequest, project: Project) -> HttpResponse:
    """Asks with `on` that nobody approves what they wrote, or no longer asks."""
    wanted = bool(request.POST.get("on"))
    set_four_eyes(project, wanted, by=request.person)
    sentence = "From now on somebody else has to approve." if wanted else "Authors may approve their own shots again."
    return said(request, reverse("settings", args=[project.slug]), sentence)


@require_POST
@for_project(Action.VIEW)
def project_copy(request: MemberRequest, project: Project) -> HttpResponse:
    """A copy of the project, owned by who asked."""
    slug = duplicate_project(project, by=request.person, key=request.POST.get("key", "")[:64])
    return said(request, reverse("board", args=[slug]), "Here is the copy.")


@require_POST
@for_project(Action.MANAGE)
def archive(request: MemberRequest, project: Project) -> HttpResponse:
    """Puts the project away, or with `back` on the list again."""
    back = bool(request.POST.get("back"))
    set_archived(project, not back, by=request.person)
    return said(request, reverse("projects"), f"{project.title} is {'back on the list' if back else 'archived'}.")


@require_POST
@for_project(Action.MANAGE)
def project_delete(request: MemberRequest, project: Project) -> HttpResponse:
    """Deletes the project; a toast offers the way back."""
    delete_project(project, by=request.person)
    undo = reverse("project_restore", args=[project.slug])
    return said(request, reverse("projects"), f"{project.title} deleted.", undo)


@require_POST
@signed_in
def project_restore(request: MemberRequest, slug: str) -> HttpResponse:
    """Brings a deleted project back. Only its owner can; for anybody else there is no such project."""
    from django.http import Http404

    try:
        project = restore_project(slug, by=request.person)
    except Refused:
        raise Http404 from None
    return refresh(request, reverse("projects"), f"{project.title} restored.")
