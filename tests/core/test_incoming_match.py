"""Which shot of the plan each shot of a file is: a script that comes again finds its shots, whatever was edited."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from projects.core.board import Board, Scene, Shot
from projects.core.incoming import Incoming, IncomingScene, IncomingShot
from projects.core.incoming_match import match
from projects.core.incoming_plan import applied, plan

WORDS = (
    "keeper pier gull lamp rope boat net storm wave lantern door stair window bell crate sail mast oar anchor buoy".split()
)
VERBS = "lifts drops carries opens closes watches turns pushes pulls holds throws cleans paints ties".split()


@st.composite
def paragraphs(draw):
    """One paragraph of action."""
    one, two, three = (draw(st.sampled_from(WORDS)) for _ in range(3))
    return f"the {one} {draw(st.sampled_from(VERBS))} the {two} beside the {three}"


@st.composite
def scripts(draw, unique=True):
    """Scenes with their paragraphs; those of a script whose paragraphs differ, or any."""
    texts = draw(st.lists(paragraphs(), min_size=2, max_size=24, unique=unique))
    cuts = sorted(draw(st.sets(st.integers(1, len(texts) - 1), max_size=3)))
    parts = [texts[a:b] for a, b in zip([0, *cuts], [*cuts, len(texts)], strict=True)]
    return [(f"INT. ROOM {at} - DAY", part) for at, part in enumerate(parts)]


def incoming(script):
    scenes = (
        IncomingScene(title, shots=tuple(IncomingShot({"action": text, "environment": title.lower()}, "", text) for text in texts))
        for title, texts in script
    )  # fmt: skip
    return Incoming("fountain", scenes=tuple(scenes))


def board_of(script):
    empty = Board("Plan")
    return applied(empty, plan(empty, incoming(script)))


def said(script):
    return [text for _, texts in script for text in texts]


def found(board, script, imported=None):
    """The action, in the plan, of the shot that each paragraph is; None where it is new."""
    actions = {shot.key: shot.action for _, shot in board.shots()}
    given_file = incoming(script)
    shots = match(board, given_file, imported).shots
    places = [(i, j) for i, scene in enumerate(given_file.scenes) for j in range(len(scene.shots))]
    codes = [shots.get(place) for place in places]
    known = [code for code in codes if code]
    assert len(set(known)) == len(known)
    return [actions[code] if code else None for code in codes]


@given(scripts(unique=False))
def test_an_unchanged_file_finds_every_shot_and_changes_nothing(script):
    board = board_of(script)
    again = plan(board, incoming(script))
    assert [entry.kind for entry in again.entries] == ["same"] * len(said(script))
    assert (again.missing, again.says_something()) == ((), False)
    assert applied(board, again) == board


@given(scripts(), st.data())
def test_editing_one_paragraph_keeps_all_others(script, data):
    board = board_of(script)
    i = data.draw(st.integers(0, len(script) - 1))
    j = data.draw(st.integers(0, len(script[i][1]) - 1))
    edited = [(title, list(texts)) for title, texts in script]
    edited[i][1][j] = data.draw(st.sampled_from(["a dog barks twice in the rain", edited[i][1][j] + " very slowly"]))
    results = found(board, edited)
    for text, result in zip(said(edited), results, strict=True):
        if text in said(script):
            assert result == text
    if edited[i][1][j].endswith("very slowly"):
        assert f"{results[said(edited).index(edited[i][1][j])]} very slowly" == edited[i][1][j]


@given(scripts(), st.data())
def test_paragraphs_put_in_and_taken_out_keep_the_work_on_the_others(script, data):
    board = board_of(script)
    kept = [(title, [text for text in texts if data.draw(st.integers(0, 4))]) for title, texts in script]
    title, texts = kept[0]
    kept[0] = (title, ["a dog barks twice in the rain", *texts])
    results = found(board, kept)
    known = set(said(script))
    assert [result for text, result in zip(said(kept), results, strict=True) if text in known] == [
        text for text in said(kept) if text in known
    ]


@given(scripts(), st.randoms(use_true_random=False))
def test_scenes_in_another_order_and_under_other_titles_keep_their_shots(script, random):
    board = board_of(script)
    moved = [(f"EXT. PLACE {at} - NIGHT", texts) for at, (_, texts) in enumerate(random.sample(script, len(script)))]
    assert found(board, moved) == said(moved)


@given(scripts(unique=False))
def test_the_same_question_gets_the_same_answer(script):
    board = board_of(script)
    edited = [(title, [f"{text} again" for text in reversed(texts)]) for title, texts in script]
    assert match(board, incoming(edited)) == match(board, incoming(edited))


def test_a_code_goes_before_words_in_any_case_of_letters():
    shots = (Shot("SH010", action="walks"), Shot("SH020", action="sits"))
    board = Board("Plan", scenes=(Scene("a", "A", shots=shots),))
    given_file = Incoming("csv", scenes=(IncomingScene("A", shots=(
        IncomingShot({"action": "walks"}, "sh020"), IncomingShot({"action": "sits"}, "SH020"),
    )),))  # fmt: skip
    assert dict(match(board, given_file).shots) == {(0, 0): "SH010", (0, 1): "SH020"}
    assert dict(match(board, given_file).how) == {(0, 0): "words", (0, 1): "code"}


def test_a_shot_that_was_written_anew_here_is_found_by_what_it_said_when_it_came():
    script = [("INT. ROOM - DAY", ["the keeper lifts the lamp", "a gull drops the bell"])]
    board = board_of(script)
    first, second = board.scenes[0].shots
    rewritten = replace(first, action="dances on a table of oak", environment="")
    changed = replace(board, scenes=(replace(board.scenes[0], shots=(second, rewritten)),))
    assert found(changed, script, {first.key: [{"action": first.action, "environment": first.environment}]}) == [
        rewritten.action, second.action,
    ]  # fmt: skip
