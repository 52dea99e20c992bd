"""Vocabulary at hand in a real browser: type-ahead, keys, panels, the light builder, and the way without JavaScript."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from projects.core.board import Word
from projects.models import Project, Shot
from projects.writes.words import save_word
from tests.browser.axe import violations
from tests.browser.people import demo_project, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def slug(page: Page, base_url: str) -> str:
    """The demo project, with SH020 open in the editor."""
    made = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{made}/shots/SH020/")
    return made


def slot(page: Page, name: str) -> Locator:
    return page.locator(f"#id_{name}")


def options(page: Page) -> Locator:
    return page.locator("#words-list [role=option]")


def test_typing_opens_a_list_and_enter_puts_a_word_in_its_place(page: Page, slug: str) -> None:
    lighting = slot(page, "lighting")
    lighting.fill("a lamp, ")
    lighting.press("End")
    lighting.press_sequentially("war")
    expect(options(page).first).to_have_text("Warmwarm golden light")
    expect(lighting).to_have_attribute("aria-controls", "words-list")
    lighting.press("ArrowDown")
    expect(lighting).to_have_attribute("aria-activedescendant", "words-option-0")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    lighting.press("Enter")
    expect(lighting).to_have_value("a lamp, warm golden light")
    expect(lighting).to_be_focused()
    expect(options(page)).to_have_count(0)
    expect(page.locator("#prompt-text")).to_contain_text("a lamp, warm golden light")
    page.get_by_role("button", name="Save shot").click()
    expect(page.locator("#saved")).to_have_text("Saved.")
    assert Shot.objects.get(code="SH020").lighting == "a lamp, warm golden light"


def test_undo_takes_a_word_back(page: Page, slug: str) -> None:
    style = slot(page, "style")
    style.press_sequentially("tri")
    expect(options(page)).to_have_count(1)
    style.press("ArrowDown")
    style.press("Tab")
    expect(style).to_have_value("black and white Kodak Tri-X")
    expect(style).to_be_focused()
    style.press("Control+z")
    expect(style).to_have_value("tri")


def test_enter_and_tab_mean_what_they_always_mean_while_nothing_is_chosen(page: Page, slug: str) -> None:
    lighting = slot(page, "lighting")
    lighting.press_sequentially("war")
    expect(options(page)).to_have_count(5)
    lighting.press("Enter")
    expect(lighting).to_have_value("war\n")
    expect(options(page)).to_have_count(0)
    lighting.press_sequentially("coo")
    expect(options(page).first).to_be_visible()
    lighting.press("Tab")
    expect(lighting).not_to_be_focused()
    expect(options(page)).to_have_count(0)
    expect(lighting).to_have_value("war\ncoo")


def test_escape_closes_and_the_keys_walk_round(page: Page, slug: str) -> None:
    lighting = slot(page, "lighting")
    lighting.press_sequentially("war")
    expect(options(page)).to_have_count(5)
    lighting.press("ArrowUp")
    expect(lighting).to_have_attribute("aria-activedescendant", "words-option-4")
    lighting.press("ArrowDown")
    expect(lighting).not_to_have_attribute("aria-activedescendant", "words-option-4")
    lighting.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(lighting).not_to_have_attribute("aria-controls", "words-list")
    expect(lighting).to_have_value("war")


def test_a_click_puts_a_word_in_and_one_letter_or_a_sentence_opens_nothing(page: Page, slug: str) -> None:
    lighting = slot(page, "lighting")
    lighting.press_sequentially("w")
    page.wait_for_timeout(400)
    expect(options(page)).to_have_count(0)
    lighting.press_sequentially("in")
    options(page).filter(has_text="Window light").click()
    expect(lighting).to_have_value("soft window light")
    expect(lighting).to_be_focused()
    lighting.press_sequentially(" and nothing that anybody knows")
    page.wait_for_timeout(400)
    expect(options(page)).to_have_count(0)


def test_a_word_being_composed_is_left_alone(page: Page, slug: str) -> None:
    lighting = slot(page, "lighting")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/words/" in request.url else None)
    lighting.focus()
    client = page.context.new_cdp_session(page)
    client.send("Input.imeSetComposition", {"text": "warm", "selectionStart": 4, "selectionEnd": 4})
    page.wait_for_timeout(400)
    assert asked == []
    client.send("Input.insertText", {"text": "warm"})
    expect(options(page).first).to_be_visible()
    expect(lighting).to_have_value("warm")


def test_a_lens_is_replaced_as_a_whole(page: Page, slug: str) -> None:
    lens = slot(page, "lens")
    lens.fill("")
    lens.press_sequentially("85")
    expect(options(page)).to_have_count(1)
    lens.press("ArrowDown")
    expect(lens).to_have_attribute("aria-activedescendant", "words-option-0")
    lens.press("Enter")
    expect(lens).to_have_value("85mm")
    expect(page.locator("#prompt-text")).to_contain_text("85mm lens")


def test_the_panel_of_a_slot_puts_words_in_and_takes_them_out(page: Page, slug: str) -> None:
    style = slot(page, "style")
    opener = page.get_by_role("button", name="Words for style")
    opener.focus()
    page.keyboard.press("Enter")
    panel = page.locator("#words-panel-style")
    word = panel.get_by_role("button", name="Film noir")
    word.click()
    panel.get_by_role("button", name="Super 8").click()
    expect(style).to_have_value("high-contrast film noir, shot on Super 8")
    expect(word).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#prompt-text")).to_contain_text("high-contrast film noir, shot on Super 8")
    word.click()
    expect(style).to_have_value("shot on Super 8")
    word.press("Escape")
    expect(panel).to_have_count(0)
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")


def test_a_light_is_built_and_three_points_are_set(page: Page, slug: str) -> None:
    page.get_by_role("button", name="Words for lighting").click()
    panel, lighting = page.locator("#words-panel-lighting"), slot(page, "lighting")
    expect(panel.get_by_role("button", name="Use", exact=True)).to_have_attribute("aria-disabled", "true")
    for label, value in (("Direction", "light-side"), ("Quality", "light-soft"), ("Temperature", "light-warm")):
        panel.get_by_label(label, exact=True).focus()
        panel.get_by_label(label, exact=True).select_option(value)
        expect(panel.locator(f"[id=build-light-{label.lower()}] option:checked")).to_have_attribute("value", value)
        expect(panel.get_by_label(label, exact=True)).to_be_focused()
    expect(panel.locator("#built-light")).to_have_text("soft warm side light")
    expect(lighting).to_have_value("")
    panel.get_by_role("button", name="Use", exact=True).click()
    expect(lighting).to_have_value("soft warm side light")
    panel.get_by_role("button", name="Three points").click()
    expect(lighting).to_have_value(
        "soft warm side light, key light at 45 degrees from the left, softer fill light from the right, rim light from behind"
    )
    expect(page.locator("#prompt-text")).to_contain_text("rim light from behind")


def test_pictures_set_a_choice(page: Page, slug: str) -> None:
    page.locator("[data-words-for=shot_size]").click()
    page.locator("#words-panel-shot_size").get_by_role("button", name="Extreme close-up").click()
    expect(slot(page, "shot_size")).to_have_value("ecu")
    page.locator("[data-words-for=move_0]").click()
    expect(page.locator(".words-panel")).to_have_count(1)
    page.locator("#words-panel-move_0").get_by_role("button", name="Dolly in").click()
    expect(slot(page, "move_0")).to_have_value("dolly:in")
    expect(page.locator("#prompt-text")).to_contain_text("extreme close-up")
    expect(page.locator("#prompt-text")).to_contain_text("dolly in")


def test_the_project_s_own_words_are_offered_first(page: Page, slug: str) -> None:
    project = Project.objects.get(slug=slug)
    save_word(project, Word("action", "wipes the counter twice", "Counter ritual"), by=project.memberships.get().user)
    action = slot(page, "action")
    action.fill("")
    action.press_sequentially("cou")
    expect(options(page)).to_have_text(["Counter ritual of this projectwipes the counter twice"])


@pytest.mark.parametrize("width", [1440, 820, 390])
def test_lists_and_panels_stay_in_the_window(page: Page, slug: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    slot(page, "lighting").press_sequentially("war")
    box = page.locator(".words-pop").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.keyboard.press("Escape")
    page.locator("[data-words-for=lighting]").click()
    expect(page.locator(".words-panel .word").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_words_have_no_accessibility_violation(page: Page, slug: str) -> None:
    found = {}
    page.locator("[data-words-for=lighting]").click()
    expect(page.locator(".words-panel .word").first).to_be_visible()
    slot(page, "style").press_sequentially("kod")
    expect(options(page).first).to_be_visible()
    slot(page, "style").press("ArrowDown")
    for name in ("editor", "words"):
        if name == "words":
            page.evaluate("document.querySelectorAll('form').forEach((form) => delete form.dataset.dirty)")
            page.goto(f"/projects/{slug}/words/")
        found[name] = violations(page)
    assert found == {"editor": [], "words": []}


def test_without_javascript_the_words_are_a_page_away(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    made = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{made}/shots/SH020/")
    page.get_by_role("link", name="Words for lighting").click()
    page.get_by_label("Direction").select_option("light-back")
    page.get_by_label("Quality").select_option("light-hard")
    page.get_by_role("button", name="Put together").click()
    expect(page.locator("#built-light")).to_have_text("hard backlight")
    page.get_by_role("link", name="Back to SH020").click()
    expect(page.locator("#editor h2")).to_contain_text("SH020")
    context.close()


def test_fast_typing_is_answered_for_its_last_letters(page: Page, slug: str) -> None:
    lighting = slot(page, "lighting")
    lighting.press_sequentially("wa")
    expect(options(page).first).to_be_visible()
    lighting.press("ArrowDown")
    lighting.press_sequentially("rm", delay=30)
    expect(options(page)).to_have_count(5)
    expect(lighting).not_to_have_attribute("aria-activedescendant", "words-option-0")
    lighting.press("ArrowDown")
    lighting.press("Enter")
    expect(lighting).to_have_value("warm golden light")
    lighting.press_sequentially(", co")
    expect(options(page).first).to_be_visible()
    lighting.press("Home")
    expect(options(page)).to_have_count(0)
