"""What the board shows of a shot, ready to print: a value that is equal where the card looks the same."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.template import engines
from django.urls import reverse
from markupsafe import Markup

from projects.approvals import standing
from projects.core.board import Anchor
from projects.core.catalog import Catalog
from projects.core.dialects import in_dialect
from projects.core.prompts import Prompt
from projects.core.report import Cell, Lane, Report, SceneReport, ShotReport
from projects.core.review import LABELS
from projects.core.sketch import frame_width
from projects.core.sketch_alone import drawing_of
from projects.core.sketch_caption import written
from projects.core.sketch_frame import HEIGHT
from projects.core.words import without_article
from projects.keeping import keep_latest
from projects.media.pictures import SIZES
from projects.reads import pictures_of

LONGEST_EXCERPT = 96  # two lines of a card hold no more
Thread = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Card:
    """One shot's card. `lanes` holds (classes, anchor key, title) for each thread of its scene, nothing where it is off."""

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
    lanes: tuple[Thread, ...]
    since: str = ""  # who approved it, where it was changed since
    # The card as markup, for one who may edit and one who may not, once it was printed.
    printed: dict[bool, Markup] = field(init=False, repr=False, compare=False, default_factory=dict)


def drawn(svg: str) -> Markup:
    """A drawing of ours as markup; the sketch escapes the one text it holds."""
    return Markup(svg)  # noqa: S704 - see above


_LABEL = re.compile(r' role="img" aria-label="[^"]*"')
# What the stylesheet gives the lines and texts of a frame anyway; hundreds of frames stand on one page.
_STYLED = (
    (' fill="none" stroke="#fff" stroke-width="1.5" stroke-linecap="round"', ""),
    ('<text class="mv"', "<text"),
    (' font-size="6.5"', ""),
    (' fill="#fff">', ">"),
    (' fill="#fff" text-anchor="end"', ""),
)


def unlabelled(svg: Markup) -> Markup:
    """A drawing inside a link that says everything itself, on a page with our stylesheet."""
    found = _LABEL.sub(' aria-hidden="true"', svg, count=1)
    for long, short in _STYLED:
        found = found.replace(long, short)
    return drawn(found)


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
    return drawn(drawing_of(item, catalog, ratio))


def picture_frame(item: ShotReport, catalog: Catalog, ratio: str, address: str) -> Markup:
    """The frame of a shot that has a picture of its own: cut to the ratio of the project, with the same words on it."""
    width = frame_width(ratio)
    words = written(camera_label(item, catalog), item.shot.key, width)
    return drawn(
        f'<svg class="frame" viewBox="0 0 {width} {HEIGHT}" role="img" aria-label="{escape(item.shot.key)}: own picture">'
        f'<image href="{escape(address)}" width="{width}" height="{HEIGHT}" preserveAspectRatio="xMidYMid slice"/>'
        f'<path fill="#000" opacity=".5" d="M0 0h{width}v13H0z"/>{words}</svg>'
    )


def frame_of(item: ShotReport, catalog: Catalog, ratio: str, address: str = "") -> Markup:
    """What a page shows of a shot before words: its own picture where there is one, else the drawn frame."""
    return picture_frame(item, catalog, ratio, address) if address else sketch_of(item, catalog, ratio)


def picture_addresses(slug: str, size: int, report: Report | None = None) -> dict[str, str]:
    """Where the own pictures of a project's shots are found, by code."""
    return {code: reverse("picture", args=[slug, digest, size]) for code, digest in pictures_of(slug, report).items()}


def camera_label(item: ShotReport, catalog: Catalog) -> str:
    """Size, move and speed in short: `MS · orbit · slow`."""
    shot = item.shot
    size = catalog.sizes[shot.shot_size].short if shot.shot_size else None
    first = shot.camera[0] if shot.camera else None
    move = f"{first.move} {first.direction or ''}".strip() if first else ""
    return " · ".join(part for part in (size, move, first.speed if first else None) if part)


_STATES = {"establishes": " est", "carries": "", "breaks": " brk", "off": ""}
_OFF: Thread = ("", "", "")
# The colours of threads in one letter each: a card has several.
_COLOURS = {"subject": "s", "environment": "e", "lighting": "l", "style": "y"}


def _thread(anchor: Anchor, cell: Cell) -> Thread:
    if cell.state == "off" and not cell.error:
        return _OFF
    told = {"establishes": "established here", "breaks": f"break, {cell.reason}"}.get(cell.state)
    title = f"{without_article(anchor.name)}: {told}" if told else ""
    return _COLOURS[anchor.kind] + _STATES[cell.state] + (" err" if cell.error else ""), anchor.key, title


def _threads(lanes: tuple[Lane, ...]) -> list[tuple[Thread, ...]]:
    """What each shot of a scene shows of its threads, in the order of the shots; nothing where there is no thread."""
    return list(zip(*([_thread(lane.anchor, cell) for cell in lane.cells] for lane in lanes), strict=True))


def card_of(
    base: str, scene: SceneReport, at: int, catalog: Catalog, ratio: str, threads: tuple[Thread, ...], picture: str,
    since: str,
) -> Card:  # fmt: skip
    """The card of the shot at this place of a scene, with what it shows of the scene's threads."""
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
        sketch=unlabelled(frame_of(item, catalog, ratio, picture)),
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
        lanes=threads,
        since=since,
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    """The cards of a report, and what each was made of."""

    report: Report
    catalog: Catalog
    items: dict[str, ShotReport]
    cards: dict[str, Card]
    pictures: dict[str, str]
    since: dict[str, str]


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
        if kept and kept.catalog is catalog and kept.report is report:
            return kept.cards
        fresh = _made(slug, report, catalog, kept if kept and kept.catalog is catalog else None)
        with self._lock:
            keep_latest(self._kept, slug, fresh, self._most, lambda found: found.report)
        return fresh.cards


def _alike(earlier: ShotReport, item: ShotReport) -> bool:
    """Whether two reports of a shot give the same card, but for its threads. What was taken over is the same object."""
    return earlier is item or (
        earlier.shot is item.shot
        and earlier.prompt is item.prompt
        and earlier.number == item.number
        and (earlier.estimate is item.estimate or earlier.estimate == item.estimate)
        and (earlier.findings is item.findings or earlier.findings == item.findings)
        and (earlier.context.uses is item.context.uses or earlier.uses == item.uses)
        and earlier.context.quality == item.context.quality
    )


def _made(slug: str, report: Report, catalog: Catalog, kept: _Kept | None) -> _Kept:
    ratio = report.board.aspect_ratio
    base = reverse("board", args=[slug])
    kept = kept if kept and kept.report.board.aspect_ratio == ratio else None
    items, cards = dict[str, ShotReport](), dict[str, Card]()
    pictures = picture_addresses(slug, SIZES[0], report)
    stale = {key: approval.by for key, approval in standing(slug, report).stale.items()}
    whole = {id(scene) for scene in kept.report.scenes} if kept and (kept.pictures, kept.since) == (pictures, stale) else ()
    # Threads that were taken over are the same object.
    unmoved = {id(scene.lanes) for scene in kept.report.scenes} if kept else set()
    for scene in report.scenes:
        if kept and id(scene) in whole:
            items |= {item.shot.key: item for item in scene.shots}
            cards |= {item.shot.key: kept.cards[item.shot.key] for item in scene.shots}
            continue
        threads = None if id(scene.lanes) in unmoved else _threads(scene.lanes)
        for at, item in enumerate(scene.shots):
            key = item.shot.key
            items[key] = item
            earlier, card = (kept.items.get(key), kept.cards.get(key)) if kept else (None, None)
            shown = threads[at] if threads else card.lanes if card and threads is None else ()
            picture, since = pictures.get(key, ""), stale.get(key, "")
            same = kept is not None and kept.pictures.get(key, "") == picture
            same = same and card is not None and (card.lanes, card.since) == (shown, since)
            alike = card if earlier and same and _alike(earlier, item) else None
            cards[key] = alike or card_of(base, scene, at, catalog, ratio, shown, picture, since)
    return _Kept(report, catalog, items, cards, pictures, stale)


_CARDS = _Cards(most=4)


def cards_of(slug: str, report: Report, catalog: Catalog) -> dict[str, Card]:
    """The cards of a whole report by shot code; not to be changed by the caller."""
    return _CARDS.get(slug, report, catalog)


def card_html(card: Card, edit: bool, oob: bool = False) -> Markup:
    """A card as markup. It is printed once for all pages that show it; to be swapped in place (`oob`) each time."""
    if edit in card.printed and not oob:
        return card.printed[edit]
    template: Any = engines["jinja2"].env.get_template("parts/card.html")  # type: ignore[attr-defined]
    made = Markup(template.render(card=card, edit=edit, oob=oob))  # noqa: S704 - rendered with autoescape
    if not oob:
        card.printed[edit] = made
    return made
