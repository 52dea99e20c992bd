"""What the API shows of a plan: the document's own words with `computed`, and what a program needs to go on."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from projects.api.answers import Problem, answer
from projects.approvals import digest_of
from projects.core.computed import project_block, shot_block
from projects.core.document import shot_dict, to_dict
from projects.core.report import Report, ShotReport
from projects.forms.projects import SettingsForm
from projects.models import Project, Shot
from projects.reads import catalogue, report_of

PAGE, PAGE_MAX = 50, 500


def revisions_of(project: Project, codes: Sequence[str] | None = None) -> dict[str, int]:
    """The revision of each shot by its code."""
    rows = Shot.objects.filter(project=project, deleted_at__isnull=True)
    rows = rows if codes is None else rows.filter(code__in=codes)
    return dict(rows.values_list("code", "revision"))


def shot_told(item: ShotReport, revision: int) -> dict[str, Any]:
    """One shot: as in a document, with its scene, its revision, and the digest that a decision holds for."""
    return {
        "scene": item.scene.key, **shot_dict(item.shot), "revision": revision, "digest": digest_of(item),
        "computed": shot_block(item),
    }  # fmt: skip


def setting_names() -> tuple[str, ...]:
    """The settings that a program may change: those of the settings page."""
    return tuple(SettingsForm(catalog=catalogue()).fields)


def settings_told(project: Project, role: str) -> dict[str, Any]:
    """A project without its shots: settings as in a document, and its sums."""
    report = report_of(project)
    document = to_dict(report.board)
    settings = {name: document.get(name) for name in setting_names()}
    return {
        "slug": project.slug, "role": role, "revision": project.revision, **settings, "computed": project_block(report),
    }  # fmt: skip


def number_of(request: HttpRequest, name: str, usual: int, most: int) -> int:
    """A whole number of an address from 1 on."""
    text = request.GET.get(name, "")
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most):
        sentence = f"must be a whole number from 1 to {most:,}"
        raise Problem(422, f"{name}: {sentence}.", {name: sentence})
    return int(text)


def paged(request: HttpRequest, items: Sequence[Any]) -> tuple[Sequence[Any], dict[str, int]]:
    """The part of a list that was asked for by `page` and `per_page`, and where it lies in the whole."""
    page, size = number_of(request, "page", 1, 100_000), number_of(request, "per_page", PAGE, PAGE_MAX)
    return items[(page - 1) * size : page * size], {"page": page, "per_page": size, "total": len(items)}


def listed(request: HttpRequest, items: Sequence[Any]) -> HttpResponse:
    """The answer to whoever asks for a list: the part that was asked for."""
    part, place = paged(request, items)
    return answer({"items": part, **place})


def known(request: HttpRequest, name: str, values: Container[str]) -> None:
    """Problem 422 for a value of this name in the address that the project has not: nothing found would say too little."""
    wrong = next((value for value in request.GET.getlist(name) if value not in values), None)
    if wrong is not None:
        raise Problem(422, f"{name}: this project has no “{wrong[:40]}”.", {name: "is not in this project"})


def findings_rows(report: Report) -> list[tuple[ShotReport, Any]]:
    """Every finding with its shot, in running order."""
    return [(item, finding) for item in report.running() for finding in item.findings]
