"""Finding the camera in a text: moves with direction and speed, sizes, framings, angles and lenses."""

from __future__ import annotations

from projects.core.grammar import ARTICLES, DETERMINERS
from projects.core.parsing_acting import Acting
from projects.core.parsing_lens import figures_at, lens_at
from projects.core.parsing_lexicon import Cue, Lexicon
from projects.core.parsing_marks import Marks, quoted
from projects.core.parsing_moves import GLUE, Moves
from projects.core.parsing_text import Piece, Sentence, Token, join_adjectives, sentences, tokenise
from projects.core.parsing_values import Collector, Found, Side, Values

_SHOWN = frozenset("of showing through over in featuring".split())
_FRAMED = _SHOWN | {"on", "two"}
# Labels of what somebody else than the camera does or is.
_OF_OTHERS = frozenset({"subject", "action"})


class Camera:
    """The camera words of one text.

    `found` stands in order of place; `used` holds the words that became values or join such words;
    `led` the first words of pieces whose subject is the camera; `noted` the words about the camera that no
    value says, with their slot (`drone shot`, `slow-motion shot of`).
    """

    def __init__(self, text: str, lex: Lexicon) -> None:
        self.text, self.lex = text, lex
        self.tokens: list[Token] = tokenise(text)
        self.sentences: list[Sentence] = sentences(text, self.tokens)
        self.moves = Moves(self.tokens, lex)
        self.acting = Acting(self.tokens, lex, self.moves)
        self.found: list[Found] = []
        self.led: set[int] = set()
        self.noted: dict[int, str] = {}
        self.used: set[int] = set()
        self._moved: set[int] = set()
        self.quoted = quoted(text, self.tokens)
        self.marks = Marks(text, self.tokens, self.sentences, lex)
        for sentence in self.sentences:
            join_adjectives(sentence, self.tokens, lex.adjectival)
            self._read(sentence)

    def _read(self, sentence: Sentence) -> None:
        """Finds the camera phrases of one sentence, piece by piece."""
        state = ""
        scanned: list[tuple[Piece, list[Found]]] = []
        for piece in sentence.pieces:
            if piece.mark or piece.first in self.marks.words:
                continue
            if piece.before in (";", "；"):
                state = ""
            label = self.marks.slot_of.get(piece.first, "")
            leads = label == "camera" or self.acting.leads(piece)
            if leads:
                state = "camera"
            elif label in _OF_OTHERS:
                state = "other"
            kept = self._grouped(self._scan(piece, sentence.pieces[-1].last, state), piece)
            if not kept and scanned and self._completes(scanned[-1][1], piece):
                continue
            scanned.append((piece, kept))
            if leads or (kept and self.acting.place_of(piece, self.lex.words("camera-nouns")) is not None):
                self.led.add(piece.first)
                state = "camera"
            elif kept and self._covered(kept, piece):
                state = state or "frame"
            elif not (state == "camera" and self.continues(piece)):
                state = "other"
        self._keep(scanned, sentence.start)

    def _keep(self, scanned: list[tuple[Piece, list[Found]]], start: int) -> None:
        """Takes the phrases of a sentence over. Soft ones count where nothing in it moves the camera for sure."""
        cues = [found.cue for _, kept in scanned for found in kept if not found.cue.soft]
        moving = any(self.lex.dynamic(cue.move) for cue in cues if cue.kind == "move")
        for piece, candidates in scanned:
            kept = [found for found in candidates if not (moving and found.cue.soft)]
            for found in candidates:
                found.sentence = start
                if found.cue.kind == "note" or (moving and found.cue.soft and self.lex.dynamic(found.cue.move)):
                    self._note(piece, found)
            kept = [found for found in kept if found.cue.kind != "note"]
            self.found.extend(kept)
            self._use(piece, kept)

    def _note(self, piece: Piece, found: Found) -> None:
        """Keeps words about the camera that become no value, in their own wording."""
        if found.cue.kind == "move" and found.cue.verb != "base":
            return
        first = found.places[0]
        while first > piece.first and self.moves.idle(first - 1):
            first -= 1
        slot = found.cue.slot or "rest"
        edit = slot == "edit"
        self.noted.update(dict.fromkeys(range(first, found.places[-1] + 1), "rest" if edit else slot))
        if edit:
            return
        if first == piece.first or all(self.tokens[at].word in ARTICLES for at in range(piece.first, first)):
            self.led.add(piece.first)

    def _completes(self, before: list[Found], piece: Piece) -> bool:
        """Whether a piece only says how fast or which way the move in the piece before it goes."""
        if not before or not self.lex.dynamic(before[-1].cue.move):
            return False
        found = before[-1]
        side = self.moves.alone(piece, found.cue)
        if side is None:
            return False
        cue = self.moves.directed(found.cue, side.direction)
        changed = cue._replace(speed=cue.speed or side.speed)
        if changed == found.cue:
            return False
        found.cue = changed
        found.places.extend(side.used)
        return True

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
        labelled = self._labelled(piece)
        if labelled:
            return [labelled]
        while at < piece.last:
            if at in self.quoted:
                at += 1
                continue
            match = self._match(at, piece.last)
            lens = lens_at(self.text, self.tokens, at, piece.last, self.lex)
            if lens and (lens.strong or match is None or len(match[0]) <= len(lens.places)):
                hit: Found | None = Found(lens.places, Cue("lens"), lens.strong, lens.text)
                last = lens.places[-1]
            elif match is None and (figures := figures_at(self.text, self.tokens, at, piece.last)):
                hit = Found(figures[0], Cue("note", slot=figures[1]), True)
                last = hit.places[-1]
            else:
                hit = self._judged(match, piece, end, state) if match else None
                last = match[0][-1] if match and (hit or self._blocks(match[0], match[1], piece)) else at
            if hit:
                found.append(hit)
                travels = hit.cue.soft and self.lex.dynamic(hit.cue.move) and hit.cue.verb != "ing"
                if travels or (hit.cue.kind == "note" and hit.cue.slot == "rest"):
                    state = state or "camera"
                self.moves.claimed.update(hit.places)
            at = last + 1
        return found

    def _blocks(self, places: list[int], cue: Cue, piece: Piece) -> bool:
        """Whether the words are no camera phrase for sure. `It's a long shot of ...` is one after all."""
        after = places[-1] + 1
        of = after < piece.last and self.tokens[after].word in _SHOWN and self.tokens[places[-1]].word == "shot"
        return cue.kind == "block" and not of

    def _labelled(self, piece: Piece) -> Found | None:
        """A piece behind a camera's label that is one word of its vocabulary: `Framing: wide`, `Angle: low`."""
        if self.marks.slot_of.get(piece.first) not in ("camera", "shot"):
            return None
        places = [at for at in range(piece.first, piece.last) if self.tokens[at].word not in GLUE]
        cue = self.lex.labelled.get(tuple(self.tokens[at].word for at in places))
        return Found(places, cue, True) if cue else None

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
            return self._framed(places, cue, piece, state)
        if cue.kind == "note":
            after = places[-1] + 1
            follows = after < piece.last and self.tokens[after].word in _SHOWN
            return Found(places, cue, True) if cue.slot in ("rest", "edit") or follows else None
        if cue.kind != "move" or any(place in self.moves.claimed for place in places):
            return None
        cue, further = self.moves.turned(cue, places[-1])
        places = sorted({*places, *further})
        left = self.moves.left(places[0], piece)
        right = self.moves.right(places[-1] + 1, piece, cue)
        marked = bool(cue.direction or cue.speed or left.speed or right.speed or left.direction or right.direction)
        if left.article and len(places) == 1 and not cue.alone and self.moves.modifies(places[-1] + 1, piece.last):
            return None
        if self.tokens[places[0]].word in self.lex.words("gaze"):
            return None
        phrase = len(places) > 1
        led = left.conjoined and self.acting.still_acts(places[0], piece)
        far = cue.sure and cue.verb == "ing" and places[0] == piece.first
        marked = marked or bool(far and self.moves.far(places[-1] + 1, piece.last, cue).direction)
        verdict = self.moves.accepts(cue, left, marked or phrase, "led" if led else state, phrase=phrase)
        single = len(places) == 1 and self.tokens[places[0]].word in self.lex.words("not-alone")
        if verdict is False or (verdict is None and single):
            return None
        late = self.moves.late_speed(places[-1] + 1, piece)
        found = self._completed(places, cue, verdict is True, [left, right, late])
        # A direction further on stays in the words about the camera: it is part of a phrase of its own.
        found.cue = self.moves.directed(found.cue, self.moves.far(found.places[-1] + 1, end, found.cue).direction)
        return found

    def _framed(self, places: list[int], cue: Cue, piece: Piece, state: str) -> Found | None:
        """A size, framing or angle. Some open a sentence (`close on a typewriter`), some stand in capitals (`MS`)."""
        first, after = places[0], places[-1] + 1
        opening = first == piece.first and not piece.before
        follows = self.tokens[after] if after < piece.last and self.tokens[after].joined else None
        if cue.capitals:
            token = self.tokens[first]
            written = self.text[token.start : token.end].isupper()
            fits = follows is None or follows.word in _FRAMED or follows.word[0].isdigit()
            alone = piece.last - piece.first == 1 and bool(piece.before)
            return Found(places, cue, True) if alone or (written and (cue.alone or (fits and opening))) else None
        if cue.opening:
            named = follows is not None and (follows.word in DETERMINERS or self.text[follows.start].isupper())
            return Found(places, cue, True) if opening and named else None
        led = state == "camera" and cue.angle is not None and len(places) > 1
        return Found(places, cue, cue.alone or led or (opening and follows is not None and follows.word == "of"))

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
        return Collector(self.text, self.tokens, self.lex, self.used, self.noted).values(self.found)
