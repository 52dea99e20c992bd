"""What stands on paper: one sheet of values that the browser's print, the PDF and the file to send all show.

Every text is final, in the words that are read: whoever lays it out formats nothing and decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from projects.core.paper_options import Options


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a prompt. `mark` is "carried" for words of an earlier shot, "established" where they come in, else ""."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with its value, such as `Duration`, `10 s`."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One shot. `cells` holds the text of every column of the table by its id; `prompt`, `frame` stand apart.

    `mark` is the shape of the status for print without colour, `approval` who approved which version ("" where nobody).
    """

    code: str
    number: str
    title: str
    prompt: tuple[Run, ...]
    negative: str
    camera: str
    facts: tuple[Fact, ...]
    credits: str
    status: str
    mark: str
    approval: str
    dialogue: str
    notes: str
    state: str
    breaks: tuple[str, ...]
    post: tuple[str, ...]
    errors: tuple[str, ...]
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LaneCell:
    """A shot's place on a thread: "establishes", "carries", "breaks" or "off"; the reason of a break; an open error."""

    state: str
    reason: str = ""
    error: bool = False


@dataclass(frozen=True, slots=True)
class PaperLane:
    """The thread of one anchor, a cell an entry of its scene. `pattern` tells lanes apart without colour."""

    name: str
    kind: str
    pattern: str
    cells: tuple[LaneCell, ...]


@dataclass(frozen=True, slots=True)
class PaperScene:
    """One scene: `sub` says its seed, length and credits."""

    number: int
    title: str
    sub: str
    entries: tuple[Entry, ...]
    lanes: tuple[PaperLane, ...]


@dataclass(frozen=True, slots=True)
class OpenError:
    """An open error as it stands first on a draft. `rule` is its code."""

    number: str
    code: str
    message: str
    rule: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole paper. `columns` are (id, label) of the table in order; `legend` (short, long).

    `stamp` is DRAFT with the number of open errors, APPROVED, or NO OPEN ERRORS; `scope` says what part this is
    ("" for the whole project); `version` and `date` stand on every page; `appendix` says that prompts stand at the end.
    """

    title: str
    brief: str
    sub: str
    stamp: str
    draft: bool
    scope: str
    version: str
    snapshot: str
    date: str
    stats: str
    ratio: str
    errors: tuple[OpenError, ...]
    totals: tuple[Fact, ...]
    rules_off: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    scenes: tuple[PaperScene, ...]
    breaks: tuple[str, ...]
    post: tuple[str, ...]
    legend: tuple[tuple[str, str], ...]
    sign_off: int
    appendix: bool
    options: Options
