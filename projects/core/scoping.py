"""A part of a report: some of its shots, with the numbers and times they have in the whole and sums of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import replace
from decimal import Decimal

from projects.core.catalog import Catalog
from projects.core.credit import money, total
from projects.core.paper_options import Options
from projects.core.report import Report, SceneReport, ShotReport
from projects.core.report_scenes import together


def keys_in_scope(report: Report, options: Options, approved: Container[str], changed: Container[str]) -> frozenset[str]:
    """The codes of the running shots that the options ask for.

    `approved` are the codes whose approval is in force and still holds, `changed` those that moved on since
    `options.since`.
    """
    wanted = frozenset(options.keys)

    def inside(item: ShotReport) -> bool:
        if options.scope in ("scenes", "shots"):
            return (item.scene.key if options.scope == "scenes" else item.shot.key) in wanted
        return options.scope == "project" or item.shot.key in (approved if options.scope == "approved" else changed)

    return frozenset(item.shot.key for item in report.running() if inside(item))


def scoped(report: Report, keys: Container[str], catalog: Catalog) -> Report:
    """The report of these shots alone. The board is the whole one: a shot is what it is by those before it."""
    scenes = tuple(_scene(scene, keys) for scene in report.scenes)
    scenes = tuple(scene for scene in scenes if scene.shots)
    totals = together(scene.totals for scene in scenes)
    cost, currency = money(report.board, catalog, totals)
    items = [item for scene in scenes for item in scene.shots]
    counts = Counter(finding.severity for item in items for finding in item.findings)
    length = sum((scene.duration for scene in scenes), Decimal(0))
    return replace(
        report, scenes=scenes, shots=sum(not item.shot.omitted for item in items), duration=length, totals=totals,
        cost=cost, currency=currency, errors=counts["error"], warnings=counts["warning"], hints=counts["hint"],
    )  # fmt: skip


def _scene(scene: SceneReport, keys: Container[str]) -> SceneReport:
    kept = [at for at, item in enumerate(scene.shots) if item.shot.key in keys]
    if len(kept) == len(scene.shots):
        return scene
    shots = tuple(scene.shots[at] for at in kept)
    lanes = tuple(replace(lane, cells=tuple(lane.cells[at] for at in kept)) for lane in scene.lanes)
    lanes = tuple(lane for lane in lanes if any(cell.state != "off" or cell.error for cell in lane.cells))
    running = [item for item in shots if not item.shot.omitted]
    length = sum((item.shot.duration for item in running), Decimal(0))
    return replace(
        scene, shots=shots, lanes=lanes, duration=length, totals=total([item.estimate for item in running]), kept=None,
        established=None,
    )  # fmt: skip
