"""The states of a shot in review and the steps between them, as one table."""

from __future__ import annotations

from collections.abc import Iterable

from projects.core.findings import Finding, errors
from projects.core.roles import Action, may

LABELS = {
    "draft": "Draft",
    "in-review": "In review",
    "changes-requested": "Changes requested",
    "approved": "Approved",
}

# from -> to -> the right that the step needs
TRANSITIONS: dict[str, dict[str, Action]] = {
    "draft": {"in-review": Action.EDIT, "approved": Action.REVIEW},
    "in-review": {"draft": Action.EDIT, "changes-requested": Action.REVIEW, "approved": Action.REVIEW},
    "changes-requested": {"draft": Action.EDIT, "in-review": Action.EDIT, "approved": Action.REVIEW},
    "approved": {"draft": Action.REVIEW, "in-review": Action.REVIEW, "changes-requested": Action.REVIEW},
}


def refusal(role: str, now: str, then: str, findings: Iterable[Finding]) -> str | None:
    """Why this step is refused, as one sentence for a person, or None where it is allowed."""
    if now == then:
        return f"This shot is already {LABELS[now].lower()}."
    if then not in TRANSITIONS[now]:
        return f"A shot cannot go from {LABELS[now].lower()} to {LABELS[then].lower()}."
    if not may(role, TRANSITIONS[now][then]):
        return f"As a {role} you cannot set a shot to {LABELS[then].lower()}."
    if then == "approved":
        open_errors = errors(findings)
        if open_errors:
            several = len(open_errors) > 1
            count, what = f"{len(open_errors)} open error{'s' if several else ''}", "them" if several else "it"
            return f"This shot has {count}. Mend {what} or record a break, then approve."
    return None
