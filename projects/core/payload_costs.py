"""What a job costs before and after its length is fitted: credits by rate card, money by the vendor's price list."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from projects.core.catalog import Catalog, Model, Payload, PayloadRoute, Price
from projects.core.credit import generation
from projects.core.payload_values import Cost


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which conditions a job is billed. `audio` is None where it is not known whether the clip has sound."""

    model: Model
    payload: Payload
    route: PayloadRoute
    resolution: str
    ratio: str
    quality: str
    audio: bool | None


def cost(terms: Terms, seconds: Decimal | int, catalog: Catalog, resolution: str = "") -> Cost:
    """What so many seconds cost, in another resolution than the one sent where it says one."""
    card = catalog.rate_cards[terms.model.rate_card] if terms.model.rate_card else None
    shown = resolution or terms.resolution
    credits_ = generation(card, shown, Decimal(seconds), terms.quality)
    # What is not made in that resolution has a price only in the one that is.
    rows = prices(terms, shown) or prices(terms)
    found = [amount for price in rows if (amount := _amount(price, Decimal(seconds))) is not None]
    # Rows that do not agree leave it open which one holds.
    sure = len({amount for amount, _ in found}) == 1
    return Cost(credits_, found[0][0] if sure else None, found[0][1] if sure else "USD")


def prices(terms: Terms, resolution: str = "") -> list[Price]:
    """The rows of the price list that hold for a job."""
    variants = terms.payload.variants
    variant = variants.get(terms.quality, variants.get("any", ""))
    billed = [price for price in terms.model.prices if price.route in _routes(terms)]
    rows = [price for price in billed if price.variant == variant]
    if not rows and not variant and len({price.variant for price in billed}) == 1:
        rows = billed
    shown = resolution or terms.resolution
    return [
        price for price in rows
        if price.resolution in (None, shown)
        and (price.audio is None or terms.audio is None or price.audio == terms.audio)
        and price.aspect_ratio in (None, terms.ratio)
    ]  # fmt: skip


def _routes(terms: Terms) -> tuple[str, ...]:
    """The routes that bill here; Runway's own models are listed under their vendor."""
    own = ("vendor",) if terms.model.vendor == terms.route.vendor else ()
    return (*terms.route.prices, *own)


def price_note(terms: Terms) -> str:
    """Whose price it is and how old, for the reader."""
    found = prices(terms)
    if not found:
        return ""
    price = found[0]
    who = "the vendor's list" if price.route.startswith("vendor") else price.route
    read = "" if price.confidence == "verified" else ", read at a third party"
    return f"By {who} as of {price.as_of}{read}."


def _amount(price: Price, seconds: Decimal) -> tuple[Decimal, str] | None:
    if price.unit == "clip":
        return (price.amount, price.currency) if price.seconds == seconds else None
    each = Decimal(1)
    if price.unit == "credits-per-second":
        if price.money_per_credit is None:
            return None
        each = Decimal(price.money_per_credit.numerator) / Decimal(price.money_per_credit.denominator)
    amount = price.amount * seconds * each
    if price.minimum is not None:
        amount = max(amount, price.minimum)
    return amount.quantize(Decimal("0.0001")).normalize() + Decimal(0), price.currency
