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


def test_a_specific_line_raises_nothing():
    _, findings = check_line(LINE, catalog())
    assert findings == []


def told(line):
    _, findings = check_line(line, catalog())
    return [(f["code"], f["field"], line[f["start"] : f["end"]] if f["start"] is not None else None) for f in findings]


def test_findings_name_the_slot_and_the_place_in_the_line():
    assert told("a dog runs in a park, dolly in, pan left, tilt up, 4K") == [
        ("prompt.static-action", "action", "runs"),
        ("prompt.camera-no-speed", "camera", "dolly in"),
        ("prompt.camera-no-speed", "camera", "pan left"),
        ("prompt.camera-no-speed", "camera", "tilt up"),
        ("prompt.camera-overload", "camera", "tilt up"),
        ("prompt.vague-environment", "environment", "a park"),
        ("prompt.vague-lighting", "lighting", None),
        ("prompt.parameters-in-text", "style", "4K"),
        ("prompt.generic-subject", "subject", "a dog"),
    ]


def test_a_line_without_a_camera_says_so():
    line = "a brown dog with a red collar trots through a park at dusk, soft side light"
    assert told(line) == [("prompt.camera-unspecified", "camera", None)]


def test_a_conflict_and_a_feat_are_told_in_their_slots():
    line = "an old man in a cap jumps over a skyscraper, dark moody lighting, bright vibrant colours, static"
    assert told(line) == [
        ("prompt.physics", "action", "jumps over a skyscraper"),
        ("prompt.conflict", "style", "bright vibrant colours"),
    ]


def test_what_belongs_to_a_project_or_a_slot_is_not_told_of_a_line():
    codes = {code for code, _, _ in told("a fox")}
    assert codes & {"prompt.empty-slot", "prompt.no-negative"} == set()


def test_other_languages_raise_nothing_about_wording():
    for line in (
        "男が夜の街を歩く、柔らかい光",
        "Ein Mann geht durch die Stadt, gutes Licht",
        "رجل يمشي في المدينة",
        "एक आदमी चलता है",
    ):
        assert [code for code, _, _ in told(line)] == ["prompt.camera-unspecified"]
