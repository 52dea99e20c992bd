"""A row that nearly every request asks for: found by a few values, with SQL that is put together once a process."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model

Row = TypeVar("Row", bound=Model)
_MARK = 2**61  # and above: stands for a number while the question is put


class Lookup(Generic[Row]):
    """The one row of a model that has these values: `Lookup(Shot, {"project": int, "code": str}, {}).find(1, "SH010")`.

    `holds` is what must be so besides, `beside` a reference whose row comes along, `also` further columns.
    """

    def __init__(
        self,
        model: type[Row],
        by: Mapping[str, type[int] | type[str]],
        holds: Mapping[str, Any],
        *,
        beside: str = "",
        also: tuple[str, ...] = (),
    ) -> None:
        self._model, self._by, self._holds, self._beside, self._also = model, by, holds, beside, also
        self._own = _columns(model)
        self._other = model._meta.get_field(beside).related_model if beside else None
        self._others = _columns(self._other) if isinstance(self._other, type) else []

    @cached_property
    def _put(self) -> tuple[str, list[tuple[int | None, Any]], list[tuple[int, list[Any], Any]]]:
        """The SQL, its parameters (which of the values, or a constant), and what makes values of the columns."""
        marks = {name: _MARK + at if kind is int else f"mark {at}" for at, (name, kind) in enumerate(self._by.items())}
        columns = [*self._own, *(f"{self._beside}__{name}" for name in self._others), *self._also]
        rows = self._model._default_manager.filter(**marks, **self._holds).values_list(*columns)
        compiler = rows.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        known = list(marks.values())
        given: list[tuple[int | None, Any]] = [
            (known.index(value), None) if value in known else (None, value) for value in params
        ]
        converters = compiler.get_converters([column[0] for column in compiler.select])
        return sql, given, [(at, found, column) for at, (found, column) in converters.items()]

    def row(self, *values: int | str) -> tuple[Row, tuple[Any, ...]] | None:
        """The row and the further columns; None where there is none."""
        sql, given, converters = self._put
        with connection.cursor() as ask:
            ask.execute(sql, [constant if at is None else values[at] for at, constant in given])
            stored = ask.fetchone()
        if stored is None:
            return None
        found = list(stored)
        for at, converts, column in converters:
            for convert in converts:
                found[at] = convert(found[at], column, connection)
        own, others = len(self._own), len(self._own) + len(self._others)
        row = self._model.from_db(connection.alias, self._own, found[:own])
        if isinstance(self._other, type):
            setattr(row, self._beside, self._other.from_db(connection.alias, self._others, found[own:others]))
        return row, tuple(found[others:])

    def find(self, *values: int | str) -> Row | None:
        """The row; None where there is none."""
        found = self.row(*values)
        return found[0] if found else None


def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]
