"""Whether a wording of a group speaks of what the group is about where it stands: of light, of the hour, of the picture."""

from __future__ import annotations

from dataclasses import dataclass

from projects.core.attributes_binding import head_of
from projects.core.attributes_lexicon import Lexicon, Term
from projects.core.grammar import FUNCTION_WORDS
from projects.core.words import CLAUSE_END, Token

_LIGHT_REACH = 6
_FIRST_WORDS = 3
LONGEST_LEAD = 60
_LEADING = frozenset("a an the in on at inside outside out now".split())
_LAMPS = frozenset("bulb bulbs lamp lamps candle candles lantern lanterns tubes strips".split())
_LENSES = frozenset("lens lenses prime primes focal macro telephoto zoom".split())
_INNER_DOORS = frozenset("window windows glass door doors panes pane walls wall".split())
# `the night of the wedding` is a night; `the dawn of an age`, `a rain of petals` are not.
_OF_DAYS = frozenset("morning afternoon evening night midnight".split())


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A term found in a text: where, and what follows it."""

    text: str
    slot: str
    words: tuple[Token, ...]
    at: int
    last: int
    term: Term
    part: str
    run: list[Token]
    head: Token | None

    @property
    def clause_start(self) -> bool:
        """Whether nothing of the same clause stands before it."""
        return self.at == 0 or not self.words[self.at].joined


def _of_light(place: Place, lex: Lexicon) -> bool:
    term, run, words, at = place.term, place.run, place.words, place.at
    if term.implied:
        of_place = place.slot == "environment" and term.words[0] in term.group.of_places
        lit = run and (run[0].word in term.group.heads or not lex.light_nouns.isdisjoint(token.word for token in run))
        return bool(of_place or not run or lit)
    if any(token.word in lex.light_nouns for token in run):
        return run[0].word not in term.group.not_before
    if run and place.slot == "lighting" and at <= 1 and run[-1].word in _LAMPS and run[-1] is words[-1]:
        return True  # `a warm tungsten bulb`, and nothing else, is the light
    if run and not (run[0].word in term.group.heads and place.slot == "lighting"):
        return False
    if place.slot == "lighting" and term.words[0] == "from" and not run:
        return True
    before = words[max(0, at - _LIGHT_REACH) : at]
    if any(token.word in lex.light_nouns or token.word.endswith(("light", "lit")) for token in before):
        return not CLAUSE_END.search(place.text[before[0].start : words[at].start]) or place.slot == "lighting"
    if any(part in lex.light_nouns or part.endswith(("light", "lit", "lighting")) for part in term.words):
        return True
    # `warm, soft` alone speaks of light; `the office looks orderly and warm` need not.
    return place.slot == "lighting" and not (at >= 3 and all(token.joined for token in words[at - 2 : at + 1]))


def _of_look(place: Place) -> bool:
    term, run = place.term, place.run
    if place.slot not in ("style", "camera", "lighting", "custom"):
        return False
    heads = term.group.heads
    figure = term.words[0][0].isdigit()
    if run and figure:
        return run[0].word in heads and not any(token.word in _LENSES for token in run)
    if run:
        return not heads or run[0].word in heads
    return not figure or place.slot == "style" or term.words[-1] in heads


def _of_scene(place: Place, lex: Lexicon) -> bool:
    term, run = place.term, place.run
    group = term.group
    if group.of_anchor:
        return _of_setting(place, lex)
    follows = place.words[place.last].word if place.last < len(place.words) and place.words[place.last].joined else ""
    if follows == "of" and term.words[-1] not in _OF_DAYS:
        return False
    if not run or group.any_head or run[0].word in group.heads:
        return True
    if group.spans and run[0].word in lex.light_nouns - lex.reader.words("practicals"):
        return True
    if group.id == "weather" and (lex.reader.verb(run[0].word) or lex.reader.participle(run[0].word)):
        return True
    return place.slot in ("environment", "lighting") and term.words[0] in group.of_places


def _of_setting(place: Place, lex: Lexicon) -> bool:
    """Whether `inside` or `exterior` says where the shot is: what a description is about stands first in it."""
    word = place.term.words[0]
    if word in ("inside", "outside"):
        after = [token.word for token in place.words[place.last : place.last + 5] if token.joined]
        alone = not after or after[0] in FUNCTION_WORDS - {"a", "an"}
        return place.slot == "environment" and place.at == 0 and alone and _INNER_DOORS.isdisjoint(after) and bool(after)
    if word in ("int", "ext"):
        return place.clause_start
    if place.term.implied:
        if place.slot != "environment" or place.run:
            return False
        # Only what leads to it at the very beginning counts: far inside of a text nothing is led by one word.
        led = {token.word for token in place.words[: min(place.at, LONGEST_LEAD)]} & FUNCTION_WORDS
        return led <= _LEADING and place.at <= LONGEST_LEAD
    run = place.run
    described = (
        place.slot == "environment"
        and bool(run)
        and (_leads(place) or lex.reader.adjective(run[0].word) or lex.reader.participle(run[0].word))
    )
    return not run or described or run[0].word in place.term.group.heads


def _leads(place: Place) -> bool:
    """Whether a description begins so: `an interior throne hall`, but not `an interior designer's window`."""
    before = place.words[place.at - 1].word if place.at else ""
    return place.at <= _FIRST_WORDS and before != "the" and not any(token.possessive for token in place.run)


def _of_trait(place: Place, lex: Lexicon) -> bool:
    """Whether a word such as `bald` or `beard` speaks of a person: not `a bald tyre`, `a beard comb`."""
    if not place.run or place.term.group.any_head:
        return True
    own = list(place.words[place.at : place.last])
    head = head_of(place.words, place.at, [*own, *place.run], lex)
    if head is None or head.start < place.words[place.last - 1].end:
        return True
    return lex.reader.person(head.word) or head.word in ("head", "face", "hair", "chin", "scalp", "jaw")


def speaks(place: Place, lex: Lexicon) -> bool:
    """Whether a wording of this group in this slot says what the group is about."""
    bound = place.term.group.bound
    if bound == "scene":
        return _of_scene(place, lex)
    if bound == "light":
        return _of_light(place, lex)
    if bound == "trait":
        return _of_trait(place, lex)
    return bound == "part" or (bound == "look" and _of_look(place))
