"""The help pages: open to everybody, generated, complete."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from markupsafe import escape

from projects.core.lessons import lesson
from projects.core.method import slot_rows
from projects.reads import catalogue
from projects.writes.shots import save_shot
from tests.pages import Page

PAGES = ("help_index", "help_method", "help_rules", "help_symptoms", "help_models", "help_words")


def read(client, name, *args):
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return Page(response)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.django_db
def test_every_page_leads_to_the_others_and_marks_itself(name):
    page = read(Client(), name)
    assert [other for other in PAGES[1:] if f'href="{reverse(other)}"' not in page.html] == []
    assert page.html.count('aria-current="page"') == (0 if name == "help_index" else 1)


@pytest.mark.django_db
def test_help_asks_the_database_nothing(django_assert_num_queries):
    client = Client()
    read(client, "help_rules")
    for name in PAGES:
        with django_assert_num_queries(0):
            read(client, name)


@pytest.mark.django_db
def test_the_method_shows_the_texts_that_the_rules_are_tested_with():
    page = read(Client(), "help_method")
    shown = [text for row in slot_rows(catalogue()) for text in (row.vague, row.specific)]
    assert [text for text in shown if escape(text) not in page.html] == []


@pytest.mark.django_db
def test_the_method_shows_every_word_and_figure_of_the_catalogue():
    catalog, html = catalogue(), read(Client(), "help_method").html
    words = [pair.slow for pair in catalog.motions.values()] + [pair.fast for pair in catalog.motions.values()]
    words += [move.label for move in catalog.moves.values()] + [speed.label for speed in catalog.speeds.values()]
    words += [band.label for band in catalog.cfg_bands.values()] + [item.text for item in catalog.negative_sets.values()]
    words += [place.label for place in catalog.destinations.values()] + [item.use for item in catalog.lengths.values()]
    words += [item.use for item in catalog.qualities.values()] + [item.label for item in catalog.place_lights.values()]
    words += [phrase.text for phrase in catalog.vocabulary.values()]
    assert [word for word in words if escape(word) not in html] == []


@pytest.mark.django_db
def test_every_rule_is_listed_with_its_page():
    html = read(Client(), "help_rules").html
    assert [code for code in catalogue().rules if html.count(f'href="{reverse("help_rule", args=[code])}"') != 1] == []


@pytest.mark.parametrize("code", catalogue().rules)
@pytest.mark.django_db
def test_a_rule_s_page_says_why_and_what_to_do(code):
    rule, html = catalogue().rules[code], read(Client(), "help_rule", code).html
    texts = (rule.title, rule.why, rule.do)
    assert [text for text in texts if escape(text) not in html] == []


def catalogue_offers(code):
    """The labels of the fixes that the rule itself offers for its example."""
    found = lesson(code, catalogue())
    assert found
    assert found.before
    assert found.before.finding
    return [fix.label for fix in found.before.finding.fixes]


@pytest.mark.django_db
def test_a_rule_s_page_marks_the_words_and_offers_its_fixes():
    page = read(Client(), "help_rule", "continuity.contradiction")
    assert page.all("hit") == ["blue wool coat"]
    offers = catalogue_offers("continuity.contradiction")
    assert page.all("offers") == [" ".join(offers)]
    assert (offers[0], offers[-1]) == ("Use “green wool coat”", "Record a break…")


@pytest.mark.django_db
def test_a_rule_that_does_not_exist_has_no_page():
    assert Client().get("/help/rules/seed.unheard-of/").status_code == 404


@pytest.mark.django_db
def test_every_symptom_stands_with_its_causes():
    html = read(Client(), "help_symptoms").html
    said = [text for item in catalogue().symptoms.values() for text in (item.label, *item.causes)]
    assert [text for text in said if escape(text) not in html] == []


@pytest.mark.django_db
def test_every_model_stands_with_the_badge_of_its_seed():
    page = read(Client(), "help_models")
    assert len(page.all("model")) == len(catalogue().models)
    assert sorted(set(page.all("seed"))) == ["seed honoured", "seed ignored", "seed unknown"]
    assert page.all("life").count("shut down on 2026-09-24") == 2


@pytest.mark.django_db
def test_every_word_is_explained():
    html = read(Client(), "help_words").html
    assert [term.label for term in catalogue().glossary.values() if escape(term.text) not in html] == []


def test_a_finding_in_the_editor_says_why(as_owner, owner, project):
    save_shot(project, "SH020", {"duration": Decimal(20)}, by=owner)
    html = as_owner.get(reverse("shot", args=[project.slug, "SH020"])).content.decode()
    assert html.count('<details class="why">') == html.count('class="finding ')
    assert f'href="{reverse("help_rule", args=["format.duration"])}"' in html


def test_cards_of_the_board_do_not_teach(as_owner, project):
    assert "Why?" not in as_owner.get(reverse("board", args=[project.slug])).content.decode()
