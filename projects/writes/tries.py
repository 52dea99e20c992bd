"""How often somebody may try something: counted in the cache that all workers share, exactly, whatever comes at once."""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection, transaction

_KEPT = 24 * 60 * 60  # longer than any limit: what has expired is thrown away by whoever reads it, and must not be in use


@dataclass(frozen=True, slots=True)
class Tries:
    """At most `most` tries within `seconds`, for each key apart. A clock that is put right frees tries, and takes none."""

    name: str
    most: int
    seconds: int

    def _at(self, key: str) -> str:
        mark = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return f"tries:{self.name}:{mark}"

    def _times(self, at: str) -> list[float]:
        now = time.time()
        return [when for when in cache.get(at, ()) if abs(now - when) < self.seconds]

    def over(self, key: str) -> bool:
        """Whether no try is left. Writes nothing."""
        return len(self._times(self._at(key))) >= self.most

    def wait(self, key: str) -> int:
        """The seconds until a try is free again, where none is left."""
        times = self._times(self._at(key))
        return max(1, math.ceil(self.seconds - (time.time() - min(times)))) if len(times) >= self.most else 0

    def take(self, key: str) -> float | None:
        """Takes a try, and gives what gives it back; None where none is left."""
        at, now = self._at(key), time.time()
        with _alone(at):
            times = self._times(at)
            if len(times) >= self.most:
                return None
            cache.set(at, [*times, now], _KEPT)
        return now

    def count(self, key: str) -> None:
        """Takes a try that was one already."""
        self.take(key)

    def give_back(self, key: str, taken: float) -> None:
        """A try that was none: what `take` gave."""
        at = self._at(key)
        with _alone(at):
            times = self._times(at)
            if taken in times:
                times.remove(taken)
                cache.set(at, times, _KEPT)


@contextmanager
def _alone(at: str) -> Iterator[None]:
    """One request after the other, over all workers. SQLite's writers stand in a row anyway."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [at])
        yield
