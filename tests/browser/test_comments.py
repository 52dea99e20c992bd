"""Comments as two people at once write them: nothing that is typed is disturbed, and the keyboard does it all."""

import pytest
from playwright.sync_api import Browser, Page, expect

from projects.models import Comment, Membership, Notice, Project, User
from projects.writes.accounts import account
from projects.writes.comments import add_comment
from projects.writes.reviewing import Person
from tests.browser.axe import violations
from tests.browser.hostile import HOSTILE
from tests.browser.people import demo_project, sign_in, until

pytestmark = pytest.mark.django_db(transaction=True)

SOON = 6000


def member(slug: str, name: str, role: str = "reviewer", email: str = "") -> User:
    user = account(email or f"{name.split(maxsplit=1)[0].lower()}@example.org")
    User.objects.filter(pk=user.pk).update(name=name)
    Membership.objects.create(project=Project.objects.get(slug=slug), user=user, role=role)
    return User.objects.get(pk=user.pk)


def comes_and_goes_by_keyboard(page: Page) -> None:
    """A name from the list, the comment sent, the field empty and still in focus."""
    page.get_by_label("New comment on SH020").focus()
    page.keyboard.type("Too dark, @be")
    expect(page.get_by_role("option", name="Ben Ode")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.keyboard.type("see **SH010**")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".comment .mention")).to_have_text("@Ben Ode")
    expect(page.get_by_label("New comment on SH020")).to_be_focused()
    expect(page.get_by_label("New comment on SH020")).to_have_value("")


def answers_while_more_comes(ben: Page, slug: str, ada: User) -> None:
    """An answer and a comment are being typed while others' words come in; what is typed stays."""
    ben.get_by_label("New comment on SH020").fill("My own thought")
    expect(ben.locator(".comment .new-mark")).to_have_count(1, timeout=SOON)
    ben.get_by_text("Answer", exact=True).first.click()
    expect(ben.get_by_label("Your answer")).to_be_focused()
    ben.keyboard.type("Half a stop")
    add_comment(Project.objects.get(slug=slug), "A third thing", person=Person(user=ada), code="SH020")
    expect(ben.locator(".thread")).to_have_count(2, timeout=SOON)
    expect(ben.get_by_label("Your answer").first).to_be_focused()
    ben.keyboard.type(" more light")
    ben.keyboard.press("Control+Enter")
    expect(ben.locator(".answers .words")).to_have_text("Half a stop more light")
    expect(ben.get_by_label("New comment on SH020")).to_have_value("My own thought")


def what_was_in_sight_is_read(ben: Page) -> None:
    waiting = Notice.objects.filter(user__name="Ben Ode", read_at=None, kind="mention")
    for _ in range(100):
        if not waiting.exists():
            return
        ben.wait_for_timeout(50)
    raise AssertionError("the notice stayed unread")


def changes_the_own(ben: Page) -> None:
    """One's own comment is changed in its place, and the focus stays there."""
    ben.get_by_role("link", name="Edit your comment").click()
    expect(ben.get_by_label("Your comment", exact=True)).to_be_focused()
    until(ben, "document.activeElement.selectionStart > 0")
    ben.keyboard.type("!")
    ben.keyboard.press("Control+Enter")
    expect(ben.locator(".answers .words")).to_have_text("Half a stop more light!")
    until(ben, "document.activeElement.matches('.comment.is-mine, .comment.is-mine *')")


def test_two_people_talk_and_nothing_typed_is_lost(page: Page, browser: Browser, base_url: str) -> None:
    ada = sign_in(page, base_url)
    slug = demo_project(ada)
    path = f"/projects/{slug}/review/comments/shots/SH020/"
    member(slug, "Ben Ode")
    context = browser.new_context(base_url=base_url, viewport={"width": 390, "height": 800}, reduced_motion="reduce")
    ben = context.new_page()
    sign_in(ben, base_url, "ben@example.org")
    page.goto(path)
    ben.goto(path)
    comes_and_goes_by_keyboard(page)
    answers_while_more_comes(ben, slug, ada)
    expect(page.locator(".answers .words")).to_have_text("Half a stop more light", timeout=SOON)
    expect(page.locator("[data-comments-news]")).to_have_text("Ben Ode: Half a stop more light")
    what_was_in_sight_is_read(ben)
    changes_the_own(ben)
    page.get_by_role("button", name="Resolve:").first.click()
    expect(ben.locator("[data-threads=open] > .thread")).to_have_count(1, timeout=SOON)
    expect(ben.locator("[data-fold=resolved]")).to_contain_text("Resolved (1)")
    expect(ben.get_by_label("New comment on SH020")).to_have_value("My own thought")
    for one in (page, ben):
        assert violations(one) == []
        assert one.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_hostile_comments_and_a_text_that_is_too_long(page: Page, base_url: str, complaints: list[str]) -> None:
    ada = sign_in(page, base_url)
    slug = demo_project(ada)
    project, cem = Project.objects.get(slug=slug), member(slug, "<img src=x onerror=window.hit=1>", email="cem@example.org")
    for text in HOSTILE:
        add_comment(project, f"@Ada **{text}** {text}\n> {text}", person=Person(user=cem), code="SH020")
    path = f"/projects/{slug}/review/comments/shots/SH020/"
    page.goto(f"/projects/{slug}/")
    expect(page.locator("#shot-SH020 .unread-mark")).to_have_text(str(len(HOSTILE)), timeout=SOON)
    expect(page.get_by_role("link", name=f"Inbox, {len(HOSTILE)} unread")).to_be_visible()
    page.goto(f"/projects/{slug}/review/shots/SH020/")
    expect(page.locator(".tile[data-shot=SH020] .unread-mark")).to_be_visible(timeout=SOON)
    page.locator(".comment").last.scroll_into_view_if_needed()
    expect(page.locator(".tile[data-shot=SH020] .unread-mark")).to_have_count(0, timeout=SOON)
    page.goto(path)
    page.get_by_label("New comment on SH020").focus()
    page.keyboard.type("@<")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Escape")
    page.get_by_label("New comment on SH020").fill("x" * 5001)
    expect(page.locator("#comment-form-0 [data-count]")).to_have_text("5,001 of 5,000 characters")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator("#comment-error-0")).to_contain_text("this one has 5,001. Shorten it.")
    expect(page.get_by_label("New comment on SH020")).to_have_value("x" * 5001)
    page.get_by_label("New comment on SH020").fill("")
    complaints[:] = [line for line in complaints if "422" not in line]
    add_comment(project, "@Ada once more", person=Person(user=cem), code="SH020")
    page.goto("/inbox/")
    expect(page.locator(".inbox > li").first).to_be_visible()
    page.get_by_role("button", name="Mark all as read").click()
    expect(page.locator(".inbox .new-mark")).to_have_count(0)
    assert page.evaluate("window.hit") is None
    assert Comment.objects.count() == len(HOSTILE) + 1
