"""Shots split, joined and put beside others; scenes made once more. Each is one step that one undo takes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from projects.core import board as core
from projects.core.document import SHOTS_MAX
from projects.core.findings import Finding, Refused, errors
from projects.core.joining import joining, second_of, with_joined
from projects.core.ordering import slug_key
from projects.core.report import Report, build
from projects.core.splitting import place_of, split, with_parts
from projects.core.structuring import code_beside, codes_after, next_like, with_scene_copy
from projects.core.titles import copy_title
from projects.models import Project, Scene, SeedLock, Shot, User
from projects.reads import catalogue, report_of
from projects.writes.protection import guard_shots
from projects.writes.shots import new_shot
from projects.writes.shots_gate import add_versions, kept_scene, kept_shot
from projects.writes.shots_rows import record_breaks, refuse_too_long, write_state
from projects.writes.step import lift_shot, make, put
from projects.writes.transaction import Blocked, changing, log, once

_MOVED_ON = "Somebody changed this project meanwhile. Look at it again, then do it."


def used_codes(project: Project) -> set[str]:
    """Every code that this project ever gave to a shot."""
    return set(Shot.objects.filter(project=project).values_list("code", flat=True))


def added_errors(before: Report, after: Report, sources: Mapping[str, Iterable[str]]) -> tuple[Finding, ...]:
    """The continuity errors of the shots of `sources` (code -> the codes that they were made of) that none of these had."""
    found = []
    for code, made_of in sources.items():
        known = {finding.identity for other in made_of for finding in before.shot(other).findings}
        new = [f for f in errors(after.shot(code).findings) if f.identity not in known]
        found += [replace(f, message=f"{code}: {f.message}") for f in new if f.code.startswith("continuity.")]
    return tuple(found)


def _checked(before: Report, board: core.Board, sources: Mapping[str, Iterable[str]]) -> Report:
    """The report of the board to be. Refused for a text too long; Blocked where a shot gains a continuity error."""
    after = build(board, catalogue(), previous=before)
    refuse_too_long({code: after.shot(code).shot for code in sources})
    blocked = added_errors(before, after, sources)
    if blocked:
        raise Blocked(blocked)
    return after


def _start(locked: Project, revision: int | None, more: int = 0) -> Report:
    """What stands there before anything is written. Refused where the plan has moved on, or would hold too many shots."""
    if revision is not None and locked.revision != revision:
        raise Refused(_MOVED_ON)
    report = report_of(locked)
    if len(report.all_shots()) + more > SHOTS_MAX:
        raise Refused(f"A project holds {SHOTS_MAX:,} shots at most.")
    return report


def _repointed(locked: Project, before: core.Board, after: core.Board, own: Iterable[str], by: User) -> list[str]:
    """Writes the shots that start from another frame than before; gives their codes."""
    now = {shot.key: shot for _, shot in after.shots()}
    changed = [shot for _, shot in before.shots() if shot.key in now and shot.key not in own and now[shot.key] != shot]
    for shot in changed:
        write_state(locked, kept_shot(locked, shot.key), shot, now[shot.key], by)
    return [shot.key for shot in changed]


# ------------------------------------------------------------------ split, join


def split_shot(
    project: Project,
    code: str,
    *,
    by: User,
    parts: int | None = None,
    actions: Sequence[str] | None = None,
    revision: int | None = None,
) -> tuple[str, ...]:
    """Makes several shots of one, with continuity kept, and returns their codes.

    `parts` and `actions` as in `core.splitting.split`. Refused where the project has moved on since `revision`;
    Blocked where a part would gain a continuity error.
    """
    with changing(project, by=by) as locked:
        report = _start(locked, revision)
        board, row = report.board, kept_shot(locked, code)
        guard_shots(row)
        made = split(board, code, catalogue(), parts, used_codes(locked), actions)
        _start(locked, revision, len(made) - 1)
        board_after = with_parts(board, code, made, catalogue())
        after = _checked(report, board_after, {part.key: (code,) for part in made})
        rows = [row]
        write_state(locked, row, report.shot(code).shot, made[0], by)
        _drafted(locked, row, by)
        for at, part in enumerate(made[1:], 1):
            new = new_shot(locked, row.scene, part.key, row.position + at, part, by)
            record_breaks(locked, new, {item.anchor: item.reason for item in part.breaks}, by)
            rows.append(new)
        _repointed(locked, board, board_after, {part.key for part in made}, by)
        add_versions([(item, after.shot(item.code).context) for item in rows], by, "edit")
        codes = [part.key for part in made]
        log(locked, by, "shot-split", code, into=codes, was=str(report.shot(code).shot.duration))
    return tuple(codes)


def _drafted(locked: Project, row: Shot, by: User) -> None:
    """Makes a shot that was cut or put together a draft. An approved one stays on record as changed since."""
    if row.status != "approved":
        put(locked, row, by, status="draft")


def join_shots(project: Project, code: str, *, by: User, second: str = "", revision: int | None = None) -> str:
    """Makes one shot of two neighbours, under the first one's code, and returns the code of the one that went."""
    with changing(project, by=by) as locked:
        report = _start(locked, revision)
        board, row = report.board, kept_shot(locked, code)
        other = kept_shot(locked, second or second_of(board, code))
        guard_shots(row, other)
        shot = joining(board, code, other.code, catalogue()).shot
        board_after = with_joined(board, other.code, shot, catalogue())
        after = _checked(report, board_after, {code: (code, other.code)})
        was = report.shot(code).shot
        write_state(locked, row, was, shot, by)
        _drafted(locked, row, by)
        known = was.broken()
        record_breaks(locked, row, {item.anchor: item.reason for item in shot.breaks if item.anchor not in known}, by)
        for lock in SeedLock.objects.filter(project=locked, master=other):
            put(locked, lock, master=row)
        _repointed(locked, board, board_after, {code}, by)
        lift_shot(locked, other, by)
        add_versions([(row, after.shot(code).context)], by, "edit")
        log(locked, by, "shots-joined", code, second=other.code)
    return other.code


# ----------------------------------------------------------------- beside a shot


def add_before(project: Project, code: str, *, by: User, key: str = "") -> str:
    """An empty shot right before another one. Returns its code; under a seed lock it takes the lock's seed."""
    with changing(project, by=by) as locked:
        answer = once(by, key, ["before", project.pk, code], lambda: {"shot": _beside(locked, code, None, by, before=True)})
    return str(answer["shot"])


def add_next_like(project: Project, code: str, *, by: User, key: str = "") -> str:
    """A shot right after another one, with its anchors, place, light, look and parameters. Returns its code."""
    with changing(project, by=by) as locked:
        report = report_of(locked)
        scene, at = place_of(report.board, code)
        like = next_like(scene.shots[at])
        answer = once(by, key, ["next", project.pk, code], lambda: {"shot": _beside(locked, code, like, by)})
    return str(answer["shot"])


def _beside(locked: Project, code: str, like: core.Shot | None, by: User, *, before: bool = False) -> str:
    board = _start(locked, None, 1).board
    row = kept_shot(locked, code)
    new = code_beside(board, code, used_codes(locked), before=before)
    shot = new_shot(locked, row.scene, new, row.position + (not before), like, by)
    log(locked, by, "shot-added", shot.code, **({"like": code} if like else {"before": code}))
    return shot.code


# ----------------------------------------------------------------------- scenes


def scene_copied(project: Project, board: core.Board, key: str) -> tuple[core.Board, core.Scene]:
    """The board with a scene once more right after itself, and the copy. Refused where the scene is gone."""
    kept_scene(project, key)
    scene = next(item for item in board.scenes if item.key == key)
    codes = codes_after(board, scene.shots[-1].key if scene.shots else None, len(scene.shots), used_codes(project))
    taken = set(Scene.objects.filter(project=project).values_list("key", flat=True))
    title = copy_title(scene.title, (item.title for item in board.scenes), catalogue())
    made = slug_key(title or f"{key} copy", taken, "scene")
    after = with_scene_copy(board, key, codes, made, title)
    return after, next(item for item in after.scenes if item.key == made)


def copy_scene(project: Project, key: str, *, by: User, request_key: str = "", revision: int | None = None) -> str:
    """A scene once more right after itself: its shots with new codes as drafts, its anchors, breaks and lock.

    Returns the key of the copy. Refused where the project has moved on since `revision`.
    """
    with changing(project, by=by) as locked:
        body = ["scene-copy", project.pk, key]
        answer = once(by, request_key, body, lambda: {"scene": _copy_scene(locked, key, by, revision)})
    return str(answer["scene"])


def _copy_scene(locked: Project, key: str, by: User, revision: int | None) -> str:
    source = kept_scene(locked, key)
    board = _start(locked, revision).board
    scene = next(item for item in board.scenes if item.key == key)
    _start(locked, None, len(scene.shots))
    _, copy = scene_copied(locked, board, key)
    codes = [shot.key for shot in copy.shots]
    new = make(
        locked, Scene, project=locked, key=copy.key, title=copy.title, anchors=list(copy.anchors),
        position=source.position + 1,
    )  # fmt: skip
    rows = _copy_shots(locked, new, copy, dict(zip((s.key for s in scene.shots), codes, strict=True)), by)
    if copy.seed_lock is not None:
        master = rows.get(copy.seed_lock.master or "")
        reason = f"as in {scene.title or key}"
        make(locked, SeedLock, project=locked, scene=new, seed=copy.seed_lock.seed, master=master, by=by, reason=reason)
    log(locked, by, "scene-copied", new.key, **{"from": key, "title": new.title, "shots": len(rows)})
    return new.key


def _copy_shots(locked: Project, scene: Scene, copy: core.Scene, codes: Mapping[str, str], by: User) -> dict[str, Shot]:
    """The rows of a copied scene's shots by code. A frame may be that of a later shot: these are set in a second go."""
    pictures = dict(Shot.objects.filter(project=locked, code__in=list(codes)).values_list("code", "picture_id"))
    rows: dict[str, Shot] = {}
    for at, (old, shot) in enumerate(zip(codes, copy.shots, strict=True)):
        row = rows[shot.key] = new_shot(locked, scene, shot.key, at, replace(shot, starts_from=None), by)
        wanted = {"seed": shot.seed} if copy.seed_lock else {}
        wanted |= {"picture_id": pictures[old]} if pictures.get(old) else {}
        if wanted:
            put(locked, row, by, **wanted)
        record_breaks(locked, row, {item.anchor: item.reason for item in shot.breaks}, by)
    for shot in copy.shots:
        source = shot.starts_from
        if source is not None:
            row = rows[shot.key]
            from_row = (rows.get(source.shot) or kept_shot(locked, source.shot)) if source.shot else None
            put(locked, row, by, starts_from=(source.frame or "last") if from_row else "upload", starts_from_shot=from_row)
    return rows
