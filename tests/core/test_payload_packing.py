"""Shots packed into jobs of several shots: sums and limits are kept, anchors are told once, and reasons are given."""

import math
from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.core.board import Board, Scene, Shot, StartsFrom
from projects.core.catalog import load
from projects.core.payloads import Job, JobOptions, Jobs, jobs
from projects.core.report import build
from tests import boards

CATALOG = load()
MODELS = ("kling-3.0", "kling-o3", "runway-multi-shot", "runway-gen4.5", "wan-2.7", "seedance-2.0", "seedance-2.5")


def plan(*seconds: str, model: str = "kling-3.0", **changes) -> Board:
    """One scene of shots of these seconds, each with the keeper on the pier at dawn."""
    shots = tuple(
        Shot(f"SH{number:03}", action=f"does thing {number}", duration=Decimal(each))
        for number, each in enumerate(seconds, 1)
    )
    anchors = (boards.KEEPER, boards.PIER, boards.DAWN)
    keys = tuple(anchor.key for anchor in anchors)
    return replace(
        Board("Packed", model=model, anchors=anchors, scenes=(Scene("one", anchors=keys, shots=shots),)), **changes
    )


def with_shot(board: Board, at: int, **changes) -> Board:
    scene = board.scenes[0]
    shots = [replace(shot, **changes) if number == at else shot for number, shot in enumerate(scene.shots, 1)]
    return replace(board, scenes=(replace(scene, shots=tuple(shots)),))


def packed(board: Board, **options) -> Jobs:
    return jobs(build(board, CATALOG), CATALOG, JobOptions(**options))


def groups(board: Board, **options) -> list[list[str]]:
    return [[part.shot for part in job.parts] for job in packed(board, **options).packed]


def alone(board: Board, **options) -> dict[str, str]:
    return {job.shot: job.alone for job in packed(board, **options).single if job.alone}


def body(job: Job) -> dict:
    assert job.request is not None
    return dict(job.request.body)


def test_the_shots_of_a_job_share_their_anchors_told_once():
    job = packed(plan("4", "6")).packed[0]
    told = "a lighthouse keeper in his sixties, grey beard, red wool coat"
    assert body(job) == {
        "model_name": "kling-v3", "mode": "pro", "multi_shot": True, "shot_type": "customize",
        "multi_prompt": [
            {
                "index": 1, "duration": "4",
                "prompt": f"A{told[1:]}, does thing 1, a weathered wooden pier at low tide, soft golden dawn light from the left.",
            },
            {"index": 2, "prompt": "The same keeper, does thing 2, the same wooden pier, maintaining dawn light.", "duration": "6"},
        ],
        "duration": "10", "aspect_ratio": "16:9", "cfg_scale": 0.5, "sound": "off",
    }  # fmt: skip


def test_the_first_shot_of_a_later_job_tells_its_anchors_in_full():
    """A job knows nothing of the one before it; the word `same` alone would carry nothing."""
    later = packed(plan("9", "6", "9", "6")).packed[1]
    prompts = [part.prompt for part in later.parts]
    assert prompts[0].startswith("The same lighthouse keeper in his sixties, grey beard, red wool coat, does thing 3")
    assert prompts[1] == "The same keeper, does thing 4, the same wooden pier, maintaining dawn light."
    # So it is where the project carries by phrase alone.
    by_phrase = packed(plan("9", "6", "9", "6", continuity="phrase")).packed[1]
    assert by_phrase.parts[0].prompt == prompts[0]


def test_an_anchor_that_the_first_shot_leaves_out_is_told_by_the_first_that_has_it():
    board = with_shot(with_shot(plan("9", "6", "5", "5"), 3, without=("keeper",)), 4, action="comes back")
    second = packed(board).packed[1]
    assert [("grey beard" in part.prompt) for part in second.parts] == [False, True]


def test_the_most_shots_are_packed_with_the_fewest_seconds_over_and_the_fewest_jobs():
    assert groups(plan("3", "3", "3", "3", "3", "3", "3")) == [
        ["SH001", "SH002"],
        ["SH003", "SH004", "SH005", "SH006", "SH007"],
    ]
    assert groups(plan(*["2"] * 6)) == [[f"SH00{n}" for n in range(1, 7)]]
    assert [len(group) for group in groups(plan(*["1"] * 7))] == [3, 4]
    assert groups(plan("10", "5", "5", "10")) == [["SH001", "SH002"], ["SH003", "SH004"]]
    # Too short for the model by itself: the seconds missing go to the shots that grew least.
    short = packed(plan("0.5", "1")).packed[0]
    assert ([part.sent for part in short.parts], short.length.sent if short.length else 0) == ([1, 2], 3)


def test_the_recipe_takes_three_to_five_shots_that_fill_five_ten_or_fifteen_seconds():
    job = packed(plan("3", "3", "4", model="runway-multi-shot")).packed[0]
    assert {name: value for name, value in body(job).items() if name != "shots"} == {
        "mode": "custom", "version": "2026-06", "duration": 10, "audio": False, "ratio": "1920:1080",
    }  # fmt: skip
    assert [shot["duration"] for shot in body(job)["shots"]] == [3, 3, 4]
    over = packed(plan("3", "3", "3", model="runway-gen4.5")).packed[0]
    assert ([part.sent for part in over.parts], over.model.id) == ([4, 3, 3], "runway-multi-shot")
    assert over.length is not None
    assert over.length.why == "1 s more than planned: the shots fill a length that the job may have."
    assert groups(plan("3", "3", model="runway-multi-shot")) == []
    assert groups(plan("6", "6", "6", model="runway-multi-shot")) == []


def test_some_models_take_their_shots_as_numbered_blocks_of_one_prompt():
    text = body(packed(plan("2", "3", model="seedance-2.5")).packed[0])["content"][0]["text"]
    assert [line.split(":00")[0].split(" A ")[0].split(" The ")[0] for line in text.split("\n")] == [
        "Shot 1 [00", "Shot 2 [00:02-00:05]:",
    ]  # fmt: skip
    wan = body(packed(plan("2", "3", model="wan-2.7")).packed[0])
    assert [line[:8] for line in wan["input"]["prompt"].split("\n")] == ["Shot 1: ", "Shot 2: "]
    assert wan["parameters"]["duration"] == 5


def test_a_shot_that_stays_alone_says_why():
    assert alone(plan("4", model="sora-2")) == {"SH001": "The catalogue knows no job of several shots for Sora 2."}
    assert alone(plan("4")) == {"SH001": "It is the only shot of its scene."}
    assert alone(plan("15", "4")) == {
        "SH001": "It takes 15 s, a job of several shots holds 15.", "SH002": "With SH001 it takes 19 s, a job holds 15.",
    }  # fmt: skip
    assert alone(with_shot(plan("4", "4"), 2, resolution="720p"))["SH001"] == "SH002 has another resolution."
    assert alone(with_shot(plan("4", "4"), 2, negative_prompt="rain"))["SH001"] == "SH002 has another negative prompt."
    assert alone(with_shot(plan("4", "4"), 2, cfg=Decimal(14)))["SH002"] == "SH001 has another CFG."
    assert (
        alone(with_shot(plan("4", "4"), 2, model="sora-2"))["SH001"] == "SH002 is for a model that takes one shot in a job."
    )
    frame = "SH002 starts from a frame, which only the first shot of a job can."
    assert alone(with_shot(plan("4", "4"), 2, starts_from=StartsFrom("SH001", "last")))["SH001"] == frame
    long = alone(with_shot(plan("4", "4"), 1, custom_prompt="a" * 513))["SH001"]
    assert long == "Its prompt has 513 characters with its anchors told, a job of several shots takes 512 each."
    assert (
        alone(plan("6", "6", model="runway-multi-shot"))["SH001"]
        == "No 3 to 5 neighbours of 5, 10, 15 s in all fit into one job."
    )
    assert alone(plan("9", "6", "6")) == {"SH001": "SH002 is in a job with others."}


def test_a_job_of_several_shots_starts_from_the_frame_of_its_first_and_has_the_seed_of_its_first():
    board = with_shot(plan("4", "4"), 1, starts_from=StartsFrom())
    assert body(packed(board).packed[0])["image"] == "{{starts_from:upload}}"
    seeded = with_shot(with_shot(plan("4", "4", model="wan-2.7"), 1, seed=7), 2, seed=8)
    job = packed(seeded).packed[0]
    assert body(job)["parameters"]["seed"] == 7
    assert [p.why for p in job.parameters if p.name == "seed"] == ["A job has one seed: that of its first shot."]


def test_a_packed_job_costs_what_its_seconds_cost():
    job = packed(plan("4", "6")).packed[0]
    assert (job.asked.money, job.sent.money) == (Decimal("1.12"), Decimal("1.12"))


def test_omitted_shots_are_passed_over_and_scenes_are_never_mixed():
    assert groups(with_shot(plan("4", "4", "4"), 2, omitted=True)) == [["SH001", "SH003"]]
    board = plan("4", "4")
    other = replace(
        board.scenes[0], key="two", shots=tuple(replace(shot, key=f"{shot.key}B") for shot in board.scenes[0].shots)
    )
    both = replace(board, scenes=(board.scenes[0], other))
    assert groups(both) == [["SH001", "SH002"], ["SH001B", "SH002B"]]


def rules_hold(found: Jobs) -> None:
    for job in found.packed:
        assert job.payload is not None
        assert job.length is not None
        several = job.payload.several
        assert several is not None
        shares = [part.sent for part in job.parts]
        assert sum(shares) == job.length.sent
        assert several.least <= job.length.sent <= several.most
        assert not several.totals or job.length.sent in several.totals
        assert several.min_shots <= len(shares) <= (several.max_shots or math.inf)
        assert all(part.sent >= several.min_seconds and part.sent >= part.asked for part in job.parts)
        if several.chars is not None:
            assert all(
                1 <= len(part.prompt.encode("utf-16-le", "surrogatepass")) // 2 <= several.chars for part in job.parts
            )
    inside = [part.shot for job in found.packed for part in job.parts]
    assert len(inside) == len(set(inside))
    assert {job.shot for job in found.single if job.alone} == {job.shot for job in found.single} - set(inside)


@given(boards.boards(), st.sampled_from(MODELS))
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_any_plan_keeps_the_sums_and_the_limits(board, model):
    rules_hold(packed(board, model=model))


@given(st.lists(st.sampled_from("0.5 1 2 2.5 3 4 5 7.5 10 15 20".split()), max_size=14), st.sampled_from(MODELS))
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_any_seconds_keep_the_sums_and_the_limits_and_are_packed_as_far_as_they_can_be(seconds, model):
    found = packed(plan(*seconds, model=model))
    rules_hold(found)
    # No two shots side by side are left alone that would make a job.
    payload = found.packed[0].payload if found.packed else None
    if payload is not None and payload.several is not None and payload.several.min_shots == 2:
        left = [bool(job.alone) for job in found.single]
        whole = [math.ceil(Decimal(each)) for each in seconds]
        pairs = [at for at in range(len(left) - 1) if left[at] and left[at + 1]]
        assert [at for at in pairs if whole[at] + whole[at + 1] <= payload.several.most] == []
