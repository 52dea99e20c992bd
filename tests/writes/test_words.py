"""A project's own words and groups as rows: added, changed, removed, brought back, logged."""

import pytest

from projects.core.board import Word, WordGroup
from projects.core.document_later import GROUPS_MAX, WORDS_MAX
from projects.core.findings import Refused
from projects.models import Activity
from projects.writes.words import remove_group, remove_word, restore, save_group, save_word
from tests import factories

LAMPS = Word("lighting", "warm lamps of the ferry", "Ferry lamps")
LIVERY = WordGroup("livery", "livery", ("subject",), (("ours", ("racing green",)), ("rival", ("rival blue", "their blue"))))


def verbs(project):
    return list(
        Activity.objects.filter(project=project, verb__startswith="word").order_by("id").values_list("verb", flat=True)
    )


def test_a_word_is_added_changed_removed_and_brought_back_in_its_place(project, owner):
    for word in (LAMPS, Word("style", "our grain")):
        save_word(project, word, by=owner)
    save_word(project, Word("lighting", "cold lamps of the ferry"), by=owner, was=("lighting", LAMPS.text))
    changed = (Word("lighting", "cold lamps of the ferry"), Word("style", "our grain"))
    assert factories.board(project).vocabulary == changed
    line = remove_word(project, "lighting", "cold lamps of the ferry", by=owner)
    assert factories.board(project).vocabulary == changed[1:]
    assert restore(project, line.pk, by=owner) == "cold lamps of the ferry"
    assert factories.board(project).vocabulary == changed
    assert verbs(project) == ["word-added", "word-added", "word-edited", "word-removed", "word-restored"]


def test_a_group_is_added_changed_removed_and_brought_back(project, owner):
    save_group(project, LIVERY, by=owner)
    renamed = WordGroup("paint", "paint", LIVERY.kinds, LIVERY.values)
    save_group(project, renamed, by=owner, was="livery")
    assert factories.board(project).word_groups == (renamed,)
    line = remove_group(project, "paint", by=owner)
    assert factories.board(project).word_groups == ()
    restore(project, line.pk, by=owner)
    assert factories.board(project).word_groups == (renamed,)
    assert verbs(project)[-2:] == ["word-group-removed", "word-group-restored"]


def test_the_same_words_stand_once_in_a_slot(project, owner):
    save_word(project, LAMPS, by=owner)
    save_word(project, Word("style", LAMPS.text), by=owner)
    before = factories.everything()
    with pytest.raises(Refused, match="among the words of this slot already"):
        save_word(project, Word("lighting", LAMPS.text.upper()), by=owner)
    assert factories.everything() == before
    save_group(project, LIVERY, by=owner)
    with pytest.raises(Refused, match="group livery already"):
        save_group(project, LIVERY, by=owner)


def test_what_somebody_removed_meanwhile_is_refused(project, owner):
    steps = (
        lambda: save_word(project, LAMPS, by=owner, was=("lighting", "gone")),
        lambda: remove_word(project, "lighting", "gone", by=owner),
        lambda: save_group(project, LIVERY, by=owner, was="gone"),
        lambda: remove_group(project, "gone", by=owner),
        lambda: restore(project, 0, by=owner),
    )
    before = factories.everything()
    for step in steps:
        with pytest.raises(Refused):
            step()
    assert factories.everything() == before


def test_what_stands_there_again_is_not_brought_back_twice(project, owner):
    save_word(project, LAMPS, by=owner)
    line = remove_word(project, "lighting", LAMPS.text, by=owner)
    restore(project, line.pk, by=owner)
    with pytest.raises(Refused, match="stands there already"):
        restore(project, line.pk, by=owner)
    assert factories.board(project).vocabulary == (LAMPS,)


def test_a_line_of_another_project_brings_nothing_back(project, theirs, owner, stranger):
    save_word(theirs, LAMPS, by=stranger)
    line = remove_word(theirs, "lighting", LAMPS.text, by=stranger)
    with pytest.raises(Refused):
        restore(project, line.pk, by=owner)


def test_a_project_holds_no_more_than_its_document_may(project, owner):
    project.later = {
        "vocabulary": [{"slot": "style", "text": f"look {n}", "label": ""} for n in range(WORDS_MAX)],
        "word_groups": [
            {"id": f"g{n}", "label": "x", "kinds": ["style"], "values": [{"value": "a", "words": ["b"]}]} for n in range(GROUPS_MAX)
        ],
    }  # fmt: skip
    project.save()
    with pytest.raises(Refused, match="Remove one first"):
        save_word(project, LAMPS, by=owner)
    with pytest.raises(Refused, match="Remove one first"):
        save_group(project, LIVERY, by=owner)
