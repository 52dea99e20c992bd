"""What a write that asks nothing did to approvals: the order, anchors and scenes are not held, so it is said afterwards."""

from __future__ import annotations

from projects.approvals import approvals_of, standing
from projects.models import Project
from projects.reads import report_of

MOST = 3


def held_now(project: Project) -> frozenset[str]:
    """The codes whose approval holds; one query where nothing is approved."""
    if not approvals_of(project):
        return frozenset()
    found = standing(project, report_of(project))
    return frozenset(found.approvals.keys() - found.stale.keys())


def lost_since(project: Project, held: frozenset[str]) -> str:
    """A sentence, after a blank, of which of these approvals hold no longer; empty where all of them do."""
    if not held:
        return ""
    stale = standing(project, report_of(project)).stale
    lost = [code for code in stale if code in held]
    if not lost:
        return ""
    if len(lost) == 1:
        return f" {lost[0]} has changed since approval by {stale[lost[0]].by}."
    more = f" and {len(lost) - MOST} more" if len(lost) > MOST else ""
    return f" Changed since approval: {', '.join(lost[:MOST])}{more}."
