"""Every job holds up against the types that its vendor publishes, and against schemas of what was captured elsewhere."""

import itertools
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import ValidationError

from projects.core.board import Board, StartsFrom
from projects.core.catalog import load
from projects.core.payloads import Job, JobOptions, Jobs, jobs, routes_of
from projects.core.report import build
from projects.imports.text import read_story
from tests import boards

CATALOG = load()
STORIES = sorted((Path(__file__).parents[3] / "shared" / "data" / "stories").glob("*.txt"))
WAYS = [(model, payload.route) for model in CATALOG.models for payload in routes_of(model, CATALOG)]


def check(job: Job) -> None:
    # The vendors' packages are large: they are read where a test asks for them.
    from tests.core.payload_types import check as held_against

    held_against(job)


def checked(found: Jobs) -> int:
    """How many jobs there are to be sent; each of them is looked at."""
    every = [job for job in (*found.single, *found.packed) if job.request is not None]
    for job in every:
        check(job)
    return len(every)


def varied(ratio: str, resolution: str, quality: str) -> Board:
    """A scene of shots of many lengths, some from a frame, in these values."""
    base = boards.harbour()
    seconds = ("0.5", "3", "4", "5", "7.5", "10", "20")
    shots = [
        replace(shot, key=f"SH{number:03}", duration=Decimal(each), resolution=resolution, quality=quality, seed=number)
        for number, (shot, each) in enumerate(zip(itertools.cycle(base.scenes[0].shots), seconds, strict=False))
    ]
    shots[4] = replace(shots[4], starts_from=StartsFrom(), dialogue="Ahoy!", cfg=Decimal(14))
    return replace(base, aspect_ratio=ratio, scenes=(replace(base.scenes[0], shots=tuple(shots)),))


def test_jobs_of_every_model_on_every_route_are_what_their_vendor_takes():
    picked = [("16:9", "1080p", "high"), ("9:16", "720p", "fast"), ("4:5", "4k", "standard"), ("2.39:1", "480p", "fast")]
    for ratio, resolution, quality in picked:
        report = build(varied(ratio, resolution, quality), CATALOG)
        for (model, route), sound in itertools.product(WAYS, (True, False)):
            assert checked(jobs(report, CATALOG, JobOptions(model, route, sound))) >= (
                1 if model == "runway-multi-shot" else 7
            )


@pytest.mark.parametrize(
    ("model", "change"),
    [
        ("runway-gen4.5", {"extra": 1}), ("runway-gen4.5", {"ratio": "1:1"}), ("runway-gen4.5", {"duration": "5"}),
        ("luma-ray-2", {"aspect_ratio": "2:1"}), ("luma-ray-2", {"key": "x"}), ("sora-2", {"seconds": "5"}), ("sora-2", {"n": "1"}),
        ("veo-3.1", {"parameters": {"sampleCount": 1, "durationSeconds": 8, "aspectRatio": "16:9", "fsp": 24}}),
        ("gemini-omni-1.1-flash", {"seed": 4}), ("kling-3.0", {"duration": 5}), ("wan-2.7", {"prompt": "A"}),
    ],
)  # fmt: skip
def test_the_types_refuse_what_a_vendor_would_refuse(model, change):
    job = jobs(build(varied("16:9", "720p", "fast"), CATALOG), CATALOG, JobOptions(model)).single[1]
    assert job.request is not None
    broken = replace(job, request=replace(job.request, body={**job.request.body, **change}))
    check(job)
    with pytest.raises((AssertionError, ValueError, ValidationError)):
        check(broken)


def test_the_jobs_of_the_stories_hold_for_every_model():
    if not STORIES:
        pytest.skip("../shared/data/stories is not here: this test reads it")
    for path in STORIES:
        report = build(read_story(path.read_text(encoding="utf-8"), CATALOG, None), CATALOG)
        for model in CATALOG.models:
            found = jobs(report, CATALOG, JobOptions(model))
            assert len(found.single) == report.shots
            checked(found)


@given(boards.boards(), st.sampled_from(WAYS), st.sampled_from([None, True, False]))
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_any_plan_gives_jobs_that_their_vendor_takes(board, way, sound):
    found = jobs(build(board, CATALOG), CATALOG, JobOptions(way[0], way[1], sound))
    known: list[Job] = [job for job in found.single if job.status != "unknown"]
    assert len(known) == len(found.single)
    checked(found)
