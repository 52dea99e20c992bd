"""Two people in one shot: what is typed stays, what both changed is decided, and nothing is lost."""

import pytest
from playwright.sync_api import Browser, Page, expect

from projects.models import Membership
from projects.models import Shot as Row
from tests.browser.axe import violations
from tests.browser.team import SOON, Team, drag, save

pytestmark = pytest.mark.django_db(transaction=True)


def test_untouched_fields_take_the_new_value_and_typed_ones_stay(page: Page, team: Team) -> None:
    page.goto(f"/projects/{team.slug}/shots/SH030/")
    ben = team.joins("Ben", "shots/SH030/")
    ben.get_by_label("Title", exact=True).fill("Mine")
    page.get_by_label("Action", exact=True).fill("pours milk in one slow turn")
    save(page)
    expect(ben.get_by_label("Action", exact=True)).to_have_value("pours milk in one slow turn", timeout=SOON)
    expect(ben.get_by_label("Title", exact=True)).to_be_focused()
    expect(ben.get_by_label("Title", exact=True)).to_have_value("Mine")
    expect(ben.locator(".by")).to_have_text("changed by Ada")
    expect(ben.locator("#prompt-text")).to_contain_text("pours milk in one slow turn")
    save(ben)
    row = Row.objects.get(code="SH030")
    assert (row.title, row.action) == ("Mine", "pours milk in one slow turn")


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("Take theirs", "pours hot milk"),
        ("Keep mine", "pours milk for two"),
        ("Merge", "pours hot milk for two"),
    ],
)
def test_a_field_that_both_changed_is_decided_in_place(page: Page, team: Team, label: str, wanted: str) -> None:
    page.goto(f"/projects/{team.slug}/shots/SH030/")
    page.get_by_label("Action", exact=True).fill("pours milk")
    save(page)
    ben = team.joins("Ben", "shots/SH030/")
    ben.get_by_label("Action", exact=True).fill("pours milk for two")
    page.get_by_label("Action", exact=True).fill("pours hot milk")
    save(page)
    box = ben.locator("#conflict-action")
    expect(box).to_contain_text("Action: changed by Ada and by you", timeout=SOON)
    expect(box.locator("ins").first).to_have_text("hot")
    expect(ben.get_by_label("Action", exact=True)).to_have_value("pours milk for two")
    expect(ben.get_by_label("Action", exact=True)).to_be_focused()
    box.get_by_role("button", name=label).click()
    expect(box).to_have_count(0)
    expect(ben.get_by_label("Action", exact=True)).to_have_value(wanted)
    expect(ben.get_by_label("Action", exact=True)).to_be_focused()
    save(ben)
    assert Row.objects.get(code="SH030").action == wanted


def test_a_save_that_comes_too_late_shows_both_texts(page: Page, team: Team, complaints: list[str]) -> None:
    ben = team.joins("Ben", "shots/SH030/")
    page.goto(f"/projects/{team.slug}/shots/SH030/")
    page.route("**/live/**", lambda route: route.fulfill(status=204))  # this page hears of nothing
    page.get_by_label("Action", exact=True).fill("pours milk for two")
    ben.get_by_label("Action", exact=True).fill("pours hot milk")
    save(ben)
    page.get_by_role("button", name="Save shot").last.click()
    expect(page.get_by_text("Not saved: Ben saved this shot while you were writing.")).to_be_visible()
    page.locator("#merged-action").fill("pours hot milk for two, slowly")
    page.locator("#conflict-action").get_by_role("button", name="Merge").click()
    expect(page.locator("#conflict-action")).to_have_count(0)
    save(page)
    assert Row.objects.get(code="SH030").action == "pours hot milk for two, slowly"
    complaints[:] = [line for line in complaints if "409" not in line]


def test_conflicts_are_decided_without_javascript(page: Page, browser: Browser, team: Team) -> None:
    team.arguments["java_script_enabled"] = False
    ben = team.joins("Ben", "shots/SH030/")
    page.goto(f"/projects/{team.slug}/shots/SH030/")
    page.get_by_label("Action", exact=True).fill("pours hot milk")
    save(page)
    ben.get_by_label("Action", exact=True).fill("pours milk for two")
    ben.get_by_role("button", name="Save shot").last.click()
    expect(ben.get_by_text("Not saved: Ada saved this shot while you were writing.")).to_be_visible()
    ben.locator("#merged-action").fill("pours hot milk for two")
    ben.locator("#conflict-action").get_by_role("button", name="Merge").click()
    expect(ben.get_by_label("Action", exact=True)).to_have_value("pours hot milk for two")
    ben.get_by_role("button", name="Save shot").last.click()
    expect(ben.get_by_text("SH030 saved.")).to_be_visible()
    assert Row.objects.get(code="SH030").action == "pours hot milk for two"


def test_two_texts_of_one_field_raise_no_accessibility_violation(page: Page, team: Team) -> None:
    ben = team.joins("Ben", "shots/SH030/")
    page.goto(f"/projects/{team.slug}/shots/SH030/")
    page.get_by_label("Action", exact=True).fill("pours milk for two")
    ben.get_by_label("Action", exact=True).fill("pours hot milk")
    ben.get_by_label("Title", exact=True).fill("Pour, near")
    save(ben)
    expect(page.locator("#conflict-action")).to_be_visible(timeout=SOON)
    expect(page.locator("#shot-SH030 .who")).to_have_text("Ben")
    assert violations(page) == []


def test_a_shot_that_somebody_deletes_stays_to_copy(page: Page, team: Team) -> None:
    ben = team.joins("Ben", "shots/SH030/")
    ben.get_by_label("Action", exact=True).fill("pours milk for two")
    page.goto(f"/projects/{team.slug}/shots/SH030/")
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(ben.get_by_text("Ada deleted this shot while you had it open.")).to_be_visible(timeout=SOON)
    expect(ben.get_by_label("Action", exact=True)).to_have_value("pours milk for two")
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(ben.get_by_text("Ada deleted this shot")).to_have_count(0, timeout=SOON)
    expect(ben.get_by_label("Action", exact=True)).to_have_value("pours milk for two")


def test_who_loses_the_project_reads_a_sentence(page: Page, team: Team) -> None:
    ben = team.joins("Ben", "shots/SH030/")
    expect(ben.locator("#here .face")).to_have_count(1, timeout=SOON)
    ben.get_by_label("Action", exact=True).fill("pours milk for two")
    Membership.objects.filter(user__name="Ben").delete()
    expect(ben.get_by_text("you are no longer a member of it")).to_be_visible(timeout=SOON)
    expect(ben.get_by_label("Action", exact=True)).to_have_value("pours milk for two")


def test_a_dropped_connection_is_quiet_and_caught_up(page: Page, team: Team) -> None:
    ben = team.joins("Ben", "shots/SH030/")
    expect(ben.locator("#here .face")).to_have_count(1, timeout=SOON)
    ben.context.set_offline(True)
    expect(ben.locator("[data-offline]")).to_be_visible(timeout=SOON)
    ben.get_by_label("Action", exact=True).fill("pours milk for two")
    drag(page, "SH010", "SH030")
    page.goto(f"/projects/{team.slug}/shots/SH030/")
    page.get_by_label("Title", exact=True).fill("The pour")
    save(page)
    ben.context.set_offline(False)
    expect(ben.locator("#shot-SH010 .no")).to_have_text("1.3", timeout=SOON)
    expect(ben.locator("[data-offline]")).to_be_hidden()
    expect(ben.get_by_label("Title", exact=True)).to_have_value("The pour")
    expect(ben.get_by_label("Action", exact=True)).to_have_value("pours milk for two")
