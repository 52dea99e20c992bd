"""What opens a round, as it is typed."""

from projects.forms.rounds import ClosingForm, RoundForm
from projects.writes.rounds import RoundValues
from tests import boards


def form(**typed: object) -> RoundForm:
    return RoundForm(typed, board=boards.harbour())


def test_what_is_typed_is_what_the_round_is_to_be():
    asked = form(title=" First \t cut ", note="  Until\nFriday ", scope="scenes", scenes=["arrival"], send="on")
    assert asked.is_valid()
    assert asked.values() == RoundValues("First cut", "Until\nFriday", "scenes", ("arrival",), True)


def test_each_mistake_gets_one_sentence_where_it_was_typed():
    for typed, where, sentence in (
        ({"scope": "scenes"}, "scenes", "Choose at least one scene."),
        ({"scope": "moons"}, "scope", "Choose one of the list."),
        ({"scope": "scenes", "scenes": ["gone"]}, "scenes", "One of these scenes is gone. Choose again."),
    ):
        assert form(**typed).errors == {where: [sentence]}
    assert list(form(scope="project", title="x" * 201, note="y" * 5001).errors) == ["title", "note"]
    assert list(ClosingForm({"note": "y\x01"}).errors) == ["note"]
