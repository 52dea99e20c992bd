"""`prompt.parameters-in-text`: seconds, resolution, ratio, frame rate, CFG and seed belong to the job, not to its text.

Only what is plainly a setting counts: `10 seconds` between commas, `a 10-second clip`; not a countdown, a
television or a score. Figures are read in any script whose letters follow them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from projects.core.catalog import Catalog
from projects.core.craft_reading import Passage, told
from projects.core.craft_words import craft_words
from projects.core.findings import Finding, Fix, Severity
from projects.core.shot_context import ShotContext
from projects.core.words import unquoted

_NUMBER = r"\d{1,4}(?:[.,]\d{1,3})?"
# Each names one setting. `whole` ones count only where they are all that stands between two commas.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("switch", r"(?<!\S)--(?:ar|aspect|seed|s|cfg|fps|duration|no|style|v|q)\s+\S+"),
        ("cfg", rf"\b(?:cfg(?:\s+scale)?|guidance(?:\s+scale)?)\s*(?:[:=]|of|at|to)?\s*{_NUMBER}\b"),
        ("seed", r"\bseed\s*(?:[:=#]|number|of|no\.?)?\s*\d{1,10}\b(?!\s*[a-z])"),
        ("fps", rf"\b(?:at\s+)?{_NUMBER}\s*(?:-\s*)?(?:fps|frames?(?:\s+|-)(?:per|a)(?:\s+|-)second)\b"),
        ("duration", rf"\b(?:duration|length|runtime)\s*[:=]?\s*{_NUMBER}\s*(?:s|secs?|seconds?)\b"),
        (
            "duration",
            rf"\b{_NUMBER}[\s-]*(?:s|secs?|seconds?)(?:[\s-]+long)?[\s-]+(?:video|clip|take|shot|film|footage|sequence|animation|spot)\b",
        ),
        ("duration", rf"\b{_NUMBER}[\s-]*(?:secs?|seconds?)\s+(?:long|in\s+length|total|duration)\b"),
        ("resolution", r"\b(?:480|540|720|1080|1440|2160)p\b|\b(?:[2-8])k\b|\b\d{3,4}\s?[x×]\s?\d{3,4}\b"),
        (
            "ratio",
            r"(?<![\d:.])(?:16:9|9:16|21:9|9:21|2\.39:1|2\.35:1|1\.85:1)(?![\d:]|\.\d)(?:\s+(?:aspect\s+ratio|aspect|ratio|format))?",
        ),
        (
            "ratio",
            r"(?<![\d:.])\d{1,2}:\d{1,2}\s+(?:aspect|ratio|format)(?:\s+ratio)?\b|\b(?:aspect\s+)?ratio\s*(?:[:=]|of)?\s*\d{1,2}:\d{1,2}(?![\d:])",
        ),
    )
)
_WHOLE: tuple[tuple[str, re.Pattern[str]], ...] = (
    # "30s" may be an age or a decade.
    (
        "duration",
        re.compile(rf"(?:for\s+)?(?:{_NUMBER}\s*(?:secs?|seconds?)|{_NUMBER}\s+s|(?:\d|1\d|\d\.\d)s)", re.IGNORECASE),
    ),
    ("ratio", re.compile(r"(?:1:1|4:5|5:4|4:3|3:4|3:2|2:3)", re.IGNORECASE)),
)
_PART = re.compile(r"[^,;.!?\n()\[\]|/]+(?:[.,:]\d[^,;.!?\n()\[\]|/]*)*")
_NEXT_WORD = re.compile(r"[\s-]*([^\W\d_]+)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[\s-]*$")
_MOST = 20
# What every setting holds: a figure with its unit, or the word for it. Asked first, as most texts hold neither.
_MAY_NAME = re.compile(
    r"\d\s*-?\s*(?:s\b|secs?\b|seconds?\b|fps|frames?\b|p\b|k\b|[x×]\s?\d|:\s?\d)|--[a-z]|\b(?:cfg|guidance|seed)",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")


class _Setting(NamedTuple):
    """A setting that a text names, and its code points."""

    name: str
    start: int
    end: int


def parameters_in_text(ctx: ShotContext) -> Iterator[Finding]:
    """Seconds, resolution, ratio, frame rate, CFG and seed are settings of the job. In the text a model reads them as
    picture, or not at all."""
    for passage in told(ctx).whole():
        for setting in _settings(passage.text, ctx.catalog):
            yield _finding(passage, setting)


def _finding(passage: Passage, setting: _Setting) -> Finding:
    said = passage.text[setting.start : setting.end]
    # "4K" is a look to some people and a size to others: no more than a note.
    severity: Severity = "hint" if setting.name in ("resolution", "fps") else "warning"
    message = f"“{said}” is a setting: choose it under the shot's settings, not in the text."
    drop = passage.drop(setting.start, setting.end)
    fixes: tuple[Fix, ...] = (drop,)
    return passage.finding("prompt.parameters-in-text", severity, message, setting.start, setting.end, *fixes)


@lru_cache(maxsize=4096)
def _settings(text: str, catalog: Catalog) -> tuple[_Setting, ...]:
    if not (_FIGURE.search(text) and _MAY_NAME.search(text)):
        return ()
    plain = unquoted(text)
    found: list[_Setting] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            if not _of_a_thing(plain, match.start(), match.end(), catalog):
                _add(found, _Setting(name, *match.span()))
    for part in _PART.finditer(plain):
        said = part.group().strip()
        start = part.start() + len(part.group()) - len(part.group().lstrip())
        for name, pattern in _WHOLE:
            if pattern.fullmatch(said):
                _add(found, _Setting(name, start, start + len(said)))
    return tuple(sorted(found, key=lambda setting: setting.start))


def _add(found: list[_Setting], setting: _Setting) -> None:
    """Takes a setting in, unless one stands there already, or a text names so many that the rest teaches nothing."""
    if len(found) < _MOST and all(setting.end <= other.start or other.end <= setting.start for other in found):
        found.append(setting)


def _of_a_thing(text: str, start: int, end: int, catalog: Catalog) -> bool:
    """Whether the figure describes something in the picture: `a 4K television`, `watches a 30 second video`."""
    words = craft_words(catalog)
    after, before = _NEXT_WORD.match(text, end), _WORD_BEFORE.search(text, max(0, start - 24), start)
    things = words.words("setting-things")
    last = text[max(start, text.rfind(" ", start, end) + 1) : end].casefold()
    if after is not None and after.group(1).casefold() in things and last not in things:
        return True
    return before is not None and before.group(1).casefold() in words.words("setting-before")
