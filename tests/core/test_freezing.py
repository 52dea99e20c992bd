"""What a version of a shot keeps."""

from __future__ import annotations

import json

from projects.core.document import read_shot
from projects.core.freezing import frozen
from projects.core.report import build
from projects.reads import catalogue
from tests import boards


def test_a_version_reads_back_as_the_shot_it_was() -> None:
    report = build(boards.harbour_and_kitchen(), catalogue())
    for item in report.all_shots():
        assert read_shot(json.loads(json.dumps(frozen(item.context))), catalogue()) == item.shot


def test_a_version_keeps_what_came_from_elsewhere() -> None:
    report = build(boards.harbour(), catalogue())
    kept = frozen(report.shot("SH020").context)["computed"]
    assert (kept["seed"], kept["cfg"], kept["aspect_ratio"], kept["negative_prompt"]) == (
        48213, 12, "9:16", "motion blur, morphing",
    )  # fmt: skip
    assert [(anchor["key"], anchor["role"], anchor["established_in"]) for anchor in kept["anchors"]] == [
        (use.anchor.key, use.role, use.established_in) for use in report.shot("SH020").uses
    ]
