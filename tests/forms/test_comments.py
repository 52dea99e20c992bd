"""What is typed in a comment."""

import pytest

from projects.forms.comments import CommentForm, DigestForm


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("fine", ""), ("x" * 5000, ""), ("", "Write something first."),
        ("x" * 5001, "A comment has at most 5,000 characters; this one has 5,001. Shorten it."),
    ],
)  # fmt: skip
def test_one_sentence_says_what_is_wrong(text, sentence):
    assert CommentForm({"text": text}).sentence() == sentence


def test_news_come_never_daily_or_weekly():
    assert [DigestForm({"digest": how}).is_valid() for how in ("", "day", "week", "hour")] == [True, True, True, False]
