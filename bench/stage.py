"""Both servers with the same projects in them, and people signed in."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.boards import SIZES, board
from bench.client import Client
from bench.rows import Row
from bench.servers import ROOT, Server, environment, floor, product

STARTS = 3


@dataclass(frozen=True, slots=True)
class Stage:
    """What the measurements need: servers, the product's slugs and the floor's row keys by project name."""

    product: Server
    floor: Server
    slugs: dict[str, str]
    rows: dict[str, dict[str, Any]]
    sessions: tuple[str, ...]
    starts: tuple[Row, ...]

    def product_client(self) -> Client:
        """A person signed in to the product by a one-time link."""
        from projects.writes.accounts import LOCAL_OWNER, signin_link

        client = Client(self.product.port)
        path = urlsplit(signin_link(LOCAL_OWNER)).path
        client.get(path)
        client.post(path, {}, htmx=False, status=302)
        return client

    def floor_client(self, person: int = 0) -> Client:
        """A person signed in to the floor."""
        client = Client(self.floor.port, {"sessionid": self.sessions[person]})
        client.get("/1/")
        return client


@contextmanager
def stage(folder: Path) -> Iterator[Stage]:
    """Fill both data folders, start both servers, and stop them in the end."""
    data, ground = folder / "product", folder / "floor"
    ours, theirs = product(data), floor(ground)
    try:
        first = ours.start()
        ours.stop()
        slugs = _fill_product(data, ours.port)
        filled = _fill_floor(ground, theirs.port)
        starts = [(_again(ours), _again(theirs)) for _ in range(STARTS)]
        cold, least = (statistics.median(found) for found in zip(*starts, strict=True))
        rows = (
            Row("cold start: from `manage.py serve` to ready", round(cold, 2), "s", 1.5, f"floor {least:.2f} s"),
            Row("cold start over the floor's", round(cold / least, 2), "x floor"),
            Row("very first start: tables, static files, demo project", round(first, 2), "s"),
        )
        yield Stage(ours, theirs, slugs, dict(zip(SIZES, filled["projects"], strict=True)), tuple(filled["sessions"]), rows)
    finally:
        ours.stop()
        theirs.stop()


def _again(server: Server) -> float:
    server.stop()
    return server.start()


def _fill_product(data: Path, port: int) -> dict[str, str]:
    """Make this process a part of the product, with its settings, and import the projects; their slugs."""
    os.environ.update(environment(data, port), DJANGO_SETTINGS_MODULE="storyboard.settings")
    import django

    django.setup()
    from projects.writes.accounts import LOCAL_OWNER, account
    from projects.writes.projects import import_board

    owner = account(LOCAL_OWNER)
    return {name: import_board(board(*size), by=owner, allow_errors=True) for name, size in SIZES.items()}


def _fill_floor(ground: Path, port: int) -> dict[str, Any]:
    made = subprocess.run(
        [sys.executable, "-m", "bench.floor.fill"], cwd=ROOT, env=environment(ground, port), check=True, capture_output=True
    )
    return dict(json.loads(made.stdout))
