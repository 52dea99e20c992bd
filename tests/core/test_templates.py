"""Templates: the five of the method, blanks and what fills them."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.core.board import Move
from projects.core.catalog import CatalogError, load
from projects.core.catalog.templating import blank_keys, fill, pieces
from projects.core.report import build
from projects.core.templates import (
    Blank,
    Template,
    built_in,
    faults,
    filled,
    kept,
    lost_model,
    named_blanks,
    stored,
)
from projects.core.templates_model import count, guide_credits, model_for, usual_model

CATALOG = load()
FIVE = built_in(CATALOG)
# Figures of the guide; None where it is silent about a shot.
GUIDE = {
    "product-reveal": ("instagram-feed", "1:1", [10], "high", [(Move("orbit", "full", "slow"),)], 14),
    "fashion-reel": ("instagram-reels", "9:16", [15], "standard", [(Move("tracking", "side", "slow"),)], 8),
    "corporate-opener": ("youtube", "16:9", [8], "high", [(Move("crane", "up", "slow"),)], 12),
    "documentary-b-roll": (
        "landscape", "16:9", [15], "high", [(Move("handheld"), Move("tracking", "side", "normal"))], 10,
    ),
    "music-video": (
        "youtube", "16:9", [15, 15, 15, 15], "high",
        [(Move("dolly", "in", "slow"),), (Move("static"),), (Move("crane", "up", "slow"),), (Move("dolly", "in", "slow"),)],
        8,
    ),
}  # fmt: skip
OTHER = {
    "product-reveal": {"brand": "Öresund", "product": "chronograph", "look": "brushed steel with a navy dial", "surface": "raw oak"},
    "fashion-reel": {"wearer": "a woman in her sixties with white hair and a red scarf", "outfit": "a long green velvet coat", "city": "Marseille"},
    "corporate-opener": {"company": "Kestrel & Co.", "building": "observatory", "architecture": "white domes with a glazed gallery", "setting": "a hillside park of old pines"},
    "documentary-b-roll": {"person": "a baker in his thirties with flour on a blue apron", "work": "kneads dough with slow and firm strokes", "place": "village bakery", "details": "a brick oven and steaming trays"},
    "music-video": {"artist": "東京 Echo", "singer": "a singer in her forties with a grey braid and a black suit", "band": "a string trio in white shirts", "venue": "theatre stage"},
}  # fmt: skip


def template(text="a {product}", **more):
    board = {"title": "{brand} film", "anchors": [{"key": "p", "kind": "subject", "name": "{product}"}]}
    shot = {"key": "SH010", "subject": text}
    document = {"format": "storyboard/1", **board, "scenes": [{"key": "one", "shots": [shot]}]}
    blanks = (Blank("product", "Product", "red cup"), Blank("brand", "Brand", "Vale"))
    return Template("t", "T", "", {**document, **more}, blanks)


def subject(found):
    return found.scenes[0].shots[0].subject


def test_there_are_five_with_the_figures_of_the_guide():
    for key, (destination, ratio, seconds, quality, cameras, cfg) in GUIDE.items():
        board = filled(FIVE[key], {}, CATALOG)
        shots = [shot for _, shot in board.shots()]
        assert (board.destination, board.aspect_ratio, board.quality, board.cfg) == (
            destination,
            ratio,
            quality,
            Decimal(cfg),
        )
        assert [shot.duration for shot in shots] == [Decimal(n) for n in seconds]
        assert [shot.camera for shot in shots] == cameras
        assert {(shot.quality, shot.cfg, shot.model) for shot in shots} == {(None, None, None)}
    assert list(FIVE) == list(GUIDE)


@pytest.mark.parametrize("facts", ["guide", "api"])
@pytest.mark.parametrize("continuity", ["restate", "phrase"])
@pytest.mark.parametrize("key", GUIDE)
def test_none_of_them_raises_a_finding_whatever_fills_it(key, facts, continuity):
    examples = {blank.key: blank.example for blank in FIVE[key].blanks}
    for values in ({}, examples, OTHER[key]):
        assert faults(FIVE[key], values) == {}
        board = filled(FIVE[key], values, CATALOG, model=usual_model(FIVE[key], CATALOG))
        report = build(replace(board, model_facts=facts, continuity=continuity), CATALOG)
        assert [(item.shot.key, f.code, f.message) for item in report.running() for f in item.findings] == []


def test_each_takes_a_living_model_that_takes_its_ratio_and_cfg():
    for key, one in FIVE.items():
        model = CATALOG.models[model_for(one, CATALOG)]
        assert (key, model.alive, model.status) == (key, True, "active")
        assert filled(one, {}, CATALOG).aspect_ratio in (model.facts("guide").aspect_ratios or ())
        assert model.facts("guide").cfg is True


def test_a_retired_model_is_taken_only_where_it_is_asked_for():
    board = filled(FIVE["product-reveal"], {}, CATALOG, model="sora-2")
    report = build(board, CATALOG)
    assert [f.code for item in report.running() for f in item.findings] == ["model.retired"]
    assert count(report) == 1


def test_credits_are_those_of_the_method_s_own_table():
    found = {key: guide_credits(filled(one, {}, CATALOG), CATALOG) for key, one in FIVE.items()}
    # final + 3 Fast previews: 10 s High 150 + 225, 15 s Standard 150 + 300, 15 s High 200 + 300
    assert found == {
        "product-reveal": 375, "fashion-reel": 450, "corporate-opener": 375, "documentary-b-roll": 500, "music-video": 2000,
    }  # fmt: skip


def test_a_name_may_hold_letters_of_any_script_blanks_and_hyphens():
    assert blank_keys("{a} {like this} {été} {産品} {a_b-2} {a}") == ["a", "like this", "été", "産品", "a_b-2"]


@pytest.mark.parametrize("text", ["{a", "a}", "{}", "{ a}", "{2}", "{_a}", "{a\nb}", "{" + "a" * 41 + "}", "{{a}}", "}{"])
def test_what_is_no_blank_is_left_alone(text):
    assert blank_keys(text) == []


def test_a_value_stands_for_its_blank_and_is_never_looked_into():
    assert fill("a {product} of {brand}", {"product": "{brand}", "brand": "{{x}}"}) == "a {brand} of {{x}}"
    assert fill("{{product}} and {product}", {"product": "cup"}) == "{product} and cup"
    assert fill("{a and {unknown} b}", {}) == "{a and {unknown} b}"


@given(st.text(alphabet="ab{} -1\n", max_size=40))
def test_pieces_hold_the_same_words_as_the_filled_text(text):
    keys = blank_keys(text)
    values = {key: f"<{key}>" for key in keys}
    assert "".join(f"<{said}>" if blank else said for said, blank in pieces(text)) == fill(text, values)


def test_an_empty_value_takes_the_default():
    assert subject(filled(template(), {"product": " \n "}, CATALOG)) == "a red cup"
    assert filled(template(), {"brand": "Norra"}, CATALOG).title == "Norra film"


def test_blanks_are_found_in_the_order_of_the_texts():
    assert named_blanks(template().document) == ["brand", "product"]


@pytest.mark.parametrize("sign", [",", ";", ":", "(", ")", "\n", "\u2028"])
def test_a_name_refuses_the_signs_that_end_a_clause(sign):
    assert faults(template(), {"product": f"cup{sign} big"}) == {
        "product": "This stands in an anchor's name: no , ; : ( ) and no line break."
    }


@pytest.mark.parametrize(
    ("values", "blank", "sentence"),
    [
        ({"product": "x" * 81}, "product", "With this, an anchor's name has 81 characters: at most 80 fit."),
        ({"product": "the"}, "product", "This is an anchor's name: name something."),
        ({"brand": "x" * 5000}, "brand", "With this, the project's title has 5,005 characters: at most 200 fit."),
        ({"brand": "x\ny"}, "brand", "This stands in the project's title: write it in one line."),
    ],
)
def test_a_value_that_does_not_fit_is_said_at_its_blank(values, blank, sentence):
    assert faults(template(), values) == {blank: sentence}


def test_a_long_value_fits_where_a_text_is_long():
    found = template(blank := "{product}", anchors=[])
    assert faults(found, {"product": "x" * 10_000}) == {}
    assert faults(template(f"{blank} {blank}", anchors=[]), {"product": "x" * 6000}) == {
        "product": "With this, the text subject has 12,001 characters: at most 10,000 fit."
    }


def test_script_and_braces_in_a_value_are_text():
    value = "<script>alert(1)</script> {a }"
    assert subject(filled(template(anchors=[]), {"product": value}, CATALOG)) == f"a {value}"


def test_a_model_that_is_gone_gives_way():
    one = template(model="our-model", resolution="9p", aspect_ratio="7:5", destination="zine", quality="ultra")
    board = filled(one, {}, CATALOG)
    assert (board.model, board.resolution, board.aspect_ratio, board.destination, board.quality) == (
        CATALOG.default_model, "1080p", "16:9", None, "standard",
    )  # fmt: skip
    assert lost_model(one, CATALOG) == "our-model"
    assert CATALOG.models[model_for(one, CATALOG)].alive


def test_a_stored_template_comes_back_the_same():
    for one in FIVE.values():
        again = kept(one.key, one.title, stored(one))
        assert again.blanks == one.blanks
        assert filled(again, {}, CATALOG) == filled(one, {}, CATALOG)


def written(folder: Path, text: str):
    (folder / "own.toml").write_text(text, encoding="utf-8")
    return load(folder)


def test_a_file_of_one_s_own_changes_a_template_by_its_id(tmp_path):
    catalog = written(tmp_path, '[[template]]\nid = "product-reveal"\n[template.blanks.product]\ndefault = "tea tin"\n')
    board = filled(built_in(catalog)["product-reveal"], {}, catalog)
    assert [anchor.name for anchor in board.anchors] == ["tea tin", "studio set", "rim light", "macro film look"]
    assert built_in(catalog)["product-reveal"].blanks[1] == Blank(
        "product", "Product, in a word or two", "tea tin", "table radio"
    )


NEW = '[[template]]\nid = "t"\nlabel = "T"\npurpose = "P"\n'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '[template.board]\ntitle = "a {thing}"\n',
            "own.toml: template t: blanks: {thing} stands in a text and has no entry",
        ),
        (
            '[template.board]\ntitle = "a"\n[template.blanks.thing]\nlabel = "A"\ndefault = "b"\n',
            "own.toml: template t: blanks: no text names {thing}",
        ),
        (
            '[template.board]\n[template.blanks."2x"]\nlabel = "A"\ndefault = "b"\n',
            "own.toml: template t: blanks: '2x' is no name",
        ),
        ('[template.board]\n[template.blanks.a]\nlabel = "A"\n', "own.toml: template t: blanks.a.default: is missing"),
    ],
)
def test_a_wrong_template_is_refused_with_its_place(tmp_path, text, sentence):
    with pytest.raises(CatalogError) as error:
        written(tmp_path, NEW + text)
    assert str(error.value).startswith(sentence)


def test_a_template_that_is_no_document_is_refused_with_its_place(tmp_path):
    catalog = written(tmp_path, NEW + "[template.board]\nscenes = [{ shots = [{ duration = 9000 }] }]\n")
    with pytest.raises(CatalogError, match=r"^template t: board.scenes\[0\].shots\[0\].duration: must be a number"):
        built_in(catalog)


def test_a_plan_whose_wording_is_found_wanting_keeps_the_first_living_model():
    board = {"model": "kling-3.0", "negative_prompt": "blur", "scenes": [{"shots": [{"subject": "a man"}]}]}
    one = template(anchors=[], **board)
    assert model_for(one, CATALOG) == "kling-3.0"
    assert count(build(filled(one, {}, CATALOG), CATALOG)) == 6


def test_a_plan_on_a_retired_model_starts_on_a_living_one():
    assert model_for(template(model="sora-2", cfg=12, negative_prompt="blur"), CATALOG) == "kling-3.0"
