"""How many statements a request needs, counted in this process on the product's own database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

BOUNDS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@dataclass(frozen=True, slots=True)
class Counted:
    """Statements that ask or change something, and marks where transactions begin and end."""

    asked: int
    bounds: int

    @property
    def note(self) -> str:
        return f"and {self.bounds} BEGIN, COMMIT or SAVEPOINT" if self.bounds else ""


class Statements:
    """Counts what requests of the owner ask the database."""

    def __init__(self) -> None:
        from django.test import Client

        from projects.writes.accounts import LOCAL_OWNER, account

        self.web = Client(SERVER_NAME="127.0.0.1")
        self.web.force_login(account(LOCAL_OWNER), "allauth.account.auth_backends.AuthenticationBackend")
        # The day's first write renews the session; that is no part of what is counted.
        session = self.web.session
        from django.utils import timezone

        session["day"] = timezone.now().date().isoformat()
        session.save()

    def queries(self, ask: Callable[[Any], Any], before: Callable[[], object]) -> list[str]:
        """The statements of one request, after `before` has set the scene."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        before()
        with CaptureQueriesContext(connection) as caught:
            response = ask(self.web)
        if response.status_code != 200:
            raise AssertionError(f"{response.status_code}: {response.content[:500]!r}")
        return [str(query["sql"]) for query in caught.captured_queries]

    def of(self, ask: Callable[[Any], Any], before: Callable[[], object]) -> Counted:
        """The count of one request."""
        found = self.queries(ask, before)
        bounds = sum(sql.startswith(BOUNDS) for sql in found)
        return Counted(len(found) - bounds, bounds)


def saved_form(slug: str, code: str) -> Callable[..., dict[str, Any]]:
    """What a browser sends from the editor of one shot: gives the form for a new text of the action slot.

    With `saves` (the default) the next form counts on this one having been saved.
    """
    from projects.forms.shots import seen_marks, values_of
    from projects.models import Project, Shot
    from projects.reads import board_of

    project = Project.objects.get(slug=slug)
    shot = next(shot for _, shot in board_of(project).shots() if shot.key == code)
    revision = Shot.objects.values_list("revision", flat=True).get(project=project, code=code)

    def form(action: str, saves: bool = True) -> dict[str, Any]:
        nonlocal shot, revision
        typed = replace(shot, action=action)
        values = {name: value for name, value in values_of(typed).items() if value is not False}
        values |= {"seen": seen_marks(shot), "revision": revision, "save": "1"}
        if saves:
            shot, revision = typed, revision + 1
        return values

    return form
