"""The review in the browser: keys, decisions, a phone, and two people who see each other's decision."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from projects.models import Decision, Membership, Project, User
from projects.writes.accounts import account
from projects.writes.comments import add_comment
from projects.writes.reviewing import Person
from projects.writes.rounds import RoundValues, close_round, open_a_round
from projects.writes.shots import delete_shot, restore_shot
from tests.browser.axe import violations
from tests.browser.people import demo_project, sign_in, until
from tests.factories import share_link

pytestmark = pytest.mark.django_db(transaction=True)
SOON = 6000


@pytest.fixture
def slug(page: Page, base_url: str) -> str:
    """A demo project that the person of `page` owns: eight shots, the first approved, the third with an error."""
    return demo_project(sign_in(page, base_url))


def decided() -> list[tuple[str, str]]:
    return list(Decision.objects.order_by("id").values_list("shot__code", "kind"))


def test_a_review_from_shot_to_shot_by_keys(page: Page, slug: str) -> None:
    before = decided()
    page.goto(f"/projects/{slug}/review/")
    screen, note = page.locator("#review"), page.locator("#review-note")
    expect(screen).to_have_attribute("data-code", "SH020")
    page.keyboard.press("k")
    expect(screen).to_have_attribute("data-code", "SH010")
    page.keyboard.press("j")
    expect(screen).to_have_attribute("data-code", "SH020")
    page.keyboard.press("a")
    expect(screen).to_have_attribute("data-code", "SH030")
    expect(page).to_have_url(re.compile(r"/review/shots/SH030/$"))
    expect(page.locator("#tile-SH020 .st")).to_have_text("Approved")
    page.get_by_role("button", name="Request changes").click()
    expect(page.locator("#review-error")).to_have_text("Say what should change.")
    expect(note).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("f")
    expect(note).to_be_focused()
    page.keyboard.type("Keep the apron green.")
    page.keyboard.press("Control+Enter")
    expect(screen).to_have_attribute("data-code", "SH040")
    expect(page.locator("#review-tally")).to_contain_text("3 of 8 decided")
    page.keyboard.press("c")
    expect(page.locator("#comment-text-0")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#review-title")).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("#keys h3").first).to_have_text("Review")
    expect(page.locator("#keys")).to_contain_text("Request changes: say what in the note")
    page.keyboard.press("Escape")
    shown = page.locator(".review-frame svg.frame").bounding_box()
    assert shown is not None
    assert round(shown["width"] / shown["height"], 2) == 1.78  # 16:9, nothing cut off
    assert decided()[len(before) :] == [("SH020", "approved"), ("SH030", "changes-requested")]
    assert violations(page) == []
    page.emulate_media(media="print")
    expect(page.get_by_text("Review of SH040", exact=True)).to_be_visible()


def test_several_shots_are_picked_in_the_strip(page: Page, slug: str) -> None:
    page.goto(f"/projects/{slug}/review/")
    page.get_by_role("checkbox", name="Pick SH030").check()
    page.get_by_role("checkbox", name="Pick SH040").check()
    page.get_by_role("button", name="Decide on the picked shots").click()
    expect(page.get_by_text("1 of them cannot be approved now; the list says why.")).to_be_visible()
    page.get_by_role("button", name="Approve those that can be").click()
    expect(page.get_by_text("1 shot: approved. 1 left as it was.")).to_be_visible()
    expect(page.locator("#tile-SH040 .st")).to_have_text("Approved")


def test_a_round_is_opened_by_keyboard_and_nothing_overflows_a_phone(page: Page, slug: str) -> None:
    owner = Membership.objects.select_related("user").get(project__slug=slug).user
    add_comment(Project.objects.get(slug=slug), "word " * 900, person=Person(user=owner), code="SH020")
    User.objects.filter(pk=owner.pk).update(name="Maximiliane-Henriette von Hohenstaufen-Wittelsbach zu Bayreuth")
    page.goto(f"/projects/{slug}/rounds/")
    page.get_by_role("button", name="Open the round").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("OPEN", exact=True)).to_be_visible()
    until(page, "document.activeElement.matches('main')")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "none"
    page.set_viewport_size({"width": 390, "height": 844})
    words = page.locator(".verdict-note")
    folded = words.bounding_box()
    page.get_by_label("Show all of it").check()
    whole = words.bounding_box()
    assert folded is not None
    assert whole is not None
    assert whole["height"] > 2 * folded["height"]
    for path in ("rounds/1/", "approvals/", "shots/SH010/versions/compare/", "activity/", "sharing/"):
        page.goto(f"/projects/{slug}/{path}")
        assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, 390)


def test_on_a_phone_the_frame_is_first_and_the_buttons_are_at_hand(page: Page, slug: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/projects/{slug}/review/")
    frame, approve = page.locator(".review-frame"), page.get_by_role("button", name="Approve")
    expect(frame).to_be_in_viewport()
    box = approve.bounding_box()
    assert box is not None
    assert (box["y"] > 844 * 0.75, box["height"] >= 44) == (True, True)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("link", name="Next shot").click()
    expect(page.locator("#review")).to_have_attribute("data-code", "SH030")


def test_a_member_and_a_guest_see_each_other_decide(page: Page, slug: str, browser: Browser, base_url: str) -> None:
    project = Project.objects.get(slug=slug)
    share_link(project, "the-guest-token", rights="approve")
    Membership.objects.create(project=project, user=account("ben@example.org"), role="reviewer")
    page.goto(f"/projects/{slug}/review/shots/SH060/")
    context = browser.new_context(base_url=base_url, reduced_motion="reduce")
    kim = context.new_page()
    kim.goto("/s/the-guest-token/")
    kim.get_by_label("name").fill("Kim")
    kim.get_by_label("name").press("Enter")
    expect(kim.locator("#review")).to_have_attribute("data-code", "SH020")
    page.locator("#review-note").fill("half a note")
    kim.wait_for_load_state("networkidle")
    kim.keyboard.press("a")
    expect(page.locator("#tile-SH020 .st")).to_have_text("Approved", timeout=SOON)
    expect(page.locator("#review-note")).to_have_value("half a note")
    expect(page.locator("#review-note")).to_be_focused()
    expect(kim.locator("#review")).to_have_attribute("data-code", "SH030")
    page.get_by_role("button", name="Request changes").click()
    expect(kim.locator("#tile-SH060 .st")).to_have_text("Changes", timeout=SOON)
    kim.goto("/s/the-guest-token/shots/SH060/")
    expect(kim.locator("#review-decisions")).to_contain_text("half a note")
    ben = browser.new_context(base_url=base_url, reduced_motion="reduce").new_page()
    sign_in(ben, base_url, "ben@example.org")
    ben.goto(f"/projects/{slug}/")
    expect(ben.locator("#here")).to_contain_text("K", timeout=SOON)
    expect(kim.locator("#guest-here .face")).to_have_count(2, timeout=SOON)
    page.goto(f"/projects/{slug}/review/shots/SH060/")
    page.locator("#comment-text-0").fill("Lovely **light**.")
    page.locator("#comment-send-0").click()
    expect(kim.locator("#comments")).to_contain_text("Lovely light.", timeout=SOON)
    kim.locator("#comment-text-0").fill("half a comment")
    owner = Membership.objects.get(project=project, role="owner").user
    opened = open_a_round(project, RoundValues("First cut", "", "project", send=False), by=owner)
    banner = ".round-banner"
    for one in (page, ben, kim):
        expect(one.locator(banner)).to_contain_text("First cut", timeout=SOON)
    expect(kim.locator("#comment-text-0")).to_have_value("half a comment")
    close_round(project, opened.number, "", by=owner)
    for one in (page, ben, kim):
        expect(one.locator(banner)).to_have_count(0, timeout=SOON)
    ben.context.close()
    context.close()


def test_a_shot_that_changes_while_one_looks_is_announced_and_not_decided_on(
    page: Page, slug: str, complaints: list[str]
) -> None:
    page.goto(f"/projects/{slug}/review/shots/SH060/")
    page.locator("#review-note").fill("Good as it is")
    project = Project.objects.get(slug=slug)
    project.shots.filter(code="SH060").update(action="closes the door quietly")
    Project.objects.filter(pk=project.pk).update(revision=project.revision + 1)
    expect(page.locator("#review-moved")).to_be_visible(timeout=SOON)
    page.get_by_role("button", name="Approve").click()
    expect(page.locator("#review-error")).to_contain_text("SH060 has changed since you opened it.")
    expect(page.locator(".moved ins").first).to_be_visible()
    expect(page.locator("#review-note")).to_have_value("Good as it is")
    page.get_by_role("button", name="Approve").click()
    expect(page.locator("#tile-SH060 .st")).to_have_text("Approved")
    complaints[:] = [line for line in complaints if "409" not in line]


def test_a_shot_that_is_taken_out_while_one_looks_is_said_and_what_is_typed_stays(
    browser: Browser, base_url: str, slug: str
) -> None:
    context = browser.new_context(base_url=base_url)
    page = context.new_page()
    sign_in(page, base_url)
    page.goto(f"/projects/{slug}/review/shots/SH080/")
    page.locator("#comment-text-0").fill("half a thought")
    project = Project.objects.get(slug=slug)
    owner = Membership.objects.select_related("user").get(project__slug=slug).user
    delete_shot(project, "SH080", by=owner)
    expect(page.locator("#review-gone")).to_contain_text("This shot was taken out while you look at it.", timeout=SOON)
    expect(page.locator("#tile-SH080")).to_have_count(0)
    expect(page.locator("#review-tally")).to_contain_text("of 7 decided")
    expect(page.locator("#comment-text-0")).to_have_value("half a thought")
    assert violations(page) == []
    restore_shot(Project.objects.get(slug=slug), "SH080", by=owner)
    expect(page.locator("#review-gone")).to_be_hidden(timeout=SOON)
    expect(page.locator("#tile-SH080")).to_have_count(1)
    context.close()  # a page of its own: what it asks for is no longer there, and its console says so
