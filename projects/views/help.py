"""Help: the method, the rules, the symptoms, the models, the words. Every figure and example is read off the catalogue.

Open to everybody who can reach the app: nothing of any project is in it.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from projects.access import public
from projects.core.board import SLOTS
from projects.core.catalog import Catalog
from projects.core.lessons import lesson
from projects.core.method import (
    by_ratio,
    crop_losses,
    fix_text,
    life,
    limits,
    phrase_lists,
    rules_of,
    slot_rows,
    steps,
)
from projects.core.seeds import seed_badge, seed_sentence
from projects.reads import catalogue
from projects.views.regions import page

PAGES = (
    ("help_method", "The method", "Five steps from an idea to a clip, and what a good prompt says."),
    ("help_rules", "The rules", "Every finding: why it is there, an example before and after, what to do."),
    ("help_symptoms", "When a clip goes wrong", "What you see, what causes it, which changes address it."),
    ("help_models", "The models", "Who is still there, what each takes, and what becomes of a seed."),
    ("help_words", "The words", "What the app means by shot, anchor, break and the others."),
)


def _page(request: HttpRequest, here: str, **values: Any) -> HttpResponse:
    shared = {"here": here, "pages": PAGES, "catalog": catalogue()}
    return page(request, f"screens/{here}.html", {**shared, **values})


@require_safe
@public
def help_index(request: HttpRequest) -> HttpResponse:
    """What help there is, and the five steps at a glance."""
    return _page(request, "help_index", steps=steps(catalogue()))


@require_safe
@public
def help_method(request: HttpRequest) -> HttpResponse:
    """The five steps with all their tables."""
    catalog = catalogue()
    values = {
        "steps": [(group, rules_of(group, catalog)) for group in steps(catalog)],
        "slots": slot_rows(catalog),
        "lists": {slot: phrase_lists(slot, catalog) for slot in SLOTS},
        "families": _families(catalog),
        "ratios": by_ratio(catalog),
        "crops": crop_losses(catalog),
    }
    return _page(request, "help_method", **values)


def _families(catalog: Catalog) -> list[tuple[str, list[Any]]]:
    labels = {"static": "The camera stands", "dynamic": "The camera moves", "handheld": "By hand"}
    moves = list(catalog.moves.values())
    return [(label, [move for move in moves if move.family == family]) for family, label in labels.items()]


@require_safe
@public
def help_rules(request: HttpRequest) -> HttpResponse:
    """Every rule by group."""
    catalog = catalogue()
    return _page(request, "help_rules", groups=[(g, rules_of(g, catalog)) for g in catalog.rule_groups.values()])


@require_safe
@public
def help_rule(request: HttpRequest, code: str) -> HttpResponse:
    """One rule: why, before and after, what to do."""
    catalog = catalogue()
    if code not in catalog.rules:
        raise Http404
    found = lesson(code, catalog)
    group = catalog.rule_groups[found.rule.group]
    return _page(request, "help_rule", lesson=found, rule=found.rule, group=group, others=rules_of(group, catalog))


@require_safe
@public
def help_symptoms(request: HttpRequest) -> HttpResponse:
    """What goes wrong in clips, with causes and changes."""
    catalog = catalogue()
    symptoms = [(item, [(fix, fix_text(fix, catalog)) for fix in item.fixes]) for item in catalog.symptoms.values()]
    return _page(request, "help_symptoms", symptoms=symptoms)


@require_safe
@public
def help_models(request: HttpRequest) -> HttpResponse:
    """The models: their life, their seeds, their limits."""
    models = sorted(catalogue().models.values(), key=lambda model: (not model.alive, model.status == "shutdown"))
    rows = [(m, life(m), (seed_badge(m), seed_sentence(m)), limits(m.api), limits(m.guide)) for m in models]
    return _page(request, "help_models", rows=rows, alive=sum(model.alive for model in models))


@require_safe
@public
def help_words(request: HttpRequest) -> HttpResponse:
    """The words of the field as the app means them."""
    terms = sorted(catalogue().glossary.values(), key=lambda term: _groups().index(term.group))
    return _page(request, "help_words", groups=[(g, list(ts)) for g, ts in groupby(terms, key=lambda term: term.group)])


def _groups() -> list[str]:
    return list(dict.fromkeys(term.group for term in catalogue().glossary.values()))
