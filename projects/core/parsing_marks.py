"""Labels in a prompt: `Camera: ...`, `Lighting - ...`, a heading above bullets, a scene's slug line.

A label at the start of a line holds to the line's end or to the next label, one within a line for its sentence
(and what goes on with `she ...`); one that stands alone on its line holds for the lines below it, up to a blank one.
"""

from __future__ import annotations

import re

from projects.core.grammar import POSSESSIVES, PRONOUNS
from projects.core.parsing_lexicon import Lexicon
from projects.core.parsing_text import Piece, Sentence, Token
from projects.core.words import unquoted

_DECORATION = " \t*_#"
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_SLUGS = frozenset({"int", "ext"})
_STOP = 4


class Marks:
    """What the labels of one text say.

    `slot_of` names, by the first word of a piece, the slot that its label asks for: one of the six, `motion`
    (camera or action), or `shot` and `free` (sorted as any text). `words` are those of the labels themselves.
    """

    def __init__(self, text: str, tokens: list[Token], sentences: list[Sentence], lex: Lexicon) -> None:
        self.text, self.tokens, self.lex = text, tokens, lex
        self.slot_of: dict[int, str] = {}
        self.words: set[int] = set()
        self.slots: set[str] = set()
        self._slot, self._at = "", 0
        self._open = self._line = False
        for sentence in sentences:
            self._read(sentence)

    def _read(self, sentence: Sentence) -> None:
        """Carries the label in force over the pieces of one sentence."""
        first = sentence.pieces[0].first
        gap = self.text[self._at : self.tokens[first].start]
        if not self._holds(gap, self.tokens[first].word):
            self._slot = ""
        slug = self._slug(first)
        leading = True
        for piece in sentence.pieces:
            if piece.mark:
                continue
            name = self._label(piece) if leading or self.slots else None
            leading = False
            if name is not None:
                self._slot, keeps = name
                self.slots.add(self._slot)
                self._open = "\n" in self._gap_after(piece)
                self._line = "\n" in self.text and self._at_line_start(piece)
                if not keeps:
                    self.words.update(range(piece.first, piece.last))
            if slug or self._slot:
                self.slot_of[piece.first] = "environment" if slug else self._slot
        self._at = self.tokens[sentence.pieces[-1].last - 1].end

    def _holds(self, gap: str, word: str) -> bool:
        """Whether the label in force goes on behind the end of a sentence."""
        if "\n" in gap:
            return self._open and not _BLANK_LINE.search(gap)
        return self._open or self._line or word in PRONOUNS | POSSESSIVES

    def _at_line_start(self, piece: Piece) -> bool:
        """Whether a piece begins its line, signs of a list apart."""
        start = self.tokens[piece.first].start
        before = self.text[max(0, start - 8) : start].rstrip(_DECORATION + "-•")
        return not before or before.endswith("\n")

    def _gap_after(self, piece: Piece) -> str:
        """The signs between a piece and the next word."""
        last = piece.last
        end = self.tokens[last].start if last < len(self.tokens) else len(self.text)
        return self.text[self.tokens[last - 1].end : end]

    def _label(self, piece: Piece) -> tuple[str, bool] | None:
        """The slot that a piece names as a label, and whether its words stay in the text; None for other pieces."""
        if piece.last - piece.first > _STOP:
            return None
        sign = self._gap_after(piece).lstrip(_DECORATION)[:1]
        if sign not in (":", "：") and not (sign in ("-", "–", "—") and self._titled(piece)):
            return None
        words = [token.word for token in self.tokens[piece.first : piece.last]]
        if len(words) > 1 and words[-1].isdigit():
            words.pop()
        name = " ".join(words)
        kept = self.lex.kept_labels.get(name)
        if kept is not None:
            return kept, True
        slot = self.lex.labels.get(name)
        return None if slot is None else (slot, False)

    def _titled(self, piece: Piece) -> bool:
        """Whether a piece begins its line with a capital letter, and a blank stands before the dash behind it."""
        blank = self._gap_after(piece).lstrip("*_").startswith((" ", "\t"))
        return blank and self._at_line_start(piece) and self.text[self.tokens[piece.first].start].isupper()

    def _slug(self, first: int) -> bool:
        """Whether a sentence is a scene's heading: `INT. DINER - NIGHT`."""
        token = self.tokens[first]
        written = self.text[token.start : token.end + 1]
        return token.word in _SLUGS and written[:-1].isupper() and written[-1] in "./"


def quoted(text: str, tokens: list[Token]) -> frozenset[int]:
    """The words inside quotation marks: somebody says them. None where most of the text stands inside such marks."""
    plain = unquoted(text)
    if plain == text:
        return frozenset()
    found = frozenset(at for at, token in enumerate(tokens) if plain[token.start] == '"')
    return found if len(found) * 2 <= len(tokens) else frozenset()
