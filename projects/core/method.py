"""The method as the help pages show it, read off the catalogue and the rules' examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from projects.core.board import Shot
from projects.core.camera import camera_parts
from projects.core.catalog import (
    Catalog,
    Destination,
    Facts,
    Model,
    Phrase,
    Ratio,
    Rule,
    RuleGroup,
    SlotGuide,
    SymptomFix,
)
from projects.core.document_json import DocumentError
from projects.core.lessons import examples


def steps(catalog: Catalog) -> tuple[RuleGroup, ...]:
    """The five steps in order."""
    return tuple(sorted((g for g in catalog.rule_groups.values() if g.step is not None), key=lambda g: g.step or 0))


def rules_of(group: RuleGroup, catalog: Catalog) -> tuple[Rule, ...]:
    """The rules of one group in listed order."""
    return tuple(rule for rule in catalog.rules.values() if rule.group == group.id)


@dataclass(frozen=True, slots=True)
class SlotRow:
    """One slot in the table of vague and specific wording. Both texts are the example of `rule`; vague may be empty."""

    guide: SlotGuide
    vague: str
    specific: str
    rule: Rule


def slot_rows(catalog: Catalog) -> tuple[SlotRow, ...]:
    """Vague against specific, slot by slot: the very texts that the rules are tested with."""
    return tuple(_slot_rows(catalog))


def _slot_rows(catalog: Catalog) -> Iterator[SlotRow]:
    by_slot = {rule.slot: rule for rule in catalog.rules.values() if rule.slot is not None}
    for guide in catalog.slot_guides.values():
        rule = by_slot.get(guide.id)
        if rule is None:
            continue
        try:
            sides = [next(board.shots())[1] for board in examples(rule, catalog)]
        except DocumentError:
            continue
        vague, specific = (_slot_text(shot, guide.id, catalog) for shot in sides)
        yield SlotRow(guide, vague, specific, rule)


def _slot_text(shot: Shot, slot: str, catalog: Catalog) -> str:
    return ", ".join(camera_parts(shot, catalog)) if slot == "camera" else str(getattr(shot, slot))


@dataclass(frozen=True, slots=True)
class PhraseList:
    """The ready phrases of one group, with what a page calls it and a word on it."""

    label: str
    note: str
    phrases: tuple[Phrase, ...]


def phrase_lists(slot: str, catalog: Catalog) -> tuple[PhraseList, ...]:
    """The ready phrases for one slot, group by group in listed order."""
    names = dict.fromkeys(phrase.group for phrase in catalog.vocabulary.values() if phrase.slot == slot)
    groups = catalog.phrase_groups
    listed = [*(name for name in groups if name in names), *(name for name in names if name not in groups)]
    return tuple(
        PhraseList(groups[name].label, groups[name].note, catalog.phrases(name))
        if name in groups
        else PhraseList(name.replace("-", " ").capitalize(), "", catalog.phrases(name))
        for name in listed
    )


def by_ratio(catalog: Catalog) -> tuple[tuple[Ratio, tuple[Destination, ...]], ...]:
    """Each ratio that a destination asks for, with the destinations that it fits."""
    found: dict[str, list[Destination]] = {}
    for destination in catalog.destinations.values():
        for ratio in destination.ratios:
            found.setdefault(ratio, []).append(destination)
    return tuple((catalog.ratios[ratio], tuple(fitting)) for ratio, fitting in found.items())


def crop_losses(catalog: Catalog) -> tuple[tuple[Ratio, tuple[int, ...]], ...]:
    """For each of the ratios of `by_ratio` what a crop to each of them loses, in whole percent of the frame."""
    ratios = [ratio for ratio, _ in by_ratio(catalog)]
    return tuple((one, tuple(round(one.crop_loss(other) * 100) for other in ratios)) for one in ratios)


def life(model: Model) -> str:
    """Where a model stands in its life, with the day: `shut down on 2026-09-24`."""
    words = {"active": "current", "superseded": "has a successor", "retiring": "ends", "shutdown": "shut down"}
    words["missing"] = "no longer in the catalogue"
    return words[model.status] + (f" on {model.status_date:%Y-%m-%d}" if model.status_date else "")


def limits(facts: Facts) -> tuple[tuple[str, str], ...]:
    """What these facts state: (label, text), only what is known."""
    return tuple((label, text) for label, text in _limits(facts) if text)


def _limits(facts: Facts) -> Iterator[tuple[str, str]]:
    known = facts.known_range()
    listed = ", ".join(_number(seconds) for seconds in facts.durations)
    between = f"{_number(known[0])} to {_number(known[1])}" if known else ""
    seconds = listed if facts.durations and facts.duration_min is None else between
    yield "Length", f"{seconds} s" if seconds else ""
    yield "Resolution", ", ".join(facts.resolutions or ())
    yield "Ratio", ", ".join(facts.aspect_ratios or ())
    span = f"{_number(facts.cfg_min)} to {_number(facts.cfg_max)}" if facts.cfg_min and facts.cfg_max else "yes"
    yield "CFG", {True: span, False: "no", None: ""}[facts.cfg]
    yield "Negative prompt", _said(facts.negative_prompt)
    yield "Starts from a picture", _said(facts.first_frame)
    yield "Reference pictures", _said(facts.reference_images)
    unit = "UTF-16 units" if facts.max_prompt_unit == "utf16" else "characters"
    yield "Longest prompt", f"{facts.max_prompt_chars:,} {unit}" if facts.max_prompt_chars else ""


def _said(value: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[value]


def fix_text(fix: SymptomFix, catalog: Catalog) -> str:
    """What a symptom's fix does, in a few words."""
    if fix.kind == "negative":
        return f"Negative prompt: {catalog.negative_sets[fix.value].text}"
    if fix.kind == "light":
        return "Lighting: " + ", ".join(catalog.vocabulary[key].text for key in fix.value.split())
    if fix.kind == "quality":
        return f"{catalog.qualities[fix.value].label} quality, or better"
    if fix.kind == "mend":
        return "The fix offered for " + " or ".join(f"“{catalog.rules[code].title}”" for code in fix.codes)
    return {
        "cfg": f"CFG {fix.value} or more",
        "duration": f"{fix.value} seconds or less",
        "insert": f"{(fix.slot or '').title()}: {fix.value}",
        "camera": "One move with a speed, or static",
        "fantasy": "Mark the shot as deliberate fantasy",
        "frame": "Start from a frame of an earlier shot",
    }[fix.kind]


def _number(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")
