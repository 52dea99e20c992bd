"""The document with everything computed: valid by the schema, and the plan itself unchanged."""

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

import projects.core
from projects.core.document import loads
from projects.exports.json_file import write
from tests import boards
from tests.papers import material

SCHEMA = json.loads((Path(projects.core.__file__).parent / "storyboard-1.schema.json").read_text())


def exported(board):
    return write(material(board))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(board=boards.boards())
def test_any_board_is_a_valid_document_and_comes_in_again(board):
    content = exported(board)
    Draft202012Validator(SCHEMA).validate(json.loads(content))
    assert loads(content, boards.catalog()) == board


def test_every_shot_says_what_was_computed():
    document = json.loads(exported(boards.harbour()))
    computed = document["scenes"][0]["shots"][1]["computed"]
    assert sorted(computed) == sorted(
        "number prompt negative_prompt seed model start credits render_seconds findings".split()
    )
    assert (computed["number"], computed["seed"], computed["start"], computed["model"]) == ("1.2", 48213, 10, "sora-2")
    assert sorted(document["computed"]) == sorted(
        "shots duration credits cost render_seconds errors warnings draft".split()
    )


def test_totals_are_the_sums_of_the_shots():
    document = json.loads(exported(boards.harbour()))
    shots = [shot["computed"]["credits"] for shot in document["scenes"][0]["shots"]]
    totals = document["computed"]["credits"]
    assert {name: totals[name] for name in ("final", "previews", "total")} == {
        name: sum(shot[name] for shot in shots) for name in ("final", "previews", "total")
    }
    assert totals["unknown"] == 0


def test_an_omitted_shot_has_nothing_computed():
    document = json.loads(exported(boards.harbour_and_kitchen()))
    computed = next(s["computed"] for scene in document["scenes"] for s in scene["shots"] if s["key"] == "SH050")
    assert (computed["prompt"], computed["number"], computed["start"], computed["findings"]) == (None, None, None, [])
