"""Where a review stands: the state of each shot as a reviewer sees it, how many are decided, which comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# The state of a shot in a review, in words. `changed` was decided on, and is no longer what was decided on.
STATES = {
    "approved": "Approved",
    "changes-requested": "Changes requested",
    "changed": "Changed since",
    "open": "Open",
}
# What a film strip can be narrowed to.
SHOWN = {"": "All", "open": "Open", "changed": "Changed since", "mine": "Decided by me"}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many shots of a review are in which state."""

    total: int
    approved: int
    requested: int
    changed: int
    open: int

    @property
    def decided(self) -> int:
        """How many have a decision that still holds."""
        return self.approved + self.requested


def state_of(status: str, changed: bool) -> str:
    """The state of a shot in a review, from its status and whether it changed since it was decided on."""
    if status not in ("approved", "changes-requested"):
        return "open"
    return "changed" if changed else status


def tally(states: Iterable[str]) -> Tally:
    """How many of these states there are of each kind."""
    found = Counter(states)
    return Tally(found.total(), found["approved"], found["changes-requested"], found["changed"], found["open"])


def undecided(state: str) -> bool:
    """Whether a shot in this state waits for a decision."""
    return state in ("open", "changed")


def next_undecided(states: Mapping[str, str], after: str = "") -> str:
    """The code of the next shot that waits for a decision, round the end of the list; "" where there is none.

    `states` holds the shots in running order; the shot `after` itself comes last of all.
    """
    codes = list(states)
    at = codes.index(after) + 1 if after in states else 0
    return next((code for code in [*codes[at:], *codes[:at]] if undecided(states[code])), "")


def narrowed(states: Mapping[str, str], show: str, mine: frozenset[str]) -> list[str]:
    """The codes in running order that a film strip shows; a name that is not in SHOWN narrows nothing."""
    if show == "mine":
        return [code for code in states if code in mine]
    return [code for code, state in states.items() if show not in ("open", "changed") or state == show]
