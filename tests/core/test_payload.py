"""What a vendor takes in place of what the plan asks: lengths, resolutions, ratios, CFG, limits of prompts."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.core.catalog import CatalogError, load
from projects.core.payload_fitting import (
    characters,
    fit_ratio,
    fit_resolution,
    fit_seconds,
    prompt_limit,
    scaled_cfg,
    seconds_allowed,
    tokens,
    too_long,
)
from projects.core.payloads import JobOptions, jobs
from projects.core.report import build
from tests import boards

CATALOG = load()
KLING = (Decimal(0), Decimal("0.5"), Decimal(1))


@pytest.mark.parametrize(
    ("asked", "allowed", "sent", "other"),
    [
        ("5", (4, 8, 12), 8, 4),  # the longer one is preferred, the shorter one is told
        ("10", (4, 8, 12), 12, 8),
        ("8", (4, 8, 12), 8, None),
        ("2", (4, 8, 12), 4, None),
        ("20", (4, 8, 12), 12, None),
        ("7.5", tuple(range(3, 16)), 8, 7),
        ("5", (5, 10), 5, None),
        ("5.01", (5, 10), 10, 5),
        ("7.5", (), 8, None),
        ("0.5", (), 1, None),
    ],
)
def test_a_length_goes_to_the_next_one_that_is_offered(asked, allowed, sent, other):
    length = fit_seconds(Decimal(asked), allowed, "Sora 2")
    assert (length.sent, length.other) == (sent, other)


def test_a_clip_that_comes_out_shorter_than_planned_is_a_problem_and_one_that_comes_out_longer_is_not():
    assert (
        fit_seconds(Decimal(10), (4, 6, 8), "Veo").problem == "Veo ends at 8 s in one clip: 2 s of the shot are not made."
    )
    assert fit_seconds(Decimal(5), (4, 6, 8), "Veo").problem == ""


@given(st.decimals("0.5", "600", places=2), st.lists(st.integers(1, 60), unique=True).map(sorted))
def test_a_length_is_allowed_and_never_shorter_where_a_longer_one_is_offered(asked, allowed):
    sent = fit_seconds(asked, tuple(allowed), "It").sent
    if allowed:
        assert sent in allowed
        assert sent == max(allowed) if asked > max(allowed) else sent >= asked
    else:
        assert sent >= asked


def test_the_seconds_of_a_job_may_hang_on_resolution_and_quality():
    ltx, model = CATALOG.payloads["ltx.ltx-2"], CATALOG.models["ltx-2"]
    assert seconds_allowed(ltx, model, "1080p", "fast")[0] == (6, 8, 10, 12, 14, 16, 18, 20)
    assert seconds_allowed(ltx, model, "4k", "fast")[0] == (6, 8, 10)
    assert seconds_allowed(ltx, model, "1080p", "high")[0] == (6, 8, 10)
    kling = CATALOG.payloads["kling.3.0"], CATALOG.models["kling-3.0"]
    assert seconds_allowed(*kling, "1080p", "high")[0] == tuple(range(3, 16))
    assert seconds_allowed(CATALOG.payloads["runway.kling4"], CATALOG.models["kling-4"], "720p", "fast")[0] == ()


@pytest.mark.parametrize(
    ("asked", "allowed", "sent"),
    [
        ("1080p", ("720p",), "720p"),
        ("1080p", ("768p", "2k"), "768p"),
        ("4k", ("768p", "2k"), "2k"),
        ("540p", ("360p", "720p"), "720p"),  # of two that are as near, the higher one
        ("720p", ("720p", "1080p"), "720p"),
        ("whatever", ("720p",), "720p"),
        ("1080p", (), "1080p"),
    ],
)
def test_a_resolution_goes_to_the_nearest(asked, allowed, sent):
    assert fit_resolution(asked, allowed, CATALOG) == sent


@pytest.mark.parametrize(
    ("asked", "allowed", "sent", "words"),
    [
        ("4:5", ("16:9", "1:1", "3:4"), "3:4", "No 4:5 is made: frame it in 3:4 and crop at the top and bottom, 6 % of the picture goes."),
        ("4:5", ("16:9", "1:1", "9:16"), "1:1", "No 4:5 is made: frame it in 1:1 and crop left and right, 20 % of the picture goes."),
        ("2.39:1", ("21:9", "16:9"), "21:9", "No 2.39:1 is made: frame it in 21:9 and crop at the top and bottom, 2 % of the picture goes."),
        ("1:1", ("16:9", "9:16"), "16:9", "No 1:1 is made: frame it in 16:9 and crop left and right, 44 % of the picture goes."),
        ("16:9", ("16:9", "9:16"), "16:9", ""),
        ("16:9", (), "16:9", ""),
    ],
)  # fmt: skip
def test_a_ratio_goes_to_the_one_that_loses_least_and_the_crop_is_told(asked, allowed, sent, words):
    assert fit_ratio(asked, allowed, CATALOG) == (sent, words)


def test_the_plan_s_cfg_is_put_on_the_vendor_s_scale():
    assert [scaled_cfg(Decimal(value), KLING) for value in ("1", "4", "7", "14", "20", "30")] == [0, 0.25, 0.5, 0.77, 1, 1]


def test_a_text_is_counted_as_its_vendor_counts():
    assert (characters("a😀", "characters"), characters("a😀", "utf16")) == (2, 3)
    assert (tokens("four"), tokens("fourx"), tokens("日本語"), tokens("")) == (1, 2, 3, 0)


def test_a_prompt_that_is_too_long_is_told_by_how_much_and_never_cut():
    gen, veo = CATALOG.models["runway-gen4.5"], CATALOG.models["veo-3.1"]
    limit = prompt_limit(CATALOG.payloads["runway.gen4.5"], gen)
    assert limit == (1000, "utf16")
    said = "The prompt has 1,002 UTF-16 code units, Gen takes 1,000: it must lose 2."
    assert too_long("😀" * 501, *limit, "prompt", "Gen") == said
    assert too_long("😀" * 500, *limit, "prompt", "Gen") == ""
    assert prompt_limit(CATALOG.payloads["vertex.veo-3.1"], veo) == (1024, "tokens")
    assert prompt_limit(CATALOG.payloads["runway.veo3.1"], veo) == (1000, "utf16")


OWN = """
[[payload_route]]
id = "studio"
label = "Our studio"
vendor = "Us"
host = "https://render.example"
auth = "The studio's key."
{route}

[[payload]]
id = "studio.own"
models = ["sora-2"]
route = "studio"
api_id = "own-1"
text = "/jobs"
constants = {{ model = "own-1" }}
prompt = {{ at = "{at}" }}
duration = {{ at = "input.seconds", form = "seconds" }}
lengths = [{{ seconds = [5, 10] }}]
{more}
"""


def own(folder, route="", at="input.text", more=""):
    (folder / "own.toml").write_text(OWN.format(route=route, at=at, more=more), encoding="utf-8")
    return load(folder)


def test_a_job_of_one_s_own_needs_no_code(tmp_path):
    catalog = own(tmp_path)
    board = replace(boards.harbour(), model="sora-2")
    job = jobs(build(board, catalog), catalog, JobOptions(route="studio")).single[0]
    assert job.request is not None
    assert job.request.url == "https://render.example/jobs"
    text = build(board, catalog).running()[0].prompt.text
    assert job.request.body == {"model": "own-1", "input": {"text": text, "seconds": "10s"}}


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"route": "headers = { Authorization = 'x' }"}, "payload_route studio: headers: 'Authorization' would hold a key; say in auth what the sender adds"),
        ({"route": "sources = ['gone']"}, "payload_route studio: 'gone' is in no entry of sources"),
        ({"at": "input..text"}, "payload studio.own: 'input..text' is no place such as parameters.duration or content[0].text"),
        ({"more": "packs_as = 'gone'"}, "payload studio.own: 'gone' is in no entry of payloads"),
        ({"more": "image = '/i'"}, "payload studio.own: frame: a job from a picture must say where the picture goes"),
        ({"more": "size = { at = 'size' }"}, "payload studio.own: sizes: needs the vendor's sizes by resolution and ratio"),
        ({"more": "cfg = { at = 'cfg', scale = [0, 1] }"}, "payload studio.own: cfg: scale needs three numbers"),
        ({"more": "several = { style = 'list', least = 1, most = 9 }"}, "payload studio.own: several: a list of shots needs its place"),
        ({"more": "colour = 'red'"}, "payload studio.own: colour: unknown key"),
    ],
)  # fmt: skip
def test_a_job_that_could_not_be_sent_is_refused(tmp_path, given, reason):
    with pytest.raises(CatalogError) as refused:
        own(tmp_path, **given)
    assert str(refused.value) == f"own.toml: {reason}"
