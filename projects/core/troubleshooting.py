"""A clip went wrong: the changes of its shot that address what a person saw, and what they bring about.

The symptoms and their fixes are data (`[[symptom]]` in the catalogue).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from projects.core.attributes import lexicon, mentions_in
from projects.core.board import Board, Move, Shot, StartsFrom
from projects.core.camera import move_text
from projects.core.catalog import Catalog, Symptom, SymptomFix
from projects.core.credit import Estimate
from projects.core.diff import word_diff
from projects.core.findings import Finding
from projects.core.parsing import find_camera
from projects.core.prompts import Prompt
from projects.core.report import Report, build, context_of, findings_of
from projects.core.shot_context import ShotContext
from projects.core.use import usage
from projects.core.wording import clean

_MENDED = ("subject", "action", "environment", "lighting", "style", "camera_note", "custom_prompt")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one field of a shot. `was` and `becomes` are the values in force as a person reads them.

    `before` and `after` are the field's values as the shot holds them. `chosen`: proposed as chosen.
    """

    field: str
    before: Any
    after: Any
    was: str
    becomes: str
    why: str
    chosen: bool = True


def _text_change(ctx: ShotContext, field: str, after: str, fix: SymptomFix) -> Iterator[Change]:
    before = getattr(ctx.shot, field)
    if after != before:
        yield Change(field, before, after, before, after, fix.why, fix.chosen)


def _added(text: str, more: str) -> str:
    """The text with more words after a comma, each part that stands there already left out."""
    text = clean(text)
    said = text.casefold()
    parts = [part for part in more.split(", ") if part.casefold() not in said]
    return ", ".join([text.rstrip(".,;")] * bool(text) + parts) if parts else text


def _field_for(ctx: ShotContext, slot: str) -> str:
    """Where words for a slot go: into the slot, or into the prompt written by hand."""
    return "custom_prompt" if ctx.custom else slot


def _cfg(ctx: ShotContext, fix: SymptomFix) -> Iterator[Change]:
    wanted = Decimal(fix.value)
    if ctx.facts.cfg is not False and ctx.cfg < wanted:
        yield Change("cfg", ctx.shot.cfg, wanted, _number(ctx.cfg), fix.value, fix.why, fix.chosen)


def _duration(ctx: ShotContext, fix: SymptomFix) -> Iterator[Change]:
    most, now, known = Decimal(fix.value), ctx.shot.duration, ctx.facts.known_range()
    fitting = [seconds for seconds in ctx.facts.durations if seconds <= most]
    wanted = max(fitting) if fitting else most
    if now > most and (known is None or known[0] <= wanted):
        yield Change("duration", now, wanted, f"{_number(now)} s", f"{_number(wanted)} s", fix.why, fix.chosen)


def _negative(ctx: ShotContext, fix: SymptomFix) -> Iterator[Change]:
    said = {term.casefold() for term in ctx.negative.split(", ")}
    terms = [term for term in ctx.catalog.negative_sets[fix.value].terms if term.casefold() not in said]
    if terms and ctx.facts.negative_prompt is not False:
        own = [clean(ctx.shot.negative_prompt).rstrip(",")] if ctx.shot.negative_prompt.strip() else []
        yield from _text_change(ctx, "negative_prompt", ", ".join([*own, *terms]), fix)


def _insert(ctx: ShotContext, fix: SymptomFix) -> Iterator[Change]:
    field = _field_for(ctx, fix.slot or "subject")
    yield from _text_change(ctx, field, _added(getattr(ctx.shot, field), fix.value), fix)


def _light(ctx: ShotContext, fix: SymptomFix) -> Iterator[Change]:
    lex = lexicon(ctx.catalog)
    texts = [(slot, text) for _, slot, text in ctx.own_texts() if slot in ("lighting", "environment", "custom")]
    texts += [(u.anchor.kind, u.anchor.description) for u in ctx.uses if u.role != "breaks"]
    said = {mention.group.id for slot, text in texts for mention in mentions_in(text, slot, lex) if not mention.negated}
    phrases = [ctx.catalog.vocabulary[key] for key in fix.value.split()]
    words = ", ".join(phrase.text for phrase in phrases if phrase.group not in said)
    field = _field_for(ctx, "lighting")
    if words:
        yield from _text_change(ctx, field, _added(getattr(ctx.shot, field), words), fix)


def _camera(ctx: ShotContext, fix: SymptomFix) -> Iterator[Change]:
    """One move with a speed: the first of those chosen, static where neither move nor note says any."""
    shot, moves = ctx.shot, ctx.catalog.moves
    field = "custom_prompt" if ctx.custom else "camera_note"
    noted = [move for _, _, move in find_camera(getattr(shot, field), ctx.catalog)]
    if ctx.custom:
        if not noted:
            words = _added(shot.custom_prompt, moves["static"].text)
            yield from _text_change(ctx, "custom_prompt", words, fix)
        return
    kept = shot.camera[:1]
    if not kept and not noted:
        kept = (Move("static"),)
    kept = tuple(replace(move, speed="slow") if moves[move.move].dynamic and move.speed is None else move for move in kept)
    if kept != shot.camera:
        yield Change("camera", shot.camera, kept, _moves(shot.camera, ctx), _moves(kept, ctx), fix.why, fix.chosen)


def _moves(moves: tuple[Move, ...], ctx: ShotContext) -> str:
    return ", ".join(move_text(move, ctx.catalog) for move in moves)


def _quality(ctx: ShotContext, fix: SymptomFix) -> Iterator[Change]:
    now, wanted = ctx.catalog.qualities[ctx.quality], ctx.catalog.qualities[fix.value]
    if now.multiplier < wanted.multiplier:
        yield Change("quality", ctx.shot.quality, wanted.id, now.label, wanted.label, fix.why, fix.chosen)


def _fantasy(ctx: ShotContext, fix: SymptomFix) -> Iterator[Change]:
    if not ctx.shot.fantasy:
        yield Change("fantasy", False, True, "no", "yes", fix.why, fix.chosen)


def _frame(ctx: ShotContext, fix: SymptomFix) -> Iterator[Change]:
    if ctx.shot.starts_from is not None or ctx.facts.first_frame is False:
        return
    source = next((use.established_in for use in ctx.carried() if use.anchor.kind == "subject"), None)
    if source:
        after = StartsFrom(source, "last")
        yield Change("starts_from", None, after, "nothing", f"last frame of {source}", fix.why, fix.chosen)


def _mend(ctx: ShotContext, fix: SymptomFix) -> Iterator[Change]:
    """The first fix of each finding that puts words in place of others, field by field, from the end."""
    texts: dict[str, str] = {}
    found = [finding for finding in findings_of(ctx) if finding.code in fix.codes]
    for finding in sorted(found, key=lambda finding: -(finding.start or 0)):
        first = next((item for item in finding.fixes if item.kind == "replace" and item.text), None)
        if first is None or finding.field not in _MENDED:
            continue
        start = first.start if first.words else finding.start
        end = first.end if first.words else finding.end
        text = texts.get(finding.field, getattr(ctx.shot, finding.field))
        if start is not None and end is not None:
            texts[finding.field] = text[:start] + first.text + text[end:]
    for field, text in texts.items():
        yield from _text_change(ctx, field, text, fix)


_KINDS: dict[str, Callable[[ShotContext, SymptomFix], Iterator[Change]]] = {
    "cfg": _cfg,
    "duration": _duration,
    "negative": _negative,
    "insert": _insert,
    "light": _light,
    "camera": _camera,
    "quality": _quality,
    "fantasy": _fantasy,
    "frame": _frame,
    "mend": _mend,
}


def changes(board: Board, shot: Shot, symptom: Symptom, catalog: Catalog) -> tuple[Change, ...]:
    """The changes that address a symptom, in the order of its fixes: only what would really change, a field once.

    `shot` is one of the board's. KeyError where it is not.
    """
    scene = next((scene for scene, other in board.shots() if other.key == shot.key), None)
    if scene is None:
        raise KeyError(shot.key)
    ctx = context_of(board, scene, shot, usage(board)[shot.key], catalog)
    found: dict[str, Change] = {}
    for fix in symptom.fixes:
        for change in _KINDS[fix.kind](ctx, fix):
            found.setdefault(change.field, change)
    return tuple(found.values())


def apply(shot: Shot, chosen: Iterable[Change]) -> Shot:
    """The shot with these changes made."""
    return replace(shot, **{change.field: change.after for change in chosen})


@dataclass(frozen=True, slots=True)
class Preview:
    """What changes of one shot bring about: its prompt word by word, its cost, its findings, and other shots'.

    `words` is as `word_diff` gives it. `elsewhere` are findings that come up on other shots, by key.
    `follows` counts the other shots whose prompts change.
    """

    before: Prompt
    after: Prompt
    words: list[tuple[str, str]]
    cost_before: Estimate
    cost_after: Estimate
    gone: tuple[Finding, ...]
    come: tuple[Finding, ...]
    elsewhere: tuple[tuple[str, Finding], ...]
    follows: int


def preview(report: Report, after: Shot, catalog: Catalog) -> Preview:
    """What it brings about to put this shot in place of the one with its key."""
    scenes = tuple(
        replace(scene, shots=tuple(after if shot.key == after.key else shot for shot in scene.shots))
        for scene in report.board.scenes
    )
    made = build(replace(report.board, scenes=scenes), catalog, previous=report)
    old, new = report.shot(after.key), made.shot(after.key)
    others = [(was, now) for was, now in zip(report.running(), made.running(), strict=True) if now.shot.key != after.key]
    elsewhere = [(now.shot.key, finding) for was, now in others for finding in _without(now.findings, was.findings)]
    return Preview(
        old.prompt,
        new.prompt,
        word_diff(old.prompt.text, new.prompt.text),
        old.estimate,
        new.estimate,
        _without(old.findings, new.findings),
        _without(new.findings, old.findings),
        tuple(elsewhere),
        sum(was.prompt.text != now.prompt.text for was, now in others),
    )


def _without(findings: tuple[Finding, ...], known: tuple[Finding, ...]) -> tuple[Finding, ...]:
    same = {(finding.identity, finding.severity) for finding in known}
    return tuple(finding for finding in findings if (finding.identity, finding.severity) not in same)


def _number(value: Decimal) -> str:
    return format(value.normalize(), "f")
