"""What the description of the API says of each address: what goes in, what comes out, which refusals there are."""

from __future__ import annotations

import json
from typing import Any

from projects.core.board import STATUSES
from projects.core.document import SCHEMA
from projects.core.findings import SEVERITIES
from projects.core.paper_options import SCOPES
from projects.core.review import DECISIONS
from projects.exports import FORMATS

REFUSALS = {
    400: "The body is no JSON", 401: "No token, or one that is expired, revoked or unknown",
    403: "The token may only read, or the role may not", 404: "Not there, or not in reach of this token",
    409: "Stands against what is there: stale, approved, locked, deleted", 413: "Too large",
    422: "Cannot be read, or would break continuity; `fields` says where", 429: "Too many requests; see Retry-After",
}  # fmt: skip
_OF_READS, _OF_BODIES, _OF_WRITES = (401, 404, 422, 429), (400, 413), (403, 409)

_LATER: dict[str, Any] = {
    "Location": {"description": "Where to ask how far it is", "schema": {"type": "string"}},
    "Retry-After": {"description": "Seconds to wait before that", "schema": {"type": "integer"}},
}

Names = dict[str, tuple[str, dict[str, Any]]]
_WHOLE: dict[str, Any] = {"type": "integer", "minimum": 1}
_TEXTS: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
PAGED: Names = {"page": ("Which page, from 1", _WHOLE), "per_page": ("How many on one, 50 unless told", _WHOLE)}
ARCHIVED: Names = {"archived": ("true: those that were put away", {"type": "boolean"})}
ALLOW_ERRORS: Names = {"allow_errors": ("true: take it with its continuity errors, as drafts", {"type": "boolean"})}
FILTER: Names = {
    "scene": ("Key of a scene", _TEXTS), "status": ("Review state", {"type": "array", "items": {"enum": list(STATUSES)}}),
    "finding": ("Rule, family of rules or severity", _TEXTS), "anchor": ("Key of an anchor", _TEXTS),
    "model": ("Id of a model", _TEXTS), "q": ("Words in it", {"type": "string"}),
}  # fmt: skip
FINDINGS: Names = {
    "rule": ("Code of a rule, or a family", _TEXTS), "shot": ("Code of a shot", _TEXTS),
    "severity": ("How bad", {"type": "array", "items": {"enum": list(SEVERITIES)}}),
}  # fmt: skip
COMMENTS: Names = {
    "shot": ("Code of a shot", _TEXTS),
    "scene": ("Key of a scene that is spoken of as a whole", _TEXTS),
}
OPTIONS: Names = {
    "scope": ("What of the plan", {"enum": list(SCOPES)}), "keys": ("Scenes or shots of that scope", _TEXTS),
    "since": ("For changed: approval, round-2, v17 or a day", {"type": "string"}),
    "columns": ("Columns of a table, in order", _TEXTS),
}  # fmt: skip


def op(
    summary: str, gives: str, status: int = 200, body: str = "", *, query: Names | None = None, writes: bool = False,
    later: str = "", refuses: tuple[int, ...] = (), held: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """The keywords of one address: `gives`, `body`, and `later` of a 202, name schemas of `components`.

    `held`: it can be held to the revision that was seen, as every change can.
    """
    refusals = {*_OF_READS, *(_OF_BODIES if body else ()), *(_OF_WRITES if writes or status == 201 else ()), *refuses}
    if writes and not body and status != 204:
        refusals |= {400}
    responses: dict[int, Any] = {status: _gives(gives)}
    if later:
        refusals |= {409}  # too many of them at once
        responses[202] = {**_gives(later), "description": "Takes longer than a second; see Location", "headers": _LATER}
    responses |= {code: {"description": REFUSALS[code], "content": _json("Error")} for code in sorted(refusals)}
    extra: dict[str, Any] = {"responses": responses}
    if body:
        extra["requestBody"] = {"required": True, "content": _json(body)}
    parameters = [
        {"in": "query", "name": name, "required": False, "description": text, "schema": schema}
        for name, (text, schema) in (query or {}).items()
    ]
    if body or held:
        parameters += _headers("ShotChange" if held else body)
    extra["parameters"] = parameters
    return {"summary": summary, "openapi_extra": extra}


def _headers(body: str) -> list[dict[str, Any]]:
    text: dict[str, Any] = {"type": "string"}
    change = {
        "in": "query", "name": "approved", "required": False, "schema": {"enum": ["change"]},
        "description": "change: approved shots may change",
    }  # fmt: skip
    match = {"in": "header", "name": "If-Match", "required": False, "schema": text, "description": "The revision seen"}
    key = {
        "in": "header", "name": "Idempotency-Key", "required": False, "schema": text,
        "description": "Sent twice, made once",
    }  # fmt: skip
    changing = ("ShotChange", "Settings", "SceneChange", "AnchorChange")
    making = {"NewShot": [change, key], "Document": [key], "NewScene": [key], "NewAnchor": [key]}
    return [change, match] if body in changing else making.get(body, [])


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def _gives(name: str) -> dict[str, Any]:
    if name == "File":
        types = sorted({form.content_type.partition(";")[0] for form in FORMATS.values()})
        headers = {"Storyboard-Draft": {"description": "true while errors are open", "schema": {"enum": ["true", "false"]}}}
        return {"description": "The file", "content": {kind: {} for kind in types}, "headers": headers}
    return {"description": "Done", "content": _json(name)} if name else {"description": "Done"}


def document_schemas() -> dict[str, Any]:
    """The schemas of the document under the names of a description: `Document`, `document_shot` and the like."""
    text = json.dumps({key: value for key, value in SCHEMA.items() if key not in ("$schema", "$id")})
    whole = json.loads(text.replace('"#/$defs/', '"#/components/schemas/document_'))
    parts = whole.pop("$defs")
    return {"Document": whole, **{f"document_{name}": part for name, part in parts.items()}}


DECISION_KINDS = list(DECISIONS)
