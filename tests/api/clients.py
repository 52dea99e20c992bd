"""Programs for tests: a token for a person, and requests that carry it."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

from projects.models import Project, User
from projects.writes.tokens import TokenValues, make_token

ROOT = "/api/v1/"


def token_for(user: User, *, write: bool = True, project: Project | None = None, days: int | None = 30) -> str:
    return make_token(user, TokenValues("Nightly build", write, project, days))


class Program:
    """Sends JSON with a token, and no cookie."""

    def __init__(self, token: str) -> None:
        self.client, self.token = Client(enforce_csrf_checks=True), token

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        data = body if isinstance(body, str | bytes) else "" if body is None else json.dumps(body)
        given = {
            "Authorization": f"Bearer {self.token}",
            **{name.replace("_", "-"): text for name, text in headers.items()},
        }
        return self.client.generic(method, ROOT + path, data, "application/json", headers=given)

    def get(self, path: str, **headers: str) -> Any:
        return self.send("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.send("POST", path, body, **headers)

    def patch(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.send("PATCH", path, body, **headers)

    def delete(self, path: str, **headers: str) -> Any:
        return self.send("DELETE", path, **headers)


def program_of(user: User, **options: Any) -> Program:
    return Program(token_for(user, **options))
