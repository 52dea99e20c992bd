"""Approved shots in a real browser: asked about before they change, changed since, compared, approved anew."""

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from projects.models import Activity, Shot
from projects.writes.reviewing import Person, decide
from tests.browser.axe import violations
from tests.browser.people import demo_project, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


REFUSED = "Failed to load resource: the server responded with a status of 409 (Conflict)"


def approved(page: Page, base_url: str, *codes: str) -> str:
    """A demo project with these shots approved."""
    user = sign_in(page, base_url)
    slug = demo_project(user)
    project = Shot.objects.filter(project__slug=slug)[0].project
    decide(project, dict.fromkeys(codes, ""), "approved", person=Person(user))
    return slug


def test_an_approved_shot_is_asked_about_and_says_afterwards_what_changed(
    page: Page, base_url: str, complaints: list[str]
) -> None:
    slug = approved(page, base_url, "SH020")
    page.goto(f"/projects/{slug}/shots/SH020/")
    action = page.locator("#id_action")
    held: list[Route] = []
    page.route(re.compile("/shots/SH020/$"), lambda route: held.append(route))  # the preview is answered before the save is
    with page.expect_response(re.compile("/preview/$")):
        action.fill("tamps the coffee gently")
        page.locator(".save-row [name=save]").click()
    expect(page.locator("#prompt-text")).to_contain_text("gently")
    held[0].continue_()
    page.unroute(re.compile("/shots/SH020/$"))
    dialog = page.locator("#ask")
    expect(dialog).to_contain_text("SH020 is approved. Change it all the same?")
    expect(dialog.get_by_role("button", name="Leave as approved")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator("#toasts")).to_contain_text("SH020 stays as approved by ada; nothing was changed.")
    expect(page.locator(".save-row [name=save]")).to_be_focused()
    expect(action).to_have_value("tamps the coffee gently")
    page.locator(".save-row [name=save]").click()
    dialog.get_by_role("button", name="Change all the same").click()
    card = page.locator("[data-shots] [data-shot=SH020]")
    expect(card.locator(".st.since")).to_have_text("Changed since")
    expect(action).to_have_value("tamps the coffee gently")
    assert Shot.objects.get(project__slug=slug, code="SH020").status == "approved"
    card.locator(".st.since").click()
    expect(page.locator("ins").first).to_contain_text("gently")
    assert violations(page) == []
    page.get_by_role("button", name="Approve it as it stands now").click()
    expect(page.locator(".editor-head .st")).to_have_text("Approved")
    assert [complaints.pop() for _ in range(2)] == [REFUSED] * 2


def test_other_ways_of_writing_ask_in_the_same_words(page: Page, base_url: str, complaints: list[str]) -> None:
    slug = approved(page, base_url, "SH020")
    dialog = page.locator("#ask")
    page.goto(f"/projects/{slug}/table/")
    expect(page.locator("[data-grid][data-ready]")).to_be_visible()
    page.locator("[data-grid] [tabindex='0']").focus()
    for key in ("ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    page.keyboard.type("A cup of steam")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("SH020 is approved. Change it all the same?")
    page.keyboard.press("Escape")
    expect(page.locator("#cell-note p")).to_have_text("SH020 stays as approved by ada; nothing was changed.")
    page.keyboard.type("A cup of steam")
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Change all the same").click()
    expect(page.locator("[data-shot=SH020] .st.since")).to_have_text("Changed since")
    page.goto(f"/projects/{slug}/batch/?shot=SH010&do=delete")
    page.get_by_role("button", name="Delete 1 shot").click()
    expect(dialog).to_contain_text("SH010 is approved.")
    dialog.get_by_role("button", name="Leave as approved").click()
    expect(dialog).to_have_count(0)
    page.get_by_role("button", name="Delete 1 shot").click()
    dialog.get_by_role("button", name="Change all the same").click()
    expect(page.locator("#toasts")).to_contain_text("1 shot deleted.")
    assert Activity.objects.filter(project__slug=slug, verb="refused").count() == 4
    assert [complaints.pop() for _ in range(4)] == [REFUSED] * 4


def test_without_scripts_a_page_asks_and_keeps_what_was_typed(browser: Browser, page: Page, base_url: str) -> None:
    slug = approved(page, base_url, "SH020")
    plain = browser.new_context(java_script_enabled=False, base_url=base_url, storage_state=page.context.storage_state())
    other = plain.new_page()
    other.goto(f"/projects/{slug}/shots/SH020/")
    other.locator("#id_subject").fill("\nsteam & <light>")
    other.locator(".save-row [name=save]").click()
    other.get_by_role("button", name="Change all the same").click()
    expect(other.locator("#id_subject")).to_have_value("\nsteam & <light>")
    expect(other.locator(".approval")).to_contain_text("Changed since approval by ada")
    plain.close()
