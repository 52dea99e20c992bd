"""The summary of a round as values: its counts, who did what, there and back as JSON, names as they are now."""

import json
from dataclasses import replace

from projects.core.rounds import Note, Shown, Summary, Verdict, from_dict, to_dict, with_names


def verdict(number: int, kind: str, name: str, guest: bool = False) -> Verdict:
    return Verdict(number, kind, name, guest, "", 1, "2026-11-22T10:00:00+00:00")


TWICE = Shown(
    "1.1",
    "SH010",
    "Walk",
    1,
    "A walk.",
    False,
    False,
    (verdict(1, "changes-requested", "Ana"), verdict(2, "approved", "Ana")),
)
ARGUED = Shown(
    "1.2",
    "SH020",
    "",
    2,
    "A rail.",
    True,
    False,
    (verdict(3, "approved", "Ana"), verdict(4, "changes-requested", "Kim", True)),
)
LEFT = Shown("1.3", "SH030", "", 1, "", False, True)
OTHER = Shown("", "SH040", "", 1, "", True, False, (verdict(5, "approved", "Ana"),))
NOTE = Note(9, "SH010", "Kim", True, "Darker?", 2, "2026-11-22T10:00:00+00:00")
ROUND = Summary("Harbour", 2, "First cut", "", "2026-11-22", "Ada", "", "", "", (TWICE, ARGUED, LEFT), (OTHER,), (NOTE,))
NONE = Summary("Harbour", 3, "", "", "2026-11-22", "Ada", "", "", "", (), (), ())


def test_the_last_decision_is_what_became_of_a_shot():
    assert [item.outcome for item in ROUND.items] == ["approved", "changes-requested", "none"]
    assert (ROUND.counts, ROUND.decided) == ({"approved": 1, "changes-requested": 1, "none": 1}, 2)
    assert (NONE.counts, NONE.decided) == ({"approved": 0, "changes-requested": 0, "none": 0}, 0)
    assert ROUND.of("approved") == (TWICE,)


def test_changed_are_those_that_read_otherwise_and_those_that_are_gone():
    assert ROUND.changed == (ARGUED, LEFT)


def test_each_person_counts_once_a_shot_and_guests_are_told_apart():
    assert ROUND.deciders == {
        "Ana": {"approved": 2, "changes-requested": 0},
        "Kim (guest)": {"approved": 0, "changes-requested": 1},
    }


def test_a_round_is_called_by_its_number_and_title():
    assert [ROUND.label, NONE.label] == ["Round 2: First cut", "Round 3"]


def test_a_summary_comes_back_from_json_as_it_was():
    assert [from_dict(json.loads(json.dumps(to_dict(summary)))) for summary in (ROUND, NONE)] == [ROUND, NONE]


def test_people_are_called_as_they_are_now_and_nothing_else_differs():
    now = with_names(ROUND, {1: "Anna", 2: "Anna"}, {9: "Kimmy"})
    assert [said.name for item in now.items for said in item.verdicts] == ["Anna", "Anna", "Ana", "Kim"]
    assert [note.name for note in now.notes] == ["Kimmy"]
    assert replace(now, items=ROUND.items, notes=ROUND.notes) == ROUND
