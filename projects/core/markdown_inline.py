"""What stands inside of a paragraph: bold, italic, code, addresses, codes of shots, mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from projects.core.markdown_values import Code, Inline, LineBreak, Link, Name, ShotLink, Styled, Words
from projects.core.mentions import Mention, People, places

_MARKS = re.compile(
    r"(?P<code>`[^`\n]+`)|(?P<url>\bhttps?://[^\s<>\"'`\\]+)"
    r"|(?P<break>\n)|(?P<stars>\*+)|(?P<word>[A-Za-z0-9_][A-Za-z0-9_-]*)",
    re.IGNORECASE,
)
# They cannot be seen, or turn round what stands after them: an address with one would not lead where it seems to.
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*", re.IGNORECASE)


class Reader:
    """Reads texts for somebody who may see these shots and mention these people."""

    def __init__(self, codes: frozenset[str], people: People) -> None:
        # A code that could be a word or a number says nothing by itself.
        self._codes = frozenset(code for code in codes if re.search("[0-9]", code) and re.search("[A-Za-z]", code))
        self._people = people

    def inline(self, text: str) -> tuple[Inline, ...]:
        """The text of one block, or of one item of a list."""
        out, plain_from = _Styling(), 0
        for start, end, node in self._nodes(text):
            if start < plain_from:
                continue
            out.words(text[plain_from:start])
            if isinstance(node, str):
                out.stars(node, after=text[end : end + 1])
            else:
                out.add(node)
            plain_from = end
        out.words(text[plain_from:])
        return out.done()

    def _nodes(self, text: str) -> Iterator[tuple[int, int, Inline | str]]:
        """What is not plain, in order: where it stands and what it is; a run of stars is still text."""
        names = iter(places(text, self._people)[0])
        name = next(names, None)
        for mark in _MARKS.finditer(text):
            while name and name.start < mark.start():
                yield _named(text, name)
                name = next(names, None)
            if mark.lastgroup == "word":
                yield from self._codes_in(mark)
            elif mark.lastgroup == "url":
                yield from _link(mark)
            elif mark.lastgroup == "stars":
                yield mark.start(), mark.end(), mark[0]
            else:
                yield mark.start(), mark.end(), LineBreak() if mark[0] == "\n" else Code(mark[0][1:-1])
        while name:
            yield _named(text, name)
            name = next(names, None)

    def _codes_in(self, mark: re.Match[str]) -> Iterator[tuple[int, int, Inline | str]]:
        if mark[0] in self._codes:
            yield mark.start(), mark.end(), ShotLink(mark[0])
            return
        at = mark.start()
        for piece in mark[0].split("-") if "-" in mark[0] else ():  # SH010-SH020
            if piece in self._codes:
                yield at, at + len(piece), ShotLink(piece)
            at += len(piece) + 1


def _named(text: str, name: Mention) -> tuple[int, int, Inline | str]:
    return name.start, name.end, Name(text[name.start : name.end], name.person)


def _link(mark: re.Match[str]) -> Iterator[tuple[int, int, Inline | str]]:
    """The address of a match, less the signs that end a sentence. Nothing where its host cannot be shown plainly."""
    url = _without_end(mark[0])
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host = host if host.isascii() else host.encode("idna").decode("ascii") if len(host) <= 100 else ""
    except ValueError:  # UnicodeError is one
        return
    if "@" in parts.netloc or len(host) > 253 or not _HOST.fullmatch(host) or _UNSEEN.search(url):
        return
    shown = f"{host}:{port}" if port is not None else host
    rest = url[len(parts.scheme) + 3 + len(parts.netloc) :]
    yield mark.start(), mark.start() + len(url), Link(f"{parts.scheme}://{shown}{rest}", f"{parts.scheme}://", shown, rest)


def _without_end(url: str) -> str:
    opened = url.count(")") - url.count("(")
    end = len(url)
    while end and (url[end - 1] in ".,;:!?*_…”’" or (url[end - 1] == ")" and opened > 0)):
        opened -= url[end - 1] == ")"
        end -= 1
    return url[:end]


class _Styling:
    """Collects what stands in a block; of bold and of italic one is open at most, so nothing nests deeply."""

    SIGNS = {"strong": "**", "em": "*"}

    def __init__(self) -> None:
        self._open: list[tuple[str, list[Inline]]] = [("", [])]

    def add(self, node: Inline) -> None:
        self._open[-1][1].append(node)

    def words(self, text: str) -> None:
        """Text as it is, joined with the text before it."""
        if text:
            self.add(Words(text))

    def stars(self, run: str, after: str) -> None:
        kinds = {1: ["em"], 2: ["strong"], 3: ["strong", "em"]}.get(len(run))
        if kinds is None:
            self.words(run)
            return
        opened = [kind for kind, _ in self._open]
        if len(kinds) == 2 and opened[-1] == "em":
            kinds = ["em", "strong"]
        for kind in kinds:
            self._star(kind, after)

    def _star(self, kind: str, after: str) -> None:
        kinds = [kind for kind, _ in self._open]
        if kind in kinds and self._says_something(kinds.index(kind)):
            while self._open[-1][0] != kind:
                self._give_up()
            _, inside = self._open.pop()
            self.add(Styled(kind, _joined(inside)))
        elif kind not in kinds and after.strip():
            self._open.append((kind, []))
        else:
            self.words(self.SIGNS[kind])

    def _says_something(self, at: int) -> bool:
        """What closes has to hold something, and not to end in a blank."""
        inside = self._open[-1][1]
        last = inside[-1] if inside else None
        blank = isinstance(last, LineBreak) or (isinstance(last, Words) and last.text[-1:].isspace())
        return not blank and (last is not None or at < len(self._open) - 1)

    def _give_up(self) -> None:
        """A mark that nothing closes is text."""
        kind, inside = self._open.pop()
        self._open[-1][1].extend([Words(self.SIGNS[kind]), *inside])

    def done(self) -> tuple[Inline, ...]:
        while len(self._open) > 1:
            self._give_up()
        return _joined(self._open[0][1])


def _joined(nodes: list[Inline]) -> tuple[Inline, ...]:
    """Neighbouring words as one."""
    found: list[Inline] = []
    run: list[str] = []
    for node in [*nodes, None]:
        if isinstance(node, Words):
            run.append(node.text)
            continue
        if run:
            found.append(Words("".join(run)))
            run = []
        if node is not None:
            found.append(node)
    return tuple(found)
