"""A new project of a file: looked at first, then made, all of what was chosen or nothing."""

from __future__ import annotations

from collections.abc import Mapping

from projects.core import board as core
from projects.core.incoming import Incoming
from projects.core.incoming_plan import Choices, applied, plan
from projects.core.report import build
from projects.core.templates_insert import added_errors
from projects.media.pictures import Pictures
from projects.models import Project, User
from projects.reads import catalogue
from projects.writes.incoming import Look, mark_of, refuse_too_many
from projects.writes.incoming_pictures import coming
from projects.writes.pictures import put_all_pictures, store_all
from projects.writes.projects import import_board
from projects.writes.transaction import writing


def look_new(incoming: Incoming, title: str, choices: Choices) -> Look:
    """What a project of this file would be. Refused where it would be too large."""
    catalog = catalogue()
    empty = core.Board(title, model=catalog.default_model)
    found = plan(empty, incoming)
    board = applied(empty, found, choices)
    refuse_too_many(board)
    before, after = build(empty, catalog), build(board, catalog)
    errors, pictures = tuple(added_errors(before, after)), coming(None, found, incoming)
    return Look(found, choices, before, after, errors, (), mark_of(found), pictures)


def make_of(found: Look, *, by: User, allow_errors: bool, key: str, pictures: Mapping[str, Pictures] | None = None) -> str:
    """Makes the project that was looked at, with pictures that were read, and returns its slug. RefusedImport where shots
    have errors, unless they are let in as drafts."""
    with writing():
        slug = import_board(found.after.board, by=by, allow_errors=allow_errors, key=key, report=found.after)
        made = Project.objects.get(slug=slug)
        if pictures and not made.pictures.exists():
            store_all(made, pictures)
            put_all_pictures(made, pictures, by)
    return slug
