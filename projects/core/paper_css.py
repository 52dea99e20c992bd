"""What stands in the margins of every printed page, as the stylesheet that says so to a browser."""

from __future__ import annotations

from projects.core.paper_grid import BOTTOM, SIDE, TOP, shape
from projects.core.paper_values import Sheet

_PAPER = {"a4": "A4", "letter": "letter"}
_FONT = 'font: 7.2pt "Noto Sans", system-ui, "Storyboard scripts", sans-serif'
_TITLE_MAX = 90


def page_rules(sheet: Sheet) -> str:
    """The rules of one paper: its size, what it is of on every page, DRAFT while errors are open, page n of N."""
    title = sheet.title if len(sheet.title) <= _TITLE_MAX else f"{sheet.title[: _TITLE_MAX - 1].rstrip()}…"
    of = _string(f"{title} · {sheet.version} · {sheet.date} · snapshot {sheet.snapshot}")
    stamp = _string("DRAFT" if sheet.draft else "")
    lies = sheet.options.orientation
    return (
        f"@page {{ size: {_PAPER[sheet.options.paper]} {lies}; margin: {TOP:g}mm {SIDE:g}mm {BOTTOM:g}mm; "
        f"@bottom-left {{ content: {of}; {_FONT}; color: #555; }} "
        f"@top-right {{ content: {stamp}; {_FONT}; font-weight: 700; letter-spacing: .08em; color: #111; }} "
        f'@bottom-right {{ content: "page " counter(page) " of " counter(pages); {_FONT}; color: #555; }} }}\n'
    ) + _captions(sheet)


def _captions(sheet: Sheet) -> str:
    """How high the words under a frame may be, so that a page of the grid holds its rows in any font."""
    if sheet.options.layout not in ("grid", "deck"):
        return ""
    grid = shape(sheet)
    return (
        f".p-cell figcaption {{ height: {grid.caption:g}mm; overflow: hidden; }}\n"
        f".p-cell .p-prompt {{ -webkit-line-clamp: {grid.lines}; }}\n"
    )


def _string(text: str) -> str:
    """A CSS string: everything but letters, digits and blanks by its number, so that no text gets out of it.

    The blank after a number belongs to it: without one the next blank of the text would be lost.
    """
    return '"' + "".join(sign if sign.isalnum() or sign == " " else f"\\{ord(sign):06x} " for sign in text) + '"'
