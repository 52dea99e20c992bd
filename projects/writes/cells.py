"""Saving cells of the table: one or thousands, old shots and new ones, all or nothing, as one step."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from projects.core import board as core
from projects.core.cells_change import Outcome, Problem, Typed, blocked_cells, changed_by, with_new
from projects.core.findings import Held
from projects.core.fixing import Chosen, fixed
from projects.core.ordering import next_code
from projects.core.report import Report, build
from projects.models import Activity, Project, Shot, User
from projects.reads import catalogue, report_of
from projects.writes.batch import target_of, with_shots, write_shots
from projects.writes.shots import new_shot
from projects.writes.shots_gate import kept_scene, kept_shot
from projects.writes.transaction import changing, log

NewRow = Mapping[str, str]


class CellsRefused(Exception):
    """Cells that cannot be saved. Nothing was; `problems` says why at which cell."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].sentence)
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved: the line of the log that can be taken back (None where nothing differed), and the shots by code."""

    line: Activity | None
    changed: tuple[str, ...]
    new: tuple[str, ...] = ()


def new_codes(project: Project, count: int) -> list[str]:
    """The codes that so many new shots would get."""
    taken = set(Shot.objects.filter(project=project).values_list("code", flat=True)) if count else set()
    found: list[str] = []
    for _ in range(count):
        found.append(next_code(taken))
        taken.add(found[-1])
    return found


def typed_new(codes: Sequence[str], rows: Sequence[NewRow]) -> list[Typed]:
    """Rows for new shots as cells of these codes; an empty cell leaves the shot's value as a new shot has it."""
    pairs = ((code, key, text) for code, row in zip(codes, rows, strict=True) for key, text in row.items())
    return [Typed(code, key, text) for code, key, text in pairs if text.strip()]


def outcome_of(
    report: Report, cells: Sequence[Typed], fixes: Mapping[str, Sequence[Chosen]] | None = None, new: Sequence[str] = ()
) -> tuple[Outcome, Report]:
    """What these cells come to, and the report of the board after them; `new` are codes of shots to be made first.

    Continuity errors that the change would add are among the problems. Nothing is saved. Whoever asks twice for the
    same, first to look and then to save, gets the same answer at once.
    """
    asked = (tuple(cells), repr(fixes), tuple(new))
    for known, before, result in tuple(_LATEST):
        if known is report and before == asked:
            return result
    result = _outcome_of(report, cells, fixes, new)
    _LATEST.append((report, asked, result))
    return result


_Asked = tuple[tuple[Typed, ...], str, tuple[str, ...]]
_LATEST: deque[tuple[Report, _Asked, tuple[Outcome, Report]]] = deque(maxlen=1)


def _outcome_of(
    report: Report, cells: Sequence[Typed], fixes: Mapping[str, Sequence[Chosen]] | None, new: Sequence[str]
) -> tuple[Outcome, Report]:
    catalog = catalogue()
    board = with_new(report.board, new)
    found = changed_by(board, cells, catalog)
    known = {shot.key: shot for _, shot in board.shots()}
    for code, chosen in (fixes or {}).items():
        if code in known:
            found.changed[code] = fixed(found.changed.get(code, known[code]), chosen)
    after = build(with_shots(board, found.changed), catalog, previous=report)
    typed = {(cell.code, cell.column): cell.text for cell in cells}
    found.problems += blocked_cells(report, after, [*found.changed, *(c for c in new if c not in found.changed)], typed)
    return found, after


def save_cells(
    project: Project,
    cells: Sequence[Typed],
    *,
    by: User,
    fixes: Mapping[str, Sequence[Chosen]] | None = None,
    new: Sequence[NewRow] = (),
) -> Saved:
    """Saves typed cells in one transaction and logs one line that can be taken back.

    `fixes` are a finding's fixes chosen by shot, made on top of what was typed. `new` are rows (texts by column) for
    shots at the end of the last scene. CellsRefused where a cell cannot be read, is stale, or would break continuity;
    Held where a seed differs from its lock.
    """
    with changing(project, by=by) as locked:
        report = report_of(locked)
        codes = new_codes(locked, len(new)) if report.board.scenes else []
        every = [*cells, *typed_new(codes, new[: len(codes)])]
        found, _ = outcome_of(report, every, fixes, codes)
        if found.problems:
            _refuse(locked, found.problems)
        for code in codes:
            _make(locked, report, code, found.changed.get(code, core.Shot(code)), by)
        old = {code: shot for code, shot in found.changed.items() if code not in codes}
        verb = "shot-edited" if len(old) == 1 and not codes else "shots-changed"
        fields = {"fields": sorted({cell.column.key for cell in found.cells})}
        line = write_shots(locked, report, old, by, verb, **fields)
        if codes:
            line = log(locked, by, "shots-changed", target_of([*old, *codes]), added=codes, **fields)
    return Saved(line, tuple(old), tuple(codes))


def _make(locked: Project, report: Report, code: str, shot: core.Shot, by: User) -> None:
    scene = kept_scene(locked, report.board.scenes[-1].key)
    new_shot(locked, scene, code, None, replace(shot, key=code), by)


def _refuse(locked: Project, problems: Sequence[Problem]) -> None:
    """Raises what stands against a save. A locked seed alone is Held, so that the log says who tried."""
    if all(problem.kind == "held" for problem in problems):
        raise CellsHeld(problems)
    raise CellsRefused([_named(locked, problem) if problem.kind == "stale" else problem for problem in problems])


def _named(locked: Project, problem: Problem) -> Problem:
    """A stale cell with the name of who was faster."""
    row = kept_shot(locked, problem.code)
    who = row.changed_by.label if row.changed_by else "Somebody"
    return replace(problem, sentence=f"{who} changed this cell while you were writing.")


class CellsHeld(Held):
    """Seeds that are locked, with the cells in which another was typed."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].sentence, problems[0].code)
        self.problems = tuple(problems)
