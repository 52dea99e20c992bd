"""The board narrowed to some of its shots."""

from dataclasses import replace

import pytest

from projects.core.board import Shot
from projects.core.catalog import load
from projects.core.filtering import Choice, Filter, choices, label_of, matching, read_filter
from projects.core.report import build
from projects.core.search import index
from tests import boards


@pytest.fixture(scope="module")
def catalog():
    return load()


@pytest.fixture(scope="module")
def report(catalog):
    return build(boards.harbour_and_kitchen(), catalog)


@pytest.fixture
def ask(report, catalog):
    """The codes that a query string keeps."""

    def asked(**given):
        wanted, sentence = read_filter({k: [v] if isinstance(v, str) else v for k, v in given.items()}, report, catalog)
        assert sentence == ""
        return list(matching(wanted, report, index(report)))

    return asked


ALL = ["SH010", "SH020", "SH030", "SH040", "SH050", "12A"]


def test_by_anchor_stay_the_shots_that_use_it_breaks_included(ask):
    assert ask(anchor="kitchen") == ["SH040"]
    assert ask(anchor="dawn") == ["SH010", "SH020", "SH030"]


def test_by_status(ask):
    assert ask(status="in-review") == ["SH040"]
    assert ask(status=["draft", "in-review"]) == ALL
    assert ask(status="approved") == []


def test_by_finding_code_family_or_severity(ask, report):
    def having(test):
        return [item.shot.key for item in report.all_shots() if any(test(finding) for finding in item.findings)]

    code = next(finding.code for item in report.all_shots() for finding in item.findings)
    assert ask(finding=code) == having(lambda finding: finding.code == code)
    assert ask(finding=code.split(".")[0]) == having(lambda finding: finding.code.startswith(code.split(".")[0]))
    for severity in ("error", "warning", "hint"):
        assert ask(finding=severity) == having(lambda finding, severity=severity: finding.severity == severity)


def test_by_the_model_that_a_shot_has_or_takes_from_its_project(catalog):
    board = boards.harbour()
    other = next(key for key in catalog.models if key != board.model)
    first, second = board.scenes[0].shots
    report = build(replace(board, scenes=(replace(board.scenes[0], shots=(replace(first, model=other), second)),)), catalog)
    assert matching(Filter(model=(other,)), report) == ("SH010",)
    assert matching(Filter(model=(board.model,)), report) == ("SH020",)


def test_by_words_as_the_search_finds_them(ask):
    assert ask(q="TÉA pours") == ["SH040"]


def test_several_kinds_mean_all_of_them_and_several_values_any(ask):
    assert ask(status="in-review", anchor="kitchen", q="tea") == ["SH040"]
    assert ask(status="draft", anchor="kitchen") == []
    assert ask(anchor=["kitchen", "dawn"], status=["in-review", "draft"]) == ["SH010", "SH020", "SH030", "SH040"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"anchor": ["nobody"]}, "Not filtered by anchor “nobody”: this project has no such thing."),
        (
            {"status": ["done"], "model": ["sora-99"]},
            "Not filtered by status “done”, model “sora-99”: this project has no such thing.",
        ),
        ({"finding": ["x" * 90]}, f"Not filtered by finding “{'x' * 40}…”: this project has no such thing."),
        ({"anchor": ["'; drop table--"]}, "Not filtered by anchor “'; drop table--”: this project has no such thing."),
    ],
)
def test_what_is_unknown_is_said_in_one_sentence_and_all_are_shown(given, sentence, report, catalog):
    wanted, told = read_filter(given, report, catalog)
    assert (wanted, wanted.active, told) == (Filter(), False, sentence)
    assert list(matching(wanted, report)) == ALL


def test_what_is_known_beside_it_still_holds(report, catalog):
    wanted, told = read_filter({"anchor": ["nobody", "kitchen"], "status": ["in-review"]}, report, catalog)
    assert wanted == Filter(anchor=("kitchen",), status=("in-review",))
    assert told == "Not filtered by anchor “nobody”: this project has no such thing."


@pytest.mark.parametrize("q", ["", " ", "\x00", "\u200b"])
def test_words_without_a_sign_are_no_filter(q, report, catalog):
    assert read_filter({"q": [q], "anchor": [""], "status": [" "]}, report, catalog) == (Filter(), "")


def test_a_filter_is_written_as_a_query_and_loses_one_value():
    wanted = Filter(anchor=("a", "b"), status=("draft",), q="rope")
    assert wanted.pairs() == [("anchor", "a"), ("anchor", "b"), ("status", "draft"), ("q", "rope")]
    assert wanted.without("anchor", "a") == Filter(anchor=("b",), status=("draft",), q="rope")
    assert wanted.without("q", "rope") == Filter(anchor=("a", "b"), status=("draft",))


def test_only_what_some_shot_has_is_offered_with_how_many_have_it(report, catalog):
    offered = choices(report, catalog)
    assert offered["status"] == (Choice("draft", "Draft", 5), Choice("in-review", "In review", 1))
    assert [(choice.value, choice.group) for choice in offered["anchor"]][:2] == [
        ("keeper", "Subject"),
        ("pier", "Environment"),
    ]
    assert offered["model"] == (Choice("sora-2", catalog.models["sora-2"].name, 6),)
    assert "gull" not in [choice.value for choice in offered["anchor"]]


def test_labels_are_those_of_the_pages(report, catalog):
    code = next(iter(catalog.rules))
    assert label_of("anchor", "pier", report, catalog) == "wooden pier"
    assert label_of("finding", "error", report, catalog) == "Errors"
    assert label_of("finding", code, report, catalog) == catalog.rules[code].title
    assert label_of("finding", "seed", report, catalog) == "seed"
    assert label_of("status", "in-review", report, catalog) == "In review"
    assert label_of("q", "rope", report, catalog) == "“rope”"


def test_a_board_without_shots_offers_and_finds_nothing(catalog):
    empty = build(boards.blank(), catalog)
    assert choices(empty, catalog) == {"anchor": (), "finding": (), "status": (), "model": ()}
    assert matching(Filter(status=("draft",)), empty) == ()
    assert Shot("x").status == "draft"
