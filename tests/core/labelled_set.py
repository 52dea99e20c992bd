"""Labelled shots that judge the rules on wording, and the score of the product on them.

A set is a folder of TOML files, each with the `code` that its cases are about, its `[anchors]`
(key = [kind, name, description]) and its `[[case]]` blocks:

    carried = ["keeper"]     anchors that an earlier, plain shot of the scene established
    fresh = ["dawn"]         anchors that this very shot establishes
    without, broken          carried anchors that this shot leaves out, or breaks on purpose
    fantasy = true           the shot says that it is fantasy
    subject = "...", ...     what was typed into its slots (also `camera_note`, `lens`, `custom_prompt`)
    expect = [...]           what has to be found, [] where the shot is innocent

An expectation is a piece of the typed text, or several pieces of which one has to be met, or
`{ words = ..., severity = "warning", code = "..." }`. Words stand exactly once in the shot's texts. Severity counts
only where it is said. A finding on words that are expected under another scored code of the same
case says the same thing twice and is neither right nor wrong.

`python -m tests.core.labelled_set [FOLDER] [--show]` prints the figures, with `--show` the failing cases, too.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from projects.core.board import Anchor, Board, Break, Scene, Shot
from projects.core.catalog import load
from projects.core.findings import Finding
from projects.core.report import build

FOLDER = Path(__file__).parent / "labelled"
CODES = (
    "continuity.contradiction",
    "continuity.reintroduced",
    "continuity.not-established",
    "prompt.conflict",
    "prompt.physics",
)
TEXTS = ("subject", "action", "environment", "lighting", "style", "camera_note", "lens", "custom_prompt")
LISTS = ("carried", "fresh", "without", "broken")
SHOT = "SH020"


@dataclass(frozen=True, slots=True)
class Expected:
    """One finding that has to be there. Met where it touches one of `places`: (field, start, end), half-open code points."""

    code: str
    words: tuple[str, ...]
    places: tuple[tuple[str, int, int], ...]
    severity: str | None = None

    def touches(self, finding: Finding) -> bool:
        """Whether the finding's words overlap the expected ones."""
        if finding.start is None or finding.end is None:
            return False
        at, to = finding.start, finding.end
        return any(finding.field == field and at < end and start < to for field, start, end in self.places)


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled shot: the `code` it is about, the shot in its board, and what has to be found on it."""

    name: str
    code: str
    board: Board
    texts: dict[str, str]
    expected: tuple[Expected, ...]

    @property
    def innocent(self) -> bool:
        """Whether nothing is to be found."""
        return not self.expected


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong on a case: `kind` is `missed`, `false` or `severity`."""

    case: Case
    code: str
    kind: str
    words: str

    def __str__(self) -> str:
        said = " | ".join(f"{field}: {text}" for field, text in self.case.texts.items())
        used = " | ".join(f"{a.name}: {a.description}" for a in self.case.board.anchors)
        return f"{self.kind:8} {self.code} {self.words!r}\n         {self.case.name} [{used}] {said}"


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one code. `cases` are the cases about it, `innocent` those of them with nothing to find."""

    code: str
    cases: int
    innocent: int
    right: int
    false: int
    missed: int
    wrong_severity: int
    failures: tuple[Failure, ...]

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        """Share of what is expected that was found; 1 where nothing is expected."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def __str__(self) -> str:
        return (
            f"{self.code:27} {self.cases:4} cases ({self.innocent} innocent)  precision {self.precision:6.1%}"
            f"  recall {self.recall:6.1%}  right {self.right}, false {self.false}, missed {self.missed},"
            f" of these with the wrong severity {self.wrong_severity}"
        )


def read(folder: Path = FOLDER) -> tuple[Case, ...]:
    """Every case of a folder, files by name. ValueError, with file and number, for a case that says nonsense."""
    return tuple(case for path in sorted(folder.glob("*.toml")) for case in _file(path))


def _file(path: Path) -> Iterator[Case]:
    data = tomllib.loads(path.read_text("utf-8"))
    anchors = {
        key: Anchor(key, kind, name, description) for key, (kind, name, description) in data.get("anchors", {}).items()
    }
    for number, entry in enumerate(data["case"], 1):
        try:
            yield _case(f"{path.stem} {number}", data["code"], anchors, entry)
        except (KeyError, ValueError) as wrong:
            raise ValueError(f"{path.name}, case {number}: {wrong!r}") from wrong


def _case(name: str, code: str, anchors: dict[str, Anchor], entry: dict[str, Any]) -> Case:
    texts = {field: entry[field] for field in TEXTS if field in entry}
    if unknown := set(entry) - {*TEXTS, *LISTS, "fantasy", "expect"}:
        raise ValueError(f"unknown: {sorted(unknown)}")
    if not texts:
        raise ValueError("no text")
    expected = tuple(_expected(code, texts, item) for item in entry["expect"])
    return Case(name, code, _board(anchors, texts, entry), texts, expected)


def _expected(code: str, texts: dict[str, str], item: str | list[str] | dict[str, Any]) -> Expected:
    said = item if isinstance(item, dict) else {"words": item}
    words = said["words"] if isinstance(said["words"], list) else [said["words"]]
    found = said.get("code", code)
    if found not in CODES:
        raise ValueError(f"{found} is not scored")
    return Expected(found, tuple(words), tuple(_place(texts, text) for text in words), said.get("severity"))


def _place(texts: dict[str, str], words: str) -> tuple[str, int, int]:
    places = [(field, text.index(words)) for field, text in texts.items() for _ in range(text.count(words))]
    if len(places) != 1:
        raise ValueError(f"{words!r} stands {len(places)} times in the texts")
    field, start = places[0]
    return field, start, start + len(words)


def _board(anchors: dict[str, Anchor], texts: dict[str, str], entry: dict[str, Any]) -> Board:
    carried, fresh, without, broken = (tuple(entry.get(name, ())) for name in LISTS)
    used = tuple(anchors[key] for key in (*carried, *fresh))
    shot = Shot(
        SHOT,
        anchors=fresh,
        without=without,
        breaks=tuple(Break(key, "on purpose") for key in broken),
        fantasy=entry.get("fantasy", False),
        duration=Decimal(8),
        **texts,
    )
    scene = Scene("scene", "Scene", carried, shots=(Shot("SH010", action="waits a moment"), shot))
    return Board("Labelled", anchors=used, scenes=(scene,))


def findings(case: Case) -> list[Finding]:
    """What the product finds on the case's shot, under the codes that are scored."""
    return [found for found in build(case.board, _catalog()).shot(SHOT).findings if found.code in CODES]


@cache
def _catalog() -> Any:
    return load()


def score(cases: Iterable[Case]) -> tuple[Score, ...]:
    """The figures of each code over all cases: a case about one code is innocent of the others."""
    known = tuple(cases)
    judged = {case.name: _judge(case) for case in known}
    return tuple(_score(code, known, judged) for code in CODES)


def _score(code: str, cases: tuple[Case, ...], judged: dict[str, list[Failure]]) -> Score:
    about = [case for case in cases if case.code == code]
    failures = tuple(failure for case in cases for failure in judged[case.name] if failure.code == code)
    wanted = sum(expected.code == code for case in cases for expected in case.expected)
    severity = sum(failure.kind == "severity" for failure in failures)
    missed = sum(failure.kind == "missed" for failure in failures) + severity
    false = sum(failure.kind == "false" for failure in failures) + severity
    innocent = sum(case.innocent for case in about)
    return Score(code, len(about), innocent, wanted - missed, false, missed, severity, failures)


def _judge(case: Case) -> list[Failure]:
    """A wrong severity is one failure that counts both as a miss and as a false alarm."""
    found, failures = findings(case), []
    for expected in case.expected:
        met = [finding for finding in found if finding.code == expected.code and expected.touches(finding)]
        said = " / ".join(expected.words)
        if not met:
            failures.append(Failure(case, expected.code, "missed", said))
        elif expected.severity and all(finding.severity != expected.severity for finding in met):
            failures.append(Failure(case, expected.code, "severity", f"{said} ({met[0].severity})"))
    failures += [
        Failure(case, finding.code, "false", finding.words)
        for finding in found
        if not any(expected.touches(finding) for expected in case.expected) and not _told_elsewhere(case, finding)
    ]
    return failures


def _told_elsewhere(case: Case, finding: Finding) -> bool:
    """A finding that names no words, on a case where another code is expected: the same matter, told without a place."""
    return finding.start is None and any(expected.code != finding.code for expected in case.expected)


def main(arguments: list[str]) -> None:
    """Prints the figures of a set, with `--show` its failing cases, too."""
    folders = [Path(argument) for argument in arguments if not argument.startswith("--")]
    scores = score(read(folders[0] if folders else FOLDER))
    for figures in scores:
        print(figures)
    if "--show" in arguments:
        print(*(failure for figures in scores for failure in figures.failures), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
