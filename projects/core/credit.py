"""What a plan costs in credits, money and render time: exact arithmetic, and unknown stays unknown.

Each generation is rounded up to whole credits, totals add rounded generations, money is rounded once, on
the total. Nothing here is ever a float.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from projects.core.board import Board, Shot
from projects.core.catalog import Catalog, Model, RateCard

PREVIEW_QUALITY = "fast"
ONE_HUNDREDTH = Fraction(1, 100)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Estimate:
    """One shot's credits: its final, all its previews, both. All three are None where one is unknown.

    `render` is (least, most) seconds for final and previews together, None where unknown. `why` is a sentence
    where credits are unknown. `rate_card` is the id of the card charged. An `omitted` shot counts nowhere.
    """

    final: int | None
    previews: int | None
    total: int | None
    render: Span | None = None
    why: str = ""
    rate_card: str | None = None
    omitted: bool = False


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over shots with known credits; `unknown` counts the others.

    `render` sums the known times, None where none is known; `render_unknown` counts shots without one.
    `by_card` splits `total` by rate card.
    """

    final: int = 0
    previews: int = 0
    total: int = 0
    unknown: int = 0
    render: Span | None = None
    known: int = 0
    render_unknown: int = 0
    by_card: tuple[tuple[str, int], ...] = ()


def generation(card: RateCard | None, resolution: str, duration: Decimal, quality: str) -> int | None:
    """Whole credits of one generation, rounded up; duration in seconds. None without a price."""
    if card is None or duration <= 0:
        return None
    factor = card.multiplier.get(quality) if card.multiplier else Decimal(1)
    base = card.resolution.get(resolution) if card.resolution else card.amount
    share = _share(card, duration)
    if factor is None or base is None or share is None:
        return None
    return math.ceil(Fraction(base) * share * Fraction(factor))


def _share(card: RateCard, duration: Decimal) -> Fraction | None:
    """What the resolution's credits are multiplied by for a duration. None above the longest listed one."""
    if card.kind == "flat":
        return Fraction(1)
    if card.kind == "per-second":
        return Fraction(duration)
    tiers = sorted(card.duration)
    above = next((seconds for seconds in tiers if seconds >= duration), None)
    if above is None:
        return None
    credits_above = Fraction(card.duration[above])
    if above == tiers[0] or above == duration or card.between == "next-tier":
        return credits_above * ONE_HUNDREDTH
    below = tiers[tiers.index(above) - 1]
    credits_below = Fraction(card.duration[below])
    way = (Fraction(duration) - Fraction(below)) / (Fraction(above) - Fraction(below))
    return (credits_below + (credits_above - credits_below) * way) * ONE_HUNDREDTH


def estimate(board: Board, shot: Shot, catalog: Catalog) -> Estimate:
    """The credits and render time of one shot, with the project's values where it has none of its own."""
    if shot.omitted:
        return Estimate(None, None, None, why="The shot is omitted.", omitted=True)
    wanted = shot.model or board.model
    model = catalog.models.get(wanted)
    if model is None:
        return Estimate(None, None, None, why=f"The model {wanted} is not in the catalogue.")
    quality = shot.quality or board.quality
    resolution = shot.resolution or board.resolution
    count = shot.previews if shot.previews is not None else board.previews
    render = _render(model, quality, count)
    card = catalog.rate_cards[model.rate_card] if model.rate_card else None
    if card is None:
        return Estimate(None, None, None, render, f"{model.name} has no rate card: its credits are unknown.")
    final = generation(card, resolution, shot.duration, quality)
    if final is None:
        return Estimate(None, None, None, render, _why(card, resolution, shot.duration, quality), card.id)
    draft = board.draft_resolution or resolution
    seconds = board.draft_duration if board.draft_duration is not None else shot.duration
    preview = generation(card, draft, seconds, PREVIEW_QUALITY) if count else 0
    if preview is None:
        why = f"Previews: {_why(card, draft, seconds, PREVIEW_QUALITY)}"
        return Estimate(None, None, None, render, why, card.id)
    return Estimate(final, count * preview, final + count * preview, render, rate_card=card.id)


def _render(model: Model, quality: str, previews: int) -> Span | None:
    wanted = [model.render.get(quality)] + [model.render.get(PREVIEW_QUALITY)] * previews
    known = [span for span in wanted if span is not None]
    if len(known) < len(wanted):
        return None
    return sum(low for low, _ in known), sum(high for _, high in known)


def _why(card: RateCard, resolution: str, duration: Decimal, quality: str) -> str:
    """One sentence on why a card gives no price."""
    if card.resolution and resolution not in card.resolution:
        return f"{card.name} names no price for {resolution}."
    if card.multiplier and quality not in card.multiplier:
        return f"{card.name} names no price for the quality {quality}."
    if card.duration and duration > max(card.duration):
        longest = format(max(card.duration).normalize(), "f")
        return f"{card.name}: up to {longest} s, nothing longer is offered in one clip."
    return f"{card.name} names no price for this clip."


def total(estimates: Iterable[Estimate]) -> Totals:
    """The sums over these shots; omitted ones are left out, unknown ones counted."""
    final = previews = known = unknown = render_unknown = low = high = 0
    timed = False
    by_card: Counter[str] = Counter()
    for item in estimates:
        if item.omitted:
            continue
        if item.render is None:
            render_unknown += 1
        else:
            timed = True
            low, high = low + item.render[0], high + item.render[1]
        if item.final is None or item.previews is None:
            unknown += 1
            continue
        known += 1
        final, previews = final + item.final, previews + item.previews
        if item.rate_card is not None:
            by_card[item.rate_card] += item.final + item.previews
    render = (low, high) if timed else None
    cards = tuple(sorted(by_card.items()))
    return Totals(final, previews, final + previews, unknown, render, known, render_unknown, cards)


def money(board: Board, catalog: Catalog, spent: Totals | int | None) -> tuple[Decimal | None, str]:
    """What the credits spent cost, to the hundredth, rounded half up once, and in which currency.

    The project's own money per credit goes first, in the project's currency; else each rate card's, in the
    card's. A bare number is charged by the card of the project's model. None where nothing is known: no shot
    with known credits, a card without money, or cards in several currencies.
    """
    if spent is None or (isinstance(spent, Totals) and not spent.known):
        return None, board.currency
    if board.money_per_credit is not None:
        amount = spent.total if isinstance(spent, Totals) else spent
        return _hundredths(amount * Fraction(board.money_per_credit)), board.currency
    if isinstance(spent, Totals):
        parts = [(catalog.rate_cards[key], amount) for key, amount in spent.by_card]
    else:
        model = catalog.models.get(board.model)
        parts = [(catalog.rate_cards[model.rate_card], spent)] if model and model.rate_card else []
    costs = [card.money_per_credit * amount for card, amount in parts if card.money_per_credit is not None]
    currencies = {card.currency for card, _ in parts}
    if len(costs) < len(parts) or len(currencies) != 1:
        return None, board.currency
    return _hundredths(sum(costs, Fraction(0))), currencies.pop()


def _hundredths(exact: Fraction) -> Decimal:
    cents = math.floor(exact * 100 + Fraction(1, 2))
    return Decimal(f"{cents // 100}.{cents % 100:02d}")
