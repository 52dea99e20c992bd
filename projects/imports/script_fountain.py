"""Fountain, the plain text of screenplays, as pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from projects.core.incoming import ImportProblem
from projects.imports.script_pieces import Kind, Piece

LINES_MAX = 50_000
LINE_MAX = 20_000
SIGNS_MAX = 3_000_000
_CUE_MAX = 200
_BLANKS = re.compile(r"[ \t]{5,}")
_NOTE = re.compile(r"\[\[(\d+)\]\]")
_BONEYARD = re.compile(r"/\*\d+\*/")
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|_)(?=\S)(.{1,400}?)(?<=\S)\1")
_FADE = re.compile(r"FADE (?:IN|OUT)\b", re.IGNORECASE)
_TITLE_KEYS = frozenset(
    (
        "title",
        "credit",
        "author",
        "authors",
        "source",
        "notes",
        "draft date",
        "date",
        "contact",
        "copyright",
        "revision",
        "episode",
    )
)
_KINDS: dict[str, Kind] = {
    "HEADING": "heading",
    "ACTION": "action",
    "DIALOGUE": "dialogue",
    "LYRIC": "dialogue",
    "PARENTHETICAL": "parenthetical",
    "TRANSITION": "transition",
    "SECTION": "section",
    "SYNOPSIS": "synopsis",
}


def fountain_pieces(text: str) -> Iterator[Piece]:
    """The pieces of a Fountain text; consecutive lines of action are one paragraph."""
    from screenplay_tools.fountain.parser import Parser

    parser = Parser()
    parser.mergeActions = False
    lines = text.split("\n")
    if len(lines) > LINES_MAX or len(text) > SIGNS_MAX:
        raise ImportProblem(f"The script has over {LINES_MAX:,} lines or {SIGNS_MAX:,} characters: split it.")
    places: list[int] = []
    for number, line in enumerate(lines, 1):
        before = len(parser.script.elements)
        parser.add_line(_bounded(line, number))
        places += [number] * (len(parser.script.elements) - before)
    parser.finalize()
    places += [len(lines)] * (len(parser.script.elements) - len(places))
    yield from _titles(parser.script.titleEntries)
    notes = [note.text_raw for note in parser.script.notes]
    yield from _paragraphs(_elements(parser.script.elements, places, notes))
    for open_, sign in ((parser._note, "[["), (parser._boneyard, "/*")):
        if open_ is not None:
            yield Piece("unclosed", f"{sign}{' '.join(open_.text_raw.split())}", "the end")


def _bounded(line: str, number: int) -> str:
    """A line as the parser can take it in reasonable time: it tries long runs of blanks and capitals in every way."""
    if len(line) > LINE_MAX:
        raise ImportProblem(f"Line {number} is over {LINE_MAX:,} characters long: break it up in the script.")
    found = _BLANKS.sub("    ", line)
    capitals = len(found) > _CUE_MAX and not any(sign.islower() for sign in found[:_CUE_MAX])
    return f"!{found}" if capitals else found


def _titles(entries: list[Any]) -> Iterator[Piece]:
    for entry in entries:
        name = " ".join(entry.key.casefold().split())
        text = _plain("\n".join(line.strip() for line in entry.text_raw.split("\n")).strip())
        if name in _TITLE_KEYS or text:
            yield Piece("title", text, "title page", name)
        else:
            yield Piece("transition", f"{entry.key}:", "line 1")


def _elements(elements: list[Any], places: list[int], notes: list[str]) -> Iterator[tuple[int, Piece]]:
    """(line, piece) of every element; its notes follow it."""
    for element, place in zip(elements, places, strict=True):
        kind = element.type.value
        number = place
        if kind == "CHARACTER" or (kind == "TRANSITION" and not element.forced):
            # The parser knows it for one only by the line after it.
            number = max(1, place - 1)
        where = f"line {number}"
        raw = element.text_raw
        told = [Piece("note", " ".join(notes[int(at)].split()), where) for at in _NOTE.findall(raw) if int(at) < len(notes)]
        text = _plain(_BONEYARD.sub("", _NOTE.sub("", raw))).strip()
        if kind == "CHARACTER":
            name = f"{element.name} ({element.extension})" if element.extension else element.name
            yield number, Piece("character", _plain(_NOTE.sub("", name)), where)
        elif kind == "HEADING" and _FADE.match(text):
            yield number, Piece("transition", text, where)
        elif kind in _KINDS and text:
            yield number, Piece(_KINDS[kind], text, where, (element.scene_number or "") if kind == "HEADING" else "")
        for note in told:
            yield number, note


def _paragraphs(pieces: Iterator[tuple[int, Piece]]) -> Iterator[Piece]:
    held: Piece | None = None
    last = 0
    for number, piece in pieces:
        if held and piece.kind == "action" and number == last + 1:
            held = Piece("action", f"{held.text} {piece.text}", held.where)
            last = number
            continue
        if held and piece.kind == "note" and number == last:
            # A note inside a paragraph belongs to it and does not end it.
            yield from (held, piece)
            held = None
            continue
        if held:
            yield held
        held, last = (piece, number) if piece.kind == "action" else (None, number)
        if held is None:
            yield piece
    if held:
        yield held


def _plain(text: str) -> str:
    """A text without the signs of emphasis."""
    return _EMPHASIS.sub(r"\2", text).replace("\\*", "*").replace("\\_", "_")
