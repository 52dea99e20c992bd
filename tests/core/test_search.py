"""Finding shots and other things by what is typed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.core.board import Break, Scene, Shot, State, Variant
from projects.core.catalog import load
from projects.core.report import build
from projects.core.search import (
    EXCERPT,
    QUERY_MAX,
    Named,
    find_named,
    find_shots,
    fold,
    found_codes,
    index,
    marked,
    words_of,
)
from tests import boards


@pytest.fixture(scope="module")
def catalog():
    return load()


@pytest.fixture
def shots(catalog):
    return index(build(boards.harbour_and_kitchen(), catalog))


def index_of(catalog, *items):
    return index(build(with_scene(items), catalog))


def with_scene(items):
    return replace(boards.blank(), scenes=(Scene("one", "One", shots=tuple(items)),))


def codes(hits):
    return [hit.item.shot.key for hit in hits]


def said(pieces):
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Möwe", "mowe"), ("ÉCLAIR", "eclair"), ("Straße", "strasse"), ("Łódź", "lodz"), ("smørbrød", "smorbrod"),
        ("İstanbul", "istanbul"), ("ΟΔΟΣ", "οδοσ"), ("ﬁlm", "film"), ("it’s", "it's"), ("a\u200bb\u202ec", "abc"), ("e\u0301", "e"),
        ("مطبخ", "مطبخ"), ("", ""),
    ],
)  # fmt: skip
def test_capitals_accents_and_invisible_signs_do_not_matter(text, plain):
    assert fold(text) == plain


@given(st.text(max_size=60))
def test_a_text_folds_as_its_signs_do(text):
    assert fold(text) == "".join(fold(sign) for sign in text)


@given(st.text(max_size=60), st.lists(st.text(max_size=4), max_size=3))
def test_marking_loses_no_sign(text, words):
    assert "".join(piece.text for piece in marked(text, [fold(word) for word in words])) == text


@given(st.text(max_size=300), st.text(max_size=400))
def test_an_excerpt_is_short_and_of_the_text(text, query):
    pieces = [piece.text for piece in marked(text, words_of(query), EXCERPT)]
    inner = [piece for piece in pieces if piece != "…"] if len(text) > EXCERPT else pieces
    assert "".join(inner).replace("…", "") in text.replace("…", "")
    assert len("".join(pieces)) <= max(EXCERPT, QUERY_MAX) + 2


def test_a_query_has_at_most_200_signs_and_12_words():
    assert words_of("x" * 10_000) == ("x" * 200,)
    assert len(words_of(" ".join(map(str, range(50))))) == 12
    assert words_of("a\x00b \t a\nB") == ("a", "b")


@pytest.mark.parametrize(
    ("query", "first"),
    [("SH020", ["SH020"]), ("sh20", ["SH020"]), ("12a", ["12A"]), ("1.3", ["SH030"]), ("rope", ["SH030"]), ("POURS téa", ["SH040"])],
)  # fmt: skip
def test_the_shot_that_is_meant_comes_first(shots, query, first):
    assert codes(find_shots(shots, query))[: len(first)] == first


def test_code_goes_before_number_title_and_words(catalog):
    found = index_of(
        catalog,
        Shot("SH1", action="a word about m1 in passing"),
        Shot("SH2", title="The m1 road"),
        Shot("M10"),
        Shot("M1"),
    )
    assert codes(find_shots(found, "m1")) == ["M1", "M10", "SH2", "SH1"]


def test_the_beginning_of_a_word_goes_before_its_middle(catalog):
    found = index_of(catalog, Shot("SH1", action="a carpenter waits"), Shot("SH2", action="he has a pen"))
    assert codes(find_shots(found, "pen")) == ["SH2", "SH1"]


def test_all_words_have_to_be_there_wherever_they_stand(shots):
    assert codes(find_shots(shots, "rope wind")) == ["SH030"]
    assert codes(find_shots(shots, "rope tea")) == []


def test_every_text_of_a_shot_is_searched(catalog):
    everywhere = Shot(
        "SH1", title="wtitle", subject="wsubject", action="waction", environment="wenv", lighting="wlight", style="wstyle",
        camera_note="wcam", lens="wlens", dialogue="wsaid", notes="wnotes", negative_prompt="wneg",
        anchors=("keeper",), breaks=(Break("keeper", "wbreak"),), state_in=State(position="wplace"),
        variants=(Variant("B", action="wvariant"),),
    )  # fmt: skip
    board = replace(with_scene([everywhere]), anchors=(boards.KEEPER,), negative_prompt="wproject")
    found = index(build(board, catalog))
    words = "wtitle wsubject waction wenv wlight wstyle wcam wlens wsaid wnotes wneg wbreak wplace wvariant keeper"
    assert {word: codes(find_shots(found, word)) for word in words.split()} == {word: ["SH1"] for word in words.split()}


def test_the_compiled_prompt_is_searched(shots):
    assert codes(find_shots(shots, "lighthouse keeper sixties"))[0] == "SH010"


def test_a_hit_shows_where_the_words_stand(shots):
    hit = find_shots(shots, "tarred")[0]
    assert (hit.where, said(hit.excerpt), said(hit.title)) == ("Subject", "a coil of [tarred] rope", "Untitled")


def test_of_a_long_text_the_part_with_the_word_is_shown(catalog):
    long = " ".join(["waits and waits"] * 30) + " for the Möwe to land " + " ".join(["and waits"] * 30)
    hit = find_shots(index_of(catalog, Shot("SH1", notes=long)), "mowe")[0]
    assert (
        said(hit.excerpt)
        == "…waits waits and waits for the [Möwe] to land and waits and waits and waits and waits and waits…"
    )


@pytest.mark.parametrize("query", ["", "   ", "\x00", "\u202e", "\u200b \u200b"])
def test_nothing_typed_finds_nothing(shots, query):
    assert find_shots(shots, query) == ()


@pytest.mark.parametrize("query", [".*", "(", "[a-z]+", "%", "_", "' OR 1=1 --", "\\", "a" * 10_000, "\u202eab", "$1"])
def test_signs_of_other_languages_are_just_signs(shots, query):
    assert codes(find_shots(shots, query)) == []


def test_at_most_eight_are_given(catalog):
    found = index(build(boards.long_board(60, 3), catalog))
    assert codes(find_shots(found, "shot")) == [f"SH{n:03d}" for n in range(10, 90, 10)]
    assert len(found_codes(found, "shot")) == 60


def test_words_of_no_sign_leave_all_shots(shots):
    assert found_codes(shots, "\x00") == frozenset({"SH010", "SH020", "SH030", "SH040", "SH050", "12A"})


def test_an_index_made_from_an_earlier_one_is_the_same(catalog):
    before = boards.harbour_and_kitchen()
    first, *rest = before.scenes
    shots = (replace(first.shots[0], action="rows ashore"), *first.shots[1:])
    after = replace(before, scenes=(replace(first, shots=shots), *rest))
    one, two = build(before, catalog), build(after, catalog)
    assert index(two, index(one)) == index(two)
    assert codes(find_shots(index(two, index(one)), "rows ashore")) == ["SH010"]


def test_names_that_begin_so_go_first():
    things = [Named("The keeper", 1), Named("Keeper", 2), Named("Pier", 3, ("where the keeper walks",))]
    found = find_named(things, "KEEP")
    assert [(hit.value, said(hit.label)) for hit in found] == [(2, "[Keep]er"), (1, "The [keep]er"), (3, "Pier")]
    assert find_named(things, " ") == ()
