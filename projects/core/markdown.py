"""The few marks that a comment may use, read into a tree of values. A page renders the tree; no text ever becomes markup.

Paragraphs and line breaks, `**bold**`, `*italic*`, `` `code` ``, lists (`- `, `1. `), quotes (`> `), bare http(s)
addresses, codes of shots, and mentions. All else stays what was typed. The time to read a text grows with its length alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from projects.core.cells_reading import CellError, plain_text, says_nothing
from projects.core.findings import Refused
from projects.core.markdown_inline import Reader
from projects.core.markdown_values import Block, Inline, Items, LineBreak, Link, Paragraph, Quote, ShotLink, Styled
from projects.core.mentions import People

TEXT_MAX = 5_000
QUOTES_DEEP = 3
_NOBODY = People(())


def comment_text(text: str) -> str:
    """A comment as it is stored: line ends as newlines, nothing around it. Refused with a sentence where it cannot be."""
    try:
        found = plain_text(text, len(text)).strip()
    except CellError as error:
        raise Refused(str(error)) from None
    if says_nothing(found):
        raise Refused("Write something first.")
    if len(found) > TEXT_MAX:
        raise Refused(f"A comment has at most {TEXT_MAX:,} characters; this one has {len(found):,}. Shorten it.")
    return found


def read(text: str, codes: Collection[str] = (), people: People = _NOBODY) -> tuple[Block, ...]:
    """A text as blocks. `codes` become links, `people` are those whom an @ may mean."""
    return tuple(_blocks(text.split("\n"), Reader(frozenset(codes), people), 0))


# ---- Blocks, line by line.
_BULLET = re.compile(r"[ \t]{0,3}[-*+•][ \t]+(?=\S)")
_NUMBER = re.compile(r"[ \t]{0,3}(\d{1,4})[.)][ \t]+(?=\S)", re.ASCII)
_QUOTE = re.compile(r"[ \t]{0,3}>[ \t]?")


def _kind(line: str, deep: int) -> str:
    if not line.strip():
        return ""
    if deep < QUOTES_DEEP and _QUOTE.match(line):
        return "quote"
    return "bullet" if _BULLET.match(line) else "number" if _NUMBER.match(line) else "text"


def _blocks(lines: list[str], reader: Reader, deep: int) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        kind, start = _kind(lines[at], deep), at
        at += 1
        if not kind:
            continue
        while at < len(lines) and _goes_on(kind, lines[at], _kind(lines[at], deep)):
            at += 1
        chunk = lines[start:at]
        if kind == "quote":
            yield Quote(tuple(_blocks([_QUOTE.sub("", line, count=1) for line in chunk], reader, deep + 1)))
        elif kind == "text":
            yield Paragraph(reader.inline("\n".join(line.strip() for line in chunk)))
        else:
            yield _items(kind, chunk, reader)


def _goes_on(kind: str, line: str, other: str) -> bool:
    """Whether a line belongs to the block before it: of its kind, or indented under an item of a list."""
    return kind == other or (kind in ("bullet", "number") and other == "text" and line.startswith(("  ", "\t")))


def _items(kind: str, lines: list[str], reader: Reader) -> Items:
    mark = _BULLET if kind == "bullet" else _NUMBER
    found: list[list[str]] = []
    for line in lines:
        head = mark.match(line)
        if head:
            found.append([line[head.end() :].strip()])
        else:
            found[-1].append(line.strip())
    first = _NUMBER.match(lines[0])
    start = int(first[1]) if kind == "number" and first else 1
    return Items(kind == "number", start, tuple(reader.inline("\n".join(item)) for item in found))


def excerpt(text: str, most: int) -> str:
    """The beginning of a comment in one line, without the marks."""
    line = " ".join(" ".join(_words(read(text[: most * 4]))).split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _words(found: Iterable[Block]) -> Iterator[str]:
    """What blocks say, a text each."""
    for block in found:
        if isinstance(block, Quote):
            yield from _words(block.inside)
        elif isinstance(block, Items):
            yield from map(_plain, block.items)
        else:
            yield _plain(block.inside)


def _plain(nodes: Iterable[Inline]) -> str:
    """What stands inside of a block, without its marks."""
    return "".join(_text(node) for node in nodes)


def _text(node: Inline) -> str:
    if isinstance(node, Styled):
        return _plain(node.inside)
    if isinstance(node, LineBreak):
        return " "
    return node.url if isinstance(node, Link) else node.code if isinstance(node, ShotLink) else node.text
