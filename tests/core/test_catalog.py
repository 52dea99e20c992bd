import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from projects.core.board import SLOTS
from projects.core.catalog import Facts, load
from projects.core.catalog.loading import BUILT_IN

CATALOG = load()
GUIDES_FOUR = ("sora-2", "runway-gen3", "kling-2.6", "veo-3.1")


def test_there_are_25_models_and_the_default_is_retired_but_known():
    assert len(CATALOG.models) == 25
    model = CATALOG.models[CATALOG.default_model]
    assert (model.name, model.status, model.status_date) == ("Sora 2", "shutdown", date(2026, 9, 24))
    assert model.alive is False


def test_the_built_in_catalogue_is_always_the_same_object():
    assert load() is load()


def test_nothing_in_the_catalogue_is_a_float():
    for path in BUILT_IN.glob("*.toml"):
        assert "float" not in _types(tomllib.loads(path.read_text(encoding="utf-8"))), path.name


def _types(value):
    if isinstance(value, dict):
        return set().union(*(_types(item) for item in value.values()))
    if isinstance(value, list):
        return set().union(*(_types(item) for item in value))
    return {type(value).__name__}


def test_an_id_comes_once_in_the_built_in_files():
    ids: Counter[tuple[str, str]] = Counter()
    for path in BUILT_IN.glob("*.toml"):
        for kind, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            ids.update((kind, entry["id"]) for entry in entries if isinstance(entry, dict))
    assert [key for key, count in ids.items() if count > 1] == []


def test_the_guide_s_profile_of_its_first_model_goes_before_the_api_s():
    guide = CATALOG.models["sora-2"].facts("guide")
    assert guide.known_range() == (Decimal(5), Decimal(20))
    assert guide.durations == ()
    assert guide.aspect_ratios == ("16:9", "9:16", "1:1", "4:5")
    assert guide.resolutions == ("720p", "1080p")
    assert guide.fps == (Decimal(24),)
    assert (guide.seed, guide.negative_prompt, guide.cfg, guide.first_frame) == (True, True, True, True)
    assert (guide.cfg_min, guide.cfg_max, guide.cfg_default) == (Decimal(1), Decimal(20), Decimal(7))


def test_what_the_guide_does_not_state_comes_from_the_api():
    guide = CATALOG.models["sora-2"].facts("guide")
    assert (guide.last_frame, guide.audio, guide.characters) == (False, True, True)


def test_the_api_s_facts_stand_alone():
    api = CATALOG.models["sora-2"].facts("api")
    assert (api.seed, api.negative_prompt, api.cfg) == (False, False, False)
    assert api.known_range() == (Decimal(4), Decimal(20))
    assert api.aspect_ratios == ("16:9", "9:16")


def test_one_stated_end_of_a_range_is_completed_by_the_list():
    assert CATALOG.models["runway-gen3"].facts("guide").known_range() == (Decimal(5), Decimal(10))


def test_what_nobody_states_is_unknown():
    assert CATALOG.models["kling-4"].facts("guide").seed is None
    assert CATALOG.models["kling-4"].facts("guide").known_range() is None
    assert Facts().known_range() is None


def test_the_guide_s_figures_are_claims_of_the_guide():
    claims = {key: CATALOG.models[key].figures for key in GUIDES_FOUR}
    assert {key: [c.value for c in found if c.id == "consistency"] for key, found in claims.items()} == {
        "sora-2": [Decimal(94)],
        "runway-gen3": [Decimal(67)],
        "kling-2.6": [Decimal(81)],
        "veo-3.1": [],
    }
    assert {claim.source for found in claims.values() for claim in found} == {"guide"}


def test_only_the_guide_s_default_model_has_credits_and_render_times():
    assert [m.id for m in CATALOG.models.values() if m.rate_card] == ["sora-2"]
    assert {m.id: dict(m.render) for m in CATALOG.models.values() if m.render} == {
        "sora-2": {"fast": (30, 60), "standard": (120, 240), "high": (300, 480)}
    }


def test_every_price_stands_under_one_condition_only():
    for model in CATALOG.models.values():
        conditions = Counter(
            (p.unit, p.resolution, p.audio, p.route, p.variant, p.seconds, p.aspect_ratio) for p in model.prices
        )
        assert [key for key, count in conditions.items() if count > 1] == [], model.id


def test_models_without_a_replacement_are_alive_or_say_why():
    ended = [model for model in CATALOG.models.values() if model.status != "active"]
    assert [model.id for model in ended if not model.replacement and not model.status_note] == []


def test_every_replacement_is_alive():
    replacements = {model.replacement for model in CATALOG.models.values() if model.replacement}
    assert [key for key in replacements if not CATALOG.models[key].alive] == []


def test_living_models_come_active_first():
    statuses = [model.status for model in CATALOG.living_models()]
    assert statuses == sorted(statuses, key=["active", "superseded"].index)
    assert len(statuses) == 20


def test_every_ratio_and_resolution_of_a_model_is_known():
    for model in CATALOG.models.values():
        for facts in (model.guide, model.api):
            assert set(facts.aspect_ratios or ()) <= set(CATALOG.ratios)
            assert set(facts.resolutions or ()) <= set(CATALOG.resolutions)


def test_a_crop_from_wide_to_upright_loses_68_percent():
    wide, tall = CATALOG.ratios["16:9"], CATALOG.ratios["9:16"]
    assert wide.crop_loss(tall) == tall.crop_loss(wide) == 1 - Fraction(81, 256)
    assert wide.crop_loss(wide) == 0


def test_each_destination_proposes_the_guide_s_ratio():
    assert {d.id: d.ratios[0] for d in CATALOG.destinations.values()} == {
        "youtube": "16:9",
        "landscape": "16:9",
        "cinematic": "16:9",
        "tiktok": "9:16",
        "instagram-reels": "9:16",
        "youtube-shorts": "9:16",
        "mobile": "9:16",
        "instagram-feed": "1:1",
        "facebook-post": "1:1",
        "pinterest": "4:5",
        "instagram-stories": "4:5",
    }
    assert CATALOG.destinations["instagram-stories"].ratios == ("4:5", "9:16")


def test_the_enumerated_values_are_those_of_the_document():
    assert list(CATALOG.speeds) == ["slow", "normal", "fast"]
    assert list(CATALOG.qualities) == ["fast", "standard", "high"]
    assert list(CATALOG.sizes) == ["ews", "vws", "ws", "mls", "ms", "mcu", "cu", "ecu"]
    assert set(CATALOG.framings) == {"two-shot", "ots", "pov", "insert", "establishing"}
    assert set(CATALOG.angles) == {"eye-level", "high", "low", "overhead", "birds-eye", "worms-eye", "dutch"}
    assert {move.id: tuple(move.directions) for move in CATALOG.moves.values()} == {
        "static": (),
        "locked": (),
        "handheld": (),
        "pan": ("left", "right"),
        "tilt": ("up", "down"),
        "zoom": ("in", "out"),
        "dolly": ("in", "out"),
        "tracking": ("left", "right", "forward", "back", "behind", "side"),
        "orbit": ("clockwise", "counterclockwise", "full"),
        "crane": ("up", "down"),
    }


def test_static_locked_and_handheld_need_no_speed():
    assert [m.id for m in CATALOG.moves.values() if not m.dynamic] == ["static", "locked", "handheld"]


def test_exclusive_moves_exclude_each_other():
    for move in CATALOG.moves.values():
        for other in move.exclusive_with:
            assert CATALOG.moves[other].exclusive_with.count(move.id) == 1, (move.id, other)


def test_no_two_values_of_a_list_are_written_alike():
    for terms in (CATALOG.sizes, CATALOG.framings, CATALOG.angles, CATALOG.speeds):
        words = Counter(w.casefold() for t in terms.values() for w in {t.text, *t.synonyms})
        assert [word for word, count in words.items() if count > 1] == []


def test_no_words_mean_two_moves():
    words: Counter[str] = Counter()
    for move in CATALOG.moves.values():
        words.update({move.text, *move.directions.values(), *(s.words for s in move.synonyms)})
    assert [word for word, count in words.items() if count > 1] == []


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("push in", ("dolly", "in", None)),
        ("dolly forward", ("dolly", "in", None)),
        ("pull back", ("dolly", "out", None)),
        ("locked off", ("static", None, None)),
        ("whip pan", ("pan", None, "fast")),
        ("circle", ("orbit", None, None)),
        ("arc around", ("orbit", None, None)),
    ],
)
def test_the_usual_synonyms_mean_their_move(words, meaning):
    found = [
        (move.id, synonym.direction, synonym.speed)
        for move in CATALOG.moves.values()
        for synonym in move.synonyms
        if synonym.words == words
    ]
    assert found == [meaning]


def test_an_unknown_price_of_a_platform_stays_unknown():
    enterprise = CATALOG.platforms["enterprise"]
    assert (enterprise.monthly_min, enterprise.price_known) == (None, False)
    assert CATALOG.platforms["openai-direct"].price_known is True


def test_the_guide_s_rate_card_is_exact():
    card = CATALOG.rate_cards["guide-sora-2"]
    assert card.money_per_credit == Fraction(1, 120)
    assert [preset.money_per_credit for preset in card.presets] == [Fraction(1, 120), Fraction(1, 100)]
    assert dict(card.multiplier) == {"fast": Decimal(1), "standard": Decimal("1.5"), "high": Decimal(2)}


def test_the_artefact_set_is_the_one_proposed():
    assert [s.text for s in CATALOG.negative_sets.values() if s.default] == [
        "motion blur, distortion, morphing, inconsistent lighting, artificial look"
    ]


def test_the_vocabulary_speaks_of_slots_and_is_found_by_group():
    assert {phrase.slot for phrase in CATALOG.vocabulary.values()} <= set(SLOTS)
    assert [phrase.label for phrase in CATALOG.phrases("light-direction")] == ["Front", "Side", "Back", "Top"]


def test_every_source_is_used():
    used: set[str] = set()
    for model in CATALOG.models.values():
        used.update(model.sources, model.guide.sources, model.api.sources)
        used.update(*(price.sources for price in model.prices))
    for entries in (CATALOG.platforms, CATALOG.post_tools, CATALOG.rate_cards, CATALOG.dialects):
        for entry in entries.values():
            used.update(entry.sources)
    assert set(CATALOG.sources) - used == set()
