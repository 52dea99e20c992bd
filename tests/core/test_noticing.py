"""What a notice says."""

import pytest

from projects.core.noticing import noticed


@pytest.mark.parametrize(
    ("kind", "decision", "line"),
    [
        ("mention", "", "Ana mentioned you in a comment on SH020"), ("answer", "", "Ana answered in a thread on SH020"),
        ("comment", "", "Ana commented on SH020"), ("decision", "approved", "Ana approved SH020"),
        ("decision", "changes-requested", "Ana asks for changes in SH020"), ("decision", "", "Ana decided on SH020"),
        ("round-closed", "", "Ana closed a round of review of SH020"), ("new-thing", "", "Ana new thing: SH020"),
    ],
)  # fmt: skip
def test_a_notice_is_one_line(kind, decision, line):
    assert noticed(kind, "Ana", "SH020", decision) == line


def test_a_decision_on_several_shots_is_one_line():
    assert noticed("decision", "Ana", "", "approved", 12) == "Ana approved 12 of your shots"
    assert noticed("decision", "Ana", "", "changes-requested", 2) == "Ana asks for changes in 2 of your shots"


def test_somebody_without_a_name_is_somebody():
    assert noticed("comment", "", "{who}") == "Somebody commented on {who}"
