from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.core.board import Board, Scene, Shot
from projects.core.catalog import RateCard, load
from projects.core.credit import Estimate, Totals, estimate, generation, money, total

CATALOG = load()
TABLE = CATALOG.rate_cards["guide-sora-2"]
LINEAR = CATALOG.rate_cards["guide-sora-2-linear"]

SECONDS = st.decimals(min_value=Decimal("0.5"), max_value=20, places=1)
RESOLUTIONS = st.sampled_from(["720p", "1080p"])
QUALITIES = st.sampled_from(["fast", "standard", "high"])


def board(**fields):
    return Board(title="Harbour", **fields)


def priced(shot=None, **fields):
    return estimate(board(**fields), shot or Shot("SH010"), CATALOG)


def summed(*shots, **fields):
    return total(estimate(board(**fields), shot, CATALOG) for shot in shots)


@pytest.mark.parametrize(
    ("resolution", "seconds", "quality", "expected"),
    [
        ("1080p", "20", "standard", 150),
        ("1080p", "10", "fast", 75),
        ("1080p", "20", "high", 200),
        ("720p", "5", "fast", 25),
        ("720p", "10", "fast", 38),
        ("1080p", "15", "standard", 150),
        ("1080p", "8", "high", 150),
        ("1080p", "0.5", "fast", 50),
        ("1080p", "5.1", "fast", 75),
    ],
)
def test_the_guide_s_table_gives_its_worked_figures(resolution, seconds, quality, expected):
    assert generation(TABLE, resolution, Decimal(seconds), quality) == expected


@pytest.mark.parametrize(
    ("seconds", "quality", "expected"),
    [("15", "fast", 88), ("15", "standard", 132), ("8", "high", 130), ("4", "fast", 50), ("10", "fast", 75)],
)
def test_a_linear_card_charges_in_proportion_between_two_listed_durations(seconds, quality, expected):
    assert generation(LINEAR, "1080p", Decimal(seconds), quality) == expected


@pytest.mark.parametrize("card", [TABLE, LINEAR])
def test_a_clip_above_the_longest_listed_duration_has_no_price(card):
    assert generation(card, "1080p", Decimal("20.1"), "fast") is None


def test_what_a_card_does_not_name_has_no_price():
    assert generation(None, "1080p", Decimal(10), "fast") is None
    assert generation(TABLE, "4k", Decimal(10), "fast") is None
    assert generation(TABLE, "1080p", Decimal(10), "ultra") is None
    assert generation(TABLE, "1080p", Decimal(0), "fast") is None


def test_a_per_second_card_charges_each_second():
    card = RateCard("s", "By the second", "per-second", resolution={"720p": Decimal("2.5")})
    assert generation(card, "720p", Decimal("4.1"), "high") == 11
    assert generation(card, "1080p", Decimal(4), "high") is None


def test_a_flat_card_charges_each_clip():
    card = RateCard("f", "By the clip", "flat", amount=Decimal(30), multiplier={"high": Decimal(2)})
    assert generation(card, "any", Decimal(600), "high") == 60
    assert generation(card, "any", Decimal(600), "fast") is None


@given(RESOLUTIONS, SECONDS, SECONDS, QUALITIES)
def test_a_longer_clip_never_costs_less(resolution, one, other, quality):
    short, long = sorted((one, other))
    for card in (TABLE, LINEAR):
        less, more = (generation(card, resolution, seconds, quality) for seconds in (short, long))
        assert less is not None
        assert more is not None
        assert less <= more


@given(RESOLUTIONS, SECONDS, QUALITIES)
def test_linear_is_never_dearer_than_the_next_tier(resolution, seconds, quality):
    linear, tiers = (generation(card, resolution, seconds, quality) for card in (LINEAR, TABLE))
    assert linear is not None
    assert tiers is not None
    assert linear <= tiers


def test_a_shot_is_its_final_and_its_fast_previews():
    found = priced(Shot("SH010", quality="high", previews=3))
    assert (found.final, found.previews, found.total) == (150, 225, 375)
    assert found.rate_card == "guide-sora-2"


def test_a_shot_without_values_takes_the_project_s():
    found = priced(quality="fast", resolution="720p", previews=2)
    assert (found.final, found.previews, found.total) == (38, 76, 114)


def test_a_shot_may_want_no_previews_where_the_project_wants_some():
    assert priced(Shot("SH010", previews=0), previews=3).previews == 0


def test_five_half_price_drafts_and_one_high_save_55_percent():
    shot = Shot("SH010", quality="high", previews=5, duration=Decimal(20))
    assert priced(shot, draft_resolution="720p").total == 450
    assert priced(shot, draft_duration=Decimal(5)).total == 450
    assert priced(shot).total == 700


def test_ten_second_clips_cost_half_more_than_twenty_second_ones():
    tens = summed(*[Shot(f"S{i}", quality="fast") for i in range(6)])
    twenties = summed(*[Shot(f"S{i}", quality="fast", duration=Decimal(20)) for i in range(3)])
    assert (tens.total, twenties.total) == (450, 300)


def test_totals_add_rounded_generations():
    shot = Shot("SH010", resolution="720p", quality="fast")
    assert summed(shot, shot).total == 76


def test_render_time_covers_final_and_previews():
    assert priced(Shot("SH010", quality="high", previews=3)).render == (390, 660)
    assert summed(Shot("A"), Shot("B", quality="fast")).render == (150, 300)


def test_a_model_without_rate_card_has_unknown_credits_and_render_time():
    found = priced(Shot("SH010", model="veo-3.1", previews=2))
    assert (found.final, found.previews, found.total, found.render) == (None, None, None, None)
    assert found.why == "Veo 3.1 has no rate card: its credits are unknown."


def test_a_clip_over_20_s_is_unknown_with_its_reason():
    found = priced(Shot("SH010", duration=Decimal(21)))
    assert (found.final, found.previews, found.total) == (None, None, None)
    assert found.why == "The guide's Sora 2 credits: up to 20 s, nothing longer is offered in one clip."


def test_a_resolution_or_quality_without_price_is_unknown_with_its_reason():
    name = "The guide's Sora 2 credits"
    assert priced(resolution="4k").why == f"{name} names no price for 4k."
    assert priced(quality="ultra").why == f"{name} names no price for the quality ultra."


def test_a_shot_whose_previews_have_no_price_is_unknown():
    found = priced(previews=1, draft_resolution="360p")
    assert (found.final, found.previews, found.total) == (None, None, None)
    assert found.why == "Previews: The guide's Sora 2 credits names no price for 360p."
    assert priced(previews=0, draft_resolution="360p").total == 113


def test_a_model_that_no_entry_knows_is_unknown():
    assert priced(model="gone").why == "The model gone is not in the catalogue."


def test_unknown_shots_are_counted_and_never_nothing():
    found = summed(Shot("A"), Shot("B", model="kling-3.0"), Shot("C", duration=Decimal(30)))
    assert (found.total, found.known, found.unknown, found.render_unknown) == (113, 1, 2, 1)


def test_an_omitted_shot_counts_nowhere():
    assert summed(Shot("A", omitted=True), Shot("B", model="kling-3.0", omitted=True)) == Totals()


def test_the_guide_s_rate_makes_150_credits_1_25():
    assert money(board(), CATALOG, 150) == (Decimal("1.25"), "USD")


def test_money_is_rounded_once_and_half_up():
    rate = Decimal("0.005")
    assert money(board(money_per_credit=rate), CATALOG, 3) == (Decimal("0.02"), "USD")
    assert money(board(), CATALOG, 1424) == (Decimal("11.87"), "USD")


def test_the_project_s_own_rate_and_currency_go_first():
    own = board(money_per_credit=Decimal("0.01"), currency="EUR")
    assert money(own, CATALOG, summed(Shot("A"))) == (Decimal("1.13"), "EUR")


def test_without_an_own_rate_the_currency_is_the_card_s():
    assert money(board(currency="EUR"), CATALOG, 150) == (Decimal("1.25"), "USD")


def test_each_shot_is_charged_by_its_own_model_s_card():
    spent = summed(Shot("A", quality="fast", model="sora-2"), model="veo-3.1")
    assert spent.by_card == (("guide-sora-2", 75),)
    assert money(board(model="veo-3.1"), CATALOG, spent) == (Decimal("0.63"), "USD")


def test_nothing_known_costs_an_unknown_amount():
    assert money(board(), CATALOG, summed(Shot("A", model="veo-3.1"))) == (None, "USD")
    assert money(board(money_per_credit=Decimal(1)), CATALOG, Totals(unknown=2)) == (None, "USD")
    assert money(board(), CATALOG, None) == (None, "USD")
    assert money(board(model="veo-3.1"), CATALOG, 10) == (None, "USD")


@given(st.integers(0, 10**9), st.decimals(min_value=0, max_value=100, places=6))
def test_money_is_within_half_a_hundredth_of_the_exact_amount(spent, rate):
    amount, _ = money(board(money_per_credit=rate), CATALOG, spent)
    assert amount is not None
    assert -Fraction(1, 200) < Fraction(amount) - spent * Fraction(rate) <= Fraction(1, 200)
    assert amount.as_tuple().exponent == -2


@given(st.lists(st.tuples(SECONDS, RESOLUTIONS, QUALITIES, st.integers(0, 9)), max_size=8))
def test_a_project_s_total_is_the_sum_of_its_shots(rows):
    shots = tuple(
        Shot(f"S{at}", duration=seconds, resolution=resolution, quality=quality, previews=previews)
        for at, (seconds, resolution, quality, previews) in enumerate(rows)
    )
    whole = replace(board(), scenes=(Scene("one", shots=shots),))
    each = [estimate(whole, shot, CATALOG) for _, shot in whole.shots()]
    found = total(each)
    assert found.total == sum(item.total or 0 for item in each) == found.final + found.previews
    assert found.unknown == 0
    assert found.known == len(rows)


def test_a_card_without_money_leaves_the_cost_unknown(tmp_path):
    (tmp_path / "own.toml").write_text(
        '[[rate_card]]\nid = "bare"\nname = "Bare"\nkind = "flat"\namount = 5\n'
        '[[model]]\nid = "mine"\nname = "Mine"\nvendor = "Us"\nfamily = "own"\n'
        'status = "active"\nrate_card = "bare"\n'
    )
    catalog = load(tmp_path)
    found = estimate(board(model="mine"), Shot("A"), catalog)
    assert found == Estimate(5, 0, 5, None, rate_card="bare")
    assert money(board(model="mine"), catalog, total([found])) == (None, "USD")
