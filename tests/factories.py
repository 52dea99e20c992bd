"""Rows for tests, made through the product's own writes, and ways to look at them afterwards."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.db import connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from projects import models as tables
from projects.core.board import Anchor, Board, Scene, Shot
from projects.models import Project, ShareLink, User
from projects.reads import REPORTS, board_of
from projects.writes.projects import import_board
from projects.writes.sharing import hash_of

SECRET = "unspoken"
_numbers = itertools.count(1)


def person(name: str = "", password: str | None = None) -> User:
    """An account; without a name one that nobody has yet."""
    name = name or f"person-{next(_numbers)}"
    return User.objects.create_user(f"{name}@example.org", password, name=name.title())


def client_of(user: User) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(user)
    return client


def share_link(project: Project, token: str, **columns: Any) -> ShareLink:
    """A share link of a project with this token, for the whole project unless told; used just now."""
    given = {"label": "Client", "rights": "comment", "last_used_at": timezone.now(), **columns}
    return ShareLink.objects.create(project=project, token_hash=hash_of(token), **given)


def guest_client(token: str, name: str = "") -> Client:
    """A browser that has opened a share link and given this name, if any."""
    client = Client()
    if name:
        client.post(reverse("share_name", args=[token]), {"name": name})
    return client


def project_of(board: Board, by: User) -> Project:
    """A project of a board, errors and all, with `by` as its owner."""
    return Project.objects.get(slug=import_board(board, by=by, allow_errors=True))


def secret_board() -> Board:
    """A board in which every text, code and key says `unspoken`."""
    anchor = Anchor(f"{SECRET}-place", "environment", f"{SECRET} place", f"a {SECRET} place of theirs")
    shots = tuple(
        Shot(f"{SECRET}-{n}", subject=f"{SECRET} subject {n}", action=f"{SECRET} action {n}", anchors=(anchor.key,), seed=n)
        for n in (1, 2)
    )
    return Board(f"{SECRET} title", anchors=(anchor,), scenes=(Scene(f"{SECRET}-scene", f"{SECRET} scene", shots=shots),))


def board_with(board: Board, *shots: Shot) -> Board:
    """A board with these shots in its first scene."""
    first, *rest = board.scenes
    return replace(board, scenes=(replace(first, shots=shots), *rest))


def forget_reports() -> None:
    """Empties the product's memory of reports, as a new process has it."""
    REPORTS.clear()


def board(project: Project) -> Board:
    """The project as it stands in the database now."""
    return board_of(Project.objects.get(pk=project.pk))


def shot(project: Project, code: str) -> Shot:
    """One shot as it stands in the database now. StopIteration where it is not on the board."""
    return next(shot for _, shot in board(project).shots() if shot.key == code)


def codes(project: Project) -> list[list[str]]:
    """The codes of each scene, in order."""
    return [[shot.key for shot in scene.shots] for scene in board(project).scenes]


_ALL = (
    tables.Activity, tables.Anchor, tables.Break, tables.Membership, tables.Project, tables.Receipt, tables.Scene,
    tables.SeedLock, tables.Shot, tables.ShotVersion, tables.User, tables.ShareLink, tables.Guest,
    tables.Comment, tables.Decision, tables.Notice, tables.Round, tables.RoundItem,
)  # fmt: skip


def everything() -> dict[str, list[Any]]:
    """Every row of the product's tables, to compare before and after."""
    kinds: tuple[type[models.Model], ...] = _ALL
    return {kind.__name__: list(kind._default_manager.order_by("pk").values()) for kind in kinds}


def content() -> dict[str, list[Any]]:
    """Every row that a project consists of, without sessions, accounts and log."""
    return {name: rows for name, rows in everything().items() if name not in ("User", "Activity")}


@contextmanager
def taken_back() -> Iterator[None]:
    """What happens inside is rolled back at the end, so that many requests can start from the same state."""
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        forget_reports()


@contextmanager
def writes() -> Iterator[list[str]]:
    """Collects the statements that change rows, sessions apart."""
    found: list[str] = []
    with CaptureQueriesContext(connection) as context:
        yield found
    for query in context.captured_queries:
        words = query["sql"].split()
        if words and words[0] in ("INSERT", "UPDATE", "DELETE", "REPLACE") and "django_session" not in query["sql"]:
            found.append(query["sql"])
