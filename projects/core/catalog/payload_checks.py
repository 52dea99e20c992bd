"""What a vendor's job must hold beyond its shape: links that lead somewhere, a way in, no key."""

from __future__ import annotations

import re
from collections.abc import Iterator

from projects.core.catalog.checks import Found, faults
from projects.core.catalog.payloads import Payload, PayloadRoute

PATH = re.compile(r"[A-Za-z_]\w*(\[\d\])?(\.[A-Za-z_]\w*(\[\d\])?)*")
_KEYS = ("authorization", "api-key", "apikey", "token", "secret", "cookie")


@faults.register
def _route(entry: PayloadRoute, found: Found) -> Iterator[str]:
    for source in entry.sources:
        if source not in found["sources"]:
            yield f"{source!r} is in no entry of sources"
    for name in entry.headers:
        if any(word in name.casefold() for word in _KEYS):
            yield f"headers: {name!r} would hold a key; say in auth what the sender adds"


@faults.register
def _payload(entry: Payload, found: Found) -> Iterator[str]:
    links = {"models": entry.models, "sources": entry.sources, "payload_routes": (entry.route,)}
    links["payloads"] = (entry.packs_as,) if entry.packs_as else ()
    for name, wanted in links.items():
        for link in wanted:
            if link not in found[name]:
                yield f"{link!r} is in no entry of {name.replace('_', ' ')}"
    for path in _paths(entry):
        if not PATH.fullmatch(path):
            yield f"{path!r} is no place such as parameters.duration or content[0].text"
    yield from _lacking(entry)


def _lacking(entry: Payload) -> Iterator[str]:
    if entry.text is None and entry.image is None:
        yield "needs the path of a job from words (text) or from a picture (image)"
    if entry.image is not None and entry.frame is None:
        yield "frame: a job from a picture must say where the picture goes"
    if entry.size is not None and not entry.sizes:
        yield "sizes: needs the vendor's sizes by resolution and ratio"
    if entry.cfg is not None and len(entry.cfg.scale) != 3:
        yield "cfg: scale needs three numbers"
    if entry.several is not None and entry.several.style == "list" and not entry.several.at:
        yield "several: a list of shots needs its place"


def _paths(entry: Payload) -> Iterator[str]:
    places = (
        entry.prompt, entry.negative, entry.duration, entry.resolution, entry.ratio, entry.size, entry.seed, entry.cfg,
        entry.audio, entry.fps, entry.frame, entry.rewriting,
    )  # fmt: skip
    for place in places:
        if place is not None:
            yield place.at
            if place.image_at is not None:
                yield place.image_at
    for constants in (entry.constants, entry.text_constants, entry.image_constants):
        yield from constants
    yield from (choice.at for choice in entry.choices)
