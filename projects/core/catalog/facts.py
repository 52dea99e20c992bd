"""What the catalogue knows of models: what they can do, what they cost, who says so.

As in `terms`, the fields are the keys of a TOML entry. Absent means unknown, never no.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

Confidence = Literal["verified", "secondary", "recall"]
Status = Literal["active", "superseded", "retiring", "shutdown", "missing"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read. `guide` is the user's guide, the rest was read elsewhere."""

    id: str
    title: str
    kind: Literal["guide", "vendor", "reseller", "code", "press"]
    location: str = ""
    as_of: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure or statement that a source claims and nobody here checked; shown as a claim."""

    id: str
    label: str
    text: str
    value: Decimal | None = None
    unit: str = ""
    source: str = "guide"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a model can do. Seconds for durations, frames a second for fps; None or () where unknown."""

    durations: tuple[Decimal, ...] = ()
    duration_min: Decimal | None = None
    duration_max: Decimal | None = None
    duration_step: Decimal | None = None
    duration_default: Decimal | None = None
    resolutions: tuple[str, ...] | None = None
    sizes: tuple[str, ...] | None = None
    aspect_ratios: tuple[str, ...] | None = None
    fps: tuple[Decimal, ...] | None = None
    seed: bool | None = None
    seed_min: int | None = None
    seed_max: int | None = None
    negative_prompt: bool | None = None
    cfg: bool | None = None
    cfg_min: Decimal | None = None
    cfg_max: Decimal | None = None
    cfg_default: Decimal | None = None
    text_to_video: bool | None = None
    image_to_video: bool | None = None
    first_frame: bool | None = None
    middle_frames: bool | None = None
    last_frame: bool | None = None
    reference_images: bool | None = None
    max_reference_images: int | None = None
    reference_videos: bool | None = None
    characters: bool | None = None
    extend: bool | None = None
    edit: bool | None = None
    loop: bool | None = None
    draft: bool | None = None
    camera_concepts: bool | None = None
    audio: bool | None = None
    audio_toggle: bool | None = None
    multi_shot: bool | None = None
    multi_shot_style: str = ""
    min_shots: int | None = None
    max_shots: int | None = None
    max_shot_prompt_chars: int | None = None
    max_prompt_chars: int | None = None
    max_prompt_unit: Literal["characters", "utf16"] = "characters"
    max_prompt_tokens: int | None = None
    max_prompt_words_advised: int | None = None
    max_negative_prompt_chars: int | None = None
    prompt_rewritten: bool | None = None
    confidence: Confidence | None = None
    sources: tuple[str, ...] = ()
    recall: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)

    def known_range(self) -> tuple[Decimal, Decimal] | None:
        """The shortest and longest clip in seconds; None where either end is unknown."""
        low = self.duration_min if self.duration_min is not None else min(self.durations, default=None)
        high = self.duration_max if self.duration_max is not None else max(self.durations, default=None)
        return None if low is None or high is None else (low, high)

    def over(self, other: Facts) -> Facts:
        """These facts, with the other's where these state none.

        A stated range of seconds takes the place of the other's list and step, stated resolutions or ratios
        that of its pixel sizes: the two would contradict each other.
        """
        stated: dict[str, Any] = {
            f.name: value
            for f in fields(self)
            if f.name not in _ABOUT_FACTS and (value := getattr(self, f.name)) != f.default
        }
        gone: set[str] = set()
        if {"duration_min", "duration_max"} <= stated.keys():
            gone |= {"durations", "duration_step", "duration_default"} - stated.keys()
        if {"resolutions", "aspect_ratios"} & stated.keys():
            gone |= {"sizes"} - stated.keys()
        defaults: dict[str, Any] = {f.name: f.default for f in fields(self)}
        changed = gone | stated.keys()
        return replace(
            other,
            **{name: defaults[name] for name in gone},
            **stated,
            sources=tuple(dict.fromkeys((*self.sources, *other.sources))),
            recall=tuple(name for name in other.recall if name not in changed),
            disputed=tuple(name for name in other.disputed if name not in changed),
            notes={**{name: note for name, note in other.notes.items() if name not in changed}, **self.notes},
        )


_ABOUT_FACTS = frozenset({"confidence", "sources", "recall", "disputed", "notes"})


@dataclass(frozen=True, slots=True)
class Price:
    """One price with the whole condition under which it holds: no amount is read without it.

    `amount` is money per second or clip, or credits per second worth `money_per_credit` each. None in
    `resolution` or `audio` (`"any"` in TOML) and in `aspect_ratio` means that the source makes no difference.
    `route` says who bills: the vendor or a named reseller. `minimum` is the least money per job.
    """

    unit: Literal["second", "clip", "credits-per-second"]
    amount: Decimal
    resolution: str | None = field(metadata={"any": True})
    audio: bool | None = field(metadata={"any": True})
    route: str
    confidence: Confidence
    as_of: str
    sources: tuple[str, ...]
    variant: str = ""
    seconds: Decimal | None = None
    aspect_ratio: str | None = None
    money_per_credit: Fraction | None = None
    minimum: Decimal | None = None
    currency: str = "USD"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """A video model. `guide` holds what the guide states, `api` what its interface takes.

    `strengths`, `weaknesses` and `best_for` are the guide's opinions, `figures` its claims. `render` gives
    (least, most) seconds by quality; `standard_render` takes those of the quality modes. `replacement` is
    the model to move to, `successor` the next of its line.
    """

    id: str
    name: str
    vendor: str
    family: str
    status: Status
    status_date: date | None = None
    status_note: str = ""
    default: bool = False
    kind: Literal["model", "workflow"] = "model"
    replacement: str | None = None
    successor: str | None = None
    api_ids: tuple[str, ...] = ()
    open_weights: bool | None = None
    guide: Facts = field(default_factory=Facts)
    api: Facts = field(default_factory=Facts)
    strengths: tuple[str, ...] = ()
    weaknesses: tuple[str, ...] = ()
    best_for: tuple[str, ...] = ()
    figures: tuple[Claim, ...] = ()
    prices: tuple[Price, ...] = ()
    rate_card: str | None = None
    standard_render: bool = False
    render: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    _combined: Facts = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Rules ask for the facts of a shot's model many times over: they are put together once.
        object.__setattr__(self, "_combined", self.guide.over(self.api))

    def facts(self, which: Literal["guide", "api"]) -> Facts:
        """`guide`: field by field the guide's where it states one, else the API's. `api`: the API's alone."""
        return self._combined if which == "guide" else self.api

    @property
    def alive(self) -> bool:
        """Whether clips can still be made with it and no end is announced."""
        return self.status in ("active", "superseded")
