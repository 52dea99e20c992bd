"""The rules as a project has set them: which rule a code belongs to, which levels hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from projects.core.board import Board, RuleSetting
from projects.core.catalog import Catalog, Rule
from projects.core.findings import Finding


def rule_of(code: str, catalog: Catalog) -> Rule:
    """The rule that gives findings of this code. KeyError where the catalogue has none."""
    return catalog.rules[code]


def applied(findings: Iterable[Finding], settings: Iterable[RuleSetting]) -> tuple[Finding, ...]:
    """The findings as a project wants them: none of a rule that is off, hints of a rule that was made a hint.

    Gates read the result: an error that was made a hint no longer blocks.
    """
    levels = {setting.code: setting.level for setting in settings}
    if not levels:
        return tuple(findings)
    kept = (finding for finding in findings if levels.get(finding.code) != "off")
    return tuple(replace(f, severity="hint") if levels.get(f.code) == "hint" and f.severity != "hint" else f for f in kept)


def changed_rules(board: Board) -> tuple[int, int]:
    """How many rules a project has switched off, and how many it has made hints."""
    levels = [setting.level for setting in board.rules]
    return levels.count("off"), levels.count("hint")
