"""Later keys of `storyboard/1` for what comes after generation: finishing steps, and presets of the export page.

Project (default): `post` [], `presets` []. Shot: `post` null = the project's steps; [] = none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from projects.core.board import PostStep, Preset
from projects.core.catalog import Catalog
from projects.core.document_json import DocumentError
from projects.core.document_references import once
from projects.core.document_values import Reader, any_text, choice, fields, filled, flag, integer, items, nullable
from projects.core.paper_options import COLUMNS, INKS, LAYOUTS, ORIENTATIONS, PAPERS, PER_PAGE, SCOPES, Options

STEPS_MAX = 12
PRESETS_MAX = 30
KEYS_MAX = 5_000

_STEP: dict[str, Reader] = {"tool": filled(80), "note": any_text}


def _step(value: Any, path: str, catalog: Catalog) -> PostStep:
    return PostStep(**fields(value, path, _STEP, catalog, ("tool",)))


steps = items(_step, STEPS_MAX)


def _per_page(value: Any, path: str, catalog: Catalog) -> int:
    number: int = integer(min(PER_PAGE), max(PER_PAGE))(value, path, catalog)
    if number not in PER_PAGE:
        raise DocumentError(path, f"must be one of {', '.join(map(str, PER_PAGE))}")
    return number


def _columns(value: Any, path: str, catalog: Catalog) -> tuple[str, ...]:
    found: tuple[str, ...] = items(choice(*COLUMNS), len(COLUMNS))(value, path, catalog)
    once(found, lambda at: f"{path}[{at}]")
    return found


_PRESET: dict[str, Reader] = {
    "name": filled(80),
    "layout": choice(*LAYOUTS),
    "scope": choice(*SCOPES),
    "keys": items(filled(200), KEYS_MAX),
    "since": any_text,
    "columns": _columns,
    "per_page": _per_page,
    "paper": choice(*PAPERS),
    "orientation": choice(*ORIENTATIONS),
    "ink": choice(*INKS),
    "dialect": any_text,
    **dict.fromkeys(("threads", "legend", "sign_off", "appendix"), flag),
}


def _preset(value: Any, path: str, catalog: Catalog) -> Preset:
    found = fields(value, path, _PRESET, catalog, ("name",))
    return Preset(found.pop("name"), Options(**found))


def _presets(value: Any, path: str, catalog: Catalog) -> tuple[Preset, ...]:
    found: tuple[Preset, ...] = items(_preset, PRESETS_MAX)(value, path, catalog)
    once([item.name for item in found], lambda at: f"{path}[{at}].name")
    return found


SHOT_POST: Reader = nullable(steps)
BOARD_POST: dict[str, Reader] = {"post": steps, "presets": _presets}


def steps_plain(found: Iterable[PostStep]) -> list[dict[str, str]]:
    """Steps as plain JSON values."""
    return [{"tool": step.tool, "note": step.note} for step in found]


def presets_plain(found: Iterable[Preset]) -> list[dict[str, Any]]:
    """Presets as plain JSON values: the name, and what differs from the usual options."""
    usual = asdict(Options())
    return [
        {"name": preset.name}
        | {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(preset.options).items()
            if value != usual[name]
        }
        for preset in found
    ]


def kept_steps(kept: Iterable[Mapping[str, str]]) -> tuple[PostStep, ...]:
    """Steps out of what `steps_plain` wrote."""
    return tuple(PostStep(**item) for item in kept)


def kept_presets(kept: Iterable[Mapping[str, Any]]) -> tuple[Preset, ...]:
    """Presets out of what `presets_plain` wrote."""

    def preset(item: Mapping[str, Any]) -> Preset:
        said = {name: value for name, value in item.items() if name != "name"}
        values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
        return Preset(item["name"], Options(**values))

    return tuple(map(preset, kept))
