"""Picking several shots, undo by key, threads drawn with the pointer, pictures dropped: in a real browser."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from projects.models import Project
from projects.models import Shot as Row
from projects.reads import report_of
from tests.browser.people import codes, demo_project, nothing_approved, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

DROP = """async ([selector, bytes, name]) => {
  const carry = new DataTransfer();
  carry.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
  const shot = document.querySelector(selector);
  for (const type of ["dragover", "drop"]) shot.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: carry }));
}"""


@pytest.fixture
def board(page: Page, base_url: str) -> str:
    """The demo project on the board; its slug."""
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/")
    return slug


def picked(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all("[data-shot].picked", "cards => cards.map(card => card.dataset.shot)")
    return found


def uses(slug: str, anchor: str) -> list[str]:
    """The shots that use an anchor."""
    report = report_of(Project.objects.get(slug=slug))
    return [item.shot.key for item in report.running() if any(use.anchor.key == anchor for use in item.uses)]


def test_shots_are_picked_changed_and_taken_back(page: Page, board: str) -> None:
    nothing_approved(board)
    page.locator("#shot-SH010 .pic").click(modifiers=["Control"])
    page.locator("#shot-SH030 .pic").click(modifiers=["Shift"])
    assert picked(page) == ["SH010", "SH020", "SH030"]
    page.get_by_role("button", name="Change…").click()
    drawer = page.locator("#batch-dialog")
    drawer.get_by_label("Duration, s").fill("4")
    drawer.get_by_role("button", name="Look at the changes").click()
    expect(drawer.get_by_text("Nothing is saved yet.")).to_be_visible()
    drawer.get_by_role("button", name="Change 3 shots").click()
    expect(drawer).to_be_hidden()
    expect(page.locator("#shot-SH020 .meta")).to_contain_text("4 s")
    assert [str(row.duration.normalize()) for row in Row.objects.filter(code__in=["SH010", "SH020", "SH030"])] == ["4"] * 3
    page.keyboard.press("Control+z")
    expect(page.locator("#shot-SH020 .meta")).to_contain_text("6 s")
    page.keyboard.press("Control+Shift+z")
    expect(page.locator("#shot-SH020 .meta")).to_contain_text("4 s")


def test_what_is_picked_stays_over_views_and_reloads(page: Page, board: str) -> None:
    page.locator("#shot-SH020 .pic").focus()
    page.keyboard.press("x")
    expect(page.locator("#picked")).to_be_visible()
    page.reload()
    assert picked(page) == ["SH020"]
    page.goto(f"/projects/{board}/timeline/")
    assert picked(page) == ["SH020"]
    page.keyboard.press("Escape")
    assert picked(page) == []


def test_several_shots_are_deleted_and_come_back(page: Page, board: str) -> None:
    before = codes(page, "opening")
    page.locator("#shot-SH020 .pic").click(modifiers=["Control"])
    page.locator("#shot-SH040 .pic").click(modifiers=["Control"])
    page.locator("#picked").get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Delete 2 shots").click()
    expect(page.locator("#shot-SH020")).to_have_count(0)
    assert codes(page, "opening") == ["SH010", "SH030", "SH050"]
    page.locator("[data-toast]").get_by_role("button", name="Undo").click()
    expect(page.locator("#shot-SH020")).to_be_visible()
    assert codes(page, "opening") == before


def test_a_lane_is_pulled_short_and_a_gap_breaks_with_a_reason(page: Page, board: str) -> None:
    lane = page.locator("#shot-SH050 .lanes i").first
    start, end = lane.bounding_box(), page.locator("#shot-SH030 .lanes i").first.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + 6)
    page.mouse.down()
    page.mouse.move(end["x"] + 40, end["y"] + 6, steps=8)
    page.mouse.up()
    expect(page.locator("#shot-SH040 .lanes i").first).not_to_have_attribute("data-lane", "mara")
    assert [code for code in uses(board, "mara") if code in ("SH030", "SH040", "SH050")] == ["SH030"]
    page.locator("#shot-SH040 .lanes i").first.click()
    dialog = page.locator("#thread-dialog")
    expect(dialog).to_contain_text("Mara in SH040")
    dialog.get_by_label("Why it breaks").fill("a mirror")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("#shot-SH040 .lanes i.brk").first).to_be_visible()


def test_a_lane_opens_its_anchor(page: Page, board: str) -> None:
    page.locator("#shot-SH020 .lanes i").first.click()
    expect(page).to_have_url(f"/projects/{board}/anchors/mara/")


def test_a_dropped_picture_takes_the_place_of_the_drawing(page: Page, board: str, complaints: list[str]) -> None:
    out = io.BytesIO()
    Image.new("RGB", (320, 180), "teal").save(out, "PNG")
    page.evaluate(DROP, ["#shot-SH020", list(out.getvalue()), "frame.png"])
    expect(page.locator("#shot-SH020 svg image")).to_be_visible()
    page.evaluate(DROP, ["#shot-SH010", list(b"<svg><script>alert(1)</script></svg>"), "x.svg"])
    expect(page.get_by_text("An SVG cannot be used as a picture.")).to_be_visible()
    expect(page.locator("#shot-SH010 svg image")).to_have_count(0)
    complaints[:] = [said for said in complaints if "409" not in said]
