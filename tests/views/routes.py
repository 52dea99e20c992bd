"""The one table of who may do what at which address. A route that is missing here fails the tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from projects.core.document import dumps
from projects.models import Project
from tests import boards
from tests.cast import EVERYBODY, MEMBERS

ALL = frozenset(MEMBERS)
EDITORS = frozenset({"owner", "editor"})
REVIEWERS = EDITORS | {"reviewer"}
OWNER = frozenset({"owner"})
SIGNED_IN = frozenset({*MEMBERS, "stranger"})
ANYBODY = frozenset(EVERYBODY)
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Route:
    """An address: what stands in its path, who may read it, who may post what, and the status they get.

    Members outside of `get` or `post` get 403, strangers 404, whoever is not signed in goes to the sign-in
    page. An empty set means that the method is not supported.
    """

    path: tuple[object, ...] = ()
    get: frozenset[str] = NOBODY
    post: frozenset[str] = NOBODY
    data: dict[str, Any] = field(default_factory=dict)
    done: int = 302
    shown: int = 200
    denied: int = 403
    of_project: bool = True


LIST = "# Two shots\n\n1. A keeper walks slowly along the pier, warm dawn light.\n2. Close-up, the keeper turns.\n"
HELP = ("index", "method", "rules", "symptoms", "models", "words")
SETTINGS = {
    "title": "Harbour evening", "brief": "", "resolution": "1080p", "fps": "24", "model": "sora-2", "model_facts": "guide",
    "quality": "standard", "previews": "3", "cfg": "12", "continuity": "restate", "currency": "USD",
}  # fmt: skip
SHOT = {"title": "Walk", "action": "walks slowly along the planks", "duration": "10", "shot_size": "ws"}
PIER = {
    "kind": "environment",
    "name": "wooden pier",
    "description": "a weathered pier",
    "revision": "1",
    "holds": "scene:arrival",
}


def routes() -> dict[str, Route]:
    """Every address of the app by the name of its route."""
    shot, scene, anchor = ("SH020",), ("arrival",), ("pier",)
    document = dumps(boards.harbour())
    return {
        "projects": Route(get=SIGNED_IN, of_project=False),
        "sign_in_link": Route(("TOKEN",), get=ANYBODY, post=ANYBODY, of_project=False),
        "find": Route(get=SIGNED_IN, of_project=False),
        "sketches": Route(get=ANYBODY, of_project=False),
        "filter_row": Route(get=ALL),
        "new_project": Route(get=SIGNED_IN, post=SIGNED_IN, data=SETTINGS, of_project=False),
        "new_from_document": Route(get=SIGNED_IN, post=SIGNED_IN, data={"text": document}, of_project=False),
        "new_from_text": Route(get=SIGNED_IN, post=SIGNED_IN, data={"text": LIST}, done=200, of_project=False),
        "templates": Route(get=SIGNED_IN, of_project=False),
        "template_use": Route(("product-reveal",), get=SIGNED_IN, post=SIGNED_IN, of_project=False),
        "own_templates": Route(get=SIGNED_IN, of_project=False),
        "own_template": Route(("nobody-s",), post=SIGNED_IN, data={"title": "Ours"}, done=404, of_project=False),
        "own_template_delete": Route(("nobody-s",), post=SIGNED_IN, done=404, of_project=False),
        "own_template_restore": Route(("nobody-s",), post=SIGNED_IN, done=404, of_project=False),
        "template_save": Route(get=ALL, post=ALL, data={"title": "The harbour", "accept": "on"}),
        "scene_template_save": Route(scene, get=ALL, post=ALL, data={"title": "Arriving", "accept": "on"}),
        "template_choose": Route(get=EDITORS),
        "template_insert": Route(("product-reveal",), get=EDITORS, post=EDITORS),
        **{f"help_{name}": Route(get=ANYBODY, of_project=False) for name in HELP},
        "help_rule": Route(("seed.varies",), get=ANYBODY, of_project=False),
        "board": Route(get=ALL),
        "rules": Route(get=ALL, post=EDITORS, data={"code": "seed.unlocked", "level": "off", "reason": "one seed a shot"}),
        "trouble": Route(shot, get=ALL, post=EDITORS, data={"symptom": "drift", "chosen": "1", "change": "cfg"}),
        "live": Route(get=ALL),
        "live_leave": Route(post=ALL, done=204),
        "table": Route(get=ALL),
        "table_cells": Route(post=EDITORS, data={"cells": '[["SH020", "title", "Walk"]]'}),
        "table_columns": Route(post=ALL, data={"columns": "title,action"}),
        "table_paste": Route(post=EDITORS, data={"text": "Walk", "code": "SH020", "column": "title"}, done=200),
        "settings": Route(get=ALL, post=EDITORS, data=SETTINGS),
        "timeline": Route(get=ALL),
        "timeline_durations": Route(get=ALL, post=EDITORS, data={"shot": "SH020", "duration": "6"}),
        "timeline_fit": Route(get=EDITORS, post=EDITORS, data={"target": "0:30", "revision": "1"}),
        "project_copy": Route(post=ALL),
        "archive": Route(post=OWNER),
        "project_delete": Route(post=OWNER),
        "project_restore": Route(post=OWNER, denied=404),
        "moves": Route(post=EDITORS, data={"shot": "SH020", "scene": "arrival", "position": "0"}),
        "scenes": Route(post=EDITORS, data={"title": "Later"}),
        "scene": Route(scene, get=EDITORS, post=EDITORS, data={"title": "Arriving", "anchors": "pier"}),
        "scene_move": Route(scene, post=EDITORS, data={"position": "0"}),
        "scene_delete": Route(scene, post=EDITORS),
        "scene_restore": Route(scene, post=EDITORS),
        "scene_seed": Route(scene, get=ALL, post=EDITORS, data={"reason": "another look"}),
        "seed": Route(get=ALL, post=EDITORS, data={"master": "SH010", "seed": "7"}),
        "shots": Route(post=EDITORS, data={"scene": "arrival"}),
        "shot": Route(shot, get=ALL, post=EDITORS, data=SHOT),
        "shot_preview": Route(shot, post=EDITORS, data=SHOT, done=200),
        "shot_meanwhile": Route(shot, post=EDITORS, data=SHOT, done=200),
        "shot_picture": Route(shot, post=EDITORS, data={"remove": "1"}, done=409),
        "picture": Route(("0" * 64, 480), get=ALL, shown=404),
        "shot_copy": Route(shot, post=EDITORS),
        "shot_split": Route(shot, get=EDITORS, post=EDITORS, data={"parts": "2"}),
        "shot_join": Route(("SH010",), get=EDITORS, post=EDITORS),
        "shot_next": Route(shot, post=EDITORS),
        "scene_copy": Route(scene, post=EDITORS),
        "scene_place": Route(scene, post=EDITORS, data={"place": "1"}),
        "omission": Route(shot, post=EDITORS, data={"omitted": "1"}),
        "shot_delete": Route(shot, post=EDITORS),
        "shot_restore": Route(shot, post=EDITORS),
        "shot_status": Route(shot, post=EDITORS | {"reviewer"}, data={"status": "approved"}),
        "breaks": Route(shot, post=EDITORS, data={"anchor": "pier", "reason": "a flashback"}),
        "without": Route(shot, post=EDITORS, data={"anchor": "keeper"}),
        "versions": Route(shot, get=ALL),
        "version_restore": Route((*shot, 1), post=EDITORS),
        "anchors": Route(get=ALL, post=EDITORS, data={"kind": "style", "name": "film grain", "description": "35 mm"}),
        "anchor": Route(anchor, get=ALL, post=EDITORS, data=PIER),
        "thread": Route(anchor, get=ALL, post=EDITORS, data={"shot": "SH020", "state": "without"}),
        "anchor_delete": Route(anchor, post=EDITORS),
        "anchor_restore": Route(anchor, post=EDITORS),
        "anchor_version_restore": Route((*anchor, 1), post=EDITORS, done=409),
        "wordings": Route(anchor, post=EDITORS),
        "variants": Route(shot, get=ALL, post=EDITORS, data={"like": "A"}),
        "variant": Route((*shot, "A"), get=EDITORS, post=EDITORS, data=SHOT),
        "variant_pick": Route((*shot, "A"), post=EDITORS),
        "variant_delete": Route((*shot, "A"), post=EDITORS, done=409),
        "suggestions": Route(get=ALL, post=EDITORS, done=422),
        "suggestions_undo": Route((1,), post=EDITORS, done=409),
        "words": Route(get=ALL, post=EDITORS, data={"slot": "style", "text": "our grain"}),
        "word_delete": Route(post=EDITORS, data={"slot": "style", "text": "our grain"}, done=409),
        "word_groups": Route(
            post=EDITORS, data={"label": "Livery", "kinds": "subject", "values": "ours: green\ntheirs: blue"}
        ),
        "word_group_delete": Route(("livery",), post=EDITORS, done=409),
        "word_restore": Route((1,), post=EDITORS, done=409),
        "findings": Route(get=ALL, post=EDITORS, done=422),
        "batch": Route(
            get=REVIEWERS, post=REVIEWERS, data={"shot": "SH020", "do": "status", "status": "approved"}, done=200
        ),
        "trash": Route(get=EDITORS),
        "steps": Route(get=REVIEWERS),
        "undo_latest": Route(post=REVIEWERS, done=409),
        "undo": Route((1,), post=REVIEWERS, done=409),
        "redo": Route(post=REVIEWERS, done=409),
        "redo_step": Route((1,), post=REVIEWERS, done=409),
        "activity": Route(get=ALL),
        "export": Route(get=ALL),
        "export_file": Route(("json",), get=ALL),
    }


def path_of(name: str, route: Route, project: Project, token: str = "") -> str:
    """The address of a route in a project."""
    from django.urls import reverse

    arguments = tuple(token if part == "TOKEN" else part for part in route.path)
    return reverse(name, args=((project.slug, *arguments) if route.of_project else arguments))
