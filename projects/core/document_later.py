"""The keys that `storyboard/1` has gained since its first release: optional, and written only where they say something.

Shot (default): `state_in`, `state_out` null, else an object of `position` `wardrobe` `props` `light` ("") and
`screen_direction` (null); `boundary` "cut"; `variant` "A"; `variants` []; `attempt` 1; `wordings` []; `post` null.
Project: `rules` [], `vocabulary` [], `word_groups` [], `target_duration` null, `post` [], `presets` []. The database
keeps the same keys in one column a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from projects.core.board import (
    ATTEMPT_MAX,
    BOUNDARIES,
    KINDS,
    RULE_LEVELS,
    SCREEN_DIRECTIONS,
    SLOTS,
    VARIANT_FIELDS,
    VARIANTS,
    Board,
    Move,
    RuleSetting,
    Shot,
    State,
    Variant,
    Word,
    WordGroup,
    Wording,
)
from projects.core.catalog import Catalog
from projects.core.document_json import DocumentError
from projects.core.document_post import (
    BOARD_POST,
    SHOT_POST,
    kept_presets,
    kept_steps,
    presets_plain,
    steps_plain,
)
from projects.core.document_references import once
from projects.core.document_values import (
    Reader,
    any_text,
    choice,
    fields,
    filled,
    integer,
    items,
    matching,
    nullable,
    number,
    plain_key,
    plain_number,
)

RULES_MAX = 200
WORDS_MAX = 500
GROUPS_MAX = 50
VALUES_MAX = 40
SHOT_LATER = ("state_in", "state_out", "boundary", "variant", "variants", "attempt", "wordings", "post")
BOARD_LATER = ("rules", "vocabulary", "word_groups", "target_duration", "post", "presets")

_STATE: dict[str, Reader] = {
    **dict.fromkeys(("position", "wardrobe", "props", "light"), any_text),
    "screen_direction": nullable(choice(*SCREEN_DIRECTIONS)),
}
_WORDING: dict[str, Reader] = {"anchor": any_text, "description": any_text}
_RULE: dict[str, Reader] = {
    "code": matching(r"[a-z]+\.[a-z-]+", "the code of a rule such as prompt.conflict"),
    "level": choice(*RULE_LEVELS),
    "reason": filled(500),
}
_WORD: dict[str, Reader] = {"slot": choice(*SLOTS), "text": filled(200), "label": any_text}
_VALUE: dict[str, Reader] = {"value": filled(60), "words": items(filled(60), VALUES_MAX)}


def _state(value: Any, path: str, catalog: Catalog) -> State:
    return State(**fields(value, path, _STATE, catalog))


def _wording(value: Any, path: str, catalog: Catalog) -> Wording:
    return Wording(**fields(value, path, _WORDING, catalog, ("anchor", "description")))


def _wordings(value: Any, path: str, catalog: Catalog) -> tuple[Wording, ...]:
    found: tuple[Wording, ...] = items(_wording, 5_000)(value, path, catalog)
    once([item.anchor for item in found], lambda at: f"{path}[{at}].anchor")
    return found


def _rule(value: Any, path: str, catalog: Catalog) -> RuleSetting:
    return RuleSetting(**fields(value, path, _RULE, catalog, ("code", "level", "reason")))


def _rules(value: Any, path: str, catalog: Catalog) -> tuple[RuleSetting, ...]:
    found: tuple[RuleSetting, ...] = items(_rule, RULES_MAX)(value, path, catalog)
    once([item.code for item in found], lambda at: f"{path}[{at}].code")
    return found


def _word(value: Any, path: str, catalog: Catalog) -> Word:
    return Word(**fields(value, path, _WORD, catalog, ("slot", "text")))


def _value(value: Any, path: str, catalog: Catalog) -> tuple[str, tuple[str, ...]]:
    found = fields(value, path, _VALUE, catalog, ("value", "words"))
    if not found["words"]:
        raise DocumentError(f"{path}.words", "must hold at least one word")
    return found["value"], found["words"]


_GROUP: dict[str, Reader] = {
    "id": plain_key,
    "label": filled(80),
    "kinds": items(choice(*KINDS), len(KINDS)),
    "values": items(_value, VALUES_MAX),
}


def _group(value: Any, path: str, catalog: Catalog) -> WordGroup:
    found = WordGroup(**fields(value, path, _GROUP, catalog, ("id", "label", "kinds", "values")))
    once(found.kinds, lambda at: f"{path}.kinds[{at}]")
    once([name for name, _ in found.values], lambda at: f"{path}.values[{at}].value")
    return found


def _groups(value: Any, path: str, catalog: Catalog) -> tuple[WordGroup, ...]:
    found: tuple[WordGroup, ...] = items(_group, GROUPS_MAX)(value, path, catalog)
    once([item.id for item in found], lambda at: f"{path}[{at}].id")
    return found


def shot_readers(of_shot: Mapping[str, Reader]) -> dict[str, Reader]:
    """Readers of the later keys of a shot. `of_shot` reads its other keys, which a variant shares."""
    of_variant = {"key": choice(*VARIANTS), **{name: of_shot[name] for name in VARIANT_FIELDS}}

    def variant(value: Any, path: str, catalog: Catalog) -> Variant:
        return Variant(**fields(value, path, of_variant, catalog, ("key",)))

    def variants(value: Any, path: str, catalog: Catalog) -> tuple[Variant, ...]:
        found: tuple[Variant, ...] = items(variant, len(VARIANTS) - 1)(value, path, catalog)
        once([item.key for item in found], lambda at: f"{path}[{at}].key")
        return found

    return {
        "state_in": nullable(_state),
        "state_out": nullable(_state),
        "boundary": choice(*BOUNDARIES),
        "variant": choice(*VARIANTS),
        "variants": variants,
        "attempt": integer(1, ATTEMPT_MAX),
        "wordings": _wordings,
        "post": SHOT_POST,
    }


BOARD_READERS: dict[str, Reader] = {
    "rules": _rules,
    "vocabulary": items(_word, WORDS_MAX),
    "word_groups": _groups,
    "target_duration": nullable(number("0.001", "86400", 3)),
    **BOARD_POST,
}


def check_variants(board: Board) -> None:
    """Refuse a variant under the letter that its shot's own fields have."""
    for i, scene in enumerate(board.scenes):
        for j, shot in enumerate(scene.shots):
            for at, item in enumerate(shot.variants):
                if item.key == shot.variant:
                    path = f"scenes[{i}].shots[{j}].variants[{at}].key"
                    raise DocumentError(path, f"{item.key} is the variant in use")


def _plain(value: Any) -> Any:
    return plain_number(value) if isinstance(value, Decimal) else value


def _moves(moves: tuple[Move, ...]) -> list[dict[str, Any]]:
    return [{"move": m.move, "direction": m.direction, "speed": m.speed} for m in moves]


def _variant_dict(item: Variant) -> dict[str, Any]:
    named = {name: _plain(getattr(item, name)) for name in ("key", *VARIANT_FIELDS)}
    return named | {"camera": _moves(item.camera)}


def _state_dict(state: State) -> dict[str, Any]:
    return {name: getattr(state, name) for name in _STATE}


def shot_later(shot: Shot) -> dict[str, Any]:
    """The later keys of a shot that differ from their defaults, of plain JSON values."""
    found: dict[str, Any] = {}
    for name in ("state_in", "state_out"):
        state = getattr(shot, name)
        if state is not None:
            found[name] = _state_dict(state)
    if shot.boundary != "cut":
        found["boundary"] = shot.boundary
    if shot.variant != "A":
        found["variant"] = shot.variant
    if shot.variants:
        found["variants"] = [_variant_dict(item) for item in shot.variants]
    if shot.attempt != 1:
        found["attempt"] = shot.attempt
    if shot.wordings:
        found["wordings"] = [{"anchor": item.anchor, "description": item.description} for item in shot.wordings]
    if shot.post is not None:
        found["post"] = steps_plain(shot.post)
    return found


def board_later(board: Board) -> dict[str, Any]:
    """The later keys of a project that differ from their defaults, of plain JSON values."""
    found: dict[str, Any] = {}
    if board.rules:
        found["rules"] = [{"code": r.code, "level": r.level, "reason": r.reason} for r in board.rules]
    if board.vocabulary:
        found["vocabulary"] = [{"slot": w.slot, "text": w.text, "label": w.label} for w in board.vocabulary]
    if board.word_groups:
        found["word_groups"] = [
            {
                "id": group.id,
                "label": group.label,
                "kinds": list(group.kinds),
                "values": [{"value": value, "words": list(words)} for value, words in group.values],
            }
            for group in board.word_groups
        ]
    if board.target_duration is not None:
        found["target_duration"] = plain_number(board.target_duration)
    if board.post:
        found["post"] = steps_plain(board.post)
    if board.presets:
        found["presets"] = presets_plain(board.presets)
    return found


def _kept_variant(kept: Mapping[str, Any]) -> Variant:
    numbers = {name: Decimal(str(kept[name])) for name in ("duration", "cfg") if kept.get(name) is not None}
    camera = tuple(Move(m["move"], m.get("direction"), m.get("speed")) for m in kept.get("camera", ()))
    return Variant(**{**kept, **numbers, "camera": camera})


def kept_shot_values(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a shot out of what `shot_later` wrote. Trusts it: for our own rows, not for files."""
    found = dict(kept)
    for name in ("state_in", "state_out"):
        if name in found:
            found[name] = State(**found[name])
    if "variants" in found:
        found["variants"] = tuple(_kept_variant(item) for item in found["variants"])
    if "wordings" in found:
        found["wordings"] = tuple(Wording(**item) for item in found["wordings"])
    if "post" in found:
        found["post"] = kept_steps(found["post"])
    return found


def kept_board_values(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a project out of what `board_later` wrote. Trusts it: for our own rows, not for files."""
    return {
        "rules": tuple(RuleSetting(**item) for item in kept.get("rules", ())),
        "vocabulary": tuple(Word(**item) for item in kept.get("vocabulary", ())),
        "word_groups": tuple(
            WordGroup(
                item["id"],
                item["label"],
                tuple(item["kinds"]),
                tuple((value["value"], tuple(value["words"])) for value in item["values"]),
            )
            for item in kept.get("word_groups", ())
        ),
        "target_duration": Decimal(str(kept["target_duration"])) if kept.get("target_duration") is not None else None,
        "post": kept_steps(kept.get("post", ())),
        "presets": kept_presets(kept.get("presets", ())),
    }
