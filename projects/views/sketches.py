"""The drawings that frames are put together from: a page carries those that it shows, the others are to be had here."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from projects.access import public
from projects.cards import Card, drawn
from projects.core.sketch import sketch_defs

_YEAR = 31_536_000


@lru_cache(maxsize=1)
def _whole() -> tuple[str, str]:
    """All drawings as a document of their own, and its digest."""
    text = sketch_defs().replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return text, blake2b(text.encode(), digest_size=5).hexdigest()


def defs_of(cards: Iterable[Card]) -> Markup:
    """The drawings that the frames of these cards need, and where `drawings.js` finds those of frames that come later."""
    more = f'<svg data-more="{reverse("sketches")}?v={_whole()[1]}" '
    return drawn(sketch_defs(card.sketch for card in cards).replace("<svg ", more, 1))


@require_safe
@public
def sketches(request: HttpRequest) -> HttpResponse:
    """All drawings. Under the digest of today they stay what they are, so a browser asks once."""
    text, digest = _whole()
    response = HttpResponse(text, content_type="image/svg+xml")
    if request.GET.get("v") == digest:
        response["Cache-Control"] = f"private, max-age={_YEAR}, immutable"
    return response
