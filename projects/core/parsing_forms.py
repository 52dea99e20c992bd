"""The regular forms of English verbs."""

from __future__ import annotations

from collections.abc import Iterator


def _stems(word: str) -> Iterator[str]:
    """A verb as it stands before -ing and -ed, with and without its last letter doubled."""
    if word.endswith("ie"):
        yield word[:-2] + "y"
    elif word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        yield word[:-1]
    else:
        yield word
        if len(word) > 2 and word[-1] in "bdglmnprt" and word[-2] in "aeiou":
            yield word + word[-1]


def third_person(word: str) -> str:
    """The -s form of a verb: `pans`, `carries`, `pushes`."""
    if word.endswith(("s", "x", "ch", "sh", "z", "o")):
        return word + "es"
    if word.endswith("y") and len(word) > 1 and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def forms(word: str) -> dict[str, str]:
    """The regular forms of an English verb: form -> one of base, s, ing, ed. Doubled letters both ways."""
    found = {word: "base", third_person(word): "s"}
    for stem in _stems(word):
        found[stem + "ing"] = "ing"
        found[stem + "ed"] = "ed"
    if word.endswith("y") and len(word) > 1 and word[-2] not in "aeiou":
        found[word[:-1] + "ied"] = "ed"
    return found
