"""What else recurs: a light, a look, a prop, a whole wording that several shots repeat."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from projects.core.grammar import PREPOSITIONS
from projects.core.suggest_people import Found
from projects.core.suggest_persons_described import Described
from projects.core.suggest_text import Reader
from projects.core.suggest_wording import article
from projects.core.suggest_words import HINTS, Noun, Said, content
from projects.core.words import tokens

_LIGHT_FIELDS = ("lighting", "environment", "style", "custom_prompt")
_MOST_PROPS = 2
_FEWEST_SHOTS_OF_A_PROP = 3
_MOST_LIGHTS = 2
_PIECE = re.compile(r"[^,;.!?\n]+")
_FEWEST_WORDS_OF_A_PIECE = 2
_LONGEST_LOOK = 5


def lights(said: list[Said], reader: Reader) -> list[Found]:
    """Lights that come back: those whose words agree in two things that tell a light."""
    mentions = [
        (noun, _light_words(noun, reader))
        for text in said
        if text.field in _LIGHT_FIELDS
        for noun in _lights_in(text, reader)
    ]
    groups: list[tuple[set[str], list[Noun]]] = []
    for noun, words in mentions:
        if len(words) < 2:
            continue
        group = next((g for g in groups if _one_light(g[0], words, reader)), None)
        if group is None:
            groups.append((set(words), [noun]))
        else:
            group[0].intersection_update(words)
            group[1].append(noun)
    found = [_light(words, nouns, reader) for words, nouns in groups if len({noun.said.at for noun in nouns}) > 1]
    return sorted(found, key=lambda f: (-len(f.shots), f.name))[:_MOST_LIGHTS]


def _lights_in(said: Said, reader: Reader) -> Iterable[Noun]:
    nouns = reader.words("generic-lighting") | {
        "daylight",
        "sunlight",
        "moonlight",
        "candlelight",
        "firelight",
        "lamplight",
        "sun",
    }
    for noun in reader.nouns(said):
        if said.words[noun.head].word in nouns - {"mood", "atmosphere", "shadows", "tones", "exposure"} and not noun.plural:
            yield noun


def _light_words(noun: Noun, reader: Reader) -> frozenset[str]:
    head = {"lighting": "light", "illumination": "light"}.get(noun.word, noun.word)
    return frozenset(part for part in noun.parts if part not in ("and", "even", "subtle", "slightly")) | {head}


def _one_light(known: set[str], words: frozenset[str], reader: Reader) -> bool:
    shared = known & words
    told = shared - {"light", "glow"}
    return len(told) > 1 or (len(shared) > 1 and not told.isdisjoint(reader.words("suggest-light-sources")))


def _light(words: set[str], nouns: list[Noun], reader: Reader) -> Found:
    described = []
    for noun in nouns:
        words_on = noun.said.words[noun.head + 1 : noun.head + 2]
        hangs_on = bool(words_on) and words_on[0].joined and words_on[0].word in PREPOSITIONS
        end = reader.extent(noun.said, noun, within=",()") if hangs_on else noun.head + 1
        start = noun.said.words[noun.start].start
        last = noun.said.words[end - 1].end
        text = noun.said.cut(noun.start, end)
        described.append(Described(noun.said, start, last, text[0].lower() + text[1:], ()))
    first = nouns[0]
    common = [at for at in range(first.start, first.head) if not words.isdisjoint(first.said.words[at].word.split("-"))]
    name = " ".join(_written(first.said, at) for at in [*common, first.head])
    found = Found("lighting", name, {name}, {noun.said.at for noun in nouns}, described, len(nouns))
    containing = [d for d in described if name in d.text.casefold()]
    found.described = containing or described
    return found


def _written(said: Said, at: int) -> str:
    """A word as typed, without the capital of a sentence's beginning."""
    word = said.written(at)
    return word if word[1:] != word[1:].lower() else word.lower()


def repeated(said: list[Said], reader: Reader) -> list[Found]:
    """Whole slots, and parts of the style, that several shots hold word for word."""
    whole: dict[tuple[str, tuple[str, ...]], list[Said]] = defaultdict(list)
    for text in said:
        if text.field in ("subject", "environment", "lighting", "style") and len(text.words) > 2:
            whole[text.field, tuple(token.word for token in text.words)].append(text)
    running = len({text.at for text in said})
    found = []
    for (kind, _), of in whole.items():
        shots = len({text.at for text in of})
        if shots > 1 and (kind != "style" or shots * 3 >= running):
            found.append(_whole(kind, of, reader))
    return [item for item in found if item] + _looks(said, reader)


def _whole(kind: str, of: list[Said], reader: Reader) -> Found | None:
    text = " ".join(of[0].raw.split()).rstrip(".,;: ")
    name = _name_of(kind, of[0], reader)
    if not name:
        return None
    described = [Described(of[0], 0, len(of[0].raw), text, ())]
    return Found(kind, name, {name.casefold()}, {item.at for item in of}, described, len(of))


def _name_of(kind: str, said: Said, reader: Reader) -> str:
    """The name that a wording's first phrase gives: its head with the nouns before it."""
    if kind == "style":
        piece = next((match for match in _PIECE.finditer(said.text) if match.group().strip()), None)
        if piece is not None and 1 < len(tokens(piece.group())) <= _LONGEST_LOOK:
            return " ".join(said.raw[piece.start() : piece.end()].split())
    nouns = [noun for noun in reader.nouns(said) if not noun.plural or kind != "subject"]
    if kind == "subject":
        nouns = [noun for noun in nouns if noun.word in reader.people] or nouns[:1]
    if kind == "lighting":
        nouns = [noun for noun in nouns if noun.said.words[noun.head].word in reader.light] or nouns
    if not nouns:
        return ""
    words = (
        [word for word in nouns[0].modifiers if word != "and"][-2:]
        if kind in ("lighting", "style")
        else [word for word in nouns[0].modifiers if not reader.adjective(word)]
    )
    return " ".join([*words, said.words[nouns[0].head].word])


def _looks(said: list[Said], reader: Reader) -> list[Found]:
    pieces: dict[str, list[tuple[Said, int, int, str]]] = defaultdict(list)
    running = len({text.at for text in said})
    for text in said:
        if text.field != "style":
            continue
        for match in _PIECE.finditer(text.text):
            words = [token.word for token in tokens(match.group())]
            if len(words) >= _FEWEST_WORDS_OF_A_PIECE:
                start = match.start() + len(match.group()) - len(match.group().lstrip())
                pieces[" ".join(words)].append((text, start, match.end(), match.group().strip()))
    found = []
    for key, places in sorted(pieces.items()):
        shots = {text.at for text, _, _, _ in places}
        if (
            len(shots) > 1
            and len(shots) * 3 >= running
            and not any(text.text.strip(" .") == piece for text, _, _, piece in places)
        ):
            described = [Described(text, start, end, piece, ()) for text, start, end, piece in places[:1]]
            found.append(
                Found(
                    "style",
                    places[0][3] if len(key.split()) <= _LONGEST_LOOK else " ".join(key.split()[:3]),
                    {key},
                    shots,
                    described,
                    len(places),
                )
            )
    return found


def props(said: list[Said], known: list[Found], reader: Reader) -> list[Found]:
    """Things that several shots hold and that no person's or place's wording says already."""
    said_already = frozenset().union(
        *(_sentence(d, whole=f.kind == "environment") for f in known for d in f.described),
        *(content(f.name) for f in known),
    )
    by_name: dict[tuple[str, ...], list[Noun]] = defaultdict(list)
    for text in said:
        if text.field in HINTS:
            continue
        for noun in reader.nouns(text):
            if not noun.plural and a_thing(noun, reader):
                nouns = [w for w in noun.modifiers[-1:] if not reader.adjective(w) and not reader.phrases.participle(w)]
                by_name[(*nouns, noun.word)].append(noun)
    _join_short(by_name)
    running = len({text.at for text in said})
    found = [
        _prop(name, nouns, reader)
        for name, nouns in sorted(by_name.items())
        if not said_already >= set(name) and _recurs(nouns, running)
    ]
    found = [item for item in found if len(content(item.description())) > len(content(item.name))]
    return sorted(found, key=lambda f: (-len(f.shots), f.name))[:_MOST_PROPS]


def _sentence(described: Described, *, whole: bool) -> frozenset[str]:
    """The words of a wording; of a place's, those of the rest of its sentence too."""
    if not whole:
        return content(described.text)
    text = described.said.text
    stop = text.find(".", described.end)
    return content(text[described.start : stop if stop > 0 else len(text)]) | content(described.text)


def a_thing(noun: Noun, reader: Reader) -> bool:
    """Whether a phrase names a thing that may be worth an anchor: nobody, no place, no light, no word of the picture."""
    word = noun.word
    if word in reader.people or reader.place(word) or word in reader.light or word in reader.words("suggest-not-things"):
        return False
    if noun.said.words[noun.head].possessive or len(word) < 3 or not word.replace("-", "").isalpha():
        return False
    lists = ("style-nouns", "shot-nouns", "film-nouns", "lens-nouns", "camera")
    if any(word in reader.lex.words(name) for name in lists) or (word in reader.lex.verbs and not noun.determiner):
        return False
    return not reader.phrases.participle(word) and word not in reader.words("idioms")


def _join_short(by_name: dict[tuple[str, ...], list[Noun]]) -> None:
    """`the sensor` goes with `the sensor module` where that is what most shots say; `the watch` and `the titanium watch`
    with the one watch that was ever brought in."""
    for name in [name for name in by_name if len(name) == 1]:
        longer = [other for other in by_name if len(other) == 2 and name[0] in other]
        if len(longer) == 1 and len(by_name[longer[0]]) >= len(by_name[name]):
            by_name[longer[0]] += by_name.pop(name)
    for head in sorted({name[-1] for name in by_name}):
        names = sorted((n for n in by_name if n[-1] == head), key=lambda n: (-len(by_name[n]), n))
        brought_in = {noun.said.at for n in names for noun in by_name[n] if noun.determiner in ("a", "an")}
        if len(names) > 1 and len(brought_in) <= 1:
            for other in names[1:]:
                by_name[names[0]] += by_name.pop(other)


def _recurs(nouns: list[Noun], running: int) -> bool:
    shots = {noun.said.at for noun in nouns}
    known = sum(noun.determiner in ("the", "same", "his", "her", "their") for noun in nouns)
    described = any(len(noun.modifiers) > 1 or (noun.determiner in ("a", "an") and noun.modifiers) for noun in nouns)
    return len(shots) >= _FEWEST_SHOTS_OF_A_PROP and len(shots) * 4 >= running and known * 2 >= len(nouns) and described


def _prop(name: tuple[str, ...], nouns: list[Noun], reader: Reader) -> Found:
    counted = Counter(
        " ".join((*(w for w in noun.modifiers if not reader.adjective(w)), noun.said.words[noun.head].word))
        for noun in nouns
    )
    text = " ".join(name)
    called = text if text in counted else max(counted, key=lambda n: (counted[n], n))
    described = []
    for noun in nouns:
        if noun.determiner in ("a", "an") or len(noun.modifiers) > 1:
            behind = noun.said.words[noun.head + 1 : noun.head + 2]
            hangs_on = bool(behind) and behind[0].joined and behind[0].word in ("with", "of")
            end = reader.extent(noun.said, noun, within=",()") if hangs_on else noun.head + 1
            start, last = noun.said.words[noun.first].start, noun.said.words[end - 1].end
            told = re.split(r" and (?:an?|the) ", noun.said.cut(noun.start, end))[0]
            described.append(Described(noun.said, start, last, article(told), ()))
    return Found("subject", called, {called}, {noun.said.at for noun in nouns}, described, len(nouns))
