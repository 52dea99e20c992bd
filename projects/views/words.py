"""The words of one project: the whole vocabulary with drawn examples, lists for the editor, words of its own."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from markupsafe import Markup

from projects.access import MemberRequest, for_project, must
from projects.core.board import SLOTS, Word, WordGroup
from projects.core.document_later import kept_board_values
from projects.core.findings import Refused
from projects.core.roles import Action
from projects.core.vocabulary import CHOSEN, FIELDS, LABELS, Entry, Group, entries, matching, search, slot_of
from projects.core.vocabulary_light import Light, built_from, choices, three_point
from projects.core.vocabulary_pictures import picture, picture_of, with_definitions
from projects.forms.words import GroupForm, WordForm, values_text
from projects.models import Project
from projects.reads import catalogue
from projects.views.regions import page
from projects.views.shared import base_values, said
from projects.writes.words import remove_group, remove_word, restore, save_group, save_word

LONGEST_QUERY = 100
# What the builder calls the groups that a light is built of, in the order in which it asks.
_PARTS = {"light-direction": "Direction", "light-quality": "Quality", "light-temperature": "Temperature"}


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry with its picture as markup."""

    entry: Entry
    picture: Markup


def _own(project: Project) -> tuple[Word, ...]:
    words: tuple[Word, ...] = kept_board_values(project.later)["vocabulary"]
    return words


def _drawn(found: list[Entry], scope: str) -> tuple[list[Shown], Markup]:
    """Entries with their pictures, and what the pictures refer to."""
    catalog = catalogue()
    pictures, defs = with_definitions([picture(entry, catalog) for entry in found], scope)
    shown = [Shown(entry, Markup(svg)) for entry, svg in zip(found, pictures, strict=True)]  # noqa: S704 - our own drawings
    return shown, Markup(defs)  # noqa: S704 - our own drawings


def _drawn_groups(groups: tuple[Group, ...], scope: str) -> tuple[list[tuple[Group, list[Shown]]], Markup]:
    shown, defs = _drawn([entry for group in groups for entry in group.entries], scope)
    rest = iter(shown)
    return [(group, [next(rest) for _ in group.entries]) for group in groups], defs


def _asked(request: MemberRequest) -> tuple[str, str]:
    """The field ("" for all of them) and the query of an address."""
    field = request.GET.get("field", "")
    if field and field not in FIELDS:
        raise Http404
    return field, request.GET.get("q", "")[:LONGEST_QUERY]


def _builder(request: MemberRequest) -> dict[str, Any]:
    """What the light builder shows for the choices in an address."""
    catalog = catalogue()
    light: Light = built_from(request.GET, catalog)
    three = three_point(catalog)
    parts = choices(catalog)
    return {
        "light": light,
        "light_picture": Markup(picture_of(light.draw or "light:", catalog)),  # noqa: S704 - our own drawing
        "three": three,
        "three_picture": Markup(picture_of(three.draw, catalog)),  # noqa: S704 - our own drawing
        "parts": [(name, label, parts[name], request.GET.get(name, "")) for name, label in _PARTS.items()],
    }


def _region(request: MemberRequest, project: Project, field: str, query: str) -> HttpResponse:
    """For htmx: the list under a field, the panel of a field, or the light builder alone."""
    values: dict[str, Any] = {"project": project, "field": field, "label": LABELS[field], "chosen": field in CHOSEN}
    own = _own(project)
    if "build" in request.GET:
        return page(request, "parts/words_builder.html", {**values, **_builder(request)})
    if "panel" in request.GET:
        groups, defs = _drawn_groups(entries(field, catalogue(), own), f"wp-{field.replace('_', '-')}")
        builder = _builder(request) if field == "lighting" else {}
        return page(request, "parts/words_panel.html", {**values, "groups": groups, "defs": defs, **builder})
    found, defs = _drawn(list(search(field, query, catalogue(), own)), "wl")
    return page(request, "parts/words_list.html", {**values, "found": found, "defs": defs})


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def words(request: MemberRequest, project: Project) -> HttpResponse:
    """The vocabulary by field, searchable; for htmx one list of it. A POST adds or edits a word of the project's own."""
    if request.method != "POST":
        field, query = _asked(request)
        return _region(request, project, field, query) if request.htmx and field else _page(request, project)
    must(request, Action.EDIT)
    was = (request.POST.get("was_slot", ""), request.POST["was"]) if request.POST.get("was") else None
    form = WordForm(request.POST, known=_own(project), was=was, auto_id="own-word-%s")
    if form.is_valid():
        try:
            save_word(project, form.word(), by=request.person, was=was)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            done = "changed" if was else "added"
            return said(
                request, f"{_at(project)}#own", f"“{form.cleaned_data['text']}” {done}: it comes first in its lists."
            )
    return _page(request, project, word_form=form, status=422)


def _at(project: Project) -> str:
    return reverse("words", args=[project.slug])


def _page(
    request: MemberRequest,
    project: Project,
    *,
    word_form: WordForm | None = None,
    group_form: GroupForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page, with a form as it was sent where it could not be saved."""
    field, query = _asked(request)
    values = base_values(request, project)
    board = values["report"].board
    by_field = matching(query, catalogue(), board.vocabulary)
    wanted = {name: groups for name, groups in by_field.items() if field in ("", name)}
    sections = [
        (name, LABELS[name], *_drawn_groups(groups, f"w-{name.replace('_', '-')}")) for name, groups in wanted.items()
    ]
    fresh = {"slot": slot_of(field)} if field else None
    known = {(word.slot, word.text) for word in board.vocabulary}
    values |= {
        "sections": sections,
        "fields": [(name, LABELS[name]) for name in FIELDS if name in by_field],
        "field": field,
        "query": query,
        "found": sum(len(g.entries) for groups in wanted.values() for g in groups),
        "slot_order": [(s, [w for w in board.vocabulary if w.slot == s]) for s in SLOTS],
        "words_of": _word_forms(board.vocabulary, word_form),
        "new_word": _new(word_form, known) or WordForm(initial=fresh, auto_id="new-word-%s"),
        "groups_of": _group_forms(board.word_groups, group_form),
        "new_group": _new(group_form, {group.id for group in board.word_groups}) or GroupForm(auto_id="new-group-%s"),
        "shot_code": request.GET.get("shot", "") if _is_code(values["report"].board, request.GET.get("shot", "")) else "",
        **_builder(request),
    }
    return page(request, "screens/words.html", values, status=status)


def _is_code(board: Any, code: str) -> bool:
    return any(shot.key == code for _, shot in board.shots())


def _new(form: Any, kept: Container[object]) -> Any:
    """A form that was sent to add something, or to edit what is gone meanwhile; None where it stands elsewhere."""
    return form if form is not None and (not form.was or form.was not in kept) else None


def _word_forms(kept: tuple[Word, ...], sent: WordForm | None) -> list[tuple[Word, WordForm, bool]]:
    """Every word of the project's own with its form, and whether that one was sent and refused."""
    found = []
    for at, word in enumerate(kept):
        mine = sent is not None and sent.was == (word.slot, word.text)
        initial = {"slot": word.slot, "text": word.text, "label": word.label}
        form = sent if mine and sent is not None else WordForm(initial=initial, auto_id=f"word-{at}-%s")
        found.append((word, form, mine))
    return found


def _group_forms(kept: tuple[WordGroup, ...], sent: GroupForm | None) -> list[tuple[WordGroup, GroupForm, bool]]:
    """Every group of the project's own with its form, and whether that one was sent and refused."""
    found = []
    for at, group in enumerate(kept):
        mine = sent is not None and sent.was == group.id
        initial = {"label": group.label, "id": group.id, "kinds": list(group.kinds), "values": values_text(group)}
        form = sent if mine and sent is not None else GroupForm(initial=initial, auto_id=f"group-{at}-%s")
        found.append((group, form, mine))
    return found


@require_POST
@for_project(Action.EDIT)
def word_delete(request: MemberRequest, project: Project) -> HttpResponse:
    """Takes a word out of the project's vocabulary."""
    text = request.POST.get("text", "")
    line = remove_word(project, request.POST.get("slot", ""), text, by=request.person)
    return said(request, f"{_at(project)}#own", f"“{text}” removed.", reverse("word_restore", args=[project.slug, line.pk]))


@require_POST
@for_project(Action.EDIT)
def word_groups(request: MemberRequest, project: Project) -> HttpResponse:
    """Adds or edits a group of words that exclude each other."""
    was = request.POST.get("was", "")
    known: tuple[WordGroup, ...] = kept_board_values(project.later)["word_groups"]
    form = GroupForm(request.POST, known=known, was=was, auto_id="own-group-%s")
    if form.is_valid():
        group = form.group()
        try:
            save_group(project, group, by=request.person, was=was)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return said(request, f"{_at(project)}#groups", f"{group.label}: its values exclude each other in this project.")
    return _page(request, project, group_form=form, status=422)


@require_POST
@for_project(Action.EDIT)
def word_group_delete(request: MemberRequest, project: Project, key: str) -> HttpResponse:
    """Takes a group of words away."""
    line = remove_group(project, key, by=request.person)
    undo = reverse("word_restore", args=[project.slug, line.pk])
    return said(request, f"{_at(project)}#groups", f"{line.data['label']} removed: its words exclude nothing now.", undo)


@require_POST
@for_project(Action.EDIT)
def word_restore(request: MemberRequest, project: Project, number: int) -> HttpResponse:
    """Brings back a word or a group that was removed."""
    text = restore(project, number, by=request.person)
    return said(request, f"{_at(project)}#own", f"“{text}” is back.")
