"""What a description or a word tells of somebody: he or she."""

from __future__ import annotations

from functools import lru_cache

from projects.core.attributes_lexicon import Lexicon
from projects.core.board import Anchor
from projects.core.wording import full_text
from projects.core.words import singular, vocabulary


@lru_cache(maxsize=1024)
def gender(anchor: Anchor, lex: Lexicon) -> str:
    """What a description tells: `m`, `f`, or nothing where it says neither or both."""
    known = vocabulary(full_text(anchor))
    male, female = not known.isdisjoint(lex.male), not known.isdisjoint(lex.female)
    return "m" if male and not female else "f" if female and not male else ""


def gender_of_word(word: str, lex: Lexicon) -> str:
    """What a word for a person tells: `m`, `f` or nothing."""
    said = singular(word)
    return "m" if said in lex.male else "f" if said in lex.female else ""
