"""Numbers that tell nothing: a keyed order of all numbers, so that what counts up is no count to whoever sees it."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

_HALF = 26
_MASK = (1 << _HALF) - 1
MOST = (1 << 2 * _HALF) - 1  # a number that a browser can hold, too
_TURNS = 4


class Opaque:
    """One such order. Whoever has the key finds back; everybody else sees numbers at random. Each stands for one alone."""

    __slots__ = ("_key",)

    def __init__(self, key: str) -> None:
        self._key = blake2b(key.encode("utf-8", "surrogatepass")).digest()[:32]

    def hidden(self, number: int) -> int:
        """The number that stands for this one. ValueError for one that is out of bounds."""
        return self._turned(number, range(_TURNS))

    def found(self, number: int) -> int:
        """The number that this one stands for. ValueError for one that is out of bounds."""
        return self._swapped(self._turned(self._swapped(number), reversed(range(_TURNS))))

    def _turned(self, number: int, turns: Iterable[int]) -> int:
        if not 0 <= number <= MOST:
            raise ValueError(number)
        left, right = number >> _HALF, number & _MASK
        for turn in turns:
            left, right = right, left ^ self._noise(turn, right)
        return left << _HALF | right

    @staticmethod
    def _swapped(number: int) -> int:
        if not 0 <= number <= MOST:
            raise ValueError(number)
        return (number & _MASK) << _HALF | number >> _HALF

    def _noise(self, turn: int, half: int) -> int:
        told = blake2b(half.to_bytes(4), digest_size=4, key=self._key, salt=bytes([turn])).digest()
        return int.from_bytes(told) & _MASK
