"""The states of a shot in review and the steps between them, as one table."""

from __future__ import annotations

from collections.abc import Iterable

from projects.core.cells_reading import CellError, plain_text, says_nothing
from projects.core.findings import Finding, Refused, errors
from projects.core.roles import Action, as_a, may

LABELS = {
    "draft": "Draft",
    "in-review": "In review",
    "changes-requested": "Changes requested",
    "approved": "Approved",
}
# What a reviewer decides; each is the status that the shot then has.
DECISIONS = ("approved", "changes-requested")
NOTE_MAX = 5_000
EMPTY_NOTE = "Say what should change."

# from -> to -> the right that the step needs
TRANSITIONS: dict[str, dict[str, Action]] = {
    "draft": {"in-review": Action.EDIT, "changes-requested": Action.REVIEW, "approved": Action.REVIEW},
    "in-review": {"draft": Action.EDIT, "changes-requested": Action.REVIEW, "approved": Action.REVIEW},
    "changes-requested": {"draft": Action.EDIT, "in-review": Action.EDIT, "approved": Action.REVIEW},
    "approved": {"draft": Action.REVIEW, "in-review": Action.REVIEW, "changes-requested": Action.REVIEW},
}


# Four eyes: whose part of a version stands against an approval -> what is said. A link approves for whoever made it.
OWN_WORK = {
    "author": "You wrote part of this version. In this project somebody else has to approve it.",
    "maker": "Whoever made this link wrote part of this version. In this project somebody else has to approve it: a member "
    "who wrote none of it, or a guest by that member's link.",
    "account": "You are signed in here as somebody who wrote part of this version. In this project somebody else has to "
    "approve it.",
}
_WHOSE = {
    "author": "a member who decides", "maker": "whoever made the link by which a guest decides",
    "account": "the account that is signed in where a guest decides",
}  # fmt: skip


def refusal(role: str, now: str, then: str, findings: Iterable[Finding]) -> str | None:
    """Why this step is refused to a member, as one sentence for a person, or None where it is allowed."""
    if now == then:
        return f"This shot is already {LABELS[now].lower()}."
    if then not in TRANSITIONS[now]:
        return "There is no such status."
    if not may(role, TRANSITIONS[now][then]):
        return f"{as_a(role)} you cannot set a shot to {LABELS[then].lower()}."
    return open_errors(findings) if then == "approved" else None


def open_errors(findings: Iterable[Finding]) -> str | None:
    """Why a shot with these findings cannot be approved; None where nothing stands against it."""
    count = len(errors(findings))
    if not count:
        return None
    what = "them" if count > 1 else "it"
    return f"This shot has {count} open error{'s' if count > 1 else ''}. Mend {what} or record a break, then approve."


def note_text(kind: str, note: str) -> str:
    """The note of a decision as it is kept: line ends as newlines, nothing around it. Refused with a sentence."""
    try:
        found = plain_text(note, len(note)).strip()
    except CellError as error:
        raise Refused(str(error)) from None
    if len(found) > NOTE_MAX:
        raise Refused(f"A note has at most {NOTE_MAX:,} characters; this one has {len(found):,}. Shorten it.")
    if kind == "changes-requested" and says_nothing(found):
        raise Refused(EMPTY_NOTE)
    return found


def refused_decision(
    kind: str, note: str, findings: Iterable[Finding], *, same_again: bool = False, own_work: str = ""
) -> str | None:
    """Why a decision on the current version of a shot is refused, or None.

    `same_again`: this person has decided just so on this version. `own_work`: four eyes are asked for, and
    this one of `OWN_WORK` wrote something of what would be approved.
    """
    if kind not in DECISIONS:
        return "There is no such decision."
    if same_again:
        return f"You have already set this version to {LABELS[kind].lower()}."
    if kind == "changes-requested" and says_nothing(note):
        return EMPTY_NOTE
    if kind == "approved":
        if own_work:
            return OWN_WORK[own_work]
        return open_errors(findings)
    return None


def diagram() -> str:
    """The table of steps as a Mermaid diagram, for the documentation."""
    names = {status: status.replace("-", "_") for status in LABELS}
    lines = ["stateDiagram-v2", *(f"    {names[status]}: {label}" for status, label in LABELS.items())]
    lines.append(f"    [*] --> {names['draft']}")
    for now, steps in TRANSITIONS.items():
        lines += [f"    {names[now]} --> {names[then]}: {right}" for then, right in steps.items()]
    return "\n".join(lines) + "\n"


_BEGIN, _END = "<!-- steps: begin -->\n", "<!-- steps: end -->\n"


def drawn_into(paper: str) -> str:
    """A paper with the diagram, and the rights of each step as a table, between its two marks. ValueError without them."""
    before, begin, rest = paper.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ValueError("this paper has no place for the diagram")
    steps = [(now, then, right) for now, found in TRANSITIONS.items() for then, right in found.items()]
    rows = [f"| {LABELS[now]} | {LABELS[then]} | {right} |" for now, then, right in steps]
    table = "\n".join(["| from | to | right |", "| --- | --- | --- |", *rows])
    eyes = "\n".join(f"| {_WHOSE[who]} | {sentence} |" for who, sentence in OWN_WORK.items())
    table += "\n\nUnder four eyes an approval is refused where part of the version was written by\n\n"
    table += f"| who | answer |\n| --- | --- |\n{eyes}"
    return f"{before}{begin}```mermaid\n{diagram()}```\n\n{table}\n{end}{after}"
