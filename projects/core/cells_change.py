"""What typed cells make of the shots of a board: new shots, the changes cell by cell, and what is refused where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from projects.core.board import Board, Scene, Shot
from projects.core.catalog import Catalog
from projects.core.cells import BY_KEY, Column
from projects.core.cells_reading import CellError
from projects.core.findings import Finding, errors
from projects.core.report import Report


@dataclass(frozen=True, slots=True)
class Typed:
    """One cell as a person left it. `seen` is the text that stood there when they began, None where that is unknown."""

    code: str
    column: str
    text: str
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell before and after, as it is shown."""

    code: str
    column: Column
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one cell is refused, in one sentence.

    `kind`: `value` it cannot be read, `blocked` it would break continuity (`finding` says how), `held` a seed is locked,
    `stale` somebody else changed it (`theirs` is what stands there now), `gone` there is no such shot or column.
    """

    code: str
    column: str
    sentence: str
    kind: str = "value"
    typed: str = ""
    theirs: str = ""
    finding: Finding | None = None

    @property
    def place(self) -> str:
        """The cell in words: `SH010, Action`."""
        known = BY_KEY.get(self.column)
        return f"{self.code}, {known.label}" if known else self.code or self.column


@dataclass(slots=True)
class Outcome:
    """The shots as they shall be, by code, the cells that change, and the cells that are refused."""

    changed: dict[str, Shot] = field(default_factory=dict)
    cells: list[CellChange] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def changed_by(board: Board, cells: Iterable[Typed], catalog: Catalog) -> Outcome:
    """What these cells make of the board. A refused cell leaves its shot's field as it was."""
    found = Outcome()
    known = {shot.key: (scene, shot) for scene, shot in board.shots()}
    values: dict[str, dict[str, Any]] = {}
    for cell in cells:
        place = known.get(cell.code)
        column = BY_KEY.get(cell.column)
        if place is None or column is None:
            found.problems.append(_gone(cell, place is not None))
            continue
        try:
            value = _value(cell, column, *place, board, catalog)
        except _Refusal as refusal:
            found.problems.append(refusal.problem)
            continue
        values.setdefault(cell.code, {})[column.key] = value
    for code, new in values.items():
        before = known[code][1]
        after = replace(before, **new)
        if after == before:
            continue
        found.changed[code] = after
        for key in new:
            column = BY_KEY[key]
            if getattr(before, key) != getattr(after, key) and column.shown:
                shown = [column.shown(shot, board, catalog) for shot in (before, after)]
                found.cells.append(CellChange(code, column, *shown))
    return found


class _Refusal(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


def _gone(cell: Typed, there: bool) -> Problem:
    if there:
        return Problem(cell.code, cell.column, f"There is no column “{cell.column[:40]}”.", "gone", cell.text)
    return Problem(cell.code, cell.column, f"There is no shot {cell.code[:40]} any more.", "gone", cell.text)


def _value(cell: Typed, column: Column, scene: Scene, shot: Shot, board: Board, catalog: Catalog) -> Any:
    """The value of one cell; what stands there already where the text is as it is shown."""
    if column.read is None or column.shown is None:
        raise _Refusal(
            Problem(cell.code, cell.column, f"{column.label} is worked out and cannot be typed.", "value", cell.text)
        )
    now = column.shown(shot, board, catalog)
    text = cell.text.replace("\r\n", "\n").replace("\r", "\n")
    if text == now:
        return getattr(shot, column.key)
    try:
        value = column.read(text, shot, board, catalog)
    except CellError as error:
        raise _Refusal(Problem(cell.code, cell.column, str(error), "value", cell.text)) from None
    if cell.seen is not None and cell.seen != now and value != getattr(shot, column.key):
        raise _Refusal(Problem(cell.code, cell.column, "Somebody changed this cell meanwhile.", "stale", cell.text, now))
    if column.key == "seed":
        return _seed(cell, scene, shot, board, value)
    return value


def _seed(cell: Typed, scene: Scene, shot: Shot, board: Board, value: int | None) -> int | None:
    """A seed under its lock: only the locked one may be typed, and changes nothing."""
    lock = scene.seed_lock or board.seed_lock
    if lock is None or value is None or value == shot.seed:
        return value
    if value == lock.seed:
        return shot.seed
    sentence = f"The seed is locked to {lock.seed}. Unlock it first to use another."
    raise _Refusal(Problem(cell.code, cell.column, sentence, "held", cell.text))


def with_new(board: Board, codes: Iterable[str]) -> Board:
    """The board with empty shots of these codes at the end of its last scene."""
    made = tuple(Shot(code) for code in codes)
    if not made or not board.scenes:
        return board
    *others, last = board.scenes
    return replace(board, scenes=(*others, replace(last, shots=(*last.shots, *made))))


def blocked_cells(
    before: Report, after: Report, codes: Iterable[str], typed: Mapping[tuple[str, str], str]
) -> list[Problem]:
    """The continuity errors that these shots would gain, each at the cell that brings it, else at the shot's first one."""
    old = {item.shot.key: item for item in before.all_shots()}
    new = {item.shot.key: item for item in after.all_shots()}
    columns: dict[str, list[str]] = {}
    for code, column in typed:
        columns.setdefault(code, []).append(column)
    found = []
    for code in codes:
        known = {finding.identity for finding in old[code].findings} if code in old else set()
        for finding in errors(new[code].findings):
            if finding.identity in known or not finding.code.startswith("continuity."):
                continue
            there = columns.get(code, [])
            column = finding.field if finding.field in there else there[0] if there else finding.field or ""
            text = typed.get((code, column), "")
            found.append(Problem(code, column, finding.message, "blocked", text, finding=finding))
    return found
