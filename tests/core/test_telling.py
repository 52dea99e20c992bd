"""What lines of the log say."""

import re
from pathlib import Path

import pytest

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
