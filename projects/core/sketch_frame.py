"""What all parts of a sketch share: the scene to draw, and references to drawings.

Coordinates are frame units: every frame is 90 high and as wide as its ratio makes it. The drawings
themselves stand in `projects/catalog/sketch.svg`; a frame only refers to them, which keeps it small.
"""

from __future__ import annotations

from typing import NamedTuple

from projects.core.sketch_cues import Cues

HEIGHT = 90
FROM_ABOVE = frozenset({"overhead", "birds-eye"})


class Scene(NamedTuple):
    """Everything that decides the picture. `size` is a shot size that has a drawing, `people` "adult" or "child", one
    each, four for a crowd; `many` is how many there are of the thing."""

    width: int
    size: str
    framing: str
    angle: str
    people: tuple[str, ...]
    cues: Cues
    many: int = 0

    @property
    def figures(self) -> int:
        """How many people are seen."""
        return len(self.people)


def number(value: float) -> str:
    """A coordinate with one decimal at most, as short as SVG allows."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def short(value: float) -> str:
    """A factor with two decimals at most: `.56`."""
    return f"{value:.2f}".rstrip("0").rstrip(".").removeprefix("0") or "0"


def use(name: str, x: float = 0, y: float = 0, scale: float = 1, *, flip: bool = False, paint: str = "") -> str:
    """A reference to a drawing, moved to (x, y), then enlarged and perhaps mirrored."""
    if scale == 1 and not flip:
        at = (f' x="{number(x)}"' if x else "") + (f' y="{number(y)}"' if y else "")
        return f'<use href="#sk-{name}"{at}{paint}/>'
    moved = f"translate({number(x)} {number(y)})" if x or y else ""
    size = short(scale)
    sized = f"scale(-{size} {size})" if flip else f"scale({size})"
    return f'<use href="#sk-{name}" transform="{moved}{sized}"{paint}/>'


def narrow(width: int) -> float:
    """How much things shrink so that an upright frame still shows them."""
    return max(0.5, min(1.0, width / 105))
