"""The jobs of a plan as a file: what it says, what it never holds."""

import json
import re
from dataclasses import replace
from decimal import Decimal

from projects.core.payloads import JobOptions
from projects.exports.payloads_file import body_text, money_text, write
from tests import boards
from tests.papers import material


def read(board, **options):
    return json.loads(write(material(board), JobOptions(**options)))


def short(board):
    """The plan with shots of four seconds."""
    scenes = [replace(s, shots=tuple(replace(shot, duration=Decimal(4)) for shot in s.shots)) for s in board.scenes]
    return replace(board, scenes=tuple(scenes))


def test_the_file_says_what_it_is_and_holds_every_running_shot():
    data = read(boards.harbour())
    assert list(data) == ["format", "project", "draft", "revision", "written", "jobs", "packed"]
    assert (data["format"], data["project"], data["draft"]) == ("storyboard-payloads/1", boards.harbour().title, False)
    assert [(job["shot"], job["number"]) for job in data["jobs"]] == [("SH010", "1.1"), ("SH020", "1.2")]
    assert list(data["jobs"][0]) == [
        "shot", "number", "model", "vendor", "route", "status", "successor", "note", "request", "parameters", "duration",
        "credits", "cost", "problems", "not_packed",
    ]  # fmt: skip


def test_a_form_holds_texts_alone_and_both_costs_stand_beside_each_other():
    job = read(short(replace(boards.harbour(), resolution="720p")))["jobs"][1]
    request = job["request"]
    assert (request["method"], request["url"]) == ("POST", "https://api.openai.com/v1/videos")
    assert (request["content_type"], request["headers"]) == ("multipart/form-data", {})
    assert {name: type(value) for name, value in request["body"].items()} == dict.fromkeys(request["body"], str)
    assert (job["duration"], job["credits"]) == ({"asked": 4, "sent": 4, "shorter": None}, {"asked": 38, "sent": 38})
    money = {"amount": "0.40", "currency": "USD"}
    assert job["cost"] == {"asked": money, "sent": money, "shorter": None, "source": "By the vendor's list as of 2026-09."}
    assert {p["mark"] for p in job["parameters"]} == {"sent", "written into the prompt", "kept for the record"}


def test_packed_jobs_name_their_shots_with_seconds_and_words():
    data = read(short(boards.harbour()), model="kling-3.0")
    job = data["packed"][0]
    assert [(part["shot"], part["asked"], part["sent"]) for part in job["shots"]] == [("SH010", 4, 4), ("SH020", 4, 4)]
    sent = [(part["prompt"], part["duration"]) for part in job["request"]["body"]["multi_prompt"]]
    assert sent == [(part["prompt"], str(part["sent"])) for part in job["shots"]]
    assert [single["not_packed"] for single in data["jobs"]] == ["", ""]


def test_no_file_ever_holds_a_key():
    for model in boards.catalog().models:
        text = json.dumps(
            [job["request"] and job["request"]["headers"] for job in read(short(boards.harbour()), model=model)["jobs"]]
        )
        assert not re.search(r"authorization|bearer|key|token|secret", text, re.IGNORECASE)


def test_a_model_without_a_job_is_told_and_nothing_is_made_up():
    job = read(replace(boards.harbour(), model="of-my-own"))["jobs"][0]
    assert (job["status"], job["request"], job["duration"], job["cost"]["sent"]) == ("unknown", None, None, None)


def test_any_script_and_half_a_sign_go_through():
    board = boards.harbour()
    scene = board.scenes[0]
    board = replace(board, scenes=(replace(scene, shots=(replace(scene.shots[0], custom_prompt="灯台 😀 \ud83d"),)),))
    assert read(board)["jobs"][0]["request"]["body"]["prompt"] == "灯台 😀 ?"


def test_money_goes_to_the_cent_and_further_where_a_vendor_bills_further():
    assert [money_text(Decimal(each)) for each in ("1", "0.5", "0.336", "1E+1")] == ["1.00", "0.50", "0.336", "10.00"]


def test_the_body_of_a_job_is_ready_to_be_pasted():
    from projects.core.payloads import jobs

    found = jobs(material(boards.harbour()).report, boards.catalog()).single[0]
    assert found.request is not None
    assert json.loads(body_text(found)) == found.request.body
    assert body_text(replace(found, request=None)) == ""
