"""The form about proposed anchors: which rows are taken, which go into which."""

from __future__ import annotations

from projects.core.suggest import Suggestion
from projects.core.suggest_apply import Accepted
from projects.forms.suggestions import Suggestions, mark_of

MARA = Suggestion("subject", "Mara", "a barista", ("SH010", "SH020"), 0.9)
BARISTA = Suggestion("subject", "barista", "", ("SH030",), 0.3)
SHOP = Suggestion("environment", "coffee shop", "a small coffee shop", ("SH010",), 0.7)
ITEMS = (MARA, SHOP, BARISTA)


def posted(*taken: Suggestion, **more: str) -> dict[str, str]:
    data: dict[str, str] = {}
    for item in ITEMS:
        mark = mark_of(item)
        data |= {f"{mark}-name": item.name, f"{mark}-description": item.description, f"{mark}-into": ""}
        if item in taken:
            data[f"{mark}-take"] = "on"
    return data | more


def test_the_likely_ones_are_ticked_at_first():
    assert [row["take"].value() for row in Suggestions(ITEMS).rows] == [True, True, False]


def test_what_is_ticked_is_taken():
    form = Suggestions(ITEMS, posted(MARA))
    assert form.valid()
    assert form.accepted() == [Accepted("subject", "Mara", "a barista", ("SH010", "SH020"))]


def test_all_of_them_needs_no_tick():
    form = Suggestions(ITEMS, posted(), all_of_them=True)
    assert form.valid()
    assert [item.name for item in form.accepted()] == ["Mara", "coffee shop", "barista"]


def test_what_goes_into_another_gives_it_its_shots():
    form = Suggestions(ITEMS, posted(BARISTA, **{f"{mark_of(BARISTA)}-into": mark_of(MARA)}))
    assert form.valid()
    assert form.accepted() == [Accepted("subject", "Mara", "a barista", ("SH010", "SH020", "SH030"))]


def test_nothing_goes_into_another_kind():
    form = Suggestions(ITEMS, posted(SHOP, **{f"{mark_of(SHOP)}-into": mark_of(MARA)}))
    assert not form.valid()


def test_a_ring_of_merges_is_none():
    ring = {f"{mark_of(BARISTA)}-into": mark_of(MARA), f"{mark_of(MARA)}-into": mark_of(BARISTA)}
    form = Suggestions(ITEMS, posted(MARA, BARISTA, **ring))
    assert form.valid()
    assert [item.name for item in form.accepted()] == ["Mara", "barista"]


def test_a_name_that_says_nothing_is_refused():
    form = Suggestions(ITEMS, posted(MARA, **{f"{mark_of(MARA)}-name": "the"}))
    assert not form.valid()
    assert form.rows[0].errors == {"name": ["Give the anchor a name."]}


def test_what_is_not_ticked_may_say_anything():
    assert Suggestions(ITEMS, posted(MARA, **{f"{mark_of(SHOP)}-name": "a, b"})).valid()
