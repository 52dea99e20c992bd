"""Proposed anchors: take, edit, turn down, merge, with every prompt before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from projects.access import MemberRequest, for_project, must
from projects.core.board import Shot
from projects.core.findings import Refused
from projects.core.names import find_name
from projects.core.report import Report, build
from projects.core.roles import Action
from projects.core.suggest import Suggestion, suggest
from projects.core.suggest_apply import accept
from projects.core.suggest_cover import Edit
from projects.core.words import tokens, unquoted
from projects.forms.suggestions import SuggestionForm, Suggestions, mark_of
from projects.models import Activity, Project
from projects.reads import catalogue
from projects.views.changes import prompt_changes
from projects.views.regions import page
from projects.views.shared import base_values, said, toast_html
from projects.writes.suggestions import RECALLED, REJECTED, accept_suggestions, turn_down, undo_suggestions
from projects.writes.transaction import Blocked

MOST_SAMPLES = 3
_AROUND = 70
_FIELDS = ("subject", "action", "environment", "lighting", "style")


@dataclass(frozen=True, slots=True)
class Sample:
    """Words of one shot with what the anchor would say marked: (text, marked)."""

    code: str
    number: str | None
    pieces: list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal on the page: its form, the shots by code and number, words of the first few."""

    form: SuggestionForm
    shots: list[tuple[str, str | None]]
    samples: list[Sample]
    taken: int


def _pieces(text: str, edits: list[Edit]) -> list[tuple[str, bool]]:
    """A stretch of a text around its marked places, cut at blanks."""
    first, last = max(0, edits[0].start - _AROUND), min(len(text), edits[-1].end + _AROUND)
    first = text.rfind(" ", 0, first) + 1 if first else 0
    last = len(text) if last == len(text) or text.find(" ", last) < 0 else text.find(" ", last)
    found: list[tuple[str, bool]] = [("… ", False)] if first else []
    at = first
    for edit in edits:
        found += [(text[at : edit.start], False), (text[edit.start : edit.end], True)]
        at = edit.end
    return [*found, (text[at:last] + (" …" if last < len(text) else ""), False)]


def _sample(shot: Shot, name: str, edits: tuple[Edit, ...]) -> list[tuple[str, bool]]:
    """The words of a shot that speak of a proposal: what it would say, else its name."""
    if edits:
        mine = [edit for edit in edits if edit.field == edits[0].field]
        return _pieces(getattr(shot, mine[0].field), mine)
    for field in _FIELDS:
        text = getattr(shot, field)
        words = tokens(unquoted(text))
        for first, last in find_name(unquoted(text), words, name)[:1]:
            return _pieces(text, [Edit(field, words[first].start, words[last - 1].end)])
    return []


def _row(form: SuggestionForm, report: Report) -> Row:
    item = form.item
    numbers = {entry.shot.key: entry for entry in report.running()}
    samples: list[Sample] = []
    for code, edits in sorted(item.says, key=lambda entry: not entry[1]):
        pieces = _sample(numbers[code].shot, item.name, edits) if len(samples) < MOST_SAMPLES else []
        if pieces:
            samples.append(Sample(code, numbers[code].number, pieces))
    taken = sum(bool(edits) for _, edits in item.says)
    return Row(form, [(code, numbers[code].number) for code in item.shots], samples, taken)


def _rejected(project: Project) -> dict[tuple[str, str], str]:
    """The proposals that were turned down and not let back: (kind, name in lower case) -> name."""
    found: dict[tuple[str, str], str] = {}
    lines = Activity.objects.filter(project=project, verb__in=(REJECTED, RECALLED)).order_by("pk")
    for verb, name, data in lines.values_list("verb", "target", "data"):
        key = (str(data.get("kind", "")), name.casefold())
        if verb == REJECTED:
            found[key] = name
        else:
            found.pop(key, None)
    return found


def _open_ones(project: Project, report: Report) -> tuple[list[Suggestion], list[Suggestion]]:
    """The proposals that stand, and those that were turned down."""
    no = _rejected(project)
    every = suggest(report.board, catalogue())
    return (
        [item for item in every if (item.kind, item.name[:120].casefold()) not in no],
        [item for item in every if (item.kind, item.name[:120].casefold()) in no],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def suggestions(request: MemberRequest, project: Project) -> HttpResponse:
    """The proposals. A POST shows what the ticked ones would change; with `accept` it takes them."""
    values = base_values(request, project)
    report: Report = values["report"]
    items, turned_down = _open_ones(project, report)
    form = Suggestions(items)
    values |= {"turned_down": [(mark_of(item), item) for item in turned_down], "changes": None, "problem": ""}
    values |= {"after": None, "count": 0, "revision": project.revision, "left": []}
    if request.method != "POST":
        return _shown(request, values, form)
    must(request, Action.EDIT)
    if request.POST.get("reject") or request.POST.get("recall"):
        return _turned(request, project, items, turned_down)
    form = Suggestions(items, request.POST, all_of_them=bool(request.POST.get("all")))
    if not form.taken():
        values["problem"] = "Tick the proposals to accept first." if items else "There is nothing to accept here."
        return _shown(request, values, form, 422)
    if not form.valid():
        values["problem"] = "Mend the names and wordings that are marked."
        return _shown(request, values, form, 422)
    if request.POST.get("accept") or request.POST.get("all"):
        return _taken(request, project, values, form)
    return _previewed(request, values, form)


def _shown(request: MemberRequest, values: dict[str, Any], form: Suggestions, status: int = 200) -> HttpResponse:
    values |= {"rows": [_row(row, values["report"]) for row in form.rows]}
    return page(request, "screens/suggestions.html", values, regions=("changes",), status=status)


def _previewed(request: MemberRequest, values: dict[str, Any], form: Suggestions) -> HttpResponse:
    report: Report = values["report"]
    accepted = form.accepted()
    after = build(accept(report.board, accepted, catalogue()), catalogue(), previous=report)
    held = {anchor.name: {i.shot.key for i in after.running() if anchor.key in {u.anchor.key for u in i.uses}}
            for anchor in after.board.anchors[len(report.board.anchors) :]}  # fmt: skip
    left = [(item.name, [code for code in item.shots if code not in held.get(item.name, ())]) for item in accepted]
    values |= {
        "after": after,
        "changes": prompt_changes(report, after),
        "count": len(accepted),
        "left": [(name, codes) for name, codes in left if codes],
    }
    return _shown(request, values, form)


def _taken(request: MemberRequest, project: Project, values: dict[str, Any], form: Suggestions) -> HttpResponse:
    revision = request.POST.get("revision", "")
    known = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 16 else 0
    accepted = form.accepted()
    try:
        line = accept_suggestions(project, accepted, by=request.person, revision=known)
    except Refused as error:
        values["problem"] = str(error)
        return _shown(request, values, form, 409)
    except Blocked as error:
        values["problem"] = f"Nothing was changed, since this would break continuity. {error.findings[0].message}"
        return _shown(request, values, form, 422)
    back = reverse("suggestions_undo", args=[project.slug, line.pk])
    names = line.data["names"]
    sentence = f"{names[0]} is an anchor now." if len(names) == 1 else f"{len(names)} anchors added."
    return said(request, reverse("anchors", args=[project.slug]), sentence, back)


def _turned(
    request: MemberRequest, project: Project, items: list[Suggestion], turned_down: list[Suggestion]
) -> HttpResponse:
    """Turns one proposal down, or lets it back."""
    no = bool(request.POST.get("reject"))
    mark = request.POST.get("reject") or request.POST.get("recall")
    item = next((item for item in (items if no else turned_down) if mark_of(item) == mark), None)
    to = reverse("suggestions", args=[project.slug])
    if item is None:
        return said(request, to, "This proposal is gone: the shots have changed.")
    turn_down(project, item.kind, item.name, no, by=request.person)
    sentence = f"{item.name} is {'off the list' if no else 'back on the list'}."
    if request.htmx and request.htmx.target == f"proposal-{mark}":
        return HttpResponse(toast_html(sentence))  # the row goes, what is typed in the others stays
    return said(request, to, sentence)


@require_POST
@for_project(Action.EDIT)
def undo(request: MemberRequest, project: Project, number: int) -> HttpResponse:
    """Takes accepted proposals back."""
    if number > 2**62:
        raise Refused("There is nothing here to take back.")
    undo_suggestions(project, number, by=request.person, role=request.role)
    return said(request, reverse("suggestions", args=[project.slug]), "Taken back: the shots say again what they said.")
