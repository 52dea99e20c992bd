"""The export page in a browser: what is chosen is seen at once, and every printed page says what it is."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.axe import violations
from tests.browser.people import demo_project, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

CODES = ["SH010", "SH020", "SH030", "SH040", "SH050", "SH060", "SH070", "SH080"]


def printed(page: Page) -> list[str]:
    """The text of every page that the browser would print."""
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return [" ".join(sheet.extract_text().split()) for sheet in reader.pages]


def test_what_is_chosen_is_seen_at_once_and_prints_page_by_page(page: Page, base_url: str) -> None:
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/export/")
    page.get_by_label("Storyboard grid").check()
    expect(page.locator("#paper")).to_have_attribute("data-layout", "grid")
    expect(page).to_have_url(re.compile(r"layout=grid"))
    page.get_by_label("12", exact=True).check()
    expect(page.locator(".p-grid").first).to_have_attribute("data-columns", "4")
    page.locator("select[name=scope]").select_option("scenes")
    page.get_by_label("2 · After dark").check()
    expect(page.locator("#scope-said")).to_have_text("Chosen scenes: 3 of 8 shots")
    page.reload()
    expect(page.get_by_label("2 · After dark")).to_be_checked()
    page.get_by_label("Shot list", exact=True).check()
    page.locator("select[name=scope]").select_option("project")
    expect(page.locator(".p-table tbody > tr[id]")).to_have_count(8)
    up = page.get_by_role("button", name="Frame further left")
    up.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".p-table thead th").first).to_have_text("Frame")
    assert violations(page) == []
    for layout in ("table", "grid", "pages", "deck"):
        page.goto(f"/projects/{slug}/export/?layout={layout}")
        sheets = printed(page)
        ends = [sheet for at, sheet in enumerate(sheets, 1) if f"page {at} of {len(sheets)}" not in sheet]
        assert (layout, ends) == (layout, [])
        assert [sheet for sheet in sheets if "DRAFT" not in sheet or "First light" not in sheet] == []
        assert "1 open error" in sheets[0]
        assert [code for code in CODES if not any(code in sheet for sheet in sheets)] == []
    sheets = printed(page)  # the deck
    assert not any("Seed" in sheet or "Sora" in sheet.split("Appendix")[0] for sheet in sheets[1:2])


def test_scripts_that_a_system_lacks_come_with_the_page_and_threads_print_without_backgrounds(
    page: Page, base_url: str
) -> None:
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/settings/")
    page.locator("[name=title]").first.fill("朝の光 · सुबह")
    page.get_by_role("button", name="Save settings").click()
    expect(page.locator("#toasts, #live").first).to_be_attached()
    page.goto(f"/projects/{slug}/export/?layout=grid")
    page.wait_for_function("document.fonts.status === 'loaded'")
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.unicodeRange.toUpperCase().split('-')[0]).sort()"
    )
    assert loaded == ["U+1100", "U+900"]
    page.emulate_media(media="print")
    drawn = page.locator(".p-lane i").evaluate_all("all => all.map(i => getComputedStyle(i, '::before').printColorAdjust)")
    assert set(drawn) == {"exact"}
    assert page.locator(".p-leaf").first.evaluate("leaf => leaf.getBoundingClientRect().top") == 0  # nothing above it
    assert sum("1 · Opening the shop" in sheet for sheet in printed(page)) == 1
