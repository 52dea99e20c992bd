"""Many people at once on the real server, and a server that dies: nothing acknowledged is lost, no order is wrong.

On SQLite in a scratch folder, or on PostgreSQL where DATABASE_URL is set. Nothing here measures time.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

import pytest

from projects.core.document import dumps
from tests import boards
from tests.servers import Browser, Server

WRITERS = 8
SECONDS = 3
TURNS = 8
FIELDS = ("title", "subject", "action", "style", "lens", "camera_note", "dialogue", "notes")


@pytest.fixture
def slug(server: Server) -> str:
    """A project of one scene of two shots, seeds locked."""
    return server.manage("import_storyboard", "-", given=dumps(boards.harbour()))


def at_once(session: Browser, work: Callable[[int, Browser], list[int]], writers: int = WRITERS) -> list[int]:
    """Runs the work of every writer side by side; all the statuses that they got."""
    with ThreadPoolExecutor(writers) as pool:
        done = [pool.submit(work, n, session.twin()) for n in range(writers)]
        return [status for each in done for status in each.result()]


def codes(session: Browser, slug: str) -> list[str]:
    """The codes of the first scene, in order, from the exported document."""
    document = json.loads(session.get(f"/projects/{slug}/export/json/")[2])
    return [shot["key"] for shot in document["scenes"][0]["shots"]]


def positions(server: Server, slug: str) -> list[int]:
    """The positions in the first scene as they stand in the rows."""
    line = (
        "from projects.models import Shot; "
        f"rows = Shot.objects.filter(project__slug='{slug}', deleted_at=None).order_by('position', 'id'); "
        "print(list(rows.values_list('position', flat=True)))"
    )
    return json.loads(server.manage("shell", "--no-imports", "-c", line))


def add(browser: Browser, slug: str, **data: object) -> tuple[int, str]:
    """Adds a shot; the status and, where it was acknowledged, its code."""
    status, headers, _ = browser.post(f"/projects/{slug}/shots/", scene="arrival", **data)
    return status, headers.get("Location", "").rstrip("/").rsplit("/", 1)[-1]


def test_eight_people_add_and_move_side_by_side(server, session, slug):
    acknowledged: list[str] = []

    def work(n: int, browser: Browser) -> list[int]:
        choose, found, until = random.Random(n), [], time.monotonic() + SECONDS
        while time.monotonic() < until:
            status, code = add(browser, slug)
            found.append(status)
            if status == 302:
                acknowledged.append(code)
                moved = {"shot": code, "scene": "arrival", "position": choose.randint(0, len(acknowledged))}
                found.append(browser.post(f"/projects/{slug}/moves/", **moved)[0])
        return found

    statuses = at_once(session, work)
    assert set(statuses) == {302}
    assert sorted(codes(session, slug)) == sorted(["SH010", "SH020", *acknowledged])
    assert positions(server, slug) == list(range(len(acknowledged) + 2))


def test_the_same_form_sent_eight_times_at_once_makes_one_shot(session, slug):
    for turn in range(5):
        answers: list[str] = []

        def work(n: int, browser: Browser, turn: int = turn, answers: list[str] = answers) -> list[int]:
            status, code = add(browser, slug, key=f"{slug}-{turn}")
            answers.append(code)
            return [status]

        assert at_once(session, work) == [302] * WRITERS
        assert len(set(answers)) == 1
    assert len(codes(session, slug)) == 7


def test_without_a_key_eight_forms_make_eight_shots(session, slug):
    """The control: it is the key that makes one of many."""
    assert at_once(session, lambda n, browser: [add(browser, slug)[0]]) == [302] * WRITERS
    assert len(codes(session, slug)) == 2 + WRITERS


def test_the_same_project_sent_eight_times_at_once_is_one(session):
    text = dumps(boards.harbour())
    places: set[str] = set()

    def work(n: int, browser: Browser) -> list[int]:
        status, headers, _ = browser.post("/new/document/", text=text, key="the same project")
        places.add(headers.get("Location", ""))
        return [status]

    assert (at_once(session, work), len(places)) == ([302] * WRITERS, 1)


def test_of_eight_rounds_opened_at_once_one_is_open_and_seven_are_told(session, slug):
    def work(_: int, browser: Browser) -> list[int]:
        status, _headers, html = browser.post(f"/projects/{slug}/rounds/", title="First cut", scope="project", send="on")
        assert status == 302 or "First cut is open already." in html
        return [status]

    assert sorted(at_once(session, work)) == [302, *[409] * 7]


def form_of(browser: Browser, slug: str) -> dict[str, object]:
    from tests.pages import Page

    html = browser.get(f"/projects/{slug}/shots/SH020/")[2]
    return Page(type("Answer", (), {"content": html.encode()})).form("shot-form").data()


def test_eight_people_edit_eight_fields_of_one_shot_and_nothing_is_lost(session, slug):
    def work(n: int, browser: Browser) -> list[int]:
        found = []
        for turn in range(TURNS):
            form = {**form_of(browser, slug), FIELDS[n]: f"text {n}.{turn}"}
            found.append(browser.post(f"/projects/{slug}/shots/SH020/", **form)[0])
        return found

    assert at_once(session, work) == [302] * (WRITERS * TURNS)
    document = json.loads(session.get(f"/projects/{slug}/export/json/")[2])
    shot = document["scenes"][0]["shots"][1]
    assert {name: shot[name] for name in FIELDS} == {name: f"text {n}.{TURNS - 1}" for n, name in enumerate(FIELDS)}


def test_of_eight_people_who_edit_the_same_field_each_is_saved_or_told(session, slug):
    form = form_of(session, slug)
    statuses = at_once(
        session, lambda n, browser: [browser.post(f"/projects/{slug}/shots/SH020/", **{**form, "notes": f"mine {n}"})[0]]
    )
    assert sorted(statuses) == [302] + [409] * (WRITERS - 1)


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(server, session, slug):
    acknowledged: list[tuple[str, str]] = []
    unanswered: list[str] = []

    def work(n: int, browser: Browser) -> list[int]:
        found = []
        for turn in range(10_000):
            key = f"{slug}-{n}-{turn}"
            try:
                status, code = add(browser, slug, key=key)
            except (OSError, HTTPException):
                unanswered.append(key)
                break
            found.append(status)
            acknowledged.append((key, code))
        return found

    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(at_once, session, work)
        time.sleep(2)
        server.kill()
        statuses = working.result()
    server.start()
    assert set(statuses) == {302}
    listed = codes(session, slug)
    assert [code for _, code in acknowledged if code not in listed] == []
    assert positions(server, slug) == list(range(len(listed)))
    # Sent again under their keys: what was done before the answer was lost is not done twice.
    again = [add(session, slug, key=key)[1] for key in unanswered] + [
        add(session, slug, key=key)[1] for key, _ in acknowledged[-5:]
    ]
    after = codes(session, slug)
    assert (len(after), len(set(after)), set(again) <= set(after)) == (
        2 + len(acknowledged) + len(unanswered),
        len(after),
        True,
    )
