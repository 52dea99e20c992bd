"""Two and three people at one project, each in a browser of their own."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from projects.models import Membership, Project, User
from projects.writes.accounts import account
from tests.browser.people import demo_project, sign_in

# The page asks every 1.2 s; on a busy machine an answer takes its time.
SOON = 6000


class Team:
    """People who are signed in, each in a browser of their own, at one project."""

    def __init__(self, browser: Browser, base_url: str, slug: str, arguments: dict[str, Any]) -> None:
        self.browser, self.base_url, self.slug, self.arguments = browser, base_url, slug, arguments
        self.contexts: list[BrowserContext] = []

    def joins(self, name: str, path: str = "", role: str = "editor") -> Page:
        """One more person who opens a page of the project."""
        user = account(f"{name.split(maxsplit=1)[0].lower()}@example.org")
        User.objects.filter(pk=user.pk).update(name=name)
        Membership.objects.get_or_create(project=Project.objects.get(slug=self.slug), user=user, defaults={"role": role})
        context = self.browser.new_context(base_url=self.base_url, **self.arguments)
        self.contexts.append(context)
        page = context.new_page()
        sign_in(page, self.base_url, user.email)
        page.goto(f"/projects/{self.slug}/{path}")
        return page


@pytest.fixture
def team(page: Page, browser: Browser, base_url: str) -> Iterator[Team]:
    """A demo project and people who join it. `page` is Ada's, its owner."""
    ada = sign_in(page, base_url)
    User.objects.filter(pk=ada.pk).update(name="Ada")
    slug = demo_project(ada)
    page.goto(f"/projects/{slug}/")
    made = Team(browser, base_url, slug, {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"})
    yield made
    for context in made.contexts:
        context.close()


def drag(page: Page, code: str, onto: str) -> None:
    page.locator(f"#shot-{code} [data-grip]").drag_to(page.locator(f"#shot-{onto}"), target_position={"x": 220, "y": 100})


def save(page: Page) -> None:
    page.get_by_role("button", name="Save shot").last.click()
    expect(page.locator("#saved")).to_have_text("Saved.")


def stand(page: Page, scene: str, wanted: list[str]) -> None:
    """Waits until the shots of a scene stand in this order."""
    for place, code in enumerate(wanted):
        expect(page.locator(f"[data-shots='{scene}'] > [data-shot]").nth(place)).to_have_attribute(
            "data-shot", code, timeout=SOON
        )
    expect(page.locator(f"[data-shots='{scene}'] > [data-shot]")).to_have_count(len(wanted))
