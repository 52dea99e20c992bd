"""Starting points: the gallery, filling the blanks of one, and a person's own templates."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects.access import MemberRequest, signed_in
from projects.cards import drawn
from projects.core.document import DocumentError
from projects.core.findings import Refused
from projects.core.sketch import sketch_defs
from projects.forms.templates import FillForm, TitleForm
from projects.reads import catalogue
from projects.views.regions import page
from projects.views.shared import new_key, refresh, said
from projects.views.templates_cards import (
    board_from,
    built_in_cards,
    model_notice,
    model_of,
    own_cards,
    preview_of,
    template_of,
)
from projects.writes.projects import import_board
from projects.writes.templates import delete_template, kept_template, rename_template, restore_template
from projects.writes.transaction import Reused


@require_safe
@signed_in
def templates(request: MemberRequest) -> HttpResponse:
    """The gallery: the method's starting points, then one's own."""
    values = {"built_in": built_in_cards(catalogue()), "own": own_cards(request.person), "defs": drawn(sketch_defs())}
    return page(request, "screens/templates.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def template_use(request: MemberRequest, ref: str) -> HttpResponse:
    """Fills the blanks of a template: a POST with `preview` shows what comes of it, any other makes the project."""
    template = template_of(ref, request.person)
    usual = model_of(template)
    posted = request.POST if request.method == "POST" else None
    form = FillForm(posted, template=template, catalog=catalogue(), initial={"model": usual})
    values: dict[str, Any] = {"template": template, "form": form, "usual": catalogue().model(usual)}
    values |= {"notice": model_notice(template), "key": request.POST.get("key") or new_key(), "defs": drawn(sketch_defs())}
    status = 200
    asked = form.is_bound and not request.POST.get("preview")
    if form.is_bound and not form.is_valid():
        status = 200 if request.POST.get("preview") and request.htmx else 422
    elif asked:
        return _made(request, form)
    values["preview"] = _preview(form, usual)
    return page(request, "screens/template_use.html", values, regions=("preview",), status=status)


def _preview(form: FillForm, usual: str) -> Any:
    """What the form comes to as far as it is filled; None where a value stands against it."""
    if form.is_bound and not form.is_valid():
        return None
    data = form.cleaned_data if form.is_bound else {}
    given = form.given() if form.is_bound else {}
    try:
        return preview_of(board_from(form.template, given, data.get("model") or usual, data.get("title", "")))
    except DocumentError:
        return None


def _made(request: MemberRequest, form: FillForm) -> HttpResponse:
    data = form.cleaned_data
    try:
        board = board_from(form.template, form.given(), data["model"] or None, data["title"])
        slug = import_board(
            board, by=request.person, allow_errors=True, key=request.POST.get("key", "")[:64], verb="project-from-template"
        )
    except DocumentError as error:
        raise Refused(f"This does not fit into a plan: {error.reason}.") from None
    except Reused as error:
        raise Refused(str(error)) from None
    return said(request, reverse("board", args=[slug]), f"{board.title} is ready.")


@require_safe
@signed_in
def own_templates(request: MemberRequest) -> HttpResponse:
    """A person's own templates."""
    return _own(request, {})


def _own(request: MemberRequest, wrong: dict[str, TitleForm], status: int = 200) -> HttpResponse:
    values = {"own": own_cards(request.person), "wrong": wrong, "defs": drawn(sketch_defs())}
    return page(request, "screens/template_list.html", values, status=status)


def _mine(request: MemberRequest, key: str, *, gone: bool = False) -> None:
    """404 where this person has no template of this key."""
    try:
        kept_template(request.person, key, gone=gone)
    except Refused:
        raise Http404 from None


@require_POST
@signed_in
def own_template(request: MemberRequest, key: str) -> HttpResponse:
    """Gives a template another title."""
    _mine(request, key)
    form = TitleForm(request.POST)
    if form.is_valid():
        try:
            rename_template(request.person, key, form.cleaned_data["title"])
        except Refused as error:
            form.add_error("title", str(error))
        else:
            return said(request, reverse("own_templates"), f"It is called {form.cleaned_data['title']} now.")
    return _own(request, {key: form}, 422)


@require_POST
@signed_in
def own_template_delete(request: MemberRequest, key: str) -> HttpResponse:
    """Deletes a template; a toast offers the way back."""
    _mine(request, key)
    title = delete_template(request.person, key)
    return said(request, reverse("own_templates"), f"{title} deleted.", reverse("own_template_restore", args=[key]))


@require_POST
@signed_in
def own_template_restore(request: MemberRequest, key: str) -> HttpResponse:
    """Brings a deleted template back."""
    _mine(request, key, gone=True)
    return refresh(request, reverse("own_templates"), f"{restore_template(request.person, key)} is back.")
