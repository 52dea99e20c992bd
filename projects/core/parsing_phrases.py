"""A table of phrases for the parser: the longest one that starts at a word, and the forms of a phrase."""

from __future__ import annotations

from collections.abc import Iterable
from sys import intern
from typing import Any, Generic, TypeVar

from projects.core.parsing_forms import forms
from projects.core.parsing_text import Token, folded

T = TypeVar("T")


class _Node(dict[str, Any]):
    """What may follow a word: a node, or the value of a phrase that ends there and that no longer one begins with.

    Under "" stands the value of the phrase that ends where the node begins. There are tens of thousands of phrases,
    most of them ends: a node for each would take more room than all their words.
    """

    __slots__ = ()

    def below(self, word: str) -> _Node:
        """The node behind a word, made where there is none yet."""
        found = self.get(word)
        if isinstance(found, _Node):
            return found
        made = _Node({"": found} if word in self else ())
        self[intern(word)] = made
        return made


class Phrases(Generic[T]):
    """Phrases by their words; the longest one that starts at a word is found in one walk."""

    def __init__(self) -> None:
        self._root = _Node()

    def get(self, words: tuple[str, ...]) -> T | None:
        """The value of exactly this phrase."""
        node: Any = self._root
        for word in words:
            if not isinstance(node, _Node) or word not in node:
                return None
            node = node[word]
        return node.get("") if isinstance(node, _Node) else node

    def add(self, words: tuple[str, ...], value: T) -> None:
        """Stores a phrase; the last value stored for it holds."""
        if not words:
            return
        node = self._root
        for word in words[:-1]:
            node = node.below(word)
        end = node.get(words[-1])
        if isinstance(end, _Node):
            end[""] = value
        else:
            node[intern(words[-1])] = value

    def longest(
        self, tokens: list[Token], at: int, end: int, gaps: frozenset[str] = frozenset()
    ) -> tuple[list[int], T] | None:
        """The longest phrase from this word on that ends before `end`: the places of its words, its value.

        A few words of `gaps`, or adverbs in -ly, may stand between its words where `gaps` is given.
        """
        if tokens[at].word not in self._root:
            return None
        node = self._root
        best: tuple[list[int], T] | None = None
        places: list[int] = []
        skipped = 0
        for index in range(at, end):
            token = tokens[index]
            if index > at and not token.joined:
                break
            if token.word in node:
                below = node[token.word]
                places.append(index)
                if not isinstance(below, _Node):
                    return places, below
                node = below
                if "" in below:
                    best = (list(places), below[""])
            elif places and skipped < 4 and gaps and self._between(token.word, gaps, begun=skipped > 0):
                skipped += 1
            else:
                break
        return best

    @staticmethod
    def _between(word: str, gaps: frozenset[str], *, begun: bool) -> bool:
        """Whether a word may stand inside a phrase: `glides smoothly and quickly to the left`."""
        return word in gaps or word.endswith("ly") or (begun and word == "and")


def phrase_forms(phrase: str) -> Iterable[tuple[str, ...]]:
    """A phrase with its first word in every form: `push in`, `pushes in`, `pushing in`, `pushed in`."""
    head, *rest = folded(phrase)
    return [(form, *rest) for form in forms(head)]
