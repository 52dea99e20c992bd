"""What lines of the log say."""

import re
from pathlib import Path

import pytest

from projects.core import telling
from projects.core.telling import told

WRITES = Path(__file__).resolve().parents[2] / "projects" / "writes"
VERBS = sorted({
    verb for path in WRITES.glob("*.py")
    for verb in re.findall(r'(?:log|note|write_shots|save_shots)\([^)]*?"((?:[a-z]+-)+[a-z]+)"', path.read_text())
})  # fmt: skip


def test_a_verb_is_said_with_what_it_was_done_to():
    assert [told("shot-moved", "SH020"), told("settings-changed", "")] == ["SH020 moved", "settings changed"]


def test_an_unknown_verb_is_said_by_its_own_words():
    assert told("moon-landed", "SH020") == "moon landed SH020"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_of_the_writes_makes_a_phrase_without_holes(verb):
    said = told(verb, "X")
    assert "{" not in said
    assert said == " ".join(said.split())


# Verbs that a write keeps in a table or chooses among, and those of imports: no list is complete without them.
ELSEWHERE = {
    "answered-on", "commented-on", "round-opened", "round-closed", "project-made", "project-imported", "project-duplicated",
    "project-restored", "four-eyes-off", "reopened-a-thread-on", "word-edited", "shots-status", "shot-back", "member-removed",
}  # fmt: skip


def test_every_verb_of_a_write_has_a_sentence_and_a_kind():
    named = {*VERBS, *ELSEWHERE}
    assert {verb for verb in named if verb not in telling._SAID} == set()
    assert {verb for verb in named if telling.kind_of(verb) not in telling.KINDS} == set()


def test_each_kind_has_verbs_and_each_verb_one_kind():
    listed = [verb for kind in telling.KINDS for verb in telling.verbs_of(kind)]
    assert (sorted(set(listed)) == sorted(listed), all(telling.verbs_of(kind) for kind in telling.KINDS)) == (True, True)
    assert {verb for verb in telling._SAID if verb not in listed} == {"refused", "undone", "redone"}


def test_verbs_are_found_by_what_they_say():
    assert telling.verbs_saying("Opened for REVIEW") == ["round-opened"]
    assert telling.verbs_saying("target") == []
