"""Whether a piece of text is about what the camera does: `The camera follows ...`, `The shot opens on ...`."""

from __future__ import annotations

from projects.core.parsing_lexicon import Lexicon
from projects.core.parsing_moves import GLUE, Moves
from projects.core.parsing_text import Piece, Token

_LEAD = 7
_POINTING = frozenset("the this our".split())
_CLAUSES = frozenset("as while who which that where when whose until".split())


class Acting:
    """Answers for the pieces of one text."""

    def __init__(self, tokens: list[Token], lex: Lexicon, moves: Moves) -> None:
        self.tokens, self.lex, self.moves = tokens, lex, moves

    def leads(self, piece: Piece) -> bool:
        """Whether the camera is the subject of this piece and does what cameras do."""
        at = self.place_of(piece, self.lex.words("camera"))
        if at is None:
            return self._shot_acts(piece)
        if self.tokens[at].possessive:
            return True
        place = at + 1
        while place < min(piece.last, at + 8):
            if self.tokens[place].word in self.lex.camera_verbs:
                return True
            match = self.lex.cues.longest(self.tokens, place, piece.last)
            if match and match[1].kind == "move":
                return True
            if match and match[1].kind == "frame":
                place = match[0][-1]
            elif not (self.moves.idle(place) or self.tokens[place].word in GLUE or self.tokens[place].possessive):
                return False
            place += 1
        return at + 1 >= piece.last

    def _shot_acts(self, piece: Piece) -> bool:
        """Whether a piece says what the shot does: `The shot opens on a swing`."""
        at = piece.first + 1
        if at + 1 >= piece.last or self.tokens[piece.first].word not in _POINTING:
            return False
        acts = self.tokens[at].word in self.lex.words("camera-shots")
        return acts and self.tokens[at + 1].word in self.lex.camera_verbs and self.tokens[at + 1].word.endswith("s")

    def place_of(self, piece: Piece, nouns: frozenset[str]) -> int | None:
        """Where the camera stands as subject near the start of a piece."""
        for place in range(piece.first, min(piece.last, piece.first + _LEAD)):
            word = self.tokens[place].word
            if word in nouns:
                return place if self.moves.is_camera(place, piece.first) else None
            if not (word in GLUE or self.moves.idle(place) or word in self.lex.words("motion-nouns")):
                return None
        return None

    def still_acts(self, at: int, piece: Piece) -> bool:
        """Whether the camera is still the subject here: `The camera follows a dancer and rises over the crowd`."""
        words = (self.tokens[place].word for place in range(piece.first, at))
        return self.place_of(piece, self.lex.words("agents")) is not None and not any(w in _CLAUSES for w in words)
