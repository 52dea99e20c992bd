"""What guests open behind a share link: its password, their name, and the review of what it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from allauth.core.internal.ratelimit import get_ip
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from projects.access_guest import GuestRequest, for_guest, needs_name, prove, proved, remember, too_many
from projects.core.roles import Action
from projects.forms.sharing import GuestForm, LinkPasswordForm
from projects.media.pictures import SIZES
from projects.media.places import picture_file
from projects.models import Membership, ShareLink
from projects.reads import pictures_of, report_of
from projects.views.place import Place, guest_place
from projects.views.regions import page
from projects.views.share_place import behind
from projects.writes.sharing import is_password, name_guest
from projects.writes.tries import Tries

WRONG_PASSWORDS = Tries("wrong-share-password", 10, 300)
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Shared:
    """What a guest's page says at its top. `member`: the slug of the project, where one of its members looks in."""

    title: str
    by: str
    name: str
    member: str


def place_of(request: GuestRequest, link: ShareLink) -> Place:
    """The review behind a link, for the guest of this request, which carries what its pages say at their top."""
    request.shared = shared(request, link)
    place = guest_place(link, request.token, request.guest)
    account = request.user if request.user.is_authenticated else None
    return behind(replace(place, person=replace(place.person, account=account)))


def shared(request: GuestRequest, link: ShareLink) -> Shared:
    """What this guest's pages say at their top."""
    user, project = request.user, link.project
    member = user.is_authenticated and Membership.objects.filter(project=project, user_id=user.pk).exists()
    name = request.guest.name if request.guest else ""
    return Shared(project.title, link.by.label if link.by else "", name, project.slug if member else "")


@require_http_methods(["GET", "HEAD", "POST"])
@for_guest(Action.VIEW, stage="link")
def share_password(request: GuestRequest, link: ShareLink) -> HttpResponse:
    """Asks for the link's password, where it has one that this browser has not given yet."""
    if proved(request):
        return redirect("share", request.token)
    form = LinkPasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        who = f"{link.pk} {get_ip(request)}"
        taken = WRONG_PASSWORDS.take(who)
        if taken is None:
            sentence = "Too many wrong passwords. Wait five minutes, then try again."
            return too_many(request, sentence, WRONG_PASSWORDS.seconds)
        if is_password(link, form.cleaned_data["password"]):
            WRONG_PASSWORDS.give_back(who, taken)
            prove(request)
            return redirect("share", request.token)
        form.add_error("password", "This is not the password of this link.")
    return page(request, "screens/share_password.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_guest(Action.VIEW, stage="password")
def share_name(request: GuestRequest, link: ShareLink) -> HttpResponse:
    """Asks for the guest's name, once."""
    if request.guest is not None or not needs_name(link):
        return redirect("share", request.token)
    form = GuestForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        remember(request, name_guest(link, form.cleaned_data["name"]))
        return redirect("share", request.token)
    values = {"guest": shared(request, link), "form": form}
    return page(request, "screens/share_name.html", values, status=422 if form.errors else 200)


@require_safe
@for_guest(Action.VIEW, stage="link")
def share_before(request: GuestRequest, link: ShareLink) -> HttpResponse:
    """The address that links had before: to the one they have now."""
    return redirect("share", request.token, permanent=True)


@require_safe
@for_guest(Action.VIEW)
def share_picture(request: GuestRequest, link: ShareLink, digest: str, size: int) -> HttpResponseBase:
    """An own picture of a shot that the link shows. 404 for any other."""
    project = link.project
    report = report_of(project)
    pictures = pictures_of(project.slug, report)
    shown = {pictures.get(item.shot.key) for item in place_of(request, link).items(report)}
    path = picture_file(project.pk, digest, size)
    if not (_DIGEST.fullmatch(digest) and size in SIZES and digest in shown and path.is_file()):
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/jpeg", filename=f"{digest[:12]}.jpg")
