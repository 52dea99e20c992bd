"""The description of the API as values for a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a field of a body: its name, what kind of value it is, what it is for."""

    name: str
    kind: str
    text: str
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """One thing that can be asked for."""

    id: str
    method: str
    path: str
    summary: str
    text: str
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    gives: tuple[Field, ...]
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The addresses that belong together."""

    id: str
    title: str
    addresses: tuple[Address, ...]


def sections(description: Mapping[str, Any]) -> list[Section]:
    """The addresses by section, in the order of the description."""
    found: dict[str, list[Address]] = {}
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            found.setdefault(operation["tags"][0], []).append(_address(description, path, method, operation))
    return [Section(title.lower().replace(", ", "-"), title, tuple(items)) for title, items in found.items()]


def _address(description: Mapping[str, Any], path: str, method: str, operation: Mapping[str, Any]) -> Address:
    parameters = tuple(
        Field(
            item["name"],
            f"{item['in']}, {kind_of(item['schema'])}",
            item.get("description", ""),
            item.get("required", False),
        )
        for item in operation.get("parameters", ())
        if item["in"] != "path"
    )
    done: Mapping[str, Any] = next((item for code, item in operation["responses"].items() if code.startswith("2")), {})
    sent, text = operation.get("requestBody", {}), operation.get("description", "").replace("`", "")
    return Address(
        operation["operationId"], method.upper(), path, operation["summary"], text, parameters, _fields(description, sent),
        _fields(description, done),
        tuple((code, item["description"]) for code, item in sorted(operation["responses"].items())),
    )  # fmt: skip


def _fields(description: Mapping[str, Any], place: Mapping[str, Any]) -> tuple[Field, ...]:
    schema = place.get("content", {}).get("application/json", {}).get("schema", {})
    shape = _followed(description, schema)
    needed = shape.get("required", ())
    return tuple(
        Field(name, kind_of(_followed(description, item)), item.get("description", ""), name in needed)
        for name, item in shape.get("properties", {}).items()
    )


def _followed(description: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reference leads to."""
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    found: Mapping[str, Any] = description["components"]["schemas"][name] if name else schema
    return found


def kind_of(schema: Mapping[str, Any]) -> str:
    """What kind of value a schema asks for, in a few words."""
    if "enum" in schema:
        values = [str(value) for value in schema["enum"] if value is not None]
        return " | ".join(values[:6]) + (" …" if len(values) > 6 else "")
    if "anyOf" in schema or "oneOf" in schema:
        kinds = [kind_of(item) for item in schema.get("anyOf", schema.get("oneOf", ()))]
        return " or ".join(dict.fromkeys(kinds))
    kind = schema.get("type", "value")
    if isinstance(kind, list):
        return " or ".join(kind)
    if kind == "array":
        return f"list of {kind_of(schema.get('items', {}))}s"
    return str(kind)
