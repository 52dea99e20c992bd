"""What a notice in an inbox says, as words for a person."""

from __future__ import annotations

# kind of a notice -> what happened, between who did it and what it is about
_SAID = {
    "mention": "mentioned you in a comment on",
    "answer": "answered in a thread on",
    "comment": "commented on",
    "round-opened": "opened a round of review of",
    "round-closed": "closed a round of review of",
    "stale": "made an approval stale: look again at",
    "invited": "invited you to",
}
_DECIDED = {"approved": "approved", "changes-requested": "asks for changes in"}


def noticed(kind: str, who: str, what: str, decision: str = "", count: int = 1) -> str:
    """One notice as a line: `Ana asks for changes in SH020`, `Ana approved 12 of your shots`. An unknown kind is said by
    its own words."""
    did = _DECIDED.get(decision, "decided on") if kind == "decision" else _SAID.get(kind, f"{kind.replace('-', ' ')}:")
    what = f"{count} of your shots" if count > 1 else what
    return f"{who or 'Somebody'} {did} {what}"
