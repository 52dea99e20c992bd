"""How many wrong links of accounts and invitations one network may try: 30 a minute, over all workers."""

from __future__ import annotations

from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest, HttpResponse

from projects.middleware import message
from projects.writes.tries import Tries

WRONG_LINKS = Tries("wrong-link", 30, 60)
_SENTENCE = "Too many wrong links came from your network. Wait a minute, then open the link again."


def too_many(request: HttpRequest) -> HttpResponse | None:
    """The answer 429 where this network has tried too many wrong links within a minute. Writes nothing."""
    if not WRONG_LINKS.over(get_ip(request)):
        return None
    response = message(request, 429, "Too many tries", _SENTENCE)
    response["Retry-After"] = str(WRONG_LINKS.seconds)
    return response


def wrong_link(request: HttpRequest) -> None:
    """Counts one wrong link."""
    WRONG_LINKS.count(get_ip(request))
