"""The shot editor's form: every field of a shot, and the marks of what the person saw."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from projects.core import board as core
from projects.core.catalog import Catalog
from projects.core.cells import decimal_text
from projects.forms.fields import Number, Pick, PlainForm, PlainText, Whole, entries
from projects.forms.shots_state import SIDES, state_fields, state_initial, state_value
from projects.writes.shots_gate import mark

SLOT_TEXTS = ("subject", "action", "environment", "lighting", "style")
EDITED = (
    "title", *SLOT_TEXTS, "camera", "shot_size", "framing", "angle", "lens", "camera_note", "negative_prompt",
    "custom_prompt", "custom_prompt_basis", "anchors", "without", "starts_from", "duration", "quality", "resolution",
    "model", "cfg", "seed", "previews", "fantasy", "dialogue", "notes", "state_in", "state_out", "boundary", "attempt",
)  # fmt: skip
FEWEST_MOVES = 2
EARLIER_SHOTS = 12


@lru_cache(maxsize=2)
def move_choices(catalog: Catalog) -> list[tuple[str, str]]:
    """Every move with every direction as one choice: `dolly:in`, `Dolly in`."""
    found = []
    for move in catalog.moves.values():
        found.append((f"{move.id}:", move.label))
        found += [(f"{move.id}:{way}", f"{move.label} {way}") for way in move.directions]
    return found


def values_of(shot: core.Shot) -> dict[str, Any]:
    """The form's values for a shot."""
    values = {name: getattr(shot, name) for name in EDITED if name not in ("camera", "starts_from", *SIDES)}
    values |= state_initial(shot)
    source = shot.starts_from
    values["starts_from"] = "" if source is None else f"{source.shot}:{source.frame}" if source.shot else "upload"
    values["anchors"], values["without"] = list(shot.anchors), list(shot.without)
    values["duration"], values["cfg"] = decimal_text(shot.duration), decimal_text(shot.cfg)
    for at, move in enumerate(shot.camera):
        values[f"move_{at}"] = f"{move.move}:{move.direction or ''}"
        values[f"speed_{at}"] = move.speed or ""
    return {name: "" if value is None else value for name, value in values.items()}


def controls_of(name: str, data: Mapping[str, Any]) -> list[str]:
    """The controls among `data` in which a form shows one field of a shot."""
    if name == "camera":
        return [key for key in data if key.startswith(("move_", "speed_")) and key.partition("_")[2].isdigit()]
    if name in SIDES:
        return [key for key in data if key.startswith(f"{name}_")]
    return [name]


def marks(values: Mapping[str, Any]) -> str:
    """What the person sees, field by field, for the hidden input."""
    return json.dumps({name: mark(value) for name, value in values.items()}, separators=(",", ":"))


def seen_marks(shot: core.Shot) -> str:
    """The marks of a shot as it stands."""
    return marks({name: getattr(shot, name) for name in EDITED})


def seen_in(data: Mapping[str, Any]) -> dict[str, str]:
    """The marks that a posted form brings back; empty where they are missing or mangled."""
    try:
        found = json.loads(data.get("seen", "") or "{}")
    except (ValueError, RecursionError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


class ShotForm(PlainForm):
    """All fields of one shot, in the five groups of the method."""

    def __init__(
        self,
        *args: Any,
        shot: core.Shot,
        board: core.Board,
        catalog: Catalog,
        rows: int | None = None,
        **options: Any,
    ) -> None:
        options.setdefault("initial", values_of(shot))
        super().__init__(*args, **options)
        self.shot, self.board, self.catalog = shot, board, catalog
        self.rows = max(FEWEST_MOVES, len(shot.camera) + (1 if shot.camera else 0), rows or 0)
        self._texts()
        self._camera()
        self._parameters()
        self._links()
        self.fields.update(state_fields())
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs.setdefault("rows", 2)

    def _texts(self) -> None:
        self.fields["title"] = PlainText()
        for name in SLOT_TEXTS:
            self.fields[name] = PlainText(rows=2)
        self.fields["fantasy"] = forms.BooleanField(required=False, label="Deliberate fantasy: physics may break")
        self.fields["custom_prompt"] = PlainText(rows=4, help_text="Hand-written; replaces the compiled prompt.")
        self.fields["custom_prompt_basis"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.fields["dialogue"] = PlainText(rows=2)
        self.fields["notes"] = PlainText(rows=2)

    def _camera(self) -> None:
        catalog = self.catalog
        self.fields["shot_size"] = Pick(entries(catalog.sizes), empty="Not set")
        self.fields["framing"] = Pick(entries(catalog.framings), empty="Not set")
        self.fields["angle"] = Pick(entries(catalog.angles), empty="Not set")
        self.fields["lens"] = PlainText()
        choices = move_choices(catalog)
        for at in range(self.rows):
            label = "Move" if at == 0 else f"Move {at + 1}"
            self.fields[f"move_{at}"] = Pick(choices, empty="None", label=label)
            self.fields[f"speed_{at}"] = Pick(entries(catalog.speeds), empty="No speed", label="Speed")
        self.fields["camera_note"] = PlainText()

    def _parameters(self) -> None:
        board, catalog = self.board, self.catalog
        quality = catalog.qualities[board.quality].label if board.quality in catalog.qualities else board.quality
        self.fields["cfg"] = Number("1", "20", 1, required=False, label="CFG")
        self.fields["seed"] = Whole(0, core.SEED_MAX, "A seed", required=False)
        self.fields["negative_prompt"] = PlainText(rows=1)
        self.fields["duration"] = Number("0.5", "600", 1, "seconds", label="Duration (s)")
        self.fields["resolution"] = Pick([(r, r) for r in catalog.resolutions], empty=f"{board.resolution} (project)")
        self.fields["quality"] = Pick(entries(catalog.qualities), empty=f"{quality} (project)")
        self.fields["previews"] = Whole(0, 99, "Previews", required=False)
        for name, value in (
            ("cfg", decimal_text(board.cfg)),
            ("previews", str(board.previews)),
            ("negative_prompt", board.negative_prompt),
        ):
            self.fields[name].widget.attrs["placeholder"] = f"Project: {value}"[:120] if value else ""
        model = catalog.model(board.model).name
        gone = (
            [(own, f"{own} (no longer in the catalogue)")] if (own := self.shot.model) and own not in catalog.models else []
        )
        self.fields["model"] = Pick([*gone, *((m.id, m.name) for m in catalog.models.values())], empty=f"{model} (project)")
        lock = self._lock()
        if lock is not None:
            self.fields["seed"].widget.attrs.update({"readonly": "", "data-locked": ""})
            self.initial["seed"] = lock.seed

    def _lock(self) -> core.SeedLock | None:
        for scene, shot in self.board.shots():
            if shot.key == self.shot.key:
                return scene.seed_lock or self.board.seed_lock
        return None

    def _links(self) -> None:
        anchors = [(a.key, a.name) for a in self.board.anchors]
        box = forms.CheckboxSelectMultiple
        self.fields["anchors"] = forms.MultipleChoiceField(
            choices=anchors, required=False, widget=box, label="Anchors of this shot"
        )
        self.fields["without"] = forms.MultipleChoiceField(
            choices=anchors, required=False, widget=box, label="Not in this shot"
        )
        earlier = []
        for _, shot in self.board.shots():
            if shot.key == self.shot.key:
                break
            earlier.append(shot.key)
        choices = [("upload", "An uploaded picture")]
        for key in reversed(earlier[-EARLIER_SHOTS:]):
            choices += [(f"{key}:last", f"Last frame of {key}"), (f"{key}:first", f"First frame of {key}")]
        now = self.initial.get("starts_from", "")
        if now and now not in dict(choices):
            code, frame = str(now).split(":")
            choices.append((str(now), f"{frame.title()} frame of {code}"))
        self.fields["starts_from"] = Pick(choices, empty="Nothing: text alone", label="Starts from")

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        for at in range(self.rows):
            move, speed = data.get(f"move_{at}"), data.get(f"speed_{at}")
            if speed and not move and f"move_{at}" not in self.errors:
                self.add_error(f"move_{at}", ValidationError("A speed needs a move."))
        return data

    def seen(self) -> Mapping[str, str]:
        """The marks of what the person saw when the form was opened; empty where they are missing or mangled."""
        return seen_in(self.data)

    def _camera_value(self) -> tuple[core.Move, ...]:
        found = []
        for at in range(self.rows):
            chosen = self.cleaned_data.get(f"move_{at}")
            if chosen:
                move, _, way = str(chosen).partition(":")
                found.append(core.Move(move, way or None, self.cleaned_data.get(f"speed_{at}") or None))
        return tuple(found)

    def _starts_value(self) -> core.StartsFrom | None:
        chosen = self.cleaned_data.get("starts_from")
        if not chosen:
            return None
        if chosen == "upload":
            return core.StartsFrom()
        code, _, frame = str(chosen).partition(":")
        return core.StartsFrom(code, "first" if frame == "first" else "last")

    def _value(self, name: str) -> Any:
        if name == "camera":
            return self._camera_value()
        if name == "starts_from":
            return self._starts_value()
        value = self.cleaned_data.get(name)
        if name in SIDES:
            return state_value(name, self.cleaned_data, getattr(self.shot, name))
        if name in ("attempt", "boundary"):
            return value or getattr(core.Shot(""), name)
        if name in ("anchors", "without"):
            kept = [key for key in getattr(self.shot, name) if key in (value or ())]
            return tuple(kept + [key for key in value or () if key not in kept])
        if name == "custom_prompt_basis":
            return value or None
        if name == "seed" and self._lock() is not None and value == self._lock_seed():
            return self.shot.seed
        return value

    def _lock_seed(self) -> int | None:
        lock = self._lock()
        return lock.seed if lock else None

    def values(self) -> dict[str, Any]:
        """Every field of the shot that could be read, as values of core."""
        bad = set(self.errors)
        names = [n for n in EDITED if n not in bad]
        if any(n.startswith(("move_", "speed_")) for n in bad):
            names.remove("camera")
        names = [n for n in names if n not in SIDES or not any(b.startswith(f"{n}_") for b in bad)]
        return {name: self._value(name) for name in names}

    def changes(self) -> dict[str, Any]:
        """The fields that this person changed: what differs from what the form was opened with."""
        seen = self.seen()
        return {
            name: value
            for name, value in self.values().items()
            if (mark(value) != seen[name] if name in seen else value != getattr(self.shot, name))
        }

    def as_typed(self) -> core.Shot:
        """The shot with everything readable of what is typed, for the live prompt."""
        return replace(self.shot, **self.values())


def moves_in(data: Mapping[str, Any]) -> int:
    """How many move rows a posted form has."""
    rows = [int(name[5:]) for name in data if name.startswith("move_") and name[5:].isdigit() and len(name) < 9]
    return min(max(rows, default=-1) + 1, 21)
