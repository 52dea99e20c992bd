"""The one table of who may do what at which address. A route that is missing here fails the tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.utils import timezone

from projects.core.document import dumps
from projects.models import Invitation, Project, Round, ShareLink
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
NO_JOB = "00000000-0000-4000-8000-000000000000"
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
        "invitation": Route(("SPENT",), get=ANYBODY, post=ANYBODY, shown=410, done=410, of_project=False),
        # A link that lets one look: whoever has its address gets this, signed in or not.
        "share": Route(("SHARE",), get=ANYBODY, of_project=False),
        "share_before": Route(("SHARE",), get=ANYBODY, shown=301, of_project=False),
        "share_password": Route(("SHARE",), get=ANYBODY, post=ANYBODY, shown=302, of_project=False),
        "share_name": Route(("SHARE",), get=ANYBODY, post=ANYBODY, data={"name": "Kim"}, shown=302, of_project=False),
        "share_shot": Route(("SHARE", "SH020"), get=ANYBODY, of_project=False),
        "share_decide": Route(("SHARE", "SH020"), post=ANYBODY, data={"kind": "approved"}, done=403, of_project=False),
        "share_many": Route(("SHARE",), get=ANYBODY, post=ANYBODY, shown=403, done=403, of_project=False),
        "share_live": Route(("SHARE",), get=ANYBODY, of_project=False),
        "share_comments": Route(("SHARE",), get=ANYBODY, post=ANYBODY, data={"text": "Hello"}, done=403, of_project=False),
        "share_comments_shot": Route(
            ("SHARE", "SH020"), get=ANYBODY, post=ANYBODY, data={"text": "Hello"}, done=403, of_project=False
        ),
        "share_comments_scene": Route(
            ("SHARE", "arrival"), get=ANYBODY, post=ANYBODY, data={"text": "Hello"}, done=403, of_project=False
        ),
        "share_comment": Route(("SHARE", 1), get=ANYBODY, shown=404, of_project=False),
        "share_comment_edit": Route(("SHARE", 1), get=ANYBODY, post=ANYBODY, shown=403, done=403, of_project=False),
        "share_comment_delete": Route(("SHARE", 1), post=ANYBODY, done=403, of_project=False),
        "share_comment_resolve": Route(("SHARE", 1), post=ANYBODY, done=403, of_project=False),
        "share_picture": Route(("SHARE", "0" * 64, 480), get=ANYBODY, shown=404, of_project=False),
        "account": Route(get=SIGNED_IN, post=SIGNED_IN, data={"name": "Ada"}, of_project=False),
        "account_address": Route(get=SIGNED_IN, post=SIGNED_IN, done=422, of_project=False),
        "account_address_confirm": Route(
            ("nonsense",), get=SIGNED_IN, post=SIGNED_IN, shown=404, done=404, of_project=False
        ),
        "account_password": Route(get=SIGNED_IN, post=SIGNED_IN, shown=302, of_project=False),
        "account_sessions": Route(post=SIGNED_IN, of_project=False),
        "tokens": Route(
            get=SIGNED_IN,
            post=SIGNED_IN,
            data={"name": "Nightly build", "scope": "read", "expires": "30"},
            done=200,
            of_project=False,
        ),
        "token_revoke": Route((0,), post=SIGNED_IN, done=404, of_project=False),
        "account_export": Route(get=SIGNED_IN, of_project=False),
        "account_deletion": Route(get=SIGNED_IN, post=SIGNED_IN, done=422, of_project=False),
        "find": Route(get=SIGNED_IN, of_project=False),
        "sketches": Route(get=ANYBODY, of_project=False),
        "fonts_style": Route(get=ANYBODY, of_project=False),
        "font": Route(("no-such-font",), get=ANYBODY, shown=404, of_project=False),
        "filter_row": Route(get=ALL),
        "new_project": Route(get=SIGNED_IN, post=SIGNED_IN, data=SETTINGS, of_project=False),
        "new_file": Route(get=SIGNED_IN, post=SIGNED_IN, data={"text": LIST}, done=200, of_project=False),
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
        "review_comments": Route(get=ALL, post=REVIEWERS, data={"text": "The pace is **right**."}),
        "review_comments_read": Route(post=ALL, data={"code": "SH020", "upto": "1"}, done=204),
        "review_comments_shot": Route(shot, get=ALL, post=REVIEWERS, data={"text": "Too dark at the rail."}),
        "review_comments_scene": Route(scene, get=ALL, post=REVIEWERS, data={"text": "One wide shot more?"}),
        "review_comment": Route((1,), get=ALL, shown=404),
        "review_comment_edit": Route((1,), get=REVIEWERS, post=REVIEWERS, data={"text": "New"}, done=404, shown=404),
        "review_comment_delete": Route((1,), post=REVIEWERS, done=404),
        "review_comment_resolve": Route((1,), post=REVIEWERS, data={"resolved": "1"}, done=404),
        "review": Route(get=ALL),
        "review_shot": Route(shot, get=ALL),
        "review_shot_before": Route(shot, get=ALL, shown=302),
        "review_decide": Route(shot, post=REVIEWERS, data={"kind": "approved"}, done=409),
        "review_many": Route(get=REVIEWERS, post=REVIEWERS, done=422),
        "inbox": Route(get=SIGNED_IN, of_project=False),
        "inbox_read": Route(post=SIGNED_IN, of_project=False),
        "inbox_digest": Route(post=SIGNED_IN, data={"digest": "week"}, of_project=False),
        "inbox_stop": Route(("mangled",), get=ANYBODY, post=ANYBODY, shown=403, done=403, of_project=False),
        "live": Route(get=ALL),
        "live_leave": Route(post=ALL, done=204),
        "table": Route(get=ALL),
        "table_cells": Route(post=EDITORS, data={"cells": '[["SH020", "title", "Walk"]]'}),
        "table_columns": Route(post=ALL, data={"columns": "title,action"}),
        "table_form": Route(get=EDITORS, post=EDITORS, data={"cell.SH020.title": "Walk", "seen.SH020.title": ""}),
        "table_paste": Route(post=EDITORS, data={"text": "Walk", "code": "SH020", "column": "title"}, done=200),
        "settings": Route(get=ALL, post=EDITORS, data=SETTINGS),
        "people": Route(get=ALL, post=OWNER, data={"emails": "new@example.org", "role": "viewer"}, done=200),
        "leave": Route(get=ALL - OWNER, post=ALL - OWNER, denied=409),
        "person_role": Route((0,), post=OWNER, data={"role": "viewer"}, done=404),
        "person_remove": Route((0,), get=OWNER, post=OWNER, shown=404, done=404),
        "person_heir": Route((0,), get=OWNER, post=OWNER, shown=404, done=404),
        "invitation_link": Route((0,), post=OWNER, done=404),
        "invitation_revoke": Route((0,), post=OWNER, done=404),
        "sharing": Route(get=EDITORS, post=EDITORS, data={"scope": "project", "rights": "view", "expires": "7"}, done=200),
        "sharing_revoke_all": Route(post=EDITORS),
        "sharing_link": Route((0,), post=EDITORS, done=404),
        "sharing_revoke": Route((0,), post=EDITORS, done=404),
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
        "scene_copy": Route(scene, get=EDITORS, post=EDITORS),
        "scene_place": Route(scene, post=EDITORS, data={"place": "1"}),
        "omission": Route(shot, post=EDITORS, data={"omitted": "1"}),
        "shot_delete": Route(shot, post=EDITORS),
        "shot_restore": Route(shot, post=EDITORS),
        "shot_status": Route(shot, post=EDITORS | {"reviewer"}, data={"status": "approved"}),
        "breaks": Route(shot, post=EDITORS, data={"anchor": "pier", "reason": "a flashback"}),
        "without": Route(shot, post=EDITORS, data={"anchor": "keeper"}),
        "versions": Route(shot, get=ALL),
        "version_compare": Route(shot, get=ALL),
        "approvals": Route(get=ALL),
        "four_eyes": Route(post=OWNER, data={"on": "1"}),
        "version_restore": Route((*shot, 1), post=EDITORS),
        "anchors": Route(get=ALL, post=EDITORS, data={"kind": "style", "name": "film grain", "description": "35 mm"}),
        "anchor": Route(anchor, get=ALL, post=EDITORS, data=PIER),
        "thread": Route(anchor, get=ALL, post=EDITORS, data={"shot": "SH020", "state": "without"}),
        "anchor_delete": Route(anchor, post=EDITORS),
        "anchor_restore": Route(anchor, post=EDITORS),
        "anchor_version_restore": Route((*anchor, 1), post=EDITORS, done=409),
        "wordings": Route(anchor, post=EDITORS),
        "finishing": Route(get=ALL, post=EDITORS, data={"tool": "Colour grade", "note": "warmer"}),
        "shot_finishing": Route(shot, get=ALL, post=EDITORS, data={"which": "none"}),
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
        "rounds": Route(get=ALL, post=EDITORS, data={"title": "First cut", "scope": "project", "send": "on"}),
        "review_round": Route((1,), get=ALL),
        "review_round_close": Route((1,), post=EDITORS),
        "review_round_file": Route((1, "csv"), get=ALL),
        "activity": Route(get=ALL),
        "activity_file": Route(("csv",), get=ALL),
        "importing": Route(get=EDITORS, post=EDITORS, data={"text": LIST}, done=200),
        "export": Route(get=ALL),
        "export_file": Route(("json",), get=ALL, post=ALL, done=200),
        "job": Route((NO_JOB,), get=ALL, shown=404),
        "job_cancel": Route((NO_JOB,), post=ALL, done=404),
        "job_file": Route((NO_JOB,), get=ALL, shown=404),
        "export_margins": Route(get=ALL),
        "export_presets": Route(post=EDITORS, data={"name": "Client", "query": "layout=deck"}),
        "project_logo": Route(post=EDITORS, data={"remove": "1"}, done=409),
        "payloads": Route(get=ALL),
        "payloads_file": Route(get=ALL),
    }


def spent_invitation(project: Project) -> str:
    """The token of an invitation that was taken back: the same answer for everybody."""
    token = "taken-back"
    columns = {"project": project, "email": "late@example.org", "role": "viewer", "expires_at": project.created_at}
    given = {**columns, "revoked_at": project.created_at}
    Invitation.objects.get_or_create(token_hash=sha256(token.encode()).hexdigest(), defaults=given)
    return token


def looking_link(project: Project) -> str:
    """The token of a share link that lets one look at the whole project; used just now, so that reading notes nothing."""
    token = "a-look-at-the-project"
    given = {"project": project, "rights": "view", "last_used_at": timezone.now()}
    ShareLink.objects.get_or_create(token_hash=sha256(token.encode()).hexdigest(), defaults=given)
    return token


def open_round(project: Project) -> None:
    """Opens the first round of a project, of no shots."""
    Round.objects.get_or_create(project=project, number=1, defaults={"document": {}})


def path_of(name: str, route: Route, project: Project, token: str = "") -> str:
    """The address of a route in a project."""
    from django.urls import reverse

    known = {"TOKEN": token, "SPENT": spent_invitation(project) if "SPENT" in route.path else ""}
    known["SHARE"] = looking_link(project) if "SHARE" in route.path else ""
    if name.startswith("review_round"):
        open_round(project)
    arguments = tuple(known.get(part, part) if isinstance(part, str) else part for part in route.path)
    return reverse(name, args=((project.slug, *arguments) if route.of_project else arguments))
