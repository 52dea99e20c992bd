"""What others saved while somebody was typing, field by field: taken quietly, kept, or shown as two texts to choose of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from django.http import QueryDict

from projects.core import board as core
from projects.core.cells import decimal_text
from projects.core.diff import word_diff
from projects.core.document import DocumentError, read_shot
from projects.core.figures import state_line
from projects.core.merging_texts import merge_texts
from projects.forms.shots import EDITED, ShotForm, controls_of, moves_in, seen_in, values_of
from projects.models import Activity, Project, Shot, ShotVersion
from projects.reads import SHOT_TEXTS, catalogue
from projects.writes.shots_gate import mark

LISTS = ("anchors", "without")
SILENT = ("custom_prompt_basis",)
_EARLIER = 40


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that two people changed. `merged` is both in one, None where that has no meaning.

    `theirs` and `mine` are runs of `same`, `gone` and `new` words against what both had before. `typed` tells
    whether the merged text can be edited.
    """

    field: str
    label: str
    who: str
    theirs: list[tuple[str, str]]
    mine: list[tuple[str, str]]
    merged: str | None
    typed: bool
    mark: str


@dataclass(slots=True)
class Meanwhile:
    """A typed form brought up to date: `form` shows it, `shot` is what it says, `taken` names what came from others."""

    who: str
    form: ShotForm
    shot: core.Shot
    seen: str
    clash: str
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)


def label_of(name: str) -> str:
    """A field as a person calls it."""
    return {"cfg": "CFG"}.get(name, name.replace("_", " ").capitalize())


def shown(value: Any) -> str:
    """A field's value as one line."""
    if isinstance(value, core.State):
        return state_line(value)
    if isinstance(value, core.StartsFrom):
        return f"{value.frame} frame of {value.shot}" if value.shot else "an uploaded picture"
    if isinstance(value, tuple):
        return ", ".join(
            " ".join(filter(None, (v.move, v.direction, v.speed))) if isinstance(v, core.Move) else str(v) for v in value
        )
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return decimal_text(value)
    return "" if value is None else str(value)


def meanwhile(project: Project, form: ShotForm, now: core.Shot, *, told: bool = False) -> Meanwhile:
    """Brings a typed form to the shot as it stands now. Saves nothing, loses nothing that was typed.

    With `told` the conflicts count as seen: the next save takes what is typed (after a save that was refused).
    """
    data = cast(QueryDict, form.data)
    turn = _Turn(project, form, now, data)
    for name in EDITED:
        turn.look_at(name)
    seen = {**turn.seen, **{name: mark(getattr(now, name)) for name in turn.both if told}}
    initial = values_of(now)
    for name in turn.mine:
        _lay_over(initial, data, name)
    initial.update(turn.merged)
    rows = moves_in(data) if "camera" in turn.mine else None
    fresh = ShotForm(shot=now, board=form.board, catalog=form.catalog, initial=initial, rows=rows)
    return Meanwhile(
        turn.who, fresh, replace(now, **turn.values), _json(seen), _json(turn.both), turn.conflicts(), turn.taken,
    )  # fmt: skip


def open_conflicts(project: Project, form: ShotForm, now: core.Shot) -> dict[str, Conflict]:
    """The conflicts of a form that nobody has decided yet."""
    return meanwhile(project, form, now).conflicts if form.data.get("clash") else {}


class _Turn:
    """One look at every field of a form."""

    def __init__(self, project: Project, form: ShotForm, now: core.Shot, data: QueryDict) -> None:
        self.project, self.form, self.now, self.data = project, form, now, data
        self.typed = form.values()
        self.seen = dict(form.seen())
        self.clash = seen_in({"seen": data.get("clash", "")})
        self.choice, _, rest = data.get("choose", "").partition(":")
        self.chosen, _, self.chosen_mark = rest.partition(":")
        self.mine: list[str] = []
        self.taken: list[str] = []
        self.both: dict[str, str] = {}  # field -> the mark of what both had before
        self.values: dict[str, Any] = {}
        self.merged: dict[str, Any] = {}

    def look_at(self, name: str) -> None:
        """Decides what one field shows."""
        theirs = getattr(self.now, name)
        here = mark(theirs)
        before = self.clash.get(name) or self.seen.get(name, here)
        mine = self.typed.get(name, theirs)
        touched = name not in self.typed or mark(mine) != before
        if here == before or name in SILENT or (name in self.typed and mine == theirs):
            self._keep(name, mine)  # as it was typed, blanks and all
            self.seen[name] = here
        elif not touched:
            self.taken.append(name)
            self.seen[name] = here
        elif self.choice == name and self.chosen_mark == here:
            self._choose(name, mine, theirs)
            self.seen[name] = here
        else:
            self._keep(name, mine)
            self.both[name] = before

    def _keep(self, name: str, mine: Any) -> None:
        self.mine.append(name)
        if name in self.typed:
            self.values[name] = mine

    def _choose(self, name: str, mine: Any, theirs: Any) -> None:
        if self.chosen == "mine":
            self._keep(name, mine)
        elif self.chosen == "merged" and name in LISTS:
            before = self.clash.get(name) or self.seen.get(name, "")
            value = _merged_list(_bases(self.project, self.now.key, {name: before}).get(name), mine, theirs)
            self.merged[name], self.values[name] = list(value), value
        elif self.chosen == "merged":
            text = self.data.get(f"merged_{name}", shown(theirs)).replace("\r\n", "\n")
            self.merged[name] = self.values[name] = text
        # else theirs: that is what stands there

    def conflicts(self) -> dict[str, Conflict]:
        """The fields that both changed, with both texts."""
        bases = _bases(self.project, self.now.key, self.both) if self.both else {}
        return {name: self._conflict(name, bases.get(name)) for name in self.both}

    def _conflict(self, name: str, base: Any) -> Conflict:
        theirs = getattr(self.now, name)
        mine = self.typed.get(name, self.data.get(name, ""))
        one, two = shown(theirs), shown(mine)
        before = one if base is None else shown(base)
        merged = None
        if name in SHOT_TEXTS:
            merged = merge_texts(base, two, one).text
        elif name in LISTS:
            merged = shown(_merged_list(base, mine, theirs))
        return Conflict(
            name, label_of(name), self.who, _diff(before, one), _diff(before, two), merged, name in SHOT_TEXTS,
            mark(theirs),
        )  # fmt: skip

    @cached_property
    def who(self) -> str:
        """Whoever saved the shot last."""
        if not self.both and not self.taken:
            return ""
        row = Shot.objects.select_related("changed_by").filter(project=self.project, code=self.now.key).first()
        return row.changed_by.label if row and row.changed_by else "Somebody"


def _diff(before: str, after: str) -> list[tuple[str, str]]:
    """Two texts word by word; a blank at the end lets the last word compare as any other."""
    return word_diff(f"{before} ", f"{after} ") if before != after else [("same", after)] if after else []


def _lay_over(initial: dict[str, Any], data: QueryDict, name: str) -> None:
    """What is typed in the controls of a field, in place of what the shot says."""
    for control in [key for key in initial if key in controls_of(name, initial)]:
        del initial[control]
    for control in controls_of(name, data):
        initial[control] = data.getlist(control) if name in LISTS else data.get(control, "")
    if name == "fantasy":
        initial[name] = name in data


def _merged_list(base: tuple[str, ...] | None, mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    gone = [key for key in base or () if key not in mine]
    return (
        *(key for key in theirs if key not in gone),
        *(key for key in mine if key not in theirs and key not in (base or ())),
    )


def _bases(project: Project, code: str, wanted: Mapping[str, str]) -> dict[str, Any]:
    """What stood in these fields before either changed them: the values whose marks are given, where history has them."""
    found: dict[str, Any] = {}
    lines = Activity.objects.filter(project=project, target=code).order_by("-id").values_list("changes", flat=True)
    for changes in lines[:_EARLIER]:
        for entry in changes:
            for name, value in (entry.get("was") or {}).items():
                if name in SHOT_TEXTS and mark(value) == wanted.get(name):
                    found.setdefault(name, value)
    if found.keys() >= wanted.keys():
        return found
    rows = ShotVersion.objects.filter(shot__project=project, shot__code=code).order_by("-number")
    for data in rows.values_list("data", flat=True)[:_EARLIER]:
        try:
            shot = read_shot(data, catalogue())
        except DocumentError:  # of an earlier release
            continue
        for name, wish in wanted.items():
            if name not in found and mark(getattr(shot, name)) == wish:
                found[name] = getattr(shot, name)
    return found


def _json(marks: Mapping[str, str]) -> str:
    return json.dumps(marks, separators=(",", ":")) if marks else ""
