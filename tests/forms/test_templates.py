"""Forms about templates: the fields of blanks, ticks that stay with their words."""

import pytest

from projects.core.templates import Blank, Template
from projects.core.templates_making import Candidate, Chosen
from projects.forms.templates import FillForm, KeepForm, TitleForm, mark_of

BLANKS = (
    Blank("like this", "One", "short"),
    Blank("like-this", "Two", "a default that is long enough to be written in more than one line", "another"),
    Blank("産品", "Three", "x"),
)
TEMPLATE = Template("t", "T", "", {"format": "storyboard/1", "title": "{like this} {like-this} {産品}"}, BLANKS)
MARA = Candidate("Mara", "anchor", "mara", 3)
WRITTEN = Candidate("{x y}", "written", "x y", 1)


def keep(*candidates, **data):
    form = KeepForm({"title": "T", **data}, candidates=list(candidates))
    return form, form.is_valid()


def test_every_blank_has_a_field_of_its_own_with_its_default_in_grey():
    form = FillForm(template=TEMPLATE)
    assert list(form.fields) == ["blank-like-this", "blank-like-this-2", "blank-産品"]
    assert [field.field.widget.attrs["placeholder"] for field in form.blanks] == [blank.default for blank in BLANKS]
    assert [field.help_text for field in form.blanks] == ["", "For example: another", ""]


def test_what_is_typed_belongs_to_its_blank():
    form = FillForm({"blank-like-this-2": "  two ", "blank-産品": ""}, template=TEMPLATE)
    assert form.is_valid()
    assert form.given() == {"like this": "", "like-this": "two", "産品": ""}


def test_a_field_that_no_blank_has_is_refused():
    form = FillForm({"blank-other": "x"}, template=TEMPLATE)
    assert (form.is_valid(), list(form.non_field_errors())) == (
        False,
        ["This template has no blank “other”. Reload the page."],
    )


@pytest.mark.parametrize(("typed", "title"), [("  a \n b ", "a b"), ("é", "é")])
def test_a_title_is_one_line(typed, title):
    form = TitleForm({"title": typed})
    assert (form.is_valid(), form.cleaned_data["title"]) == (True, title)


def test_what_stands_in_braces_is_ticked_at_first_and_nothing_else():
    form = KeepForm(candidates=[WRITTEN, MARA])
    assert [row.taken for row in form.rows] == [True, False]


def test_a_tick_stays_with_its_words_when_the_plan_changes():
    data = {f"{mark_of(MARA)}-take": "1", f"{mark_of(MARA)}-name": "hero"}
    new = Candidate("Ada", "name", "ada", 1)
    form, valid = keep(new, WRITTEN, MARA, **data, **{f"{mark_of(WRITTEN)}-name": "x y"})
    assert (valid, form.chosen()) == (True, (Chosen("Mara", "hero"),))


def test_own_words_count_where_something_is_written():
    form, valid = keep(**{"own1-text": " red coat ", "own1-name": "coat", "own2-text": "", "own2-name": "?"})
    assert (valid, form.chosen()) == (True, (Chosen("red coat", "coat"),))


@pytest.mark.parametrize("name", ["", "1a", "_a", "a{b", "x" * 41])
def test_a_name_that_is_none_is_said_at_its_row(name):
    form, valid = keep(**{"own1-text": "coat", "own1-name": name})
    assert (valid, form.chosen(), form.own[0].problem[:34]) == (False, (), "A blank's name starts with a lette")


def test_two_blanks_cannot_share_a_name():
    form, valid = keep(**{"own1-text": "a", "own1-name": "x", "own2-text": "b", "own2-name": "x"})
    assert (valid, form.own[1].problem) == (False, "Two blanks are called “x”. Give one of them another name.")
