"""The catalogue as a whole: every list by id, read once from the TOML files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import projects.core.catalog.payload_checks  # noqa: F401 - its checks join the others
from projects.core.catalog import checks
from projects.core.catalog.advising import Content
from projects.core.catalog.craft import Conflict, Feat
from projects.core.catalog.dialects import Dialect
from projects.core.catalog.facts import Model, Source
from projects.core.catalog.merging import Collected, Entry
from projects.core.catalog.payloads import Payload, PayloadRoute
from projects.core.catalog.rates import Platform, PostTool, PriceClaim, RateCard
from projects.core.catalog.reading import CatalogError, EntryError, read
from projects.core.catalog.teaching import GlossaryTerm, Rule, RuleGroup, SlotGuide, Symptom
from projects.core.catalog.templating import TemplateEntry
from projects.core.catalog.terms import (
    CameraMove,
    CfgBand,
    Destination,
    Framing,
    Length,
    Motion,
    NegativeSet,
    Phrase,
    PhraseGroup,
    PlaceLight,
    Purpose,
    Quality,
    Ratio,
    Resolution,
    Speed,
    Term,
)

BUILT_IN = Path(__file__).resolve().parents[2] / "catalog"

# TOML table -> (field of Catalog, shape of an entry)
SHAPES: Mapping[str, tuple[str, type]] = MappingProxyType(
    {
        "source": ("sources", Source),
        "speed": ("speeds", Speed),
        "move": ("moves", CameraMove),
        "purpose": ("purposes", Purpose),
        "size": ("sizes", Term),
        "framing": ("framings", Framing),
        "angle": ("angles", Term),
        "quality": ("qualities", Quality),
        "ratio": ("ratios", Ratio),
        "resolution": ("resolutions", Resolution),
        "destination": ("destinations", Destination),
        "length": ("lengths", Length),
        "phrase_group": ("phrase_groups", PhraseGroup),
        "phrase": ("vocabulary", Phrase),
        "motion": ("motions", Motion),
        "place_light": ("place_lights", PlaceLight),
        "negative_set": ("negative_sets", NegativeSet),
        "cfg_band": ("cfg_bands", CfgBand),
        "rate_card": ("rate_cards", RateCard),
        "price_claim": ("price_claims", PriceClaim),
        "platform": ("platforms", Platform),
        "post_tool": ("post_tools", PostTool),
        "model": ("models", Model),
        "content": ("contents", Content),
        "conflict": ("conflicts", Conflict),
        "feat": ("feats", Feat),
        "dialect": ("dialects", Dialect),
        "payload_route": ("payload_routes", PayloadRoute),
        "payload": ("payloads", Payload),
        "rule_group": ("rule_groups", RuleGroup),
        "rule": ("rules", Rule),
        "slot_guide": ("slot_guides", SlotGuide),
        "symptom": ("symptoms", Symptom),
        "glossary": ("glossary", GlossaryTerm),
        "template": ("templates", TemplateEntry),
    }
)


# Compared by identity: the rules keep what they derive from a catalogue beside the catalogue itself.
@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Catalog:
    """Everything that is known as data, each list by id in listed order."""

    sources: Mapping[str, Source]
    speeds: Mapping[str, Speed]
    moves: Mapping[str, CameraMove]
    purposes: Mapping[str, Purpose]
    sizes: Mapping[str, Term]
    framings: Mapping[str, Framing]
    angles: Mapping[str, Term]
    qualities: Mapping[str, Quality]
    ratios: Mapping[str, Ratio]
    resolutions: Mapping[str, Resolution]
    destinations: Mapping[str, Destination]
    lengths: Mapping[str, Length]
    phrase_groups: Mapping[str, PhraseGroup]
    vocabulary: Mapping[str, Phrase]
    motions: Mapping[str, Motion]
    place_lights: Mapping[str, PlaceLight]
    negative_sets: Mapping[str, NegativeSet]
    cfg_bands: Mapping[str, CfgBand]
    rate_cards: Mapping[str, RateCard]
    price_claims: Mapping[str, PriceClaim]
    platforms: Mapping[str, Platform]
    post_tools: Mapping[str, PostTool]
    models: Mapping[str, Model]
    contents: Mapping[str, Content]
    conflicts: Mapping[str, Conflict]
    feats: Mapping[str, Feat]
    dialects: Mapping[str, Dialect]
    payload_routes: Mapping[str, PayloadRoute]
    payloads: Mapping[str, Payload]
    rule_groups: Mapping[str, RuleGroup]
    rules: Mapping[str, Rule]
    slot_guides: Mapping[str, SlotGuide]
    symptoms: Mapping[str, Symptom]
    glossary: Mapping[str, GlossaryTerm]
    templates: Mapping[str, TemplateEntry]
    default_model: str
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    groups: tuple[Mapping[str, Any], ...] = ()

    def phrases(self, group: str) -> tuple[Phrase, ...]:
        """The vocabulary of one group (`light-direction`, `lens`, ...) in listed order."""
        return tuple(phrase for phrase in self.vocabulary.values() if phrase.group == group)

    def dialect_of(self, model: str) -> Dialect | None:
        """How the vendor of this model wants a prompt laid out: the model's own entry, else its family's, else None.

        Where several entries name it, the last one holds: a user's file comes after the built-in ones.
        """
        of_family = None
        for entry in reversed(tuple(self.dialects.values())):
            if model in entry.models:
                return entry
            if of_family is None and model in self.models and self.models[model].family in entry.families:
                of_family = entry
        return of_family

    def model(self, key: str) -> Model:
        """The entry of a model; one that knows nothing but its id where a user took it out of a file of their own.

        A plan outlives the catalogue: whatever asks about its model goes on, and the rule `model.retired` says so.
        """
        return self.models.get(key) or Model(key, key, "", "", "missing")

    def living_models(self) -> tuple[Model, ...]:
        """The models that clips can still be made with, active ones first."""
        alive = [model for model in self.models.values() if model.alive]
        return tuple(sorted(alive, key=lambda model: model.status != "active"))


def load(user_dir: Path | None = None) -> Catalog:
    """The built-in catalogue, with the files of `user_dir` (if it is there) merged by id.

    Raises CatalogError ("file: entry: what is wrong"). Without a folder it is always the same object.
    """
    return _built_in() if user_dir is None else _assembled((BUILT_IN, user_dir))


@cache
def _built_in() -> Catalog:
    return _assembled((BUILT_IN,))


def _assembled(folders: tuple[Path, ...]) -> Catalog:
    collected = Collected(frozenset({*SHAPES, "group"}))
    found: dict[str, dict[str, Any]] = {name: {} for name, _ in SHAPES.values()}
    for folder in folders:
        for entry in collected.add(folder):
            if entry.kind != "group":
                name, shape = SHAPES[entry.kind]
                found[name][entry.table["id"]] = _read(entry, shape)
    _complete(found)
    for kind, entries in collected.entries.items():
        for key, entry in entries.items() if kind != "group" else ():
            for reason in checks.faults(found[SHAPES[kind][0]][key], found):
                raise entry.error(reason)
    return Catalog(
        **{name: MappingProxyType(entries) for name, entries in found.items()},
        default_model=_default(collected),
        words=MappingProxyType({name: frozenset(words) for name, words in collected.words.items()}),
        groups=tuple(MappingProxyType(entry.table) for entry in collected.entries.get("group", {}).values()),
    )


def _read(entry: Entry, shape: type) -> Any:
    try:
        return read(shape, entry.table)
    except EntryError as wrong:
        raise entry.error(str(wrong)) from None


def _complete(found: dict[str, dict[str, Any]]) -> None:
    """Fills in what entries take from others: multipliers and times of qualities, ratios and resolutions."""
    qualities: dict[str, Quality] = found["qualities"]
    for key, card in found["rate_cards"].items():
        if card.standard_multipliers:
            own = {quality.id: quality.multiplier for quality in qualities.values()}
            found["rate_cards"][key] = replace(card, multiplier=MappingProxyType({**own, **card.multiplier}))
    for key, model in found["models"].items():
        if model.standard_render:
            times = {quality.id: quality.render for quality in qualities.values()}
            found["models"][key] = replace(model, render=MappingProxyType({**times, **model.render}))
        for facts in (model.guide, model.api):
            for ratio in facts.aspect_ratios or ():
                if ratio not in found["ratios"] and (made := checks.ratio_of(ratio)):
                    found["ratios"][ratio] = made
            for resolution in facts.resolutions or ():
                found["resolutions"].setdefault(resolution, Resolution(resolution, resolution))


def _default(collected: Collected) -> str:
    if len(collected.default_models) != 1:
        names = ", ".join(sorted(collected.default_models)) or "none"
        raise CatalogError(f"models: default: exactly one model must be the default, found {names}")
    return next(iter(collected.default_models))
