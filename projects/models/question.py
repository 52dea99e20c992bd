"""A query that is asked again and again: put into SQL once, its answers made into values only where they are new."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, cast

from django.db import connection
from django.db.models import Model, QuerySet


class Question:
    """A question about one project, put into SQL once a process. Answers come as stored; `read` makes values of a row."""

    _ANY = 2**62  # stands for the project's key while the question is put

    def __init__(self, rows: Callable[[int], QuerySet[Any, tuple[Any, ...]]]) -> None:
        self._rows = rows

    @cached_property
    def _put(self) -> tuple[str, tuple[Any, ...], list[tuple[int, list[Any], Any]]]:
        compiler = self._rows(self._ANY).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([column[0] for column in compiler.select])
        return sql, tuple(params), [(at, found, column) for at, (found, column) in converters.items()]

    def of(self, project: Model) -> list[tuple[Any, ...]]:
        """The rows of this project, as stored."""
        sql, params, _ = self._put
        with connection.cursor() as ask:
            ask.execute(sql, [project.pk if value == self._ANY else value for value in params])
            return cast(list[tuple[Any, ...]], ask.fetchall())

    def read(self, row: tuple[Any, ...], skipped: int = 0) -> list[Any]:
        """A row with the values that its columns stand for. Of the row the first `skipped` columns are not there."""
        values = list(row)
        for at, converters, column in self._put[2]:
            for convert in converters if at >= skipped else ():
                values[at - skipped] = convert(values[at - skipped], column, connection)
        return values
