"""The part of the shot editor that says what stands how where a shot begins and ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from projects.core import board as core
from projects.forms.fields import Pick, PlainText, Whole

SIDES = ("state_in", "state_out")
STATE_TEXTS = {"position": "Position", "wardrobe": "Wardrobe", "props": "Props", "light": "Light"}
DIRECTION_LABELS = {
    "left-to-right": "Left to right",
    "right-to-left": "Right to left",
    "toward": "Toward the camera",
    "away": "Away from the camera",
    "still": "Stands still",
}
BOUNDARY_LABELS = {"cut": "Cut", "match": "Match cut", "continuous": "Continuous: the action goes on"}


def state_fields() -> dict[str, forms.Field]:
    """The boundary, both states and the attempt, by form field name (`state_in_wardrobe`)."""
    found: dict[str, forms.Field] = {
        "boundary": Pick(list(BOUNDARY_LABELS.items()), label="Begins with", required=False),
    }
    for side in SIDES:
        for name, label in STATE_TEXTS.items():
            found[f"{side}_{name}"] = PlainText(label=label)
        found[f"{side}_screen_direction"] = Pick(list(DIRECTION_LABELS.items()), empty="Not said", label="Screen direction")
    found["attempt"] = Whole(1, core.ATTEMPT_MAX, "The attempt", label="Attempt", required=False)
    return found


def state_initial(shot: core.Shot) -> dict[str, Any]:
    """The form's values for the states of a shot."""
    found: dict[str, Any] = {"boundary": shot.boundary, "attempt": shot.attempt}
    for side in SIDES:
        state = getattr(shot, side) or core.State()
        for name in (*STATE_TEXTS, "screen_direction"):
            found[f"{side}_{name}"] = getattr(state, name)
    return found


def state_value(side: str, data: Mapping[str, Any], before: core.State | None) -> core.State | None:
    """The state that the cleaned fields of one side say; None where all of them are empty, as they were before."""
    texts = {name: data.get(f"{side}_{name}") or "" for name in STATE_TEXTS}
    state = core.State(**texts, screen_direction=data.get(f"{side}_screen_direction") or None)
    return before if before == state else None if state == core.State() else state
