"""Finding the camera in a text: moves with direction and speed, sizes, framings, angles and lenses."""

from __future__ import annotations

from dataclasses import dataclass

from projects.core.board import Move
from projects.core.grammar import ARTICLES
from projects.core.parsing_lens import lens_at
from projects.core.parsing_lexicon import Cue, Lexicon
from projects.core.parsing_moves import GLUE, Moves, Side
from projects.core.parsing_text import Piece, Sentence, Token, join_adjectives, sentences, tokenise

_LEAD = 7


@dataclass(slots=True)
class Found:
    """A camera phrase in a text: the words that it uses up, what it says, whether it stands on its own."""

    places: list[int]
    cue: Cue
    strong: bool
    lens: str = ""
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Values:
    """The camera values of a text, each first mention; `places` are the words of each move."""

    camera: tuple[Move, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    shot_size: str | None = None
    framing: str | None = None
    angle: str | None = None
    lens: str = ""


class Camera:
    """The camera words of one text.

    `found` stands in order of place; `used` holds the words that became values or join such words;
    `led` the first words of pieces whose subject is the camera.
    """

    def __init__(self, text: str, lex: Lexicon) -> None:
        self.text, self.lex = text, lex
        self.tokens: list[Token] = tokenise(text)
        self.sentences: list[Sentence] = sentences(text, self.tokens)
        self.moves = Moves(self.tokens, lex)
        self.found: list[Found] = []
        self.led: set[int] = set()
        self.used: set[int] = set()
        self._moved: set[int] = set()
        for sentence in self.sentences:
            join_adjectives(sentence, self.tokens, lex.adjectival)
            self._read(sentence)

    def _read(self, sentence: Sentence) -> None:
        """Finds the camera phrases of one sentence, piece by piece."""
        state = ""
        scanned: list[tuple[Piece, list[Found]]] = []
        for piece in sentence.pieces:
            if piece.before in (";", "；"):
                state = ""
            leads = self._leads(piece)
            if leads:
                state = "camera"
            kept = self._grouped(self._scan(piece, sentence.pieces[-1].last, state), piece)
            if not kept and scanned and self._hastens(scanned[-1][1], piece):
                continue
            scanned.append((piece, kept))
            if leads or (kept and self._camera_place(piece, self.lex.words("camera-nouns")) is not None):
                self.led.add(piece.first)
                state = "camera"
            elif kept and self._covered(kept, piece):
                state = state or "frame"
            elif not (state == "camera" and self.continues(piece)):
                state = "other"
        moving = any(self.lex.dynamic(found.cue.move) for _, kept in scanned for found in kept)
        for piece, candidates in scanned:
            kept = [found for found in candidates if not (moving and found.cue.soft)]
            for found in kept:
                found.sentence = sentence.start
            self.found.extend(kept)
            self._use(piece, kept)

    def _hastens(self, before: list[Found], piece: Piece) -> bool:
        """Whether a piece only says how fast the move in the piece before it goes."""
        side = self.moves.speed_alone(piece)
        if side is None or not before or before[-1].cue.speed or not self.lex.dynamic(before[-1].cue.move):
            return False
        before[-1].cue = before[-1].cue._replace(speed=side.speed)
        before[-1].places.extend(side.used)
        return True

    def _leads(self, piece: Piece) -> bool:
        """Whether the camera is the subject of this piece and does what cameras do."""
        at = self._camera_place(piece, self.lex.words("camera"))
        if at is None:
            return False
        if self.tokens[at].possessive:
            return True
        for place in range(at + 1, min(piece.last, at + 5)):
            if self.tokens[place].word in self.lex.camera_verbs:
                return True
            match = self.lex.cues.longest(self.tokens, place, piece.last)
            if match and match[1].kind == "move":
                return True
            if not (self.moves.idle(place) or self.tokens[place].word in GLUE):
                return False
        return at + 1 >= piece.last

    def _camera_place(self, piece: Piece, nouns: frozenset[str]) -> int | None:
        """Where the camera stands as subject near the start of a piece."""
        for place in range(piece.first, min(piece.last, piece.first + _LEAD)):
            word = self.tokens[place].word
            if word in nouns:
                return place if self.moves.is_camera(place, piece.first) else None
            if not (word in GLUE or self.moves.idle(place) or word in self.lex.words("motion-nouns")):
                return None
        return None

    def moved(self, at: int) -> bool:
        """Whether the word belongs to a camera move."""
        return at in self._moved

    def continues(self, piece: Piece) -> bool:
        """Whether a piece goes on about what the camera does: `revealing ...`, `then ...`."""
        return self.tokens[piece.first].word in self.lex.words("camera-continues")

    def _scan(self, piece: Piece, end: int, state: str) -> list[Found]:
        """Every camera phrase of a piece that may count, in order."""
        found: list[Found] = []
        at = piece.first
        while at < piece.last:
            match = self._match(at, piece.last)
            lens = lens_at(self.text, self.tokens, at, piece.last, self.lex)
            if lens and (lens.strong or match is None or len(match[0]) <= len(lens.places)):
                hit: Found | None = Found(lens.places, Cue("lens"), lens.strong, lens.text)
                last = lens.places[-1]
            else:
                hit = self._judged(match, piece, end, state) if match else None
                last = match[0][-1] if match and (hit or match[1].kind == "block") else at
            if hit:
                found.append(hit)
                self.moves.claimed.update(hit.places)
            at = last + 1
        return found

    def _match(self, at: int, end: int) -> tuple[list[int], Cue] | None:
        """The longest camera phrase from here; a move may have adverbs inside (`pans slightly right`)."""
        match = self.lex.cues.longest(self.tokens, at, end)
        loose = self.lex.cues.longest(self.tokens, at, end, self.lex.speed_words)
        if loose and loose[1].kind == "move" and (match is None or len(loose[0]) > len(match[0])):
            match = loose
        if match and match[1].kind == "move" and self.tokens[match[0][-1]].word == "in":
            after = match[0][-1] + 1
            if after < end and self.tokens[after].joined and self.tokens[after].word in ARTICLES:
                # `moves in a circle`, `dollies in the hall`: a preposition, no direction.
                return self.lex.cues.longest(self.tokens, at, match[0][-1])
        return match

    def _judged(self, match: tuple[list[int], Cue], piece: Piece, end: int, state: str) -> Found | None:
        """The phrase as found, with its modifiers, or None where it is no camera phrase here."""
        places, cue = match
        if cue.kind == "frame":
            return Found(places, cue, cue.alone)
        if cue.kind != "move" or any(place in self.moves.claimed for place in places):
            return None
        left = self.moves.left(places[0], piece)
        right = self.moves.right(places[-1] + 1, piece, cue)
        marked = bool(cue.direction or cue.speed or left.speed or right.speed or left.direction or right.direction)
        verdict = self.moves.accepts(cue, left, marked or len(places) > 1, state)
        single = len(places) == 1 and self.tokens[places[0]].word in self.lex.words("not-alone")
        if verdict is False or (verdict is None and single):
            return None
        late = self.moves.late_speed(places[-1] + 1, piece)
        found = self._completed(places, cue, verdict is True, [left, right, late])
        # A direction further on stays in the words about the camera: it is part of a phrase of its own.
        found.cue = self.moves.directed(found.cue, self.moves.far(found.places[-1] + 1, end, found.cue).direction)
        return found

    def _completed(self, places: list[int], cue: Cue, strong: bool, sides: list[Side]) -> Found:
        """A move with the direction and speed found beside it."""
        # Words between the parts of a phrase (`pans slightly right`) may hold its speed.
        inside = [place for place in range(places[0], places[-1]) if place not in places]
        sides = [self.moves.between(inside), *sides]
        used = set(places)
        for side in sides:
            speed = side.speed if side.exact or self.lex.dynamic(cue.move) else None
            changed = self.moves.directed(cue, side.direction)._replace(speed=cue.speed or speed)
            if changed != cue or side.governor == "camera":
                used.update(side.used)
            cue = changed
        return Found(sorted(used), cue, strong)

    def _grouped(self, candidates: list[Found], piece: Piece) -> list[Found]:
        """The candidates that count: those beside a phrase that stands on its own, or alone in their piece."""
        groups: list[list[Found]] = []
        for found in candidates:
            if groups and self._saying_nothing(groups[-1][-1].places[-1] + 1, found.places[0]):
                groups[-1].append(found)
            else:
                groups.append([found])
        kept: list[Found] = []
        for group in groups:
            if any(found.strong for found in group) or self._covered(group, piece):
                kept.extend(group)
            else:
                self.moves.claimed.difference_update(place for found in group for place in found.places)
        return kept

    def _saying_nothing(self, first: int, last: int) -> bool:
        nouns = self.lex.words("shot-nouns")
        return all(
            place in self.moves.claimed or self.tokens[place].word in GLUE | nouns or self.moves.idle(place)
            for place in range(first, last)
        )

    def _covered(self, group: list[Found], piece: Piece) -> bool:
        return self._saying_nothing(piece.first, group[0].places[0]) and self._saying_nothing(
            group[-1].places[-1] + 1, piece.last
        )

    def _use(self, piece: Piece, kept: list[Found]) -> None:
        """Marks the words of the found phrases as used, with the words that only join them."""
        nouns = self.lex.words("shot-nouns")
        for found in kept:
            self.used.update(found.places)
            if found.cue.kind == "move":
                self._moved.update(found.places)
            place = found.places[0] - 1
            while place >= piece.first and (self.tokens[place].word in GLUE or self.moves.idle(place)):
                if self.tokens[place].word in GLUE:
                    self.used.add(place)
                place -= 1
            place = found.places[-1] + 1
            while place < piece.last and self.tokens[place].joined and self.tokens[place].word in nouns:
                self.used.add(place)
                place += 1

    def values(self) -> Values:
        """The camera values. What only repeats or contradicts a first mention is no longer used."""
        moves: list[tuple[Move, Found]] = []
        frame: dict[str, str] = {}
        lenses = [found for found in self.found if found.cue.kind == "lens"]
        lens = next((found for found in lenses if found.strong), lenses[0] if lenses else None)
        for found in self.found:
            cue = found.cue
            if cue.kind == "move":
                self._add(moves, Move(cue.move or "", cue.direction, cue.speed), found)
            elif cue.kind == "lens":
                if lens is not None and found.lens != lens.lens:
                    self.used.difference_update(found.places)
            else:
                said = {"shot_size": cue.size, "framing": cue.framing, "angle": cue.angle}
                if any(value and frame.get(key, value) != value for key, value in said.items()):
                    self.used.difference_update(found.places)
                for key, value in said.items():
                    if value:
                        frame.setdefault(key, value)
        return Values(
            tuple(move for move, _ in moves),
            tuple((found.places[0], found.places[-1]) for _, found in moves),
            frame.get("shot_size"),
            frame.get("framing"),
            frame.get("angle"),
            lens.lens if lens else "",
        )

    def _add(self, moves: list[tuple[Move, Found]], move: Move, found: Found) -> None:
        """Adds a move. Words further on that speak of the same move again complete the first mention."""
        vague = self.lex.words("vague-directions")
        for at, (old, first) in enumerate(moves):
            if old == move:
                return
            if old.move != move.move or (old.speed and move.speed and old.speed != move.speed):
                continue
            direction = move.direction if move.direction and old.direction in {None, *vague} else old.direction
            same = direction in (old.direction, move.direction) and move.direction in {None, direction, *vague}
            # Two moves of a list stay two; `slow push-in ... The camera pushes in` is one.
            apart = self.text[self.tokens[first.places[-1]].end : self.tokens[found.places[0]].start]
            if same and (first.sentence != found.sentence or "(" in apart):
                moves[at] = (Move(old.move, direction, old.speed or move.speed), first)
                return
        moves.append((move, found))
