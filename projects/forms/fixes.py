"""One-click fixes: a finding's button applied to what is typed, before it is saved."""

from __future__ import annotations

import json
from typing import Any

from django.http import QueryDict

from projects.core.fixing import STATE_FIELDS, TEXT_FIELDS, VALUE_FIELDS, inserted, replaced

MOST_MOVES = 21


def read_fix(text: str) -> dict[str, Any] | None:
    """The fix that a button names, or None where it is no such thing."""
    try:
        fix = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return fix if isinstance(fix, dict) and isinstance(fix.get("kind"), str) else None


def apply_fix(data: QueryDict, fix: dict[str, Any]) -> tuple[QueryDict, dict[str, str]]:
    """The form's data with the fix in it, and the breaks to record by anchor key."""
    data = data.copy()
    kind, name, text = fix["kind"], str(fix.get("field") or ""), str(fix.get("text", ""))
    anchor = str(fix.get("anchor", ""))
    if kind == "break":
        given = (reason.strip() for reason in data.getlist(f"reason-{anchor}"))
        return data, {anchor: next(filter(None, given), "")}
    if kind == "replace" and name in TEXT_FIELDS:
        typed = data.get(name, "").replace("\r\n", "\n")
        data[name] = replaced(typed, str(fix.get("words", "")), text, fix.get("start"), fix.get("end"))
    elif kind == "insert" and name in TEXT_FIELDS:
        data[name] = inserted(data.get(name, ""), text)
    elif kind == "set":
        _set(data, name, text)
    elif kind in ("attach", "without"):
        _toggle(data, "anchors", anchor, True)
        _toggle(data, "without", anchor, kind == "without")
    return data, {}


def _toggle(data: QueryDict, name: str, key: str, wanted: bool) -> None:
    """Ticks or unticks one box of a list of anchors."""
    keys = [item for item in data.getlist(name) if item != key]
    data.setlist(name, [*keys, key] if wanted else keys)


def _set(data: QueryDict, name: str, text: str) -> None:
    side, _, part = name.partition(".")
    if name == "camera":
        _set_camera(data, text)
    elif side in ("state_in", "state_out") and part in STATE_FIELDS:
        data[f"{side}_{part}"] = text
    elif name == "attempt" and text == "+1":
        typed = data.get(name, "")
        data[name] = str(int(typed) + 1) if typed.isascii() and typed.isdigit() and len(typed) < 3 else "2"
    elif name == "fantasy":
        data[name] = "on"
    elif name in VALUE_FIELDS:
        data[name] = text


def _set_camera(data: QueryDict, text: str) -> None:
    """`static`, a whole move as `orbit:clockwise:slow`, or a speed for every move that has none."""
    if text == "static" or ":" in text:
        move, way, speed = [*text.split(":"), "", ""][:3]
        for at in range(MOST_MOVES):
            if f"move_{at}" in data:
                data[f"move_{at}"], data[f"speed_{at}"] = "", ""
        data["move_0"], data["speed_0"] = f"{move}:{way}", speed
        return
    for at in range(MOST_MOVES):
        if data.get(f"move_{at}") and not data.get(f"speed_{at}"):
            data[f"speed_{at}"] = text
