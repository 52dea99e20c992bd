"""The fonts of scripts that a system may lack, for pages and their print: served out of the installed packages."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from projects.access import public
from projects.exports.fonts import font_files, font_id, font_rules

DAY, MONTH = 86_400, 2_592_000


@require_safe
@public
@cache_control(public=True, max_age=DAY)
def fonts_style(request: HttpRequest) -> HttpResponse:
    """Where each font is, and for which characters; nothing is loaded that no text asks for."""
    del request
    address = reverse("font", args=["-"]).removesuffix("-/")
    return HttpResponse(font_rules(address), content_type="text/css; charset=utf-8")


@require_safe
@public
@cache_control(public=True, max_age=MONTH)
def font(request: HttpRequest, name: str) -> FileResponse:
    """One font. 404 where no package brings one of this name."""
    del request
    path = next((path for path in font_files().values() if font_id(path) == name), None)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), content_type="font/collection" if path.suffix == ".ttc" else "font/ttf")
