"""The catalogue: models, prices, rate cards, platforms and the words of the trade, as data.

The data stands in `projects/catalog/*.toml`; a user's files of the same shapes are merged over it by id.
`load()` gives the whole; everything in it is frozen. Code never names a model, a rate or a word.
"""

from projects.core.catalog.facts import Claim, Facts, Model, Price, Source
from projects.core.catalog.loading import Catalog, load
from projects.core.catalog.rates import Platform, PostTool, Preset, PriceClaim, RateCard
from projects.core.catalog.reading import CatalogError
from projects.core.catalog.terms import (
    CameraMove,
    CfgBand,
    Destination,
    Framing,
    Length,
    Motion,
    NegativeSet,
    Phrase,
    PlaceLight,
    Purpose,
    Quality,
    Ratio,
    Resolution,
    Speed,
    Synonym,
    Term,
)

__all__ = [
    "CameraMove",
    "Catalog",
    "CatalogError",
    "CfgBand",
    "Claim",
    "Destination",
    "Facts",
    "Framing",
    "Length",
    "Model",
    "Motion",
    "NegativeSet",
    "Phrase",
    "PlaceLight",
    "Platform",
    "PostTool",
    "Preset",
    "Price",
    "PriceClaim",
    "Purpose",
    "Quality",
    "RateCard",
    "Ratio",
    "Resolution",
    "Source",
    "Speed",
    "Synonym",
    "Term",
    "load",
]
