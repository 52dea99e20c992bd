"""What a vendor takes in place of what the plan asks: lengths, resolutions, ratios, CFG, and how long a prompt may be.

A length goes to the next longer one that is offered, for a clip can be cut and not stretched; where none is longer, to the
longest. A resolution goes to the nearest, a ratio to the one that a crop loses least of.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from projects.core.catalog import Catalog, Model, Payload, Ratio
from projects.core.catalog.checks import ratio_of
from projects.core.payload_values import Length

# The guide's CFG: its lowest, usual and highest value.
GUIDE_CFG = (Decimal(1), Decimal(7), Decimal(20))
_KNOWN_LINES = {"4k": 2160, "2k": 1440}
# A clip nobody would ask for: the end of a range that has none.
_LONGEST = 600


def plain(value: Decimal | int) -> str:
    """A number without idle zeros."""
    return format(Decimal(value).normalize(), "f")


def seconds_allowed(payload: Payload, model: Model, resolution: str, quality: str) -> tuple[tuple[int, ...], str]:
    """The whole seconds that a job may ask for, the shortest first, and a note; () where that is not known."""
    for entry in payload.lengths:
        if resolution in (entry.resolutions or (resolution,)) and quality in (entry.qualities or (quality,)):
            return tuple(sorted(entry.seconds)), entry.note
    facts = model.api
    note = facts.notes.get("durations", "")
    if facts.durations:
        return tuple(sorted({math.ceil(value) for value in facts.durations})), note
    if facts.duration_min is None or facts.duration_max is None:
        return (), note
    step = max(1, math.ceil(facts.duration_step or 1))
    return tuple(range(math.ceil(facts.duration_min), min(_LONGEST, int(facts.duration_max)) + 1, step)), note


def fit_seconds(asked: Decimal, allowed: tuple[int, ...], name: str, note: str = "") -> Length:
    """The length that goes out for the one asked."""
    note = f" {note}" if note else ""
    if not allowed:
        why = f"Which lengths {name} takes is not known.{note}"
        return Length(asked, max(1, math.ceil(asked)), why=why)
    above = next((value for value in allowed if value >= asked), None)
    if above is None:
        short = f"{name} ends at {allowed[-1]} s in one clip: {plain(asked - allowed[-1])} s of the shot are not made."
        return Length(asked, allowed[-1], why=f"The longest that {name} makes.{note}", problem=short)
    if above == asked:
        return Length(asked, above)
    below = max((value for value in allowed if value < asked), default=None)
    if below is None:
        return Length(asked, above, why=f"The shortest that {name} makes.{note}")
    return Length(asked, above, below, f"{name} makes {below} or {above} s: a longer clip can be cut.{note}")


def lines(resolution: str, catalog: Catalog) -> int | None:
    """The shorter side of a resolution in pixels."""
    entry = catalog.resolutions.get(resolution)
    if entry is not None and entry.lines is not None:
        return entry.lines
    if resolution.casefold() in _KNOWN_LINES:
        return _KNOWN_LINES[resolution.casefold()]
    found = re.fullmatch(r"(\d{2,5})p", resolution.casefold())
    return int(found[1]) if found else None


def fit_resolution(asked: str, allowed: Iterable[str], catalog: Catalog) -> str:
    """The resolution nearest to the one asked, the higher one of two that are as near; as asked where none is known."""
    known = [(value, number) for value in allowed if (number := lines(value, catalog)) is not None]
    wanted = lines(asked, catalog)
    if not known or asked in [value for value, _ in known]:
        return asked
    if wanted is None:
        return known[0][0]
    return min(known, key=lambda entry: (abs(entry[1] - wanted), -entry[1]))[0]


def ratio(text: str, catalog: Catalog) -> Ratio | None:
    """The ratio of the catalogue or that the text means."""
    return catalog.ratios.get(text) or ratio_of(text)


def fit_ratio(asked: str, allowed: Iterable[str], catalog: Catalog) -> tuple[str, str]:
    """The ratio that loses least when it is cropped to the one asked, and the crop in words."""
    listed = list(allowed)
    wanted = ratio(asked, catalog)
    known = [(value, found) for value in listed if (found := ratio(value, catalog)) is not None]
    if asked in listed or not known or wanted is None:
        return asked, ""
    best, frame = min(known, key=lambda entry: (entry[1].crop_loss(wanted), -entry[1].value))
    loss = frame.crop_loss(wanted)
    if not loss:
        return best, ""
    sides = "left and right" if frame.value > wanted.value else "at the top and bottom"
    percent = max(1, math.floor(loss * 100 + Fraction(1, 2)))
    return best, f"No {asked} is made: frame it in {best} and crop {sides}, {percent} % of the picture goes."


def scaled_cfg(value: Decimal, scale: tuple[Decimal, ...]) -> float:
    """The guide's CFG on a vendor's scale, to the hundredth: its usual value stays the usual one."""
    low, usual, high = GUIDE_CFG
    value = min(high, max(low, value))
    start, end, first, last = (low, usual, scale[0], scale[1]) if value <= usual else (usual, high, scale[1], scale[2])
    return float(round(first + (last - first) * (value - start) / (end - start), 2))


def characters(text: str, unit: str) -> int:
    """How long a text is, as its vendor counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 if unit == "utf16" else len(text)


def tokens(text: str) -> int:
    """About how many tokens a text has: four plain letters make one, a sign of another script is one."""
    simple = sum(1 for sign in text if ord(sign) < 0x250)
    return math.ceil(Fraction(simple, 4)) + len(text) - simple


def prompt_limit(payload: Payload, model: Model) -> tuple[int | None, str]:
    """The most that a prompt may have, and in what: `characters`, `utf16` or `tokens`."""
    facts = model.api
    if payload.prompt_most is not None:
        return payload.prompt_most, payload.prompt_unit or "characters"
    if facts.max_prompt_chars is not None:
        return facts.max_prompt_chars, payload.prompt_unit or facts.max_prompt_unit
    return facts.max_prompt_tokens, "tokens"


_UNITS = {"characters": "characters", "utf16": "UTF-16 code units", "tokens": "tokens (estimated)"}


def too_long(text: str, most: int | None, unit: str, what: str, name: str) -> str:
    """The sentence where a text is longer than its vendor takes, empty where it is not."""
    if most is None:
        return ""
    found = tokens(text) if unit == "tokens" else characters(text, unit)
    if found <= most:
        return ""
    return f"The {what} has {found:,} {_UNITS[unit]}, {name} takes {most:,}: it must lose {found - most:,}."
