"""Every way in which a shot is written, by name: each changes columns of SH020 that a version holds, or its breaks."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from projects.core.batching import Batch
from projects.core.board import Anchor, Shot
from projects.core.cells_change import Typed
from projects.models import Project, User
from projects.reads import report_of
from projects.writes.anchors import attached_to, create_anchor, record_break, set_without
from projects.writes.batch import save_shots
from projects.writes.batch_edit import edit_shots
from projects.writes.cells import save_cells
from projects.writes.durations import set_duration, set_durations
from projects.writes.seeds import unlock_seed
from projects.writes.shots import save_shot
from projects.writes.structure import join_shots, split_shot
from projects.writes.threads import draw_thread
from projects.writes.variants import pick_variant

Way = Callable[[Project, User], object]
GRAIN = Anchor("x", "style", "grain", "film grain")


def _mended(project: Project) -> dict[str, Shot]:
    return {"SH020": replace(report_of(project).shot("SH020").shot, action="stops")}


# `pick` needs a variant B of SH020, `join` that SH020 follows SH010.
WAYS: dict[str, Way] = {
    "editor": lambda p, by: save_shot(p, "SH020", {"subject": "collar down"}, by=by),
    "table": lambda p, by: save_cells(p, [Typed("SH020", "subject", "collar down")], by=by),
    "batch": lambda p, by: edit_shots(p, ["SH020"], Batch("change", {"quality": "high"}), by=by, role="owner"),
    "timeline": lambda p, by: set_duration(p, "SH020", Decimal(8), by=by),
    "fitted lengths": lambda p, by: set_durations(p, {"SH020": Decimal(8)}, by=by, revision=p.revision),
    "fixes": lambda p, by: save_shots(p, _mended(p), by=by, verb="fixes-applied"),
    "pick": lambda p, by: pick_variant(p, "SH020", "B", by=by),
    "split": lambda p, by: split_shot(p, "SH020", by=by, parts=2),
    "join": lambda p, by: join_shots(p, "SH010", by=by),
    "break": lambda p, by: record_break(p, "SH020", "pier", "another harbour", by=by),
    "thread": lambda p, by: draw_thread(p, "keeper", ["SH020"], "without", "", by=by),
    "without": lambda p, by: set_without(p, "SH020", "keeper", True, by=by),
    "attached": lambda p, by: attached_to(p, "dawn", {"shot": ["SH010"]}, by=by),
    "new anchor": lambda p, by: create_anchor(p, GRAIN, by=by, level="shot", where="SH020"),
    "unlocked seed": lambda p, by: unlock_seed(p, "arrival", reason="each its own", by=by),
}
