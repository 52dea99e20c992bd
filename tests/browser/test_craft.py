"""The craft tools in a real browser: mend several findings, hand over, compare variants, and take it all back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from projects.core.board import State
from projects.models import Project
from tests import factories
from tests.browser.people import demo_project, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def shot(code: str):
    return factories.shot(Project.objects.get(), code)


@pytest.fixture
def at(page: Page, base_url: str):
    """The address of a screen of the demo project, in which its owner is signed in."""
    slug = demo_project(sign_in(page, base_url))
    return lambda path: f"/projects/{slug}/{path}"


def test_several_findings_are_mended_after_a_look_and_taken_back(page: Page, at) -> None:
    page.goto(at("findings/"))
    page.get_by_role("button", name="Mend…").first.click()
    expect(page.get_by_role("heading", name="Mend 1 finding")).to_be_visible()
    expect(page.locator("del").first).to_be_visible()
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#summary")).not_to_contain_text("1 error")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator("#summary")).to_contain_text("1 error")


def test_the_hand_over_is_written_and_its_finding_is_mended_by_one_click(page: Page, at) -> None:
    page.goto(at("shots/SH010/"))
    page.locator(".handover summary").click()
    page.locator("#id_state_out_wardrobe").fill("apron tied")
    page.get_by_role("button", name="Save shot").click()
    expect(page.locator("#saved")).to_have_text("Saved.")
    page.goto(at("shots/SH020/"))
    page.locator(".handover summary").click()
    expect(page.locator(".sides")).to_contain_text("SH010 ends: apron tied")
    page.locator("#id_boundary").select_option("continuous")
    page.locator("#id_state_in_wardrobe").fill("coat on")
    page.get_by_role("button", name="Save shot").click()
    page.wait_for_timeout(300)
    page.reload()
    page.locator("#find-state_in").get_by_role("button").first.click()
    expect(page.locator("#find-state_in .finding")).to_have_count(0)
    assert shot("SH020").state_in == State(wardrobe="apron tied")


def test_a_variant_is_made_compared_and_picked_by_keyboard_alone(page: Page, at) -> None:
    page.goto(at("shots/SH020/variants/"))
    page.get_by_role("button", name="Copy as B").press("Enter")
    page.locator("#id_action").fill("pours the milk in one long stream")
    page.get_by_role("button", name="Save variant B").press("Enter")
    expect(page.locator("mark.new").first).to_contain_text("pours")
    page.get_by_role("button", name="Pick B").press("Enter")
    expect(page.locator("#id_action")).to_have_value("pours the milk in one long stream")
    assert (shot("SH020").variant, [item.key for item in shot("SH020").variants]) == ("B", ["A"])


def test_a_rejected_take_proposes_the_next_seed(page: Page, at) -> None:
    page.goto(at("shots/SH020/"))
    page.get_by_role("button", name="The take was rejected").click()
    expect(page.locator("#shot-live .cost")).to_contain_text("48214 for attempt 2, from 48213")
