"""Signing people in to the browser, and the demo project to work on."""

from typing import Any

from django.test import Client
from playwright.sync_api import Page

from projects.core.document import loads
from projects.management.commands.demo import DOCUMENT
from projects.models import Shot, User
from projects.reads import catalogue
from projects.writes.accounts import account
from projects.writes.projects import import_board


def sign_in(page: Page, base_url: str, email: str = "ada@example.org") -> User:
    """A signed-in person in this browser."""
    user = account(email)
    client = Client()
    client.force_login(user)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": base_url}])
    return user


def demo_project(user: User) -> str:
    """The slug of a fresh demo project of this person."""
    return import_board(loads(DOCUMENT.read_bytes(), catalogue()), by=user, allow_errors=True)


def nothing_approved(slug: str) -> None:
    """Takes the demo's approval away, so that no write asks first."""
    Shot.objects.filter(project__slug=slug, status="approved").update(status="draft")


def codes(page: Page, scene: str) -> list[Any]:
    """The codes of the cards of one scene in the order they stand."""
    return page.eval_on_selector_all(f"[data-shots='{scene}'] [data-shot]", "cards => cards.map(card => card.dataset.shot)")


def too_wide(page: Page, of: str = "document.documentElement") -> list[tuple[int, int]]:
    """At which widths of the window a thing holds more than it is wide, and by how many pixels."""
    found = []
    for width in (1440, 820, 390):
        page.set_viewport_size({"width": width, "height": 900})
        found.append((width, page.evaluate(f"{of}.scrollWidth - {of}.clientWidth")))
    return [(width, more) for width, more in found if more > 0]


def until(page: Page, expression: str) -> None:
    """Waits up to 5 s for a JavaScript expression to hold; the page's policy forbids Playwright's own way, which evals."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {expression}")
