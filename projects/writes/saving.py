"""One row written, with SQL that is put together once a process: what nearly every write does to a shot and to the log.

No signals are sent, and a row must be one of a table with a key that the database gives.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar

from django.db import DatabaseError, connection
from django.db.models import Field, Model

Row = TypeVar("Row", bound=Model)
_Fields = tuple["Field[Any, Any]", ...]


def quoted(model: type[Model], *names: str) -> list[str]:
    """The table of a model, then the columns of these fields, as SQL says them."""
    quote = connection.ops.quote_name
    return [quote(model._meta.db_table), *(quote(str(_field(model, name).column)) for name in names)]


def _field(model: type[Model], name: str) -> Field[Any, Any]:
    found = model._meta.get_field(name)
    if not isinstance(found, Field):
        raise TypeError(f"{name} is no column of {model.__name__}")
    return found


@lru_cache(maxsize=64)
def _insertion(model: type[Model]) -> tuple[str, _Fields]:
    fields = tuple(field for field in model._meta.concrete_fields if not field.primary_key)
    table, key, *columns = quoted(model, model._meta.pk.name, *(field.name for field in fields))
    marks = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) RETURNING {key}", fields  # noqa: S608 - our names


def insert(row: Row) -> Row:
    """Writes a new row; it has its key afterwards."""
    if not connection.features.can_return_columns_from_insert:
        row.save(force_insert=True)
        return row
    sql, fields = _insertion(type(row))
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    with connection.cursor() as ask:
        ask.execute(sql, values)
        row.pk = ask.fetchone()[0]
    row._state.adding, row._state.db = False, connection.alias
    return row


@lru_cache(maxsize=512)
def _change(model: type[Model], names: tuple[str, ...]) -> tuple[str, _Fields]:
    fields = tuple(dict.fromkeys(_field(model, name) for name in names))
    table, key, *columns = quoted(model, model._meta.pk.name, *(field.name for field in fields))
    sets = ", ".join(f"{column} = %s" for column in columns)
    return f"UPDATE {table} SET {sets} WHERE {key} = %s", fields  # noqa: S608 - our names


def update(row: Model, *names: str) -> None:
    """Writes these columns of a row that is there."""
    sql, fields = _change(type(row), names)
    values = [field.pre_save(row, False) for field in fields]
    if any(hasattr(value, "resolve_expression") for value in values):
        row.save(update_fields=names)
        return
    stored = [field.get_db_prep_save(value, connection) for field, value in zip(fields, values, strict=True)]
    with connection.cursor() as ask:
        ask.execute(sql, [*stored, row.pk])
        if ask.rowcount != 1:
            raise DatabaseError("The row to be changed is no longer there.")
