"""What the search offers to do: every command with who may and how, as one list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from projects.core.roles import Action, may

How = Literal["open", "send", "press"]


@dataclass(frozen=True, slots=True)
class Command:
    """Something to do. `how`: `open` the address of `route` (with `tail` behind it), `send` a form there, or `press`
    the control of the page that `route` names, which needs JavaScript.

    `right`: what a role must allow, None where everybody may. `project`: whether it is about one project.
    `fields`: what a form has to send. `keys`: the keys that do the same. `words`: what else people call it.
    """

    id: str
    label: str
    route: str
    right: Action | None = Action.VIEW
    how: How = "open"
    tail: str = ""
    keys: tuple[str, ...] = ()
    words: str = ""
    fields: tuple[str, ...] = ()
    project: bool = True


_EDIT = Action.EDIT

COMMANDS: tuple[Command, ...] = (
    Command("new-shot", "New shot", "shots", _EDIT, "send", keys=("n",), words="add create",
            fields=("scene", "after", "key")),
    Command("new-scene", "New scene", "board", _EDIT, tail="#new-scene", words="add create group"),
    Command("new-anchor", "New anchor", "anchors", _EDIT, tail="#new", words="add create subject person place light style"),
    Command("suggest-anchors", "Suggest anchors", "suggestions", _EDIT, words="find recurring people places"),
    Command("undo", "Undo", "undo_latest", Action.REVIEW, "send", keys=("Ctrl", "z"), words="take back revert"),
    Command("redo", "Redo", "redo", Action.REVIEW, "send", keys=("Ctrl", "Shift", "z"), words="do again repeat"),
    Command("board", "Open the board", "board", keys=("g", "b"), words="scenes shots frames"),
    Command("table", "Open the table", "table", keys=("g", "t"), words="spreadsheet list cells"),
    Command("timeline", "Open the timeline", "timeline", keys=("g", "l"), words="durations length time"),
    Command("anchors", "Open anchors", "anchors", keys=("g", "a"), words="continuity people places"),
    Command("findings", "Open findings", "findings", keys=("g", "f"), words="errors warnings checks problems fix"),
    Command("review", "Open review", "review", keys=("g", "r"), words="approve approvals request changes decide sign off"),
    Command("rounds", "Open rounds", "rounds", keys=("g", "o"), words="review round compare what was shown versions"),
    Command("export", "Open export", "export", keys=("g", "x"), words="print pdf csv json download", right=Action.EXPORT),
    Command("import", "Import a file", "importing", _EDIT,
            words="take in csv xlsx spreadsheet script fountain fdx edl otio timeline update"),
    Command("activity", "Open activity", "activity", keys=("g", "h"), words="history log who changes"),
    Command("steps", "What I did, step by step", "steps", Action.REVIEW, words="undo list history"),
    Command("settings", "Open settings", "settings", keys=("g", "s"), words="title model ratio budget destination"),
    Command("words", "Open words", "words", keys=("g", "w"), words="vocabulary phrases"),
    Command("rules", "Open rules", "rules", words="checks switch off levels"),
    Command("trash", "Open the trash", "trash", _EDIT, words="deleted restore bin recover"),
    Command("templates", "Open templates", "templates", None, words="start from blanks patterns", project=False),
    Command("show-errors", "Show shots with errors", "board", tail="?finding=error", words="filter wrong"),
    Command("show-warnings", "Show shots with warnings", "board", tail="?finding=warning", words="filter"),
    Command("show-review", "Show shots in review", "board", tail="?status=in-review", words="filter status"),
    Command("show-changes", "Show shots with changes requested", "board", tail="?status=changes-requested", words="filter"),
    Command("seed", "Lock a seed", "seed", words="seed lock master"),
    Command("copy-project", "Duplicate this project", "project_copy", how="send", words="copy", fields=("key",)),
    Command("projects", "All projects", "projects", None, keys=("g", "p"), words="home list", project=False),
    Command("new-project", "New project", "new_project", None, words="create start", project=False),
    Command("from-file", "New project from a file", "new_file", None, words="import csv xlsx script edl otio zip",
            project=False),
    Command("from-text", "New project from pasted text", "new_from_text", None, words="import shot list", project=False),
    Command("from-document", "New project from a document", "new_from_document", None, words="import json", project=False),
    Command("theme", "Change colours", "theme", None, "press", words="dark light theme mode system", project=False),
    Command("keys", "Keys", "keys", None, "press", keys=("?",), words="keyboard shortcuts map help", project=False),
    Command("help", "Help", "help_index", None, words="manual guide method", project=False),
    Command("password", "Change password", "account_change_password", None, words="account sign in", project=False),
    Command("sign-out", "Sign out", "account_logout", None, "send", words="log out leave", project=False),
)  # fmt: skip


def commands_for(role: str | None) -> tuple[Command, ...]:
    """What somebody with this role may do; without a role (no project at hand) only what is about no project."""
    return tuple(c for c in COMMANDS if not c.project or (role is not None and (c.right is None or may(role, c.right))))
