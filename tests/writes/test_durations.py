"""Lengths set by an edge or fitted to a target: one step each."""

from __future__ import annotations

from decimal import Decimal

import pytest

from projects.core.findings import Refused
from projects.writes.durations import set_duration, set_durations
from projects.writes.shots import set_omitted
from projects.writes.transaction import Stale
from projects.writes.undo import undo
from tests import factories


def lengths(project):
    return [str(factories.shot(project, code).duration.normalize()) for code in ("SH010", "SH020")]


def test_a_length_is_set_and_taken_back(project, owner):
    before = lengths(project)
    set_duration(project, "SH010", Decimal(6), by=owner)
    assert lengths(project)[0] == "6"
    undo(project, None, by=owner, role="owner")
    assert lengths(project) == before


def test_the_length_it_has_is_no_step(project, owner):
    assert set_duration(project, "SH010", factories.shot(project, "SH010").duration, by=owner) is None


def test_a_length_that_somebody_else_changed_since_is_stale(project, owner, editor):
    seen = factories.shot(project, "SH010").duration
    set_duration(project, "SH010", Decimal(6), by=editor)
    with pytest.raises(Stale, match="Editor"):
        set_duration(project, "SH010", Decimal(7), by=owner, seen=seen)
    assert lengths(project)[0] == "6"


def test_an_omitted_shot_has_no_length(project, owner):
    set_omitted(project, "SH010", True, by=owner)
    with pytest.raises(Refused, match="SH010 is omitted"):
        set_duration(project, "SH010", Decimal(6), by=owner)


def test_several_are_fitted_as_one_step_or_not_at_all(project, owner, editor):
    revision = type(project).objects.get(pk=project.pk).revision
    set_durations(project, {"SH010": Decimal(4), "SH020": Decimal(5)}, by=owner, revision=revision)
    assert lengths(project) == ["4", "5"]
    with pytest.raises(Refused, match="meanwhile"):
        set_durations(project, {"SH010": Decimal(9)}, by=editor, revision=revision)
    assert lengths(project) == ["4", "5"]
