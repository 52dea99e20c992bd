"""A query that is asked again and again: put into SQL once, its answers made into values only where they are new."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, cast

from django.db import connection
from django.db.models import Model, QuerySet


class Question:
    """A question about one project, put into SQL once a process. Answers come as stored; `read` makes values of a row.

    Asked by a key (`of`), or by a text such as a slug, where `by` is str (`about`).
    """

    _ANY = 2**62  # stands for the project's key while the question is put
    _TEXT = "any text"

    def __init__(self, rows: Callable[[Any], QuerySet[Any, tuple[Any, ...]]], by: type[int] | type[str] = int) -> None:
        self._rows = rows
        self._any = self._ANY if by is int else self._TEXT

    @cached_property
    def _put(self) -> tuple[str, tuple[Any, ...], list[tuple[int, list[Any], Any]]]:
        compiler = self._rows(self._any).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([column[0] for column in compiler.select])
        return sql, tuple(params), [(at, found, column) for at, (found, column) in converters.items()]

    def of(self, project: Model) -> list[tuple[Any, ...]]:
        """The rows of this project, as stored."""
        return self.about(project.pk)

    def about(self, given: int | str) -> list[tuple[Any, ...]]:
        """The rows of whatever has this key or text, as stored."""
        sql, params, _ = self._put
        with connection.cursor() as ask:
            ask.execute(sql, [given if value == self._any else value for value in params])
            return cast(list[tuple[Any, ...]], ask.fetchall())

    def read(self, row: tuple[Any, ...], skipped: int = 0) -> list[Any]:
        """A row with the values that its columns stand for. Of the row the first `skipped` columns are not there."""
        values = list(row)
        for at, converters, column in self._put[2]:
            for convert in converters if at >= skipped else ():
                values[at - skipped] = convert(values[at - skipped], column, connection)
        return values
