"""Consecutive shots of a scene packed into jobs of several shots, where their model takes them.

A job of several shots tells each anchor once, in its first shot that has it: the shots after it share the context and say
`the same keeper` alone. Of all ways to cut a scene into jobs the one is taken that packs the most shots; of those the one
that adds the fewest seconds, then the one with the fewest jobs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from projects.core.catalog import Catalog, Payload
from projects.core.catalog.payloads import Several
from projects.core.payload_filled import fit
from projects.core.payload_filling import fill
from projects.core.payload_fitting import characters, plain, prompt_limit, too_long
from projects.core.payload_single import finished, model_of, payload_of, wanted_of
from projects.core.payload_values import Job, JobOptions, Length, Part, Together, Wanted
from projects.core.prompts import compile_slots
from projects.core.report import Report, ShotReport
from projects.core.words import without_article

# An anchor with the wording that was told.
Told = frozenset[tuple[str, str]]
NOTHING: Told = frozenset()
_SHARED = ("model", "resolution", "quality", "sound", "negative prompt", "CFG")


@dataclass(frozen=True, slots=True, eq=False)
class Packable:
    """One shot with what its job of several shots would ask. `key` is what the shots of a job have in common."""

    item: ShotReport
    wanted: Wanted
    payload: Payload
    several: Several
    key: tuple[Any, ...]
    seconds: int
    texts: dict[Any, str] = field(default_factory=dict)

    def words(self, told: Told, first: bool) -> str:
        """Its prompt where these anchors are told already."""
        here = (frozenset(told & {(u.anchor.key, u.anchor.description) for u in self.item.uses}), first)
        if here not in self.texts:
            self.texts[here] = self._words(here[0], first)
        return self.texts[here]

    def _words(self, told: Told, first: bool) -> str:
        shot = self.item.shot
        if self.item.context.custom:
            return shot.custom_prompt
        known = [
            replace(use, anchor=replace(use.anchor, description=""))
            if use.role == "carries" and (use.anchor.key, use.anchor.description) in told
            else use
            for use in self.item.uses
        ]
        short = first and shot.starts_from is not None
        board, catalog = self.wanted.board, self.wanted.catalog
        model = self.wanted.model.id
        return compile_slots(shot, tuple(known), short=short, catalog=catalog, dialect=board.dialect, model=model).text

    def tells(self) -> Told:
        """The anchors that it tells, with their wording."""
        return frozenset((use.anchor.key, use.anchor.description) for use in self.item.uses if use.role != "breaks")


@dataclass(frozen=True, slots=True)
class Group:
    """Shots that go into one job, with their words, their seconds, and the seconds of the whole."""

    shots: tuple[Packable, ...]
    prompts: tuple[str, ...]
    shares: tuple[int, ...]
    total: int

    @property
    def extra(self) -> Decimal:
        """The seconds that nobody asked for."""
        return self.total - sum((shot.item.shot.duration for shot in self.shots), Decimal(0))


def packed(report: Report, catalog: Catalog, options: JobOptions) -> tuple[list[Job], dict[str, str]]:
    """The jobs of several shots in running order, and for each shot that is in none of them why, by its code."""
    found: list[Job] = []
    alone: dict[str, str] = {}
    for scene in report.scenes:
        shots = [_packable(item, report, catalog, options) for item in scene.shots if not item.shot.omitted]
        groups = _best([shot for shot in shots if isinstance(shot, Packable)], shots)
        inside = {shot.item.shot.key for group in groups for shot in group.shots}
        found += [_job(group) for group in groups]
        for at, shot in enumerate(shots):
            code = shot.item.shot.key if isinstance(shot, Packable) else shot.code
            if code not in inside:
                alone[code] = shot.why if isinstance(shot, Single) else _why(at, shots, inside)
    return found, alone


@dataclass(frozen=True, slots=True)
class Single:
    """A shot whose model takes one shot in a job."""

    code: str
    why: str


def _packable(item: ShotReport, report: Report, catalog: Catalog, options: JobOptions) -> Packable | Single:
    model = model_of(item, catalog, options)
    payload = payload_of(model.id, catalog, options)
    if payload is not None and payload.several is None and payload.packs_as:
        payload = catalog.payloads[payload.packs_as]
    if payload is None or payload.several is None:
        return Single(item.shot.key, f"The catalogue knows no job of several shots for {model.name}.")
    wanted = wanted_of(item, report, catalog, options, item.prompt.text)
    if model.id not in payload.models:
        wanted = replace(wanted, model=catalog.model(payload.models[0]))
    fitted = fit(wanted, payload, catalog.payload_routes[payload.route])
    by_quality = any(choice.by == "quality" for choice in payload.choices)
    key = (
        payload.id, fitted.resolution, wanted.quality if by_quality else None, fitted.audio,
        wanted.negative if payload.negative else None, wanted.cfg if payload.cfg else None,
    )  # fmt: skip
    seconds = max(payload.several.min_seconds, math.ceil(item.shot.duration))
    return Packable(item, wanted, payload, payload.several, key, seconds)


# ------------------------------------------------------------------------------------------------------- which shots


def _best(packable: list[Packable], shots: list[Packable | Single]) -> list[Group]:
    """The groups of one scene, by looking at every cut from its end."""
    if len(packable) < 2:
        return []
    count = len(shots)
    best: list[tuple[int, Decimal, int]] = [(0, Decimal(0), 0)] * (count + 1)
    taken: list[Group | None] = [None] * count
    for start in range(count - 1, -1, -1):
        best[start] = best[start + 1]
        for group in _groups(start, shots):
            after = best[start + len(group.shots)]
            score = (after[0] + len(group.shots), after[1] - group.extra, after[2] - 1)
            if score > best[start]:
                best[start], taken[start] = score, group
    found, at = [], 0
    while at < count:
        group_here = taken[at]
        if group_here is not None:
            found.append(group_here)
        at += len(group_here.shots) if group_here is not None else 1
    return found


def _groups(start: int, shots: list[Packable | Single]) -> Iterator[Group]:
    """The groups that begin with this shot, the shortest first."""
    first = shots[start]
    if not isinstance(first, Packable):
        return
    several, told = first.several, NOTHING
    prompts: list[str] = []
    members: list[Packable] = []
    for shot in shots[start : start + several.max_shots if several.max_shots else None]:
        if not isinstance(shot, Packable) or shot.key != first.key or (members and shot.item.shot.starts_from):
            return
        text = shot.words(told, first=not members)
        if not text.strip() or (several.chars is not None and characters(text, "utf16") > several.chars):
            return
        members.append(shot)
        prompts.append(text)
        told |= shot.tells()
        if sum(member.seconds for member in members) > several.most:
            return
        if len(members) >= several.min_shots and (group := _group(first, members, prompts)) is not None:
            yield group


def _group(first: Packable, members: list[Packable], prompts: list[str]) -> Group | None:
    several = first.several
    seconds = [member.seconds for member in members]
    total = next((t for t in several.totals or (max(several.least, sum(seconds)),) if t >= sum(seconds)), None)
    if total is None:
        return None
    group = Group(tuple(members), tuple(prompts), _stretched(seconds, total, members), total)
    if several.style == "prompt" and too_long(_joined(group), *prompt_limit(first.payload, first.wanted.model), "", ""):
        return None
    return group


def _stretched(seconds: list[int], total: int, members: list[Packable]) -> tuple[int, ...]:
    """The seconds of each shot so that they add up: what is over goes, one by one, to the shot that has grown least."""
    shares = list(seconds)
    for _ in range(total - sum(shares)):
        grown = [Decimal(shares[at] + 1) / members[at].item.shot.duration for at in range(len(shares))]
        shares[grown.index(min(grown))] += 1
    return tuple(shares)


# ----------------------------------------------------------------------------------------------------------- the job


def _joined(group: Group) -> str:
    """The prompts of a job as numbered blocks of one prompt."""
    heading, blocks, at = group.shots[0].several.heading, [], 0
    for number, (text, seconds) in enumerate(zip(group.prompts, group.shares, strict=True), start=1):
        places = {"{number}": str(number), "{start}": _clock(at), "{end}": _clock(at + seconds)}
        said = heading
        for name, value in places.items():
            said = said.replace(name, value)
        blocks.append(f"{said} {text}")
        at += seconds
    return "\n".join(blocks)


def _clock(seconds: int) -> str:
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


def _job(group: Group) -> Job:
    first = group.shots[0]
    items = [shot.item for shot in group.shots]
    asked = sum((item.shot.duration for item in items), Decimal(0))
    seeds = len({item.attempt_seed for item in items if item.attempt_seed is not None})
    more = f"{plain(group.extra)} s more than planned: the shots fill a length that the job may have."
    together = Together(group.prompts, group.shares, Length(asked, group.total, why=more if group.extra else ""), seeds)
    named = [without_article(use.anchor.name) for item in items for use in item.uses if use.role != "breaks"]
    spoken = " / ".join(text for shot in group.shots if (text := shot.wanted.dialogue))
    wanted = replace(
        first.wanted, prompt=_joined(group), seconds=asked, dialogue=spoken, custom=False,
        written=(("Anchors", ", ".join(dict.fromkeys(named))),) if named else (), previews=0,
    )  # fmt: skip
    route = first.wanted.catalog.payload_routes[first.payload.route]
    filled = fill(wanted, first.payload, route, together)
    parts = zip(items, group.shares, group.prompts, strict=True)
    return finished(
        filled, tuple(Part(i.shot.key, i.number or "", i.shot.title, i.shot.duration, s, t) for i, s, t in parts)
    )


# -------------------------------------------------------------------------------------------------- why it stays alone


def _why(at: int, shots: list[Packable | Single], inside: set[str]) -> str:
    """Why a shot that could share a job is in none."""
    shot = shots[at]
    assert isinstance(shot, Packable)  # noqa: S101 - the caller told the others apart
    several = shot.several
    text = shot.words(NOTHING, first=True)
    if not text.strip():
        return "It has no prompt yet."
    found = characters(text, "utf16")
    if several.chars is not None and found > several.chars:
        return (
            f"Its prompt has {found} characters with its anchors told, a job of several shots takes {several.chars} each."
        )
    if shot.seconds >= several.most:
        return f"It takes {shot.seconds} s, a job of several shots holds {several.most}."
    beside = [near for near in (at - 1, at + 1) if 0 <= near < len(shots)]
    if not beside:
        return "It is the only shot of its scene."
    reasons = [_apart(shot, shots[near], near > at, inside) for near in beside]
    return " ".join(dict.fromkeys(filter(None, reasons))) or _numbers(several)


def _apart(shot: Packable, near: Packable | Single, follows: bool, inside: set[str]) -> str:
    """Why two neighbours share no job; empty where each of them could be with the other."""
    if isinstance(near, Single):
        return f"{near.code} is for a model that takes one shot in a job."
    code = near.item.shot.key
    if shot.key != near.key:
        what = next(name for name, one, other in zip(_SHARED, shot.key, near.key, strict=True) if one != other)
        return f"{code} has another {what}." if what != "sound" else f"{code} differs in its sound."
    late = near if follows else shot
    if late.item.shot.starts_from is not None:
        return f"{late.item.shot.key} starts from a frame, which only the first shot of a job can."
    if shot.seconds + near.seconds > shot.several.most:
        return f"With {code} it takes {shot.seconds + near.seconds} s, a job holds {shot.several.most}."
    return f"{code} is in a job with others." if code in inside else ""


def _numbers(several: Several) -> str:
    allowed = ", ".join(map(str, several.totals)) or f"at most {several.most}"
    count = f"{several.min_shots} to {several.max_shots}" if several.max_shots else f"{several.min_shots} or more"
    return f"No {count} neighbours of {allowed} s in all fit into one job."
