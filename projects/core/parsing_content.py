"""Sorting what is not camera into subject, action, environment, lighting and style, word for word.

A text of one sentence is sorted piece by piece. In a longer text the first clause is parted into who, what
and where; every further sentence goes whole to the slot that it is mostly about.
"""

from __future__ import annotations

from projects.core.grammar import ARTICLES, DETERMINERS, POSSESSIVES, PRONOUNS
from projects.core.parsing_camera import Camera
from projects.core.parsing_kinds import Kinds, Part
from projects.core.parsing_moves import GLUE

REST = "rest"
_SHORT = 8
_CLAUSE = 2
_INTRODUCING = frozenset("with in at on by".split())


class Content:
    """Collects the parts of one text. `filled` names the slots that hold something so far."""

    def __init__(self, camera: Camera, kinds: Kinds) -> None:
        self.camera, self.kinds, self.english, self.lex = camera, kinds, kinds.english, kinds.lex
        self.tokens = camera.tokens
        self.single = len(camera.sentences) == 1
        self.parts: list[Part] = []
        # The first words of what a camera phrase says it shows: `wide shot of a lighthouse`.
        self.shown: set[int] = set()
        self.filled: set[str] = set()

    def put(self, parts: list[Part], slot: str) -> None:
        """Puts parts to a slot."""
        for part in parts:
            part.slot = slot
            self.parts.append(part)
            if slot != REST:
                self.filled.add(slot)

    def sort(self, parts: list[Part]) -> None:
        """Puts the parts of one sentence to their slots."""
        at, verb = self._verb(parts)
        if self.kinds.whole:
            self.put(parts, self.kinds.sentence_slot(parts, verb))
        elif verb is None and self._listing(parts):
            self._list(parts)
        elif verb is not None and self._splits(parts, at, verb):
            self._clauses(parts, at, verb)
        else:
            self.put(parts, self.kinds.sentence_slot(parts, verb))

    def _verb(self, parts: list[Part]) -> tuple[int, int | None]:
        """The part with the main verb and the verb's place."""
        subject = plural = False
        for number, part in enumerate(parts):
            if self.kinds.subordinate(part):
                continue
            verb = self.english.main_verb(part.first, part.last, continued=subject, plural=plural)
            if verb is not None:
                return number, verb
            plural = plural or (part.last - part.first > 1 and self.english.plural(part.first, part.last))
            subject = subject or self.kinds.piece_slot(part) in ("", "subject")
        for number, part in enumerate(parts):
            if part.last - part.first < _CLAUSE:
                continue
            past = None if self.single else self.english.past_verb(part.first, part.last)
            verb = past if past is not None else self.english.main_verb(part.first, part.last, continued=False, loose=True)
            if verb is not None and not self.kinds.subordinate(part):
                return number, verb
        return 0, None

    def _listing(self, parts: list[Part]) -> bool:
        """Whether phrases stand side by side, each for itself, not one sentence whose verb was not found."""
        if not self.filled & {"subject", "action"} or self.single:
            return True
        return all(part.last - part.first <= _SHORT and self._phrase(part) for part in parts)

    def _splits(self, parts: list[Part], at: int, verb: int) -> bool:
        """Whether a clause is the one that says who does what: the first with a subject of its own."""
        if "subject" in self.filled or ("action" in self.filled and not self.single):
            return False
        if at == 0 and verb == parts[0].first:
            return True
        own = parts[at].first < verb
        head = self.english.head(parts[at].first if own else parts[0].first, verb if own else parts[0].last)
        kind = self.kinds.kind(head)
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
        if (
            at
            and begin == parts[at].first + 1
            and self.tokens[parts[at].first].word in PRONOUNS
            and "subject" in self.filled
        ):
            # `a woman's face, she smiles`
            begin -= 1
        if begin > parts[at].first:
            self._with_place(Part(parts[at].first, begin), "subject")
        self._with_place(Part(begin, parts[at].last), "action")
        for part in parts[at + 1 :]:
            slot = self._later_slot(part) if self._separable(part) else ""
            self._put_phrase(part, slot if slot in ("lighting", "style", "environment") else "action")

    def _later_slot(self, part: Part) -> str:
        """The slot of a phrase behind the subject: there a bare bulb or a lantern is the light."""
        slot = self.kinds.piece_slot(part)
        head = self.english.head(part.first, part.last)
        thing = "subject" in self.filled and self.english.of_kind(head, self.lex.words("light-things"))
        if self.tokens[part.first].word in self.lex.words("glowing") and head != part.first:
            # `flickering fluorescent tube`
            return "lighting" if thing or self.kinds.kind(head) == "lighting" else slot
        if slot or not thing or self.english.participle(part.first, part.last) is not None:
            return slot
        return "lighting"

    def _put_phrase(self, part: Part, slot: str) -> None:
        """Puts a phrase to its slot; a place goes without its `in`."""
        if slot == "environment" and self.tokens[part.first].word == "in":
            head = self.english.head(part.first, part.last)
            if head != part.first and self.kinds.kind(head) == "environment":
                self.camera.used.add(part.first)
                part.first += 1
        self.put([part], slot)

    def _leading(self, part: Part) -> None:
        """A part before the clause's verb: where or when, else about the subject."""
        slot = self.kinds.piece_slot(part)
        if slot in ("environment", "lighting", "style"):
            self._put_phrase(part, slot)
        elif self.kinds.subordinate(part):
            self.put([part], "action")
        else:
            self._with_place(part, "subject")

    def _with_place(self, part: Part, slot: str) -> None:
        """Puts a part to a slot, but what says where to the environment."""
        place = None if "environment" in self.filled else self.english.place(part.first, part.last)
        if place is None or (place[0] == part.first and slot == "subject"):
            self.put([part], slot)
            return
        start, end = place
        if start > part.first:
            self.put([Part(part.first, start)], slot)
        if self.tokens[start].word == "in":
            self.camera.used.add(start)
            start += 1
        self.put([Part(start, end)], "environment")
        if end < part.last:
            self.put([Part(end, part.last)], slot)

    def _phrase(self, part: Part) -> bool:
        """Whether a part is a phrase of its own, not the end of a clause."""
        word = self.tokens[part.first].word
        if word in PRONOUNS or word in POSSESSIVES or word in GLUE - DETERMINERS - _INTRODUCING:
            return False
        ing = self.lex.verbs.get(word, ("", ""))[1] == "ing"
        return not ing or (word in self.lex.words("glowing") and self._later_slot(part) == "lighting")

    def _separable(self, part: Part) -> bool:
        """Whether a part after the clause may go to a slot of its own."""
        if not self._phrase(part):
            return False
        if self.single or not self.filled:
            return True
        return (
            self.kinds.kind(self.english.head(part.first, part.last)) == "lighting" or self._later_slot(part) == "lighting"
        )

    def _otherwise(self, part: Part) -> str:
        """The slot of a phrase that names none, at the start of a sentence."""
        if "subject" not in self.filled:
            return "subject"
        scenery = self.english.of_kind(self.english.head(part.first, part.last), self.lex.words("scenery"))
        return "environment" if scenery else "action"

    def _list(self, parts: list[Part]) -> None:
        """Phrases without a main verb, each to its own slot; one that says nothing goes with the one before."""
        last = ""
        for part in parts:
            slot = "action" if self.kinds.subordinate(part) else self._later_slot(part)
            if slot == "environment" and part.first in self.shown and not self.filled & {"subject"}:
                landmark = self.english.of_kind(self.english.head(part.first, part.last), self.lex.words("landmarks"))
                acts = self.english.participle(part.first, part.last) is not None
                slot = "subject" if landmark or acts else slot
            begin = self.english.participle(part.first, part.last) if slot in ("", "subject") else None
            own = not last or self.tokens[part.first].word not in POSSESSIVES
            if begin is not None and begin > part.first and "subject" not in self.filled and own:
                self._with_place(Part(part.first, begin), "subject")
                self._with_place(Part(begin, part.last), "action")
                last = "action"
                continue
            if not slot and "subject" not in self.filled and self.tokens[part.first].word in ARTICLES:
                slot = "subject"
            if not slot or (slot == "subject" and last == "action"):
                slot = last or self._otherwise(part)
            if slot in ("subject", "action"):
                self._with_place(part, slot)
            else:
                self._put_phrase(part, slot)
            last = slot
