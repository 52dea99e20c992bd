"""The description of a shot's first frame, sentence by sentence: who, where, in what light, in what mood."""

from __future__ import annotations

from projects.core.catalog import Catalog
from projects.core.grammar import DETERMINERS, PREPOSITIONS
from projects.core.parsing_camera import Camera
from projects.core.parsing_kinds import Part
from projects.core.parsing_lexicon import lexicon
from projects.core.parsing_slots import Slots
from projects.core.parsing_text import Piece, Sentence

NOTES = "notes"
_LABEL = 3
_NAME_FOLLOWS = ("(", "'s", "’s", ",")


class _Frame:
    """Sorts the sentences of one description."""

    def __init__(self, text: str, catalog: Catalog) -> None:
        self.lex = lexicon(catalog)
        self.camera = Camera(text, self.lex)
        self.slots = Slots(self.camera, self.lex, whole=True)
        self.english = self.slots.english
        self.tokens = self.camera.tokens

    def slot(self, sentence: Sentence) -> str:
        """The slot that a sentence goes to, `notes` where it only frames the picture."""
        pieces = sentence.pieces
        label = self._label(pieces)
        if label:
            return label if label != "camera" else NOTES
        content = self._content(pieces)
        if content is None:
            return NOTES
        if self.tokens[content.first].word in PREPOSITIONS:
            return self._behind_place(pieces, content)
        first = self.english.head(content.first, content.last)
        kind = self.slots.kinds.kind(first)
        if kind == "" and first is not None and self.lex.adjectival(self.tokens[first].word):
            kind = self._behind_adjectives(pieces, content)
        if kind in ("lighting", "style", "environment"):
            return kind
        if kind == "subject" or self._name(content):
            return "subject"
        return "environment"

    def _label(self, pieces: list[Piece]) -> str:
        if len(pieces) < 2 or pieces[1].before not in (":", "："):
            return ""
        words = [token.word for token in self.tokens[pieces[0].first : pieces[0].last]]
        known = self.lex.labels.get(" ".join(words), "")
        return known or (self.lex.labels.get(words[0], "") if len(words) <= _LABEL else "")

    def _content(self, pieces: list[Piece]) -> Part | None:
        """The words that say what the sentence is about, behind a framing (`Wide view of ...`, `Side view: ...`)."""
        first = pieces[0]
        framed = first.first in self.camera.used
        colon = next((piece for piece in pieces[1:] if piece.before in (":", "：")), None)
        if not framed:
            lead = first.last - first.first <= 3 and colon is not None and colon is pieces[1]
            return Part(colon.first, colon.last) if lead and colon is not None else Part(first.first, first.last)
        if colon is not None:
            return Part(colon.first, colon.last)
        at = first.first
        while at < first.last and (at in self.camera.used or self.camera.moves.idle(at)):
            at += 1
        if at < first.last - 1 and self.tokens[at - 1 if at else 0].word == "of":
            return Part(at, first.last)
        return Part(at + 1, first.last) if at < first.last - 1 and self.tokens[at].word == "of" else None

    def _behind_adjectives(self, pieces: list[Piece], content: Part) -> str:
        """What `Bright, clean lighting` is about: the piece behind the one that is an adjective alone."""
        after = next((piece for piece in pieces if piece.first >= content.last and piece.before == ","), None)
        if after is None:
            return ""
        verb = self.english.main_verb(after.first, after.last, continued=False)
        return self.slots.kinds.kind(self.english.head(after.first, verb or after.last))

    def _behind_place(self, pieces: list[Piece], content: Part) -> str:
        """What `On the table, ...` or `Below it, ...` leads to: somebody, or more of the place."""
        after = next((piece for piece in pieces if piece.first >= content.last and piece.before == ","), None)
        if after is not None:
            part = Part(after.first, after.last)
            if self.slots.kinds.kind(self.english.head(part.first, part.last)) == "subject" or self._name(part):
                return "subject"
        return "environment"

    def _name(self, content: Part) -> bool:
        """Whether somebody's name opens the words: `Mira (28) holds`, `the same Mara`, `Person A’s face`."""
        text = self.camera.text
        for at in range(content.first, min(content.last, content.first + 5)):
            token = self.tokens[at]
            if token.word in PREPOSITIONS or (token.word in ("a", "an") and not self._letter(at)):
                return False
            written = text[token.start : token.end]
            capital = written[0].isupper() and (len(token.word) == 1 or not written.isupper()) and written.isalpha()
            capital = capital or (written[0].isupper() and token.possessive)
            known = token.word in DETERMINERS and not self._letter(at)
            if capital and not known and (at > content.first or self._letter(at) or self._followed(at, content.last)):
                return True
            if not (capital or token.word in DETERMINERS or token.word == "same"):
                return False
        return False

    def _letter(self, at: int) -> bool:
        """Whether a single capital letter is a name, not an article: `A (in mustard) kneels`, `A, B, and C`."""
        token = self.tokens[at]
        if token.end - token.start != 1 and not (token.possessive and len(token.word) == 1):
            return False
        return token.possessive or self._followed(at, at + 2)

    def _followed(self, at: int, last: int) -> bool:
        """Whether what follows a word makes a name of it: a bracket, an 's, a verb, another name."""
        token = self.tokens[at]
        if token.word in self.lex.adjectives | self.lex.words("scenery") | self.lex.words("places"):
            return False
        if token.possessive or self.camera.text[token.end :].lstrip(" ").startswith(_NAME_FOLLOWS):
            return True
        if at + 1 >= min(last, len(self.tokens)):
            return False
        following = self.tokens[at + 1]
        if following.word == "and":
            return at + 2 < len(self.tokens) and self.camera.text[self.tokens[at + 2].start].isupper()
        return self.english.finite_at(at + 1, at, len(self.tokens))


def sort_frame(text: str, catalog: Catalog) -> dict[str, str]:
    """The sentences of a first-frame description by slot, each whole and in order.

    Keys are subject, environment, lighting, style, and `notes` for sentences that only frame the picture.
    """
    frame = _Frame(text, catalog)
    found: dict[str, list[str]] = {}
    for sentence in frame.camera.sentences:
        found.setdefault(frame.slot(sentence), []).append(" ".join(text[sentence.start : sentence.end].split()))
    return {slot: " ".join(sentences) for slot, sentences in found.items()}
