"""Switching rules off for one project, making them hints, and putting them back."""

from __future__ import annotations

from projects.core.board import RULE_LEVELS, RuleSetting
from projects.core.document_later import RULES_MAX, kept_board_values
from projects.core.findings import Refused
from projects.models import Project, User
from projects.reads import catalogue
from projects.writes.rows import keep_later
from projects.writes.transaction import Stale, changing, log

AS_IT_IS = "as-it-is"
# level -> what the activity log says
VERBS = {"off": "rule-switched-off", "hint": "rule-made-a-hint", AS_IT_IS: "rule-put-back"}


def set_rule(
    project: Project, code: str, level: str, reason: str, *, by: User, seen: str | None = None
) -> RuleSetting | None:
    """Sets one rule of a project to `off`, `hint` or `as-it-is`. Every finding and gate follows. The setting, or None.

    Off and hint need a reason. `seen` is the level that the person saw: Stale, with the setting that stands, where
    somebody else set another one since.
    """
    if code not in catalogue().rules:
        raise Refused(f"There is no rule {code}.")
    if level not in (AS_IT_IS, *RULE_LEVELS):
        raise Refused("A rule can be left as it is, made a hint or switched off.")
    reason = " ".join(reason.split())
    if level != AS_IT_IS and not reason:
        raise Refused("Say why this project does without the rule.")
    wanted = None if level == AS_IT_IS else RuleSetting(code, level, reason)
    with changing(project, by=by) as locked:
        rules: tuple[RuleSetting, ...] = kept_board_values(locked.later)["rules"]
        now = next((rule for rule in rules if rule.code == code), None)
        if now == wanted:
            return now
        was = now.level if now else AS_IT_IS
        if seen not in (None, was):
            raise Stale(now, "Somebody")
        kept = [rule for rule in rules if rule.code != code]
        if wanted:
            kept.append(wanted)
        if len(kept) > RULES_MAX:
            raise Refused(f"A project sets {RULES_MAX} rules at most. Put another one back first.")
        keep_later(locked, rules=tuple(sorted(kept, key=lambda rule: rule.code)))
        log(locked, by, VERBS[level], code, reason=reason, level=level, was=was)
    return wanted
