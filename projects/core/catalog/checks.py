"""What a single entry's shape cannot say: links between entries, and prices with their whole condition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from functools import singledispatch
from typing import Any

from projects.core.board import SLOTS
from projects.core.catalog.advising import Content
from projects.core.catalog.dialects import Dialect
from projects.core.catalog.facts import Facts, Model, Price
from projects.core.catalog.rates import Platform, PostTool, PriceClaim, RateCard
from projects.core.catalog.teaching import Rule, Symptom
from projects.core.catalog.templating import BLANK_NAME, TemplateEntry, blank_keys, texts
from projects.core.catalog.terms import CameraMove, CfgBand, Destination, Purpose, Ratio

Found = Mapping[str, Mapping[str, Any]]

_RATIO = re.compile(r"([1-9]\d{0,3}(?:\.\d{1,3})?):([1-9]\d{0,3}(?:\.\d{1,3})?)")


def ratio_of(text: str) -> Ratio | None:
    """The ratio that a text such as `16:9` or `2.39:1` means, None where it means none."""
    match = _RATIO.fullmatch(text)
    return Ratio(text, text, Decimal(match[1]), Decimal(match[2])) if match else None


def _missing(found: Found, name: str, *links: str | None) -> Iterator[str]:
    for link in links:
        if link is not None and link not in found[name]:
            yield f"{link!r} is in no entry of {name.replace('_', ' ')}"


@singledispatch
def faults(entry: object, found: Found) -> Iterator[str]:
    """What is wrong with an entry in the light of the others, one sentence each."""
    yield from ()


@faults.register
def _move(entry: CameraMove, found: Found) -> Iterator[str]:
    yield from _missing(found, "moves", *entry.exclusive_with, *entry.goes_with)
    for synonym in entry.synonyms:
        if synonym.direction is not None and synonym.direction not in entry.directions:
            yield f"synonym {synonym.words!r}: {synonym.direction!r} is no direction of this move"
        yield from _missing(found, "speeds", synonym.speed)
    if unknown := set(entry.direction_labels) - set(entry.directions):
        yield f"direction_labels: {min(unknown)!r} is no direction of this move"


@faults.register
def _purpose(entry: Purpose, found: Found) -> Iterator[str]:
    yield from _missing(found, "moves", entry.move)
    yield from _missing(found, "speeds", entry.speed)
    move = found["moves"].get(entry.move) if entry.move else None
    if entry.direction is not None and (move is None or entry.direction not in move.directions):
        yield f"{entry.direction!r} is no direction of its move"


@faults.register
def _content(entry: Content, found: Found) -> Iterator[str]:
    yield from _missing(found, "models", entry.origin, *entry.instead)
    yield from _missing(found, "sizes", *entry.sizes)
    yield from _missing(found, "framings", *entry.framings)


@faults.register
def _ratio(entry: Ratio, found: Found) -> Iterator[str]:
    if not entry.width or not entry.height:
        yield "width and height must be above zero"


@faults.register
def _destination(entry: Destination, found: Found) -> Iterator[str]:
    if not entry.ratios:
        yield "ratios: needs at least one"
    yield from _missing(found, "ratios", *entry.ratios)


@faults.register
def _band(entry: CfgBand, found: Found) -> Iterator[str]:
    if entry.low > entry.high:
        yield "low must not be above high"


@faults.register
def _tool(entry: PostTool, found: Found) -> Iterator[str]:
    yield from _missing(found, "models", entry.model)
    yield from _missing(found, "sources", *entry.sources)


@faults.register
def _claim(entry: PriceClaim, found: Found) -> Iterator[str]:
    yield from _missing(found, "sources", entry.source)


@faults.register
def _platform(entry: Platform, found: Found) -> Iterator[str]:
    yield from _missing(found, "rate_cards", entry.rate_card)
    yield from _missing(found, "sources", *entry.sources, *(claim.source for claim in entry.claims))


@faults.register
def _card(entry: RateCard, found: Found) -> Iterator[str]:
    yield from _missing(found, "qualities", *entry.multiplier)
    yield from _missing(found, "sources", *entry.sources)
    if entry.kind == "table" and not (entry.resolution and entry.duration):
        yield "a table needs credits by resolution and by duration"
    if entry.kind == "table" and entry.amount is not None:
        yield "amount: a table has none"
    if entry.kind != "table" and entry.duration:
        yield "duration: only a table has credits by duration"
    if entry.kind != "table" and (entry.amount is None) != bool(entry.resolution):
        yield "needs either one amount or credits by resolution"
    if any(not seconds for seconds in entry.duration):
        yield "duration: must be above zero"


@faults.register
def _rule(entry: Rule, found: Found) -> Iterator[str]:
    yield from _missing(found, "rule_groups", entry.group)
    if not entry.severities:
        yield "severities: needs at least one"


_FIX_VALUES = {"negative": "negative_sets", "quality": "qualities"}


@faults.register
def _symptom(entry: Symptom, found: Found) -> Iterator[str]:
    for fix in entry.fixes:
        yield from _missing(found, "rules", *fix.codes)
        if fix.kind in _FIX_VALUES:
            yield from _missing(found, _FIX_VALUES[fix.kind], fix.value)
        if fix.kind == "light":
            yield from _missing(found, "vocabulary", *fix.value.split())
        if fix.kind in ("cfg", "duration") and not fix.value.isdecimal():
            yield f"{fix.kind}: {fix.value!r} is no whole number"
        if fix.kind == "insert" and not (fix.value and fix.slot and fix.slot != "camera"):
            yield "insert: needs a value and a slot that holds text"


@faults.register
def _dialect(entry: Dialect, found: Found) -> Iterator[str]:
    yield from _missing(found, "sources", *entry.sources)
    yield from _missing(found, "models", *entry.models)
    slots = [slot for block in entry.blocks for slot in block.slots]
    for slot in SLOTS:
        if slots.count(slot) != 1:
            yield f"blocks: must hold the {slot} slot exactly once"
    for name in entry.labels:
        if name not in SLOTS:
            yield f"labels: {name!r} is no slot"
    families = {model.family for model in found["models"].values()}
    for family in entry.families:
        if family not in families:
            yield f"families: {family!r} is no family of a model"


@faults.register
def _template(entry: TemplateEntry, found: Found) -> Iterator[str]:
    named = {key for _, text in texts(entry.board) for key in blank_keys(text)}
    for key in entry.blanks:
        if not re.fullmatch(BLANK_NAME, key):
            yield f"blanks: {key!r} is no name of a blank: at most 40 letters, digits, blanks, _ and -"
        elif key not in named:
            yield f"blanks: no text names {{{key}}}"
    for key in sorted(named - entry.blanks.keys()):
        yield f"blanks: {{{key}}} stands in a text and has no entry"


@faults.register
def _model(entry: Model, found: Found) -> Iterator[str]:
    yield from _missing(found, "models", entry.replacement, entry.successor)
    yield from _missing(found, "rate_cards", entry.rate_card)
    yield from _missing(found, "qualities", *entry.render)
    yield from _missing(found, "sources", *entry.sources, *(claim.source for claim in entry.figures))
    for name, facts in (("guide", entry.guide), ("api", entry.api)):
        yield from (f"{name}: {reason}" for reason in _of_facts(facts, found))
    for at, price in enumerate(entry.prices):
        yield from (f"prices[{at}]: {reason}" for reason in _of_price(price, found))


def _of_facts(facts: Facts, found: Found) -> Iterator[str]:
    names = {f.name for f in fields(Facts)}
    yield from _missing(found, "sources", *facts.sources)
    for ratio in facts.aspect_ratios or ():
        if ratio not in found["ratios"]:
            yield f"aspect_ratios: {ratio!r} is no ratio such as 16:9"
    for key in (*facts.recall, *facts.disputed, *facts.notes):
        if key not in names:
            yield f"{key!r} is no fact of a model"
    for low, high, what in (
        (facts.duration_min, facts.duration_max, "duration"),
        (facts.cfg_min, facts.cfg_max, "cfg"),
        (facts.seed_min, facts.seed_max, "seed"),
    ):
        if low is not None and high is not None and low > high:
            yield f"{what}_min must not be above {what}_max"
    if any(not seconds for seconds in facts.durations):
        yield "durations: must be above zero"


def _of_price(price: Price, found: Found) -> Iterator[str]:
    yield from _missing(found, "sources", *price.sources)
    yield from _missing(found, "resolutions", price.resolution)
    if not price.sources:
        yield "sources: needs at least one"
    if price.unit == "clip" and price.seconds is None:
        yield "a price per clip needs its seconds"
    if price.unit == "credits-per-second" and price.money_per_credit is None:
        yield "a price in credits needs money_per_credit"
    if price.unit != "credits-per-second" and price.money_per_credit is not None:
        yield "money_per_credit: only for prices in credits"
    if price.aspect_ratio is not None and price.aspect_ratio not in found["ratios"]:
        yield f"{price.aspect_ratio!r} is in no entry of ratios"
