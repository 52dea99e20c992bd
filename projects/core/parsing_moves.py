"""Whether a word such as `pan`, `track` or `crane` is a camera move where it stands, and how it goes.

It is one where the camera does it, where other camera words stand beside it, or where its piece says
nothing else. So a frying pan is no pan, and somebody who circles a table is no orbit.
"""

from __future__ import annotations

from projects.core.grammar import (
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
)
from projects.core.parsing_lexicon import Cue, Lexicon
from projects.core.parsing_phrases import Phrases
from projects.core.parsing_text import Piece, Token
from projects.core.parsing_values import Side

_REACH = 12
_CAMERAS = ("camera", "led")
_FAR = 40
# Closed list: what may stand between the camera and what it does, and between camera words, saying nothing.
GLUE = ARTICLES | AUXILIARIES | frozenset("on with in from at by of to and then as while its using into for".split())
_NO_NOUNS = GLUE | PREPOSITIONS | CONJUNCTIONS | DETERMINERS | PRONOUNS
_OBJECT_AFTER = PREPOSITIONS - {"of", "with", "as", "while"}
_INTRODUCES = frozenset("with in on as".split())


class Moves:
    """Judges the moves of one text. `claimed` holds the words that camera phrases found so far use up."""

    def __init__(self, tokens: list[Token], lex: Lexicon) -> None:
        self.tokens, self.lex = tokens, lex
        self.claimed: set[int] = set()
        self._speeds = self._spread(lex.speeds)
        self._directions = self._spread(lex.directions)
        self._nouns = lex.words("camera-nouns")
        self._motions = lex.words("motion-nouns")

    def _spread(self, phrases: Phrases[str]) -> dict[int, tuple[int, int, str]]:
        """For each word inside a phrase of this table: first word, word after the last, value."""
        spread: dict[int, tuple[int, int, str]] = {}
        at = 0
        while at < len(self.tokens):
            match = phrases.longest(self.tokens, at, len(self.tokens))
            if match:
                first, last = match[0][0], match[0][-1]
                spread.update(dict.fromkeys(range(first, last + 1), (first, last + 1, match[1])))
                at = last
            at += 1
        return spread

    def idle(self, at: int) -> bool:
        """Whether the word says nothing that a value could keep or lose: an adverb, a modifier, a speed."""
        word = self.tokens[at].word
        return at in self._speeds or word in self.lex.skip or (len(word) > 4 and word.endswith("ly"))

    def is_camera(self, at: int, first: int) -> bool:
        """Whether the word is the camera as the one that acts, not the thing that somebody looks into."""
        token = self.tokens[at]
        if token.word not in self._nouns:
            return False
        if token.possessive:
            after = self.tokens[at + 1 : at + 5]
            return any(t.word in self._motions for t in after)
        before = at - 1
        while before >= first and before > at - 4 and self.tokens[before].word in ARTICLES | POSSESSIVES:
            before -= 1
        if before < first:
            return True
        word = self.tokens[before].word
        if self.tokens[before].possessive and word not in self._nouns:
            # `the photographer's lens`
            return False
        if before < at - 1 and self.lex.verbs.get(word, ("", ""))[1] and self._after(at) in ("and", "to", "at", "in", "on"):
            # `raises her camera and moves closer`
            return False
        return word not in _OBJECT_AFTER and not (before == at - 1 and token.joined and word.endswith("ing"))

    def _after(self, at: int) -> str:
        """The word behind this one."""
        return self.tokens[at + 1].word if at + 1 < len(self.tokens) else ""

    def left(self, at: int, piece: Piece) -> Side:
        """Walks from a move to the left until something says who does it."""
        place = at - 1
        before = self.tokens[place].word if place >= piece.first else ""
        side = Side(infinitive=before == "to", conjoined=before in ("then", "and", "to"))
        while place >= piece.first and place > at - _REACH:
            token = self.tokens[place]
            if self.is_camera(place, piece.first):
                side.governor = "camera"
                side.used.append(place)
                return side
            if place in self.claimed:
                side.governor = "cue"
                return side
            if place in self._speeds or place in self._directions:
                place = self._modifier(side, place)
                continue
            if token.word == "it":
                side.governor = "it"
                return side
            if token.word in ARTICLES:
                side.article = side.article or token.word
            elif token.word in GLUE:
                side.introduced = side.introduced or token.word in _INTRODUCES
            elif not (self.idle(place) or self._amount(place)):
                side.governor = "other"
                return side
            place -= 1
        if place >= piece.first:
            side.governor = "other"
        return side

    def _modifier(self, side: Side, place: int) -> int:
        """Takes the speed or direction at this place in; the place before it."""
        speed = self._speeds.get(place)
        found = speed or self._directions[place]
        fresh = side.speed is None if speed else side.direction is None
        if fresh and not any(p in self.claimed for p in range(found[0], found[1])):
            if speed:
                side.speed = found[2]
                side.exact = self.exact(found[0], found[1])
            else:
                side.direction = found[2]
            side.used.extend(range(found[0], found[1]))
        return found[0] - 1

    def right(self, at: int, piece: Piece, cue: Cue) -> Side:
        """Reads speed and direction from the words after a move. `at` is the first of them."""
        side = Side()
        place, glue = at, 0
        while place < piece.last and place < at + _REACH and (self.tokens[place].joined or place in self._speeds):
            speed, direction = self._speeds.get(place), self._directions.get(place)
            if speed and side.speed is None:
                side.speed, side.exact = speed[2], self.exact(place, speed[1])
                side.used.extend(range(place, speed[1]))
                place, glue = speed[1], 0
            elif direction and side.direction is None and self.suits(cue, direction[2]):
                side.direction = direction[2]
                side.used.extend(range(place, direction[1]))
                place, glue = direction[1], 0
            elif self.tokens[place].word in GLUE and glue < 3:
                place, glue = place + 1, glue + 1
            elif self.idle(place) or self._amount(place):
                place += 1
            else:
                break
        return side

    def late_speed(self, at: int, piece: Piece) -> Side:
        """A speed at the end of the piece: `orbits the lighthouse slowly`. Not where a verb stands between."""
        side = Side()
        speed = self._speeds.get(piece.last - 1)
        between = range(at, speed[0] if speed else piece.last - 1)
        adverb = speed is not None and (speed[1] - speed[0] > 1 or self.tokens[piece.last - 1].word.endswith("ly"))
        near = adverb and len(between) < _REACH
        if speed and near and not any(self.tokens[place].word in self.lex.verbs for place in between):
            side.speed = speed[2]
            side.used.extend(range(max(at, speed[0]), speed[1]))
        return side

    def alone(self, piece: Piece, cue: Cue) -> Side | None:
        """The speed and direction of a piece that says nothing else: `tracking shot, slow, left to right`."""
        side = Side()
        place = piece.first
        while place < piece.last:
            speed, direction = self._speeds.get(place), self._directions.get(place)
            if speed and side.speed is None:
                side.speed, found = speed[2], speed
            elif direction and side.direction is None and self.suits(cue, direction[2]):
                side.direction, found = direction[2], direction
            elif self.tokens[place].word in GLUE or self.tokens[place].word in self.lex.words("motion-nouns"):
                place += 1
                continue
            else:
                return None
            side.used.extend(range(place, found[1]))
            place = found[1]
        return side if side.used else None

    def modifies(self, at: int, end: int) -> bool:
        """Whether the word goes before a noun of its own: `a tracking algorithm`."""
        if at >= end or not self.tokens[at].joined or at in self._speeds or at in self._directions:
            return False
        word = self.tokens[at].word
        camera = word in self._nouns or word in self._motions or word in self.lex.camera_verbs
        known = camera or word in _NO_NOUNS or word in self.lex.words("shot-nouns")
        verb = self.lex.verbs.get(word, ("", ""))[1] in ("s", "ing")
        return not (known or self.idle(at) or verb or self._amount(at))

    def _amount(self, at: int) -> bool:
        """Whether the word counts or measures: `slides 10-15 cm to the right`."""
        word = self.tokens[at].word
        return word[0].isdigit() or word in self.lex.words("units")

    def between(self, places: list[int]) -> Side:
        """The speed among the words that stand inside a phrase."""
        side = Side()
        for place in places:
            if place in self._speeds and side.speed is None:
                side.speed, side.exact = self._speeds[place][2], self.exact(place, place + 1)
                side.used.append(place)
        return side

    def far(self, at: int, end: int, cue: Cue) -> Side:
        """A direction further on in the sentence, for words that mean nothing else: `clockwise`, `alongside`."""
        side = Side()
        for place in range(at, min(end, at + _FAR)):
            direction = self._directions.get(place)
            if direction and direction[2] in self.lex.far.get(cue.move or "", frozenset()):
                side.direction = direction[2]
                side.used.extend(range(place, direction[1]))
                return side
        return side

    def exact(self, first: int, last: int) -> bool:
        """Whether these words are a speed's own text, not a synonym."""
        return tuple(token.word for token in self.tokens[first:last]) in self.lex.speed_texts

    def turned(self, cue: Cue, at: int) -> tuple[Cue, range]:
        """A move whose last word opens a longer direction (`moves left to right`): the move so, and the words used."""
        span = self._directions.get(at)
        if span is None or span[0] != at or span[1] == at + 1 or not self.suits(cue, span[2]):
            return cue, range(0)
        return (cue._replace(direction=span[2]), range(*span[:2])) if cue.direction else (cue, range(0))

    def suits(self, cue: Cue, direction: str) -> bool:
        """Whether the move has this direction, or becomes another move with it."""
        move = cue.move or ""
        return direction in self.lex.known_directions.get(move, frozenset()) or (move, direction) in self.lex.turns

    def directed(self, cue: Cue, direction: str | None) -> Cue:
        """The move with the direction found beside it; one that the phrase itself states is kept."""
        vague = cue.direction is None or cue.direction in self.lex.words("vague-directions")
        if direction is None or not vague or not self.suits(cue, direction):
            return cue
        move, direction = self.lex.turns.get((cue.move or "", direction), (cue.move or "", direction))
        return cue._replace(move=move, direction=direction)

    def accepts(self, cue: Cue, left: Side, marked: bool, state: str, *, phrase: bool) -> bool | None:
        """True: a move. None: a move only beside other camera words. False: no camera word.

        `marked`: it has a direction or speed; `phrase`: it has several words. `state` says who the piece before was
        about, or that the camera is the subject of this one (`led`).
        """
        if cue.verb == "ed" and not cue.alone:
            return left.governor == "camera" and marked
        if cue.alone or left.governor == "camera":
            return True
        if left.governor == "it":
            return marked and cue.verb == "s" and (not cue.of_camera or state in _CAMERAS)
        if cue.of_camera:
            return self._of_camera(cue, left, state, phrase=phrase)
        if left.governor == "cue":
            return True if marked else None
        if left.governor == "other":
            return (left.introduced and left.speed is not None and left.article != "the") or False
        return False if left.article == "the" else self._opening(cue, left, state, marked=marked)

    @staticmethod
    def _of_camera(cue: Cue, left: Side, state: str, *, phrase: bool) -> bool | None:
        """Judges a word that is a move only where the camera does it."""
        if left.governor == "start" and left.speed and cue.verb == "base" and phrase:
            # `slow creep in`: alone in its piece.
            return None
        if state == "led" and left.conjoined and left.governor == "other" and cue.verb in ("s", "base"):
            return True
        near = left.governor == "start" or (left.governor == "cue" and not left.infinitive)
        return state in _CAMERAS and near and not left.article

    @staticmethod
    def _opening(cue: Cue, left: Side, state: str, *, marked: bool) -> bool | None:
        """Judges a move at the start of a piece."""
        if cue.verb == "ing" and marked and cue.sure:
            return True
        if cue.verb in ("s", "ing"):
            return True if marked and state != "other" else None
        if marked:
            # `they align the cups, then pull back`: somebody else goes on.
            return not (state == "other" and left.conjoined and not left.speed)
        return None if not left.article else False
