"""The timeline in a real browser: edges by hand and by key, zoom, fitting, two people, paper, no JavaScript."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from projects.models import Project, Shot, User
from projects.writes.durations import set_duration
from projects.writes.projects import save_settings
from tests.browser.axe import violations
from tests.browser.people import demo_project, nothing_approved, sign_in, too_wide, until

pytestmark = pytest.mark.django_db(transaction=True)


def seconds(code: str) -> str:
    """The length of a shot as the database holds it."""
    return format(Shot.objects.get(code=code).duration.normalize(), "f")


def opened(page: Page, base_url: str, target: int | None = None) -> str:
    """The demo project on its timeline, with a target length where one is asked for. Gives its slug."""
    user = sign_in(page, base_url)
    slug = demo_project(user)
    if target:
        save_settings(Project.objects.get(slug=slug), {"target_duration": Decimal(target)}, by=user)
    page.goto(f"/projects/{slug}/timeline/")
    return slug


def edge(page: Page, code: str) -> Locator:
    """The handle at the right end of a block."""
    return page.locator(f"#shot-{code} .edge")


def wide(page: Page, code: str) -> float:
    """The pixels that a block takes."""
    return float(page.locator(f"#shot-{code}").evaluate("block => block.getBoundingClientRect().width"))


def pull(page: Page, code: str, by: float, drop: bool = True) -> None:
    """Drags the right edge of a block by so many pixels."""
    box = edge(page, code).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by / 2, y)
    page.mouse.move(x + by, y)
    if drop:
        page.mouse.up()


def test_every_block_is_as_wide_as_its_shot_is_long(page: Page, base_url: str) -> None:
    opened(page, base_url)
    scale = wide(page, "SH010") / 8
    found = {code: round(wide(page, code) / scale, 1) for code in ("SH010", "SH020", "SH040", "SH070", "SH080")}
    assert found == {"SH010": 8, "SH020": 6, "SH040": 8, "SH070": 10, "SH080": 6}


def test_an_edge_is_dragged_and_what_follows_slides(page: Page, base_url: str) -> None:
    opened(page, base_url, target=60)
    scale = wide(page, "SH010") / 8
    before = page.locator("#shot-SH030").bounding_box()
    pull(page, "SH020", 30 * scale, drop=False)
    expect(page.locator(".tl-readout")).to_contain_text("20 s +14")  # the model offers no more, by hand as by key
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(edge(page, "SH020")).to_have_attribute("aria-valuenow", "6")
    pull(page, "SH020", 4 * scale, drop=False)
    expect(page.locator(".tl-readout")).to_contain_text("10 s +4")
    expect(page.locator(".tl-readout")).to_contain_text("Total 1:02 ▲ 2 s over 1:00")
    expect(page.locator(".tl-readout .cost")).to_have_text(re.compile(r"^[\d,]+ credits, [\d,]+ in all$"))
    after = page.locator("#shot-SH030").bounding_box()
    assert before
    assert after
    assert round(after["x"] - before["x"]) == round(4 * scale)
    page.mouse.up()
    expect(page.get_by_text("SH020 is now 10 s. Total 1:02, 2 s over.")).to_be_visible()
    expect(page.locator("#tl-sums")).to_contain_text("▲ 2 s over 1:00")
    expect(page.locator("#tl-target .tl-by")).to_contain_text("2 s over")
    assert seconds("SH020") == "10"
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.locator("#shot-SH020 i")).to_have_text("6 s")
    expect(page.locator("#tl-sums b")).to_have_text("0:58")
    assert seconds("SH020") == "6"


def test_the_same_by_keys_and_said_aloud(page: Page, base_url: str) -> None:
    opened(page, base_url, target=60)
    handle = edge(page, "SH020")
    handle.focus()
    expect(handle).to_have_attribute("aria-valuetext", "6 seconds, ends at 0:14, 2 seconds under")
    page.keyboard.press("ArrowRight")
    expect(handle).to_have_attribute("aria-valuenow", "6.5")
    page.keyboard.press("PageUp")
    expect(page.locator("#live")).to_have_text("11.5 seconds, ends at 0:19.5, 3.5 seconds over")
    page.keyboard.press("Escape")
    expect(page.locator("#live")).to_have_text("SH020 is 6 seconds again.")
    expect(handle).to_have_attribute("aria-valuenow", "6")
    page.keyboard.press("Home")
    expect(handle).to_have_attribute("aria-valuenow", "5")
    page.keyboard.press("ArrowLeft")
    expect(handle).to_have_attribute("aria-valuenow", "5")
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageUp")
    expect(handle).to_have_attribute("aria-valuenow", "20")
    expect(handle).to_have_attribute("aria-valuemax", "20")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.get_by_text("SH020 is now 19.5 s. Total 1:11.5, 11.5 s over.")).to_be_visible()
    expect(handle).to_be_focused()
    assert seconds("SH020") == "19.5"


def test_leaving_the_handle_saves_and_lengths_in_a_row_are_all_kept(page: Page, base_url: str) -> None:
    nothing_approved(opened(page, base_url))
    for code in ("SH010", "SH020", "SH030"):
        edge(page, code).focus()
        page.keyboard.press("ArrowRight")
    page.locator("#tl-scroll").focus()
    expect(page.get_by_text("SH030 is now 6.5 s.")).to_be_visible()
    assert [seconds(code) for code in ("SH010", "SH020", "SH030")] == ["8.5", "6.5", "6.5"]


def test_a_length_that_somebody_changed_is_not_written_over(page: Page, base_url: str, complaints: list[str]) -> None:
    slug = opened(page, base_url)
    edge(page, "SH020").focus()
    page.keyboard.press("ArrowRight")
    other = User.objects.create_user("ana@example.org", name="Ana")
    set_duration(Project.objects.get(slug=slug), "SH020", Decimal(9), by=other)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ana made SH020 9 s long meanwhile; you asked for 6.5 s.")).to_be_visible()
    assert seconds("SH020") == "9"
    page.get_by_role("button", name="Make it 6.5 s").click()
    expect(page.get_by_text("SH020 is now 6.5 s.")).to_be_visible()
    assert seconds("SH020") == "6.5"
    complaints[:] = [line for line in complaints if "409" not in line]


def test_what_another_person_changes_arrives_to_scale(page: Page, base_url: str) -> None:
    slug = opened(page, base_url)
    page.locator("[data-zoom-by='1']").click()
    one = wide(page, "SH010") / 8
    set_duration(Project.objects.get(slug=slug), "SH040", Decimal(12), by=User.objects.get())
    expect(page.locator("#shot-SH040 i")).to_have_text("12 s", timeout=5000)
    expect(page.locator("#tl-sums b")).to_have_text("1:02")
    expect(edge(page, "SH040")).to_have_attribute("aria-valuenow", "12")
    until(page, f"document.querySelector('#shot-SH040').getBoundingClientRect().width.toFixed() === '{12 * one:.0f}'")


def test_zoom_and_scroll_are_kept(page: Page, base_url: str) -> None:
    slug = opened(page, base_url)
    page.keyboard.press("+")
    page.keyboard.press("+")
    expect(page.locator("#tl-zoom")).to_have_text("8×")
    until(page, f"document.querySelector('#shot-SH010').getBoundingClientRect().width === {8 * 64}")
    page.locator("#tl-scroll").evaluate("box => { box.scrollLeft = 700; }")
    until(page, f"sessionStorage.getItem('timeline-scroll:{slug}') === '700'")
    page.goto(f"/projects/{slug}/timeline/")
    expect(page.locator("#tl-zoom")).to_have_text("8×")
    until(page, "document.querySelector('#tl-scroll').scrollLeft === 700")
    page.keyboard.press("0")
    expect(page.locator("#tl-zoom")).to_have_text("whole plan")
    until(page, "document.querySelector('#tl-scroll').scrollWidth === document.querySelector('#tl-scroll').clientWidth")


def test_a_block_is_moved_along_the_time_by_keys(page: Page, base_url: str) -> None:
    opened(page, base_url)
    page.locator("#shot-SH010 [data-grip]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.get_by_text("SH010 is now shot 2 of Opening the shop.")).to_be_visible()
    expect(page.locator("#shot-SH010 b").first).to_have_text("1.2")


def test_a_shot_opened_beside_the_timeline_survives_a_reload_and_back_closes_it(page: Page, base_url: str) -> None:
    slug = opened(page, base_url)
    here = f"{base_url}/projects/{slug}/timeline/"
    page.locator("#shot-SH020 a").click()
    expect(page).to_have_url(f"{here}?shot=SH020")
    expect(page.locator("#shot-SH020")).to_have_class(re.compile(r"\bopen\b"))  # the editor is there and works
    page.keyboard.press("j")
    expect(page).to_have_url(f"{here}?shot=SH030")
    page.reload()
    expect(page.locator("#editor")).to_have_attribute("data-code", "SH030")
    expect(edge(page, "SH030")).to_have_count(1)
    page.go_back()
    expect(page.locator("#editor")).to_have_attribute("data-code", "SH020")
    page.go_back()
    expect(page.locator("#editor")).to_have_class("editor closed")
    page.locator("#shot-SH020 a").click()
    expect(page.locator("#shot-SH020")).to_have_class(re.compile(r"\bopen\b"))
    page.keyboard.press("Escape")
    expect(page).to_have_url(here)
    expect(page.locator("#shot-SH020 a")).to_be_focused()


def test_lengths_are_fitted_to_a_target_and_taken_back(page: Page, base_url: str) -> None:
    opened(page, base_url, target=50)
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="Fit to a length")).to_be_visible()
    expect(page.locator(".before-after")).to_contain_text("0:58 → 0:50")
    page.get_by_role("button", name=re.compile(r"^Change \d lengths$")).click()
    expect(page.get_by_text("Total 0:50, on target.")).to_be_visible()
    assert seconds("SH010") == "8"  # approved: kept as it was approved
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.locator("#tl-sums b")).to_have_text("0:58")


def test_the_timeline_has_no_accessibility_violation(page: Page, base_url: str) -> None:
    slug = opened(page, base_url, target=50)
    found = {}
    for path in ("timeline/", "timeline/fit/?target=50"):
        page.goto(f"/projects/{slug}/{path}")
        found[path] = violations(page)
    assert found == {"timeline/": [], "timeline/fit/?target=50": []}


def test_the_timeline_scrolls_by_itself_and_not_the_page(page: Page, base_url: str) -> None:
    slug = opened(page, base_url, target=70)
    for path in ("timeline/?zoom=4", "timeline/fit/"):
        page.goto(f"/projects/{slug}/{path}")
        assert too_wide(page) == []


def test_without_javascript_it_is_to_scale_and_lengths_can_be_set(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    slug = opened(page, base_url, target=50)
    scale = page.locator("#shot-SH010").bounding_box()
    long = page.locator("#shot-SH070").bounding_box()
    assert scale
    assert long
    assert round(long["width"] / scale["width"] * 8, 1) == 10
    page.get_by_text("Length of a shot").click()
    page.get_by_label("Shot", exact=True).select_option("SH020")
    page.get_by_label("Length", exact=True).fill("0:07.5")
    page.get_by_role("button", name="Set", exact=True).click()
    expect(page.get_by_text("SH020 is now 7.5 s. Total 0:59.5, 9.5 s over.")).to_be_visible()
    page.get_by_text("Length of a shot").click()
    page.get_by_label("Length", exact=True).fill("601")
    page.get_by_role("button", name="Set", exact=True).click()
    expect(page.get_by_text("A length is 0.5 to 600 seconds with at most one decimal, such as 6 or 7.5.")).to_be_visible()
    page.goto(f"/projects/{slug}/timeline/")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name=re.compile(r"^Change \d lengths$")).click()
    expect(page.get_by_text("Total 0:50, on target.")).to_be_visible()
    context.close()


def test_on_paper_rows_of_a_minute_stand_at_one_scale(page: Page, base_url: str) -> None:
    opened(page, base_url, target=70)
    page.emulate_media(media="print")
    rows = page.locator("#tl-paper svg[role=img]")
    expect(rows).to_have_count(2)
    expect(rows.first).to_be_visible()
    expect(page.locator("#tl-scroll")).to_be_hidden()
    expect(page.locator("#tl-paper")).to_contain_text("break: memory: another place, twenty years earlier")
