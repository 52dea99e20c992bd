"""A query that is asked again and again: put into SQL once, its answers made into values only where they are new."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, cast

from django.db import connection
from django.db.models import Model, QuerySet


class Question:
    """A question about one project, put into SQL once a process. Answers come as stored; `read` makes values of a row.

    Asked by a key (`of`), or by what `by` says (`about`): a text such as a slug, or several numbers and texts.
    """

    _ANY = 2_000_000_000  # and above: stand for numbers while the question is put; a place takes no larger ones

    def __init__(self, rows: Callable[..., QuerySet[Any, tuple[Any, ...]]], by: type | tuple[type, ...] = int) -> None:
        self._rows = rows
        self._by = by if isinstance(by, tuple) else (by,)

    @cached_property
    def _put(self) -> tuple[str, list[tuple[int | None, Any]], list[tuple[int, list[Any], Any]]]:
        """The SQL, its parameters (which of the values given, or a constant), and what makes values of the columns."""
        marks = [self._ANY + at if kind is int else f"any text {at}" for at, kind in enumerate(self._by)]
        compiler = self._rows(*marks).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        given: list[tuple[int | None, Any]] = [
            (marks.index(value), None) if value in marks else (None, value) for value in params
        ]
        converters = compiler.get_converters([column[0] for column in compiler.select])
        return sql, given, [(at, found, column) for at, (found, column) in converters.items()]

    def of(self, project: Model) -> list[tuple[Any, ...]]:
        """The rows of this project, as stored."""
        return self.about(project.pk)

    def about(self, *given: int | str) -> list[tuple[Any, ...]]:
        """The rows of whatever has this key or text, as stored."""
        sql, params, _ = self._put
        with connection.cursor() as ask:
            ask.execute(sql, [constant if at is None else given[at] for at, constant in params])
            return cast(list[tuple[Any, ...]], ask.fetchall())

    def read(self, row: tuple[Any, ...], skipped: int = 0) -> list[Any]:
        """A row with the values that its columns stand for. Of the row the first `skipped` columns are not there."""
        values = list(row)
        for at, converters, column in self._put[2]:
            for convert in converters if at >= skipped else ():
                values[at - skipped] = convert(values[at - skipped], column, connection)
        return values
