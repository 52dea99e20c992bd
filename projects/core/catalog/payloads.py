"""The jobs that vendors take: where they go, what their fields are called, which values they allow.

As in `terms`, the fields are the keys of a TOML entry. A key is never among them: who sends a job adds their own.
A place (`at`) is a path into the body: `parameters.duration`, `content[0].text`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

Unit = Literal["characters", "utf16"]


@dataclass(frozen=True, slots=True)
class PayloadRoute:
    """Whose door a job goes through. `auth` says in words what whoever sends it adds; `headers` hold no key.

    `prices` are the routes of the catalogue's prices that hold here; `multipart` bodies are fields of text.
    """

    id: str
    label: str
    vendor: str
    host: str
    auth: str
    headers: Mapping[str, str] = field(default_factory=dict)
    multipart: bool = False
    prices: tuple[str, ...] = ("vendor",)
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one value goes. `image_at`: where it goes when a picture starts the clip; `only` in one of the two ways.

    `values` gives the vendor's word for ours; `form` how a number is written. Of a CFG, `scale` holds what the
    lowest, the usual and the highest of ours become. `most` is the highest number that is taken.
    """

    at: str
    image_at: str | None = None
    only: Literal["text", "image"] | None = None
    form: Literal["number", "text", "seconds"] = "number"
    values: Mapping[str, Any] = field(default_factory=dict)
    scale: tuple[Decimal, ...] = ()
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that follows from another one of ours: the model's version from the resolution, say. `says`: what it is."""

    at: str
    by: Literal["resolution", "quality"]
    values: Mapping[str, str]
    says: str = ""


@dataclass(frozen=True, slots=True)
class Lengths:
    """Whole seconds that are allowed, for some resolutions and qualities or for all."""

    seconds: tuple[int, ...]
    resolutions: tuple[str, ...] = ()
    qualities: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Several:
    """How one job takes several shots: a `list` of them, or a `prompt` with numbered blocks.

    `totals`: the only lengths of the whole; else from `least` to `most` seconds. `chars`: characters of one shot.
    `heading` of a block knows {number}, {start} and {end}.
    """

    style: Literal["list", "prompt"]
    least: int
    most: int
    totals: tuple[int, ...] = ()
    min_shots: int = 2
    max_shots: int | None = None
    chars: int | None = None
    min_seconds: int = 1
    at: str = ""
    prompt: str = "prompt"
    duration: str = "duration"
    index: str = ""
    form: Literal["number", "text"] = "number"
    constants: Mapping[str, Any] = field(default_factory=dict)
    heading: str = "Shot {number}:"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Payload:
    """The job of one model on one route. The first that names a model is the one that is proposed for it.

    `text` and `image` are the paths for a clip from words and from a picture, absent where there is none. `sizes`
    (resolution -> ratio -> the vendor's word) stand for both; `image_sizes` are those from a picture. What is absent
    here and in the model's facts is unknown. `packs_as` names the entry that takes several shots, where it is another.
    """

    id: str
    models: tuple[str, ...]
    route: str
    api_id: str
    prompt: Place
    text: str | None = None
    image: str | None = None
    packed_only: bool = False
    constants: Mapping[str, Any] = field(default_factory=dict)
    text_constants: Mapping[str, Any] = field(default_factory=dict)
    image_constants: Mapping[str, Any] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    api_ids: Mapping[str, str] = field(default_factory=dict)
    negative: Place | None = None
    duration: Place | None = None
    lengths: tuple[Lengths, ...] = ()
    resolution: Place | None = None
    resolutions: tuple[str, ...] = ()
    ratio: Place | None = None
    ratios: tuple[str, ...] = ()
    size: Place | None = None
    sizes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    image_sizes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    seed: Place | None = None
    cfg: Place | None = None
    audio: Place | None = None
    audio_resolutions: tuple[str, ...] = ()
    fps: Place | None = None
    frames: tuple[int, ...] = ()
    frame: Place | None = None
    rewriting: Place | None = None
    prompt_most: int | None = None
    prompt_unit: Unit | None = None
    variants: Mapping[str, str] = field(default_factory=dict)
    several: Several | None = None
    packs_as: str | None = None
    confidence: Literal["captured", "read", "secondary"] = "read"
    sources: tuple[str, ...] = ()
    note: str = ""
