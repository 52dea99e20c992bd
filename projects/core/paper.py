"""A report put on paper: `sheet` says in final words what every layout shows."""

from __future__ import annotations

from collections.abc import Mapping

from projects.core.catalog import Catalog
from projects.core.figures import clock, day, number, plural, render_span
from projects.core.paper_entries import entry_of, lanes_on_paper, post_line
from projects.core.paper_facts import Approved, Facts
from projects.core.paper_options import COLUMNS, Options
from projects.core.paper_values import Fact, OpenError, PaperScene, Sheet
from projects.core.report import Report, SceneReport
from projects.core.words import without_article

SIGN_OFF_ROWS = 3


def sheet(report: Report, whole: Report, catalog: Catalog, facts: Facts, options: Options) -> Sheet:
    """The paper of `report`, the part in scope of `whole`."""
    board = report.board
    deck = options.layout == "deck"
    scenes = tuple(_scene(scene, report, catalog, facts, options) for scene in report.scenes)
    return Sheet(
        title=board.title,
        brief=board.brief,
        sub=_sub(report, catalog),
        stamp=stamp(report, facts.approvals),
        draft=report.draft,
        scope=_scope(report, whole, facts, options),
        version=f"Version {facts.revision}",
        snapshot=facts.snapshot,
        date=f"{day(facts.now)} UTC",
        stats=_stats(report, deck),
        ratio=board.aspect_ratio,
        errors=tuple(
            OpenError(item.number or "", item.shot.key, finding.message, finding.code)
            for item in report.running()
            for finding in item.errors
        ),
        totals=() if deck else _totals(report),
        rules_off=tuple(f"{rule.code} {'off' if rule.level == 'off' else 'hint'}: {rule.reason}" for rule in board.rules),
        columns=tuple((name, COLUMNS[name]) for name in options.columns),
        scenes=scenes,
        breaks=tuple(
            f"{item.number} {item.shot.key}: {without_article(use.anchor.name)}, {use.reason}"
            for item in report.running()
            for use in item.uses
            if use.role == "breaks"
        ),
        post=tuple(post_line(step, catalog) for step in board.post),
        legend=_legend(report, catalog, options) if options.legend else (),
        sign_off=SIGN_OFF_ROWS if options.sign_off else 0,
        appendix=deck or options.appendix,
        options=options,
    )


def stamp(report: Report, approvals: Mapping[str, Approved]) -> str:
    """DRAFT with the number of open errors, APPROVED where every shot is, or NO OPEN ERRORS."""
    if report.draft:
        return f"DRAFT · {plural(report.errors, 'OPEN ERROR')}"
    running = report.running()
    held = [item for item in running if (found := approvals.get(item.shot.key)) and not found.stale]
    return "APPROVED" if running and len(held) == len(running) else "NO OPEN ERRORS"


def _sub(report: Report, catalog: Catalog) -> str:
    board, model = report.board, catalog.model(report.board.model)
    ended = {"shutdown": "shut down", "missing": "no longer in the catalogue"}.get(model.status, "retiring")
    gone = "" if model.alive else f" ({ended}{f' {model.status_date}' if model.status_date else ''})"
    to = catalog.destinations[board.destination].label if board.destination else ""
    parts = (to, board.aspect_ratio, board.resolution, f"{number(board.fps)} fps", f"{model.name}{gone}")
    return " · ".join(part for part in parts if part)


def _stats(report: Report, deck: bool) -> str:
    parts = [plural(report.shots, "shot"), clock(report.duration)]
    if not deck:
        money = "" if report.cost is None else f" ({report.cost} {report.currency})"
        parts.append(f"{number(report.totals.total)} credits{money}")
        if report.totals.unknown:
            parts.append(f"{plural(report.totals.unknown, 'shot')} of unknown price")
    return " · ".join(parts)


def _scope(report: Report, whole: Report, facts: Facts, options: Options) -> str:
    if options.scope == "project":
        return ""
    of = f"{report.shots} of {plural(whole.shots, 'shot')}"
    what = {
        "scenes": "chosen scenes",
        "shots": "chosen shots",
        "approved": "approved shots only",
        "changed": "shots that changed",
    }
    since = f" since {facts.since}" if options.scope == "changed" and facts.since else ""
    return f"{what[options.scope].capitalize()}{since}: {of}"


def _totals(report: Report) -> tuple[Fact, ...]:
    totals = report.totals
    found = [
        Fact("Finals", number(totals.final)),
        Fact("Previews", number(totals.previews)),
        Fact("Total", f"{number(totals.total)} credits"),
        Fact("Money", "unknown" if report.cost is None else f"{report.cost} {report.currency}"),
        Fact("Render time", render_span(totals.render)),
    ]
    if totals.unknown:
        found.append(Fact("Not counted", f"{plural(totals.unknown, 'shot')} of unknown price"))
    budget = report.board.budget_credits
    if budget is not None:
        over = f", over by {number(totals.total - budget)}" if totals.total > budget else ""
        found.append(Fact("Budget", f"{number(budget)}{over}"))
    return tuple(found)


def _scene(scene: SceneReport, report: Report, catalog: Catalog, facts: Facts, options: Options) -> PaperScene:
    running = [(at, item) for at, item in enumerate(scene.shots) if not item.shot.omitted]
    return PaperScene(
        number=scene.number,
        title=scene.scene.title or scene.scene.key,
        sub=_scene_sub(scene, report, deck=options.layout == "deck"),
        entries=tuple(entry_of(item, catalog, facts.approvals.get(item.shot.key), options) for _, item in running),
        lanes=lanes_on_paper(scene, [at for at, _ in running]) if options.threads else (),
    )


def _scene_sub(scene: SceneReport, report: Report, *, deck: bool) -> str:
    if deck:
        return clock(scene.duration)
    lock = scene.scene.seed_lock or report.board.seed_lock
    parts = []
    if lock:
        parts.append(f"seed {lock.seed} locked{f' from {lock.master}' if lock.master else ''}")
    unknown = f" + {scene.totals.unknown} unknown" if scene.totals.unknown else ""
    return " · ".join([*parts, clock(scene.duration), f"{number(scene.totals.total)} credits{unknown}"])


def _legend(report: Report, catalog: Catalog, options: Options) -> tuple[tuple[str, str], ...]:
    """What the short signs mean that stand on this paper."""
    used = {item.shot.shot_size for item in report.running()}
    found = [(size.short, size.label.lower()) for key, size in catalog.sizes.items() if key in used]
    if options.layout != "deck":
        found.append(("underlined", "carried from an earlier shot"))
    if options.threads and any(scene.lanes for scene in report.scenes):
        found += [("●", "established"), ("gap", "break, with its reason"), ("✕", "open error")]
    return tuple(found)
