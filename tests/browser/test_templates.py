"""Templates in a real browser: filled while one looks on, kept from a plan, put into it and taken back."""

import pytest
from playwright.sync_api import Browser, Page, expect

from projects.models import Project, Template
from tests.browser.axe import violations
from tests.browser.people import demo_project, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_blank_is_typed_and_the_prompt_follows_until_the_project_is_made(page: Page, base_url: str) -> None:
    sign_in(page, base_url)
    page.goto("/")
    page.get_by_role("link", name="From a template", exact=True).click()
    page.get_by_role("link", name="Product reveal").click()
    field = page.get_by_label("Product, in a word or two")
    field.fill("tea tin")
    expect(page.locator("#preview h2")).to_have_text("Maison Vale: the tea tin")
    expect(page.locator("#preview .prompt")).to_contain_text("Tea tin, hand-cut amber glass")
    expect(field).to_be_focused()
    field.fill("tea, tin")
    expect(page.locator("#preview")).to_contain_text("no , ; : ( ) and no line break")
    field.fill("tea tin")
    expect(page.locator("#preview")).to_contain_text("No findings.")
    page.get_by_label("Model").select_option("sora-2")
    expect(page.locator("#preview")).to_contain_text("1 finding")
    page.get_by_label("Model").select_option("kling-3.0")
    expect(page.locator("#preview")).to_contain_text("No findings.")
    page.get_by_role("button", name="Make the project").click()
    expect(page.get_by_text("Maison Vale: the tea tin is ready.")).to_be_visible()
    expect(page.locator("#shot-SH010")).to_be_visible()
    assert Project.objects.get().model == "kling-3.0"


def test_a_scene_is_kept_used_in_another_place_and_taken_back(page: Page, base_url: str) -> None:
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/scenes/after-dark/template/")
    page.get_by_label("rooftop anchor, 2 places").check()
    expect(page.locator("#kept h2")).to_have_text("1 blank")
    expect(page.locator("#kept mark").first).to_have_text("rooftop")
    page.get_by_role("button", name="Save as template").click()
    expect(page.get_by_text("After dark is kept as a template.")).to_be_visible()
    assert Template.objects.get().document["blanks"][0]["default"] == "rooftop"

    page.goto(f"/projects/{slug}/templates/own:after-dark/?after=opening")
    page.get_by_role("textbox", name="Rooftop").fill("terrace")
    expect(page.locator("#coming")).to_contain_text("terrace, new")
    page.get_by_role("button", name="Insert", exact=True).click()
    expect(page.get_by_text("After dark is inserted.")).to_be_visible()
    expect(page.locator("section.scene")).to_have_count(3)
    page.locator("[data-toast]").get_by_role("button", name="Undo").click()
    expect(page.locator("section.scene")).to_have_count(2)


def test_a_template_is_renamed_deleted_and_brought_back(page: Page, base_url: str) -> None:
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/scenes/after-dark/template/")
    page.get_by_role("button", name="Save as template").click()
    page.locator("summary", has_text="Rename").click()
    page.get_by_label("Title of After dark").fill("Night piece")
    page.get_by_role("button", name="Save title").click()
    expect(page.get_by_role("link", name="Night piece")).to_be_visible()
    page.get_by_role("button", name="Delete Night piece").click()
    expect(page.get_by_role("heading", name="Nothing kept yet")).to_be_visible()
    page.locator("[data-toast]").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Night piece")).to_be_visible()


def test_it_all_works_without_javascript(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    sign_in(page, base_url)
    page.goto("/new/template/fashion-reel/")
    page.get_by_label("City").fill("Marseille")
    page.get_by_role("button", name="Show the prompts").click()
    expect(page.locator("#preview h2")).to_have_text("Atelier Noor in Marseille")
    page.get_by_role("button", name="Make the project").click()
    expect(page.get_by_text("Atelier Noor in Marseille is ready.")).to_be_visible()
    context.close()


def test_no_page_has_an_accessibility_violation_or_is_too_wide(page: Page, base_url: str) -> None:
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/scenes/after-dark/template/")
    page.get_by_role("button", name="Save as template").click()
    screens = ("/new/template/", "/new/template/music-video/", "/templates/")
    found = {}
    for path in (*screens, *(f"/projects/{slug}/{p}" for p in ("template/", "templates/", "templates/music-video/"))):
        page.goto(path)
        found[path] = violations(page)
        wide = []
        for width in (1440, 820, 390):
            page.set_viewport_size({"width": width, "height": 900})
            wide.append(max(0, page.evaluate("document.documentElement.scrollWidth - innerWidth")))
        found[path] += [n for n in wide if n]
    assert {path: items for path, items in found.items() if items} == {}
