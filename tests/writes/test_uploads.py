"""Files on their way in: their owner's alone, for an hour, and not many of them."""

import os
import shutil

import pytest

from projects.writes.uploads import HOUR, MOST, _folder, held, hold, sweep
from tests import factories


@pytest.fixture(autouse=True)
def _no_files_of_other_tests():
    shutil.rmtree(_folder(), ignore_errors=True)


def path_of(user, upload):
    return _folder() / f"{user.pk}-{upload.token}"


def aged(user, upload, seconds):
    path = path_of(user, upload)
    os.utime(path, (path.stat().st_mtime - seconds,) * 2)


def test_a_file_is_kept_as_it_was_with_its_name_and_what_it_was_said_to_be(owner):
    kept = hold(owner, b"one\ntwo\n\x00\xff", "Ä plan.csv", "csv")
    assert held(owner, kept.token) == kept
    assert (kept.name, kept.kind, kept.data) == ("Ä plan.csv", "csv", b"one\ntwo\n\x00\xff")
    assert path_of(owner, kept).stat().st_mode & 0o777 == 0o600


def test_nobody_else_gets_it_and_no_name_leads_out_of_the_folder(owner):
    kept = hold(owner, b"data", "a.csv", "")
    other = factories.person()
    names = (kept.token.upper(), f"../{kept.token}", "", "\x00" * 32, "0" * 32)
    assert [held(other, kept.token), *(held(owner, name) for name in names)] == [None] * 6


def test_after_an_hour_it_is_gone(owner):
    kept, waiting = hold(owner, b"data", "a.csv", ""), hold(owner, b"data", "b.csv", "")
    aged(owner, kept, HOUR + 1)
    assert held(owner, kept.token) is None
    aged(owner, waiting, HOUR + 1)
    sweep()
    assert (path_of(owner, kept).exists(), path_of(owner, waiting).exists()) == (False, False)


def test_of_many_the_oldest_go(owner):
    kept = []
    for at in range(MOST + 2):
        kept.append(hold(owner, b"data", f"{at}.csv", ""))
        aged(owner, kept[-1], 100 - at)
    assert [held(owner, item.token) is not None for item in kept] == [False, False, *[True] * MOST]
