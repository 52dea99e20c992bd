"""What holds for every request: personal pages are kept by nobody, faults get one clear sentence."""

from __future__ import annotations

import logging
from collections.abc import Callable
from urllib.parse import urlsplit

import brotli  # type: ignore[import-untyped]  # the library is not typed
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import DatabaseError, DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from projects.approvals import approvals_of
from projects.core.findings import Refused
from projects.writes.protection import Protected
from projects.writes.transaction import Reused

logger = logging.getLogger(__name__)
Next = Callable[[HttpRequest], HttpResponse]


class Privacy:
    """Pages are personal: no cache keeps them, and a region is never taken for a page."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "private, no-store")
            response.headers["Vary"] = ", ".join(filter(None, [response.headers.get("Vary"), "HX-Request"]))
        return response


class Compression:
    """Large pages go out compressed by brotli, where the browser takes it; a quick level, since they are never kept.

    What a page repeats of a person's input beside its CSRF token is no oracle: Django masks the token anew each time.
    """

    LEAST = 4_096

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.streaming or response.has_header("Content-Encoding") or not self._text(response):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if len(response.content) >= self.LEAST and _takes_brotli(request.headers.get("Accept-Encoding", "")):
            response.content = brotli.compress(response.content, quality=4)
            response["Content-Encoding"] = "br"
            response["Content-Length"] = str(len(response.content))
        return response

    def _text(self, response: HttpResponse) -> bool:
        return response.headers.get("Content-Type", "").startswith(("text/", "application/json", "image/svg+xml"))


def _takes_brotli(accepts: str) -> bool:
    names = [part.partition(";") for part in accepts.lower().split(",")]
    return any(name.strip() == "br" and rest.replace(" ", "") != "q=0" for name, _, rest in names)


class Faults:
    """Expected refusals and faults of the machine become a status and a sentence; nothing is half done."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            return _not_so(request, response)
        return response

    def process_view(self, request: HttpRequest, view: object, args: tuple[object, ...], kwargs: dict[str, object]) -> None:
        """No code, key or slug holds a NUL, and PostgreSQL cannot even be asked for one."""
        if getattr(view, "access", "") == "token":
            return  # the API says so in its own words
        if any("\x00" in value for value in kwargs.values() if isinstance(value, str)):
            raise Http404

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Protected):
            return _ask(request, error)
        if isinstance(error, Refused):
            return message(request, 409, "Not possible", str(error))
        if isinstance(error, Reused):
            return message(request, 422, "Sent twice", str(error))
        if isinstance(error, (TooManyFieldsSent, RequestDataTooBig)):
            return message(
                request,
                413,
                "Too much at once",
                "This form is larger than the server takes. Send less at once.",
            )
        if isinstance(error, DataError):
            return message(
                request, 422, "Not possible", "Something that was sent cannot be stored, such as a NUL character."
            )
        if isinstance(error, (OperationalError, InterfaceError)):
            return self._database(request, error)
        if isinstance(error, OSError) and error.errno == 28:
            return _disk_full(request)
        return None

    def _database(self, request: HttpRequest, error: DatabaseError | InterfaceError) -> HttpResponse:
        logger.error("database fault at %s: %s", request.path, type(error).__name__)
        text = str(error).lower()
        if "full" in text or "no space" in text:
            return _disk_full(request)
        busy = "locked" in text
        sentence = (
            "The database is busy. Nothing was saved; try again in a moment."
            if busy
            else "The database does not answer. Nothing was saved; try again in a moment."
        )
        response = message(request, 503, "Try again", sentence)
        response["Retry-After"] = "5"
        return response


def _ask(request: HttpRequest, error: Protected) -> HttpResponse:
    """Asks before approved shots change: the same form once more with `approved=change` says yes.

    A script gets the sentence with the header X-Ask, and what a no is answered, and sends it again itself; else a page
    holds what was sent.
    """
    if getattr(request, "htmx", False) or "json" in request.headers.get("Accept", ""):
        told = {"ask": str(error), "codes": error.codes, "stays": _stays(request, error)}
        response: HttpResponse = JsonResponse(told, status=409)
        response["X-Ask"] = "approved"
        return response
    left_out = ("csrfmiddlewaretoken", "approved")
    kept = [(name, value) for name, values in request.POST.lists() for value in values if name not in left_out]
    values = {
        "sentence": str(error), "codes": error.codes, "kept": kept, "to": request.get_full_path(),
        "back": _came_from(request),
    }  # fmt: skip
    return HttpResponse(render_to_string("screens/ask_approved.html", values, request, using="jinja2"), status=409)


def _stays(request: HttpRequest, error: Protected) -> str:
    """What is said where the answer is no: which shots stay as approved, and by whom where that is one person."""
    slug = request.resolver_match.kwargs.get("slug", "") if request.resolver_match else ""
    found = approvals_of(str(slug))
    by = {found[code].by if code in found else "" for code in error.codes}
    name = next(iter(by)) if len(by) == 1 else ""
    stay = "stays" if len(error.codes) == 1 else "stay"
    return f"{error.target} {stay} as approved{' by ' + name if name else ''}; nothing was changed."


def _came_from(request: HttpRequest) -> str:
    """The page that a form was sent from, where it is one of ours; many of them are sent to where nothing can be read."""
    page = urlsplit(request.headers.get("Referer", ""))
    inside = page.netloc == request.get_host() and page.path.startswith("/projects/")
    return f"{page.path}?{page.query}" if inside and page.query else page.path if inside else ""


def _not_so(request: HttpRequest, empty: HttpResponse) -> HttpResponse:
    """A page in place of nothing for whoever opens an address that only takes forms: it stands in the bar after one."""
    sentence = "This address only works from its page. Go back to that page, and do it there."
    if request.path.startswith("/s/"):
        values = {"title": "Not here", "sentence": sentence, "status": 405}
        found = HttpResponse(render_to_string("screens/share_message.html", values, request, using="jinja2"), status=405)
    else:
        found = message(request, 405, "Not here", sentence)
    for name, value in empty.items():
        found.setdefault(name, value)
    return found


def _disk_full(request: HttpRequest) -> HttpResponse:
    return message(request, 507, "The disk is full", "Nothing was saved. Free some space on the server, then try again.")


def message(
    request: HttpRequest, status: int, title: str, sentence: str, way: tuple[str, str] | None = None
) -> HttpResponse:
    """A page, or for htmx a toast, that says what happened and what to do next; `way` is an address and its label."""
    if getattr(request, "htmx", False):
        text = render_to_string("parts/refusal.html", {"sentence": sentence, "way": way}, using="jinja2")
        response = HttpResponse(text, status=status)
        response["HX-Retarget"] = "#toasts"
        response["HX-Reswap"] = "beforeend"
        return response
    text = render_to_string(
        "screens/message.html",
        {"title": title, "sentence": sentence, "status": status, "way": way},
        request,
        using="jinja2",
    )
    return HttpResponse(text, status=status)
