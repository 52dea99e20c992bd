"""Addresses of the API. Loaded by the first request for one of them."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation

from projects.access import public
from projects.api import files, plans, projects, shots, structure
from projects.api.answers import NOT_FOUND, refusal, refused
from projects.api.bodies import SHOT_FIELDS
from projects.api.description_page import sections
from projects.api.description_shapes import schemas
from projects.api.door import DOCUMENT_MAX, Bearer, door
from projects.api.shown import setting_names

ROOT = "/api/v1/"
ABOUT = (
    "Read and write projects, shots, findings, estimates and files. Send a token with every request: "
    "`Authorization: Bearer sb_…`. Make one under Account, API tokens."
)


class Api(NinjaAPI):
    """The library's API, with the names of our functions as names of what can be asked for."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__


api = Api(
    title="Storyboard", version="1", description=ABOUT, docs_url=None, openapi_url=None, auth=Bearer(),
    urls_namespace="api",
)  # fmt: skip
for part in (projects, shots, structure, plans, files):
    api.add_router("", part.router)
for kind in (Exception, Http404, HttpError, ValidationError):  # each that the library has an answer of its own to
    api.add_exception_handler(kind, refused)  # type: ignore[arg-type]  # it is given what was raised, never a class


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """The description of the API, as OpenAPI 3.1."""
    found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=ROOT)))
    found["components"]["schemas"] = schemas(tuple(SHOT_FIELDS), setting_names())
    for methods in found["paths"].values():
        for operation in methods.values():
            if "content" not in operation["responses"].get("200", {}):
                operation["responses"].pop("200", None)  # the library's own, where another status is the good one
    return found


@require_safe
@public
def openapi(request: HttpRequest) -> HttpResponse:
    """The description for programs."""
    text = json.dumps(description(), ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type="application/json; charset=utf-8")


@require_safe
@public
def docs(request: HttpRequest) -> HttpResponse:
    """The description for people: a page of ours, from the same description, without a script of anybody's."""
    values = {"about": ABOUT, "sections": sections(description()), "root": request.build_absolute_uri(ROOT)}
    return HttpResponse(render_to_string("screens/api_docs.html", values, request, using="jinja2"))


@require_safe
@public
def root(request: HttpRequest) -> HttpResponse:
    """To the page that describes the API."""
    return redirect(f"{ROOT}docs/")


@csrf_exempt
@public
def missing(request: HttpRequest) -> HttpResponse:
    """Any other address."""
    return refusal(404, NOT_FOUND)


def _behind_the_door() -> list[URLPattern]:
    """The library's addresses behind our door; a document may be large, everything else is small."""
    found = []
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            methods = {"POST": DOCUMENT_MAX} if str(pattern.pattern) == "projects" else {}
            pattern.callback = door(pattern.callback, methods)
            found.append(pattern)
    return found


app_name = "api"
urlpatterns = [
    path("", root, name="root"),
    path("openapi.json", openapi, name="openapi"),
    path("docs/", docs, name="docs"),
    *_behind_the_door(),
    re_path(r"^", missing, name="missing"),
]
