"""Markdown and pasted text as what a file says: the same reading as of a pasted shot list."""

from __future__ import annotations

from dataclasses import replace

from projects.core.catalog import Catalog
from projects.core.incoming import ImportProblem, Incoming
from projects.imports.decoding import text_of
from projects.imports.document import from_board
from projects.imports.text import StoryError, read_story

LINES_MAX = 100_000


def read_marked(data: bytes, kind: str, catalog: Catalog) -> Incoming:
    """What a text says, `markdown` or plain `text`. ImportProblem with the line for what cannot be read."""
    text, notes = text_of(data)
    return replace(read_pasted(text, kind, catalog), notes=notes)


def read_pasted(text: str, kind: str, catalog: Catalog) -> Incoming:
    """What a text says that is one already, such as one typed into a field."""
    if text.count("\n") > LINES_MAX:
        raise ImportProblem(f"The text has over {LINES_MAX:,} lines: split it.")
    try:
        return from_board(read_story(text, catalog), kind)
    except StoryError as error:
        raise ImportProblem(f"Line {error.line}: {error.reason}. Correct it there.") from None
