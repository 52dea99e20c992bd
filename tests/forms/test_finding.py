"""What a query string asks of the board, and what is kept between requests."""

from dataclasses import replace

import pytest
from django.http import QueryDict

from projects.core.catalog import load
from projects.core.report import build
from projects.forms.finding import choices_of, filtered, index_of
from tests import boards


@pytest.fixture(scope="module")
def catalog():
    return load()


@pytest.fixture(scope="module")
def report(catalog):
    return build(boards.harbour_and_kitchen(), catalog)


def ask(query, report, catalog):
    return filtered(QueryDict(query), "slug", report, catalog)


def test_no_filter_keeps_everything_and_says_nothing(report, catalog):
    found = ask("", report, catalog)
    assert (found.codes, found.order, found.chips, found.sentence, found.query) == (None, (), (), "", "")


def test_each_chip_leads_to_the_filter_without_it(report, catalog):
    found = ask("anchor=kitchen&status=in-review&q=hot+tea", report, catalog)
    assert [(chip.label, chip.rest) for chip in found.chips] == [
        ("galley kitchen", "status=in-review&q=hot+tea"),
        ("In review", "anchor=kitchen&q=hot+tea"),
        ("“hot tea”", "anchor=kitchen&status=in-review"),
    ]


def test_hiding_the_others_is_a_part_of_the_address(report, catalog):
    shown, hidden = ask("status=draft", report, catalog), ask("status=draft&alone=1", report, catalog)
    assert (shown.alone, shown.other, hidden.alone, hidden.other) == (False, "status=draft&alone=1", True, "status=draft")
    assert ask("alone=1", report, catalog).alone is False


def test_values_beyond_the_first_are_carried_along(report, catalog):
    assert ask("anchor=kitchen&anchor=dawn&status=draft", report, catalog).further == [("anchor", "dawn")]


def test_what_was_made_of_a_report_is_made_once_and_anew_for_the_next(report, catalog):
    first = index_of("kept", report)
    assert index_of("kept", report) is first
    assert choices_of("kept", report, catalog) is choices_of("kept", report, catalog)
    board = report.board
    later = build(replace(board, scenes=board.scenes[:1]), catalog)
    assert [entry.item.shot.key for entry in index_of("kept", later).entries] == ["SH010", "SH020", "SH030"]
