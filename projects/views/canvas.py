"""The board as values: shared by the board itself and by the editor that stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from markupsafe import Markup, escape

from projects.access import MemberRequest
from projects.cards import Card, card_html, cards_of, drawn
from projects.core.report import Report, ShotReport
from projects.forms.finding import Filtered, filtered
from projects.models import Anchor, Project, Shot
from projects.reads import catalogue
from projects.views.catching_up import scene_marks
from projects.views.shared import base_values, new_key
from projects.views.sketches import defs_of


def board_values(request: MemberRequest, project: Project, report: Report | None = None) -> dict[str, Any]:
    """What the board shows."""
    values = base_values(request, project, report)
    report = values["report"]
    cards = cards_of(project.slug, report, catalogue())
    narrowed = filtered(request.GET, project.slug, report, catalogue())
    keys = {"shot": new_key(), "scene": new_key(), "scenes": {s.scene.key: new_key() for s in report.scenes}}
    return {
        **values,
        "cards": cards,
        "card_html": card_printer(narrowed),
        "filtered": narrowed,
        "filter_here": filter_here(request, project),
        "marks": scene_marks(project.slug, report, cards, values["edit"]),
        "same": frozenset(),
        "keys": keys,
        "defs": defs_of(cards.values()),
        "shape": shape_of(report.board.aspect_ratio),
        "shot": None,
    }  # fmt: skip


def filter_here(request: MemberRequest, project: Project) -> str:
    """The address of the view that a filter narrows: the board, or the table or timeline where it is one of them."""
    asked = request.resolver_match.url_name if request.resolver_match else ""
    return request.path if asked in ("table", "timeline") else reverse("board", args=[project.slug])


def card_printer(narrowed: Filtered) -> Callable[..., Markup]:
    """What prints a card: of a filtered board those that do not fit are dimmed, and the threads asked for are lit."""
    codes = narrowed.codes
    if codes is None:
        return card_html
    lanes = [f'" data-lane="{escape(key)}"' for key in narrowed.filter.anchor]

    def printed(card: Card, edit: bool, oob: bool = False) -> Markup:
        html = str(card_html(card, edit, oob))
        if card.code not in codes:
            html = html.replace('class="cell', 'class="cell dim', 1)
        for lane in lanes:
            html = html.replace(lane, f" held{lane}")
        return drawn(html)

    return printed


def shape_of(ratio: str) -> str:
    """`tall` or `wide`, for a ratio such as 9:16."""
    width, _, height = ratio.partition(":")
    return "tall" if float(width) < float(height) else "wide"


def changed_cards(before: dict[str, Card], after: dict[str, Card], edit: bool) -> str:
    """The cards that look different now, to be swapped in place."""
    # What was taken over is the same object: comparing the values of all the others would cost more than printing.
    changed = [card for code, card in after.items() if code in before and before[code] is not card and before[code] != card]
    return "".join(card_html(card, edit, oob=True) for card in changed)


def known_shots(project: Project) -> QuerySet[Shot]:
    """The shots of a project that are not deleted."""
    return Shot.objects.filter(project=project, deleted_at__isnull=True, scene__deleted_at__isnull=True)


def known_or_404(project: Project, code: str) -> None:
    """404 where this project has no shot of this code."""
    if not known_shots(project).filter(code=code).exists():
        raise Http404


def shot_in(report: Report, code: str) -> ShotReport:
    """The shot, or 404 where this project has none of this code."""
    try:
        return report.shot(code)
    except KeyError:
        raise Http404 from None


def anchor_or_404(project: Project, key: str) -> Anchor:
    """The anchor, or 404 where this project has none of this key."""
    row = Anchor.objects.filter(project=project, key=key, deleted_at__isnull=True).first()
    if row is None:
        raise Http404
    return row
