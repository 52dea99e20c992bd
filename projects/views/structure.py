"""Making shots of others: split one, join two, add beside one. Looked at before it is done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from projects.access import MemberRequest, for_project
from projects.cards import drawn, sketch_of, unlabelled
from projects.core import board as core
from projects.core.findings import Refused
from projects.core.joining import joining, second_of, with_joined
from projects.core.report import Report, build
from projects.core.roles import Action
from projects.core.sketch import sketch_defs
from projects.core.splitting import choices, lengths_note, refuse_split, split, with_parts
from projects.core.structure_effects import effects
from projects.forms.shots import ShotForm, moves_in
from projects.models import Project, Shot
from projects.reads import catalogue, report_of
from projects.views.canvas import known_or_404, shot_in
from projects.views.changes import Change, prompt_changes
from projects.views.regions import page
from projects.views.shared import base_values, refresh_done, said
from projects.writes.shots import save_shot
from projects.writes.structure import add_next_like, join_shots, split_shot, used_codes
from projects.writes.transaction import Blocked, Stale

_BLOCKED = "Nothing is saved yet: this would break continuity. Change what a shot does, then do it."


def _known(project: Project, code: str) -> None:
    """404 where this project never had a shot of this code; a deleted one is refused with a sentence later."""
    if not Shot.objects.filter(project=project, code=code).exists():
        raise Http404


def whole(text: str, what: str) -> int:
    """A whole number as somebody typed it. Refused for anything else."""
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise Refused(f"{what} is a whole number.")
    return int(text)


def revision_of(request: MemberRequest) -> int | None:
    """The revision of the project that a form was filled in against; None where it names none."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


# ------------------------------------------------------------------------- split


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.EDIT)
def shot_split(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """What a shot split in `parts` becomes; a POST does it, with `action-1` and so on as what each part does.

    With `preview` it only shows what they would be. From the shot's own editor what is typed there is saved first.
    """
    _known(project, code)
    if request.method == "POST" and "seen" in request.POST:
        return _split_from_editor(request, project, code)
    given = request.POST if request.method == "POST" else request.GET
    report = report_of(project)
    try:
        refuse_split(report.board, code)
    except Refused as error:
        return _refused(request, project, "screens/split.html", code, str(error))
    problem, parts, actions = "", None, [given[name] for name in _action_names(given.keys())] or None
    try:
        parts = whole(given["parts"], "The number of parts") if given.get("parts") else None
        made = split(report.board, code, catalogue(), parts, used_codes(project), actions)
    except Refused as error:
        problem, actions = str(error), None
        made = split(report.board, code, catalogue(), None, used_codes(project))
    if request.method != "POST" or request.POST.get("preview"):
        return _split_page(request, project, report, made, problem, 422 if problem else 200)
    if problem:
        return _split_page(request, project, report, made, problem, 422)
    try:
        codes = split_shot(project, code, by=request.person, parts=parts, actions=actions, revision=revision_of(request))
    except Blocked:
        return _split_page(request, project, report, made, _BLOCKED, 422)
    except Refused as error:
        return _split_again(request, project, code, made, str(error))
    return _split_done(request, project, codes, back=_from_findings(request))


def _from_findings(request: MemberRequest) -> bool:
    """Whether the person came from the list of findings, and goes back there."""
    given = request.POST if request.method == "POST" else request.GET
    return given.get("back") == "findings"


def _split_again(
    request: MemberRequest, project: Project, code: str, made: Sequence[core.Shot], problem: str
) -> HttpResponse:
    """The page anew as the plan stands now, with what was typed for each part. Refused where that fits no more."""
    project.refresh_from_db()
    report, actions = report_of(project), [part.action for part in made]
    parts = split(report.board, code, catalogue(), len(made), used_codes(project), actions)
    return _split_page(request, project, report, parts, problem, 409)


def _refused(request: MemberRequest, project: Project, template: str, code: str, problem: str) -> HttpResponse:
    """The page with nothing but the sentence and the way back. A shot that is gone has no page: the sentence alone."""
    report = report_of(project)
    if all(item.shot.key != code for item in report.all_shots()):
        raise Refused(problem)
    item = shot_in(report, code)
    values = {"shot": item, "first": item, "second": None, "problem": problem, "parts": (), "effects": None}
    status = 409 if request.method == "POST" else 200  # to look is allowed, and says why it cannot be done
    return page(request, template, {**base_values(request, project, report), **values}, status=status)


def _action_names(names: Iterable[str]) -> list[str]:
    """The names of the fields that say what each part does, in order."""
    found = [name for name in names if name.startswith("action-") and name[7:].isascii() and name[7:].isdigit()]
    return sorted(found, key=lambda name: int(name[7:16]))


def _split_page(
    request: MemberRequest, project: Project, report: Report, made: tuple[core.Shot, ...], problem: str, status: int
) -> HttpResponse:
    catalog = catalogue()
    item = shot_in(report, made[0].key)
    after = build(with_parts(report.board, item.shot.key, made, catalog), catalog, previous=report)
    sources = {part.key: (item.shot.key,) for part in made}
    values = {
        **base_values(request, project, report),
        "shot": item,
        "parts": made,
        "back": _from_findings(request),
        "renamed": renamed(report, after, {part.key for part in made}),
        "choices": choices(report.board, item.shot.key, catalog),
        "note": lengths_note(report.board, item.shot, made, catalog),
        "effects": effects(report, after, sources),
        "changes": other_changes(report, after, sources),
        "problem": problem,
        "revision": project.revision,
        **drawn_frames(after, sources),
    }
    return page(request, "screens/split.html", values, regions=("outcome",), status=status)


def drawn_frames(after: Report, codes: Iterable[str]) -> dict[str, Any]:
    """The frames of the shots to be."""
    catalog, ratio = catalogue(), after.board.aspect_ratio
    frames = {code: unlabelled(sketch_of(after.shot(code), catalog, ratio)) for code in codes}
    return {"frames": frames, "defs": drawn(sketch_defs())}


def other_changes(before: Report, after: Report, sources: Collection[str]) -> list[Change]:
    """The prompts that change of shots which are not among `sources`."""
    return [change for change in prompt_changes(before, after) if change.code not in sources]


def renamed(before: Report, after: Report, but: Collection[str]) -> list[tuple[str, str]]:
    """The shots, `but` some, whose titles change, as (code, new title)."""
    was = {shot.key: shot.title for _, shot in before.board.shots() if shot.key not in but}
    return [(s.key, s.title) for _, s in after.board.shots() if s.key in was and s.title != was[s.key]]


def _split_from_editor(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """Saves what is typed in the editor, then splits the shot by itself, or with `look` shows what it would become."""
    item, here = shot_in(report_of(project), code), reverse("shot", args=[project.slug, code])
    form = ShotForm(
        request.POST, shot=item.shot, board=report_of(project).board, catalog=catalogue(), rows=moves_in(request.POST)
    )
    # What cannot be saved goes to the editor as it came: it says why, beside the field, and nothing typed is lost.
    as_saved = HttpResponseRedirect(here, status=307)
    if not form.is_valid():
        return as_saved
    try:
        if form.changes():
            save_shot(project, code, form.changes(), by=request.person, seen=form.seen(), revision=revision_of(request))
    except (Blocked, Stale):
        return as_saved
    wanted = request.POST.get("look") or request.POST.get("parts", "")
    look = f"{reverse('shot_split', args=[project.slug, code])}?{urlencode({'parts': wanted})}"
    if request.POST.get("look"):
        return said(request, look, f"{code} saved.") if form.changes() else _go(request, look)
    try:
        codes = split_shot(project, code, by=request.person, parts=_asked(request))
    except Blocked:
        return said(request, look, _BLOCKED)
    return _split_done(request, project, codes)


def _go(request: MemberRequest, to: str) -> HttpResponse:
    """On to another page, by a full visit."""
    return HttpResponse(status=204, headers={"HX-Redirect": to}) if request.htmx else redirect(to)


def _asked(request: MemberRequest) -> int | None:
    return whole(request.POST["parts"], "The number of parts") if request.POST.get("parts") else None


def _split_done(request: MemberRequest, project: Project, codes: Sequence[str], *, back: bool = False) -> HttpResponse:
    sentence = f"{codes[0]} is {len(codes)} shots now: {', '.join(codes[:-1])} and {codes[-1]}."
    to = reverse("findings", args=[project.slug]) if back else reverse("shot", args=[project.slug, codes[0]])
    return refresh_done(request, project, to, sentence)


# -------------------------------------------------------------------------- join


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.EDIT)
def shot_join(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """What a shot and the one after it become as one; a POST does it."""
    _known(project, code)
    other = (request.POST if request.method == "POST" else request.GET).get("second", "")[:32]
    second = other
    try:
        second = other or second_of(report_of(project).board, code)
        if request.method == "POST":
            join_shots(project, code, by=request.person, second=second, revision=revision_of(request))
            sentence = f"{code} and {second} are one shot now: {code}."
            return refresh_done(request, project, reverse("shot", args=[project.slug, code]), sentence)
        return _join_page(request, project, code, second)
    except Blocked:
        return _join_page(request, project, code, second, _BLOCKED)
    except Refused as error:
        return _refused(request, project, "screens/join.html", code, str(error))


def _join_page(request: MemberRequest, project: Project, code: str, second: str, problem: str = "") -> HttpResponse:
    catalog, report = catalogue(), report_of(project)
    made = joining(report.board, code, second, catalog)
    after = build(with_joined(report.board, second, made.shot, catalog), catalog, previous=report)
    sources = {code: (code, second)}
    values = {
        **base_values(request, project, report),
        "first": shot_in(report, code),
        "second": shot_in(report, second),
        "joined": made,
        "renamed": renamed(report, after, {code, second}),
        "effects": effects(report, after, sources),
        "changes": other_changes(report, after, sources),
        "problem": problem,
        "revision": project.revision,
        **drawn_frames(after, sources),
    }
    return page(request, "screens/join.html", values, status=422 if problem else 200)


# ----------------------------------------------------------------- beside a shot


@require_POST
@for_project(Action.EDIT)
def shot_next(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """A shot right after this one that looks like it; what happens in it is still to be said."""
    known_or_404(project, code)
    new = add_next_like(project, code, by=request.person, key=request.POST.get("key", "")[:64])
    sentence = f"{new} looks like {code}. Say what happens in it."
    return refresh_done(request, project, reverse("shot", args=[project.slug, new]), sentence)
