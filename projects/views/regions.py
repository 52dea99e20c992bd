"""Pages and their regions: the server chooses what htmx swaps in."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import engines


def _context(request: HttpRequest, values: dict[str, Any]) -> dict[str, Any]:
    return {"request": request, "csrf_token": get_token(request), **values}


def page(
    request: HttpRequest,
    template: str,
    values: dict[str, Any],
    *,
    regions: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """The whole page, or for htmx the named regions (blocks `region_NAME` of the template) one after another.

    A region asked for without htmx gives the whole page.
    """
    loaded = engines["jinja2"].env.get_template(template)  # type: ignore[attr-defined]
    context = _context(request, values)
    asked = getattr(request, "htmx", None)
    if regions and asked and asked.target:
        scope = loaded.new_context({**context, "oob": False})
        parts = []
        for at, name in enumerate(regions):
            scope.vars["oob"] = at > 0
            parts.append("".join(loaded.blocks[f"region_{name}"](scope)))
        return HttpResponse("".join(parts), status=status)
    return HttpResponse(loaded.render({**context, "oob": False}), status=status)


def toast(response: HttpResponse, sentence: str, undo: str = "") -> HttpResponse:
    """Lets the page say a sentence quietly, with a way back where there is one."""
    response["HX-Trigger"] = json.dumps({"toast": {"text": sentence, "undo": undo}})
    return response
