"""The catalogue: models, prices, rate cards, platforms and the words of the trade, as data.

The data stands in `projects/catalog/*.toml`; a user's files of the same shapes are merged over it by id.
`load()` gives the whole; everything in it is frozen. Code never names a model, a rate or a word.
"""

from projects.core.catalog.advising import Content
from projects.core.catalog.craft import Conflict, Directive, Feat
from projects.core.catalog.dialects import Dialect, Layout
from projects.core.catalog.facts import Claim, Facts, Model, Price, Source
from projects.core.catalog.loading import Catalog, load
from projects.core.catalog.payloads import Payload, PayloadRoute
from projects.core.catalog.rates import Platform, PostTool, Preset, PriceClaim, RateCard
from projects.core.catalog.reading import CatalogError
from projects.core.catalog.teaching import GlossaryTerm, Rule, RuleGroup, SlotGuide, Symptom, SymptomFix
from projects.core.catalog.templating import BlankEntry, TemplateEntry
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
    Synonym,
    Term,
)

__all__ = [
    "BlankEntry",
    "CameraMove",
    "Catalog",
    "CatalogError",
    "CfgBand",
    "Claim",
    "Conflict",
    "Content",
    "Destination",
    "Dialect",
    "Directive",
    "Facts",
    "Feat",
    "Framing",
    "GlossaryTerm",
    "Layout",
    "Length",
    "Model",
    "Motion",
    "NegativeSet",
    "Payload",
    "PayloadRoute",
    "Phrase",
    "PhraseGroup",
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
    "Rule",
    "RuleGroup",
    "SlotGuide",
    "Source",
    "Speed",
    "Symptom",
    "SymptomFix",
    "Synonym",
    "TemplateEntry",
    "Term",
    "load",
]
