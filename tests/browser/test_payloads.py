"""The jobs for vendors in a real browser: another model chosen by keys, a job copied, a phone, no complaint."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.people import demo_project, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_job_is_chosen_read_and_copied(page: Page, base_url: str, complaints: list[str]) -> None:
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/payloads/")
    expect(page.locator(".job-gone").last).to_contain_text("Sora 2 is over.")
    page.get_by_label("Show for").select_option("kling-3.0")
    page.get_by_role("button", name="Show").press("Enter")
    packed = page.locator(".job.packed").first
    expect(packed.locator("svg.frame, .job-parts svg")).to_have_count(2)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    packed.get_by_role("button", name="Copy job").click()
    expect(packed.get_by_role("button", name="Copied")).to_be_visible()
    page.keyboard.press("Tab")
    body = json.loads(packed.locator("pre").inner_text())
    assert [part["index"] for part in body["multi_prompt"]] == [1, 2]
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert violations(page) == []
