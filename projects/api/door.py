"""Who is let in: the token, how often it may ask, what it reaches, and in what every request of the API stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from ninja.security import HttpBearer

from projects.api.answers import Problem, refusal, refused
from projects.core.document_json import BYTES_MAX
from projects.core.roles import Action, as_a, may
from projects.models import ApiToken, Project, User
from projects.models.lookup import Lookup
from projects.writes.activity import came_by, through_token
from projects.writes.protection import approved_may_change
from projects.writes.tokens import note_use, token_sent
from projects.writes.tries import Tries

READS, WRITES = Tries("api-reads", 120, 60), Tries("api-writes", 60, 60)
BODY_MAX = 1024 * 1024  # of everything but a document
_READING = (Action.VIEW, Action.EXPORT)
_MEMBERSHIP = Lookup(
    Project, {"slug": str, "memberships__user": int}, {"deleted_at__isnull": True}, also=("memberships__role",)
)


class ApiRequest(HttpRequest):
    """A request that came by a token: `person` is whose it is."""

    person: User
    token: ApiToken


class Bearer(HttpBearer):
    """A token of ours in the header. No cookie lets anybody in, so no page of others can send anything in their name."""

    openapi_bearerFormat = "sb_…"  # noqa: N815 - the library reads it by this name

    def __call__(self, request: HttpRequest) -> Any:
        return super().__call__(request) or self.authenticate(request, "")

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        now = timezone.now()
        row, reason = token_sent(token.strip(), now)
        if row is None:
            raise Problem(401, reason)
        limit = READS if request.method == "GET" or request.path.endswith("/check") else WRITES
        if limit.take(str(row.pk)) is None:
            wait = limit.wait(str(row.pk))
            raise Problem(429, f"That was {limit.most} requests within a minute. Try again in {wait} s.", retry_after=wait)
        note_use(row, now)
        came_by(row.name)
        request.person, request.token = row.user, row  # type: ignore[attr-defined]
        return row


def scope(request: ApiRequest, writes: bool) -> None:
    """403 for a token that may only read."""
    if writes and "write" not in request.token.scopes:
        raise PermissionDenied("This token may only read. Make one with read and write.")


def member(request: ApiRequest, slug: str, *actions: Action) -> tuple[Project, str]:
    """The project of this slug and the role of the token's person, who needs one of these rights.

    404 for a stranger and for a token of another project, as if there were none; 403 for a role without the right.
    """
    scope(request, not set(actions) & set(_READING))
    found = _MEMBERSHIP.row(slug, request.person.pk) if "\x00" not in slug else None
    if found is None or request.token.project_id not in (None, found[0].pk):
        raise Http404
    project, role = found[0], str(found[1][0])
    if not any(may(role, action) for action in actions):
        raise PermissionDenied(f"{as_a(role)} you cannot do this. Ask the owner of the project.")
    return project, role


def only(request: HttpRequest, *names: str) -> None:
    """422 for a name in the address that means nothing here: a filter with a slip of the pen would show everything."""
    unknown = {name: "is no name that this address knows" for name in request.GET if name not in names}
    if unknown:
        name = next(iter(unknown))
        raise Problem(422, f"“{name[:40]}” is no name that this address knows.", dict(list(unknown.items())[:20]))


def flag(request: HttpRequest, name: str) -> bool:
    """A switch in the address: `true` or `1`."""
    return request.GET.get(name, "").lower() in ("true", "1")


def door(view: Callable[..., HttpResponseBase], methods: Mapping[str, int]) -> Callable[..., HttpResponseBase]:
    """A view of the library as it stands behind the API's door; `methods` says how large a body each takes."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = request.method
        try:
            _readable(request, methods)
            if any("\x00" in str(value) for value in kwargs.values()):
                raise Http404
            request.method = "GET" if asked == "HEAD" else asked  # the server leaves the body out
            with through_token(), approved_may_change(request.GET.get("approved") == "change"):
                response = view(request, *args, **kwargs)
        except Exception as error:  # noqa: BLE001 - whatever it is becomes a sentence, and a line in the log
            return refused(request, error)
        finally:
            request.method = asked
        return _not_supported(response) if response.status_code == 405 else response

    guarded.access = "token"  # type: ignore[attr-defined]
    return csrf_exempt(guarded)


def _readable(request: HttpRequest, methods: Mapping[str, int]) -> None:
    """Refuses a body that is too large, or of which nobody can tell how large it will be."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length and "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
        request.META["wsgi.input"].read(BODY_MAX)  # so that the connection can be used for the next request
        raise Problem(400, "The body came in pieces. Send it at once, with a Content-Length.")
    if int(length or 0) > methods.get(request.method or "", BODY_MAX):
        raise RequestDataTooBig


def _not_supported(response: HttpResponseBase) -> HttpResponse:
    names = response.headers.get("Allow", "").split(", ")
    allowed = ", ".join(sorted({*names, "HEAD"} if "GET" in names else names))
    found = refusal(405, f"This address takes {allowed}.")
    found["Allow"] = allowed
    return found


DOCUMENT_MAX = BYTES_MAX
