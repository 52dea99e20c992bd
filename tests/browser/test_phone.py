"""On a telephone and a tablet: reading, deciding, copying a prompt with one tap, small edits."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from projects.core.board import Anchor, Board, Scene, Shot
from projects.models import Shot as Row
from projects.writes.projects import import_board
from tests.browser.axe import violations
from tests.browser.people import demo_project, sign_in, too_wide, until

pytestmark = pytest.mark.django_db(transaction=True)

PLACES = (
    "", "table/", "timeline/", "shots/SH030/", "anchors/", "anchors/mara/", "anchors/mara/thread/", "findings/", "export/",
    "activity/", "steps/", "trash/", "settings/", "rules/", "words/", "suggestions/", "scenes/opening/", "scenes/opening/seed/",
    "shots/SH030/variants/", "shots/SH030/versions/", "shots/SH030/trouble/", "shots/SH030/split/", "shots/SH020/join/", "batch/",
)  # fmt: skip
PAGES = ("/", "/new/", "/new/text/", "/new/document/", "/find/?q=mara", "/templates/", "/help/", "/help/rules/", "/help/words/",
         "/help/models/", "/help/symptoms/", "/help/method/", "/accounts/password/change/", "/nowhere/")  # fmt: skip

# What may be small: links within sentences, and lanes with their names, whose anchors stand as chips on the board.
SMALL = """() => [...document.querySelectorAll('a, button, summary, input:not([type=hidden]), select, textarea')].filter((part) => {
  if (part.closest('p, .lanes, .tl-head, dialog, label, .sr-only, .skip, .prompt') || part.classList.contains('sr-only')) return false;
  const box = part.getBoundingClientRect(), label = part.labels?.[0]?.getBoundingClientRect();
  if (!box.width || !part.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true })) return false;
  const high = Math.max(box.height, label?.height ?? 0), wide = Math.max(box.width, label?.width ?? 0);
  return (high < 23.5 || wide < 23.5) && !(getComputedStyle(part).display === 'inline' && part.parentElement.textContent.trim() !== part.textContent.trim());
}).map((part) => part.outerHTML.slice(0, 120))"""


@pytest.fixture
def touch(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    """A telephone: narrow, touched, in the dark."""
    context = browser.new_context(
        base_url=base_url, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, color_scheme="dark",
        reduced_motion="reduce", permissions=["clipboard-read", "clipboard-write"],
    )  # fmt: skip
    yield context
    context.close()


def opened(context: BrowserContext, base_url: str, path: str = "") -> tuple[Page, str]:
    """The demo project on this telephone."""
    page = context.new_page()
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/{path}")
    return page, slug


def top(page: Page, selector: str) -> Any:
    """How far down the page something begins."""
    return page.locator(selector).first.evaluate("part => part.getBoundingClientRect().top + scrollY")


def test_a_tap_opens_a_sheet_that_begins_with_the_frame(touch: BrowserContext, base_url: str) -> None:
    page, _slug = opened(touch, base_url)
    page.locator("#shot-SH040 .pic").tap()
    expect(page.locator("#editor")).to_have_attribute("data-code", "SH040")
    until(page, "scrollY === 0")
    parts = [".frame-link.now svg", "#editor-title", "#prompt-text", ".editor > .review", ".fold", ".editor > .in-use", ".editor > .actions"]  # fmt: skip
    for part in parts:
        expect(page.locator(part).first).to_be_attached()
    places = [top(page, part) for part in parts]  # of one region that came whole
    assert places == sorted(places)
    until(page, "document.querySelector('#editor').getBoundingClientRect().width === 390")
    page.get_by_role("link", name="Close the editor").tap()
    expect(page.locator("#board")).to_be_visible()
    expect(page.locator("#shot-SH040")).to_be_in_viewport()


def test_the_prompt_is_copied_with_one_tap(touch: BrowserContext, base_url: str) -> None:
    page, _slug = opened(touch, base_url, "shots/SH030/")
    button = page.get_by_role("button", name="Copy prompt")
    expect(button).to_be_in_viewport()
    button.tap()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    wanted = json.dumps(page.locator("#prompt-text").inner_text())
    until(page, f"navigator.clipboard.readText().then((text) => text === {wanted})")


def test_the_neighbours_are_a_tap_or_a_swipe_away(touch: BrowserContext, base_url: str) -> None:
    page, _slug = opened(touch, base_url, "shots/SH030/")
    editor = page.locator("#editor")
    page.locator(".neighbours [data-key=j]").tap()
    expect(editor).to_have_attribute("data-code", "SH040")
    swipe = """([from, to]) => { const title = document.querySelector('#editor-title'), at = (x) => new Touch({ identifier: 1, target: title, clientX: x, clientY: 300 });
      title.dispatchEvent(new TouchEvent('touchstart', { bubbles: true, touches: [at(from)], changedTouches: [at(from)] }));
      title.dispatchEvent(new TouchEvent('touchend', { bubbles: true, touches: [], changedTouches: [at(to)] })); }"""
    page.evaluate(swipe, [300, 120])
    expect(editor).to_have_attribute("data-code", "SH050")
    page.evaluate(swipe, [120, 300])
    expect(editor).to_have_attribute("data-code", "SH040")
    page.evaluate(swipe, [120, 160])
    expect(editor).to_have_attribute("data-code", "SH040")


def test_findings_lead_to_their_folded_fields_and_are_mended_there(touch: BrowserContext, base_url: str) -> None:
    page, _slug = opened(touch, base_url, "shots/SH030/")
    expect(page.get_by_label("Subject", exact=True)).to_be_hidden()
    page.locator(".at-fields li", has_text="red apron").get_by_role("link", name="Mend").tap()
    expect(page.get_by_label("Subject", exact=True)).to_be_focused()
    page.get_by_role("button", name="Use “tan canvas apron”").tap()
    expect(page.locator(".at-fields li", has_text="red apron")).to_have_count(0)
    assert Row.objects.get(code="SH030").subject == "same Mara in a tan canvas apron"


def test_a_small_edit_and_a_decision_need_no_comment(touch: BrowserContext, base_url: str) -> None:
    page, _slug = opened(touch, base_url, "shots/SH040/")
    page.get_by_role("button", name="Prompt", exact=False).filter(has=page.locator(".step")).tap()
    page.get_by_label("Action", exact=True).fill("lifts an old kettle")
    page.get_by_role("button", name="Save shot").tap()
    expect(page.locator("#saved")).to_have_text("Saved.")
    page.locator(".review").get_by_role("button", name="Send to review").tap()
    expect(page.locator(".editor-head .st")).to_have_text("In review")
    page.locator(".review").get_by_role("button", name="Approve").tap()
    expect(page.locator(".editor-head .st")).to_have_text("Approved")
    assert Row.objects.get(code="SH040").action == "lifts an old kettle"


def test_the_bar_is_compact_and_everything_stays_reachable(touch: BrowserContext, base_url: str) -> None:
    page, slug = opened(touch, base_url)
    until(page, "document.querySelector('#bar').offsetHeight < 844 / 8")
    for name in ("Undo your last step", "Redo your last step"):
        expect(page.get_by_role("button", name=name)).to_be_visible()
    expect(page.get_by_role("link", name="Search")).to_be_visible()
    page.locator(".account summary").tap()
    expect(page.get_by_role("button", name="Change colours")).to_be_visible()
    expect(page.locator(".account").get_by_role("link", name="Help")).to_be_visible()
    page.get_by_role("button", name="Pages of this project").tap()
    page.get_by_role("link", name="Findings", exact=True).tap()
    expect(page).to_have_url(re.compile(f"{slug}/findings/$"))


@pytest.mark.parametrize(("width", "rows"), [(1440, 1), (1280, 1), (820, 2)])
def test_the_bar_keeps_its_rows_and_the_title(page: Page, base_url: str, width: int, rows: int) -> None:
    slug = demo_project(sign_in(page, base_url))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/projects/{slug}/")
    until(page, f"document.querySelector('#bar').offsetHeight <= { ({1: 56, 2: 96}[rows]) }")
    title = page.locator("#bar h1")
    if width == 1440:
        assert title.evaluate("title => title.clientWidth / title.scrollWidth * title.textContent.length") >= 20
    tools = [".views a", ".plan-tools .legend", ".plan-tools .pick-mode", ".plan-tools .filter-fold > summary"]
    middles = page.evaluate("list => list.map(s => document.querySelector(s).getBoundingClientRect()).map(b => b.top + b.height / 2)", tools)  # fmt: skip
    assert max(middles) - min(middles) < 4


def test_no_page_runs_over_the_edge_or_has_targets_too_small(page: Page, base_url: str, complaints: list[str]) -> None:
    slug = demo_project(sign_in(page, base_url))
    wrong: dict[str, Any] = {}
    for place in (*PAGES, *(f"/projects/{slug}/{path}" for path in PLACES)):
        page.goto(place)
        for width in (820, 390):
            page.set_viewport_size({"width": width, "height": 844})
            over = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
            small = page.evaluate(SMALL)
            if over > 0 or small:
                wrong[f"{place} at {width}"] = (over, small)
    assert wrong == {}
    complaints[:] = [said for said in complaints if "404" not in said]


def test_the_sheet_has_no_accessibility_violation(touch: BrowserContext, base_url: str) -> None:
    page, _slug = opened(touch, base_url, "shots/SH030/")
    assert violations(page) == []


def test_long_and_foreign_texts_stay_within_their_places(page: Page, base_url: str) -> None:
    long, name = "Endlosschleife" * 14, "An anchor whose name goes on and on until it has eighty characters or even more"
    arabic = "مقهى صغير عند الفجر في المدينة القديمة"
    shots = tuple(Shot(f"SH{n}", title=text, action=text, anchors=("long",)) for n, text in enumerate((long, arabic, "")))
    board = Board(long[:200], anchors=(Anchor("long", "subject", name, long),), scenes=(
        Scene("one", long[:200], shots=shots), Scene("two", arabic, shots=(Shot("SH9", title=arabic, action=arabic),)), Scene("three", "Empty"),
    ))  # fmt: skip
    slug = import_board(board, by=sign_in(page, base_url), allow_errors=True)
    over = {}
    for place in ("/", *(f"/projects/{slug}/{path}" for path in ("", "shots/SH1/", "table/", "timeline/", "anchors/", "anchors/long/", "findings/", "export/", "activity/", "settings/"))):  # fmt: skip
        page.goto(place)
        over[place] = too_wide(page)
    assert {place: more for place, more in over.items() if more} == {}
