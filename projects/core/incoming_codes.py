"""Codes for many new shots at once."""

from __future__ import annotations

from collections.abc import Iterable

from projects.core.ordering import STEP, code_between, next_code

# Between known shots codes are chosen with care so many times; beyond that they follow on the highest.
_WITH_CARE = 300


class Codes:
    """Gives codes that were never used."""

    def __init__(self, used: Iterable[str]) -> None:
        self._used = {code.upper() for code in used}
        self._before = frozenset(self._used)
        self._given = set[str]()
        self._with_care = 0
        self._next = 0

    def use(self, code: str) -> bool:
        """Takes this code; False where it was used before, in any case of letters, or is given twice.

        Two codes of one file that differ in case alone are two shots of whoever wrote it, and stay so.
        """
        if code.upper() in self._before or code in self._given:
            return False
        self._given.add(code)
        self._used.add(code.upper())
        return True

    def beside(self, before: str | None, after: str | None) -> str:
        """A code for a shot between two others, None where there is none on that side."""
        if after and before and self._with_care < _WITH_CARE:
            self._with_care += 1
            code = code_between(before, after, self._used)
        else:
            code = self._following()
        self._used.add(code.upper())
        return code

    def _following(self) -> str:
        if not self._next:
            self._next = int(next_code(self._used).removeprefix("SH"))
        while f"SH{self._next:03d}" in self._used:
            self._next += STEP
        return f"SH{self._next:03d}"
