"""Decisions of several people at the same moment, on the real server and database: each is kept, none is half done."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from projects.core.document import dumps
from tests import boards
from tests.servers import Browser, Server


@pytest.fixture(scope="module")
def owner(server: Server) -> Browser:
    return server.browser()


@pytest.fixture(scope="module")
def slug(server: Server, owner: Browser) -> str:
    """A project of the owner's, whose reviewer is Rae."""
    return server.manage("import_storyboard", "-", given=dumps(boards.harbour_and_kitchen()))


@pytest.fixture(scope="module")
def rae(server: Server, slug: str) -> Browser:
    found = server.browser("rae@example.org")
    server.manage(
        "shell", "--no-imports", "-c",
        "from projects.models import Membership, Project, User; "
        f"Membership.objects.create(project=Project.objects.get(slug='{slug}'), "
        "user=User.objects.get(email='rae@example.org'), role='reviewer'); print('joined')",
    )  # fmt: skip
    return found


def at_once(slug: str, code: str, *asked: tuple[Browser, str]) -> list[int]:
    """Posts a decision on what is shown of a shot for each of the browsers at the same moment; the statuses in order."""
    page = f"/projects/{slug}/review/shots/{code}/"
    found = re.search(r'name="digest" value="(\w+)"', asked[0][0].get(page)[2])
    assert found
    with ThreadPoolExecutor(len(asked)) as pool:
        sent = [pool.submit(who.post, f"{page}decision/", kind=kind, digest=found[1], note="Slower") for who, kind in asked]
        return [each.result()[0] for each in sent]


def decided(browser: Browser, slug: str, code: str) -> list[str]:
    page = browser.get(f"/projects/{slug}/review/shots/{code}/")[2]
    return re.findall(r'id="decision-\d+"><span class="st ([\w-]+)"', page)


def test_two_people_approve_at_the_same_moment(owner, rae, slug):
    assert at_once(slug, "SH010", (owner, "approved"), (rae, "approved")) == [302, 302]
    assert decided(owner, slug, "SH010") == ["approved", "approved"]


def test_one_person_who_approves_twice_at_once_has_approved_once(owner, slug):
    assert sorted(at_once(slug, "SH020", (owner.twin(), "approved"), (owner.twin(), "approved"))) == [302, 409]
    assert decided(owner, slug, "SH020") == ["approved"]


def test_of_two_decisions_the_later_one_stands_and_both_are_kept(owner, rae, slug):
    assert at_once(slug, "SH030", (owner, "approved"), (rae, "changes-requested")) == [302, 302]
    kept = decided(owner, slug, "SH030")
    assert sorted(kept) == ["approved", "changes-requested"]
    page = owner.get(f"/projects/{slug}/review/shots/SH030/")[2]
    assert f'<span class="st {kept[0]}" id="review-state">' in page
