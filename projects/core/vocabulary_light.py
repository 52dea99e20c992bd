"""Light put together: direction x quality x temperature as one phrase, and the three-point set-up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from projects.core.catalog import Catalog, Phrase

# The groups that a light is built of, in the order in which their words stand.
BUILT_OF = ("light-quality", "light-temperature", "light-direction")
SETUP = "light-setup"


@dataclass(frozen=True, slots=True)
class Light:
    """A light: the phrase for the lighting slot and the name of its drawing. Empty where nothing is chosen."""

    text: str = ""
    draw: str = ""


def choices(catalog: Catalog) -> dict[str, tuple[Phrase, ...]]:
    """What each part of a light can be, by group: the phrases that have a part to give."""
    return {group: tuple(p for p in catalog.phrases(group) if p.part) for group in BUILT_OF}


def built(direction: str, quality: str, temperature: str, catalog: Catalog) -> Light:
    """The light of these phrases (ids such as `light-side`; "" or an unknown one says nothing), as one phrase.

    `soft` + `warm` + `side light`. Without a direction the last of the others is said in full: `soft warm golden light`.
    """
    wanted = dict(zip(BUILT_OF, (quality, temperature, direction), strict=True))
    chosen = [p for group, listed in choices(catalog).items() for p in listed if p.id == wanted[group]]
    if not chosen:
        return Light()
    *before, last = chosen
    said = last.part if last.group == "light-direction" and before else last.text
    drawn = (phrase.draw.partition(":")[2] for phrase in chosen)
    return Light(" ".join((*(phrase.part for phrase in before), said)), f"light:{' '.join(drawn)}")


def three_point(catalog: Catalog) -> Light:
    """Key, fill and rim in one phrase, as the catalogue words them."""
    lamps = catalog.phrases(SETUP)
    return Light(", ".join(phrase.text for phrase in lamps), "setup:three") if lamps else Light()


def built_from(values: Mapping[str, str], catalog: Catalog) -> Light:
    """The light that a form chooses: ids of phrases under the names of their groups."""
    quality, temperature, direction = (values.get(group, "") for group in BUILT_OF)
    return built(direction, quality, temperature, catalog)
