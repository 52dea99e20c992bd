"""Two people in two browsers: invited, joined, another role, removed; and two-factor as a telephone does it."""

import base64
import hmac
import re
import struct
import time

from playwright.sync_api import Page, expect

from tests.browser.people import demo_project, sign_in

PASSWORD = "a long enough password"


def code_of(secret: str) -> str:
    """The code that a telephone shows now, RFC 6238."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), "sha1")
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4]) & 0x7FFFFFFF) % 10**6:06d}"


def test_somebody_is_invited_joins_gets_another_role_and_is_removed(
    page: Page, base_url: str, complaints: list[str]
) -> None:
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"{base_url}/projects/{slug}/")
    page.get_by_role("link", name="People").click()
    page.get_by_label("Email addresses, one a line").fill("bob@example.org")
    page.get_by_role("button", name="Invite", exact=True).click()
    link = page.get_by_label("Link for bob@example.org").input_value()

    assert page.context.browser
    other = page.context.browser.new_context()
    bob = other.new_page()
    bob.goto(base_url + "/invitations/" + link.split("/invitations/")[1])
    bob.get_by_label("Your name").fill("Bob")
    bob.get_by_label("Choose a password").fill(PASSWORD)
    bob.get_by_role("button", name="Make an account and join").click()
    expect(bob).to_have_url(re.compile(f"/projects/{slug}/$"))
    expect(bob.get_by_role("button", name="Add scene")).to_have_count(0)

    page.goto(f"{base_url}/projects/{slug}/people/")
    page.get_by_label("Role of Bob").select_option("editor")
    page.get_by_role("button", name="Set the role of Bob").click()
    expect(page.locator(".toast")).to_contain_text("Bob is an editor now.")
    bob.reload()
    expect(bob.get_by_role("button", name="Add scene")).to_be_visible()

    bob.goto(f"{base_url}/projects/{slug}/shots/SH020/")
    bob.locator("#editor [name=action]").fill("wipes the counter twice")
    page.get_by_label("Role of Bob").select_option("viewer")
    page.get_by_role("button", name="Set the role of Bob").click()
    expect(page.locator(".toast")).to_contain_text("Bob is a viewer now.")
    bob.keyboard.press("Control+s")
    refused = "As a viewer you cannot do this. Ask the owner of the project. Nothing was changed."
    expect(bob.locator(".toast")).to_have_text(refused)
    expect(bob.locator("#editor [name=action]")).to_have_value("wipes the counter twice")

    page.get_by_label("More for Bob").click()
    page.get_by_role("link", name="Remove …").click()
    page.get_by_role("link", name="Cancel").click()
    expect(page.locator(".people li")).to_have_count(2)
    page.get_by_label("More for Bob").click()
    page.get_by_role("link", name="Remove …").click()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.locator(".people li")).to_have_count(1)
    answer = bob.goto(f"{base_url}/projects/{slug}/")
    assert answer
    assert answer.status == 404
    other.close()


def test_two_factor_is_set_up_and_asked_for(page: Page, base_url: str, complaints: list[str]) -> None:
    user = sign_in(page, base_url)
    user.set_password(PASSWORD)
    user.save()
    sign_in(page, base_url)
    page.goto(f"{base_url}/account/")
    page.get_by_role("link", name="Set up two-factor").click()
    page.get_by_role("link", name="Set it up").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("img", name="Code to scan")).to_be_visible()
    secret = page.locator("#totp-secret").inner_text()
    page.get_by_label("Authenticator code").fill(code_of(secret))
    page.get_by_role("button", name="Switch it on").click()
    expect(page.locator("#codes li")).to_have_count(10)

    page.goto(f"{base_url}/account/")
    page.get_by_role("button", name="Sign out everywhere").click()
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Enter your code")).to_be_visible()
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Projects")).to_be_visible()
