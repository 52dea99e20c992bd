"""Sorting what is not camera into subject, action, environment, lighting and style, word for word.

A text of one sentence is sorted piece by piece. In a longer text the first clause is parted into who, what
and where; every further sentence goes whole to the slot that it is mostly about.
"""

from __future__ import annotations

from dataclasses import dataclass

from projects.core.grammar import DETERMINERS, POSSESSIVES, PRONOUNS
from projects.core.parsing_camera import Camera
from projects.core.parsing_english import FINITE, English
from projects.core.parsing_lexicon import Lexicon
from projects.core.parsing_moves import GLUE
from projects.core.parsing_text import Piece, Sentence

REST = "rest"
_AS = frozenset({"as", "while"})
_NO_CLAUSE = frozenset("if though well to soon".split())
_OBJECT_AFTER = frozenset("around on over across along past through toward towards above into onto at of".split())


@dataclass(slots=True)
class Part:
    """A run of words that belongs together, and the slot it goes to ("" = not yet known)."""

    first: int
    last: int
    slot: str = ""


class Slots:
    """The parts of one text. `whole` keeps every sentence in one slot (shots with a description of their own)."""

    def __init__(self, camera: Camera, lex: Lexicon, *, whole: bool) -> None:
        self.camera, self.lex, self.whole = camera, lex, whole
        self.tokens = camera.tokens
        self.english = English(self.tokens, camera.text, lex)
        self.parts: list[Part] = []
        self._filled: set[str] = set()
        self._single = len(camera.sentences) == 1
        for sentence in camera.sentences:
            self._sentence(sentence)

    # ------------------------------------------------------------------ camera and content
    def _sentence(self, sentence: Sentence) -> None:
        forced = self._label(sentence)
        content: list[Part] = []
        about_camera = False
        for piece in sentence.pieces:
            runs = self._runs(piece)
            opens = self._opens_with_camera(piece)
            about_camera = opens or (about_camera and piece.before != ";" and self._goes_on(piece))
            if forced == "camera" or (about_camera and not opens):
                self._put(runs, REST)
            elif opens:
                content.extend(self._after_camera(runs, piece))
                # What follows "as ..." is no longer about the camera.
                about_camera = not content
            else:
                content.extend(runs)
        if forced and forced != "camera":
            self._put(content, forced)
        elif content:
            self._content(sentence, content)

    def _goes_on(self, piece: Piece) -> bool:
        """Whether a piece behind one about the camera is about it still."""
        if self.camera.continues(piece):
            return True
        if not self.whole or self.piece_slot(Part(piece.first, piece.last)) in ("lighting", "style"):
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
        for run in runs:
            # `a close-up of a pot`: what the shot is of stands on its own.
            if run.first > piece.first and self.tokens[run.first].word == "of" and run.last - run.first > 1:
                self.camera.used.add(run.first)
                run.first += 1
        return runs

    def _opens_with_camera(self, piece: Piece) -> bool:
        """Whether a piece is about the camera from its start."""
        if piece.first in self.camera.led:
            return True
        at = piece.first
        while at < piece.last and at not in self.camera.used and (self.whole or self.camera.moves.idle(at)):
            if at > piece.first and self.english.finite_at(at, piece.first, piece.last):
                return False
            at += 1
        return at < piece.last and at in self.camera.used and at not in self._labels_used(piece)

    def _labels_used(self, piece: Piece) -> range:
        name = " ".join(token.word for token in self.tokens[piece.first : piece.last])
        return range(piece.first, piece.last if name in self.lex.labels else piece.first)

    def _after_camera(self, runs: list[Part], piece: Piece) -> list[Part]:
        """Puts what a camera piece says beside its values to the rest; hands back what is content after all."""
        content: list[Part] = []
        for run in runs:
            if content:
                content.append(run)
                continue
            clause = self._clause(run, piece)
            if clause is not None:
                if clause > run.first:
                    self._put([Part(run.first, clause)], REST)
                self.camera.used.add(clause)
                content.append(Part(clause + 1, run.last))
                continue
            link = None if self.whole or "subject" in self._filled else self._link(run)
            if link is not None:
                self.camera.used.update(range(run.first, link))
                content.append(Part(link, run.last))
            else:
                self._object(run)
        return content

    def _clause(self, run: Part, piece: Piece) -> int | None:
        """Where `as` or `while` begins a clause about something else."""
        for at in range(max(run.first, piece.first + 1), run.last - 2):
            if self.tokens[at].word in _AS and self.tokens[at + 1].word not in _NO_CLAUSE:
                if at + 1 not in self.camera.used and self.english.main_verb(at + 1, run.last, continued=False):
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
        if self.whole or self._filled or not moved or word not in _OBJECT_AFTER | DETERMINERS:
            self._put([run], REST)
            return
        self._put([Part(run.first, at)] if at > run.first else [], REST)
        if word in _OBJECT_AFTER:
            self.camera.used.add(at)
            at += 1
        head = self.english.head(at, run.last)
        landmark = self.english.of_kind(head, self.lex.words("landmarks"))
        place = self.kind(head) == "environment" and not landmark
        self._put([Part(at, run.last)], "environment" if place else "subject")

    def _put(self, parts: list[Part], slot: str) -> None:
        for part in parts:
            part.slot = slot
            self.parts.append(part)
            if slot != REST:
                self._filled.add(slot)

    # ------------------------------------------------------------------ the other slots
    def _content(self, sentence: Sentence, parts: list[Part]) -> None:
        at, verb = self._verb(parts)
        if self.whole:
            self._put(parts, self.sentence_slot(parts, verb))
        elif verb is None and self._listing(parts):
            self._list(parts)
        elif verb is not None and self._splits(parts, at, verb):
            self._clauses(parts, at, verb)
        else:
            self._put(parts, self.sentence_slot(parts, verb))

    def _verb(self, parts: list[Part]) -> tuple[int, int | None]:
        """The part with the main verb and the verb's place."""
        subject = plural = False
        for number, part in enumerate(parts):
            if self._subordinate(part):
                continue
            verb = self.english.main_verb(part.first, part.last, continued=subject, plural=plural)
            if verb is not None:
                return number, verb
            plural = plural or self.english.plural(part.first, part.last)
            subject = subject or self.piece_slot(part) in ("", "subject")
        for number, part in enumerate(parts):
            verb = self.english.past_verb(part.first, part.last)
            if verb is not None and not self._single:
                return number, verb
        return 0, None

    def _subordinate(self, part: Part) -> bool:
        return self.tokens[part.first].word in ("as", "while", "when", "once", "after", "before", "until", "because")

    def _listing(self, parts: list[Part]) -> bool:
        """Whether phrases stand side by side, each for itself, not one sentence whose verb was not found."""
        if not self._filled & {"subject", "action"} or self._single:
            return True
        return all(part.last - part.first <= 8 and self._separable(part) for part in parts)

    def _splits(self, parts: list[Part], at: int, verb: int) -> bool:
        """Whether a clause is the one that says who does what: the first with a subject of its own."""
        if "subject" in self._filled or ("action" in self._filled and not self._single):
            return False
        if at == 0 and verb == parts[0].first:
            return True
        head = self.english.head(parts[at].first if at == 0 else parts[0].first, verb if at == 0 else parts[0].last)
        kind = self.kind(head)
        if kind in ("lighting", "style"):
            return False
        return not (kind == "environment" and self.tokens[verb].word in self.lex.words("being") and at == 0)

    def _clauses(self, parts: list[Part], at: int, verb: int) -> None:
        """Parts who, what and where of one clause, and what stands around it."""
        begin = verb
        while begin - 1 >= parts[at].first and self.english.adverb(begin - 1):
            begin -= 1
        for part in parts[:at]:
            self._leading(part)
        if begin > parts[at].first:
            self._with_place(Part(parts[at].first, begin), "subject")
        self._with_place(Part(begin, parts[at].last), "action")
        for part in parts[at + 1 :]:
            slot = self.piece_slot(part) if self._separable(part) else ""
            self._put([part], slot if slot in ("lighting", "style", "environment") else "action")

    def _leading(self, part: Part) -> None:
        """A part before the clause's verb: where or when, else about the subject."""
        slot = self.piece_slot(part)
        if slot == "environment" and self.tokens[part.first].word == "in" and part.last - part.first > 1:
            self.camera.used.add(part.first)
            part.first += 1
        if slot in ("environment", "lighting", "style"):
            self._put([part], slot)
        elif self._subordinate(part):
            self._put([part], "action")
        else:
            self._with_place(part, "subject")

    def _with_place(self, part: Part, slot: str) -> None:
        """Puts a part to a slot, but what says where to the environment."""
        place = None if "environment" in self._filled else self.english.place(part.first, part.last)
        if place is None or (place[0] == part.first and slot == "subject"):
            self._put([part], slot)
            return
        start, end = place
        if start > part.first:
            self._put([Part(part.first, start)], slot)
        if self.tokens[start].word == "in":
            self.camera.used.add(start)
            start += 1
        self._put([Part(start, end)], "environment")
        if end < part.last:
            self._put([Part(end, part.last)], slot)

    def _separable(self, part: Part) -> bool:
        """Whether a part after the clause may go to a slot of its own: a phrase, not a clause that goes on."""
        word = self.tokens[part.first].word
        if word in PRONOUNS or word in GLUE - DETERMINERS - {"with", "in", "at", "on", "by"}:
            return False
        if self.lex.verbs.get(word, ("", ""))[1] == "ing" or word in POSSESSIVES:
            return False
        return self._single or not self._filled or self.kind(self.english.head(part.first, part.last)) == "lighting"

    def _list(self, parts: list[Part]) -> None:
        """Phrases without a main verb, each to its own slot; one that says nothing goes with the one before."""
        last = ""
        for part in parts:
            slot = "action" if self._subordinate(part) else self.piece_slot(part)
            begin = self.english.participle(part.first, part.last) if slot in ("", "subject") else None
            if begin is not None and begin > part.first and not last:
                self._with_place(Part(part.first, begin), "subject")
                self._with_place(Part(begin, part.last), "action")
                last = "action"
                continue
            if not slot or (slot == "subject" and last == "action"):
                slot = last or ("subject" if "subject" not in self._filled else "action")
            if slot == "environment" and self.tokens[part.first].word == "in" and part.last - part.first > 1:
                self.camera.used.add(part.first)
                part.first += 1
            if slot in ("subject", "action"):
                self._with_place(part, slot)
            else:
                self._put([part], slot)
            last = slot

    def kind(self, head: int | None) -> str:
        """The slot that a noun speaks of, or ""."""
        english, words = self.english, self.lex.words
        if english.of_kind(head, words("light-nouns")):
            return "lighting"
        if english.of_kind(head, self.lex.of_subjects()):
            return "subject"
        if english.of_kind(head, words("style-nouns")):
            return "style"
        if english.of_kind(head, words("places")) and not english.of_kind(head, words("things")):
            return "environment"
        return ""

    def piece_slot(self, part: Part) -> str:
        """The slot of a phrase by its first words, its head and its set phrases, or ""."""
        first, last = part.first, part.last
        if self.tokens[first].word in self.lex.words("light-starts"):
            return "lighting"
        kind = self.kind(self.english.head(first, last))
        if kind in ("lighting", "environment"):
            return kind
        for slot in ("style", "lighting", "environment"):
            if self.lex.phrases[slot].longest(self.tokens, first, last) is not None:
                return slot
        if kind == "style":
            return kind
        for slot in ("style", "lighting"):
            if any(self.lex.phrases[slot].longest(self.tokens, at, last) for at in range(first, min(last, first + 30))):
                return "" if kind == "subject" else slot
        if all(self._style_word(at) for at in range(first, last)) and not self.english.adverb(last - 1):
            return "style"
        word = self.tokens[first].word
        if word in self.lex.words("place-prepositions"):
            place = self.english.place(first, last, any_place=True)
            if place is not None and place[0] == first:
                return "environment"
        if self.lex.verbs.get(word, ("", ""))[1] == "ing" and word not in self.lex.words("describing"):
            return "action"
        return kind

    def _style_word(self, at: int) -> bool:
        word = self.tokens[at].word
        return word in self.lex.words("style-adjectives") or word == "and" or self.english.adverb(at)

    def sentence_slot(self, parts: list[Part], verb: int | None) -> str:
        """The slot that a whole sentence goes to."""
        first = next((part for part in parts if not self._subordinate(part)), parts[0])
        end = verb if verb is not None and first.first < verb <= first.last else first.last
        kind = self.kind(self.english.head(first.first, end))
        if verb is None:
            return self.piece_slot(first) or kind or "action"
        word = self.tokens[verb].word
        if kind in ("lighting", "style"):
            return kind
        if kind != "subject" and self.lex.verbs.get(word, ("", ""))[0] in self.lex.words("mood-verbs"):
            return "style"
        scenery = kind == "environment" or self.english.of_kind(
            self.english.head(first.first, end), self.lex.words("scenery") | self.lex.words("things")
        )
        if scenery and word in self.lex.words("being"):
            return "environment"
        if kind == "subject" and (word in self.lex.words("stative") or word in FINITE) and not self.whole:
            return "subject"
        return "action"
