"""How wide columns stand on paper, and what moves to a second line where there are too many."""

import pytest

from projects.core.paper_columns import LEAST, columns_of
from projects.core.paper_grid import text_area
from projects.core.paper_options import COLUMNS, ORIENTATIONS, PAPERS, USUAL, Options


def names(columns):
    return [name for name, _ in columns]


def test_the_usual_columns_stand_in_one_line_on_every_paper():
    for paper in PAPERS:
        for lies in ORIENTATIONS:
            found = columns_of(Options(paper=paper, orientation=lies))
            assert (names(found.first), found.second, found.beside) == (list(USUAL), (), 0)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("lies", ORIENTATIONS)
def test_with_all_columns_none_is_too_narrow_and_none_is_lost(paper, lies):
    options = Options(columns=tuple(COLUMNS), paper=paper, orientation=lies)
    found = columns_of(options)
    assert sorted(names(found.first) + names(found.second)) == sorted(COLUMNS)
    assert [name for (name, _), width in zip(found.first, found.widths, strict=True) if width < LEAST[name]] == []
    assert sum(found.widths) == pytest.approx(text_area(options)[0], abs=0.01)
    assert (names(found.second)[0], found.beside) == ("prompt", 2)


def test_the_second_line_holds_no_more_than_it_has_to_and_keeps_the_order():
    found = columns_of(Options(columns=tuple(COLUMNS), orientation="landscape"))
    assert names(found.second) == ["prompt"]
    turned = columns_of(Options(columns=tuple(reversed(COLUMNS)), orientation="portrait"))
    assert names(turned.second) == [name for name in reversed(COLUMNS) if name in names(turned.second)]
    assert turned.beside == 1


def test_a_single_column_fills_the_page():
    for name in COLUMNS:
        found = columns_of(Options(columns=(name,)))
        assert (names(found.first), found.widths) == ([name], (273.0,))
