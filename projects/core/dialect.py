"""The dialects of a prompt: the same words as one sentence, as labelled lines, as JSON, or as a model's vendor asks.

- `sentence` (the default): the six slots in the guide's order, joined by commas; each slot its own sentence as
  soon as one of them holds a sentence.
- `labelled`: one line a slot, `Subject: The same keeper, collar raised.`, in the guide's order.
- `json`: an object of the slots that say something, `{"subject": "the same keeper, collar raised", ...}`.
- `vendor`: order and layout of the catalogue's entry for the shot's model; `sentence` where it has none.

A dialect decides order, labels, joints and capitals, never words: every part of the sentence stands in each of
them, with its spans. The clause that a deliberate fantasy adds stands with the style.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from projects.core.board import SLOTS
from projects.core.catalog import Catalog, Dialect, Layout
from projects.core.dialect_text import Page, Part, Prompt, SlotParts, Span, make_span
from projects.core.sentences import ENDS, capital

DIALECTS = ("sentence", "labelled", "json", "vendor")

_LABELLED = Dialect("labelled", "Labelled lines", (Layout(SLOTS, layout="lines"),), between="line")
# What JSON cannot hold as it is.
_TO_ESCAPE = re.compile(r'["\\\x00-\x1f]')
_BETWEEN = {"blank": " ", "line": "\n", "paragraph": "\n\n"}


def vendor_dialect(model: str, catalog: Catalog) -> Dialect | None:
    """How the guide of this model's vendor lays a prompt out; None where the catalogue knows no such guide."""
    return catalog.dialect_of(model)


def write(slots: list[SlotParts], dialect: str, model: str | None, catalog: Catalog) -> Prompt:
    """The prompt of these slots in a dialect. `model` is the id of the shot's model, asked for by `vendor` alone.

    Empty for no slots. KeyError for a dialect that is none of `DIALECTS`.
    """
    if dialect == "sentence" or not slots:
        return as_sentence(slots)
    if dialect == "json":
        return as_json(slots)
    if dialect == "labelled":
        return as_blocks(slots, _LABELLED)
    if dialect != "vendor":
        raise KeyError(dialect)
    entry = vendor_dialect(model, catalog) if model is not None else None
    return as_sentence(slots) if entry is None else as_blocks(slots, entry)


def as_sentence(slots: list[SlotParts]) -> Prompt:
    """The slots in the order in which they come, as one sentence or each as its own."""
    if any(part.holds for parts in slots for part in parts):
        return _as_sentences(slots)
    return _as_line([part for parts in slots for part in parts])


def _as_sentences(slots: Iterable[SlotParts]) -> Prompt:
    page = Page()
    for parts in slots:
        if not page.empty:
            page.write(" ")
        page.parts(parts)
        page.stop()
    return page.prompt()


def _as_line(parts: list[Part]) -> Prompt:
    """All parts in one sentence. Every prompt of a plain project is written here: no piece-by-piece writing."""
    if not parts:
        return Prompt("")
    text = capital(", ".join([part.text for part in parts]))
    spans: list[Span] = []
    at = 0
    for part in parts:
        for start, end, slot, origin, anchor, phrase in part.spans:
            spans.append(make_span((at + start, at + end, slot, origin, anchor, phrase)))
        at += len(part.text) + 2
    return Prompt(text if text[-1] in ENDS else text + ".", tuple(spans))


def _by_slot(slots: list[SlotParts]) -> Mapping[str, SlotParts]:
    found: dict[str, SlotParts] = {}
    for parts in slots:
        found[parts[0].slot] = found.get(parts[0].slot, ()) + parts
    return found


# ----------------------------------------------------------------------------------------------------------- JSON


def _escaped(part: Part) -> Part:
    """The part as it stands inside a JSON text; its spans grow with their words."""
    if _TO_ESCAPE.search(part.text) is None:
        return part
    texts: list[str] = []
    spans = []
    at = read = 0
    for start, end, slot, origin, anchor, phrase in part.spans:
        between, words = _json(part.text[read:start]), _json(part.text[start:end])
        at += len(between)
        spans.append((at, at + len(words), slot, origin, anchor, phrase))
        texts += [between, words]
        at += len(words)
        read = end
    texts.append(_json(part.text[read:]))
    return Part("".join(texts), tuple(spans), part.holds)


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def as_json(slots: list[SlotParts]) -> Prompt:
    """A JSON object of the slots that say something, a line a slot, in the guide's order; any script as it is.

    A value is the slot's parts joined by commas, in sentences where one of them holds a sentence.
    """
    page = Page()
    for slot, parts in _by_slot(slots).items():
        page.write("{\n" if page.empty else ",\n")
        page.write(f'  "{slot}": "')
        holds = any(part.holds for part in parts)
        page.parts(tuple([_escaped(part) for part in parts]), sentence=holds)
        if holds:
            page.stop()
        page.write('"')
    page.write("\n}")
    return page.prompt()


# --------------------------------------------------------------------------------------------------------- blocks


def as_blocks(slots: list[SlotParts], dialect: Dialect) -> Prompt:
    """The blocks of a dialect one after another; a block of which no slot says anything is left out."""
    by_slot = _by_slot(slots)
    blocks = [(block, [by_slot[slot] for slot in block.slots if slot in by_slot]) for block in dialect.blocks]
    blocks = [(block, said) for block, said in blocks if said]
    page = Page()
    for at, (block, said) in enumerate(blocks):
        if not page.empty:
            page.write(_BETWEEN[dialect.between])
        colon = block.ends == "colon" and at < len(blocks) - 1
        _block(page, block, said, dialect.labels, ":" if colon else ".")
    return page.prompt()


def _block(page: Page, block: Layout, said: list[SlotParts], labels: Mapping[str, str], end: str) -> None:
    if block.layout != "sentence":
        if block.label:
            page.write(f"{block.label}:\n")
        _lines(page, block, said, labels)
        return
    if block.label:
        page.write(f"{block.label}: ")
    if any(part.holds for parts in said for part in parts):
        for at, parts in enumerate(said):
            if at:
                page.write(" ")
            page.parts(parts)
            page.stop(end if at == len(said) - 1 else ".")
    else:
        page.parts(tuple([part for parts in said for part in parts]))
        page.stop(end)


def _lines(page: Page, block: Layout, said: list[SlotParts], labels: Mapping[str, str]) -> None:
    """A line a slot with its label, or in a list a line a part with a dash."""
    lines = [(part,) for parts in said for part in parts] if block.layout == "list" else said
    for at, parts in enumerate(lines):
        lead = "- " if block.layout == "list" else f"{labels.get(parts[0].slot, parts[0].slot.title())}: "
        page.write(f"\n{lead}" if at else lead)
        page.parts(parts)
        page.stop()
