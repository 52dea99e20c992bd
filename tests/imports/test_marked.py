"""Markdown and pasted text speak only of what was written."""

from __future__ import annotations

import pytest

from projects.core.incoming import ImportProblem
from projects.imports import read
from tests import boards

CATALOG = boards.catalog()


def test_a_text_speaks_only_of_what_it_says():
    found = read(b"# Film\n\nA logline.\n\n## Harbour\n\n1. A man walks, slow pan left.\n", "x.md", "", CATALOG)
    (scene,) = found.scenes
    (shot,) = scene.shots
    assert (found.title, dict(found.project), scene.title, scene.key) == ("Film", {"brief": "A logline."}, "Harbour", "")
    assert (shot.key, shot.where, shot.text, set(shot.fields)) == (
        "",
        "scene 1, shot 1",
        "A man walks",
        {"subject", "action", "camera"},
    )


def test_a_text_without_a_shot_is_refused_with_its_line():
    with pytest.raises(ImportProblem) as error:
        read(b"# Only a title\n", "x", "markdown", CATALOG)
    assert str(error.value) == "Line 1: there is no shot in this text. Correct it there."


def test_a_text_without_end_is_refused_before_it_is_read():
    with pytest.raises(ImportProblem, match="over 100,000 lines"):
        read(b"A gull lands.\n\n" * 60_000, "x.txt", "text", CATALOG)
