"""The search: a page that works by itself, and what the palette on every page shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from projects.access import MemberRequest, for_project, signed_in
from projects.cards import drawn, frame_of, picture_addresses, unlabelled
from projects.core.catalog import Catalog
from projects.core.commands import Command, commands_for
from projects.core.report import Report
from projects.core.roles import Action
from projects.core.search import (
    MOST,
    QUERY_MAX,
    Named,
    NamedHit,
    Piece,
    ShotHit,
    find_named,
    find_shots,
    marked,
    shown,
    words_of,
)
from projects.core.sketch import sketch_defs
from projects.core.words import without_article
from projects.forms.finding import filtered, index_of
from projects.media.pictures import SIZES
from projects.models import Activity, Membership, Project
from projects.reads import catalogue, report_of
from projects.views.regions import page
from projects.views.shared import new_key

_RECENT_LINES = 60
_TEXT = 90


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was found. It is opened at `href`, sent to `action` with `fields`, or pressed on the page."""

    label: tuple[Piece, ...]
    note: tuple[Piece, ...] = ()
    where: str = ""
    href: str = ""
    action: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    press: str = ""
    picture: str = ""
    code: str = ""
    kind: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A group of what was found, and how well the best of it fits."""

    id: str
    label: str
    items: tuple[Item, ...]
    rank: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where somebody searches: the project at hand, their role in it, the shot that is open, the shots' own pictures."""

    project: Project
    role: str
    report: Report
    at: str
    own: dict[str, str]


@require_safe
@signed_in
def find(request: MemberRequest) -> HttpResponse:
    """What `q` finds for this person: `project` at hand, `at` the open shot, `recent` codes that were open lately."""
    typed = request.GET.get("q", "")
    members = list(
        request.person.memberships.select_related("project").filter(project__deleted_at__isnull=True).order_by("-project__changed_at")
    )  # fmt: skip
    place = _place(members, request.GET.get("project", ""), request.GET.get("at", ""))
    groups = _found(request, typed, members, place) if words_of(typed) else _offered(request, members, place)
    pictures = [item.picture for group in groups for item in group.items if item.picture]
    values = {
        "query": " ".join(typed.split())[:QUERY_MAX],
        "groups": groups,
        "project": place.project if place else None,
        "too_long": len(typed) > QUERY_MAX,
        "listbox": bool(request.htmx and request.htmx.target == "palette-results"),
        "defs": drawn(sketch_defs(pictures)) if pictures and not request.GET.get("drawn") else "",
    }
    return page(request, "screens/find.html", values, regions=("results",))


def _place(members: Iterable[Membership], slug: str, at: str) -> _Place | None:
    """The project at hand. One of somebody else, or none, is no project at all."""
    member = next((member for member in members if member.project.slug == slug), None)
    if member is None:
        return None
    report = report_of(member.project)
    known = any(item.shot.key == at for item in report.all_shots()) if at else False
    own = picture_addresses(slug, SIZES[0], report)
    return _Place(member.project, member.role, report, at if known else "", own)


def _offered(request: MemberRequest, members: Iterable[Membership], place: _Place | None) -> list[Found]:
    """What is offered before anything is typed: shots that were open lately, what can be done, other projects."""
    found = []
    if place:
        recent = _recent(request, place)
        items = tuple(_shot(shown(place.report.shot(code)), place) for code in recent)
        found.append(Found("shots", "Recent shots", items))
    actions = [(command, _plain(command.label)) for command in commands_for(place.role if place else None)]
    found.append(Found("actions", "Actions", tuple(_actions(actions, place))))
    found.append(Found("projects", "Other projects" if place else "Projects", tuple(_projects(members, place))[:MOST]))
    return [group for group in found if group.items]


def _recent(request: MemberRequest, place: _Place) -> list[str]:
    """Codes of shots: those that the page says were open, else those that this person changed last."""
    asked = [code[:64] for code in request.GET.get("recent", "")[:600].split(",") if code]
    if not asked:
        lines = Activity.objects.filter(project=place.project, by=request.person).order_by("-id")
        asked = list(lines.values_list("target", flat=True)[:_RECENT_LINES])
    known = {item.shot.key for item in place.report.all_shots()}
    return [code for code in dict.fromkeys(asked) if code in known][:MOST]


def _found(request: MemberRequest, typed: str, members: Iterable[Membership], place: _Place | None) -> list[Found]:
    """Everything that the query finds, the group with the best hit first."""
    commands = [Named(c.label, c, (c.words,)) for c in commands_for(place.role if place else None)]
    actions = find_named(commands, typed)
    found = [Found("actions", "Actions", tuple(_actions(((h.value, h.label) for h in actions), place)), _best(actions))]
    if place:
        shots = find_shots(index_of(place.project.slug, place.report), typed)
        best = min((hit.rank for hit in shots), default=0)
        found.append(Found("shots", "Shots", tuple(_shot(hit, place) for hit in shots), best))
        found += _of_project(place, typed)
    others = find_named((Named(m.project.title, m) for m in members if not place or m.project != place.project), typed)
    items = tuple(_project(hit.value, hit.label) for hit in others)
    found.append(Found("projects", "Other projects" if place else "Projects", items, _best(others)))
    helped = find_named(_help(catalogue()), typed)
    items = tuple(Item(hit.label, _plain(hit.value[1]), href=hit.value[0]) for hit in helped)
    found.append(Found("help", "Help", items, _best(helped)))
    return sorted((group for group in found if group.items), key=lambda group: group.rank)


def _best(hits: Iterable[NamedHit]) -> int:
    return min((hit.rank for hit in hits), default=0)


def _plain(text: str) -> tuple[Piece, ...]:
    short = text if len(text) <= _TEXT else text[:_TEXT].rsplit(" ", 1)[0] + "…"
    return (Piece(short),) if text else ()


def _shot(hit: ShotHit, place: _Place) -> Item:
    item = hit.item
    own = place.own.get(item.shot.key, "")
    picture = unlabelled(frame_of(item, catalogue(), place.report.board.aspect_ratio, own))
    number = Piece(f"{item.number or '–'} ")
    href = reverse("shot", args=[place.project.slug, item.shot.key])
    return Item((number, *hit.title), hit.excerpt, hit.where, href, picture=picture, code=item.shot.key)


def _of_project(place: _Place, typed: str) -> Iterator[Found]:
    """Anchors and scenes of the project at hand."""
    board, slug = place.report.board, place.project.slug
    anchors = find_named((Named(without_article(a.name), a, (a.key, a.kind, a.description)) for a in board.anchors), typed)
    words = words_of(typed)
    items = tuple(
        Item(hit.label, marked(hit.value.description, words, _TEXT), hit.value.kind.title(),
             reverse("anchor", args=[slug, hit.value.key]), kind=hit.value.kind)
        for hit in anchors
    )  # fmt: skip
    yield Found("anchors", "Anchors", items, _best(anchors))
    scenes = find_named(
        (Named(f"{s.number} {s.scene.title or s.scene.key}", s, (s.scene.key, "scene")) for s in place.report.scenes), typed
    )
    to = reverse("board", args=[slug])
    items = tuple(
        Item(hit.label, _plain(f"{len(hit.value.shots)} shots"), "Scene", f"{to}#scene-{hit.value.scene.key}")
        for hit in scenes
    )
    yield Found("scenes", "Scenes", items, _best(scenes))


def _project(member: Membership, label: tuple[Piece, ...]) -> Item:
    archived = "archived" if member.project.archived_at else ""
    return Item(label, _plain(archived), member.role.title(), reverse("board", args=[member.project.slug]))


def _projects(members: Iterable[Membership], place: _Place | None) -> Iterator[Item]:
    for member in members:
        if (not place or member.project != place.project) and not member.project.archived_at:
            yield _project(member, _plain(member.project.title))


def _actions(commands: Iterable[tuple[Command, tuple[Piece, ...]]], place: _Place | None) -> Iterator[Item]:
    """Commands as items; one whose page this copy of the app does not have is left out."""
    for command, label in commands:
        if command.how == "press":
            yield Item(label, press=command.route, keys=command.keys)
            continue
        try:
            to = reverse(command.route, args=[place.project.slug] if place and command.project else [])
        except NoReverseMatch:
            continue
        if command.how == "open":
            yield Item(label, href=to + command.tail, keys=command.keys)
        elif "scene" not in command.fields or (place and place.report.scenes):
            yield Item(label, action=to, fields=_fields(command, place), keys=command.keys)


def _fields(command: Command, place: _Place | None) -> tuple[tuple[str, str], ...]:
    """What the form of a command sends: an idempotency key, and where a new shot goes: after the open one, or last."""
    values = {"key": new_key()}
    if place and "scene" in command.fields:
        opened = place.report.shot(place.at).scene if place.at else place.report.scenes[-1].scene
        values |= {"scene": opened.key, "after": place.at}
    return tuple((name, values[name]) for name in command.fields)


@lru_cache(maxsize=1)
def _help(catalog: Catalog) -> tuple[Named, ...]:
    """The help pages, rules, words of the field, symptoms and models; each with its address and a line on it."""
    pages = (
        ("Help: the method in five steps", "help_method"), ("Help: all rules", "help_rules"),
        ("Help: symptoms", "help_symptoms"), ("Help: models", "help_models"), ("Help: words of the field", "help_words"),
    )  # fmt: skip
    words, symptoms = reverse("help_words"), reverse("help_symptoms")
    return (
        *(Named(label, (reverse(name), "")) for label, name in pages),
        *(Named(r.title, (reverse("help_rule", args=[r.code]), r.code), (r.code, "rule")) for r in catalog.rules.values()),
        *(Named(t.label, (f"{words}#{t.id}", t.text), ("word",)) for t in catalog.glossary.values()),
        *(Named(s.label, (f"{symptoms}#{s.id}", "Symptom"), ("symptom",)) for s in catalog.symptoms.values()),
    )


@require_safe
@for_project(Action.VIEW)
def filter_row(request: MemberRequest, project: Project) -> HttpResponse:
    """The filter of the board with what it finds: what a page asks for while it narrows its shots in place."""
    values: dict[str, Any] = {
        "project": project,
        "filtered": filtered(request.GET, project.slug, report_of(project), catalogue()),
        "filter_here": _view(project, request.GET.get("view", "")),
    }
    return page(request, "parts/filter.html", values)


def _view(project: Project, view: str) -> str:
    """The address of the view of a plan that is filtered: the board, or the table or timeline where it is one."""
    try:
        return reverse(view if view in ("table", "timeline") else "board", args=[project.slug])
    except NoReverseMatch:
        return reverse("board", args=[project.slug])
