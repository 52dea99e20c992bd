"""Tables of texts that contradict an anchor, with the words that do, and of texts that only look as if they did.

A line is `slot: text`, in the loud tables with ` -> ` and the words of each finding: `!` an error, `?` a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from projects.core.attributes import lexicon
from projects.core.contradiction import clashes
from tests.core.contradiction_plans import ANCHORS
from tests.strategies import catalog

TABLES = Path(__file__).parent / "contradiction_tables"


def rows(name: str) -> Iterator[tuple[str, str]]:
    """(anchors, line) of the tables whose name begins so."""
    for path in sorted(TABLES.glob(f"{name}-*.txt")):
        anchors = ""
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("# "):
                anchors = line[2:]
            else:
                yield anchors, line


def found(anchors: str, line: str) -> str:
    slot, _, text = line.partition(": ")
    clashing = clashes(text, slot, ANCHORS[anchors], lexicon(catalog()))
    return " | ".join(("!" if clash.severity == "error" else "?") + text[clash.start : clash.end] for clash in clashing)


@pytest.mark.parametrize(("anchors", "line"), list(rows("loud")))
def test_what_speaks_against_an_anchor_is_found_with_its_words(anchors: str, line: str) -> None:
    said, _, expected = line.partition(" -> ")
    assert found(anchors, said) == expected


@pytest.mark.parametrize(("anchors", "line"), list(rows("silent")))
def test_what_says_nothing_against_an_anchor_is_silent(anchors: str, line: str) -> None:
    assert found(anchors, line) == ""
