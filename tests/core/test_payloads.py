"""Every shot as the job that its vendor wants: the body, the marks, both costs, what is wrong."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings

from projects.core.board import Board, Shot, StartsFrom
from projects.core.catalog import load
from projects.core.payload_body import as_texts, put, put_all, steps
from projects.core.payload_values import Cost, Request
from projects.core.payloads import Job, JobOptions, jobs
from projects.core.report import build
from tests import boards

CATALOG = load()


def plan(model: str = "kling-3.0", **changes) -> Board:
    """The harbour for a model, with these settings."""
    usual = {"aspect_ratio": "16:9", "cfg": Decimal(7), "negative_prompt": "", "fps": Decimal(24), "previews": 0}
    return replace(boards.harbour(), model=model, **usual | changes)


def with_shot(board: Board, **changes) -> Board:
    """The plan with its second shot changed."""
    scene = board.scenes[0]
    first, second = scene.shots
    return replace(board, scenes=(replace(scene, shots=(first, replace(second, **changes))),))


def single(board: Board, at: int = 1, **options) -> Job:
    return jobs(build(board, CATALOG), CATALOG, JobOptions(**options)).single[at]


def request(job: Job) -> Request:
    assert job.request is not None
    return job.request


def body(job: Job) -> dict:
    return dict(request(job).body)


def mark(job: Job, name: str) -> tuple:
    return next((p.sent, p.mark, p.why) for p in job.parameters if p.name == name)


def test_a_place_is_a_path_into_the_body():
    made: dict = {}
    put_all(made, {"model": "m", "content[1].role": "first_frame", "a.b.c": 1})
    put(made, "content[0].text", "hello")
    assert made == {"model": "m", "content": [{"text": "hello"}, {"role": "first_frame"}], "a": {"b": {"c": 1}}}
    assert steps("content[1].image_url.url") == ("content", 1, "image_url", "url")
    assert as_texts({"seconds": 8, "model": "m"}) == {"seconds": "8", "model": "m"}


def test_the_jobs_of_every_vendor_look_as_they_were_captured():
    """The bodies of the paper on providers, with the words and the parameters of this plan."""
    board = with_shot(
        plan(negative_prompt="morphing", fps=Decimal(25), seed_lock=None), custom_prompt="A", duration=Decimal(8), seed=4242
    )
    board = replace(board, scenes=(replace(board.scenes[0], seed_lock=None),))
    expected = {
        "sora-2": {"model": "sora-2", "prompt": "A", "seconds": "8", "size": "1280x720"},
        "runway-gen4.5": {"model": "gen4.5", "promptText": "A", "duration": 8, "ratio": "1280:720", "seed": 4242},
        "kling-2.6": {
            "model_name": "kling-v2-6", "mode": "pro", "prompt": "A", "negative_prompt": "morphing", "duration": "10",
            "aspect_ratio": "16:9", "sound": "off",
        },
        "veo-3.1": {
            "instances": [{"prompt": "A"}],
            "parameters": {
                "sampleCount": 1, "durationSeconds": 8, "seed": 4242, "aspectRatio": "16:9", "resolution": "1080p",
                "negativePrompt": "morphing", "generateAudio": False,
            },
        },
        "gemini-omni-1.1-flash": {
            "model": "gemini-omni-1.1-flash", "input": "A",
            "response_format": {"type": "video", "aspect_ratio": "16:9", "duration": "8s", "resolution": "1080p"},
            "generation_config": {"video_config": {"task": "text_to_video"}},
        },
        "luma-ray-2": {"model": "ray-2", "prompt": "A", "aspect_ratio": "16:9", "duration": "9s", "resolution": "1080p"},
        "luma-ray-3.2": {
            "model": "ray-3.2", "type": "video", "prompt": "A", "aspect_ratio": "16:9",
            "video": {"resolution": "1080p", "duration": "10s"},
        },
        "wan-2.7": {
            "model": "wan2.7-t2v", "input": {"prompt": "A", "negative_prompt": "morphing"},
            "parameters": {"resolution": "1080P", "ratio": "16:9", "duration": 8, "seed": 4242, "prompt_extend": False},
        },
        "seedance-2.0": {
            "model": "dreamina-seedance-2-0-260128", "content": [{"type": "text", "text": "A"}], "ratio": "16:9",
            "resolution": "1080p", "duration": 8, "seed": 4242, "generate_audio": False,
        },
        "minimax-h3": {
            "model": "MiniMax-H3", "content": [{"type": "text", "text": "A"}], "resolution": "768P", "duration": 8, "ratio": "16:9",
        },
        "hailuo-2.3": {
            "model": "MiniMax-Hailuo-02", "prompt": "A", "duration": 6, "resolution": "1080P", "prompt_optimizer": False,
        },
        "ltx-2": {
            "prompt": "A", "model": "ltx-2-pro", "duration": 8, "resolution": "1920x1080", "fps": 25, "generate_audio": False,
        },
    }  # fmt: skip
    assert {model: body(single(board, model=model)) for model in expected} == expected


def test_one_model_may_go_through_several_doors():
    board = with_shot(plan("kling-2.6"), custom_prompt="A", duration=Decimal(10))
    fal = single(board, route="fal")
    assert fal.request is not None
    assert fal.request.url == "https://queue.fal.run/fal-ai/kling-video/v2.6/pro/text-to-video"
    cfg = {"cfg_scale": 0.5, "generate_audio": False}
    assert body(fal) == {"prompt": "A", "duration": "10", "aspect_ratio": "16:9", **cfg}
    runway = body(single(board, model="kling-3.0", route="runway"))
    assert runway == {
        "model": "kling3.0_pro", "promptText": "A", "duration": 10, "ratio": "1920:1080", "cfgScale": 0.5, "audio": False,
    }  # fmt: skip
    # A route that this model does not have is passed over.
    assert body(single(board, route="ark"))["model_name"] == "kling-v2-6"


def test_both_costs_stand_on_a_job_and_what_has_no_rate_is_unknown():
    sora = single(with_shot(plan("sora-2", resolution="720p"), duration=Decimal(10)))
    assert sora.length is not None
    assert (sora.length.sent, sora.length.other) == (12, 8)
    assert (sora.asked, sora.sent) == (Cost(57, Decimal(1)), Cost(75, Decimal("1.2")))
    assert sora.other == Cost(57, Decimal("0.8"))
    assert sora.price == "By the vendor's list as of 2026-09."
    kling = single(with_shot(plan(), duration=Decimal(10)))
    assert (kling.asked, kling.sent) == (Cost(None, Decimal("1.12")), Cost(None, Decimal("1.12")))
    # Sound has its own price, a reseller's route has none, a clip is priced at its own lengths only.
    assert single(with_shot(plan(), duration=Decimal(10)), audio=True).sent == Cost(None, Decimal("1.68"))
    assert single(with_shot(plan(), duration=Decimal(10)), route="runway").sent == Cost()
    luma = single(with_shot(plan("luma-ray-3.2"), duration=Decimal(8)))
    assert (luma.asked, luma.sent, luma.other) == (Cost(), Cost(None, Decimal("3.6")), Cost(None, Decimal("1.2")))


def test_every_parameter_says_whether_it_is_sent_written_or_kept():
    board = with_shot(plan("sora-2", negative_prompt="morphing"), duration=Decimal(8), dialogue="Ahoy!", previews=2)
    job = single(board)
    assert {p.name: p.mark for p in job.parameters} == {
        "model": "sent", "prompt": "sent", "camera": "written into the prompt", "anchors": "written into the prompt",
        "negative_prompt": "kept for the record", "duration": "sent", "ratio": "sent", "resolution": "sent",
        "seed": "kept for the record", "cfg": "kept for the record", "audio": "kept for the record",
        "dialogue": "kept for the record", "fps": "kept for the record", "quality": "kept for the record",
        "previews": "kept for the record",
    }  # fmt: skip
    assert mark(job, "seed") == (None, "kept for the record", "Sora 2 takes no seed.")
    assert mark(job, "audio") == (None, "kept for the record", "Sora 2 always makes sound.")
    assert mark(single(board, model="kling-3.0"), "cfg")[:2] == (0.5, "sent")
    assert mark(single(board, model="wan-2.7"), "rewriting")[:2] == (False, "sent")
    # What the prompt says is spoken, with sound where the model has a switch for it.
    spoken = single(with_shot(board, custom_prompt="He calls: Ahoy!", resolution="1080p"), model="kling-3.0")
    assert (mark(spoken, "dialogue")[1], body(spoken)["sound"]) == ("written into the prompt", "on")
    low = single(with_shot(board, custom_prompt="He calls: Ahoy!", resolution="720p"), model="kling-3.0")
    assert mark(low, "audio") == ("off", "sent", "Sound needs 1080p.")


def test_a_reference_frame_is_a_name_in_braces_and_no_address():
    board = with_shot(plan(), starts_from=StartsFrom("SH010", "last"), duration=Decimal(5), custom_prompt="A")
    place = "{{starts_from:SH010:last}}"
    found = {
        model: single(board, model=model)
        for model in ("runway-gen4.5", "kling-3.0", "luma-ray-2", "seedance-2.0", "veo-3.1")
    }
    assert body(found["runway-gen4.5"])["promptImage"] == [{"position": "first", "uri": place}]
    assert request(found["runway-gen4.5"]).url.endswith("/v1/image_to_video")
    # The picture decides about the ratio.
    assert (body(found["kling-3.0"])["image"], "aspect_ratio" in body(found["kling-3.0"])) == (place, False)
    assert body(found["luma-ray-2"])["keyframes"] == {"frame0": {"type": "image", "url": place}}
    assert body(found["seedance-2.0"])["content"][1] == {
        "type": "image_url",
        "role": "first_frame",
        "image_url": {"url": place},
    }
    assert body(found["veo-3.1"])["instances"][0]["image"] == {"mimeType": "image/png", "gcsUri": place}
    sora = single(board, model="sora-2")
    assert (request(sora).files, "input_reference" in body(sora)) == ({"input_reference": place}, False)
    upload = single(with_shot(board, starts_from=StartsFrom()), model="kling-3.0")
    assert body(upload)["image"] == "{{starts_from:upload}}"
    # No field is known here: it stays for the record. And a model that takes pictures alone asks for one.
    assert mark(single(board, model="luma-ray-3.2"), "starts_from")[1] == "kept for the record"
    alone = single(with_shot(board, starts_from=None), model="runway-gen4-turbo")
    assert alone.problems[1:] == (
        "Runway Gen-4 Turbo starts from a picture alone: choose the frame that this shot starts from.",
    )


def test_what_does_not_fit_is_said_and_never_cut():
    long = "a" * 1001
    job = single(with_shot(plan("runway-gen4.5"), custom_prompt=long, duration=Decimal(20), seed=5))
    assert body(job)["promptText"] == long
    assert job.problems[1:] == (
        "The prompt has 1,001 UTF-16 code units, Runway Gen-4.5 takes 1,000: it must lose 1.",
        "Runway Gen-4.5 ends at 10 s in one clip: 10 s of the shot are not made.",
    )
    empty = Board(
        "Empty",
        model="wan-2.7",
        scenes=(replace(plan().scenes[0], anchors=(), seed_lock=None, shots=(Shot("SH010", seed=4000000000),)),),
    )
    job = jobs(build(empty, CATALOG), CATALOG).single[0]
    assert job.problems[-2:] == (
        "The prompt is empty: say what the shot shows.",
        "The seed 4000000000 is above 2147483647, the highest that Wan 2.7 takes: it is not sent.",
    )
    assert "seed" not in body(job)["parameters"]


def test_the_prompt_is_laid_out_as_its_vendor_asks_where_the_project_wants_that():
    board = plan("sora-2", dialect="vendor")
    assert body(single(board))["prompt"].startswith("Style: ")
    assert body(single(board, model="kling-3.0"))["prompt"].startswith("The same lighthouse keeper")
    assert (
        single(board, model="kling-3.0").parameters[1].asked
        == "Kling: subject, movement, scene, camera, lighting, atmosphere"
    )


def test_a_model_that_is_gone_keeps_its_jobs_as_a_record_and_one_that_nobody_knows_says_so():
    assert (single(plan("sora-2")).status, single(plan("sora-2")).successor) == ("historical", "")
    gen3 = single(plan("runway-gen3"))
    assert (gen3.status, gen3.successor, body(gen3)["model"]) == ("historical", "Runway Gen-4.5", "gen3a_turbo")
    veo = single(plan("veo-3.1"))
    assert (veo.status, veo.successor) == ("ending", "Gemini Omni 1.1 Flash")
    lost = single(plan("of-my-own"))
    why = "The catalogue knows no job of of-my-own: its prompt and parameters are in the other files."
    assert (lost.status, lost.request, lost.problems) == ("unknown", None, (why,))
    recipe = single(plan("runway-multi-shot"))
    assert (recipe.status, recipe.request) == ("packed only", None)


def test_every_model_of_the_catalogue_has_a_job():
    known = {model for payload in CATALOG.payloads.values() for model in payload.models}
    assert set(CATALOG.models) - known == set()


def test_an_omitted_shot_has_no_job_and_a_rejected_take_sends_the_next_seed():
    board = with_shot(plan("runway-gen4.5"), attempt=3)
    assert [body(single(board, at=at))["seed"] - 48213 for at in (0, 1)] == [0, 2]
    found = jobs(build(with_shot(board, omitted=True), CATALOG), CATALOG)
    assert [job.shot for job in found.single] == ["SH010"]


@given(boards.boards())
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_any_plan_gives_one_job_a_running_shot_with_whole_allowed_seconds(board):
    report = build(board, CATALOG)
    found = jobs(report, CATALOG)
    assert [job.shot for job in found.single] == [item.shot.key for item in report.running()]
    for job in found.single:
        if job.length is not None:
            assert job.length.sent >= 1
            assert job.length.sent >= job.length.asked or job.length.problem
