"""Who may open a page behind a share link: whoever holds its token, while it holds, as far as its rights go."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Literal, TypeVar, cast

from allauth.core.internal.ratelimit import get_ip
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from projects.core.findings import Refused
from projects.core.roles import Action, guest_may
from projects.models import Guest, ShareLink
from projects.writes.sharing import Ended, ended, find_link, guest_of, used
from projects.writes.tries import Tries

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
Stage = Literal["link", "password", "name"]
WRONG_LINKS = Tries("wrong-share-link", 30, 60)
_KEPT = "share"  # in the session: what is known of this browser, by the key of the link
_MOST_KEPT = 50
_UNKNOWN = "There is no such link. Check that the whole address was copied, or ask whoever sent it to you."
_TOO_MANY = "Too many wrong links came from your network. Wait a minute, then open the link again."
_FOREIGN = "This form is too old, or it came from another site. Open the link again and send it anew."
_FIRST = "This link asks for a password or a name first. Open it in another tab, then send this again."
_NOT_THIS = "This link does not let you do this. Ask whoever sent it to you."


class GuestRequest(HttpRequest):
    """A request behind a share link: the link with its project, its token, and the guest, if a name was given."""

    link: ShareLink
    token: str
    guest: Guest | None
    shared: Any  # what its page says at the top
    htmx: Any


class _Tokens(CsrfViewMiddleware):
    """Checks forms as everywhere. Pages that name no referrer send them with the origin `null`: the token decides then."""

    def _origin_verified(self, request: HttpRequest) -> bool:
        known = super()._origin_verified  # type: ignore[misc]  # Django has it, its stubs have not
        return request.META["HTTP_ORIGIN"] == "null" or bool(known(request))


def _nowhere(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


_TOKENS = _Tokens(_nowhere)


def for_guest(action: Action, *, stage: Stage = "name", opens: bool = False) -> Callable[[View], View]:
    """Guests whose link gives the right. The view gets the link, its project loaded, in place of the token.

    `stage` is how far a guest must have come: the link alone, its password given, a name given (where the link lets
    them say something). Unknown tokens get 404, links that were revoked or have expired 410. `opens` counts a use.
    """

    def rule(view: View) -> View:
        @wraps(view)
        def guarded(request: GuestRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.token = token
            try:
                response = _stopped(request, action, stage) or _entered(request, stage, opens)
                response = response or view(request, request.link, *args, **kwargs)
            except Ended as error:
                response = _over(request, 410, "This link is over", str(error))
            except Refused as error:
                response = told(request, 409, "Not possible", str(error))
            except PermissionDenied as error:
                response = told(request, 403, "Not allowed", str(error) or _NOT_THIS)
            except Http404:
                response = told(request, 404, "Nothing here", "This link shows no such page.")
            return _private(response)

        marks = cast(Any, guarded)
        marks.access, marks.door = action, "link"
        marks.csrf_exempt = True  # checked above, by _TOKENS
        return cast(View, guarded)

    return rule


def _stopped(request: GuestRequest, action: Action, stage: Stage) -> HttpResponseBase | None:
    """What a request gets that may not enter; None where it may. Sets its link and guest."""
    if _TOKENS.process_view(request, _nowhere, (), {}) is not None:
        return told(request, 403, "Not accepted", _FOREIGN)
    link = find_link(request.token)
    mine = _marks(request).get(str(link.pk)) if link else None
    if mine is None and WRONG_LINKS.over(get_ip(request)):
        return too_many(request, _TOO_MANY)
    if link is None:
        if WRONG_LINKS.take(get_ip(request)) is None:
            return too_many(request, _TOO_MANY)
        return _over(request, 404, "No such link", _UNKNOWN)
    sentence = ended(link, timezone.now())
    if sentence:
        raise Ended(sentence)
    request.link, request.guest = link, guest_of(link, (mine or {}).get("guest"))
    if stage != "link" and not proved(request):
        return _first(request, "share_password")
    if not guest_may(link.rights, action):
        raise PermissionDenied(_NOT_THIS)
    return None


def _entered(request: GuestRequest, stage: Stage, opens: bool) -> HttpResponseBase | None:
    """To the page that asks for a name, where one is needed; else None, and the use of the link is noted."""
    if stage != "name":
        return None
    if needs_name(request.link) and request.guest is None:
        return _first(request, "share_name")
    used(request.link, timezone.now(), opened=opens)
    return None


def needs_name(link: ShareLink) -> bool:
    """Whether guests of this link say something, and so have a name."""
    return link.rights != "view"


def _marks(request: HttpRequest) -> dict[str, dict[str, Any]]:
    found = request.session.get(_KEPT)
    return found if isinstance(found, dict) else {}


def _keep(request: GuestRequest, **known: Any) -> None:
    marks = _marks(request)
    mine = {**marks.pop(str(request.link.pk), {}), **known}
    request.session[_KEPT] = dict([*marks.items(), (str(request.link.pk), mine)][-_MOST_KEPT:])


def _proof(link: ShareLink) -> str:
    """What a session keeps of a password that was right: another password asks anew."""
    return salted_hmac("projects.share", link.password, algorithm="sha256").hexdigest()


def proved(request: GuestRequest) -> bool:
    """Whether this browser gave the link's password, or none is asked for."""
    kept = _marks(request).get(str(request.link.pk), {}).get("password", "")
    return not request.link.password or constant_time_compare(str(kept), _proof(request.link))


def prove(request: GuestRequest) -> None:
    """Remembers that this browser gave the password that holds now."""
    request.session.cycle_key()
    _keep(request, password=_proof(request.link))


def remember(request: GuestRequest, guest: Guest) -> None:
    """Remembers who this browser's guest of the link is."""
    request.session.cycle_key()
    _keep(request, guest=guest.pk)
    request.guest = guest


def _first(request: GuestRequest, name: str) -> HttpResponse:
    """On to a page that asks first; a region that htmx asked for must not be filled with it, so the whole page goes.

    A page that sent something stays, with what was typed in it.
    """
    to = reverse(name, args=[request.token])
    if getattr(request, "htmx", False):
        if request.method == "POST":
            return told(request, 403, "Not yet", _FIRST)
        return HttpResponse(status=401, headers={"HX-Redirect": to})
    return redirect(to)


def _over(request: GuestRequest, status: int, title: str, sentence: str) -> HttpResponse:
    """The end of a visit; what htmx asks for sends the whole page to where it is said, but not one with something typed."""
    if getattr(request, "htmx", False) and request.method != "POST":
        return HttpResponse(status=status, headers={"HX-Redirect": reverse("share", args=[request.token])})
    return told(request, status, title, sentence)


def too_many(request: HttpRequest, sentence: str, seconds: int = 60) -> HttpResponse:
    """429 with a sentence."""
    response = told(request, 429, "Too many tries", sentence)
    response["Retry-After"] = str(seconds)
    return response


def told(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    """A page without any way into the app, or for htmx a toast, that says what happened and what to do next."""
    if getattr(request, "htmx", False):
        text = render_to_string("parts/refusal.html", {"sentence": sentence, "way": None}, using="jinja2")
        return HttpResponse(text, status=status, headers={"HX-Retarget": "#toasts", "HX-Reswap": "beforeend"})
    values = {"title": title, "sentence": sentence, "status": status}
    return HttpResponse(render_to_string("screens/share_message.html", values, request, using="jinja2"), status=status)


def _private(response: HttpResponseBase) -> HttpResponseBase:
    """The address is the key: no other site hears of it, nothing lists it, nobody keeps what it shows."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Cache-Control"] = "private, no-store"
    return response
