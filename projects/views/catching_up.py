"""Pages that stand open catch up: a short mark says what each scene shows, and only what differs is sent again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.http import HttpResponse

from projects.access import MemberRequest
from projects.cards import Card, card_html
from projects.core.board import Shot
from projects.core.report import Report, SceneReport, ShotReport
from projects.keeping import keep_latest
from projects.views.regions import page

_PROJECTS, _STATES, _SHOTS = 8, 600, 20_000


@dataclass(frozen=True, slots=True)
class _Marked:
    """The mark of one shot, and what it was made of."""

    item: ShotReport
    card: Card
    plan: str
    mark: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """The marks of a report: of its shots by code, of its scenes by key."""

    report: Report
    shots: dict[str, _Marked]
    scenes: dict[str, str]


def short(text: str) -> str:
    """A digest of a text, short enough for an address."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def _marked(item: ShotReport, card: Card, edit: bool, earlier: _Marked | None) -> _Marked:
    """What was taken over from an earlier report is the same object, and has the same mark."""
    if earlier and earlier.item is item and earlier.card is card:
        return earlier
    if earlier and earlier.card is card and earlier.item.shot is item.shot and _same_words(earlier.item, item):
        return _Marked(item, card, earlier.plan, earlier.mark)
    plan = earlier.plan if earlier and earlier.item.shot is item.shot else _plan(item.shot)
    rules = " ".join(finding.code for finding in item.findings)
    return _Marked(item, card, plan, short(f"{card_html(card, edit)}{plan}{rules}{item.prompt.text}"))


def _same_words(earlier: ShotReport, item: ShotReport) -> bool:
    return earlier.findings is item.findings and earlier.prompt is item.prompt


def _plan(shot: Shot) -> str:
    """All fields of a shot: some views show more of it than its card does."""
    return short(repr(shot))


def _scene_mark(report: Report, scene: SceneReport, shots: Mapping[str, _Marked], edit: bool) -> str:
    board = report.board
    shown = (
        edit, len(report.scenes), scene.number, scene.scene.key, scene.scene.title, scene.scene.seed_lock, board.seed_lock,
        scene.duration, scene.totals, [lane.anchor for lane in scene.lanes], board.aspect_ratio, board.resolution,
        board.quality, board.model, board.cfg, board.previews, report.currency,
    )  # fmt: skip
    return short("".join([repr(shown), *(shots[item.shot.key].mark for item in scene.shots)]))


class _Marks:
    """The latest marks of this process by project, and which shots looked how under the mark of a scene."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, bool], _Kept] = OrderedDict()
        self._states: OrderedDict[str, dict[str, str]] = OrderedDict()

    def get(self, slug: str, report: Report, cards: Mapping[str, Card], edit: bool) -> _Kept:
        key = (slug, edit)
        with self._lock:
            kept = self._kept.get(key)
        if kept and kept.report is report:
            return kept
        known = kept.shots if kept else {}
        shots = {
            item.shot.key: _marked(item, cards[item.shot.key], edit, known.get(item.shot.key))
            for scene in report.scenes
            for item in scene.shots
        }
        scenes = {scene.scene.key: _scene_mark(report, scene, shots, edit) for scene in report.scenes}
        fresh = _Kept(report, shots, scenes)
        with self._lock:
            keep_latest(self._kept, key, fresh, _PROJECTS, lambda found: found.report)
        return fresh

    def remember(self, mark: str, scene: SceneReport, shots: Mapping[str, _Marked], salt: str) -> None:
        """Keeps how the shots of a scene looked under its mark."""
        with self._lock:
            if mark not in self._states:
                self._states[mark] = {item.shot.key: shots[item.shot.key].mark + salt for item in scene.shots}
            self._states.move_to_end(mark)
            together = sum(map(len, self._states.values()))
            while len(self._states) > 1 and (len(self._states) > _STATES or together > _SHOTS):
                together -= len(self._states.popitem(last=False)[1])

    def clear(self) -> None:
        """Forgets everything, as a new process has it."""
        with self._lock:
            self._kept.clear()
            self._states.clear()

    def looked(self, marks: set[str]) -> set[tuple[str, str]]:
        """Each shot that a page with these marks shows, with its own mark, as far as it is remembered."""
        with self._lock:
            return {pair for mark in marks for pair in self._states.get(mark, {}).items()}


MARKS = _Marks()


def scene_marks(
    slug: str, report: Report, cards: Mapping[str, Card], edit: bool, also: Mapping[str, str] | None = None
) -> dict[str, str]:
    """A short mark for each scene by its key: equal marks, equal looks. It stands in `data-v` of the scene's section.

    `also` adds what one view shows besides, by scene: chosen columns, say, or where in the film a scene starts.
    """
    kept = MARKS.get(slug, report, cards, edit)
    found: dict[str, str] = {}
    for scene in report.scenes:
        key = scene.scene.key
        salt = also.get(key, "") if also else ""
        found[key] = short(kept.scenes[key] + salt) if salt else kept.scenes[key]
        MARKS.remember(found[key], scene, kept.shots, salt)
    return found


def asked_for(request: MemberRequest) -> bool:
    """Whether a page asks for what has changed: `?scenes=changed&have=MARK,MARK`."""
    return bool(request.htmx) and request.GET.get("scenes") == "changed"


def catch_up(request: MemberRequest, values: dict[str, Any], part: str = "parts/scene.html") -> HttpResponse:
    """The scenes whose marks the page does not have, each rendered by `part`, and the order of all of them.

    `values` are those of the view, `marks` (see `scene_marks`) among them. `same` in `part` holds the codes of
    shots that the page shows already: an empty element with `data-shot` and `data-same` stands for each.
    """
    report: Report = values["report"]
    marks: dict[str, str] = values["marks"]
    have = set(request.GET.get("have", "")[:8000].split(","))
    scenes = [scene for scene in report.scenes if marks[scene.scene.key] not in have]
    looked = MARKS.looked(have)
    now = MARKS.looked({marks[scene.scene.key] for scene in scenes})
    context = {
        **values,
        "scenes": scenes,
        "order": [scene.scene.key for scene in report.scenes],
        "same": frozenset(code for code, _ in looked & now),
        "part": part,
    }
    return page(request, "screens/board_scenes.html", context)
