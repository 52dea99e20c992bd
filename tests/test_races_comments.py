"""Comments written at the same moment on the real server: each once, and none lost."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from projects.core.document import dumps
from tests import boards
from tests.servers import Browser, Server

WRITERS = 8


@pytest.fixture(scope="module")
def slug(server: Server) -> str:
    return server.manage("import_storyboard", "-", given=dumps(boards.harbour()))


@pytest.fixture(scope="module")
def guest(server: Server, slug: str) -> tuple[Browser, str]:
    """A guest who gave a name, and where the link starts."""
    line = (
        "from projects.models import Project, User; from projects.writes.sharing import LinkValues, make_link; "
        f"project = Project.objects.get(slug='{slug}'); "
        "print(make_link(project, LinkValues('', 'project', (), 'comment', None, None), by=User.objects.first()))"
    )
    start = f"/s/{server.manage('shell', '--no-imports', '-c', line)}/"
    browser = Browser(server.port)
    browser.get(f"{start}name/")
    browser.token = next(value for name, value in browser.cookies.items() if "csrf" in name)
    assert browser.post(f"{start}name/", name="Kim")[0] == 302
    return browser, start


def at_once(browser: Browser, path: str, key: str) -> list[int]:
    """Eight windows send the same text; with a key it is one form, else each has its own."""

    def send(n: int) -> int:
        return browser.twin().post(path, text="The same words", key=key or f"key-{n}-{path}")[0]

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(send, range(WRITERS)))


def shown(browser: Browser, path: str) -> int:
    return len(re.findall(r"data-said=", browser.get(path)[2]))


def test_the_form_of_a_member_sent_eight_times_at_once_is_one_comment(server, slug):
    browser, path = server.browser(), f"/projects/{slug}/review/comments/shots/SH010/"
    assert (at_once(browser, path, "k"), shown(browser, path)) == ([302] * WRITERS, 1)
    assert (at_once(browser, path, ""), shown(browser, path)) == ([302] * WRITERS, 1 + WRITERS)


def test_the_form_of_a_guest_is_one_comment_too(guest):
    browser, start = guest
    path = f"{start}comments/shots/SH020/"
    assert (at_once(browser, path, "k"), shown(browser, path)) == ([302] * WRITERS, 1)
    assert (at_once(browser, path, ""), shown(browser, path)) == ([302] * WRITERS, 1 + WRITERS)
