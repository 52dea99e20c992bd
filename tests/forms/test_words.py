"""What is typed about a project's own words, and the sentence for every mistake."""

import pytest
from django.core.exceptions import ValidationError

from projects.core.board import Word, WordGroup
from projects.forms.words import GroupForm, WordForm, read_values, slug_of, values_text

KNOWN = (Word("style", "our grain", "Grain"),)
GREEN = WordGroup("livery", "Livery", ("subject",), (("ours", ("racing green", "our livery")), ("rival", ("rival blue",))))
LINES = "ours: racing green, our livery\n\nrival:  rival   blue , rival blue\n"


def errors(form):
    form.is_valid()
    return {name: list(found) for name, found in form.errors.items()}


def test_a_word_is_read_with_its_blanks_put_right():
    form = WordForm({"slot": "lighting", "text": "  warm   lamps\nof the ferry ", "label": " Ferry "})
    assert (form.is_valid(), form.word()) == (True, Word("lighting", "warm lamps of the ferry", "Ferry"))


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"slot": "style", "text": " "}, "text"),
        ({"slot": "style", "text": "OUR grain"}, "text"),
        ({"slot": "style", "text": "x" * 201}, "text"),
        ({"slot": "style", "text": "a\x07"}, "text"),
        ({"slot": "mood", "text": "x"}, "slot"),
        ({"slot": "style", "text": "x", "label": "y" * 81}, "label"),
    ],
)
def test_a_word_that_cannot_be_kept_is_answered_beside_its_field(data, field):
    assert list(errors(WordForm(data, known=KNOWN))) == [field]


def test_a_word_may_keep_its_text_when_it_is_edited():
    form = WordForm({"slot": "style", "text": "our grain", "label": "New"}, known=KNOWN, was=("style", "our grain"))
    assert errors(form) == {}


def test_a_group_is_read_line_by_line():
    form = GroupForm({"label": " Livery ", "id": "", "kinds": ["subject"], "values": LINES})
    assert errors(form) == {}
    assert form.group() == GREEN
    assert read_values(values_text(GREEN)) == GREEN.values


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ("", "Give at least two values, one a line: only then can one exclude the other."),
        ("ours: green", "Give at least two values, one a line: only then can one exclude the other."),
        ("ours green\nrival: blue", "Line 1: write a value, a colon and its words: ours: racing green, our livery."),
        ("ours: green\nrival:", "Line 2: write a value, a colon and its words: ours: racing green, our livery."),
        ("ours: green\nours: blue", "Line 2: ours stands there already."),
        ("ours: green\nrival: Green", "Line 2: “Green” belongs to ours already."),
        (f"ours: {'x' * 61}\nrival: blue", f"Line 1: keep “{'x' * 20}…” under 60 characters."),
        (f"ours: {', '.join(map(str, range(41)))}\nrival: blue", "Line 1: at most 40 words for a value."),
        ("\n".join(f"v{n}: w{n}" for n in range(41)), "At most 40 values fit in a group."),
    ],
)
def test_values_that_cannot_be_read_are_answered_with_their_line(values, sentence):
    with pytest.raises(ValidationError) as wrong:
        read_values(values)
    assert wrong.value.messages == [sentence]


def test_every_mistake_of_a_group_is_answered_beside_its_field():
    form = GroupForm({"label": "", "id": "", "kinds": [], "values": ""})
    assert list(errors(form)) == ["label", "kinds", "values"]
    for key in ("two words", "livery"):
        form = GroupForm({"label": "x", "id": key, "kinds": ["style"], "values": LINES}, known=(GREEN,))
        assert list(errors(form)) == ["id"]
    assert errors(GroupForm({"label": "x", "kinds": ["style"], "values": LINES}, known=(GREEN,), was="livery")) == {}


def test_a_label_without_latin_letters_needs_an_id():
    assert (slug_of("Café Größe 2"), slug_of("東京")) == ("cafe-groe-2", "")
    assert list(errors(GroupForm({"label": "東京", "kinds": ["style"], "values": LINES}))) == ["id"]
