"""The table under a filter, pasted headings, and the table as a form where no script runs."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from projects.models import Shot
from tests.browser.people import demo_project, sign_in, until

pytestmark = pytest.mark.django_db(transaction=True)
COLUMNS = ["code", "title", "subject", "action", "duration"]


def cell(page: Page, code: str, column: str) -> Locator:
    return page.locator(f"[data-shot={code}] > :nth-child({COLUMNS.index(column) + 1})")


def titles() -> list[str]:
    return list(Shot.objects.order_by("code").values_list("title", flat=True))


def open_table(page: Page, base_url: str, query: str) -> str:
    slug = demo_project(sign_in(page, base_url))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base_url)
    page.goto(f"/projects/{slug}/table/?columns={','.join(COLUMNS)}{query}")
    expect(page.locator("[data-grid][data-ready]")).to_be_visible()
    return slug


def test_hidden_rows_are_passed_over_by_keys_fill_copy_and_paste(page: Page, base_url: str) -> None:
    open_table(page, base_url, "&q=cup")
    fits = page.locator("[data-grid] [data-shot]:not(.dim)")
    expect(page.locator("[data-grid] [data-shot]:visible")).to_have_count(8)
    expect(fits.locator("th")).to_have_text([re.compile(code) for code in ("SH030", "SH050", "SH060", "SH070")])
    page.get_by_role("link", name="Hide the others").click()
    expect(page.locator("[data-grid] [data-shot]:visible")).to_have_count(4)
    before = titles()
    cell(page, "SH030", "title").click()
    page.keyboard.press("ArrowDown")
    expect(cell(page, "SH050", "title")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("#cell-bar")).to_contain_text("2 cells, 1 hidden row between left out")
    page.keyboard.press("Control+c")
    until(page, "navigator.clipboard.readText().then((text) => text === 'The first pour\\nThe cup goes out')")
    page.keyboard.press("Control+d")
    expect(page.get_by_text("1 hidden row between was left alone.")).to_be_visible()
    expect(cell(page, "SH050", "title")).to_have_text("The first pour")
    assert titles() == [*before[:4], "The first pour", *before[5:]]
    page.evaluate("navigator.clipboard.writeText('A\\nB')")
    page.keyboard.press("Control+v")
    expect(page.locator("#paste-dialog .paste-note")).to_have_text("1 hidden shot lies between them and stays as it is.")
    page.get_by_role("button", name="Paste", exact=True).click()
    expect(cell(page, "SH050", "title")).to_have_text("B")
    assert titles() == [*before[:2], "A", before[3], "B", *before[5:]]
    page.get_by_role("link", name="Clear", exact=True).click()
    expect(page.locator("[data-grid] [data-shot]:visible")).to_have_count(8)


def test_a_row_that_no_longer_fits_goes_and_the_focus_stays_in_the_table(page: Page, base_url: str) -> None:
    open_table(page, base_url, "&q=cup&alone=1")
    expect(page.locator("[data-grid] [data-shot]:visible")).to_have_count(4)
    cell(page, "SH030", "action").click()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("pours milk")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-grid] [data-shot]:visible")).to_have_count(3)
    expect(page.locator("[data-grid] td:focus")).to_have_count(1)
    page.get_by_role("link", name="Edit as a form").click()
    expect(page.locator(".cells-row legend a")).to_have_text(["SH050", "SH060", "SH070"])


def test_headings_go_to_their_columns_or_are_taken_as_data(page: Page, base_url: str) -> None:
    open_table(page, base_url, "")
    page.evaluate("navigator.clipboard.writeText('Seconds\\tTitle\\n7\\tWindow')")
    cell(page, "SH020", "subject").click()
    page.keyboard.press("Control+v")
    heads = page.locator("#paste-dialog .paste-heads")
    expect(heads).to_contain_text("The first row names the columns Seconds, Title, so each cell goes to its column.")
    expect(page.locator("#paste-dialog .paste-changes tbody th")).to_have_text(["SH020 Seconds", "SH020 Title"])
    page.get_by_label("Take the first row as data").check()
    expect(page.locator("#paste-dialog .paste-changes ins")).to_have_text(["Seconds", "Title", "7", "Window"])
    expect(page.get_by_label("Take the first row as data")).to_be_focused()
    page.get_by_label("Take the first row as data").uncheck()
    expect(page.locator("#paste-dialog .paste-changes ins")).to_have_text(["7", "Window"])
    page.get_by_role("button", name="Paste", exact=True).click()
    expect(cell(page, "SH020", "title")).to_have_text("Window")
    cell(page, "SH010", "subject").click()
    expect(page.locator("#cell-bar .bar-text")).to_have_text("Mara, from its anchor; empty here")
    page.keyboard.press("Control+c")
    expect(page.locator("#live")).to_have_text("1 cell copied.")
    page.keyboard.type("x")
    page.keyboard.press("Escape")
    expect(cell(page, "SH010", "subject").locator("i.a")).to_have_text("Mara")


def test_rows_are_edited_as_a_form_without_javascript(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/table/?q=cup&alone=1")
    expect(page.locator("[data-grid] [data-shot]:visible")).to_have_count(4)
    page.get_by_role("link", name="Edit as a form").click()
    page.get_by_label("Title of SH030").fill("The pour")
    page.get_by_label("Seconds of SH050").fill("=A1")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("[role=alert] p")).to_have_text("1 cell is refused, so nothing was saved.")
    expect(page.get_by_label("Seconds of SH050")).to_have_accessible_description(
        "“=A1” is a formula. A duration is a number from 0.5 to 600 seconds with at most 1 decimal."
    )
    expect(page.get_by_label("Title of SH030")).to_have_value("The pour")
    assert Shot.objects.get(code="SH030").title == "The first pour"
    page.get_by_label("Seconds of SH050").fill("7")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("2 shots saved.")).to_be_visible()
    assert (Shot.objects.get(code="SH030").title, int(Shot.objects.get(code="SH050").duration)) == ("The pour", 7)
    context.close()
