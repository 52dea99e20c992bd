"""What the pages about templates share: finding one, and what they print of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from django.http import Http404
from markupsafe import Markup

from projects.cards import sketch_of, unlabelled
from projects.core.board import Board
from projects.core.catalog import Catalog
from projects.core.document import DocumentError
from projects.core.report import Report, ShotReport, build
from projects.core.templates import Template, built_in, filled, kept, lost_model
from projects.core.templates_model import guide_credits, model_for, usual_model
from projects.models import Template as Row
from projects.models import User
from projects.reads import catalogue

OWN = "own:"
COVER = 4
SHOWN = 6


@dataclass(frozen=True, slots=True)
class TemplateCard:
    """One template in a gallery. `problem` says why it cannot be used."""

    ref: str
    key: str
    title: str
    purpose: str
    own: bool
    scene: bool = False
    frames: tuple[Markup, ...] = ()
    ratio: str = ""
    destination: str = ""
    shots: int = 0
    duration: Decimal = Decimal(0)
    quality: str = ""
    cfg: Decimal | None = None
    credits: int | None = None
    blanks: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """A filled template: its report, the frames and prompts of its first shots, what its credits are called."""

    report: Report
    shots: list[tuple[ShotReport, Markup]]
    more: int
    model: str
    priced: bool
    by_guide: int | None


def of_row(row: Row) -> Template:
    """A template as its row keeps it."""
    return kept(OWN + row.key, row.title, row.document)


def template_of(ref: str, user: User) -> Template:
    """A built-in template by id, or `own:KEY` of this person. 404 where there is none, as for somebody else's."""
    if not ref.startswith(OWN):
        found = built_in(catalogue()).get(ref)
        if found is None:
            raise Http404
        return found
    row = Row.objects.filter(owner=user, key=ref.removeprefix(OWN), deleted_at__isnull=True).first()
    if row is None:
        raise Http404
    try:
        template = of_row(row)
        filled(template, {}, catalogue())
    except (DocumentError, TypeError, AttributeError):
        raise Http404 from None  # its card says why
    return template


def model_of(template: Template) -> str:
    """The model that a plan from this template starts with."""
    choose = model_for if template.key.startswith(OWN) else usual_model
    return choose(template, catalogue())


def frames_of(report: Report, most: int) -> tuple[Markup, ...]:
    """The drawn frames of the first shots, for a picture inside a link."""
    known = catalogue()
    return tuple(unlabelled(sketch_of(item, known, report.board.aspect_ratio)) for item in report.running()[:most])


def _head(board: Board) -> Board:
    """A board of its first running shots alone: all that a picture of it takes."""
    left, scenes = COVER, []
    for scene in board.scenes:
        shots = tuple(shot for shot in scene.shots if not shot.omitted)[:left]
        left -= len(shots)
        scenes.append(replace(scene, shots=shots))
        if not left:
            break
    return replace(board, scenes=tuple(scenes))


def _card(template: Template, catalog: Catalog) -> TemplateCard:
    board = filled(template, {}, catalog)
    running = [shot for _, shot in board.shots() if not shot.omitted]
    label = catalog.destinations[board.destination].label if board.destination else ""
    own = template.key.startswith(OWN)
    return TemplateCard(
        template.key, template.key.removeprefix(OWN), template.title, template.purpose, own, template.scene,
        frames_of(build(_head(board), catalog), COVER), board.aspect_ratio, label, len(running),
        sum((shot.duration for shot in running), Decimal(0)), catalog.qualities[board.quality].label, board.cfg,
        guide_credits(board, catalog), tuple(blank.key for blank in template.blanks),
    )  # fmt: skip


@lru_cache(maxsize=4)
def built_in_cards(catalog: Catalog) -> tuple[TemplateCard, ...]:
    """The cards of the catalogue's templates: they are the same for everybody."""
    return tuple(_card(template, catalog) for template in built_in(catalog).values())


def own_cards(user: User) -> list[TemplateCard]:
    """The cards of a person's own templates, the latest first."""
    catalog = catalogue()
    cards = []
    for row in Row.objects.filter(owner=user, deleted_at__isnull=True).order_by("-at", "-pk"):
        try:
            cards.append(_card(of_row(row), catalog))
        except (DocumentError, TypeError, AttributeError) as error:
            why = f"It no longer fits: {error}" if isinstance(error, DocumentError) else "It can no longer be read."
            cards.append(TemplateCard(OWN + row.key, row.key, row.title, "", own=True, problem=why))
    return cards


def board_from(template: Template, given: Mapping[str, str], model: str | None, title: str) -> Board:
    """The board that a filled form asks for, on the model chosen or the usual one."""
    return filled(template, given, catalogue(), model=model or model_of(template), title=title)


def preview_of(board: Board) -> Preview:
    """What a filled template comes to."""
    catalog = catalogue()
    report = build(board, catalog)
    running = report.running()
    shots = [(item, sketch_of(item, catalog, board.aspect_ratio)) for item in running[:SHOWN]]
    priced = not report.totals.unknown
    name = catalog.model(board.model).name
    return Preview(report, shots, max(0, len(running) - SHOWN), name, priced, guide_credits(board, catalog))


def model_notice(template: Template) -> str:
    """A sentence where the template was kept with a model that is gone; else empty."""
    lost = lost_model(template, catalogue()) if template.key.startswith(OWN) and "model" in template.document else ""
    return f"Its model “{lost}” is no longer in the catalogue. Another one is chosen below." if lost else ""
