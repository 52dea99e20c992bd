"""The place of a guest: what it tells of a shot names no shot and no scene that the link does not show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from projects.core.findings import Finding
from projects.core.opaque import MOST, Opaque
from projects.core.report import Report, ShotReport
from projects.core.use import Use
from projects.reads import report_of
from projects.views.place import Place
from projects.views.share_marks import MARKS

ELSEWHERE = "an earlier shot"
_HIDDEN = "Something here does not fit a shot that this link does not show."
_SEED = "Something about its seed does not fit."


@dataclass(frozen=True, slots=True)
class GuestPlace(Place):
    """A place whose shots are told apart from all that is not in scope. Digests stay what they are."""

    @property
    def marks(self) -> tuple[str, str]:
        """Digests of what the link shows: what happens elsewhere in the project does not move them."""
        return MARKS.get(self, report_of(self.project))

    def number(self, key: int) -> int:
        """Keys count up over all projects of the server: a guest gets numbers that tell nothing."""
        return Opaque(self.key).hidden(key)

    def key_of(self, number: int) -> int:
        """The key of the row that a guest calls so; 0 for none."""
        return Opaque(self.key).found(number) if number <= MOST else 0

    def items(self, report: Report) -> list[ShotReport]:
        """The shots in scope in running order."""
        shown = Place.items(self, report)
        codes, scenes = {item.shot.key for item in shown}, {item.scene.key for item in shown}
        hidden = {item.shot.key for item in report.all_shots()} - codes
        titles = {scene.scene.title for scene in report.scenes if scene.scene.key not in scenes and scene.scene.title}
        names = _names(hidden | titles) if hidden or titles else None
        return [_alone(item, hidden, names) for item in shown]


def behind(place: Place) -> GuestPlace:
    """The same place, for a guest."""
    return GuestPlace(**{field.name: getattr(place, field.name) for field in fields(place)})


def _names(hidden: Iterable[str]) -> re.Pattern[str]:
    found = "|".join(re.escape(name) for name in sorted(hidden, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{found})(?![\w-])", re.IGNORECASE)


def _alone(item: ShotReport, hidden: set[str], names: re.Pattern[str] | None) -> ShotReport:
    """A shot without the names of others: what a digest is made of is left alone."""
    uses = tuple(_use(use, hidden) for use in item.context.uses)
    findings = tuple(_finding(finding, names) for finding in item.findings)
    if uses == item.context.uses and findings == item.findings:
        return item
    return replace(item, context=replace(item.context, uses=uses), findings=findings)


def _use(use: Use, hidden: set[str]) -> Use:
    return replace(use, established_in=ELSEWHERE) if use.established_in in hidden else use


def _finding(finding: Finding, names: re.Pattern[str] | None) -> Finding:
    """A finding about somebody else's shot, or about a seed, says only that there is one: it still stands against an
    approval."""
    if finding.field == "seed":
        return replace(finding, message=_SEED, words="", fixes=())
    if names is None or not names.search(f"{finding.message} {finding.words}"):
        return finding
    return replace(finding, message=_HIDDEN, words="", fixes=())
