"""Browser tests: a live server, a real Chromium, and no error in its console."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request

from tests import chromium
from tests.browser.team import team  # noqa: F401 - a fixture of several modules

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies in this folder is a browser test, on a database that the server's threads see."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def _orm_beside_the_browser() -> Iterator[None]:
    """Playwright keeps an event loop in this thread, beside which Django refuses its ORM unless told."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Playwright's arguments with the machine's own Chromium."""
    path = chromium.find()
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(chromium.MISSING)
    return {**browser_type_launch_args, "executable_path": path, "args": list(chromium.ARGUMENTS)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A desktop window that does not animate, so that a click never lands on something moving."""
    return {**browser_context_args, "viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def base_url(live_server: Any) -> str:
    """Where page.goto("/") leads."""
    return str(live_server.url)


@pytest.fixture(autouse=True)
def complaints(page: Page, request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Fails the test when the page threw, violated a policy, or asked for something outside this machine.

    A test that provokes a 4xx on purpose removes the line about it from this list.
    """
    said: list[str] = []
    places: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        # A question that leaving the page breaks off is no fault, nor one about a shot that was deleted in between.
        place = message.location.get("url", "")
        gone = place.endswith("/meanwhile/") and "404" in message.text
        if message.type == "error" and not gone and not message.text.startswith(("htmx:afterRequest", "htmx:sendAbort")):
            said.append(message.text)
            places.append(place)

    def on_request(asked: Request) -> None:
        if not asked.url.startswith((request.getfixturevalue("base_url"), "blob:", "data:", "about:")):
            said.append(f"asked for {asked.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", on_request)
    yield said
    assert said == [], f"at {places}"
