"""Somebody without an account, in a window of their own, behind a link that the owner made."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import demo_project, sign_in, until

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 844}


def test_a_guest_reviews_on_a_telephone_until_the_link_is_revoked(page: Page, browser: Browser, base_url, settings):
    settings.PUBLIC_URL = base_url
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/")
    page.get_by_role("link", name="People", exact=True).first.click()
    page.get_by_role("link", name="Share links", exact=True).click()
    form = page.locator("#share-form")
    form.get_by_label("Label").fill("Client")
    form.get_by_label("Look, comment and decide").check()
    expect(form.get_by_label("After dark")).to_be_hidden()
    form.get_by_label("Password").fill("open sesame")
    form.get_by_role("button", name="Make the link").click()
    expect(page.locator("#address")).to_be_focused()
    address = page.locator("#address").input_value()

    with browser.new_context(base_url=base_url, viewport=PHONE, reduced_motion="reduce") as there:
        guest = there.new_page()
        said: list[str] = []
        guest.on("pageerror", lambda error: said.append(str(error)))
        guest.goto(address)
        guest.get_by_label("Password").fill("open sesame")
        guest.keyboard.press("Enter")
        guest.get_by_label("Your name").fill("Kim Lee")
        guest.keyboard.press("Enter")
        expect(guest.get_by_title("You are here as Kim Lee")).to_be_visible()
        expect(guest.locator("#review-title")).to_contain_text("SH020")
        until(guest, "document.documentElement.scrollWidth <= innerWidth")
        guest.get_by_role("button", name="Approve").click()
        expect(guest.locator("#toasts")).to_contain_text("SH020: approved.")

        page.goto(f"/projects/{slug}/activity/")
        expect(page.locator("main")).to_contain_text("Kim Lee")
        page.goto(f"/projects/{slug}/sharing/")
        expect(page.locator(".share-names")).to_contain_text("Kim Lee")
        typed = guest.get_by_label("New comment on")
        typed.fill("Not sent yet.")
        page.get_by_role("button", name="Revoke Client").click()
        expect(page.locator("#toasts")).to_contain_text("“Client” is revoked.")
        # What is typed stays when the page's next question is refused; a page that is loaded anew says why.
        expect(guest.get_by_role("alert")).to_contain_text("What you typed stays here to copy")
        expect(typed).to_have_value("Not sent yet.")
        guest.reload()
        expect(guest.get_by_role("heading", name="This link is over")).to_be_visible()
        expect(guest.get_by_text("This link was revoked. Ask whoever sent it to you for a new one.")).to_be_visible()
        assert said == []
