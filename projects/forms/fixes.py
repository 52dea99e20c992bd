"""One-click fixes: a finding's button applied to what is typed, before it is saved."""

from __future__ import annotations

import json
from typing import Any

from django.http import QueryDict

from projects.core.wording import clean

_TEXTS = frozenset({"subject", "action", "environment", "lighting", "style", "camera_note", "custom_prompt"})
_VALUES = frozenset({"custom_prompt", "custom_prompt_basis", "seed", "duration", "previews", "cfg", "starts_from"})


def read_fix(text: str) -> dict[str, Any] | None:
    """The fix that a button names, or None where it is no such thing."""
    try:
        fix = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return fix if isinstance(fix, dict) and isinstance(fix.get("kind"), str) else None


def _replaced(text: str, fix: dict[str, Any]) -> str:
    """The words swapped where they stood, or where they stand now."""
    words, new = str(fix.get("words", "")), str(fix.get("text", ""))
    start, end = fix.get("start"), fix.get("end")
    if not words:
        return text
    if not (isinstance(start, int) and isinstance(end, int) and text[start:end] == words):
        start = text.find(words)
        end = start + len(words)
    if start < 0:
        return text
    result = text[:start] + new + text[end:]
    return result if new else clean(result)


def apply_fix(data: QueryDict, fix: dict[str, Any]) -> tuple[QueryDict, dict[str, str]]:
    """The form's data with the fix in it, and the breaks to record by anchor key."""
    data = data.copy()
    kind, name = fix["kind"], str(fix.get("field") or "")
    if kind == "break":
        key = str(fix.get("anchor", ""))
        given = (reason.strip() for reason in data.getlist(f"reason-{key}"))
        return data, {key: next(filter(None, given), "")}
    if kind == "replace" and name in _TEXTS:
        text = data.get(name, "").replace("\r\n", "\n")
        data[name] = _replaced(text, fix)
    elif kind == "insert" and name in _TEXTS:
        text = data.get(name, "").rstrip()
        joined = text.rstrip(".,;") + ", " if text else ""
        data[name] = f"{joined}{fix.get('text', '')}"
    elif kind == "set" and name == "camera":
        _set_camera(data, str(fix.get("text", "")))
    elif kind == "set" and name in _VALUES:
        data[name] = str(fix.get("text", ""))
    return data, {}


def _set_camera(data: QueryDict, text: str) -> None:
    if text == "static":
        data["move_0"], data["speed_0"] = "static:", ""
        return
    for at in range(21):
        if data.get(f"move_{at}") and not data.get(f"speed_{at}"):
            data[f"speed_{at}"] = text
