"""What the timeline prints: blocks to scale without a style in the page, threads, the ruler, the sums."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.template import engines
from markupsafe import Markup

from projects.access import MemberRequest
from projects.cards import Card, drawn
from projects.core.report import Report
from projects.core.timeline import rate, timebase, timecode
from projects.core.timeline_lanes import LANE
from projects.core.timeline_lanes import drawn as lanes_drawn
from projects.core.timeline_layout import Layout, layout, ruler_step, ticks
from projects.core.timeline_paper import Paper
from projects.core.timeline_snap import lengths_of
from projects.core.timeline_words import clock, length, seconds
from projects.forms.finding import Filtered
from projects.forms.timeline import target_text
from projects.models import Project
from projects.views.canvas import board_values

ZOOMS = ("fit", "0.25", "0.5", "1", "2", "4", "8")
PIXELS = Decimal(8)
FIT_WIDTH = Decimal(1_000)
LONG = Decimal(240)
# The rows of longer plans come when the page is at rest, or when they are asked for.
PAPER_AT_ONCE = 120
_CAPTIONS = re.compile(r"<text.*?</text>", re.DOTALL)
_POSITIONS = 8


def scale(value: Decimal) -> str:
    """A number of seconds as classes, one for each digit from the tenths on: 12.5 is `s2-1 s1-2 s0-5`.

    The stylesheet adds the digits up, so that a page is to scale without a style attribute and without a script.
    """
    digits = str(int((value * 10).to_integral_value())).zfill(1)[-_POSITIONS:]
    pairs = zip(range(len(digits) - 1, -1, -1), digits, strict=True)
    return " ".join(f"s{at}-{digit}" for at, digit in pairs if digit != "0")


@lru_cache(maxsize=8192)
def block_html(card: Card, edit: bool, dim: bool = False) -> Markup:
    """A shot as a block of the timeline. Equal cards look equal, so it is rendered once."""
    template: Any = engines["jinja2"].env.get_template("parts/block.html")  # type: ignore[attr-defined]
    frame = drawn(_CAPTIONS.sub("", card.sketch).replace('class="frame"', f'id="k-{card.code}"', 1))
    values = {"card": card, "edit": edit, "dim": dim, "frame": frame, "digits": scale(Decimal(card.duration))}
    return Markup(template.render(values).strip())  # noqa: S704 - rendered with autoescape


def block_printer(narrowed: Filtered) -> Callable[[Card, bool], Markup]:
    """What prints a block: where a filter is on, those that do not fit are dimmed."""
    codes = narrowed.codes
    return lambda card, edit: block_html(card, edit, codes is not None and card.code not in codes)


def zoom_of(request: MemberRequest, plan: Layout) -> str:
    """The zoom asked for, else the whole plan where it is short enough to be read at once."""
    asked = request.GET.get("zoom", "")
    return asked if asked in ZOOMS else "fit" if plan.span <= LONG else "1"


def _pixels(zoom: str, plan: Layout) -> Decimal:
    return FIT_WIDTH / max(Decimal(1), plan.span) if zoom == "fit" else PIXELS * Decimal(zoom)


def _models(report: Report) -> str:
    """What each model of the plan offers, for the handles: least, most, step, listed lengths."""
    found = {}
    for item in report.all_shots():
        if item.model.id not in found:
            offers = lengths_of(item.context.facts)
            listed = [float(s) for s in offers.listed]
            found[item.model.id] = [float(offers.low), float(offers.high), float(offers.step), listed]
    return json.dumps({"": found.get(report.board.model), **found})


def paper_rows(report: Report, plan: Layout) -> list[Markup]:
    """The rows that are printed; their frames are those of the blocks on the same page."""
    return [drawn(row) for row in Paper(report, plan, lambda code: f"#k-{code}").rows()]


def timeline_values(request: MemberRequest, project: Project, values: dict[str, Any] | None = None) -> dict[str, Any]:
    """The board's values, or those with a shot open in the editor, and what the timeline shows besides."""
    values = values or board_values(request, project)
    report: Report = values["report"]
    plan = layout(report)
    zoom, asked = zoom_of(request, plan), request.GET.get("part", "")
    step = ruler_step(_pixels(zoom, plan))
    fps = report.board.fps
    return {
        **values,
        "plan": plan,
        "zoom": zoom,
        "zooms": ZOOMS,
        "blocks": block_printer(values["filtered"]),
        "models": {item.shot.key: item.shot.model for item in report.all_shots() if item.shot.model},
        "offers": _models(report),
        "threads": lanes_drawn(plan),
        "lane": LANE,
        "ticks": [(at, timecode(at, fps)) for at in ticks(plan.span, step)],
        "tick_scale": scale(step),
        "rate": float(rate(fps)),
        "timebase": timebase(fps),
        "rows": paper_rows(report, plan) if report.shots <= PAPER_AT_ONCE or asked == "paper" else None,
        "scale": scale,
        "clock_of": clock,
        "length_of": length,
        "plain": seconds,
        "target": target_text(plan.target),
        "running": report.running(),
        "listed": report.shots <= PAPER_AT_ONCE,
        "problem": "",
        "typed": {"shot": "", "duration": ""},
        "stale": None,
    }  # fmt: skip
