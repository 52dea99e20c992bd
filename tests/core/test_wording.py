"""How an anchor reads: established, carried, broken."""

from __future__ import annotations

import pytest
from hypothesis import given

from projects.core.board import Anchor
from projects.core.use import Use
from projects.core.wording import Piece, carrying, clean, establishing, form, full_text, melted, phrase
from tests.plans import DAWN, KEEPER, MARA, PIER
from tests.strategies import anchors, texts


def said(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def carried(kind: str, name: str, description: str, *, short: bool = False) -> str:
    return said(carrying(Anchor("x", kind, name, description), short=short))


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  a   red\tcoat\n", "a red coat"),
        ("red,, blue , ,green ,", "red, blue,green"),
        (", red", "red"),
        ("waits...", "waits…"),
        ("waits..... then goes", "waits… then goes"),
        ("at low tide.", "at low tide"),
        ("at low tide. ", "at low tide"),
        ("stop!", "stop!"),
        ("stop?.", "stop?"),
        (".5 seconds", ".5 seconds"),
        (".NET sign", ".NET sign"),
        (". . then", "then"),
        ("...", "…"),
        (" , . ; ", ""),
        ("a\u00a0\u3000b", "a b"),
        ("灯台守。", "灯台守。"),
    ],
)
def test_typed_text_is_made_ready_to_be_joined(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


@given(texts)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_subjects_and_places_are_carried_by_the_same_lights_and_styles_by_maintaining() -> None:
    assert [phrase(Anchor("x", kind, "a NAME")) for kind in ("subject", "environment", "lighting", "style")] == [
        "the same NAME", "the same NAME", "maintaining NAME", "maintaining NAME",
    ]  # fmt: skip


def test_the_establishing_form_is_the_description_as_written() -> None:
    assert establishing(KEEPER) == [
        Piece("a lighthouse keeper in his sixties, grey beard, red wool coat", "subject", "establishing", "keeper")
    ]


def test_the_name_goes_before_a_description_that_lacks_it() -> None:
    assert full_text(Anchor("x", "subject", "the Mara", "a woman in her thirties.")) == "Mara, a woman in her thirties"


def test_an_anchor_without_description_is_its_name() -> None:
    assert full_text(Anchor("x", "subject", "a fox", " . ")) == "fox"


@pytest.mark.parametrize(
    ("kind", "name", "description", "words"),
    [
        ("subject", "keeper", "a lighthouse keeper, red coat", "the same lighthouse keeper, red coat"),
        ("subject", "keeper", "An old KEEPER", "the same old KEEPER"),
        ("subject", "keeper", "the keeper of the light", "the same keeper of the light"),
        ("subject", "Mara", "Mara, a woman", "the same Mara, a woman"),
        ("subject", "car", "a very old rusty red car", "the same car (a very old rusty red car)"),
        ("subject", "car", "an old rusty red car", "the same old rusty red car"),
        ("environment", "coffee shop", "in a modern coffee shop at noon", "in the same modern coffee shop at noon"),
        ("environment", "coffee shop", "inside the coffee shop", "inside the same coffee shop"),
        ("environment", "pier", "a weathered pier", "the same weathered pier"),
        ("lighting", "dawn light", "soft golden dawn light", "maintaining soft golden dawn light"),
        ("lighting", "glow", "the warm glow of lamps", "maintaining warm glow of lamps"),
        ("style", "film grain", "35 mm film grain", "maintaining 35 mm film grain"),
        ("subject", "灯台守", "老いた灯台守、赤い外套", "the same 老いた灯台守、赤い外套"),
        ("subject", "Dr. Wu", "a tall Dr. Wu in a white coat", "the same tall Dr. Wu in a white coat"),
    ],
)
def test_the_carrying_word_melts_with_the_noun_phrase_of_the_name(
    kind: str, name: str, description: str, words: str
) -> None:
    assert carried(kind, name, description) == words


@pytest.mark.parametrize(
    ("kind", "name", "description", "words"),
    [
        ("subject", "Mara", "a woman in her thirties", "the same Mara (a woman in her thirties)"),
        ("subject", "coat", "her red coat", "the same coat (her red coat)"),
        ("environment", "coffee shop", "a man in a coffee shop", "the same coffee shop (a man in a coffee shop)"),
        ("subject", "coat", "red and blue coat", "the same coat (red and blue coat)"),
        ("subject", "coat", "Anna's red coat", "the same coat (Anna's red coat)"),
        ("subject", "Mara", "Mara's twin, tall", "the same Mara (Mara's twin, tall)"),
        ("subject", "fox", "red, a fox", "the same fox (red, a fox)"),
        ("subject", "fox", "colour: red fox", "the same fox (colour: red fox)"),
        ("subject", "fox", "small (red) fox", "the same fox (small (red) fox)"),
        ("subject", "fox", "Look! a fox", "the same fox (Look! a fox)"),
        ("subject", "fox", "with a fox", "the same fox (with a fox)"),
        ("subject", "fox", "“a” fox", "the same fox (“a” fox)"),
        ("lighting", "lamp light", "under lamp light", "maintaining lamp light (under lamp light)"),
        ("style", "ink", "in ink", "maintaining ink (in ink)"),
        ("environment", "shop", "in front of the shop", "the same shop (in front of the shop)"),
        ("subject", "keeper", "two keepers", "the same keeper (two keepers)"),
        ("subject", "Mara", "Tall. Dark hair.", "the same Mara (Tall; Dark hair)"),
        ("subject", "Mara", "“Tall.” Dark. 1.80 m", "the same Mara (“Tall;” Dark; 1.80 m)"),
        ("subject", "Dr. Wu", "Scientist. Called Dr. Wu. Tall", "the same Dr. Wu (Scientist; Called Dr. Wu; Tall)"),
    ],
)
def test_where_it_would_not_melt_the_description_stands_in_brackets(
    kind: str, name: str, description: str, words: str
) -> None:
    assert carried(kind, name, description) == words


@pytest.mark.parametrize("anchor", [KEEPER, MARA, PIER, DAWN])
def test_the_short_form_is_the_phrase_alone(anchor: Anchor) -> None:
    assert said(carrying(anchor, short=True)) == phrase(anchor)


def test_an_anchor_without_description_is_carried_by_its_phrase() -> None:
    assert carried("style", "a film look", "") == "maintaining film look"


def test_a_typed_preposition_takes_the_place_of_the_descriptions_own() -> None:
    shop = Anchor("x", "environment", "coffee shop", "in a modern coffee shop")
    assert said(carrying(shop, short=False, after_preposition=True)) == "the same modern coffee shop"


def test_the_inserted_phrase_is_a_piece_of_its_own() -> None:
    assert carrying(KEEPER, short=False) == [
        Piece("the same lighthouse keeper", "subject", "carrying", "keeper", phrase=True),
        Piece(" in his sixties, grey beard, red wool coat", "subject", "carrying", "keeper"),
    ]


@pytest.mark.parametrize("anchor", [PIER, DAWN, Anchor("x", "style", "ink")])
def test_a_broken_place_light_or_style_says_nothing(anchor: Anchor) -> None:
    assert form(Use(anchor, "breaks", "SH010", "why"), short=False) == []


def test_a_broken_subject_is_the_same_name_without_description() -> None:
    assert said(form(Use(KEEPER, "breaks", "SH010", "why"), short=False)) == "the same keeper"


def test_a_subject_broken_before_it_is_established_is_just_its_name() -> None:
    assert said(form(Use(KEEPER, "breaks", None, "why"), short=False)) == "keeper"


@given(anchors)
def test_no_form_loses_a_word_of_the_description(anchor: Anchor) -> None:
    restated = said(carrying(anchor, short=False)).replace(";", ".")
    parts = melted(anchor)
    kept = parts.noun_phrase + parts.rest if parts else clean(anchor.description)
    assert kept.replace(";", ".") in restated
