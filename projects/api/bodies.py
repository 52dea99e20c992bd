"""What a program sends, read as strictly as a document: keys given twice, NaN and unknown fields are refused."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.http import HttpRequest

from projects.api.answers import Problem
from projects.core import board as core
from projects.core.digest import prompt_basis
from projects.core.document_json import DocumentError, parse
from projects.core.document_read import SHOT
from projects.core.document_references import check_references
from projects.core.document_values import fields as read_fields
from projects.core.document_values import text
from projects.core.use import usage
from projects.forms.shots import EDITED
from projects.reads import catalogue
from projects.writes.shots_gate import locate, mark, with_shot

SHOT_FIELDS = {name: SHOT[name] for name in (*EDITED, "breaks")}
_PLACE = re.compile(r"^scenes\[\d+\]\.shots\[\d+\]\.")


def sent(request: HttpRequest, allowed: frozenset[str] | None = None) -> dict[str, Any]:
    """The object in the body, of these keys alone. Problem 400 for what is no JSON, 422 for what is no such object."""
    try:
        value = parse(request.body)
    except DocumentError as error:
        raise Problem(400, f"The body {error.reason}." if error.path == "document" else f"{error}.") from None
    if not isinstance(value, dict):
        raise Problem(422, "The body must be a JSON object.")
    unknown = [key for key in value if allowed is not None and key not in allowed]
    if unknown:
        told = {key[:80]: "is no field that this address takes" for key in unknown[:20]}
        raise Problem(422, f"“{unknown[0][:80]}” is no field that this address takes.", told)
    return value


def text_of(body: Mapping[str, Any], name: str, most: int = 10_000) -> str:
    """A text among what was sent; empty where it is not there."""
    value = body.get(name)
    return "" if value is None else text(value, name, most)


def whole_of(body: Mapping[str, Any], name: str) -> int | None:
    """A whole number among what was sent; None where it is not there."""
    value = body.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**53:
        raise Problem(422, f"{name}: must be a whole number.", {name: "must be a whole number"})
    return value


def shot_values(given: Mapping[str, Any]) -> dict[str, Any]:
    """Named fields of a shot as values of core. Problem 422 with a sentence for each field that cannot be read."""
    found: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, value in given.items():
        try:
            found |= read_fields({name: value}, "", SHOT_FIELDS, catalogue())
        except DocumentError as error:
            wrong[error.path] = error.reason
    if wrong:
        raise Problem(422, "; ".join(f"{path} {reason}" for path, reason in wrong.items())[:500] + ".", wrong)
    return found


def changed_shot(board: core.Board, code: str, values: Mapping[str, Any]) -> core.Shot:
    """The shot on this board with these values. What they name must be there; a custom prompt notes what it was for."""
    _, before = locate(board, code)
    shot = replace(before, **values)
    after = with_shot(board, shot)
    bare = {item.key: core.Shot(item.key) for _, item in after.shots() if item.key != code}
    alone = replace(after, scenes=tuple([scene.with_shots(bare) for scene in after.scenes]))
    try:
        check_references(alone)  # of this shot: what stands in others is not what was sent
    except DocumentError as error:
        path = _PLACE.sub("", error.path)
        raise Problem(422, f"{path}: {error.reason}.", {path: error.reason}) from None
    if "custom_prompt" in values and "custom_prompt_basis" not in values:
        written_for = prompt_basis(after, shot, usage(after)[code]) if shot.custom_prompt.strip() else None
        shot = replace(shot, custom_prompt_basis=written_for)
    return shot


def seen_marks(given: Any) -> dict[str, str]:
    """The marks of the values that a program says it has seen, by field."""
    if not isinstance(given, dict):
        raise Problem(
            422, "seen: must be an object of fields and the values that were seen.", {"seen": "must be an object"}
        )
    return {name: mark(value) for name, value in shot_values(given).items()}


def revision_seen(request: HttpRequest, body: Mapping[str, Any]) -> int | None:
    """The revision that a program has seen, by the header If-Match or the field `revision`."""
    header = request.headers.get("If-Match", "").strip()
    if header in ("", "*"):
        return whole_of(body, "revision")
    digits = header.removeprefix("W/").strip('"')
    if not digits.isascii() or not digits.isdigit() or len(digits) > 15:
        raise Problem(422, 'The header If-Match is a revision such as "3".', {"If-Match": 'a revision such as "3"'})
    return int(digits)


def repeat_key(request: HttpRequest) -> str:
    """The key under which a create is done once; empty without the header. Apart from the keys of forms."""
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        return ""
    if len(key) > 200:
        raise Problem(422, "An Idempotency-Key has at most 200 characters.", {"Idempotency-Key": "at most 200 characters"})
    return "api:" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:48]


def form_text(name: str, value: Any) -> str:
    """A JSON value as it is typed into a form. Problem 422 for what no field of a form can hold."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise Problem(422, f"{name}: must be a text or a number.", {name: "must be a text or a number"})
    return format(value, "f") if isinstance(value, Decimal) else str(value)
