"""Deciding on several shots at once: those that were picked, a scene, the sequence. All of them, or those that can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from projects.access import MemberRequest, for_project
from projects.approvals import digest_of
from projects.core.diff import word_diff
from projects.core.findings import Refused
from projects.core.report import Report, ShotReport
from projects.core.review import DECISIONS, EMPTY_NOTE, LABELS, note_text, refused_decision
from projects.core.roles import Action
from projects.models import Project, Shot, ShotVersion
from projects.reads import report_of
from projects.views.place import Place, member_place
from projects.views.regions import page
from projects.views.review_shown import (
    Frames,
    Tile,
    base_of,
    may_decide,
    mine_of,
    start_of,
    states_of,
    tile_of,
)  # fmt: skip
from projects.views.shared import new_key, said, way_back
from projects.writes.comments import add_comment, add_comments
from projects.writes.reviewing import Moved, decide, whose_work

SCREEN = "screens/review_many.html"


@dataclass(frozen=True, slots=True)
class Line:
    """One shot on the page: whether it is picked, why it cannot be decided on so, what changed since it was shown."""

    tile: Tile
    digest: str
    picked: bool
    why: str = ""
    moved: list[tuple[str, str]] | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for: the shots listed, those picked, and the scene or the whole sequence it is about."""

    listed: list[ShotReport]
    picked: frozenset[str]
    scene: str
    whole: bool
    title: str


def _asked(request: HttpRequest, place: Place, report: Report, states: dict[str, str]) -> Asked:
    given = request.POST if request.method == "POST" else request.GET
    items, scene = place.items(report), str(given.get("scene", ""))
    codes = [str(code) for code in given.getlist("shot")]
    if not {*codes} <= {item.shot.key for item in items} or (scene and scene not in {i.scene.key for i in items}):
        raise Http404
    whole = bool(given.get("all"))
    listed = [item for item in items if whole or (item.scene.key == scene if scene else item.shot.key in codes)]
    if request.method == "POST":
        seen = {line.partition(" ")[0] for line in given.getlist("seen")}
        listed = [item for item in items if item.shot.key in seen or item.shot.key in codes]
        picked = frozenset(codes)
    else:
        picked = _at_first(listed, states) if scene or whole else frozenset(item.shot.key for item in listed)
    of_scene = next((s for s in report.scenes if s.scene.key == scene), None)
    title = "the sequence" if whole else (of_scene.scene.title or f"scene {of_scene.number}") if of_scene else ""
    return Asked(listed, picked, scene, whole, title)


def _at_first(items: list[ShotReport], states: dict[str, str]) -> frozenset[str]:
    """The shots of a scene or the sequence that are picked before anybody picks: those that are not approved yet."""
    return frozenset(item.shot.key for item in items if states[item.shot.key] != "approved")


def several(request: HttpRequest, place: Place) -> HttpResponse:
    """The shots that `shot` (again and again), `scene` or `all` names, and one decision on those that are picked."""
    report = report_of(place.project)
    states = states_of(place, report)
    asked = _asked(request, place, report, states)
    if request.method != "POST":
        place.must(Action.COMMENT)
        return _page(request, place, report, asked)
    kind = request.POST.get("only") or request.POST.get("kind", "")
    note = request.POST.get("note", "")
    if kind == "comment":
        return _comment(request, place, report, asked, states, note)
    may_decide(place)
    if kind not in DECISIONS:
        return _page(request, place, report, asked, error="There is no such decision.", status=422)
    sentence = _missing(kind, note, asked)
    if sentence:
        return _page(request, place, report, asked, error=sentence, status=422)
    return _decide(request, place, report, asked, kind, note)


def _missing(kind: str, note: str, asked: Asked, *, pick: bool = True) -> str:
    """What is missing in a form, as one sentence; "" where it is whole. `pick`: it needs a shot."""
    if pick and not asked.picked:
        return "Pick at least one shot first."
    try:
        note_text(kind, note)
    except Refused as error:
        return str(error)
    return ""


def _decide(
    request: HttpRequest, place: Place, report: Report, asked: Asked, kind: str, note: str
) -> HttpResponse:  # fmt: skip
    seen = {line.partition(" ")[0]: line.partition(" ")[2] for line in request.POST.getlist("seen")}
    picked = [item for item in asked.listed if item.shot.key in asked.picked]
    why = refusals(place, picked, kind, note)
    can = [item.shot.key for item in picked if item.shot.key not in why]
    if why and (not request.POST.get("only") or not can):
        few = f"{len(why)} of {len(picked)} cannot be" if len(picked) > 1 else "It cannot be"
        how = "approved" if kind == "approved" else "decided on so"
        sentence = f"Nothing was decided: {few} {how}."
        return _page(request, place, report, asked, error=sentence, why=why, kind=kind, can=len(can), status=409)
    try:
        decide(place.project, {code: seen.get(code) or "none" for code in can}, kind, person=place.person, note=note)
    except Moved as error:
        fresh = report_of(place.project)
        return _page(request, place, fresh, asked, error=str(error), moved=error.codes, seen=seen, status=409)
    except Refused as error:
        return _page(request, place, report_of(place.project), asked, error=str(error), status=409)
    left = f" {len(why)} left as {'it was' if len(why) == 1 else 'they were'}." if why else ""
    count = f"{len(can)} shot{'s' if len(can) > 1 else ''}"
    back = "" if place.guest else way_back(request, place.project)  # type: ignore[arg-type]
    return said(request, start_of(place), f"{count}: {LABELS[kind].lower()}.{left}", back)


def refusals(place: Place, items: list[ShotReport], kind: str, note: str) -> dict[str, str]:
    """Why these shots cannot be decided on so by this person, by code; nothing for those that can."""
    rows = Shot.objects.filter(project=place.project, deleted_at=None, code__in=[item.shot.key for item in items])
    keys = {row.code: row.pk for row in rows}
    written = whose_work(place.project, rows, place.person) if kind == "approved" else {}
    last = {
        code: (what, digest)
        for code, what, digest in mine_of(place).order_by("id").values_list("shot__code", "kind", "digest")
    }
    found = {}
    for item in items:
        code = item.shot.key
        again = item.shot.status == kind and last.get(code) == (kind, digest_of(item))
        why = refused_decision(kind, note, item.findings, same_again=again, own_work=written.get(keys.get(code, 0), ""))
        if why:
            found[code] = why
    return found


def _comment(
    request: HttpRequest, place: Place, report: Report, asked: Asked, states: dict[str, str], note: str
) -> HttpResponse:  # fmt: skip
    """The note as a comment: on the scene or the sequence where nobody picked among its shots, else on each picked one."""
    place.must(Action.COMMENT)
    if place.guest and place.person.guest is None:
        raise PermissionDenied("Say who you are first: a comment carries a name.")
    untouched = asked.picked in ({item.shot.key for item in asked.listed}, _at_first(asked.listed, states))
    of_whole = untouched and asked.whole and place.scenes is None and not place.approved_only
    of_scene = untouched and bool(asked.scene) and not place.approved_only
    sentence = _missing("changes-requested", note, asked, pick=not (of_whole or of_scene))
    if sentence:
        sentence = "Write a comment first." if sentence == EMPTY_NOTE else sentence
        return _page(request, place, report, asked, error=sentence, status=422)
    key = request.POST.get("key", "")[:40]
    try:
        if of_whole or of_scene:
            add_comment(place.project, note, person=place.person, scene="" if of_whole else asked.scene, key=key)
            what = "the sequence" if of_whole else "the scene"
        else:
            add_comments(place.project, note, sorted(asked.picked), person=place.person, key=key)
            what = f"{len(asked.picked)} shot{'s' if len(asked.picked) > 1 else ''}"
    except Refused as error:
        return _page(request, place, report, asked, error=str(error), status=409)
    return said(request, start_of(place), f"Commented on {what}.")


def _page(
    request: HttpRequest, place: Place, report: Report, asked: Asked, *, error: str = "", why: dict[str, str] | None = None,
    kind: str = "", can: int = 0, moved: tuple[str, ...] = (), seen: dict[str, str] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    states, frames = states_of(place, report), Frames(place, report)
    current = {item.shot.key: item for item in place.items(report)}
    listed = [current[item.shot.key] for item in asked.listed if item.shot.key in current]
    stand = refusals(place, listed, "approved", "") if why is None and place.may(Action.REVIEW) else why or {}
    was = _prompts(place, {code: (seen or {}).get(code, "") for code in moved})
    lines = [
        Line(
            tile_of(place, item, states[item.shot.key], "", frames, ""), digest_of(item), item.shot.key in asked.picked,
            stand.get(item.shot.key, ""), word_diff(was[item.shot.key], item.prompt.text) if item.shot.key in was else None,
            item.shot.key in moved,
        )
        for item in listed
    ]  # fmt: skip
    values: dict[str, Any] = {
        **base_of(request, place, report), "asked": asked, "lines": lines, "error": error, "kind": kind, "can": can,
        "note": request.POST.get("note", "") if request.method == "POST" else "",
        "blocked": sum(1 for line in lines if line.why and line.picked), "key": request.POST.get("key", "") or new_key(),
    }  # fmt: skip
    return page(request, SCREEN, values, status=status)


def _prompts(place: Place, seen: dict[str, str]) -> dict[str, str]:
    """The prompts of the versions that were shown, by code, as far as they were kept."""
    rows = ShotVersion.objects.filter(shot__project=place.project, shot__code__in=seen, digest__in=set(seen.values()))
    return {
        code: prompt for code, digest, prompt in rows.values_list("shot__code", "digest", "prompt") if seen[code] == digest
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.COMMENT)
def review_many(request: MemberRequest, project: Project) -> HttpResponse:
    """Several shots and one decision on them."""
    return several(request, member_place(request, project))
