"""Two and three people on one board at once: what one does the others see, and nobody is disturbed."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from projects.models import Membership, Project, User
from projects.models import Shot as Row
from projects.writes.accounts import account
from tests.browser.people import codes, demo_project, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

# The page asks every 1.2 s; on a busy machine an answer takes its time.
SOON = 6000


class Team:
    """People who are signed in, each in a browser of their own, at one project."""

    def __init__(self, browser: Browser, base_url: str, slug: str, arguments: dict[str, Any]) -> None:
        self.browser, self.base_url, self.slug, self.arguments = browser, base_url, slug, arguments
        self.contexts: list[BrowserContext] = []

    def joins(self, name: str, path: str = "", role: str = "editor") -> Page:
        """One more person who opens a page of the project."""
        user = account(f"{name.split(maxsplit=1)[0].lower()}@example.org")
        User.objects.filter(pk=user.pk).update(name=name)
        Membership.objects.get_or_create(project=Project.objects.get(slug=self.slug), user=user, defaults={"role": role})
        context = self.browser.new_context(base_url=self.base_url, **self.arguments)
        self.contexts.append(context)
        page = context.new_page()
        sign_in(page, self.base_url, user.email)
        page.goto(f"/projects/{self.slug}/{path}")
        return page


@pytest.fixture
def team(page: Page, browser: Browser, base_url: str) -> Iterator[Team]:
    """A demo project and people who join it. `page` is Ada's, its owner."""
    ada = sign_in(page, base_url)
    User.objects.filter(pk=ada.pk).update(name="Ada")
    slug = demo_project(ada)
    page.goto(f"/projects/{slug}/")
    made = Team(browser, base_url, slug, {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"})
    yield made
    for context in made.contexts:
        context.close()


def drag(page: Page, code: str, onto: str) -> None:
    page.locator(f"#shot-{code} [data-grip]").drag_to(page.locator(f"#shot-{onto}"), target_position={"x": 220, "y": 100})


def save(page: Page) -> None:
    page.get_by_role("button", name="Save shot").last.click()
    expect(page.locator("#saved")).to_have_text("Saved.")


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
    assert codes(ben, "opening") == ["SH020", "SH030", "SH010", "SH040", "SH050"]
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
    assert codes(ben, "opening") == codes(page, "opening")
    page.locator("#new-scene").fill("Coda")
    page.get_by_role("button", name="Add scene").click()
    expect(ben.get_by_role("heading", name="Coda")).to_be_visible(timeout=SOON)
    ben.locator("#scenes > section").last.get_by_role("button", name="Add a shot").click()
    expect(page.locator("#scenes > section").last.locator("[data-shot]")).to_have_count(1, timeout=SOON)


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
    page.route("**/live/**", lambda route: route.abort())
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
    complaints[:] = [line for line in complaints if "409" not in line and "ERR_FAILED" not in line]


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
    assert codes(ben, "after-dark") == codes(page, "after-dark") == ["SH070", "SH060", "SH080"]


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
    other.close(run_before_unload=True)
    expect(page.locator("#shot-SH030 .who")).to_have_text("Ben", timeout=2 * SOON)
    expect(page.locator("#here .face")).to_have_count(1)


def test_an_open_dialog_is_left_alone(page: Page, team: Team) -> None:
    ben = team.joins("Ben")
    ben.keyboard.press("?")
    expect(ben.locator("#keys")).to_be_visible()
    drag(page, "SH010", "SH030")
    expect(ben.locator("#shot-SH010 .no")).to_have_text("1.3", timeout=SOON)
    expect(ben.locator("#keys")).to_be_visible()


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
        assert codes(one, "opening") == order


def test_a_viewer_sees_changes_and_gets_no_way_to_make_them(page: Page, team: Team) -> None:
    vic = team.joins("Vic", "shots/SH030/", role="viewer")
    page.goto(f"/projects/{team.slug}/shots/SH030/")
    page.get_by_label("Action", exact=True).fill("pours milk for two")
    save(page)
    expect(vic.get_by_label("Action", exact=True)).to_have_value("pours milk for two", timeout=SOON)
    expect(vic.locator("#shot-SH030 [data-grip]")).to_have_count(0)


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


@pytest.mark.parametrize("view", ["table/", "timeline/"])
def test_the_other_views_catch_up_too(page: Page, team: Team, view: str) -> None:
    ben = team.joins("Ben", view)
    drag(page, "SH010", "SH030")
    expect(page.get_by_text("SH010 is now shot 3 of Opening the shop.")).to_be_visible()
    expect(ben.locator("[data-shots=opening] [data-shot]").nth(2)).to_have_attribute("data-shot", "SH010", timeout=SOON)
    assert codes(ben, "opening") == codes(page, "opening")


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_two_texts_of_one_field_raise_no_accessibility_violation(page: Page, team: Team, scheme: str) -> None:
    ben = team.joins("Ben", "shots/SH030/")
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"/projects/{team.slug}/shots/SH030/")
    page.get_by_label("Action", exact=True).fill("pours milk for two")
    ben.get_by_label("Action", exact=True).fill("pours hot milk")
    ben.get_by_label("Title", exact=True).fill("Pour, near")
    save(ben)
    expect(page.locator("#conflict-action")).to_be_visible(timeout=SOON)
    expect(page.locator("#shot-SH030 .who")).to_have_text("Ben")
    violations = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:160]) for v in violations] == []
