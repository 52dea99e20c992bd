"""The board by keyboard alone: from card to card, in and out of the editor, and a focus that is never lost."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import codes, demo_project, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def board(page: Page, base_url: str, path: str = "") -> str:
    """The demo project's board, open; its slug."""
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/{path}")
    return slug


def focused(page: Page) -> str:
    """The code of the card that has the focus, or what else has it."""
    return str(
        page.evaluate(
            "document.activeElement.closest('[data-shots] > [data-shot]')?.dataset.shot ?? document.activeElement.tagName"
        )
    )


def presses(page: Page, *keys: str) -> list[str]:
    """Where the focus is after each key."""
    found = []
    for key in keys:
        page.keyboard.press(key)
        found.append(focused(page))
    return found


def test_arrows_go_from_card_to_card(page: Page, base_url: str) -> None:
    board(page, base_url)
    page.locator("#shot-SH010 .pic").focus()
    assert presses(page, "ArrowRight", "ArrowRight", "ArrowLeft", "End", "ArrowRight", "Home", "ArrowLeft", "Home") == [
        "SH020", "SH030", "SH020", "SH050", "SH060", "SH060", "SH050", "SH010",
    ]  # fmt: skip
    assert presses(page, "Control+End", "Control+Home", "PageDown", "PageUp") == ["SH080", "SH010", "SH060", "SH010"]


def test_up_and_down_go_by_what_is_seen(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 900, "height": 900})
    board(page, base_url)
    page.locator("#shot-SH020 .pic").focus()
    row = page.evaluate("getComputedStyle(document.querySelector('[data-shots]')).gridTemplateColumns.split(' ').length")
    assert row == 3
    assert presses(page, "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp") == ["SH050", "SH070", "SH050", "SH020"]


def test_j_and_k_turn_cards_while_no_shot_is_open(page: Page, base_url: str) -> None:
    board(page, base_url)
    assert presses(page, "j", "j", "k") == ["SH010", "SH020", "SH010"]


def test_enter_opens_e_goes_inside_and_escape_comes_back(page: Page, base_url: str) -> None:
    slug = board(page, base_url)
    page.locator("#shot-SH020 .pic").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#editor")).to_have_attribute("data-code", "SH020")
    assert focused(page) == "SH020"
    page.keyboard.press("e")
    expect(page.get_by_label("Title", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#editor")).to_be_hidden()
    assert focused(page) == "SH020"
    expect(page).to_have_url(re.compile(f"/projects/{slug}/$"))
    page.go_back()
    expect(page.locator("#editor")).to_have_attribute("data-code", "SH020")


def test_unsaved_words_are_not_closed_away(page: Page, base_url: str) -> None:
    board(page, base_url, "shots/SH020/")
    page.locator("#id_action").fill("tamps twice")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.keyboard.press("Escape")
    expect(page.locator("#id_action")).to_have_value("tamps twice")
    page.once("dialog", lambda dialog: dialog.accept())
    page.keyboard.press("Escape")
    expect(page.locator("#editor")).to_be_hidden()


def test_space_picks_the_shot(page: Page, base_url: str) -> None:
    board(page, base_url)
    page.locator("#shot-SH020 .pic").focus()
    page.keyboard.press("Space")
    expect(page.locator("#shot-SH020")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Space")
    expect(page.locator("#shot-SH020")).not_to_have_attribute("aria-selected", "true")
    assert focused(page) == "SH020"


@pytest.mark.parametrize(
    ("key", "path"), [("a", "anchors/"), ("f", "findings/"), ("x", "export/"), ("s", "settings/"), ("b", "")]
)
def test_g_and_a_letter_lead_to_a_page(page: Page, base_url: str, key: str, path: str) -> None:
    slug = board(page, base_url, "activity/")
    page.keyboard.press("g")
    page.keyboard.press(key)
    expect(page).to_have_url(re.compile(f"/projects/{slug}/{path}$"))


def test_the_map_opens_on_every_page_and_gives_the_focus_back(page: Page, base_url: str) -> None:
    slug = demo_project(sign_in(page, base_url))
    for path in ("/", f"/projects/{slug}/", f"/projects/{slug}/export/", "/help/", "/find/"):
        page.goto(path)
        link = page.locator("a.brand").first
        link.focus()
        page.keyboard.press("?")
        expect(page.get_by_role("heading", name="Keys")).to_be_visible()
        page.keyboard.press("Escape")
        expect(link).to_be_focused()


def test_every_control_of_the_board_is_reached_by_the_tab_key(page: Page, base_url: str) -> None:
    board(page, base_url, "shots/SH020/?finding=error")
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    page.evaluate("document.body.focus()")
    wanted = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select, textarea')]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && !one.matches('fieldset[disabled] *') && one.tabIndex >= 0 && !one.closest('dialog'))
        .map((one, at) => { one.dataset.walk = at; return at; })"""
    )
    reached = set()
    for _ in range(len(wanted) + 40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement?.dataset?.walk ?? ''"))
    missed = [at for at in wanted if str(at) not in reached]
    shown = [
        page.evaluate("(at) => document.querySelector(`[data-walk='${at}']`).outerHTML.slice(0, 120)", at) for at in missed
    ]
    # One radio button of a group stands for all.
    assert [html for html in shown if 'type="radio"' not in html] == []


WRITES = {
    "a shot by key": lambda page: page.keyboard.press("n"),
    "a shot into a scene": lambda page: page.locator("[data-shots=opening] [data-add] button").press("Enter"),
    "a copy": lambda page: page.get_by_role("button", name="Duplicate", exact=True).press("Enter"),
    "leaving out": lambda page: page.get_by_role("button", name="Omit", exact=True).press("Enter"),
    "taking back in": lambda page: page.get_by_role("button", name="Take back in").press("Enter"),
    "a step in review": lambda page: page.get_by_role("button", name="Send to review").press("Enter"),
    "deleting": lambda page: page.locator(".actions button.danger").first.press("Enter"),
    "undo": lambda page: page.keyboard.press("Control+z"),
    "redo": lambda page: page.keyboard.press("Control+Shift+Z"),
}


def test_after_every_write_the_focus_is_somewhere(page: Page, base_url: str) -> None:
    board(page, base_url, "shots/SH070/")
    for name, write in WRITES.items():
        with page.expect_response(lambda answer: answer.request.method == "POST" and "/live/" not in answer.url):
            write(page)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)
        expect(page.locator("body:has(:focus)"), name).to_have_count(1, timeout=8000)
        if page.locator("#editor[data-code]").count() == 0:
            page.goto(page.url.split("?")[0].split("shots/")[0] + "shots/SH030/")


def test_a_new_shot_has_the_focus_on_its_heading(page: Page, base_url: str) -> None:
    board(page, base_url)
    page.keyboard.press("n")
    expect(page.locator("#editor")).to_have_attribute("data-code", "SH090")
    expect(page.locator("#editor-title")).to_be_focused()


def test_a_scene_that_was_moved_or_added_keeps_the_focus_near(page: Page, base_url: str) -> None:
    board(page, base_url)
    page.get_by_label("More for scene 2").press("Enter")
    page.get_by_role("button", name="Move up").press("Enter")
    expect(page.get_by_text("The scene is now scene 1.")).to_be_visible()
    expect(page.locator("#scene-after-dark h2")).to_be_focused()
    page.locator("#new-scene").fill("Later")
    page.locator("#new-scene").press("Enter")
    expect(page.get_by_role("heading", name="3 Later")).to_be_focused()


def test_a_card_that_was_deleted_passes_the_focus_to_its_neighbour(page: Page, base_url: str) -> None:
    board(page, base_url)
    page.locator("#shot-SH020 .pic").focus()
    page.evaluate(
        """() => { document.querySelector('#shot-SH020').remove();
        document.dispatchEvent(new CustomEvent('caught-up', { detail: { codes: [] } })); }"""
    )
    page.wait_for_timeout(100)
    assert (focused(page), codes(page, "opening")) == ("SH030", ["SH010", "SH030", "SH040", "SH050"])


def walked(page: Page, key: str) -> str:
    """What has the focus after a key: its name, and the card it stands in."""
    page.keyboard.press(key)
    return str(
        page.evaluate(
            "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).trim()"
            " + ' @' + (document.activeElement.closest('[data-shot]')?.dataset.shot ?? '')"
        )
    )


def test_all_cards_are_one_tab_stop_and_its_threads_another(page: Page, base_url: str) -> None:
    board(page, base_url)
    page.locator("#shot-SH010 .pic").focus()
    page.keyboard.press("ArrowRight")
    thread = "Mara runs through, shot 2 of 5, thread 1 of 4 @SH020"
    assert [walked(page, "Tab") for _ in range(3)] == ["Move SH020 @SH020", thread, "Add a shot @"]
    assert walked(page, "Shift+Tab") == thread
    assert walked(page, "ArrowDown") == "coffee shop runs through, shot 2 of 5, thread 2 of 4 @SH020"
    assert walked(page, "ArrowLeft") == "coffee shop is established here, shot 1 of 5, thread 2 of 4 @SH010"
    assert walked(page, "ArrowRight") == "coffee shop runs through, shot 2 of 5, thread 2 of 4 @SH020"
    page.keyboard.press("Delete")
    gap = "coffee shop is not in this shot, shot 2 of 5, thread 2 of 4"
    expect(page.locator(":focus")).to_have_accessible_name(gap, timeout=6000)
    page.keyboard.press("Control+z")
    expect(page.locator(":focus")).to_have_accessible_name(gap.replace("is not in this shot", "runs through"), timeout=6000)
    page.keyboard.press("Delete")
    expect(page.locator(":focus")).to_have_accessible_name(gap, timeout=6000)
    page.keyboard.press("b")
    expect(page.get_by_role("heading", name="coffee shop in SH020")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/anchors/"))
