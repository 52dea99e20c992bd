"""The Jinja2 environment of all our pages: what a template may call. Nothing here queries or decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from crispy_forms.templatetags.crispy_forms_field import css_class
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_errors, as_crispy_field
from django.contrib.messages import get_messages
from django.template import engines
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django_htmx.jinja import htmx_script
from jinja2 import Environment, StrictUndefined
from lucide.jinja import lucide
from markupsafe import Markup

from projects.approvals import standing
from projects.core.board import KINDS, SLOTS
from projects.core.commands import COMMANDS
from projects.core.figures import clock, day, number, plural, render_span, state_line
from projects.core.findings import Finding, Fix
from projects.core.fixing import STATE_FIELDS
from projects.core.keymap import PLACES, key_map
from projects.core.lessons import Lesson, lesson
from projects.core.paper_entries import post_line
from projects.core.review import LABELS
from projects.core.roles import Action, may
from projects.core.rulebook import changed_rules
from projects.core.telling import told
from projects.core.words import without_article
from projects.reads import catalogue
from projects.rounds import banner_of
from projects.talk import unread_notices

_SETTINGS = ("aspect_ratio",)
_FIRST_FIELD = {"camera": "move_0", "state_in": "state_in_position", "state_out": "state_out_position"}


def fix_place(fix: Fix, field: str | None) -> str:
    """Where a person decides, for a fix that does not change the shot by itself: from the editor's own address."""
    name = fix.field or field or ""
    if fix.kind in ("lock", "master"):
        return f"../../scenes/{quote(fix.text)}/seed/" if fix.text else "../../seed/"
    if fix.kind == "anchor" and fix.anchor:
        return f"../../anchors/{quote(fix.anchor)}/"
    if fix.kind == "anchor":
        kind = name if name in KINDS else fix.text if fix.text in KINDS else "subject"
        return f"../../anchors/?{urlencode({'kind': kind, 'name': fix.text if name else ''})}#new"
    if name in _SETTINGS or (name == "model" and field is None):
        return f"../../settings/#id_{name}"
    return f"#id_{_FIRST_FIELD.get(name, name)}"


def crispy(field: Any) -> Markup:
    """A form field as crispy-forms renders it."""
    return Markup(as_crispy_field(field))  # noqa: S704 - crispy escapes what it renders


def crispy_errors(form: Any) -> Markup:
    """A form's own errors as crispy-forms renders them."""
    return Markup(as_crispy_errors(form))  # noqa: S704 - crispy escapes what it renders


def lesson_of(code: str) -> Lesson | None:
    """What the rule of a finding teaches; None for a code that has no rule."""
    catalog = catalogue()
    return lesson(code, catalog) if code in catalog.rules else None


@lru_cache(maxsize=128)
def icon(name: str, size: int) -> str:
    """A drawing of the icon set as markup. Its drawings are XML, which is put together once for each of the few sizes."""
    return lucide(name, size=size)


def url(name: str, args: Sequence[Any] = ()) -> str:
    """The path of a view. A page leads to a hundred places and more, nearly all of them named on the page before, too."""
    return _path(name, tuple(args))


@lru_cache(maxsize=4096)
def _path(name: str, args: tuple[Any, ...]) -> str:
    return reverse(name, args=args)


@lru_cache(maxsize=len(PLACES))
def keys_drawn(first: str) -> Markup:
    """The map of keys as markup: those of the place that comes first, then all others. The same on all pages of a kind."""
    places = sorted(key_map(), key=lambda found: found[0] != first)
    template: Any = engines["jinja2"].env.get_template("parts/keys_drawn.html")  # type: ignore[attr-defined]
    return Markup(template.render(places=places))  # noqa: S704 - rendered with autoescape


def go_links(slug: str) -> list[tuple[str, str, str]]:
    """Where `g` and a letter lead, for the map of keys: (letter, label, address), of one project or without a slug."""
    found = []
    for command in COMMANDS:
        if command.keys[:1] == ("g",) and (slug or not command.project):
            try:
                to = url(command.route, [slug] if command.project else [])
            except NoReverseMatch:
                continue
            found.append((command.keys[1], command.label.removeprefix("Open ").removeprefix("the ").capitalize(), to))
    return found


def worst(findings: Iterable[Finding]) -> str:
    """The gravest severity among findings, or nothing."""
    severities = {finding.severity for finding in findings}
    return next((s for s in ("error", "warning", "hint") if s in severities), "")


def environment(**options: Any) -> Environment:
    """The environment that Django's Jinja2 backend asks for."""
    env = Environment(**{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})  # noqa: S701
    env.globals.update(
        url=url, static=static, htmx_script=htmx_script, icon=icon, messages=get_messages, crispy=crispy,
        crispy_errors=crispy_errors, may=may, Action=Action, SLOTS=SLOTS, KINDS=KINDS, STATUS_LABELS=LABELS,
        css_class=css_class, plural=plural, worst=worst, STATE_PARTS=STATE_FIELDS,
    )  # fmt: skip
    env.globals.update(standing=standing, round_open=banner_of)
    env.globals.update(inbox_count=unread_notices)
    env.globals.update(lesson_of=lesson_of, changed_rules=changed_rules, key_map=key_map, keys_drawn=keys_drawn)
    env.globals.update(go_links=go_links)
    env.filters.update(number=number, clock=clock, render_span=render_span, day=day, bare=without_article)
    env.filters.update(post_line=lambda step: post_line(step, catalogue()))
    env.filters.update(state_line=state_line, fix_place=fix_place, told=lambda line: told(line.verb, line.target))
    return env
