"""What the board shows of a shot, ready to print: a value that is equal where the card looks the same."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.template import engines
from django.urls import reverse
from markupsafe import Markup

from projects.core.catalog import Catalog
from projects.core.dialects import in_dialect
from projects.core.limits import is_person
from projects.core.prompts import Prompt
from projects.core.report import Lane, Report, SceneReport, ShotReport
from projects.core.review import LABELS
from projects.core.sketch import sketch
from projects.core.words import without_article

LONGEST_EXCERPT = 110


@dataclass(frozen=True, slots=True)
class Card:
    """One shot's card. `lanes` holds (kind, anchor key, state, title) for each thread of its scene."""

    code: str
    number: str
    title: str
    href: str
    sketch: Markup
    excerpt: str
    duration: str
    quality: str
    credits: str
    severity: str
    count: int
    finding: str
    status: str
    status_label: str
    omitted: bool
    anchors: str
    lanes: tuple[tuple[str, str, str, str], ...]


def drawn(svg: str) -> Markup:
    """A drawing of ours as markup; the sketch escapes the one text it holds."""
    return Markup(svg)  # noqa: S704 - see above


_LABEL = re.compile(r' role="img" aria-label="[^"]*"')


def unlabelled(svg: Markup) -> Markup:
    """A drawing inside a link that says everything itself."""
    return drawn(_LABEL.sub(' aria-hidden="true"', svg, count=1).replace(' fill="#fff">', ">"))


def gist(prompt: Prompt) -> str:
    """A prompt without the descriptions that it only restates: what this shot adds."""
    if prompt.custom:
        return prompt.text
    told = (text for text, span in prompt.segments() if span is None or span.phrase or span.origin != "carrying")
    return "".join(told)


def _sentence(item: ShotReport) -> Prompt:
    """A card tells the sentence, whatever dialect the project's prompts are written in."""
    return in_dialect(item.context, "sentence")


def excerpt(text: str, most: int = LONGEST_EXCERPT) -> str:
    """The beginning of a text, cut at a word."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(",;: ") + "…"


def sketch_of(item: ShotReport, catalog: Catalog, ratio: str) -> Markup:
    """The drawn frame of a shot."""
    described = dict.fromkeys(("environment", "lighting"), "")
    people = 0
    for use in item.uses:
        if use.anchor.kind in described and use.role != "breaks":
            described[use.anchor.kind] += " " + (use.anchor.description or use.anchor.name)
        people += is_person(use.anchor, catalog)
    shot = item.shot
    return drawn(
        sketch(
            shot, catalog, ratio=ratio, environment=f"{shot.environment} {described['environment']}",
            lighting=f"{shot.lighting} {described['lighting']}", people=people or bool(shot.subject or shot.action),
            label=shot.key,
        )
    )  # fmt: skip


@lru_cache(maxsize=8192)
def _camera_label(size: str | None, move: str, speed: str) -> str:
    return " · ".join(part for part in (size, move, speed) if part)


def camera_label(item: ShotReport, catalog: Catalog) -> str:
    """Size, move and speed in short: `MS · orbit · slow`."""
    shot = item.shot
    size = catalog.sizes[shot.shot_size].short if shot.shot_size else None
    first = shot.camera[0] if shot.camera else None
    move = f"{first.move} {first.direction or ''}".strip() if first else ""
    return _camera_label(size, move, (first.speed or "") if first else "")


_STATES = {"establishes": "est", "carries": "car", "breaks": "brk", "off": "off"}


def _lanes(lanes: tuple[Lane, ...], at: int) -> tuple[tuple[str, str, str, str], ...]:
    found = []
    for lane in lanes:
        cell = lane.cells[at]
        state = _STATES[cell.state] + (" err" if cell.error else "")
        name = without_article(lane.anchor.name)
        told = {"establishes": f"{name}: established here", "breaks": f"{name}: break, {cell.reason}"}
        found.append((lane.anchor.kind, lane.anchor.key, state, told.get(cell.state, "")))
    return tuple(found)


def card_of(base: str, scene: SceneReport, at: int, catalog: Catalog, ratio: str) -> Card:
    """The card of the shot at this place of a scene."""
    item = scene.shots[at]
    shot = item.shot
    grave = [f for f in item.findings if f.severity != "hint"]
    quality = catalog.qualities[item.context.quality].label
    total = item.estimate.total
    return Card(
        code=shot.key,
        number=item.number or "–",
        title=shot.title,
        href=f"{base}shots/{shot.key}/",
        sketch=unlabelled(sketch_of(item, catalog, ratio)),
        excerpt="Omitted" if shot.omitted else excerpt(gist(_sentence(item))) or "Nothing written yet.",
        duration=format(shot.duration.normalize(), "f"),
        quality=quality,
        credits="price unknown" if total is None else f"{total:,} cr",
        severity="" if not grave else "error" if any(f.severity == "error" for f in grave) else "warning",
        count=len(grave),
        finding=grave[0].message if grave else "",
        status=shot.status,
        status_label=LABELS[shot.status],
        omitted=shot.omitted,
        anchors=" ".join(use.anchor.key for use in item.uses),
        lanes=_lanes(scene.lanes, at),
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    """The cards of a report, and what each was made of."""

    report: Report
    catalog: Catalog
    items: dict[str, ShotReport]
    cards: dict[str, Card]


class _Cards:
    """The latest cards of this process by project. One and the same report has one and the same cards; of another
    report those cards are taken over whose shot was taken over."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    def get(self, slug: str, report: Report, catalog: Catalog) -> dict[str, Card]:
        with self._lock:
            kept = self._kept.get(slug)
        if kept and kept.catalog is not catalog:
            kept = None
        if kept and kept.report is report:
            return kept.cards
        fresh = _made(slug, report, catalog, kept)
        with self._lock:
            self._kept[slug] = fresh
            self._kept.move_to_end(slug)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return fresh.cards


def _alike(earlier: ShotReport, item: ShotReport) -> bool:
    """Whether two reports of a shot give the same card, but for its threads. What was taken over is the same object."""
    return earlier is item or (
        earlier.shot is item.shot
        and earlier.prompt is item.prompt
        and earlier.number == item.number
        and earlier.estimate == item.estimate
        and earlier.findings == item.findings
        and earlier.uses == item.uses
        and earlier.context.quality == item.context.quality
    )


def _made(slug: str, report: Report, catalog: Catalog, kept: _Kept | None) -> _Kept:
    ratio = report.board.aspect_ratio
    base = reverse("board", args=[slug])
    known = kept.items if kept and kept.report.board.aspect_ratio == ratio else {}
    items: dict[str, ShotReport] = {}
    cards: dict[str, Card] = {}
    for scene in report.scenes:
        for at, item in enumerate(scene.shots):
            key = item.shot.key
            items[key] = item
            earlier = known.get(key)
            if kept and earlier and _alike(earlier, item) and kept.cards[key].lanes == _lanes(scene.lanes, at):
                cards[key] = kept.cards[key]
            else:
                cards[key] = card_of(base, scene, at, catalog, ratio)
    return _Kept(report, catalog, items, cards)


_CARDS = _Cards(most=8)


def cards_of(slug: str, report: Report, catalog: Catalog) -> dict[str, Card]:
    """The cards of a whole report by shot code; not to be changed by the caller."""
    return _CARDS.get(slug, report, catalog)


@lru_cache(maxsize=8192)
def card_html(card: Card, edit: bool, oob: bool = False) -> Markup:
    """A card as markup. Equal cards look equal, so it is rendered once."""
    template: Any = engines["jinja2"].env.get_template("parts/card.html")  # type: ignore[attr-defined]
    return Markup(template.render(card=card, edit=edit, oob=oob))  # noqa: S704 - rendered with autoescape
