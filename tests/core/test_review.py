"""The states of a shot in review and who may change them."""

from __future__ import annotations

import pytest

from projects.core.board import STATUSES
from projects.core.findings import Finding
from projects.core.review import LABELS, TRANSITIONS, refusal
from projects.core.roles import Action, Role

ERROR = Finding("continuity.contradiction", "error", "subject", "No.")
WARNING = Finding("seed.varies", "warning", "seed", "Hm.")


def test_every_status_has_a_label_and_a_way_out() -> None:
    assert set(LABELS) == set(TRANSITIONS) == set(STATUSES)
    assert all(TRANSITIONS[status] for status in STATUSES)
    assert {then for steps in TRANSITIONS.values() for then in steps} == set(STATUSES)


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
    assert refusal("owner", "draft", "changes-requested", ()) == "A shot cannot go from draft to changes requested."


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
