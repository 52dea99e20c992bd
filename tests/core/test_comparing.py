"""What differs between two states of a shot."""

from dataclasses import replace

from projects.core.board import Break
from projects.core.comparing import changed_breaks, changed_fields
from tests.plans import shot

OLD = shot(subject="a", breaks=[Break("dawn", "a dream")], anchors=["dawn"])


def test_the_fields_that_differ_are_named_but_status_omission_and_breaks():
    new = replace(OLD, subject="b", attempt=2, status="approved", omitted=True, breaks=())
    assert changed_fields(OLD, new) == ["subject", "attempt"]


def test_breaks_are_told_apart_by_their_reasons():
    assert changed_breaks(OLD, replace(OLD, breaks=(Break("pier", "x"),))) == {"dawn": "a dream", "pier": None}
