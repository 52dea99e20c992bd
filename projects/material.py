"""Rows -> what a file or a paper is made of: the part in scope, approvals, pictures, the id of the snapshot."""

from __future__ import annotations

from collections.abc import Container
from datetime import UTC, datetime
from weakref import ref

from projects.approvals import standing
from projects.core.digest import snapshot_id
from projects.core.document import dumps
from projects.core.paper_facts import Approved, Facts
from projects.core.paper_options import Options
from projects.core.report import Report
from projects.core.scoping import keys_in_scope, scoped
from projects.exports.material import Material, Pictures
from projects.media.pictures import SIZES
from projects.media.places import picture_file
from projects.models import Project
from projects.reads import catalogue, pictures_of, report_of


def material_of(
    project: Project, options: Options | None = None, changed: Container[str] = frozenset(), since: str = ""
) -> Material:
    """Everything that a file of this project is written from. `changed`: codes for the scope of that name; `since`: from
    when on, in words."""
    options = options or Options()
    whole, catalog = report_of(project), catalogue()
    facts = facts_of(project, whole, since)
    held = {code for code, approved in facts.approvals.items() if not approved.stale}
    keys = keys_in_scope(whole, options, held, changed)
    part = whole if options.scope == "project" else scoped(whole, keys, catalog)
    digests = pictures_of(project.slug, whole)
    pictures = Pictures({code: picture_file(project.pk, digest, SIZES[0]) for code, digest in digests.items()})
    return Material(part, whole, catalog, facts, options, pictures)


def facts_of(project: Project, report: Report, since: str = "") -> Facts:
    """What paper says of a project beside its report."""
    now = standing(project, report)
    approvals = {
        code: Approved(approval.by, approval.version, code in now.stale) for code, approval in now.approvals.items()
    }
    snapshot = _snapshot(report)
    return Facts(project.revision, datetime.now(UTC), approvals, _logo(project), snapshot, since)


# The report that was asked for last, as long as somebody else keeps it, and its id.
_LATEST: list[tuple[ref[Report], str]] = []


def _snapshot(report: Report) -> str:
    """The id of a report's plan; of the report that was asked for last it is known."""
    for known, found in _LATEST:
        if known() is report:
            return found
    found = snapshot_id(dumps(report.board))
    _LATEST[:] = [(ref(report), found)]
    return found


def _logo(project: Project) -> bytes | None:
    """The picture at the top of a project's paper, where there is one."""
    if project.logo_id is None or project.logo is None:
        return None
    path = picture_file(project.pk, project.logo.digest, SIZES[0])
    return path.read_bytes() if path.is_file() else None
