"""Splitting, joining and scenes in a real browser: one click and one undo, without a mouse, in a narrow window."""

import pytest
from playwright.sync_api import Page, expect

from projects.models import Shot
from tests.browser.axe import violations
from tests.browser.people import codes, demo_project, nothing_approved, sign_in, too_wide, until

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_long_beat_is_typed_split_by_one_click_and_taken_back_by_one(page: Page, base_url: str) -> None:
    slug = demo_project(sign_in(page, base_url))
    before = list(Shot.objects.order_by("scene_id", "position").values_list("code", "action"))
    page.goto(f"/projects/{slug}/shots/SH020/")
    page.get_by_label("Duration").fill("45")
    page.locator("#find-duration").get_by_role("button", name="Split into 3 shots").click()
    expect(page.get_by_text("SH020 is 3 shots now: SH020, SH025 and SH027.")).to_be_visible()
    assert codes(page, "opening") == ["SH010", "SH020", "SH025", "SH027", "SH030", "SH040", "SH050"]
    expect(page.get_by_label("Duration")).to_have_value("15")
    page.get_by_role("button", name="Undo", exact=True).last.click()
    expect(page.locator("#shot-SH025")).to_have_count(0)
    assert (
        list(Shot.objects.filter(deleted_at=None).order_by("scene_id", "position").values_list("code", "action")) == before
    )
    expect(page.get_by_label("Duration")).to_have_value("45")


def test_a_split_is_looked_at_and_edited_first(page: Page, base_url: str) -> None:
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/shots/SH020/")
    page.get_by_label("Duration").fill("30")
    page.locator("#find-duration").get_by_role("button", name="Look first").click()
    expect(page.locator("main h1")).to_have_text("Split 1.2 SH020 into 2 shots")
    page.get_by_role("link", name="3 shots").click()
    expect(page.locator("main h1")).to_have_text("Split 1.2 SH020 into 3 shots")
    page.get_by_label("What happens in SH025").fill("leans slowly over the counter")
    expect(page.locator("#made-2")).to_contain_text("leans slowly over the counter")
    expect(page.get_by_label("What happens in SH025")).to_be_focused()
    assert violations(page) == []
    page.get_by_role("button", name="Split into 3 shots").click()
    expect(page.get_by_text("SH020 is 3 shots now")).to_be_visible()
    assert Shot.objects.get(code="SH025").action == "leans slowly over the counter"


def test_keys_add_before_after_like_this_and_duplicate(page: Page, base_url: str) -> None:
    slug = demo_project(sign_in(page, base_url))
    for key, made in (("b", "SH015"), ("i", "SH025"), ("l", "SH022"), ("d", "SH021")):
        page.goto(f"/projects/{slug}/shots/SH020/")
        page.locator("body").press(key)
        expect(page.locator("#editor")).to_have_attribute("data-code", made)
    assert codes(page, "opening")[:6] == ["SH010", "SH015", "SH020", "SH021", "SH022", "SH025"]


def test_two_shots_are_joined_after_a_look(page: Page, base_url: str) -> None:
    slug = demo_project(sign_in(page, base_url))
    nothing_approved(slug)
    page.goto(f"/projects/{slug}/shots/SH010/")
    page.get_by_role("link", name="Join with SH020").click()
    expect(page.locator("main h1")).to_have_text("Join 1.1 SH010 and 1.2 SH020")
    assert violations(page) == []
    page.get_by_role("button", name="Join them").click()
    expect(page.get_by_text("SH010 and SH020 are one shot now: SH010.")).to_be_visible()
    assert codes(page, "opening") == ["SH010", "SH030", "SH040", "SH050"]


def test_a_scene_is_placed_by_keyboard_with_the_open_shot_kept(page: Page, base_url: str) -> None:
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/shots/SH020/")
    page.get_by_label("More for scene 1").focus()
    page.keyboard.press("Enter")
    place = page.locator("#scene-opening").get_by_label("Move to place")
    place.fill("2")
    place.press("Enter")
    expect(page.get_by_text("is scene 2 now.")).to_be_visible()
    expect(page.locator("#editor")).to_have_attribute("data-code", "SH020")
    until(
        page,
        "[...document.querySelectorAll('section.scene')].slice(0, 2).map(one => one.id).join() === 'scene-after-dark,scene-opening'",
    )
    until(page, "document.activeElement !== document.body")


def test_a_scene_is_duplicated_from_its_menu(page: Page, base_url: str) -> None:
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/")
    page.get_by_label("More for scene 1").click()
    page.locator("#scene-opening").get_by_role("link", name="Duplicate scene").click()
    expect(page.get_by_label("What comes of it")).to_contain_text("Credits")
    page.get_by_role("button", name="Duplicate the scene").click()
    expect(page.locator("#scene-opening-the-shop-copy h2")).to_contain_text("Opening the shop (copy)")
    assert codes(page, "opening-the-shop-copy") == ["SH051", "SH053", "SH055", "SH057", "SH058"] or codes(
        page, "opening-the-shop-copy"
    ) == sorted(codes(page, "opening-the-shop-copy"))


def test_a_preview_is_never_wider_than_the_window(page: Page, base_url: str) -> None:
    slug = demo_project(sign_in(page, base_url))
    for path in ("shots/SH020/split/", "shots/SH010/join/"):
        page.goto(f"/projects/{slug}/{path}")
        assert too_wide(page, "document.querySelector('main')") == []
