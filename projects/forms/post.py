"""The form of finishing steps: rows of a tool or a name and a note, and buttons that move and remove them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from projects.core.board import PostStep
from projects.core.catalog import Catalog
from projects.core.cells_reading import CellError, plain_text
from projects.core.document_post import STEPS_MAX
from projects.core.finishing import moved, tool_name, tool_of, usual_chain

NAME_MAX = 80
PROJECTS, OWN, NONE = "project", "own", "none"
WHICH = (PROJECTS, OWN, NONE)


@dataclass(frozen=True, slots=True)
class StepRow:
    """One row as it was typed. `problem` is a sentence, "" where there is none."""

    tool: str = ""
    note: str = ""
    problem: str = ""


class StepsForm:
    """Finishing steps as a person wrote them. `steps` is what they come to where `ok`; a shot has `which`, too."""

    def __init__(self, data: QueryDict, catalog: Catalog) -> None:
        self.problem = ""
        self.which = data.get("which", OWN)
        self.pressed, self._at = _pressed(data)
        notes = data.getlist("note")
        typed = [
            (tool, notes[at] if at < len(notes) else "") for at, tool in enumerate(data.getlist("tool")[: STEPS_MAX + 2])
        ]
        if self.pressed == "remove" and 0 <= self._at < len(typed):
            del typed[self._at]
        self.place = 0  # where the row stands that was moved, from 1
        self.rows: list[StepRow] = []
        self.steps: tuple[PostStep, ...] = ()
        for tool, note in typed:
            if tool.strip() or note.strip():
                self._read(tool, note, catalog)
        self._finish(catalog)

    def _read(self, tool: str, note: str, catalog: Catalog) -> None:
        problem = ""
        try:
            name, note = plain_text(tool, NAME_MAX), plain_text(note)
        except CellError as error:
            self.rows.append(StepRow(tool, note, str(error)))
            return
        if not name.strip():
            problem = "Name the tool or the step."
        self.rows.append(StepRow(tool, note, problem))
        self.steps = (*self.steps, PostStep(tool_of(name, catalog), note.strip()))

    def _finish(self, catalog: Catalog) -> None:
        """What the pressed button does to the steps, and what is wrong with all of them."""
        if self.which not in WHICH:
            self.problem = "Choose whose steps hold for this shot."
        elif self.pressed == "chain":
            self.which, self.steps, self.rows = OWN, usual_chain(catalog), []
        elif len(self.steps) > STEPS_MAX:
            self.problem = f"A chain has {STEPS_MAX} steps at most."
        elif self.pressed in ("up", "down"):
            by = -1 if self.pressed == "up" else 1
            self.steps = moved(self.steps, self._at, by)
            self.place = min(max(self._at + by, 0), len(self.steps) - 1) + 1
        elif self.pressed == "remove" and not self.steps and self.which == OWN:
            self.which = NONE

    @property
    def ok(self) -> bool:
        """Whether everything can be saved."""
        return not self.problem and not any(row.problem for row in self.rows)


def _pressed(data: QueryDict) -> tuple[str, int]:
    """The button that was pressed, and the row that it stands in, from 0."""
    for name in ("up", "down", "remove"):
        if (value := data.get(name, "")).isdecimal() and len(value) < 4:
            return name, int(value)
    return ("chain" if data.get("chain") else "save"), -1


def rows_of(steps: tuple[PostStep, ...], catalog: Catalog) -> list[StepRow]:
    """The rows in which steps are edited."""
    return [StepRow(tool_name(step.tool, catalog), step.note) for step in steps]
