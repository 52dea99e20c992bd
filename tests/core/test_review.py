"""The states of a shot in review and who may change them."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects.core.board import STATUSES
from projects.core.findings import Finding, Refused
from projects.core.review import LABELS, TRANSITIONS, diagram, drawn_into, note_text, refusal, refused_decision
from projects.core.roles import Action, Role, as_a

ERROR = Finding("continuity.contradiction", "error", "subject", "No.")
WARNING = Finding("seed.varies", "warning", "seed", "Hm.")


def test_every_status_has_a_label_and_a_way_out() -> None:
    assert set(LABELS) == set(TRANSITIONS) == set(STATUSES)
    assert all(TRANSITIONS[status] for status in STATUSES)
    assert {then for steps in TRANSITIONS.values() for then in steps} == set(STATUSES)


def test_a_role_is_called_by_its_article() -> None:
    assert [as_a(role) for role in ("owner", "viewer")] == ["As an owner", "As a viewer"]


def test_an_editor_sends_to_review_and_takes_back() -> None:
    assert refusal("editor", "draft", "in-review", ()) is None
    assert refusal("editor", "in-review", "draft", ()) is None


def test_a_reviewer_approves_or_asks_for_changes() -> None:
    assert refusal("reviewer", "in-review", "approved", ()) is None
    assert refusal("reviewer", "in-review", "changes-requested", ()) is None


def test_a_reviewer_does_not_edit() -> None:
    assert refusal("reviewer", "draft", "in-review", ()) == "As a reviewer you cannot set a shot to in review."


@pytest.mark.parametrize("now", STATUSES)
def test_a_viewer_changes_nothing(now: str) -> None:
    assert all(refusal("viewer", now, then, ()) for then in STATUSES)


@pytest.mark.parametrize("now", STATUSES)
def test_a_step_to_where_it_stands_is_refused(now: str) -> None:
    assert refusal("owner", now, now, ()) == f"This shot is already {LABELS[now].lower()}."


def test_a_step_that_does_not_exist_is_refused() -> None:
    assert refusal("owner", "draft", "lost", ()) == "There is no such status."


@pytest.mark.parametrize("now", ["draft", "in-review", "changes-requested"])
def test_a_shot_with_an_error_is_not_approved(now: str) -> None:
    assert refusal("owner", now, "approved", [WARNING, ERROR]) == (
        "This shot has 1 open error. Mend it or record a break, then approve."
    )
    assert refusal("owner", now, "approved", [ERROR, ERROR]) == (
        "This shot has 2 open errors. Mend them or record a break, then approve."
    )


def test_warnings_do_not_keep_a_shot_from_approval() -> None:
    assert refusal("owner", "draft", "approved", [WARNING]) is None


def test_errors_do_not_keep_a_shot_from_other_steps() -> None:
    assert refusal("editor", "draft", "in-review", [ERROR]) is None
    assert refusal("reviewer", "approved", "changes-requested", [ERROR]) is None


def test_every_step_needs_the_right_to_edit_or_to_review() -> None:
    assert {right for steps in TRANSITIONS.values() for right in steps.values()} == {Action.EDIT, Action.REVIEW}
    assert all(refusal(Role.OWNER, now, then, ()) is None for now, steps in TRANSITIONS.items() for then in steps)


PAPER = Path(__file__).parents[2] / "docs" / "REVIEW.md"


def test_the_diagram_in_the_documentation_is_that_of_the_table() -> None:
    """Out of date? `python manage.py review_diagram` writes it."""
    text = PAPER.read_text(encoding="utf-8")
    assert drawn_into(text) == text


def test_the_diagram_has_every_step_once() -> None:
    steps = [line for line in diagram().splitlines() if " --> " in line and "[*]" not in line]
    assert len(steps) == len(set(steps)) == sum(map(len, TRANSITIONS.values()))


def test_a_paper_without_a_place_for_the_diagram_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        drawn_into("# Review\n")


def test_a_request_for_changes_says_what_should_change() -> None:
    assert refused_decision("changes-requested", " \n", ()) == "Say what should change."
    assert refused_decision("changes-requested", "Warmer.", [ERROR]) is None


def test_an_approval_needs_no_note_but_no_open_error() -> None:
    assert refused_decision("approved", "", [WARNING]) is None
    assert refused_decision("approved", "", [ERROR]) == (
        "This shot has 1 open error. Mend it or record a break, then approve."
    )


def test_under_four_eyes_an_author_does_not_approve_but_may_ask_for_changes() -> None:
    assert refused_decision("approved", "", (), own_work="author") == (
        "You wrote part of this version. In this project somebody else has to approve it."
    )
    assert refused_decision("changes-requested", "Warmer.", (), own_work="author") is None


def test_the_same_decision_twice_is_refused() -> None:
    assert refused_decision("approved", "", (), same_again=True) == "You have already set this version to approved."


def test_a_decision_that_is_none_is_refused() -> None:
    assert refused_decision("draft", "", ()) == "There is no such decision."


def test_a_note_is_kept_with_newlines_and_counted_so() -> None:
    lines = "a\r\n" * 2_500
    assert note_text("approved", f"{lines}\r\n") == lines.replace("\r\n", "\n").strip()
    with pytest.raises(Refused, match=r"^A note has at most 5,000 characters; this one has 5,001\. Shorten it\.$"):
        note_text("approved", "x" * 5_001)
    with pytest.raises(Refused, match=r"^Say what should change\.$"):
        note_text("changes-requested", "\u200b")
