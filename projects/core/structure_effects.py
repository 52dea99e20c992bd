"""What it brings about to make shots of others: the new prompts, the findings that go and come, what else follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from projects.core.diff import word_diff
from projects.core.findings import Finding
from projects.core.report import Report, ShotReport


@dataclass(frozen=True, slots=True)
class Made:
    """One shot that is made. `words` is its prompt against the one that it comes from, as `word_diff` gives it."""

    item: ShotReport
    words: list[tuple[str, str]]
    come: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Effects:
    """What changes with the plan. `gone` are findings of the shots that were there, by code; `open` counts them before
    and after by severity; `stands` says whether no continuity error comes, so that it can be done."""

    made: tuple[Made, ...]
    gone: tuple[tuple[str, Finding], ...]
    open: tuple[tuple[str, int, int], ...]
    before: Report
    after: Report
    stands: bool


def effects(before: Report, after: Report, sources: Mapping[str, Iterable[str]]) -> Effects:
    """What a change brings about that makes the shots of `sources` (code -> the codes they are made of)."""
    made, old = [], {code for codes in sources.values() for code in codes}
    for code, codes in sources.items():
        item, were = after.shot(code), [before.shot(other) for other in codes]
        known = {finding.identity for was in were for finding in was.findings}
        come = tuple(finding for finding in item.findings if finding.identity not in known)
        made.append(Made(item, word_diff(" ".join(was.prompt.text for was in were), item.prompt.text), come))
    still = {finding.identity for code in sources for finding in after.shot(code).findings}
    gone = tuple((code, f) for code in sorted(old) for f in before.shot(code).findings if f.identity not in still)
    counts = tuple((name, getattr(before, name), getattr(after, name)) for name in ("errors", "warnings", "hints"))
    wrong = any(f.severity == "error" and f.code.startswith("continuity.") for part in made for f in part.come)
    return Effects(tuple(made), gone, counts, before, after, not wrong)


def copied(before: Report, after: Report, sources: Mapping[str, str]) -> Effects:
    """What comes of shots that are copied (`sources`: the code of each copy -> that of the shot it is a copy of).

    All findings of a copy are new ones; `gone` are those that other shots no longer have.
    """
    made = []
    for code, old in sources.items():
        item = after.shot(code)
        words = word_diff(before.shot(old).prompt.text, item.prompt.text)
        made.append(Made(item, words, () if item.shot.omitted else tuple(item.findings)))
    still = {(i.shot.key, finding.identity) for i in after.running() for finding in i.findings}
    gone = tuple((i.shot.key, f) for i in before.running() for f in i.findings if (i.shot.key, f.identity) not in still)
    counts = tuple((name, getattr(before, name), getattr(after, name)) for name in ("errors", "warnings", "hints"))
    return Effects(tuple(made), gone, counts, before, after, True)
