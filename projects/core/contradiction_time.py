"""Words that let time pass between two shots: `later that night`, `the next morning`, `years later`."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from projects.core.words import unquoted

_UNIT = (
    r"(?:moments?|seconds?|minutes?|hours?|days?|nights?|weeks?|months?|seasons?|years?|decades?|centur(?:y|ies)|"
    r"winters?|summers?)"
)
_MANY = (
    r"(?:(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|many|several|few|some|"
    r"\d{1,4}|a few|a couple of|half an|many long) )"
)
_WHEN = (
    r"(?:dawn|daybreak|sunrise|morning|noon|midday|afternoon|sunset|sundown|dusk|twilight|nightfall|evening|night|midnight|day|"
    r"week|month|year|spring|summer|autumn|fall|winter|season|dark|now|then|monday|tuesday|wednesday|thursday|friday|saturday|"
    r"sunday)"
)
_LATER = (
    r"(?:later|earlier|before|afterwards?|on|have passed|has passed|pass|passes|went by|go by)"
    rf"(?: (?:that|the same|at|in the|on|one) {_WHEN})?"
)
_PATTERNS = (
    rf"{_MANY}?{_UNIT} {_LATER}",
    rf"(?:much |a little |some time |even )?later(?: (?:that|the same|in the|on|at|on in the|on that) (?:same )?{_WHEN})?",
    rf"(?:early |late )?(?:by|on |in )?(?:the )?(?:next|following|previous) (?:early )?(?:day|{_WHEN})",
    rf"(?:early |late )?(?:on |by )?that (?:same |very )?{_WHEN}",
    rf"by (?:the )?(?:time )?(?:late |early )?{_WHEN}",
    r"after (?:dark|nightfall|sunset|midnight|hours|many years|years|months|weeks|days)",
    r"overnight|flashback|flash-forward|time passes|time has passed|meanwhile|in the meantime|since then|eventually",
    r"now|by now|at last|no longer|once again",
    r"as (?:night|dawn|dusk|evening|darkness|morning) (?:falls|breaks|comes|approaches|settles)",
)
_PASSING = re.compile(
    r"(?<![\w'’-])(?:" + "|".join(f"(?:{pattern})" for pattern in _PATTERNS) + r")(?![\w'’-])", re.IGNORECASE
)
_HINTS = re.compile(
    r"later|next|following|previous|that|by|after|pass|overnight|flash|meanwhile|since|eventually|last|now|longer|earlier|before|"
    r"again|as |went|go ",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…。！？](?=\s|$)")
_REACH = 400  # code points around the words in which a sentence is looked for
_MOST = 50
_WEAK = frozenset({"now", "by now", "no longer", "once again", "at last"})


@lru_cache(maxsize=256)
def _places(text: str) -> tuple[tuple[int, int], ...]:
    if _HINTS.search(text) is None:
        return ()
    return tuple(match.span() for match in islice(_PASSING.finditer(text), _MOST))


def passing(text: str, start: int, end: int) -> str:
    """The words that let time pass around this place of a text, empty where there are none.

    They may stand in the same sentence, or lead the text: `Hours later. The pier lies dark, at night.`
    """
    plain = unquoted(text)
    found = _places(plain)
    if not found:
        return ""
    reach = max(0, start - _REACH)
    low = max((match.end() for match in _SENTENCE_END.finditer(plain, reach, start)), default=reach)
    after = _SENTENCE_END.search(plain, end, end + _REACH)
    high = after.start() if after else end + _REACH
    near = [(a, b) for a, b in found if low <= a < high and plain[a:b].casefold() not in _WEAK]
    weak = [(a, b) for a, b in found if low <= a < high and start - 24 <= b and a <= end + 12]
    leading = [(a, b) for a, b in found if a == len(plain) - len(plain.lstrip()) and plain[a:b].casefold() not in _WEAK]
    for a, b in (*near, *leading):
        return plain[a:b]
    for a, _ in weak:  # `now` alone is no reason: `now blue` is one
        return plain[a : max(a, end)] if a < end <= a + 60 else ""
    return ""
