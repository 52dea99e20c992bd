"""The order in which a step is turned back, and how its rows are called."""

from __future__ import annotations

from projects.models import Anchor, Scene, Shot
from projects.writes.batch_edit import edit_shots
from projects.writes.turning import _backwards, name_of, steps
from tests import factories


def entry(number, run=None):
    return {"row": "shot", "id": number} | ({} if run is None else {"run": run})


def test_entries_go_back_from_the_last_and_those_of_a_run_keep_their_order():
    found = _backwards([entry(1), entry(2, 7), entry(3, 7), entry(4)])
    assert [item["id"] for item in found] == [4, 2, 3, 1]


def test_rows_are_called_as_a_person_calls_them():
    assert [name_of(Shot(code="SH010")), name_of(Scene(title="Arrival")), name_of(Scene(key="x")), name_of(Anchor(name="pier"))] == [
        "SH010", "Arrival", "x", "pier",
    ]  # fmt: skip


def test_steps_are_those_of_one_person_or_of_all(project, owner, editor):
    from projects.core.batching import Batch

    edit_shots(project, ["SH010"], Batch("omit"), by=owner, role="owner")
    edit_shots(project, ["SH020"], Batch("omit"), by=editor, role="editor")
    assert [line.target for line in steps(project)][:2] == ["SH020", "SH010"]
    assert [line.target for line in steps(project, owner)] == ["SH010"]
    assert factories.shot(project, "SH020").omitted
