"""`prompt.physics`: a feat beyond a living body's limits, in a shot that does not say it is fantasy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from projects.core.catalog import Catalog
from projects.core.craft_actor import Actor, subject_of
from projects.core.craft_feat_words import may_hold_feats, says_fantasy
from projects.core.craft_feats import feats_in
from projects.core.craft_reading import Told, described, text_words, told
from projects.core.craft_words import craft_words
from projects.core.findings import Finding, Fix
from projects.core.shot_context import ShotContext

CODE = "prompt.physics"
_READ = ("subject", "action", "environment", "custom")


def physics(ctx: ShotContext) -> Iterator[Finding]:
    """Models have learned how bodies move: asked for the impossible without a word about fantasy, they bend limbs and
    lose objects."""
    if ctx.shot.fantasy:
        return
    said = told(ctx)
    passages = [item for item in said.whole() if item.slot in _READ and may_hold_feats(item.text, ctx.catalog)]
    if not passages:
        return
    doer, texts = _doer(said, ctx.catalog), _texts(said)
    fantasy: bool | None = None
    for passage in passages:
        rest = tuple([text for text in texts if text is not passage.text])
        for found in feats_in(passage.text, doer, rest, ctx.catalog):
            if fantasy is None:
                fantasy = any(says_fantasy(text, ctx.catalog) for text in texts)
            if fantasy:
                return
            label = ctx.catalog.feats[found.feat].label
            message = f"No living body can {label}: change the action, or say that it is fantasy."
            meant = Fix("set", "It is meant: mark the shot as fantasy", "fantasy", "true")
            yield passage.finding(CODE, "warning", message, found.start, found.end, meant)


def _texts(said: Told) -> list[str]:
    return [*described(said.anchors), *(passage.text for passage in said.whole())]


def _doer(said: Told, catalog: Catalog) -> Actor:
    """Who acts where a text names nobody: the first actor of the subject slot."""
    if said.free is not None:
        return "none"
    anchors, own = described(said.anchors_of("subject")), [passage.text for passage in said.of("subject")]
    return _first_actor((*anchors, *own), len(anchors), catalog)


@lru_cache(maxsize=2048)
def _first_actor(texts: tuple[str, ...], anchors: int, catalog: Catalog) -> Actor:
    """The first actor of these texts, of which the first `anchors` are descriptions of anchors."""
    words = craft_words(catalog)
    kinds = (subject_of(text, text_words(text), words, named=at >= anchors) for at, text in enumerate(texts))
    return next((kind for kind in kinds if kind != "none"), "none")
