"""A plan kept as a template: candidates, braces, and what stays out."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.core.board import Anchor, Board, Break, Scene, SeedLock, Shot, StartsFrom
from projects.core.document import loads
from projects.core.document_write import dumps
from projects.core.templates import Blank, filled, kept, stored
from projects.core.templates_making import Chosen, candidates, in_braces, key_of, of_scene, sparing, stripped, template_from
from projects.management.commands.demo import DOCUMENT
from tests.strategies import boards, catalog

MARA = Anchor("mara", "subject", "Mara", "Mara, a barista from Porto with dark curls")
SHOP = Anchor("shop", "environment", "coffee shop", "a narrow coffee shop with an oak counter")
ROOF = Anchor("roof", "environment", "rooftop", "a rooftop above the old town")


def plan():
    first = Shot("SH010", action="Mara waits", seed=7, status="approved", attempt=3, custom_prompt_basis="x")
    second = Shot("SH020", subject="same Mara", anchors=("mara",), starts_from=StartsFrom("SH010", "last"),
                  breaks=(Break("shop", "a memory of Lisbon"),), seed=7)  # fmt: skip
    third = Shot("SH030", starts_from=StartsFrom("SH020", "last"), without=("mara",))
    return Board(
        "Morning for Vale", anchors=(MARA, SHOP, ROOF), anchors_in_use=("mara",),
        scenes=(
            Scene("one", "At Ada's", ("shop",), SeedLock(7, "SH010"), (first, second)),
            Scene("two", "Above", ("roof",), None, (third,)),
        ),
    )  # fmt: skip


def demo():
    return loads(DOCUMENT.read_bytes(), catalog())


def test_chosen_words_stand_in_braces_where_they_stand_whole():
    chosen = [Chosen("Mara", "hero"), Chosen("Mara Voss", "full name")]
    assert in_braces("Mara Voss, Mara's coat, Maramures, mara", chosen) == "{full name}, {hero}'s coat, Maramures, mara"


def test_braces_of_the_plan_stay_braces():
    assert in_braces('{"a": {"b": 1}} {a } {x} {{y}}', []) == '{{"a": {{"b": 1}}}} {{a }} {{x}} {{{{y}}}}'
    written = [Chosen("{x}", "x", written=True)]
    assert in_braces("{x} {z} {{x}}", written) == "{x} {{z}} {{{{x}}}}"


@given(boards())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_filled_with_its_defaults_a_template_says_what_the_plan_said(board):
    chosen = [Chosen(item.text, item.key, written=item.origin == "written") for item in candidates(board)]
    chosen = [item for item in chosen if not item.written and item.text.strip() == item.text]
    made = template_from(board, chosen, title="T")
    again = kept("t", "T", stored(made))
    assert filled(again, {}, catalog()) == stripped(board)


@given(st.text(max_size=60))
def test_without_a_blank_every_text_comes_back(text):
    made = template_from(Board("T", brief=text.replace("\r", "")), title="T")
    assert made.document["brief"] == in_braces(text.replace("\r", ""), [])


def test_seeds_statuses_and_attempts_stay_out_and_breaks_stay():
    made = filled(template_from(plan(), title="T"), {}, catalog())
    shots = [shot for _, shot in made.shots()]
    assert [(shot.seed, shot.status, shot.attempt, shot.custom_prompt_basis) for shot in shots] == [
        (None, "draft", 1, None)
    ] * 3
    assert [scene.seed_lock for scene in made.scenes] == [None, None]
    assert shots[1].breaks == (Break("shop", "a memory of Lisbon"),)


def test_seeds_are_kept_where_they_are_asked_for():
    made = filled(template_from(plan(), title="T", seeds=True), {}, catalog())
    assert made.scenes[0].seed_lock == SeedLock(7, "SH010")
    assert [shot.seed for _, shot in made.shots()] == [7, 7, None]


def test_a_scene_comes_with_its_anchors_alone_and_without_frames_of_others():
    board = of_scene(plan(), "two")
    assert ([a.key for a in board.anchors], board.title, board.brief) == (["mara", "roof"], "Above", "")
    assert [(shot.key, shot.starts_from, shot.without) for _, shot in board.shots()] == [("SH030", None, ("mara",))]
    assert filled(template_from(board, title="Above", scene=True), {}, catalog()) == stripped(board)


def test_a_lock_whose_master_stays_behind_stays_behind():
    board = replace(plan(), seed_lock=SeedLock(9, "SH010"))
    assert of_scene(board, "two").seed_lock is None
    assert of_scene(board, "one").seed_lock == SeedLock(9, "SH010")


def test_candidates_are_anchors_titles_and_names_inside_sentences():
    board = replace(plan(), brief="Written {place} in braces. For the Old Harbour, not For.")
    assert [(item.text, item.origin, item.key, item.count) for item in candidates(board)] == [
        ("{place}", "written", "place", 1),
        ("Mara", "anchor", "mara", 4),
        ("coffee shop", "anchor", "coffee shop", 2),
        ("rooftop", "anchor", "rooftop", 2),
        ("Morning for Vale", "title", "title", 1),
        ("Old Harbour", "name", "old harbour", 1),
        ("For", "name", "for", 2),
        ("Porto", "name", "porto", 1),
        ("At Ada's", "title", "at ada s", 1),
        ("Above", "title", "above", 1),
    ]


def test_a_blank_s_name_is_free_and_begins_with_a_letter():
    assert [key_of("35 mm look", set()), key_of("!!", set()), key_of("Mara", {"mara"})] == ["mm look", "text", "mara 2"]


def test_a_blank_keeps_what_stood_there_as_its_default():
    made = template_from(plan(), [Chosen("Mara", "hero"), Chosen("not there", "gone")], title="T", purpose="P")
    assert made.blanks == (Blank("hero", "Hero", "Mara"),)
    assert (made.title, made.purpose, made.scene) == ("T", "P", False)
    board = filled(made, {"hero": "Tom"}, catalog())
    assert (board.anchors[0].name, board.anchors[0].description) == ("Tom", "Tom, a barista from Porto with dark curls")


def test_a_blank_that_is_written_in_the_plan_is_named_as_it_stands():
    board = Board("A {product name} film")
    made = template_from(board, [Chosen("{product name}", "product name", written=True)], title="T")
    assert made.blanks == (Blank("product name", "Product name", "product name"),)
    assert filled(made, {"product name": "cup"}, catalog()).title == "A cup film"


def test_the_demo_becomes_a_template_about_somebody_else():
    made = template_from(demo(), [Chosen("Mara", "hero"), Chosen("coffee shop", "shop")], title="T")
    board = filled(made, {"hero": "Ines", "shop": "tea house"}, catalog())
    text = dumps(board)
    assert ("Mara" in text, "coffee shop" in text) == (False, False)
    assert [anchor.name for anchor in board.anchors[:2]] == ["Ines", "tea house"]


def test_the_faulty_shots_and_what_leans_on_them_are_left_out():
    made = sparing(plan(), lambda board: {s.key for _, s in board.shots() if s.starts_from is None} & {"SH010"})
    assert made is not None
    board, codes = made
    assert (codes, [shot.key for _, shot in board.shots()]) == (("SH010",), ["SH020", "SH030"])
    assert (board.scenes[0].seed_lock, board.scenes[0].shots[0].starts_from) == (None, None)
    assert sparing(plan(), lambda board: {shot.key for _, shot in board.shots()}) is None
