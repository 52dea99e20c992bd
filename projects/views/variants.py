"""Prompt variants of a shot: side by side, each compiled, checked and priced; one is picked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from projects.access import MemberRequest, for_project, must
from projects.core.board import VARIANT_FIELDS
from projects.core.diff import word_diff
from projects.core.report import Report, ShotReport
from projects.core.roles import Action
from projects.core.variants import as_shot, free_letter, variant_named, variants_of
from projects.forms.shots import ShotForm, moves_in, seen_marks
from projects.models import Project
from projects.reads import catalogue, report_of
from projects.views.canvas import known_or_404, shot_in
from projects.views.live import Live, live
from projects.views.regions import page
from projects.views.shared import base_values, said
from projects.writes.transaction import Blocked, Stale
from projects.writes.variants import add_variant, delete_variant, pick_variant, save_variant


@dataclass(frozen=True, slots=True)
class Shown:
    """One variant on the page: its letter, its panel, and its prompt against the picked one, word by word."""

    key: str
    picked: bool
    live: Live
    words: list[tuple[str, str]]


def _shown(report: Report, item: ShotReport) -> list[Shown]:
    found = []
    for variant in variants_of(item.shot):
        panel = live(report, as_shot(item.shot, variant))
        words = word_diff(item.prompt.text, panel.prompt.text)
        found.append(Shown(variant.key, variant.key == item.shot.variant, panel, words))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def variants(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """All variants of a shot. A POST copies the one of `like` under the next letter and opens it."""
    if request.method == "POST":
        must(request, Action.EDIT)
        known_or_404(project, code)
        letter = add_variant(project, code, like=request.POST.get("like", ""), by=request.person)
        return said(request, reverse("variant", args=[project.slug, code, letter]), f"Variant {letter} is ready to edit.")
    return _listed(request, project, code)


def _listed(request: MemberRequest, project: Project, code: str, problem: str = "", status: int = 200) -> HttpResponse:
    values = base_values(request, project)
    item = shot_in(values["report"], code)
    values |= {
        "shot": item,
        "shown": _shown(values["report"], item),
        "free": free_letter(item.shot),
        "problem": problem,
    }
    return page(request, "screens/variants.html", values, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.EDIT)
def variant(request: MemberRequest, project: Project, code: str, letter: str) -> HttpResponse:
    """The wording of one variant; a POST saves it through the continuity gate."""
    report = report_of(project)
    item = shot_in(report, code)
    if letter not in {known.key for known in variants_of(item.shot)}:
        raise Http404
    state = as_shot(item.shot, variant_named(item.shot, letter))
    form = ShotForm(
        request.POST or None, shot=state, board=report.board, catalog=catalogue(), rows=moves_in(request.POST) or None
    )
    values = {**base_values(request, project, report), "shot": item, "letter": letter, "form": form, "blocked": ()}
    values |= {"live": live(report, state), "seen": form.data.get("seen") or seen_marks(state)}
    if request.method != "POST":
        return page(request, "screens/variant.html", values)
    if not form.is_valid():
        return page(request, "screens/variant.html", values, status=422)
    changes = {name: value for name, value in form.changes().items() if name in VARIANT_FIELDS}
    try:
        save_variant(project, code, letter, changes, by=request.person, seen=form.seen())
    except Blocked as error:
        values |= {"blocked": error.findings, "live": live(report, replace(state, **changes))}
        return page(request, "screens/variant.html", values, status=422)
    except Stale as error:
        # Saving again goes over what stands there now: the page beside the form shows it.
        values["seen"] = seen_marks(state)
        form.add_error(None, f"{error.who} changed the same field of variant {letter} meanwhile. Save again to use yours.")
        return page(request, "screens/variant.html", values, status=409)
    return said(request, reverse("variants", args=[project.slug, code]), f"Variant {letter} saved.")


@require_POST
@for_project(Action.EDIT)
def variant_pick(request: MemberRequest, project: Project, code: str, letter: str) -> HttpResponse:
    """Makes the variant the shot itself; the one so far waits under its letter."""
    known_or_404(project, code)
    try:
        line = pick_variant(project, code, letter, by=request.person)
    except Blocked as error:
        sentence = f"Variant {letter} was not picked: it would break continuity. {error.findings[0].message}"
        return _listed(request, project, code, sentence, 422)
    back = reverse("undo", args=[project.slug, line.pk]) if line else ""
    return said(request, reverse("shot", args=[project.slug, code]), f"{code} is variant {letter} now.", back)


@require_POST
@for_project(Action.EDIT)
def variant_delete(request: MemberRequest, project: Project, code: str, letter: str) -> HttpResponse:
    """Takes a variant away; a toast offers the way back."""
    known_or_404(project, code)
    line = delete_variant(project, code, letter, by=request.person)
    back = reverse("undo", args=[project.slug, line.pk]) if line else ""
    return said(request, reverse("variants", args=[project.slug, code]), f"Variant {letter} deleted.", back)
