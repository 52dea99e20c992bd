"""Which words of a shot an anchor would say in their place.

Only what the anchor's own wording covers word by word is taken, and only where the sentence stays whole: a bracket
behind a name, the parts that follow it, a sentence that says nothing else, a description that gives way to the name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from projects.core.board import Shot
from projects.core.grammar import ARTICLES, FUNCTION_WORDS
from projects.core.names import find_name
from projects.core.suggest_cover import Cover, Edit, clauses, cover, is_bare, stem, verbatim
from projects.core.suggest_said_places import other_edits
from projects.core.suggest_text import Reader
from projects.core.suggest_words import OWN, Noun, Said, content
from projects.core.words import without_article

_PART = re.compile(r"[^,;/()]+")
_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_DONE = (".", "!", "?", ":")
_LONGEST_LABEL = 2
_LONGEST_LIST = 1_000


def said_by(shot: Shot, kind: str, name: str, description: str, reader: Reader) -> list[Edit]:
    """The edits that leave to an anchor what it says, in order of field and place, none inside another.

    Nothing of a shot with a custom prompt: that is somebody's own hand.
    """
    if shot.custom_prompt.strip():
        return []
    known = cover(kind, name, description, reader)
    found: list[Edit] = []
    for field in OWN:
        raw = getattr(shot, field)
        if raw and not raw.isspace():
            said = reader.read(field, raw)
            if not known.touches(said):
                continue
            edits = _subject_edits(said, known) if kind == "subject" else other_edits(said, known)
            found += _outermost([*edits, *verbatim(said, known)])
    return found


def _outermost(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start - e.end, e.start)):
        if edit.start < edit.end and not any(edit.start < k.end and k.start < edit.end for k in kept):
            kept.append(edit)
    return sorted(kept, key=lambda e: e.start)


def _subject_edits(said: Said, known: Cover) -> Iterator[Edit]:
    places = sorted([*find_name(said.text, said.words, known.name), *_letters(said, known.name)])
    if said.field == "subject":
        yield from _whole_clauses(said, known, places)
    for first, last in places:
        if not said.words[last - 1].possessive:
            yield from _behind_name(said, first, last, known)
    if said.field != "action":
        yield from _descriptions(said, known, places)


def _letters(said: Said, name: str) -> list[tuple[int, int]]:
    """Where `Character A` is called A with something in brackets behind it, or with what is hers: `A’s cardigan`."""
    letter = name.rsplit(maxsplit=1)[-1]
    if len(letter) != 1 or not letter.isupper() or " " not in name:
        return []
    found = []
    for at, token in enumerate(said.words):
        alone = at == 0 or said.words[at - 1].word != name.split()[-2].casefold()
        if (
            said.written(at) == letter
            and alone
            and (token.possessive or said.text[token.end :].lstrip(" ").startswith("("))
        ):
            found.append((at, at + 1))
    return found


def _whole_clauses(said: Said, known: Cover, places: list[tuple[int, int]]) -> Iterator[Edit]:
    """Sentences and clauses that say nothing else: `She wears a tan apron.`, `Same outfit.`, `A's jacket is visible.`"""
    goes_on = frozenset(stem(word) for word in known.reader.words("suggest-goes-on"))
    for signs in (".!?\n", ".!?;\n"):
        for first, last, start, end in clauses(said, signs):
            text = said.text[said.words[first].start : said.words[last - 1].end]
            mine = places[bisect_left(places, (first, 0)) : bisect_left(places, (last, 0))]
            named = any(b <= last for _, b in mine)
            fewest = 1 if named or said.words[first].word not in ("he", "she", "they") else 3
            in_list = ";" in signs and said.words[first].word in ARTICLES and not named
            if (
                in_list
                or _only_name(said, first, last, mine)
                or not known.covers(text, more=known.seen | goes_on, fewest=fewest + named)
            ):
                continue
            yield Edit(said.field, start, end)


def _only_name(said: Said, first: int, last: int, places: list[tuple[int, int]]) -> bool:
    rest = [i for i in range(first, last) if not any(a <= i < b for a, b in places)]
    return all(said.words[i].word in FUNCTION_WORDS or said.words[i].word == "same" for i in rest)


def _behind_name(said: Said, first: int, last: int, known: Cover) -> Iterator[Edit]:
    """The bracket, the colon's list and the parts between commas that follow a name."""
    text, place = said.text, said.words[last - 1].end
    bracket = _BRACKET.match(text, place)
    if bracket:
        yield from _bracket(said, bracket, known)
        place = bracket.end()
    if text[place : place + 1] == ")":
        place += 1
    for edit in _parts(said, place, known):
        label = _label_before(said, first) if said.stop_before(first) and said.field == "subject" else None
        ends = edit.end == _end_of_sentence(said, place)
        # A sentence that was nothing but the name and its description says nothing any more.
        yield Edit(edit.field, label, _sign_behind(text, edit.end)) if ends and label is not None else edit


def _sign_behind(text: str, place: int) -> int:
    match = re.compile(r"[\s,;.]*").match(text, place)
    return match.end() if match else place


def _bracket(said: Said, bracket: re.Match[str], known: Cover) -> Iterator[Edit]:
    inner = bracket.group(1)
    parts = [part.group().strip() for part in _PART.finditer(inner)]
    left = [part for part in parts if not (known.covers(part) or not content(part))]
    if len(left) == len(parts) or (len(parts) == 1 and len(content(parts[0])) == 1 and not parts[0].isdigit()):
        return
    kept = f" ({', '.join(left)})" if left else ""
    yield Edit(said.field, bracket.start(), bracket.end(), kept)


def _parts(said: Said, place: int, known: Cover) -> Iterator[Edit]:
    """`, a woman in a red coat,` or `: a woman, tall, in red` right behind a name, as far as the anchor says it."""
    text = said.text
    if text[place : place + 1] not in (",", ":"):
        return
    stop = _end_of_sentence(said, place)
    at, end, stop = place, place, min(stop, place + _LONGEST_LIST)
    while at < stop and text[at] in ",:;":
        part = re.compile(r"[^,;:]+").match(text, at + 1, stop)
        if part is None or not known.covers(part.group()):
            break
        end = at = part.end()
    if end == place:
        return
    follows = text[end : end + 1] == "," and end < stop
    yield Edit(said.field, place, end + 1 if follows else end)


def _end_of_sentence(said: Said, place: int) -> int:
    at = said.index(place)
    if at >= len(said.words):
        return len(said.text)
    return said.words[said.sentence_end(at, ".!?\n") - 1].end


def _descriptions(said: Said, known: Cover, places: list[tuple[int, int]]) -> Iterator[Edit]:
    """`a 28-year-old woman with ...` gives way to the name, or goes where it stands alone."""
    reader = known.reader
    for noun in reader.nouns(said):
        if noun.determiner not in ("a", "an", "same", "the") or noun.plural or said.words[noun.head].possessive:
            continue
        last = max((b for a, b in places if noun.first <= a <= noun.head + 1), default=noun.head + 1)
        end = max(reader.extent(said, noun), last)
        text = said.text[said.words[noun.start].start : said.words[end - 1].end]
        if noun.determiner in ("the", "same"):
            end = last
            text = said.text[said.words[noun.start].start : said.words[end - 1].end]
        named = any(noun.first <= a and b <= end for a, b in places)
        fewest = 2 if noun.determiner in ("the", "same") else 3
        if (
            not (named or noun.word in reader.people)
            or not known.covers(text, fewest=fewest if known.person else 1)
            or _behind(said, noun, places)
        ):
            continue
        if noun.determiner in ("the", "same") and (not named or is_bare(text, known.name)):
            continue
        yield _in_place(said, noun, end, known)


def _behind(said: Said, noun: Noun, places: list[tuple[int, int]]) -> bool:
    """Whether a phrase stands in apposition to the name: then it is taken as one of its parts."""
    if noun.first == 0:
        return False
    end = said.words[noun.first - 1].end
    gap = said.text[end : said.words[noun.first].start].rstrip()
    if not gap.endswith((",", ":")):
        return False
    return len(gap) <= 1 and any(b == noun.first for _, b in places[: bisect_left(places, (noun.first, 0))][-3:])


def _in_place(said: Said, noun: Noun, end: int, known: Cover) -> Edit:
    start, stop = said.words[noun.first].start, said.words[end - 1].end
    before = said.text[:start].rstrip()
    alone = (
        (not before or before.endswith(_DONE))
        and (end == len(said.words) or said.stop_before(end))
        and ";" not in said.text[stop : stop + 1]
    )
    label = _label_before(said, noun.first)
    if alone and label is not None and said.field == "subject":
        return Edit(said.field, label, _sign_behind(said.text, stop))
    if (
        noun.first > 1
        and said.words[noun.first - 1].word in ("is", "was")
        and said.words[noun.first].joined
        and known.person
    ):
        return Edit(said.field, said.words[noun.first - 2].end, stop)
    text = f"the same {without_article(known.name)}" if noun.determiner == "same" else known.reference
    capital = said.text[start].isupper()
    return Edit(said.field, start, stop, text[0].upper() + text[1:] if capital else text)


def _label_before(said: Said, at: int) -> int | None:
    """Where a label such as `Center frame:` begins before a word; the word itself without one, None for other words."""
    if not said.text[: said.words[at].start].rstrip().endswith(":"):
        return said.words[at].start
    first = at - 1
    while first > max(0, at - 1 - _LONGEST_LABEL) and not said.stop_before(first):
        first -= 1
    return said.words[first].start if at - first <= _LONGEST_LABEL and not said.words[first].possessive else None
