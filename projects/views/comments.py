"""Comments on shots, scenes and the sequence. Plain functions take (request, place, ...); routes of members wrap them."""

from __future__ import annotations

import json

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import NoReverseMatch
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects.access import MemberRequest, for_project
from projects.core.findings import Refused
from projects.core.roles import Action
from projects.forms.comments import CommentForm
from projects.models import Comment, Project
from projects.reads import report_of
from projects.talk import visible
from projects.views.comments_shown import Draft, comments_values, must_see, scope_of
from projects.views.place import Place, member_place
from projects.views.regions import page
from projects.views.shared import said, toast_html
from projects.writes import comments as writes


# ---- The plain functions, for members and guests alike.
def show_comments(
    request: HttpRequest, place: Place, code: str = "", scene: str = "", draft: Draft | None = None, status: int = 200
) -> HttpResponse:
    """Comments on a shot, a scene, or (neither) the sequence; for htmx the region alone, 204 where `?talk=` is current."""
    place.must(Action.VIEW)
    report = report_of(place.project)
    must_see(scope_of(place, report), code, scene)
    if getattr(request, "htmx", False) and request.GET.get("talk") == place.marks[1]:
        return HttpResponse(status=204)
    values = {
        **comments_values(place, code, scene, report=report, draft=draft), "project": place.project, "report": report,
        "role": getattr(request, "role", ""),
    }  # fmt: skip
    return page(request, "screens/comments.html", values, regions=("comments",), status=status)


def add_comment(request: HttpRequest, place: Place, code: str = "", scene: str = "") -> HttpResponse:
    """Writes a comment, or an answer where `thread` says in which; then the page anew, or for htmx its form, empty."""
    _may_write(place)
    scope = scope_of(place, report_of(place.project))
    must_see(scope, code, scene)
    form = CommentForm(request.POST)
    typed, thread = request.POST.get("text", ""), request.POST.get("thread", "")
    number = int(thread) if thread.isascii() and thread.isdigit() and len(thread) < 19 else 0
    if not form.is_valid():
        return _form_again(request, place, code, scene, Draft(typed, form.sentence(), number), 422)
    first = _seen(place, number).pk if number else 0
    try:
        added = writes.add_comment(
            place.project, form.cleaned_data["text"], person=place.person, code=code, scene=scene, thread=first,
            key=request.POST.get("key", "")[:64],
        )  # fmt: skip
    except Refused as error:
        return _form_again(request, place, code, scene, Draft(typed, str(error), number), 409)
    sentence = " ".join(filter(None, ["Answered." if number else "Comment added.", added.told]))
    if not getattr(request, "htmx", False):
        return _back(place, code, scene, place.number(added.number), request, sentence)
    return _form_again(request, place, code, scene, Draft(thread=number), 200, sentence)


def change_comment(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """One's own comment in a field, and written anew; after 15 minutes it stays, and so does what was typed."""
    _may_write(place)
    comment = _mine(place, number)
    code, scene = _about(comment)
    if request.method != "POST":
        return _field(request, place, comment, Draft(comment.text, number=number), 200)
    form = CommentForm(request.POST)
    typed = request.POST.get("text", "")
    if not form.is_valid():
        return _field(request, place, comment, Draft(typed, form.sentence(), number=number), 422)
    try:
        changed = writes.change_comment(place.project, comment.pk, form.cleaned_data["text"], person=place.person)
    except Refused as error:
        return _field(request, place, comment, Draft(typed, str(error), number=number), 409)
    response = _done(request, place, code, scene, number, " ".join(filter(None, ["Comment changed.", changed.told])))
    if getattr(request, "htmx", False):  # the field goes once the page has the comment anew, and the focus stays
        response["HX-Reswap"] = "none"
        return _talked(response, place, saved=number)
    return response


def delete_comment(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Takes one's own comment back, within 15 minutes."""
    _may_write(place)
    comment = _mine(place, number)
    writes.delete_comment(place.project, comment.pk, person=place.person)
    first = place.number(comment.thread_id) if comment.thread_id else 0
    return _done(request, place, *_about(comment), first, "Comment deleted.")


def resolve_comment(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Marks a thread as resolved (`resolved=1`), or opens it again."""
    _may_write(place)
    comment = _seen(place, number)
    resolved = request.POST.get("resolved") == "1"
    writes.resolve_comment(place.project, comment.pk, resolved, person=place.person)
    return _done(request, place, *_about(comment), number, "Thread resolved." if resolved else "Thread opened again.")


def find_comment(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """On to where a comment stands: the address that mails and the inbox lead to."""
    comment = _seen(place, number)
    return redirect(_place_of(place, *_about(comment), number))


# ---- What they share.
def _may_write(place: Place) -> None:
    place.must(Action.COMMENT)
    if place.guest and place.person.guest is None:
        raise PermissionDenied("Say who you are first: a comment carries a name.")


def _seen(place: Place, number: int) -> Comment:
    """A comment in scope. 404 for any other, as if it did not exist."""
    rows = visible(place.project, scope_of(place, report_of(place.project))).select_related("shot", "scene")
    comment = rows.filter(pk=place.key_of(number)).first()
    if comment is None:
        raise Http404
    return comment


def _mine(place: Place, number: int) -> Comment:
    comment = _seen(place, number)
    if not writes.reader_of(place.person).wrote(comment):
        raise PermissionDenied("Only its author can change a comment.")
    return comment


def _about(comment: Comment) -> tuple[str, str]:
    return comment.shot.code if comment.shot else "", comment.scene.key if comment.scene else ""


def _place_of(place: Place, code: str, scene: str, number: int) -> str:
    """Where a comment is shown: the review screen of its shot, else the page of comments."""
    try:
        to = place.url("shot", code) if code else ""
    except NoReverseMatch:
        to = ""
    if not to:
        to = (
            place.url("comments_shot", code)
            if code
            else place.url("comments_scene", scene)
            if scene
            else place.url("comments")
        )
    return f"{to}#comment-{number}" if number else to


def _back(place: Place, code: str, scene: str, number: int, request: HttpRequest, sentence: str) -> HttpResponse:
    return said(request, _place_of(place, code, scene, number), sentence)


def _done(request: HttpRequest, place: Place, code: str, scene: str, number: int, sentence: str) -> HttpResponse:
    """After a write: a sentence, and the page catches up by itself; without a script, the page it belongs to."""
    if not getattr(request, "htmx", False):
        return _back(place, code, scene, number, request, sentence)
    return _talked(HttpResponse(toast_html(sentence)), place)


def _talked(response: HttpResponse, place: Place, **more: int) -> HttpResponse:
    response["HX-Trigger"] = json.dumps({"talked": {"talk": place.marks[1], **more}})
    return response


def _form_again(
    request: HttpRequest, place: Place, code: str, scene: str, draft: Draft, status: int, sentence: str = ""
) -> HttpResponse:
    """The form of a comment with what stands in it: alone for htmx, else in its page."""
    if not getattr(request, "htmx", False):
        return show_comments(request, place, code, scene, draft, status)
    values = comments_values(place, code, scene, draft=draft)
    response = page(request, "parts/comment_form.html", {**values, "thread": draft.thread, "draft": draft}, status=status)
    if status == 200:
        response.content += toast_html(sentence, token=get_token(request)).encode()
        return _talked(response, place)
    return response


def _field(request: HttpRequest, place: Place, comment: Comment, draft: Draft, status: int) -> HttpResponse:
    """One's own comment in a field: for htmx in the place of the comment, else in the page of comments."""
    code, scene = _about(comment)
    if not getattr(request, "htmx", False):
        return show_comments(request, place, code, scene, draft, status)
    values = comments_values(place, code, scene, draft=draft)
    return page(request, "parts/comment_edit.html", {**values, "draft": draft}, status=status)


# ---- The routes of members.
@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def comments(request: MemberRequest, project: Project, code: str = "", key: str = "") -> HttpResponse:
    """Comments on the sequence, or on the shot or scene of the address."""
    place = member_place(request, project)
    if request.method == "POST":
        return add_comment(request, place, code, key)
    return show_comments(request, place, code, key)


@require_safe
@for_project(Action.VIEW)
def comment(request: MemberRequest, project: Project, number: int) -> HttpResponse:
    """On to where a comment stands."""
    return find_comment(request, member_place(request, project), number)


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.COMMENT)
def comment_edit(request: MemberRequest, project: Project, number: int) -> HttpResponse:
    """One's own comment, changed within 15 minutes."""
    return change_comment(request, member_place(request, project), number)


@require_POST
@for_project(Action.COMMENT)
def comment_delete(request: MemberRequest, project: Project, number: int) -> HttpResponse:
    """One's own comment, deleted within 15 minutes."""
    return delete_comment(request, member_place(request, project), number)


@require_POST
@for_project(Action.COMMENT)
def comment_resolve(request: MemberRequest, project: Project, number: int) -> HttpResponse:
    """A thread, resolved or opened again."""
    return resolve_comment(request, member_place(request, project), number)


@require_POST
@for_project(Action.VIEW)
def comments_read(request: MemberRequest, project: Project) -> HttpResponse:
    """What this person has been shown: up to the comment `upto` about the shot `code`, if any."""
    code, upto = request.POST.get("code", ""), request.POST.get("upto", "")
    place = member_place(request, project)
    must_see(scope_of(place, report_of(project)), code, "")
    if upto.isascii() and upto.isdigit() and len(upto) < 19:
        writes.keep_read(project, request.person, code, int(upto))
    return HttpResponse(status=204)
