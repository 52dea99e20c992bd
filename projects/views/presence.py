"""Who is here and whether anything is new: what a page that stands open asks every second or two."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from projects.access import MemberRequest, for_project
from projects.core.roles import Action
from projects.core.telling import told
from projects.models import Activity, Project
from projects.rounds import banner_of
from projects.talk import unread_by_shot
from projects.views.catching_up import short
from projects.views.regions import page
from projects.writes.presence import Here, keep_here, leave, people_here

MOST_TOLD = 12
MOST_FACES = 3
TONES = 6
_CODE = re.compile(r"[A-Za-z0-9_-]{1,32}")


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody else who is here: how the strip shows them."""

    name: str
    initials: str
    tone: int
    shots: tuple[str, ...]
    guest: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """Something that somebody else has done since the page asked last."""

    who: str
    code: str
    verb: str
    sentence: str


@require_safe
@for_project(Action.VIEW)
def live(request: MemberRequest, project: Project) -> HttpResponse:
    """204 while the project's revision is `rev`, what is said about it is at `talk` (where the page asks for that) and
    the people here are as `here` says; else the strip of people.

    `shot` notes that this person is here with that shot open (empty: none; missing: nothing is noted).
    `line` is the last line of the log that the page knows of: what others did since is told.
    """
    now, device = timezone.now(), device_of(request)
    people = people_here(project, now)
    if "shot" in request.GET:
        keep_here(project, request.person, a_code(request.GET["shot"]), people, now, device)
    elif "away" in request.GET:
        keep_here(project, request.person, None, people, now, device)
    faces = faces_of(people, request.person.pk)
    digest = short(repr(faces))
    said = request.GET.get("talk") in (None, str(project.talk))
    if said and request.GET.get("rev") == str(project.revision) and request.GET.get("here") == digest:
        return HttpResponse(status=204)
    line, news = _news(project, request)
    values = {
        "project": project, "faces": faces, "most": shown_of(faces), "digest": digest, "line": line, "news": news,
        "unread": unread_by_shot(project, request.person.pk), "talked": not said,
        "round": None if said else banner_of(project),
    }  # fmt: skip
    return page(request, "parts/here.html", values)


@require_POST
@for_project(Action.VIEW)
def live_leave(request: MemberRequest, project: Project) -> HttpResponse:
    """This person has closed the page."""
    leave(project, request.person, device_of(request))
    return HttpResponse(status=204)


def a_code(text: str) -> str:
    """What may be the code of a shot; empty for anything else."""
    return text if _CODE.fullmatch(text) else ""


def device_of(request: MemberRequest) -> str:
    """What tells the devices of one person apart: each has a session of its own, and of that only a hash is kept."""
    key = request.session.session_key or ""
    return hashlib.sha256(key.encode()).hexdigest()[:16] if key else ""


def shown_of(faces: list[Face]) -> int:
    """How many faces find room; where there are more, the last place says how many."""
    return MOST_FACES if len(faces) <= MOST_FACES else MOST_FACES - 1


def faces_of(people: Iterable[Here], me: int) -> list[Face]:
    """Everybody else once, with what they have open on any of their devices. Keys of guests are below zero."""
    shots: dict[int, set[str]] = {}
    names = {here.user: here.name for here in people if here.user != me}
    for here in people:
        shots.setdefault(here.user, set()).update({here.shot} - {""})
    return [Face(name, initials(name), user % TONES, tuple(sorted(shots[user])), user < 0) for user, name in names.items()]


def initials(name: str) -> str:
    """One or two letters for a name: `AL` for Ana Maria Lima."""
    words = [word for word in re.split(r"[\s._-]+", name) if word]
    letters = [word[0] for word in (words[:1] if len(words) < 2 else (words[0], words[-1]))]
    return "".join(letters).upper() or "?"


def _news(project: Project, request: MemberRequest) -> tuple[int, list[News]]:
    """The last line of the log, and what others have done since the line that the page knows."""
    known = request.GET.get("line", "")
    rows = Activity.objects.filter(project=project).order_by("-id")
    if not (known.isascii() and known.isdigit() and len(known) < 16):
        return rows.values_list("pk", flat=True).first() or 0, []
    lines = list(rows.filter(pk__gt=int(known)).select_related("by").defer("changes")[:MOST_TOLD])
    others = [line for line in reversed(lines) if line.by_id != request.person.pk and line.verb != "refused"]
    news = [_told(line) for line in others]
    return (lines[0].pk if lines else int(known)), news


def _told(line: Activity) -> News:
    who = line.by.label if line.by else str(line.data.get("guest") or "Somebody")
    return News(who, line.target, line.verb, f"{who}: {told(line.verb, line.target)}.")
