"""Reading a `storyboard/1` document into a board: whatever is wrong is refused with path and reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from projects.core.board import (
    KINDS,
    SEED_MAX,
    STATUSES,
    Anchor,
    Board,
    Break,
    Move,
    Scene,
    SeedLock,
    Shot,
    StartsFrom,
)
from projects.core.catalog import Catalog
from projects.core.dialect import DIALECTS
from projects.core.document_json import DocumentError, parse, shown
from projects.core.document_later import BOARD_READERS, check_variants, shot_readers
from projects.core.document_references import check_references, once
from projects.core.document_values import (
    Reader,
    anchor_name,
    any_text,
    choice,
    fields,
    filled,
    flag,
    integer,
    items,
    known,
    listed,
    matching,
    money,
    nullable,
    number,
    plain_key,
    shot_key,
)
from projects.core.ordering import first_codes, slug_keys

FORMAT = "storyboard/1"
TITLE_MAX = 200
SHOTS_MAX = 5_000
SCENES_MAX = 5_000
ANCHORS_MAX = 5_000
CAMERA_MAX = 20
LOST_MAX = 200
MODEL_MAX = 60
BUDGET_MAX = 2**31 - 1

_duration = number("0.5", "600", 1)
_cfg = number("1", "20", 1)
_seed = integer(0, SEED_MAX)
_previews = integer(0, 99)
_quality = listed("a quality", lambda catalog: catalog.qualities)
_model = known("must be a model that the catalogue knows", lambda catalog: catalog.models)
_resolution = known("must be a resolution that the catalogue knows", lambda catalog: catalog.resolutions)
_ratio = known("must be a ratio that the catalogue knows", lambda catalog: catalog.ratios)


def _ignored(value: Any, path: str, catalog: Catalog) -> None:
    """What an export adds says nothing new."""


def _keys(value: Any, path: str, catalog: Catalog) -> tuple[str, ...]:
    found: tuple[str, ...] = items(any_text, ANCHORS_MAX)(value, path, catalog)
    once(found, lambda at: f"{path}[{at}]")
    return found


_MOVE: dict[str, Reader] = {
    "move": listed("a move", lambda catalog: catalog.moves),
    "direction": nullable(any_text),
    "speed": nullable(listed("a speed", lambda catalog: catalog.speeds)),
}


def _move(value: Any, path: str, catalog: Catalog) -> Move:
    move = Move(**fields(value, path, _MOVE, catalog, ("move",)))
    directions = catalog.moves[move.move].directions
    if move.direction is not None and move.direction not in directions:
        allowed = f"goes {' or '.join(directions)}" if directions else "has no direction"
        raise DocumentError(f"{path}.direction", f"a {move.move} {allowed}, not {shown(move.direction)}")
    return move


_BREAK: dict[str, Reader] = {"anchor": any_text, "reason": filled()}


def _break(value: Any, path: str, catalog: Catalog) -> Break:
    return Break(**fields(value, path, _BREAK, catalog, ("anchor", "reason")))


def _breaks(value: Any, path: str, catalog: Catalog) -> tuple[Break, ...]:
    found: tuple[Break, ...] = items(_break, ANCHORS_MAX)(value, path, catalog)
    once([item.anchor for item in found], lambda at: f"{path}[{at}].anchor")
    return found


_STARTS_FROM: dict[str, Reader] = {"shot": any_text, "frame": choice("first", "last")}


def _starts_from(value: Any, path: str, catalog: Catalog) -> StartsFrom:
    if value == "upload":
        return StartsFrom()
    if not isinstance(value, dict):
        raise DocumentError(path, f'must be null, "upload" or an object with shot and frame, not {shown(value)}')
    return StartsFrom(**fields(value, path, _STARTS_FROM, catalog, ("shot", "frame")))


_LOCK: dict[str, Reader] = {"seed": _seed, "master": nullable(any_text)}


def _lock(value: Any, path: str, catalog: Catalog) -> SeedLock:
    return SeedLock(**fields(value, path, _LOCK, catalog, ("seed",)))


_ANCHOR: dict[str, Reader] = {
    "key": plain_key,
    "kind": choice(*KINDS),
    "name": anchor_name,
    "description": any_text,
}


def _anchor(value: Any, path: str, catalog: Catalog) -> Anchor:
    return Anchor(**fields(value, path, _ANCHOR, catalog, ("key", "kind", "name")))


SHOT: dict[str, Reader] = {
    "key": shot_key,
    **dict.fromkeys(("title", "subject", "action", "environment", "lighting", "style"), any_text),
    "camera": items(_move, CAMERA_MAX),
    "shot_size": nullable(listed("a size", lambda catalog: catalog.sizes)),
    "framing": nullable(listed("a framing", lambda catalog: catalog.framings)),
    "angle": nullable(listed("an angle", lambda catalog: catalog.angles)),
    **dict.fromkeys(("lens", "camera_note", "negative_prompt", "custom_prompt"), any_text),
    "custom_prompt_basis": nullable(any_text),
    "anchors": _keys,
    "without": _keys,
    "breaks": _breaks,
    "starts_from": nullable(_starts_from),
    "duration": _duration,
    "quality": nullable(_quality),
    "resolution": nullable(_resolution),
    "model": nullable(_model),
    "cfg": nullable(_cfg),
    "seed": nullable(_seed),
    "previews": nullable(_previews),
    "fantasy": flag,
    "omitted": flag,
    "dialogue": any_text,
    "notes": any_text,
    "status": choice(*STATUSES),
    "computed": _ignored,
}
SHOT |= shot_readers(SHOT)


def _shot(value: Any, path: str, catalog: Catalog) -> dict[str, Any]:
    """The given fields of a shot. It becomes a value once every shot has its key."""
    found = fields(value, path, SHOT, catalog)
    found.pop("computed", None)
    return found


SCENE: dict[str, Reader] = {
    "key": plain_key,
    "title": any_text,
    "anchors": _keys,
    "seed_lock": nullable(_lock),
    "shots": items(_shot, SHOTS_MAX),
}


def _scene(value: Any, path: str, catalog: Catalog) -> dict[str, Any]:
    return fields(value, path, SCENE, catalog)


PROJECT: dict[str, Reader] = {
    "format": choice(FORMAT),
    "title": filled(TITLE_MAX),
    "brief": any_text,
    "destination": nullable(listed("a destination", lambda catalog: catalog.destinations)),
    "aspect_ratio": _ratio,
    "resolution": _resolution,
    "fps": number("1", "120", 3),
    "model": _model,
    "model_facts": choice("guide", "api"),
    "quality": _quality,
    "previews": _previews,
    "draft_resolution": nullable(_resolution),
    "draft_duration": nullable(_duration),
    "cfg": _cfg,
    "negative_prompt": any_text,
    "continuity": choice("restate", "phrase"),
    "dialect": choice(*DIALECTS),
    "budget_credits": nullable(integer(0, BUDGET_MAX)),
    "money_per_credit": nullable(money),
    "currency": matching("[A-Z]{3}", "a currency of three capital letters such as USD"),
    "anchors_in_use": _keys,
    "seed_lock": nullable(_lock),
    "anchors": items(_anchor, ANCHORS_MAX),
    "scenes": items(_scene, SCENES_MAX),
    **BOARD_READERS,
    "lost_models": items(filled(MODEL_MAX), LOST_MAX),
    "computed": _ignored,
}


def _with_lost(value: Any, catalog: Catalog) -> Catalog:
    """The catalogue together with the models that the document says it lost: known by their id alone."""
    lost = value.get("lost_models") if isinstance(value, dict) else None
    if not isinstance(lost, list) or len(lost) > LOST_MAX:
        return catalog
    names = [name for name in lost if isinstance(name, str) and name not in catalog.models]
    found = {name: catalog.model(name) for name in names}
    return replace(catalog, models={**catalog.models, **found}) if found else catalog


def loads(data: bytes | str, catalog: Catalog) -> Board:
    """The board of a `storyboard/1` document.

    Missing keys take their defaults, missing shot keys the codes SH010, SH020 ..., missing scene keys
    the slug of the title. `computed` is ignored; `lost_models` may be named besides those of the catalogue.
    DocumentError, with path and reason, for everything that the format does not allow.
    """
    value = parse(data)
    catalog = _with_lost(value, catalog)
    found = fields(value, "", PROJECT, catalog, ("format", "title"))
    del found["format"]
    found.pop("lost_models", None)
    found.pop("computed", None)
    if "aspect_ratio" not in found and found.get("destination"):
        found["aspect_ratio"] = catalog.destinations[found["destination"]].ratios[0]
    scenes = found.pop("scenes", ())
    _name_scenes(scenes)
    _name_shots(scenes)
    board = Board(**found, scenes=tuple(map(_with_shots, scenes)))
    check_variants(board)
    check_references(board)
    return board


def read_shot(value: Mapping[str, Any], catalog: Catalog) -> Shot:
    """The shot that `shot_dict` wrote, back from JSON. DocumentError where it no longer fits the format.

    Whether its anchors and its start frame are still there is not asked.
    """
    # Through the text once more: what comes out of a database holds floats, a board holds decimals.
    found = fields(parse(json.dumps(value)), "", SHOT, catalog, ("key",))
    found.pop("computed", None)
    return Shot(**found)


def _with_shots(scene: dict[str, Any]) -> Scene:
    return Scene(**{**scene, "shots": tuple(Shot(**shot) for shot in scene.get("shots", ()))})


def _name_scenes(scenes: tuple[dict[str, Any], ...]) -> None:
    """Give every scene without a key one made of its title."""
    given = [(at, scene["key"]) for at, scene in enumerate(scenes) if "key" in scene]
    once([key for _, key in given], lambda at: f"scenes[{given[at][0]}].key")
    nameless = [scene for scene in scenes if "key" not in scene]
    titles = [scene.get("title", "") for scene in nameless]
    for scene, key in zip(nameless, slug_keys(titles, {key for _, key in given}, "scene"), strict=True):
        scene["key"] = key


def _name_shots(scenes: tuple[dict[str, Any], ...]) -> None:
    """Give every shot without a key a code, and refuse too many shots and a code that stands twice."""
    shots = [
        (f"scenes[{i}].shots[{j}]", shot) for i, scene in enumerate(scenes) for j, shot in enumerate(scene.get("shots", ()))
    ]
    if len(shots) > SHOTS_MAX:
        raise DocumentError(shots[SHOTS_MAX][0], f"a document holds at most {SHOTS_MAX:,} shots")
    given = [(path, shot["key"]) for path, shot in shots if "key" in shot]
    once([key for _, key in given], lambda at: f"{given[at][0]}.key")
    codes = first_codes({key for _, key in given})
    for _, shot in shots:
        if "key" not in shot:
            shot["key"] = next(codes)
