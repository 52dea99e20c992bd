"""The main task in a real browser: plan a sequence, keep it continuous, take the list with its total credits."""

import re

import pytest
from playwright.sync_api import Page, expect

from projects.models import Project, Shot
from projects.writes.accounts import signin_link
from tests.browser.people import codes, demo_project, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_sign_in_link_leads_to_the_projects(page: Page, base_url: str) -> None:
    token = signin_link("ada@example.org").split("/signin/")[1]
    page.goto(f"/signin/{token}")
    expect(page.get_by_role("heading", name="Plan your first sequence")).to_be_visible()


def test_a_sequence_is_planned_from_nothing_to_the_list(page: Page, base_url: str) -> None:
    sign_in(page, base_url)
    page.goto("/new/")
    page.get_by_label("Title").fill("Harbour morning")
    page.get_by_label("Destination").select_option("instagram-reels")
    page.get_by_role("button", name="Make the project").click()
    expect(page.get_by_text("No scenes yet")).to_be_visible()
    page.get_by_label("Title of the new scene").fill("Arrival")
    page.get_by_role("button", name="Add scene").click()

    page.get_by_role("link", name="Anchors").click()
    for kind, name, description in (
        ("subject", "keeper", "a lighthouse keeper in his sixties, grey beard, red wool coat"),
        ("environment", "wooden pier", "a weathered wooden pier at low tide"),
        ("lighting", "dawn light", "soft golden dawn light from the left"),
    ):
        page.get_by_label("Kind").select_option(kind)
        page.get_by_label("Name").fill(name)
        page.get_by_label("Description").fill(description)
        page.get_by_label("The whole project").check()
        page.get_by_role("button", name="Add anchor").click()
        expect(page.get_by_text(f"{name} is an anchor now.")).to_be_visible()

    page.get_by_role("link", name="Board").click()
    page.get_by_role("button", name="Add a shot").click()
    expect(page.locator("#editor h2")).to_contain_text("SH010")
    page.get_by_label("Action").fill("walks slowly along the planks")
    page.get_by_label("Move", exact=True).select_option("dolly:in")
    page.get_by_label("Speed").first.select_option("slow")
    expect(page.locator("#prompt-text")).to_have_text(
        "A lighthouse keeper in his sixties, grey beard, red wool coat, walks slowly along the planks, "
        "a weathered wooden pier at low tide, soft golden dawn light from the left, slow dolly in."
    )
    page.get_by_role("button", name="Save shot").click()
    expect(page.locator("#saved")).to_have_text("Saved.")
    page.get_by_role("button", name="Add a shot after").click()
    expect(page.locator("#editor h2")).to_contain_text("SH020")
    page.get_by_label("Action").fill("stops and turns toward the water")
    page.get_by_role("button", name="Save shot").click()
    expect(page.locator("#saved")).to_have_text("Saved.")

    page.get_by_role("link", name="Export").click()
    expect(page.locator("#prompt-SH020")).to_have_text(
        "The same lighthouse keeper in his sixties, grey beard, red wool coat, stops and turns toward the water, "
        "the same weathered wooden pier at low tide, maintaining soft golden dawn light from the left."
    )
    # 1080p, 10 s: a Standard final is 113 credits, three Fast previews are 3 x 75; two shots of each.
    expect(page.locator(".sum-total dd")).to_have_text("676 credits")
    expect(page.locator(".p-totals")).to_contain_text("676 credits")


def test_a_save_that_breaks_continuity_is_refused_and_keeps_what_was_typed(
    page: Page, base_url: str, complaints: list[str]
) -> None:
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/shots/SH020/")
    page.get_by_label("Environment").fill("a coffee shop at night")
    page.get_by_label("Action").fill("tamps the coffee twice")
    page.get_by_role("button", name="Save shot").click()
    expect(page.get_by_text("Not saved: this would break continuity.")).to_be_visible()
    expect(page.get_by_label("Environment")).to_have_value("a coffee shop at night")
    expect(page.get_by_label("Action")).to_have_value("tamps the coffee twice")
    assert Shot.objects.get(code="SH020").environment == ""

    page.locator("#find-environment").get_by_role("button", name=re.compile("the same coffee shop")).click()
    expect(page.get_by_label("Environment")).to_have_value("the same coffee shop at night")
    complaints[:] = [line for line in complaints if "422" not in line]
    expect(page.get_by_text("Not saved: this would break continuity.")).to_be_visible()
    page.get_by_label("Environment").fill("same coffee shop")
    page.get_by_role("button", name="Save shot").click()
    expect(page.locator("#saved")).to_have_text("Saved.")
    assert Shot.objects.get(code="SH020").action == "tamps the coffee twice"
    complaints[:] = [line for line in complaints if "422" not in line]


def test_a_recorded_break_lets_the_same_words_through(page: Page, base_url: str, complaints: list[str]) -> None:
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/shots/SH020/")
    page.get_by_label("Lighting").fill("cold moonlight at night")
    page.get_by_role("button", name="Save shot").click()
    expect(page.get_by_role("link", name="Go to its fixes").first).to_be_visible()
    finding = page.locator("#find-lighting .finding").first
    finding.get_by_text("Record a break…").click()
    finding.get_by_label("Why does this shot break it?").fill("a memory of the night before")
    finding.get_by_role("button", name="Record the break").click()
    expect(page.get_by_text("break: a memory of the night before")).to_be_visible()
    assert Shot.objects.get(code="SH020").lighting == "cold moonlight at night"
    complaints[:] = [line for line in complaints if "422" not in line]


def test_one_click_mends_the_error_left_in_the_demo(page: Page, base_url: str) -> None:
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/")
    expect(page.locator("#summary")).to_contain_text("1 error")
    page.locator("#shot-SH030 .pic").click()
    page.locator("#find-subject").get_by_role("button", name="Drop “in a red apron”").click()
    expect(page.locator("#find-subject .finding.error")).to_have_count(0)
    expect(page.locator("#shot-SH030 .sev")).to_have_count(0)
    expect(page.locator("#summary")).not_to_contain_text("error")


def test_a_deleted_shot_comes_back_with_undo(page: Page, base_url: str) -> None:
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/shots/SH020/")
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("SH020 deleted.")).to_be_visible()
    assert codes(page, "opening") == ["SH010", "SH030", "SH040", "SH050"]
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back: SH020 deleted.")).to_be_visible()
    assert codes(page, "opening") == ["SH010", "SH020", "SH030", "SH040", "SH050"]


def test_a_pasted_list_is_shown_before_anything_is_saved(page: Page, base_url: str) -> None:
    sign_in(page, base_url)
    page.goto("/new/text/")
    page.get_by_label("Shot list").fill(
        "# Night ferry\n\nA boat leaves.\n\n## Scene 1\n\n1. Wide shot, 24mm lens, slow dolly in. A woman in a yellow coat waits.\n\n"
        "2. Close-up, static. She smiles.\n"
    )
    page.get_by_role("button", name="Show what it becomes").click()
    expect(page.locator("#preview")).to_contain_text("1 scene, 2 shots")
    assert Project.objects.count() == 0
    page.get_by_role("button", name="Make the project").click()
    expect(page.get_by_text("Night ferry is in.")).to_be_visible()
    assert list(Shot.objects.order_by("position").values_list("code", "shot_size")) == [("SH010", "ws"), ("SH020", "cu")]


def test_an_anchor_edit_shows_every_prompt_word_by_word_before_it_is_saved(page: Page, base_url: str) -> None:
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/anchors/dawn-light/")
    page.get_by_label("Description").fill("soft silver dawn light from the left")
    page.get_by_role("button", name="Show what changes").click()
    expect(page.get_by_text("5 prompts would change")).to_be_visible()
    expect(page.locator("#changes .change").first.locator("del")).to_have_text("golden ")
    expect(page.locator("#changes .change").first.locator("ins")).to_have_text("silver ")
    page.get_by_role("button", name="Save anchor").click()
    expect(page.get_by_text("dawn light saved.")).to_be_visible()


def test_a_reason_being_typed_outlives_the_live_prompt(page: Page, base_url: str) -> None:
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/shots/SH030/")
    finding = page.locator("#find-subject .finding").first
    finding.get_by_text("Record a break…").click()
    reason = finding.get_by_label("Why does this shot break it?")
    reason.press_sequentially("her day off")
    page.wait_for_timeout(700)  # longer than the live prompt waits
    expect(reason).to_have_value("her day off")
    expect(reason).to_be_focused()
    reason.press("Enter")
    expect(page.get_by_text("break: her day off")).to_be_visible()
