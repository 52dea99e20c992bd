"""Two and three people on one board at once: what one does the others see, and nobody is disturbed."""

import re

import pytest
from playwright.sync_api import Page, expect

from projects.models import Shot as Row
from tests.browser.people import codes, until
from tests.browser.team import SOON, Team, drag, save, stand

pytestmark = pytest.mark.django_db(transaction=True)


def test_people_see_each_other_and_what_is_open(page: Page, team: Team) -> None:
    ben = team.joins("Ben Ode", "shots/SH020/")
    cem = team.joins("Cem")
    expect(page.locator("#here .face")).to_have_count(2, timeout=SOON)
    expect(page.locator("#here .face").first).to_have_attribute("title", "Ben Ode, SH020 open")
    expect(page.locator("#shot-SH020 .who")).to_have_text("Ben Ode")
    expect(cem.locator("#shot-SH020 .who")).to_have_text("Ben Ode", timeout=SOON)
    cem.locator("#shot-SH020 .pic").click()
    expect(ben.locator("#also-here")).to_have_text("Cem has this shot open, too.", timeout=SOON)
    cem.goto("/")
    expect(page.locator("#here .face")).to_have_count(1, timeout=SOON)
    expect(page.locator("#shot-SH020 .who")).to_have_text("Ben Ode")


def test_a_move_of_somebody_else_is_seen_while_one_types(page: Page, team: Team) -> None:
    ben = team.joins("Ben", "shots/SH030/")
    field = ben.get_by_label("Subject", exact=True)
    field.fill("her left hand")
    field.press("Home")
    drag(page, "SH010", "SH030")
    expect(page.get_by_text("SH010 is now shot 3 of Opening the shop.")).to_be_visible()
    expect(ben.locator("#shot-SH010 .no")).to_have_text("1.3", timeout=SOON)
    stand(ben, "opening", ["SH020", "SH030", "SH010", "SH040", "SH050"])
    expect(field).to_be_focused()
    expect(field).to_have_value("her left hand")
    assert field.evaluate("field => [field.selectionStart, field.selectionEnd]") == [0, 0]
    expect(ben.locator("#news")).to_contain_text("Ada: SH010 moved.")
    expect(ben.locator("#editor-title .no")).to_have_text("1.2")
    ben.keyboard.type("In ")
    save(ben)
    assert Row.objects.get(code="SH030").subject == "In her left hand"


def test_additions_deletions_and_omissions_come_by_themselves(page: Page, team: Team) -> None:
    ben = team.joins("Ben")
    page.goto(f"/projects/{team.slug}/shots/SH040/")
    page.get_by_role("button", name="Duplicate").click()
    expect(page.locator("[data-shots=opening] [data-shot]")).to_have_count(6)
    expect(ben.locator("[data-shots=opening] [data-shot]")).to_have_count(6, timeout=SOON)
    page.get_by_role("button", name="Omit", exact=True).click()
    expect(ben.locator("[data-shots=opening] .omitted")).to_have_count(1, timeout=SOON)
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(ben.locator("[data-shots=opening] [data-shot]")).to_have_count(5, timeout=SOON)
    stand(ben, "opening", codes(page, "opening"))
    page.locator("#new-scene").fill("Coda")
    page.get_by_role("button", name="Add scene").click()
    expect(ben.get_by_role("heading", name="Coda")).to_be_visible(timeout=SOON)
    ben.locator("#scenes > section").last.get_by_role("button", name="Add a shot").click()
    expect(page.locator("#scenes > section").last.locator("[data-shot]")).to_have_count(1, timeout=SOON)


def test_a_dragged_card_stays_in_the_hand(page: Page, team: Team) -> None:
    ben = team.joins("Ben")
    grip = ben.locator("#shot-SH060 [data-grip]")
    grip.focus()
    ben.keyboard.press("Space")
    drag(page, "SH010", "SH030")
    expect(ben.locator("#shot-SH010 .no")).to_have_text("1.3", timeout=SOON)
    expect(ben.locator("#shot-SH060")).to_have_class(re.compile("lifted"))
    ben.keyboard.press("ArrowRight")
    ben.keyboard.press("Space")
    expect(page.locator("#shot-SH060 .no")).to_have_text("2.2", timeout=SOON)
    expect(ben.locator("#shot-SH060 .no")).to_have_text("2.2", timeout=SOON)
    for one in (ben, page):
        stand(one, "after-dark", ["SH070", "SH060", "SH080"])


def test_a_shot_that_is_deleted_in_the_hand_goes_back_with_a_sentence(page: Page, team: Team) -> None:
    ben = team.joins("Ben")
    ben.locator("#shot-SH060 [data-grip]").focus()
    ben.keyboard.press("Space")
    page.goto(f"/projects/{team.slug}/shots/SH060/")
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("SH060 deleted.")).to_be_visible()
    ben.wait_for_timeout(2500)
    expect(ben.locator("#shot-SH060")).to_have_count(1)
    ben.keyboard.press("ArrowRight")
    ben.keyboard.press("Space")
    expect(ben.get_by_text("SH060 was deleted. Restore it first.")).to_be_visible()
    expect(ben.locator("#shot-SH060")).to_have_count(0, timeout=SOON)


def test_a_card_that_somebody_deletes_passes_the_focus_to_its_neighbour(page: Page, team: Team) -> None:
    ben = team.joins("Ben")
    for code, heir in (("SH040", "SH050"), ("SH050", "SH030")):
        ben.locator(f"#shot-{code} .pic").focus()
        page.goto(f"/projects/{team.slug}/shots/{code}/")
        page.get_by_role("button", name="Delete", exact=True).click()
        expect(ben.locator(f"#shot-{code}")).to_have_count(0, timeout=SOON)
        expect(ben.locator(f"#shot-{heir} .pic")).to_be_focused()


def test_two_tabs_of_one_person_show_the_shot_that_was_opened_last(page: Page, team: Team) -> None:
    ben = team.joins("Ben", "shots/SH030/")
    expect(page.locator("#shot-SH030 .who")).to_have_text("Ben", timeout=SOON)
    other = ben.context.new_page()
    other.goto(f"/projects/{team.slug}/shots/SH050/")
    expect(page.locator("#shot-SH050 .who")).to_have_text("Ben", timeout=SOON)
    with other.expect_event("close"):
        other.close(run_before_unload=True)
    ben.bring_to_front()
    until(ben, "!document.hidden && Object.keys(localStorage).filter((key) => key.startsWith('tabs:')).length === 1")
    expect(page.locator("#shot-SH030 .who")).to_have_text("Ben", timeout=2 * SOON)
    expect(page.locator("#here .face")).to_have_count(1)


def test_an_open_dialog_is_left_alone(page: Page, team: Team) -> None:
    ben = team.joins("Ben")
    ben.keyboard.press("?")
    expect(ben.locator("#keys")).to_be_visible()
    drag(page, "SH010", "SH030")
    expect(ben.locator("#shot-SH010 .no")).to_have_text("1.3", timeout=SOON)
    expect(ben.locator("#keys")).to_be_visible()


def test_three_people_end_with_the_same_board(page: Page, team: Team) -> None:
    ben, cem = team.joins("Ben"), team.joins("Cem", "shots/SH080/")
    drag(page, "SH010", "SH030")
    drag(ben, "SH050", "SH020")
    cem.get_by_label("Title", exact=True).fill("The last light")
    save(cem)
    for one in (page, ben, cem):
        expect(one.locator("#shot-SH080 .ttl")).to_have_text("The last light", timeout=SOON)
        rows = Row.objects.filter(scene__key="opening", deleted_at=None).order_by("position")
        order = list(rows.values_list("code", flat=True))
        expect(one.locator(f"#shot-{order[-1]} .no")).to_have_text("1.5", timeout=SOON)
        expect(one.locator(f"#shot-{order[0]} .no")).to_have_text("1.1", timeout=SOON)
        stand(one, "opening", order)


def test_a_viewer_sees_changes_and_gets_no_way_to_make_them(page: Page, team: Team) -> None:
    vic = team.joins("Vic", "shots/SH030/", role="viewer")
    page.goto(f"/projects/{team.slug}/shots/SH030/")
    page.get_by_label("Action", exact=True).fill("pours milk for two")
    save(page)
    expect(vic.get_by_label("Action", exact=True)).to_have_value("pours milk for two", timeout=SOON)
    expect(vic.locator("#shot-SH030 [data-grip]")).to_have_count(0)


@pytest.mark.parametrize("view", ["table/", "timeline/"])
def test_the_other_views_catch_up_too(page: Page, team: Team, view: str) -> None:
    ben = team.joins("Ben", view)
    drag(page, "SH010", "SH030")
    expect(page.get_by_text("SH010 is now shot 3 of Opening the shop.")).to_be_visible()
    expect(ben.locator("[data-shots=opening] [data-shot]").nth(2)).to_have_attribute("data-shot", "SH010", timeout=SOON)
    stand(ben, "opening", codes(page, "opening"))
