"""What a region of comments shows: the review screens of members and guests ask for it, and the page of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404
from django.utils import timezone

from projects.core.markdown import TEXT_MAX
from projects.core.report import Report
from projects.core.roles import Action
from projects.reads import report_of
from projects.talk import Scope, Thread, open_threads, people_of, threads_about
from projects.views.place import Place
from projects.views.shared import new_key
from projects.writes.comments import reader_of

MOST_SUGGESTED = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody has typed and what is wrong with it: in a thread (0: a new one), or over a comment (`number`)."""

    text: str = ""
    error: str = ""
    thread: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another place to talk, with how many threads are open there."""

    label: str
    url: str
    open: int = 0


def scope_of(place: Place, report: Report) -> Scope:
    """What may be seen from here. A scene counts where a guest sees all of it, the sequence where the whole project."""
    if not place.guest:
        keys = frozenset(scene.scene.key for scene in report.scenes)
        return Scope(frozenset(item.shot.key for item in report.all_shots()), keys)
    codes = frozenset(item.shot.key for item in place.items(report))
    if place.approved_only:
        return Scope(codes, frozenset(), whole=False)
    scenes = frozenset(s.scene.key for s in report.scenes if place.scenes is None or s.scene.key in place.scenes)
    return Scope(codes, scenes, whole=place.scenes is None)


def must_see(scope: Scope, code: str, scene: str) -> None:
    """404 for what is not in scope, as if it did not exist."""
    seen = code in scope.codes if code else scene in scope.scenes if scene else scope.whole
    if not seen:
        raise Http404


def page_of(place: Place, code: str, scene: str) -> str:
    """The page of the comments on a shot, a scene, or (neither) the sequence."""
    if code:
        return place.url("comments_shot", code)
    return place.url("comments_scene", scene) if scene else place.url("comments")


def comments_values(
    place: Place, code: str = "", scene: str = "", *, report: Report | None = None, draft: Draft | None = None
) -> dict[str, Any]:
    """The values of `parts/comments.html` for a shot, a scene, or (neither) the sequence: `comments`, one dictionary."""
    report = report or report_of(place.project)
    scope = scope_of(place, report)
    must_see(scope, code, scene)
    reader = reader_of(place.person)
    found = threads_about(place.project, report, reader, scope, timezone.now(), code, scene)
    threads = [_called(place, thread) for thread in found] if place.guest else found
    write = place.may(Action.COMMENT) and (not place.guest or place.person.guest is not None)
    return {
        "comments": {
            "place": place, "code": code, "scene": scene, "url": page_of(place, code, scene), "threads": threads,
            "write": write, "now": timezone.now(),
            "open": [thread for thread in threads if thread.resolved_at is None],
            "resolved": [thread for thread in threads if thread.resolved_at is not None],
            "last": max((thread.last for thread in threads), default=0), "talk": place.marks[1],
            "draft": draft or Draft(), "key": new_key(), "most": TEXT_MAX, "guest": place.guest,
            "title": _title(report, code, scene), "also": _also(place, report, scope, code, scene),
            "names": _names(place, threads) if write else [], "unread": sum(thread.unread for thread in threads),
        }
    }  # fmt: skip


def _called(place: Place, thread: Thread) -> Thread:
    """A thread whose comments have the numbers that they have here."""
    first, *answers = [replace(said, number=place.number(said.number)) for said in (thread.first, *thread.answers)]
    return replace(thread, first=first, answers=tuple(answers))


def _title(report: Report, code: str, scene: str) -> str:
    """What is talked about, as a heading says it."""
    if code:
        return code
    titles = {one.scene.key: one.scene.title or f"scene {one.number}" for one in report.scenes}
    return titles[scene] if scene else "the sequence"


def _also(place: Place, report: Report, scope: Scope, code: str, scene: str) -> list[Elsewhere]:
    """Where else one may talk: from a shot its scene and the sequence; from these scenes, and shots with open threads."""
    found = []
    if scope.whole and (code or scene):
        found.append(Elsewhere("the sequence", page_of(place, "", "")))
    for one in report.scenes:
        key = one.scene.key
        near = key != scene and (not code or any(item.shot.key == code for item in one.shots))
        if near and key in scope.scenes:
            found.append(Elsewhere(_title(report, "", key), page_of(place, "", key)))
    waiting = {} if code else open_threads(place.project)
    for item in report.all_shots():
        key = item.shot.key
        if key in waiting and key in scope.codes:
            found.append(Elsewhere(key, place.url("shot", key), waiting[key]))
    return found


def _names(place: Place, threads: list[Thread]) -> list[str]:
    """Whom one may mention: a guest knows only who has spoken here."""
    if place.guest:
        return sorted({said.who for thread in threads for said in (thread.first, *thread.answers) if not said.guest})
    people = people_of(place.project).people
    return sorted({person.name for person in people if person.address != _own(place)}, key=str.casefold)[:MOST_SUGGESTED]


def _own(place: Place) -> str:
    return place.person.user.email if place.person.user else ""
