"""A user's catalogue files: merged over the built-in ones by id, refused loudly where they are wrong."""

from decimal import Decimal
from fractions import Fraction

import pytest

from projects.core.catalog import CatalogError, load

CATALOG = load()

MINE = '[[model]]\nid = "mine"\nname = "Mine"\nvendor = "Us"\nfamily = "own"\nstatus = "active"\n'
CARD = '[[rate_card]]\nid = "card"\nname = "Card"\n'
PRICE = """[[model.prices]]
unit = "second"
amount = "0.1"
confidence = "verified"
as_of = "2026"
sources = ["guide"]
"""
ANY = "resolution = 'any'\naudio = 'any'\nroute = 'us'\n"


def with_file(folder, text):
    (folder / "own.toml").write_text(text, encoding="utf-8")
    return load(folder)


def refusal(folder, text):
    with pytest.raises(CatalogError) as caught:
        with_file(folder, text)
    return str(caught.value)


def test_a_user_s_folder_may_be_absent(tmp_path):
    assert list(load(tmp_path / "none").models) == list(CATALOG.models)


def test_a_known_id_updates_the_given_fields_only(tmp_path):
    found = with_file(tmp_path, '[[model]]\nid = "sora-2"\nname = "Ours"\n[model.guide]\nduration_max = 12\n')
    model = found.models["sora-2"]
    assert (model.name, model.vendor) == ("Ours", "OpenAI")
    assert model.facts("guide").known_range() == (Decimal(5), Decimal(12))
    assert model.facts("guide").seed is True
    assert list(found.models) == list(CATALOG.models)


def test_a_new_entry_comes_last_and_its_ratio_and_resolution_are_known(tmp_path):
    text = MINE + '[model.api]\naspect_ratios = ["2.39:1"]\nresolutions = ["8k"]\n'
    found = with_file(tmp_path, text)
    assert list(found.models)[-1] == "mine"
    assert found.ratios["2.39:1"].value == Fraction(239, 100)
    assert found.resolutions["8k"].label == "8k"


def test_a_price_that_does_not_depend_on_something_says_so(tmp_path):
    price = with_file(tmp_path, MINE + PRICE + ANY).models["mine"].prices[0]
    assert (price.amount, price.resolution, price.audio) == (Decimal("0.1"), None, None)


def test_a_user_s_default_takes_the_place_of_the_built_in_one(tmp_path):
    assert with_file(tmp_path, '[[model]]\nid = "veo-3.1"\ndefault = true\n').default_model == "veo-3.1"


def test_two_defaults_of_a_user_are_refused(tmp_path):
    text = '[[model]]\nid = "veo-3.1"\ndefault = true\n[[model]]\nid = "kling-4"\ndefault = true\n'
    expected = "models: default: exactly one model must be the default, found kling-4, veo-3.1"
    assert refusal(tmp_path, text) == expected


def test_word_lists_add_up(tmp_path):
    (tmp_path / "a.toml").write_text('[words]\nmine = ["one"]\n')
    found = with_file(tmp_path, '[words]\nmine = ["two"]\n')
    assert found.words["mine"] == frozenset({"one", "two"})
    assert set(found.words) == {*CATALOG.words, "mine"}


def test_groups_are_kept_as_they_are_and_merged_by_id(tmp_path):
    (tmp_path / "a.toml").write_text('[[group]]\nid = "mine"\nlabel = "A"\n[group.values]\nx = ["1"]\n')
    found = with_file(tmp_path, '[[group]]\nid = "mine"\nlabel = "B"\nshare = 0.1\n')
    share = Decimal("0.1")
    assert dict(found.groups[-1]) == {"id": "mine", "label": "B", "values": {"x": ["1"]}, "share": share}
    assert len(found.groups) == len(CATALOG.groups) + 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x = [", "file: Invalid value (at end of document)"),
        ("[[modle]]\nid = 'x'\n", "modle: unknown table"),
        ("[model]\nid = 'x'\n", "model: write [[model]], one table an entry"),
        ("[[model]]\nname = 'x'\n", "model None: needs an id of letters, digits and . _ : -"),
        ("[[model]]\nid = 'a b'\n", "model 'a b': needs an id of letters, digits and . _ : -"),
        ("[[model]]\nid = 'x'\n", "model x: name: is missing"),
        ("[words]\na = 'b'\n", "words a: must be a list of words"),
        ("words = 1\n", "words: must be a table of lists"),
        (MINE + MINE, "model mine: comes twice in this file"),
    ],
)
def test_a_file_that_is_no_list_of_entries_is_refused(tmp_path, text, reason):
    assert refusal(tmp_path, text) == f"own.toml: {reason}"


@pytest.mark.parametrize(
    ("extra", "reason"),
    [
        ("colour = 1", "colour: unknown key"),
        ("default = 1", "default: must be true or false"),
        ("status_date = '2026'", "status_date: must be a date"),
        ("status_date = 2026-01-01T00:00:00", "status_date: must be a date"),
        ("strengths = 'x'", "strengths: must be a list"),
        ("strengths = ['x', 1]", "strengths[1]: must be a text"),
        ("status_note = ' '", "status_note: must not be empty: leave the key out where nothing is known"),
        ("replacement = 'gone'", "'gone' is in no entry of models"),
        ("rate_card = 'gone'", "'gone' is in no entry of rate cards"),
        ("sources = ['gone']", "'gone' is in no entry of sources"),
        ("render = { fast = [1] }", "render.fast: must hold 2 values"),
        ("render = { best = [1, 2] }", "'best' is in no entry of qualities"),
        ("api = 1", "api: must be a table"),
    ],
)
def test_a_model_that_is_wrong_is_refused(tmp_path, extra, reason):
    assert refusal(tmp_path, f"{MINE}{extra}\n") == f"own.toml: model mine: {reason}"


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ("seeds = true", "api.seeds: unknown key"),
        ("duration_max = true", "api.duration_max: must be a number"),
        ("duration_max = 'ten'", "api.duration_max: 'ten' is no number"),
        ("duration_max = nan", "api.duration_max: must be a finite number"),
        ("duration_max = -1", "api.duration_max: must not be negative"),
        ("durations = [0]", "api: durations: must be above zero"),
        ("max_shots = -1", "api.max_shots: must not be negative"),
        ("max_shots = 1.5", "api.max_shots: must be a whole number"),
        ("aspect_ratios = ['wide']", "api: aspect_ratios: 'wide' is no ratio such as 16:9"),
        ("duration_min = 3\nduration_max = 2", "api: duration_min must not be above duration_max"),
        ("recall = ['colour']", "api: 'colour' is no fact of a model"),
        ("confidence = 'sure'", "api.confidence: must be one of verified, secondary, recall"),
    ],
)
def test_facts_that_are_wrong_are_refused(tmp_path, facts, reason):
    assert refusal(tmp_path, f"{MINE}[model.api]\n{facts}\n") == f"own.toml: model mine: {reason}"


@pytest.mark.parametrize(
    ("price", "reason"),
    [
        (PRICE, "prices[0].resolution: is missing"),
        (PRICE + "resolution = 'any'\n", "prices[0].audio: is missing"),
        (PRICE + "resolution = 'any'\naudio = 'any'\n", "prices[0].route: is missing"),
        (PRICE + "resolution = 'any'\naudio = 'yes'\n", "prices[0].audio: must be true or false"),
        (PRICE.replace("second", "clip") + ANY, "prices[0]: a price per clip needs its seconds"),
        (
            PRICE.replace("second", "credits-per-second") + ANY,
            "prices[0]: a price in credits needs money_per_credit",
        ),
        (PRICE + ANY + "money_per_credit = 1\n", "prices[0]: money_per_credit: only for prices in credits"),
        (PRICE + ANY.replace("'any'", "'9k'", 1), "prices[0]: '9k' is in no entry of resolutions"),
        (PRICE.replace('"guide"', "") + ANY, "prices[0]: sources: needs at least one"),
        (PRICE + ANY + "aspect_ratio = '8:1'\n", "prices[0]: '8:1' is in no entry of ratios"),
    ],
)
def test_a_price_without_its_whole_condition_is_refused(tmp_path, price, reason):
    assert refusal(tmp_path, MINE + price) == f"own.toml: model mine: {reason}"


@pytest.mark.parametrize(
    ("extra", "reason"),
    [
        ("kind = 'flat'\namount = 1\nmoney_per_credit = '1/0'", "money_per_credit: must not divide by zero"),
        ("kind = 'flat'\namount = 1\nmoney_per_credit = 'x'", "money_per_credit: 'x' is no number"),
        ("kind = 'table'", "a table needs credits by resolution and by duration"),
        ("kind = 'flat'", "needs either one amount or credits by resolution"),
        ("kind = 'flat'\namount = 1\nduration = { 5 = 1 }", "duration: only a table has credits by duration"),
        (
            "kind = 'table'\namount = 1\nresolution = { 720p = 1 }\nduration = { 5 = 1 }",
            "amount: a table has none",
        ),
        (
            "kind = 'table'\nresolution = { 720p = 1 }\nduration = { 0 = 1 }",
            "duration: must be above zero",
        ),
        ("kind = 'flat'\namount = 1\nmultiplier = { best = 2 }", "'best' is in no entry of qualities"),
    ],
)
def test_a_rate_card_that_cannot_charge_is_refused(tmp_path, extra, reason):
    assert refusal(tmp_path, f"{CARD}{extra}\n") == f"own.toml: rate_card card: {reason}"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[move]]\nid = 'pan'\nexclusive_with = ['fly']\n", "move pan: 'fly' is in no entry of moves"),
        (
            "[[move]]\nid = 'pan'\nsynonyms = [{ words = 'x', direction = 'up' }]\n",
            "move pan: synonym 'x': 'up' is no direction of this move",
        ),
        (
            "[[move]]\nid = 'pan'\ndirection_labels = { up = 'up' }\n",
            "move pan: direction_labels: 'up' is no direction of this move",
        ),
        (
            "[[purpose]]\nid = 'action'\ndirection = 'up'\n",
            "purpose action: 'up' is no direction of its move",
        ),
        ("[[ratio]]\nid = '1:1'\nheight = 0\n", "ratio 1:1: width and height must be above zero"),
        ("[[cfg_band]]\nid = 'strict'\nlow = 30\n", "cfg_band strict: low must not be above high"),
        ("[[destination]]\nid = 'tiktok'\nratios = []\n", "destination tiktok: ratios: needs at least one"),
        (
            "[[destination]]\nid = 'tiktok'\nratios = ['8:1']\n",
            "destination tiktok: '8:1' is in no entry of ratios",
        ),
        ("[[post_tool]]\nid = 'grade'\nmodel = 'gone'\n", "post_tool grade: 'gone' is in no entry of models"),
        (
            "[[platform]]\nid = 'cliprise'\nsources = ['gone']\n",
            "platform cliprise: 'gone' is in no entry of sources",
        ),
        (
            "[[price_claim]]\nid = 'music-video'\nsource = 'gone'\n",
            "price_claim music-video: 'gone' is in no entry of sources",
        ),
    ],
)
def test_a_link_that_leads_nowhere_is_refused(tmp_path, text, reason):
    assert refusal(tmp_path, text) == f"own.toml: {reason}"


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "own.toml").write_bytes(b"\xff")
    with pytest.raises(CatalogError, match=r"^own\.toml: file: "):
        load(tmp_path)
