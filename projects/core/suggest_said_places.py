"""Which words of a shot an anchor of a place, a light or a look would say in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from projects.core.names import find_name
from projects.core.suggest_cover import Cover, Edit, clauses, is_bare, stem
from projects.core.suggest_text import Reader
from projects.core.suggest_words import Noun, Said
from projects.core.words import without_article


def other_edits(said: Said, known: Cover) -> Iterator[Edit]:
    """The edits in one text that leave to a place, a light or a look what it says."""
    own = said.field == known.kind or (known.kind == "lighting" and said.field == "environment")
    if own:
        yield from _covered_clauses(said, known)
        yield from _covered_lead(said, known)
    if known.kind == "environment":
        yield from _place_phrases(said, known)


def _covered_clauses(said: Said, known: Cover) -> Iterator[Edit]:
    framing = frozenset(stem(word) for word in known.reader.words("suggest-framing"))
    more = known.seen | framing if known.kind == "environment" else known.seen | {"light", "lighting"}
    fewest = 1 if known.kind == "environment" else 2
    for signs in (".!?\n", ".!?;\n"):
        for first, last, start, end in clauses(said, signs):
            if known.covers(said.text[said.words[first].start : said.words[last - 1].end], more=more, fewest=fewest):
                yield Edit(said.field, start, end)


def _covered_lead(said: Said, known: Cover) -> Iterator[Edit]:
    """The parts at the beginning of a sentence that the anchor says: `Same fixed room: desk, monitors, ...`."""
    if known.kind == "style":
        for match in re.finditer(r"[^,;.!?\n]+", said.text):
            if known.covers(match.group(), fewest=2):
                yield Edit(said.field, match.start(), match.end())
        return
    framing = frozenset(stem(word) for word in known.reader.words("suggest-framing"))
    for first, last, _, _ in clauses(said, ".!?\n"):
        start, stop = said.words[first].start, said.words[last - 1].end
        end, at = start, start
        while at < stop:
            part = re.compile(r"[^,;:]+").match(said.text, at, stop)
            if part is None or not known.covers(part.group(), more=framing) or _in_phrase(said, part.end(), known.reader):
                break
            end = at = part.end()
            while at < stop and said.text[at] in ",;: ":
                at += 1
        if end > start and end < stop and known.covers(said.text[start:end], more=framing, fewest=2):
            yield Edit(said.field, start, at)


def _in_phrase(said: Said, place: int, reader: Reader) -> bool:
    """Whether the comma at this place stands between adjectives: `bright, even lighting`."""
    at = said.index(place - 1)
    return at < len(said.words) and said.text[place : place + 1] == "," and reader.adjective(said.words[at].word)


def _place_phrases(said: Said, known: Cover) -> Iterator[Edit]:
    """`in a modern coffee shop` where the sentence needs its place: `in the coffee shop`."""
    name = without_article(known.name)
    for noun in known.reader.nouns(said):
        if noun.determiner not in ("a", "an", "same", ""):
            continue
        places = find_name(said.text, said.words[noun.start : noun.head + 1], name)
        if not places:
            continue
        end = known.reader.extent(said, noun)
        whole = said.text[said.words[noun.start].start : said.words[end - 1].end]
        if not known.covers(whole):
            whole = said.text[said.words[noun.start].start : said.words[noun.head].end]
            end = noun.head + 1 if known.covers(whole) else noun.start + places[-1][1]
        text = said.text[said.words[noun.start].start : said.words[end - 1].end]
        if not known.covers(text) or (noun.determiner == "" and _opening(said, noun, known.reader) is None):
            continue
        if is_bare(said.text[said.words[noun.first].start : said.words[end - 1].end], name) and noun.determiner != "a":
            continue
        first = _opening(said, noun, known.reader) if said.field == "environment" else None
        if first is not None:
            yield from _leading_place(said, first, end, known)
        else:
            yield Edit(said.field, said.words[noun.first].start, said.words[end - 1].end, f"the {name}")


def _opening(said: Said, noun: Noun, reader: Reader) -> int | None:
    """Where a sentence begins that comes to the place by framing words alone: `Wide view of a kitchen`; None for others."""
    first, framing = noun.first, reader.words("suggest-framing")
    while first > 0 and not said.stop_before(first):
        first -= 1
        if said.words[first].word not in framing:
            return None
    return first


def _leading_place(said: Said, first: int, end: int, known: Cover) -> Iterator[Edit]:
    """A sentence that opens with the place goes on without it, unless its verb needs a subject."""
    start, stop = said.words[first].start, said.words[end - 1].end
    goes_on = end < len(said.words) and not said.stop_before(end) and said.words[end].joined
    if goes_on and known.reader.finite(said.words, end):
        yield Edit(said.field, start, stop, f"The {without_article(known.name)}")
        return
    gap = re.compile(r"\s*[,;:.]?\s*").match(said.text, stop)
    yield Edit(said.field, start, gap.end() if gap else stop)
