"""A picture of every main screen. `SCREENS=1` writes them to docs/screens, else they go where the test's files go.

Either way no screen may complain, run over its edge or come out blank.
"""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from projects.models import User
from projects.writes.anchors import edit_anchor  # noqa: F401
from tests.browser.people import demo_project, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

KEPT = Path(settings.BASE_DIR) / "docs" / "screens"
LIMIT = 3_000_000
WEBP = {"format": "WEBP", "quality": 80, "method": 6}


def _several(page: Page) -> None:
    """Three shots picked, and the drawer of what to do with them."""
    for code in ("SH020", "SH030", "SH040"):
        page.locator(f"#shot-{code} .ttl").click(modifiers=["Control"])
    page.get_by_role("button", name="Change…").click()
    expect(page.locator("#batch-dialog h1")).to_be_visible()


def _drawer_closed(page: Page) -> None:
    """A line deleted and brought back, so that there are steps to see."""


def _find(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("light")
    expect(page.locator("#palette-results .hit").first).to_be_visible()


def _steps(page: Page) -> None:
    """Some work to look back on: a shot omitted, one deleted."""
    board = page.url.removesuffix("steps/").removesuffix("trash/")
    for code, button in (("SH020", "Omit"), ("SH080", "Delete")):
        page.goto(f"{board}shots/{code}/")
        page.locator(".editor > .actions").get_by_role("button", name=button, exact=True).click()
        expect(page.locator("#toasts .toast")).to_be_visible()
    page.goto(f"{board}steps/")
    expect(page.get_by_text("SH080").first).to_be_visible()
