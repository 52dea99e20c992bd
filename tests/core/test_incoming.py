"""What a file says of a plan, as values."""

import pytest

from projects.core.incoming import ImportProblem, Incoming, IncomingScene, IncomingShot, Skipped


def test_a_file_says_only_what_it_says():
    shot = IncomingShot({"action": "walks"})
    assert (shot.key, shot.text, shot.where, dict(shot.fields)) == ("", "", "", {"action": "walks"})
    assert (IncomingScene().title, IncomingScene().shots, dict(IncomingScene().fields)) == ("", (), {})


def test_a_file_claims_to_be_the_whole_plan_unless_it_says_otherwise():
    assert (Incoming("csv").whole, Incoming("csv", whole=False).whole) == (True, False)


def test_values_of_a_file_cannot_be_changed():
    with pytest.raises(AttributeError):
        setattr(Skipped("row 1", "Why."), "reason", "Because.")  # noqa: B010 - the type checker refuses it, too


def test_a_file_that_cannot_be_read_is_one_sentence():
    assert str(ImportProblem("Choose another file.")) == "Choose another file."
