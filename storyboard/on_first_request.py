"""Addresses that are loaded by the first request for one of them, and by nothing else."""

from __future__ import annotations

from typing import Any

from django.urls.resolvers import ResolverMatch, RoutePattern, URLResolver


class OnFirstRequest(URLResolver):
    """The addresses of a module below a prefix. Until one is asked for there are none: not for checks, nor to be reversed.

    A part of the site that few use, with large libraries, costs the others nothing.
    """

    def __init__(self, prefix: str, module: str, name: str) -> None:
        self._asked = False
        super().__init__(RoutePattern(prefix), module, app_name=name, namespace=name)

    @property
    def url_patterns(self) -> Any:
        """Those of the module once one was asked for."""
        return super().url_patterns if self._asked else []

    def resolve(self, path: str) -> ResolverMatch:
        """As any other, once the prefix fits."""
        self._asked = self._asked or self.pattern.match(path) is not None
        return super().resolve(path)
