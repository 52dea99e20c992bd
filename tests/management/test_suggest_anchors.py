"""`suggest_anchors SLUG` as a script calls it."""

from __future__ import annotations

import json

import pytest

from tests.core.suggest_stories import COURIER
from tests.management.test_commands import commands_in, manage, refused


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    with commands_in(tmp_path_factory.mktemp("suggest") / "data") as made:
        yield made


@pytest.fixture(scope="module")
def slug(folder):
    return manage(folder, "import_text", "-", given=COURIER)[1].strip().splitlines()[-1]


def test_it_prints_the_proposals_as_json_and_changes_nothing(folder, slug):
    before = manage(folder, "export_storyboard", slug, "--format", "json")
    status, out, err = manage(folder, "suggest_anchors", slug)
    found = json.loads(out)
    assert (status, err) == (0, "")
    assert [sorted(item) for item in found] == [["description", "kind", "name", "score", "shots"]] * len(found)
    assert found[0] == {
        "kind": "subject",
        "name": "Lena",
        "description": "a bike courier in her twenties with a shaved head",
        "shots": ["SH010", "SH020", "SH030", "SH040", "SH050", "SH060"],
        "score": found[0]["score"],
    }
    assert [item["score"] for item in found] == sorted((item["score"] for item in found), reverse=True)
    assert manage(folder, "export_storyboard", slug, "--format", "json") == before


def test_a_project_that_is_not_there_is_refused(folder):
    assert refused(manage(folder, "suggest_anchors", "nowhere")) == "There is no project nowhere.\n"


def test_a_slug_must_be_given(folder):
    assert refused(manage(folder, "suggest_anchors"), 64) != ""
