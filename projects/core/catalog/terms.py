"""The words of the trade as the catalogue holds them: camera, format, quality, light, style.

Each class is the shape of one kind of TOML entry: its fields are the keys that an entry may have, those
without a default are the keys that it must have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from projects.core.board import Slot


@dataclass(frozen=True, slots=True)
class Term:
    """One choice of a list. `text` stands in a compiled prompt; `synonyms` are further words that mean it."""

    id: str
    label: str
    short: str = ""
    text: str = ""
    synonyms: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Framing(Term):
    """How the subject is framed. `text` goes before a shot size, `alone` stands where no size is chosen."""

    alone: str = ""


@dataclass(frozen=True, slots=True)
class Speed(Term):
    """The pace of a camera move, as a factor of normal."""

    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Synonym:
    """Words that mean a camera move, perhaps with a direction and a speed.

    `words` are in their plain form (`push in`): inflections (`pushes in`), capitals and hyphens for blanks
    (`push-in`) mean the same. `of_camera` words count only where the camera, lens, view or shot does it.
    """

    words: str
    direction: str | None = None
    speed: str | None = None
    of_camera: bool = False


@dataclass(frozen=True, slots=True)
class CameraMove:
    """One camera move of the catalogue (a shot's choice of it is `board.Move`).

    `directions` gives the words of each direction, `text` those without one; a speed's words go in front of
    either. `dynamic` moves need a speed. `exclusive_with` and `goes_with` name other moves.
    """

    id: str
    label: str
    text: str
    family: Literal["static", "dynamic", "handheld"]
    dynamic: bool
    short: str = ""
    directions: Mapping[str, str] = field(default_factory=dict)
    direction_labels: Mapping[str, str] = field(default_factory=dict)
    synonyms: tuple[Synonym, ...] = ()
    exclusive_with: tuple[str, ...] = ()
    goes_with: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a shot is for and the camera move that the guide advises for it, where it advises one."""

    id: str
    label: str
    move: str | None = None
    direction: str | None = None
    speed: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Quality:
    """A quality mode: its share of the price, its render time as (least, most) seconds, and its use."""

    id: str
    label: str
    multiplier: Decimal
    render: tuple[int, int]
    use: str


@dataclass(frozen=True, slots=True)
class Ratio:
    """A picture ratio such as `16:9`."""

    id: str
    label: str
    width: Decimal
    height: Decimal

    @property
    def value(self) -> Fraction:
        """Width by height."""
        return Fraction(self.width) / Fraction(self.height)

    def crop_loss(self, other: Ratio) -> Fraction:
        """The share of the frame, 0 to 1, that a crop from this ratio to the other loses."""
        return 1 - min(self.value, other.value) / max(self.value, other.value)


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolution such as `1080p`; `lines` is the shorter side in pixels where one is known."""

    id: str
    label: str
    lines: int | None = None


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a film goes. `ratios` are the ones that fit, the first is proposed."""

    id: str
    label: str
    ratios: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Length:
    """What a clip of `seconds` (least, most) is good for."""

    id: str
    label: str
    seconds: tuple[int, int]
    use: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """One ready phrase of a slot's vocabulary. `group` puts like phrases together (`light-direction`).

    `draw` names its drawn example, KIND:PARAMETERS (`lamp:side`); `part` is what it gives to a light put together
    of several (`soft` + `warm` + `side light`).
    """

    id: str
    group: str
    slot: Slot
    label: str
    text: str
    synonyms: tuple[str, ...] = ()
    note: str = ""
    draw: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class PhraseGroup:
    """A group of phrases: what a page calls it, the field of the editor that offers it, and a word on it."""

    id: str
    label: str
    field: Literal["subject", "action", "environment", "lighting", "style", "lens", "camera_note"]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Motion:
    """A pair of verbs for one motion: unhurried and fast. They change the physics that a model shows.

    `draw` names the drawn figure (`run`).
    """

    id: str
    slow: str
    fast: str
    draw: str = "walk"


@dataclass(frozen=True, slots=True)
class PlaceLight:
    """What a place or hour (`words`) implies about its light. None where it implies nothing."""

    id: str
    label: str
    words: tuple[str, ...]
    temperature: Literal["warm", "cool", "neutral"] | None = None
    quality: Literal["soft", "hard", "volumetric"] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class NegativeSet:
    """Terms of a negative prompt that belong together. `default` ones are proposed to a new project."""

    id: str
    label: str
    terms: tuple[str, ...]
    default: bool = False
    note: str = ""

    @property
    def text(self) -> str:
        """The set as it is put into a negative prompt field."""
        return ", ".join(self.terms)


@dataclass(frozen=True, slots=True)
class CfgBand:
    """How closely a model follows the prompt from `low` to `high` CFG; `advice` bands answer a need."""

    id: str
    label: str
    low: Decimal
    high: Decimal
    advice: bool = False
    note: str = ""
