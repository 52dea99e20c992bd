"""How credits are charged and where they are bought, and the tools used after generation.

As in `terms`, the fields are the keys of a TOML entry. Absent means unknown, never nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from projects.core.catalog.facts import Claim, Status


@dataclass(frozen=True, slots=True)
class Preset:
    """A ready amount of money per credit to choose instead of the card's own."""

    label: str
    money_per_credit: Fraction


@dataclass(frozen=True, slots=True)
class RateCard:
    """How credits are charged.

    `table`: resolution credits x duration credits / 100 x multiplier. `per-second`: credits a second x
    seconds x multiplier. `flat`: credits a clip x multiplier. The last two read `resolution`, or `amount`
    where the resolution makes no difference. No multiplier at all means 1 for each quality;
    `standard_multipliers` takes those of the quality modes. `between` says how a duration between two
    listed ones is billed. Money per credit is exact, written as a fraction such as "1.25/150".
    """

    id: str
    name: str
    kind: Literal["table", "per-second", "flat"]
    resolution: Mapping[str, Decimal] = field(default_factory=dict)
    duration: Mapping[Decimal, Decimal] = field(default_factory=dict)
    amount: Decimal | None = None
    multiplier: Mapping[str, Decimal] = field(default_factory=dict)
    standard_multipliers: bool = False
    between: Literal["next-tier", "linear"] = "next-tier"
    money_per_credit: Fraction | None = None
    currency: str = "USD"
    presets: tuple[Preset, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PriceClaim:
    """What a source says that a piece of work costs, shown beside our own figure."""

    id: str
    label: str
    amount: Decimal
    clips: int
    currency: str = "USD"
    minutes: int | None = None
    source: str = "guide"


@dataclass(frozen=True, slots=True)
class Platform:
    """Where credits are bought. A monthly fee from `monthly_min` to `monthly_max`; None where unknown.

    `price_claimed`: the fee is the guide's claim. `credits_per_month` come with the fee. `pay_per_generation`
    says whether clips are paid one by one. `facts` are sentences read elsewhere, `claims` are the guide's.
    """

    id: str
    name: str
    status: Status
    status_date: date | None = None
    monthly_min: Decimal | None = None
    monthly_max: Decimal | None = None
    price_claimed: bool = False
    currency: str = "USD"
    credits_per_month: int | None = None
    pay_per_generation: bool | None = None
    rate_card: str | None = None
    models: str = ""
    note: str = ""
    facts: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def price_known(self) -> bool:
        """Whether anything is known of what it charges."""
        return self.monthly_min is not None or self.rate_card is not None


@dataclass(frozen=True, slots=True)
class PostTool:
    """A tool for a step after generation; steps are done in the order base, edit, style, grade, upscale.

    `chain` is its place in the usual chain, from 1; 0 for a tool that is not part of it.
    """

    id: str
    label: str
    step: Literal["base", "edit", "style", "grade", "upscale"]
    use: str
    tool: str = ""
    model: str | None = None
    note: str = ""
    sources: tuple[str, ...] = ()
    chain: int = 0
