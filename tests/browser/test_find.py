"""The search and the filter in a real browser: keys, focus, no flicker, phones, no JavaScript."""

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.axe import violations
from tests.browser.people import codes, demo_project, sign_in, too_wide

pytestmark = pytest.mark.django_db(transaction=True)


def board(page: Page, base_url: str, path: str = "") -> str:
    """The demo project's board, open; its slug."""
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/{path}")
    return slug


def chosen(page: Page) -> str:
    """What the combobox says is chosen."""
    option = page.locator("#palette-query").get_attribute("aria-activedescendant")
    return " ".join(page.locator(f"#{option} .hit-text").inner_text().split())


def dimmed(page: Page) -> list[str]:
    return list(
        page.eval_on_selector_all("[data-shots] > [data-shot].dim", "cards => cards.map(card => card.dataset.shot)")
    )


def test_a_shot_is_found_by_words_and_opens_beside_the_board(page: Page, base_url: str) -> None:
    slug = board(page, base_url)
    page.keyboard.press("/")
    expect(page.locator("#palette-query")).to_be_focused()
    page.keyboard.type("kettle boil")
    expect(page.locator("#palette-shots")).to_be_visible()
    assert chosen(page).startswith("1.4 Her grandmother's kitchen")
    expect(page.locator("#palette .hit-pic svg").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#editor")).to_have_attribute("data-code", "SH040")
    expect(page).to_have_url(re.compile(f"/projects/{slug}/shots/SH040/$"))
    expect(page.locator("#shot-SH040 .pic")).to_be_focused()


def test_arrows_go_round_and_escape_gives_the_focus_back(page: Page, base_url: str) -> None:
    board(page, base_url)
    page.locator("#new-scene").focus()
    page.keyboard.press("Control+k")
    page.keyboard.type("sh0")
    expect(page.locator("#palette [data-open=SH080]")).to_be_visible()
    first = chosen(page)
    page.keyboard.press("ArrowUp")
    last = chosen(page)
    page.keyboard.press("ArrowDown")
    assert (chosen(page), last == first) == (first, False)
    expect(page.locator("#palette [aria-selected=true]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    expect(page.locator("#new-scene")).to_be_focused()


def test_a_slash_in_a_field_is_a_slash(page: Page, base_url: str) -> None:
    board(page, base_url)
    page.locator("#new-scene").focus()
    page.keyboard.type("a/b")
    expect(page.locator("#new-scene")).to_have_value("a/b")
    expect(page.locator("#palette")).to_be_hidden()


def test_control_enter_opens_another_tab(page: Page, base_url: str) -> None:
    slug = board(page, base_url)
    page.keyboard.press("/")
    page.keyboard.type("export")
    expect(page.locator("#palette .hit-label").first).to_have_text("Open export")
    with page.context.expect_page() as opened:
        page.keyboard.press("Control+Enter")
    expect(opened.value).to_have_url(re.compile(f"/projects/{slug}/export/$"))
    expect(page).to_have_url(re.compile(f"/projects/{slug}/$"))


def test_shots_that_were_open_come_first(page: Page, base_url: str) -> None:
    board(page, base_url)
    for code in ("SH030", "SH060"):
        page.locator(f"#shot-{code} .pic").click()
        expect(page.locator("#editor")).to_have_attribute("data-code", code)
    page.keyboard.press("Control+k")
    expect(page.locator("#palette-shots")).to_have_text("Recent shots")
    for at, code in enumerate(("SH060", "SH030")):
        expect(page.locator("#palette [data-open]").nth(at)).to_have_attribute("data-open", code)


def test_an_action_is_done_from_the_palette(page: Page, base_url: str) -> None:
    board(page, base_url)
    page.keyboard.press("/")
    page.keyboard.type("new shot")
    expect(page.locator("#palette [aria-selected=true] .hit-label")).to_have_text("New shot")
    page.keyboard.press("Enter")
    expect(page.get_by_text("SH090 added.")).to_be_visible()
    assert codes(page, "after-dark") == ["SH060", "SH070", "SH080", "SH090"]
    page.keyboard.press("/")
    page.keyboard.type("colours")
    expect(page.locator("#palette [aria-selected=true] .hit-label")).to_have_text("Change colours")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_what_was_found_stays_until_more_is_and_only_the_latest_counts(page: Page, base_url: str) -> None:
    board(page, base_url)
    held: list[Route] = []
    page.keyboard.press("/")
    page.keyboard.type("mara")
    expect(page.locator("#palette [data-open=SH020]")).to_be_visible()
    page.route(re.compile(r"q=mara\+s"), lambda route: held.append(route))
    page.keyboard.type(" s")
    page.wait_for_timeout(300)
    expect(page.locator("#palette [data-open=SH020]")).to_be_visible()
    page.unroute(re.compile(r"q=mara\+s"))
    page.keyboard.type("lides")
    expect(page.locator("#palette [data-open]")).to_have_count(1)
    expect(page.locator("#palette [data-open=SH050]")).to_be_visible()


def test_the_search_is_a_page_without_javascript(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    board(page, base_url)
    page.get_by_role("link", name="Search").click()
    page.get_by_role("searchbox").fill("kettle")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name=re.compile("Her grandmother's kitchen")).click()
    expect(page.get_by_role("heading", name="Her grandmother's kitchen")).to_be_visible()
    context.close()


def test_the_filter_works_without_javascript(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    board(page, base_url)
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Status to filter by").select_option("approved")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("1 of 8 shots")).to_be_visible()
    assert dimmed(page) == ["SH020", "SH030", "SH040", "SH050", "SH060", "SH070", "SH080"]
    page.get_by_role("link", name="Hide the others").click()
    expect(page.locator("#shot-SH020")).to_be_hidden()
    page.get_by_role("link", name="Take away Approved").click()
    assert dimmed(page) == []
    context.close()


# ------------------------------------------------------------------- the filter in place


def test_the_board_is_narrowed_in_place_and_the_address_says_it(page: Page, base_url: str) -> None:
    slug = board(page, base_url)
    page.evaluate("window.stays = true")
    page.keyboard.press("f")
    expect(page.locator("#filter-anchor")).to_be_focused()
    page.get_by_label("Finding to filter by").focus()
    page.get_by_label("Finding to filter by").select_option("error")
    expect(page.locator(".filter-count")).to_have_text("1 of 8 shots")
    assert dimmed(page) == ["SH010", "SH020", "SH040", "SH050", "SH060", "SH070", "SH080"]
    expect(page.get_by_label("Finding to filter by")).to_be_focused()
    expect(page).to_have_url(re.compile(f"/projects/{slug}/\\?finding=error$"))
    page.get_by_label("Words to filter by").fill("milk")
    expect(page.locator(".filter-chip")).to_have_count(2)
    expect(page.get_by_label("Words to filter by")).to_be_focused()
    page.get_by_role("link", name="Clear").click()
    expect(page.locator(".filter-count")).to_have_count(0)
    expect(page.locator("[data-shots] > [data-shot].dim")).to_have_count(0)
    assert page.evaluate("window.stays") is True


def test_a_filtered_board_is_the_same_after_a_reload_and_beside_a_shot(page: Page, base_url: str) -> None:
    slug = board(page, base_url, "?anchor=mara")
    expect(page.locator("[data-shots] > .dim")).to_have_id("shot-SH060")
    page.locator("#shot-SH030 .pic").click()
    expect(page).to_have_url(re.compile(f"/projects/{slug}/shots/SH030/\\?anchor=mara$"))
    page.reload()
    expect(page.locator("[data-shots] > .dim")).to_have_id("shot-SH060")
    expect(page.locator("#shot-SH030 .lanes .held")).to_have_attribute("data-lane", "mara")


def test_m_goes_from_match_to_match(page: Page, base_url: str) -> None:
    board(page, base_url, "?q=night")
    found = page.locator("#filter").get_attribute("data-matching")
    assert found == "SH060 SH070 SH080"
    seen = []
    for key in ("m", "m", "m", "m", "Shift+M"):
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.closest('[data-shot]').dataset.shot"))
    assert seen == ["SH060", "SH070", "SH080", "SH060", "SH080"]


def test_a_shot_is_moved_among_all_shots_while_others_are_dimmed(page: Page, base_url: str) -> None:
    board(page, base_url, "?status=draft")
    page.locator("#shot-SH030 [data-grip]").drag_to(page.locator("#shot-SH010"), target_position={"x": 10, "y": 60})
    expect(page.get_by_text("SH030 is now shot 1 of Opening the shop.")).to_be_visible()
    assert codes(page, "opening") == ["SH030", "SH010", "SH020", "SH040", "SH050"]
    expect(page.locator("#shot-SH010")).to_have_class(re.compile("dim"))


def test_a_shot_lands_before_the_one_it_is_dropped_on_while_others_are_hidden(page: Page, base_url: str) -> None:
    board(page, base_url, "?status=draft&alone=1")
    expect(page.locator("#shot-SH010")).to_be_hidden()
    page.locator("#shot-SH050 [data-grip]").drag_to(page.locator("#shot-SH030"), target_position={"x": 10, "y": 60})
    expect(page.get_by_text("SH050 is now shot 3 of Opening the shop.")).to_be_visible()
    assert codes(page, "opening") == ["SH010", "SH020", "SH050", "SH030", "SH040"]


def test_after_a_write_the_filter_says_anew_what_fits(page: Page, base_url: str) -> None:
    board(page, base_url, "shots/SH030/?finding=error")
    expect(page.locator(".filter-count")).to_have_text("1 of 8 shots")
    page.get_by_label("Subject", exact=True).fill("in profile")
    expect(page.locator("#prompt-text")).to_contain_text("in profile")
    page.get_by_role("button", name="Save shot").click()
    expect(page.locator(".filter-count")).to_have_text("0 of 8 shots")
    expect(page.locator("#shot-SH030")).to_have_class(re.compile("dim"))


def test_search_map_and_filter_are_accessible(page: Page, base_url: str) -> None:
    slug = board(page, base_url, "?finding=error")
    found = {}

    def check(name: str) -> None:
        found[name] = violations(page)

    page.keyboard.press("f")
    check("filtered board")
    page.keyboard.press("Control+k")
    page.keyboard.type("mara")
    expect(page.locator("#palette [data-open]").first).to_be_visible()
    check("palette")
    page.keyboard.press("Escape")
    page.locator("#shot-SH030 .pic").focus()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    check("map of keys")
    page.goto(f"/find/?q=mara&project={slug}")
    check("search page")
    assert {name: items for name, items in found.items() if items} == {}


def test_nothing_is_wider_than_the_window(page: Page, base_url: str) -> None:
    slug = board(page, base_url, "?finding=error&status=draft&anchor=mara&q=" + "x" * 150)
    page.keyboard.press("f")
    wide = too_wide(page)
    page.keyboard.press("Control+k")
    page.keyboard.type("mara")
    expect(page.locator("#palette [data-open]").first).to_be_visible()
    wide += too_wide(page, "document.querySelector('#palette-results')")
    assert page.evaluate("document.querySelector('#palette').getBoundingClientRect().right - innerWidth") <= 0
    page.goto(f"/find/?q=mara&project={slug}")
    assert wide + too_wide(page) == []
