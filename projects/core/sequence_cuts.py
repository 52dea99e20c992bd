"""Rules of editing: how shots of one scene look beside each other. Sizes, screen direction, a wide view of the place.

A pan or a tracking move of the camera says nothing here: it goes the way the subject goes, or against it, and
either is right on either side of the line.
"""

from __future__ import annotations

from collections.abc import Iterator

from projects.core.board import Shot, State
from projects.core.findings import Finding, Fix, Severity
from projects.core.handover import OPPOSITE, spoken
from projects.core.references import break_fix
from projects.core.sequence_values import Placed, Sequence, SequenceRule
from projects.core.shot_context import ShotContext
from projects.core.use import Use

MOST_ALIKE = 2
SCENE_NEEDS_WIDE = 3
SIZE_STEPS = 2
WIDE_SIZES = frozenset({"ews", "vws", "ws"})
# Framings that show no place as a whole where no size is chosen.
CLOSE_FRAMINGS = frozenset({"insert", "ots", "two-shot"})
# Framings after which the eye finds its way anew: the line may be elsewhere.
NEUTRAL_FRAMINGS = frozenset({"insert", "pov", "establishing"})
ACROSS = frozenset({"left-to-right", "right-to-left"})


# ------------------------------------------------------------------------- size


def same_size(seq: Sequence) -> Iterator[Placed]:
    """The same shot size three times running. The cuts look like jumps, or like a slide show. Take one of the shots closer
    or wider. An insert, a shot without a size and a match cut begin anew."""
    for scene in seq.board.scenes:
        run: list[Shot] = []
        for shot in seq.running(scene):
            if shot.shot_size is None or shot.framing == "insert":
                run = []
                continue
            if run and _goes_on(run[-1], shot):
                run[-1] = shot
                continue
            if run and (run[-1].shot_size != shot.shot_size or shot.boundary == "match"):
                run = []
            run.append(shot)
            if len(run) == MOST_ALIKE + 1:
                yield shot.key, _same_size(seq, run)


def _goes_on(before: Shot, shot: Shot) -> bool:
    """Whether a shot is the next part of one take: no cut lies between them."""
    return shot.boundary == "continuous" and shot.starts_from is not None and shot.starts_from.shot == before.key


def _same_size(seq: Sequence, run: list[Shot]) -> Finding:
    """A warning where all three show the same people from the same angle (each cut is a jump cut), else a hint."""
    shot = run[-1]
    catalog = seq.contexts[shot.key].catalog
    size = catalog.sizes[shot.shot_size or ""]
    people = {frozenset(use.anchor.key for use in seq.subjects(item)) for item in run}
    jumps = len(people) == 1 and bool(*people) and len({item.angle for item in run}) == 1
    severity: Severity = "warning" if jumps else "hint"
    before = " and ".join(item.key for item in run[:-1])
    return Finding(
        "sequence.same-size",
        severity,
        "shot_size",
        f"The third {size.text or size.label} running, after {before}: the cuts will look alike.",
        words=size.label,
        fixes=tuple(_other_sizes(list(catalog.sizes), size.id, seq.contexts[shot.key])),
    )


def _other_sizes(sizes: list[str], size: str, ctx: ShotContext) -> Iterator[Fix]:
    """Two steps closer and two steps wider: a smaller change still reads as a mistake. Sizes stand from wide to close."""
    at = sizes.index(size)
    for label, other in (("Closer", min(at + SIZE_STEPS, len(sizes) - 1)), ("Wider", max(at - SIZE_STEPS, 0))):
        if other != at:
            term = ctx.catalog.sizes[sizes[other]]
            yield Fix("set", f"{label}: {term.text or term.label}", "shot_size", term.id)


# ------------------------------------------------------------------------- axis


def _direction(state: State | None) -> str | None:
    return state.screen_direction if state else None


def _who(subjects: tuple[Use, ...], shot: Shot) -> object | None:
    """Who moves: the subjects in use, else the words of the subject slot. None where nobody is known or one is broken."""
    if any(use.role == "breaks" for use in subjects):
        return None
    if subjects:
        return frozenset(use.anchor.key for use in subjects)
    return " ".join(shot.subject.casefold().split()) or None


def axis(seq: Sequence) -> Iterator[Placed]:
    """Somebody who moves to the right moves to the left after the cut: the camera has crossed the line, and the person
    seems to have turned round. Keep the direction, put a neutral shot (toward, away, still, an insert) in between, or
    record a break."""
    for scene in seq.board.scenes:
        ended: dict[object, tuple[Shot, str]] = {}
        before: Shot | None = None
        for shot in seq.running(scene):
            begins = _direction(shot.state_in)
            ends = _direction(shot.state_out) or begins
            subjects = seq.subjects(shot) if ends else ()
            who = _who(subjects, shot) if ends else None
            if ends is None or begins in ("toward", "away", "still") or shot.framing in NEUTRAL_FRAMINGS:
                ended.clear()
            elif begins in ACROSS and who in ended and ended[who][1] == OPPOSITE[begins]:
                last = ended[who][0]
                if not (shot.boundary != "cut" and last is before and last.state_out):
                    yield shot.key, _axis(last, OPPOSITE[begins], begins, subjects)
            if who is not None:
                ended.pop(who, None)
                if ends in ACROSS and shot.framing not in ("insert", "pov"):
                    ended[who] = (shot, ends)
            before = shot


def _axis(last: Shot, was: str, now: str, subjects: tuple[Use, ...]) -> Finding:
    one = subjects[0] if len(subjects) == 1 else None
    name = one.anchor.name if one else "the movement"
    fixes = [Fix("set", f"Keep {spoken(was)}", "state_in.screen_direction", was)]
    return Finding(
        "sequence.axis",
        "warning",
        "state_in",
        f"In {last.key} {name} goes {spoken(was)}, here {spoken(now)}: the cut jumps the line.",
        words=now,
        anchor=one.anchor.key if one else None,
        fixes=tuple([*fixes, break_fix(one)] if one else fixes),
    )


# ------------------------------------------------------------------------- wide


def no_wide(seq: Sequence) -> Iterator[Placed]:
    """A scene of three or more shots never shows its place wide. Nobody knows where people stand to each other. Make one of
    them wide. Silent where a shot has no size (it may be the wide one) and where the scene plays in several places."""
    for scene in seq.board.scenes:
        running = seq.running(scene)
        if len(running) < SCENE_NEEDS_WIDE:
            continue
        if any(shot.shot_size is None and shot.framing not in CLOSE_FRAMINGS for shot in running):
            continue
        contexts = [seq.contexts[shot.key] for shot in running]
        if any(map(_wide, contexts)) or not _one_place(contexts):
            continue
        yield (
            next((shot for shot in running if shot.framing != "insert"), running[0]).key,
            Finding(
                "sequence.no-wide",
                "hint",
                "shot_size",
                f"None of the {len(running)} shots of this scene shows its place wide.",
                words="wide",
                fixes=(Fix("set", "Make this one wide", "shot_size", "ws"),),
            ),
        )


def _places(ctx: ShotContext) -> list[Use]:
    return [use for use in ctx.uses if use.anchor.kind == "environment"]


def _wide(ctx: ShotContext) -> bool:
    """Whether a shot shows the scene's place wide; one that breaks the place shows another."""
    shot = ctx.shot
    if shot.framing == "insert" or (shot.framing != "establishing" and shot.shot_size not in WIDE_SIZES):
        return False
    return all(use.role != "breaks" for use in _places(ctx))


def _one_place(contexts: list[ShotContext]) -> bool:
    """Whether a scene says where it plays, and only one place: an anchor, or the same words."""
    places: set[str] = set()
    for ctx in contexts:
        anchored = [use.anchor.key for use in _places(ctx) if use.role != "breaks"]
        places.update(anchored or [" ".join(ctx.shot.environment.casefold().split())] * (not _places(ctx)))
    return len(places - {""}) == 1


CUT_RULES: tuple[SequenceRule, ...] = (same_size, axis, no_wide)
