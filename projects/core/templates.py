"""Starting points for a plan: a document whose texts name blanks in braces, and what fills them.

A value takes the place of its blank letter for letter and is never looked into: braces in it stay braces. What comes
out is read as any document is, so a filled template is held to the same limits as typed text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from projects.core.board import Board
from projects.core.catalog import Catalog, CatalogError
from projects.core.catalog.templating import Path, TemplateEntry, blank_keys, fill, mapped, texts
from projects.core.document import FORMAT, TEXT_MAX, DocumentError, loads
from projects.core.document_json import shown
from projects.core.document_values import NAME_MAX, plain_number
from projects.core.words import without_article

TITLE_MAX = 200
_IN_NO_NAME = re.compile("[,;:()\n\x85\u2028\u2029]")
_ARTICLES = frozenset({"a", "an", "the"})


@dataclass(frozen=True, slots=True)
class Blank:
    """A named blank: what a person reads beside it, what stands in it where nobody fills it, one more example."""

    key: str
    label: str
    default: str
    example: str = ""


# Compared by identity: it holds a document, and pages keep what they work out for the built-in ones.
@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Template:
    """A starting point. `document` is one of `storyboard/1` with blanks in its texts; `scene`: it was made of a scene."""

    key: str
    title: str
    purpose: str
    document: Mapping[str, Any]
    blanks: tuple[Blank, ...]
    scene: bool = False

    def values(self, given: Mapping[str, str] | None = None) -> dict[str, str]:
        """What fills each blank: what is given, else its default."""
        typed = given or {}
        return {b.key: typed[b.key] if typed.get(b.key, "").strip() else b.default for b in self.blanks}


def built_in(catalog: Catalog) -> dict[str, Template]:
    """The templates of the catalogue by id, in listed order. CatalogError where one is no document."""
    return dict(_built_in(catalog))


@lru_cache(maxsize=4)
def _built_in(catalog: Catalog) -> dict[str, Template]:
    return {key: _of_entry(entry, catalog) for key, entry in catalog.templates.items()}


def _of_entry(entry: TemplateEntry, catalog: Catalog) -> Template:
    blanks = tuple(Blank(key, blank.label, blank.default, blank.example) for key, blank in entry.blanks.items())
    document = {"format": FORMAT, "title": entry.label, **entry.board}
    found = Template(entry.id, entry.label, entry.purpose, document, blanks)
    try:
        filled(found, {}, catalog)
    except DocumentError as wrong:
        raise CatalogError(f"template {entry.id}: board.{wrong.path}: {wrong.reason}") from wrong
    return found


def named_blanks(document: Mapping[str, Any]) -> list[str]:
    """Every blank that a document's texts name, in the order in which they come."""
    return list(dict.fromkeys(key for _, text in texts(document) for key in blank_keys(text)))


def filled(
    template: Template, given: Mapping[str, str], catalog: Catalog, *, model: str | None = None, title: str = ""
) -> Board:
    """The board of a template with its blanks filled, an empty value taking the default.

    `model` takes the place of the board's. Where the template names none that the catalogue knows, its default stands
    in; likewise for a resolution or ratio that is gone. DocumentError where a text does not fit: ask `faults` first.
    """
    values = template.values(given)
    document = at_home(mapped(template.document, lambda text: fill(text, values)), catalog)
    if model is not None:
        document["model"] = model
    if title:
        document["title"] = title
    return loads(json.dumps(document, default=_plain), catalog)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is no JSON value")


def at_home(document: Mapping[str, Any], catalog: Catalog) -> dict[str, Any]:
    """A document without what only another catalogue knows: the project's setting takes its place, else a usual one."""
    found = dict(document)
    destination = found.get("destination")
    if destination is not None and destination not in catalog.destinations:
        found["destination"] = destination = None
    if found.get("aspect_ratio", "16:9") not in catalog.ratios:
        found["aspect_ratio"] = catalog.destinations[destination].ratios[0] if destination else "16:9"
    if found.get("model") not in catalog.models:
        found["model"] = catalog.default_model
    if found.get("quality", "standard") not in catalog.qualities:
        found["quality"] = "standard"
    if found.get("resolution", "1080p") not in catalog.resolutions:
        found["resolution"] = "1080p"
    if found.get("draft_resolution") not in catalog.resolutions:
        found["draft_resolution"] = None
    scenes: Sequence[Mapping[str, Any]] = document.get("scenes") or ()
    found["scenes"] = [
        {**scene, "shots": [_shot_at_home(shot, catalog) for shot in scene.get("shots", ())]} for scene in scenes
    ]
    return found


def _shot_at_home(shot: Mapping[str, Any], catalog: Catalog) -> dict[str, Any]:
    tables = {"model": catalog.models, "resolution": catalog.resolutions, "quality": catalog.qualities}
    found: dict[str, Any] = {
        key: None if key in tables and value not in tables[key] else value for key, value in shot.items()
    }
    if "variants" in found:
        found["variants"] = [_shot_at_home(variant, catalog) for variant in found["variants"]]
    return found


def lost_model(template: Template, catalog: Catalog) -> str:
    """The model that the template was kept with, where the catalogue no longer knows it; else empty."""
    model = template.document.get("model")
    return model if isinstance(model, str) and model not in catalog.models else ""


def faults(template: Template, given: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with these values, one sentence a blank: the limits of typed text, the signs of anchors' names."""
    values = template.values(given)
    found: dict[str, str] = {}
    for path, text in texts(template.document):
        keys = [key for key in blank_keys(text) if key in values]
        if not keys:
            continue
        wrong = _fault(path, fill(text, values), {key: values[key] for key in keys})
        if wrong is not None:
            found.setdefault(*wrong)
    return found


def _fault(path: Path, text: str, values: Mapping[str, str]) -> tuple[str, str] | None:
    """The blank to blame for a text that does not fit, and why."""
    longest = max(values, key=lambda key: len(values[key]))
    if path[-1] == "name":
        torn = next((key for key, value in values.items() if _IN_NO_NAME.search(value)), None)
        if torn is not None:
            return torn, "This stands in an anchor's name: no , ; : ( ) and no line break."
        if not without_article(text).strip() or text.strip().casefold() in _ARTICLES:
            return longest, "This is an anchor's name: name something."
    if path == ("title",):
        broken = next((key for key, value in values.items() if "\n" in value), None)
        if broken is not None:
            return broken, "This stands in the project's title: write it in one line."
    most, what = _limit(path)
    if len(text) > most:
        return longest, f"With this, {what} has {len(text):,} characters: at most {most:,} fit."
    return None


def _limit(path: Path) -> tuple[int, str]:
    if path[-1] == "name":
        return NAME_MAX, "an anchor's name"
    if path == ("title",):
        return TITLE_MAX, "the project's title"
    return TEXT_MAX, f"the text {str(path[-1]).replace('_', ' ')}"


def stored(template: Template) -> dict[str, Any]:
    """A template as JSON holds it; `kept` reads it back."""
    return {
        "purpose": template.purpose,
        "scene": template.scene,
        "blanks": [{"key": b.key, "label": b.label, "default": b.default, "example": b.example} for b in template.blanks],
        "board": json.loads(json.dumps(template.document, default=_plain)),
    }


def kept(key: str, title: str, data: Any) -> Template:
    """The template that `stored` wrote. DocumentError where it is none."""
    if not isinstance(data, Mapping) or not isinstance(data.get("board"), Mapping):
        raise DocumentError("", f"is no template: {shown(data)}")
    rows = [row for row in data.get("blanks", ()) if isinstance(row, Mapping)]
    blanks = tuple(Blank(*(str(row.get(name, "")) for name in ("key", "label", "default", "example"))) for row in rows)
    return Template(key, title, str(data.get("purpose", "")), dict(data["board"]), blanks, bool(data.get("scene")))
