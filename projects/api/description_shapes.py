"""The shapes of bodies and answers, as JSON Schema. What a document says is the document's own schema."""

from __future__ import annotations

from typing import Any

from projects.api.description import DECISION_KINDS, document_schemas
from projects.core.board import KINDS, STATUSES
from projects.core.findings import SEVERITIES
from projects.exports import FORMATS
from projects.models.outside import STATES

_TEXT: dict[str, Any] = {"type": "string"}
_INT: dict[str, Any] = {"type": "integer"}
_YES: dict[str, Any] = {"type": "boolean"}
_ANY: dict[str, Any] = {"type": "object"}


def _maybe(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def _object(required: str, /, *, strict: bool = True, **properties: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "object", "properties": properties, "required": required.split()}
    return {**found, "additionalProperties": False} if strict else found


def _list(item: dict[str, Any], **more: Any) -> dict[str, Any]:
    shape = {"items": {"type": "array", "items": item}, "page": _INT, "per_page": _INT, "total": _INT, **more}
    return _object(" ".join(shape), **shape)


_FINDING: dict[str, Any] = {
    "code": _TEXT, "severity": {"enum": list(SEVERITIES)}, "field": _maybe(_TEXT), "message": _TEXT, "start": _maybe(_INT),
    "end": _maybe(_INT),
}  # fmt: skip
_COMPUTED = {"$ref": "#/components/schemas/document_computed"}
_CREDITS = _object("final previews total unknown", final=_INT, previews=_INT, total=_INT, unknown=_INT)
_COST = _maybe(_object("amount currency", amount=_TEXT, currency=_TEXT))
_SPAN = _maybe(_object("min max", min=_INT, max=_INT))
_SUMS: dict[str, Any] = {
    "shots": _INT, "duration": {"type": "number"}, "credits": _CREDITS, "cost": _COST, "render_seconds": _SPAN,
}  # fmt: skip


def _structure(whole: dict[str, Any]) -> dict[str, Any]:
    """Scenes, anchors and comments."""
    kind = {"enum": list(KINDS)}
    keys: dict[str, Any] = {"type": "array", "items": _TEXT}
    scene: dict[str, Any] = {
        "key": _TEXT, "title": _TEXT, "anchors": keys, "seed_lock": whole["seed_lock"], "shots": keys, "revision": _INT,
    }  # fmt: skip
    anchor: dict[str, Any] = {
        "key": _TEXT, "kind": kind, "name": _TEXT, "description": _TEXT, "whole_project": _YES, "scenes": keys,
        "shots": keys, "revision": _INT,
    }  # fmt: skip
    comment: dict[str, Any] = {
        "number": _INT, "thread": _maybe(_INT), "shot": _maybe(_TEXT), "scene": _maybe(_TEXT), "by": _TEXT, "guest": _YES,
        "at": _TEXT, "edited": _YES, "text": _TEXT, "version": _maybe(_INT), "resolved": _YES,
    }  # fmt: skip
    of_anchor: dict[str, Any] = {"kind": kind, "name": _TEXT, "description": _TEXT}
    return {
        "Scene": _object(" ".join(scene), **scene),
        "SceneList": _list({"$ref": "#/components/schemas/Scene"}),
        "NewScene": _object("", title=_TEXT, anchors=keys),
        "SceneChange": _object("", title=_TEXT, anchors=keys, revision=_INT),
        "Anchor": _object(" ".join(anchor), **anchor),
        "AnchorList": _list({"$ref": "#/components/schemas/Anchor"}),
        "NewAnchor": _object("kind name", **of_anchor),
        "AnchorChange": _object("", **of_anchor, revision=_INT),
        "CommentList": _list(_object(" ".join(comment), **comment)),
    }


def _jobs() -> dict[str, Any]:
    """Files in the making."""
    job: dict[str, Any] = {
        "id": {"type": "string", "format": "uuid"}, "kind": {"enum": list(FORMATS)}, "name": _TEXT,
        "state": {"enum": [*STATES, "lost"]}, "said": _TEXT, "done": _INT, "total": _INT, "ahead": _INT, "revision": _INT,
        "at": _TEXT, "size": _INT, "url": _TEXT, "file": _maybe(_TEXT),
    }  # fmt: skip
    return {"Job": _object(" ".join(job), **job), "JobList": _list({"$ref": "#/components/schemas/Job"})}


def schemas(shot_fields: tuple[str, ...], settings: tuple[str, ...]) -> dict[str, Any]:
    """Every schema by its name. `shot_fields` and `settings` are those that a program may change."""
    found = document_schemas()
    shot, whole = found["document_shot"]["properties"], found["Document"]["properties"]
    fields: dict[str, Any] = {name: shot[name] for name in shot_fields}
    of_project: dict[str, Any] = {name: whole[name] for name in settings}
    chosen = of_project | {"aspect_ratio": _maybe(whole["aspect_ratio"]), "target_duration": {}}
    of_shot: dict[str, Any] = {**shot, "scene": _TEXT, "revision": _INT, "digest": _TEXT, "computed": _COMPUTED}
    row: dict[str, Any] = {
        "slug": _TEXT,
        "title": _TEXT,
        "role": _TEXT,
        "revision": _INT,
        "changed_at": _TEXT,
        "archived": _YES,
    }
    told: dict[str, Any] = {
        "shot": _TEXT,
        "scene": _TEXT,
        "number": _maybe(_TEXT),
        **_FINDING,
        "anchor": _maybe(_TEXT),
        "words": _TEXT,
    }
    scene: dict[str, Any] = {"scene": _TEXT, "title": _TEXT, **_SUMS}
    model: dict[str, Any] = {"model": _TEXT, **_SUMS}
    return found | {
        "Error": _object(
            "error fields", strict=False, error=_TEXT, fields={"type": "object", "additionalProperties": _TEXT},
            findings={"type": "array", "items": _ANY}, yours=_ANY, theirs=_ANY, revision=_INT,
        ),
        "ProjectList": _list(_object(" ".join(row), **row)),
        "Project": _object(
            "slug role revision title", strict=True, slug=_TEXT, role=_TEXT, revision=_INT, computed=_COMPUTED,
            **of_project,
        ),
        "Settings": _object("", **chosen, revision=_INT),
        "Shot": _object("scene key revision digest computed", **of_shot),
        "ShotList": _list({"$ref": "#/components/schemas/Shot"}),
        "NewShot": _object("", **fields, scene=_TEXT, after=_TEXT, before=_TEXT),
        "ShotChange": _object("", **fields, omitted=_YES, revision=_INT, seen=_object("", **fields)),
        "CheckShot": _object("", **fields, scene=_TEXT, shot=_TEXT),
        "Check": _object(
            "computed refused saved", computed=_COMPUTED, saved={"const": False},
            refused={"type": "array", "items": _object("code severity message", **_FINDING)},
        ),
        **_structure(whole),
        **_jobs(),
        "Step": _object("status", status={"enum": list(STATUSES)}, note=_TEXT, digest=_TEXT),
        "Decision": _object("kind digest", kind={"enum": DECISION_KINDS}, note=_TEXT, digest=_TEXT),
        "FindingList": _list(_object(" ".join(told), **told), errors=_INT, warnings=_INT, hints=_INT),
        "Estimates": _object(
            "revision credits cost duration scenes models", revision=_INT, credits=_CREDITS, cost=_COST,
            duration={"type": "number"}, render_seconds=_SPAN, budget_credits=_maybe(_INT),
            scenes={"type": "array", "items": _object(" ".join(scene), **scene)},
            models={"type": "array", "items": _object(" ".join(model), **model)},
        ),
    }  # fmt: skip
