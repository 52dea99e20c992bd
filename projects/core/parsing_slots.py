"""Every word of a text to a slot or to the rest about the camera: what is camera is told from what is content."""

from __future__ import annotations

from projects.core.grammar import DETERMINERS, PRONOUNS
from projects.core.parsing_camera import Camera
from projects.core.parsing_content import REST, Content
from projects.core.parsing_english import English
from projects.core.parsing_kinds import Kinds, Part
from projects.core.parsing_lexicon import Lexicon
from projects.core.parsing_moves import GLUE
from projects.core.parsing_text import Piece, Sentence
from projects.core.parsing_verbs import COUNTS

_AS = frozenset({"as", "while", "where"})
_CLAUSE_REACH = 25
_NO_CLAUSE = frozenset("if though well to soon".split())
_OBJECT_AFTER = frozenset(
    "around round on over across along past through toward towards above into onto at of alongside behind beside down up "
    "to between beneath under from".split()
)
_THROUGH = frozenset("over across along through above into down up between under from".split())
_OVER = frozenset("over above between under from up".split())
_PAIR = 2
_WAYS = frozenset("left right forward backward backwards".split())
_OPENS_NOUN = DETERMINERS | COUNTS | {"hundreds", "thousands"}
_SHOWN_ON = DETERMINERS | {"on", "of"}


class Slots:
    """The parts of one text, in `content.parts`.

    `whole` keeps every sentence in one slot, for shots whose subject and place are described elsewhere.
    """

    def __init__(self, camera: Camera, lex: Lexicon, *, whole: bool) -> None:
        self.camera, self.lex, self.whole = camera, lex, whole
        self.tokens = camera.tokens
        self.english = English(self.tokens, camera.text, lex)
        self.kinds = Kinds(self.english, whole=whole)
        self.content = Content(camera, self.kinds)
        self.marks = camera.marks
        self._turned = False
        self._piece = 0
        self._joins = GLUE | lex.words("filler") | {"it", "we", "camera"}
        self._saying = (lex.camera_verbs - lex.words("links")) | lex.words("shown-nouns")
        self._subjects = lex.words("camera-nouns") | lex.words("camera-shots") | lex.words("shown-nouns")
        for sentence in camera.sentences:
            self._sentence(sentence)

    def _sentence(self, sentence: Sentence) -> None:
        """Sorts one sentence, each run of pieces under the label that holds for it."""
        content: list[Part] = []
        forced = ""
        about_camera = False
        behind = self._behind(sentence)
        for piece in sentence.pieces:
            if piece.mark:
                self._mark(piece)
                continue
            if piece.first in self.marks.words:
                self.camera.used.update(range(piece.first, piece.last))
                continue
            label = self._asked(piece)
            if label != forced:
                self._close(content, forced)
                content, forced, about_camera = [], label, False
            about_camera = self._piece_of(piece, content, forced, behind, about_camera)
        self._close(content, forced)

    def _piece_of(self, piece: Piece, content: list[Part], forced: str, behind: int, about_camera: bool) -> bool:
        """Adds what a piece says to the content of its sentence; whether what follows may go on about the camera."""
        runs = self._runs(piece)
        opens = self._opens_with_camera(piece)
        labelled = forced == "camera"
        if opens and not (labelled and ("subject" in self.marks.slots or self.whole)):
            started = self._named(content) or behind > piece.first
            content.extend(self._after_camera(runs, piece, started))
            # What follows "as ..." is no longer about the camera.
            return not self._turned
        about_camera = opens or (about_camera and piece.before != ";" and self._goes_on(piece))
        if labelled or about_camera:
            content.extend(self._gone_on(runs, labelled or bool(content)))
            return about_camera
        if piece.first == behind and runs and runs[0].first == behind:
            self.camera.used.add(behind)
            runs[0].first += 1
        content.extend(self._without_of(run, piece) for run in runs)
        return False

    def _gone_on(self, runs: list[Part], known: bool) -> list[Part]:
        """Puts what goes on about the camera to the rest; hands back what it shows where nobody is known yet."""
        content: list[Part] = []
        for run in runs:
            shown = not (known or self.whole or "subject" in self.content.filled)
            link = self._link(run) if shown and self.tokens[run.first].word in self.lex.words("links-on") else None
            self.content.put([Part(run.first, link or run.last)], REST)
            if link is not None:
                content.append(Part(link, run.last))
        return content

    def _named(self, content: list[Part]) -> bool:
        """Whether the words so far say more than where and in what light."""
        return any(self.kinds.piece_slot(part) not in ("environment", "lighting", "style") for part in content)

    def _behind(self, sentence: Sentence) -> int:
        """Where `as` begins a piece of its own that says who is in the picture while the camera moves; -1 if nowhere."""
        led = False
        for piece in sentence.pieces:
            word = self.tokens[piece.first].word
            begins = led and word in _AS and piece.last - piece.first > _PAIR and piece.first not in self.camera.used
            if begins and not self.whole and self.english.main_verb(piece.first + 1, piece.last, continued=False):
                return piece.first
            led = led or piece.first in self.camera.led
        return -1

    def _close(self, content: list[Part], forced: str) -> None:
        """Puts what stands under one label to its slot, or sorts what stands under none."""
        if forced and forced != "camera":
            self.content.put(content, forced)
        elif content:
            self.content.sort(content)

    def _asked(self, piece: Piece) -> str:
        """The slot that a label asks for: one of the six, or "" where the words are to be sorted."""
        label = self.marks.slot_of.get(piece.first, "")
        if label == "motion":
            return "camera" if any(at in self.camera.used for at in range(piece.first, piece.last)) else "action"
        return "" if label in ("free", "shot") else label

    def _mark(self, piece: Piece) -> None:
        """A flag goes to the style; a time or number goes before what it times, the first to the camera's note."""
        flag = "--" in self.camera.text[piece.start : self.tokens[piece.first].start]
        slot = "style" if flag else "action" if self.content.parts else REST
        self.content.put([Part(piece.first, piece.last)], slot)

    def _goes_on(self, piece: Piece) -> bool:
        """Whether a piece behind one about the camera is about it still."""
        if self.camera.continues(piece):
            return True
        if not self.whole or self.kinds.piece_slot(Part(piece.first, piece.last)) in ("lighting", "style"):
            return False
        return self.english.main_verb(piece.first, piece.last, continued=True) is None

    def _runs(self, piece: Piece) -> list[Part]:
        """The words of a piece that are no camera value. Words that only joined such values are used up too."""
        runs: list[Part] = []
        at = piece.first
        while at < piece.last:
            if at in self.camera.used:
                at += 1
                continue
            end = at
            noted = self.camera.noted.get(at)
            while end < piece.last and end not in self.camera.used and self.camera.noted.get(end) == noted:
                end += 1
            if noted is not None:
                self.content.put([Part(at, end)], noted)
                at = end
                continue
            only_joins = all(self.tokens[place].word in self._joins for place in range(at, end))
            if only_joins and (end - at < piece.last - piece.first):
                self.camera.used.update(range(at, end))
            else:
                runs.append(Part(at, end))
            at = end
        return runs

    def _without_of(self, run: Part, piece: Piece) -> Part:
        """`begins with a close-up of a pot`: what the shot is of stands on its own."""
        if run.first > piece.first and self.tokens[run.first].word == "of" and run.last - run.first > 1:
            self.camera.used.add(run.first)
            self.content.shown.add(run.first + 1)
            return Part(run.first + 1, run.last)
        return run

    def _opens_with_camera(self, piece: Piece) -> bool:
        """Whether a piece is about the camera from its start."""
        if piece.first in self.camera.led:
            return True
        at = piece.first
        if self.tokens[at].word == "shot" and at + 1 < piece.last and self.tokens[at + 1].word == "from":
            return True
        while at < piece.last and at not in self.camera.used and (self.whole or self.camera.moves.idle(at)):
            word = self.tokens[at].word
            if at > piece.first and (word in _AS or self.english.finite_at(at, piece.first, piece.last)):
                return False
            at += 1
        return at < piece.last and at in self.camera.used and at not in self.marks.words

    def _after_camera(self, runs: list[Part], piece: Piece, started: bool) -> list[Part]:
        """Puts what a camera piece says beside its values to the rest; hands back what is content after all."""
        content: list[Part] = []
        self._turned = False
        self._piece = piece.first
        for run in runs:
            if self._turned:
                content.append(run)
                continue
            if run.first == piece.first and self.kinds.adjectives_of_style(run):
                self.content.put([run], "style")
                continue
            clause = self._clause(run, piece)
            if clause is not None:
                if clause > run.first:
                    content.extend(self._shown(Part(run.first, clause), started, self._somebody(clause + 1, run.last)))
                self.camera.used.add(clause)
                self._turned = True
                content.append(Part(clause + 1, run.last))
                continue
            content.extend(self._shown(run, started or bool(content), False))
        return content

    def _somebody(self, first: int, last: int) -> bool:
        """Whether a clause is about a person or an animal."""
        verb = self.english.main_verb(first, last, continued=False)
        return (
            self.tokens[first].word not in PRONOUNS and self.kinds.kind(self.english.head(first, verb or last)) == "subject"
        )

    def _shown(self, run: Part, started: bool, other: bool) -> list[Part]:
        """What the picture shows, as content, where nobody is named yet; the words before it go to the rest."""
        link = None if self.whole or "subject" in self.content.filled else self._link(run)
        if link is None:
            return self._object(run, started, other)
        told = any(self.tokens[at].word in self._saying for at in range(run.first, link))
        if told:
            self.content.put([Part(run.first, link)], REST)
        else:
            self.camera.used.update(range(run.first, link))
        self.content.shown.add(link)
        return [Part(link, run.last)]

    def _clause(self, run: Part, piece: Piece) -> int | None:
        """Where `as` or `while` begins a clause about something else."""
        for at in range(max(run.first, piece.first + 1), run.last - 2):
            begins = self.tokens[at].word in _AS and self.tokens[at + 1].word not in _NO_CLAUSE
            end = min(run.last, at + _CLAUSE_REACH)
            if begins and at + 1 not in self.camera.used and self.english.main_verb(at + 1, end, continued=False):
                return at
        return None

    def _link(self, run: Part) -> int | None:
        """The first word after `of`, `showing`, `the camera captures`, `opens on`: what the picture is of."""
        words, links = self.tokens, self.lex.words("links")
        at = run.first
        verb = False
        while at < min(run.last - 1, run.first + 6):
            word = words[at].word
            if word in links or (verb and word == "on"):
                return at + (2 if words[at + 1].word == "of" and at + 2 < run.last else 1)
            verb = word in self.lex.camera_verbs
            if not (verb or word in GLUE or self.camera.moves.idle(at) or word in self._subjects):
                return None
            at += 1
        return None

    def _object(self, run: Part, started: bool, other: bool) -> list[Part]:
        """What a camera move goes around, along or over is the subject (or the place) where none is named yet."""
        at = run.first
        while at < run.last - 1 and (self.english.adverb(at) or self.tokens[at].word in _WAYS):
            at += 1
        word = self.tokens[at].word
        before = run.first - 1
        framed = run.first > self._piece and (before in self.camera.used or before in self.camera.noted)
        moved = run.last - at > 1 and (self.camera.moved(before) or (framed and word in _SHOWN_ON))
        moved = moved or (run.last - at > 1 and self.camera.noted.get(before) == "style")
        kept = self.whole or started or other or self.content.filled & {"subject", "action"}
        named = word in _OBJECT_AFTER or word in _OPENS_NOUN or word[0].isdigit() or self.english.capital(at)
        if kept or not moved or not named or self._names_nobody(at, run) or self._measures(at, run.last):
            self.content.put([run], REST)
            return []
        self.content.put([Part(run.first, at)] if at > run.first else [], REST)
        if word in _OBJECT_AFTER:
            self.camera.used.add(at)
            at += 1
        elif self.tokens[before].word in _THROUGH:
            word = self.tokens[before].word
        head = self.english.head(at, run.last)
        landmark = word in _OVER and self.english.of_kind(head, self.lex.words("landmarks"))
        if word in _THROUGH and not landmark and self.english.of_kind(head, self.lex.words("places")):
            self.content.put([Part(at, run.last)], "environment")
            return []
        if word not in _THROUGH:
            self.content.shown.add(at)
        return [Part(at, run.last)]

    def _measures(self, first: int, last: int) -> bool:
        """Whether words only say how far or how: `180-degree`, `a steady`."""
        units = self.lex.words("units")
        words = ((at, self.tokens[at].word) for at in range(first, last))
        return all(word in GLUE or word in units or word[0].isdigit() or self.camera.moves.idle(at) for at, word in words)

    def _names_nobody(self, at: int, run: Part) -> bool:
        """Whether a pronoun is all that the move goes around (`around her`), or a verb follows (`to follow it`)."""
        verb = self.lex.verbs.get(self.tokens[at + 1].word, ("", ""))[1] == "base"
        if self.tokens[at].word == "to" and verb:
            return True
        return self.tokens[at + 1].word in PRONOUNS and run.last - at == _PAIR
