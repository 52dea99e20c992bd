"""The camera values that the phrases found in a text come to: each once, the first mention first."""

from __future__ import annotations

from dataclasses import dataclass, field

from projects.core.board import Move
from projects.core.parsing_lexicon import Cue, Lexicon
from projects.core.parsing_text import Token


@dataclass(slots=True)
class Side:
    """What stands on one side of a move: its modifiers, the words that they use, and on the left who governs it.

    `governor` is `camera`, `cue` (camera words), `it`, `start` (the piece begins there) or `other`.
    """

    governor: str = "start"
    used: list[int] = field(default_factory=list)
    speed: str | None = None
    direction: str | None = None
    exact: bool = False
    article: str = ""
    introduced: bool = False
    infinitive: bool = False
    conjoined: bool = False


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


class Collector:
    """Adds up what was found. Words that only repeat or contradict a first mention leave `used`;
    those of a second lens are noted."""

    def __init__(self, text: str, tokens: list[Token], lex: Lexicon, used: set[int], noted: dict[int, str]) -> None:
        self.text, self.tokens, self.lex, self.used, self.noted = text, tokens, lex, used, noted
        self._moves: list[tuple[Move, Found]] = []
        self._frame: dict[str, str] = {}

    def values(self, found: list[Found]) -> Values:
        """The values of all phrases, in order of place."""
        lenses = [phrase for phrase in found if phrase.cue.kind == "lens"]
        lens = next((phrase for phrase in lenses if phrase.strong), lenses[0] if lenses else None)
        for phrase in found:
            if phrase.cue.kind == "lens":
                if lens is not None and phrase.lens != lens.lens:
                    self.used.difference_update(phrase.places)
                    self.noted.update(dict.fromkeys(phrase.places, "rest"))
                continue
            for cue in (phrase.cue, *phrase.cue.also):
                if cue.kind == "move":
                    self._add(Move(cue.move or "", cue.direction, cue.speed), phrase)
                elif cue.kind == "frame":
                    self._set(cue, phrase)
        frame = self._frame
        return Values(
            tuple(move for move, _ in self._moves),
            tuple((phrase.places[0], phrase.places[-1]) for _, phrase in self._moves),
            frame.get("shot_size"),
            frame.get("framing"),
            frame.get("angle"),
            lens.lens if lens else "",
        )

    def _set(self, cue: Cue, phrase: Found) -> None:
        """Takes a size, framing or angle where none is known yet."""
        said = {"shot_size": cue.size, "framing": cue.framing, "angle": cue.angle}
        if any(value and self._frame.get(key, value) != value for key, value in said.items()):
            self.used.difference_update(phrase.places)
        for key, value in said.items():
            if value:
                self._frame.setdefault(key, value)

    def _add(self, move: Move, phrase: Found) -> None:
        """Adds a move. Words further on that speak of the same move again complete the first mention."""
        vague = self.lex.words("vague-directions")
        for at, (old, first) in enumerate(self._moves):
            if old == move:
                return
            if old.move != move.move or (old.speed and move.speed and old.speed != move.speed):
                continue
            direction = move.direction if move.direction and old.direction in {None, *vague} else old.direction
            same = direction in (old.direction, move.direction) and move.direction in {None, direction, *vague}
            # Two moves of a list stay two; `slow push-in ... The camera pushes in` is one.
            apart = self.text[self.tokens[first.places[-1]].end : self.tokens[phrase.places[0]].start]
            if same and (first.sentence != phrase.sentence or "(" in apart):
                self._moves[at] = (Move(old.move, direction, old.speed or move.speed), first)
                return
        self._moves.append((move, phrase))
