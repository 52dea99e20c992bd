"""A prompt from anywhere, read into slots and checked."""

from projects.core.board import Move
from projects.core.prompt_check import check_line
from tests.boards import catalog

LINE = (
    "a chef in a white jacket plates a dessert carefully in a steel kitchen, warm tungsten side light, slow orbit, "
    "medium close-up, 85mm"
)


def test_a_line_is_read_into_the_six_slots():
    slots, _ = check_line(LINE, catalog())
    assert slots == {
        "subject": "a chef in a white jacket",
        "action": "plates a dessert carefully",
        "environment": "a steel kitchen",
        "lighting": "warm tungsten side light",
        "camera": [Move("orbit", None, "slow")],
        "style": "",
        "shot_size": "mcu",
        "framing": None,
        "angle": None,
        "lens": "85mm",
    }


def test_an_empty_line_has_empty_slots_and_no_findings():
    slots, findings = check_line("", catalog())
    assert (slots["subject"], slots["camera"], findings) == ("", [], [])


def test_only_prompt_codes_are_reported():
    _, findings = check_line("a dog runs in a park, dolly in, pan left, tilt up", catalog())
    assert {finding["code"] for finding in findings} == {"prompt.camera-no-speed", "prompt.camera-overload"}


def test_a_line_without_a_camera_says_so():
    _, findings = check_line("a dog runs in a park", catalog())
    assert [finding["code"] for finding in findings] == ["prompt.camera-unspecified"]
