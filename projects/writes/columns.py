"""A row's columns as the log keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model


def plain(value: Any) -> Any:
    """A column's value as JSON holds it; equal values look equal."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, datetime) else value


def columns_of(row: Model, names: Iterable[str]) -> dict[str, Any]:
    """Columns of a row, references as keys, as JSON holds them."""
    attnames = (row._meta.get_field(name).attname for name in names)  # type: ignore[union-attr]
    return {attname: plain(getattr(row, attname)) for attname in attnames}


def whole(row: Model) -> dict[str, Any]:
    """All columns of a row, its key apart."""
    return columns_of(row, [f.name for f in row._meta.concrete_fields if not f.primary_key])
