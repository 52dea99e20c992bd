"""Frames that come to a page later: the drawings that they need come with them."""

import pytest
from playwright.sync_api import Page, expect

from projects.core.board import Board, Scene, Shot
from projects.models import Project, User
from projects.writes.accounts import account
from projects.writes.projects import import_board
from projects.writes.shots import create_shot, save_shot
from tests.browser.people import sign_in, until

pytestmark = pytest.mark.django_db(transaction=True)

# The page asks every 1.2 s; on a busy machine an answer takes its time.
SOON = 8000
LACKING = """[...document.querySelectorAll('svg.frame')].flatMap((frame) => [...frame.outerHTML.matchAll(/#(sk-[a-z-]+)/g)])
    .map(([, name]) => name).filter((name) => !document.getElementById(name))"""
FOREST = Shot("like", action="walks", environment="a forest", lighting="night, moonlight", shot_size="ws")


def rooms(owner: User) -> Project:
    """A project of two shots in a kitchen by day."""
    shots = tuple(Shot(code, action="pours coffee", environment="a kitchen", shot_size="ms") for code in ("SH010", "SH020"))
    slug = import_board(Board("Rooms", scenes=(Scene("one", shots=shots),)), by=owner, allow_errors=True)
    return Project.objects.get(slug=slug)


def drawn(code: str) -> str:
    """Whether every part of a frame has come and is drawn."""
    parts = f"[...document.querySelectorAll('#shot-{code} .frame use')]"
    return f"{parts}.length > 0 && {parts}.every((part) => part.getBBox().width > 0)"


def fetched(page: Page) -> int:
    """How often the page has asked for drawings."""
    return page.evaluate("performance.getEntriesByType('resource').filter((one) => one.name.includes('/sketches/')).length")


def test_a_shot_that_somebody_else_adds_in_a_new_place_is_drawn(page: Page, base_url: str) -> None:
    project = rooms(sign_in(page, base_url))
    page.goto(f"/projects/{project.slug}/")
    until(page, f"{LACKING}.length === 0")
    expect(page.locator("#sk-forest")).to_have_count(0)
    assert fetched(page) == 0
    code = create_shot(project, "one", by=account("ben@example.org"), like=FOREST)
    expect(page.locator(f"#shot-{code}")).to_be_visible(timeout=SOON)
    expect(page.locator("#sk-forest")).to_have_count(1)
    until(page, f"{LACKING}.length === 0")
    until(page, drawn(code))
    assert fetched(page) == 1


def test_a_frame_that_changes_is_drawn_and_drawings_are_fetched_once(page: Page, base_url: str) -> None:
    owner = sign_in(page, base_url)
    project = rooms(owner)
    page.goto(f"/projects/{project.slug}/shots/SH010/")
    page.get_by_label("Environment", exact=True).fill("a forest")
    page.get_by_role("button", name="Save shot").last.click()
    expect(page.locator("#shot-SH010 use[href='#sk-forest']")).to_have_count(1)
    expect(page.locator("#sk-forest")).to_have_count(1)
    save_shot(project, "SH020", {"environment": "a beach by the sea"}, by=owner)
    expect(page.locator("#shot-SH020 use[href='#sk-kitchen']")).to_have_count(0, timeout=SOON)
    until(page, f"{LACKING}.length === 0")
    for code in ("SH010", "SH020"):
        until(page, drawn(code))
    assert fetched(page) == 1
