"""Every word of a text to a slot or to the rest about the camera: what is camera is told from what is content."""

from __future__ import annotations

from projects.core.grammar import DETERMINERS
from projects.core.parsing_camera import Camera
from projects.core.parsing_content import REST, Content
from projects.core.parsing_english import English
from projects.core.parsing_kinds import Kinds, Part
from projects.core.parsing_lexicon import Lexicon
from projects.core.parsing_moves import GLUE
from projects.core.parsing_text import Piece, Sentence

_AS = frozenset({"as", "while"})
_CLAUSE_REACH = 25
_NO_CLAUSE = frozenset("if though well to soon".split())
_OBJECT_AFTER = frozenset("around on over across along past through toward towards above into onto at of".split())


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
        self._labels: set[int] = set()
        for sentence in camera.sentences:
            self._sentence(sentence)

    def _sentence(self, sentence: Sentence) -> None:
        forced = self._label(sentence)
        content: list[Part] = []
        about_camera = False
        for piece in sentence.pieces:
            runs = self._runs(piece)
            opens = self._opens_with_camera(piece)
            about_camera = opens or (about_camera and piece.before != ";" and self._goes_on(piece))
            if forced == "camera" or (about_camera and not opens):
                self.content.put(runs, REST)
            elif opens:
                content.extend(self._after_camera(runs, piece))
                # What follows "as ..." is no longer about the camera.
                about_camera = not content
            else:
                content.extend(self._without_of(run, piece) for run in runs)
        if forced and forced != "camera":
            self.content.put(content, forced)
        elif content:
            self.content.sort(content)

    def _goes_on(self, piece: Piece) -> bool:
        """Whether a piece behind one about the camera is about it still."""
        if self.camera.continues(piece):
            return True
        if not self.whole or self.kinds.piece_slot(Part(piece.first, piece.last)) in ("lighting", "style"):
            return False
        return self.english.main_verb(piece.first, piece.last, continued=True) is None

    def _label(self, sentence: Sentence) -> str:
        """The slot that a label at the start of the sentence names (`Lighting: ...`), or ""."""
        if len(sentence.pieces) < 2 or sentence.pieces[1].before not in (":", "："):
            return ""
        piece = sentence.pieces[0]
        name = " ".join(token.word for token in self.tokens[piece.first : piece.last])
        slot = self.lex.labels.get(name, "")
        before = self.camera.text[: sentence.start].rstrip(" \t")
        if slot and (not before or before.endswith("\n")):
            self.camera.used.update(range(piece.first, piece.last))
            self._labels.update(range(piece.first, piece.last))
        return slot

    def _runs(self, piece: Piece) -> list[Part]:
        """The words of a piece that are no camera value. Words that only joined such values are used up too."""
        runs: list[Part] = []
        at = piece.first
        while at < piece.last:
            if at in self.camera.used:
                at += 1
                continue
            end = at
            while end < piece.last and end not in self.camera.used:
                end += 1
            filler = self.lex.words("filler")
            only_joins = all(self.tokens[place].word in GLUE | filler for place in range(at, end))
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
            return Part(run.first + 1, run.last)
        return run

    def _opens_with_camera(self, piece: Piece) -> bool:
        """Whether a piece is about the camera from its start."""
        if piece.first in self.camera.led:
            return True
        at = piece.first
        while at < piece.last and at not in self.camera.used and (self.whole or self.camera.moves.idle(at)):
            word = self.tokens[at].word
            if at > piece.first and (word in _AS or self.english.finite_at(at, piece.first, piece.last)):
                return False
            at += 1
        return at < piece.last and at in self.camera.used and at not in self._labels

    def _after_camera(self, runs: list[Part], piece: Piece) -> list[Part]:
        """Puts what a camera piece says beside its values to the rest; hands back what is content after all."""
        content: list[Part] = []
        for run in runs:
            if content:
                content.append(run)
                continue
            if run.first == piece.first and self.kinds.adjectives_of_style(run):
                self.content.put([run], "style")
                continue
            clause = self._clause(run, piece)
            if clause is not None:
                if clause > run.first:
                    self.content.put([Part(run.first, clause)], REST)
                self.camera.used.add(clause)
                content.append(Part(clause + 1, run.last))
                continue
            link = None if self.whole or "subject" in self.content.filled else self._link(run)
            if link is not None:
                self.camera.used.update(range(run.first, link))
                content.append(Part(link, run.last))
            else:
                self._object(run)
        return content

    def _clause(self, run: Part, piece: Piece) -> int | None:
        """Where `as` or `while` begins a clause about something else."""
        for at in range(max(run.first, piece.first + 1), run.last - 2):
            begins = self.tokens[at].word in _AS and self.tokens[at + 1].word not in _NO_CLAUSE
            end = min(run.last, at + _CLAUSE_REACH)
            if begins and at + 1 not in self.camera.used and self.english.main_verb(at + 1, end, continued=False):
                return at
        return None

    def _link(self, run: Part) -> int | None:
        """The first word after `of`, `showing`, `the camera captures`: what the picture is of."""
        words, links = self.tokens, self.lex.words("links")
        at = run.first
        while at < min(run.last - 1, run.first + 5):
            word = words[at].word
            if word in links:
                return at + 1
            if not (word in GLUE or self.camera.moves.idle(at) or word in self.lex.words("camera-nouns")):
                return None
            at += 1
        return None

    def _object(self, run: Part) -> None:
        """What a camera move goes around, along or over is the subject (or the place) where none is named yet."""
        at = run.first
        while at < run.last - 1 and self.english.adverb(at):
            at += 1
        word = self.tokens[at].word
        moved = self.camera.moved(run.first - 1) and run.last - at > 1
        if self.whole or self.content.filled or not moved or word not in _OBJECT_AFTER | DETERMINERS:
            self.content.put([run], REST)
            return
        self.content.put([Part(run.first, at)] if at > run.first else [], REST)
        if word in _OBJECT_AFTER:
            self.camera.used.add(at)
            at += 1
        head = self.english.head(at, run.last)
        landmark = self.english.of_kind(head, self.lex.words("landmarks"))
        place = self.kinds.kind(head) == "environment" and not landmark
        self.content.put([Part(at, run.last)], "environment" if place else "subject")
