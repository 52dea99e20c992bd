"""The table in a real browser: keys, typing, filling down, copying and pasting, refusals, columns, two people."""

import pytest
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, expect

from projects.core import board as core
from projects.models import Membership, Project, Shot
from projects.writes.projects import import_board
from tests.browser.axe import violations
from tests.browser.hostile import HOSTILE
from tests.browser.people import demo_project, nothing_approved, sign_in, too_wide
from tests.factories import client_of, person

pytestmark = pytest.mark.django_db(transaction=True)
USUAL = "code title subject action environment lighting camera shot_size duration quality status credits findings".split()


def open_table(page: Page, base_url: str) -> str:
    slug = demo_project(sign_in(page, base_url))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base_url)
    page.goto(f"/projects/{slug}/table/")
    expect(page.locator("[data-grid][data-ready]")).to_be_visible()
    return slug


def cell(page: Page, code: str, column: str, columns: list[str] = USUAL) -> Locator:
    return page.locator(f"[data-shot={code}] > :nth-child({columns.index(column) + 1})")


def stored(code: str) -> Shot:
    return Shot.objects.get(code=code)


def test_a_row_is_written_by_keyboard_alone(page: Page, base_url: str) -> None:
    open_table(page, base_url)
    page.locator("[data-grid] [tabindex='0']").focus()
    keys = page.keyboard
    keys.press("ArrowDown")
    expect(cell(page, "SH020", "title")).to_be_focused()
    for key in "?/":
        keys.press(key)
        expect(page.locator(".cell-edit")).to_have_value(key)
        keys.press("Escape")
    keys.type("grinds beans")  # `g` and `r` lead to the review elsewhere
    keys.press("Tab")
    expect(cell(page, "SH020", "title")).to_have_text("grinds beans")
    keys.press("End")
    expect(cell(page, "SH020", "findings")).to_be_focused()
    keys.press("Home")
    expect(cell(page, "SH020", "code")).to_be_focused()
    for _ in range(3):
        keys.press("ArrowRight")
    keys.press("F2")
    keys.press("Shift+Enter")
    keys.type("and again")
    keys.press("Enter")
    expect(cell(page, "SH030", "action")).to_be_focused()
    expect(page.locator("#toasts")).to_contain_text("SH020 saved.")
    expect(cell(page, "SH020", "action")).to_have_text(
        "tamps the coffee firmly and wipes the counter\nand again", use_inner_text=True
    )
    keys.press("Enter")
    keys.type(" never")
    keys.press("Escape")
    expect(cell(page, "SH030", "action")).to_have_text("pours milk slowly into a white cup")
    assert (stored("SH020").title, stored("SH020").action[-10:]) == ("grinds beans", "\nand again")


def test_a_range_is_filled_down_emptied_and_taken_back(page: Page, base_url: str) -> None:
    nothing_approved(open_table(page, base_url))
    cell(page, "SH010", "duration").click()
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("SH010 saved.")
    page.keyboard.press("ArrowUp")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+d")
    expect(page.get_by_text("3 shots saved.")).to_be_visible()
    assert [int(stored(code).duration) for code in ("SH010", "SH020", "SH030", "SH040")] == [7, 7, 7, 7]
    cell(page, "SH010", "title").click()
    page.keyboard.press("Delete")
    expect(cell(page, "SH010", "title")).to_have_text("")
    page.keyboard.press("Control+z")
    expect(cell(page, "SH010", "title")).to_have_text("The street window")


def test_what_is_copied_can_be_pasted_elsewhere(page: Page, base_url: str) -> None:
    open_table(page, base_url)
    cell(page, "SH010", "title").click()
    page.keyboard.type("=a title")
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("SH010 saved.")
    cell(page, "SH010", "title").click()
    cell(page, "SH020", "action").click(modifiers=["Shift"])
    page.keyboard.press("Control+c")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.split("\n")[0] == "'=a title\t\tunlocks the door and switches the machine on unhurriedly"
    cell(page, "SH060", "title").click()
    page.keyboard.press("Control+v")
    expect(page.locator("#paste-dialog .lead")).to_have_text(
        "5 cells would change, in Title, Subject, Action. Nothing is saved yet."
    )
    assert stored("SH060").title == "The old town"
    page.get_by_role("button", name="Paste", exact=True).click()
    expect(cell(page, "SH060", "title")).to_have_text("=a title")
    expect(cell(page, "SH060", "title")).to_be_focused()
    assert (stored("SH060").title, stored("SH070").title) == ("=a title", "Steam")


def test_a_refused_cell_keeps_what_was_typed_and_says_why(page: Page, base_url: str, complaints: list[str]) -> None:
    open_table(page, base_url)
    cell(page, "SH040", "duration").click()
    page.keyboard.type("=A1+B1")
    page.keyboard.press("Enter")
    expect(page.locator("#cell-note")).to_contain_text("“=A1+B1” is a formula.")
    expect(cell(page, "SH040", "duration")).to_have_text("=A1+B1")
    expect(cell(page, "SH040", "duration")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("6 s")
    page.keyboard.press("Enter")
    expect(cell(page, "SH040", "duration")).to_have_text("6")
    expect(page.locator("#cell-note")).to_be_hidden()
    complaints.clear()


def test_a_cell_that_breaks_continuity_is_mended_by_keyboard(page: Page, base_url: str, complaints: list[str]) -> None:
    open_table(page, base_url)
    cell(page, "SH050", "subject").click()
    page.keyboard.type("same Mara in a red apron")
    page.keyboard.press("Enter")
    expect(page.locator("#cell-note")).to_contain_text("“red apron” contradicts Mara")
    assert stored("SH050").subject == ""
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Use “tan canvas apron”")).to_be_focused()
    page.keyboard.press("Enter")
    expect(cell(page, "SH050", "subject")).to_have_text("same Mara in a tan canvas apron")
    expect(cell(page, "SH050", "subject")).to_be_focused()
    expect(page.locator("#cell-note")).to_be_hidden()
    complaints.clear()


def test_a_paste_with_a_column_that_does_not_exist_keeps_the_text(page: Page, base_url: str, complaints: list[str]) -> None:
    open_table(page, base_url)
    page.evaluate("navigator.clipboard.writeText('Shot\\tMood\\nSH010\\tsad')")
    cell(page, "SH010", "title").click()
    page.keyboard.press("Control+v")
    expect(page.locator("#paste-dialog .refusal")).to_contain_text("There is no column “Mood”.")
    expect(page.locator("#paste-dialog textarea")).to_have_value("Shot\tMood\nSH010\tsad")
    page.locator("#paste-dialog textarea").fill("Shot\tTitle\nSH010\tsad")
    page.get_by_role("button", name="Look again").click()
    page.get_by_role("button", name="Paste", exact=True).click()
    expect(cell(page, "SH010", "title")).to_have_text("sad")
    complaints.clear()


def test_two_people_in_one_cell_see_both_texts(page: Page, base_url: str, complaints: list[str]) -> None:
    slug = open_table(page, base_url)
    other = person("bo")
    Membership.objects.create(project=Project.objects.get(slug=slug), user=other, role="editor")
    cell(page, "SH010", "title").click()
    page.keyboard.press("F2")
    bo: Client = client_of(other)
    assert bo.post(f"/projects/{slug}/table/cells/", {"cells": '[["SH010", "title", "Bo was here"]]'}).status_code == 302
    assert bo.post(f"/projects/{slug}/table/cells/", {"cells": '[["SH020", "title", "And here"]]'}).status_code == 302
    expect(cell(page, "SH020", "title")).to_have_text("And here")
    expect(page.locator(".cell-edit")).to_be_focused()
    page.keyboard.type(" at dawn")
    page.keyboard.press("Enter")
    expect(page.locator("#cell-note")).to_contain_text("Bo changed this cell while you were writing.")
    expect(page.locator("#cell-note dd")).to_have_text(["Bo was here", "The street window at dawn"])
    page.get_by_role("button", name="Keep mine").click()
    expect(page.locator("#cell-note")).to_be_hidden()
    expect(page.get_by_text("SH010 saved.")).to_be_visible()
    expect(cell(page, "SH010", "title")).to_have_text("The street window at dawn")
    assert stored("SH010").title == "The street window at dawn"
    complaints.clear()


def test_columns_are_chosen_and_moved_and_stay_so(page: Page, base_url: str) -> None:
    open_table(page, base_url)
    page.get_by_text("Columns", exact=True).click()
    page.get_by_label("Notes", exact=True).check()
    expect(page.locator("thead th").last).to_have_text("Notes")
    page.get_by_role("button", name="Subject up", exact=True).click()
    expect(page.locator("thead th").nth(1)).to_have_text("Subject")
    page.reload()
    assert page.locator("thead th").all_inner_texts()[:3] == ["Shot", "Subject", "Title"]
    page.locator("thead th").nth(2).drag_to(page.locator("thead th").nth(1), target_position={"x": 20, "y": 10})
    expect(page.locator("thead th").nth(1)).to_have_text("Title")


def test_hostile_texts_are_shown_and_never_run(page: Page, base_url: str) -> None:
    shots = tuple(core.Shot(f"SH{n}", title=text, action=text, dialogue=text) for n, text in enumerate(HOSTILE))
    made = core.Board(HOSTILE[0], scenes=(core.Scene("one", HOSTILE[1], shots=shots),))
    slug = import_board(made, by=sign_in(page, base_url), allow_errors=True)
    page.goto(f"/projects/{slug}/table/?columns=title,action,dialogue,scene")
    cell(page, "SH0", "title", ["code", "title"]).click()
    page.keyboard.type("</td><svg onload=window.hit=1>")
    page.keyboard.press("Enter")
    expect(page.locator("#toasts").get_by_text("SH0 saved.")).to_be_visible()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    assert page.evaluate("window.hit") is None
    assert cell(page, "SH0", "title", ["code", "title"]).inner_text() == "</td><svg onload=window.hit=1>"


def test_shots_are_picked_by_key_and_by_their_heads(page: Page, base_url: str) -> None:
    open_table(page, base_url)
    cell(page, "SH020", "title").click()
    page.keyboard.press("Space")
    cell(page, "SH040", "code").click(modifiers=["Shift"], position={"x": 100, "y": 10})
    expect(page.locator("[data-shot].picked")).to_have_count(3)
    page.keyboard.press("Escape")
    expect(page.locator("[data-shot].picked")).to_have_count(0)


def test_the_table_and_its_dialog_are_accessible(page: Page, base_url: str) -> None:
    open_table(page, base_url)
    assert too_wide(page) == []  # it scrolls in itself
    page.set_viewport_size({"width": 1440, "height": 900})
    cell(page, "SH030", "subject").click()
    cell(page, "SH040", "action").click(modifiers=["Shift"])
    found = violations(page)
    page.evaluate("navigator.clipboard.writeText('A\\tB\\nC\\tD')")
    page.keyboard.press("Control+v")
    expect(page.locator("#paste-dialog")).to_be_visible()
    found += violations(page)
    assert found == []


def test_the_whole_table_is_pasted_without_javascript(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/table/")
    page.locator("summary", has_text="Paste rows").click()
    page.get_by_label("Rows from a spreadsheet.").fill("Shot\tTitle\nSH010\tWindow\nSH020\tSteam again")
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("button", name="Paste", exact=True).click()
    expect(page.get_by_text("2 shots saved.")).to_be_visible()
    expect(cell(page, "SH020", "title")).to_have_text("Steam again")
    page.get_by_role("link", name="1.2").click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Steam again")
    context.close()
