"""The form of a batch: what is left alone, what is set, what takes the project's value."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.http import QueryDict

from projects.core.batching import Batch
from projects.forms.batch import AS_PROJECT, BatchForm
from projects.reads import catalogue
from tests import boards


def form(text):
    return BatchForm(QueryDict(text), board=boards.harbour(), catalog=catalogue())


def batch(text, deed="change"):
    filled = form(text)
    assert filled.is_valid(), filled.errors
    return filled.batch(deed)


def test_what_is_left_empty_stays_as_it_is():
    assert batch("") == Batch("change", {}, place=99_999)


def test_values_are_read_as_a_person_types_them():
    assert batch("duration=4,5&cfg=8&previews=2&quality=high&shot_size=cu").values == {
        "duration": Decimal("4.5"), "quality": "high", "cfg": Decimal(8), "shot_size": "cu", "previews": 2,
    }  # fmt: skip


@pytest.mark.parametrize("typed", [AS_PROJECT, "as the project", "As  Project"])
def test_a_number_may_take_the_projects(typed):
    assert batch(f"cfg={typed}&previews={typed}&quality={AS_PROJECT}").values == {
        "quality": None,
        "cfg": None,
        "previews": None,
    }


def test_a_size_may_be_taken_away():
    assert batch("shot_size=none").values == {"shot_size": None}


def test_anchors_are_attached_let_go_and_left_out():
    found = batch("anchor-pier=detach&anchor-keeper=attach&anchor-dawn=leave_out")
    assert (found.attach, found.detach, found.leave_out) == (("keeper",), ("pier",), ("dawn",))


def test_a_place_counts_from_one():
    assert batch("scene=arrival&place=3", "move").place == 2


def test_what_was_typed_is_sent_again():
    assert form("duration=5&quality=&anchor-pier=attach").asked() == [("duration", "5"), ("anchor-pier", "attach")]
